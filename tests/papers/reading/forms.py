"""The sample report in other forms: other files, other widths, other ways of writing the same findings."""

import csv
import html
import io
from dataclasses import dataclass

import pylopdf_fonts_zh_cn
import typst
import xlsxwriter  # type: ignore[import-untyped]
from docx import Document

from mingze.papers.answer import Answer, Finding
from mingze.papers.reader import read
from mingze.samples import REPORT, sample

TITLE = "中共云州市卫生健康委员会党组关于巡察整改进展情况的通报"
HALF = ",:;()?!"
FULL = "，：；（）？！"


def text() -> str:
    return sample(REPORT).decode()


def body() -> str:
    """The report printed once, without what the portal added."""
    return text().split("\n(请使用浏览器")[0]


def answer() -> Answer:
    return read(REPORT, sample(REPORT))


def full_width(words: str) -> str:
    return words.translate(str.maketrans(HALF, FULL))


def as_docx(words: str, title: str | None = TITLE) -> bytes:
    document = Document()
    if title:
        document.add_heading(title, 0)
    for line in words.split("\n"):
        document.add_paragraph(line)
    return _saved(document)


def with_tables(words: str, tables: list[list[list[str]]]) -> bytes:
    """A Word document in which each line 见表。 is followed by the next of the tables."""
    document = Document()
    waiting = list(tables)
    for line in words.split("\n"):
        document.add_paragraph(line)
        if line == "见表。":
            rows = waiting.pop(0)
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    return _saved(document)


def as_html(words: str, title: str | None = TITLE) -> bytes:
    head = f"<h1>{title}</h1>" if title else ""
    lines = "".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>\n" for line in words.split("\n"))
    page = (
        f"<html><head><title>门户</title><style>p{{}}</style></head><body><div>{head}<div>{lines}</div></div>"
    )
    return (page + "<script>var a = '整改措施:';</script></body></html>").encode()


def as_pdf(words: str, title: str | None = TITLE) -> bytes:
    def quoted(line: str) -> str:
        return '#par("' + line.replace("\\", "\\\\").replace('"', '\\"') + '")'

    head = f'#align(center)[#text(size: 20pt)[#"{title}"]]\n' if title else ""
    source = (
        '#set page(paper: "a4", numbering: "- 1 -")\n#set text(font: "Noto Serif SC", size: 14pt, lang: "zh")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n" + head
    ) + "\n\n".join(quoted(line) for line in words.split("\n"))
    faces = typst.Fonts(font_paths=[pylopdf_fonts_zh_cn.serif_path().parent])
    return typst.compile(source.encode(), format="pdf", font_paths=faces, timestamp=0)


COLUMNS = ("序号", "问题类别", "反馈问题", "整改措施", "整改进展", "完成情况", "责任单位", "整改时限")


def ledger_rows(findings: list[Finding]) -> list[list[str]]:
    return [
        [
            finding.number or "",
            finding.group or "",
            finding.problem,
            "".join(
                f"{'一二三四五六七八九'[at]}是{measure}" if len(finding.measures) > 1 else measure
                for at, measure in enumerate(finding.measures)
            ),
            finding.progress or "",
            finding.status_text or "",
            "基层卫生科",
            "2025年9月30日",
        ]
        for finding in findings
    ]


def as_xlsx(findings: list[Finding], title: str = "云州市卫生健康委员会巡察整改台账") -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title)
    sheet.write_row(1, 0, COLUMNS)
    rows = ledger_rows(findings)
    for at, row in enumerate(rows, start=2):
        sheet.write_row(at, 0, [row[0], "", *row[2:]])
    for first, last in _equal_groups(rows):
        if last > first:
            sheet.merge_range(first + 2, 1, last + 2, 1, rows[first][1])
        else:
            sheet.write(first + 2, 1, rows[first][1])
    book.close()
    return buffer.getvalue()


def merged_problem() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["序号", "存在问题", "整改措施"])
    sheet.merge_range(1, 0, 2, 0, "1")
    sheet.merge_range(1, 1, 2, 1, "账实不符")
    sheet.write(1, 2, "清查资产")
    sheet.write(2, 2, "明确资产管理员")
    sheet.write_row(3, 0, ["2", "食堂未招标", "公开招标"])
    book.close()
    return buffer.getvalue()


def as_csv(findings: list[Finding]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([COLUMNS, *ledger_rows(findings)])
    return buffer.getvalue().encode("gb18030")


@dataclass(frozen=True)
class Row:
    """A finding as the variants below print it."""

    number: int
    problem: str
    progress: str
    status: str


ROWS = (
    Row(1, "药品采购监督流于形式", "成立采购监督小组,全年抽查合同46份。", "已完成"),
    Row(2, "病历质控不严", "开展病历互评三轮,通报不合格病历18份。", "阶段性完成"),
    Row(3, "公务用车管理松散", "统一登记派车单,封存超编车辆2台。", "正在整改"),
)
_FRAME = """{title}
根据市委统一部署,2025年3月3日至4月30日,市委第二巡察组对南屏区卫生健康局党组开展了巡察。现将整改情况公布如下。
一、整改工作组织情况
(一)提高认识。召开党组会5次专题研究整改工作。
(二)压实责任。主要负责人牵头抓总。
二、反馈问题整改落实情况
{findings}
三、下一步工作打算
持续巩固整改成果。
联系电话:0999-2024188
中共南屏区卫生健康局党组
2025年11月20日"""


def status_first() -> str:
    """Numbers as labelled fields, the status before the text."""
    rows = "\n".join(
        f"({'一二三'[row.number - 1]})反馈问题:{row.problem}\n整改状态:{row.status}\n整改情况:{row.progress}"
        for row in ROWS
    )
    return _FRAME.format(title="南屏区卫生健康局党组关于巡察整改情况的通报", findings=rows)


def about_titles() -> str:
    """关于“…”问题的整改, with one field for everything."""
    rows = "\n".join(
        f"{row.number}.关于“{row.problem}”问题的整改。\n整改落实情况:{row.progress}" for row in ROWS
    )
    return _FRAME.format(title="南屏区卫生健康局党组关于巡察整改情况的通报", findings=rows)


def about_titles_without_labels() -> str:
    rows = "\n".join(f"{row.number}.关于“{row.problem}”问题的整改。{row.progress}" for row in ROWS)
    return _FRAME.format(title="南屏区卫生健康局党组关于巡察整改情况的通报", findings=rows)


def on_one_line(words: str) -> str:
    return words.replace("\n", "")


def _equal_groups(rows: list[list[str]]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if groups and row[1] and rows[at - 1][1] == row[1]:
            groups[-1] = (groups[-1][0], at)
        else:
            groups.append((at, at))
    return groups


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
