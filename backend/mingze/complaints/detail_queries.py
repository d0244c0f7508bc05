"""Reading one complaint whole: a bounded number of statements, whatever it holds."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.accounts.models import Account
from mingze.complaints import list_queries
from mingze.complaints.finding_queries import linked
from mingze.complaints.models import (
    Complainant,
    Complaint,
    ComplaintAnswer,
    ComplaintBarred,
    ComplaintLetter,
    ComplaintMessage,
    ComplaintRequest,
    ComplaintUnit,
    PetitionReview,
)
from mingze.complaints.sight import visible_to
from mingze.kit.reading import bundle
from mingze.kit.tables import Id
from mingze.units.models import Unit

#: So many words of a conversation are shown, the latest.
_MESSAGES = 200
_JOINED = 100

_id = bindparam("complaint_id", type_=Id)
_department, _enterer, _supervisor = aliased(Unit), aliased(Account), aliased(Account)
_asker, _decider = aliased(Account), aliased(Account)
_WHOLE = (
    list_queries.rows(
        Complaint.text,
        Complaint.wish,
        Complaint.satisfaction_text,
        Complaint.receipt_hash.is_not(None).label("has_receipt"),
        _department.name.label("about_department_name"),
        _enterer.name.label("entered_by_name"),
        _supervisor.name.label("supervised_by_name"),
    )
    .outerjoin(_department, _department.id == Complaint.about_department_id)
    .outerjoin(_enterer, _enterer.id == Complaint.entered_by_id)
    .outerjoin(_supervisor, _supervisor.id == Complaint.supervised_by_id)
    .where(Complaint.id == _id)
)
_STATEMENTS = {
    "whole": _WHOLE,
    "units": select(*ComplaintUnit.__table__.columns, Unit.name.label("unit_name"), Unit.active)
    .join(Unit, Unit.id == ComplaintUnit.unit_id)
    .where(ComplaintUnit.complaint_id == _id)
    .order_by(ComplaintUnit.id),
    "requests": select(
        *ComplaintRequest.__table__.columns,
        Unit.name.label("unit_name"),
        _asker.name.label("asked_by_name"),
        _decider.name.label("decided_by_name"),
    )
    .join(Unit, Unit.id == ComplaintRequest.unit_id)
    .join(_asker, _asker.id == ComplaintRequest.asked_by_id)
    .outerjoin(_decider, _decider.id == ComplaintRequest.decided_by_id)
    .where(ComplaintRequest.complaint_id == _id)
    .order_by(ComplaintRequest.id),
    "answers": select(
        *ComplaintAnswer.__table__.columns,
        Unit.name.label("unit_name"),
        Account.name.label("answered_by_name"),
    )
    .join(Unit, Unit.id == ComplaintAnswer.unit_id)
    .join(Account, Account.id == ComplaintAnswer.answered_by_id)
    .where(ComplaintAnswer.complaint_id == _id)
    .order_by(ComplaintAnswer.id),
    "messages": select(
        *ComplaintMessage.__table__.columns,
        Unit.name.label("unit_name"),
        Account.name.label("account_name"),
    )
    .outerjoin(Unit, Unit.id == ComplaintMessage.unit_id)
    .outerjoin(Account, Account.id == ComplaintMessage.account_id)
    .where(ComplaintMessage.complaint_id == _id)
    .order_by(ComplaintMessage.id.desc())
    .limit(_MESSAGES),
    "reviews": select(*PetitionReview.__table__.columns)
    .where(PetitionReview.complaint_id == _id)
    .order_by(PetitionReview.id),
    "letters": select(*(column for column in ComplaintLetter.__table__.columns if column.name != "content"))
    .where(ComplaintLetter.complaint_id == _id)
    .order_by(ComplaintLetter.id),
    "bars": select(*ComplaintBarred.__table__.columns, Account.name)
    .join(Account, Account.id == ComplaintBarred.account_id)
    .where(ComplaintBarred.complaint_id == _id)
    .order_by(ComplaintBarred.id),
}
_REF = (
    Complaint.id,
    Complaint.number,
    Complaint.subject,
    Complaint.state,
    Complaint.main_id,
    Complaint.repeat_of_id,
)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything stored about one complaint, as rows; `others`: in sight, joined to it or repeating it."""

    row: RowMapping
    units: list[RowMapping]
    requests: list[RowMapping]
    answers: list[RowMapping]
    messages: list[RowMapping]
    reviews: list[RowMapping]
    letters: list[RowMapping]
    bars: list[RowMapping]
    others: list[RowMapping]
    findings: list[RowMapping]


async def whole(session: AsyncSession, actor: Actor, complaint_id: int) -> Whole:
    """The caller knows that it is in sight."""
    found = await bundle(session, _STATEMENTS, complaint_id=complaint_id)
    (row,) = found.pop("whole")
    return Whole(
        row=row,
        others=await _others(session, actor, row),
        findings=await linked(session, actor, complaint_id),
        **found,
    )


async def _others(session: AsyncSession, actor: Actor, row: RowMapping) -> list[RowMapping]:
    named = [number for number in (row["main_id"], row["repeat_of_id"]) if number is not None]
    joined = (Complaint.main_id == row["id"]) | (Complaint.repeat_of_id == row["id"])
    query = (
        select(*_REF)
        .where(joined | Complaint.id.in_(named), visible_to(actor))
        .order_by(Complaint.id)
        .limit(_JOINED)
    )
    return list((await session.execute(query)).mappings())


async def bar(session: AsyncSession, bar_id: int) -> RowMapping:
    query = (
        select(*ComplaintBarred.__table__.columns, Account.name)
        .join(Account, Account.id == ComplaintBarred.account_id)
        .where(ComplaintBarred.id == bar_id)
    )
    return (await session.execute(query)).mappings().one()


async def complainant(session: AsyncSession, complaint_id: int) -> RowMapping | None:
    query = select(*Complainant.__table__.columns).where(Complainant.complaint_id == complaint_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found
