"""W9: a report of 50, 100 and 200 pages as DOCX and PDF, against the rendering library setting the same words.

    python -m benchmarks.writing [--rounds N]

The floor adds the same paragraphs through python-docx, or sets them with typst in the same face on the same page
with its number. Rounds alternate, each with words of its own, since typst remembers what it has set; figures are
medians, ratios are taken within a round.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pylopdf_fonts_zh_cn
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import typst

from mingze.papers.writing import ReportData, ReportFinding, ReportInspection, Status, report_docx, report_pdf
from mingze.papers.writing.composing import report_paper
from mingze.papers.writing.printed import project

PAGES = (50, 100, 200)
_FINDINGS_A_PAGE = 2.4
_WORDS = "对基层医疗卫生机构的日常监管不够到位，个别乡镇卫生院药品采购验收制度落实不严"
_FLOOR = """#let lines = json(bytes(sys.inputs.lines))
#set page(
  width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —",
)
#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), leading: 13pt, spacing: 13pt, justify: true)
#for line in lines { par(line) }
"""


def report(pages: int, turn: int = 0) -> ReportData:
    """So many findings that the report has about so many pages."""
    return ReportData(
        title="中共云州市卫生健康委员会党组关于巡察整改进展情况的通报",
        issuer="中共云州市卫生健康委员会党组",
        inspection=ReportInspection(body="十二届市委第三巡察组"),
        findings=[
            ReportFinding(
                problem=f"第{turn}轮第{at}项检查发现，{_WORDS}。",
                measures=[
                    f"修订第{turn}-{at}号办法，明确责任分工，{_WORDS[:18]}的整治按月通报",
                    "逐院开展核查",
                ],
                progress=f"第{turn}轮已对{at}家机构完成核查，{_WORDS}的情形已经改正。",
                status=Status.DONE,
                group=f"履行职责方面第{at // 10 + 1}类问题",
            )
            for at in range(1, round(pages * _FINDINGS_A_PAGE))
        ],
    )


def floor_docx(texts: list[str]) -> None:
    document = docx.Document()
    style = document.styles["Body Text"]
    for text in texts:
        document.add_paragraph(text, style=style)
    document.save(BytesIO())


def floor_pdf(texts: list[str], template: Path) -> bytes:
    return typst.compile(
        template,
        format="pdf",
        font_paths=[pylopdf_fonts_zh_cn.serif_path().parent],
        ignore_system_fonts=True,
        sys_inputs={"lines": json.dumps(texts, ensure_ascii=False)},
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.writing", description="Measure the writing of reports.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, nargs="+", default=list(PAGES))
    wanted = parser.parse_args()
    print(
        "| W9 | pages | library ms | Mingze ms | ms a page | ratio |\n|---|--:|--:|--:|--:|--:|", flush=True
    )
    with TemporaryDirectory() as folder:
        template = Path(folder) / "floor.typ"
        template.write_text(_FLOOR)
        for pages in wanted.pages:
            turns = [report(pages, turn) for turn in range(1, wanted.rounds + 1)]
            document = pdfium.PdfDocument(report_pdf(report(pages)))
            counted = len(document)
            document.close()
            _race("DOCX", counted, turns, floor_docx, lambda data: report_docx(data, BytesIO()))
            _race("PDF", counted, turns, lambda texts: floor_pdf(texts, template), report_pdf)


def _race(
    name: str,
    pages: int,
    turns: list[ReportData],
    floor: Callable[[list[str]], object],
    own: Callable[[ReportData], object],
) -> None:
    times = []
    for data in turns:
        texts = [line.label + line.text for line in report_paper(project(data)).paragraphs]
        times.append((_timed(lambda t=texts: floor(t)), _timed(lambda d=data: own(d))))  # type: ignore[misc]
    bare, mingze = (statistics.median(side) * 1e3 for side in zip(*times, strict=True))
    ratio = statistics.median(second / first for first, second in times)
    print(
        f"| {name} | {pages} | {bare:.0f} | {mingze:.0f} | {mingze / pages:.2f} | **{ratio:.2f}** |",
        flush=True,
    )


def _timed(work: Callable[[], object]) -> float:
    """Processor time: what else the machine does is not measured."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
