"""What every page of a PDF repeats: heads, feet and page numbers. They would cut the sentences that run over a page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

_DIGITS = re.compile(r"\d+")
_AROUND_A_NUMBER = str.maketrans("", "", "-—–─−_ 第页共/·.()[]〔〕")
_LONGEST_NUMBER = 16
_MOST_DIGITS = 4
# How many lines from the edge of a page may be a head or a foot, and how alike in size they are.
_DEPTH = 2
_SAME_SIZE = 0.2
_SHARE = 0.5


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    size: float


def without_running(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without heads, feet and page numbers; the heads and feet that say something, each once.

    A line is one where it stands at the same edge of at least half of the pages, in one size of type.
    """
    pages = [_without_page_number(page) for page in pages]
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for edge, at in _edges(page):
            found[edge, _pattern(page[at].text)].append((number, at))
    taken: set[tuple[int, int]] = set()
    said: dict[str, None] = {}
    for places in found.values():
        size = median(pages[number][at].size for number, at in places)
        alike = [one for one in places if abs(pages[one[0]][one[1]].size - size) <= _SAME_SIZE * size]
        if len({number for number, _ in alike}) >= max(2, _SHARE * len(pages)):
            taken.update(alike)
            said |= dict.fromkeys(pages[number][at].text for number, at in alike[:1])
    rest = [
        _without_page_number([line for at, line in enumerate(page) if (number, at) not in taken])
        for number, page in enumerate(pages)
    ]
    return rest, list(said)


def _edges(page: list[Line]) -> Iterator[tuple[str, int]]:
    """The lines at the edges of a page that holds more than them."""
    if len(page) > 2 * _DEPTH:
        for at in range(_DEPTH):
            yield "top", at
            yield "bottom", len(page) - 1 - at


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _without_page_number(page: list[Line]) -> list[Line]:
    if page and is_page_number(page[-1].text):
        page = page[:-1]
    if page and is_page_number(page[0].text):
        page = page[1:]
    return page


def is_page_number(text: str) -> bool:
    """—1—, - 1 -, 第1页, 第1页 共9页, 1/9, 1."""
    plain = text.translate(_AROUND_A_NUMBER)
    most = _MOST_DIGITS if plain == text else 2 * _MOST_DIGITS
    return len(text) <= _LONGEST_NUMBER and plain.isdecimal() and len(plain) <= most
