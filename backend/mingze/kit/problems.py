"""Refusals, as RFC 9457 problems: each kind has a stable `type`, a status and a Chinese title.

Raised anywhere (rules and services included: nothing here knows HTTP beyond the number), turned into
`application/problem+json` in one place (`kit/web.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field at fault: `pointer` is a JSON pointer into the request (`/body/due_on`, `/query/limit`)."""

    pointer: str
    message: str


class Problem(Exception):
    """Base of every refusal. `detail` says in Chinese what happened and what can be done about it."""

    slug = "internal-error"
    status = 500
    title = "服务器内部错误"

    def __init__(self, detail: str | None = None, *, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.extra: dict[str, object] = {}
        self.headers: dict[str, str] = {}

    @classmethod
    def type(cls) -> str:
        """What names the kind on the wire, for ever."""
        return f"/problems/{cls.slug}"


class BadRequest(Problem):
    slug, status, title = "bad-request", 400, "请求无法解析"


class NotAuthenticated(Problem):
    slug, status, title = "not-authenticated", 401, "尚未登录或登录已失效"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail)
        self.headers = {"WWW-Authenticate": "Bearer"}


class SecondFactorRequired(NotAuthenticated):
    """The password was right; a code of the second factor is needed besides."""

    slug, title = "second-factor-required", "还须输入动态口令"


class Forbidden(Problem):
    slug, status, title = "forbidden", 403, "没有权限进行此操作"


class PasswordChangeRequired(Forbidden):
    slug, title = "password-change-required", "首次登录须先修改密码"


class SecondFactorEnrolmentRequired(Forbidden):
    slug, title = "second-factor-enrolment-required", "您的角色须先启用动态口令"


class NotFound(Problem):
    slug, status, title = "not-found", 404, "没有找到,或不在您的可见范围内"


class MethodNotAllowed(Problem):
    slug, status, title = "method-not-allowed", 405, "该地址不支持此请求方法"


class Conflict(Problem):
    """The resource is not in a state that allows this. `open_moves` lists what is possible now."""

    slug, status, title = "conflict", 409, "当前状态下不能进行此操作"

    def __init__(self, detail: str | None = None, *, open_moves: Sequence[str] | None = None) -> None:
        super().__init__(detail)
        if open_moves is not None:
            self.extra["open_moves"] = list(open_moves)


class TooAlike(Conflict):
    """A text stands elsewhere in great part: to be rewritten, or sent again with why that is right.

    `alike`: of each such text where it came from in the request, the text, and the passages: only ever the
    sender's own words.
    """

    slug, title = "too-alike", "内容与已有材料雷同,请改写或说明原因"

    def __init__(self, alike: Sequence[Mapping[str, object]] = ()) -> None:
        super().__init__("标出的文字与已有材料相同。请改写后重新提交,或填写“雷同说明”后提交")
        self.extra["alike"] = list(alike)


class Stale(Problem):
    slug, status, title = "stale-version", 412, "内容已被他人修改,请刷新后重试"


class WrongTusVersion(Problem):
    slug, status, title = "tus-version", 412, "须使用断点续传协议 tus 1.0.0(Tus-Resumable 头)"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail)
        self.headers = {"Tus-Version": "1.0.0"}


class TooLarge(Problem):
    slug, status, title = "too-large", 413, "上传内容超过大小限制"


class Unsupported(Problem):
    slug, status, title = "unsupported-media", 415, "不支持的文件类型"


class RangeNotSatisfiable(Problem):
    slug, status, title = "range-not-satisfiable", 416, "请求的字节范围超出文件大小"

    def __init__(self, size: int = 0) -> None:
        super().__init__()
        self.headers = {"Content-Range": f"bytes */{size}"}


class Invalid(Problem):
    slug, status, title = "invalid", 422, "提交的内容有误"


class InfectedFile(Invalid):
    """The virus scanner found something; nothing was kept."""

    slug, title = "infected-file", "文件被病毒扫描拦截,未保存"


class VersionRequired(Problem):
    slug, status, title = "version-required", 428, "请求须带 If-Match 版本号"


class TooManyRequests(Problem):
    slug, status, title = "too-many-requests", 429, "请求过于频繁,请稍后再试"

    def __init__(self, detail: str | None = None, *, seconds: int = 1) -> None:
        super().__init__(detail)
        self.headers = {"Retry-After": str(seconds)}


class Unavailable(Problem):
    slug, status, title = "unavailable", 503, "服务暂时不可用,请稍后再试"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail)
        self.headers = {"Retry-After": "1"}


#: Of several kinds with one status the general one stands first.
CATALOGUE: tuple[type[Problem], ...] = (
    BadRequest, NotAuthenticated, SecondFactorRequired, Forbidden, PasswordChangeRequired,
    SecondFactorEnrolmentRequired, NotFound, MethodNotAllowed, Conflict, TooAlike,
    Stale, WrongTusVersion, TooLarge, Unsupported, RangeNotSatisfiable, Invalid, InfectedFile, VersionRequired, TooManyRequests, Unavailable, Problem,
)  # fmt: skip


def refuse_field(pointer: str, message: str) -> Invalid:
    """An `Invalid` about one field."""
    return Invalid(message, errors=[FieldError(pointer, message)])
