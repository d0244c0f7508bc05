"""Reports as other offices write them: each sample has its answer written by hand beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from mingze.papers.reader import read
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer, codes
from tests.papers.scoring import score

FOLDER = Path(__file__).parents[1] / "samples" / "reports"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
# Pages whose title is printed between words of the page: on one line nothing divides them.
CRUMBS = (
    "当前位置: 首页 > 信息公开 > 巡察整改\n[索引号] YZ-1\n[发布机构] 云州市门户\n[有效性] 有效\n"
    "分享到: 微信 微博\n"
)
CHROME = "\n上一篇: 关于开展义诊的通知\n下一篇: 关于调整门诊时间的通知\n扫一扫在手机打开当前页\n版权所有: 云州市人民政府\n"


def words(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8").rstrip("\n")


def expected(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return answer


def body(name: str) -> dict[str, Any]:
    """What the report itself says, without what its page says of it."""
    answer = expected(name)
    return {key: answer[key] for key in ("kind", "inspection", "totals", "findings")}


def faults(wanted: dict[str, Any], text: str) -> list[str]:
    answer = read("report.txt", text.encode())
    check_answer(answer)
    return score(wanted, answer.to_json()).faults


def half_width(text: str) -> str:
    return text.translate(str.maketrans(forms.FULL, forms.HALF))


@pytest.mark.parametrize("name", NAMES)
class TestEverySample:
    def test_is_read_as_a_person_reads_it(self, name: str) -> None:
        assert faults(expected(name), words(name)) == []

    def test_is_read_in_full_width(self, name: str) -> None:
        assert faults(expected(name), forms.full_width(words(name))) == []

    def test_is_read_in_half_width(self, name: str) -> None:
        assert faults(expected(name), half_width(words(name))) == []

    @pytest.mark.parametrize("joint", ["", " ", "\u3000"])
    def test_has_the_same_findings_without_line_breaks(self, name: str, joint: str) -> None:
        assert faults(body(name), joint.join(words(name).split("\n"))) == []

    def test_has_the_same_findings_with_blank_lines_and_indents(self, name: str) -> None:
        text = "\r\n\r\n".join(f"\u3000\u3000{line} " for line in words(name).split("\n"))
        assert faults(body(name), text) == []

    def test_has_the_same_findings_amid_the_words_of_a_page(self, name: str) -> None:
        assert faults(body(name), CRUMBS + words(name) + CHROME) == []

    def test_is_read_once_where_it_is_printed_twice(self, name: str) -> None:
        text = f"{words(name)}\n来源:云州市门户 点击量:\n{words(name)}"
        assert faults(body(name), text) == []
        assert "duplicate_body" in codes(read("report.txt", text.encode()))

    def test_is_read_once_where_one_line_prints_it_twice(self, name: str) -> None:
        line = words(name).replace("\n", "")
        assert faults(body(name), f"{line} {line}") == []

    def test_is_read_from_word_and_html(self, name: str) -> None:
        text = words(name)
        for file, data in (
            ("report.docx", forms.as_docx(text, None)),
            ("report.html", forms.as_html(text, None)),
        ):
            answer = read(file, data)
            check_answer(answer)
            assert score(body(name), answer.to_json()).faults == []
