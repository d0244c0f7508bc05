"""From the ledger to the writer: what a report or a sheet prints of each finding."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.engine import RowMapping

from mingze.findings.derived import light_of, printed_status
from mingze.findings.report_queries import Written
from mingze.findings.vocabulary import (
    CLOSURE_STATES,
    LIGHTS,
    PUBLISHED_STATUSES,
    SEVERITIES,
    SOURCES,
    WORK_STATES,
    ClosureState,
    Part,
    PublishedStatus,
    Severity,
    Source,
    WorkState,
)
from mingze.papers.writing import LedgerRow, ReportData, ReportFinding, ReportInspection, Status


def report_data(
    inspection: RowMapping,
    findings: Sequence[Written],
    *,
    title: str | None,
    issuer: str | None,
    issued_on: date,
    contacts: Sequence[str],
) -> ReportData:
    """The rectification report of an inspection. Title and issuer follow from it where they are not given."""
    party = inspection["party"] or inspection["unit_name"]
    return ReportData(
        title=title or f"{party}关于巡察整改进展情况的通报",
        issuer=issuer or party,
        issued_on=issued_on,
        contacts=contacts,
        inspection=ReportInspection(
            body=inspection["body"],
            party=inspection["party"],
            ordered_by=inspection["ordered_by"],
            kind=inspection["kind"],
            began_on=inspection["began_on"],
            ended_on=inspection["ended_on"],
            feedback_on=inspection["feedback_on"],
        ),
        rules=inspection["rules_built"],
        checks=inspection["checks_held"],
        findings=[report_finding(finding) for finding in findings],
    )


def report_finding(finding: Written) -> ReportFinding:
    row = finding.row
    return ReportFinding(
        problem=row["problem"],
        measures=finding.measures,
        progress="\n".join(finding.progress) or None,
        status=report_status(finding),
        group=row["group_title"],
        key_matter=row["key_matter"],
    )


def report_status(finding: Written) -> Status:
    """What is printed of a finding; 长期坚持 and 申请延期 show through where it is still in progress."""
    published = finding.row["published_status"]
    status = printed_status(
        PublishedStatus(published) if published else None, WorkState(finding.row["work_state"])
    )
    if status is PublishedStatus.IN_PROGRESS:
        if finding.row["long_term"]:
            return Status.LONG_TERM
        if finding.extended:
            return Status.EXTENDED
    return Status(status.value)


def ledger_row(ordinal: int, finding: Written, *, today: date, light_days: int) -> LedgerRow:
    row = finding.row
    work, closure = WorkState(row["work_state"]), ClosureState(row["closure_state"])
    light = light_of(row["due_on"], work, closure, voided=row["voided"], today=today, light_days=light_days)
    status = printed_status(
        PublishedStatus(row["published_status"]) if row["published_status"] else None, work
    )
    return LedgerRow(
        ordinal=ordinal,
        code=row["code"],
        section=row["section"],
        group=row["group_title"],
        number=row["number"],
        problem=row["problem"],
        measures=finding.measures,
        progress="\n".join(finding.progress) or None,
        status=PUBLISHED_STATUSES[status],
        leader=row["responsible_leader"],
        units=finding.units[Part.ANSWERING],
        cooperating=finding.units[Part.COOPERATING],
        supervising=finding.units[Part.SUPERVISING],
        person=row["responsible_person"],
        due_on=row["due_on"],
        key_matter=row["key_matter"],
        severity=SEVERITIES[Severity(row["severity"])],
        work_state=WORK_STATES[work],
        closure_state=CLOSURE_STATES[closure],
        light=LIGHTS[light],
        amount=float(row["amount"]) if row["amount"] is not None else None,
        tags=finding.tags,
        source=row["inspection_title"] or SOURCES[Source(row["source"])],
    )
