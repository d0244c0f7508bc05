"""The burden of the grassroots: how much each unit is asked for, by whom, and what is asked twice."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.burden import queries, rules, service
from mingze.burden.queries import due_day
from mingze.burden.schemas import (
    AskCreate,
    AskerCount,
    AskView,
    AskWithdraw,
    BurdenItem,
    BurdenMonth,
    KindCount,
    MonthBurden,
    OverlapsView,
    OverlapView,
    UnitBurden,
)
from mingze.burden.vocabulary import AskKind
from mingze.campaigns import sight
from mingze.duties.vocabulary import DUTY_KIND_LABELS, DutyKind
from mingze.findings.bodies import Line
from mingze.findings.schemas import Ref
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import (
    CursorParam,
    Limit,
    Page,
    after_id,
    broken_cursor,
    capped,
    cut,
    decode_cursor,
    encode_cursor,
    next_id,
)
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter(tags=["基层负担 Burden"])

_P = Permission
Reader = Annotated[Actor, requires(_P.CAMPAIGN_READ)]
Registrar = Annotated[Actor, requires(_P.DUTY_PREPARE)]
Asker = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE)]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")]
CampaignQuery = Annotated[int | None, Query(ge=1, le=2**53, description="只列参加该专项活动的单位")]
Month = Annotated[
    str, Path(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="月份", examples=["2026-11"])
]
MonthQuery = Annotated[
    str | None, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="月份", examples=["2026-11"])
]
_MOST_ITEMS = 500


@router.get("/burden", operation_id="listBurden", summary="各单位各月被要求的事项")
async def list_burden(
    actor: Reader,
    session: Reading,
    unit_id: UnitQuery = None,
    campaign_id: CampaignQuery = None,
    since: MonthQuery = None,
    until: MonthQuery = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[UnitBurden]:
    """按单位代码的顺序,不作排名。默认为最近六个月,最多二十四个月。单位登记的平台以外的事项计算在内。"""
    first, last = _period(since, until)
    if campaign_id is not None and await sight.seen(session, actor, campaign_id) is None:
        raise NotFound()
    keys = decode_cursor(cursor, 1)
    if keys is not None and not isinstance(keys[0], str):
        raise broken_cursor()
    rows, count = await queries.units(
        session,
        actor,
        within=unit_id,
        campaign_id=campaign_id,
        first=first,
        last=last,
        after=str(keys[0]) if keys else None,
        limit=limit + 1,
    )
    shown, end = cut(list(rows), limit)
    counted = rules.count(await queries.asked_of(session, [row["id"] for row in shown], first, last))
    total, is_capped = capped(count)
    return Page(
        items=[_unit(row, counted, first, last) for row in shown],
        next_cursor=encode_cursor(end["code"]) if end else None,
        total=total,
        total_is_capped=is_capped,
    )


@router.get(
    "/burden/units/{unit_id}/months/{month}",
    operation_id="getBurdenMonth",
    summary="一个单位一个月的全部事项",
)
async def get_burden_month(actor: Reader, unit_id: Id, month: Month, session: Reading) -> BurdenMonth:
    """平台以内的应报事项和单位登记的平台以外的事项,先到期的在前。"""
    unit = await queries.unit_in_sight(session, actor, unit_id)
    if unit is None:
        raise NotFound()
    first = _first(month)
    last = _last(first)
    duties = await queries.duties_of_month(session, unit_id, first, last, _MOST_ITEMS + 1)
    asks = await queries.asks_of_month(session, actor, unit_id, first, last, _MOST_ITEMS + 1)
    items = sorted([*map(_of_duty, duties), *map(_of_ask, asks)], key=lambda item: item.due_on)
    return BurdenMonth(
        unit=Ref(id=unit["id"], name=unit["name"]),
        month=month,
        items=items[:_MOST_ITEMS],
        is_cut=len(items) > _MOST_ITEMS,
    )


@router.get("/burden/asks", operation_id="listBurdenAsks", summary="单位登记的平台以外的事项,新的在前")
async def list_burden_asks(
    actor: Reader, session: Reading, unit_id: UnitQuery = None, limit: Limit = 50, cursor: CursorParam = None
) -> Page[AskView]:
    rows, count = await queries.ask_page(
        session, actor, within=unit_id, before=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(list(rows), limit)
    total, is_capped = capped(count)
    return Page(
        items=[_ask(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post(
    "/burden/asks", status_code=201, operation_id="createBurdenAsk", summary="登记平台以外向本单位要求的事项"
)
async def create_burden_ask(
    actor: Registrar, body: AskCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> AskView:
    made = await once(session, actor, "createBurdenAsk", key, body)
    if made is None:
        row = await service.register(session, actor, body.unit_id, body.model_dump(exclude={"unit_id"}))
        made = await once.done(session, actor, "createBurdenAsk", key, body, row.id)
    seen = await queries.ask(session, actor, made)
    if seen is None:
        raise NotFound()
    response.headers["ETag"] = etag(seen["version"])
    return _ask(seen)


@router.get("/burden/asks/{ask_id}", operation_id="getBurdenAsk", summary="一件登记的事项")
async def get_burden_ask(actor: Reader, ask_id: Id, session: Reading, response: Response) -> AskView:
    seen = await queries.ask(session, actor, ask_id)
    if seen is None:
        raise NotFound()
    response.headers["ETag"] = etag(seen["version"])
    return _ask(seen)


@router.post("/burden/asks/{ask_id}/withdrawal", operation_id="withdrawBurdenAsk", summary="撤销登记")
async def withdraw_burden_ask(
    actor: Registrar, ask_id: Id, body: AskWithdraw, session: Writing, expected: IfMatch, response: Response
) -> AskView:
    """登记有误时撤销;撤销后不再计数。"""
    await service.withdraw(session, actor, ask_id, expected, body.reason)
    seen = await queries.ask(session, actor, ask_id)
    if seen is None:
        raise NotFound()
    response.headers["ETag"] = etag(seen["version"])
    return _ask(seen)


@router.get(
    "/campaigns/{campaign_id}/burden-overlaps",
    operation_id="listBurdenOverlaps",
    summary="要报的指标是否别处已经要过",
)
async def list_burden_overlaps(
    request: Request,
    actor: Asker,
    session: Reading,
    campaign_id: Id,
    indicator: Annotated[
        list[Line],
        Query(min_length=1, max_length=rules.MAX_INDICATORS, description="将要求填报的指标,可重复"),
    ],
    on: Annotated[date | None, Query(description="将要求在哪一天前报;默认为今天")] = None,
    requirement_id: Annotated[
        int | None, Query(ge=1, le=2**53, description="正在修改的报送要求,不与自己比较")
    ] = None,
) -> OverlapsView:
    """在发出报送要求以前查看:参加活动的单位在前后若干日内,是否已被其他活动或平台以外的部门要求填报同一指标。"""
    campaign = await sight.seen(session, actor, campaign_id)
    if campaign is None or not campaign.manages:
        raise NotFound()
    days: int = request.app.state.settings.burden_overlap_days
    day = on or clock.today()
    if not date.min + timedelta(days=400) < day < date.max - timedelta(days=400):
        raise refuse_field("/query/on", "日期不在可计算的范围内")
    wanted = await queries.wanted(
        session,
        campaign_id,
        campaign.unit_id,
        first=day - timedelta(days=days),
        last=day + timedelta(days=days),
        but_requirement=requirement_id,
    )
    found = rules.overlaps(dict.fromkeys(indicator), wanted)
    return OverlapsView(days=days, items=[_overlap(one) for one in found[:_MOST_ITEMS]])


def _period(since: str | None, until: str | None) -> tuple[date, date]:
    """First and last day of the months asked for; the last six where none are."""
    last = _last(_first(until) if until else clock.today().replace(day=1))
    first = _first(since) if since else (last.replace(day=1) - timedelta(days=150)).replace(day=1)
    if first > last:
        raise refuse_field("/query/since", "起始月份不能晚于截止月份")
    if len(rules.months(first, last)) > rules.MAX_MONTHS:
        raise refuse_field("/query/since", f"一次最多查询{rules.MAX_MONTHS}个月")
    return first, last


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _unit(
    row: RowMapping, counted: Mapping[tuple[int, date], rules.Month], first: date, last: date
) -> UnitBurden:
    nothing = rules.Month()
    return UnitBurden(
        unit=Ref(id=row["id"], name=row["name"]),
        months=[
            _month(month, counted.get((row["id"], month), nothing)) for month in rules.months(first, last)
        ],
    )


def _month(first: date, month: rules.Month) -> MonthBurden:
    return MonthBurden(
        month=f"{first:%Y-%m}",
        total=month.total,
        kinds=[KindCount(kind=kind, count=month.kinds[kind]) for kind in AskKind if month.kinds[kind]],
        askers=[AskerCount(asker=asker, count=count) for asker, count in month.askers.most_common()],
    )


def _of_duty(row: RowMapping) -> BurdenItem:
    kind = DutyKind(row["kind"])
    return BurdenItem(
        kind=rules.KIND_OF_DUTY[kind],
        title=row["requirement_title"] or DUTY_KIND_LABELS[kind],
        asker=row["asker"],
        due_on=due_day(row["due_at"]),
        indicators=queries.names(row["parts"] or ()),
        duty_id=row["id"],
        ask_id=None,
        campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
    )


def _of_ask(row: RowMapping) -> BurdenItem:
    return BurdenItem(
        kind=row["kind"],
        title=row["title"],
        asker=row["asked_by"],
        due_on=row["due_on"],
        indicators=row["indicators"],
        duty_id=None,
        ask_id=row["id"],
        campaign=None,
    )


def _ask(row: RowMapping) -> AskView:
    return AskView(
        **{name: row[name] for name in AskView.model_fields if name in row},
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        may_withdraw=row["kept"] and row["withdrawn_at"] is None,
    )


def _overlap(one: rules.Overlap) -> OverlapView:
    wanted = one.wanted
    return OverlapView(
        indicator=one.indicator,
        name=one.name,
        kind=wanted.kind,
        title=wanted.title,
        asker=wanted.asker,
        due_on=wanted.due_on,
        unit_count=wanted.units,
    )
