"""Text as it can be printed: no invisible characters, one line where a line is meant, Chinese counting."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from mingze.papers.labels import labels_in
from mingze.papers.outline import pieces
from mingze.papers.source import Source, one_width

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十百]+"
_MARKER = re.compile(
    rf"^(?:{_NUMERAL}是(?=\S)[，,：:]?|[(（](?:\d{{1,2}}|{_NUMERAL})[)）]|[①-⑳]|\d{{1,2}}[.、](?!\d)) ?"
)
_GROUP_NUMBER = re.compile(rf"^[(（]{_NUMERAL}[)）]\s*")
_TAIL = re.compile(
    r"欢迎广大|联系(?:电话|方式|地址|人)|电子(?:信箱|邮箱)|通[讯信]地址|邮政编码|下一步|来源|发布日期"
)
_DATE_LINE = re.compile(r"[(（]?[一二\d][^。；，、]{3,16}日[)）]?$")
_BLANKS = re.compile(" {2,}")
_CLOSED = tuple("。；！？：，、…;!?:,.”》）)")


def numeral(number: int) -> str:
    """1 to 999 as 一, 十一, 二十, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def lines_of(text: str | None) -> list[str]:
    """The lines of a text that are not empty, each cleaned."""
    if text and text.isprintable():
        return [only] if (only := clean(text)) else []
    found = (clean(line) for line in re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text or ""))
    return [line for line in found if line]


def clean(line: str) -> str:
    """Drop what cannot be printed or hides (controls, bidi marks, zero width), and double blanks.

    XML refuses control characters and halves of surrogate pairs, and nobody who signs a document can see a
    direction mark in it.
    """
    if line.isprintable():
        return (_BLANKS.sub(" ", line) if "  " in line else line).strip()
    kept = (" " if unicodedata.category(char) == "Zs" or char == "\t" else char for char in line)
    return _BLANKS.sub(" ", "".join(char for char in kept if _is_printed(char))).strip()


def _is_printed(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"} and ord(char) & 0xFFFE != 0xFFFE


def fold(lines: Sequence[str]) -> str:
    """Join lines into one paragraph; items of a list that no punctuation ends are parted by a semicolon."""
    folded = ""
    for line in lines:
        parted = not folded or folded.endswith(_CLOSED) or not is_structure(line)
        folded += line if parted else f"；{line}"
    return folded


def is_structure(line: str) -> bool:
    """Whether a line of its own would read as a heading, a label, the tail of the document or its date."""
    plain = one_width(line)
    return bool(
        any(piece.mark for piece in pieces(Source.of(plain)))
        or any(not label.inside for label in labels_in(plain, 0, len(plain)))
        or _TAIL.match(plain)
        or _DATE_LINE.match(plain)
    )


def without_marker(part: str) -> str:
    """A part of a measure without its 一是, (1) or ①."""
    return _MARKER.sub("", part, count=1)


def without_group_number(heading: str) -> str:
    """A heading without its (一)."""
    return _GROUP_NUMBER.sub("", heading, count=1)


def chinese_date(day: date) -> str:
    """2024年7月15日."""
    return f"{day.year}年{day.month}月{day.day}日"
