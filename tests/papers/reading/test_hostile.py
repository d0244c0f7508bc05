"""Files made to harm: each is read or refused within its limits, with words for a clerk."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
import typst
import xlsxwriter  # type: ignore[import-untyped]

from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read_limited
from tests.papers.reading import forms

SECONDS = 10.0
MEMORY = 1024 * 1024 * 1024


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with another content in one of its parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return made.getvalue()


def external_entity() -> bytes:
    body = "<w:body><w:p><w:r><w:t>甲&secret;乙</w:t></w:r></w:p></w:body>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    page = f'<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{space}">{body}</w:document>'
    return replaced(forms.as_docx("甲"), "word/document.xml", page.encode())


def entities_of_entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    page = f'<!DOCTYPE d [<!ENTITY l0 "哈">{laughs}]><w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    return replaced(forms.as_docx("甲"), "word/document.xml", page.encode())


def pages_of_pdf(count: int) -> bytes:
    page = f"#for at in range({count}) [ #at Zq #pagebreak(weak: true) ]"
    return bytes(typst.compile(page.encode(), format="pdf"))


def empty_rows(count: int) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["序号", "问题", "整改措施"])
        sheet.write_row(1, 0, [1, "账实不符", "清查资产"])
        sheet.write_row(count, 0, [2, "食堂未招标", "公开招标"])
    return buffer.getvalue()


HARMFUL: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("brackets.txt", lambda: ("(“《" * 560_000).encode()),
    ("numbers.txt", lambda: ("一、(一)1.(1)" * 200_000).encode()),
    ("lines.txt", lambda: ("一、甲\n1.整改措施:" + "甲" * 40 + "\n").encode() * 20_000),
    ("titles.txt", lambda: ("《" + "关于印发" * 300_000).encode()),
    ("quotes.csv", lambda: ('序号,问题,整改措施\n1,"' + "账" * 3_400_000 + '",清查\n').encode()),
    ("open.csv", lambda: ('序号,问题\n1,"' + "账实不符\n" * 400_000).encode()),
    ("nested.html", lambda: b"<div>" * 300_000 + "甲".encode()),
    ("tables.html", lambda: b"<table><tr><td>" * 50_000 + "甲".encode()),
    ("bomb.docx", lambda: replaced(forms.as_docx("甲"), "word/document.xml", b" " * 300_000_000)),
    ("bomb.xlsx", lambda: replaced(forms.as_xlsx([]), "xl/sharedStrings.xml", b" " * 300_000_000)),
    ("under.docx", lambda: replaced(forms.as_docx("甲"), "word/document.xml", b"<a>" * 50_000_000)),
    ("entity.docx", external_entity),
    ("laughs.docx", entities_of_entities),
    ("rows.xlsx", lambda: empty_rows(1_000_000)),
    ("pages.pdf", lambda: pages_of_pdf(2_000)),
    ("more.pdf", lambda: pages_of_pdf(2_001)),
    ("picture.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    ("archive.txt", lambda: forms.as_docx("甲")),
)

EXPECTED = {
    "quotes.csv": "too_large",
    "open.csv": "too_large",
    "bomb.docx": "too_large",
    "bomb.xlsx": "too_large",
    "laughs.docx": "damaged",
    "rows.xlsx": "too_large",
    "more.pdf": "too_large",
    "picture.pdf": "type_mismatch",
    "archive.txt": "type_mismatch",
}


@pytest.mark.parametrize(("name", "make"), HARMFUL, ids=[name for name, _ in HARMFUL])
async def test_ends_within_its_limits(name: str, make: Callable[[], bytes]) -> None:
    data = make()
    started = time.monotonic()
    refused: UnreadableDocument | None = None
    text = ""
    try:
        text = (await read_limited(name, data, with_text=True, seconds=SECONDS, memory=MEMORY))["text"]
    except UnreadableDocument as error:
        refused = error
    assert time.monotonic() - started < SECONDS + 5
    if refused:
        assert any("\u4e00" <= char <= "\u9fff" for char in refused.message)
        assert refused.code != "failed", "a fault of the reader, not of the file"
    assert "root:" not in text
    if name in EXPECTED:
        assert refused
        assert refused.code == EXPECTED[name]
