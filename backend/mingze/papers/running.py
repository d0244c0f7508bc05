"""What every page of a PDF repeats: heads, feet and page numbers. They would cut the sentences that run over a page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_DIGITS = re.compile(r"\d+")
_AROUND_A_NUMBER = str.maketrans("", "", "-—–─−_ 第页共/·.()[]〔〕")
_LONGEST_NUMBER = 16
_MOST_DIGITS = 4
# How many lines from the edge of a page may be a head or a foot, and how alike in size they are.
_DEPTH = 2
_SAME_SIZE = 0.2
_SHARE = 0.5
_NEARLY_ALL = 0.9
# How much wider than between lines of the text the gap is that parts a head or foot from it.
_WIDE = 2.0


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    size: float
    # Where it stands on its page, from below.
    base: float


def without_running(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without heads, feet and page numbers; the heads and feet that say something, each once.

    A line is one where it stands at the same edge of half of the pages, in one size of type and apart from the text;
    or of nearly all pages, where nothing parts it from the text: short lines of a report repeat themselves too.
    """
    pages = [_without_page_number(page) for page in pages]
    found: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        for place in _edges(number, page):
            found[place.edge, _pattern(place.line.text)].append(place)
    taken: set[tuple[int, int]] = set()
    said: dict[str, None] = {}
    for places in found.values():
        size = median(place.line.size for place in places)
        alike = [place for place in places if abs(place.line.size - size) <= _SAME_SIZE * size]
        apart = sum(place.apart for place in alike) * 2 >= len(alike)
        least = max(2, _SHARE * len(pages)) if apart else max(3, _NEARLY_ALL * len(pages))
        if len({place.page for place in alike}) >= least:
            taken.update((place.page, place.at) for place in alike)
            said |= dict.fromkeys(place.line.text for place in alike[:1])
    rest = [
        _without_page_number([line for at, line in enumerate(page) if (number, at) not in taken])
        for number, page in enumerate(pages)
    ]
    return rest, list(said)


@dataclass(frozen=True)
class _Place:
    page: int
    at: int
    edge: str
    line: Line
    # Whether a wide gap parts it from the text.
    apart: bool


def _edges(number: int, page: list[Line]) -> Iterator[_Place]:
    """The lines at the edges of a page that holds more than them."""
    if len(page) <= 2 * _DEPTH:
        return
    gaps = [abs(after.base - before.base) for before, after in pairwise(page)]
    wide = _WIDE * median(gaps)
    top = max((at for at in range(_DEPTH) if gaps[at] > wide), default=-1)
    bottom = max((at for at in range(_DEPTH) if gaps[-1 - at] > wide), default=-1)
    for at in range(_DEPTH):
        yield _Place(number, at, "top", page[at], at <= top)
        yield _Place(number, len(page) - 1 - at, "bottom", page[-1 - at], at <= bottom)


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
