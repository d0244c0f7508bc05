"""Chinese numerals as official documents use them."""

_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "一二三四五六七八九十百零〇"


def numeral(text: str) -> int | None:
    """十二 → 12, 二〇二四 → 2024, 35 → 35; None for what is no number."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if not all(char in _DIGITS or char in _UNITS for char in text):
        return None
    if len(text) > 1 and not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = 0
    digit = 0
    for char in text:
        if char in _UNITS:
            total += max(digit, 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
