"""PDF: what pages repeat, paragraphs over several lines and pages, what cannot be read."""

import random

import pylopdf_fonts_zh_cn
import pytest
import typst

from mingze.papers.extract import extract
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read
from mingze.papers.running import is_page_number
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer

FACES = typst.Fonts(font_paths=[pylopdf_fonts_zh_cn.serif_path().parent])
_DUTIES = (
    "建立清单",
    "明确科室",
    "规定时限",
    "按月调度",
    "逐条核对",
    "现场检查",
    "公开结果",
    "约谈负责人",
    "修订制度",
)
_SHUFFLED = random.Random(4)
LONG = "".join(f"{''.join(_SHUFFLED.sample(_DUTIES, 4))}," for _ in range(120)) + "全部完成。"


def set_pages(words: str, *, head: str = "", foot: str = "", size: str = "14pt") -> bytes:
    """A PDF whose pages carry a head and a foot."""
    source = (
        f'#set page(paper: "a5", header: [{head}], footer: [{foot}])\n'
        f'#set text(font: "Noto Serif SC", size: {size}, lang: "zh")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n"
    )
    source += "\n\n".join(f'#par("{line}")' for line in words.split("\n"))
    return bytes(typst.compile(source.encode(), format="pdf", font_paths=FACES, timestamp=0))


NUMBER = "#context counter(page).display()"
LAST = "#context counter(page).final().first()"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", f"#align(center)[— {NUMBER} —]"),
        ("", f"第{NUMBER}页 共{LAST}页"),
        ("", f"#align(right)[{NUMBER}/{LAST}]"),
        (f"#align(right)[{NUMBER}]", ""),
        ("清河县水利局整改情况报告", f"— {NUMBER} —"),
        ("清河县水利局", f"整改情况报告 第{NUMBER}页"),
        (f"清河县水利局整改情况报告 #h(1fr) 第{NUMBER}页", "内部资料 注意保存"),
    ],
)
def test_heads_and_feet_cut_no_sentence(head: str, foot: str) -> None:
    extracted = extract("a.pdf", set_pages(f"一、整改情况\n{LONG}", head=head, foot=foot))
    assert extracted.text[: extracted.body] == f"一、整改情况\n{LONG}"
    check_answer(read("a.pdf", set_pages(f"一、整改情况\n{LONG}", head=head, foot=foot)))


def test_heads_and_feet_that_say_something_stand_behind_the_body() -> None:
    extracted = extract("a.pdf", set_pages(LONG, head="清河县水利局整改情况报告", foot=f"— {NUMBER} —"))
    assert extracted.text[extracted.body :].strip() == "清河县水利局整改情况报告"


def test_short_lines_that_begin_or_end_pages_again_are_no_heads_or_feet() -> None:
    """完成情况:已完成整改 may end one page and another."""
    done = "完成情况:已完成整改。"
    pages = [f"{done}\n{LONG[at : at + 150]}\n{LONG[at + 150 : at + 240]}\n{done}" for at in (0, 250)]
    source = '#set page(paper: "a5")\n#set text(font: "Noto Serif SC", size: 14pt)\n' + "#pagebreak()".join(
        "\n\n".join(f'#par("{line}")' for line in page.split("\n")) for page in [*pages, LONG[500:800]]
    )
    made = bytes(typst.compile(source.encode(), format="pdf", font_paths=FACES, timestamp=0))
    assert extract("a.pdf", made).text.count(done) == 4


def test_a_title_is_kept_where_the_pages_repeat_it() -> None:
    title = "清河县水利局党组关于巡察整改情况的通报"
    source = (
        f'#set page(paper: "a5", header: context if counter(page).get().first() > 1 [{title}])\n'
        f'#set text(font: "Noto Serif SC", size: 12pt)\n#align(center)[#text(size: 17pt)[{title}]]\n\n'
        f'#par("{LONG}")'
    )
    made = bytes(typst.compile(source.encode(), format="pdf", font_paths=FACES, timestamp=0))
    assert read("a.pdf", made).title == title


@pytest.mark.parametrize("text", ["1", "—1—", "- 12 -", "第1页", "第 1 页 共 9 页", "1/9", "(3)", "· 7 ·"])
def test_knows_a_page_number(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize(
    "text", ["", "—", "12个", "2025年", "13800000000", "0999-2024188", "一、", "第一页说明"]
)
def test_knows_what_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


def test_joins_latin_words_over_lines() -> None:
    words = "整改 " + "rectification of findings and their verification by another office " * 6
    text = extract("a.pdf", set_pages(words.strip())).text
    assert " ".join(text.split()) == words.strip().replace("整改 r", "整改r")


def test_reads_a_report_over_many_pages_as_it_reads_its_text() -> None:
    words = forms.body()
    made = set_pages(words.replace('"', '\\"'), head="云州市卫生健康委员会", foot=f"— {NUMBER} —")
    expected = read("a.txt", words.encode())
    answer = read("a.pdf", made)
    assert [one.problem for one in answer.findings] == [one.problem for one in expected.findings]
    assert [one.status for one in answer.findings] == [one.status for one in expected.findings]
    check_answer(answer)


def test_says_that_a_scan_needs_its_letters_read() -> None:
    made = bytes(typst.compile(b"#rect(width: 4cm, height: 4cm, fill: red)", format="pdf"))
    with pytest.raises(UnreadableDocument) as caught:
        extract("a.pdf", made)
    assert caught.value.code == "no_text"
    assert "文字识别" in caught.value.message
