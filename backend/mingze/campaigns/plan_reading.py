"""A plan as it was read becomes a campaign before it is kept. What the paper does not say stays empty and is told. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, takewhile
from typing import Any

from mingze.campaigns.draft import (
    CampaignDraft,
    DraftDepartment,
    DraftProblemType,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.plan_deliverables import deliverables_of
from mingze.campaigns.plan_people import members_of
from mingze.campaigns.plan_reporting import requirement_of
from mingze.campaigns.rules import PROBLEM_LEVELS
from mingze.campaigns.vocabulary import Cadence, DatePrecision, DueKind, Mechanism

_MECHANISMS: Mapping[str, Mechanism] = {
    "明责": Mechanism.CLARIFY,
    "述责": Mechanism.REPORT,
    "评责": Mechanism.APPRAISE,
    "问责": Mechanism.HOLD,
}
_CADENCES = (
    ("每半年", Cadence.HALF_YEARLY),
    ("季", Cadence.QUARTERLY),
    ("月", Cadence.MONTHLY),
    ("周", Cadence.WEEKLY),
    ("年", Cadence.YEARLY),
)
_SOFT = re.compile(r"用(?:[一二两三半\d]+)(?:个)?(?:年|月)(?:多)?(?:左右)(?:的?时间)?")
_NAMED_PROBLEMS = re.compile(r"(?:“[^”]{2,10}”[、和及]?){2,}等?(?:突出|方面的?)?问题")
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_MOST_LINES = 4
_TITLE, _NUMBER, _NAME = 300, 20, 200


@dataclass(frozen=True, slots=True)
class Told:
    """What the paper does not say, or says so that nobody can keep it; `pointer` into the plan."""

    pointer: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSource:
    """What the reader found, as the clerk has it now: `plan` in the shape of the reader's answer.

    `departments`: ids of the departments of the office by their names; one that several bear has several.
    `parents`: ids of the campaigns in sight that bear the name of the superior's plan.
    """

    title: str | None
    plan: Mapping[str, Any]
    text: str = ""
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    aliases: Sequence[str] = ()
    departments: Mapping[str, Sequence[int]] = field(default_factory=dict)
    parents: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class PlanReading:
    draft: CampaignDraft
    told: tuple[Told, ...]


def read_plan(source: PlanSource) -> PlanReading:
    plan = source.plan
    stages = [_stage(source, at) for at in range(len(plan["stages"]))]
    tasks = [_task(source, one) for one in plan["tasks"]]
    starts = [one.starts_on for one in stages if one.starts_on]
    ends = [one.ends_on for one in stages if one.ends_on]
    soft = _SOFT.search(source.text)
    ends_on = max(ends) if ends else None
    requirement, open_ = requirement_of(plan["reporting"], until=None if soft else ends_on)
    draft = CampaignDraft(
        title=(source.title or "")[:_TITLE],
        aliases=list(source.aliases),
        document_number=source.document_number,
        issuer=source.issuer,
        issued_on=source.issued_on,
        objective=plan["objective"],
        scope=plan["scope"],
        objects=plan["objects"],
        starts_on=min(starts) if starts else None,
        ends_on=ends_on,
        end_is_soft=soft is not None,
        parent_id=source.parents[0] if len(source.parents) == 1 else None,
        parent_text=plan["parent"],
        sub_plan_due_on=_day(plan["sub_plan_due"]),
        contacts=[{"kind": one["kind"], "value": one["value"]} for one in plan["contacts"]],
        stages=stages,
        tasks=tasks,
        body=members_of(plan["leading_group"]),
        problem_types=[_type(one) for one in plan["problem_types"]] or _classes(plan),
        requirements=[requirement] if requirement else [],
    )
    told = [*_missing(source), *_told_of_stages(source, stages), *_told_of_tasks(source, tasks)]
    told += [Told("/plan/reporting", one) for one in open_]
    if soft:
        told.append(Told("/plan", f"文中写“{soft[0]}”:结束日期只是意向,不因此算作逾期"))
    return PlanReading(draft, tuple(told))


def _missing(source: PlanSource) -> Iterator[Told]:
    plan = source.plan
    said = (
        (source.title, "/title", "没有读到方案标题"),
        (source.document_number, "/document_number", "没有读到文号"),
        (plan["scope"] or plan["objects"], "/plan/scope", "方案没有写明范围和对象"),
        (plan["stages"], "/plan/stages", "方案没有写明阶段"),
        (plan["tasks"], "/plan/tasks", "没有读到任务"),
        (plan["leading_group"], "/plan/leading_group", "方案没有写明领导小组"),
    )
    yield from (Told(pointer, message) for there, pointer, message in said if not there)
    if len(source.title or "") > _TITLE:
        yield Told("/title", f"标题超过 {_TITLE} 个字,只取前 {_TITLE} 个字")
    if len(source.parents) > 1:
        yield Told("/plan/parent", "有几项专项活动与上级方案同名,请选定上级活动")


# --- stages -------------------------------------------------------------------------------------------------------


def _stage(source: PlanSource, at: int) -> DraftStage:
    one = source.plan["stages"][at]
    starts, ends = _day(one["start"]), _day(one["end"])
    if starts and ends and starts > ends:
        starts = ends = None
    return DraftStage(
        name=one["name"][:_NAME],
        mechanism=_MECHANISMS.get(one["mechanism"] or ""),
        starts_on=starts,
        ends_on=ends,
        precision=_precision(source.text, one["span"]),
        deliverables=deliverables_of(_words(source, at), plans_asked=source.plan["sub_plan_due"] is not None),
    )


def _told_of_stages(source: PlanSource, stages: Sequence[DraftStage]) -> Iterator[Told]:
    for at, (read, kept) in enumerate(zip(source.plan["stages"], stages, strict=True)):
        pointer, name = f"/plan/stages/{at}", kept.name
        if read["start"] and read["end"] and kept.starts_on is None:
            yield Told(pointer, f"“{name}”的开始日期晚于结束日期,两个日期都没有带入")
        elif not (kept.starts_on and kept.ends_on):
            which = "结束日期" if kept.starts_on else "开始日期" if kept.ends_on else "起止日期"
            yield Told(pointer, f"“{name}”没有{which}")
        if read["mechanism"] and kept.mechanism is None:
            yield Told(pointer, f"“{read['mechanism']}”不是明责、述责、评责、问责之一,没有带入")
    for at, (one, other) in enumerate(pairwise(stages), start=1):
        days = (other.starts_on - one.ends_on).days - 1 if one.ends_on and other.starts_on else 0
        if days:
            how = f"之间空缺 {days} 天" if days > 0 else f"重叠 {-days} 天"
            yield Told(f"/plan/stages/{at}", f"“{one.name}”与“{other.name}”{how}")


def _precision(text: str, span: Sequence[int] | None) -> DatePrecision:
    """Whether the heading of a stage names days, or months only."""
    words = text[span[0] : span[1]] if span else ""
    return DatePrecision.MONTH if "月" in words and "日" not in words else DatePrecision.DAY


def _words(source: PlanSource, at: int) -> str:
    """What is said of a stage: up to the next one, or to the next heading."""
    stages = source.plan["stages"]
    span = stages[at]["span"]
    if span is None:
        return ""
    following = next((one["span"][0] for one in stages[at + 1 :] if one["span"]), None)
    first, *lines = source.text[span[1] : following].split("\n")
    said = takewhile(lambda line: not _HEADING.match(line), lines[:_MOST_LINES])
    return "\n".join([first, *said])


# --- tasks --------------------------------------------------------------------------------------------------------


def _task(source: PlanSource, one: Mapping[str, Any]) -> DraftTask:
    due = one["due"]
    kind = None if due["kind"] == "none" else DueKind(due["kind"])
    return DraftTask(
        number=one["number"][:_NUMBER],
        title=(one["title"] or one["text"])[:_TITLE],
        content=one["text"] or None,
        due_kind=kind,
        due_on=_day(due["date"]),
        due_text=due["text"][:_NAME] if due["text"] else None,
        cadence=_cadence(due["text"]) if kind is DueKind.RECURRING else None,
        departments=[_department(source, name) for name in dict.fromkeys(one["departments"])],
    )


def _department(source: PlanSource, name: str) -> DraftDepartment:
    found = source.departments.get(name, ())
    return DraftDepartment(name=name[:_NAME], unit_id=found[0] if len(found) == 1 else None)


def _told_of_tasks(source: PlanSource, tasks: Sequence[DraftTask]) -> Iterator[Told]:
    dated = (DueKind.BY, DueKind.WITHIN)
    lacking = (
        ("没有完成时限", [one for one in tasks if one.due_kind is None]),
        ("的完成时限没有日期", [one for one in tasks if one.due_kind in dated and one.due_on is None]),
        ("是定期任务而没有写明周期", [one for one in tasks if _endless(one)]),
        ("没有写明责任科室", [one for one in tasks if not one.departments]),
    )
    for what, those in lacking:
        if those:
            yield Told("/plan/tasks", f"{len(those)} 项任务{what}:{'、'.join(one.number for one in those)}")
    names = dict.fromkeys(
        department.name for one in tasks for department in one.departments if department.unit_id is None
    )
    several = [name for name in names if len(source.departments.get(name, ())) > 1]
    unknown = [name for name in names if name not in several]
    if several:
        yield Told("/plan/tasks", f"本单位有同名科室,只带入名称:{'、'.join(several)}")
    if unknown:
        yield Told("/plan/tasks", f"不是本单位在册的科室,只带入名称:{'、'.join(unknown)}")


def _endless(task: DraftTask) -> bool:
    return task.due_kind is DueKind.RECURRING and task.cadence is None


def _cadence(text: str | None) -> Cadence | None:
    found = re.search(r"每(?:一|个)?(?:半年|季度?|月|周|年)", text or "")
    return next((one for word, one in _CADENCES if word in found[0]), None) if found else None


# --- the rest -----------------------------------------------------------------------------------------------------


def _type(one: Mapping[str, Any], level: int = 1) -> DraftProblemType:
    """A plan may go deeper than a campaign keeps: what lies below the lowest level stands on it."""
    lowest = level + 1 == PROBLEM_LEVELS
    below = _flat(one["children"]) if lowest else one["children"]
    return DraftProblemType(
        number=one["number"][:_NUMBER],
        title=one["title"],
        children=[] if level == PROBLEM_LEVELS else [_type(sub, level + 1) for sub in below],
    )


def _classes(plan: Mapping[str, Any]) -> list[DraftProblemType]:
    """“不敢为”“不会为”问题: classes that a plan names in its aim or of whom it speaks, where it lists no contents."""
    for text in (plan["objective"], plan["objects"]):
        if found := _NAMED_PROBLEMS.search(text or ""):
            names = dict.fromkeys(re.findall(r"“([^”]+)”", found[0]))
            return [
                DraftProblemType(number=str(place), title=name) for place, name in enumerate(names, start=1)
            ]
    return []


def _flat(types: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in types:
        yield one
        yield from _flat(one["children"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
