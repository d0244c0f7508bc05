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


DueKind = Literal["by", "within", "whole_year", "recurring", "none"]


@dataclass(frozen=True)
class Stage:
    """One stage of a campaign. `mechanism` is what it is to bring about (明责), where the text says so."""

    number: int
    name: str
    mechanism: str | None
    start: date | None
    end: date | None
    span: Span


@dataclass(frozen=True)
class Due:
    """When a task is to be done: `by` a day, `within` the month that ends on it, all year, again and again."""

    kind: DueKind
    on: date | None
    text: str | None


@dataclass(frozen=True)
class Task:
    number: str
    title: str
    text: str
    departments: list[str]
    due: Due
    span: Span


@dataclass(frozen=True)
class Reporting:
    """The duty to report: `due_day` is the day of the month (or of the week) by which a report is due."""

    cadence: str
    due_day: int | None
    parts: list[str]


@dataclass(frozen=True)
class ProblemType:
    number: str
    title: str
    children: list["ProblemType"]


@dataclass(frozen=True)
class Contact:
    """`kind`: phone, fax, mobile, email, address, postcode, person or hours."""

    kind: str
    value: str


@dataclass(frozen=True)
class LeadingGroup:
    """领导小组: who leads it, as named; `members` and `office` are the words of the text."""

    head: str | None
    deputies: list[str]
    members: str | None
    office: str | None


@dataclass
class Plan:
    """A campaign plan. `spans` holds where each value stands; see `Answer.spans`."""

    objective: str | None = None
    scope: str | None = None
    objects: str | None = None
    parent: str | None = None
    leading_group: LeadingGroup | None = None
    stages: list[Stage] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    reporting: Reporting | None = None
    sub_plan_due: date | None = None
    problem_types: list[ProblemType] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "stages": [
                asdict(stage) | {"start": _day(stage.start), "end": _day(stage.end), "span": list(stage.span)}
                for stage in self.stages
            ],
            "tasks": [
                asdict(task)
                | {
                    "due": {"kind": task.due.kind, "date": _day(task.due.on), "text": task.due.text},
                    "span": list(task.span),
                }
                for task in self.tasks
            ],
            "sub_plan_due": _day(self.sub_plan_due),
        }


@dataclass(frozen=True)
class Part:
    """What is counted, how many of it, in which unit. `inferred`: the value is not printed, but no other fits."""

    label: str
    value: int | float
    unit: str
    inferred: bool = False

    def to_json(self) -> dict[str, Any]:
        told = {"label": self.label, "value": self.value, "unit": self.unit}
        return told | {"inferred": True} if self.inferred else told


@dataclass(frozen=True)
class Figure:
    """One counted thing: its parts where the text divides it, the whole it is a share of and the share in per cent."""

    label: str
    value: int | float
    unit: str
    text: str
    parts: list[Part]
    base: Part | None
    rate: float | None
    span: Span

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "parts": [part.to_json() for part in self.parts],
            "base": self.base.to_json() if self.base else None,
            "span": list(self.span),
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
    plan: Plan | None = None
    figures: list[Figure] = field(default_factory=list)
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
            "plan": self.plan.to_json() if self.plan else None,
            "figures": [figure.to_json() for figure in self.figures],
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
