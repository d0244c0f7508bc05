"""What a report will hold, and what a clerk should look at before it is printed. Blocks: for a thread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.engine import RowMapping

from mingze.findings.paper_words import Outside, Unapproved
from mingze.findings.preview_schemas import (
    LeftOut,
    PreviewFinding,
    PreviewParagraph,
    PreviewTotals,
    PreviewWarning,
    ReportPreview,
    Warned,
)
from mingze.findings.report_options import ReportOptions
from mingze.findings.report_queries import Origin, Written
from mingze.findings.reporting import outside_of, profile_of, report_data
from mingze.findings.vocabulary import WorkState
from mingze.papers.reader import read
from mingze.papers.writing import project
from mingze.papers.writing.composing import report_paper

#: What is listed of each kind: a clerk reads no more at a time, and the counts tell of all.
_LEFT_OUT, _WARNED, _PARAGRAPHS, _EXCERPT = 200, 50, 400, 80
#: Longer documents are not read again for the sake of one number.
_LONGEST_ORIGIN = 100_000
_Shown = Mapping[int, Outside]


def preview(
    inspection: RowMapping,
    findings: Sequence[Written],
    published: Mapping[int, RowMapping],
    options: ReportOptions,
    origin: Origin | None,
) -> ReportPreview:
    """`origin`: the document the findings were read from, where there is one."""
    data = report_data(inspection, findings, published, options)
    printed = project(data, profile_of(options))
    shown = {one.row["id"]: outside_of(one, published.get(one.row["id"])) for one in findings}
    out = [one for one in findings if _is_left_out(shown[one.row["id"]], options)]
    gone = {one.row["id"] for one in out}
    kept = [one for one in findings if one.row["id"] not in gone]
    paragraphs = report_paper(printed).paragraphs
    return ReportPreview(
        title=printed.title,
        issuer=printed.issuer,
        issued_on=printed.issued_on,
        profile=options.profile,
        version=options.version,
        in_ledger=len(findings),
        totals=PreviewTotals.model_validate(asdict(printed.totals)),
        left_out_total=len(out),
        left_out=[
            LeftOut(
                **_brief(one).model_dump(),
                reason=shown[one.row["id"]],
                note=_note(published.get(one.row["id"])),
            )
            for one in out[:_LEFT_OUT]
        ],
        warnings=[*_warnings(findings, kept, shown, options), *_totals_differ(findings, origin)],
        paragraphs=[
            PreviewParagraph(kind=one.kind, label=one.label, text=one.text)
            for one in paragraphs[:_PARAGRAPHS]
        ],
        paragraphs_are_capped=len(paragraphs) > _PARAGRAPHS,
    )


def _is_left_out(shown: Outside, options: ReportOptions) -> bool:
    if not options.is_outer or shown is Outside.APPROVED:
        return False
    never = shown in (Outside.WITHHELD, Outside.KEY_MATTER)
    return never or options.unapproved is Unapproved.LEAVE_OUT


def _note(publication: RowMapping | None) -> str | None:
    return publication["withheld_reason"] if publication else None


def _warnings(
    findings: Sequence[Written], kept: Sequence[Written], shown: _Shown, options: ReportOptions
) -> Iterable[PreviewWarning]:
    """What the ledger says of the findings that are printed, in the words that are printed."""
    approved = {
        one.row["id"] for one in kept if options.is_outer and shown[one.row["id"]] is Outside.APPROVED
    }
    inner = [one for one in kept if one.row["id"] not in approved]
    unworded = [one for one in kept if one.row["published_status"] is None]
    if options.is_outer:
        if findings and not kept:
            yield PreviewWarning(
                code=Warned.NOTHING_SHOWN,
                message="没有可以列入公开版的问题",
                count=len(findings),
                findings=[],
            )
        stale = [one for one in findings if shown[one.row["id"]] is Outside.STALE]
        yield from _warned(Warned.STALE, "的公开表述批准后台账内容有变化,按未批准处理", stale)
        yield from _warned(Warned.UNAPPROVED_KEPT, "没有批准的公开表述,将按台账内容印出", inner)
    no_status = [one for one in unworded if WorkState(one.row["work_state"]) is not WorkState.VERIFIED]
    yield from _warned(Warned.NO_STATUS, "没有认定完成情况,按“推进中”印出", no_status)
    yield from _warned(Warned.NO_MEASURES, "没有整改措施", [one for one in inner if not one.measures])
    yield from _warned(Warned.NO_PROGRESS, "没有整改进展", [one for one in inner if not one.progress])


def _warned(code: Warned, words: str, found: Sequence[Written]) -> Iterable[PreviewWarning]:
    if found:
        yield PreviewWarning(
            code=code,
            message=f"{len(found)} 个问题{words}",
            count=len(found),
            findings=[_brief(one) for one in found[:_WARNED]],
        )


def _totals_differ(findings: Sequence[Written], origin: Origin | None) -> Iterable[PreviewWarning]:
    """What the document stated that the findings came from, against what the ledger holds of them now."""
    if origin is None or len(origin.text) > _LONGEST_ORIGIN:
        return
    stated = read("origin.txt", origin.text.encode()).totals.findings
    if stated is not None and stated != len(findings):
        yield PreviewWarning(
            code=Warned.TOTALS_DIFFER,
            message=f"来源公文《{origin.title}》载明问题 {stated} 个,台账现有 {len(findings)} 个",
            count=abs(stated - len(findings)),
            findings=[],
        )


def _brief(finding: Written) -> PreviewFinding:
    row = finding.row
    return PreviewFinding(id=row["id"], code=row["code"], problem=row["problem"][:_EXCERPT])
