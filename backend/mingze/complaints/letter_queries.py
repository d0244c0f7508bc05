"""Every SELECT over letters, and what they are written from."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.accounts.models import Account
from mingze.attachments.queries import of_owners
from mingze.complaints.models import (
    Complainant,
    Complaint,
    ComplaintAnswer,
    ComplaintClock,
    ComplaintLetter,
    ComplaintRequest,
    PetitionReview,
)
from mingze.complaints.queries import FILES
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import ClockState, ComplaintRequestKind, ComplaintRequestState
from mingze.units.models import Unit


def _letters() -> Select[Any]:
    return (
        select(
            *ComplaintLetter.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("issued_by_name"),
        )
        .join(Unit, Unit.id == ComplaintLetter.unit_id)
        .join(Account, Account.id == ComplaintLetter.issued_by_id)
    )


async def of_complaint(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    query = _letters().where(ComplaintLetter.complaint_id == complaint_id)
    return list((await session.execute(query.order_by(ComplaintLetter.id.desc()))).mappings())


async def letter(session: AsyncSession, actor: Actor, letter_id: int) -> RowMapping | None:
    """A letter of a complaint in sight."""
    query = (
        _letters()
        .join(Complaint, Complaint.id == ComplaintLetter.complaint_id)
        .where(ComplaintLetter.id == letter_id, visible_to(actor))
    )
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def held(session: AsyncSession, letter_id: int) -> ComplaintLetter:
    query = select(ComplaintLetter).where(ComplaintLetter.id == letter_id).with_for_update()
    return (await session.scalars(query)).one()


async def numbered(session: AsyncSession, prefix: str) -> int:
    """How many letters of the series there are; none is ever taken away."""
    query = select(func.count()).where(ComplaintLetter.number.startswith(prefix, autoescape=True))
    return await session.scalar(query) or 0


async def complainant(session: AsyncSession, complaint_id: int) -> Complainant | None:
    return await session.get(Complainant, complaint_id)


async def last_answer(session: AsyncSession, complaint_id: int) -> ComplaintAnswer | None:
    query = select(ComplaintAnswer).where(ComplaintAnswer.complaint_id == complaint_id)
    return await session.scalar(query.order_by(ComplaintAnswer.id.desc()).limit(1))


async def reviews(session: AsyncSession, complaint_id: int) -> list[PetitionReview]:
    """Those that have come to an opinion."""
    query = select(PetitionReview).where(
        PetitionReview.complaint_id == complaint_id, PetitionReview.opinion.is_not(None)
    )
    return list(await session.scalars(query))


async def extension(session: AsyncSession, row: Complaint) -> ComplaintRequest | None:
    """The longer time that was granted in this round."""
    query = select(ComplaintRequest).where(
        ComplaintRequest.complaint_id == row.id,
        ComplaintRequest.round == row.round,
        ComplaintRequest.kind == ComplaintRequestKind.EXTENSION,
        ComplaintRequest.state == ComplaintRequestState.APPROVED,
    )
    return await session.scalar(query.order_by(ComplaintRequest.id.desc()).limit(1))


async def term(session: AsyncSession, row: Complaint) -> ComplaintClock | None:
    """The clock of the law by which it has to be answered: of those that run the last."""
    query = select(ComplaintClock).where(
        ComplaintClock.complaint_id == row.id,
        ComplaintClock.round == row.round,
        ComplaintClock.code.is_not(None),
        ComplaintClock.is_window.is_(False),
        ComplaintClock.state == ClockState.RUNNING,
        ComplaintClock.due_at.is_not(None),
    )
    return await session.scalar(query.order_by(ComplaintClock.due_at.desc()).limit(1))


async def complaint(session: AsyncSession, complaint_id: int) -> Complaint | None:
    return await session.get(Complaint, complaint_id)


async def has_files(session: AsyncSession, complaint_id: int) -> bool:
    return bool((await of_owners(session, FILES, [complaint_id])).get(complaint_id))


async def unit(session: AsyncSession, unit_id: int) -> Unit:
    return (await session.scalars(select(Unit).where(Unit.id == unit_id))).one()
