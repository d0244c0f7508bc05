"""Which files are taken, and under which names: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.attachments.contents import DOCX
from mingze.attachments.rules import clean_copy_name, clean_name, name_for


class TestCleanName:
    @pytest.mark.parametrize(
        ("given_name", "kept"),
        [
            ("现场.jpg", "现场.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\照片.jpg", "照片.jpg"),
            ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
            ("\u202egpj.exe", "gpj.exe"),
            ("a\0b.jpg", "ab.jpg"),
            ("  .hidden. ", "hidden"),
            ("..", "附件"),
            ("", "附件"),
            (None, "附件"),
            ("e\u0301.jpg", "é.jpg"),
            ("一\u2028二\u2029三\x85.jpg", "一二三.jpg"),
            ("\u200fabc\u2066x\u2069\ufeff.jpg", "abcx.jpg"),
        ],
    )
    def test_is_fit_to_be_shown_and_sent_back(self, given_name: str | None, kept: str) -> None:
        assert clean_name(given_name) == kept

    def test_keeps_the_extension_of_a_long_one(self) -> None:
        kept = clean_name("很" * 300 + ".docx")
        assert kept.endswith(".docx")
        assert len(kept) <= 150

    @given(st.text(max_size=400))
    def test_of_anything_is_short_printable_and_without_path(self, name: str) -> None:
        kept = clean_name(name)
        assert 1 <= len(kept) <= 150
        assert not set(kept) & set("/\\\0\r\n")


class TestNameFor:
    @pytest.mark.parametrize(
        ("given_name", "kind", "kept"),
        [
            ("现场.jpg", "image/jpeg", "现场.jpg"),
            ("现场.JPEG", "image/jpeg", "现场.JPEG"),
            ("现场.exe", "image/jpeg", "现场.exe.jpg"),
            ("page.html", "image/png", "page.html.png"),
            ("jpg", "image/jpeg", "jpg.jpg"),
            ("通报.docx.pdf", DOCX, "通报.docx.pdf.docx"),
            ("\u202egpj.exe", "image/jpeg", "gpj.exe.jpg"),
            (None, "application/pdf", "附件.pdf"),
        ],
    )
    def test_ends_as_files_of_the_type_do(self, given_name: str | None, kind: str, kept: str) -> None:
        assert name_for(given_name, kind) == kept

    @given(st.text(max_size=400), st.sampled_from(["image/jpeg", DOCX]))
    def test_stays_short(self, name: str, kind: str) -> None:
        assert len(name_for(name, kind)) <= 150


def test_a_clean_copy_of_heic_is_a_jpeg() -> None:
    assert clean_copy_name("现场.heic", "image/heic") == "现场.jpg"
    assert clean_copy_name("现场.png", "image/png") == "现场.png"
