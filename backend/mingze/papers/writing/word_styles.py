"""The styles, faces and settings of the DOCX, as WordprocessingML: python-docx has no words for most of it."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import Table

from mingze.papers.writing import page
from mingze.papers.writing.page import Face

LINE = floor(page.LINE_PT * 20)
"""The fixed line, in twentieths of a point; rounded up, the 22nd would not fit."""
_CLOSER = -4
"""What the characters of 16 pt give up for 28 to stand in a line; with -5 LibreOffice loses hanging commas."""
CHARACTER = round(page.BODY_PT * 20) + _CLOSER
WIDTH = page.CHARACTERS * CHARACTER
"""Of the text, in twentieths of a point."""
FOOT_CHARACTER = round(page.FOOTER_PT * 20)
_TITLE_LINE = 720
_MARK_BEFORE = round(35 * page.MM * 20)
_IMPRINT_LINE = 480
_RED = "FF0000"
_FACES = (page.BIAOSONG, page.FANGSONG, page.HEITI, page.KAITI, page.SONGTI)
_UNUSED = ("stylesWithEffects", "customXml")


@dataclass(frozen=True, slots=True)
class _Style:
    """One paragraph style; the names are Word's own, so that they are translated and found as headings."""

    id: str
    name: str
    face: Face
    size: float = page.BODY_PT
    line: int = LINE
    before: int = 0
    after: int = 0
    align: str = "both"
    indented: bool = False
    kept: bool = False
    outline: int | None = None
    color: str = "000000"
    more: str = ""
    """Other properties of its paragraphs, as they stand in the file."""


STYLES = (
    _Style("Normal", "Normal", page.FANGSONG),
    _Style(
        "Title",
        "Title",
        page.BIAOSONG,
        page.TITLE_PT,
        line=_TITLE_LINE,
        after=LINE,
        align="center",
        kept=True,
    ),
    _Style("BodyText", "Body Text", page.FANGSONG, indented=True),
    _Style("Heading1", "heading 1", page.HEITI, indented=True, kept=True, outline=0),
    _Style("Heading2", "heading 2", page.KAITI, indented=True, kept=True, outline=1),
    _Style("Heading3", "heading 3", page.FANGSONG, indented=True, outline=2),
    _Style("Signature", "Signature", page.FANGSONG, before=LINE, align="right", kept=True),
    _Style("Date", "Date", page.FANGSONG, align="right"),
    _Style("Salutation", "Salutation", page.FANGSONG, kept=True),
    _Style("List", "List", page.FANGSONG, align="left"),
    _Style(
        "RedMark", "Red Mark", page.BIAOSONG, 48, line=1200, before=_MARK_BEFORE, align="center", color=_RED
    ),
    _Style(
        "DocumentNumber",
        "Document Number",
        page.FANGSONG,
        before=2 * LINE,
        align="center",
        more=f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="11" w:color="{_RED}"/></w:pBdr>',
    ),
    _Style(
        "LetterMark",
        "Letter Mark",
        page.BIAOSONG,
        48,
        line=1200,
        align="center",
        color=_RED,
        more=f'<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="{_RED}"/></w:pBdr>',
    ),
    _Style("LetterNumber", "Letter Number", page.FANGSONG, align="right"),
    _Style(
        "LetterEnd",
        "Letter End",
        page.SONGTI,
        page.FOOTER_PT,
        line=LINE,
        more=f'<w:pBdr><w:top w:val="thinThickSmallGap" w:sz="24" w:space="1" w:color="{_RED}"/></w:pBdr>',
    ),
    _Style("Imprint", "Imprint", page.FANGSONG, page.FOOTER_PT, line=_IMPRINT_LINE, align="left"),
    _Style("TableText", "Table Text", page.FANGSONG, 10.5, line=320, align="left"),
    _Style("ImprintEnd", "Imprint End", page.FANGSONG, 1, line=20),
    _Style("Footer", "footer", page.SONGTI, page.FOOTER_PT, line=LINE),
)


def apply(document: Document) -> None:
    """Put the page, the styles, the faces and the settings of an official document in place of the template's."""
    _set_grid(document)
    _set_styles(document)
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table()  # noqa: SLF001 - python-docx keeps this part as it found it
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(_UNUSED):
            del document.part.rels[key]
    _set_language(document)


def fonts(face: Face) -> str:
    """The face by name for Chinese, Times New Roman for digits and Latin letters."""
    latin = quoteattr(page.LATIN)
    return (
        f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:cs={latin} w:eastAsia={quoteattr(face.name)}"
        ' w:hint="eastAsia"/>'
    )


def set_imprint(table: Table) -> None:
    """Put a table at the foot of its page, with the rules of GB/T 9704, 7.4.1: 0.35 mm outside, 0.25 mm inside.

    Its place is measured from the edge of the paper: LibreOffice floats no table as wide as the text otherwise.
    """
    room = WIDTH // FOOT_CHARACTER - 2
    lines = sum(ceil(page.width(row.cells[0].text) / room) for row in table.rows)
    top = round((page.PAGE_MM[1] - page.BOTTOM_MM) * page.MM * 20) - lines * _IMPRINT_LINE
    left = round(page.LEFT_MM * page.MM * 20)
    thick, thin = 'w:val="single" w:sz="8" w:color="000000"', 'w:val="single" w:sz="6" w:color="000000"'
    margin = "".join(f'<w:{side} w:w="{FOOT_CHARACTER}" w:type="dxa"/>' for side in ("left", "right"))
    properties: Any = table._tbl.tblPr  # noqa: SLF001 - python-docx offers neither place nor rules
    for child in list(properties):
        properties.remove(child)
    for xml in (
        f'<w:tblpPr {{}} w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{left}" w:tblpY="{top}"/>',
        f'<w:tblW {{}} w:w="{WIDTH}" w:type="dxa"/>',
        f"<w:tblBorders {{}}><w:top {thick}/><w:bottom {thick}/><w:insideH {thin}/></w:tblBorders>",
        '<w:tblLayout {} w:type="fixed"/>',
        f"<w:tblCellMar {{}}>{margin}</w:tblCellMar>",
    ):
        properties.append(parse_xml(xml.format(nsdecls("w"))))
    table.columns[0].width = Twips(WIDTH)
    for row in table.rows:
        row.cells[0].width = Twips(WIDTH)


def rule(table: Table) -> None:
    """Thin rules around every cell."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties: Any = table._tbl.tblPr  # noqa: SLF001 - python-docx has no rules of tables
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))


def _set_grid(document: Document) -> None:
    """22 lines. The 28 characters come from their spacing: LibreOffice sets wider ones into two cells of a grid."""
    properties: Any = document.sections[0]._sectPr  # noqa: SLF001 - python-docx offers no grid
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE}"/>'))


def _set_styles(document: Document) -> None:
    styles: Any = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.append(
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts(page.FANGSONG)}"
            f'<w:sz w:val="{page.BODY_PT * 2:.0f}"/><w:szCs w:val="{page.BODY_PT * 2:.0f}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        )
    )
    for style in STYLES:
        styles.append(parse_xml(_style_xml(style)))


def _style_xml(style: _Style) -> str:
    base = "" if style.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if style.id == "Normal" else ""
    following = '<w:next w:val="BodyText"/>' if style.outline is not None else ""
    kept = "<w:keepNext/>" if style.kept else '<w:keepNext w:val="0"/>'
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{CHARACTER * 2}"/>' if style.indented else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    closer = f'<w:spacing w:val="{_CLOSER}"/>' if style.size == page.BODY_PT else ""
    size = f"{style.size * 2:.0f}"
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{base}{following}<w:qFormat/>'
        f'<w:pPr>{kept}<w:widowControl w:val="0"/>{style.more}<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="{int(style.line == LINE)}"/>'
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{fonts(style.face)}<w:b w:val="0"/><w:color w:val="{style.color}"/>{closer}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _font_table() -> bytes:
    """The faces with their other names: Word looks for these where the first is not installed."""
    entries = "".join(
        f"<w:font w:name={quoteattr(face.name)}><w:altName w:val={quoteattr(','.join(face.others))}/>"
        f'<w:charset w:val="86"/><w:family w:val="{"swiss" if face is page.HEITI else "roman"}"/></w:font>'
        for face in _FACES
    )
    xml = f"<w:fonts {nsdecls('w')}>{entries}<w:font w:name={quoteattr(page.LATIN)}/></w:fonts>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _set_language(document: Document) -> None:
    settings: Any = document.settings.element
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
