"""From a file to the reader's answer: text, outline, kind, then the rules of that kind."""

from typing import Any

from mingze.kit.limited import LimitedError, run_limited
from mingze.papers import alarms, arithmetic
from mingze.papers.answer import Answer, Caution, Heading, Inspection, Span
from mingze.papers.extract import extract
from mingze.papers.extracted import Extracted, UnreadableDocument
from mingze.papers.figures import read_figures
from mingze.papers.finding_alarms import of_findings
from mingze.papers.front import Front, read_front
from mingze.papers.kinds import kind_of
from mingze.papers.ledger import Ledger, read_ledger
from mingze.papers.outline import headings, pieces
from mingze.papers.plan import read_plan
from mingze.papers.repeats import fragment_marks, second_copies
from mingze.papers.report import read_findings
from mingze.papers.source import Source, one_width
from mingze.papers.stated import Stated, body_named, read_stated
from mingze.papers.ties import Relations

READ_SECONDS = 10.0
READ_MEMORY = 512 * 1024 * 1024


def read(name: str, data: bytes) -> Answer:
    """Reads one document in this process. Raises UnreadableDocument for what is no document of its type."""
    return read_extracted(name, extract(name, data))


async def read_limited(
    name: str,
    data: bytes,
    *,
    with_text: bool = False,
    seconds: float = READ_SECONDS,
    memory: int = READ_MEMORY,
) -> dict[str, Any]:
    """The answer as JSON, read in a process of its own that may neither hang nor eat the machine.

    Raises UnreadableDocument, also when the limits were reached (codes "timeout", "memory", "failed").
    """
    try:
        return await run_limited(
            "mingze.papers.child",
            [_plain_name(name), *(["text"] if with_text else [])],
            stdin=data,
            timeout=seconds,
            memory=memory,
        )
    except LimitedError as error:
        raise UnreadableDocument(error.code, error.message) from error


def _plain_name(name: str) -> str:
    """A name as an argument of a process can be: its last part counts for the type, so that part is kept."""
    return name.replace("\x00", "").encode("utf-8", "replace").decode()[-255:] or "?"


def read_extracted(name: str, extracted: Extracted) -> Answer:
    answer = Answer(name, extracted.text, warnings=list(extracted.cautions))
    held: list[Span] = []
    stated = Stated(None, answer.totals, {})
    numbers: Relations | None = None
    source = whole = _cleaned(Source.of(extracted.text[: extracted.body]), answer)
    ledger = read_ledger(extracted)
    if ledger.findings:
        # What stands around a ledger is read like any other text; its rows are no prose.
        source = whole.without_raw(ledger.rows)
    parts = pieces(source)
    front = read_front(source, parts)
    _take_front(answer, front)
    answer.kind = kind_of(front.title, source.text)
    answer.outline = headings(source, [part for at, part in enumerate(parts) if at not in front.taken])
    if ledger.findings and not answer.outline:
        answer.kind = "finding_ledger"
    if answer.kind == "rectification_report":
        told = read_findings(source, parts, front.taken, front.signed)
        answer.findings = told.findings
        held += told.held
        own = told.pieces | front.taken
        answer.outline = headings(source, [part for at, part in enumerate(parts) if at not in own])
        stated = read_stated(source, parts, told.pieces | told.groups, front.taken)
        answer.inspection, answer.totals = stated.inspection, stated.totals
        answer.spans |= stated.spans
    elif answer.kind == "campaign_plan":
        planned = read_plan(source, parts, front, extracted.tables)
        answer.plan = planned.plan
        answer.spans |= planned.spans
    elif answer.kind == "annual_report":
        counted = read_figures(source, parts, front, extracted.tables)
        answer.figures = counted.figures
        answer.spans |= counted.spans
        own = counted.rows | front.taken
        answer.outline = headings(source, [part for at, part in enumerate(parts) if at not in own])
        held += [figure.span for figure in counted.figures]
        numbers = counted.relations if source is whole else None
    if ledger.findings:
        held += _take_ledger(answer, ledger)
        if answer.kind == "finding_ledger":
            stated = read_stated(source, parts, set(), front.taken)
            _take_around(answer, stated, ledger)
        parts = pieces(whole)
    answer.warnings += alarms.of_text(whole, parts)
    answer.warnings += alarms.of_outline(answer.outline)
    report = answer.kind == "rectification_report"
    answer.warnings += arithmetic.of_numbers(whole, parts, extracted.tables, numbers, report=report)
    answer.warnings += of_findings(answer.findings, stated, answer.issued_on)
    answer.unread = _unread(answer, held)
    return answer


def _cleaned(source: Source, answer: Answer) -> Source:
    """Without page marks and second copies, which are told in warnings."""
    marks = fragment_marks(source)
    if marks:
        message = f"正文被网页分页标记切成{len(marks)}段,已按原文接回"
        answer.warnings.append(Caution("page_fragments", message, source.span(*marks[0])))
        source = source.without(marks)
    copies = second_copies(source)
    for copy in copies:
        message = "正文在页面上重复出现,只读取第一份"
        answer.warnings.append(Caution("duplicate_body", message, source.span(*copy)))
    return source.without(copies)


def _take_front(answer: Answer, front: Front) -> None:
    answer.title = front.title
    answer.aliases = front.aliases
    answer.issuer = front.issuer
    answer.document_number = front.document_number
    answer.issued_on = front.issued_on
    answer.printed_on = front.printed_on
    answer.published_on = front.published_on
    answer.spans |= front.spans
    answer.warnings += front.warnings


def _take_ledger(answer: Answer, ledger: Ledger) -> list[Span]:
    """A table of findings: the whole of a ledger, or what a report adds to its text. What it holds besides fields."""
    told = {"".join(one_width(finding.problem).split()) for finding in answer.findings}
    if answer.kind in ("unknown", "finding_ledger") or not (answer.findings or answer.plan or answer.figures):
        answer.kind = "finding_ledger"
    own = [one for one in ledger.findings if "".join(one_width(one.problem).split()) not in told]
    answer.findings = [*answer.findings, *own]
    answer.spans["columns"] = ledger.columns
    if ledger.repeated:
        answer.spans["repeated"] = ledger.repeated
    if ledger.issuer and not answer.issuer:
        answer.issuer, answer.spans["issuer"] = answer.text[slice(*ledger.issuer)], ledger.issuer
    if ledger.issued and not answer.issued_on:
        answer.spans["issued_on"], answer.issued_on = ledger.issued
    return ledger.held


def _take_around(answer: Answer, stated: Stated, ledger: Ledger) -> None:
    """What the words around a ledger state. The numbered notes below it are no headings."""
    answer.inspection, answer.totals = stated.inspection, stated.totals
    answer.spans |= stated.spans
    title = answer.spans.get("title")
    named = body_named(answer.title) if answer.title and title else None
    if answer.inspection is None and named and isinstance(title, tuple):
        answer.inspection = Inspection(named, None, None, None)
        answer.spans["inspection"] = title
    last = max(end for _, end in ledger.rows)
    answer.outline = [heading for heading in answer.outline if heading.span[0] < last]


def _unread(answer: Answer, held: list[Span]) -> list[Span]:
    """Every stretch of the text, white space aside, that no field of the answer holds."""
    read = [*held, *_pairs(answer.spans), *_heading_spans(answer)]
    for finding in answer.findings:
        read += _pairs(finding.spans)
    unread: list[Span] = []
    at = 0
    for start, end in [*sorted(read), (len(answer.text), len(answer.text))]:
        if start > at:
            stretch = answer.text[at:start]
            left = at + len(stretch) - len(stretch.lstrip())
            right = start - (len(stretch) - len(stretch.rstrip()))
            if left < right:
                unread.append((left, right))
        at = max(at, end)
    return unread


def _heading_spans(answer: Answer) -> list[Span]:
    spans: list[Span] = []
    waiting: list[Heading] = list(answer.outline)
    while waiting:
        heading = waiting.pop()
        spans.append(heading.span)
        waiting += heading.children
    return spans


def _pairs(spans: Any) -> list[Span]:
    if isinstance(spans, dict):
        return [pair for value in spans.values() for pair in _pairs(value)]
    if isinstance(spans, tuple):
        return [spans]
    return [pair for value in spans for pair in _pairs(value)]
