"""Filling in, sending, returning and accepting what a unit owes. Never commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns.vocabulary import Cadence, CampaignState
from mingze.duties import contents, metric_queries, periods, queries, resembling, rules, telling
from mingze.duties.contents import Part
from mingze.duties.metric_queries import Frame
from mingze.duties.models import Duty
from mingze.duties.rules import DutyFacts, Place
from mingze.duties.vocabulary import DutyKind, DutyRequestKind, DutyRequestState, DutyState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import NotFound
from mingze.settings import Settings


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """A duty in sight, with everything the rules look at."""

    row: RowMapping
    facts: DutyFacts
    parts: tuple[Part, ...]
    requests: list[RowMapping]

    @property
    def kind(self) -> DutyKind:
        return DutyKind(self.row["kind"])

    @property
    def frame(self) -> Frame | None:
        """Which days of the ledger a report covers."""
        row = self.row
        if row["period_start"] is None:
            return None
        period = periods.period_at(
            Cadence(row["cadence"]),
            row["period_start"],
            cutoff_day=row["cutoff_day"],
            due_day=row["due_day"],
        )
        return Frame(row["unit_id"], row["campaign_id"], period.counted_from, row["cutoff_on"])


async def load(session: AsyncSession, actor: Actor, duty_id: int, *, missing_after_days: int) -> Loaded:
    """NotFound where it is out of sight."""
    row = await queries.duty(session, actor, duty_id)
    if row is None:
        raise NotFound()
    requests = await queries.requests_of(session, [duty_id])
    return Loaded(
        row=row,
        facts=DutyFacts(
            kind=DutyKind(row["kind"]),
            state=DutyState(row["state"]),
            campaign_state=CampaignState(row["campaign_state"]),
            place=Place(
                await queries.line(session, row["unit_id"]), await queries.line(session, row["office_id"])
            ),
            punctuality=rules.punctuality_of(row, clock.now(), missing_after_days),
            submitted_by=row["submitted_by_id"],
            asked=_kinds(requests, DutyRequestState.ASKED),
            approved=_kinds(requests, DutyRequestState.APPROVED),
        ),
        parts=contents.parts_of(DutyKind(row["kind"]), row["parts"] or ()),
        requests=requests,
    )


def _kinds(requests: list[RowMapping], state: DutyRequestState) -> frozenset[DutyRequestKind]:
    return frozenset(DutyRequestKind(one["kind"]) for one in requests if one["state"] == state)


async def ledger(session: AsyncSession, loaded: Loaded) -> dict[str, int]:
    """Field → what the ledger says: as it was sent, or, of what is still open, now."""
    if loaded.facts.state not in rules.UNSENT_STATES:
        return {field: figure["value"] for field, figure in loaded.row["figures"].items()}
    asked = contents.metrics_of(loaded.parts)
    if loaded.frame is None or not asked:
        return {}
    counted = await metric_queries.counts(session, asked.values(), loaded.frame)
    return {field: counted[metric] for field, metric in asked.items()}


async def _held(
    session: AsyncSession, actor: Actor, duty_id: int, settings: Settings, expected: Expected, action: str
) -> tuple[Loaded, Duty]:
    """The duty locked, once it is clear that this person may act on this version of it now."""
    # Held first: what the rules look at is what the version belongs to.
    await queries.hold(session, duty_id)
    loaded = await load(session, actor, duty_id, missing_after_days=settings.missing_after_days)
    if action == "draft" and loaded.facts.state is DutyState.RETURNED:
        action = "rewrite"
    duty = await queries.locked(session, duty_id)
    rules.check_who(action, actor, loaded.facts)
    expected.check(duty.version)
    rules.check_when(action, loaded.facts)
    return loaded, duty


async def draft(
    session: AsyncSession,
    actor: Actor,
    duty_id: int,
    content: Mapping[str, Any],
    *,
    expected: Expected,
    settings: Settings,
) -> None:
    """Keep what was filled in so far; it may be incomplete."""
    loaded, duty = await _held(session, actor, duty_id, settings, expected, "draft")
    contents.refuse_unknown(content, loaded.parts)
    action = "rewrite" if loaded.facts.state is DutyState.RETURNED else "draft"
    duty.state = rules.WORK.step(action, loaded.facts.state)
    duty.content = dict(content)
    # The words themselves stand in the duty; the log says that they were changed.
    _record(session, actor, duty, action, changes={"content": []})
    await session.flush()


async def submit(
    session: AsyncSession,
    actor: Actor,
    duty_id: int,
    *,
    likeness_explained: str | None,
    expected: Expected,
    settings: Settings,
) -> None:
    """Send it: whole, with the ledger's figures as they are now, and not written off without an explanation."""
    loaded, duty = await _held(session, actor, duty_id, settings, expected, "submit")
    figures = await ledger(session, loaded)
    lacking = contents.lacks(loaded.kind, duty.content, loaded.parts, figures, loaded.row["files"])
    contents.refuse_lacking(lacking, loaded.kind)
    texts = resembling.texts_of(duty, loaded.parts)
    await resembling.refuse_unless_explained(
        session, actor, duty, texts, percent=settings.likeness_percent, explained=likeness_explained
    )
    before, now = duty.state, clock.now()
    duty.state = rules.WORK.step("submit", loaded.facts.state)
    duty.figures = {field: {"value": value, "at": now.isoformat()} for field, value in figures.items()}
    duty.first_submitted_at = duty.first_submitted_at or now
    duty.submitted_at, duty.submitted_by_id = now, actor.account_id
    duty.likeness_explained = likeness_explained
    _record(session, actor, duty, "submit", changes={"state": [before, duty.state]})
    await session.flush()
    await resembling.remember(session, actor, duty, texts)
    await telling.submitted(session, actor, duty, loaded.row["office_id"])


async def send_back(
    session: AsyncSession,
    actor: Actor,
    duty_id: int,
    reason: str,
    *,
    expected: Expected,
    settings: Settings,
) -> None:
    """Return it with a reason; the first sending still says whether it was in time."""
    _, duty = await _held(session, actor, duty_id, settings, expected, "return")
    await _decide(session, actor, duty, "return", note=reason)
    duty.returned_reason = reason
    await session.flush()
    await telling.returned(session, actor, duty)


async def accept(
    session: AsyncSession,
    actor: Actor,
    duty_id: int,
    note: str | None,
    *,
    expected: Expected,
    settings: Settings,
) -> None:
    _, duty = await _held(session, actor, duty_id, settings, expected, "accept")
    await _decide(session, actor, duty, "accept", note=note)
    await session.flush()
    await telling.accepted(session, actor, duty)


async def _decide(session: AsyncSession, actor: Actor, duty: Duty, action: str, *, note: str | None) -> None:
    before = duty.state
    duty.state = rules.WORK.step(action, DutyState(before))
    duty.returned_reason = None
    duty.decided_at, duty.decided_by_id = clock.now(), actor.account_id
    _record(session, actor, duty, action, changes={"state": [before, duty.state]}, note=note)


def _record(
    session: AsyncSession,
    actor: Actor,
    duty: Duty,
    action: str,
    *,
    changes: Mapping[str, Any],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource="duty",
        resource_id=duty.id,
        actor=actor,
        unit_id=duty.unit_id,
        changes=changes,
        note=note,
    )
