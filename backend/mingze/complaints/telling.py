"""Whom to tell of complaints: who handles them at a unit, who decides at the office. A notice says the number and
nothing else; who is named, recused or at home in what is named is not told. Never commits."""

from collections.abc import Collection, Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.holders import holders
from mingze.access.permissions import Permission
from mingze.complaints import queries
from mingze.complaints.models import Complaint
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell

_P, _K = Permission, NoticeKind


async def people(
    session: AsyncSession, row: Complaint, units: Iterable[int], permission: Permission = _P.COMPLAINT_HANDLE
) -> set[int]:
    """Accounts that hold the permission at the units (or the nearest above) and may know of the complaint."""
    found = await holders(session, permission, list(units))
    accounts = {account for some in found.values() for account in some}
    return accounts - await queries.blind(session, row, accounts)


async def tell_units(
    session: AsyncSession,
    row: Complaint,
    kind: NoticeKind,
    units: Iterable[int],
    actor_id: int | None,
    permission: Permission = _P.COMPLAINT_HANDLE,
) -> None:
    """Tell those who handle complaints (or decide, by `permission`) at the units."""
    await tell_accounts(session, row, kind, await people(session, row, units, permission), actor_id)


async def tell_accounts(
    session: AsyncSession,
    row: Complaint,
    kind: NoticeKind,
    accounts: Collection[int],
    actor_id: int | None,
    *,
    once: str | None = None,
) -> None:
    await tell(
        session,
        [
            Telling(
                account_id,
                kind,
                queries.FILES,
                resource_id=row.id,
                words=row.number,
                actor_id=actor_id,
                once=once,
            )
            for account_id in sorted(set(accounts) - {actor_id})
        ],
    )


async def registered(session: AsyncSession, row: Complaint, actor_id: int | None) -> None:
    await tell_units(session, row, _K.COMPLAINT_RECEIVED, [row.office_id], actor_id)


async def office(session: AsyncSession, row: Complaint, kind: NoticeKind, actor_id: int | None) -> None:
    await tell_units(session, row, kind, [row.office_id], actor_id)


async def leaders(session: AsyncSession, row: Complaint, kind: NoticeKind, actor_id: int | None) -> None:
    await tell_units(session, row, kind, [row.office_id], actor_id, _P.COMPLAINT_DECIDE)


async def handlers(session: AsyncSession, row: Complaint, kind: NoticeKind, actor_id: int | None) -> None:
    """The unit that leads; where there is none yet, the office."""
    lead = await queries.lead(session, row)
    await tell_units(session, row, kind, [lead.unit_id if lead else row.office_id], actor_id)


async def both(session: AsyncSession, row: Complaint, kind: NoticeKind, actor_id: int | None) -> None:
    """The office and the unit that leads."""
    lead = await queries.lead(session, row)
    units = [row.office_id, *([lead.unit_id] if lead else [])]
    await tell_units(session, row, kind, units, actor_id)
