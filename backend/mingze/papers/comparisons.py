"""Comparisons in time: 比上年同期216件上升245件、上升率113.4%, 由687件下降到401件."""

import re
from typing import Literal

from mingze.papers.naming import before_number
from mingze.papers.ties import Change, Item, Relations, compatible, lead_of, place

_THEN = r"(?:上年|去年|上一年|上期|前年|上月|上季度|\d{4}年)(?:度|同期|全年)?"
_BEFORE = re.compile(
    rf"[,;、( ]*(?:(?:同比|与|比|较|而) ?(?P<then>{_THEN})|(?P<same>(?:上年|去年|上一年|前年)(?:同期|度|全年)?))(?:的|为|是|有)?"
)
# 服务态度类投诉比上年298件增加48件: the name stands before the comparison.
_NAMED_BEFORE = re.compile(
    rf"[^,;、(]{{2,40}}?(?:同比|与|比|较) ?(?P<then>{_THEN})(?P<same>)(?:的|为|是|有)?"
)
# Words that say how a number grew, and nothing else; with a name before them they are no comparison of their own.
_GROWN = re.compile(
    rf"[,;、( ]*(?:(?:比|较) ?{_THEN}(?:相比)?[, ]?)?(?P<grown>(?:同比|环比)?(?:上升|增长|增加|提高|提升|上涨|多|增|下降|减少|降低|压降|少|减)"
    r"(?:率|幅度|幅|比例)?)(?:了|为|达|达到)?"
)
_TO = re.compile(
    r"(?:上升|增长|增加|提高|下降|减少|降低|压缩|扩大|压降|升|降|增|减)?(?:到|至|为)(?:了)?(?:\d{4}年(?:的)?|今年的?|本年的?)?$"
)
_FROM = re.compile(r"(?:由|从)(?:上年|去年|上一年|\d{4}年)?(?:度|同期)?(?:的)?$")
_DOWN = re.compile(r"(?:下降|减少|降低|压降|少|减|降)")


def read_changes(text: str, relations: Relations, own: range) -> None:
    change = Change()
    for at in own:
        item = relations.items[at]
        lead = lead_of(text, item)
        role = _role(text, lead, item)
        if role == "before" and _NAMED_BEFORE.fullmatch(lead):
            # What is compared is named before the number of the year before: no number of this year came yet.
            change = Change()
        if role == "now" and change.now is None and change.before is not None and not change.by:
            item.name = relations.items[change.before].name or item.name
        now = relations.items[change.now].count if change.now is not None else item.count
        if role is None:
            if not item.count.is_share and not (item.count.bracket and change.now is not None):
                change = Change(now=at)
        elif role == "from":
            change = Change(before=at)
        elif role == "rate" or compatible(item.count, now):
            _take(relations, change, role, at, bool(_DOWN.search(lead)))


def _take(relations: Relations, change: Change, role: str, at: int, down: bool) -> None:
    if getattr(change, role) is None:
        setattr(change, role, at)
        change.down = change.down or (down and role != "before")
        if role != "before" and not (relations.changes and relations.changes[-1] is change):
            relations.changes.append(change)


def _role(text: str, lead: str, item: Item) -> Literal["from", "before", "now", "by", "rate"] | None:
    """What a number is in a comparison in time; gives it the name that the comparison has."""
    grown = _GROWN.fullmatch(lead)
    if grown:
        item.name = place(item, lead, grown, "grown")
        points = item.count.unit.endswith(("百分点", "倍"))
        return None if points else "rate" if item.count.is_share else "by"
    if item.count.is_share:
        return None
    since = _FROM.search(lead)
    if since:
        left = item.count.lead[1] - len(lead)
        item.name = before_number(text, left, left + since.start()) or item.name
        return "from"
    before = _BEFORE.fullmatch(lead) or _NAMED_BEFORE.fullmatch(lead)
    if before:
        item.name = place(item, lead, before, "then" if before["then"] else "same")
        return "before"
    return "now" if _TO.search(lead) else None
