"""An office's own Word template: checked when it comes, filled when a paper is written.

A template is a stranger's file. It is opened only in a child process with limits on time and memory, it knows no
expressions but the names of fields, and what is rendered is looked at once more before it is: Jinja sees names,
loops over rows, and nothing else.
"""

import base64
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from mingze.kit.limited import LimitedError, run_limited
from mingze.papers.writing import word
from mingze.papers.writing.template_fields import FIELDS, TemplateKind, TemplateValues
from mingze.papers.writing.template_marks import CELL, PARAGRAPH, TEXT, Marks, Problem, read_marks, words_of
from mingze.papers.writing.template_parts import carried, leave_behind
from mingze.papers.writing.text import fold, lines_of

MOST_BYTES = 10 << 20
_MOST_UNPACKED, _MOST_ENTRIES = 64 << 20, 2000
SECONDS, MEMORY = 20.0, 1 << 30
_MODULE = "mingze.papers.writing.template_child"
_MOST_PROBLEMS = 100
_ITEM = "一行"
_NOTE = "mingze"
_NEW_PARAGRAPH = "\a"
"""What docxtpl makes a paragraph of, with the properties of the one it stands in."""
_FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.For, nodes.If, nodes.Getattr)


class TemplateRefusedError(ValueError):
    """A template that cannot be used; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            "；".join(f"{one.place}：{one.message}" if one.place else one.message for one in problems)
        )
        self.problems = problems


async def check_template(
    kind: TemplateKind, template: bytes, *, seconds: float = SECONDS, memory: int = MEMORY
) -> None:
    """Raise TemplateRefusedError with everything that is wrong with a template; nothing where it can be used."""
    await _in_child({"kind": kind, "template": _text(template)}, template, seconds, memory)


async def fill_template(
    kind: TemplateKind,
    template: bytes,
    values: TemplateValues,
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> bytes:
    """The template with its fields filled. Raises TemplateRefusedError, also when a limit was reached."""
    given = {
        "kind": kind,
        "template": _text(template),
        "once": dict(values.once),
        "rows": {each: [dict(row) for row in rows] for each, rows in values.rows.items()},
    }
    return base64.b64decode((await _in_child(given, template, seconds, memory))["file"])


def _text(template: bytes) -> str:
    return base64.b64encode(template).decode()


async def _in_child(given: dict[str, Any], template: bytes, seconds: float, memory: int) -> dict[str, Any]:
    if len(template) > MOST_BYTES:
        raise TemplateRefusedError([Problem("", f"模板超过{MOST_BYTES >> 20}MB")])
    try:
        answer = await run_limited(
            _MODULE, [], stdin=json.dumps(given).encode(), timeout=seconds, memory=memory
        )
    except LimitedError as error:
        raise TemplateRefusedError([Problem("", error.message)]) from error
    if answer.get("problems"):
        raise TemplateRefusedError([Problem(*one) for one in answer["problems"]])
    return answer


def problems_of(kind: TemplateKind, template: bytes) -> list[Problem]:
    """What is wrong with a template. In this process: for a child with limits."""
    document = _opened(template)
    if isinstance(document, Problem):
        return [document]
    problems: list[Problem] = []
    for part, _, root in _parts(document):
        problems += read_marks(root, kind, part).problems
    try:
        problems += carried(document)
        if problems:
            return problems[:_MOST_PROBLEMS]
        for part, _, root in _parts(document):
            _checked(document, root, read_marks(root, kind, part), kind)
    except (TemplateError, etree.XMLSyntaxError, ValueError, RecursionError):
        return [Problem("", "模板中的字段无法识别，请把字段删去后重新输入")]
    return []


def filled(kind: TemplateKind, template: bytes, values: TemplateValues) -> bytes:
    """Fill a template that has no problems. In this process: for a child with limits."""
    document = _opened(template)
    if isinstance(document, Problem):
        raise TemplateRefusedError([document])
    context = _context(kind, values)
    for part, holder, root in list(_parts(document)):
        source = _checked(document, root, read_marks(root, kind, part), kind)
        xml = document.render_xml_part(source, holder, context, _environment())
        element = parse_xml(xml.replace(_NEW_PARAGRAPH, " "))
        for at, picture in enumerate(element.iter(qn("wp:docPr")), start=1):
            picture.set("id", str(at))  # one that repeats has an id of its own each time
        if part:
            holder._element = element  # noqa: SLF001 - a header is replaced whole
        else:
            document.map_tree(element)
    once = values.once
    author = once.get("发文机关") or once.get("填报单位")
    leave_behind(document, fold(lines_of(once.get("标题"))), fold(lines_of(author)))
    target = BytesIO()
    word.save(document.docx, target)
    return target.getvalue()


def _context(kind: TemplateKind, values: TemplateValues) -> dict[str, Any]:
    """Every field that a template may name, with plain words for each."""
    context: dict[str, Any] = {}
    for field in FIELDS[kind]:
        if field.each is None:
            context[field.name] = _words(values.once.get(field.name))
    for each in {field.each for field in FIELDS[kind] if field.each}:
        names = [field.name for field in FIELDS[kind] if field.each == each]
        context[_rows_of(each)] = [
            {name: _words(row.get(name)) for name in names} for row in values.rows.get(each, ())
        ]
    return context


def _words(value: str | None) -> str:
    """Lines become paragraphs: a line break would have Word draw a justified line apart."""
    return _NEW_PARAGRAPH.join(lines_of(value))


def _opened(template: bytes) -> DocxTemplate | Problem:
    """The template, or why it is none."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "word/document.xml" not in names:
                return Problem("", "模板不是 Word 文档（.docx）")
            if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
                return Problem("", "模板解压后过大")
            if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
                return Problem("", "模板含有宏，请另存为不含宏的 .docx")
            if any(_points_outside(archive, name) for name in names if name.endswith(".rels")):
                return Problem("", "模板引用了外部文件，请改为嵌入或删去")
        document = DocxTemplate(BytesIO(template))
        document.render_init()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError):
        return Problem("", "模板不是 Word 文档（.docx），或已损坏、已加密")
    return document


def _points_outside(archive: zipfile.ZipFile, name: str) -> bool:
    """Links may lead anywhere, since a person follows them; what Word would fetch by itself may not."""
    relations = parse_xml(archive.read(name))
    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
        for one in relations
    )


def _parts(document: DocxTemplate) -> Iterator[tuple[str, Any, Any]]:
    """The body, then headers and footers: what each is called, the part, its XML."""
    yield "", document.docx.part, document.docx.element.body
    for relation in document.docx.part.rels.values():
        for kind, name in (("/header", "页眉"), ("/footer", "页脚")):
            if relation.reltype.endswith(kind) and not relation.is_external:
                yield name, relation.target_part, relation.target_part.element


def _checked(document: DocxTemplate, root: Any, marks: Marks, kind: TemplateKind) -> str:
    """The Jinja source of a part, when it holds nothing but names of fields and loops over rows."""
    for at, loop in enumerate(marks.loops):
        _note(loop.begin, f"b{at}")
        _note(loop.end, f"e{at}")
    for at, (row, _) in enumerate(marks.rows):
        _note(row, f"r{at}")
    source = document.patch_xml(document.xml_to_string(root))
    tree = etree.fromstring(source, etree.XMLParser(resolve_entities=False))
    repeated = {field.name for field in FIELDS[kind] if field.each}
    for at, (_, each) in enumerate(marks.rows):
        row = _noted(tree, f"r{at}")
        _name_items([row], repeated)
        _before(row, f"{{% for {_ITEM} in {_rows_of(each)} %}}")
        row.tail = "{% endfor %}" + (row.tail or "")
    for at, loop in enumerate(marks.loops):
        begin, end = _noted(tree, f"b{at}"), _noted(tree, f"e{at}")
        parent = begin.getparent()
        _name_items(parent[parent.index(begin) + 1 : parent.index(end)], repeated)
        _replace(begin, f"{{% for {_ITEM} in {_rows_of(loop.each)} %}}")
        _replace(end, "{% endfor %}")
    _leave_out_empty(tree)
    source = etree.tostring(tree, encoding="unicode")
    _refuse_all_but_fields(source, kind)
    return source


def _note(element: Any, name: str) -> None:
    element.set(_NOTE, name)


def _noted(tree: Any, name: str) -> Any:
    """The element that was noted, found again after docxtpl has put its words together."""
    (found,) = tree.xpath(f"//*[@{_NOTE}='{name}']")
    del found.attrib[_NOTE]
    return found


def _rows_of(each: str) -> str:
    return f"{each}_各行"


def _leave_out_empty(tree: Any) -> None:
    """A paragraph of nothing but one field is not printed where that field is empty; a cell keeps its paragraph."""
    for paragraph in list(tree.iter(PARAGRAPH)):
        only = _FIELD.fullmatch(words_of(paragraph).strip())
        if only and paragraph.getparent().tag != CELL:
            _before(paragraph, f"{{% if {only[1]} %}}")
            paragraph.tail = "{% endif %}" + (paragraph.tail or "")


def _name_items(elements: list[Any], repeated: set[str]) -> None:
    """{{整改措施}} of a row becomes that of the row in hand."""

    def of_item(match: re.Match[str]) -> str:
        return f"{{{{{_ITEM}.{match[1]}}}}}" if match[1] in repeated else match[0]

    for element in elements:
        for text in element.iter(TEXT):
            if text.text and "{{" in text.text:
                text.text = _FIELD.sub(of_item, text.text)


def _before(element: Any, words: str) -> None:
    previous = element.getprevious()
    if previous is None:
        parent = element.getparent()
        parent.text = (parent.text or "") + words
    else:
        previous.tail = (previous.tail or "") + words


def _replace(element: Any, words: str) -> None:
    _before(element, words + (element.tail or ""))
    element.tail = None
    element.getparent().remove(element)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    for known in (environment.globals, environment.filters, environment.tests):
        known.clear()
    return environment


def _refuse_all_but_fields(source: str, kind: TemplateKind) -> None:
    """Whatever the words of the template became, Jinja gets names of fields and loops over rows."""
    once = {field.name for field in FIELDS[kind] if field.each is None}
    repeated = {field.name for field in FIELDS[kind] if field.each}
    rows = {_rows_of(field.each) for field in FIELDS[kind] if field.each}
    for node in _environment().parse(source).find_all(nodes.Node):
        known = type(node) in _ALLOWED
        if isinstance(node, nodes.Name):
            known = node.name in once | rows | {_ITEM}
        elif isinstance(node, nodes.Getattr):
            known = isinstance(node.node, nodes.Name) and node.node.name == _ITEM and node.attr in repeated
        elif isinstance(node, nodes.For):
            known = isinstance(node.iter, nodes.Name) and node.iter.name in rows
        if not known:
            raise ValueError(type(node).__name__)
