"""Pieces of a text and the numbers they start with: 一、 (一) 1. (1) 一是, and the tree these make.

A piece is a paragraph, or a part of one where a page lost its line breaks. Everything works on text of one width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mingze.papers.answer import Heading, Span
from mingze.papers.marks import MARK, Mark, mark_at
from mingze.papers.source import Source, one_width
from mingze.papers.unbroken import SECTION_NAME, cuts_in

__all__ = ["Mark", "Piece", "headings", "pieces", "starts_heading", "title_of", "walk"]

_STOP = re.compile(r"[,;:]")
_LONGEST_NAME = 40
_TITLE = re.compile(r"[^。!?]*[。!?]?")


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    mark: Mark | None
    # Part of a page that lost its line breaks: labels follow the words before them without a stop.
    unbroken: bool = False

    @property
    def body(self) -> int:
        """Where the words begin, after the number."""
        return self.mark.span[1] if self.mark else self.start


def pieces(source: Source) -> list[Piece]:
    """The text in order, without blank lines; nothing but white space lies between two pieces."""
    found: list[Piece] = []
    row = 0
    at = 0
    for line in source.text.split("\n"):
        start, end = source.trimmed(at, at + len(line))
        at += len(line) + 1
        if start == end:
            continue
        cuts, unbroken = cuts_in(source.text, start, end)
        for left, right in pairwise([start, *(cut for cut in cuts if cut > start), end]):
            left, right = source.trimmed(left, right)
            if left < right:
                mark = mark_at(source.text, left, right, row + 1)
                if mark and mark.level <= 3:
                    row = (mark.value or 0) if mark.level == 3 else row if mark.level == 2 else 0
                found.append(Piece(left, right, mark, unbroken))
    return found


def starts_heading(text: str) -> bool:
    """Whether a line begins with a number of its own (not 一是, which also stands inside paragraphs)."""
    match = MARK.match(one_width(text))
    return match is not None and match.lastgroup != "l5"


def headings(source: Source, parts: list[Piece]) -> list[Heading]:
    """The tree of numbered headings. A 一是 paragraph lies one level under what it stands in."""
    roots: list[Heading] = []
    open_: list[tuple[int, Heading]] = []
    for part in parts:
        if part.mark is None:
            continue
        rank = part.mark.level
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        start, end = title_of(source, part)
        level = open_[-1][1].level + 1 if rank == 5 and open_ else min(rank, 4)
        heading = Heading(
            level,
            part.mark.number,
            _without_stop(source.words(start, end)),
            source.span(part.start, end),
        )
        (open_[-1][1].children if open_ else roots).append(heading)
        open_.append((rank, heading))
    return roots


def _runs_on(rest: str) -> bool:
    """Whether what follows a section name is a text of its own, not more of the name."""
    return "," in rest or len(rest) > 20


def _without_stop(words: str) -> str:
    plain = "".join(words.split("\n"))
    while plain and (plain[-1].isspace() or plain[-1] in "。;!?;！？"):
        plain = plain[:-1]
    return plain


def title_of(source: Source, part: Piece) -> Span:
    """The heading's own words: its first sentence, the whole line, or a known section name before unbroken text."""
    text = source.text
    name = SECTION_NAME.match(text, part.body, part.end)
    first = _TITLE.match(text, part.body, part.end)
    end = first.end() if first else part.end
    if not source.text[end : part.end].strip(")”》 。"):
        end = part.end
    if part.mark and part.mark.level == 1 and name and _runs_on(text[name.end() : end]):
        end = name.end()
    elif part.unbroken and part.mark and part.mark.level <= 2:
        end = _before_blank(text, part.body, end)
    return source.trimmed(part.body, end)


def _before_blank(text: str, start: int, end: int) -> int:
    """A page that lost its line breaks may have kept a blank where the heading ended."""
    while start < end and text[start] == " ":
        start += 1
    blank = text.find(" ", start, min(end, start + _LONGEST_NAME))
    return blank if blank > start and not _STOP.search(text, start, blank) else end


def walk(roots: list[Heading]) -> Iterator[Heading]:
    for heading in roots:
        yield heading
        yield from walk(heading.children)
