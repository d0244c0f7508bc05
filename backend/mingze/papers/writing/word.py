"""The report as DOCX: real heading styles over the page of GB/T 9704, byte for byte the same for the same data."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Length, Mm, Pt, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from mingze.papers.writing import page, word_styles
from mingze.papers.writing.composing import Kind, Paragraph, compose
from mingze.papers.writing.model import ReportData
from mingze.papers.writing.printed import Printed, project
from mingze.papers.writing.text import chinese_date

_STYLES = {
    Kind.TITLE: "Title",
    Kind.BODY: "Body Text",
    Kind.SECTION: "Heading 1",
    Kind.GROUP: "Heading 2",
    Kind.FINDING: "Heading 3",
    Kind.ISSUER: "Signature",
    Kind.DATE: "Date",
}
_NO_DATE = date(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def report_docx(data: ReportData, target: Path | str | IO[bytes]) -> None:
    """Write the report in profile A to a path or an open binary file."""
    printed = project(data)
    document = docx.Document()
    _set_page(document)
    word_styles.apply(document)
    _set_properties(document, printed)
    indents = _signature_indents(printed)
    for paragraph in compose(printed):
        written = document.add_paragraph(style=_STYLES[paragraph.kind])
        _add_text(written, paragraph)
        if paragraph.kind in indents:
            _indent_right(written, indents[paragraph.kind])
    _save(document, target)


def _add_text(written: WordParagraph, paragraph: Paragraph) -> None:
    if paragraph.label:
        written.add_run(paragraph.label).bold = True
    if paragraph.kind is Kind.TITLE:
        written.add_run("\n".join(page.title_lines(paragraph.text)))
    else:
        written.add_run(paragraph.text)


def _signature_indents(printed: Printed) -> dict[Kind, float]:
    day = chinese_date(printed.issued_on) if printed.issued_on else ""
    issuer_indent, date_indent = page.signature_indents(printed.issuer, day)
    return {Kind.ISSUER: issuer_indent if day else 2.0, Kind.DATE: date_indent}


def _indent_right(written: WordParagraph, characters: float) -> None:
    properties = written._p.get_or_add_pPr()  # noqa: SLF001 - python-docx does not count in characters
    indent: Any = properties.get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * word_styles.CHARACTER)))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.PAGE_MM[0]), Mm(page.PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(page.TOP_MM), Mm(page.BOTTOM_MM)
    section.left_margin = Mm(page.LEFT_MM)
    characters = Twips(page.CHARACTERS * word_styles.CHARACTER)
    section.right_margin = Length(section.page_width - section.left_margin - characters)
    section.header_distance, section.footer_distance = Mm(page.HEADER_MM), Mm(page.FOOTER_MM)
    document.settings.odd_and_even_pages_header_footer = True
    _set_footer(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _set_footer(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _set_footer(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    """The page number between dashes, at the outer edge, one character in from it."""
    footer.is_linked_to_previous = False
    written = footer.paragraphs[0]
    written.alignment = align
    written.paragraph_format.left_indent = written.paragraph_format.right_indent = Pt(page.FOOTER_PT)
    written.add_run("— ")
    written._p.append(  # noqa: SLF001 - python-docx has no fields
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    written.add_run(" —")


def _set_properties(document: Document, printed: Printed) -> None:
    properties = document.core_properties
    properties.title = printed.title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printed.issuer[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "zh-CN"
    day = printed.issued_on or _NO_DATE
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.revision = 1


def _save(document: Document, target: Path | str | IO[bytes]) -> None:
    """Save with the time in the archive fixed, so that the same report has the same hash on another day."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, written.read(name))
