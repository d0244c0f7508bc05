"""The numbers that Word counts itself: they stand in no paragraph, only in the definitions of lists."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_VALUE = qn("w:val")
_DEEPEST_STYLE = 20
_LEVELS = 9
_LONGEST_NUMBER = 6
_PLACE = re.compile(r"%([1-9])")
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_DIGITS = "〇一二三四五六七八九"


@dataclass
class _Level:
    """How one level of a list counts; a level without a text prints nothing."""

    text: str = ""
    form: str = "decimal"
    start: int = 1
    gap: str = " "


@dataclass
class _List:
    levels: list[_Level] = field(default_factory=lambda: [_Level() for _ in range(_LEVELS)])
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Walks the paragraphs in their order; lists of one definition count on through each other, as in Word."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """`numbering` and `styles` are the roots of the parts of these names, or None."""
        self._definitions: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._styles = {style.get(qn("w:styleId")): style for style in _children(styles, "w:style")}
        for definition in _children(numbering, "w:abstractNum"):
            made = _List()
            _take_levels(made, _children(definition, "w:lvl"))
            self._definitions[definition.get(qn("w:abstractNumId"))] = made
        for number in _children(numbering, "w:num"):
            self._add(number)

    def of(self, paragraph: Any) -> str:
        """The number before a paragraph, with the gap behind it; counts. Empty for a paragraph without one."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        counted = self._lists.get(number)
        if counted is None:
            return ""
        count = counted.counts[depth]
        counted.counts[depth] = counted.levels[depth].start if count is None else count + 1
        counted.counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _printed(counted, depth)

    def _add(self, number: Any) -> None:
        """A list over a definition; one that starts anew or looks different counts for itself."""
        definition = self._definitions.get(_value(number, "w:abstractNumId") or "")
        if definition is None:
            return
        overrides = _children(number, "w:lvlOverride")
        if overrides:
            own = _List([_Level(one.text, one.form, one.start, one.gap) for one in definition.levels])
            for override in overrides:
                depth, start = _depth(override), _value(override, "w:startOverride")
                _take_levels(own, _children(override, "w:lvl"))
                if start:
                    own.levels[depth].start = _number(start)
            definition = own
        self._lists[number.get(qn("w:numId"))] = definition

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level, from the paragraph itself or else from its style and the styles that one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        number = depth = None
        for _ in range(_DEEPEST_STYLE):
            given = properties.find(qn("w:numPr")) if properties is not None else None
            if given is not None:
                depth = depth if depth is not None else _value(given, "w:ilvl")
                number = _value(given, "w:numId")
                if number is not None:
                    break
            style = self._styles.get(_parent_style(properties, paragraph))
            if style is None:
                break
            paragraph, properties = style, style.find(qn("w:pPr"))
        if number in (None, "0"):
            return None
        return str(number), min(_number(depth or "0"), _LEVELS - 1)


def _parent_style(properties: Any, element: Any) -> str | None:
    """The style a paragraph has, or the one a style is based on."""
    if element.tag == qn("w:style"):
        return _value(element, "w:basedOn")
    return _value(properties, "w:pStyle") if properties is not None else None


def _take_levels(into: _List, levels: list[Any]) -> None:
    for level in levels:
        start, text = _value(level, "w:start"), _value(level, "w:lvlText")
        into.levels[_depth(level)] = _Level(
            text=text or "",
            form=_value(level, "w:numFmt") or "decimal",
            start=_number(start or "1"),
            gap="" if _value(level, "w:suff") == "nothing" else " ",
        )


def _printed(counted: _List, depth: int) -> str:
    level = counted.levels[depth]
    if level.form in ("bullet", "none") or not level.text:
        return ""

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        value = counted.counts[at]
        return _in_form(counted.levels[at].start if value is None else value, counted.levels[at].form)

    words = _PLACE.sub(count, level.text)
    return words if words.endswith(("、", "）", ")")) else words + level.gap


def _in_form(value: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(value)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in _CIRCLED and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + value - 1)
    return str(value)


def _chinese(value: int) -> str:
    """21 → 二十一; what no list of a document reaches stands in digits."""
    if not 0 < value < 100:
        return "〇" if value == 0 else str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _children(element: Any, tag: str) -> list[Any]:
    return [] if element is None else element.findall(qn(tag))


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(_VALUE)


def _depth(element: Any) -> int:
    return min(_number(element.get(qn("w:ilvl")) or "0"), _LEVELS - 1)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) <= _LONGEST_NUMBER else 1
