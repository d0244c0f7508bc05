"""Text out of DOCX and XLSX. Both are archives: what they would unpack to is checked before anything is unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingze.papers.answer import Caution
from mingze.papers.extracted import (
    MOST_CELLS,
    Extracted,
    Merged,
    TextBuilder,
    UnreadableDocument,
    clean,
    cover,
)
from mingze.papers.numbering import Numbering

# What Word keeps beside the text: read, so that nothing is lost, but part of no field. A bare page number says nothing.
_BESIDE = ("footnotes", "endnotes", "header", "footer")
_SAYS = re.compile(r"(?![第页共])[^\W\d_]")

MOST_UNPACKED = 256 * 1024 * 1024
_MOST_ENTRIES = 10_000
_MOST_ACROSS = 100

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB, _BREAK, _RETURN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_NO_BREAK_HYPHEN = qn("w:noBreakHyphen")
# What Word keeps but does not show: deleted words, the second form of a drawing, tab stops of the layout.
_UNSEEN = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pPr"),
        qn("w:rPr"),
        qn("w:tblPr"),
        qn("w:sectPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def docx_text(data: bytes) -> Extracted:
    _check_archive(data)
    try:
        main = Document(io.BytesIO(data)).part
        parts = {kind: _roots(main, kind) for kind in ("numbering", "styles", *_BESIDE)}
    except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableDocument("damaged", "文件已损坏,无法打开") from error
    for root in (main.element, *(root for roots in parts.values() for root in roots)):
        # Word writes none, and the words of its entities would be lost without a word.
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocument("damaged", "文件含有文档类型定义(DTD),不是 Word 保存的文件,拒绝读取")
    numbering = Numbering(next(iter(parts["numbering"]), None), next(iter(parts["styles"]), None))
    builder = TextBuilder()
    for block in _blocks(main.element.body):
        if block.tag == _TABLE:
            rows, merged = _grid(block, numbering)
            cover(builder.table(rows), merged)
        else:
            builder.line(numbering.of(block) + _words(block))
    body = builder.built()
    beside = [words for kind in _BESIDE for root in parts[kind] for words in _paragraphs(root)]
    notes = "".join(f"\n{clean(words)}" for words in dict.fromkeys(beside) if _SAYS.search(words))
    return Extracted(body.text + notes, body.tables, body=len(body.text))


def _roots(main: Any, kind: str) -> list[Any]:
    """The parts of one kind that belong to a document, parsed as python-docx does: without any entity."""
    found = [rel.target_part for rel in main.rels.values() if not rel.is_external]
    return [
        parse_xml(part.blob)
        for part in found
        if PurePosixPath(part.partname).stem.rstrip("0123456789") == kind
    ]


def _paragraphs(root: Any) -> list[str]:
    return [_words(paragraph).strip() for paragraph in root.iter(_PARAGRAPH)]


def sheets_text(data: bytes) -> Extracted:
    """Every sheet of an XLSX, XLS or ODS that can be seen; the library tells which it is.

    Hidden rows and columns are read like others (a filter hides rows every day). Hidden sheets hold the words of
    drop-down lists: they are told, not read.
    """
    if data.startswith(b"PK"):
        _check_archive(data)
    builder, hidden = TextBuilder(), []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for one in workbook.sheets_metadata:
            if one.typ != SheetTypeEnum.WorkSheet:
                continue
            if one.visible == SheetVisibleEnum.Visible:
                _sheet(workbook.get_sheet_by_name(one.name), builder)
            else:
                hidden.append(one.name)
    except PasswordError as error:
        raise UnreadableDocument("encrypted", "文件已加密,请去除密码后再上传") from error
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise UnreadableDocument("damaged", "文件已损坏或已加密,无法打开") from error
    except BaseException as error:
        # What the library did not foresee in a file comes as a panic of its own, outside Exception.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise UnreadableDocument("damaged", "文件已损坏,无法打开") from error
    names = "、".join(hidden)
    cautions = [Caution("hidden_sheet", f"隐藏的工作表没有读取:{names}")] if hidden else []
    return replace(builder.built(), cautions=cautions)


def _sheet(sheet: CalamineSheet, builder: TextBuilder) -> None:
    if (sheet.total_height + 1) * (sheet.total_width + 1) > MOST_CELLS:  # it counts one too few
        raise UnreadableDocument("too_large", f"工作表“{sheet.name}”过大")
    rows = [[_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    if any(any(row) for row in rows):
        ranges = sheet.merged_cell_ranges or []
        cover(builder.table(rows), [(top, left, bottom, right) for (top, left), (bottom, right) in ranges])


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableDocument("damaged", "文件已损坏,无法打开") from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableDocument("too_large", "文件解压后过大,拒绝读取")


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in reading order, also those inside content controls."""
    for child in parent.iterchildren():
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child)


def _grid(table: Any, numbering: Numbering) -> tuple[list[list[str]], list[Merged]]:
    """The words of every place of a table, and which cells reach over several: top, left, bottom, right."""
    rows: list[list[str]] = []
    merged: list[Merged] = []
    above: dict[int, int] = {}  # where in `merged` the cell stands that goes on in this column
    places = 0
    for at, row in enumerate(table.iterchildren(_ROW)):
        words: list[str] = []
        own = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
        for cell in own:
            column, across = len(words), _across(cell)
            places += across
            if places > MOST_CELLS:
                raise UnreadableDocument("too_large", "表格过大")
            goes_on = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continued = goes_on is not None and goes_on.get(qn("w:val")) != "restart"
            if continued and column in above:
                top, left, _, right = merged[above[column]]
                merged[above[column]] = (top, left, at, right)
                words += [""] * across
                continue
            above.pop(column, None)
            words += [_cell(cell, numbering), *[""] * (across - 1)]
            if across > 1 or goes_on is not None:
                merged.append((at, column, at, column + across - 1))
            if goes_on is not None:
                above[column] = len(merged) - 1
        rows.append(words)
    return rows, merged


def _across(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    count = "1" if span is None else span.get(qn("w:val")) or "1"
    return min(max(int(count), 1), _MOST_ACROSS) if count.isdecimal() and len(count) < 6 else 1


def _cell(cell: Any, numbering: Numbering) -> str:
    return "\n".join(
        numbering.of(paragraph) + _words(paragraph) for paragraph in cell.iter(_PARAGRAPH)
    ).strip()


def _words(element: Any) -> str:
    parts: list[str] = []
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _TAB:
            parts.append("\t")
        elif child.tag in (_BREAK, _RETURN):
            parts.append("\n")
        elif child.tag == _NO_BREAK_HYPHEN:
            parts.append("-")
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            if child.tag == _PARAGRAPH and parts:
                parts.append("\n")
            waiting.append(iter(child))
    return "".join(parts)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return format(value, ".15g")  # as many digits as a sheet shows
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
