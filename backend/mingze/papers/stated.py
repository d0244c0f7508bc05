"""What a rectification report states about itself: the inspection it answers, and its own totals."""

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from mingze.papers.answer import Inspection, Span, Totals
from mingze.papers.counted import Counts, read_sentence
from mingze.papers.dates import Found, dates_in
from mingze.papers.outline import Piece
from mingze.papers.source import Source, one_width

_NUMERALS = "一二三四五六七八九十"
_INSPECTING = "巡察|巡视|审计|督查|督察|督导|检查|飞检|考核|评估|考评|调研|核查|评审|稽查"
_BODY = re.compile(
    rf"[\u4e00-\u9fff]{{0,24}}(?:{_INSPECTING})(?:第?[{_NUMERALS}\d]{{1,3}})?组"
    r"|[\u4e00-\u9fff]{1,16}审计(?:局|厅|署)"
)
_SENT_BY = re.compile(
    r"([\u4e00-\u9fff]{1,16}(?:局|委|厅|署|办|政府|委员会|中心|医院|党组|党委)) ?(?:派出|组织|抽调|牵头组成|组成|成立|委派)(?=[\u4e00-\u9fff]{0,8}组)"
)
_INSPECTS = re.compile(
    rf"(?:开展|进行|实施|组织|接受|完成|对)[^。;]{{0,60}}(?:{_INSPECTING}|抽查|调研|核查|飞检)"
)
# 2024年3月至6月, 2023年11月至2024年1月: an inspection told by its months.
_MONTHS = re.compile(
    r"(?<!\d)([12]\d{3}) ?年 ?(\d{1,2}) ?月(?:份)? ?(?:至|到|-|—|~|–) ?(?:([12]\d{3}) ?年 ?)?(\d{1,2}) ?月(?! ?\d)"
)
_ANSWERED = re.compile(r"落实|关于|对照|针对|对")
_RIGHT_BEFORE = re.compile(r"[^\d:。;]{0,30}")
_REPORTED = re.compile(
    r"反馈|(?:出具|印发|下发|下达|送达|提交|通报|发出|转来|收到)[^。;]{0,24}(?:报告|意见|清单|通知书?|决定|函|问题|结果)"
)
# What stands before the name of the body in the same breath.
_LEADING = re.compile(
    r"(?:统一部署|安排|要求|部署|批准|派出|组建的?|年度|以来|年|月|日|由|被|接受了?|按照|中旬|上旬|下旬|底|(?<![其集])中)"
)
_SENTENCE = re.compile(r"[^。;\n]+[。;]?")
_LEAD_PIECES = 30
_RANGE = frozenset({"至", "到", "—", "-", "~", "——", "一", "--", "–", "～"})


@dataclass
class Stated:
    inspection: Inspection | None
    totals: Totals
    spans: dict[str, Span | list[Span]]
    # The words that state each total, and where two units count one thing.
    where: dict[str, Span] = field(default_factory=dict)
    mixed: list[Span] = field(default_factory=list)


def read_stated(source: Source, parts: list[Piece], own: set[int], taken: set[int]) -> Stated:
    """`own` are the pieces that belong to findings, `taken` those of the front: what they count is theirs."""
    free = [part for index, part in enumerate(parts) if index not in own]
    lead = [part for index, part in enumerate(parts) if index not in own and index not in taken]
    spans: dict[str, Span | list[Span]] = {}
    inspection = _inspection(source, lead[:_LEAD_PIECES], spans)
    counts = Counts()
    read: list[Span] = []
    for part in free:
        counts.begin()
        read += [
            source.span(*sentence.span())
            for sentence in _SENTENCE.finditer(source.text, part.start, part.end)
            if read_sentence(source.text, sentence.span(), counts)
        ]
    if read:
        spans["totals"] = read
    where = {key: source.span(*span) for key, span in counts.where.items()}
    return Stated(inspection, counts.totals, spans, where, [source.span(*span) for span in counts.mixed])


def _inspection(source: Source, parts: list[Piece], spans: dict[str, Span | list[Span]]) -> Inspection | None:
    body: Span | None = None
    period: tuple[date, date] | None = None
    feedback: date | None = None
    used: list[Span] = []
    for sentence, days in _dated_sentences(source, parts):
        named = _body(source.text, *sentence)
        words = source.text[slice(*sentence)]
        feedback_told = "反馈" in words or (body is not None and _REPORTED.search(words) is not None)
        if named is None and not feedback_told:
            continue
        if body is None and named:
            body = named
        ranged = _range(source.text, days)
        if period is None and ranged is not None:
            left, right = days[ranged].on, days[ranged + 1].on
            if left and right:
                period = (left, right)
                used.append(source.span(*sentence))
        if ranged is not None:
            days = days[:ranged] + days[ranged + 2 :]
        elif period is None and named:
            period = _months(source.text, sentence)
        day = _day_of_feedback(source.text, sentence, days)
        if period is None and named and (only := _one_day(source.text, sentence, named, days, day)):
            period = (only, only)
        if feedback is None and day and not (period and day < period[1]):
            feedback = day
            used.append(source.span(*sentence))
    if period is None and feedback is None:
        return None
    if body:
        used.append(source.span(*body))
    spans["inspection"] = sorted(set(used))
    return Inspection(
        source.words(*body) if body else None,
        period[0] if period else None,
        period[1] if period else None,
        feedback,
    )


def _dated_sentences(source: Source, parts: list[Piece]) -> list[tuple[Span, list[Found]]]:
    """The sentences of the lead with their dates; a date without a year takes that of the date before it."""
    if not parts:
        return []
    days = list(dates_in(source.text, parts[0].start, parts[-1].end))
    found: list[tuple[Span, list[Found]]] = []
    at = 0
    for part in parts:
        for sentence in _SENTENCE.finditer(source.text, part.start, part.end):
            while at < len(days) and days[at].span[0] < sentence.start():
                at += 1
            first = at
            while at < len(days) and days[at].span[1] <= sentence.end():
                at += 1
            found.append((sentence.span(), days[first:at]))
    return found


def _body(text: str, start: int, end: int) -> Span | None:
    match = _BODY.search(text, start, end)
    if not match:
        return None
    sent = _SENT_BY.search(text, *match.span())
    left, right = (sent.start(), sent.end(1)) if sent else match.span()
    for lead in _LEADING.finditer(text, left, right):
        left = lead.end()
    return (left, right) if right - left > 1 else None


def body_named(title: str) -> str | None:
    """The body that a title names: …落实区委第五巡察组反馈意见整改台账."""
    plain = one_width(title)
    found = _body(plain, 0, len(plain))
    if found is None or len(plain) != len(title):
        return None
    left = found[0]
    for lead in _ANSWERED.finditer(plain, *found):
        left = lead.end()
    return title[left : found[1]]


def _months(text: str, sentence: Span) -> tuple[date, date] | None:
    found = _MONTHS.search(text, *sentence)
    if not found:
        return None
    year, first, last = int(found[1]), int(found[2]), int(found[4])
    until = int(found[3] or year)
    if not (1 <= first <= 12 and 1 <= last <= 12) or (year, first) > (until, last):
        return None
    return date(year, first, 1), date(until, last, monthrange(until, last)[1])


def _one_day(text: str, sentence: Span, body: Span, days: list[Found], feedback: date | None) -> date | None:
    """The one day on which a body came: it stands right before the body, and is not the day it reported."""
    if not days or days[0].on is None or days[0].on == feedback:
        return None
    if not _RIGHT_BEFORE.fullmatch(text, days[0].span[1], max(body[0], days[0].span[1])):
        return None
    stop = text.find("反馈", days[0].span[1], sentence[1])
    acts = _INSPECTS.search(text, days[0].span[1], stop if stop >= 0 else sentence[1])
    return days[0].on if acts else None


def _range(text: str, days: list[Found]) -> int | None:
    """The place of the first of two dates that are a period."""
    for at, (left, right) in enumerate(pairwise(days)):
        if text[left.span[1] : right.span[0]].strip() in _RANGE:
            return at
    return None


def _day_of_feedback(text: str, sentence: Span, days: list[Found]) -> date | None:
    """The date that stands nearest before the words of reporting back, or else the first one."""
    told = [found.start() for found in _REPORTED.finditer(text, *sentence)]
    if not told:
        return None
    nearest: tuple[int, date] | None = None
    for one in days:
        place = bisect_left(told, one.span[1])
        after = told[place] if place < len(told) else None
        if one.on and after is not None and (nearest is None or after - one.span[1] < nearest[0]):
            nearest = (after - one.span[1], one.on)
    if nearest:
        return nearest[1]
    return next((one.on for one in days if one.on), None) if "反馈" in text[slice(*sentence)] else None
