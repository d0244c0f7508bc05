"""Whom to tell of what units owe: those who prepare it at the unit, and the office of the campaign. Never commits."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.holders import holders
from mingze.access.permissions import Permission
from mingze.duties.models import Duty, DutyRequest, ReportResult
from mingze.duties.vocabulary import DutyRequestKind, DutyRequestState
from mingze.kit import clock
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell
from mingze.units.models import Unit

_P = Permission


async def asked(session: AsyncSession, unit_counts: Mapping[int, int], actor_id: int | None) -> None:
    """One notice a person, whatever the number of duties and units."""
    await _tell_counted(session, NoticeKind.DUTY_ASKED, unit_counts, actor_id=actor_id)


async def _tell_counted(
    session: AsyncSession,
    kind: NoticeKind,
    unit_counts: Mapping[int, int],
    *,
    actor_id: int | None = None,
    once: str | None = None,
) -> None:
    people = await holders(session, _P.DUTY_PREPARE, unit_counts)
    counted: Counter[int] = Counter()
    for unit_id, accounts in people.items():
        for account_id in accounts:
            counted[account_id] += unit_counts[unit_id]
    await tell(
        session,
        [
            Telling(account_id, kind, "duty", count=count, actor_id=actor_id, once=once)
            for account_id, count in sorted(counted.items())
        ],
    )


async def due(session: AsyncSession, unit_counts: Mapping[int, int], kind: NoticeKind) -> None:
    """What is due soon, or overdue, told once a day."""
    await _tell_counted(session, kind, unit_counts, once=f"{kind}/{clock.today()}")


async def submitted(session: AsyncSession, actor: Actor, duty: Duty, office_id: int) -> None:
    """The office learns that something waits for its review."""
    await _tell(
        session, actor, NoticeKind.DUTY_SUBMITTED, _P.CAMPAIGN_MANAGE, office_id, duty.id, duty.unit_id
    )


async def returned(session: AsyncSession, actor: Actor, duty: Duty) -> None:
    await _tell(
        session, actor, NoticeKind.DUTY_RETURNED, _P.DUTY_PREPARE, duty.unit_id, duty.id, duty.unit_id
    )


async def accepted(session: AsyncSession, actor: Actor, duty: Duty) -> None:
    await _tell(
        session, actor, NoticeKind.DUTY_ACCEPTED, _P.DUTY_PREPARE, duty.unit_id, duty.id, duty.unit_id
    )


async def request_asked(
    session: AsyncSession, actor: Actor, duty_id: int, unit_id: int, office_id: int
) -> None:
    await _tell(
        session, actor, NoticeKind.DUTY_REQUEST_ASKED, _P.CAMPAIGN_DECIDE, office_id, duty_id, unit_id
    )


async def request_decided(session: AsyncSession, actor: Actor, request: DutyRequest, duty: Duty) -> None:
    """Who asked is told, and the unit concerned, as far as it sees the request (`rules.sees_request`)."""
    told = {request.asked_by_id}
    if request.kind != DutyRequestKind.ACCOUNTABILITY or request.state == DutyRequestState.APPROVED:
        people = await holders(session, _P.DUTY_PREPARE, [duty.unit_id])
        told.update(people.get(duty.unit_id, ()))
    told.discard(actor.account_id)
    await _send(session, actor, NoticeKind.DUTY_REQUEST_DECIDED, told, duty.id, duty.unit_id)


async def result_published(
    session: AsyncSession, actor: Actor, result: ReportResult, units: Iterable[int]
) -> None:
    people = await holders(session, _P.DUTY_PREPARE, list(units))
    told = sorted({account for accounts in people.values() for account in accounts} - {actor.account_id})
    await tell(
        session,
        [
            Telling(
                account_id,
                NoticeKind.RESULT_PUBLISHED,
                "report_result",
                resource_id=result.id,
                actor_id=actor.account_id,
            )
            for account_id in told
        ],
    )


async def _tell(
    session: AsyncSession,
    actor: Actor,
    kind: NoticeKind,
    permission: Permission,
    at_unit: int,
    duty_id: int,
    named: int,
) -> None:
    people = await holders(session, permission, [at_unit])
    await _send(session, actor, kind, set(people.get(at_unit, ())) - {actor.account_id}, duty_id, named)


async def _send(
    session: AsyncSession, actor: Actor, kind: NoticeKind, told: Collection[int], duty_id: int, named: int
) -> None:
    # The name of the unit is no case content; what is owed is seen by whoever opens it.
    name = await session.scalar(select(Unit.name).where(Unit.id == named))
    await tell(session, [_of(account_id, kind, duty_id, name, actor) for account_id in sorted(told)])


def _of(account_id: int, kind: NoticeKind, duty_id: int, words: str | None, actor: Actor) -> Telling:
    return Telling(account_id, kind, "duty", resource_id=duty_id, words=words, actor_id=actor.account_id)
