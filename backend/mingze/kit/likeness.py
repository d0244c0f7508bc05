"""How alike two texts are: one measure for copied progress, repeated findings and pledges written off each other."""

from collections import Counter


def likeness(left: str, right: str) -> float:
    """Share of two-character sequences the texts have in common, 0 to 1; punctuation, blanks and width do not count.

    Linear in the length of both.
    """
    a, b = _pairs(left), _pairs(right)
    both = a.total() + b.total()
    if not both:
        return 1.0 if letters(left) == letters(right) else 0.0
    return 2 * (a & b).total() / both


def letters(text: str) -> str:
    """The letters, digits and characters of a text, in one width."""
    return "".join(
        chr(code - 0xFEE0) if 0xFF01 <= (code := ord(char)) <= 0xFF5E else char
        for char in text
        if char.isalnum()
    )


def _pairs(text: str) -> Counter[str]:
    plain = letters(text)
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))
