"""Figures of a finding that stay below their own target, once the period of the target is over."""

import re
from calendar import monthrange
from datetime import date

from mingze.papers.answer import Span
from mingze.papers.source import one_width

_SENTENCE = re.compile(r"[^。\n]+")
_NUMBER = r"(\d{1,9}(?:\.\d{1,4})?) ?([\u4e00-\u9fff%]?)"
_TARGET = re.compile(
    rf"(?:目标|任务|计划)(?:任务|数|值|量)?(?:应)?(?:完成)?(?:是|为|:)?{_NUMBER}|应完成{_NUMBER}"
)
_REACHED = re.compile(rf"(?<!应)完成(?!率|时)[^\d,。;]{{0,12}}{_NUMBER}")
_YEAR = re.compile(r"(20\d\d) ?年")
_MONTH_END = re.compile(r"(\d{1,2}) ?月(?:份|底|末)|(\d{1,2}) ?月 ?\d{1,2} ?日前")
_AS_OF = re.compile(r"截至(?: ?(20\d\d) ?年)? ?(\d{1,2}) ?月")
_WHOLE_YEAR = re.compile(r"全年|年度|年底|20\d\d ?年")
_NEAR = 16


def shortfall(progress: str, issued_on: date | None) -> tuple[float, float, Span] | None:
    """Target, what was reached of it, and the place of the target; None where a period goes on or is not told."""
    text = one_width(progress)
    year: int | None = None
    for sentence in _SENTENCE.finditer(text):
        told = _YEAR.search(sentence[0])
        year = int(told[1]) if told else year
        for target in _TARGET.finditer(text, *sentence.span()):
            wanted, unit = _measured(target)
            reached = [
                number
                for number, own in map(_measured, _REACHED.finditer(text, *sentence.span()))
                if own == unit and number != wanted
            ]
            if not reached or max(reached) >= wanted:
                continue
            if _is_over(text, sentence.span(), target.span(), year, issued_on):
                return wanted, max(reached), target.span()
    return None


def _measured(match: re.Match[str]) -> tuple[float, str]:
    number, unit = [group for group in match.groups() if group is not None][:2]
    return float(number), unit


def _is_over(text: str, sentence: Span, target: Span, year: int | None, issued_on: date | None) -> bool:
    before = text[max(sentence[0], target[0] - _NEAR) : target[1]]
    year = year or (issued_on.year if issued_on else None)
    told = _AS_OF.search(text, *sentence)
    if year is None:
        return False
    end = _end_of_period(before, year)
    counted = issued_on
    if told:
        counted = _last_day(int(told[1]) if told[1] else year, int(told[2]))
    return end is not None and counted is not None and counted >= end


def _end_of_period(words: str, year: int) -> date | None:
    if "截至" not in words:
        month = _MONTH_END.search(words)
        if month:
            return _last_day(year, int(month[1] or month[2]))
    if "上半年" in words:
        return date(year, 6, 30)
    return date(year, 12, 31) if _WHOLE_YEAR.search(words) else None


def _last_day(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None
