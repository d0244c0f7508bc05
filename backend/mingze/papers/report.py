"""Findings of a rectification report: the tokens of each section, gathered into findings."""

import re
from dataclasses import dataclass, field, replace

from mingze.papers.answer import Finding, Span
from mingze.papers.drafts import Draft, made
from mingze.papers.labels import FieldName, heading_status, is_key_matter, words_of_status
from mingze.papers.outline import Mark, Piece, title_of
from mingze.papers.source import Source
from mingze.papers.tokens import Section, Token, sections_of

# How the paragraphs begin that stand below the last finding.
_TAIL = re.compile(
    r"欢迎.{0,12}(?:干部|群众|社会).{0,30}监督|(?:联系|监督|举报|受理)(?:电话|方式|地址|人|邮箱) ?:|电子(?:信箱|邮箱|邮件) ?:"
    r"|邮政?(?:编码|箱|编|寄地址) ?:|(?:通[讯信]|办公)?地址 ?:|下一步|下步|特此(?:报告|公告|通报|公示)|附件? ?[:1一]"
    r"|以上(?:是|为|情况)|上一篇|下一篇|责任编辑|版权所有|[【\[]?(?:打印|关闭)|扫一扫|分享到|相关(?:新闻|链接|文章|附件)"
    r"|来源 ?:|编辑 ?:|审核 ?:|发布(?:日期|时间|单位) ?:|抄送|主办单位|网站标识|邮箱 ?:|电话 ?:"
)
_LONGEST_GROUP = 120
_ONE_PIECE: frozenset[FieldName] = frozenset({"status_text", "owner", "unit", "due"})


@dataclass
class Report:
    findings: list[Finding] = field(default_factory=list)
    # What is read beside the values themselves: numbers, labels, group headings (spans of the extracted text).
    held: list[Span] = field(default_factory=list)
    # The pieces of the findings, and the headings of their groups.
    pieces: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)


def read_findings(source: Source, parts: list[Piece], taken: set[int], signed: int | None = None) -> Report:
    """The findings outside the pieces that are `taken`. `signed` is the piece the document is signed in."""
    report = Report()
    sections = sections_of(source, parts, taken)
    for section in sections:
        last = len(section.tokens)
        if section is sections[-1]:
            own = (
                at for at, token in enumerate(section.tokens) if token.label or token.level <= section.level
            )
            last = max(own, default=last)
        _Gatherer(source, parts, report, section, signed).gather(last)
    return report


class _Gatherer:
    """Walks the tokens of one section and makes its findings."""

    def __init__(
        self, source: Source, parts: list[Piece], report: Report, section: Section, signed: int | None
    ) -> None:
        self.signed = len(parts) if signed is None else signed
        self.source = source
        self.parts = parts
        self.report = report
        self.tokens, self.level, self.plain = section.tokens, section.level, section.plain
        self.section: str | None = None
        self.key_matter = self.section_is_key = False
        self.group: Span | None = None
        self.group_status: Span | None = None
        self.section_status: Span | None = None
        self.open: Draft | None = None
        self.field: FieldName | None = None
        self.piece_of_field = -1

    def gather(self, last: int) -> None:
        """`last` is the place of the last number or label of the document's findings: its tail follows."""
        group_piece = -1
        for at, token in enumerate(self.tokens):
            if token.mark and token.level < self.level:
                self._give_back(token.piece)
                self._close()
                self._group(token.piece, token.mark)
                group_piece = token.piece
            elif token.mark and token.level == self.level:
                self._close()
                self._begin(token, token.mark)
            elif self.open and token.piece != group_piece:
                if at > last and self._is_tail(token):
                    self._close()
                    continue
                self._extend(token)
        self._close()

    def _is_tail(self, token: Token) -> bool:
        """What follows the signature, or a paragraph that begins as the end of a report does."""
        if token.piece > self.signed:
            return True
        begins = token.span[0] == self.parts[token.piece].start
        return begins and _TAIL.match(self.source.text, *token.span) is not None

    def _group(self, piece: int, mark: Mark) -> None:
        part = self.parts[piece]
        title = title_of(self.source, part)
        key_matter = is_key_matter(self.source.text[slice(*title)])
        status = self._status_of(part)
        if mark.level == 1:
            self.section = mark.number
            self.section_is_key = key_matter
            self.section_status = status
            self.group = None
        else:
            whole = part.end - part.start <= _LONGEST_GROUP
            self.group = (part.start, part.end if whole else title[1])
            self.report.groups.add(piece)
        self.key_matter = key_matter or self.section_is_key
        self.group_status = status or self.section_status

    def _give_back(self, piece: int) -> None:
        """A page without line breaks may print the result twice, before the number of its heading and behind it."""
        status = self._status_of(self.parts[piece])
        spans = self.open.fields.get(self.field) if self.open and self.field else None
        if status is None or not spans:
            return
        start, end = spans[-1]
        told = self.source.text[slice(*status)]
        if self.source.text.endswith("。" + told, start, end):
            spans[-1] = (start, end - len(told))

    def _status_of(self, part: Piece) -> Span | None:
        """已完成(含基本完成)的问题: a group that is headed by a result gives its findings their status."""
        start, end = self.source.trimmed(part.body, part.end)
        heading = self.source.text[start:end]
        if not heading_status(heading):
            return None
        first, last = words_of_status(heading)
        return (start + first, start + last)

    def _begin(self, token: Token, mark: Mark) -> None:
        self.open = Draft(
            self.section,
            self.group,
            mark,
            self.key_matter,
            self.group_status,
            plain=self.plain,
            end=mark.span[1],
        )
        self.field = "problem"
        self.piece_of_field = token.piece
        self.open.held.append(mark.span)
        self.open.pieces.add(token.piece)

    def _extend(self, token: Token) -> None:
        finding = self.open
        if finding is None:
            return
        finding.pieces.add(token.piece)
        if token.label:
            self.field = token.label
            self.piece_of_field = token.piece
            finding.named = finding.named or token.label == "problem"
            if token.label != "aside":
                finding.held.append(token.span)
                finding.end = token.span[1]
                finding.fields.setdefault(token.label, [])
            return
        if self.field is None or self.field == "aside":
            return
        if self.field == "status_text":
            token = self._first_sentence(token)
        spans = finding.fields.setdefault(self.field, [])
        if self.field in _ONE_PIECE and spans and token.piece != self.piece_of_field:
            self.field = None
            return
        if spans and not self.source.text[spans[-1][1] : token.span[0]].strip():
            spans[-1] = (spans[-1][0], token.span[1])
        else:
            spans.append(token.span)
        self.piece_of_field = token.piece
        finding.end = token.span[1]

    def _first_sentence(self, token: Token) -> Token:
        """A status is one sentence; what follows it on a page without line breaks is not the status."""
        stop = self.source.text.find("。", *token.span)
        return replace(token, span=(token.span[0], stop + 1)) if stop >= 0 else token

    def _close(self) -> None:
        draft, self.open, self.field = self.open, None, None
        if draft is None:
            return
        finding = made(self.source, draft)
        if finding:
            self.report.findings.append(finding)
            self.report.pieces |= draft.pieces
            self.report.held += [self.source.span(*span) for span in draft.held]
