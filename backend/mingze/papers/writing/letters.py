"""告知书 and 意见书: a numbered letter to somebody who complained or petitioned, under the red head of its issuer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from mingze.papers.writing.framing import Head, Kind, Paper, Paragraph, addressees, paper, signature
from mingze.papers.writing.model import Frame
from mingze.papers.writing.pdf import paper_pdf
from mingze.papers.writing.text import fold, lines_of, numeral
from mingze.papers.writing.word import paper_docx


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A part of what the letter says; with a heading it is counted: 一、信访请求."""

    text: str
    heading: str | None = None
    items: bool = False
    """Every line is one item of a list and gets its number: what is lacking, all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterData:
    """A letter as it was issued; parts that say nothing are left out with their heading."""

    title: str
    number: str
    """云卫信告〔2026〕12号."""
    issuer: str
    addressee: str
    """Whom it is to, as a letter calls them: 反映人 where they gave no name."""
    parts: Sequence[LetterPart]
    issued_on: date
    closing: str = "特此告知。"
    contacts: Sequence[str] = ()
    """Whole lines under the text, 联系电话：0000-0000000."""


def letter_docx(data: LetterData, target: Path | str | IO[bytes]) -> None:
    """Write the letter to a path or an open binary file."""
    paper_docx(letter_paper(data), target)


def letter_pdf(data: LetterData, *, font_folders: Sequence[Path] = ()) -> bytes:
    return paper_pdf(letter_paper(data), font_folders=font_folders)


def letter_paper(data: LetterData) -> Paper:
    issuer = fold(lines_of(data.issuer))
    frame = Frame(document_number=data.number, mark=issuer, addressees=[data.addressee])
    made = paper(data.title, issuer, data.issued_on, frame, _compose(data, issuer, frame))
    return replace(made, head=Head(issuer, fold(lines_of(data.number)), letter=True))


def _compose(data: LetterData, issuer: str, frame: Frame) -> Iterator[Paragraph]:
    yield Paragraph(Kind.TITLE, fold(lines_of(data.title)))
    yield from addressees(frame)
    number = 0
    for part in data.parts:
        lines = lines_of(part.text)
        if lines and part.heading:
            number += 1
            yield Paragraph(Kind.SECTION, f"{numeral(number)}、{part.heading}")
        for place, line in enumerate(lines, start=1):
            yield Paragraph(Kind.BODY, f"{place}．{line}" if part.items and len(lines) > 1 else line)
    if data.closing:
        yield Paragraph(Kind.BODY, data.closing)
    for contact in data.contacts:
        for line in lines_of(contact):
            yield Paragraph(Kind.BODY, line)
    yield from signature(issuer, data.issued_on, frame)
