"""How alike two texts are: one measure for copied progress, repeated findings and pledges written off each other."""

from collections import Counter


def likeness(left: str, right: str) -> float:
    """Share of two-character sequences the texts have in common, 0 to 1; punctuation, blanks and width do not count.

    Linear in the length of both.
    """
    a, b = pairs(left), pairs(right)
    if not a and not b:
        return 1.0 if letters(left) == letters(right) else 0.0
    return likeness_of(a, b)


def likeness_of(left: Counter[str], right: Counter[str]) -> float:
    """The same of texts whose sequences are counted already; 0 where neither has one."""
    both = left.total() + right.total()
    return 2 * (left & right).total() / both if both else 0.0


def letters(text: str) -> str:
    """The letters, digits and characters of a text, in one width."""
    return "".join(_one_width(char) for char in text if char.isalnum())


def placed_letters(text: str) -> tuple[str, list[int]]:
    """The same, and where in the text each of them stands."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    return "".join(_one_width(text[at]) for at in places), places


def _one_width(char: str) -> str:
    return chr(code - 0xFEE0) if 0xFF01 <= (code := ord(char)) <= 0xFF5E else char


def pairs(text: str) -> Counter[str]:
    """How often each sequence of two characters stands in a text."""
    plain = letters(text)
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))
