"""A draft against an earlier import and the ledger: loads what `comparison` compares, and settles what may be done."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import part_rules
from mingze.findings.facts import FindingFacts
from mingze.findings.standing import facts_in_sight, standing
from mingze.findings.vocabulary import RequestKind
from mingze.imports import comparison, queries
from mingze.imports.comparison import Known, RowChange, Verdict
from mingze.imports.difference_schemas import ChangeView, GoneFinding, RowDifference
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.rows import row_from
from mingze.imports.vocabulary import ChangeEffect, DifferenceState, RowDecision
from mingze.kit import clock

#: Editions looked back through: what was gone in one may be there again in the next.
_EDITIONS = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """`verdicts` by the id of the row; `gone`: what the earlier import has and the rows have not."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    gone: list[Known] = field(default_factory=list)


async def compare(
    session: AsyncSession,
    actor: Actor,
    draft: ImportDraft,
    kept: Sequence[ImportRow],
) -> Comparison:
    """The living rows of an open draft, all of them: which finding each is cannot be said of one alone.

    What a row that enters as new was taken for counts as gone, for that row is another matter.
    """
    if draft.compares_with_id is None:
        return Comparison()
    known = await _known(session, actor, draft.compares_with_id)
    # Two thousand rows take a while: others are answered meanwhile.
    found = await asyncio.to_thread(comparison.verdicts, [row_from(row) for row in kept], known)
    verdicts = dict(zip((row.id for row in kept), found, strict=True))
    changed = {
        verdict.known.finding_id
        for verdict in found
        if verdict.known is not None and verdict.state is DifferenceState.CHANGED
    }
    facts = await facts_in_sight(session, actor, changed)
    stand = {
        verdict.known.finding_id
        for row, verdict in zip(kept, found, strict=True)
        if verdict.known is not None and row.decision != RowDecision.ENTER_AS_NEW
    }
    return Comparison(
        {row_id: _settled(actor, verdict, facts) for row_id, verdict in verdicts.items()},
        [
            one
            for one in known
            if one.finding_id not in stand
            and not one.gone_before
            and one.standing is not None
            and not one.standing.voided
        ],
    )


async def _known(session: AsyncSession, actor: Actor, draft_id: int) -> list[Known]:
    """What was imported, the newest edition first, each finding once."""
    rows: dict[int, tuple[ImportRow, bool]] = {}
    following: int | None = draft_id
    for edition in range(_EDITIONS):
        if following is None:
            break
        for row in await queries.rows(session, following, living=True):
            if row.finding_id is not None:
                rows.setdefault(row.finding_id, (row, edition > 0))
        query = select(ImportDraft.compares_with_id).where(ImportDraft.id == following)
        following = await session.scalar(query)
    stands = await standing(session, actor, rows)
    return [
        Known(row_from(row), finding_id, stands.get(finding_id), before)
        for finding_id, (row, before) in rows.items()
    ]


def _settled(actor: Actor, verdict: Verdict, facts: dict[int, FindingFacts]) -> Verdict:
    """The same with what this actor may do about each change."""
    if verdict.known is None or verdict.state is not DifferenceState.CHANGED:
        return verdict
    fact = facts.get(verdict.known.finding_id)
    if fact is None:
        return replace(verdict, blocked="该问题不在您的可见范围内")
    if blocked := part_rules.who_renews_not(actor, fact) or part_rules.renew_when_not(fact):
        return replace(verdict, blocked=blocked)
    return replace(verdict, changes=tuple(_allowed(actor, fact, one) for one in verdict.changes))


def _allowed(actor: Actor, facts: FindingFacts, one: RowChange) -> RowChange:
    refused = None
    if one.effect is ChangeEffect.ASKS:
        kind = RequestKind.CORRECT
        refused = part_rules.who_asks_not(kind, actor, facts)
        refused = refused or part_rules.when_ask_not(kind, facts, clock.today())
    elif one.change.field == "measures":
        refused = part_rules.plan_when_not(actor, facts)
    return replace(one, effect=ChangeEffect.CANNOT, reason=refused) if refused else one


# --- as it is answered, and kept once confirmed -----------------------------------------------------------------


def difference_of(verdict: Verdict) -> RowDifference:
    known = verdict.known
    return RowDifference(
        state=verdict.state,
        finding_id=known.finding_id if known else None,
        finding_code=known.standing.code if known and known.standing else None,
        changes=[_change(one) for one in verdict.changes],
        conflict=verdict.conflict,
        blocked=verdict.blocked,
    )


def _change(one: RowChange) -> ChangeView:
    change = one.change
    return ChangeView(
        field=change.field,
        label=comparison.FIELDS[change.field][0],
        old=change.old,
        new=change.new,
        ledger=change.ledger,
        conflict=change.conflict,
        effect=one.effect,
        reason=one.reason,
    )


def gone_of(known: Known) -> GoneFinding:
    stands = known.standing
    return GoneFinding(
        finding_id=known.finding_id,
        code=stands.code if stands else "",
        problem=(stands.problem if stands else known.row.problem)[: comparison.SHOWN],
        section=known.row.section,
        group=known.row.group,
        number=known.row.number,
    )
