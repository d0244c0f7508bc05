"""What holds for campaigns: the three lists, stages without gap or overlap, what stands in the way of issuing. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from mingze.campaigns.vocabulary import (
    Cadence,
    CampaignState,
    DatePrecision,
    DueKind,
    ListMissing,
    StageState,
)
from mingze.campaigns.workflow import EDITABLE
from mingze.units.rules import UnitKind

MAX_STAGES, MAX_TASKS, MAX_DELIVERABLES = 20, 200, 100
MAX_PROBLEM_TYPES, PROBLEM_LEVELS = 200, 3
MAX_BODY, MAX_LINKS, MAX_REQUIREMENTS = 100, 20, 20
MAX_NAMED_UNITS, MAX_TASK_PEOPLE = 1000, 30

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where, as a pointer into the campaign."""

    pointer: str
    message: str


# --- the three lists ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThreeLists:
    """目标任务, 完成时限, 责任人员 of one task."""

    target: str | None = None
    due_kind: DueKind | None = None
    due_on: date | None = None
    cadence: Cadence | None = None
    persons: int = 0


def lacking(task: ThreeLists) -> list[ListMissing]:
    """Which of the three lists a task lacks; a task is valid only where none is."""
    missing = []
    if not (task.target or "").strip():
        missing.append(ListMissing.TARGET)
    if not _has_due(task):
        missing.append(ListMissing.DUE)
    if not task.persons:
        missing.append(ListMissing.PERSON)
    return missing


def _has_due(task: ThreeLists) -> bool:
    match task.due_kind:
        case DueKind.BY | DueKind.WITHIN:
            return task.due_on is not None
        case DueKind.RECURRING:
            return task.cadence is not None
        case DueKind.WHOLE_YEAR:
            return True
        case None:
            return False


def due_faults(task: ThreeLists) -> list[Fault]:
    """What contradicts itself in the due of a task, whatever it lacks."""
    found = []
    if task.due_kind is DueKind.WITHIN and task.due_on and not _ends_month(task.due_on):
        found.append(Fault("due_on", "当月内完成的,须填该月最后一天"))
    if task.due_kind in {DueKind.WHOLE_YEAR, DueKind.RECURRING} and task.due_on:
        found.append(Fault("due_on", "全年任务和定期任务没有单一的期限日"))
    if task.cadence and task.due_kind is not DueKind.RECURRING:
        found.append(Fault("cadence", "只有定期任务才有周期"))
    return found


def is_overdue(due_on: date | None, done_on: date | None, today: date) -> bool:
    """Past its day and not done; whole-year and recurring tasks have no day and are never late as such."""
    return done_on is None and due_on is not None and due_on < today


# --- stages --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StageDays:
    """A stage as the rules see it; `key` stands in pointers."""

    key: str
    name: str
    starts_on: date | None
    ends_on: date | None
    precision: DatePrecision = DatePrecision.DAY
    state: StageState = StageState.PLANNED
    stages: tuple["StageDays", ...] = ()


def stage_faults(
    stages: Sequence[StageDays], starts_on: date | None = None, ends_on: date | None = None
) -> list[Fault]:
    """Gaps, overlaps and impossible days; sub-stages lie inside theirs and may overlap one another.

    `starts_on`, `ends_on`: the days of the campaign, where it has them (None: a soft end is none).
    """
    found: list[Fault] = []
    for stage in stages:
        found += _own_faults(stage, f"/stages/{stage.key}", needed=True)
        for part in stage.stages:
            pointer = f"/stages/{stage.key}/stages/{part.key}"
            found += _own_faults(part, pointer, needed=False) or _outside(part, stage, pointer)
    for before, after in pairwise(stages):
        found += _seam(before, after)
    first, last = (stages[0], stages[-1]) if stages else (None, None)
    if first and starts_on and first.starts_on and first.starts_on < starts_on:
        found.append(Fault(f"/stages/{first.key}/starts_on", f"阶段“{first.name}”早于活动开始的日期"))
    if last and ends_on and last.ends_on and last.ends_on > ends_on:
        found.append(Fault(f"/stages/{last.key}/ends_on", f"阶段“{last.name}”晚于活动结束的日期"))
    return found


def _own_faults(stage: StageDays, pointer: str, *, needed: bool) -> list[Fault]:
    found = []
    if needed and stage.starts_on is None:
        found.append(Fault(f"{pointer}/starts_on", f"阶段“{stage.name}”缺开始日期"))
    if needed and stage.ends_on is None:
        found.append(Fault(f"{pointer}/ends_on", f"阶段“{stage.name}”缺结束日期"))
    if stage.starts_on and stage.ends_on and stage.ends_on < stage.starts_on:
        found.append(Fault(f"{pointer}/ends_on", f"阶段“{stage.name}”的结束日期早于开始日期"))
    if stage.precision is DatePrecision.MONTH:
        if stage.starts_on and stage.starts_on.day != 1:
            found.append(Fault(f"{pointer}/starts_on", f"阶段“{stage.name}”只精确到月,须从月初开始"))
        if stage.ends_on and not _ends_month(stage.ends_on):
            found.append(Fault(f"{pointer}/ends_on", f"阶段“{stage.name}”只精确到月,须到月末结束"))
    return found


def _outside(part: StageDays, stage: StageDays, pointer: str) -> list[Fault]:
    found = []
    if part.starts_on and stage.starts_on and part.starts_on < stage.starts_on:
        found.append(Fault(f"{pointer}/starts_on", f"子阶段“{part.name}”早于阶段“{stage.name}”"))
    if part.ends_on and stage.ends_on and part.ends_on > stage.ends_on:
        found.append(Fault(f"{pointer}/ends_on", f"子阶段“{part.name}”晚于阶段“{stage.name}”"))
    return found


def _seam(before: StageDays, after: StageDays) -> list[Fault]:
    if before.ends_on is None or after.starts_on is None:
        return []
    pointer = f"/stages/{after.key}/starts_on"
    if after.starts_on <= before.ends_on:
        return [Fault(pointer, f"阶段“{after.name}”与“{before.name}”的日期重叠")]
    if after.starts_on > before.ends_on + _DAY:
        return [Fault(pointer, f"阶段“{before.name}”与“{after.name}”之间有空档")]
    return []


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def current(stages: Sequence[StageDays], today: date) -> StageDays | None:
    """The stage that `today` lies in by its days, whatever was opened or closed."""
    return next(
        (s for s in stages if s.starts_on and s.ends_on and s.starts_on <= today <= s.ends_on),
        None,
    )


def move_stage(
    stages: Sequence[StageDays], key: str, starts_on: date | None, ends_on: date | None
) -> tuple[StageDays, ...]:
    """The stages once that one has these days (None: as before): neighbours give way or follow, so that neither gap
    nor overlap arises. What cannot be is left for `stage_faults` to name."""
    found = list(stages)
    for index, stage in enumerate(found):
        if stage.key != key:
            parts = tuple(
                _with(part, starts_on, ends_on) if part.key == key else part for part in stage.stages
            )
            found[index] = replace(stage, stages=parts)
            continue
        found[index] = _with(stage, starts_on, ends_on)
        if starts_on and index and found[index - 1].ends_on:
            found[index - 1] = replace(found[index - 1], ends_on=starts_on - _DAY)
        if ends_on and index + 1 < len(found) and found[index + 1].starts_on:
            found[index + 1] = replace(found[index + 1], starts_on=ends_on + _DAY)
    return tuple(found)


def _with(stage: StageDays, starts_on: date | None, ends_on: date | None) -> StageDays:
    return replace(stage, starts_on=starts_on or stage.starts_on, ends_on=ends_on or stage.ends_on)


def due_stage_acts(
    state: StageState, starts_on: date | None, ends_on: date | None, opened_on: date | None, today: date
) -> list[str]:
    """What the calendar does with a stage today: open it when its day has come, close it when its last is past.

    One that a person opened again after its last day stays open until a person closes it; one that a person closed
    is not opened again.
    """
    past = ends_on is not None and ends_on < today
    if state is StageState.PLANNED and starts_on is not None and starts_on <= today:
        return ["open", "close"] if past else ["open"]
    if state is StageState.OPEN and past and not (opened_on and ends_on and opened_on > ends_on):
        return ["close"]
    return []


# --- issuing, closing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskFacts:
    id: int
    number: str
    title: str
    missing: Sequence[ListMissing]


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the guard of issuing looks at."""

    document_number: str | None
    stages: Sequence[StageDays]
    tasks: Sequence[TaskFacts]
    units: int
    starts_on: date | None = None
    ends_on: date | None = None
    end_is_soft: bool = False


_MISSING_WORDS: Mapping[ListMissing, str] = {
    ListMissing.TARGET: "缺目标任务",
    ListMissing.DUE: "缺完成时限",
    ListMissing.PERSON: "缺责任人员",
}


def issue_lacks(facts: IssueFacts) -> list[Fault]:
    """Everything that stands in the way of issuing, each with its place."""
    found = []
    if not facts.document_number:
        found.append(Fault("/document_number", "缺文号"))
    if not facts.stages:
        found.append(Fault("/stages", "至少须有一个阶段"))
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        found.append(Fault("/ends_on", "活动的结束日期早于开始日期"))
    found += stage_faults(facts.stages, facts.starts_on, None if facts.end_is_soft else facts.ends_on)
    found += [
        Fault(f"/tasks/{task.id}/{missing}", f"任务“{task.number} {task.title}”{_MISSING_WORDS[missing]}")
        for task in facts.tasks
        for missing in task.missing
    ]
    if not facts.units:
        found.append(Fault("/units", "还没有参加单位"))
    return found


def summarise_not(stages: Iterable[StageDays]) -> list[Fault]:
    """Summarising follows the last stage: every stage is closed."""
    return [
        Fault(f"/stages/{stage.key}", f"阶段“{stage.name}”尚未结束")
        for stage in stages
        if stage.state is not StageState.CLOSED
    ]


def edit_not(state: CampaignState) -> str | None:
    """Why what the campaign says cannot be changed any more."""
    return None if state in EDITABLE else "活动已结束、归档或取消,不能再修改"


def structure_not(state: CampaignState) -> str | None:
    """Why stages and tasks cannot be rearranged: units work by what was issued."""
    if state is CampaignState.DRAFT:
        return None
    return "活动已印发:阶段只能逐个开始、结束或调整日期,任务不能删除"


# --- who takes part ------------------------------------------------------------------------------------------

#: Who is meant where a rule names no kinds: every unit, its departments not.
UNIT_KINDS = tuple(kind for kind in UnitKind if kind is not UnitKind.DEPARTMENT)


def unit_rule(kinds: Iterable[UnitKind], under: Iterable[int]) -> dict[str, Any]:
    """A rule as it is kept: without repetitions, in one order."""
    named = set(kinds)
    return {"kinds": [kind.value for kind in UnitKind if kind in named], "under": sorted(set(under))}


def kinds_of(rule: Mapping[str, Any]) -> tuple[UnitKind, ...]:
    return tuple(UnitKind(kind) for kind in rule["kinds"]) or UNIT_KINDS


def rule_matches(rule: Mapping[str, Any], kind: UnitKind, above: Iterable[int]) -> bool:
    """Whether a unit of that kind, with these units above it (itself included), takes part by the rule."""
    return kind in kinds_of(rule) and not set(rule["under"]).isdisjoint(above)
