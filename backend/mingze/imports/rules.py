"""Drafts of documents, as rules: what a row holds, what may be done to a draft and when it may enter. Pure.

A row may enter the ledger without a unit: it then stands there unassigned, `confirmed`, in the sight of the
office that imported it (which is added as supervising part), and is handed out from there. Nothing is guessed
from the words a document uses for its units, nor is a source assumed where the document names no inspection.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingze.access.permissions import Permission
from mingze.findings.vocabulary import Part, PublishedStatus, Severity, Source
from mingze.imports.vocabulary import DocumentKind, ImportState, ReadStatus, RowDecision
from mingze.kit.problems import FieldError, refuse_field
from mingze.kit.workflow import Move, Workflow

#: A draft stays one page of rows.
MAX_ROWS = 2000
MAX_MEASURES = 200
MAX_UNITS = 50

_DRAFT = frozenset({ImportState.DRAFT})
_MANAGE = Permission.IMPORT_MANAGE
DRAFTING: Workflow[ImportState] = Workflow(
    [
        Move("edit", _DRAFT, None, _MANAGE, "编辑草稿"),
        Move("confirm", _DRAFT, ImportState.CONFIRMED, _MANAGE, "确认入账"),
        Move("discard", _DRAFT, ImportState.DISCARDED, _MANAGE, "放弃草稿"),
    ]
)

#: Kinds that are kept whole when confirmed (归档), whether they have findings or not.
ARCHIVED = frozenset({DocumentKind.CAMPAIGN_PLAN, DocumentKind.ANNUAL_REPORT})

#: The fields of a row that are read from the document; the rest is added by the clerk.
READ_FIELDS = (
    "section",
    "group",
    "number",
    "problem",
    "measures",
    "progress",
    "status",
    "status_text",
    "owner",
    "unit_text",
    "due_on",
    "key_matter",
)

Span = tuple[int, int]
Units = tuple[tuple[int, Part], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a draft: what was read, as the clerk has it now, and what the clerk added.

    `originals` are the rows as they were read that this one was made of (several after a merge): kept so that
    every edit can be seen and taken back.
    """

    problem: str
    section: str | None = None
    group: str | None = None
    number: str | None = None
    measures: tuple[str, ...] = ()
    progress: str | None = None
    status: ReadStatus | None = None
    status_text: str | None = None
    owner: str | None = None
    unit_text: str | None = None
    due_on: date | None = None
    key_matter: bool = False
    span: Span | None = None
    spans: Mapping[str, Any] = field(default_factory=dict)
    units: Units = ()
    severity: Severity | None = None
    tags: tuple[int, ...] = ()
    amount: Decimal | None = None
    originals: tuple[Mapping[str, Any], ...] = ()
    decision: RowDecision | None = None


# --- what was read ----------------------------------------------------------------------------------------


def row_of(found: Mapping[str, Any]) -> Row:
    """A row from one finding of the reader's answer (documents.md §4)."""
    original = {
        "section": found["section"],
        "group": found["group"],
        "number": found["number"],
        "problem": found["problem"],
        "measures": list(found["measures"]),
        "progress": found["progress"],
        "status": found["status"],
        "status_text": found["status_text"],
        "owner": found["owner"],
        "unit_text": found["unit"],
        "due_on": found["due"],
        "key_matter": found["key_matter"],
        "span": found["span"],
        "spans": dict(found["spans"]),
    }
    return replace(as_read(original), originals=(original,))


def as_read(original: Mapping[str, Any]) -> Row:
    """The row that `original` (kept as JSON) stands for."""
    due, span = original["due_on"], original["span"]
    return Row(
        section=original["section"],
        group=original["group"],
        number=original["number"],
        problem=original["problem"],
        measures=tuple(original["measures"]),
        progress=original["progress"],
        status=ReadStatus(original["status"]) if original["status"] else None,
        status_text=original["status_text"],
        owner=original["owner"],
        unit_text=original["unit_text"],
        due_on=date.fromisoformat(due) if due else None,
        key_matter=original["key_matter"],
        span=(span[0], span[1]) if span else None,
        spans=original["spans"],
        originals=(original,),
    )


def check_adjacent(chosen: Sequence[int], living: Sequence[int]) -> None:
    """Rows (by id) can be merged when none is dropped and no living row stands between them."""
    places = {row_id: place for place, row_id in enumerate(living)}
    if any(row_id not in places for row_id in chosen):
        raise refuse_field("/body/row_ids", "已删除的行不能合并,请先恢复")
    held = sorted(places[row_id] for row_id in chosen)
    if held[-1] - held[0] != len(held) - 1:
        raise refuse_field("/body/row_ids", "只能合并相邻的行")


def office_of(roots: Sequence[int], asked: int | None) -> int:
    """The unit a draft belongs to: where the clerk is appointed; asked for where that is at several units."""
    if asked is not None and asked not in roots:
        raise refuse_field("/body/unit_id", "您不是该单位的经办人")
    if asked is None and len(roots) > 1:
        raise refuse_field("/body/unit_id", "您在多个单位任经办人,请选择为哪个单位导入")
    return asked if asked is not None else roots[0]


def confirm_not(kind: DocumentKind, *, rows: int, source: Source | None) -> str | None:
    """Why a draft that is open cannot be confirmed yet."""
    if not rows:
        return empty_not(kind, rows=rows)
    return "请先选定问题来源" if source is None else None


def empty_not(kind: DocumentKind, *, rows: int) -> str | None:
    """Why there is nothing to confirm: what is archived need not have rows."""
    return None if rows or kind in ARCHIVED else "草稿中没有可入账的条目"


def label_of(move: Move[ImportState], kind: DocumentKind) -> str:
    return "归档" if move.action == "confirm" and kind in ARCHIVED else move.label


# --- entering the ledger --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the status of a document stands in the ledger."""

    published: PublishedStatus | None
    long_term: bool = False
    extended: bool = False


_OUTCOMES: Mapping[ReadStatus, Outcome] = {
    ReadStatus.DONE: Outcome(PublishedStatus.DONE),
    ReadStatus.MOSTLY_DONE: Outcome(PublishedStatus.MOSTLY_DONE),
    ReadStatus.STAGED: Outcome(PublishedStatus.STAGED),
    ReadStatus.IN_PROGRESS: Outcome(PublishedStatus.IN_PROGRESS),
    ReadStatus.LONG_TERM: Outcome(PublishedStatus.IN_PROGRESS, long_term=True),
    ReadStatus.NOT_DONE: Outcome(PublishedStatus.NOT_DONE),
    ReadStatus.EXTENDED: Outcome(PublishedStatus.IN_PROGRESS, extended=True),
}


def outcome_of(status: ReadStatus | None) -> Outcome:
    return _OUTCOMES[status] if status else Outcome(None)


#: How much of each field the ledger holds; a draft takes whatever the document has.
LONGEST: Mapping[str, int] = {
    "section": 40,
    "group": 300,
    "number": 20,
    "problem": 20_000,
    "progress": 50_000,
    "owner": 100,
    "unit_text": 200,
}
LONGEST_MEASURES = 50_000
_LONGEST_BODY = 120
_LONGEST_HEADER: Mapping[str, int] = {"title": 300, "issuer": 200, "document_number": 100}


def row_faults(row_id: int, row: Row) -> list[FieldError]:
    """What keeps a row from entering the ledger."""
    pointer = f"/rows/{row_id}"
    faults = [
        FieldError(f"{pointer}/{name}", f"不能超过 {longest} 个字")
        for name, longest in LONGEST.items()
        if len(getattr(row, name) or "") > longest
    ]
    if not row.problem.strip():
        faults.append(FieldError(f"{pointer}/problem", "问题不能为空"))
    if sum(map(len, row.measures)) > LONGEST_MEASURES:
        faults.append(FieldError(f"{pointer}/measures", f"合计不能超过 {LONGEST_MEASURES} 个字"))
    return faults


def header_faults(header: Mapping[str, Any], *, rows: bool = True) -> list[FieldError]:
    """What keeps the head of a draft from entering: the source of its findings must be said, where it has rows."""
    faults = [
        FieldError(f"/{name}", f"不能超过 {longest} 个字")
        for name, longest in _LONGEST_HEADER.items()
        if len(header[name] or "") > longest
    ]
    if header["inspection"] and len(header["inspection"]["body"] or "") > _LONGEST_BODY:
        faults.append(FieldError("/inspection/body", f"不能超过 {_LONGEST_BODY} 个字"))
    if rows and header["inspection_source"] is None:
        faults.append(FieldError("/inspection_source", "请先选定问题来源"))
    return faults


def inspection_fault(inspection: Mapping[str, Any]) -> str | None:
    """Why the days of an inspection cannot be (ISO days or None)."""
    days = [inspection[name] for name in ("from", "to", "feedback_on") if inspection[name] is not None]
    return None if days == sorted(days) else "巡察起止与反馈日期的先后不对"


def inspection_title(inspection: Mapping[str, Any]) -> str:
    """What an inspection is called in lists: its group and its period."""
    period = "至".join(inspection[name] for name in ("from", "to") if inspection[name])
    return f"{inspection['body'] or '巡察'}{f'({period})' if period else ''}"


_PARTY = re.compile(r"党组|党委|党工委|党总支|党支部")


def inspected_party(issuer: str | None) -> str | None:
    """Whoever reports on its own rectification is the inspected organisation, where it is one of the Party."""
    fits = issuer is not None and len(issuer) <= _LONGEST_BODY
    return issuer if issuer and fits and _PARTY.search(issuer) else None


# --- totals -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A total the document states, against what its rows add up to."""

    field: str
    stated: int
    counted: int


def mismatches(
    totals: Mapping[str, int | None], statuses: Mapping[ReadStatus | None, int], items: int
) -> list[Mismatch]:
    """Stated totals that the living rows (counted by status) do not add up to; what is not stated is not compared.

    What is 基本完成 counts as done only where the document does not count 阶段性完成 apart.
    """
    staged_apart = totals.get("findings_staged") is not None
    done = {ReadStatus.DONE} if staged_apart else {ReadStatus.DONE, ReadStatus.MOSTLY_DONE}
    staged = {ReadStatus.STAGED, ReadStatus.MOSTLY_DONE}
    counted = {
        "findings": sum(statuses.values()),
        "findings_done": sum(number for status, number in statuses.items() if status in done),
        "findings_staged": sum(number for status, number in statuses.items() if status in staged),
        "items": items,
    }
    compared = ((name, totals.get(name), number) for name, number in counted.items())
    return [
        Mismatch(name, said, number) for name, said, number in compared if said is not None and said != number
    ]
