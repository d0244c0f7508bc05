"""Numbers that Word counts, and what it keeps beside the text."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from mingze.papers.extract import extract
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer

OFFICIAL = (
    ("chineseCounting", "%1、"),
    ("japaneseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
    ("decimal", "%1.%2.%6"),
    ("bullet", "·"),
)


def docx(lines: Sequence[tuple[str, int | None, int]], restarts: dict[int, int] | None = None) -> bytes:
    """Paragraphs of (words, level or None, list); list 2 and up restart at what `restarts` says."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(OFFICIAL)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    for number in (1, *(restarts or {})):
        start = (restarts or {}).get(number)
        override = f'<w:startOverride w:val="{start}"/>' if start else ""
        override = f'<w:lvlOverride w:ilvl="2">{override}</w:lvlOverride>' if start else ""
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{90 + number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            )
        )
    for words, level, number in lines:
        paragraph = document.add_paragraph(words)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(number_of(90 + number, level))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def number_of(number: int, level: int) -> Any:
    return parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def text_of(data: bytes) -> list[str]:
    return extract("a.docx", data).text.split("\n")


class TestNumbering:
    def test_counts_as_word_does(self) -> None:
        lines = [("甲", 0, 1), ("乙", 1, 1), ("丙", 2, 1), ("丁", 2, 1), ("正文", None, 1), ("戊", 3, 1)]
        lines += [("己", 4, 1), ("庚", 5, 1), ("辛", 6, 1), ("壬", 1, 1), ("癸", 2, 1), ("子", 0, 1)]
        expected = ["一、甲", "（一）乙", "1. 丙", "2. 丁", "正文", "（1）戊", "① 己", "一.一.1 庚", "辛"]
        assert text_of(docx(lines)) == [*expected, "（二）壬", "1. 癸", "二、子"]

    def test_starts_anew_where_a_list_does(self) -> None:
        lines = [("甲", 2, 1), ("乙", 2, 1), ("丙", 2, 2), ("丁", 2, 2), ("戊", 2, 1)]
        assert text_of(docx(lines, {2: 7})) == ["1. 甲", "2. 乙", "7. 丙", "8. 丁", "3. 戊"]

    def test_counts_past_ten(self) -> None:
        lines = text_of(docx([("问题", 0, 1)] * 21))
        assert [lines[at] for at in (9, 10, 19, 20)] == [
            "十、问题",
            "十一、问题",
            "二十、问题",
            "二十一、问题",
        ]

    def test_finds_the_list_of_a_style(self) -> None:
        document = Document(io.BytesIO(docx([])))
        style = document.styles["Heading 1"].element
        style.get_or_add_pPr().append(number_of(91, 0))
        document.add_heading("总体情况", 1)
        plain = document.add_heading("附注", 1)
        plain._p.get_or_add_pPr().append(number_of(0, 0))
        document.add_heading("整改情况", 1)
        buffer = io.BytesIO()
        document.save(buffer)
        assert text_of(buffer.getvalue()) == ["一、总体情况", "附注", "二、整改情况"]

    @pytest.mark.parametrize(
        "break_it",
        [
            lambda styles: styles["Heading 1"].element.find(qn("w:basedOn")).set(qn("w:val"), "Heading1"),
            lambda styles: styles["Normal"].element.get_or_add_pPr().append(number_of(999, 99)),
        ],
        ids=["a style based on itself", "a list that is not there"],
    )
    def test_takes_broken_definitions(self, break_it: Callable[[Any], None]) -> None:
        document = Document(io.BytesIO(docx([])))
        break_it(document.styles)
        document.add_heading("总体情况", 1)
        buffer = io.BytesIO()
        document.save(buffer)
        assert text_of(buffer.getvalue()) == ["总体情况"]

    def test_gives_findings_their_numbers(self) -> None:
        lines = [("关于巡察整改情况的通报", None, 1), ("反馈问题整改情况", 0, 1), ("经费监管不力。", 1, 1)]
        for problem in ("账实不符。", "食堂未招标。"):
            lines += [(problem, 2, 1), ("整改措施：清查资产。", None, 1), ("完成情况：已完成整改", None, 1)]
        answer = read("a.docx", docx(lines))
        assert [(one.section, one.group, one.number, one.status) for one in answer.findings] == [
            ("一", "（一）经费监管不力。", "1", "done"),
            ("一", "（一）经费监管不力。", "2", "done"),
        ]
        check_answer(answer)


class TestBesideTheText:
    def test_lists_heads_feet_and_notes_as_unread(self) -> None:
        document = Document()
        document.add_paragraph("一、总体情况")
        document.sections[0].header.paragraphs[0].text = "云州市卫生健康委员会文件"
        document.sections[0].footer.paragraphs[0].text = "— 第 3 页 —"
        buffer = io.BytesIO()
        document.save(buffer)
        answer = read("a.docx", with_footnotes(buffer.getvalue(), "①数据截至2025年6月。"))
        assert answer.text == "一、总体情况\n①数据截至2025年6月。\n云州市卫生健康委员会文件"
        unread = [answer.text[slice(*span)] for span in answer.unread]
        assert unread == ["①数据截至2025年6月。\n云州市卫生健康委员会文件"]
        assert [heading.title for heading in answer.outline] == ["总体情况"]


def with_footnotes(data: bytes, words: str) -> bytes:
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                rel = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                content = content.replace("</Relationships>", rel)
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{media}"/></Types>'
                content = content.replace("</Types>", override)
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", notes)
    return made.getvalue()
