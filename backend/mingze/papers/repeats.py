"""Stretches of a page that are no part of its document: a second copy of the body, marks of page fragments."""

import re
from dataclasses import dataclass
from itertools import pairwise

from mingze.papers.answer import Span
from mingze.papers.outline import starts_heading
from mingze.papers.source import Source

_LONG_LINE = 16
_HEAD = 30
_SHARE_OF_TEXT = 0.2
_LEAST_COPY = 200
_RESYNC = 4
_HEADINGS_OF_COPY = 2
_FRAGMENT = re.compile(r"(\d{1,3})、")
_LEAST_FRAGMENTS = 3
_LONGEST_PARAGRAPH = 600
_NO_LETTERS = re.compile(r"[\W_]+")
_STOP = re.compile(r"[。!?]")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    key: str
    heading: bool


def second_copies(source: Source) -> list[Span]:
    """Where the body, or a large part of it, is printed once more (offsets into `source.text`).

    Lines are compared by their letters alone. A copy begins where the body begins and repeats its headings in
    their order; findings that share a long text, or sections that share a paragraph, are no copies.
    """
    lines = _lines(source)
    first_heading = next((at for at, line in enumerate(lines) if line.heading), None)
    first: dict[str, int] = {}
    copies: list[Span] = []
    total = sum(len(line.key) for line in lines)
    at = passed = 0
    while at < len(lines):
        key = lines[at].key
        earlier = first.setdefault(key, at) if len(key) >= _LONG_LINE else at
        start = first_heading if first_heading is not None else next(iter(first.values()), at)
        begin = _common_start(lines, earlier, at, passed)
        if earlier == at or earlier - (at - begin) > start:
            at += 1
            continue
        end, size = _run(lines, earlier - (at - begin), begin)
        if size >= max(_LEAST_COPY, _SHARE_OF_TEXT * total) and _repeats_headings(lines, begin, end):
            copies.append((lines[begin].start, lines[end - 1].end))
        at = passed = max(end, at + 1)
    return copies


def _common_start(lines: list[_Line], left: int, right: int, passed: int) -> int:
    """Back over the short lines that both copies begin with; never into what was already looked at."""
    while left > 0 and right - 1 > max(left, passed) and lines[left - 1].key == lines[right - 1].key:
        left, right = left - 1, right - 1
    return right


def _repeats_headings(lines: list[_Line], begin: int, end: int) -> bool:
    """Whether the first headings of the body, two at least where it has two, stand in the copy in their order."""
    own = [line.key for line in lines[:begin] if line.heading][:_HEADINGS_OF_COPY]
    return own == [line.key for line in lines[begin:end] if line.heading][: len(own)]


def fragment_marks(source: Source) -> list[Span]:
    """The marks "1、" "2、" that copy sites put before page fragments, cutting sentences mid-word."""
    marks: list[tuple[int, int, int]] = []
    at = 0
    broken = 0
    before = ""
    for line in source.text.split("\n"):
        match = _FRAGMENT.match(line)
        if match and int(match[1]) == len(marks) + 1:
            joins = len(marks) > 0
            marks.append((at - 1 if joins else at, at + match.end(), len(line)))
            broken += joins and not before.rstrip().endswith(("。", ";", ":", "!", "?"))
        elif marks and line.strip():
            break
        before = line if line.strip() else before
        at += len(line) + 1
    joints = len(marks) - 1
    if joints + 1 < _LEAST_FRAGMENTS or broken < 0.6 * joints or sum(m[2] for m in marks) < 100 * joints:
        return []
    return [(start, end) for start, end, _ in marks]


def _lines(source: Source) -> list[_Line]:
    """The lines, and the sentences of a page that has lost its line breaks."""
    lines: list[_Line] = []
    at = 0
    for line in source.text.split("\n"):
        edges = [at, at + len(line)]
        if len(line) > _LONGEST_PARAGRAPH:
            edges[1:1] = [match.end() for match in _STOP.finditer(source.text, *edges)]
        at += len(line) + 1
        for left, right in pairwise(edges):
            start, end = source.trimmed(left, right)
            if start < end:
                key = _NO_LETTERS.sub("", source.text[start:end])
                heading = starts_heading(source.text[start : start + _HEAD])
                lines.append(_Line(start, end, key, heading))
    return lines


def _run(lines: list[_Line], left: int, right: int) -> tuple[int, int]:
    """How far the lines from `right` repeat those from `left`: the line after the last match, and its letters."""
    limit = right
    end, size = right, 0
    while left < limit and right < len(lines):
        if lines[left].key == lines[right].key:
            size += len(lines[right].key)
            left, right = left + 1, right + 1
            end = right
            continue
        step = _resync(lines, left, right, limit)
        if step is None:
            break
        left, right = left + step[0], right + step[1]
    return end, size


def _resync(lines: list[_Line], left: int, right: int, limit: int) -> tuple[int, int] | None:
    for far in range(1, _RESYNC + 1):
        for a, b in ((far, far), (far, 0), (0, far)):
            if left + a < limit and right + b < len(lines) and lines[left + a].key == lines[right + b].key:
                return (a, b)
    return None
