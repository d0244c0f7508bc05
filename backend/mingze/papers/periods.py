"""When: the periods that plans are written in, from 2024年3月—4月 to 3月中旬前 and 从3月起至5月底.

A year that is not printed comes from the dates before it or from the year a plan is of; never from the clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingze.papers.answer import Due, Span
from mingze.papers.dates import is_day
from mingze.papers.numbers import numeral

_DASH = r"(?:至|到|-|—|–|~)"
# 15至4月23日: the sign of a day or a month may be left to the end of the period.
_POINT = re.compile(
    r"(?<![\d.])(?P<iso>20\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?)(?![\d.])"
    r"|(?:(?<!\d)(?P<year>[12]\d{3}|[一二][〇○零一二三四五六七八九]{3}) ?年 ?|(?P<next>次年|翌年|明年)|今年|本年)?"
    r"(?:(?:(?P<month>(?<!\d)\d{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}) ?月 ?份?"
    rf"|(?P<lone>(?<!\d)\d{{1,2}})(?= ?{_DASH} ?\d{{1,2}} ?月))"
    r"(?: ?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:[日号]|(?=[至到—~]|[-一]\d))"
    r"|(?P<part>上旬|中旬|下旬|月?底|月?末|月?初))?"
    r"|(?P<whole>第?[一二三四1-4]季度|上半年|下半年|年底|年末|(?<=年)[底末]))"
    r"|(?<!\d)(?P<only>[12]\d{3}) ?年"
)
_NOW = re.compile(r"(?:即日|(?:印发|发布|公布|下发)之日)(?= ?(?:起|至|到|—|-))")
# 3月1日一11月31日: a scanner reads a dash as a one.
_TO = re.compile(
    r"(?P<to> ?(?:起|开始)? ?,? ?(?:至|到|-|—|–|~|一(?=\d)){1,3} ?)| ?(?:起|开始) ?, ?(?=.{1,12}(?:结束|止))"
)
_LONE_DAY = re.compile(r"(\d{1,2}) ?[日号]")
_BEFORE = re.compile(r" ?(?:之前|以前|前)")
_SINCE = re.compile(r" ?(?:起|开始|及?以后|之后)(?!草)")
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_REPEATED = re.compile(
    r"长期|持续|常态化|经常性|常年|每[日天周旬月季年半两]|定期|适时|随时|动态|按(?:月|季|周)|贯穿(?:始终|全程|全过程)"
)
_ALL_YEAR = re.compile(r"全年|^年度(?:任务|工作)|^20\d\d ?年度?$")


@dataclass(frozen=True)
class Period:
    """`before`: the text says 前, so that only its end is told; `pointed`: its end is a day or the end of a month."""

    start: date | None
    end: date | None
    span: Span
    before: bool = False
    since: bool = False
    through: bool = False
    pointed: bool = False


@dataclass(frozen=True)
class _Point:
    """The first and last day that words like 3月, 3月15日 or 第二季度 stand for."""

    first: date | None
    last: date | None
    year: int | None
    month: int | None
    pointed: bool
    end: int


def periods_in(
    text: str, start: int, end: int, *, year: int | None = None, issued: date | None = None
) -> Iterator[Period]:
    """The periods of text[start:end]; `year` is that of the plan, for a first date that prints none."""
    at = start
    now = _NOW.search(text, start, end)
    while at < end:
        match = _POINT.search(text, at, end)
        if now and now.start() < at:
            now = _NOW.search(text, at, end)
        if now and (match is None or now.start() < match.start()):
            period = _from_now(text, now, end, issued, year)
        elif match:
            period = _period(text, match, end, year)
        else:
            return
        known = period.end or period.start
        year = known.year if known else year
        at = period.span[1]
        yield period


def _from_now(text: str, now: re.Match[str], end: int, issued: date | None, year: int | None) -> Period:
    last = _after(text, now.end(), end, issued.year if issued else year)
    if last is None:
        since = _SINCE.match(text, now.end(), end)
        return Period(issued, None, (now.start(), since.end() if since else now.end()), since=True)
    return Period(issued, last.last, (now.start(), last.end), through=True, pointed=last.pointed)


def _period(text: str, match: re.Match[str], end: int, year: int | None) -> Period:
    first = _point(match, year)
    last = _after(text, first.end, end, first.year, first.month)
    if last:
        until = last.last
        if first.first and until and until < first.first and last.year == first.year:
            until = _a_year_later(until)
        return Period(first.first, until, (match.start(), last.end), through=True, pointed=last.pointed)
    before = _BEFORE.match(text, first.end, end)
    if before:
        return Period(None, first.last, (match.start(), before.end()), before=True, pointed=True)
    since = _SINCE.match(text, first.end, end)
    if since:
        return Period(first.first, None, (match.start(), since.end()), since=True)
    return Period(first.first, first.last, (match.start(), first.end), pointed=first.pointed)


def _after(text: str, at: int, end: int, year: int | None, month: int | None = None) -> _Point | None:
    """The point a period ends with, where one follows."""
    to = _TO.match(text, at, end)
    if to is None:
        return None
    lone = _LONE_DAY.match(text, to.end(), end) if month else None
    if lone:
        return _of_month(year, month, int(lone[1]), None, lone.end())
    match = _POINT.match(text, to.end(), end)
    return _point(match, year) if match else None


def _point(match: re.Match[str], year: int | None) -> _Point:
    at = match.end()
    if match["iso"]:
        numbers = [int(part) for part in re.split(r"[-/.]", match["iso"])]
        return _of_month(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None, None, at)
    printed = match["year"] or match["only"]
    if printed:
        year = numeral(printed)
    elif match["next"] and year:
        year += 1
    if match["month"] or match["lone"]:
        month = numeral(match["month"] or match["lone"])
        return _of_month(year, month, numeral(match["day"]) if match["day"] else None, match["part"], at)
    return _of_year(year, match["whole"] or "", at)


def _of_month(year: int | None, month: int | None, day: int | None, part: str | None, at: int) -> _Point:
    pointed = day is not None or (part or "").endswith(("底", "末"))
    if year is None or month is None or not is_day(year, month, 1 if day is None else day):
        return _Point(None, None, year, month, pointed, at)
    if day is not None:
        return _Point(date(year, month, day), date(year, month, day), year, month, True, at)
    left, right = _TENS.get(part or "", (1, 31))
    last = date(year, month, min(right, monthrange(year, month)[1]))
    # 3月初 is no day a period could end on.
    return _Point(
        date(year, month, left), None if (part or "").endswith("初") else last, year, month, pointed, at
    )


def _of_year(year: int | None, words: str, at: int) -> _Point:
    if year is None:
        return _Point(None, None, None, None, True, at)
    first, last = {"上半年": (1, 6), "下半年": (7, 12)}.get(words, (1, 12))
    if words.endswith("季度"):
        last = 3 * (numeral(words[-3]) or 1)
        first = last - 2
    ends = date(year, last, monthrange(year, last)[1])
    return _Point(date(year, first, 1), ends, year, None, words.endswith(("底", "末")), at)


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def due_of(
    text: str, start: int, end: int, words: str, *, year: int | None = None, issued: date | None = None
) -> Due | None:
    """What text[start:end] says of when something is to be done; None where it says nothing of time."""
    said = text[start:end]
    if _ALL_YEAR.search(said):
        return Due("whole_year", None, words)
    found = list(periods_in(text, start, end, year=year, issued=issued))
    last = next((one for one in reversed(found) if not one.since), None)
    if last:
        by = last.before or (last.pointed and not last.through)
        return Due("by" if by else "within", last.end, words)
    return Due("recurring", None, words) if found or _REPEATED.search(said) else None
