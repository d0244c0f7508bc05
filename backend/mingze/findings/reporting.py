"""From the ledger to the writer: what a report or a sheet prints of each finding."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import RowMapping

from mingze.findings.derived import light_of, printed_status
from mingze.findings.paper_words import Outside
from mingze.findings.publication import outside
from mingze.findings.publication_queries import facts_of, texts_of
from mingze.findings.report_options import ReportOptions
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
from mingze.kit import clock
from mingze.papers.writing import (
    PROFILES,
    Frame,
    LedgerRow,
    Profile,
    PublicWording,
    ReportData,
    ReportFinding,
    ReportInspection,
    Status,
    outer_report,
)


def report_data(
    inspection: RowMapping,
    findings: Sequence[Written],
    published: Mapping[int, RowMapping],
    options: ReportOptions,
) -> ReportData:
    """The rectification report of an inspection, as `options` want it.

    Title and issuer follow from the inspection where they are not given. In the outer version only what is to be
    shown is left, so that neither totals nor numbers tell of the rest.
    """
    party = inspection["party"] or inspection["unit_name"]
    data = ReportData(
        title=options.title or f"{party}关于巡察整改进展情况的通报",
        issuer=options.issuer or party,
        issued_on=options.issued_on or clock.today(),
        contacts=options.contacts,
        organization=options.organization,
        frame=Frame(
            document_number=options.document_number,
            mark=options.mark,
            addressees=options.addressees,
            attachments=options.attachments,
            copies=options.copies,
            printed_by=options.printed_by,
            printed_on=options.printed_on,
        ),
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
        findings=[report_finding(finding, published.get(finding.row["id"])) for finding in findings],
    )
    return outer_report(data, unapproved=options.unapproved.value) if options.is_outer else data


def profile_of(options: ReportOptions) -> Profile:
    """The writer's profile, with what is left out said in the lead where that is wanted."""
    profile = PROFILES[options.profile]
    if options.is_outer and options.state_omission:
        return replace(profile, lead_end=_OMITTED)
    return profile


_OMITTED = "按照巡察工作有关要求，除按规定不宜公开的外，现将巡察整改进展情况予以公布。"


def report_finding(finding: Written, publication: RowMapping | None = None) -> ReportFinding:
    row, shown = finding.row, outside_of(finding, publication)
    return ReportFinding(
        problem=row["problem"],
        measures=finding.measures,
        progress="\n".join(finding.progress) or None,
        status=report_status(finding),
        group=row["group_title"],
        key_matter=row["key_matter"],
        publish=shown not in (Outside.WITHHELD, Outside.KEY_MATTER),
        public_wording=_wording(publication) if publication and shown is Outside.APPROVED else None,
    )


def outside_of(finding: Written, publication: RowMapping | None) -> Outside:
    """What the outer version does with the finding."""
    return outside(facts_of(publication), texts_of(finding), key_matter=finding.row["key_matter"])


def _wording(publication: RowMapping) -> PublicWording:
    """What was approved is all that is said: a field it leaves empty stays empty."""
    return PublicWording(
        problem=publication["problem"],
        measures=tuple(publication["measures"] or ()),
        progress=publication["progress"] or "",
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
