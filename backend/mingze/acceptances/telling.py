"""Telling the office that somebody does not accept what was closed. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances.models import Acceptance
from mingze.access.holders import holders
from mingze.access.permissions import Permission
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell


async def disputed(session: AsyncSession, row: Acceptance) -> None:
    """The clerks of the office: who may ask that the finding is opened again."""
    people = await holders(session, Permission.CHANGE_ASK, [row.unit_id])
    await tell(
        session,
        [
            Telling(
                account_id,
                NoticeKind.ACCEPTANCE_DISPUTED,
                "acceptance",
                resource_id=row.id,
                finding_id=row.finding_id,
            )
            for account_id in people.get(row.unit_id, ())
        ],
    )
