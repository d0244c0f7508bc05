"""Writing, numbering and delivering letters. What was issued stays as it was issued. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.complaints import clock_service, clocks, letter_case, letter_rules, queries, rules, service
from mingze.complaints import letter_forms as forms
from mingze.complaints import letter_queries as letters
from mingze.complaints.letter_rules import Standing
from mingze.complaints.letter_words import UNNAMED
from mingze.complaints.models import Complaint, ComplaintLetter, PetitionReview
from mingze.complaints.rules import Facts
from mingze.complaints.service import Expected, Loaded
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, Delivery, LetterKind
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field
from mingze.receptions.queries import contacts
from mingze.timelimits.rules import midnight

#: Of what a unit makes known a letter says where to ring and where to come.
_CONTACTS = 2
#: Letters whose delivery sets a time going within which the person may ask for a review.
_WINDOWS = frozenset({LetterKind.OPINION, LetterKind.REVIEW})


async def standing_of(session: AsyncSession, actor: Actor, loaded: Loaded) -> Standing:
    row, facts = loaded.row, loaded.facts
    reviews = {_kind_of(one): one for one in await letters.reviews(session, row.id)}
    units = {one.unit_id for one in reviews.values() if one.unit_id is not None}
    lines = await queries.lines(session, units) if units else {}
    return Standing(
        kind=loaded.kind,
        state=loaded.state,
        hands=rules.hands_of(actor, facts),
        office_id=row.office_id,
        lead_id=facts.lead.unit_id if facts.lead else None,
        accepted=_accepted(row, facts),
        answered=await letters.last_answer(session, row.id) is not None,
        extended=await letters.extension(session, row) is not None,
        repeats=row.repeat_of_id is not None,
        reviews={kind: one.unit_id for kind, one in reviews.items()},
        reviewing=frozenset(
            unit_id
            for unit_id, line in lines.items()
            if rules.reaches(actor, Permission.COMPLAINT_HANDLE, line)
        ),
    )


def _kind_of(review: PetitionReview) -> LetterKind:
    return LetterKind.RECHECK if review.is_recheck else LetterKind.REVIEW


def _accepted(row: Complaint, facts: Facts) -> bool:
    """A petition once it is accepted, a complaint once a unit has signed for it."""
    if row.kind == ComplaintKind.PETITION:
        return row.accepted_at is not None
    signed = facts.lead is not None and facts.lead.signed
    return signed and row.state not in (ComplaintState.NOT_HANDLED, ComplaintState.TRANSFERRED)


async def addressee_of(session: AsyncSession, actor: Actor, loaded: Loaded) -> str:
    """Whom a letter is to, as far as this person may know."""
    may_know = rules.may_see_complainant(actor, loaded.facts, confidential=loaded.row.confidential)
    who = await letters.complainant(session, loaded.row.id) if may_know else None
    return who.name if who is not None and who.name else UNNAMED


async def issue(
    session: AsyncSession,
    actor: Actor,
    complaint_id: int,
    *,
    kind: LetterKind,
    addressee: str,
    sections: Mapping[str, str],
    issued_on: date | None,
) -> ComplaintLetter:
    """Give the letter its number and keep what it says."""
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    standing = await standing_of(session, actor, loaded)
    unit_id = letter_rules.issuer_of(kind, standing)
    if unit_id is None:
        raise Forbidden(letter_rules.who_not(kind, standing))
    if reason := letter_rules.when_not(kind, standing):
        raise Conflict(reason)
    row, day = loaded.row, issued_on or clock.today()
    first, what = await _not_before(session, row, kind)
    if not first <= day <= clock.today():
        raise refuse_field("/body/issued_on", f"落款日期不能早于{what},也不能晚于今天")
    case = await letter_case.case_of(session, row, unit_id, kind)
    said = {**forms.prefilled(kind, case), **sections}
    letter_rules.check_words(kind, said)
    letter = ComplaintLetter(
        complaint_id=row.id,
        round=row.round,
        kind=kind,
        number=await _number(session, unit_id, kind, loaded.kind, day.year),
        content={
            "title": forms.title(kind, loaded.kind),
            "issuer": case.issuer,
            "addressee": addressee,
            "closing": forms.closing(kind),
            "contacts": await _contacts(session, unit_id),
            "parts": [
                {
                    "heading": section.label if section.headed else None,
                    "text": said[section.code],
                    "items": section.items,
                }
                for section in forms.SECTIONS[kind]
            ],
        },
        unit_id=unit_id,
        issued_on=day,
        issued_by_id=actor.account_id,
    )
    session.add(letter)
    # Neither whom it is to nor what it says is a matter of the log.
    _record(session, actor, row, "issue_letter", {"letter": [None, letter.number], "kind": [None, kind]})
    flag_modified(row, "state")
    await session.flush()
    return letter


async def _not_before(session: AsyncSession, row: Complaint, kind: LetterKind) -> tuple[date, str]:
    """The day of what the letter tells: what is dated earlier would begin, and end, a right in the past."""
    if kind is LetterKind.OPINION and row.answered_at is not None:
        return row.answered_at.astimezone(SHANGHAI).date(), "作出处理意见之日"
    for review in await letters.reviews(session, row.id):
        if _kind_of(review) is kind and review.issued_on is not None:
            return review.issued_on, "作出复查、复核意见之日"
    return row.received_at.astimezone(SHANGHAI).date(), "收到之日"


async def _contacts(session: AsyncSession, unit_id: int) -> list[str]:
    """How to reach the unit, as it made that known, in one line of the letter."""
    known = await contacts(session, unit_id)
    said = [f"{label}：{text}" for label, text in known.lines()[:_CONTACTS]] if known else []
    return ["；".join(said) + "。"] if said else []


async def _number(session: AsyncSession, unit_id: int, kind: LetterKind, of: ComplaintKind, year: int) -> str:
    short = (await letters.unit(session, unit_id)).short_name
    series = forms.prefix(short, kind, of, year)
    await alone(session, f"complaint_letter/{series}")
    return f"{series}{await letters.numbered(session, series) + 1}号"


async def deliver(
    session: AsyncSession,
    actor: Actor,
    letter_id: int,
    expected: Expected,
    *,
    delivery: Delivery,
    delivered_on: date,
    note: str | None,
) -> int:
    """Record how and when it reached the person; gives the complaint it belongs to."""
    seen = await letters.letter(session, actor, letter_id)
    if seen is None:
        raise NotFound()
    await queries.hold(session, seen["complaint_id"])
    loaded = await service.load(session, actor, seen["complaint_id"])
    if not await may_deliver(session, actor, loaded, seen):
        raise Forbidden("须由出具文书的单位登记送达")
    letter = await letters.held(session, letter_id)
    expected.check(letter.version)
    if letter.delivered_on is not None:
        raise Conflict("已经登记送达")
    if not letter.issued_on <= delivered_on <= clock.today():
        raise refuse_field("/body/delivered_on", "送达日期不能早于落款日期,也不能晚于今天")
    letter.delivery, letter.delivered_on, letter.delivery_note = delivery, delivered_on, note
    row = loaded.row
    changes: dict[str, Sequence[object]] = {
        "letter": [letter.number, letter.number],
        "delivered_on": [None, delivered_on],
    }
    _record(session, actor, row, "deliver_letter", changes)
    flag_modified(row, "state")
    await session.flush()
    if letter.kind in _WINDOWS:
        await clock_service.after(session, row, clocks.DELIVER, midnight(delivered_on))
    return row.id


async def may_deliver(session: AsyncSession, actor: Actor, loaded: Loaded, seen: RowMapping) -> bool:
    standing = await standing_of(session, actor, loaded)
    unit_id: int = seen["unit_id"]
    return letter_rules.issuer_of(LetterKind(seen["kind"]), standing) == unit_id


def _record(
    session: AsyncSession,
    actor: Actor,
    row: Complaint,
    action: str,
    changes: Mapping[str, Sequence[object]],
) -> None:
    record(
        session,
        action=action,
        resource="complaint",
        resource_id=row.id,
        actor=actor,
        unit_id=row.office_id,
        changes=changes,
    )
