"""Every SELECT that counts complaints: grouped in the database, one statement a table and span."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.complaints.figure_queries import JUDGED, condition, judged
from mingze.complaints.models import (
    Complaint,
    ComplaintFinding,
    ComplaintLetter,
    ComplaintUnit,
    PetitionReview,
)
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import (
    ComplaintFigure,
    ComplaintKind,
    ComplaintState,
    LetterKind,
    Outcome,
    PetitionClass,
)
from mingze.kit import clock
from mingze.statistics.models import PublicFigures
from mingze.statistics.rules import Counts, Key, Span
from mingze.statistics.vocabulary import Dimension
from mingze.units.models import Unit, UnitClosure

Conditions = Sequence[ColumnElement[bool]]
#: Keys of a table of units that are no unit's.
NO_UNIT, OTHER_UNITS = 0, -1
#: 信访工作条例 41 asks for the units complained of most.
MOST_NAMED = 10

_COLUMNS: dict[Dimension, Any] = {
    Dimension.CHANNEL: Complaint.channel,
    Dimension.CATEGORY: Complaint.category,
    Dimension.KIND: Complaint.kind,
    Dimension.MATTER: Complaint.matter,
    Dimension.NINE_RULE: Complaint.nine_rule,
    Dimension.PETITION_CLASS: Complaint.petition_class,
    Dimension.OUTCOME: Complaint.outcome,
}


def base(actor: Actor, unit_id: int | None, kind: ComplaintKind | None) -> list[ColumnElement[bool]]:
    """What the actor's figures count, whatever the span."""
    found = [visible_to(actor, Permission.COMPLAINT_FIGURES)]
    if unit_id is not None:
        found.append(in_subtree(Complaint.about_unit_id, (unit_id,)))
    if kind is not None:
        found.append(Complaint.kind == kind)
    return found


def within(span: Span) -> ColumnElement[bool]:
    return and_(Complaint.received_at >= span.begins, Complaint.received_at < span.over)


async def tallies(
    session: AsyncSession,
    conditions: Conditions,
    span: Span,
    dimensions: Sequence[Dimension],
    rows: Collection[int] = (),
) -> dict[Dimension, dict[Key, Counts]]:
    """Dimension → key → what is counted there, for all of them by one walk over the span. `rows`: of a table of
    units, which units have one."""
    now = clock.now()
    plain = [figure for figure in ComplaintFigure if figure not in JUDGED]
    # Grouped by how the clock stands too, so that it is looked up once for each complaint.
    stands = judged(now).label("stands")
    keys = [_key(by, span, rows).label(f"key_{by}") for by in dimensions]
    query = (
        select(
            stands,
            *keys,
            func.count().label("count"),
            *(func.count().filter(condition(figure, now)).label(figure) for figure in plain),
        )
        .where(within(span), *conditions)
        .group_by(stands, *keys)
    )
    found: dict[Dimension, dict[Key, Counts]] = {by: {} for by in dimensions}
    for row in (await session.execute(query)).mappings():
        counts = Counts(
            count=row["count"],
            **{figure.value: row[figure] for figure in plain},
            **{_STANDS[row["stands"]].value: row["count"]},
        )
        for by, table in found.items():
            key = row[f"key_{by}"]
            table[key] = table.get(key, Counts()) + counts
    return found


#: How a clock stands → the figure that counts it.
_STANDS = {value: figure for figure, value in JUDGED.items()}


def _key(by: Dimension, span: Span, rows: Collection[int]) -> Any:
    if by is Dimension.MONTH:
        months = span.months()
        return case(
            *((Complaint.received_at < month.over, place) for place, month in enumerate(months[:-1])),
            else_=len(months) - 1,
        )
    if by is Dimension.UNIT:
        return _unit_key(rows)
    return _COLUMNS[by]


def _unit_key(rows: Collection[int]) -> Any:
    """The row whose unit the complaint is about, or is above that: the nearest, where one row is above another."""
    row = (
        select(UnitClosure.ancestor_id)
        .where(UnitClosure.descendant_id == Complaint.about_unit_id, UnitClosure.ancestor_id.in_(rows))
        .order_by(UnitClosure.depth)
        .limit(1)
        .correlate(Complaint)
        .scalar_subquery()
    )
    return case((Complaint.about_unit_id.is_(None), NO_UNIT), else_=func.coalesce(row, OTHER_UNITS))


# --- the rows of a table of units ------------------------------------------------------------------------------


async def unit_in_reach(session: AsyncSession, actor: Actor, unit_id: int) -> RowMapping | None:
    query = select(Unit.id, Unit.name).where(
        Unit.id == unit_id, in_subtree(Unit.id, actor.roots(Permission.COMPLAINT_FIGURES))
    )
    return (await session.execute(query)).mappings().one_or_none()


async def topmost(session: AsyncSession, roots: Iterable[int]) -> list[RowMapping]:
    """Those of `roots` that stand below none of the others, in the order of codes."""
    ids = list(roots)
    above = exists().where(
        UnitClosure.descendant_id == Unit.id, UnitClosure.depth > 0, UnitClosure.ancestor_id.in_(ids)
    )
    query = select(Unit.id, Unit.name).where(Unit.id.in_(ids), ~above).order_by(Unit.code)
    return list((await session.execute(query)).mappings())


async def below(session: AsyncSession, unit_id: int) -> list[RowMapping]:
    """The units directly below, in the order of the tree; closed ones too, for they had their complaints."""
    query = select(Unit.id, Unit.name).where(Unit.parent_id == unit_id).order_by(Unit.code)
    return list((await session.execute(query)).mappings())


# --- the annual report of petitions ----------------------------------------------------------------------------


async def most_named(session: AsyncSession, conditions: Conditions, span: Span) -> list[RowMapping]:
    """The units complained of most in the span, with how often."""
    count = func.count().label("count")
    query = (
        select(Unit.id, Unit.name, count)
        .join(Complaint, Complaint.about_unit_id == Unit.id)
        .where(within(span), *conditions)
        .group_by(Unit.id, Unit.name, Unit.code)
        .order_by(count.desc(), Unit.code)
        .limit(MOST_NAMED)
    )
    return list((await session.execute(query)).mappings())


async def fates(session: AsyncSession, conditions: Conditions, span: Span) -> RowMapping:
    """How many were forwarded, handed to units, supervised; what became of suggestions; what became findings."""
    unit = aliased(ComplaintUnit)
    letter = exists().where(
        ComplaintLetter.complaint_id == Complaint.id, ComplaintLetter.kind == LetterKind.FORWARDING
    )
    suggestion = Complaint.petition_class == PetitionClass.SUGGESTION
    counted: dict[str, ColumnElement[bool]] = {
        "forwarded": or_(Complaint.state == ComplaintState.FORWARDED, letter),
        "handed": exists().where(unit.complaint_id == Complaint.id, unit.withdrawn_at.is_(None)),
        "suggestions": suggestion,
        "suggestions_adopted": and_(suggestion, Complaint.outcome == Outcome.SUPPORTED),
        "became_findings": exists().where(ComplaintFinding.complaint_id == Complaint.id),
        "reviewed": _reviewed(is_recheck=False),
        "rechecked": _reviewed(is_recheck=True),
    }
    one = (
        select(*(condition.label(name) for name, condition in counted.items()))
        .where(within(span), *conditions)
        .subquery("one")
    )
    query = select(*(func.count().filter(one.c[name]).label(name) for name in counted))
    return (await session.execute(query)).mappings().one()


def _reviewed(*, is_recheck: bool) -> ColumnElement[bool]:
    return exists().where(
        PetitionReview.complaint_id == Complaint.id, PetitionReview.is_recheck.is_(is_recheck)
    )


# --- what was made public --------------------------------------------------------------------------------------


async def first_received(session: AsyncSession) -> Any:
    """When the first complaint came in."""
    return await session.scalar(select(func.min(Complaint.received_at)))


async def published(session: AsyncSession, limit: int) -> list[PublicFigures]:
    """The quarters that were made public, the newest first."""
    query = select(PublicFigures).order_by(PublicFigures.first.desc()).limit(limit)
    return list(await session.scalars(query))
