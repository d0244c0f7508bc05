"""What a section of a report is made of, in order: numbers, labels and words; and which numbers are findings.

A finding has a number on the level that stands right above the labels (整改措施, 整改状态, …), or else above titles
like 关于“…”问题的整改, or else, under a heading that speaks of problems, the level below the groups. Numbers that
count the parts of a field (1. 2. under 整改措施) are words of that field.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from mingze.papers.about import about
from mingze.papers.answer import Span
from mingze.papers.labels import FieldName, is_status, is_status_phrase, labels_in
from mingze.papers.outline import Mark, Piece, title_of
from mingze.papers.source import Source

_WORDS_LEVEL = 9
_LONGEST_STATUS = 40
# How sections are called that report on problems, and how those that report on the work around them.
_OF_FINDINGS = re.compile(
    r"(?:反馈|巡察|巡视|审计|查出|具体|重点|主要|存在|点题|移交).{0,12}(?:问题|意见|事项)|问题.{0,8}(?:整改|完成)"
    r"|整改(?:落实|进展|完成)?情况$|(?:已|基本|未|长期|持续).{0,4}(?:完成|整改|坚持|推进)|狠抓.{0,6}整改"
)
_OF_WORK = re.compile(
    r"组织|领导|部署|责任|总体|工作(?:开展|推进|组织|基本)?情况|基本情况|下一?步|打算|计划|安排|成效|机制|体会|建议"
    r"|今后|巩固|保障"
)


@dataclass(frozen=True)
class Token:
    """A number, a label or words, in the order they stand."""

    piece: int
    span: Span
    mark: Mark | None = None
    label: FieldName | None = None
    # A label inside a paragraph: prose where the finding gives the same field at the start of a line.
    inside: bool = False

    @property
    def level(self) -> int:
        return self.mark.level if self.mark else _WORDS_LEVEL


@dataclass(frozen=True)
class Section:
    """The tokens under one heading of the first level, and the level of its findings.

    `plain`: its findings have neither labels nor quoted titles; their first sentence is the problem.
    """

    tokens: list[Token]
    level: int
    plain: bool = False


def sections_of(source: Source, parts: list[Piece], taken: set[int]) -> list[Section]:
    """The sections that hold findings. What follows the findings ends the last of them."""
    tokens = _without_numbered_labels([token for token in _tokens(source, parts) if token.piece not in taken])
    if _owners(tokens).most_common(1)[:1] and _owners(tokens).most_common(1)[0][0] == 1:
        return [Section(_tidied(source, tokens, 1, _labelled(tokens)), 1)]
    cut = _cut(tokens)
    found = [
        _labelled_section(source, parts, section) or _about_section(source, parts, section) for section in cut
    ]
    if not any(found):
        found = [_plain_section(source, parts, section) for section in cut]
    return [section for section in found if section]


def _cut(tokens: list[Token]) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for token in tokens:
        if token.level == 1:
            sections.append([])
        sections[-1].append(token)
    return [section for section in sections if section]


def _tokens(source: Source, parts: list[Piece]) -> list[Token]:
    tokens: list[Token] = []
    for index, part in enumerate(parts):
        at = part.start
        if part.mark:
            tokens.append(Token(index, part.mark.span, mark=part.mark))
            at = part.body
        section = part.mark is not None and part.mark.level == 1
        for label in labels_in(source.text, at, part.end, heading=section, loose=part.unbroken):
            if source.text[at : label.span[0]].strip():
                tokens.append(Token(index, source.trimmed(at, label.span[0])))
            tokens.append(Token(index, label.span, label=label.name, inside=label.inside))
            at = label.span[1]
        if source.text[at : part.end].strip():
            tokens.append(Token(index, source.trimmed(at, part.end)))
    return tokens


def _without_numbered_labels(tokens: list[Token]) -> list[Token]:
    """1.整改措施 2.整改成效 under each finding: these numbers count its fields, they are parts of the labels."""
    direct: dict[int, Counter[FieldName]] = {}
    marks: Counter[int] = Counter(token.level for token in tokens if token.mark)
    for left, right in pairwise(tokens):
        if left.mark and right.label and left.piece == right.piece:
            direct.setdefault(left.level, Counter())[right.label] += 1
    levels = {
        level
        for level, names in direct.items()
        if len(names) >= 2
        and level > 1
        and 2 * names.total() > marks[level]
        and names.most_common(2)[1][1] > 1
    }
    kept = list(tokens)
    for at, (left, right) in enumerate(pairwise(tokens)):
        if left.level in levels and right.label and left.piece == right.piece:
            kept[at] = replace(left, mark=None, label=right.label)
    return kept


def _owners(tokens: list[Token]) -> Counter[int]:
    """How often each level of numbers stands right above the label that opens a finding."""
    opening = _opening(tokens)
    owners: Counter[int] = Counter()
    level: int | None = None
    for token in tokens if opening else []:
        if token.mark:
            level = token.level
        elif token.label == opening and level is not None:
            owners[level] += 1
            level = None
    return owners


def _opening(tokens: Iterable[Token]) -> FieldName | None:
    return next((token.label for token in tokens if token.label and token.label != "aside"), None)


def _labelled_section(source: Source, parts: list[Piece], section: list[Token]) -> Section | None:
    owners = _owners(section)
    if not owners:
        return None
    if owners.total() < 2 and _title(source, parts, section, _OF_WORK):
        return None
    level = owners.most_common(1)[0][0]
    return Section(_tidied(source, section, level, _labelled(section)), level)


def _labelled(tokens: list[Token]) -> Callable[[int], bool]:
    """Whether the opening label stands under the number at a place, before the next number of its level."""
    opening = _opening(tokens)

    def owns(at: int) -> bool:
        for place in range(at + 1, len(tokens)):
            token = tokens[place]
            if token.level <= tokens[at].level:
                return False
            if token.label == opening:
                return True
        return False

    return owns


def _about_section(source: Source, parts: list[Piece], section: list[Token]) -> Section | None:
    def owns(at: int) -> bool:
        part = parts[section[at].piece]
        return about(source.text, part.body, part.end) is not None

    levels = Counter(token.level for at, token in enumerate(section) if token.mark and owns(at))
    if not levels:
        return None
    level = levels.most_common(1)[0][0]
    return Section(_tidied(source, section, level, owns, told_at_once=True), level)


def _plain_section(source: Source, parts: list[Piece], section: list[Token]) -> Section | None:
    """Numbers and prose without any label, under a heading that speaks of problems."""
    if not _title(source, parts, section, _OF_FINDINGS) or _title(source, parts, section, _OF_WORK):
        return None
    levels = Counter(token.level for token in section if token.mark and token.level > 1)
    level = next((level for level in (3, 2, 4, 5) if levels[level]), None)
    return Section(section, level, plain=True) if level else None


def _title(source: Source, parts: list[Piece], section: list[Token], pattern: re.Pattern[str]) -> bool:
    if section[0].level != 1:
        return False
    return (
        pattern.search(source.text[slice(*title_of(source, parts[section[0].piece]))].replace(" ", ""))
        is not None
    )


def _tidied(
    source: Source,
    section: list[Token],
    level: int,
    owns: Callable[[int], bool],
    *,
    told_at_once: bool = False,
) -> list[Token]:
    return _without_prose(source, _without_lists(section, level, owns, told_at_once), level)


def _without_lists(
    section: list[Token], level: int, owns: Callable[[int], bool], told_at_once: bool
) -> list[Token]:
    """The tokens, where the numbers of a list inside a field are words of it.

    `told_at_once`: the field begins behind the title, without a label.
    """
    kept: list[Token] = []
    runs: dict[int, int] = {}
    rows: dict[int, int] = {}
    in_field = False
    for at, token in enumerate(section):
        if token.label:
            in_field = True
            runs.clear()
        if token.mark is None or token.level > level or token.level == 1:
            in_field = in_field and token.level != 1
            kept.append(token)
            continue
        value = token.mark.value or 0
        goes_on = token.level in runs and value == runs[token.level] + 1
        begins = (
            value == 1 and rows.get(token.level, 0) > 0
            if token.level == level
            else _no_group(section, at, level, rows.get(level, 0) + 1, owns)
        )
        if in_field and (goes_on or begins) and not (token.level == level and owns(at)):
            runs[token.level] = value
            kept.append(replace(token, mark=None))
            continue
        if token.level < level:
            rows.pop(level, None)
        rows[token.level] = value
        runs.clear()
        in_field = told_at_once and token.level == level
        kept.append(token)
    return kept


def _no_group(section: list[Token], at: int, level: int, expected: int, owns: Callable[[int], bool]) -> bool:
    """Whether no finding stands under a number above the level of findings, before the next of its own level.

    A finding goes on with the row of numbers, has a title of its kind, or a label under it.
    """
    numbered = False
    for place in range(at + 1, len(section)):
        token = section[place]
        if token.level <= section[at].level:
            return True
        if token.level == level:
            numbered = True
            if (token.mark and token.mark.value == expected) or owns(place):
                return False
        elif token.label and numbered:
            return False
    return False


def _without_prose(source: Source, tokens: list[Token], level: int) -> list[Token]:
    """The tokens of a section, where a label inside a paragraph is prose if its finding has that field elsewhere."""
    starts = [at for at, token in enumerate(tokens) if token.level <= level]
    kept: list[Token] = []
    for start, end in pairwise([0, *starts, len(tokens)]):
        finding = tokens[start:end]
        given = {token.label for token in finding if token.label and not token.inside}
        finding = [
            replace(token, label=None) if token.inside and token.label in given else token
            for token in finding
        ]
        kept += finding if "progress" in given else _told_as_status(source, finding)
    return kept


def _told_as_status(source: Source, finding: list[Token]) -> list[Token]:
    """整改结果 before a whole report of what was done is a label of the progress, not of a status."""
    if any(token.label == "progress" for token in finding):
        return finding
    kept = list(finding)
    for at, (left, right) in enumerate(pairwise(finding)):
        if left.label == "status_text" and right.label is None:
            words = source.text[slice(*right.span)].split("。")[0]
            if len(words) > _LONGEST_STATUS or (not is_status(words) and not is_status_phrase(words)):
                kept[at] = replace(left, label="progress")
    return kept
