"""The result of reporting: who in time, late, missing, in the order given, in three formats."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from mingze.papers.writing import Reported, ReportedUnit, ResultData, result_docx, result_pdf, result_xlsx

#: 16:30 UTC on the first is 00:30 on the second in Shanghai.
LATE = datetime(2026, 6, 1, 16, 30, tzinfo=UTC)
DATA = ResultData(
    campaign="云州市作风专项治理工作方案",
    report="月度工作报告",
    period="2026年5月",
    issuer="云州市卫生健康委员会",
    units=[
        ReportedUnit(
            name="云州市中心医院",
            reported=Reported.ON_TIME,
            submitted_at=datetime(2026, 5, 30, 2, tzinfo=UTC),
        ),
        ReportedUnit(name="清河县卫生健康局", reported=Reported.LATE, submitted_at=LATE),
        ReportedUnit(name="临泉县卫生健康局", reported=Reported.MISSING),
        ReportedUnit(
            name="云州市妇幼保健院",
            reported=Reported.ON_TIME,
            submitted_at=datetime(2026, 5, 29, 2, tzinfo=UTC),
        ),
    ],
    due_on=date(2026, 6, 1),
    counted_at=datetime(2026, 6, 12, 1, tzinfo=UTC),
    issued_on=date(2026, 6, 12),
    note="请未报单位尽快补报。",
)


def words() -> str:
    buffer = BytesIO()
    result_docx(DATA, buffer)
    return "\n".join(one.text for one in docx.Document(buffer).paragraphs)


def test_counts_and_names_in_the_order_given_and_by_the_clock_of_shanghai() -> None:
    text = words()
    assert "应报单位4个，按时报送2个，迟报1个，未报1个。" in text
    assert "二、按时报送的单位（2个，按机构顺序排列）\n云州市中心医院、云州市妇幼保健院。" in text
    assert "清河县卫生健康局（2026年6月2日0时30分报送）。" in text
    assert "四、未报的单位（1个，按机构顺序排列）\n临泉县卫生健康局。" in text
    assert "截至2026年6月12日9时00分，各单位应于2026年6月1日前报送的2026年5月月度工作报告" in text


def test_gives_no_points_and_no_rank() -> None:
    assert not any(word in words() for word in ("第一名", "排名", "得分", "分数"))


def test_pdf_says_the_same() -> None:
    with pdfium.PdfDocument(result_pdf(DATA)) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "")
    assert "应报单位4个" in text
    assert "临泉县卫生健康局" in text


def test_sheet_keeps_the_order_and_writes_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "报送情况.xlsx"
    assert result_xlsx(DATA, path) == 4
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "应报单位4个，按时报送2个，迟报1个，未报1个 截至2026年6月12日"
    assert [row[1:] for row in rows[3:]] == [
        ["云州市中心医院", "按时报送", "2026年5月30日10时00分"],
        ["清河县卫生健康局", "迟报", "2026年6月2日0时30分"],
        ["临泉县卫生健康局", "未报", ""],
        ["云州市妇幼保健院", "按时报送", "2026年5月29日10时00分"],
    ]
