"""Telling people of what administrators did with their accounts and appointments.

The rooms of accounts and access lie below and import nothing of this: it follows the events they record
(`kit.events.listen`), in the transaction of the act.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.models import Appointment
from mingze.access.permissions import ROLE_LABELS, Role
from mingze.accounts.models import Account
from mingze.kit.events import Pending, listen
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell
from mingze.units.models import Unit

#: Action on an account: what its holder is told.
_OF_ACCOUNT: Mapping[str, NoticeKind] = {
    "reset_password": NoticeKind.PASSWORD_RESET,
    "reset_second_factor": NoticeKind.SECOND_FACTOR_RESET,
}
_OF_APPOINTMENT: Mapping[str, NoticeKind] = {
    "appoint": NoticeKind.APPOINTED,
    "change": NoticeKind.APPOINTMENT_CHANGED,
    "end": NoticeKind.APPOINTMENT_ENDED,
}


async def tell_of_accounts(session: AsyncSession, events: Sequence[Pending]) -> None:
    found = []
    for event in events:
        kind = _OF_ACCOUNT.get(event.action)
        account = int(str(event.resource_id))
        if kind is not None and event.ok and account != event.actor_id:
            found.append(Telling(account, kind, "account", account, actor_id=event.actor_id))
        if event.action == "hand_over":
            found.append(await _of_handover(session, event))
    await tell(session, found)


async def _of_handover(session: AsyncSession, event: Pending) -> Telling:
    """Who takes over is told from whom, and how much; roles that pass with it are told as appointments."""
    leaver = await session.scalar(select(Account.name).where(Account.id == event.resource_id))
    count = sum(event.extra["moved"].values())  # type: ignore[attr-defined]
    successor: int = event.extra["to_account"]["id"]  # type: ignore[index]
    words = f"{leaver} 的 {count} 项工作"
    return Telling(
        successor,
        NoticeKind.HANDOVER,
        "account",
        successor,
        count=count,
        words=words,
        actor_id=event.actor_id,
    )


async def tell_of_appointments(session: AsyncSession, events: Sequence[Pending]) -> None:
    told = {
        int(str(event.resource_id)): event for event in events if event.action in _OF_APPOINTMENT and event.ok
    }
    if not told:
        return
    query = (
        select(Appointment.id, Appointment.account_id, Appointment.role, Unit.name)
        .join(Unit, Unit.id == Appointment.unit_id)
        .where(Appointment.id.in_(told))
    )
    found = [
        Telling(
            row.account_id,
            _OF_APPOINTMENT[told[row.id].action],
            "appointment",
            row.id,
            words=f"{row.name} {ROLE_LABELS[Role(row.role)]}",
            actor_id=told[row.id].actor_id,
        )
        for row in await session.execute(query)
        if row.account_id != told[row.id].actor_id
    ]
    await tell(session, found)


listen("account", tell_of_accounts)
listen("appointment", tell_of_appointments)
