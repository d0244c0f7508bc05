"""Which files are taken, and under which names: pure."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.attachments.rules import clean_name, sniff


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


class TestSniff:
    @pytest.mark.parametrize(
        ("data", "name", "kind"),
        [
            (b"\xff\xd8\xff\xe0rest", "x.jpg", "image/jpeg"),
            (b"\xff\xd8\xff\xe0rest", "x.exe", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\nrest", "x", "image/png"),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "x.webp", "image/webp"),
            (b"\x00\x00\x00\x18ftypheic", "x.heic", "image/heic"),
            (b"%PDF-1.7", "x.txt", "application/pdf"),
            (_zip("[Content_Types].xml", "word/document.xml"), "x.DOCX", None),
            (_zip("[Content_Types].xml", "xl/workbook.xml"), "x.xlsx", None),
        ],
    )
    def test_tells_by_the_content(self, data: bytes, name: str, kind: str | None) -> None:
        found = sniff(data, name)
        assert found == kind if kind else found and found.startswith("application/vnd.openxmlformats")

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"", "x.jpg"),
            (b"MZ\x90\x00", "photo.jpg"),
            (b"<html><script>", "x.png"),
            (b"<svg xmlns=", "x.svg"),
            (b"GIF89a", "x.gif"),
            (b"RIFF\x00\x00\x00\x00WAVE", "x.webp"),
            (_zip("evil.exe"), "x.docx"),
            (_zip("word/document.xml"), "x.zip"),
            (_zip("word/document.xml"), "x.xlsx"),
            (_zip("xl/workbook.xml"), "x"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.doc"),
            (b"plain text", "x.txt"),
        ],
    )
    def test_takes_nothing_else(self, data: bytes, name: str) -> None:
        assert sniff(data, name) is None


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
