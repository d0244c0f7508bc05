"""Every SELECT over good examples and rules established, and how many a period brought."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
from mingze.campaigns.models import Campaign
from mingze.findings.models import Finding
from mingze.findings.scope import visible_to as finding_visible_to
from mingze.kit.reading import newest_first
from mingze.outcomes.models import Exemplar, RuleDoc, RuleDocFinding
from mingze.outcomes.rules import Hand
from mingze.outcomes.vocabulary import ESTABLISHED, ExemplarState, RuleDocKind
from mingze.units.models import Unit

EXEMPLAR_FILES, RULE_DOC_FILES = "exemplar", "rule_doc"
_P = Permission


# --- how many -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    rules_established: int
    exemplars: int


def established(
    units: Iterable[int], campaign_id: int | None, first: date, last: date
) -> list[ColumnElement[bool]]:
    """The rules made or revised in the subtrees of `units` from `first` to `last`, for this campaign if one is named."""
    conditions = [
        in_subtree(RuleDoc.unit_id, units),
        RuleDoc.withdrawn_at.is_(None),
        RuleDoc.kind.in_(ESTABLISHED),
        RuleDoc.issued_on.between(first, last),
    ]
    return conditions if campaign_id is None else [*conditions, RuleDoc.campaign_id == campaign_id]


def confirmed(
    units: Iterable[int], campaign_id: int | None, first: date, last: date
) -> list[ColumnElement[bool]]:
    """The same of examples that the office confirmed."""
    conditions = [
        in_subtree(Exemplar.unit_id, units),
        Exemplar.state == ExemplarState.CONFIRMED,
        Exemplar.confirmed_on.between(first, last),
    ]
    return conditions if campaign_id is None else [*conditions, Exemplar.campaign_id == campaign_id]


async def counts(
    session: AsyncSession, units: Collection[int], campaign_id: int | None, first: date, last: date
) -> Counts:
    """How many rules and examples the subtrees of `units` brought in a period (both days included), for a report."""
    rules = select(func.count(RuleDoc.id)).where(*established(units, campaign_id, first, last))
    examples = select(func.count(Exemplar.id)).where(*confirmed(units, campaign_id, first, last))
    row = (await session.execute(select(rules.scalar_subquery(), examples.scalar_subquery()))).one()
    return Counts(*row)


# --- good examples --------------------------------------------------------------------------------------------


def _exemplar_close(actor: Actor) -> ColumnElement[bool]:
    return or_(in_subtree(Exemplar.unit_id, actor.roots(_P.CAMPAIGN_READ)), sight.office(actor))


def exemplar_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Over exemplar joined with campaign: one's own units' and campaigns', and of others what was confirmed."""
    return and_(
        sight.visible_to(actor), or_(Exemplar.state == ExemplarState.CONFIRMED, _exemplar_close(actor))
    )


def _exemplars(actor: Actor) -> Any:
    return (
        select(
            *Exemplar.__table__.columns,
            Campaign.title.label("campaign_title"),
            Unit.name.label("unit_name"),
            Account.name.label("recommended_by_name"),
            _exemplar_close(actor).label("close"),
            in_subtree(Exemplar.unit_id, actor.roots(_P.DUTY_PREPARE)).label("prepares"),
            sight.office(actor, _P.CAMPAIGN_MANAGE).label("manages"),
        )
        .join(Campaign, Campaign.id == Exemplar.campaign_id)
        .join(Unit, Unit.id == Exemplar.unit_id)
        .join(Account, Account.id == Exemplar.recommended_by_id)
        .where(exemplar_visible_to(actor))
    )


async def exemplar_page(
    session: AsyncSession,
    actor: Actor,
    *,
    campaign_id: int | None,
    unit_id: int | None,
    state: ExemplarState | None,
    before: int | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """Examples in sight, the newest first."""
    query = _exemplars(actor)
    if campaign_id is not None:
        query = query.where(Exemplar.campaign_id == campaign_id)
    if unit_id is not None:
        query = query.where(in_subtree(Exemplar.unit_id, [unit_id]))
    if state is not None:
        query = query.where(Exemplar.state == state)
    return await newest_first(session, query, Exemplar.id, before=before, limit=limit)


async def exemplar(session: AsyncSession, actor: Actor, exemplar_id: int) -> RowMapping | None:
    query = _exemplars(actor).where(Exemplar.id == exemplar_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def held_exemplar(
    session: AsyncSession, actor: Actor, exemplar_id: int
) -> tuple[Exemplar, Hand] | None:
    """An example in sight, held until the change is committed."""
    seen = await exemplar(session, actor, exemplar_id)
    if seen is None:
        return None
    query = select(Exemplar).where(Exemplar.id == exemplar_id).with_for_update()
    return (await session.scalars(query)).one(), hand_of(actor, seen)


def hand_of(actor: Actor, row: RowMapping) -> Hand:
    return Hand(actor.account_id, bool(row["prepares"]), bool(row["manages"]))


# --- rules established ----------------------------------------------------------------------------------------


def _made_for(actor: Actor) -> Any:
    """Rules that were made for a finding in sight."""
    return (
        select(RuleDocFinding.rule_doc_id)
        .join(Finding, Finding.id == RuleDocFinding.finding_id)
        .where(finding_visible_to(actor))
    )


def rule_doc_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Over rule_doc with its campaign, if any: of one's own units, of one's own campaigns, of findings in sight."""
    return or_(
        in_subtree(RuleDoc.unit_id, actor.roots(_P.CAMPAIGN_READ)),
        and_(RuleDoc.campaign_id.is_not(None), sight.office(actor)),
        RuleDoc.id.in_(_made_for(actor)),
    )


def _kept(actor: Actor) -> ColumnElement[bool]:
    """Who keeps the record: the unit, and the office above it."""
    return in_subtree(RuleDoc.unit_id, {*actor.roots(_P.DUTY_PREPARE), *actor.roots(_P.CAMPAIGN_MANAGE)})


def _rule_docs(actor: Actor) -> Any:
    return (
        select(
            *RuleDoc.__table__.columns,
            case((sight.visible_to(actor), Campaign.title)).label("campaign_title"),
            Unit.name.label("unit_name"),
            Account.name.label("recorded_by_name"),
            _kept(actor).label("kept"),
        )
        .outerjoin(Campaign, Campaign.id == RuleDoc.campaign_id)
        .join(Unit, Unit.id == RuleDoc.unit_id)
        .join(Account, Account.id == RuleDoc.recorded_by_id)
        .where(rule_doc_visible_to(actor))
    )


async def rule_doc_page(
    session: AsyncSession,
    actor: Actor,
    *,
    campaign_id: int | None,
    unit_id: int | None,
    finding_id: int | None,
    kind: RuleDocKind | None,
    before: int | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """Rules in sight and in force as records, the newest first."""
    query = _rule_docs(actor).where(RuleDoc.withdrawn_at.is_(None))
    if campaign_id is not None:
        query = query.where(RuleDoc.campaign_id == campaign_id)
    if unit_id is not None:
        query = query.where(in_subtree(RuleDoc.unit_id, [unit_id]))
    if finding_id is not None:
        of = select(RuleDocFinding.rule_doc_id).where(RuleDocFinding.finding_id == finding_id)
        query = query.where(RuleDoc.id.in_(of))
    if kind is not None:
        query = query.where(RuleDoc.kind == kind)
    return await newest_first(session, query, RuleDoc.id, before=before, limit=limit)


async def rule_doc(session: AsyncSession, actor: Actor, rule_doc_id: int) -> RowMapping | None:
    query = _rule_docs(actor).where(RuleDoc.id == rule_doc_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def held_rule_doc(session: AsyncSession, rule_doc_id: int) -> RuleDoc:
    query = select(RuleDoc).where(RuleDoc.id == rule_doc_id).with_for_update()
    return (await session.scalars(query)).one()


async def links(session: AsyncSession, rule_doc_id: int) -> list[RuleDocFinding]:
    query = select(RuleDocFinding).where(RuleDocFinding.rule_doc_id == rule_doc_id)
    return list(await session.scalars(query))


async def findings_of(
    session: AsyncSession, actor: Actor, rule_doc_ids: Collection[int]
) -> dict[int, list[RowMapping]]:
    """Rule → the findings it was made for, as far as they are in sight."""
    query = (
        select(RuleDocFinding.rule_doc_id, Finding.id, Finding.code, Finding.problem)
        .join(Finding, Finding.id == RuleDocFinding.finding_id)
        .where(RuleDocFinding.rule_doc_id.in_(rule_doc_ids), finding_visible_to(actor))
        .order_by(Finding.id)
    )
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in (await session.execute(query)).mappings():
        found[row["rule_doc_id"]].append(row)
    return found


async def findings_in_sight(session: AsyncSession, actor: Actor, ids: Collection[int]) -> set[int]:
    query = select(Finding.id).where(Finding.id.in_(ids), finding_visible_to(actor))
    return set(await session.scalars(query))
