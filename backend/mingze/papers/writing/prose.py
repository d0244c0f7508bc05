"""A paper of sections and paragraphs: a summary, a note; its words are the caller's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

from mingze.papers.writing.framing import Kind, Paper, Paragraph, addressees, paper, signature
from mingze.papers.writing.model import Frame
from mingze.papers.writing.pdf import paper_pdf
from mingze.papers.writing.text import fold, lines_of, numeral
from mingze.papers.writing.word import paper_docx


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseData:
    """`sections`: a heading, which the writer numbers, and its paragraphs; one without paragraphs is left out."""

    title: str
    issuer: str
    sections: Sequence[tuple[str, Sequence[str]]]
    lead: Sequence[str] = ()
    issued_on: date | None = None
    frame: Frame = field(default_factory=Frame)


def prose_docx(data: ProseData, target: Path | str | IO[bytes]) -> None:
    """Write the paper to a path or an open binary file."""
    paper_docx(prose_paper(data), target)


def prose_pdf(data: ProseData, *, font_folders: Sequence[Path] = ()) -> bytes:
    return paper_pdf(prose_paper(data), font_folders=font_folders)


def prose_paper(data: ProseData) -> Paper:
    title, issuer = fold(lines_of(data.title)), fold(lines_of(data.issuer))
    return paper(title, issuer, data.issued_on, data.frame, _compose(data, title, issuer))


def _compose(data: ProseData, title: str, issuer: str) -> Iterator[Paragraph]:
    yield Paragraph(Kind.TITLE, title)
    yield from addressees(data.frame)
    for text in data.lead:
        yield from _body(text)
    written = [(heading, texts) for heading, texts in data.sections if texts]
    for number, (heading, texts) in enumerate(written, start=1):
        yield Paragraph(Kind.SECTION, f"{numeral(number)}、{fold(lines_of(heading))}")
        for text in texts:
            yield from _body(text)
    yield from signature(issuer, data.issued_on, data.frame)


def _body(text: str) -> Iterator[Paragraph]:
    return (Paragraph(Kind.BODY, line) for line in lines_of(text))
