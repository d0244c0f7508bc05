"""The outer version: what leaves the office, made before anything is counted or numbered.

What is left out is not in the data that is printed, so neither totals nor numbers can tell of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeVar

from mingze.papers.writing.model import LedgerRow, PublicWording, ReportData, ReportFinding

Version = Literal["inner", "outer"]
Unapproved = Literal["keep", "leave_out"]


_Finding = TypeVar("_Finding", ReportFinding, LedgerRow)


def outer_report(data: ReportData, *, unapproved: Unapproved = "keep") -> ReportData:
    """The report as it may be published: approved wording, and no finding marked not for publication.

    Where no wording is approved, `unapproved` keeps the inner words, or leaves them out: the field, or the whole
    finding where its problem has no approved wording. Where a finding is left out, the totals do not claim to be
    those of the inspection, and its numbers of rules and checks, which cannot be divided, are left out as well.
    """
    shown = tuple(_shown(data.findings, unapproved))
    if len(shown) == len(data.findings):
        return replace(data, findings=shown)
    return replace(data, findings=shown, rules=None, checks=None, partial=True)


def outer_rows(rows: Iterable[LedgerRow], *, unapproved: Unapproved = "keep") -> Iterator[LedgerRow]:
    """The rows of a ledger as they may be published, counted anew: gaps in numbers would tell of what is left out."""
    for ordinal, row in enumerate(_shown(rows, unapproved), start=1):
        yield replace(row, ordinal=ordinal, code=None, number=None)


def _shown(findings: Iterable[_Finding], unapproved: Unapproved) -> Iterator[_Finding]:
    for finding in findings:
        if not finding.publish:
            continue
        approved = finding.public_wording or PublicWording()
        keep = unapproved == "keep"
        problem = approved.problem or (finding.problem if keep else None)
        if problem is None:
            continue
        measures, progress = approved.measures, approved.progress
        yield replace(
            finding,
            problem=problem,
            measures=measures if measures is not None else finding.measures if keep else (),
            progress=progress if progress is not None else finding.progress if keep else None,
            public_wording=None,
        )
