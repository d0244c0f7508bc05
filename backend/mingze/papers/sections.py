"""The sections of a plan by what their headings mean: a new way to call a section is a word in a row here."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from mingze.papers.answer import Span
from mingze.papers.front import Front
from mingze.papers.measures import Part, parts_of
from mingze.papers.outline import Piece, title_of
from mingze.papers.source import Source

Meaning = Literal[
    "objective",
    "scope",
    "objects",
    "principles",
    "problems",
    "content",
    "tasks",
    "measures",
    "stages",
    "other",
]
# The first row whose words a heading holds tells its meaning.
_MEANINGS: tuple[tuple[Meaning, str], ...] = (
    (
        "other",
        "保障措施|组织保障|工作保障|注意事项|领导小组|组织领导|组织机构|领导机构|工作专班|时间范围|实施时间",
    ),
    (
        "stages",
        "步骤|阶段|时间安排|进度安排|时间进度|实施安排|时间节点|工作进度|日程安排|(?:整治|行动|活动|治理)时间",
    ),
    (
        "problems",
        "突出问题|重点问题|主要问题|具体问题|问题清单|问题表现|负面清单|整治问题|治理问题|整治的问题",
    ),
    ("objective", "指导思想|总体要求|总体思路|工作思路|目标|目的意义|行动目的|工作目的"),
    ("principles", "原则"),
    ("scope", "范围"),
    ("objects", "对象"),
    ("problems", "(?:整治|治理|打击|检查|清理|纠治|行动)重点|重点(?:整治|治理|打击|纠治)"),
    ("content", "(?:整治|治理|检查|纠治|清理|排查|自查|监督)的?(?:主要|重点)?(?:内容|事项|领域)"),
    ("tasks", "任务|内容|工作重点|重点工作|主要工作|重点事项|行动安排|工作安排|活动安排|重点领域|工作项目"),
    ("measures", "措施|举措|方法|做法|方式"),
    ("other", "要求|保障|纪律|联系|举报|监督|投诉|受理|附则|组织实施|其他"),
)
MEANINGS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(words)) for meaning, words in _MEANINGS
)
# What a heading inside a section may be called to be a section of its own, not one of that section's items.
_NAME = re.compile(
    r"(?:总体|工作|主要|重点|具体|基本|整治|治理|监督|检查|问责|活动|实施|方法|行动|目标|时间|阶段|组织|适用|参加|[和与及、])*"
    r"(?:指导思想|总体要求|思想|思路|目标|任务|原则|范围|对象|步骤|安排|措施|举措|方法|方式|要求|内容|重点|领导|保障|时间|纪律)+"
)
_PROBLEM_GROUP = re.compile(r"(?:突出|重点|主要|具体)问题$|问题清单$")
_INSIDE: dict[Meaning | None, frozenset[Meaning]] = {
    "objective": frozenset({"objective", "principles", "scope", "objects", "tasks"}),
    "scope": frozenset({"scope", "objects"}),
    "objects": frozenset({"scope", "objects"}),
    "stages": frozenset({"stages", "measures", "other"}),
}
_LONGEST_HEADING = 30
_LABEL = re.compile(
    r"[【\[]?(?P<name>[\u4e00-\u9fff]{0,6}(?:范围|对象|目标|指导思想|总体要求|整治重点|整治内容|主要任务|重点任务))(?:[】\]] ?:?| ?(?:为|是)? ?:)"
)
_FIRST = re.compile(r"(?<![\u4e00-\u9fff])(?:一是(?!否)|\(一\)|\(1\)|①|1[.、](?!\d))")
_INNER = re.compile(r"(?<=[。;\n ])[\u4e00-\u9fff]{0,6}(?P<name>范围|对象)(?:为|是)? ?:")
# Where a document ends and its enclosures, copies and page furniture begin.
_END = re.compile(
    r"附(?:件|表)? ?\d{0,2} ?(?::|$)|附件\d|抄(?:送|报) ?:|主动公开|\(?此件|信息公开选项|版权所有|主办单位|扫一扫|责任编辑"
)


@dataclass
class Node:
    """A numbered paragraph with the paragraphs after it, as far as no further number stands before them."""

    level: int
    number: str
    start: int
    body: int
    title: Span
    own_end: int
    end: int
    children: list["Node"] = field(default_factory=list)
    # Paragraphs without a number, those before the first child and those after the last one.
    paragraphs: list[Span] = field(default_factory=list)
    meaning: Meaning | None = None

    def walk(self) -> Iterator["Node"]:
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


@dataclass
class Body:
    """A plan: what stands before its first section, its sections, and labelled paragraphs (监督范围:…)."""

    lead: list[Span]
    roots: list[Node]
    labelled: list[tuple[Meaning, Span]]

    def nodes(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()


def read_body(source: Source, parts: list[Piece], front: Front, tables: list[Span]) -> Body:
    body = Body([], [], [])
    open_: list[Node] = []
    marked = any(part.mark and part.mark.level == 1 for part in parts)
    for index, part in enumerate(parts):
        if _in(tables, source.span(part.start, part.end)[0]):
            continue
        if index in front.taken:
            # What follows a signature belongs to no section any more: an enclosed plan, a page.
            open_.clear()
            continue
        if open_ and _END.match(source.text, part.start, part.end):
            break
        _take_labels(source, part, body, bool(open_))
        node = _node(source, part, marked)
        if node is None:
            _continue(body, open_, (part.start, part.end))
            continue
        while open_ and open_[-1].level >= node.level:
            open_.pop()
        (open_[-1].children if open_ else body.roots).append(node)
        open_.append(node)
        for one in open_:
            one.end = node.end
    _mean(source, body)
    return body


def _take_labels(source: Source, part: Piece, body: Body, inside: bool) -> None:
    """监督范围:…。问责对象:… — values that need no heading."""
    labels = [
        *([first] if (first := _LABEL.match(source.text, part.body, part.end)) else []),
        *_INNER.finditer(source.text, part.body, part.end),
    ]
    for label, following in zip_longest(labels, labels[1:]):
        span = source.trimmed(label.end(), following.start() if following else part.end)
        meaning = meaning_of(label["name"])
        # A task may have a goal of its own.
        known = meaning in ("scope", "objects") or (meaning == "objective" and not inside)
        if known and meaning and span[0] < span[1]:
            body.labelled.append((meaning, span))


def _node(source: Source, part: Piece, marked: bool) -> Node | None:
    if part.mark is None:
        if marked:
            return None
        start, end = _unnumbered(source, part)
        if start == end:
            return None
        return Node(0, "", part.start, start, (start, end), part.end, part.end)
    title = heading_of(source, part)
    return Node(part.mark.level, part.mark.number, part.start, part.body, title, part.end, part.end)


def _unnumbered(source: Source, part: Piece) -> Span:
    """The heading that a paragraph without a number is, where a text numbers no sections: 整治重点, 【工作目标】."""
    label = _LABEL.match(source.text, part.start, part.end)
    if label:
        return label.span("name")
    line = source.text[part.start : part.end].strip("【】[]:")
    if len(line) <= 12 and _NAME.fullmatch(line):
        at = source.text.index(line, part.start)
        return (at, at + len(line))
    return (part.start, part.start)


def heading_of(source: Source, part: Piece) -> Span:
    start, end = title_of(source, part)
    while end > start and source.text[end - 1] in "。;:,. ":
        end -= 1
    return (start, end)


def _continue(body: Body, open_: list[Node], paragraph: Span) -> None:
    if not open_:
        body.lead.append(paragraph)
        return
    open_[-1].paragraphs.append(paragraph)
    if not open_[-1].children:
        open_[-1].own_end = paragraph[1]
    for one in open_:
        one.end = paragraph[1]


def _in(tables: list[Span], at: int) -> bool:
    """Whether a place lies in one of the tables, which stand in order."""
    before = bisect_right(tables, (at, at)) - 1
    near = tables[max(before, 0) : before + 2]
    return any(start <= at < end for start, end in near)


def _mean(source: Source, body: Body) -> None:
    for root in body.roots:
        title = source.text[slice(*root.title)]
        root.meaning = meaning_of(title) if len(title) <= _LONGEST_HEADING else None
        waiting = [(child, root.meaning) for child in root.children]
        while waiting:
            node, above = waiting.pop()
            node.meaning = _meaning_under(above, source.text[slice(*node.title)], node)
            waiting += [(child, node.meaning) for child in node.children]


def _meaning_under(above: Meaning | None, title: str, node: Node) -> Meaning | None:
    if above in ("tasks", "content") and _PROBLEM_GROUP.search(title) and node.children:
        return "problems"
    named = len(title) <= _LONGEST_HEADING and _NAME.fullmatch(title)
    own = meaning_of(title) if named else None
    return own if own and (above is None or own in _INSIDE.get(above, ())) else above


def told_parts(source: Source, section: Node) -> list[Part]:
    """一是…;二是… in the paragraph under a heading, without the words that lead to them."""
    start, end = source.trimmed(section.title[1], section.own_end)
    first = _FIRST.search(source.text, start, end)
    return parts_of(source.text, first.start(), end) if first else []


def meaning_of(title: str) -> Meaning | None:
    return next((meaning for meaning, words in MEANINGS if words.search(title)), None)
