"""The paragraphs of a rectification report in its profile."""

from collections.abc import Iterator

from mingze.papers.writing.framing import Kind, Paper, Paragraph, addressees, paper, signature
from mingze.papers.writing.model import ReportInspection
from mingze.papers.writing.printed import Printed, PrintedFinding, PrintedTotals
from mingze.papers.writing.text import chinese_date

_CALL = "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。"


def report_paper(printed: Printed) -> Paper:
    return paper(printed.title, printed.issuer, printed.issued_on, printed.frame, compose(printed))


def compose(printed: Printed) -> Iterator[Paragraph]:
    """Yield the document from its title to its date."""
    profile = printed.profile
    yield Paragraph(Kind.TITLE, printed.title)
    yield from addressees(printed.frame)
    yield Paragraph(Kind.BODY, lead_text(printed))
    in_section = profile.totals == "section" and printed.parts[0].heading is not None
    if not in_section:
        yield Paragraph(Kind.BODY, totals_text(printed))
    for place, part in enumerate(printed.parts):
        if part.heading:
            yield Paragraph(Kind.SECTION, part.heading)
        if place == 0:
            for text in printed.organization:
                yield Paragraph(Kind.BODY, text)
            if in_section:
                yield Paragraph(Kind.BODY, totals_text(printed))
        group = None
        for finding in part.findings:
            if finding.group and finding.group != group:
                yield Paragraph(Kind.GROUP, finding.group)
            group = finding.group
            yield from _finding(finding, Kind.GROUP if profile.number == "（一）" else Kind.FINDING)
    if profile.contact_tail and printed.contacts:
        yield Paragraph(Kind.BODY, _CALL)
        for line in printed.contacts:
            yield Paragraph(Kind.BODY, line)
    yield from signature(printed.issuer, printed.issued_on, printed.frame)


def _finding(finding: PrintedFinding, kind: Kind) -> Iterator[Paragraph]:
    """A finding that is numbered （一） is a heading of the second level."""
    yield Paragraph(kind, finding.heading)
    for label, text in finding.fields:
        yield Paragraph(Kind.BODY, text, label)


def lead_text(printed: Printed) -> str:
    """When the inspection was and what it told."""
    inspection = printed.inspection
    sentences = []
    body, party = inspection.body or "巡察组", inspection.party
    toward = f"对{party}" if party else ""
    if inspection.body or inspection.began_on:
        under = f"根据{inspection.ordered_by}统一部署，" if inspection.ordered_by else ""
        sentences.append(f"{under}{_period(inspection)}{body}{toward}开展了{inspection.kind}。")
    if inspection.feedback_on:
        given = f"向{party}反馈了巡察意见" if party else "反馈了巡察意见"
        sentences.append(f"{chinese_date(inspection.feedback_on)}，{body}{given}。")
    sentences.append(printed.profile.lead_end)
    return "".join(sentences)


def _period(inspection: ReportInspection) -> str:
    if inspection.began_on and inspection.ended_on:
        return f"{chinese_date(inspection.began_on)}至{chinese_date(inspection.ended_on)}，"
    return f"{chinese_date(inspection.began_on)}起，" if inspection.began_on else ""


def totals_text(printed: Printed) -> str:
    """What it adds up to, in the sentence readers know."""
    totals, words, body = printed.totals, printed.profile.counted, printed.inspection.body or "巡察组"
    opening = f"{printed.inspection.party or printed.issuer}围绕{body}反馈的问题和提出的意见建议，逐条逐项推进整改落实。"
    of_what = "现予公开的" if printed.partial else f"{body}反馈的"
    counted = f"经{printed.basis}，{of_what}{totals.findings}个问题"
    if totals.key_matters:
        counted += f"（含{printed.key_matter_name}{totals.key_matters}个）"
    counted += f"，{words.done_words.format(totals.findings_done)}"
    if totals.findings_staged is not None:
        counted += f"，{words.staged_words.format(totals.findings_staged)}"
    if totals.findings_open is not None:
        counted += f"，{words.open_words.format(totals.findings_open)}"
    if totals.items is not None:
        counted += f"；制定整改措施{totals.items}条，已完成整改措施{totals.items_done}条"
    if totals.items_open is not None:
        counted += f"，{totals.items_open}条推进整改中"
    return f"{opening}{counted}。{_stated(totals)}"


def _stated(totals: PrintedTotals) -> str:
    parts = []
    if totals.rules is not None:
        parts.append(f"健全完善制度{totals.rules}项")
    if totals.checks is not None:
        parts.append(f"开展日常监督检查{totals.checks}次")
    return "，".join(parts) + "。" if parts else ""
