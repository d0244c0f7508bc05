"""Files made to harm, by name: what each is made of, small enough to be made in a moment."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import typst
import xlsxwriter  # type: ignore[import-untyped]

from tests.papers.reading import forms

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIG = 50_000_000


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with another content in one of its parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, content)
    return made.getvalue()


def document(body: str, doctype: str = "") -> bytes:
    page = f'{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return replaced(forms.as_docx("甲"), "word/document.xml", page.encode())


def strings(items: str, doctype: str = "") -> bytes:
    """A sheet with these shared strings."""
    page = f'<?xml version="1.0"?>{doctype}<sst xmlns="{_SHEET}">{items}</sst>'
    return replaced(forms.as_xlsx([]), "xl/sharedStrings.xml", page.encode())


def cells(rows: str, rest: str = "") -> bytes:
    """A sheet with these rows."""
    page = f'<?xml version="1.0"?><worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{rest}</worksheet>'
    return replaced(forms.as_xlsx([]), "xl/worksheets/sheet1.xml", page.encode())


_SECRET = '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY l0 "哈">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def overlapping() -> bytes:
    """Many entries of the directory that all unpack the same megabytes (the overlap that a quoted header hides)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_000)
        first = archive.infolist()[0]
        for at in range(2_000):
            copy = zipfile.ZipInfo(f"word/part{at}.xml")
            copy.compress_type, copy.CRC = first.compress_type, first.CRC
            copy.compress_size, copy.file_size = first.compress_size, first.file_size
            copy.header_offset = first.header_offset
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return made.getvalue()


def lying(data: bytes, part: str) -> bytes:
    """An archive whose directory says that a part of 300 MB is a hundred bytes."""
    made = replaced(data, part, b" " * 300_000_000)
    size = (300_000_000).to_bytes(4, "little")
    return made.replace(size, (100).to_bytes(4, "little"))


def bombs_in_bombs() -> bytes:
    inner = b" " * 10_000_000
    for _ in range(4):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for at in range(10):
                archive.writestr(f"word/{at}.zip", inner)
            archive.writestr("word/document.xml", b"<a/>")
        inner = made.getvalue()
    return inner


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


def repeated_string() -> bytes:
    """One string of a megabyte in a hundred thousand cells."""
    made = strings(f"<si><t>{'账' * 1_000_000}</t></si>")
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 100_001))
    page = f'<?xml version="1.0"?><worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return replaced(made, "xl/worksheets/sheet1.xml", page.encode())


def cell(place: str) -> str:
    return f'<row><c r="{place}" t="inlineStr"><is><t>问题</t></is></c></row>'


def merged_everywhere() -> bytes:
    ranges = '<mergeCell ref="A1:XFD1048576"/>' * 20_000
    rows = "".join(cell(f"A{at}") for at in range(1, 2_000))
    return cells(rows, f"<mergeCells>{ranges}</mergeCells>")


def letters_in_letters(depth: int) -> bytes:
    start = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n"
    parts = b"".join(
        b"--b%d\r\nContent-Type: multipart/related; boundary=b%d\r\n\r\n" % (at, at + 1)
        for at in range(depth)
    )
    return start + parts + b"--b%d\r\nContent-Type: text/html\r\n\r\n<p>a\r\n" % depth


def noise(seed: int, size: int = 200_000) -> bytes:
    return random.Random(seed).randbytes(size)


def _noises() -> Iterator[tuple[str, Callable[[], bytes]]]:
    starts = {
        "": b"",
        "zip-": b"PK\x03\x04",
        "compound-": _COMPOUND,
        "pdf-": b"%PDF-1.7\n",
        "rtf-": b"{\\rtf1 ",
    }
    suffixes = (
        "txt",
        "md",
        "html",
        "csv",
        "docx",
        "doc",
        "wps",
        "rtf",
        "xlsx",
        "xls",
        "et",
        "ods",
        "pdf",
        "mht",
    )
    for at, suffix in enumerate(suffixes):
        yield f"noise.{suffix}", lambda at=at: noise(at)  # type: ignore[misc]
    for at, (name, start) in enumerate(starts.items()):
        for suffix in ("docx", "xls", "pdf"):
            yield f"{name}noise.{suffix}", lambda at=at, start=start: start + noise(at)  # type: ignore[misc]
    word = "WordDocument\0".encode("utf-16-le")
    yield "word-noise.doc", lambda: _COMPOUND + noise(90, 2_000) + word + noise(91)
    yield "word-noise.wps", lambda: _COMPOUND + noise(92, 2_000) + word + noise(93)


HARMFUL: dict[str, Callable[[], bytes]] = {
    "brackets.txt": lambda: ("(“《" * 560_000).encode(),
    "brackets50.txt": lambda: b"(" * _BIG,
    "brackets50wide.txt": lambda: "(《“".encode() * (_BIG // 9),
    "brackets50.docx": lambda: document(_paragraph("(" * 1_000_000) * 50),
    "brackets50node.docx": lambda: document(_paragraph("(" * _BIG)),
    "brackets50.html": lambda: b"<p>" + b"(" * _BIG,
    "brackets50.csv": lambda: b"((((,((((\n" * (_BIG // 10),
    "brackets50.md": lambda: b"|((((|((((\n" * (_BIG // 11),
    "numbers.txt": lambda: ("一、(一)1.(1)" * 170_000).encode(),
    "lines.txt": lambda: ("一、甲\n1.整改措施:" + "甲" * 40 + "\n").encode() * 20_000,
    "titles.txt": lambda: ("《" + "关于印发" * 300_000).encode(),
    "blanks.txt": lambda: ("甲" + " " * 1_900_000 + "乙").encode(),
    "one_line.txt": lambda: ("反馈问题:账实不符。整改措施:一是清查;二是登记。完成情况:已完成。" * 50_000).encode(),
    "quotes.csv": lambda: ('序号,问题,整改措施\n1,"' + "账" * 3_400_000 + '",清查\n').encode(),
    "open.csv": lambda: ('序号,问题\n1,"' + "账实不符\n" * 400_000).encode(),
    "line.csv": lambda: b"a," * 5_000_000,
    "nested.html": lambda: b"<div>" * 300_000 + "甲".encode(),
    "tables.html": lambda: b"<table><tr><td>" * 100_000 + "甲".encode(),
    "spans.html": lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=65534>a" * 100_000,
    "rowspans.html": lambda: b"<table><tr>" + b"<td rowspan=65534>a" * 900 + b"<tr><td>b" * 60_000,
    "entities.html": lambda: (_LAUGHS + "<html><p>&l9;&secret;").encode(),
    "letters.mht": lambda: letters_in_letters(20_000),
    "bomb.docx": lambda: replaced(forms.as_docx("甲"), "word/document.xml", b" " * 300_000_000),
    "bomb.xlsx": lambda: replaced(forms.as_xlsx([]), "xl/sharedStrings.xml", b" " * 300_000_000),
    "under.docx": lambda: replaced(forms.as_docx("甲"), "word/document.xml", b"<a>" * _BIG),
    "bombs.docx": bombs_in_bombs,
    "overlap.docx": overlapping,
    "lying.docx": lambda: lying(forms.as_docx("甲"), "word/document.xml"),
    "lying.xlsx": lambda: lying(forms.as_xlsx([]), "xl/sharedStrings.xml"),
    "lying_sheet.xlsx": lambda: lying(forms.as_xlsx([]), "xl/worksheets/sheet1.xml"),
    "entity.docx": lambda: document(_paragraph("甲&secret;乙"), _SECRET),
    "laughs.docx": lambda: document(_paragraph("&l9;"), _LAUGHS),
    "laughs_notes.docx": lambda: replaced(
        forms.as_docx("甲"), "word/styles.xml", f'{_LAUGHS}<w:styles xmlns:w="{_WORD}">&l9;</w:styles>'.encode()
    ),
    "entity.xlsx": lambda: strings("<si><t>&secret;</t></si>" * 5, _SECRET),
    "laughs.xlsx": lambda: strings("<si><t>&l9;</t></si>" * 5, _LAUGHS),
    "deep.docx": lambda: document("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "tables.docx": lambda: document("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
    "wide.docx": lambda: document(
        "<w:tbl>"
        + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc></w:tr>' * 100_000
        + "</w:tbl>"
    ),
    "rows.xlsx": lambda: empty_rows(1_000_000),
    "corners.xlsx": lambda: cells(cell("A1") + cell("XFD1048576")),
    "far.xlsx": lambda: cells(cell("XFD1048576")),
    "beyond.xlsx": lambda: cells(cell("ZZZZZZ99999999999")),
    "merged.xlsx": merged_everywhere,
    "repeated.xlsx": repeated_string,
    "pages.pdf": lambda: pages_of_pdf(2_000),
    "pages3000.pdf": lambda: pages_of_pdf(3_000),
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "archive.txt": lambda: forms.as_docx("甲"),
    "groups.rtf": lambda: b"{\\rtf1 " + b"{" * 2_000_000,
    "brackets50.rtf": lambda: b"{\\rtf1 " + b"(" * _BIG + b"}",
} | dict(_noises())  # fmt: skip

EXPECTED = {
    "brackets50.txt": "too_large",
    "brackets50wide.txt": "too_large",
    "brackets50.docx": "too_large",
    "brackets50.html": "too_large",
    "quotes.csv": "too_large",
    "open.csv": "too_large",
    "bomb.docx": "too_large",
    "bomb.xlsx": "too_large",
    "overlap.docx": "too_large",
    "laughs.docx": "damaged",
    "entity.docx": "damaged",
    "rows.xlsx": "too_large",
    "pages3000.pdf": "too_large",
    "picture.pdf": "type_mismatch",
    "archive.txt": "type_mismatch",
}

# What takes seconds to end.
LARGE = frozenset(
    {name for name in HARMFUL if name.startswith(("brackets", "nested", "numbers", "lying", "word-noise"))}
    | {"one_line.txt", "blanks.txt", "titles.txt", "lines.txt", "quotes.csv", "tables.html", "groups.rtf"}
)
