"""The ledger as XLSX."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from mingze.papers.writing import LedgerRow, ledger_xlsx, sheet
from mingze.papers.writing.columns import COLUMNS
from mingze.papers.writing.listing import LedgerTooLongError
from mingze.papers.writing.sheet import LONGEST

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEADERS = [column.header for column in COLUMNS]


def cells(path: Path) -> list[list[Any]]:
    return list[list[Any]](CalamineWorkbook.from_path(str(path)).get_sheet_by_name("问题台账").to_python())


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - written here a moment ago


class TestLedgerXlsx:
    def test_writes_what_it_is_given(self, tmp_path: Path) -> None:
        row = LedgerRow(
            ordinal=1,
            problem="监管不力",
            measures=["修订办法", "公开结果"],
            progress="已部署\n已核查",
            status="已完成整改",
            units=["基层卫生科", "青禾县人民医院"],
            due_on=date(2024, 5, 31),
            key_matter=True,
            amount=12600.5,
        )
        assert ledger_xlsx([row], tmp_path / "a.xlsx") == 1
        head, first = cells(tmp_path / "a.xlsx")
        assert head == HEADERS
        found = dict(zip(HEADERS, first, strict=True))
        assert found["序号"] == 1
        assert found["整改措施"] == "一是修订办法；二是公开结果。"
        assert found["整改进展"] == "已部署\n已核查"
        assert found["责任单位"] == "基层卫生科、青禾县人民医院"
        assert found["完成时限"] == date(2024, 5, 31)
        assert found["重点问题"] == "是"
        assert found["涉及金额（元）"] == 12600.5
        assert found["责任领导"] == ""

    @pytest.mark.parametrize(
        "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A0", "{=1}", "http://a.b"]
    )
    def test_text_never_becomes_a_formula_or_a_link(self, start: str, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        ledger_xlsx([LedgerRow(ordinal=1, problem=start, progress=start)], path)
        written = part(path, "xl/worksheets/sheet1.xml")
        assert written.findall(".//x:f", NAMES) == []
        assert written.findall(".//x:hyperlink", NAMES) == []
        assert cells(path)[1][HEADERS.index("问题")] == start.strip()

    def test_head_stays_and_filters(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        ledger_xlsx((LedgerRow(ordinal=at, problem="甲") for at in (1, 2)), path)
        written = part(path, "xl/worksheets/sheet1.xml")
        pane = written.find(".//x:pane", NAMES)
        filtered = written.find("x:autoFilter", NAMES)
        assert pane is not None
        assert filtered is not None
        assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
        assert filtered.get("ref") == "A1:W3"

    def test_cuts_a_cell_that_excel_would_refuse_and_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        ledger_xlsx([LedgerRow(ordinal=1, problem="长" * (LONGEST + 5))], path)
        text = str(cells(path)[1][HEADERS.index("问题")])
        assert len(text) == LONGEST
        assert text.endswith("全文见系统）")

    def test_refuses_more_rows_than_a_sheet_holds_and_leaves_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheet, "LAST_ROW", 3)
        path = tmp_path / "a.xlsx"
        with pytest.raises(LedgerTooLongError):
            ledger_xlsx([LedgerRow(ordinal=at, problem="甲") for at in range(4)], path)
        assert not path.exists()

    def test_same_rows_have_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("a.xlsx", "b.xlsx"):
            ledger_xlsx([LedgerRow(ordinal=1, problem="甲")], tmp_path / name)
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

    def test_streams(self, tmp_path: Path) -> None:
        def many() -> Iterator[LedgerRow]:
            for at in range(3000):
                yield LedgerRow(ordinal=at, problem=f"第{at}个问题" * 60)

        tracemalloc.start()
        try:
            ledger_xlsx(many(), tmp_path / "a.xlsx")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 4 * 1024 * 1024
