"""The page of GB/T 9704 as it comes out: read from the PDF itself."""

from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from mingze.papers.writing import Frame, ReportData, report_pdf
from mingze.papers.writing.page import MM
from tests.papers.writing.samples import finding, report

FRAME = Frame(
    document_number="云卫发〔2024〕12号",
    addressees=["各县（区）卫生健康局"],
    attachments=["整改问题清单", "整改责任清单"],
    copies=["市纪委监委"],
    printed_by="云州市卫生健康委员会办公室",
    printed_on=date(2024, 7, 16),
)


_APART = 4
"""Points between the middles of two lines, at the least."""


def _middle(box: Any) -> float:
    return float(box[1] + box[3]) / 2


class Page:
    """The characters of a page with their boxes, in lines from the top."""

    def __init__(self, document: Any, number: int) -> None:
        page = document[number]
        self.width, self.height = page.get_size()
        text = page.get_textpage()
        boxes = [
            (text.get_text_range(at, 1), text.get_charbox(at, loose=True)) for at in range(text.count_chars())
        ]
        shown = [(char, box) for char, box in boxes if not char.isspace()]
        lines: list[list[tuple[str, Any]]] = []
        for one in sorted(shown, key=lambda one: -_middle(one[1])):
            if not lines or _middle(lines[-1][0][1]) - _middle(one[1]) > _APART:
                lines.append([])
            lines[-1].append(one)
        self.lines = [
            (
                _middle(line[0][1]),
                "".join(char for char, _ in sorted(line, key=lambda one: one[1][0])),
                line,
            )
            for line in lines
        ]

    def line(self, start: str) -> Any:
        return next(line for _, words, line in self.lines if words.startswith(start))


@pytest.fixture(scope="module")
def full() -> list[Page]:
    """Pages full of Chinese characters and nothing else."""
    document = pdfium.PdfDocument(report_pdf(report(finding(progress="整" * 3000))))
    pages = [Page(document, number) for number in range(3)]
    document.close()
    return pages


@pytest.fixture(scope="module")
def framed() -> list[Page]:
    data: ReportData = report(finding(), frame=FRAME)
    document = pdfium.PdfDocument(report_pdf(data))
    pages = [Page(document, number) for number in range(len(document))]
    document.close()
    return pages


class TestFullPage:
    def test_holds_22_lines_of_28_characters(self, full: list[Page]) -> None:
        *lines, number = full[1].lines
        assert len(lines) == 22
        assert {len(words) for _, words, _ in lines} == {28}
        assert number[1] == "—2—"

    def test_text_stands_within_the_margins(self, full: list[Page]) -> None:
        boxes = [box for _, _, line in full[1].lines[:-1] for _, box in line]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        assert abs(left / MM - 28) < 0.5
        assert abs((full[1].width - right) / MM - 26) < 0.5
        top = full[1].height - max(box[3] for box in boxes)
        bottom = min(box[1] for box in boxes)
        assert 35 < top / MM < 39
        assert 33 < bottom / MM < 41

    def test_lines_stand_as_far_apart_as_22_need(self, full: list[Page]) -> None:
        heights = [at for at, _, _ in full[1].lines[:-1]]
        apart = median(first - second for first, second in pairwise(heights))
        assert abs(apart - 225 * MM / 22) < 1

    def test_page_numbers_stand_at_the_outer_edge_7_mm_under_the_text(self, full: list[Page]) -> None:
        odd, even = full[2].lines[-1][2], full[1].lines[-1][2]
        assert full[2].width / 2 < min(box[0] for _, box in odd)
        assert max(box[2] for _, box in even) < full[1].width / 2
        one_in = (full[2].width - max(box[2] for _, box in odd)) / MM - 26
        assert abs(one_in - 14 / MM) < 1.5
        middle = full[1].lines[-1][0]
        assert 22 < middle / MM < 28


class TestRedHead:
    def test_mark_is_red_and_stands_35_mm_under_the_edge_of_the_text(self, framed: list[Page]) -> None:
        mark = framed[0].line("中共云州市卫生健康委员会党组文件")
        top = framed[0].height - max(box[3] for _, box in mark)
        assert 70 < top / MM < 76
        middle = (min(box[0] for _, box in mark) + max(box[2] for _, box in mark)) / 2
        assert abs(middle - (28 + 78) * MM) < 3

    def test_number_title_and_addressees_follow(self, framed: list[Page]) -> None:
        words = [line for _, line, _ in framed[0].lines]
        assert words[:5] == [
            "中共云州市卫生健康委员会党组文件",
            "云卫发〔2024〕12号",
            "中共云州市卫生健康委员会党组",
            "关于巡察整改进展情况的通报",
            "各县（区）卫生健康局：",
        ]

    def test_without_a_number_there_is_no_head(self) -> None:
        document = pdfium.PdfDocument(report_pdf(report(finding())))
        assert Page(document, 0).lines[0][1] == "中共云州市卫生健康委员会党组"
        document.close()


class TestEnd:
    def test_attachments_stand_between_text_and_signature(self, framed: list[Page]) -> None:
        words = [line for page in framed for _, line, _ in page.lines]
        at = words.index("附件：1.整改问题清单")
        assert words[at + 1 : at + 4] == [
            "2.整改责任清单",
            "中共云州市卫生健康委员会党组",
            "2024年7月15日",
        ]

    def test_imprint_stands_at_the_foot_of_the_last_page(self, framed: list[Page]) -> None:
        copies, printed, number = framed[-1].lines[-3:]
        assert copies[1] == "抄送：市纪委监委。"
        assert printed[1] == "云州市卫生健康委员会办公室2024年7月16日印发"
        assert number[1].strip("—").isdigit()
        assert 35 < printed[0] / MM < 42
