"""Reading for the morning page, the inspections and the tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, exists, false, func, not_, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.findings.derived import due_windows
from mingze.findings.models import Finding, FindingRequest, FindingUnit, Inspection, RectificationItem, Tag
from mingze.findings.scope import concerns, due_between, ticking, visible_to
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    Part,
    PublishedStatus,
    RequestState,
    Waiting,
    WorkState,
)
from mingze.findings.workflow import CLOSED_BY_LEVEL_ABOVE, REQUESTS
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure

_P = Permission
_OPEN_ITEM = (ItemState.PLANNED, ItemState.IN_PROGRESS, ItemState.RETURNED)


# --- what waits for somebody ------------------------------------------------------------------------------


def waiting(kind: Waiting, actor: Actor) -> ColumnElement[bool]:
    """Findings that wait for `actor` in this way. The rules have the last word; this is where to look."""
    return and_(Finding.voided.is_(False), _WAITING[kind](actor))


def waiting_at_all(actor: Actor) -> ColumnElement[bool]:
    return and_(Finding.voided.is_(False), or_(false(), *(find(actor) for find in _WAITING.values())))


def _to_confirm(actor: Actor) -> ColumnElement[bool]:
    return and_(Finding.work_state == WorkState.FOUND, concerns(actor.roots(_P.FINDING_CONFIRM)))


def _to_hand_out(actor: Actor) -> ColumnElement[bool]:
    return and_(Finding.work_state == WorkState.CONFIRMED, concerns(actor.roots(_P.FINDING_HAND_OUT)))


def _to_accept(actor: Actor) -> ColumnElement[bool]:
    reach = concerns(actor.roots(_P.ASSIGNMENT_ANSWER), Part.ANSWERING)
    return and_(Finding.work_state == WorkState.HANDED_OUT, reach)


def _item(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    query = select(RectificationItem.id).where(RectificationItem.finding_id == Finding.id, *conditions)
    return exists(query)


def _to_report(actor: Actor) -> ColumnElement[bool]:
    """Measures of one's own, and of one's unit where nobody is named, or somebody who is no longer here."""
    roots = actor.roots(_P.MEASURE_REPORT)
    if not roots:
        return false()
    is_open = RectificationItem.state.in_(_OPEN_ITEM)
    mine = _item(is_open, RectificationItem.owner_account_id == actor.account_id)
    owner = RectificationItem.owner_account_id
    gone = owner.in_(select(Account.id).where(Account.active.is_(False)))
    nobodys = and_(_item(is_open, or_(owner.is_(None), gone)), concerns(roots, Part.ANSWERING))
    under_way = Finding.work_state.in_((WorkState.ACCEPTED, WorkState.RECTIFYING))
    return and_(under_way, or_(mine, nobodys))


def _to_verify(actor: Actor) -> ColumnElement[bool]:
    roots = actor.roots(_P.MEASURE_VERIFY)
    if not roots:
        return false()
    at_top = exists(
        select(FindingUnit.finding_id)
        .join(Unit, Unit.id == FindingUnit.unit_id)
        .where(
            FindingUnit.finding_id == Finding.id,
            FindingUnit.part == Part.ANSWERING,
            Unit.id.in_(roots),
            Unit.parent_id.is_(None),
            Unit.id != actor.home_unit_id,
        )
    )
    me = actor.account_id
    by_me = _item(or_(RectificationItem.owner_account_id == me, RectificationItem.claimed_by_id == me))
    claimed = or_(
        Finding.work_state.in_((WorkState.CLAIMED, WorkState.FIXED_ON_SITE)),
        and_(
            Finding.work_state == WorkState.RECTIFYING,
            _item(RectificationItem.state == ItemState.CLAIMED),
        ),
    )
    not_fixed_by_me = or_(Finding.fixed_by_id.is_(None), Finding.fixed_by_id != me)
    reach = or_(concerns(roots, Part.ANSWERING, strictly=True), at_top)
    return and_(claimed, reach, not_(by_me), not_fixed_by_me)


def _to_decide(actor: Actor) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = []
    for permission in (_P.EXTENSION_DECIDE, _P.EXCEPTION_DECIDE, _P.CHANGE_DECIDE):
        roots = actor.roots(permission)
        if not roots:
            continue
        kinds = [kind for kind, rule in REQUESTS.items() if rule.decides is permission]
        asked = select(FindingRequest.id).where(
            FindingRequest.finding_id == Finding.id,
            FindingRequest.state == RequestState.ASKED,
            FindingRequest.kind.in_(kinds),
            FindingRequest.asked_by_id != actor.account_id,
        )
        found.append(and_(exists(asked), concerns(roots)))
    return or_(false(), *found)


def _to_apply(actor: Actor) -> ColumnElement[bool]:
    return and_(
        Finding.work_state == WorkState.VERIFIED,
        Finding.closure_state.in_((ClosureState.NONE, ClosureState.REFUSED)),
        concerns(actor.roots(_P.CLOSURE_APPLY)),
    )


def _to_approve(actor: Actor) -> ColumnElement[bool]:
    return and_(
        Finding.closure_state == ClosureState.APPLIED,
        Finding.closure_applied_by_id != actor.account_id,
        concerns(actor.roots(_P.CLOSURE_APPROVE)),
    )


def _to_close(actor: Actor) -> ColumnElement[bool]:
    roots = actor.roots(_P.CLOSURE_RECORD)
    from_above = concerns(roots, Part.ANSWERING, strictly=True)
    return and_(
        Finding.closure_state.in_((ClosureState.APPROVED, ClosureState.COUNTERSIGNED)),
        concerns(roots),
        or_(Finding.source.not_in(CLOSED_BY_LEVEL_ABOVE), from_above),
    )


_WAITING = {
    Waiting.CONFIRM: _to_confirm,
    Waiting.HAND_OUT: _to_hand_out,
    Waiting.ACCEPT: _to_accept,
    Waiting.REPORT: _to_report,
    Waiting.VERIFY: _to_verify,
    Waiting.DECIDE: _to_decide,
    Waiting.APPLY_CLOSURE: _to_apply,
    Waiting.APPROVE_CLOSURE: _to_approve,
    Waiting.CLOSE: _to_close,
}


def overdue(today: date) -> ColumnElement[bool]:
    return and_(Finding.due_on < today, ticking())


def due_within(first: date, last: date) -> ColumnElement[bool]:
    return and_(due_between(Finding.due_on, first, last), ticking())


def urged() -> ColumnElement[bool]:
    """Urged, and nothing has come of it yet."""
    open_work = (WorkState.HANDED_OUT, WorkState.ACCEPTED, WorkState.RECTIFYING)
    return and_(
        Finding.voided.is_(False), Finding.last_urged_at.is_not(None), Finding.work_state.in_(open_work)
    )


# --- figures by unit ----------------------------------------------------------------------------------------


async def by_unit(
    session: AsyncSession, roots: Sequence[int], today: date, light_days: int
) -> list[RowMapping]:
    """Figures of the units directly below `roots`, each with its subtree; of the roots where nothing is below."""
    rows = await _figures(session, Unit.parent_id.in_(roots), today, light_days)
    return rows or await _figures(session, Unit.id.in_(roots), today, light_days)


async def _figures(
    session: AsyncSession, which: ColumnElement[bool], today: date, light_days: int
) -> list[RowMapping]:
    red, yellow, _ = due_windows(today, light_days)
    closed = Finding.closure_state == ClosureState.CLOSED

    def count(condition: ColumnElement[bool], name: str) -> Any:
        return func.count(distinct(case((condition, Finding.id)))).label(name)

    query = (
        select(
            Unit.id,
            Unit.name,
            count(not_(closed), "open"),
            count(and_(due_between(Finding.due_on, red.first, red.last), ticking()), "overdue"),
            count(and_(due_between(Finding.due_on, yellow.first, yellow.last), ticking()), "due_soon"),
            count(closed, "closed"),
        )
        .join(UnitClosure, UnitClosure.ancestor_id == Unit.id)
        .join(
            FindingUnit,
            and_(FindingUnit.unit_id == UnitClosure.descendant_id, FindingUnit.part == Part.ANSWERING),
        )
        .join(Finding, Finding.id == FindingUnit.finding_id)
        .where(which, Finding.voided.is_(False))
        .group_by(Unit.id, Unit.name, Unit.code)
        .order_by(Unit.code)
    )
    return list((await session.execute(query)).mappings())


# --- inspections ----------------------------------------------------------------------------------------------


def _inspection_visible(actor: Actor) -> ColumnElement[bool]:
    """Kept by an office in one's scope, or the origin of a finding one sees."""
    seen = exists(select(Finding.id).where(Finding.inspection_id == Inspection.id, visible_to(actor)))
    return or_(in_subtree(Inspection.unit_id, actor.roots(_P.FINDING_READ)), seen)


def _inspections(actor: Actor) -> Any:
    counted = select(func.count()).where(
        Finding.inspection_id == Inspection.id, Finding.voided.is_(False), visible_to(actor)
    )
    return (
        select(
            *Inspection.__table__.columns,
            Unit.name.label("unit_name"),
            counted.correlate(Inspection).scalar_subquery().label("findings"),
        )
        .join(Unit, Unit.id == Inspection.unit_id)
        .where(_inspection_visible(actor))
    )


async def inspections(
    session: AsyncSession, actor: Actor, *, before: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Inspections, the newest first."""
    query = _inspections(actor)
    if before is not None:
        query = query.where(Inspection.id < before)
    rows = (await session.execute(query.order_by(Inspection.id.desc()).limit(limit))).mappings().all()
    bounded = select(Inspection.id).where(_inspection_visible(actor)).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def inspection(session: AsyncSession, actor: Actor, inspection_id: int) -> RowMapping | None:
    query = _inspections(actor).where(Inspection.id == inspection_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def inspection_totals(
    session: AsyncSession, actor: Actor, inspection_id: int, today: date
) -> dict[str, int]:
    """Counted from the ledger: what the actor sees of the inspection's findings and their measures."""
    mine = and_(Finding.inspection_id == inspection_id, Finding.voided.is_(False), visible_to(actor))
    done = or_(Finding.published_status == PublishedStatus.DONE, Finding.work_state == WorkState.VERIFIED)
    staged = and_(
        not_(done), Finding.published_status.in_((PublishedStatus.STAGED, PublishedStatus.MOSTLY_DONE))
    )

    def count(condition: ColumnElement[bool], name: str) -> Any:
        return func.count(case((condition, 1))).label(name)

    query = select(
        func.count().label("findings"),
        count(Finding.key_matter.is_(True), "key_matters"),
        count(done, "done"),
        count(staged, "staged"),
        count(Finding.closure_state == ClosureState.CLOSED, "closed"),
        count(overdue(today), "overdue"),
    ).where(mine)
    figures = {name: int(value) for name, value in (await session.execute(query)).mappings().one().items()}
    figures["open"] = figures["findings"] - figures["done"] - figures["staged"]
    measures = select(
        func.count().label("measures"),
        count(RectificationItem.state == ItemState.ACCEPTED, "measures_accepted"),
    ).join(Finding, Finding.id == RectificationItem.finding_id)
    counted = (await session.execute(measures.where(mine))).mappings().one()
    return {**figures, **{name: int(value) for name, value in counted.items()}}


# --- tags -------------------------------------------------------------------------------------------------------


async def tags(session: AsyncSession, *, after: int | None, limit: int) -> tuple[list[RowMapping], int]:
    query = select(Tag.id, Tag.version, Tag.name, Tag.active).order_by(Tag.id).limit(limit)
    if after is not None:
        query = query.where(Tag.id > after)
    rows = list((await session.execute(query)).mappings())
    return rows, await session.scalar(select(func.count()).select_from(Tag)) or 0


async def tag(session: AsyncSession, tag_id: int) -> Tag | None:
    return await session.get(Tag, tag_id)


async def tag_named(session: AsyncSession, name: str) -> Tag | None:
    return (await session.scalars(select(Tag).where(Tag.name == name))).one_or_none()
