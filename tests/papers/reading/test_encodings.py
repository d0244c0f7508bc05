"""The encodings Chinese offices save in, with a mark, with a declaration or with neither."""

import codecs

import pytest

from mingze.papers.extract import extract
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read
from tests.papers.reading import forms

WORDS = "一、整改情况。\r\n反馈问题:账实不符。2025年6月30日前完成整改。\r\n" * 3
READ = WORDS.replace("\r\n", "\n").rstrip("\n")
TRADITIONAL = "一、整改情況。\n反饋的問題是帳實不符,責任在財務科,2025年6月30日前完成。\n" * 3


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb2312", b""),
        ("gbk", b""),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "html", "doc"])
def test_reads_every_encoding(encoding: str, mark: bytes, suffix: str) -> None:
    extracted = extract(f"a.{suffix}", mark + WORDS.encode(encoding))
    assert "".join(extracted.text.split()) == "".join(READ.split())
    assert extracted.cautions == []


def test_reads_letters_that_only_gb18030_has() -> None:
    assert extract("a.txt", "㐀、𠀀、镕基。".encode("gb18030")).text == "㐀、𠀀、镕基。"


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_reads_traditional_letters_in_big5(suffix: str) -> None:
    text = extract(f"a.{suffix}", TRADITIONAL.encode("big5")).text
    assert "".join(text.split()) == "".join(TRADITIONAL.split())


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("GBK", "gbk"), ("big5", "big5hkscs")]
)
@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        "<meta charset={}>",
        '<meta charset = "{}" />',
    ],
)
def test_takes_the_encoding_that_a_page_declares(declared: str, encoding: str, head: str) -> None:
    page = f"<html><head>{head.format(declared)}</head><body>中共清河县委</body></html>".replace("县", "市")
    assert extract("a.html", page.encode(encoding)).text == "中共清河市委"


def test_reads_a_page_that_declares_an_encoding_it_is_not_in() -> None:
    page = "<html><head><meta charset=gb2312></head><body>中共清河县委</body></html>"
    assert extract("a.html", page.encode()).text == "中共清河县委"


class TestStrayBytes:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    @pytest.mark.parametrize("stray", [b"\xff", b"\x80\xff"])
    def test_reads_the_rest_and_tells_the_place(self, encoding: str, stray: bytes) -> None:
        words = WORDS * 20
        half = words.encode(encoding)[: len((words[: len(words) // 2]).encode(encoding))]
        data = half + stray + words.encode(encoding)[len(half) :]
        answer = read("a.txt", data)
        caution = next(one for one in answer.warnings if one.code == "damaged_characters")
        assert caution.span
        assert answer.text[slice(*caution.span)] == "\ufffd"
        assert answer.text.replace("\ufffd", "").split() == (READ + "\n").split() * 20

    def test_reads_a_file_cut_off_inside_a_letter(self) -> None:
        answer = read("a.txt", (WORDS * 20).encode("gbk")[:-3])
        assert [one.code for one in answer.warnings if one.code == "damaged_characters"]

    @pytest.mark.parametrize(
        "data",
        [bytes(range(128, 256)) * 8, b"\xff" * 40, bytes(range(256)), b"\x00\x01" * 40 + b"\x01\x00" * 40],
        ids=["high bytes", "one byte", "every byte", "zeros on both sides"],
    )
    def test_refuses_what_is_no_text_at_all(self, data: bytes) -> None:
        with pytest.raises(UnreadableDocument) as caught:
            extract("a.txt", data)
        assert caught.value.code in ("unknown_encoding", "type_mismatch")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_reads_a_whole_report_alike_in_every_encoding(encoding: str) -> None:
    expected = read("a.txt", forms.text().encode())
    assert read("a.txt", forms.text().encode(encoding)).to_json() == expected.to_json()
