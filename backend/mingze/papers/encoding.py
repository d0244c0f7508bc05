"""Letters out of bytes: the encodings Chinese offices save in, and what to do about bytes that are none."""

import codecs
import re
from collections.abc import Callable
from dataclasses import replace

from mingze.papers.answer import Caution
from mingze.papers.extracted import Extracted, UnreadableDocument, clean

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
# Every national set before GB 18030 is a part of it; Hong Kong's Big5 holds Taiwan's.
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# Letters and signs that a page of Chinese, simplified or traditional, is full of.
_FREQUENT = "的一是在不了有和人年月日大中上,。、"
_SIGNS = frozenset("、。“”‘’《》〈〉…—·【】〔〕\u3000①②③④⑤⑥⑦⑧⑨⑩") | {
    chr(code) for code in range(0xFF01, 0xFF5F)
}
_SAMPLE = 20_000
_REPLACED = "\ufffd"
# A stray byte is told and the rest is read; with more of them than this the encoding is another.
_LETTERS_A_STRAY = 100


def decoded(data: bytes) -> tuple[str, int]:
    """The text, and at how many places bytes were no letters: each is U+FFFD in the text.

    A mark at the start decides, then zero bytes (UTF-16 without a mark), what a page declares, what the bytes can be.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding) or _unknown()
    if b"\x00" in data[:_SAMPLE]:
        unmarked = _unmarked_utf16(data)
        return (unmarked and _read(data, unmarked)) or _unknown()
    best = [_read(data, encoding) for encoding in _likely(data)]
    for read in best:
        if read and not read[1]:
            return read
    return next((read for read in best if read), None) or _unknown()


def _unknown() -> tuple[str, int]:
    raise UnreadableDocument("unknown_encoding", "无法识别文字编码;请另存为 UTF-8 后再试")


def _unmarked_utf16(data: bytes) -> str | None:
    """The one side up gives letters of these texts, the other gives letters from all over the world."""
    if len(data) % 2:
        return None
    return next((one for one in ("utf-16-le", "utf-16-be") if _plausible(data[:_SAMPLE], one)), None)


def _plausible(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    usual = sum(
        "\u4e00" <= char <= "\u9fff" or " " <= char <= "~" or char in "\t\n\r" or char in _SIGNS
        for char in text
    )
    return usual * 10 > len(text) * 9


def _likely(data: bytes) -> list[str]:
    """Encodings to try, the likeliest first. UTF-8 can hardly be met by chance, the others can."""
    declared = _DECLARED.search(data[:2048])
    named = _ENCODINGS.get(declared[1].decode().lower()) if declared else None
    order = ["utf-8", "gb18030"]
    if named == "big5hkscs" or (not named and _reads_better_as_big5(data)):
        order.insert(1, "big5hkscs")
    if not _is_utf8(data) and _mostly_utf8(data):
        return ["utf-8"]
    return order


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a stray byte: read as GB 18030 it would come out as letters nobody wrote."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    letters = sum(char > "\x7f" for char in text)
    return letters > _LETTERS_A_STRAY // 10 and text.count(_REPLACED) * 10 < letters


def _reads_better_as_big5(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    try:
        big5 = sample.decode("big5hkscs", "ignore" if len(data) > _SAMPLE else "strict")
    except UnicodeDecodeError:
        return False
    national = sample.decode("gb18030", "replace")
    frequent = [sum(map(text.count, _FREQUENT)) for text in (big5, national)]
    return frequent[0] > 4 * frequent[1] + 2


def _read(data: bytes, encoding: str) -> tuple[str, int] | None:
    """None where the bytes are not of this encoding, but for a stray one."""
    try:
        text = data.decode(encoding)
        strays = 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        strays = text.count(_REPLACED)
        if strays * _LETTERS_A_STRAY > len(text):
            return None
    if "\x00" in text:
        return None
    return clean(text), strays


def lettered(reader: Callable[[str], Extracted], data: bytes) -> Extracted:
    """What a reader of letters makes of bytes. Where they were no letters, that is told."""
    text, strays = decoded(data)
    extracted = reader(text)
    at = extracted.text.find(_REPLACED) if strays else -1
    if at < 0:
        return extracted
    message = f"有{extracted.text.count(_REPLACED)}处字节不是文字,以“{_REPLACED}”代替,请对照原文件核对"
    return replace(extracted, cautions=[Caution("damaged_characters", message, (at, at + 1))])
