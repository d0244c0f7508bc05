"""What the routers of the ledger share: who may come in, the page of a list, how rows are shaped."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings.alike_service import Candour
from mingze.findings.list_queries import SORTS, FindingFilter
from mingze.findings.views import Shaper
from mingze.findings.vocabulary import (
    ClosureState,
    Light,
    PublishedStatus,
    Severity,
    Source,
    WorkState,
)
from mingze.kit import clock
from mingze.kit.pages import broken_cursor, decode_cursor, encode_cursor, is_id

#: Who reads findings; an inspector, what they registered themselves.
Reader = Annotated[Actor, requires(Permission.FINDING_READ, Permission.FINDING_REGISTER)]

EntityQuery = Annotated[int | None, Query(ge=1, le=2**53)]


def candour(request: Request, explained: str | None) -> Candour:
    return Candour(request.app.state.settings.likeness_percent, explained)


def shaper(request: Request, actor: Actor) -> Shaper:
    return Shaper(actor, clock.today(), request.app.state.settings.light_days)


async def _filter(
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    light: Light | None = None,
    work_state: WorkState | None = None,
    published_status: PublishedStatus | None = None,
    closure_state: ClosureState | None = None,
    severity: Severity | None = None,
    source: Source | None = None,
    tag: Annotated[int | None, Query(ge=1, le=2**53, description="标签 id")] = None,
    inspection_id: EntityQuery = None,
    campaign: Annotated[int | None, Query(ge=1, le=2**53, description="在该专项活动中发现的")] = None,
    problem_type: Annotated[int | None, Query(ge=1, le=2**53, description="专项活动整治的问题类型")] = None,
    key_matter: bool | None = None,
    long_term: bool | None = None,
    due_before: Annotated[date | None, Query(description="期限不晚于")] = None,
    due_after: Annotated[date | None, Query(description="期限不早于")] = None,
    q: Annotated[str | None, Query(max_length=60, description="检索文字,两个字即可,空格分隔多个词")] = None,
    voided: Annotated[bool, Query(description="只看已作废的")] = False,
) -> FindingFilter:
    return FindingFilter(
        unit_id=unit_id,
        light=light,
        work_state=work_state,
        published_status=published_status,
        closure_state=closure_state,
        severity=severity,
        source=source,
        tag=tag,
        inspection_id=inspection_id,
        campaign=campaign,
        problem_type=problem_type,
        key_matter=key_matter,
        long_term=long_term,
        due_before=due_before,
        due_after=due_after,
        q=q,
        voided=voided,
    )


Filter = Annotated[FindingFilter, Depends(_filter)]


def after_of(cursor: str | None, sort: str) -> tuple[Any, int] | None:
    """Where the page before ended, as (key of the order, id); Invalid for a mark of another order."""
    keys = decode_cursor(cursor, 3)
    if keys is None:
        return None
    made, key, last = keys
    value = _key_of(sort, key)
    if made != sort or not is_id(last) or (value is None) is not (SORTS[sort][0] is None):
        raise broken_cursor()
    return value, last


def _key_of(sort: str, key: str | int | None) -> date | datetime | None:
    try:
        if sort.endswith("due_on"):
            return date.fromisoformat(str(key))
        if sort.endswith("updated_at"):
            moment = datetime.fromisoformat(str(key))
            return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):  # no date, or one that UTC has no name for
        return None
    return None


def cursor_after(row: RowMapping | None, sort: str) -> str | None:
    """Where the next page begins; `row`: the last of this one, if another follows."""
    if row is None:
        return None
    if SORTS[sort][0] is None:
        return encode_cursor(sort, None, row["id"])
    value = row[sort.lstrip("-")]
    return encode_cursor(sort, (date.max if value is None else value).isoformat(), row["id"])


def day_after(cursor: str | None) -> tuple[date, int] | None:
    """The day due and the id where the page before ended, for measures."""
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    day = _key_of("due_on", keys[0])
    if day is None or not is_id(keys[1]):
        raise broken_cursor()
    return day, keys[1]


def day_cursor(row: RowMapping | None) -> str | None:
    if row is None:
        return None
    return encode_cursor((row["finding_due_on"] or date.max).isoformat(), row["id"])
