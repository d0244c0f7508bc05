"""What the reader answers: the one shape of the command line, the API and the imports.

Spans are pairs of character offsets [start, end) into the extracted text. What is not in the text is None.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Span = tuple[int, int]
Kind = Literal["rectification_report", "campaign_plan", "annual_report", "finding_ledger", "unknown"]
Status = Literal["done", "mostly_done", "staged", "in_progress", "long_term", "not_done", "extended"]


@dataclass(frozen=True)
class Heading:
    """One numbered heading; `number` stands as printed, without its trailing comma or point."""

    level: int
    number: str
    title: str
    span: Span
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True)
class Inspection:
    body: str | None
    start: date | None
    end: date | None
    feedback_on: date | None

    def to_json(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "from": _day(self.start),
            "to": _day(self.end),
            "feedback_on": _day(self.feedback_on),
        }


@dataclass
class Totals:
    """What the document itself says it adds up to; never what was counted."""

    findings: int | None = None
    findings_done: int | None = None
    findings_staged: int | None = None
    findings_open: int | None = None
    items: int | None = None
    items_done: int | None = None
    items_open: int | None = None
    rules: int | None = None
    checks: int | None = None


@dataclass
class Finding:
    section: str | None
    group: str | None
    number: str | None
    problem: str
    measures: list[str]
    progress: str | None
    status: Status | None
    status_text: str | None
    owner: str | None
    unit: str | None
    due: date | None
    key_matter: bool
    span: Span
    spans: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "due": _day(self.due),
            "span": list(self.span),
            "spans": {name: _lists(span) for name, span in self.spans.items()},
        }


@dataclass(frozen=True)
class Caution:
    """Something a reader of the document should look at, in words for the clerk."""

    code: str
    message: str
    span: Span | None = None


@dataclass
class Answer:
    file: str
    text: str
    kind: Kind = "unknown"
    title: str | None = None
    aliases: list[str] = field(default_factory=list)
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    printed_on: date | None = None
    published_on: date | None = None
    outline: list[Heading] = field(default_factory=list)
    inspection: Inspection | None = None
    totals: Totals = field(default_factory=Totals)
    findings: list[Finding] = field(default_factory=list)
    plan: None = None
    figures: list[Any] = field(default_factory=list)
    spans: dict[str, Any] = field(default_factory=dict)
    warnings: list[Caution] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)

    def to_json(self, *, with_text: bool = False) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "aliases": list(self.aliases),
            "issuer": self.issuer,
            "document_number": self.document_number,
            "issued_on": _day(self.issued_on),
            "printed_on": _day(self.printed_on),
            "published_on": _day(self.published_on),
            "outline": [_heading(heading) for heading in self.outline],
            "inspection": self.inspection.to_json() if self.inspection else None,
            "totals": asdict(self.totals),
            "findings": [finding.to_json() for finding in self.findings],
            "plan": self.plan,
            "figures": list(self.figures),
            "spans": {name: _lists(span) for name, span in self.spans.items()},
            "warnings": [
                {"code": one.code, "message": one.message, "span": list(one.span) if one.span else None}
                for one in self.warnings
            ],
            "unread": [list(span) for span in self.unread],
        }
        if with_text:
            answer["text"] = self.text
        return answer


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _lists(span: Any) -> Any:
    """Spans as JSON writes them: a pair, or a list of pairs."""
    return [_lists(part) for part in span] if isinstance(span, list | tuple) else span


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "level": heading.level,
        "number": heading.number,
        "title": heading.title,
        "span": list(heading.span),
        "children": [_heading(child) for child in heading.children],
    }
