"""Text out of pages and plain tables: HTML, Markdown, CSV."""

import csv
import io
import re
from dataclasses import dataclass, field
from email import message_from_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingze.papers.encoding import lettered
from mingze.papers.extracted import (
    MOST_CELLS,
    Cell,
    Extracted,
    Merged,
    TextBuilder,
    UnreadableDocument,
    check_length,
    cover,
)

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "select", "iframe"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
    }
    | {
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
    }
    | {"nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
# No table of a document merges more; a page made to harm says any number.
_MOST_MERGED = 60
_LONGEST_SIZE = 4
_MOST_ACROSS, _MOST_DOWN = 1_000, 65_534  # as browsers do
_NOTHING = Cell("", (0, 0))
_BLANKS = re.compile(r"[ \t\r\n]+")
_HEADING = re.compile(r"^(?: {0,3}#{1,6} +|(?: {0,3}> ?)+| {0,3}[-*+] +)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_RULE_ROW = re.compile(r"\|?[ :|-]+\|[ :|-]*")


def html_text(page: str) -> Extracted:
    body = LexborHTMLParser(page).body
    writer = _PageWriter()
    if body is not None:
        writer.walk(body)
    return writer.extracted()


def mail_text(data: bytes) -> Extracted:
    """A page saved as one file (MHT): the first page in it, in the encoding that it declares."""
    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError as error:
        raise UnreadableDocument("damaged", "文件已损坏,无法打开") from error
    for part in parts:
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            return lettered(html_text, content)
    raise UnreadableDocument("no_text", "文件中没有可读取的文字")


@dataclass
class _Grid:
    """A table on its way: the cells of each row, and which of them reach over several places."""

    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    # For each column that a cell of an earlier row reaches down in: the last row it covers.
    down: dict[int, int] = field(default_factory=dict)
    # A table that holds tables lays a page out.
    holds_tables: bool = False
    places: int = 0

    def place(self, cell: Cell, across: int, down: int) -> None:
        at, row = len(self.rows) - 1, self.rows[-1]
        self._skip(row, at)
        left = len(row)
        self._take_places(across)
        row += [cell] * across
        if down > 1:
            self.merged.append((at, left, at + down - 1, left + across - 1))
            self.down |= dict.fromkeys(range(left, left + across), at + down - 1)

    def end_row(self) -> None:
        if self.rows:
            self._skip(self.rows[-1], len(self.rows) - 1)

    def _skip(self, row: list[Cell], at: int) -> None:
        """Leaves the places free that cells from above reach down to."""
        before = len(row)
        while self.down.get(len(row), -1) >= at:
            row.append(_NOTHING)
        self._take_places(len(row) - before)

    def _take_places(self, count: int) -> None:
        self.places += count
        if self.places > MOST_CELLS:
            raise UnreadableDocument("too_large", "表格过大")


@dataclass(frozen=True)
class _OpenCell:
    start: int
    across: int
    down: int


class _PageWriter:
    """Walks a page without recursion: blocks end lines, cells are parted by tabs, innermost tables are kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._tables: list[_Grid] = []
        self._open: list[_Grid] = []
        self._cells: list[_OpenCell] = []

    def walk(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        while node is not None:
            seen = self._enter(node)
            if seen and node.child is not None:
                node = node.child
                continue
            while node is not None:
                self._leave(node)
                if node.mem_id == root.mem_id:
                    return
                if node.next is not None:
                    node = node.next
                    break
                node = node.parent

    def extracted(self) -> Extracted:
        text = "".join(self._parts).rstrip()
        tables = []
        for grid in self._tables:
            if grid.rows and not grid.holds_tables:
                trimmed = {cell.span: self._trim(text, cell) for row in grid.rows for cell in row}
                table = [[trimmed[cell.span] for cell in row] for row in grid.rows]
                cover(table, grid.merged)
                tables.append(table)
        return Extracted(text, tables)

    def _enter(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag == "-text":
            self._words(node.text_content or "")
        elif tag == "br":
            self._add("\n")
        elif tag in _UNSEEN or node.is_comment_node:
            return False
        elif tag == "table":
            self._end_line()
            self._begin_table()
        elif tag == "tr":
            self._end_line()
            if self._open:
                self._open[-1].rows.append([])
        elif tag in ("td", "th"):
            self._begin_cell(node)
        elif tag in _BLOCKS:
            self._end_line()
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in _BLOCKS:
            if tag == "table" and self._open:
                self._open.pop()
            elif tag == "tr" and self._open:
                self._open[-1].end_row()
            self._end_line()

    def _begin_table(self) -> None:
        if self._open:
            self._open[-1].holds_tables = True
        self._open.append(_Grid())
        self._tables.append(self._open[-1])

    def _begin_cell(self, node: LexborNode) -> None:
        if self._open and self._open[-1].rows and self._open[-1].rows[-1]:
            self._add("\t")
        across, down = _count(node, "colspan", _MOST_ACROSS), _count(node, "rowspan", _MOST_DOWN)
        self._cells.append(_OpenCell(self._length, across, down))

    def _end_cell(self) -> None:
        if not self._cells:
            return
        cell = self._cells.pop()
        if self._open and self._open[-1].rows:
            self._open[-1].place(Cell("", (cell.start, self._length)), cell.across, cell.down)

    def _words(self, text: str) -> None:
        words = _BLANKS.sub(" ", text)
        if self._last in "\n\t":
            words = words.lstrip(" ")
        self._add(words)

    def _end_line(self) -> None:
        fresh_cell = bool(self._cells) and self._cells[-1].start == self._length
        if self._last != "\n" and not fresh_cell:
            self._add("\n")

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]
            check_length(self._length)

    @staticmethod
    def _trim(text: str, cell: Cell) -> Cell:
        start, end = (min(at, len(text)) for at in cell.span)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Cell(words, (start, start + len(words)))


def _count(node: LexborNode, name: str, most: int) -> int:
    said = (node.attributes.get(name) or "1").strip()
    return max(min(int(said), most), 1) if said.isascii() and said.isdigit() and len(said) < 9 else 1


def markdown_text(text: str) -> Extracted:
    check_length(len(text))
    builder = TextBuilder()
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            if not _RULE_ROW.fullmatch(line.strip()):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            builder.table(rows)
            rows = []
        builder.line(_EMPHASIS.sub("", _HEADING.sub("", line)))
    if rows:
        builder.table(rows)
    return builder.built()


def csv_text(text: str) -> Extracted:
    check_length(len(text))
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;,", key=first.count)
    builder = TextBuilder()
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UnreadableDocument(
            "too_large", "有单元格过长,或引号没有成对;请用表格软件另存为 CSV 后再试"
        ) from error
    builder.table(rows)
    return builder.built()
