"""What of a document is compared with what: rows with the ledger, parts of plans and figures with each other. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingze.findings.facts import Standing
from mingze.imports import cutting
from mingze.imports.differences import Change, Record, changes, matched, missing
from mingze.imports.rules import Row, as_read, outcome_of
from mingze.imports.vocabulary import (
    ChangeEffect,
    DifferencePart,
    DifferenceState,
    DocumentKind,
    ReadStatus,
    RowDecision,
)

#: What is told of a text in a list.
SHOWN = 200

#: Field of a row → what it is called, and what taking it does to the ledger.
FIELDS: Mapping[str, tuple[str, ChangeEffect]] = {
    "section": ("章节", ChangeEffect.ENTERS),
    "group": ("分组", ChangeEffect.ENTERS),
    "number": ("序号", ChangeEffect.ENTERS),
    "problem": ("问题", ChangeEffect.ASKS),
    "measures": ("整改措施", ChangeEffect.ENTERS),
    "progress": ("整改进展", ChangeEffect.ENTERS),
    "status": ("整改状态", ChangeEffect.ENTERS),
    "owner": ("责任领导", ChangeEffect.ASKS),
    "unit_text": ("责任单位(文件所载)", ChangeEffect.ASKS),
    "due_on": ("整改期限", ChangeEffect.ASKS),
    "key_matter": ("点人点事", ChangeEffect.ASKS),
}
_GROWING = frozenset({"measures", "progress"})
_LASTING = frozenset(FIELDS) - {"key_matter", "problem"}

#: The kinds that are compared with each other, row by row or part by part.
_WITH_ROWS = frozenset({DocumentKind.RECTIFICATION_REPORT, DocumentKind.FINDING_LEDGER})


def comparable(one: DocumentKind, other: DocumentKind) -> bool:
    return one is other or {one, other} <= _WITH_ROWS


# --- rows and the ledger --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """A row of an earlier import, and the finding it entered as, as that stands now (None: out of sight)."""

    row: Row
    finding_id: int
    standing: Standing | None
    gone_before: bool = False
    """Not in the edition that is compared with, but in one before it."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of a row with what taking it would do."""

    change: Change
    effect: ChangeEffect
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a row differs from the ledger."""

    state: DifferenceState
    known: Known | None = None
    changes: tuple[RowChange, ...] = ()
    blocked: str | None = None

    @property
    def conflict(self) -> bool:
        """Whether a person has to decide: both moved on, or the ledger cannot take what changed."""
        if self.state is not DifferenceState.CHANGED:
            return False
        return self.blocked is not None or any(one.change.conflict for one in self.changes)

    def outcome(self, decision: RowDecision | None) -> RowDecision | None:
        """What becomes of the row; None where it is left to a person who has not said yet."""
        if self.known is None or decision is RowDecision.ENTER_AS_NEW:
            return RowDecision.ENTER_AS_NEW
        if self.state is DifferenceState.SAME:
            return RowDecision.KEEP
        if self.blocked is not None and decision is RowDecision.TAKE:
            return None
        return decision or (None if self.conflict else RowDecision.TAKE)


def record_of(row: Row) -> Record:
    return Record((row.section, row.group, row.number), row.problem)


def verdicts(rows: Sequence[Row], known: Sequence[Known]) -> list[Verdict]:
    """Each row against what the ledger has of the earlier import; effects are settled by `allowed`."""
    places = matched([record_of(one.row) for one in known], [record_of(row) for row in rows])
    return [
        _verdict(row, known[place]) if place is not None else Verdict(DifferenceState.NEW)
        for row, place in zip(rows, places, strict=True)
    ]


def _verdict(row: Row, known: Known) -> Verdict:
    standing = known.standing
    read = cutting.merged([as_read(one) for one in known.row.originals]) if known.row.originals else None
    found = changes(
        _values(known.row),
        _values(row),
        _ledger(standing, known.row.status, row.status) if standing else _values(known.row),
        read=_values(read) if read else None,
        growing=_GROWING,
        lasting=_LASTING,
    )
    if not found:
        return Verdict(DifferenceState.SAME, known)
    return Verdict(
        DifferenceState.CHANGED, known, tuple(RowChange(one, FIELDS[one.field][1]) for one in found)
    )


def _values(row: Row) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FIELDS}
    values["measures"] = list(row.measures)
    values["due_on"] = row.due_on.isoformat() if row.due_on else None
    return values


def _ledger(standing: Standing, was: ReadStatus | None, now: ReadStatus | None) -> dict[str, Any]:
    """The finding in the words of a row. Measures and progress are all that it has."""
    return {
        "section": standing.section,
        "group": standing.group,
        "number": standing.number,
        "problem": standing.problem,
        "measures": standing.measures,
        "progress": standing.notes,
        "status": _status(standing, was, now),
        "owner": standing.leader,
        "unit_text": standing.department,
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "key_matter": standing.key_matter,
    }


def _status(standing: Standing, was: ReadStatus | None, now: ReadStatus | None) -> ReadStatus | None:
    """What the ledger says of the result, in the word of either edition where that says the same."""

    def says(status: ReadStatus | None) -> bool:
        outcome = outcome_of(status)
        return outcome.published == standing.published and (standing.long_term or not outcome.long_term)

    if says(was):
        return was
    if says(now) and now is not ReadStatus.EXTENDED:
        return now
    if standing.published is None:
        return None
    if standing.long_term and says(ReadStatus.LONG_TERM):
        return ReadStatus.LONG_TERM
    return ReadStatus(standing.published.value)


def to_add(verdict: Verdict) -> tuple[list[str], str | None]:
    """The parts of measures and the progress that the ledger does not have yet."""
    found = {one.change.field: one.change for one in verdict.changes}
    measures = found.get("measures")
    progress = found.get("progress")
    return (
        missing(measures.new, measures.ledger) if measures else [],
        progress.new if progress else None,
    )


# --- plans and figures ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a document beside the same part of the earlier one."""

    part: DifferencePart
    key: str
    title: str
    state: DifferenceState
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    key: str
    title: str
    record: Record


def plan_items(new: Mapping[str, Any] | None, old: Mapping[str, Any] | None) -> list[Item]:
    """A plan against the earlier one: what it says as a whole, its stages, tasks and problem types."""
    found: list[Item] = []
    for part, parts_of in _PLAN_PARTS.items():
        found += _items(part, list(parts_of(new or {})), None if old is None else list(parts_of(old)))
    return found


def figure_items(new: Sequence[Mapping[str, Any]], old: Sequence[Mapping[str, Any]] | None) -> list[Item]:
    """Figures against the earlier ones, by what they count."""
    return _items(DifferencePart.FIGURE, list(_figures(new)), None if old is None else list(_figures(old)))


def _items(part: DifferencePart, new: Sequence[_Part], old: Sequence[_Part] | None) -> list[Item]:
    before = old or ()
    places = matched([one.record for one in before], [one.record for one in new])
    found: list[Item] = []
    for one, place in zip(new, places, strict=True):
        if place is None:
            found.append(Item(part, one.key, one.title[:SHOWN], DifferenceState.NEW))
            continue
        differing = tuple(changes(before[place].record.fields, one.record.fields))
        state = DifferenceState.CHANGED if differing else DifferenceState.SAME
        found.append(Item(part, one.key, one.title[:SHOWN], state, differing))
    kept = set(places)
    found += [
        Item(part, one.key, one.title[:SHOWN], DifferenceState.GONE)
        for place, one in enumerate(before)
        if place not in kept
    ]
    return found


#: Field of a part → what it is called.
PART_FIELDS: Mapping[str, str] = {
    "objective": "工作目标",
    "scope": "范围",
    "objects": "对象",
    "parent": "上级专项",
    "head": "组长",
    "deputies": "副组长",
    "members": "成员",
    "office": "办公室",
    "cadence": "报送周期",
    "due_day": "报送日",
    "reports": "报送内容",
    "sub_plan_due": "本单位方案报送期限",
    "contacts": "联系方式",
    "number": "编号",
    "name": "名称",
    "mechanism": "机制",
    "start": "开始",
    "end": "结束",
    "title": "标题",
    "text": "内容",
    "departments": "责任科室",
    "due_kind": "期限类型",
    "due_date": "期限",
    "due_text": "期限原文",
    "label": "名称",
    "value": "数值",
    "unit": "单位",
    "parts": "分项",
    "base": "总数",
    "rate": "百分率",
}


def _whole(plan: Mapping[str, Any]) -> Iterator[_Part]:
    if not plan:
        return
    group, reporting = plan["leading_group"] or {}, plan["reporting"] or {}
    fields = {name: plan[name] for name in ("objective", "scope", "objects", "parent", "sub_plan_due")}
    fields |= {name: group.get(name) for name in ("head", "deputies", "members", "office")}
    fields |= {"cadence": reporting.get("cadence"), "due_day": reporting.get("due_day")}
    fields["reports"] = reporting.get("parts")
    fields["contacts"] = [one["value"] for one in plan["contacts"]]
    yield _Part("方案", "方案总体", Record(("plan",), "plan", fields))


def _stages(plan: Mapping[str, Any]) -> Iterator[_Part]:
    for one in plan.get("stages", ()):
        fields = {name: one[name] for name in ("name", "mechanism", "start", "end")}
        yield _Part(str(one["number"]), one["name"], Record((one["number"],), one["name"], fields))


def _tasks(plan: Mapping[str, Any]) -> Iterator[_Part]:
    for one in plan.get("tasks", ()):
        due = one["due"]
        fields = {name: one[name] for name in ("number", "title", "text", "departments")}
        fields |= {"due_kind": due["kind"], "due_date": due["date"], "due_text": due["text"]}
        record = Record((one["number"],), f"{one['title']}{one['text']}", fields)
        yield _Part(one["number"], one["title"] or one["text"], record)


def _types(plan: Mapping[str, Any]) -> Iterator[_Part]:
    waiting: list[tuple[tuple[str, ...], Any]] = [
        ((), one) for one in reversed(plan.get("problem_types", ()))
    ]
    while waiting:
        above, one = waiting.pop()
        key = (*above, one["number"])
        yield _Part("".join(key), one["title"], Record(key, one["title"], {"title": one["title"]}))
        waiting += [(key, child) for child in reversed(one["children"])]


_PLAN_PARTS = {
    DifferencePart.PLAN: _whole,
    DifferencePart.STAGE: _stages,
    DifferencePart.TASK: _tasks,
    DifferencePart.PROBLEM_TYPE: _types,
}


def _figures(figures: Sequence[Mapping[str, Any]]) -> Iterator[_Part]:
    for one in figures:
        fields = {name: one[name] for name in ("label", "value", "unit", "rate")}
        fields["parts"] = [_count(part) for part in one["parts"]]
        fields["base"] = _count(one["base"]) if one["base"] else None
        yield _Part(one["label"], one["label"], Record((one["label"], one["unit"]), one["label"], fields))


def _count(part: Mapping[str, Any]) -> str:
    return f"{part['label']}{part['value']}{part['unit']}"
