"""The paragraphs of an official document and what stands around its text, the same for every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingze.papers.writing.model import Frame
from mingze.papers.writing.text import chinese_date, fold, lines_of


class Kind(StrEnum):
    """What a paragraph is; each format has one style for each."""

    TITLE = "title"
    NEXT_TITLE = "next_title"
    """The title of what a notice encloses: on a new page."""
    ADDRESSEES = "addressees"
    BODY = "body"
    SECTION = "section"
    GROUP = "group"
    FINDING = "finding"
    ATTACHMENTS = "attachments"
    ISSUER = "issuer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label` is set off before the text."""

    kind: Kind
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """发文机关标志 and 文号 over a red rule; of a letter (信函格式) the mark stands at the edge of the text, over a
    double rule, with the number under it, and the first page ends with another rule and bears no number."""

    mark: str
    number: str
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: copies, who printed it and when."""

    copies: str | None
    printer: str
    day: str

    @property
    def lines(self) -> int:
        return bool(self.copies) + bool(self.printer or self.day)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be set."""

    title: str
    issuer: str
    issued_on: date | None
    head: Head | None
    paragraphs: tuple[Paragraph, ...]
    imprint: Imprint | None


def paper(
    title: str, issuer: str, issued_on: date | None, frame: Frame, paragraphs: Iterable[Paragraph]
) -> Paper:
    number = fold(lines_of(frame.document_number))
    mark = fold(lines_of(frame.mark)) or f"{issuer}文件"
    return Paper(
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        head=Head(mark, number) if number else None,
        paragraphs=tuple(paragraphs),
        imprint=_imprint(frame),
    )


def addressees(frame: Frame) -> Iterator[Paragraph]:
    """主送机关, under the title."""
    names = [name for name in (fold(lines_of(one)).rstrip("，、；：:") for one in frame.addressees) if name]
    if names:
        yield Paragraph(Kind.ADDRESSEES, "，".join(names) + "：")


def signature(issuer: str, issued_on: date | None, frame: Frame) -> Iterator[Paragraph]:
    """附件说明, then who signs and when."""
    names = [name for name in (fold(lines_of(one)) for one in frame.attachments) if name]
    for place, name in enumerate(names, start=1):
        number = f"{place}." if len(names) > 1 else ""
        yield Paragraph(Kind.ATTACHMENTS, number + name, "附件：" if place == 1 else "")
    if issuer:
        yield Paragraph(Kind.ISSUER, issuer)
    if issued_on:
        yield Paragraph(Kind.DATE, chinese_date(issued_on))


def _imprint(frame: Frame) -> Imprint | None:
    copies = "，".join(name for name in (fold(lines_of(one)) for one in frame.copies) if name)
    printer = fold(lines_of(frame.printed_by))
    day = f"{chinese_date(frame.printed_on)}印发" if frame.printed_on else ""
    if not (copies or printer or day):
        return None
    return Imprint(f"抄送：{copies}。" if copies else None, printer, day)
