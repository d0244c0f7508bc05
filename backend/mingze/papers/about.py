"""Titles of findings that quote the problem: 关于“…”问题的整改, 针对“…”问题."""

import re
from dataclasses import dataclass

from mingze.papers.answer import Span

_OPENING = re.compile(r"(?:关于|针对)(?:巡察|巡视|督查|审计)?(?:反馈|指出|查出)?的? ?(?=\S)")
_CLOSING = re.compile(r"(?:的|这一|等)?问题(?:的?整改(?:落实|工作)?(?:进展)?(?:情况)?)?")
_STOP = "。:;,.(\n"
_LONGEST = 400


@dataclass(frozen=True)
class About:
    """`inner` is the problem, `end` where the title ends with its stop."""

    inner: Span
    end: int


def about(text: str, start: int, end: int) -> About | None:
    """The title that text[start:end] begins with: one that says 整改, or whose problem stands in quotation marks."""
    opening = _OPENING.match(text, start, end)
    if not opening:
        return None
    left = opening.end()
    line = text.find("\n", left, end)
    stop = min(line if line >= 0 else end, left + _LONGEST)
    if text[left] in '“"':
        closing = _after_quotation(text, left, stop)
        if closing:
            return About((left + 1, closing[0]), closing[1])
    for found in _CLOSING.finditer(text, left, stop):
        if "整改" in found[0] and (found.end() == end or text[found.end()] in _STOP + " "):
            return About((left, found.start()), _past_stop(text, found.end(), end))
        if text.find("。", left, found.start()) >= 0:
            return None
    return None


def _after_quotation(text: str, left: int, stop: int) -> Span | None:
    """The end of the problem and of the title, where the quotation is followed by 问题 (or is all of the title)."""
    at = text.find("”", left + 1, stop)
    while at >= 0:
        found = _CLOSING.match(text, at + 1, stop)
        if found:
            return at, _past_stop(text, found.end(), stop)
        at = text.find("”", at + 1, stop)
    return None


def _past_stop(text: str, at: int, end: int) -> int:
    return at + 1 if at < end and text[at] in "。:;,." else at
