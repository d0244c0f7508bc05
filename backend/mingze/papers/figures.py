"""What an annual report counts: every number with its unit, its parts and the whole it is a share of."""

from dataclasses import dataclass, field

from mingze.papers.answer import Figure, Span
from mingze.papers.front import Front
from mingze.papers.outline import Piece
from mingze.papers.source import Source


@dataclass
class FigureReading:
    figures: list[Figure] = field(default_factory=list)
    # The words around the numbers that the figures hold (spans of the extracted text).
    held: list[Span] = field(default_factory=list)


def read_figures(source: Source, parts: list[Piece], front: Front) -> FigureReading:
    return FigureReading()
