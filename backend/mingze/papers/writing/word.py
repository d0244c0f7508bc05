"""An official document as DOCX: real heading styles over the page of GB/T 9704, byte for byte the same for the same values."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Length, Mm, Pt, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from mingze.papers.writing import page, word_styles
from mingze.papers.writing.composing import report_paper
from mingze.papers.writing.framing import Head, Imprint, Kind, Paper, Paragraph
from mingze.papers.writing.model import ReportData
from mingze.papers.writing.printed import project
from mingze.papers.writing.profiles import XINCHENG, Profile
from mingze.papers.writing.text import chinese_date

_STYLES = {
    Kind.TITLE: "Title",
    Kind.NEXT_TITLE: "Title",
    Kind.ADDRESSEES: "Salutation",
    Kind.BODY: "Body Text",
    Kind.SECTION: "Heading 1",
    Kind.GROUP: "Heading 2",
    Kind.FINDING: "Heading 3",
    Kind.ATTACHMENTS: "List",
    Kind.ISSUER: "Signature",
    Kind.DATE: "Date",
}
_PLACED = (Kind.TITLE, Kind.NEXT_TITLE, Kind.ATTACHMENTS)
_NO_DATE = date(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def report_docx(data: ReportData, target: Path | str | IO[bytes], *, profile: Profile = XINCHENG) -> None:
    """Write the report in its profile to a path or an open binary file."""
    paper_docx(report_paper(project(data, profile)), target)


def paper_docx(paper: Paper, target: Path | str | IO[bytes]) -> None:
    document = docx.Document()
    set_page(document)
    word_styles.apply(document)
    set_properties(document, paper.title, paper.issuer, paper.issued_on)
    if paper.head:
        _add_head(document, paper.head)
    indents = _signature_indents(paper)
    styles = {kind: document.styles[name].style_id for kind, name in _STYLES.items()}
    end: Any = document.sections[0]._sectPr  # noqa: SLF001 - paragraphs are put before it
    before = None
    for paragraph in paper.paragraphs:
        written = _add_paragraph(document, end, styles[paragraph.kind])
        _add_text(written, paragraph)
        if paragraph.kind in indents:
            indent_right(written, indents[paragraph.kind])
        elif paragraph.kind in _PLACED:
            _place(written, paragraph, before, headed=paper.head is not None)
        before = paragraph.kind
    if paper.imprint:
        _add_imprint(document, paper.imprint)
    save(document, target)


def _add_paragraph(document: Document, end: Any, style: str) -> WordParagraph:
    """What `document.add_paragraph` does, without looking for the end of the document each time."""
    element: Any = OxmlElement("w:p")
    end.addprevious(element)
    element.style = style
    return WordParagraph(element, document._body)  # noqa: SLF001


def _add_text(written: WordParagraph, paragraph: Paragraph) -> None:
    if paragraph.kind in (Kind.TITLE, Kind.NEXT_TITLE):
        written.add_run("\n".join(page.title_lines(paragraph.text)))
    elif paragraph.kind is Kind.ATTACHMENTS:
        written.add_run(paragraph.label + paragraph.text)
    else:
        if paragraph.label:
            written.add_run(paragraph.label).bold = True
        written.add_run(paragraph.text)


def _place(written: WordParagraph, paragraph: Paragraph, before: Kind | None, *, headed: bool) -> None:
    """What depends on where a paragraph stands: under a red head, on a page of its own, after 附件：."""
    spacing = written.paragraph_format
    if paragraph.kind is Kind.NEXT_TITLE:
        spacing.page_break_before = True
    elif paragraph.kind is Kind.TITLE and before is None and headed:
        spacing.space_before = Twips(2 * word_styles.LINE)
    elif paragraph.kind is Kind.ATTACHMENTS:
        first = before is not Kind.ATTACHMENTS
        spacing.space_before = Twips(word_styles.LINE if first else 0)
        hanging = page.width(paragraph.label) + page.width(paragraph.text.partition(".")[0] + ".")
        _hang(written, 2 + (0 if first else 3), hanging)


def _hang(written: WordParagraph, left: float, hanging: float) -> None:
    properties = written._p.get_or_add_pPr()  # noqa: SLF001 - python-docx does not count in characters
    indent: Any = properties.get_or_add_ind()
    for name, characters in (("left", left + hanging), ("hanging", hanging)):
        indent.set(qn(f"w:{name}Chars"), str(round(characters * 100)))
        indent.set(qn(f"w:{name}"), str(round(characters * word_styles.CHARACTER)))


def _add_head(document: Document, head: Head) -> None:
    """发文机关标志 and 文号, both red or over the red rule (GB/T 9704, 7.2)."""
    mark = document.add_paragraph(head.mark, style="Letter Mark" if head.letter else "Red Mark")
    size = page.mark_size(head.mark)
    mark.runs[0].font.size = Pt(size)
    mark.paragraph_format.line_spacing = Pt(round(size * 1.2))
    document.add_paragraph(head.number, style="Letter Number" if head.letter else "Document Number")
    if head.letter:
        _end_first_page(document)


def _end_first_page(document: Document) -> None:
    """The first page of a letter ends with a double rule and bears no number."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0].style = "Letter End"


def _add_imprint(document: Document, imprint: Imprint) -> None:
    """版记 at the foot of the last page, between two thick rules with a thin one between its lines."""
    table = document.add_table(rows=0, cols=1)
    texts = [imprint.copies or "", f"{imprint.printer}\t{imprint.day}".strip("\t")]
    for text in (text for text in texts if text):
        line = table.add_row().cells[0].paragraphs[0]
        line.style = "Imprint"
        line.add_run(text)
        edge = word_styles.WIDTH - 2 * word_styles.FOOT_CHARACTER
        line.paragraph_format.tab_stops.add_tab_stop(Twips(edge), WD_TAB_ALIGNMENT.RIGHT)
    word_styles.set_imprint(table)
    document.add_paragraph(style="Imprint End")


def _signature_indents(paper: Paper) -> dict[Kind, float]:
    day = chinese_date(paper.issued_on) if paper.issued_on else ""
    issuer_indent, date_indent = page.signature_indents(paper.issuer, day)
    return {Kind.ISSUER: issuer_indent if day else 2.0, Kind.DATE: date_indent}


def indent_right(written: WordParagraph, characters: float) -> None:
    """Let a line stand so many characters from the right edge."""
    properties = written._p.get_or_add_pPr()  # noqa: SLF001 - python-docx does not count in characters
    indent: Any = properties.get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * word_styles.CHARACTER)))


def set_page(document: Document) -> None:
    """The page of GB/T 9704 with its numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.PAGE_MM[0]), Mm(page.PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(page.TOP_MM), Mm(page.BOTTOM_MM)
    section.left_margin = Mm(page.LEFT_MM)
    characters = Twips(page.CHARACTERS * word_styles.CHARACTER)
    section.right_margin = Length(section.page_width - section.left_margin - characters)
    section.header_distance, section.footer_distance = Mm(page.HEADER_MM), Mm(page.FOOTER_MM)
    document.settings.odd_and_even_pages_header_footer = True
    set_footer(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    set_footer(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def set_footer(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
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


def set_properties(document: Document, title: str, author: str, issued_on: date | None) -> None:
    """Title and issuer; no person, no program and no hour."""
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "zh-CN"
    day = issued_on or _NO_DATE
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.revision = 1


def save(document: Document, target: Path | str | IO[bytes]) -> None:
    """Save with the time in the archive fixed, so that the same document has the same hash on another day."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, written.read(name))
