"""What a clerk should look at before trusting a document: alarms that hold by the text alone."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mingze.papers.answer import Caution, Heading, Span
from mingze.papers.dates import dates_in
from mingze.papers.numbers import numeral
from mingze.papers.outline import Piece
from mingze.papers.source import Source

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "〔": "〕", "[": "]"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_LIST_BRACKET = re.compile(r"(?<![\w])[\da-zA-Z一二三四五六七八九十]{1,3}\)")
_PLACEHOLDER = re.compile(
    r"(?<![X×x*])[X×x]{2,12}(?:年|月|日|省|市|县|区|州|号|次|科|院|单位|街道|镇|乡|村|社区|学校|公司|局|部门|中心|人|名|个|件|项|条|家|万?元)"
    r"|(?<![A-Za-z\d])[X×x](?=[年月日])|(?<!\d)\d{1,8}[X×x]{2,12}(?:号|\d{1,8}(?!\d)|(?=[年月日]))"
    r"|[_＿]{4,}|\(?(?:此处|这里)(?:填写|补充)\)?|\(待(?:定|填|补充?|核实|确认)\)|\[待(?:定|填|补充?|核实|确认)\]"
)
_LONGEST_TITLE = 200
_GROUP_LEVEL = 2


def of_text(source: Source, parts: list[Piece]) -> list[Caution]:
    return [*_dates(source), *_placeholders(source), *_brackets(source, parts)]


def of_outline(headings: list[Heading]) -> list[Caution]:
    """Headings of one parent that do not count on: 三 after 三, 二是 after 四是. A new list may begin with 1."""
    cautions: list[Caution] = []
    waiting = [headings]
    while waiting:
        siblings = waiting.pop()
        waiting += [heading.children for heading in siblings if heading.children]
        for left, right in pairwise(siblings):
            before, after = _value(left), _value(right)
            if left.level != right.level or before is None or after is None or after > before:
                continue
            if after != 1 or (before == 1 and right.level <= _GROUP_LEVEL):
                message = f"编号“{right.number}”接在“{left.number}”之后,没有顺序编下去"
                cautions.append(Caution("numbering_restarts", message, right.span))
    return sorted(cautions, key=lambda one: one.span or (0, 0))


def _value(heading: Heading) -> int | None:
    inner = heading.number.strip("(（ )）").removesuffix("是")
    return 1 if inner in ("-", "—") else numeral(inner) if inner else None


def _dates(source: Source) -> list[Caution]:
    cautions = []
    for found in dates_in(source.text):
        words = source.words(*found.span)
        if found.fault == "impossible":
            message = f"“{words}”不是存在的日期"
            cautions.append(Caution("impossible_date", message, source.span(*found.span)))
        elif found.fault == "ambiguous":
            message = f"“{words}”缺少年月日字样,读法不止一种"
            cautions.append(Caution("ambiguous_date", message, source.span(*found.span)))
    return cautions


def _placeholders(source: Source) -> list[Caution]:
    first: dict[str, re.Match[str]] = {}
    times: Counter[str] = Counter()
    for match in _PLACEHOLDER.finditer(source.text):
        first.setdefault(match[0], match)
        times[match[0]] += 1
    return [
        Caution("placeholder", f"“{words}”是未填写的占位({times[words]}处)", source.span(*match.span()))
        for words, match in first.items()
    ]


def _brackets(source: Source, parts: list[Piece]) -> list[Caution]:
    cautions = []
    for start, end in _sentences_over_lines(source, parts):
        broken = _first_broken(source.text, start, end)
        if broken is not None:
            words = source.words(max(start, broken - 8), min(end, broken + 8))
            message = f"引号或括号不成对:“{words}”"
            cautions.append(Caution("broken_brackets", message, source.span(broken, broken + 1)))
    return cautions


def _sentences_over_lines(source: Source, parts: list[Piece]) -> Iterator[Span]:
    """Paragraphs, and the lines of a title together: a line that ends without a stop goes on in the next."""
    start: int | None = None
    for part in parts:
        start = part.body if start is None else start
        if source.text[part.end - 1] in "。;:!?”" or part.end - start > _LONGEST_TITLE:
            yield (start, part.end)
            start = None
    if start is not None:
        yield (start, parts[-1].end)


def _first_broken(text: str, start: int, end: int) -> int | None:
    """Where the first bracket stands that has no partner inside the paragraph."""
    numbering = {match.end() - 1 for match in _LIST_BRACKET.finditer(text, start, end)}
    open_: list[tuple[str, int]] = []
    for at in range(start, end):
        char = text[at]
        if char in _PAIRS:
            open_.append((char, at))
        elif char in _CLOSERS:
            if open_ and open_[-1][0] == _CLOSERS[char]:
                open_.pop()
            elif at not in numbering:
                return at
    return open_[0][1] if open_ else None
