"""The paragraphs of a rectification report in profile A, the same for every format it is written in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingze.papers.writing.model import ReportInspection
from mingze.papers.writing.printed import Printed, PrintedFinding, PrintedTotals, measure_text
from mingze.papers.writing.text import chinese_date


class Kind(StrEnum):
    """What a paragraph is; each format has one style for each."""

    TITLE = "title"
    BODY = "body"
    SECTION = "section"
    GROUP = "group"
    FINDING = "finding"
    ISSUER = "issuer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label` is set off before the text."""

    kind: Kind
    text: str
    label: str = ""


def compose(printed: Printed) -> Iterator[Paragraph]:
    """Yield the document from its title to its date."""
    yield Paragraph(Kind.TITLE, printed.title)
    yield Paragraph(Kind.BODY, _lead(printed.inspection))
    yield Paragraph(Kind.SECTION, "一、巡察反馈意见整改情况")
    yield Paragraph(Kind.BODY, _totals(printed))
    group = None
    for finding in printed.findings:
        if finding.key_matter:
            continue
        if finding.group and finding.group != group:
            yield Paragraph(Kind.GROUP, finding.group)
        group = finding.group
        yield from _finding(finding)
    key_matters = [finding for finding in printed.findings if finding.key_matter]
    if key_matters:
        yield Paragraph(Kind.SECTION, f"二、重点问题整改情况（{printed.key_matter_name}）")
    for finding in key_matters:
        yield from _finding(finding)
    if printed.contacts:
        yield Paragraph(
            Kind.BODY, "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。"
        )
    for line in printed.contacts:
        yield Paragraph(Kind.BODY, line)
    yield Paragraph(Kind.ISSUER, printed.issuer)
    if printed.issued_on:
        yield Paragraph(Kind.DATE, chinese_date(printed.issued_on))


def _finding(finding: PrintedFinding) -> Iterator[Paragraph]:
    apart = " " if finding.problem[:1].isdigit() else ""  # 1. 3家医院, never 1.3家医院
    yield Paragraph(Kind.FINDING, f"{finding.number}.{apart}{finding.problem}")
    if finding.measures:
        yield Paragraph(Kind.BODY, measure_text(finding.measures), "整改措施：")
    if finding.progress:
        first, *others = finding.progress.split("\n")
        yield Paragraph(Kind.BODY, first, "整改进展：")
        for line in others:
            yield Paragraph(Kind.BODY, line)
    if finding.status_text:
        yield Paragraph(Kind.BODY, f"{finding.status_text}。", "完成情况：")


def _lead(inspection: ReportInspection) -> str:
    sentences = []
    body, party = inspection.body or "巡察组", inspection.party
    toward = f"对{party}" if party else ""
    if inspection.body or inspection.began_on:
        under = f"根据{inspection.ordered_by}统一部署，" if inspection.ordered_by else ""
        sentences.append(f"{under}{_period(inspection)}{body}{toward}开展了{inspection.kind}。")
    if inspection.feedback_on:
        given = f"向{party}反馈了巡察意见" if party else "反馈了巡察意见"
        sentences.append(f"{chinese_date(inspection.feedback_on)}，{body}{given}。")
    sentences.append("按照巡察工作有关要求，现将巡察整改进展情况予以公布。")
    return "".join(sentences)


def _period(inspection: ReportInspection) -> str:
    if inspection.began_on and inspection.ended_on:
        return f"{chinese_date(inspection.began_on)}至{chinese_date(inspection.ended_on)}，"
    return f"{chinese_date(inspection.began_on)}起，" if inspection.began_on else ""


def _totals(printed: Printed) -> str:
    """The paragraph at the head of part 一."""
    totals, body = printed.totals, printed.inspection.body or "巡察组"
    opening = f"{printed.inspection.party or printed.issuer}围绕{body}反馈的问题和提出的意见建议，逐条逐项推进整改落实。"
    counted = f"经{printed.basis}，{body}反馈的{totals.findings}个问题"
    if totals.key_matters:
        counted += f"（含{printed.key_matter_name}{totals.key_matters}个）"
    counted += f"，已完成整改{totals.findings_done}个"
    if totals.findings_staged:
        counted += f"，取得阶段性成效{totals.findings_staged}个"
    if totals.findings_open:
        counted += f"，未完成{totals.findings_open}个"
    if totals.items is not None:
        counted += f"；制定整改措施{totals.items}条，已完成整改措施{totals.items_done}条"
    if totals.items_open:
        counted += f"，{totals.items_open}条推进整改中"
    return f"{opening}{counted}。{_stated(totals)}"


def _stated(totals: PrintedTotals) -> str:
    parts = []
    if totals.rules is not None:
        parts.append(f"健全完善制度{totals.rules}项")
    if totals.checks is not None:
        parts.append(f"开展日常监督检查{totals.checks}次")
    return "，".join(parts) + "。" if parts else ""
