"""What a clerk should look at before trusting a document: alarms that hold by the text alone."""

import re
from collections import Counter
from collections.abc import Iterator

from mingze.kit.likeness import letters, likeness
from mingze.papers.answer import Caution, Finding, Span, Totals
from mingze.papers.dates import dates_in
from mingze.papers.outline import Piece
from mingze.papers.source import Source

# Measured on published reports: copies lie at 0.88 and above, honest paraphrases at 0.80 and below.
COPIED = 0.85
_SHORTEST_COMPARED = 20
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "〔": "〕", "[": "]"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_LIST_BRACKET = re.compile(r"(?<![\w])[\da-zA-Z一二三四五六七八九十]{1,3}\)")
_PLACEHOLDER = re.compile(r"[X×]{2,}(?:年|月|日|省|市|县|区|号|次|科|院|单位)|\d{4}[X×]{2,}号|[_＿]{4,}")
_LONGEST_TITLE = 200
_NAMED = re.compile(r"《([^《》]{2,80})》")


def of_text(source: Source, parts: list[Piece]) -> list[Caution]:
    return [*_dates(source), *_placeholders(source), *_brackets(source, parts)]


def of_findings(findings: list[Finding], totals: Totals) -> list[Caution]:
    return [
        *_restarts(findings),
        *_copied(findings),
        *_repeated(findings),
        *_mismatches(findings, totals),
        *_rules(findings, totals),
    ]


def _dates(source: Source) -> list[Caution]:
    cautions = []
    for found in dates_in(source.text):
        words = source.words(*found.span)
        if found.fault == "impossible":
            message = f"“{words}”不是存在的日期"
            cautions.append(Caution("impossible_date", message, source.span(*found.span)))
        elif found.fault == "ambiguous":
            message = f"“{words}”缺少年月日字样,读法不止一种"
            cautions.append(Caution("ambiguous_date", message, source.span(*found.span)))
    return cautions


def _placeholders(source: Source) -> list[Caution]:
    first: dict[str, re.Match[str]] = {}
    times: Counter[str] = Counter()
    for match in _PLACEHOLDER.finditer(source.text):
        first.setdefault(match[0], match)
        times[match[0]] += 1
    return [
        Caution("placeholder", f"“{words}”是未填写的占位({times[words]}处)", source.span(*match.span()))
        for words, match in first.items()
    ]


def _brackets(source: Source, parts: list[Piece]) -> list[Caution]:
    cautions = []
    for start, end in _sentences_over_lines(source, parts):
        broken = _first_broken(source.text, start, end)
        if broken is not None:
            words = source.words(max(start, broken - 8), min(end, broken + 8))
            message = f"引号或括号不成对:“{words}”"
            cautions.append(Caution("broken_brackets", message, source.span(broken, broken + 1)))
    return cautions


def _sentences_over_lines(source: Source, parts: list[Piece]) -> Iterator[Span]:
    """Paragraphs, and the lines of a title together: a line that ends without a stop goes on in the next."""
    start: int | None = None
    for part in parts:
        start = part.body if start is None else start
        if source.text[part.end - 1] in "。;:!?”" or part.end - start > _LONGEST_TITLE:
            yield (start, part.end)
            start = None
    if start is not None:
        yield (start, parts[-1].end)


def _first_broken(text: str, start: int, end: int) -> int | None:
    """Where the first bracket stands that has no partner inside the paragraph."""
    numbering = {match.end() - 1 for match in _LIST_BRACKET.finditer(text, start, end)}
    open_: list[tuple[str, int]] = []
    for at in range(start, end):
        char = text[at]
        if char in _PAIRS:
            open_.append((char, at))
        elif char in _CLOSERS:
            if open_ and open_[-1][0] == _CLOSERS[char]:
                open_.pop()
            elif at not in numbering:
                return at
    return open_[0][1] if open_ else None


def _restarts(findings: list[Finding]) -> list[Caution]:
    seen: dict[str, Finding] = {}
    for finding in findings:
        if finding.number is None:
            continue
        earlier = seen.setdefault(finding.number, finding)
        if earlier is not finding and finding.section != earlier.section:
            message = f"编号在“{finding.section}、”中重新从头编排,不能单凭编号辨认问题"
            return [Caution("numbering_restarts", message, finding.span)]
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
    first: dict[str, Finding] = {}
    for finding in findings:
        for words in ("".join(finding.measures), finding.problem):
            key = letters(words)
            if len(key) < _SHORTEST_COMPARED:
                continue
            earlier = first.setdefault(key, finding)
            if earlier is not finding:
                message = f"{_name(finding)}与{_name(earlier)}的内容重复"
                cautions.append(Caution("repeated_finding", message, finding.span))
                break
    return cautions


def _mismatches(findings: list[Finding], totals: Totals) -> list[Caution]:
    counted = Counter(finding.status for finding in findings)
    done = counted["done"] + (counted["mostly_done"] if totals.findings_staged is None else 0)
    rows = (
        ("问题", totals.findings, len(findings)),
        ("已完成整改的问题", totals.findings_done, done if counted[None] < len(findings) else None),
    )
    cautions = [
        Caution("totals_mismatch", f"文中自报{label}{stated}个,读到{read}个")
        for label, stated, read in rows
        if findings and stated is not None and read is not None and stated != read
    ]
    parts = [totals.findings_done, totals.findings_staged, totals.findings_open]
    stated_parts = [part for part in parts if part is not None]
    if totals.findings is not None and len(stated_parts) >= 2 and sum(stated_parts) != totals.findings:
        message = f"自报的{'+'.join(str(part) for part in stated_parts)}与问题总数{totals.findings}不符"
        cautions.append(Caution("parts_do_not_sum", message))
    both = (totals.items_done, totals.items_open)
    if totals.items is not None and None not in both and sum(part or 0 for part in both) != totals.items:
        message = f"自报的措施{both[0]}+{both[1]}与总数{totals.items}不符"
        cautions.append(Caution("parts_do_not_sum", message))
    return cautions


def _rules(findings: list[Finding], totals: Totals) -> list[Caution]:
    if totals.rules is None or not findings:
        return []
    names = {name for finding in findings for name in _NAMED.findall(finding.progress or "")}
    if len(names) == totals.rules or not names:
        return []
    message = f"自报健全完善制度{totals.rules}项,整改进展中写明名称的文件有{len(names)}个,请核对"
    return [Caution("rules_count_differs", message)]


def _name(finding: Finding) -> str:
    section = f"{finding.section}、" if finding.section else ""
    return f"第{section}{finding.number or ''}项"
