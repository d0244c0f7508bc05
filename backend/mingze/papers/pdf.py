"""Text out of a PDF with a text layer. A page breaks lines where they are full; paragraphs are put together again."""

import re
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from mingze.papers.answer import Caution
from mingze.papers.extracted import Extracted, UnreadableDocument, clean
from mingze.papers.outline import starts_heading
from mingze.papers.running import Line, without_running

MOST_PAGES = 2000
# In widths of one character: what counts as an indent, and as a line that ends before the margin.
_INDENT = 1.2
_SHORT = 1.6
# How much larger than the text a title is at least, which no text goes on with.
_LARGER = 1.2
# The share of indented lines that tells that the document indents its paragraphs.
_INDENTED = 0.15
# The gap that setters leave between Chinese and Latin letters or digits is no blank of the text.
_GAP = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef]) (?=[!-~])|(?<=[!-~]) (?=[\u3001-\u9fff\uff00-\uffef])")
# Between two Chinese characters a blank may be typed, or be what justifying a line with a long Latin word left.
_CHINESE = "[\\u2014-\\u2026\\u3001-\\u9fff\\uff00-\\uffef]"
_APART = re.compile(rf"(?<={_CHINESE}) (?={_CHINESE})")
_TOGETHER = re.compile(rf"(?<={_CHINESE})(?={_CHINESE})")
# What pdfium gives for a hyphen that ends a line.
_HYPHEN_AT_THE_EDGE = "\ufffe"


def pdf_text(data: bytes) -> Extracted:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("encrypted", "文件已加密,请去除密码后再上传") from error
        raise UnreadableDocument("damaged", "文件已损坏,无法打开") from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableDocument("too_large", f"文件超过{MOST_PAGES}页")
        pages, unread = _pages(document)
    finally:
        document.close()
    pages, beside = without_running(pages)
    text = _paragraphs(pages)
    if not text.strip():
        raise UnreadableDocument("no_text", "文件没有文字层(可能是扫描件),请先做文字识别")
    cautions = (
        [Caution("unreadable_pages", f"第{'、'.join(unread)}页无法读取,请对照原文件核对")] if unread else []
    )
    return Extracted("\n".join([text, *beside]), body=len(text), cautions=cautions)


def _pages(document: pdfium.PdfDocument) -> tuple[list[list[Line]], list[str]]:
    """The lines of every page, and the numbers of the pages that are damaged."""
    pages: list[list[Line]] = []
    unread: list[str] = []
    for number in range(len(document)):
        try:
            pages.append(_lines(document, number))
        except pdfium.PdfiumError:
            unread.append(str(number + 1))
    return pages, unread


def _lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    words = page.get_textpage()
    text = words.get_text_range()
    lines: list[Line] = []
    at = 0
    for line in text.split("\r\n"):
        stripped = line.strip()
        if stripped:
            first = at + len(line) - len(line.lstrip())
            left, base, right_of_first, _ = words.get_charbox(first, loose=True)
            _, _, right, _ = words.get_charbox(at + len(line.rstrip()) - 1, loose=True)
            lines.append(Line(_words(stripped), left, right, max(right_of_first - left, 1.0), base))
        at += len(line) + 2
    words.close()
    page.close()
    return lines


def _words(line: str) -> str:
    text = _GAP.sub("", clean(line.replace(_HYPHEN_AT_THE_EDGE, "-")))
    drawn_apart = len(_APART.findall(text)) > len(_TOGETHER.findall(text))
    return _APART.sub("", text) if drawn_apart else text


def _paragraphs(pages: list[list[Line]]) -> str:
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    right = _usual_edge([line.right for line in lines])
    left = _usual_left([line.left for line in lines])
    size = median(line.size for line in lines)
    # Where paragraphs are indented, a line at the margin goes on with one, even if it starts like a heading.
    indents = sum(line.left > left + _INDENT * size for line in lines) >= _INDENTED * len(lines)
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        full = before.right > right - _SHORT * size
        indented = line.left > left + _INDENT * size
        smaller = _is_chinese(before.text) and _is_chinese(line.text) and before.size > _LARGER * line.size
        if full and not indented and not smaller and (indents or not starts_heading(line.text)):
            paragraphs[-1] = _joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return "\n".join(paragraphs)


def _joined(before: str, line: str) -> str:
    """A paragraph and its next line: Latin words with a blank, or as one where a hyphen parted them."""
    if not (before[-1].isascii() and line[0].isascii() and line[0].isalpha()):
        return before + line
    if before[-1] == "-" and before[-2:-1].isalpha() and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _is_chinese(text: str) -> bool:
    """Whether the first character is as wide as its type is high."""
    return "\u4e00" <= text[0] <= "\u9fff"


def _usual_edge(rights: list[float]) -> float:
    """The right margin: the furthest edge that several lines reach, so that one stray line does not set it."""
    ordered = sorted(rights, reverse=True)
    return ordered[min(len(ordered) - 1, len(ordered) // 20)]


def _usual_left(lefts: list[float]) -> float:
    ordered = sorted(lefts)
    return ordered[min(len(ordered) - 1, len(ordered) // 20)]
