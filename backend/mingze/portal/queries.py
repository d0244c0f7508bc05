"""Every SELECT of the portal: units by name, a complaint by its receipt, and of it what its owner may see."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.attachments.models import Attachment
from mingze.complaints.models import (
    Complaint,
    ComplaintAnswer,
    ComplaintClock,
    ComplaintLetter,
    ComplaintMessage,
)
from mingze.complaints.queries import FILES
from mingze.complaints.vocabulary import Side
from mingze.units.models import Unit
from mingze.units.queries import named
from mingze.units.rules import UnitKind

#: So many units are shown of those that are found.
MOST_UNITS = 20
_parent = aliased(Unit)


def _units() -> Any:
    """What somebody may complain about: every open unit but departments, which have no address of their own."""
    return (
        select(Unit.id, Unit.code, Unit.name, Unit.kind, _parent.name.label("parent_name"))
        .outerjoin(_parent, _parent.id == Unit.parent_id)
        .where(Unit.active, Unit.kind != UnitKind.DEPARTMENT)
    )


async def units(session: AsyncSession, text: str) -> list[RowMapping]:
    """By any part of a name, also of a former one; where it is asked for as it is written, that first."""
    query = _units().where(or_(named(text), Unit.code == text.upper()))
    exact = (Unit.name == text).desc()
    return list((await session.execute(query.order_by(exact, Unit.code).limit(MOST_UNITS))).mappings())


async def unit(
    session: AsyncSession, *, code: str | None = None, unit_id: int | None = None
) -> RowMapping | None:
    query = _units().where(Unit.code == code if code is not None else Unit.id == unit_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


# --- by receipt ------------------------------------------------------------------------------------------------


async def by_receipt(session: AsyncSession, receipt_hash: str, *, lock: bool = False) -> Complaint | None:
    query = select(Complaint).where(Complaint.receipt_hash == receipt_hash)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def answers(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    """What was answered to the public; the inner half is not even read."""
    query = (
        select(
            ComplaintAnswer.round,
            Unit.name.label("unit_name"),
            ComplaintAnswer.public_text.label("text"),
            ComplaintAnswer.request_text.label("request"),
            ComplaintAnswer.facts_text.label("facts"),
            ComplaintAnswer.basis_text.label("basis"),
            ComplaintAnswer.answered_at,
        )
        .join(Unit, Unit.id == ComplaintAnswer.unit_id)
        .where(ComplaintAnswer.complaint_id == complaint_id)
        .order_by(ComplaintAnswer.id)
    )
    return list((await session.execute(query)).mappings())


async def messages(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    query = (
        select(
            (ComplaintMessage.side == Side.COMPLAINANT).label("mine"),
            ComplaintMessage.text,
            ComplaintMessage.at,
            Unit.name.label("unit_name"),
        )
        .outerjoin(Unit, Unit.id == ComplaintMessage.unit_id)
        .where(ComplaintMessage.complaint_id == complaint_id, ComplaintMessage.inner.is_(False))
        .order_by(ComplaintMessage.id)
    )
    return list((await session.execute(query)).mappings())


async def said(session: AsyncSession, complaint_id: int) -> tuple[int, str | None]:
    """How many words came from outside, and the last of them."""
    mine = (
        ComplaintMessage.complaint_id == complaint_id,
        ComplaintMessage.side == Side.COMPLAINANT,
        ComplaintMessage.account_id.is_(None),
    )
    count = await session.scalar(select(func.count()).where(*mine)) or 0
    last = select(ComplaintMessage.text).where(*mine).order_by(ComplaintMessage.id.desc()).limit(1)
    return count, await session.scalar(last)


async def files(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    """What came from outside; files of handlers may say things that are not for who complained."""
    query = (
        select(Attachment.name, Attachment.size, Attachment.sha256, Attachment.created_at)
        .where(
            Attachment.owner_type == FILES,
            Attachment.owner_id == complaint_id,
            Attachment.created_by.is_(None),
        )
        .order_by(Attachment.id)
    )
    return list((await session.execute(query)).mappings())


async def clocks(session: AsyncSession, row: Complaint) -> list[RowMapping]:
    query = (
        select(
            ComplaintClock.code,
            ComplaintClock.purpose,
            ComplaintClock.due_at,
            ComplaintClock.state,
            ComplaintClock.is_window,
        )
        .where(ComplaintClock.complaint_id == row.id, ComplaintClock.round == row.round)
        .order_by(ComplaintClock.due_at, ComplaintClock.id)
    )
    return list((await session.execute(query)).mappings())


async def letter(session: AsyncSession, complaint_id: int, letter_id: int) -> RowMapping | None:
    """One of this complaint's letters, as it was issued."""
    query = select(ComplaintLetter.number, ComplaintLetter.content, ComplaintLetter.issued_on).where(
        ComplaintLetter.id == letter_id, ComplaintLetter.complaint_id == complaint_id
    )
    return (await session.execute(query)).mappings().one_or_none()


async def letters(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    query = (
        select(ComplaintLetter.id, ComplaintLetter.kind, ComplaintLetter.number, ComplaintLetter.issued_on)
        .where(ComplaintLetter.complaint_id == complaint_id)
        .order_by(ComplaintLetter.id)
    )
    return list((await session.execute(query)).mappings())
