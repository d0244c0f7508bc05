"""The stages of a campaign: their names, what they are to bring about, and from when to when they last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mingze.papers.answer import Span, Stage
from mingze.papers.periods import Period, periods_in
from mingze.papers.sections import Body, Node
from mingze.papers.source import Source

_ORDINAL = re.compile(r"第[一二三四五六七八1-8] ?(?:阶段|步)(?!(?:性|的))")
_STAGE = re.compile(r"阶段(?!性)")
_UNNUMBERED = re.compile(
    r"(?:第[一二三四五六七八1-8] ?(?:阶段(?!性)|步(?=[:,、 ]))|(?![\u4e00-\u9fff]{0,12}(?:分|[一二三四五六两]个))[\u4e00-\u9fff、]{2,14}阶段(?= ?[(:,。]|$))"
)
# Said as a mechanism, in a bracket, or in the name of the stage itself.
_DUTY = r"(?P<duty>[明述评问履督考知定追尽]责)"
_MECHANISM = re.compile(rf"(?:落实|突出|体现|强化|建立|健全)“?{_DUTY}”?(?:机制|环节)")
_NAMED_FOR = re.compile(rf"[(“]?{_DUTY}[)”]?(?:阶段|\)|$)")
_PROSE = re.compile(
    r"(?:第[一二三四五六七八]阶段[:,]?)?(?:为|是)?(?P<name>(?!分|共|历时)[\u4e00-\u9fff、]{2,14}?阶段)(?!性)"
)
_HEAD = re.compile(r"[^。;\n]{0,120}")
_NAME_ENDS = re.compile(r"[,:。;()\n]|——|—|-| {2,}")
_AROUND = re.compile(r"(?:(?:从|自|于|在)(?=[\d即])|时间为?(?=\d)|为|是|,|:|—|-|–|~|\.|、| )+")
_TIME_LABEL = re.compile(
    r"(?:[(【]?(?:实施|起止|工作|活动|完成|具体)?时间(?:安排|节点|段)?[】)]?(?:为|是|:)* ?|从|自|,|:|\(| |。)*"
)
_FAR = 16
_FEWEST = 2
_STEPS = re.compile("步骤|阶段")


@dataclass(frozen=True)
class StageFound:
    stage: Stage
    mechanism: Span | None


def read_stages(source: Source, body: Body, year: int | None, issued: date | None) -> list[StageFound]:
    for section in body.nodes():
        if section.meaning != "stages":
            continue
        year = _own_year(source, section, year)
        heads = _heads(source, section)
        found = _told(source, heads, year, issued) if heads else []
        found = found or _in_prose(source, section, year, issued)
        if found:
            return found
    return []


def _own_year(source: Source, section: Node, year: int | None) -> int | None:
    """从2024年3月开始,分三个阶段: the year the section itself begins with."""
    stop = section.children[0].start if section.children else section.end
    first = next(
        periods_in(source.text, section.title[1], min(stop, section.title[1] + 200), year=year), None
    )
    day = (first.start or first.end) if first else None
    return day.year if day else year


@dataclass(frozen=True)
class _Head:
    start: int
    body: int
    end: int


def _heads(source: Source, section: Node) -> list[_Head]:
    """Where the stages begin: the children of the section, its paragraphs, or what stands one level deeper."""
    children = [child for child in section.children if child.meaning == "stages"]
    deeper = [grandchild for child in children for grandchild in child.children]
    for nodes, fewest in ((children, 1), (deeper, 2)):
        looks = [node for node in nodes if _looks_like_stage(source, node)]
        if len(looks) >= fewest:
            return [_Head(node.start, node.body, node.end) for node in looks]
    starts = [at for node in section.walk() for span in node.paragraphs for at in _starts(source, *span)]
    starts = starts or list(_starts(source, section.title[1], section.own_end))
    if starts:
        return [_Head(start, start, stop) for start, stop in pairwise([*starts, section.end])]
    steps = children if len(children) >= _FEWEST and _STEPS.search(source.text, *section.title) else []
    return [_Head(node.start, node.body, node.end) for node in steps]


def has_stages(source: Source, section: Node) -> bool:
    """Whether what stands below a heading, or in two paragraphs of it, begins as stages do."""
    timed = sum(_begins_with_period(source, *paragraph) for paragraph in section.paragraphs)
    below = (child for child in section.walk() if child is not section)
    return timed >= _FEWEST or any(_looks_like_stage(source, child) for child in below)


def _starts(source: Source, start: int, end: int) -> Iterator[int]:
    """Where stages begin that no number tells apart: 第一阶段…第二阶段…, or a paragraph of each."""
    if _UNNUMBERED.match(source.text, start, end) or _begins_with_period(source, start, end):
        yield start
    for match in _ORDINAL.finditer(source.text, start + 1, end):
        if source.text[match.start() - 1] in "。;: ":
            yield match.start()


def _begins_with_period(source: Source, start: int, end: int) -> bool:
    """9月1日至9月5日,动员准备。"""
    first = next(periods_in(source.text, start, min(end, start + 40)), None)
    return (
        first is not None
        and first.span[0] == start
        and source.text[first.span[1] : first.span[1] + 1] in ",:"
    )


def _looks_like_stage(source: Source, node: Node) -> bool:
    head = _HEAD.match(source.text, node.body, node.end)
    if head is None:
        return False
    return (
        bool(_STAGE.search(head[0][:40])) or _period_of(source, node.body, node.end, None, None) is not None
    )


def _told(source: Source, heads: list[_Head], year: int | None, issued: date | None) -> list[StageFound]:
    found: list[StageFound] = []
    for head in heads:
        period = _period_of(source, head.body, head.end, year, issued)
        last = (period.end or period.start) if period else None
        year = last.year if last else year
        name = name_of(source, head.body, head.end, period)
        if name is None:
            continue
        end = max(name[1], period.span[1] if period else 0)
        if source.text[end : end + 1] == ")":
            end += 1
        mechanism = _mechanism(source, head, name)
        stage = Stage(
            number=len(found) + 1,
            name=source.words(*name),
            mechanism=source.words(*mechanism) if mechanism else None,
            start=period.start if period else None,
            end=period.end if period else None,
            span=source.span(head.start, end),
        )
        found.append(StageFound(stage, source.span(*mechanism) if mechanism else None))
    return found


def _period_of(source: Source, start: int, end: int, year: int | None, issued: date | None) -> Period | None:
    """The period in the head of a stage, or the one its text begins with."""
    head = _HEAD.match(source.text, start, end)
    stop = head.end() if head else end
    periods = list(periods_in(source.text, start, stop, year=year, issued=issued))
    if periods and periods[0].span[0] <= start + 40:
        return periods[0]
    label = _TIME_LABEL.match(source.text, min(stop, end), min(stop + 20, end))
    at = label.end() if label else stop
    after = next(periods_in(source.text, at, min(at + _FAR * 3, end), year=year, issued=issued), None)
    return after if after and after.span[0] <= at + 1 else None


def name_of(source: Source, start: int, end_: int, period: Period | None) -> Span | None:
    """The words of the head without its ordinal and its period: 第一阶段:动员部署(3月) is 动员部署."""
    text = source.text
    line = _HEAD.match(text, start, end_)
    stop = line.end() if line else end_
    ordinal = _ORDINAL.match(text, start, stop)
    at = ordinal.end() if ordinal else start
    while at < stop:
        around = _AROUND.match(text, at, stop)
        at = around.end() if around else at
        if period and period.span[0] <= at < period.span[1]:
            at = period.span[1]
        elif at < stop and text[at] == "(":
            close = text.find(")", at, stop)
            at = close + 1 if close >= 0 else stop
        elif at < stop and text[at] in ")起止。;":
            at += 1
        elif at < stop:
            break
    limit = min(stop, period.span[0]) if period and period.span[0] > at else stop
    ends = _NAME_ENDS.search(text, at, limit)
    end = ends.start() if ends else limit
    while end > at and text[end - 1] in " 从自于在为:,":
        end -= 1
    if at < end:
        return (at, end)
    return ordinal.span() if ordinal else None


def _mechanism(source: Source, head: _Head, name: Span) -> Span | None:
    match = _MECHANISM.search(source.text, head.body, head.end)
    if match is None:
        match = _NAMED_FOR.search(source.text, name[0], min(name[1] + 6, head.end))
    return match.span("duty") if match else None


def _in_prose(source: Source, section: Node, year: int | None, issued: date | None) -> list[StageFound]:
    """3月为动员部署阶段,4月至9月为集中整治阶段: a period, then the name it belongs to."""
    found: list[StageFound] = []
    at = section.title[1] if section.children or section.paragraphs else section.body
    for period in periods_in(source.text, at, section.end, year=year, issued=issued):
        match = _PROSE.match(source.text, _skip(source.text, period.span[1]), section.end)
        if match is None:
            continue
        span = source.span(period.span[0], match.end())
        name = source.words(*match.span("name"))
        found.append(StageFound(Stage(len(found) + 1, name, None, period.start, period.end, span), None))
    return found


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in "),: ":
        at += 1
    return at
