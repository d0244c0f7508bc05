"""What a Word template carries along besides words, and would bring into every paper that is written with it.

Whoever opens the paper trusts the office it comes from: nothing in it may run, fetch or hold another file, and
nothing may tell who made the template. What is known to be harmless is taken, the rest is refused.
"""

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from lxml import etree

from mingze.papers.writing import word
from mingze.papers.writing.template_marks import TEXT, Problem


def _words_of(list_: str) -> frozenset[str]:
    return frozenset(list_.split())


# By the last word of their type: Word, WPS and their editions differ in what stands before it.
_TAKEN = _words_of(
    """
    officeDocument core-properties extended-properties custom-properties thumbnail customXml customXmlProps people
    styles stylesWithEffects settings webSettings fontTable font theme numbering header footer footnotes endnotes
    image hdphoto hyperlink glossaryDocument printerSettings chart chartStyle chartColorStyle
    diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing
    """
)
_WHY = {
    "vbaProject": "模板含有宏，请另存为不含宏的 .docx",
    "comments": "模板含有批注，会随文件一同发出，请先删除批注",
    "aFChunk": "模板嵌有其他文件，请删去",
    "oleObject": "模板嵌有其他文件，请删去",
    "package": "模板嵌有其他文件，请删去",
    "control": "模板含有控件，请删去",
}
_ELSE = "模板含有不能随文件发出的内容（{}），请删去"
_FIELDS = _words_of(
    """
    PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC HYPERLINK DATE TIME CREATEDATE SAVEDATE
    PRINTDATE TITLE SUBJECT NUMWORDS NUMCHARS EQ SYMBOL ADVANCE FORMTEXT FORMCHECKBOX FORMDROPDOWN
    """
)
_CHARACTER, _INSTRUCTION, _SIMPLE = (qn(f"w:{name}") for name in ("fldChar", "instrText", "fldSimple"))
_KIND, _INSTRUCTED = qn("w:fldCharType"), qn("w:instr")
_CHANGES = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))
_FOLLOWED = tuple(qn(name) for name in ("w:hyperlink", "a:hlinkClick", "a:hlinkHover"))
_OF_RELATIONS = f"{{{etree.QName(qn('r:id')).namespace}}}"
_WORD = re.compile(r"[\s\\\"]")
_ADDRESS = re.compile(r"[A-Za-z]+:|[\\/]{2}")
_HIDDEN = "模板中有写在文字以外的“{{”，字段只能写在正文、页眉、页脚的文字中"
_SIGNS = ("{{", "{%", "{#")
_KEPT = (RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES)


def carried(document: DocxTemplate) -> list[Problem]:
    """What the template may not carry, each said once."""
    package = document.docx.part.package
    said: dict[str, None] = {}
    for relation in package.iter_rels():
        last = relation.reltype.rpartition("/")[2]
        if last not in _TAKEN:
            said[_WHY.get(last, _ELSE.format(last[:40]))] = None
    for part in package.iter_parts():
        if part.content_type.endswith("xml"):
            outside = {name for name, relation in part.rels.items() if relation.is_external}
            root = etree.fromstring(part.blob, _parser())
            said |= dict.fromkeys(_in_part(root, outside))
            if "wordprocessingml" in part.content_type and any(map(_hides_a_field, root.iter(etree.Element))):
                said[_HIDDEN] = None
    return [Problem("", message) for message in said]


def leave_behind(document: DocxTemplate, title: str, author: str) -> None:
    """Who made the template, with what and when, is told by none of the papers written with it."""
    package = document.docx.part.package
    for name in [name for name, relation in package.rels.items() if relation.reltype not in _KEPT]:
        del package.rels[name]
    properties: Any = document.docx.core_properties._element  # noqa: SLF001 - python-docx takes none away
    for field in list(properties):
        properties.remove(field)
    word.set_properties(document.docx, title, author, None)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _in_part(root: Any, outside: set[str]) -> Iterator[str]:
    for instruction in _instructions(root):
        name = _WORD.split(instruction.strip(), maxsplit=1)[0].upper()
        if name not in _FIELDS:
            yield f"模板含有不能使用的域（{name[:30] or '嵌套的域'}），请删去，或转换为普通文字"
    for element in root.iter(etree.Element):
        if element.tag in _CHANGES:
            yield "模板含有修订，请先接受或拒绝全部修订"
        elif element.tag not in _FOLLOWED and any(
            (name.startswith(_OF_RELATIONS) and value in outside) or (name == "src" and _ADDRESS.match(value))
            for name, value in element.attrib.items()
        ):
            yield "模板引用了外部文件，请改为嵌入或删去"


def _hides_a_field(element: Any) -> bool:
    """Whether a field stands where neither the check of fields nor a clerk sees it."""
    words = [*element.attrib.values(), *([] if element.tag == TEXT else [element.text])]
    return any(sign in one for one in words if one for sign in _SIGNS)


def _instructions(root: Any) -> Iterator[str]:
    """What each field is told to do. One that begins with another field has nothing to begin with."""
    for simple in root.iter(_SIMPLE):
        yield simple.get(_INSTRUCTED) or ""
    open_: list[str | None] = []
    for element in root.iter(_CHARACTER, _INSTRUCTION):
        if element.tag == _INSTRUCTION:
            if open_ and open_[-1] is not None:
                open_[-1] += element.text or ""
            elif not open_:
                yield element.text or ""
        elif element.get(_KIND) == "begin":
            if open_ and open_[-1] is not None and not open_[-1].strip():
                yield ""
            open_.append("")
        elif open_ and (told := open_[-1]) is not None:
            yield told
            open_[-1] = None
        if element.tag == _CHARACTER and element.get(_KIND) == "end" and open_:
            open_.pop()
    yield from (told for told in open_ if told is not None)
