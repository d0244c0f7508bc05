"""Wording a finding for the public, keeping it back, approving it. Never commits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import publication as rules
from mingze.findings import publication_queries as queries
from mingze.findings.facts import FindingFacts
from mingze.findings.paper_words import PublicationState
from mingze.findings.publication import Texts
from mingze.findings.publication_models import FindingPublication
from mingze.findings.recording import changes_of, place_of
from mingze.findings.service import Expected, load
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden

#: Bookkeeping: who and when is what the event says itself.
_SILENT = frozenset(
    {"finding_id", "texts_digest", "drafted_by_id", "drafted_at", "decided_by_id", "decided_at"}
)


@dataclass(frozen=True, slots=True)
class _Loaded:
    row: FindingPublication
    is_new: bool
    facts: FindingFacts
    texts: Texts


async def _load(session: AsyncSession, actor: Actor, finding_id: int) -> _Loaded:
    """The finding in sight, locked, with its publication; one is begun where there is none."""
    finding, facts = await load(session, actor, finding_id)
    row = await queries.publication(session, finding.id, lock=True)
    texts = await queries.texts(session, finding.id)
    return _Loaded(row or FindingPublication(finding_id=finding.id), row is None, facts, texts)


def _check(who: str | None, expected: Expected, loaded: _Loaded) -> None:
    """In the order of refusals everywhere: who may, which version. What is there no row of is version 0."""
    if who:
        raise Forbidden(who)
    expected.check(0 if loaded.is_new else loaded.row.version)


def _check_when(reason: str | None) -> None:
    if reason:
        raise Conflict(reason)


async def draft(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    expected: Expected,
    *,
    problem: str,
    measures: Sequence[str],
    progress: str | None,
) -> None:
    """Word the finding for the public. An approval there was is gone, and what is kept back stays so."""
    loaded = await _load(session, actor, finding_id)
    _check(rules.who_drafts_not(actor, loaded.facts), expected, loaded)
    _check_when(rules.when_not(loaded.facts))
    row = loaded.row
    row.problem, row.measures, row.progress = problem, list(measures), progress
    row.state, row.texts_digest = PublicationState.DRAFTED, loaded.texts.digest
    row.drafted_by_id, row.drafted_at = actor.account_id, clock.now()
    row.decided_by_id = row.decided_at = row.decision_note = None
    await _keep(session, actor, loaded, "draft_publication")


async def withhold(
    session: AsyncSession, actor: Actor, finding_id: int, expected: Expected, reason: str
) -> None:
    """Keep the finding out of every outer version, at once; only an approved wording lets it out again."""
    loaded = await _load(session, actor, finding_id)
    _check(rules.who_withholds_not(actor, loaded.facts), expected, loaded)
    _check_when(rules.when_not(loaded.facts))
    loaded.row.withheld, loaded.row.withheld_reason = True, reason
    await _keep(session, actor, loaded, "withhold_publication", reason)


async def decide(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    expected: Expected,
    *,
    approve: bool,
    note: str | None,
) -> None:
    """Approve the wording, which also lets out what was kept back, or return it to who drafted it."""
    loaded = await _load(session, actor, finding_id)
    row, known = loaded.row, queries.facts_of(loaded.row)
    _check(rules.who_decides_not(actor, loaded.facts, known), expected, loaded)
    when = rules.when_approve_not if approve else rules.when_decide_not
    _check_when(when(loaded.facts, known, loaded.texts))
    row.state = PublicationState.APPROVED if approve else PublicationState.RETURNED
    row.decided_by_id, row.decided_at, row.decision_note = actor.account_id, clock.now(), note
    if approve:
        row.withheld, row.withheld_reason = False, None
    await _keep(session, actor, loaded, "approve_publication" if approve else "return_publication", note)


async def _keep(
    session: AsyncSession, actor: Actor, loaded: _Loaded, action: str, note: str | None = None
) -> None:
    row = loaded.row
    if loaded.is_new:
        session.add(row)
    changes = {name: change for name, change in changes_of(row).items() if name not in _SILENT}
    record(
        session,
        action=action,
        resource="publication",
        resource_id=row.finding_id,
        actor=actor,
        unit_id=place_of(loaded.facts),
        subject=row.finding_id,
        changes=changes,
        note=note,
    )
    await session.flush()
