"""Findings of a rectification report.

The outline says where numbers stand, the labels say which of them are findings: in each section, the level that
owns the first label of the section (整改措施, 整改状态, …). Deeper numbers are part of a field, higher ones are groups.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mingze.papers.answer import Finding, Span
from mingze.papers.dates import only_date
from mingze.papers.labels import FieldName, is_key_matter, is_status, labels_in, status_of
from mingze.papers.measures import parts_of
from mingze.papers.outline import Mark, Piece, title_of
from mingze.papers.source import Source

# A problem in quotation marks ends with them, whatever it says of 问题整改 itself.
_ABOUT = re.compile(
    r"关于(?:“(?P<quoted>[^\n]+?)”|[“\"]?(?P<inner>[^\n]+?)[”\"]?)(?:的)?问题的?整改(?:落实)?(?:情况)?[。:;]?"
)
_TAIL = re.compile(
    r"欢迎.{0,12}(?:干部|群众|社会).{0,30}监督|联系(?:电话|方式|地址|人) ?:|电子(?:信箱|邮箱) ?:|邮政?(?:编码|箱|编) ?:"
    r"|通[讯信]地址 ?:|下一步"
)
_LONGEST_GROUP = 120
_ONE_PIECE: frozenset[FieldName] = frozenset({"status_text", "owner", "unit", "due"})


@dataclass(frozen=True)
class _Token:
    """A number, a label or words, in the order they stand."""

    piece: int
    span: Span
    mark: Mark | None = None
    label: FieldName | None = None
    # A label inside a paragraph: prose where the finding gives the same field at the start of a line.
    inside: bool = False


@dataclass
class _Open:
    """A finding while its pieces are being gathered; spans are offsets into `source.text`."""

    section: str | None
    group: Span | None
    mark: Mark
    key_matter: bool
    group_status: Span | None
    fields: dict[FieldName, list[Span]] = field(default_factory=dict)
    # Labels and numbers of parts, and the pieces all this stands in: given to the report if it is a finding.
    held: list[Span] = field(default_factory=list)
    pieces: set[int] = field(default_factory=set)
    end: int = 0


@dataclass
class Report:
    findings: list[Finding] = field(default_factory=list)
    # What is read beside the values themselves: numbers, labels, group headings (spans of the extracted text).
    held: list[Span] = field(default_factory=list)
    pieces: set[int] = field(default_factory=set)


def read_findings(source: Source, parts: list[Piece], taken: set[int], signed: int | None = None) -> Report:
    """The findings outside the pieces that are `taken`. `signed` is the piece the document is signed in."""
    report = Report()
    sections = [
        (section, level)
        for section in _sections(source, parts, taken)
        if (level := _finding_level(source, parts, section)) is not None
    ]
    for section, level in sections:
        tokens = _without_prose(section, level)
        last = len(tokens)
        if section is sections[-1][0]:
            own = (at for at, token in enumerate(tokens) if token.label or _level(token) <= level)
            last = max(own, default=last)
        _Gatherer(source, parts, report, level, signed).gather(tokens, last)
    return report


def _level(token: _Token) -> int:
    return token.mark.level if token.mark else 9


def _without_prose(tokens: list[_Token], level: int) -> list[_Token]:
    """The tokens of a section, where a label inside a paragraph is prose if its finding has that field elsewhere."""
    starts = [at for at, token in enumerate(tokens) if _level(token) <= level]
    kept: list[_Token] = []
    for start, end in pairwise([0, *starts, len(tokens)]):
        finding = tokens[start:end]
        given = {token.label for token in finding if token.label and not token.inside}
        kept += [
            replace(token, label=None) if token.inside and token.label in given else token
            for token in finding
        ]
    return kept


def _sections(source: Source, parts: list[Piece], taken: set[int]) -> list[list[_Token]]:
    """The tokens, cut at every heading of the first level; what follows the findings ends the last section."""
    tokens = [token for token in _tokens(source, parts) if token.piece not in taken]
    first_level = [token for token in tokens if token.mark and token.mark.level == 1]
    if _owners(tokens).most_common(1)[:1] and _owners(tokens).most_common(1)[0][0] == 1:
        return [tokens] if first_level else []
    sections: list[list[_Token]] = [[]]
    for token in tokens:
        if token.mark and token.mark.level == 1:
            sections.append([])
        sections[-1].append(token)
    return [section for section in sections if section]


def _tokens(source: Source, parts: list[Piece]) -> list[_Token]:
    tokens: list[_Token] = []
    for index, part in enumerate(parts):
        at = part.start
        if part.mark:
            tokens.append(_Token(index, part.mark.span, mark=part.mark))
            at = part.body
        section = part.mark is not None and part.mark.level == 1
        for label in labels_in(source.text, at, part.end, heading=section):
            if source.text[at : label.span[0]].strip():
                tokens.append(_Token(index, source.trimmed(at, label.span[0])))
            tokens.append(_Token(index, label.span, label=label.name, inside=label.inside))
            at = label.span[1]
        if source.text[at : part.end].strip():
            tokens.append(_Token(index, source.trimmed(at, part.end)))
    return tokens


def _owners(tokens: list[_Token]) -> Counter[int]:
    """How often each level of numbers stands right above the label that opens a finding."""
    opening = next((token.label for token in tokens if token.label), None)
    owners: Counter[int] = Counter()
    level: int | None = None
    for token in tokens if opening else []:
        if token.mark:
            level = token.mark.level
        elif token.label == opening and level is not None:
            owners[level] += 1
            level = None
    return owners


def _finding_level(source: Source, parts: list[Piece], section: list[_Token]) -> int | None:
    owners = _owners(section)
    if owners:
        return owners.most_common(1)[0][0]
    about = Counter(
        token.mark.level
        for token in section
        if token.mark
        and _ABOUT.fullmatch(source.text, token.mark.span[1], _sentence_end(source, parts[token.piece]))
    )
    return about.most_common(1)[0][0] if about else None


def _sentence_end(source: Source, part: Piece) -> int:
    stop = source.text.find("。", part.body, part.end)
    return stop + 1 if stop >= 0 else part.end


class _Gatherer:
    """Walks the tokens of one section and makes its findings."""

    def __init__(
        self, source: Source, parts: list[Piece], report: Report, level: int, signed: int | None
    ) -> None:
        self.signed = len(parts) if signed is None else signed
        self.source = source
        self.parts = parts
        self.report = report
        self.level = level
        self.section: str | None = None
        self.key_matter = self.section_is_key = False
        self.group: Span | None = None
        self.group_status: Span | None = None
        self.open: _Open | None = None
        self.field: FieldName | None = None
        self.piece_of_field = -1

    def gather(self, tokens: list[_Token], last: int) -> None:
        """`last` is the place of the last number or label of the document's findings: its tail follows."""
        group_piece = -1
        for at, token in enumerate(tokens):
            part = self.parts[token.piece]
            if token.mark and token.mark.level < self.level:
                self._close()
                self._group(token.piece, token.mark)
                group_piece = token.piece
            elif token.mark and token.mark.level == self.level:
                self._close()
                self._begin(token, part)
            elif self.open and token.piece != group_piece:
                if at > last and self._is_tail(token):
                    self._close()
                    continue
                self._extend(token)
        self._close()

    def _is_tail(self, token: _Token) -> bool:
        """What follows the signature, or a paragraph that begins as the end of a report does."""
        if token.piece > self.signed:
            return True
        begins = token.span[0] == self.parts[token.piece].start
        return begins and _TAIL.match(self.source.text, *token.span) is not None

    def _group(self, piece: int, mark: Mark) -> None:
        part = self.parts[piece]
        title = title_of(self.source, part)
        key_matter = is_key_matter(self.source.text[slice(*title)])
        if mark.level == 1:
            self.section = mark.number
            self.section_is_key = key_matter
            self.group = None
        else:
            whole = part.end - part.start <= _LONGEST_GROUP
            self.group = (part.start, part.end if whole else title[1])
            self.report.pieces.add(piece)
        self.key_matter = key_matter or self.section_is_key
        self.group_status = _short_status(self.source, part)

    def _begin(self, token: _Token, part: Piece) -> None:
        assert token.mark is not None  # noqa: S101 - by the caller's condition
        section = self.section
        self.open = _Open(section, self.group, token.mark, self.key_matter, self.group_status, end=part.body)
        self.field = "problem"
        self.piece_of_field = token.piece
        self.open.held.append(token.mark.span)
        self.open.pieces.add(token.piece)

    def _extend(self, token: _Token) -> None:
        finding = self.open
        if finding is None:
            return
        if token.label:
            self.field = token.label
            self.piece_of_field = token.piece
            finding.held.append(token.span)
            finding.end = token.span[1]
            finding.pieces.add(token.piece)
            finding.fields.setdefault(token.label, [])
            return
        if self.field is None:
            return
        if self.field == "status_text":
            token = self._first_sentence(token)
        spans = finding.fields.setdefault(self.field, [])
        if self.field in _ONE_PIECE and spans and token.piece != self.piece_of_field:
            self.field = None
            return
        if spans and not self._anything_read_between(spans[-1][1], token.span[0]):
            spans[-1] = (spans[-1][0], token.span[1])
        else:
            spans.append(token.span)
        self.piece_of_field = token.piece
        finding.end = token.span[1]
        finding.pieces.add(token.piece)

    def _first_sentence(self, token: _Token) -> _Token:
        """A status is one sentence; what follows it on a page without line breaks is not the status."""
        stop = self.source.text.find("。", *token.span)
        return replace(token, span=(token.span[0], stop + 1)) if stop >= 0 else token

    def _anything_read_between(self, start: int, end: int) -> bool:
        return bool(self.source.text[start:end].strip())

    def _close(self) -> None:
        finding, self.open, self.field = self.open, None, None
        if finding is None:
            return
        _split_about(self.source, finding)
        made = _made(self.source, finding)
        if made:
            self.report.findings.append(made)
            self.report.pieces |= finding.pieces
            self.report.held += [self.source.span(*span) for span in finding.held]


def _short_status(source: Source, part: Piece) -> Span | None:
    """已完成(含基本完成)的问题: a group that is headed by a result gives its findings their status."""
    start, end = source.trimmed(part.body, part.end)
    words = source.text[start:end]
    if len(words) <= 40 and re.search(
        r"(?:已|基本|阶段性|仍需|长期|尚未|正在).{0,12}(?:完成|整改|坚持|成效)", words
    ):
        return (start, end) if is_status(words) else None
    return None


def _split_about(source: Source, finding: _Open) -> None:
    """关于“…”问题的整改: the problem is what it is about; prose after it, without a label, is the progress."""
    spans = finding.fields.get("problem")
    if not spans:
        return
    start, end = spans[0][0], spans[-1][1]
    line = source.text.find("\n", start, end)
    first_line = line if line >= 0 else end
    match = _ABOUT.match(source.text, start, first_line)
    if not match:
        return
    finding.fields["problem"] = [match.span("quoted" if match["quoted"] else "inner")]
    rest = source.trimmed(match.end(), end)
    if rest[0] < rest[1]:
        if "progress" in finding.fields:
            finding.fields["problem"] = [(start, end)]
        else:
            finding.fields["progress"] = [rest]


def _made(source: Source, draft: _Open) -> Finding | None:
    problem = _whole(draft.fields.get("problem"))
    if problem is None:
        return None
    spans: dict[str, Span | list[Span]] = {
        "number": source.span(draft.mark.span[0], draft.mark.span[0] + len(draft.mark.number)),
        "problem": source.span(*problem),
    }
    words: dict[str, str | None] = {}
    for name in ("progress", "owner", "unit"):
        whole = _whole(draft.fields.get(name))
        if whole and name != "progress":
            draft.held.append(whole)
            whole = _without_stop(source, whole)
        words[name] = source.words(*whole) if whole else None
        if whole:
            spans[name] = source.span(*whole)
    measures = [part for span in draft.fields.get("measures", []) for part in parts_of(source.text, *span)]
    if measures:
        spans["measures"] = [source.span(*part.span) for part in measures]
        draft.held += [part.mark for part in measures if part.mark]
    status = _status_span(source, draft)
    if status:
        spans["status_text"] = source.span(*status)
        draft.held += draft.fields.get("status_text", [])
    due = _whole(draft.fields.get("due"))
    due_on = only_date(source.text[due[0] : due[1]]) if due else None
    if due and due_on:
        spans["due"] = source.span(*due)
    if draft.group:
        spans["group"] = source.span(*draft.group)
    return Finding(
        section=draft.section,
        group=source.words(*draft.group) if draft.group else None,
        number=draft.mark.number,
        problem=source.words(*problem),
        measures=[source.words(*part.span) for part in measures],
        progress=words["progress"],
        status=status_of(source.text[status[0] : status[1]]) if status else None,
        status_text=source.words(*status) if status else None,
        owner=words["owner"],
        unit=words["unit"],
        due=due_on,
        key_matter=draft.key_matter,
        span=source.span(draft.mark.span[0], draft.end),
        spans=spans,
    )


def _status_span(source: Source, draft: _Open) -> Span | None:
    whole = _whole(draft.fields.get("status_text"))
    if whole is None:
        return draft.group_status
    return _without_stop(source, whole)


def _without_stop(source: Source, span: Span) -> Span:
    return (span[0], span[0] + len(source.text[slice(*span)].rstrip("。;,. ")))


def _whole(spans: list[Span] | None) -> Span | None:
    """A field given twice in one finding (整改情况 and 整改成效) is one stretch with the label between."""
    return (spans[0][0], spans[-1][1]) if spans else None
