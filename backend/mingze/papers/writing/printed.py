"""What a profile prints of a report: cleaned, numbered, one word for each state, totals of what stands there.

Both forms of the document are composed from this, and reading the document gives this back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingze.papers.labels import FIELD_OF_LABEL, FieldName, labels_in, words_of_status
from mingze.papers.source import one_width
from mingze.papers.writing import wording
from mingze.papers.writing.model import Frame, ReportData, ReportFinding, ReportInspection, Status
from mingze.papers.writing.profiles import XINCHENG, Profile, Result, Row
from mingze.papers.writing.text import (
    clean,
    fold,
    is_structure,
    lines_of,
    numeral,
    without_group_number,
)


@dataclass(frozen=True, slots=True)
class PrintedFinding:
    """One finding as it stands in the document; the names are those of the reader's answer."""

    section: str | None
    group: str | None
    number: str
    problem: str
    measures: tuple[str, ...]
    progress: str | None
    status: Status | None
    status_text: str | None
    key_matter: bool
    heading: str
    """The paragraph it begins with."""
    fields: tuple[tuple[str, str], ...]
    """Labels and their paragraphs, in the order they stand under the heading; more paragraphs have no label."""


@dataclass(frozen=True, slots=True)
class PrintedTotals:
    """Counted over what is printed. What a profile does not print, a zero most of all, is None here."""

    findings: int
    findings_done: int
    findings_staged: int | None
    findings_open: int | None
    key_matters: int | None
    items: int | None
    items_done: int | None
    items_open: int | None
    rules: int | None
    checks: int | None


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of the report: its heading, None where the profile has none, and its findings."""

    heading: str | None
    findings: tuple[PrintedFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole document, ready to be laid out."""

    profile: Profile
    title: str
    issuer: str
    issued_on: date | None
    inspection: ReportInspection
    organization: tuple[str, ...]
    parts: tuple[PrintedPart, ...]
    totals: PrintedTotals
    contacts: tuple[str, ...]
    key_matter_name: str
    basis: str
    frame: Frame
    partial: bool

    @property
    def findings(self) -> tuple[PrintedFinding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)


def project(data: ReportData, profile: Profile = XINCHENG) -> Printed:
    """Keep of `data` what the profile prints, in the form in which it prints it."""
    key_name = fold(lines_of(data.key_matter_name))
    return Printed(
        profile=profile,
        title=fold(lines_of(data.title)),
        issuer=fold(lines_of(data.issuer)),
        issued_on=data.issued_on,
        inspection=_inspection(data.inspection),
        organization=_organization(data.organization) if profile.organization else (),
        parts=tuple(_parts(data.findings, profile, key_name)),
        totals=_totals(data, profile),
        contacts=tuple(line for text in data.contacts for line in lines_of(text)),
        key_matter_name=key_name,
        basis=fold(lines_of(data.basis)),
        frame=data.frame,
        partial=data.partial,
    )


def _organization(texts: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs about the work as a whole; none may read as a heading or as a field of a finding."""
    paragraphs: list[str] = []
    for line in (line for text in texts for line in lines_of(text)):
        plain = wording.as_prose(line, frozenset(), labelled=False)
        if paragraphs and is_structure(plain):
            paragraphs[-1] = fold([paragraphs[-1], plain])
        else:
            paragraphs.append(plain)
    return tuple(wording.closed(paragraph, "。") for paragraph in paragraphs)


def _parts(findings: Sequence[ReportFinding], profile: Profile, key_name: str) -> Iterator[PrintedPart]:
    """The parts with their findings, those of the key matters last and numbered anew."""
    apart = profile.key_heading is not None
    ordinary = [one for one in findings if not (apart and one.key_matter)]
    key = [one for one in findings if apart and one.key_matter]
    wanted: list[tuple[str, list[ReportFinding] | None]] = []
    if profile.organization:
        wanted.append((profile.organization, None))
    wanted.append((profile.heading, ordinary))
    if key and profile.key_heading:
        wanted.append((profile.key_heading.format(name=key_name), key))
    for place, (heading, members) in enumerate(wanted, start=1):
        section = numeral(place) if profile.sections else None
        printed = () if members is None else tuple(_numbered(members, profile, section, members is key))
        yield PrintedPart(f"{section}、{heading}" if section else None, printed)


def _numbered(
    findings: Sequence[ReportFinding], profile: Profile, section: str | None, key: bool
) -> Iterator[PrintedFinding]:
    number = 0
    place = 0
    for heading, result, members in _groups(findings, profile, key):
        place += heading is not None
        group = f"（{numeral(place)}）{heading}" if heading else None
        for finding in members:
            number += 1
            yield _finding(finding, profile, (section, group, number), result, key)


_Group = tuple[str | None, Result | None, list[ReportFinding]]


def _groups(findings: Sequence[ReportFinding], profile: Profile, key: bool) -> Iterator[_Group]:
    """Findings under their headings; those without one first, or they would read as belonging to the last one."""
    if profile.grouping == "result":
        for result in profile.results:
            members = [one for one in findings if one.status in result.takes]
            if members:
                yield result.heading, result, members
    elif profile.grouping == "none" or key:
        yield None, None, list(findings)
    else:
        groups: dict[str | None, list[ReportFinding]] = {None: []}
        for finding in findings:
            groups.setdefault(without_group_number(fold(lines_of(finding.group))) or None, []).append(finding)
        for heading, members in groups.items():
            yield heading, None, members


def _finding(
    finding: ReportFinding,
    profile: Profile,
    place: tuple[str | None, str | None, int],
    result: Result | None,
    key: bool,
) -> PrintedFinding:
    section, group, number = place
    status = result.means if result else finding.status if profile.prints("status") else None
    paragraphs = [(row, found) for row in profile.rows if (found := _paragraphs(row, finding, profile))]
    given = frozenset(FIELD_OF_LABEL[row.label] for row, _ in paragraphs if row.label in FIELD_OF_LABEL)
    lead, problem, heading = _heading(finding, profile, number, given)
    measures: tuple[str, ...] = ()
    progress = None
    fields: list[tuple[str, str]] = []
    for row, texts in paragraphs:
        lines = _lines(row.label, texts, given)
        if not row.label and not fields and is_structure(lines[0]) and not _own_list(row, finding, profile):
            heading += lines[0]
        else:
            fields.append((f"{row.label}：" if row.label else "", lines[0]))
        fields += [("", line) for line in lines[1:]]
        if row.holds == ("measures",):
            measures = wording.parts_in(lines[0])
        elif row.holds != ("status",):
            progress = "\n".join(lines)
    return PrintedFinding(
        section=section,
        group=group,
        number=lead,
        problem=problem,
        measures=measures,
        progress=progress,
        status=status,
        status_text=_state_in(result.heading) if result else profile.words[status] if status else None,
        key_matter=key,
        heading=heading,
        fields=tuple(fields),
    )


def _state_in(heading: str) -> str:
    """The words of a result's heading that say how far its findings have come."""
    return heading[slice(*words_of_status(one_width(heading)))]


def _heading(
    finding: ReportFinding, profile: Profile, number: int, given: frozenset[FieldName]
) -> tuple[str, str, str]:
    """The number as it is read, the problem, and the paragraph they stand in."""
    problem = fold(lines_of(finding.problem))
    if profile.form != "plain":
        problem = wording.about(problem) if profile.form == "guanyu" else wording.without_stop(problem)
    problem = wording.as_prose(f"：{problem}", given, labelled=False)[1:]
    text = f"关于“{problem}”问题的整改。" if profile.form == "guanyu" else problem
    label = f"{profile.problem_label}：" if profile.problem_label else ""
    if not label and profile.form != "guanyu" and _begins_with_label(problem):
        label = "存在问题："
    if profile.number == "（一）":
        return f"({numeral(number)})", problem, f"（{numeral(number)}）{label}{text}"
    apart = " " if (label + text)[:1].isdigit() else ""  # 1. 3家医院, never 1.3家医院
    return str(number), problem, f"{number}.{apart}{label}{text}"


def _begins_with_label(text: str) -> bool:
    plain = one_width(text)
    return any(not label.inside for label in labels_in(plain, 0, len(plain)))


def _paragraphs(row: Row, finding: ReportFinding, profile: Profile) -> list[str]:
    if row.holds == ("status",):
        return [f"{profile.words[finding.status]}。"] if finding.status else []
    measures = ""
    if "measures" in row.holds:
        measures = wording.measure_paragraph(finding.measures, profile.sublist)
    return wording.progress_paragraphs(finding.progress if "progress" in row.holds else None, measures)


def _lines(label: str, texts: list[str], given: frozenset[FieldName]) -> list[str]:
    """The paragraphs, none with a label inside that would read as another field."""
    lead = f"{label}：" if label else ""
    first = wording.as_prose(lead + texts[0], given, labelled=bool(lead))[len(lead) :]
    return [first, *(wording.as_prose(text, given, labelled=False) for text in texts[1:])]


def _own_list(row: Row, finding: ReportFinding, profile: Profile) -> bool:
    """Whether the field begins with the writer's own (1): deeper than the finding, it reads as a part of it."""
    return profile.sublist == "(1)" and "measures" in row.holds and bool(finding.measures)


def _totals(data: ReportData, profile: Profile) -> PrintedTotals:
    counted, findings = profile.counted, data.findings
    done = sum(one.status in counted.done for one in findings)
    staged = sum(one.status in counted.staged for one in findings)
    measured = [one for one in findings if any(lines_of(measure) for measure in one.measures)]
    items = len(measured) if counted.measures else 0
    items_done = sum(one.status in counted.done for one in measured)
    key_matters = sum(one.key_matter for one in findings) if profile.key_heading else 0

    def shown(number: int) -> int | None:
        return number if number or profile.zeros else None

    return PrintedTotals(
        findings=len(findings),
        findings_done=done,
        findings_staged=shown(staged),
        findings_open=shown(len(findings) - done - staged),
        key_matters=key_matters or None,
        items=items or None,
        items_done=items_done if items else None,
        items_open=shown(items - items_done) if items else None,
        rules=data.rules or None,
        checks=data.checks or None,
    )


def _inspection(inspection: ReportInspection) -> ReportInspection:
    def line(text: str | None) -> str | None:
        return fold(lines_of(text)) or None

    return ReportInspection(
        body=line(inspection.body),
        party=line(inspection.party),
        ordered_by=line(inspection.ordered_by),
        kind=clean(inspection.kind) or "巡察",
        began_on=inspection.began_on,
        ended_on=inspection.ended_on,
        feedback_on=inspection.feedback_on,
    )
