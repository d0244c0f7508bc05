"""Who answers for what a plan orders and by when it is to be done: brackets and labels behind the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Literal

from mingze.papers.answer import Due, Span
from mingze.papers.periods import due_of
from mingze.papers.source import Source

Said = Literal["departments", "due", "other"]
LABELS: dict[Said, tuple[str, ...]] = {
    "departments": (
        *(
            "责任科室",
            "责任单位",
            "责任部门",
            "责任处室",
            "责任股室",
            "责任主体",
            "责任单位和科室",
            "责任分工",
        ),
        *("牵头单位", "牵头科室", "牵头部门", "牵头处室", "牵头股室", "牵头责任单位", "牵头"),
        *("配合单位", "配合科室", "配合部门", "配合处室", "协同单位", "协办单位", "协同配合单位", "配合"),
        *("主办单位", "主责单位", "承办单位", "承办科室", "落实单位", "实施单位", "参与单位", "参加单位"),
    ),
    "due": (
        *(
            "完成时限",
            "完成时间",
            "时限要求",
            "时间要求",
            "工作时限",
            "办理时限",
            "整改时限",
            "任务时限",
            "时限",
        ),
        *("完成期限", "时间节点", "推进时限", "完成日期", "实施时间", "进度要求", "时间安排", "工作时间"),
    ),
    "other": (
        "牵头领导",
        "责任领导",
        "分管领导",
        "责任人",
        "负责人",
        "具体负责人",
        "牵头人",
        "联络员",
        "联系人",
        "包抓领导",
    ),
}
SAID_OF_LABEL: dict[str, Said] = {label: said for said, labels in LABELS.items() for label in labels}
_ANY = "|".join(sorted(SAID_OF_LABEL, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fff])[【\[〔]?(?P<label>{_ANY})(?:及(?:责任人|科室|部门|时限))?(?:[】\]] ?:?| ?:)"
)
_UNIT_END = r"(?:科室?|处室?|股室?|局|办|办公室|中心|委|部|院|站|所|队|组|会|室|厅|单位|部门|政府|机构|公司|学校|疾控|妇幼|党组|党委|支部|科\(室\))"
_UNIT = re.compile(rf"{_UNIT_END}(?:\([^()]*\))?$")
_CHARGED = re.compile(
    r"(?:(?:共同|分别|具体|分工|按照?(?:各自)?职责)*(?:牵头|负责|配合|落实|参与|参加|承办|协助|组织实施))+$"
)
_LED = re.compile(r"(?P<led>牵头),? ?")
_TAIL = re.compile(r" ?(?:等|等(?:相关)?(?:部门|单位|科室))$")
_NO_UNITS = re.compile(r"不?含|不?包括|以下|详见|见|即|如|附|原|试行")
_STOP = " 。;,、\n"
_OPENERS = {")": "(", "】": "【", "〕": "〔", "]": "["}
_LONGEST_UNIT = 40
_LONGEST_BRACKET = 300


@dataclass
class Charge:
    """What is said of who does something and by when, and where the words that say so begin."""

    departments: list[Span] = field(default_factory=list)
    due: Due | None = None
    begins: int | None = None
    # Whether it stands in a paragraph of its own.
    apart: bool = False
    # Stretches that name a person, for whom a task has no field.
    others: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.departments or self.due)


@dataclass(frozen=True)
class Times:
    year: int | None
    issued: date | None


def charge_of(source: Source, start: int, end: int, times: Times) -> Charge:
    """Who and when, at the end of text[start:end]: brackets, labelled lines, or both."""
    charge = Charge()
    label = _first_label(source.text, start, end)
    right = label if label is not None else end
    if label is not None:
        charge.begins = label
        charge.apart = _before(source.text, start, label) == "\n"
        _take_labels(source, label, end, charge, times)
    bracket = _last_bracket(source.text, start, right)
    while bracket:
        taken = _take_bracket(source, *bracket, charge, times)
        if not taken:
            break
        charge.begins = bracket[0]
        charge.apart = _before(source.text, start, bracket[0]) == "\n"
        bracket = _last_bracket(source.text, start, bracket[0])
    return charge


def _first_label(text: str, start: int, end: int) -> int | None:
    """Where labels begin that stand in no bracket: after a sentence, in a line of their own."""
    for match in _LABEL.finditer(text, start, end):
        at = match.start()
        if at > start and _before(text, start, at) in "\n。;)!?…" and not _bracketed(text, start, at):
            return at
    return None


def _bracketed(text: str, start: int, at: int) -> bool:
    left = max(start, at - _LONGEST_BRACKET)
    return text.rfind("(", left, at) > text.rfind(")", left, at)


def _before(text: str, start: int, at: int) -> str:
    """The last character before text[at] that is no blank."""
    while at > start and text[at - 1] in " 【[〔":
        at -= 1
    return text[at - 1] if at > start else "\n"


def _last_bracket(text: str, start: int, end: int) -> Span | None:
    """The bracket text[start:end] ends with, a stop after it aside."""
    right = end
    while right > start and text[right - 1] in _STOP:
        right -= 1
    opener = _OPENERS.get(text[right - 1]) if right > start else None
    if opener is None:
        return None
    closer = text[right - 1]
    depth = 0
    for at in range(right - 1, max(start - 1, right - _LONGEST_BRACKET), -1):
        depth += (text[at] == closer) - (text[at] == opener)
        if depth == 0:
            return (at, right)
    return None


def _take_bracket(source: Source, start: int, end: int, charge: Charge, times: Times) -> bool:
    inner = source.trimmed(start + 1, end - 1)
    label = _LABEL.search(source.text, *inner)
    if label:
        _take_labels(source, *inner, charge, times)
        # (2024年6月底前完成,责任股室:…): when may stand before the first label, without one of its own.
        for left, right in _clauses(source.text, inner[0], label.start()) if charge.due is None else ():
            words = source.words(left, right)
            said = due_of(source.text, left, right, words, year=times.year, issued=times.issued)
            charge.due = charge.due or said
        return True
    units: list[Span] = []
    due: Due | None = None
    for left, right in _clauses(source.text, *inner):
        words = source.words(left, right)
        said = due_of(source.text, left, right, words, year=times.year, issued=times.issued)
        if said and due is None and right - left <= _LONGEST_UNIT:
            due = said
        elif _names_units(source.text, left, right):
            units += units_of(source.text, left, right)
        else:
            units, due = [], _due_of_bracket(source, *inner, times)
            break
    charge.departments = units + charge.departments
    charge.due = charge.due or due
    return bool(units or due)


def _due_of_bracket(source: Source, start: int, end: int, times: Times) -> Due | None:
    if end - start > _LONGEST_UNIT:
        return None
    words = source.words(start, end)
    return due_of(source.text, start, end, words, year=times.year, issued=times.issued)


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """At , and ; outside brackets."""
    depth = 0
    left = start
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth <= 0 and text[at] in ",;":
            yield bare(text, left, at)
            left = at + 1
    yield bare(text, left, end)


def _take_labels(source: Source, start: int, end: int, charge: Charge, times: Times) -> None:
    text = source.text
    labels = list(_LABEL.finditer(text, start, end))
    departments: list[Span] = []
    for label, following in zip_longest(labels, labels[1:]):
        stop = following.start() if following else end
        left, right = bare(text, label.end(), min(stop, _sentence_end(text, label.end(), stop)))
        said = SAID_OF_LABEL[label["label"]]
        if left >= right:
            continue
        if said == "departments":
            departments += _units_and_time(source, left, right, charge, times)
        elif said == "due" and charge.due is None:
            words = source.words(left, right)
            due = due_of(text, left, right, words, year=times.year, issued=times.issued)
            charge.due = due or Due("none", None, words)
        else:
            charge.others.append((label.start(), right))
    charge.departments = departments + charge.departments


def _units_and_time(source: Source, start: int, end: int, charge: Charge, times: Times) -> list[Span]:
    """责任单位:综合监督科;全年任务: among the names stands when, without a label of its own."""
    units: list[Span] = []
    for left, right in units_of(source.text, start, end):
        due = None
        if not _UNIT.search(source.text, left, right):
            words = source.words(left, right)
            due = due_of(source.text, left, right, words, year=times.year, issued=times.issued)
        if due is None:
            units.append((left, right))
        else:
            charge.due = charge.due or due
    return units


def _sentence_end(text: str, start: int, stop: int) -> int:
    ends = [at for at in (text.find("。", start, stop), text.find("\n", start, stop)) if at >= 0]
    return min(ends, default=stop)


def _names_units(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_BRACKET or "。" in text[start:end]:
        return False
    if _NO_UNITS.match(text, start, end):
        return False
    charged = _CHARGED.search(text, max(start, end - 30), end)
    names = units_of(text, start, end)
    if charged and names:
        return True
    return bool(names) and all(_UNIT.search(text[slice(*name)]) for name in names)


def units_of(text: str, start: int, end: int) -> list[Span]:
    """医政科、规财科 基层科(牵头): the units named, without the words that say what they do."""
    units: list[Span] = []
    for left, right in _divided(text, start, end):
        led = _LED.search(text, left, right)
        stretches = [(left, led.start("led")), (led.end(), right)] if led else [(left, right)]
        for one in stretches:
            unit = _unit(text, *one)
            if unit and unit not in units:
                units.append(unit)
    return units


def _divided(text: str, start: int, end: int) -> Iterator[Span]:
    """At 、 , ; and blanks outside brackets; at 和 and 及 where a unit ends before them."""
    depth = 0
    left = start
    for at in range(start, min(end, start + 2 * _LONGEST_BRACKET)):
        char = text[at]
        depth += (char == "(") - (char == ")")
        joint = (
            char in "和及与" and bool(_UNIT.search(text, max(left, at - _LONGEST_UNIT), at)) and at + 2 < end
        )
        joint = joint and bool(_UNIT.search(text, at, _next_joint(text, at + 1, end)))
        if depth <= 0 and (char in "、,; \n/" or joint):
            if left < at:
                yield (left, at)
            left = at + 1
    if left < end:
        yield (left, end)


def _next_joint(text: str, start: int, end: int) -> int:
    return next((at for at in range(start, min(end, start + _LONGEST_UNIT)) if text[at] in "、,; \n/"), end)


def _unit(text: str, start: int, end: int) -> Span | None:
    start, end = bare(text, start, end)
    for pattern in (_CHARGED, _TAIL):
        match = pattern.search(text, start, end)
        end = match.start() if match else end
    start, end = bare(text, start, end)
    if text[start : start + 1] == "由":
        start += 1
    return (start, end) if 2 <= end - start <= _LONGEST_UNIT else None


def bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \n,;、:【】[]〔〕":
        start += 1
    while start < end and text[end - 1] in " \n,;、。:【】[]〔〕":
        end -= 1
    return (start, end)
