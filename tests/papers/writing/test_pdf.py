"""The PDF: embedded faces, hostile words, lines that may break."""

import re
from datetime import date

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from mingze.papers.writing import ReportData, report_pdf
from mingze.papers.writing.page import signature_indents, title_lines
from mingze.papers.writing.pdf import breakable
from tests.papers.writing.samples import PARTY, finding, report


def words(data: ReportData) -> str:
    document = pdfium.PdfDocument(report_pdf(data))
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(text.replace("\ufffe", "-").split())


class TestReportPdf:
    @pytest.mark.parametrize(
        "hostile",
        [
            '#import "/etc/passwd": x',
            '#read("report.typ")',
            "$x^2$",
            "*粗体*_斜体_",
            "@引用<标签>",
            "\\u{41}\\n",
            "= 标题",
            "`raw`~[]{}//注释/*注释*/",
            "https://yunzhou.example/a?b=1&c=2#d",
            "\u202e反向\u0007响铃",
        ],
    )
    def test_prints_markup_as_words(self, hostile: str) -> None:
        shown = "".join(char for char in hostile if char.isprintable() and not char.isspace())
        assert shown in words(report(finding(f"前{hostile}后", progress=hostile)))

    def test_embeds_chinese_faces_of_its_own(self) -> None:
        data = report_pdf(report())
        assert b"NotoSerifSC" in data
        assert b"NotoSansSC" in data
        assert b"/FontFile3" in data

    def test_same_report_has_the_same_bytes(self) -> None:
        assert report_pdf(report()) == report_pdf(report())

    def test_carries_title_and_issuer(self) -> None:
        document = pdfium.PdfDocument(report_pdf(report()))
        assert document.get_metadata_value("Title") == f"{PARTY}关于巡察整改进展情况的通报"
        assert document.get_metadata_value("Author") == PARTY
        document.close()

    def test_page_is_a4_and_full_pages_hold_22_lines(self) -> None:
        document = pdfium.PdfDocument(report_pdf(report(*(finding() for _ in range(12)))))
        width, height = document[1].get_size()
        lines = document[1].get_textpage().get_text_range().strip().split("\r\n")
        document.close()
        assert (round(width), round(height)) == (595, 842)
        assert len(lines) == 23
        assert lines[-1] == "— 2 —"

    def test_writes_a_report_that_knows_next_to_nothing(self) -> None:
        bare = ReportData(title="整改情况通报", issuer="青禾县卫生健康局", findings=())
        assert "反馈的0个问题，已完成整改0个。" in words(bare)
        assert words(report(issued_on=date(2025, 1, 2))).endswith("2025年1月2日—2—")


class TestBreakable:
    def test_cuts_addresses_and_loses_nothing(self) -> None:
        address = "见https://www.yunzhou.example/art/2024/7/15/art_1229_4421.html与" + "A" * 40
        pieces = breakable(address)
        assert "".join(pieces) == address
        assert max(len(run) for piece in pieces for run in re.findall("[!-~]+", piece)) <= 12

    def test_leaves_short_words_and_amounts_whole(self) -> None:
        assert breakable("投入1,234.56万元，COVID-19") == ["投入1,234.56万元，COVID-", "19"]
        assert breakable("") == [""]


class TestTitleLines:
    def test_breaks_where_the_sense_does(self) -> None:
        assert title_lines(f"{PARTY}关于巡察整改情况的通报") == [PARTY, "关于巡察整改情况的通报"]
        assert title_lines("关于巡察整改情况的通报") == ["关于巡察整改情况的通报"]


class TestSignatureIndents:
    def test_moves_the_issuer_where_the_date_is_longer(self) -> None:
        assert signature_indents("云州市卫健委", "2024年12月15日") == (5.0, 2.0)
