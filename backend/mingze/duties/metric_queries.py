"""How the ledger counts what reports ask for: one SELECT a metric, from which come the number and its rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, null, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.scope import in_subtree
from mingze.duties.metrics import Metric
from mingze.duties.models import Duty, DutyRequest
from mingze.duties.vocabulary import DutyRequestKind, DutyRequestState
from mingze.findings.models import Finding, FindingUnit, ProgressNote, RectificationItem
from mingze.findings.scope import visible_to as finding_visible_to
from mingze.findings.vocabulary import ItemState, Part
from mingze.kit.clock import SHANGHAI
from mingze.outcomes.models import Exemplar, RuleDoc
from mingze.outcomes.vocabulary import ESTABLISHED, ExemplarState
from mingze.units.models import Unit

#: Characters of a row that are shown.
_SHORT = 200
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose figures, of which campaign, from the first day through the last."""

    unit_id: int
    campaign_id: int
    first: date
    last: date

    def holds(self, instant: Any) -> ColumnElement[bool]:
        """Whether a column of instants lies in these days."""
        return and_(instant >= self.begins, instant < self.over)

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def over(self) -> datetime:
        return _midnight(self.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _row(resource: str, key: Any, *, finding: Any, code: Any, text: Any, unit: Any, on: Any) -> Rows:
    return select(
        literal(resource).label("resource"),
        key.label("id"),
        finding.label("finding_id"),
        code.label("code"),
        func.substr(text, 1, _SHORT).label("text"),
        unit.label("unit_name"),
        on.label("on"),
    )


def _of_findings(frame: Frame) -> list[ColumnElement[bool]]:
    """Findings of the campaign that the unit, or one below it, answers for."""
    answering = exists().where(
        FindingUnit.finding_id == Finding.id,
        FindingUnit.part == Part.ANSWERING,
        in_subtree(FindingUnit.unit_id, (frame.unit_id,)),
    )
    return [Finding.campaign_id == frame.campaign_id, Finding.voided.is_(False), answering]


def _findings(frame: Frame, on: Any, *conditions: ColumnElement[bool]) -> Rows:
    return _row(
        "finding",
        Finding.id,
        finding=Finding.id,
        code=Finding.code,
        text=Finding.problem,
        unit=null(),
        on=on,
    ).where(*_of_findings(frame), *conditions)


def _still_open(frame: Frame) -> list[ColumnElement[bool]]:
    """Registered by the last day, and not closed on it."""
    return [Finding.created_at < frame.over, or_(Finding.closed_on.is_(None), Finding.closed_on > frame.last)]


def _new(frame: Frame) -> Rows:
    return _findings(frame, Finding.created_at, frame.holds(Finding.created_at))


def _closed(frame: Frame) -> Rows:
    return _findings(
        frame, Finding.closed_on, Finding.closed_on >= frame.first, Finding.closed_on <= frame.last
    )


def _open(frame: Frame) -> Rows:
    return _findings(frame, Finding.created_at, *_still_open(frame))


def _overdue(frame: Frame) -> Rows:
    return _findings(frame, Finding.due_on, *_still_open(frame), Finding.due_on < frame.last)


def _measures_done(frame: Frame) -> Rows:
    return (
        _row(
            "rectification_item",
            RectificationItem.id,
            finding=Finding.id,
            code=Finding.code,
            text=RectificationItem.text,
            unit=Unit.name,
            on=RectificationItem.verified_at,
        )
        .join(Finding, Finding.id == RectificationItem.finding_id)
        .outerjoin(Unit, Unit.id == RectificationItem.unit_id)
        .where(
            *_of_findings(frame),
            RectificationItem.state == ItemState.ACCEPTED,
            frame.holds(RectificationItem.verified_at),
        )
    )


def _progress(frame: Frame) -> Rows:
    return (
        _row(
            "progress_note",
            ProgressNote.id,
            finding=Finding.id,
            code=Finding.code,
            text=ProgressNote.text,
            unit=Unit.name,
            on=ProgressNote.created_at,
        )
        .join(RectificationItem, RectificationItem.id == ProgressNote.item_id)
        .join(Finding, Finding.id == RectificationItem.finding_id)
        .outerjoin(Unit, Unit.id == RectificationItem.unit_id)
        .where(*_of_findings(frame), frame.holds(ProgressNote.created_at))
    )


def _rules(frame: Frame) -> Rows:
    return (
        _row(
            "rule_doc",
            RuleDoc.id,
            finding=null(),
            code=RuleDoc.number,
            text=RuleDoc.name,
            unit=Unit.name,
            on=RuleDoc.issued_on,
        )
        .join(Unit, Unit.id == RuleDoc.unit_id)
        .where(
            RuleDoc.campaign_id == frame.campaign_id,
            RuleDoc.withdrawn_at.is_(None),
            RuleDoc.kind.in_(ESTABLISHED),
            RuleDoc.issued_on >= frame.first,
            RuleDoc.issued_on <= frame.last,
            in_subtree(RuleDoc.unit_id, (frame.unit_id,)),
        )
    )


def _exemplars(frame: Frame) -> Rows:
    return (
        _row(
            "exemplar",
            Exemplar.id,
            finding=null(),
            code=null(),
            text=Exemplar.title,
            unit=Unit.name,
            on=Exemplar.confirmed_on,
        )
        .join(Unit, Unit.id == Exemplar.unit_id)
        .where(
            Exemplar.campaign_id == frame.campaign_id,
            Exemplar.state == ExemplarState.CONFIRMED,
            Exemplar.confirmed_on >= frame.first,
            Exemplar.confirmed_on <= frame.last,
            in_subtree(Exemplar.unit_id, (frame.unit_id,)),
        )
    )


def _accountability(frame: Frame) -> Rows:
    return (
        _row(
            "duty_request",
            DutyRequest.id,
            finding=null(),
            code=null(),
            text=DutyRequest.reason,
            unit=Unit.name,
            on=DutyRequest.decided_at,
        )
        .join(Duty, Duty.id == DutyRequest.duty_id)
        .join(Unit, Unit.id == Duty.unit_id)
        .where(
            Duty.campaign_id == frame.campaign_id,
            DutyRequest.kind == DutyRequestKind.ACCOUNTABILITY,
            DutyRequest.state == DutyRequestState.APPROVED,
            frame.holds(DutyRequest.decided_at),
            in_subtree(Duty.unit_id, (frame.unit_id,)),
        )
    )


_COUNTED: Mapping[Metric, Callable[[Frame], Rows]] = {
    Metric.FINDINGS_NEW: _new,
    Metric.FINDINGS_CLOSED: _closed,
    Metric.FINDINGS_OPEN: _open,
    Metric.FINDINGS_OVERDUE: _overdue,
    Metric.MEASURES_DONE: _measures_done,
    Metric.PROGRESS_NOTES: _progress,
    Metric.RULES_ESTABLISHED: _rules,
    Metric.EXEMPLARS: _exemplars,
    Metric.ACCOUNTABILITY_PROPOSED: _accountability,
}
#: Of these a row is a finding, or belongs to one.
_FROM_FINDINGS = frozenset(
    {
        Metric.FINDINGS_NEW,
        Metric.FINDINGS_CLOSED,
        Metric.FINDINGS_OPEN,
        Metric.FINDINGS_OVERDUE,
        Metric.MEASURES_DONE,
        Metric.PROGRESS_NOTES,
    }
)


async def counts(session: AsyncSession, metrics: Collection[Metric], frame: Frame) -> dict[Metric, int]:
    """What the ledger says, all in one statement."""
    asked = sorted(set(metrics))
    if not asked:
        return {}
    numbers = [
        select(func.count()).select_from(_COUNTED[metric](frame).subquery()).scalar_subquery()
        for metric in asked
    ]
    found = (await session.execute(select(*numbers))).one()
    return dict(zip(asked, found, strict=True))


async def rows(
    session: AsyncSession, actor: Actor, metric: Metric, frame: Frame, *, after: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """The rows behind a number that the actor sees, in the order of their ids; and the number itself."""
    query = _COUNTED[metric](frame)
    if metric in _FROM_FINDINGS:
        query = query.where(finding_visible_to(actor))
    key = query.selected_columns["id"]
    if after is not None:
        query = query.where(key > after)
    found = (await session.execute(query.order_by(key).limit(limit))).mappings().all()
    return found, (await counts(session, [metric], frame))[metric]
