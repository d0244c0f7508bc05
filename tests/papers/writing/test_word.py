"""The DOCX: styles, page, faces, properties."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from mingze.papers.writing import ReportData, project, report_docx
from mingze.papers.writing.composing import compose
from tests.papers.writing.samples import PARTY, finding, report


def written(data: ReportData) -> bytes:
    buffer = BytesIO()
    report_docx(data, buffer)
    return buffer.getvalue()


def opened(*findings: Any, **values: Any) -> Document:
    return docx.Document(BytesIO(written(report(*findings, **values))))


def style(document: Document, name: str) -> Any:
    return document.styles[name].element


class TestReportDocx:
    def test_headings_are_heading_styles(self) -> None:
        document = opened(finding(), finding(key_matter=True))
        names = [(one.style.name, one.text) for one in document.paragraphs if one.style]
        assert names[0] == ("Title", f"{PARTY}\n关于巡察整改进展情况的通报")
        assert ("Heading 1", "一、巡察反馈意见整改情况") in names
        assert ("Heading 1", "二、重点问题整改情况（书记点事）") in names
        assert ("Heading 2", "（一）履行核心职能职责仍需进一步加强。") in names
        assert names.count(("Heading 3", "1.经费使用监管不力。")) == 2
        assert [
            style(document, f"Heading {at}").pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for at in (1, 2, 3)
        ] == [
            "0",
            "1",
            "2",
        ]

    def test_page_is_that_of_the_standard(self) -> None:
        section: Any = opened().sections[0]
        assert section.page_width
        assert section.page_height
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm, 1) for side in sides if side] == [37.0, 35.0, 28.0, 25.9]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        line = int(section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
        assert line * 22 <= section.page_height.twips - sides[0].twips - sides[1].twips < line * 23

    def test_names_the_faces_of_the_standard_and_their_stand_ins(self) -> None:
        data = written(report())
        document = docx.Document(BytesIO(data))
        faces = {
            name: style(document, name).rPr.rFonts.get(qn("w:eastAsia"))
            for name in ("Title", "Body Text", "Heading 1", "Heading 2", "Heading 3")
        }
        assert faces == {
            "Title": "方正小标宋简体",
            "Body Text": "仿宋_GB2312",
            "Heading 1": "黑体",
            "Heading 2": "楷体_GB2312",
            "Heading 3": "仿宋_GB2312",
        }
        with zipfile.ZipFile(BytesIO(data)) as archive:
            table = archive.read("word/fontTable.xml").decode()
        assert 'w:name="仿宋_GB2312"><w:altName w:val="FangSong_GB2312,仿宋,FangSong' in table

    def test_body_is_indented_by_two_characters_over_fixed_lines(self) -> None:
        properties = style(opened(), "Body Text").pPr
        assert properties.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
        spacing = properties.find(qn("w:spacing"))
        assert spacing.get(qn("w:lineRule")) == "exact"
        assert 28 <= int(spacing.get(qn("w:line"))) / 20 <= 29

    def test_page_number_stands_at_the_outer_edge(self) -> None:
        document = opened()
        section = document.sections[0]
        assert document.settings.odd_and_even_pages_header_footer
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            properties: Any = footer.paragraphs[0]._p.pPr
            assert properties.find(qn("w:jc")).get(qn("w:val")) == side
            assert "PAGE" in footer.paragraphs[0]._p.xml

    def test_core_properties_name_title_and_issuer(self) -> None:
        core = opened().core_properties
        assert (core.title, core.author, core.language) == (
            f"{PARTY}关于巡察整改进展情况的通报",
            PARTY,
            "zh-CN",
        )
        assert core.created
        assert core.created.date() == date(2024, 7, 15)

    def test_same_report_has_the_same_bytes(self) -> None:
        assert written(report()) == written(report())

    def test_takes_words_as_they_are(self) -> None:
        hostile = '#import "a" $x$ *粗* @甲 \\n <w:t> &amp; ]]> {{x}} \x00\x1f'
        document = opened(finding(hostile, progress=hostile))
        texts = [one.text for one in document.paragraphs]
        assert texts == [
            line.label + line.text if line.kind != "title" else f"{PARTY}\n关于巡察整改进展情况的通报"
            for line in compose(project(report(finding(hostile, progress=hostile))))
        ]
        assert '1.#import "a" $x$ *粗* @甲 \\n <w:t> &amp; ]]> {{x}}' in texts

    def test_date_begins_two_characters_after_the_issuer(self) -> None:
        paragraphs: list[Any] = opened().paragraphs
        *_, issuer, day = paragraphs
        edges = [one._p.pPr.ind.get(qn("w:rightChars")) for one in (issuer, day)]
        assert (issuer.text, day.text) == (PARTY, "2024年7月15日")
        assert [int(edge) for edge in edges] == [200, 750]
