"""The words reports are written with: labels of fields and words for a status. A new variant is a row here."""

import re
from dataclasses import dataclass
from typing import Literal

from mingze.papers.answer import Span, Status

FieldName = Literal[
    "problem",
    "measures",
    "progress",
    "status_text",
    "owner",
    "unit",
    "due",
    "number",
    "ordinal",
    "group",
    "section",
    "key_matter",
]

LABELS: dict[FieldName, tuple[str, ...]] = {
    "measures": ("整改措施", "措施", "整改举措", "拟采取措施"),
    "progress": (
        "整改进展",
        "整改进展情况",
        "整改情况",
        "整改落实情况",
        "整改成效",
        "进展情况",
        "整改进度",
    ),
    "status_text": ("完成情况", "整改状态", "整改完成情况", "整改结果", "是否完成", "完成状态"),
    "owner": ("责任领导", "牵头领导", "责任人", "整改责任人", "具体负责人", "负责人"),
    "unit": ("责任单位", "责任科室", "责任部门", "牵头单位", "牵头科室", "整改责任单位"),
    "due": ("整改时限", "完成时限", "整改期限", "完成时间", "整改完成时限"),
    "problem": ("反馈问题", "存在问题", "具体问题", "问题表现", "问题内容", "问题描述"),
}
# Column heads of ledgers only: too short or too common to be labels inside a text.
COLUMNS: dict[FieldName, tuple[str, ...]] = LABELS | {
    "problem": (
        *LABELS["problem"],
        "问题",
        "反馈的问题",
        "反馈具体问题",
        "巡察反馈问题",
        "反馈问题内容",
        "主要问题",
        "问题清单",
    ),
    "measures": (*LABELS["measures"], "具体措施", "具体整改措施", "主要措施"),
    "progress": (*LABELS["progress"], "进展", "整改落实进展", "目前进展", "落实情况", "工作进展"),
    "status_text": (*LABELS["status_text"], "状态", "整改状况", "完成与否", "销号情况"),
    "owner": (*LABELS["owner"], "责任领导及责任人", "包抓领导"),
    "unit": (*LABELS["unit"], "责任单位(科室)", "承办单位", "承办科室", "责任单位及科室"),
    "due": (*LABELS["due"], "时限", "整改完成时间", "计划完成时间"),
    "number": ("文中编号", "编号", "问题序号", "问题编号"),
    # The place of the row in its table: the number of a finding where no other is given.
    "ordinal": ("序号",),
    "section": ("所属部分", "部分"),
    "key_matter": ("重点问题", "是否重点问题", "是否重点", "重点事项"),
    "group": ("问题类别", "类别", "方面", "问题分类", "类型", "反馈方面", "问题方面"),
}
FIELD_OF_LABEL: dict[str, FieldName] = {label: name for name, labels in LABELS.items() for label in labels}
FIELD_OF_COLUMN: dict[str, FieldName] = {label: name for name, labels in COLUMNS.items() for label in labels}

_ANY = "|".join(sorted(FIELD_OF_LABEL, key=len, reverse=True))
_LABEL = re.compile(rf"(?P<open>[【\[(])?(?P<label>{_ANY})(?:(?<!\s) ?[】\])] ?:?| ?:)")
_ALONE = re.compile(rf"[【\[(]?(?P<label>{_ANY})[】\])]? ?:?$")
# Where a label may stand inside a paragraph: after the end of a sentence, of a part of one, or of its quotation.
_BEFORE_LABEL = "。;!?…)】 \n"
_CLOSED_QUOTE = '”"》'
_QUOTES = (("“", "”"), ("《", "》"), ("(", ")"))
_LONGEST_QUOTE = 300

# First match wins: what is not done, or not quite, before what is.
_STATUSES: tuple[tuple[str, Status | None], ...] = (
    (r"未完成|尚未|不够到位|未整改|没有完成|责令重新整改|未销号", "not_done"),
    (r"申请延期|延期整改|已延期", "extended"),
    (r"阶段性", "staged"),
    (r"(?:已|全部|均).{0,2}完成.{0,6}(?:并|且).{0,2}(?:长期|持续)", "done"),
    (r"长期|持续(?:推进|整改|坚持)|常态化推进", "long_term"),
    (r"含基本完成", "done"),
    (r"基本(?:完成|整改|到位)", "mostly_done"),
    (r"推进|正在|进行中|整改中|办理中|未到期", "in_progress"),
    (r"立行立改$", None),
    (r"完成|到位|办结|销号|已整改|整改完毕|^是$", "done"),
)
STATUSES: tuple[tuple[re.Pattern[str], Status | None], ...] = tuple(
    (re.compile(pattern), status) for pattern, status in _STATUSES
)
_KEY_MATTER = re.compile(r"重点(?:问题|事项)|书记.{0,4}点|点人点事|点事")


@dataclass(frozen=True)
class Label:
    """A label with the colon that belongs to it. One inside a paragraph may turn out to be prose."""

    span: Span
    name: FieldName
    inside: bool


def labels_in(text: str, start: int, end: int, *, heading: bool = False) -> list[Label]:
    """The labels of text[start:end]; a heading that is called as a label is (二、整改情况) is none."""
    alone = _ALONE.match(text, start, end)
    if alone:
        return [] if heading else [Label(alone.span(), FIELD_OF_LABEL[alone["label"]], False)]
    found: list[Label] = []
    while start < end and text[start] in " \n":
        start += 1
    for match in _LABEL.finditer(text, start, end):
        name = FIELD_OF_LABEL[match["label"]]
        if match.start() == start:
            found.append(Label(match.span(), name, False))
            continue
        common = name == "problem" or match["label"] in ("措施", "负责人")
        if not common and _stands_free(text, start, match.start(), end):
            found.append(Label(match.span(), name, True))
    return found


def _stands_free(text: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence ends before text[at], and it is no part of a quotation."""
    before = text[at - 1]
    closed = before in _CLOSED_QUOTE and at - 2 >= start and text[at - 2] in "。!?…"
    return (before in _BEFORE_LABEL or closed) and not _quoted(text, start, at, end)


def _quoted(text: str, start: int, at: int, end: int) -> bool:
    """Whether text[at] stands between two quotation marks that belong to each other."""
    for opener, closer in _QUOTES:
        left, right = max(start, at - _LONGEST_QUOTE), min(end, at + _LONGEST_QUOTE)
        opened = text.rfind(opener, left, at) > text.rfind(closer, left, at)
        close, reopened = text.find(closer, at, right), text.find(opener, at, right)
        if opened and close >= 0 and (reopened < 0 or close < reopened):
            return True
    return False


def status_of(text: str) -> Status | None:
    return next((status for pattern, status in STATUSES if pattern.search(text)), None)


def is_status(text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in STATUSES)


def is_key_matter(heading: str) -> bool:
    return bool(_KEY_MATTER.search(heading))


def yes_or_no(cell: str) -> bool | None:
    """What a cell of a column that asks (重点问题) answers."""
    plain = cell.strip().lower()
    if plain in ("是", "√", "✓", "✔", "y", "yes", "1", "true", "重点"):
        return True
    return False if plain in ("否", "×", "✗", "n", "no", "0", "false", "非重点", "—", "-", "/") else None
