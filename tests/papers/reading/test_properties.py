"""For any text whatsoever: no exception, nothing invented, nothing lost."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read
from mingze.samples import ANNUAL_REPORT, PLAN, REPORT, sample
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer

SAMPLES = sorted((Path(__file__).parents[1] / "samples").rglob("*.txt"))
REPORTS = [path.read_text("utf-8") for path in SAMPLES]
LINES = [line for name in (REPORT, PLAN, ANNUAL_REPORT) for line in sample(name).decode().split("\n")]
LINES += [line for report in REPORTS for line in report.split("\n")]
TOKENS = [
    *[
        "一、",
        "(一)",
        "(-)",
        "1.",
        "2、",
        "(1)",
        "①",
        "一是",
        "二是",
        "整改措施:",
        "整改进展:",
        "完成情况:",
        "反馈问题:",
    ],
    *[
        "已完成整改。",
        "关于“甲”问题的整改",
        "2024年7月15日",
        "2024717日",
        "至830日",
        "〔2024〕3号",
        "发布日期:",
        "《",
        "》",
    ],
    *[
        "巡察组反馈的3个问题,",
        "欢迎广大群众监督",
        "中共云州市委员会",
        "方案",
        "。",
        ";",
        " ",
        "\n",
        "\n",
        "\t",
        "\u3000",
    ],
]


def read_or_refused(name: str, data: bytes) -> None:
    """Any other exception than a refusal fails the test."""
    try:
        answer = read(name, data)
    except UnreadableDocument:
        return
    check_answer(answer)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Lines of the samples, moved, lost, doubled and cut, with loose pieces of official language between them."""
    lines = draw(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(TOKENS)), max_size=60))
    joints = draw(
        st.lists(st.sampled_from(["\n", "", " ", "\n\n"]), min_size=len(lines), max_size=len(lines))
    )
    words = "".join(line + joint for line, joint in zip(lines, joints, strict=True))
    return forms.full_width(words) if draw(st.booleans()) else words


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample whose lines were lost, moved, doubled, joined or cut in the middle of a word."""
    lines = draw(st.sampled_from(REPORTS)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["lose", "swap", "double", "cut", "join", "break"]))
        if how == "lose" and len(lines) > 1:
            del lines[at]
        elif how == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "double":
            lines.insert(other, lines[at])
        elif how == "join":
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        elif how in ("cut", "break"):
            middle = draw(st.integers(0, len(lines[at])))
            rest = lines[at][middle:]
            lines[at] = lines[at][:middle]
            if how == "break":
                lines.insert(at + 1, rest)
    words = draw(st.sampled_from(["\n", "\n", "", " "])).join(lines)
    return forms.full_width(words) if draw(st.booleans()) else words


class TestAnyText:
    @settings(max_examples=150, deadline=None)
    @given(damaged())
    def test_invents_nothing_and_loses_nothing_of_damaged_samples(self, words: str) -> None:
        if words.strip():
            check_answer(read("page.txt", words.encode()))

    @settings(max_examples=150, deadline=None)
    @given(pages())
    def test_invents_nothing_and_loses_nothing_of_official_pages(self, words: str) -> None:
        if words.strip():
            check_answer(read("page.txt", words.encode()))

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(TOKENS), max_size=80).map("".join))
    def test_invents_nothing_and_loses_nothing_of_loose_pieces(self, words: str) -> None:
        if words.strip():
            check_answer(read("page.txt", words.encode()))

    @settings(max_examples=100, deadline=None)
    @given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400))
    def test_reads_any_words(self, words: str) -> None:
        read_or_refused("page.txt", words.encode())


class TestAnyBytes:
    @pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv", "docx", "xlsx", "pdf"])
    @settings(max_examples=40, deadline=None)
    @given(st.binary(max_size=300))
    def test_is_read_or_refused(self, suffix: str, data: bytes) -> None:
        read_or_refused(f"file.{suffix}", data)

    @pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "html"])
    def test_is_read_or_refused_when_a_real_file_is_damaged(self, suffix: str) -> None:
        dice = random.Random(7)
        whole = {
            "docx": forms.as_docx(forms.status_first()),
            "xlsx": forms.as_xlsx(forms.answer().findings[:3]),
            "pdf": forms.as_pdf(forms.status_first()),
            "html": forms.as_html(forms.status_first()),
        }[suffix]
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 30)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            read_or_refused(f"file.{suffix}", bytes(data[: dice.randint(len(data) // 2, len(data))]))
