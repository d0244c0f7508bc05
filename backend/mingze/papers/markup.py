"""Text out of pages and plain tables: HTML, Markdown, CSV."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingze.papers.encoding import decoded
from mingze.papers.extracted import Cell, Extracted, Table, TextBuilder, UnreadableDocument, check_length

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
    message = message_from_bytes(data)
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            text, cautions = decoded(content)
            return replace(html_text(text), cautions=cautions)
    raise UnreadableDocument("no_text", "文件中没有可读取的文字")


class _PageWriter:
    """Walks a page without recursion: blocks end lines, cells are parted by tabs, innermost tables are kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._tables: list[Table] = []
        self._cell_starts: list[int] = []
        # Cells over several rows or columns, by table, row and place in the row.
        self._merged: dict[tuple[int, int, int], tuple[int, int]] = {}

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
        tables = [
            [[Cell(text[a:b], (a, b)) for a, b in (self._trim(text, cell) for cell in row)] for row in table]
            for table in self._spread()
        ]
        return Extracted(text, [table for table in tables if table])

    def _spread(self) -> Iterator[Table]:
        """The tables with merged cells in every place they cover."""
        uneven = {place[0] for place in self._merged}
        for index, table in enumerate(self._tables):
            yield table if index not in uneven else self._spread_table(index, table)

    def _spread_table(self, index: int, table: Table) -> Table:
        spread: Table = []
        # What hangs down into the rows below: in which column, for how many rows more, which cell.
        hanging: dict[int, tuple[int, Cell]] = {}
        for at, row in enumerate(table):
            cells: list[Cell] = []
            below: dict[int, tuple[int, Cell]] = {}
            for place, cell in [*enumerate(row), (-1, None)]:
                while len(cells) in hanging:
                    rows, above = hanging[len(cells)]
                    if rows > 1:
                        below[len(cells)] = (rows - 1, above)
                    cells.append(above)
                if cell is None:
                    break
                rows, columns = self._merged.get((index, at, place), (1, 1))
                for _ in range(columns):
                    if rows > 1:
                        below[len(cells)] = (rows - 1, cell)
                    cells.append(cell)
            hanging = below
            spread.append(cells)
        return spread

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
            self._tables.append([])
        elif tag == "tr":
            self._end_line()
            if self._tables:
                self._tables[-1].append([])
        elif tag in ("td", "th"):
            if self._tables and self._tables[-1] and self._tables[-1][-1]:
                self._add("\t")
            self._cell_starts.append(self._length)
        elif tag in _BLOCKS:
            self._end_line()
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in ("td", "th") and self._cell_starts:
            start = self._cell_starts.pop()
            if self._tables and self._tables[-1]:
                row = self._tables[-1][-1]
                size = (_size(node, "rowspan"), _size(node, "colspan"))
                if size != (1, 1):
                    self._merged[len(self._tables) - 1, len(self._tables[-1]) - 1, len(row)] = size
                row.append(Cell("", (start, self._length)))
        elif tag in _BLOCKS:
            self._end_line()

    def _words(self, text: str) -> None:
        words = _BLANKS.sub(" ", text)
        if self._last in "\n\t":
            words = words.lstrip(" ")
        self._add(words)

    def _end_line(self) -> None:
        fresh_cell = bool(self._cell_starts) and self._cell_starts[-1] == self._length
        if self._last != "\n" and not fresh_cell:
            self._add("\n")

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]
            check_length(self._length)

    @staticmethod
    def _trim(text: str, cell: Cell) -> tuple[int, int]:
        start, end = cell.span
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        return (min(left, len(text)), max(min(left, len(text)), min(end, start + len(words.rstrip()))))


def _size(node: LexborNode, name: str) -> int:
    said = node.attributes.get(name) or ""
    return min(max(int(said), 1), _MOST_MERGED) if said.isdecimal() and len(said) <= _LONGEST_SIZE else 1


def markdown_text(text: str) -> Extracted:
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
