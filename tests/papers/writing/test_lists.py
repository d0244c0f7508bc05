"""The five lists: columns, heads, groups, page, and what reads back."""

import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from mingze.papers.reader import read
from mingze.papers.writing import (
    FORMS,
    LedgerRow,
    LedgerTooLongError,
    ListData,
    ListForm,
    list_docx,
    list_xlsx,
    outer_rows,
    project_list,
    word_list,
)
from mingze.papers.writing.columns import BY_KEY, head_rows
from tests.papers.writing.samples import rows

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)


def as_xlsx(data: ListData, form: ListForm, folder: Path) -> bytes:
    path = folder / "清单.xlsx"
    list_xlsx(data, path, form)
    return path.read_bytes()


def as_docx(data: ListData, form: ListForm, _folder: Path | None = None) -> bytes:
    buffer = BytesIO()
    list_docx(data, buffer, form)
    return buffer.getvalue()


each_format = pytest.mark.parametrize(
    ("name", "written"), [("清单.xlsx", as_xlsx), ("清单.docx", as_docx)], ids=["xlsx", "docx"]
)


def row(ordinal: int = 1, **values: Any) -> LedgerRow:
    filled: dict[str, Any] = {
        "problem": "处方点评未按月开展。",
        "group": "药品采购监管不严",
        "measures": ["修订点评办法", "按月通报"],
        "progress": "已印发办法。\n已通报三期。",
        "status": "已完成整改",
        "leader": "林知远",
        "units": ["药政科"],
        "cooperating": ["医政科"],
        "person": "周怀谦",
        "due_on": date(2024, 5, 31),
        "closure_state": "已销号",
        "source": "十二届市委第三轮巡察",
        "severity": "一般",
    }
    return LedgerRow(ordinal=ordinal, **(filled | values))


class TestForms:
    def test_there_are_the_five_that_offices_keep(self) -> None:
        assert [form.name for form in FORMS.values()] == [
            "问题清单",
            "任务清单",
            "责任清单",
            "整改清单",
            "对账销号清单",
        ]

    @each_form
    def test_every_place_is_a_column_of_the_ledger_or_filled_in_by_hand(self, form: ListForm) -> None:
        assert {place.key for place in form.places} - {""} <= set(BY_KEY)
        assert all(place.head for place in form.places)

    def test_a_head_over_several_columns_makes_two_rows(self) -> None:
        upper, lower = head_rows(FORMS["responsibility"])
        assert upper == [(1, "序号"), (1, "反馈问题"), (4, "责任分工"), (1, "完成时限")]
        assert [words for _, words in lower] == ["", "", "责任领导", "责任单位", "配合单位", "具体承办人", ""]


class TestRoundTrip:
    @each_form
    @each_format
    @settings(max_examples=10, deadline=None)
    @given(given_rows=rows)
    def test_reads_back_what_the_form_prints(
        self,
        name: str,
        written: Any,
        form: ListForm,
        given_rows: list[LedgerRow],
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        data = ListData(rows=given_rows, unit="云州市卫生健康委员会", as_of=date(2024, 7, 15))
        answer = read(name, written(data, form, tmp_path_factory.mktemp("list")))
        assert answer.kind == "finding_ledger"
        for found, printed in zip(answer.findings, project_list(data, form), strict=True):
            wanted = asdict(printed)
            assert {key: getattr(found, key) for key in wanted} == wanted | {
                "measures": list(printed.measures)
            }

    @each_format
    def test_a_list_of_nothing_is_a_head_alone(self, name: str, written: Any, tmp_path: Path) -> None:
        answer = read(name, written(ListData(rows=[]), FORMS["problem"], tmp_path))
        assert answer.findings == []
        assert "反馈问题" in answer.text


class TestGroups:
    def test_are_named_once_and_numbered_and_the_rest_is_called_other(self) -> None:
        given_rows = [row(1, group=None), row(2), row(3), row(4, group="（九）履职不力"), row(5, group=None)]
        printed = project_list(ListData(rows=given_rows), FORMS["problem"])
        assert [one.group for one in printed] == [
            None,
            "（一）药品采购监管不严",
            "（一）药品采购监管不严",
            "（二）履职不力",
            "（三）其他问题",
        ]


class TestXlsx:
    def sheet(
        self, tmp_path: Path, form: str, *given_rows: LedgerRow, title: str | None = None
    ) -> ET.Element:
        data = as_xlsx(ListData(rows=given_rows, title=title, unit="药政科"), FORMS[form], tmp_path)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - written here a moment ago

    def test_is_ready_to_print_on_landscape_a4_with_its_head_on_every_page(self, tmp_path: Path) -> None:
        data = as_xlsx(ListData(rows=[row()], unit="药政科"), FORMS["responsibility"], tmp_path)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            book = archive.read("xl/workbook.xml").decode()
            sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
        setup = sheet.find("x:pageSetup", NAMES)
        assert setup is not None
        assert (setup.get("orientation"), setup.get("paperSize"), setup.get("fitToHeight")) == (
            "landscape",
            "9",
            "0",
        )
        assert "$3:$4</definedName>" in book
        pane = sheet.find(".//x:pane", NAMES)
        assert pane is not None
        assert pane.get("ySplit") == "4"

    def test_title_group_and_two_row_head_are_merged(self, tmp_path: Path) -> None:
        sheet = self.sheet(tmp_path, "responsibility", row())
        merged = {cell.get("ref") for cell in sheet.iterfind(".//x:mergeCell", NAMES)}
        assert merged == {"A1:G1", "A2:G2", "C3:F3", "A3:A4", "B3:B4", "G3:G4", "A5:G5"}

    @pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.b"])
    def test_no_text_becomes_a_formula_or_a_link(self, start: str, tmp_path: Path) -> None:
        sheet = self.sheet(
            tmp_path,
            "rectification",
            row(problem=start, group=start, leader=start, progress=start),
            title=start,
        )
        assert sheet.findall(".//x:f", NAMES) == []
        assert sheet.findall(".//x:hyperlink", NAMES) == []

    def test_shows_the_rows_in_their_columns(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(as_xlsx(ListData(rows=[row()]), FORMS["checkoff"], tmp_path))
        found = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
        assert found[0][0] == "巡察反馈意见对账销号清单"
        assert found[1][0] == "序号"
        assert found[2][0] == "（一）药品采购监管不严"
        assert found[3] == [
            1,
            "处方点评未按月开展。",
            "已印发办法。\n已通报三期。",
            "已完成整改",
            "药政科",
            "林知远",
            date(2024, 5, 31),
            "已销号",
            "",
        ]


class TestDocx:
    def table(self, form: str, *given_rows: LedgerRow) -> Any:
        return docx.Document(BytesIO(as_docx(ListData(rows=given_rows), FORMS[form]))).tables[0]

    def test_lies_on_landscape_a4_and_repeats_its_head(self) -> None:
        document = docx.Document(BytesIO(as_docx(ListData(rows=[row()]), FORMS["rectification"])))
        section = document.sections[0]
        assert section.page_width
        assert section.page_height
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        repeated = [
            one._tr.trPr is not None and bool(one._tr.trPr.findall(qn("w:tblHeader")))
            for one in document.tables[0].rows
        ]
        assert repeated == [True, True, False, False]

    def test_widths_fill_the_page(self) -> None:
        document = docx.Document(BytesIO(as_docx(ListData(rows=[row()]), FORMS["task"])))
        widths = [column.width.mm for column in document.tables[0].columns if column.width]
        assert abs(sum(widths) - 257) < 1

    def test_takes_words_as_they_are(self) -> None:
        hostile = "<w:t> &amp; ]]> {{x}} \x00\x1f"
        assert self.table("problem", row(problem=hostile)).cell(2, 1).text == "<w:t> &amp; ]]> {{x}}"

    def test_refuses_more_than_anybody_prints(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(word_list, "MOST_ROWS", 2)

        def many() -> Iterator[LedgerRow]:
            yield from (row(at) for at in range(3))

        with pytest.raises(LedgerTooLongError, match=r"\.xlsx"):
            as_docx(ListData(rows=many()), FORMS["problem"])

    def test_same_rows_have_the_same_bytes(self) -> None:
        data = ListData(rows=[row()])
        assert as_docx(data, FORMS["task"]) == as_docx(data, FORMS["task"])


class TestOuterRows:
    def test_leaves_no_gap_that_tells_of_what_is_left_out(self) -> None:
        given_rows = [
            row(1, code="YZ-1"),
            row(2, code="YZ-2", publish=False),
            row(3, code="YZ-3", number="9"),
        ]
        kept = list(outer_rows(given_rows))
        assert [(one.ordinal, one.code, one.number) for one in kept] == [(1, None, None), (2, None, None)]
        assert kept[0] == replace(row(1), code=None)
