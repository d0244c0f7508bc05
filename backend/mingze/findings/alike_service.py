"""What people write into the ledger, compared with what stands there already (雷同检测). Never commits.

One thing decides everywhere: `likeness.service`. Progress is compared with the measure it is about, with what others
sent and with the unit's own of earlier months; a measure and a problem with those that others wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import part_rules, queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding, ProgressNote, RectificationItem
from mingze.findings.recording import place_of
from mingze.kit import clock
from mingze.kit.problems import Forbidden, NotFound
from mingze.likeness import service
from mingze.likeness.schemas import Beside, Compared, LikenessView, Origin

NOTE, ITEM, FINDING = "progress_note", "rectification_item", "finding"
_TEXT, _PROBLEM = "text", "problem"


@dataclass(frozen=True, slots=True)
class Candour:
    """How much may stand elsewhere, and what the sender says about it."""

    percent: int
    explained: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a request: where in it, whose, and what it is about."""

    pointer: str
    origin: Origin
    text: str
    beside: Sequence[Beside] = ()


async def explanations(
    session: AsyncSession, written: Sequence[Written], candour: Candour | None
) -> list[str | None]:
    """Of each text what explains it; None where nothing need be. TooAlike where one is alike and unexplained."""
    if candour is None:
        return [None] * len(written)
    compared = [
        Compared(one.pointer, await service.compare(session, one.text, origin=one.origin, beside=one.beside))
        for one in written
    ]
    service.refuse_unless_explained(compared, percent=candour.percent, explained=candour.explained)
    return [candour.explained if one.comparison.alarms(candour.percent) else None for one in compared]


async def remember(session: AsyncSession, written: Iterable[tuple[Written, int]]) -> None:
    """Keep texts, now that the things they are of have ids."""
    for one, resource_id in written:
        await service.remember(session, replace(one.origin, resource_id=resource_id), one.text)


# --- the texts of the ledger ----------------------------------------------------------------------------------


def _month(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date().replace(day=1)


def registration(
    actor: Actor, values: Mapping[str, Any], measures: Sequence[str], unit_id: int | None
) -> list[Written]:
    """A problem and its measures."""
    campaign_id: int | None = values.get("campaign_id")
    problem = _origin(FINDING, _PROBLEM, unit_id, campaign_id, actor.account_id)
    return [
        Written("/body/problem", problem, values["problem"]),
        *(
            measure(actor, text, unit_id, campaign_id, pointer=f"/body/measures/{place}")
            for place, text in enumerate(measures)
        ),
    ]


def measure(
    actor: Actor,
    text: str,
    unit_id: int | None,
    campaign_id: int | None,
    *,
    item_id: int = 0,
    pointer: str = "/body/text",
) -> Written:
    return Written(pointer, _origin(ITEM, _TEXT, unit_id, campaign_id, actor.account_id, item_id), text)


def progress(
    actor: Actor, finding: Finding, facts: FindingFacts, item: RectificationItem, text: str
) -> Written:
    unit_id = item.unit_id or place_of(facts)
    origin = _origin(NOTE, _TEXT, unit_id, finding.campaign_id, actor.account_id)
    return Written("/body/text", origin, text, [_measure_of(item)])


async def told(
    session: AsyncSession, finding: Finding, facts: FindingFacts, item: RectificationItem, note: ProgressNote
) -> Written:
    """A progress note that is there, as it was when it came."""
    origin = _origin(
        NOTE, _TEXT, item.unit_id or place_of(facts), finding.campaign_id, note.account_id, note.id
    )
    return await _as_sent(session, Written("", origin, note.text, [_measure_of(item)]), note.created_at)


async def _as_sent(session: AsyncSession, written: Written, created_at: datetime) -> Written:
    """With what was there when it was sent; what came with a document was never sent, and was there from the first."""
    one = written.origin
    known = (await service.sent(session, one.resource, one.resource_id)).get(one.part)
    if known and known[1] == written.text:
        return replace(written, origin=known[0])
    return replace(written, origin=replace(one, before=created_at, period_start=_month(created_at)))


def _origin(
    resource: str,
    part: str,
    unit_id: int | None,
    campaign_id: int | None,
    account_id: int | None,
    resource_id: int = 0,
) -> Origin:
    return Origin(
        resource=resource,
        resource_id=resource_id,
        part=part,
        unit_id=unit_id,
        account_id=account_id,
        campaign_id=campaign_id,
        period_start=_month(clock.now()),
    )


def _measure_of(item: RectificationItem) -> Beside:
    return Beside(ITEM, item.id, _TEXT, item.text, item.unit_id, item.created_at)


# --- both sides, for who examines ------------------------------------------------------------------------------


async def of_item(
    session: AsyncSession, actor: Actor, item_id: int, note_id: int | None, percent: int
) -> LikenessView:
    """What of a measure, or of one of its progress notes, stands elsewhere: for who may verify it."""
    finding_id = await queries.finding_of_item(session, item_id)
    finding = await queries.finding(session, actor, finding_id) if finding_id is not None else None
    if finding is None:
        raise NotFound()
    facts = await queries.facts(session, finding)
    item = next(item for item in await queries.items(session, finding.id) if item.id == item_id)
    note = await queries.note(session, item_id, note_id) if note_id is not None else None
    if note_id is not None and note is None:
        raise NotFound()
    item_facts = next(one for one in facts.items if one.id == item_id)
    if reason := part_rules.item_who_not("accept", actor, facts, item_facts):
        raise Forbidden(reason)
    if note is not None:
        written = await told(session, finding, facts, item, note)
        return await _view(
            session, actor, Permission.MEASURE_VERIFY, written, percent, note.likeness_explained
        )
    origin = _origin(ITEM, _TEXT, item.unit_id or place_of(facts), finding.campaign_id, None, item_id)
    written = await _as_sent(session, Written("", origin, item.text), item.created_at)
    return await _view(session, actor, Permission.MEASURE_VERIFY, written, percent, item.likeness_explained)


async def of_finding(session: AsyncSession, actor: Actor, finding_id: int, percent: int) -> LikenessView:
    """What of a problem as it was registered stands elsewhere: for who may confirm it."""
    finding = await queries.finding(session, actor, finding_id)
    if finding is None:
        raise NotFound()
    facts = await queries.facts(session, finding)
    if reason := rules.who_not("confirm", actor, facts):
        raise Forbidden(reason)
    origin = _origin(
        FINDING, _PROBLEM, place_of(facts), finding.campaign_id, finding.registered_by_id, finding_id
    )
    written = await _as_sent(session, Written("", origin, finding.problem), finding.created_at)
    return await _view(
        session, actor, Permission.FINDING_CONFIRM, written, percent, finding.likeness_explained
    )


async def _view(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    written: Written,
    percent: int,
    explained: str | None,
) -> LikenessView:
    found = await service.compare(session, written.text, origin=written.origin, beside=written.beside)
    return await service.view(session, actor, permission, found, percent=percent, explanation=explained)
