"""Text out of files: plain text, Markdown, HTML, DOCX, PDF with a text layer, XLSX and CSV."""

from dataclasses import dataclass, field

from mingze.papers.answer import Span


class UnreadableDocument(Exception):
    """A file that cannot be read; `code` is for programs, `message` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Cell:
    text: str
    span: Span


@dataclass
class Extracted:
    text: str
    # Tables with the place of every cell in `text`; a merged cell stands in every row it covers.
    tables: list[list[list[Cell]]] = field(default_factory=list)


def extract(name: str, data: bytes) -> Extracted:
    return Extracted(data.decode("utf-8-sig").replace("\r\n", "\n"))
