"""A list of findings as DOCX: a table on landscape A4 whose head stands on every page."""

from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Twips

from mingze.papers.writing import page, word, word_styles
from mingze.papers.writing.columns import ListForm, Value, head_rows
from mingze.papers.writing.listing import LedgerTooLongError, ListData, caption_of, lines, title_of
from mingze.papers.writing.page import Face
from mingze.papers.writing.text import lines_of

MOST_ROWS = 5000
_TOP_MM, _SIDE_MM = 28.0, 20.0
_WIDTH = round((page.PAGE_MM[1] - 2 * _SIDE_MM) * page.MM * 20)
_CENTERED = frozenset({"ordinal", "status", "due_on", "key_matter", "severity", "closure_state", "leader"})


def list_docx(data: ListData, target: Path | str | IO[bytes], form: ListForm) -> int:
    """Write one of the lists to a path or an open binary file and return how many findings it has.

    Raises `LedgerTooLongError` where it is more than anybody prints: a sheet holds more.
    """
    document = docx.Document()
    set_page(document)
    word_styles.apply(document)
    word.set_properties(document, title_of(data, form), data.unit or "", data.as_of)
    document.add_paragraph(title_of(data, form), style="Title").paragraph_format.space_after = Twips(200)
    left, right = caption_of(data)
    if left or right:
        caption = document.add_paragraph(f"{left}\t{right}".rstrip("\t"), style="Table Text")
        caption.paragraph_format.tab_stops.add_tab_stop(Twips(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    rows, count = _rows(data, form)
    body: Any = document.element.body
    body.insert(len(body) - 1, parse_xml(_table(form, rows)))
    word.save(document, target)
    return count


def set_page(document: Document) -> None:
    """Landscape A4 with the number of the page in the middle of its foot."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(page.PAGE_MM[1]), Mm(page.PAGE_MM[0])
    section.top_margin = section.bottom_margin = Mm(_TOP_MM)
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(15)
    word.set_footer(section.footer, WD_ALIGN_PARAGRAPH.CENTER)


def _rows(data: ListData, form: ListForm) -> tuple[list[str], int]:
    widths = _widths(form)
    rows = []
    count = 0
    for line in lines(data, form):
        if isinstance(line, str):
            rows.append(_row([_cell(line, sum(widths), across=len(widths), face=page.HEITI)]))
            continue
        count += 1
        if count > MOST_ROWS:
            raise LedgerTooLongError(f"Word 清单最多 {MOST_ROWS} 行，请缩小筛选范围，或写成 .xlsx")
        rows.append(
            _row(
                [
                    _cell(_words(value), width, centered=place.key in _CENTERED)
                    for place, value, width in zip(form.places, line, widths, strict=True)
                ]
            )
        )
    return rows, count


def _table(form: ListForm, rows: list[str]) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _widths(form))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_head(form)}{''.join(rows)}</w:tbl>"
    )


def _head(form: ListForm) -> str:
    """The rows of the head, repeated on every page; a cell with no words belongs to the one above."""
    widths = _widths(form)
    rows = head_rows(form)
    written = []
    for at, row in enumerate(rows):
        column = 0
        row_cells = []
        for across, words in row:
            reach = "" if words else "continue"
            if at == 0 and len(rows) > 1 and across == 1 and not rows[1][column][1]:
                reach = "restart"
            width = sum(widths[column : column + across])
            row_cells.append(_cell(words, width, across=across, reach=reach, centered=True, face=page.HEITI))
            column += across
        written.append(_row(row_cells, head=True))
    return "".join(written)


def _widths(form: ListForm) -> list[int]:
    shares = sum(place.share for place in form.places)
    return [round(_WIDTH * place.share / shares) for place in form.places]


def _row(row_cells: list[str], *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(row_cells)}</w:tr>"


def _cell(
    text: str,
    width: int,
    *,
    across: int = 1,
    reach: str = "",
    centered: bool = False,
    face: Face | None = None,
) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merge = f'<w:vMerge w:val="{reach}"/>' if reach else ""
    align = '<w:jc w:val="center"/>' if centered else ""
    look = f"<w:rPr>{word_styles.fonts(face)}</w:rPr>" if face else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{align}</w:pPr><w:r>{look}'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in lines_of(text) or [""]
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _words(value: Value) -> str:
    if value is None:
        return ""
    # 890 and not 890.0: what counts things is whole.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
