"""What a clerk should look at in the findings of a report and in what it says they add up to."""

import re
from collections import Counter
from datetime import date

from mingze.kit.likeness import likeness
from mingze.papers.answer import Caution, Finding, Span
from mingze.papers.shortfall import shortfall
from mingze.papers.source import one_width
from mingze.papers.stated import Stated

# Measured on published reports: copies lie at 0.87 and above, honest paraphrases at 0.80 and below.
COPIED = 0.85
_SHORTEST_COMPARED = 20
_NO_LETTERS = re.compile(r"[\W_]+")
_NAMED = re.compile(r"《([^《》]{2,80})》")


def of_findings(findings: list[Finding], stated: Stated, issued_on: date | None) -> list[Caution]:
    return [
        *_restarts(findings),
        *_copied(findings),
        *_repeated(findings),
        *_short(findings, issued_on),
        *_mismatches(findings, stated),
        *_mixed(stated),
        *_rules(findings, stated),
    ]


def _restarts(findings: list[Finding]) -> list[Caution]:
    """A number that names one finding in its section and another one in the next.

    Where every group counts anew from 1, nobody takes a number for a name.
    """
    counted = Counter((finding.section, finding.number) for finding in findings)
    seen: dict[str, Finding] = {}
    groups: dict[str | None, set[str | None]] = {}
    for finding in findings:
        groups.setdefault(finding.section, set()).add(finding.group)
    for finding in findings:
        if finding.number is None or counted[finding.section, finding.number] > 1:
            continue
        earlier = seen.setdefault(finding.number, finding)
        if earlier.section != finding.section and len(groups[earlier.section]) > 1:
            message = f"编号在“{finding.section}、”中重新从头编排,不能单凭编号辨认问题"
            return [Caution("numbering_restarts", message, _place(finding, "number"))]
    return []


def _copied(findings: list[Finding]) -> list[Caution]:
    cautions = []
    for finding in findings:
        planned, told = "".join(finding.measures), finding.progress or ""
        if min(len(planned), len(told)) < _SHORTEST_COMPARED:
            continue
        degree = likeness(planned, told)
        if degree >= COPIED:
            message = f"{_name(finding)}的整改进展与整改措施几乎相同(相似度{degree:.2f})"
            cautions.append(Caution("progress_copies_measure", message, finding.spans.get("progress")))
    return cautions


def _repeated(findings: list[Finding]) -> list[Caution]:
    cautions = []
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        texts = (
            ("整改措施", "".join(finding.measures), _measures_place(finding)),
            ("问题表述", finding.problem, _place(finding, "problem")),
            ("整改进展", finding.progress or "", _place(finding, "progress")),
        )
        for what, words, place in texts:
            key = _NO_LETTERS.sub("", one_width(words))
            if len(key) < _SHORTEST_COMPARED:
                continue
            earlier = first.setdefault((what, key), finding)
            if earlier is not finding:
                message = f"{_name(finding)}与{_name(earlier)}的内容重复({what}相同)"
                cautions.append(Caution("repeated_finding", message, place))
                break
    return cautions


def _short(findings: list[Finding], issued_on: date | None) -> list[Caution]:
    """Said to be done, while its own figures of a period that is over stay below their target."""
    cautions = []
    for finding in findings:
        if finding.status != "done" or finding.progress is None:
            continue
        found = shortfall(finding.progress, issued_on)
        if found is None:
            continue
        target, reached, at = found
        place = finding.spans.get("progress")
        span = (place[0] + at[0], place[0] + at[1]) if place else finding.span
        message = f"{_name(finding)}称“{finding.status_text}”,但所列目标{target:g}、实际{reached:g},期限已过仍未达到"
        cautions.append(Caution("done_but_short", message, span))
    return cautions


def _mismatches(findings: list[Finding], stated: Stated) -> list[Caution]:
    totals = stated.totals
    counted = Counter(finding.status for finding in findings)
    done = counted["done"] + (counted["mostly_done"] if totals.findings_staged is None else 0)
    rows = (
        ("findings", "问题", totals.findings, len(findings)),
        (
            "findings_done",
            "已完成整改的问题",
            totals.findings_done,
            None if counted[None] else done,
        ),
    )
    cautions = [
        Caution("totals_mismatch", f"文中自报{label}{said}个,读到{read}个", stated.where.get(key))
        for key, label, said, read in rows
        if findings and said is not None and read is not None and said != read
    ]
    parts = [totals.findings_done, totals.findings_staged, totals.findings_open]
    told = [part for part in parts if part is not None]
    if totals.findings is not None and len(told) >= 2 and sum(told) != totals.findings:
        message = f"自报的{'+'.join(str(part) for part in told)}与问题总数{totals.findings}不符"
        cautions.append(Caution("totals_mismatch", message, stated.where.get("findings")))
    both = (totals.items_done, totals.items_open)
    if totals.items is not None and None not in both and sum(part or 0 for part in both) != totals.items:
        message = f"自报的措施{both[0]}+{both[1]}与总数{totals.items}不符"
        cautions.append(Caution("parts_do_not_sum", message, stated.where.get("items")))
    return cautions


def _mixed(stated: Stated) -> list[Caution]:
    if not stated.mixed:
        return []
    message = "同一项合计前后用了不同的计量单位(个、条、项),请核对各是什么的数量"
    return [Caution("mixed_units", message, stated.mixed[0])]


def _rules(findings: list[Finding], stated: Stated) -> list[Caution]:
    """Documents are named, and they are not as many as claimed."""
    claimed = stated.totals.rules
    names = {name for finding in findings for name in _NAMED.findall(finding.progress or "")}
    if claimed is None or not names or len(names) == claimed:
        return []
    message = f"自报健全完善制度{claimed}项,整改进展中写明名称的文件有{len(names)}个,请核对"
    return [Caution("rules_count_differs", message, stated.where.get("rules"))]


def _place(finding: Finding, name: str) -> Span:
    span: Span = finding.spans.get(name) or finding.span
    return span


def _measures_place(finding: Finding) -> Span:
    spans = finding.spans.get("measures")
    return (spans[0][0], spans[-1][1]) if spans else finding.span


def _name(finding: Finding) -> str:
    section = f"{finding.section}、" if finding.section else ""
    return f"第{section}{finding.number or ''}项"
