"""What profile A prints of a report: cleaned, numbered, one word for each state, totals of what stands there.

Both forms of the document are composed from this, and reading the document gives this back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from mingze.papers.measures import parts_of
from mingze.papers.source import one_width
from mingze.papers.writing.model import ReportData, ReportFinding, ReportInspection, Status
from mingze.papers.writing.text import (
    clean,
    fold,
    is_structure,
    lines_of,
    numeral,
    without_group_number,
    without_marker,
)

WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.DONE: "已完成整改",
        Status.MOSTLY_DONE: "基本完成",
        Status.STAGED: "取得阶段性成效",
        Status.IN_PROGRESS: "正在整改",
        Status.LONG_TERM: "长期坚持",
        Status.NOT_DONE: "未完成",
        Status.EXTENDED: "申请延期整改",
    }
)
"""Profile A: the totals and the findings use the same word for a state."""

_STAGED = frozenset({Status.STAGED, Status.MOSTLY_DONE})
_STOPS = ("。", "；", "！", "？", ";", "!", "?", "…")
_CLOSING = "”’）)》」』\"'"


@dataclass(frozen=True, slots=True)
class PrintedFinding:
    """One finding as it stands in the document; the names are those of the reader's answer."""

    section: str
    group: str | None
    number: str
    problem: str
    measures: tuple[str, ...]
    progress: str | None
    status: Status | None
    status_text: str | None
    key_matter: bool


@dataclass(frozen=True, slots=True)
class PrintedTotals:
    """Counted over what is printed. Profile A prints no zero but that of what is done: it is None here."""

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
class Printed:
    """The whole document, ready to be laid out."""

    title: str
    issuer: str
    issued_on: date | None
    inspection: ReportInspection
    findings: tuple[PrintedFinding, ...]
    totals: PrintedTotals
    contacts: tuple[str, ...]
    key_matter_name: str
    basis: str


def project(data: ReportData) -> Printed:
    """Keep of `data` what profile A prints, in the form in which it prints it."""
    findings = tuple(_ordinary(data.findings)) + tuple(_key_matters(data.findings))
    return Printed(
        title=fold(lines_of(data.title)),
        issuer=fold(lines_of(data.issuer)),
        issued_on=data.issued_on,
        inspection=_inspection(data.inspection),
        findings=findings,
        totals=_totals(findings, data),
        contacts=tuple(line for text in data.contacts for line in lines_of(text)),
        key_matter_name=fold(lines_of(data.key_matter_name)),
        basis=fold(lines_of(data.basis)),
    )


def measure_text(parts: Sequence[str]) -> str:
    """The parts as one paragraph: a single part as it is, several with 一是, 二是 before them."""
    if len(parts) == 1:
        return parts[0]
    return "".join(f"{numeral(place)}是{part}" for place, part in enumerate(parts, start=1))


def measure_parts(measures: Iterable[str]) -> tuple[str, ...]:
    """The parts that hold any text, each closed by a stop, as they stand apart once they are printed.

    A single part that counts within itself, (1) and (2), is parted: whoever reads it sees two.
    """
    parts = [part for part in (fold(lines_of(measure)) for measure in measures) if part]
    if len(parts) > 1:
        parts = [part for part in (without_marker(part) for part in parts) if part]
    parts = [_closed(part, "；") for part in parts[:-1]] + [_closed(part, "。") for part in parts[-1:]]
    text = measure_text(parts)
    plain = one_width(text)
    return tuple(text[slice(*part.span)] for part in parts_of(plain, 0, len(plain)))


def _closed(text: str, stop: str) -> str:
    """The text with a stop at its end: its own, unless the last one was left open by a semicolon."""
    bare = text.rstrip("；;，、：,: ") if stop == "。" else text.rstrip("，、：,: ")
    return bare if bare.rstrip(_CLOSING).endswith(_STOPS) else bare + stop


def progress_text(progress: str | None) -> str | None:
    """The progress in its own paragraphs, but none that would read as a heading or as another field."""
    paragraphs: list[str] = []
    for line in lines_of(progress):
        if paragraphs and is_structure(line):
            paragraphs[-1] = fold([paragraphs[-1], line])
        else:
            paragraphs.append(line)
    if paragraphs:
        paragraphs[-1] = _closed(paragraphs[-1], "。")
    return "\n".join(paragraphs) or None


def _ordinary(findings: Sequence[ReportFinding]) -> Iterable[PrintedFinding]:
    """Part 一: findings without a group first, or they would read as belonging to the last one."""
    groups: dict[str | None, list[ReportFinding]] = {None: []}
    for finding in findings:
        if not finding.key_matter:
            groups.setdefault(_heading(finding), []).append(finding)
    number = 0
    for place, (heading, members) in enumerate(groups.items()):
        group = heading and f"（{numeral(place)}）{heading}"
        for finding in members:
            number += 1
            yield _finding(finding, "一", group, number)


def _key_matters(findings: Sequence[ReportFinding]) -> Iterable[PrintedFinding]:
    """Part 二, numbered anew."""
    for number, finding in enumerate((one for one in findings if one.key_matter), start=1):
        yield _finding(finding, "二", None, number)


def _heading(finding: ReportFinding) -> str | None:
    return without_group_number(fold(lines_of(finding.group))) or None


def _finding(finding: ReportFinding, section: str, group: str | None, number: int) -> PrintedFinding:
    return PrintedFinding(
        section=section,
        group=group,
        number=str(number),
        problem=fold(lines_of(finding.problem)),
        measures=measure_parts(finding.measures),
        progress=progress_text(finding.progress),
        status=finding.status,
        status_text=WORDS[finding.status] if finding.status else None,
        key_matter=finding.key_matter,
    )


def _totals(findings: Sequence[PrintedFinding], data: ReportData) -> PrintedTotals:
    done = sum(one.status is Status.DONE for one in findings)
    staged = sum(one.status in _STAGED for one in findings)
    items = sum(bool(one.measures) for one in findings)
    items_done = sum(bool(one.measures) and one.status is Status.DONE for one in findings)
    return PrintedTotals(
        findings=len(findings),
        findings_done=done,
        findings_staged=staged or None,
        findings_open=len(findings) - done - staged or None,
        key_matters=sum(one.key_matter for one in findings) or None,
        items=items or None,
        items_done=items_done if items else None,
        items_open=items - items_done or None,
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
