"""Text out of files: plain text, Markdown, web pages, Word and WPS documents, PDF with a text layer, tables."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath

from mingze.papers.converter import as_docx
from mingze.papers.encoding import lettered
from mingze.papers.extracted import Extracted, UnreadableDocument, check_length
from mingze.papers.markup import csv_text, html_text, mail_text, markdown_text
from mingze.papers.office import docx_text, sheets_text
from mingze.papers.pdf import pdf_text
from mingze.papers.sniff import LOOKS, Content, content_of

_Reader = Callable[[bytes], Extracted]


def extract(name: str, data: bytes) -> Extracted:
    """The text of one file. Raises UnreadableDocument where its content is nothing that its suffix may hold."""
    suffix = PurePath(name).suffix.lower()
    readers = _READERS.get(suffix)
    if readers is None:
        types = "、".join(sorted(known.lstrip(".") for known in _READERS))
        raise UnreadableDocument(
            "unsupported_type", f"不支持的文件类型“{suffix or name}”,可读取的类型:{types}"
        )
    if not data:
        raise UnreadableDocument("empty", "文件是空的")
    extracted = _reader(suffix, readers, content_of(data))(data)
    if not extracted.text.strip():
        raise UnreadableDocument("no_text", "文件中没有可读取的文字")
    return extracted


def _reader(suffix: str, readers: Mapping[Content, _Reader], content: Content) -> _Reader:
    if content in readers:
        return readers[content]
    if content == "encrypted":
        raise UnreadableDocument("encrypted", "文件已加密,请去除密码后再上传")
    if content == "broken" and suffix in _OFFICE:
        raise UnreadableDocument("damaged", "文件已损坏,无法打开")
    if content == "compound" and suffix in _OFFICE:
        raise UnreadableDocument(
            "encrypted_or_old",
            "文件已加密,或是不能识别的旧版格式;请去除密码并另存为 .docx 或 .xlsx 后再上传",
        )
    raise UnreadableDocument(
        "type_mismatch",
        f"文件内容不是{suffix}格式,看起来是{LOOKS[content]};请核对扩展名,或另存后再上传",
    )


def _plain(text: str) -> Extracted:
    check_length(len(text))
    return Extracted(text)


_PLAIN = partial(lettered, _plain)
_PAGE = partial(lettered, html_text)
_ROWS = partial(lettered, csv_text)
_MARKDOWN = partial(lettered, markdown_text)
# What a suffix may hold. Offices save pages and plain text as .doc and .xls: read as what they are.
_WORDS: dict[Content, _Reader] = {
    "docx": docx_text,
    "word": lambda data: docx_text(as_docx(data, "word")),
    "rtf": lambda data: docx_text(as_docx(data, "rtf")),
    "html": _PAGE,
    "mail": mail_text,
    "text": _PLAIN,
}
_TABLES: dict[Content, _Reader] = {
    "xlsx": sheets_text,
    "excel": sheets_text,
    "ods": sheets_text,
    "html": _PAGE,
    "mail": mail_text,
    "text": _ROWS,
}
_NEW_WORDS: dict[Content, _Reader] = {
    content: reader for content, reader in _WORDS.items() if content != "text"
}
_NEW_TABLES: dict[Content, _Reader] = {
    content: reader for content, reader in _TABLES.items() if content != "text"
}
_OFFICE: dict[str, dict[Content, _Reader]] = {
    ".docx": _NEW_WORDS,
    ".doc": _WORDS,
    ".wps": _WORDS,
    ".rtf": _WORDS,
    ".xlsx": _NEW_TABLES,
    ".xls": _TABLES,
    ".et": _TABLES,
    ".ods": _NEW_TABLES,
}
_PAGES: dict[Content, _Reader] = {"html": _PAGE, "text": _PAGE, "mail": mail_text}
_READERS: dict[str, dict[Content, _Reader]] = _OFFICE | {
    ".txt": {"text": _PLAIN, "html": _PLAIN, "xml": _PLAIN, "mail": _PLAIN},
    ".md": dict.fromkeys(("text", "html", "mail"), _MARKDOWN),
    ".html": _PAGES,
    ".htm": _PAGES,
    ".mht": _PAGES,
    ".csv": {"text": _ROWS, "html": _PAGE},
    ".pdf": {"pdf": pdf_text},
}
