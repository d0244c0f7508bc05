"""Numbers that text is divided by: 一、 (一) 1. (1) ① 一是. Everything works on text of one width."""

import re
from dataclasses import dataclass

from mingze.papers.answer import Span
from mingze.papers.numbers import NUMERALS, numeral

# What numbers a heading, and how deep it lies. "(-)" is what a scanner makes of (一).
MARKS: tuple[tuple[int, str], ...] = (
    (1, rf"(?P<n1>[{NUMERALS}]{{1,4}})(?: ?、|\. )"),
    (2, rf"\( ?(?P<n2>[{NUMERALS}]{{1,4}}|-|—) ?\)[、.]?"),
    (
        3,
        rf"(?P<n3>\d{{1,3}}) ?[.、](?!\d)|(?P<q3>问题 ?(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})) ?[:、.]",
    ),
    (4, r"\( ?(?P<n4>\d{1,2}) ?\)[、.]?|(?P<c4>[①-⑳])"),
    (5, rf"(?P<n5>[{NUMERALS}]{{1,3}})是(?!否)"),
)
MARK = re.compile("(?:" + "|".join(f"(?P<l{level}>{pattern})" for level, pattern in MARKS) + ") ?")
# "21.2020年6月…": a number in front of a number, told from 2.5万 by what follows and by its place in the row.
CROWDED = re.compile(r"(?P<l3>(?P<n3>\d{1,3})[.、])(?=\d)(?!\d+(?:\.\d+)?[%万亿元倍])")


@dataclass(frozen=True)
class Mark:
    level: int
    number: str
    value: int | None
    span: Span


def mark_at(text: str, start: int, end: int, expected: int) -> Mark | None:
    match = MARK.match(text, start, end)
    if match:
        return mark_of(match)
    match = CROWDED.match(text, start, end)
    if match and int(match["n3"]) in (1, expected):
        return mark_of(match)
    return None


def mark_of(match: re.Match[str]) -> Mark:
    level = int((match.lastgroup or "l0")[1:])
    number = match[f"l{level}"].rstrip(" 、.")
    named = match.groupdict().get("q3")
    if named:
        # 问题1: the word belongs to the number as it is printed.
        return Mark(level, named, numeral(named.removeprefix("问题").strip()), match.span())
    inner = match["c4"] if level == 4 and match["c4"] else str(match[f"n{level}"])
    if level in (1, 3):
        number = inner
    return Mark(level, number, numeral(inner), (match.start(), match.end()))
