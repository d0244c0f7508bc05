"""What the holder of a receipt is shown: put together from what the portal may read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import queries as complaints
from mingze.complaints.clock_views import provisional
from mingze.complaints.labels import NOT_HANDLED_LABELS, TRANSFER_LABELS
from mingze.complaints.models import Complaint
from mingze.complaints.rules import objects_not, rates_not
from mingze.complaints.vocabulary import ClockState, ComplaintState
from mingze.kit import clock
from mingze.portal import queries, rules
from mingze.portal.acceptance_views import asked
from mingze.portal.schemas import (
    PortalAnswer,
    PortalComplaintView,
    PortalFile,
    PortalLetter,
    PortalMessage,
    PortalPromise,
)
from mingze.portal.words import STATE_WORDS
from mingze.receptions import queries as receptions
from mingze.units.queries import names

_S = ComplaintState
#: In these the reason is for who complained; that of a parked one is between the offices.
_REASONED = frozenset({_S.NOT_HANDLED, _S.REFUSED, _S.TRANSFERRED, _S.FORWARDED, _S.DIVERTED})


async def view_of(session: AsyncSession, row: Complaint) -> PortalComplaintView:
    """One complaint as its owner sees it; merged into another it is answered with that one's answers."""
    main = await complaints.main(session, row)
    lead = await complaints.lead(session, main)
    units = await names(
        session, {row.office_id, *(unit for unit in (row.about_unit_id, lead and lead.unit_id) if unit)}
    )
    state = ComplaintState(main.state)
    return PortalComplaintView(
        number=row.number,
        kind=row.kind,
        matter=row.matter,
        subject=row.subject,
        text=row.text,
        received_at=row.received_at,
        unit_name=units.get(row.about_unit_id) if row.about_unit_id else None,
        office_name=units[row.office_id],
        handled_by=units[lead.unit_id] if lead else None,
        state=state,
        state_words=STATE_WORDS[state],
        reason=_reason(main),
        merged=main is not row,
        **await _clocks(session, main),
        answers=[PortalAnswer.model_validate(dict(a)) for a in await queries.answers(session, main.id)],
        conversation=[PortalMessage.model_validate(dict(m)) for m in await queries.messages(session, row.id)],
        files=[PortalFile.model_validate(dict(f)) for f in await queries.files(session, row.id)],
        letters=[
            PortalLetter.model_validate(dict(found)) for found in await queries.letters(session, row.id)
        ],
        satisfaction=row.satisfaction,
        noted=row.satisfaction is not None and row.rated_at is None,
        may_rate=rates_not(state, main.answered_at, row.rated_at) is None,
        may_object=objects_not(state, main.answered_at) is None,
        acceptances=await asked(session, row.id),
    )


def _reason(row: Complaint) -> str | None:
    if row.state not in _REASONED:
        return None
    said = [
        NOT_HANDLED_LABELS[row.not_handled_reason] if row.not_handled_reason else None,
        TRANSFER_LABELS[row.transferred_to] if row.transferred_to else None,
        # Why it goes elsewhere is between the offices.
        None if row.state == _S.TRANSFERRED else row.reason,
    ]
    return "。".join(part for part in said if part) or None


async def _clocks(session: AsyncSession, row: Complaint) -> dict[str, list[PortalPromise]]:
    promises, rights = [], []
    for found in await queries.clocks(session, row):
        code, state = found["code"], ClockState(found["state"])
        if rules.is_promise(code, state, is_window=found["is_window"]):
            promises.append(_promise(found))
        elif rules.is_right(code, state):
            rights.append(_promise(found))
    return {"promises": promises, "rights": rights}


def _promise(row: RowMapping) -> PortalPromise:
    due_at = row["due_at"]
    return PortalPromise(
        purpose=row["purpose"], last_day=_last_day(due_at), provisional=provisional(row["state"], due_at)
    )


def _last_day(due_at: datetime | None) -> date | None:
    """The last day in time; `due_at` is the first instant that is late."""
    return (due_at.astimezone(clock.SHANGHAI) - timedelta(microseconds=1)).date() if due_at else None


@dataclass(frozen=True, slots=True)
class UnitContacts:
    """How to reach a unit, as the foot of a page says it."""

    name: str
    lines: list[str]


async def contacts_of(session: AsyncSession, unit_id: int | None) -> UnitContacts | None:
    """Of the unit or, where it made nothing known, of the nearest one above that did."""
    found = await receptions.contacts(session, unit_id) if unit_id else None
    if found is None:
        return None
    return UnitContacts(found.unit_name, [f"{label}:{text}" for label, text in found.lines()])
