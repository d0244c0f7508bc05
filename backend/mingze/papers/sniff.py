"""What a file is by its content. Names lie: offices save web pages and tables as .doc and .xls every day."""

import io
import re
import zipfile
from typing import Literal

Content = Literal[
    "docx", "xlsx", "ods", "archive", "broken", "word", "excel", "encrypted", "compound", "pdf", "rtf", "html", "mail", "xml",
    "picture", "program", "text",
]  # fmt: skip

LOOKS: dict[Content, str] = {
    "docx": "Word 文档(.docx)",
    "xlsx": "Excel 工作簿(.xlsx)",
    "ods": "ODS 表格(.ods)",
    "archive": "压缩包",
    "broken": "损坏的压缩包",
    "word": "旧版 Word 或 WPS 文档(.doc)",
    "excel": "旧版 Excel 或 WPS 表格(.xls)",
    "encrypted": "加密的 Office 文件",
    "compound": "旧版 Office 文件",
    "pdf": "PDF",
    "rtf": "RTF 文档(.rtf)",
    "html": "网页(.html)",
    "mail": "单个文件网页(.mht)",
    "xml": "Office 2003 的 XML 文件",
    "picture": "图片",
    "program": "程序",
    "text": "纯文本",
}
_STARTS: tuple[tuple[bytes, Content], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ\x90", "program"),
    (b"\x7fELF", "program"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams, as the directory of a compound file writes them.
_STREAMS: tuple[tuple[str, Content], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "word"),
    ("Workbook", "excel"),
    ("Book", "excel"),
)
_PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|meta|title|table|style|div|center|p|h[1-6]|br|span|font)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:mime-version|from|content-type): ", re.IGNORECASE)
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def content_of(data: bytes) -> Content:
    """The type of a file by its first bytes, by the parts of an archive, by the streams of a compound file."""
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data.startswith(_COMPOUND):
        found = (content for name, content in _STREAMS if (name + "\0").encode("utf-16-le") in data)
        return next(found, "compound")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for start, content in _STARTS:
        if data.startswith(start):
            return content
    return _text(data)


def _archive(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
        return "broken"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    return "ods" if data[30:100].startswith(_ODS) and "content.xml" in names else "archive"


def _text(data: bytes) -> Content:
    """Marks of markup, in whatever encoding: what is looked for is in the letters all of them share."""
    start = data[:2048].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith("<?xml"):
        if "<?mso-application" in start:
            return "xml"
        start = start[start.find("?>") + 2 :].lstrip()
    while start.startswith("<!--") and "-->" in start:
        start = start[start.find("-->") + 3 :].lstrip()
    if _PAGE.match(start):
        return "html"
    if _MAIL.match(start) and "multipart/related" in start.lower():
        return "mail"
    return "text"
