"""Pieces of a text and the numbers they start with: 一、 (一) 1. (1) 一是, and the tree these make.

A piece is a paragraph, or a part of one where a page lost its line breaks. Everything works on text of one width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mingze.papers.answer import Heading, Span
from mingze.papers.numbers import NUMERALS, numeral
from mingze.papers.source import Source, one_width

# What numbers a heading, and how deep it lies. "(-)" is what a scanner makes of (一).
_MARKS: tuple[tuple[int, str], ...] = (
    (1, rf"(?P<n1>[{NUMERALS}]{{1,4}})(?:、|\. )"),
    (2, rf"\( ?(?P<n2>[{NUMERALS}]{{1,4}}|-|—) ?\)[、.]?"),
    (3, r"(?P<n3>\d{1,3}) ?[.、](?!\d)"),
    (4, r"\( ?(?P<n4>\d{1,2}) ?\)[、.]?|(?P<c4>[①-⑳])"),
    (5, rf"(?P<n5>[{NUMERALS}]{{1,3}})是(?!否)"),
)
_MARK = re.compile("(?:" + "|".join(f"(?P<l{level}>{pattern})" for level, pattern in _MARKS) + ") ?")
# "21.2020年6月…": a number in front of a number, told from 2.5万 by what follows and by its place in the row.
_CROWDED = re.compile(r"(?P<l3>(?P<n3>\d{1,3})[.、])(?=\d)(?!\d+(?:\.\d+)?[%万亿元倍])")

_INLINE = re.compile(
    "|".join(f"(?P<l{level}>{pattern})" for level, pattern in _MARKS if level < 5 and level != 3)
    + r"|(?P<l3>(?P<n3>\d{1,3}) ?[.、](?!\d+(?:\.\d+)?[%万亿元倍]))"
)
_SENTENCE_END = '。;!?:)”"》'
_TITLE = re.compile(r"[^。!?]*[。!?]?")
_LONG_PARAGRAPH = 800
# How a report ends that lost its line breaks: the call to its readers, then who signed it and when.
_LONGEST_TAIL = 600
_LONGEST_SIGNATURE = 60
_TAIL_SENTENCE = re.compile(
    r"(?<=[。!?])(?:欢迎.{0,12}(?:干部|群众|社会).{0,30}监督|联系(?:电话|方式|地址|人) ?:)"
)
_SIGNATURE = re.compile(
    r"(?<![\u4e00-\u9fff·、()])[\u4e00-\u9fff]{2,38}"
    r"(?:党组|党委|党工委|党总支|支部|委员会|委|局|厅|办公室|中心|医院|大队|公司|政府|小组)"
    r" ?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?= |\(|$)"
)
# How sections of plans are called, for pages where nothing separates the heading from its text.
_SECTION_NAME = re.compile(
    r"(?:(?:指导思想|总体要求|总体目标|工作目标|目标任务|目标要求|基本原则|工作原则|整治范围|监督范围|问责对象|整治重点"
    r"|活动内容|治理内容|整治内容|主要任务|重点任务|工作任务|工作内容|时间安排|方法步骤|工作步骤|实施步骤|方法措施"
    r"|工作措施|保障措施|组织领导|组织机构|工作要求|有关要求|时限要求|工作安排|存在问题|下一步工作"
    r"|(?:巡察|巡视)?(?:反馈)?(?:意见|问题|重点问题|具体问题)?整改(?:工作)?(?:落实|进展|组织)?情况)(?:和|及|与|、|暨)?)+"
)


@dataclass(frozen=True)
class Mark:
    level: int
    number: str
    value: int | None
    span: Span


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    mark: Mark | None
    # Part of a page that lost its line breaks: labels follow the words before them without a stop.
    unbroken: bool = False

    @property
    def body(self) -> int:
        """Where the words begin, after the number."""
        return self.mark.span[1] if self.mark else self.start


def pieces(source: Source) -> list[Piece]:
    """The text in order, without blank lines; nothing but white space lies between two pieces."""
    found: list[Piece] = []
    row = 0
    at = 0
    for line in source.text.split("\n"):
        start, end = source.trimmed(at, at + len(line))
        at += len(line) + 1
        if start == end:
            continue
        long = end - start >= _LONG_PARAGRAPH
        cuts = _inline_marks(source.text, start, end) if long else []
        cuts += _tail(source.text, max(start, cuts[-1] if cuts else start), end, long)
        edges = [start, *(cut for cut in cuts if cut > start), end]
        for left, right in pairwise(edges):
            left, right = source.trimmed(left, right)
            if left < right:
                mark = _mark_at(source.text, left, right, row + 1)
                if mark and mark.level <= 3:
                    row = (mark.value or 0) if mark.level == 3 else row if mark.level == 2 else 0
                found.append(Piece(left, right, mark, len(edges) > 4))
    return found


def _tail(text: str, start: int, end: int, long: bool) -> list[int]:
    """Where the end of a document begins that stands in the line of its last words, and its signature."""
    cuts: list[int] = []
    left = max(start, end - _LONGEST_TAIL)
    tail = _TAIL_SENTENCE.search(text, left, end) if long else None
    if tail:
        cuts.append(tail.start())
    signature = _SIGNATURE.search(text, left, end) if end - start > _LONGEST_SIGNATURE else None
    if signature:
        cuts += [signature.start(), signature.end()]
    return cuts


def _mark_at(text: str, start: int, end: int, expected: int) -> Mark | None:
    match = _MARK.match(text, start, end)
    if match:
        return _mark(match)
    match = _CROWDED.match(text, start, end)
    if match and int(match["n3"]) in (1, expected):
        return _mark(match)
    return None


def starts_heading(text: str) -> bool:
    """Whether a line begins with a number of its own (not 一是, which also stands inside paragraphs)."""
    match = _MARK.match(one_width(text))
    return match is not None and match.lastgroup != "l5"


def headings(source: Source, parts: list[Piece]) -> list[Heading]:
    """The tree of numbered headings. A 一是 paragraph lies one level under what it stands in."""
    roots: list[Heading] = []
    open_: list[tuple[int, Heading]] = []
    for part in parts:
        if part.mark is None:
            continue
        rank = part.mark.level
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        start, end = title_of(source, part)
        level = open_[-1][1].level + 1 if rank == 5 and open_ else min(rank, 4)
        heading = Heading(
            level,
            part.mark.number,
            _without_stop(source.words(start, end)),
            source.span(part.start, end),
        )
        (open_[-1][1].children if open_ else roots).append(heading)
        open_.append((rank, heading))
    return roots


def _runs_on(rest: str) -> bool:
    """Whether what follows a section name is a text of its own, not more of the name."""
    return "," in rest or len(rest) > 20


def _without_stop(words: str) -> str:
    plain = "".join(words.split("\n"))
    while plain and (plain[-1].isspace() or plain[-1] in "。;!?;！？"):
        plain = plain[:-1]
    return plain


def title_of(source: Source, part: Piece) -> Span:
    """The heading's own words: its first sentence, the whole line, or a known section name before unbroken text."""
    text = source.text
    name = _SECTION_NAME.match(text, part.body, part.end)
    first = _TITLE.match(text, part.body, part.end)
    end = first.end() if first else part.end
    if not source.text[end : part.end].strip(")”》 。"):
        end = part.end
    if part.mark and part.mark.level == 1 and name and _runs_on(text[name.end() : end]):
        end = name.end()
    return source.trimmed(part.body, end)


def _mark(match: re.Match[str]) -> Mark:
    level = int((match.lastgroup or "l0")[1:])
    number = match[f"l{level}"].rstrip(" 、.")
    inner = match["c4"] if level == 4 and match["c4"] else str(match[f"n{level}"])
    if level in (1, 3):
        number = inner
    return Mark(level, number, numeral(inner), (match.start(), match.end()))


def _inline_marks(text: str, start: int, end: int) -> list[int]:
    """Where headings start inside one long line: numbers that follow each other, each level counted anew."""
    cuts: list[int] = []
    counters = [0, 0, 0, 0, 0]
    row = 0
    deep = 0
    for match in _INLINE.finditer(text, start, end):
        mark = _mark(match)
        level = mark.level
        continued = level == 3 and mark.value == row + 1
        if not _follows(text, start, mark, [row] * 4 if continued else counters):
            continue
        row = (mark.value or 0) if level == 3 else 0 if level == 1 else row
        counters[level] = mark.value or 1
        counters[level + 1 :] = [0] * (4 - level)
        cuts.append(mark.span[0])
        deep += level <= 2 and mark.span[0] > start
    return cuts if deep >= 2 else []


def _follows(text: str, start: int, mark: Mark, counters: list[int]) -> bool:
    before = text[mark.span[0] - 1] if mark.span[0] > start else "。"
    last = counters[mark.level]
    after_sentence = before in _SENTENCE_END or before in " \n"
    if before.isdigit() or before in "第条款项、":
        return False
    if mark.value is None:
        return True
    if mark.level == 1:
        named = bool(_SECTION_NAME.match(text, mark.span[1]))
        return mark.value in (last, last + 1) and (after_sentence or named) and before not in NUMERALS
    if mark.level == 2:
        return mark.value == last + 1
    return mark.value == last + 1 and (after_sentence or mark.value == 1)


def walk(roots: list[Heading]) -> Iterator[Heading]:
    for heading in roots:
        yield heading
        yield from walk(heading.children)
