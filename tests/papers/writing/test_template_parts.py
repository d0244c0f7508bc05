"""What a template may not bring into the papers that are written with it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mingze.papers.writing import make_template
from mingze.papers.writing.template_fields import TemplateKind
from mingze.papers.writing.templates import filled, problems_of
from tests.papers.writing.test_templates import REPORT

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
NAMED = nsdecls("w", "r", "a")
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def changed(change: Callable[[Any], object]) -> bytes:
    document = docx.Document(BytesIO(make_template("report")))
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_paragraph(inside: str) -> bytes:
    return changed(
        lambda document: document.element.body.insert(0, parse_xml(f"<w:p {NAMED}>{inside}</w:p>"))
    )


def with_part(kind: str, *, address: str | None = None, inside: str = "") -> bytes:
    def change(document: Any) -> None:
        if address:
            name = document.part.relate_to(address, kind, is_external=True)
        else:
            part = Part(
                PackURI("/word/harmless.bin"), "application/octet-stream", b"x", document.part.package
            )
            name = document.part.relate_to(part, kind)
        document.element.body.insert(0, parse_xml(f"<w:p {NAMED}>{inside.format(name)}</w:p>"))

    return changed(change)


def field(*instructions: str) -> str:
    inside = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instructions)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inside}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def messages(given: bytes) -> str:
    return "；".join(one.message for one in problems_of("report", given))


@pytest.mark.parametrize(
    "inside",
    [
        field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'),
        field("DD", "EAUTO x"),
        field(' includepicture "http://198.51.100.7/x.png" \\d'),
        field('INCLUDETEXT "file:///c:/x.txt"'),
        '<w:fldSimple w:instr="LINK Word.Document.8 x"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("QUOTE 68 68 69") + field("PAGE"),
        "<w:r><w:instrText>DDE x</w:instrText></w:r>",
    ],
)
def test_fields_that_fetch_or_run_are_refused(inside: str) -> None:
    assert "域" in messages(with_paragraph(inside))


@pytest.mark.parametrize(
    "inside",
    [
        field("PAGE  \\* MERGEFORMAT"),
        field("PA", "GE\\* MERGEFORMAT"),
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + field("PAGEREF _Toc1")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_fields_of_a_page_stay(inside: str) -> None:
    assert problems_of("report", with_paragraph(inside)) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MACROS, "宏"),
        (f"{OFFICE}/oleObject", "其他文件"),
        (f"{OFFICE}/package", "其他文件"),
        (f"{OFFICE}/aFChunk", "其他文件"),
        (f"{OFFICE}/control", "控件"),
        (f"{OFFICE}/comments", "批注"),
        ("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "extensibility"),
    ],
)
def test_what_runs_or_holds_another_file_is_refused_whatever_it_is_called(kind: str, said: str) -> None:
    assert said in messages(with_part(kind))


def test_a_link_is_for_people_not_for_pictures() -> None:
    link = {"kind": f"{OFFICE}/hyperlink", "address": "http://198.51.100.7/"}
    followed = '<w:hyperlink r:id="{}"><w:r><w:t>网站</w:t></w:r></w:hyperlink>'
    assert problems_of("report", with_part(**link, inside=followed)) == []
    assert "外部文件" in messages(with_part(**link, inside='<w:r><a:blip r:link="{}"/></w:r>'))
    shape = f'<w:r><w:pict><v:imagedata {VML} src="http://198.51.100.7/x.png"/></w:pict></w:r>'
    assert "外部文件" in messages(with_paragraph(shape))


@pytest.mark.parametrize(
    "inside",
    [
        "<w:r><w:instrText>PAGE {% for 一行 in 问题_各行 %}x{% endfor %}</w:instrText></w:r>",
        "<w:r><w:instrText>PAGE {{标题}}</w:instrText></w:r>",
        '<w:pPr><w:pStyle w:val="{{标题}}"/></w:pPr>',
    ],
)
def test_a_field_stands_in_words_only(inside: str) -> None:
    assert "文字以外" in messages(with_paragraph(inside))


def test_changes_that_are_tracked_are_settled_first() -> None:
    deleted = '<w:del w:id="1" w:author="甲"><w:r><w:delText>内部</w:delText></w:r></w:del>'
    assert "修订" in messages(with_paragraph(deleted))


def test_a_flood_of_faults_is_cut_short() -> None:
    def flood(document: Any) -> None:
        for _ in range(3000):
            document.add_paragraph("{%")

    assert len(problems_of("report", changed(flood))) == 100


def test_papers_do_not_tell_who_made_the_template() -> None:
    def name(document: Any) -> None:
        known = document.core_properties
        known.author = known.last_modified_by = known.keywords = known.category = "做模板的人"

    given = changed(name)
    assert problems_of("report", given) == []
    with ZipFile(BytesIO(filled("report", given, REPORT))) as archive:
        parts = {name: archive.read(name).decode(errors="ignore") for name in archive.namelist()}
    assert not any("做模板的人" in content for content in parts.values())
    assert {name for name in parts if name.startswith("docProps")} == {"docProps/core.xml"}
    assert REPORT.once["标题"] in parts["docProps/core.xml"]


@pytest.mark.parametrize("kind", ["report", "list", "plan"])
def test_the_ready_template_carries_nothing(kind: TemplateKind) -> None:
    assert problems_of(kind, make_template(kind)) == []
