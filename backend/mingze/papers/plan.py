"""What a campaign plan orders: its stages, tasks, reporting duty and problem types."""

from dataclasses import dataclass, field

from mingze.papers.answer import Plan, Span
from mingze.papers.front import Front
from mingze.papers.outline import Piece
from mingze.papers.source import Source


@dataclass
class PlanReading:
    plan: Plan
    spans: dict[str, Span | list[Span]] = field(default_factory=dict)


def read_plan(source: Source, parts: list[Piece], front: Front) -> PlanReading:
    return PlanReading(Plan())
