"""Between the row that rules work on and the row that is kept."""

from collections.abc import Mapping
from typing import Any

from mingze.findings.vocabulary import Part, Severity
from mingze.imports.models import ImportRow
from mingze.imports.rules import Row
from mingze.imports.vocabulary import ReadStatus, RowDecision


def new_row(draft_id: int, ordinal: int, row: Row) -> ImportRow:
    return ImportRow(draft_id=draft_id, version=1, ordinal=ordinal, dropped=False, **_columns(row))


def row_from(kept: ImportRow) -> Row:
    return Row(
        section=kept.section,
        group=kept.group,
        number=kept.number,
        problem=kept.problem,
        measures=tuple(kept.measures),
        progress=kept.progress,
        status=ReadStatus(kept.status) if kept.status else None,
        status_text=kept.status_text,
        owner=kept.owner,
        unit_text=kept.unit_text,
        due_on=kept.due_on,
        key_matter=kept.key_matter,
        span=(kept.span_start, kept.span_end)
        if kept.span_start is not None and kept.span_end is not None
        else None,
        spans=kept.spans,
        units=tuple((unit, Part(part)) for unit, part in kept.units),
        severity=Severity(kept.severity) if kept.severity else None,
        tags=tuple(kept.tags),
        amount=kept.amount,
        originals=tuple(kept.originals),
        decision=RowDecision(kept.decision) if kept.decision else None,
    )


def put(kept: ImportRow, row: Row) -> dict[str, list[Any]]:
    """Let `kept` hold `row`, a version further; returns field → [old, new] of what became different."""
    changes: dict[str, list[Any]] = {}
    for name, value in _columns(row).items():
        old = getattr(kept, name)
        if old != value:
            setattr(kept, name, value)
            if name not in _SILENT:
                changes[name] = [old, value]
    kept.version += 1
    return changes


#: Where texts stand and what they were read as: no change a person made.
_SILENT = frozenset({"span_start", "span_end", "spans", "originals"})


def _columns(row: Row) -> Mapping[str, Any]:
    start, end = row.span or (None, None)
    return {
        "section": row.section,
        "group": row.group,
        "number": row.number,
        "problem": row.problem,
        "measures": list(row.measures),
        "progress": row.progress,
        "status": row.status,
        "status_text": row.status_text,
        "owner": row.owner,
        "unit_text": row.unit_text,
        "due_on": row.due_on,
        "key_matter": row.key_matter,
        "span_start": start,
        "span_end": end,
        "spans": dict(row.spans),
        "units": [[unit, part.value] for unit, part in row.units],
        "severity": row.severity,
        "tags": list(row.tags),
        "amount": row.amount,
        "originals": [dict(original) for original in row.originals],
        "decision": row.decision,
    }
