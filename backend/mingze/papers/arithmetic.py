"""Numbers that contradict each other: parts that do not sum, wrong percentages, shares of changing wholes."""

from mingze.papers.answer import Caution
from mingze.papers.outline import Piece
from mingze.papers.source import Source


def of_numbers(source: Source, parts: list[Piece]) -> list[Caution]:
    return []
