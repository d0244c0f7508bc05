"""What a rectification report states about itself: the inspection it answers, and its own totals."""

import re
from dataclasses import dataclass

from mingze.papers.answer import Inspection, Span, Totals
from mingze.papers.dates import Found, dates_in
from mingze.papers.outline import Piece
from mingze.papers.source import Source

_BODY = re.compile(r"[\u4e00-\u9fff]{0,24}(?:巡察|巡视|审计|督查|督察|督导|检查)组")
_LEADING = re.compile(r"^(?:.*?(?:统一部署|安排|要求|部署|由|被|中|按照))?")
_SENTENCE = re.compile(r"[^。;\n]+[。;]?")
_CLAUSE = re.compile(r"[^。;,、\n()]+")
_LEAD_PIECES = 30
_LONGEST_CLAUSE = 200

_N = r"(\d{1,6})"
_DONE = r"(?:完成|到位|办结|销号|整改完毕)"
_PARTLY = r"(?:阶段性|基本完成)"
_LATER = r"(?:推进|正在|未完成|长期|持续|尚未|未整改|整改中)"


@dataclass(frozen=True)
class _Row:
    """One way to state a number. `subject`: what the sentence must be counting by then."""

    key: str
    pattern: re.Pattern[str]
    subject: str | None = None


def _row(key: str, pattern: str, subject: str | None = None) -> _Row:
    return _Row(key, re.compile(pattern), subject)


# Tried in this order on each clause; the first that fits takes it.
_ROWS: tuple[_Row, ...] = (
    _row("items_done", rf"(?:已)?完成(?:\(.*\))?整改(?:措施|任务){_N}[条项个]"),
    _row("items", rf"整改(?:措施|任务)(?:共计|共|合计)?{_N}[条项个]"),
    _row("items", rf"{_N}[条项个]整改(?:措施|任务)"),
    _row("rules", rf"制度.{{0,4}}?{_N}[项个条]|{_N}[项个].{{0,6}}制度"),
    _row("checks", rf"(?:检查|督查|督导){_N}次"),
    _row("findings", rf"{_N}[个条项](?:具体|突出|主要|方面的?|反馈)?问题(?!.*{_DONE})"),
    _row("items_open", rf"{_N}[条项个].{{0,4}}{_LATER}|{_LATER}.{{0,6}}?{_N}[条项个]", "items"),
    _row("items_done", rf"{_DONE}.{{0,6}}?{_N}[条项个]|{_N}[条项个].{{0,4}}{_DONE}", "items"),
    _row(
        "findings_staged",
        rf"{_PARTLY}.{{0,8}}?{_N}[个条项]|{_N}[个条项](?:问题)?.{{0,4}}{_PARTLY}",
        "findings",
    ),
    _row(
        "findings_open", rf"{_LATER}.{{0,6}}?{_N}[个条项]|{_N}[个条项](?:问题)?.{{0,4}}{_LATER}", "findings"
    ),
    _row("findings_done", rf"{_DONE}.{{0,6}}?{_N}[个条项]|{_N}[个条项](?:问题)?.{{0,4}}{_DONE}", "findings"),
)


@dataclass
class Stated:
    inspection: Inspection | None
    totals: Totals
    spans: dict[str, Span | list[Span]]


def read_stated(source: Source, parts: list[Piece], own: set[int]) -> Stated:
    """`own` are the pieces that belong to findings: what they count is theirs, not the document's."""
    free = [part for index, part in enumerate(parts) if index not in own]
    spans: dict[str, Span | list[Span]] = {}
    inspection = _inspection(source, free[:_LEAD_PIECES], spans)
    totals = _totals(source, free, spans)
    return Stated(inspection, totals, spans)


def _inspection(source: Source, parts: list[Piece], spans: dict[str, Span | list[Span]]) -> Inspection | None:
    body: Span | None = None
    period: tuple[Found, Found] | None = None
    feedback: Found | None = None
    used: list[Span] = []
    for part in parts:
        for sentence in _SENTENCE.finditer(source.text, part.start, part.end):
            named = _body(source.text, *sentence.span())
            if named is None and "反馈" not in sentence[0]:
                continue
            days = [one for one in dates_in(source.text, *sentence.span()) if one.on]
            if body is None and named:
                body = named
            if period is None and len(days) >= 2 and _is_range(source.text, days[0], days[1]):
                period = (days[0], days[1])
                used.append(source.span(*sentence.span()))
                days = days[2:]
            if feedback is None and days and "反馈" in sentence[0]:
                feedback = days[0]
                used.append(source.span(*sentence.span()))
    if period is None and feedback is None:
        return None
    if body:
        used.append(source.span(*body))
    spans["inspection"] = sorted(set(used))
    return Inspection(
        source.words(*body) if body else None,
        period[0].on if period else None,
        period[1].on if period else None,
        feedback.on if feedback else None,
    )


def _body(text: str, start: int, end: int) -> Span | None:
    match = _BODY.search(text, start, end)
    if not match:
        return None
    lead = _LEADING.match(text, *match.span())
    return (lead.end() if lead else match.start(), match.end())


def _is_range(text: str, left: Found, right: Found) -> bool:
    between = text[left.span[1] : right.span[0]].strip()
    return between in ("至", "到", "—", "-", "~", "——", "一", "--")


def _totals(source: Source, parts: list[Piece], spans: dict[str, Span | list[Span]]) -> Totals:
    totals = Totals()
    read: list[Span] = []
    for part in parts:
        read += [
            source.span(*sentence.span())
            for sentence in _SENTENCE.finditer(source.text, part.start, part.end)
            if _read_sentence(source.text, sentence.span(), totals)
        ]
    if read:
        spans["totals"] = read
    return totals


def _read_sentence(text: str, span: Span, totals: Totals) -> bool:
    """Clauses of one sentence are read in turn; a clause without a subject counts what the clause before counted."""
    subject: str | None = None
    read = False
    for clause in _CLAUSE.finditer(text, *span):
        if clause.end() - clause.start() > _LONGEST_CLAUSE:
            continue
        words = clause[0].replace(" ", "")
        for row in _ROWS:
            if row.subject and row.subject != subject:
                continue
            match = row.pattern.search(words)
            if not match:
                continue
            key = row.key
            if key in ("findings", "items") or key.startswith("items"):
                subject = key.split("_")[0]
            if getattr(totals, key) is None and _number(match) is not None:
                setattr(totals, key, _number(match))
                read = True
            break
    return read


def _number(match: re.Match[str]) -> int | None:
    return next((int(value) for value in match.groups() if value), None)
