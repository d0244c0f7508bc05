"""What routers share: the two session aliases, versions in headers, problems as answers."""

import json
import logging
import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Header, Path, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, AwareDatetime, BaseModel, Field
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from mingze.kit import problems
from mingze.kit.problems import FieldError, Problem

log = logging.getLogger("mingze")


class FieldErrorView(BaseModel):
    pointer: str = Field(examples=["/body/due_on"], description="出错字段的 JSON 指针")
    message: str = Field(examples=["须为日期"], description="错在哪里")


class TieView(BaseModel):
    kind: str = Field(examples=["findings"])
    label: str = Field(examples=["未办结的问题"])
    count: int


class AlikePassageView(BaseModel):
    start: int
    end: int


class AlikeView(BaseModel):
    pointer: str = Field(examples=["/body/text"], description="哪个字段的文字;不在请求中的为空")
    text: str = Field(description="提交的文字")
    share: float = Field(examples=[0.83], description="雷同文字占计入文字的比例,0 到 1")
    passages: list[AlikePassageView] = Field(description="雷同的字符位置,自 start 起、到 end 前止")


class ProblemView(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(examples=["/problems/conflict"], description="问题种类,稳定不变")
    title: str = Field(examples=["当前状态下不能进行此操作"])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["当前状态下不能“验收”"])
    errors: list[FieldErrorView] = Field(default_factory=list, description="逐个字段的错误")
    open_moves: list[str] | None = Field(default=None, description="当前可以进行的操作(仅 409)")
    ties: list[TieView] | None = Field(default=None, description="单位不能停用的原因,逐类计数(仅 409)")
    alike: list[AlikeView] | None = Field(
        default=None, description="与已有材料雷同的文字,只有提交人自己的(仅 409)"
    )


async def _reading(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.reading() as session:
        yield session


async def _writing(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.writing() as session:
        yield session


# Function scope: the commit happens before the answer is sent, so a failed commit is never a 200.
Reading = Annotated[AsyncSession, Depends(_reading, scope="function")]
Writing = Annotated[AsyncSession, Depends(_writing, scope="function")]


#: An identifier in a path (beyond 2**53 a browser could not count it).
Id = Annotated[int, Path(ge=1, le=2**53)]


def _representable(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError("时刻超出范围") from exc


#: A point in time with its zone, turned to UTC.
Instant = Annotated[AwareDatetime, AfterValidator(_representable)]


#: A day that can be counted from, whole periods before and after it: what lies outside is a slip of the pen.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2190, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class Expected:
    """The version the caller believes to edit (`If-Match`), checked once the resource is loaded."""

    def __init__(self, version: int | None, given: bool) -> None:
        self._version = version
        self._given = given

    def check(self, version: int) -> None:
        """Raise VersionRequired without a header, Stale with another version."""
        if not self._given:
            raise problems.VersionRequired()
        if self._version != version:
            raise problems.Stale()


async def _expected(
    if_match: Annotated[str | None, Header(max_length=64, description='所编辑版本的 ETag,如 "v3"')] = None,
) -> Expected:
    if if_match is None:
        return Expected(None, given=False)
    found = re.fullmatch(r'(?:W/)?"v(\d{1,18})"', if_match.strip())
    return Expected(int(found[1]) if found else None, given=True)


IfMatch = Annotated[Expected, Depends(_expected)]


def etag(version: int) -> str:
    return f'"v{version}"'


def file_headers(name: str) -> dict[str, str]:
    """Of an answer that is a file to be kept under this name."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def answer(problem: Problem) -> JSONResponse:
    body: dict[str, Any] = {
        "type": problem.type(),
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "errors": [{"pointer": e.pointer, "message": e.message} for e in problem.errors],
        **problem.extra,
    }
    # What answers an unexpected error stands outside every middleware, so these two are said here.
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **problem.headers}
    return JSONResponse(body, problem.status, headers=headers, media_type="application/problem+json")


async def refuse_nul(request: Request) -> None:
    """Refuse the NUL character wherever it comes from: PostgreSQL keeps none, and no text needs one."""
    given: list[Any] = [
        *request.query_params.values(), *request.path_params.values(), *request.cookies.values()
    ]  # fmt: skip
    # Whatever is no form may be read as JSON: there are more names for it than application/json.
    if not request.headers.get("content-type", "").lower().startswith(_FORMS):
        body = await request.body()
        # Only where the escape stands in the body is it worth reading a second time.
        if b"\\u0000" in body:
            try:
                given.append(json.loads(body))
            except (ValueError, RecursionError) as exc:
                raise problems.BadRequest() from exc
    if _holds_nul(given):
        raise problems.Invalid("提交的文字中有不允许的控制字符")


#: Bodies that are no JSON and are read by the operation itself, once it is known who sends them.
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded", "application/offset+octet-stream")


def _holds_nul(given: list[Any]) -> bool:
    """Whether a NUL stands in any text in there; takes `given` apart, however deep it is."""
    while given:
        match given.pop():
            case str() as text if "\0" in text:
                return True
            case list() as items:
                given.extend(items)
            case dict() as items:
                given.extend((*items.keys(), *items.values()))
    return False


def install_problems(app: FastAPI) -> None:
    """Answer every error of `app` as problem+json."""

    @app.exception_handler(Problem)
    async def _problem(_request: Request, exc: Problem) -> JSONResponse:
        return answer(exc)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, exc: RequestValidationError) -> JSONResponse:
        errors = [FieldError(_pointer(e["loc"]), in_chinese(e)) for e in exc.errors()[:50]]
        return answer(
            problems.Invalid("提交的内容有误:" + errors[0].message if errors else None, errors=errors)
        )

    @app.exception_handler(HTTPException)
    async def _http(_request: Request, exc: HTTPException) -> JSONResponse:
        # Of several kinds with one status the first in the catalogue, which is the general one.
        known = {kind.status: kind for kind in reversed(problems.CATALOGUE)}
        kind = known.get(exc.status_code, problems.BadRequest)
        problem = kind()
        problem.status = exc.status_code
        problem.headers = dict(exc.headers or {})
        return answer(problem)

    @app.exception_handler(StaleDataError)
    async def _overtaken(_request: Request, _exc: StaleDataError) -> JSONResponse:
        return answer(problems.Stale())

    @app.exception_handler(DBAPIError)
    @app.exception_handler(NoConnection)
    async def _refused_by_database(request: Request, exc: Exception) -> JSONResponse:
        problem = _of_database(exc)
        if problem is None:
            raise exc
        log.warning("%s %s: %s", request.method, request.scope.get("path"), type(exc).__name__)
        return answer(problem)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, exc: Exception) -> JSONResponse:
        log.error("unexpected error in %s %s", request.method, request.scope.get("path"), exc_info=exc)
        return answer(Problem())


#: deadlock, serialisation failure, lock not available
_PASSING = frozenset({"40P01", "40001", "55P03"})


def _of_database(exc: Exception) -> Problem | None:
    """What two at once, or too many at once, do to each other; None for every other error of the database."""
    if isinstance(exc, NoConnection):
        return problems.Unavailable()
    state = getattr(getattr(exc, "orig", None), "sqlstate", None)
    said = str(getattr(exc, "orig", ""))
    if isinstance(exc, IntegrityError) and (state == "23505" or said.startswith("UNIQUE")):
        return problems.Conflict("与他人刚刚提交的内容重复,请刷新后重试")
    if state in _PASSING or said == "database is locked":
        return problems.Unavailable()
    return None


def _pointer(loc: tuple[Any, ...]) -> str:
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in loc)


_MESSAGES: Mapping[str, str] = {
    "missing": "必填",
    "string_type": "须为文本",
    "string_too_short": "不能少于 {min_length} 个字",
    "string_too_long": "不能超过 {max_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_from_float": "须为整数",
    "bool_type": "须为是或否",
    "bool_parsing": "须为是或否",
    "date_type": "须为日期,如 2026-03-31",
    "date_parsing": "须为日期,如 2026-03-31",
    "date_from_datetime_parsing": "须为日期,如 2026-03-31",
    "date_from_datetime_inexact": "须为日期,如 2026-03-31",
    "enum": "须为下列之一:{expected}",
    "literal_error": "须为下列之一:{expected}",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "须大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "too_long": "不能超过 {max_length} 项",
    "too_short": "至少要有 {min_length} 项",
    "list_type": "须为列表",
    "json_invalid": "不是有效的 JSON",
    "extra_forbidden": "没有这个字段",
    "model_attributes_type": "须为 JSON 对象",
    "dict_type": "须为 JSON 对象",
    "datetime_parsing": "须为 RFC 3339 时刻,如 2026-03-31T08:00:00+08:00",
    "datetime_from_date_parsing": "须为 RFC 3339 时刻,如 2026-03-31T08:00:00+08:00",
    "datetime_type": "须为 RFC 3339 时刻,如 2026-03-31T08:00:00+08:00",
    "timezone_aware": "时刻须带时区,如 2026-03-31T08:00:00+08:00",
    "string_unicode": "须为有效的文字",
    "int_parsing_size": "数字过大",
    "float_type": "须为数字",
    "float_parsing": "须为数字",
    "finite_number": "须为有限的数字",
    "decimal_type": "须为数字",
    "decimal_max_digits": "位数过多",
    "decimal_whole_digits": "位数过多",
    "decimal_parsing": "须为数字",
    "decimal_max_places": "小数位数过多",
    "value_error": "{error}",
}


def in_chinese(error: Mapping[str, Any]) -> str:
    """What an error of validation says, in Chinese."""
    template = _MESSAGES.get(error["type"])
    if template is None:
        return f"不符合要求({error['type']})"
    said = {"error": "", "expected": "", **(error.get("ctx") or {})}
    said["expected"] = "、".join(re.findall(r"'([^']*)'", str(said["expected"])))
    return template.format_map(said)
