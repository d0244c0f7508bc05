"""Every SELECT over suggestions and the collections they belong to."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns import sight
from mingze.campaigns.models import Campaign, CampaignUnit
from mingze.campaigns.workflow import RUNNING
from mingze.findings.models import Finding
from mingze.findings.scope import visible_to as finding_visible_to
from mingze.kit.reading import newest_first
from mingze.suggestions.models import Suggestion, SuggestionCollection
from mingze.suggestions.rules import Hand
from mingze.suggestions.vocabulary import Channel, SuggestionState
from mingze.units.models import Unit

_P = Permission
#: Of a collection, so many of the latest are looked through for what says the same.
COMPARED = 2_000
#: What one page of the public portal holds.
MOST_PUBLIC, MOST_UNITS = 50, 300


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Over suggestion joined with campaign: one's own units' and one's own campaigns'; of others nothing."""
    return or_(in_subtree(Suggestion.unit_id, actor.roots(_P.CAMPAIGN_READ)), sight.office(actor))


# --- collections ----------------------------------------------------------------------------------------------


def _collections(actor: Actor) -> Any:
    return (
        select(
            *SuggestionCollection.__table__.columns,
            Campaign.title.label("campaign_title"),
            Campaign.state.label("campaign_state"),
            Campaign.unit_id.label("office_id"),
            sight.office(actor, _P.CAMPAIGN_MANAGE).label("manages"),
        )
        .join(Campaign, Campaign.id == SuggestionCollection.campaign_id)
        .where(sight.visible_to(actor))
    )


async def collection_page(
    session: AsyncSession, actor: Actor, *, campaign_id: int | None, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Collections of campaigns in sight, the newest first."""
    query = _collections(actor)
    if campaign_id is not None:
        query = query.where(SuggestionCollection.campaign_id == campaign_id)
    return await newest_first(session, query, SuggestionCollection.id, before=before, limit=limit)


async def collection(session: AsyncSession, actor: Actor, collection_id: int) -> RowMapping | None:
    query = _collections(actor).where(SuggestionCollection.id == collection_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def held_collection(session: AsyncSession, collection_id: int) -> SuggestionCollection:
    query = select(SuggestionCollection).where(SuggestionCollection.id == collection_id).with_for_update()
    return (await session.scalars(query)).one()


async def counts(
    session: AsyncSession, actor: Actor, collection_ids: Collection[int]
) -> dict[int, list[RowMapping]]:
    """Collection → how many suggestions in sight came by which channel and what became of them."""
    query = (
        select(Suggestion.collection_id, Suggestion.channel, Suggestion.state, func.count().label("count"))
        .join(SuggestionCollection, SuggestionCollection.id == Suggestion.collection_id)
        .join(Campaign, Campaign.id == SuggestionCollection.campaign_id)
        .where(Suggestion.collection_id.in_(collection_ids), visible_to(actor))
        .group_by(Suggestion.collection_id, Suggestion.channel, Suggestion.state)
    )
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in (await session.execute(query)).mappings():
        found[row["collection_id"]].append(row)
    return found


# --- what the public sees ---------------------------------------------------------------------------------------


def _public() -> Any:
    """Collections that are open online, of campaigns under way."""
    return (
        select(
            SuggestionCollection.id,
            SuggestionCollection.title,
            SuggestionCollection.question,
            SuggestionCollection.channels,
            SuggestionCollection.campaign_id,
            Campaign.unit_id.label("office_id"),
            Unit.name.label("office_name"),
        )
        .join(Campaign, Campaign.id == SuggestionCollection.campaign_id)
        .join(Unit, Unit.id == Campaign.unit_id)
        .where(SuggestionCollection.closed_at.is_(None), Campaign.state.in_(RUNNING))
    )


async def public_collections(session: AsyncSession) -> list[RowMapping]:
    """The newest first, as many as a page holds."""
    query = _public().order_by(SuggestionCollection.id.desc()).limit(MOST_PUBLIC)
    rows = (await session.execute(query)).mappings()
    return [row for row in rows if Channel.ONLINE in row["channels"]]


async def public_collection(session: AsyncSession, collection_id: int) -> RowMapping | None:
    query = _public().where(SuggestionCollection.id == collection_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found if found is not None and Channel.ONLINE in found["channels"] else None


async def units_of(session: AsyncSession, campaign_id: int) -> list[RowMapping]:
    """The units that take part today, in the order of their codes."""
    query = (
        select(Unit.id, Unit.name)
        .join(CampaignUnit, CampaignUnit.unit_id == Unit.id)
        .where(CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None), Unit.active)
        .order_by(Unit.code)
        .limit(MOST_UNITS)
    )
    return list((await session.execute(query)).mappings())


async def same_from_public(
    session: AsyncSession, collection_id: int, unit_id: int, *, text: str, on: date
) -> Suggestion | None:
    query = select(Suggestion).where(
        Suggestion.collection_id == collection_id,
        Suggestion.unit_id == unit_id,
        Suggestion.entered_by_id.is_(None),
        Suggestion.received_on == on,
        Suggestion.text == text,
    )
    return (await session.scalars(query.limit(1))).one_or_none()


# --- suggestions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    campaign_id: int | None = None
    collection_id: int | None = None
    unit_id: int | None = None
    channel: Channel | None = None
    state: SuggestionState | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.campaign_id is not None:
            found.append(SuggestionCollection.campaign_id == self.campaign_id)
        if self.collection_id is not None:
            found.append(Suggestion.collection_id == self.collection_id)
        if self.unit_id is not None:
            found.append(in_subtree(Suggestion.unit_id, [self.unit_id]))
        if self.channel is not None:
            found.append(Suggestion.channel == self.channel)
        if self.state is not None:
            found.append(Suggestion.state == self.state)
        return found


#: Everything of a suggestion but how to reach who gave it.
_LISTED = [column for column in Suggestion.__table__.columns if column.name != "contact"]


def _suggestions(actor: Actor) -> Any:
    finding = select(Finding.id).where(Finding.id == Suggestion.finding_id, finding_visible_to(actor))
    return (
        select(
            *_LISTED,
            SuggestionCollection.title.label("collection_title"),
            SuggestionCollection.campaign_id,
            Campaign.title.label("campaign_title"),
            Unit.name.label("unit_name"),
            finding.correlate(Suggestion).scalar_subquery().label("finding_in_sight"),
            in_subtree(Suggestion.unit_id, actor.roots(_P.DUTY_PREPARE)).label("prepares"),
            sight.office(actor, _P.CAMPAIGN_MANAGE).label("manages"),
        )
        .join(SuggestionCollection, SuggestionCollection.id == Suggestion.collection_id)
        .join(Campaign, Campaign.id == SuggestionCollection.campaign_id)
        .join(Unit, Unit.id == Suggestion.unit_id)
        .where(sight.visible_to(actor), visible_to(actor))
    )


async def page(
    session: AsyncSession, actor: Actor, wanted: Filter, *, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Suggestions in sight, the newest first, without whom to answer."""
    query = _suggestions(actor).where(*wanted.conditions())
    return await newest_first(session, query, Suggestion.id, before=before, limit=limit)


async def whole(session: AsyncSession, actor: Actor, suggestion_id: int) -> RowMapping | None:
    """A suggestion in sight, with whom to answer."""
    query = (
        _suggestions(actor)
        .add_columns(Suggestion.contact, Account.name.label("entered_by_name"))
        .outerjoin(Account, Account.id == Suggestion.entered_by_id)
        .where(Suggestion.id == suggestion_id)
    )
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def neighbours(session: AsyncSession, actor: Actor, row: RowMapping) -> Sequence[RowMapping]:
    """The latest of the same collection in sight, to find those that say the same."""
    query = (
        _suggestions(actor)
        .where(Suggestion.collection_id == row["collection_id"], Suggestion.id != row["id"])
        .with_only_columns(
            Suggestion.id, Suggestion.text, Suggestion.unit_id, Unit.name.label("unit_name"), Suggestion.state
        )
        .order_by(Suggestion.id.desc())
        .limit(COMPARED)
    )
    return (await session.execute(query)).mappings().all()


@dataclass(frozen=True, slots=True)
class Held:
    """A suggestion held until the change is committed, who acts, and the campaign it belongs to."""

    row: Suggestion
    hand: Hand
    campaign_id: int


async def held(session: AsyncSession, actor: Actor, suggestion_id: int) -> Held | None:
    seen = await whole(session, actor, suggestion_id)
    if seen is None:
        return None
    query = select(Suggestion).where(Suggestion.id == suggestion_id).with_for_update()
    return Held((await session.scalars(query)).one(), hand_of(seen), seen["campaign_id"])


def hand_of(row: RowMapping) -> Hand:
    return Hand(bool(row["prepares"]), bool(row["manages"]))
