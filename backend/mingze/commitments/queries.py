"""Every SELECT over commitments and promises: one's own units', one's campaigns', and what is public among them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns import sight
from mingze.campaigns.models import Campaign, CampaignUnit
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import RUNNING
from mingze.commitments.models import Commitment, Promise
from mingze.commitments.rules import RUNNING_PROMISES, CommitmentFacts, Hand
from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, PromiseState
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit

#: Files of the commitment itself, and what shows that a promise was kept.
COMMITMENT_FILES, PROMISE_FILES = "commitment", "promise"
_P = Permission


def _close(actor: Actor) -> ColumnElement[bool]:
    """Whether the unit of the commitment, or the office of its campaign, is in reach: who sees drafts."""
    return or_(in_subtree(Commitment.unit_id, actor.roots(_P.CAMPAIGN_READ)), sight.office(actor))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Over commitment joined with campaign."""
    public = and_(Commitment.state == CommitmentState.PUBLISHED, Commitment.inner_only.is_(False))
    return and_(sight.visible_to(actor), or_(public, _close(actor)))


def _hand(actor: Actor) -> tuple[Any, ...]:
    return (
        in_subtree(Commitment.unit_id, actor.roots(_P.DUTY_PREPARE)).label("prepares"),
        sight.office(actor, _P.CAMPAIGN_MANAGE).label("manages"),
        sight.office(actor, _P.CAMPAIGN_DECIDE).label("decides"),
    )


def hand_of(actor: Actor, row: RowMapping) -> Hand:
    return Hand(actor.account_id, bool(row["prepares"]), bool(row["manages"]), bool(row["decides"]))


@dataclass(frozen=True, slots=True)
class Filter:
    campaign_id: int | None = None
    unit_id: int | None = None
    kind: CommitmentKind | None = None
    state: CommitmentState | None = None
    personal: bool | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.campaign_id is not None:
            found.append(Commitment.campaign_id == self.campaign_id)
        if self.unit_id is not None:
            found.append(in_subtree(Commitment.unit_id, [self.unit_id]))
        if self.kind is not None:
            found.append(Commitment.kind == self.kind)
        if self.state is not None:
            found.append(Commitment.state == self.state)
        if self.personal is not None:
            found.append(Commitment.person.is_not(None) if self.personal else Commitment.person.is_(None))
        return found


async def page(
    session: AsyncSession, actor: Actor, wanted: Filter, *, today: date, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Commitments in sight, the newest first, with how their promises stand."""
    conditions = [visible_to(actor), *wanted.conditions()]
    joined = select(Commitment.id).join(Campaign, Campaign.id == Commitment.campaign_id).where(*conditions)
    count = await session.scalar(select(func.count()).select_from(joined.limit(COUNT_CAP).subquery())) or 0
    query = _listed(actor, today).where(*conditions)
    if before is not None:
        query = query.where(Commitment.id < before)
    rows = await session.execute(query.order_by(Commitment.id.desc()).limit(limit))
    return rows.mappings().all(), count


def _listed(actor: Actor, today: date) -> Any:
    return (
        select(
            *Commitment.__table__.columns,
            Campaign.title.label("campaign_title"),
            Campaign.state.label("campaign_state"),
            Unit.name.label("unit_name"),
            _close(actor).label("close"),
            *_hand(actor),
            _promises().label("promises"),
            _promises(Promise.state == PromiseState.KEPT).label("promises_kept"),
            _promises(_overdue(today)).label("promises_overdue"),
        )
        .join(Campaign, Campaign.id == Commitment.campaign_id)
        .join(Unit, Unit.id == Commitment.unit_id)
    )


def _promises(*conditions: ColumnElement[bool]) -> Any:
    return (
        select(func.count(Promise.id))
        .where(Promise.commitment_id == Commitment.id, *conditions)
        .correlate(Commitment)
        .scalar_subquery()
    )


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(
        Commitment.state == CommitmentState.PUBLISHED,
        Promise.state.in_(RUNNING_PROMISES),
        Promise.due_on < today,
    )


async def whole(session: AsyncSession, actor: Actor, commitment_id: int, today: date) -> RowMapping | None:
    """A commitment in sight with everything but its promises."""
    query = _listed(actor, today).where(Commitment.id == commitment_id, visible_to(actor))
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def names(session: AsyncSession, account_ids: Collection[int]) -> dict[int, str]:
    found = await session.execute(select(Account.id, Account.name).where(Account.id.in_(account_ids)))
    return {row.id: row.name for row in found}


async def promises(session: AsyncSession, commitment_id: int) -> list[Promise]:
    query = select(Promise).where(Promise.commitment_id == commitment_id).order_by(Promise.ordinal)
    return list(await session.scalars(query))


# --- to change it ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """A commitment held until the change is committed, with what the rules look at."""

    row: Commitment
    hand: Hand
    facts: CommitmentFacts
    promises: list[Promise]


async def held(session: AsyncSession, actor: Actor, commitment_id: int, *, lock: bool = True) -> Held | None:
    query = (
        select(Commitment, Campaign.state.label("campaign_state"), *_hand(actor))
        .join(Campaign, Campaign.id == Commitment.campaign_id)
        .where(Commitment.id == commitment_id, visible_to(actor))
    )
    if lock:
        query = query.with_for_update(of=Commitment)
    found = (await session.execute(query)).one_or_none()
    if found is None:
        return None
    row: Commitment = found[0]
    hand = Hand(actor.account_id, bool(found.prepares), bool(found.manages), bool(found.decides))
    items = await promises(session, commitment_id)
    return Held(row, hand, facts_of(row, found.campaign_state, len(items)), items)


def facts_of(row: Any, campaign_state: str, promised: int) -> CommitmentFacts:
    """Of a row of the table, or of one that a list gave."""
    return CommitmentFacts(
        state=CommitmentState(row.state),
        kind=CommitmentKind(row.kind),
        personal=row.person is not None,
        promises=promised,
        media=len(row.media),
        written_by=row.written_by_id,
        submitted_by=row.submitted_by_id,
        running=CampaignState(campaign_state) in RUNNING,
    )


async def commitment_of(session: AsyncSession, promise_id: int) -> int | None:
    return await session.scalar(select(Promise.commitment_id).where(Promise.id == promise_id))


async def units_taking_part(session: AsyncSession, campaign_id: int) -> int:
    query = select(func.count()).where(
        CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None)
    )
    return await session.scalar(query) or 0


# --- promises that are followed -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    campaign_id: int | None = None
    unit_id: int | None = None
    state: PromiseState | None = None
    overdue: bool | None = None
    due_before: date | None = None


async def promise_page(
    session: AsyncSession,
    actor: Actor,
    wanted: PromiseFilter,
    *,
    today: date,
    after: tuple[date, int] | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """Promises of published commitments in sight, by the day due."""
    conditions = [visible_to(actor), Commitment.state == CommitmentState.PUBLISHED]
    if wanted.campaign_id is not None:
        conditions.append(Commitment.campaign_id == wanted.campaign_id)
    if wanted.unit_id is not None:
        conditions.append(in_subtree(Commitment.unit_id, [wanted.unit_id]))
    if wanted.state is not None:
        conditions.append(Promise.state == wanted.state)
    if wanted.overdue is not None:
        conditions.append(case((_overdue(today), 1), else_=0) == int(wanted.overdue))
    if wanted.due_before is not None:
        conditions.append(Promise.due_on <= wanted.due_before)
    base = (
        select(
            *Promise.__table__.columns,
            Commitment.title.label("commitment_title"),
            Commitment.person,
            Commitment.campaign_id,
            Campaign.title.label("campaign_title"),
            Commitment.unit_id,
            Unit.name.label("unit_name"),
            *_hand(actor),
        )
        .join(Commitment, Commitment.id == Promise.commitment_id)
        .join(Campaign, Campaign.id == Commitment.campaign_id)
        .join(Unit, Unit.id == Commitment.unit_id)
        .where(*conditions)
    )
    count = await session.scalar(
        select(func.count()).select_from(base.with_only_columns(Promise.id).limit(COUNT_CAP).subquery())
    )
    if after is not None:
        day, last = after
        base = base.where(or_(Promise.due_on > day, and_(Promise.due_on == day, Promise.id > last)))
    rows = await session.execute(base.order_by(Promise.due_on, Promise.id).limit(limit))
    return rows.mappings().all(), count or 0


async def due_promises(session: AsyncSession, last: date) -> Sequence[RowMapping]:
    """Promises under way whose day comes by `last`: their number by unit and day."""
    query = (
        select(Commitment.unit_id, Promise.due_on, func.count().label("count"))
        .join(Commitment, Commitment.id == Promise.commitment_id)
        .where(
            Commitment.state == CommitmentState.PUBLISHED,
            Promise.state.in_(RUNNING_PROMISES),
            Promise.due_on <= last,
        )
        .group_by(Commitment.unit_id, Promise.due_on)
    )
    return (await session.execute(query)).mappings().all()


async def office_of(session: AsyncSession, campaign_id: int) -> int:
    return (await session.execute(select(Campaign.unit_id).where(Campaign.id == campaign_id))).scalar_one()


async def unit_name(session: AsyncSession, unit_id: int) -> str:
    return (await session.execute(select(Unit.name).where(Unit.id == unit_id))).scalar_one()
