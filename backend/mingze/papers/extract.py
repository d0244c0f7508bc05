"""Text out of files: plain text, Markdown, HTML, DOCX, PDF with a text layer, XLSX and CSV."""

from collections.abc import Callable
from pathlib import PurePath

from mingze.papers.extracted import Extracted, UnreadableDocument, clean
from mingze.papers.markup import csv_text, html_text, markdown_text
from mingze.papers.office import docx_text, xlsx_text
from mingze.papers.pdf import pdf_text

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def extract(name: str, data: bytes) -> Extracted:
    """The text of one file by the type its name claims. Raises UnreadableDocument when the content is another."""
    suffix = PurePath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        types = "、".join(sorted({known.lstrip(".") for known in _READERS}))
        raise UnreadableDocument(
            "unsupported_type", f"不支持的文件类型“{suffix or name}”,可读取的类型:{types}"
        )
    if not data:
        raise UnreadableDocument("empty", "文件是空的")
    _same_type(suffix, data)
    extracted = reader(data)
    if not extracted.text.strip():
        raise UnreadableDocument("no_text", "文件中没有可读取的文字")
    return extracted


def _same_type(suffix: str, data: bytes) -> None:
    if suffix in (".docx", ".xlsx"):
        if data.startswith(_OLD_OFFICE):
            raise UnreadableDocument(
                "encrypted_or_old",
                "文件已加密,或是旧版 Office 格式;请去除密码并另存为 .docx 或 .xlsx 后再上传",
            )
        if not data.startswith(_ZIP):
            raise UnreadableDocument("type_mismatch", f"文件内容不是{suffix}格式")
    elif suffix == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise UnreadableDocument("type_mismatch", "文件内容不是.pdf格式")
    elif data.startswith((_OLD_OFFICE, _ZIP, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")):
        raise UnreadableDocument("type_mismatch", f"文件内容不是{suffix}格式,请核对扩展名")


def decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with a mark, UTF-8 without one, or the national standard GB 18030."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return clean(text)
    raise UnreadableDocument("unknown_encoding", "无法识别文字编码;请另存为 UTF-8 后再试")


_READERS: dict[str, Callable[[bytes], Extracted]] = {
    ".txt": lambda data: Extracted(decoded(data)),
    ".md": lambda data: markdown_text(decoded(data)),
    ".html": lambda data: html_text(decoded(data)),
    ".htm": lambda data: html_text(decoded(data)),
    ".csv": lambda data: csv_text(decoded(data)),
    ".docx": docx_text,
    ".xlsx": xlsx_text,
    ".pdf": pdf_text,
}
