"""Every SELECT that looks for complaints of the same matter: bounded, however many there are."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints.alike_rules import COMPARED_LETTERS, Candidate, digits
from mingze.complaints.models import Complainant, Complaint
from mingze.complaints.sight import visible_to
from mingze.units.models import Unit

#: So many of the latest about the same unit are looked through, and so far back.
COMPARED = 400
_WITHIN = timedelta(days=366)
_CALLED = 50


async def complainant(session: AsyncSession, complaint_id: int) -> Complainant | None:
    query = select(Complainant).where(Complainant.complaint_id == complaint_id)
    return (await session.scalars(query)).one_or_none()


async def candidates(
    session: AsyncSession, actor: Actor, row: Complaint, who: Complainant | None
) -> list[Candidate]:
    """Complaints in sight that may be of the same matter: the latest about the same unit (or, where it names
    none, of the same office), and whatever came from the same phone."""
    phone = digits(who.phone) if who is not None and who.phone else ""
    name = who.name if who is not None else None
    found = {one.id: one for one in await _nearby(session, actor, row, phone, name)}
    if phone:
        numbers = {phone, who.phone} if who is not None else {phone}
        called = select(Complainant.complaint_id).where(Complainant.phone.in_(numbers))
        for one in await _read(session, actor, row, Complaint.id.in_(called), _CALLED, phone, name):
            found[one.id] = one
    return list(found.values())


async def _nearby(
    session: AsyncSession, actor: Actor, row: Complaint, phone: str, name: str | None
) -> list[Candidate]:
    if row.about_unit_id is None:
        place: ColumnElement[bool] = (Complaint.office_id == row.office_id) & Complaint.about_unit_id.is_(
            None
        )
    else:
        place = Complaint.about_unit_id == row.about_unit_id
    since = Complaint.received_at >= row.received_at - _WITHIN
    return await _read(session, actor, row, place & since, COMPARED, phone, name)


async def _read(
    session: AsyncSession,
    actor: Actor,
    row: Complaint,
    condition: ColumnElement[bool],
    most: int,
    phone: str,
    name: str | None,
) -> list[Candidate]:
    query = (
        select(
            Complaint.id,
            func.substr(Complaint.text, 1, COMPARED_LETTERS).label("begin"),
            Complainant.phone,
            Complainant.name,
        )
        .outerjoin(Complainant, Complainant.complaint_id == Complaint.id)
        .where(condition, Complaint.id != row.id, visible_to(actor))
        .order_by(Complaint.received_at.desc(), Complaint.id.desc())
        .limit(most)
    )
    return [
        Candidate(
            found.id,
            found.begin,
            same_phone=bool(phone) and digits(found.phone or "") == phone,
            same_person=name is not None and found.name == name,
        )
        for found in await session.execute(query)
    ]


async def listed(
    session: AsyncSession, actor: Actor, complaint_ids: Collection[int]
) -> dict[int, RowMapping]:
    """What is shown of each: no word of who told it."""
    query = (
        select(
            Complaint.id,
            Complaint.number,
            Complaint.kind,
            Complaint.channel,
            Complaint.state,
            Complaint.subject,
            Complaint.text,
            Complaint.received_at,
            Complaint.main_id,
            Complaint.repeat_of_id,
            Complaint.answered_at,
            Complaint.outcome,
            Complaint.office_id,
            Complaint.about_unit_id,
            Unit.name.label("about_unit_name"),
        )
        .outerjoin(Unit, Unit.id == Complaint.about_unit_id)
        .where(Complaint.id.in_(complaint_ids), visible_to(actor))
    )
    return {found["id"]: found for found in (await session.execute(query)).mappings()}


async def has_merged(session: AsyncSession, complaint_id: int) -> bool:
    """Whether others were merged into it."""
    query = select(true()).where(select(Complaint.id).where(Complaint.main_id == complaint_id).exists())
    return bool(await session.scalar(query))
