"""What a finding takes from a row of a later edition. Pure."""

from typing import Any

from mingze.findings.renewal import Extension, Renewal
from mingze.findings.vocabulary import PublishedStatus
from mingze.imports.comparison import Verdict, to_add
from mingze.imports.rules import LONGEST, LONGEST_MEASURES, Row, outcome_of
from mingze.imports.vocabulary import ChangeEffect, ReadStatus
from mingze.kit.problems import FieldError

#: Field of a row → column of a finding.
_AT_ONCE = {"section": "section", "group": "group", "number": "number"}
_CORRECTED = {
    "problem": "problem",
    "owner": "responsible_leader",
    "unit_text": "responsible_department",
    "due_on": "due_on",
    "key_matter": "key_matter",
}


def renewal_of(row: Row, verdict: Verdict, *, taking: bool) -> Renewal | None:
    """What becomes of the finding the row stands for; None where the actor does not even see it.

    What the ledger cannot take now is kept as it is there, and told.
    """
    known = verdict.known
    if known is None or known.standing is None:
        return None
    fields = {one.change.field: one for one in verdict.changes}
    if not taking:
        return Renewal(finding_id=known.finding_id, span=row.span, kept=sorted(fields))
    taken = {name for name, one in fields.items() if one.effect is not ChangeEffect.CANNOT}
    values: dict[str, Any] = {
        column: getattr(row, name) for name, column in _AT_ONCE.items() if name in taken
    }
    if "status" in taken:
        values |= _result(row, long_term=known.standing.long_term)
    measures, progress = to_add(verdict)
    due = row.due_on.isoformat() if row.due_on else None
    return Renewal(
        finding_id=known.finding_id,
        span=row.span,
        values=values,
        correction={
            column: due if name == "due_on" else getattr(row, name)
            for name, column in _CORRECTED.items()
            if name in taken
        },
        measures=measures if "measures" in taken else (),
        progress=progress if "progress" in taken else None,
        extended=Extension(row.status_text, row.due_on)
        if "status" in taken and row.status is ReadStatus.EXTENDED
        else None,
        kept=sorted(set(fields) - taken),
    )


def _result(row: Row, *, long_term: bool) -> dict[str, Any]:
    """The status as the document publishes it; that a finding is lasting work is not taken back by silence."""
    outcome = outcome_of(row.status)
    staged = outcome.published is PublishedStatus.STAGED
    values: dict[str, Any] = {
        "published_status": outcome.published,
        "long_term": long_term or outcome.long_term,
    }
    return values | ({"staged_reason": row.status_text} if staged else {})


#: What a pointer calls a column of the correction.
_NAMES = {column: name for name, column in _CORRECTED.items()}


def faults(row_id: int, renewal: Renewal) -> list[FieldError]:
    """What keeps a renewal from being carried out: texts longer than the ledger holds."""
    texts = {**renewal.values, **renewal.correction, "progress": renewal.progress}
    found = []
    for column, value in texts.items():
        name = _NAMES.get(column, column)
        if name in LONGEST and isinstance(value, str) and len(value) > LONGEST[name]:
            found.append(FieldError(f"/rows/{row_id}/{name}", f"不能超过 {LONGEST[name]} 个字"))
    if "problem" in renewal.correction and not (renewal.correction["problem"] or "").strip():
        found.append(FieldError(f"/rows/{row_id}/problem", "问题不能为空"))
    if sum(map(len, renewal.measures)) > LONGEST_MEASURES:
        found.append(FieldError(f"/rows/{row_id}/measures", f"合计不能超过 {LONGEST_MEASURES} 个字"))
    return found
