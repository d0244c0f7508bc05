"""The parts of a measure: 一是…二是…, (1)…(2)…, 1.…2.…, ①…②…"""

import re
from dataclasses import dataclass

from mingze.papers.answer import Span
from mingze.papers.numbers import NUMERALS, numeral

# In the order they are tried; the first that counts 1, 2, … through the text divides it.
_COUNTS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?P<n>[{NUMERALS}]{{1,3}})是(?!否)[,:]?"),
    re.compile(rf"\((?P<n>[{NUMERALS}]{{1,3}})\)"),
    re.compile(r"\((?P<n>\d{1,2})\)"),
    re.compile(r"(?P<n>\d{1,2})\)"),
    re.compile(r"(?P<n>[①-⑳])"),
    re.compile(r"(?P<n>\d{1,2})[.、](?!\d)"),
)
_BEFORE = '。;:,!?”" \n'


@dataclass(frozen=True)
class Part:
    span: Span
    mark: Span | None


def parts_of(text: str, start: int, end: int) -> list[Part]:
    """The separate measures of text[start:end]. Words before the first number belong to the first part."""
    for count in _COUNTS:
        marks = _row(count, text, start, end)
        if len(marks) >= 2:
            return _divided(text, marks, start, end)
    return [Part((start, end), None)] if start < end else []


def _row(count: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    marks: list[Span] = []
    for match in count.finditer(text, start, end):
        free = match.start() == start or text[match.start() - 1] in _BEFORE
        if free and numeral(match["n"]) == len(marks) + 1:
            marks.append(match.span())
    return marks


def _divided(text: str, marks: list[Span], start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    for index, mark in enumerate(marks):
        stop = marks[index + 1][0] if index + 1 < len(marks) else end
        led = index == 0 and text[start : mark[0]].strip() != ""
        left = start if led else mark[1]
        stretch = text[left:stop]
        left += len(stretch) - len(stretch.lstrip())
        right = stop - (len(stretch) - len(stretch.rstrip()))
        if left < right:
            parts.append(Part((left, right), None if led else mark))
    return parts
