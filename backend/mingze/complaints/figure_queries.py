"""What a figure counts, as conditions over `complaint`: the figures and the lists they open ask for the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from mingze.access.scope import in_subtree
from mingze.complaints.clocks import ORDERED, PROMISED, RULES
from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.vocabulary import (
    ClockState,
    ComplaintFigure,
    Outcome,
    PetitionClass,
    Satisfaction,
    WithoutField,
)
from mingze.kit import clock

_F = ComplaintFigure
#: Purposes of the clocks that govern the answer: what the law, an order or the office itself allows until then.
#: The parties' own way to it (调解) has its time too.
ANSWERING = frozenset(
    {
        *(rule.purpose for rule in RULES if rule.answers or rule.code in {"TS-13a", "TS-13b", "XF-5"}),
        ORDERED,
        PROMISED,
    }
)
#: What `judged` says of a complaint, the worst of its rounds.
NO_CLOCK, IN_TIME, NOT_DUE, LATE = range(4)


def judged(now: datetime) -> Any:
    """How the clock that governs the answer stands: late in any round, else still to come, else met in time."""
    late = or_(
        and_(ComplaintClock.state == ClockState.MET, ComplaintClock.met_at >= ComplaintClock.due_at),
        and_(ComplaintClock.state == ClockState.RUNNING, ComplaintClock.due_at <= now),
    )
    said = case((late, LATE), (ComplaintClock.state == ClockState.MET, IN_TIME), else_=NOT_DUE)
    worst = (
        select(func.max(said))
        .where(
            ComplaintClock.complaint_id == Complaint.id,
            ComplaintClock.purpose.in_(sorted(ANSWERING)),
            ComplaintClock.state != ClockState.CANCELLED,
        )
        .correlate(Complaint)
        .scalar_subquery()
    )
    return func.coalesce(worst, NO_CLOCK)


def condition(figure: ComplaintFigure, now: datetime) -> ColumnElement[bool]:
    """Whether a complaint is counted in `figure`."""
    plain: dict[ComplaintFigure, ColumnElement[bool]] = {
        _F.MATTERS: Complaint.main_id.is_(None),
        _F.MERGED: Complaint.main_id.is_not(None),
        _F.FIRST: Complaint.repeat_of_id.is_(None),
        _F.REPEAT: Complaint.repeat_of_id.is_not(None),
        _F.FROM_SUPERIOR: Complaint.from_superior.is_(True),
        _F.SUPERVISED: Complaint.supervised_at.is_not(None),
        _F.RESOLVED: Complaint.resolved.is_(True),
        _F.NOT_RESOLVED: Complaint.resolved.is_(False),
        _F.SATISFIED: Complaint.satisfaction == Satisfaction.SATISFIED,
        _F.MOSTLY_SATISFIED: Complaint.satisfaction == Satisfaction.MOSTLY,
        _F.DISSATISFIED: Complaint.satisfaction == Satisfaction.DISSATISFIED,
    }
    if figure in plain:
        return plain[figure]
    return judged(now) == JUDGED[figure]  # type: ignore[no-any-return]


JUDGED = {_F.IN_TIME: IN_TIME, _F.LATE: LATE, _F.NOT_DUE: NOT_DUE, _F.NO_CLOCK: NO_CLOCK}
#: The column whose emptiness `WithoutField` asks for.
EMPTY = {
    WithoutField.ABOUT_UNIT: Complaint.about_unit_id,
    WithoutField.CATEGORY: Complaint.category,
    WithoutField.NINE_RULE: Complaint.nine_rule,
    WithoutField.PETITION_CLASS: Complaint.petition_class,
    WithoutField.OUTCOME: Complaint.outcome,
}


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """What of a list a figure opens, besides what every list of complaints can be asked for."""

    figure: Annotated[ComplaintFigure | None, Query(description="只列计入统计中这一项的,口径与统计相同")] = (
        None
    )
    without: Annotated[WithoutField | None, Query(description="只列这一项尚未填写的")] = None
    petition_class: Annotated[PetitionClass | None, Query(description="信访事项的类别")] = None
    outcome: Annotated[Outcome | None, Query(description="办理结果")] = None
    unit_itself: Annotated[int | None, Query(ge=1, le=2**53, description="被反映的就是该单位,不含下级")] = (
        None
    )
    outside: Annotated[
        str | None,
        Query(
            pattern=r"^[0-9]{1,15}(,[0-9]{1,15}){0,49}$",
            description="被反映的单位不是这些单位及其下级,以逗号分隔",
        ),
    ] = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.figure is not None:
            found.append(condition(self.figure, clock.now()))
        if self.without is not None:
            found.append(EMPTY[self.without].is_(None))
        if self.petition_class is not None:
            found.append(Complaint.petition_class == self.petition_class)
        if self.outcome is not None:
            found.append(Complaint.outcome == self.outcome)
        if self.unit_itself is not None:
            found.append(Complaint.about_unit_id == self.unit_itself)
        if self.outside is not None:
            units = [int(unit) for unit in self.outside.split(",")]
            found.append(Complaint.about_unit_id.is_not(None))
            found.append(not_(in_subtree(Complaint.about_unit_id, units)))
        return found
