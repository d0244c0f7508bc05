"""Every SELECT over public acceptances, who is asked, and the complaints they are compared by."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances.models import Acceptance, AcceptanceVoice
from mingze.acceptances.rules import Compared
from mingze.acceptances.vocabulary import AcceptanceState, Verdict
from mingze.access.actor import Actor
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.complaints.models import Complaint, ComplaintFinding
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.paper_words import PublicationState
from mingze.findings.publication_models import FindingPublication
from mingze.findings.scope import visible_to
from mingze.findings.vocabulary import ClosureState, Part
from mingze.kit.reading import newest_first
from mingze.timelimits.rules import midnight
from mingze.units.models import Unit

#: What people wrote is read with an acceptance, so many of the latest.
MOST_WORDS = 100


async def complaints_of(session: AsyncSession, finding_id: int) -> list[RowMapping]:
    """The complaints that led to a finding, and those merged into them: (id, whether a receipt was given out)."""
    linked = select(ComplaintFinding.complaint_id).where(ComplaintFinding.finding_id == finding_id)
    query = (
        select(Complaint.id, Complaint.receipt_hash.is_not(None).label("has_receipt"))
        .where(or_(Complaint.id.in_(linked), Complaint.main_id.in_(linked)))
        .order_by(Complaint.id)
    )
    return list((await session.execute(query)).mappings())


async def answering_unit(session: AsyncSession, finding_id: int) -> int | None:
    query = select(func.min(FindingUnit.unit_id)).where(
        FindingUnit.finding_id == finding_id, FindingUnit.part == Part.ANSWERING
    )
    return await session.scalar(query)


async def finding(session: AsyncSession, finding_id: int) -> RowMapping | None:
    query = select(Finding.closed_on, Finding.reopen_no).where(Finding.id == finding_id)
    return (await session.execute(query)).mappings().one_or_none()


# --- for the office --------------------------------------------------------------------------------------------


def _closed() -> Any:
    """Whether the finding stands closed as it was when people were asked."""
    return and_(Finding.closure_state == ClosureState.CLOSED, Finding.reopen_no == Acceptance.closure_no)


def _rows() -> Any:
    return (
        select(
            *Acceptance.__table__.columns,
            Finding.code.label("finding_code"),
            Finding.problem,
            _closed().label("closed"),
            Unit.name.label("unit_name"),
            Account.name.label("looked_back_by_name"),
        )
        .join(Finding, Finding.id == Acceptance.finding_id)
        .join(Unit, Unit.id == Acceptance.unit_id)
        .outerjoin(Account, Account.id == Acceptance.looked_back_by_id)
    )


async def page(
    session: AsyncSession,
    actor: Actor,
    *,
    state: AcceptanceState | None,
    finding_id: int | None,
    before: int | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """Acceptances of findings in sight, the newest first."""
    query = _rows().where(visible_to(actor))
    if state is not None:
        query = query.where(Acceptance.state == state)
    if finding_id is not None:
        query = query.where(Acceptance.finding_id == finding_id)
    return await newest_first(session, query, Acceptance.id, before=before, limit=limit)


async def acceptance(session: AsyncSession, actor: Actor, acceptance_id: int) -> RowMapping | None:
    query = _rows().where(Acceptance.id == acceptance_id, visible_to(actor))
    row: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return row


@dataclass(slots=True)
class Voices:
    """How many are asked by their receipts, and what was said by which way."""

    asked: int
    by_receipt: Counter[Verdict]
    at_door: Counter[Verdict]


async def voices(session: AsyncSession, ids: Collection[int]) -> dict[int, Voices]:
    by_receipt = AcceptanceVoice.complaint_id.is_not(None)
    query = (
        select(
            AcceptanceVoice.acceptance_id,
            by_receipt.label("by_receipt"),
            AcceptanceVoice.verdict,
            func.count().label("count"),
        )
        .where(AcceptanceVoice.acceptance_id.in_(ids))
        .group_by(AcceptanceVoice.acceptance_id, by_receipt, AcceptanceVoice.verdict)
    )
    found: dict[int, Voices] = defaultdict(lambda: Voices(0, Counter(), Counter()))
    for acceptance_id, receipt, verdict, count in await session.execute(query):
        one = found[acceptance_id]
        if receipt:
            one.asked += count
        if verdict is not None:
            (one.by_receipt if receipt else one.at_door)[Verdict(verdict)] += count
    return found


async def words(session: AsyncSession, acceptance_id: int) -> list[RowMapping]:
    """What people wrote, the latest first: with what they said, never who."""
    query = (
        select(
            AcceptanceVoice.verdict,
            AcceptanceVoice.text,
            AcceptanceVoice.answered_at,
            AcceptanceVoice.complaint_id.is_not(None).label("complained"),
        )
        .where(AcceptanceVoice.acceptance_id == acceptance_id, AcceptanceVoice.text.is_not(None))
        .order_by(AcceptanceVoice.answered_at.desc(), AcceptanceVoice.id.desc())
        .limit(MOST_WORDS)
    )
    return list((await session.execute(query)).mappings())


async def on_the_matter(
    session: AsyncSession, finding_id: int, unit_id: int, spans: Compared
) -> tuple[int, int]:
    """How many complaints about the unit, of the categories and rules of those that led to the finding, came in
    before the closing and as many days from it on. Those that name a head count for nobody here."""
    linked = (
        select(Complaint.category, Complaint.nine_rule)
        .join(ComplaintFinding, ComplaintFinding.complaint_id == Complaint.id)
        .where(ComplaintFinding.finding_id == finding_id)
        .subquery("linked")
    )
    closing = midnight(spans.closed_on)
    query = select(
        func.count().filter(Complaint.received_at < closing),
        func.count().filter(Complaint.received_at >= closing),
    ).where(
        Complaint.received_at >= midnight(spans.before),
        Complaint.received_at < midnight(spans.until),
        in_subtree(Complaint.about_unit_id, (unit_id,)),
        Complaint.names_head.is_(False),
        or_(
            Complaint.category.in_(select(linked.c.category)),
            Complaint.nine_rule.in_(select(linked.c.nine_rule)),
        ),
    )
    before, after = (await session.execute(query)).one()
    return before, after


# --- for whoever is asked --------------------------------------------------------------------------------------


def _public() -> Any:
    """What the public may read of it: the wording a leader approved, if there is one, and the unit."""
    return (
        select(
            Acceptance.id,
            Acceptance.closed_on,
            Acceptance.ends_on,
            _closed().label("closed"),
            Unit.name.label("unit_name"),
            FindingPublication.problem,
            FindingPublication.measures,
            FindingPublication.progress,
        )
        .join(Finding, Finding.id == Acceptance.finding_id)
        .join(Unit, Unit.id == Acceptance.unit_id)
        .outerjoin(
            FindingPublication,
            and_(
                FindingPublication.finding_id == Acceptance.finding_id,
                FindingPublication.state == PublicationState.APPROVED,
                FindingPublication.withheld.is_(False),
            ),
        )
    )


async def by_code(session: AsyncSession, code: str) -> RowMapping | None:
    row: RowMapping | None = (
        (await session.execute(_public().where(Acceptance.code == code))).mappings().one_or_none()
    )
    return row


async def asked_of(session: AsyncSession, complaint_id: int, today: date) -> Sequence[RowMapping]:
    """What whoever complained is asked now, with what they answered already."""
    query = (
        _public()
        .add_columns(AcceptanceVoice.verdict, AcceptanceVoice.text)
        .join(AcceptanceVoice, AcceptanceVoice.acceptance_id == Acceptance.id)
        .where(AcceptanceVoice.complaint_id == complaint_id, Acceptance.ends_on >= today, _closed())
        .order_by(Acceptance.id)
    )
    rows: Sequence[RowMapping] = (await session.execute(query)).mappings().all()
    return rows


async def held(session: AsyncSession, acceptance_id: int) -> tuple[Acceptance, bool] | None:
    """An acceptance, held until the change is committed, and whether its finding stands closed."""
    row = await session.scalar(select(Acceptance).where(Acceptance.id == acceptance_id).with_for_update())
    if row is None:
        return None
    closed = await session.scalar(
        select(_closed())
        .select_from(Acceptance)
        .join(Finding, Finding.id == Acceptance.finding_id)
        .where(Acceptance.id == row.id)
    )
    return row, bool(closed)


async def voice(session: AsyncSession, acceptance_id: int, complaint_id: int) -> AcceptanceVoice | None:
    query = select(AcceptanceVoice).where(
        AcceptanceVoice.acceptance_id == acceptance_id, AcceptanceVoice.complaint_id == complaint_id
    )
    return (await session.scalars(query)).one_or_none()
