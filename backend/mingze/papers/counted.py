"""Totals in prose: 反馈的37个问题,已完成整改36个,取得阶段性成效1个;制定整改措施37条,… A wording is a row here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from mingze.papers.answer import Span, Totals
from mingze.papers.numbers import numeral

Subject = Literal["findings", "items"]

_BRACKETED = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[^。;,、\n]+")
# 反馈的9个问题中|共6个问题已完成: the count, then what became of it.
_TWO_COUNTS = re.compile(r"\d[个条项件]\D{0,6}?(?:问题|措施|任务|举措)(?= {0,60}[^\d ]\D{0,12}\d)")
_LONGEST_CLAUSE = 120
_SUMMED = ("findings_staged", "findings_open", "items_open")

_N = r"(\d{1,6}|[二三四五六七八九]?十[一二三四五六七八九]?)"
_UNIT = r"([个条项件])"
_DONE = r"(?:完成|到位|办结|销号|整改完毕|已整改|已解决|已纠正|已落实)"
_PARTLY = r"(?:阶段性|基本(?:完成|整改))"
_LATER = r"(?:推进|正在|未完成|长期|持续|尚未|未整改|整改中|进行中|未办结)"
_KIND = r"(?:具体|突出|主要|方面的?|反馈|共性|整改|巡察|重点)?"


@dataclass(frozen=True)
class _Row:
    """One way to state a number. `follows`: it takes its subject from what was counted before it."""

    key: str
    pattern: re.Pattern[str]
    follows: bool = False


def _row(key: str, *patterns: str, follows: bool = False) -> _Row:
    words = "|".join(pattern.replace("N", _N).replace("U", _UNIT) for pattern in patterns)
    return _Row(key, re.compile(words), follows)


# Tried in this order on each clause; the first that fits takes it.
_ROWS: tuple[_Row, ...] = (
    _row("items_done", r"完成(?:整改)?(?:措施|任务)NU", rf"NU整改(?:措施|任务).{{0,4}}{_DONE}"),
    _row(
        "items",
        r"整改(?:具体)?(?:措施|任务)(?:共计|共|合计|总计)?NU",
        r"(?:制定|细化|提出|明确)(?:具体)?措施NU",
    ),
    _row("items", r"NU(?:具体)?整改(?:措施|任务|举措)", r"(?:制定|细化|提出|明确)(?:了)?NU(?:具体)?措施"),
    _row("rules", r"制度.{0,4}?NU", r"NU.{0,6}制度"),
    _row("checks", r"(?:检查|督查|督导)N次"),
    _row("findings_staged", rf"{_PARTLY}.{{0,6}}问题NU", rf"NU(?:{_KIND}问题).{{0,4}}{_PARTLY}"),
    _row("findings_open", rf"{_LATER}.{{0,6}}问题NU", rf"NU(?:{_KIND}问题).{{0,4}}{_LATER}"),
    _row("findings_done", rf"{_DONE}(?:整改)?(?:的)?问题NU", rf"NU{_KIND}问题.{{0,6}}{_DONE}"),
    _row("findings", rf"NU{_KIND}问题", r"问题(?:共计|共|合计|总计)?NU"),
    _row("open", rf"NU(?:问题)?.{{0,4}}{_LATER}", rf"{_LATER}.{{0,6}}?NU", follows=True),
    _row("staged", rf"{_PARTLY}.{{0,8}}?NU", rf"NU(?:问题)?.{{0,4}}{_PARTLY}", follows=True),
    _row("done", rf"{_DONE}.{{0,6}}?NU", rf"NU(?:问题)?.{{0,4}}{_DONE}", follows=True),
)
_WHOLLY = re.compile(r"全部|均|都")
_ABOLISHED = re.compile(r"废止|清理")


@dataclass
class Counts:
    """What has been read so far, and what the paragraph at hand is counting."""

    totals: Totals = field(default_factory=Totals)
    where: dict[str, Span] = field(default_factory=dict)
    mixed: list[Span] = field(default_factory=list)
    units: dict[Subject, str] = field(default_factory=dict)
    subject: Subject | None = None

    def begin(self) -> None:
        """A new paragraph: what it counts it has to say."""
        self.subject = None
        self.units = {}


def read_sentence(text: str, span: Span, counts: Counts) -> bool:
    """Clauses of one sentence are read in turn; a clause without a subject counts what the clause before counted."""
    read = False
    fresh: set[str] = set()
    for start, end in _clauses(text, *span):
        words = "".join(_without_brackets(text[start:end]).split())
        read = _read_clause(words, (start, end), counts, fresh) or read
    return read


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    plain = _without_brackets(text[start:end])
    for clause in _CLAUSE.finditer(plain):
        left, right = clause.span()
        if right - left > _LONGEST_CLAUSE:
            continue
        two = _TWO_COUNTS.search(plain, left, right)
        edges = [left, two.end(), right] if two else [left, right]
        for near, far in pairwise(edges):
            words = plain[near:far]
            near += len(words) - len(words.lstrip())
            yield start + near, start + near + len(words.strip())


def _without_brackets(words: str) -> str:
    """What stands in brackets as blanks: (含基本完成) is no part of the count."""
    return _BRACKETED.sub(lambda match: " " * len(match[0]), words)


def _read_clause(words: str, span: Span, counts: Counts, fresh: set[str]) -> bool:
    for row in _ROWS:
        match = row.pattern.search(words)
        if not match or (row.key == "rules" and _ABOLISHED.search(words)):
            continue
        number, unit = _counted(match)
        if number is None:
            return False
        key = row.key
        if row.follows:
            subject = _subject(words, unit, counts, span)
            if subject is None or (subject == "items" and key == "staged"):
                return False
            key = f"{subject}_{key}"
        read = _take(key, number, span, counts, fresh)
        if key in ("findings", "items"):
            _begin_count(key, unit, span, counts)
        elif key == "findings_done" and not row.follows and _WHOLLY.search(words):
            read = _take("findings", number, span, counts, fresh) or read
        return read
    return False


def _counted(match: re.Match[str]) -> tuple[int | None, str]:
    groups = [value for value in match.groups() if value]
    number = numeral(groups[0]) if groups else None
    return number, groups[1] if len(groups) > 1 else ""


def _begin_count(key: str, unit: str, span: Span, counts: Counts) -> None:
    subject: Subject = "findings" if key == "findings" else "items"
    if counts.units.get(subject, unit) != unit:
        counts.mixed.append(span)
    counts.subject = subject
    counts.units.setdefault(subject, unit)


def _subject(words: str, unit: str, counts: Counts, span: Span) -> Subject | None:
    """What a bare 已完成36个 counts: what was counted with this unit, else what was counted last."""
    if counts.subject is None:
        told = counts.totals.findings is not None and re.search(r"整改.{0,3}\d|\d.{0,3}整改", words)
        return "findings" if told else None
    if counts.units[counts.subject] == unit:
        return counts.subject
    if unit == "件" and unit not in counts.units.values():
        return None  # Letters and cases beside problems that are counted otherwise.
    other = next((one for one, own in counts.units.items() if own == unit), None)
    if other is None:
        counts.mixed.append(span)
    return other or counts.subject


def _take(key: str, number: int, span: Span, counts: Counts, fresh: set[str]) -> bool:
    """The first statement of a total counts; what is still open may be told in several parts of one sentence."""
    known = getattr(counts.totals, key)
    if known is not None and not (key in _SUMMED and key in fresh):
        return False
    setattr(counts.totals, key, (known or 0) + number)
    first = counts.where.get(key, span)
    counts.where[key] = (first[0], span[1])
    fresh.add(key)
    return True
