"""What a letter may speak of, gathered from the complaint."""

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import letter_queries as letters
from mingze.complaints import letter_rules, queries, routing_queries
from mingze.complaints.letter_words import Answer, Case, Review
from mingze.complaints.models import Complaint, ComplaintAnswer
from mingze.complaints.routing_rules import AUTHORITIES
from mingze.complaints.vocabulary import (
    ComplaintChannel,
    ComplaintKind,
    LetterKind,
    NotHandledReason,
    Outcome,
    Substantiated,
    TransferTarget,
)
from mingze.kit.clock import SHANGHAI


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def _last_day(due_at: datetime) -> date:
    """`due_at` is the first instant that is late."""
    return _day(due_at - timedelta(microseconds=1))


def _answer(row: ComplaintAnswer | None) -> Answer | None:
    if row is None:
        return None
    return Answer(
        on=_day(row.answered_at),
        text=row.public_text,
        request=row.request_text,
        facts=row.facts_text,
        basis=row.basis_text,
        outcome=Outcome(row.outcome) if row.outcome else None,
        substantiated=Substantiated(row.substantiated) if row.substantiated else None,
    )


async def case_of(session: AsyncSession, row: Complaint, unit_id: int, kind: LetterKind) -> Case:
    """The case as a letter of the kind from the unit would tell it."""
    line = await routing_queries.line(session, unit_id)
    above = next((one.name for one in line[1:] if one.active and one.kind in AUTHORITIES), None)
    lead = await queries.lead(session, row)
    earlier = await letters.complaint(session, row.repeat_of_id) if row.repeat_of_id else None
    asked = await letters.extension(session, row)
    term = await letters.term(session, row)
    reviews = await letters.reviews(session, row.id)
    of_kind = next((one for one in reviews if one.is_recheck is (kind is LetterKind.RECHECK)), None)
    return Case(
        kind=ComplaintKind(row.kind),
        number=row.number,
        channel=ComplaintChannel(row.channel),
        subject=row.subject,
        received_on=_day(row.received_at),
        issuer=line[0].name,
        above=above,
        handled_by=(await letters.unit(session, lead.unit_id)).name if lead else None,
        wish=row.wish,
        due_on=_last_day(term.due_at) if term and term.due_at else None,
        reason=row.reason,
        not_handled=NotHandledReason(row.not_handled_reason) if row.not_handled_reason else None,
        transferred_to=TransferTarget(row.transferred_to) if row.transferred_to else None,
        lacking=await _lacking(session, row),
        extension_reason=asked.reason if asked else None,
        answer=_answer(await letters.last_answer(session, row.id)),
        earlier=earlier.number if earlier else None,
        earlier_answer=_answer(await letters.last_answer(session, earlier.id)) if earlier else None,
        review=Review(
            reason=of_kind.reason,
            opinion=of_kind.opinion or "",
            upheld=of_kind.upheld,
            recheck=of_kind.is_recheck,
        )
        if of_kind
        else None,
    )


async def _lacking(session: AsyncSession, row: Complaint) -> tuple[str, ...]:
    who = await letters.complainant(session, row.id)
    contact = who is not None and bool(who.phone or who.address or who.email)
    return tuple(
        letter_rules.lacking_of(
            about_unit=row.about_unit_id is not None,
            happened=row.happened_on is not None,
            wish=row.wish is not None,
            contact=contact or row.receipt_hash is not None,
            files=await letters.has_files(session, row.id),
        )
    )
