"""From words to deeds: a complaint becomes a finding of the ledger, or joins one that is there. Never commits."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from mingze.access.actor import Actor
from mingze.complaints import finding_queries, queries, routing, service
from mingze.complaints.models import ComplaintFinding
from mingze.complaints.rules import Facts, hands_of
from mingze.complaints.service import Expected, Loaded
from mingze.complaints.workflow import Hand
from mingze.findings import entry_service
from mingze.findings.vocabulary import Part, Source
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, refuse_field

_HANDS = frozenset({Hand.OFFICE, Hand.LEAD})


def who_links_not(actor: Actor, facts: Facts) -> str | None:
    """Why this person may not make a finding of it."""
    return None if hands_of(actor, facts) & _HANDS else "须由受理机关或主办单位办理"


async def _load(session: AsyncSession, actor: Actor, complaint_id: int, expected: Expected) -> Loaded:
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    if reason := who_links_not(actor, loaded.facts):
        raise Forbidden(reason)
    expected.check(loaded.row.version)
    return loaded


async def register(
    session: AsyncSession,
    actor: Actor,
    complaint_id: int,
    expected: Expected,
    *,
    unit_id: int | None,
    values: Mapping[str, Any],
) -> int:
    """Enter a finding told by the public, in words of the house; who told it stays here. Gives its id."""
    loaded = await _load(session, actor, complaint_id, expected)
    answering = unit_id or loaded.row.about_unit_id
    if answering is None:
        raise refuse_field("/body/unit_id", "须指定责任单位")
    await routing.check_named(session, loaded.row, answering)
    made = await entry_service.register(
        session,
        actor,
        values={**values, "source": Source.PUBLIC_REPORT},
        units=[(answering, Part.ANSWERING)],
        tag_ids=[],
        measures=[],
        on_record=True,
    )
    await _link(session, actor, loaded, made.row.id)
    return made.row.id


async def link(
    session: AsyncSession, actor: Actor, complaint_id: int, expected: Expected, finding_id: int
) -> int:
    """Join a finding in sight, never one that is answered for by whom the complaint names."""
    loaded = await _load(session, actor, complaint_id, expected)
    if not await finding_queries.in_sight(session, actor, finding_id):
        raise refuse_field("/body/finding_id", "没有这个问题,或不在您的可见范围内")
    if await finding_queries.is_linked(session, complaint_id, finding_id):
        raise Conflict("已经关联到这个问题")
    answering = await finding_queries.answering(session, finding_id)
    await routing.check_apart(session, loaded.row, answering, "/body/finding_id")
    await _link(session, actor, loaded, finding_id)
    return finding_id


async def _link(session: AsyncSession, actor: Actor, loaded: Loaded, finding_id: int) -> None:
    row = loaded.row
    session.add(
        ComplaintFinding(
            complaint_id=row.id, finding_id=finding_id, linked_by_id=actor.account_id, linked_at=clock.now()
        )
    )
    flag_modified(row, "state")
    changes: dict[str, Sequence[object]] = {"finding_id": [None, finding_id]}
    record(
        session,
        action="link_complaint",
        resource="complaint",
        resource_id=row.id,
        actor=actor,
        unit_id=row.office_id,
        changes=changes,
    )
    await session.flush()
