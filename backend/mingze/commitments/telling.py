"""Whom to tell of commitments: the leader of what waits, the unit of what was decided, and of promises due. Never
commits."""

from collections import Counter
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.holders import holders
from mingze.access.permissions import Permission
from mingze.commitments import queries
from mingze.commitments.models import Commitment
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell

_P, _K = Permission, NoticeKind


async def submitted(session: AsyncSession, actor: Actor, row: Commitment) -> None:
    office = await queries.office_of(session, row.campaign_id)
    await _tell(session, actor, row, _K.COMMITMENT_SUBMITTED, _P.CAMPAIGN_DECIDE, office)


async def decided(session: AsyncSession, actor: Actor, row: Commitment) -> None:
    await _tell(session, actor, row, _K.COMMITMENT_DECIDED, _P.DUTY_PREPARE, row.unit_id)


async def _tell(
    session: AsyncSession, actor: Actor, row: Commitment, kind: NoticeKind, permission: Permission, at: int
) -> None:
    people = await holders(session, permission, [at])
    # The name of the unit is no case content; the words themselves are seen by whoever opens them.
    name = await queries.unit_name(session, row.unit_id)
    told = sorted({*people.get(at, ())} - {actor.account_id})
    await tell(
        session,
        [
            Telling(one, kind, "commitment", resource_id=row.id, words=name, actor_id=actor.account_id)
            for one in told
        ],
    )


async def due(session: AsyncSession, *, today: date, last: date) -> None:
    """One notice a person and day of the promises that fall due by `last`, and one of those overdue."""
    units: dict[NoticeKind, Counter[int]] = {_K.PROMISE_DUE_SOON: Counter(), _K.PROMISE_OVERDUE: Counter()}
    for row in await queries.due_promises(session, last):
        kind = _K.PROMISE_OVERDUE if row["due_on"] < today else _K.PROMISE_DUE_SOON
        units[kind][row["unit_id"]] += row["count"]
    for kind, counted in units.items():
        people = await holders(session, _P.DUTY_PREPARE, counted)
        mine: Counter[int] = Counter()
        for unit_id, accounts in people.items():
            for account_id in accounts:
                mine[account_id] += counted[unit_id]
        await tell(
            session,
            [
                Telling(account_id, kind, "promise", count=count, once=f"{kind}/{today}")
                for account_id, count in sorted(mine.items())
            ],
        )
