"""Dates as they are printed: with spaces, without years, without signs, and impossible ones."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingze.papers.answer import Span
from mingze.papers.numbers import numeral

_UNTIL = frozenset({"至", "到", "-", "—", "–", "~"})
Fault = Literal["impossible", "ambiguous"]

# Scanners put blanks between the digits; a page may lose the signs of year, month and day.
_PRINTED = re.compile(
    r"(?:(?<!\d)(?P<year>[12] ?\d ?\d ?\d) ?年 ?)?(?<!\d)(?P<month>\d ?\d?) ?月 ?(?P<day>\d ?\d?) ?(?:日|(?=[至到—\-~一]))"
    r"|(?<!\d)(?P<iso>[12]\d{3})(?P<sign>[-/.])(?P<iso_month>\d{1,2})(?P=sign)(?P<iso_day>\d{1,2})(?!\d)"
    r"|(?P<han>[一二][〇○零一二三四五六七八九]{3})年(?P<han_month>[一二三四五六七八九十]{1,2})月(?P<han_day>[一二三四五六七八九十]{1,3})日"
    r"|(?<!\d)(?P<bare_year>20\d\d)(?: ?年 ?(?=\d{3}))?(?P<bare>\d{2,4}) ?日"
    r"|(?<!\d)(?P<rest>\d{1,4}) ?日"
    r"|(?<!\d)(?P<year_of_month>[12]\d{3}) ?年(?= ?\d{1,2} ?月)"
)
# 2024年6月前, 2024年7月底前, 2024年底: days by which something is due that name no day.
_MONTH_DUE = re.compile(r"(?<!\d)([12] ?\d ?\d ?\d) ?年 ?(\d ?\d?) ?月(?: ?(?:份|底|末))?(?! ?[\d至到—~-])")
_YEAR_DUE = re.compile(r"(?<!\d)([12] ?\d ?\d ?\d) ?年 ?(?:年?底|年?末|年?终|年?内|全年|岁末)(?! ?\d)")


@dataclass(frozen=True)
class Found:
    """A date in a text. `on` is None when it cannot be one, has two readings, or its year is not known."""

    on: date | None
    span: Span
    fault: Fault | None = None


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Every date of text[start:end] in one width; a date without a year takes that of the date before it.

    A bare number before 日 is a date only after 至 (8月12日至16日), or where the page lost the signs of the date before.
    """
    year: int | None = None
    before: date | None = None
    lost = False
    for match in _PRINTED.finditer(text, start, len(text) if end is None else end):
        if match["year_of_month"]:
            year = year or int(match["year_of_month"])
            continue
        if match["bare"] or match["rest"]:
            until = text[match.start() - 1 : match.start()] in _UNTIL
            if not match["bare"] and not until and (not lost or len(match["rest"]) == 1):
                continue
            lost = lost or match["bare"] is not None
            year = int(match["bare_year"]) if match["bare"] else year
            found = _same_month(match, before) or _without_signs(match, year)
            before = found.on
            yield found
            continue
        printed_year = match["year"] or match["iso"] or match["han"]
        if printed_year:
            year = _number(printed_year)
        month = _number(match["month"] or match["iso_month"] or match["han_month"]) or 0
        day = _number(match["day"] or match["iso_day"] or match["han_day"]) or 0
        if not is_day(year or 2000, month, day):
            before = None
            yield Found(None, match.span(), "impossible")
        else:
            before = date(year, month, day) if year else None
            yield Found(before, match.span())


def only_date(text: str) -> date | None:
    """The date that a short text states, if it states exactly one."""
    found = list(dates_in(text))
    return found[0].on if len(found) == 1 else None


def due_date(text: str) -> date | None:
    """The one day by which something is due: as printed, or the last of the month or year that is named."""
    found = list(dates_in(text))
    if found:
        return found[0].on if len(found) == 1 else None
    months = [(_number(match[1]) or 0, _number(match[2]) or 0) for match in _MONTH_DUE.finditer(text)]
    years = [_number(match[1]) or 0 for match in _YEAR_DUE.finditer(text)]
    ends = {(year, month) for year, month in months if 1 <= month <= 12} | {(year, 12) for year in years}
    if len(ends) != 1:
        return None
    year, month = ends.pop()
    return date(year, month, monthrange(year, month)[1])


def _number(printed: str) -> int | None:
    return numeral(printed.replace(" ", ""))


def is_day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _same_month(match: re.Match[str], before: date | None) -> Found | None:
    """8月12日至16日: a later day of the month before."""
    day = int(match["rest"]) if match["rest"] and len(match["rest"]) <= 2 else 0
    if before is None or day <= before.day or not is_day(before.year, before.month, day):
        return None
    return Found(before.replace(day=day), match.span())


def _without_signs(match: re.Match[str], year: int | None) -> Found:
    """2024717日: the signs of month and day were lost; read only if there is one way to read it."""
    digits = match["bare"] or match["rest"]
    readings = [
        (int(digits[:cut]), int(digits[cut:]))
        for cut in (1, 2)
        if 1 <= len(digits) - cut <= 2
        and (len(digits) == 4 or "0" not in (digits[0], digits[cut]))
        and is_day(year or 2000, int(digits[:cut]), int(digits[cut:]))
    ]
    if len(readings) == 1 and year:
        return Found(date(year, *readings[0]), match.span())
    return Found(None, match.span(), "ambiguous" if len(readings) > 1 else None)
