"""How the numbers of a text hang together: what divides what, what is a share of what, what grew from what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mingze.papers.answer import Span
from mingze.papers.counting import Count, Sentence, unit_family

# list: 172件:甲57件,乙115件; among: 其中…; bracket: 172件(甲57件、乙115件); respectively: 分别为57件、115件.
How = Literal["list", "among", "bracket", "respectively", "dimension"]


@dataclass
class Item:
    """One number of the text with its name and its ties."""

    count: Count
    name: Span | None
    sentence: int
    piece: int
    # The section of the first level it stands in, counted from 0.
    section: int = 0
    # The words between 占 and the number, for a share: what it says it is a share of.
    share_of: Span | None = None
    # Index of the number a percentage is the share of; of the printed whole of a share.
    subject: int | None = None
    whole: int | None = None
    division: int | None = None


@dataclass
class Division:
    whole: int
    parts: list[int]
    how: How
    # The words around it say that more may belong to it: 其中, 主要, 等.
    open: bool = False


@dataclass
class Dimension:
    """从举报方式来看,来信72件,占30%;…: one way of dividing a number that was told before, or in `told`."""

    parts: list[int]
    told: int | None = None
    total: float = 0


@dataclass
class Change:
    """比上年同期216件上升245件、上升率113.4%: indexes of the numbers of one comparison in time."""

    now: int | None = None
    before: int | None = None
    by: int | None = None
    rate: int | None = None
    down: bool = False


@dataclass
class Relations:
    items: list[Item] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    # The divisions of a number; the first number of the text in each kind of unit.
    # Numbers whose printed parts add up to them only if different units are added.
    mixed: list[tuple[int, list[int]]] = field(default_factory=list)
    # The percentage of a number, by the number.
    share_of: dict[int, int] = field(default_factory=dict)
    divided_by: dict[int, list[Division]] = field(default_factory=dict)
    first_of: dict[str, int] = field(default_factory=dict)
    first_in: dict[tuple[int, str], int] = field(default_factory=dict)


def lead_of(text: str, item: Item) -> str:
    """The words right before a number, no more than matter."""
    left, right = item.count.lead
    return text[max(left, right - 60) : right]


def compatible(one: Count, other: Count) -> bool:
    if one.unit == other.unit:
        return True
    return unit_family(one.unit) == unit_family(other.unit) and _scale(one.unit) == _scale(other.unit)


def _scale(unit: str) -> str:
    return unit[0] if unit[:1] in "万亿千百" else ""


def place(item: Item, lead: str, match: re.Match[str], group: str) -> Span:
    start = item.count.lead[1] - len(lead)
    return (start + match.start(group), start + match.end(group))


def firsts(relations: Relations, at: int) -> list[int]:
    """The first number of its kind in the section a number stands in, and that of the whole text."""
    item = relations.items[at]
    family = unit_family(item.count.unit)
    found = [relations.first_in.get((item.section, family)), relations.first_of.get(family)]
    return list(
        dict.fromkeys(
            one
            for one in found
            if one is not None and one < at and compatible(relations.items[one].count, item.count)
        )
    )


def sum_of(relations: Relations, parts: Sequence[int]) -> float:
    return round(sum(relations.items[part].count.value for part in parts), 6)
