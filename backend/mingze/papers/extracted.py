"""What extraction hands on: one text, and the tables in it with the place of every cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingze.papers.answer import Caution, Span


class UnreadableDocument(Exception):
    """A file that cannot be read; `code` is for programs, `message` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f]")
# Longer texts are no documents of an office.
MOST_TEXT = 2_000_000


def check_length(length: int) -> None:
    if length > MOST_TEXT:
        raise UnreadableDocument("too_large", f"文件中的文字超过{MOST_TEXT // 10_000}万字,请分成几个文件")


@dataclass(frozen=True)
class Cell:
    text: str
    span: Span


# Row by row. A merged cell is one `Cell` that stands in every place it covers (told by its span); its words stand in
# the text once. A place that no cell fills holds an empty one, or is missing at the end of a row.
Table = list[list[Cell]]
# Top, left, bottom, right: the places that a merged cell covers.
Merged = tuple[int, int, int, int]
MOST_CELLS = 1_000_000


def cover(table: Table, merged: Iterable[Merged]) -> None:
    """Puts merged cells into every place they cover."""
    covered = 0
    for top, left, bottom, right in merged:
        if top >= len(table) or left >= len(table[top]):
            continue
        for row in table[top : bottom + 1]:
            last = min(right + 1, len(row))
            row[left:last] = [table[top][left]] * max(last - left, 0)
            covered += last - left
            if covered > MOST_CELLS:
                raise UnreadableDocument("too_large", "表格中合并的单元格过多")


@dataclass
class Extracted:
    text: str
    tables: list[Table] = field(default_factory=list)
    # Where the document ends and what stands beside it begins: notes, heads and feet of pages.
    body: int | None = None
    # What a reader of the file should know about its text.
    cautions: list[Caution] = field(default_factory=list)


class TextBuilder:
    """Gathers lines and table rows into one text and keeps count of where each cell came to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.tables: list[Table] = []

    def line(self, text: str) -> None:
        self._add(clean(text) + "\n")

    def table(self, rows: list[list[str]]) -> Table:
        table: Table = []
        for row in rows:
            cells = []
            for index, text in enumerate(row):
                if index:
                    self._add("\t")
                words = clean(text).strip()
                start = self._length
                self._add(words)
                cells.append(Cell(words, (start, self._length)))
            self._add("\n")
            table.append(cells)
        self.tables.append(table)
        return table

    def built(self) -> Extracted:
        return Extracted("".join(self._parts).rstrip("\n"), self.tables)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        check_length(self._length)


def clean(text: str) -> str:
    """One kind of line end, and none of the characters that no document prints."""
    return _UNPRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
