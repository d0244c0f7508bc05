"""Time limits with their sources, what is due when, and the working calendar."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import (
    CursorParam,
    Limit,
    Page,
    broken_cursor,
    capped,
    cut,
    decode_cursor,
    encode_cursor,
)
from mingze.kit.problems import refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.timelimits import queries, service, views
from mingze.timelimits.calendar import Day
from mingze.timelimits.national import Confidence, Terms, TimeLimit, time_limits
from mingze.timelimits.rules import Period, Suspension
from mingze.timelimits.schemas import (
    DeadlineAsked,
    DeadlineView,
    TimeLimitDetail,
    TimeLimitSummary,
    TimeLimitVersionCreate,
    TimeLimitVersionEnd,
    TimeUnitOf,
    WorkCalendarBody,
    WorkCalendarView,
)

router = APIRouter(tags=["时限 Time limits"])

Reader = Annotated[Actor, requires(Permission.TIME_LIMIT_READ)]
Keeper = Annotated[Actor, requires(Permission.TIME_LIMIT_MANAGE)]
Code = Annotated[str, Path(pattern=r"^[A-Z][A-Z0-9]{1,3}-\d{1,3}[a-z]?$", description="规则编号,如 XF-5")]
Year = Annotated[int, Path(ge=2004, le=2190, description="年份")]


@router.get("/time-limits", operation_id="listTimeLimits", summary="时限和程序规则")
async def list_time_limits(
    actor: Reader,
    session: Reading,
    q: Annotated[str | None, Query(max_length=100, description="编号、名称、内容、文件名中的字")] = None,
    source: Annotated[str | None, Query(max_length=200, description="文件名称,完全相同")] = None,
    confidence: Annotated[list[Confidence], Query(description="可信程度,可多选", max_length=4)] = [],  # noqa: B006
    timed: Annotated[bool | None, Query(description="true 只列有期限的,false 只列程序要求")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[TimeLimitSummary]:
    """按编号所属的类别排列;terms 是今天对本人所在单位有效的版本。"""
    keys = decode_cursor(cursor, 1)
    after = 0 if keys is None else keys[0]
    if not isinstance(after, int) or after < 0:
        raise broken_cursor()
    calendar = await queries.work_calendar(session)
    known = time_limits().values()
    held = await service.in_force(session, known, actor.home_unit_id, clock.today(), calendar)
    found: list[tuple[int, TimeLimit, Terms | None]] = []
    for place, one in enumerate(known, 1):
        terms = held[one.code][0]
        shown = terms or one.terms[0]
        if (
            (not q or views.matches(one, terms, q))
            and (source is None or shown.source.document == source)
            and (not confidence or shown.confidence in confidence)
            and (timed is None or (shown.period is not None) == timed)
        ):
            found.append((place, one, terms))
    total, is_capped = capped(len(found))
    rows, last = cut([row for row in found if row[0] > after][: limit + 1], limit)
    owners = await _owners(session, [terms for _, _, terms in rows])
    return Page(
        items=[_summary(one, terms, owners) for _, one, terms in rows],
        next_cursor=encode_cursor(last[0]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


def _summary(limit: TimeLimit, terms: Terms | None, owners: dict[int, TimeUnitOf]) -> TimeLimitSummary:
    return TimeLimitSummary(
        code=limit.code,
        title=limit.title,
        text=limit.text,
        bound=limit.bound,
        hard=limit.hard,
        moves=limit.moves,
        region=limit.region,
        terms=terms and views.terms_view(terms, owners.get(terms.unit_id or 0)),
    )


async def _owners(session: AsyncSession, terms: Collection[Terms | None]) -> dict[int, TimeUnitOf]:
    units = {one.unit_id for one in terms if one is not None and one.unit_id is not None}
    return {unit: TimeUnitOf(id=unit, name=await queries.unit_name(session, unit)) for unit in sorted(units)}


@router.get("/time-limits/{code}", operation_id="getTimeLimit", summary="一条规则及其各版本")
async def get_time_limit(actor: Reader, code: Code, session: Reading) -> TimeLimitDetail:
    """本地版本列出上级单位的(对本单位有效)和下级单位的;其后是国家规定。"""
    return await _detail(session, actor, code)


async def _detail(session: AsyncSession, actor: Actor, code: str) -> TimeLimitDetail:
    limit = service.limit_of(code)
    calendar = await queries.work_calendar(session)
    held = await service.in_force(session, [limit], actor.home_unit_id, clock.today(), calendar)
    terms, overtaken = held[code]
    rows = await queries.versions(session, actor, code)
    return TimeLimitDetail(
        **dict(_summary(limit, terms, await _owners(session, [terms]))),
        versions=views.version_views(limit, rows, terms, overtaken),
        may_add=actor.may(Permission.TIME_LIMIT_MANAGE),
    )


@router.post(
    "/time-limits/{code}/versions",
    status_code=201,
    operation_id="createTimeLimitVersion",
    summary="录入本地版本",
)
async def create_time_limit_version(
    actor: Keeper, code: Code, body: TimeLimitVersionCreate, session: Writing, key: IdempotencyKey = None
) -> TimeLimitDetail:
    """对该单位及其下级有效。上位规定已核实的,本地期限须更短(最低期限须更长),不得超过国家上限,否则 422;
    上位没有规定、待核实或只是外地规定的,按本地文件录入。"""
    operation = "createTimeLimitVersion"
    told = f"{code}\n{body.model_dump_json()}".encode()
    if await once(session, actor, operation, key, told) is None:
        values = body.model_dump(exclude={"extension", "source"})
        longer = body.extension
        made = await service.add_version(
            session,
            actor,
            code,
            {
                **values,
                **body.source.model_dump(),
                "extension_quantity": longer and longer.quantity,
                "extension_unit": longer and longer.unit,
                "extension_by": longer and longer.approved_by,
                "extension_told": longer and longer.told,
            },
        )
        await once.done(session, actor, operation, key, told, made.id)
    return await _detail(session, actor, code)


@router.post(
    "/time-limits/{code}/versions/{version_id}/end",
    operation_id="endTimeLimitVersion",
    summary="让本地版本失效",
)
async def end_time_limit_version(
    actor: Keeper, code: Code, version_id: Id, body: TimeLimitVersionEnd, session: Writing, expected: IfMatch
) -> TimeLimitDetail:
    """此后适用上位规定;已经计算的期限不变。"""
    await service.end_version(
        session,
        actor,
        code,
        version_id,
        expected,
        effective_to=body.effective_to,
        reason=body.reason,
    )
    return await _detail(session, actor, code)


@router.post("/time-limits/{code}/deadline", operation_id="computeDeadline", summary="计算到期日")
async def compute_deadline(actor: Reader, code: Code, body: DeadlineAsked, session: Reading) -> DeadlineView:
    """按起算日有效的版本计算,逐步说明怎样数;不保存。用到的年份工作日历尚未公布的,409。"""
    unit_id = actor.home_unit_id
    if body.unit_id is not None:
        unit_id = body.unit_id
        if not await in_reach(session, unit_id, actor.roots(Permission.TIME_LIMIT_READ)):
            raise refuse_field("/body/unit_id", "没有这个单位,或不在您的可见范围内")
    start = body.start_at or body.start
    if start is None:
        raise refuse_field("/body/start", "请给出起算日期,以小时计的给出起算时刻 start_at")
    limit, terms, counted = await service.due(
        session,
        code,
        unit_id,
        start,
        suspensions=[Suspension(one.first_day, one.last_day, one.why) for one in body.suspensions],
        extension=Period(body.extension.quantity, body.extension.unit) if body.extension else None,
    )
    owners = await _owners(session, [terms])
    return views.deadline_view(limit, terms, owners.get(terms.unit_id or 0), counted)


@router.get("/work-calendar/{year}", operation_id="getWorkCalendar", summary="一年的工作日历")
async def get_work_calendar(
    actor: Reader, year: Year, session: Reading, response: Response
) -> WorkCalendarView:
    """节假日和调休上班日;尚未公布的年份 announced 为 false,不推算。"""
    return await _year(session, actor, year, response)


@router.put("/work-calendar/{year}", operation_id="putWorkCalendar", summary="录入一年的放假安排")
async def put_work_calendar(
    actor: Keeper, year: Year, body: WorkCalendarBody, session: Writing, expected: IfMatch, response: Response
) -> WorkCalendarView:
    """整年替换录入的日子;没有录入过的年份 If-Match 用 "v0"。全系统共用,由最上级单位的系统管理员录入。"""
    await service.put_year(
        session,
        actor,
        year,
        expected,
        document=body.document,
        days=[Day(one.day, one.is_workday, one.note) for one in body.days],
    )
    return await _year(session, actor, year, response)


async def _year(session: AsyncSession, actor: Actor, year: int, response: Response) -> WorkCalendarView:
    calendar, entered = await queries.work_calendar(session), await queries.year(session, year)
    may_edit = await queries.holds_the_top(session, actor.roots(Permission.TIME_LIMIT_MANAGE))
    shown = views.calendar_view(year, calendar, entered, may_edit=may_edit)
    response.headers["ETag"] = etag(shown.version)
    return shown
