"""What an annual report counts: every number with its unit, its parts and the whole it is a share of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingze.papers import statistics
from mingze.papers.answer import Figure, Part, Span
from mingze.papers.counting import PERCENT, Count
from mingze.papers.extracted import Table
from mingze.papers.front import Front
from mingze.papers.grids import grids_of, pieces_in
from mingze.papers.outline import Piece
from mingze.papers.relations import read_relations, split_names
from mingze.papers.shares import Base, base_of
from mingze.papers.source import Source
from mingze.papers.ties import Division, Item, Relations

# Counters of the page, and what is only planned.
_CHROME = re.compile(r"(?:浏览|阅读|点击|访问)(?:次数|量|数|人次)? ?:|字体:|打印")
_PLANS = re.compile(
    r"(?:下一?步|下一?阶段|今后|明年|来年|\d{4}年度?|下半年|新的?一年)(?:的|主要|重点)*(?:工作)?(?:的|主要|重点|总体)*(?:打算|安排|计划|规划|思路|重点|措施|举措|努力方向|目标|任务|建议|设想)"
    r"|(?:下一?步|下一?阶段|今后|明年|来年)(?:的|主要|重点)*工作$|^(?:工作)?(?:打算|计划|安排|思路)$"
)
_BOTH_RATES = re.compile(r"(?:率|度|比例)$")


@dataclass
class FigureReading:
    figures: list[Figure] = field(default_factory=list)
    # What is read beside the figures: heads of columns, parts told in sentences of their own.
    spans: dict[str, list[Span]] = field(default_factory=dict)
    # The pieces that are rows of tables, by index: their numbers are no headings.
    rows: set[int] = field(default_factory=set)
    # How the numbers hang together, which the warnings ask again.
    relations: Relations = field(default_factory=Relations)


def read_figures(
    source: Source, parts: list[Piece], front: Front, tables: Sequence[Table] = ()
) -> FigureReading:
    grids = grids_of(source, parts, tables)
    reading = FigureReading(rows=pieces_in(grids, source, parts))
    relations = reading.relations = read_relations(
        source, parts, front.taken | _chrome(source, parts) | reading.rows
    )
    planned = _planned(source, parts)
    beside: list[Span] = []
    for at in range(len(relations.items)):
        if relations.items[at].piece in planned:
            continue
        reading.figures += _figures(source, relations, at)
        divided = _division_of(relations, at)
        if divided and divided.how == "dimension":
            beside += [_clause(source, relations.items[part].count) for part in divided.parts]
    for grid in grids:
        reading.figures += statistics.figures_of(grid, source.raw)
        beside += statistics.heads_of(grid)
    reading.figures.sort(key=lambda figure: figure.span)
    if beside:
        reading.spans["figures"] = sorted(set(beside))
    return reading


def _chrome(source: Source, parts: list[Piece]) -> set[int]:
    """Counters of the page."""
    return {
        at
        for at, part in enumerate(parts)
        if _CHROME.search(source.text, part.start, min(part.end, part.start + 60))
    }


def _planned(source: Source, parts: list[Piece]) -> set[int]:
    """Sections of what is to be done, which tell nothing of the year."""
    left_out: set[int] = set()
    planned = False
    for at, part in enumerate(parts):
        if part.mark and part.mark.level == 1:
            planned = bool(_PLANS.search(source.text, part.body, min(part.end, part.body + 30)))
        if planned:
            left_out.add(at)
    return left_out


def _figures(source: Source, relations: Relations, at: int) -> list[Figure]:
    item = relations.items[at]
    if item.name is None or item.subject is not None:
        return []
    if _is_printed_whole(relations, at) or (item.division is not None and not _stands_alone(relations, at)):
        return []
    share = relations.share_of.get(at)
    base = base_of(source.text, relations, share if share is not None else at)
    divided = _division_of(relations, at)
    spans = _extent(source, relations, at, share, divided)
    rate = relations.items[share].count.value if share is not None else None
    if item.count.unit == PERCENT:
        rate = item.count.value
    return [
        Figure(
            label=_words(source, name),
            value=item.count.value,
            unit=item.count.unit,
            text=source.words(*spans),
            parts=[_part(source, relations.items[part]) for part in divided.parts] if divided else [],
            base=_base(source, relations, item, base),
            rate=rate,
            span=source.span(spans[0], _with_stop(source.text, spans[1])),
        )
        for name in _names(source.text, item)
    ]


def _names(text: str, item: Item) -> list[Span]:
    """按时办结率、满意率均为100%: one number for two rates."""
    if item.name is None:
        return []
    names = split_names(text, item.name)
    between = text[item.name[1] : item.count.span[0]]
    both = len(names) > 1 and ("均" in between or "都" in between)
    return names if both and all(_BOTH_RATES.search(text[slice(*name)]) for name in names) else [item.name]


def _is_printed_whole(relations: Relations, at: int) -> bool:
    """占172件的33.1%: the whole is printed inside its share, and counted where it was first told."""
    return at + 1 < len(relations.items) and relations.items[at + 1].whole == at


def _stands_alone(relations: Relations, at: int) -> bool:
    """A part that is a figure too: it has a share of its own, parts of its own, or crosses another division."""
    item = relations.items[at]
    if relations.share_of.get(at) is not None or _division_of(relations, at) is not None:
        return True
    own = relations.divisions[item.division] if item.division is not None else None
    return own is not None and _division_of(relations, own.whole) is not own


def _division_of(relations: Relations, at: int) -> Division | None:
    """How the text divides a number: wholly, where it does so in two ways. A single 其中 is a share, no division."""
    found = [one for one in relations.divided_by.get(at, []) if len(one.parts) > 1]
    return min(found, key=lambda one: (one.open, -len(one.parts)), default=None)


def _part(source: Source, item: Item) -> Part:
    return Part(_words(source, item.name) if item.name else "", item.count.value, item.count.unit)


def _base(source: Source, relations: Relations, item: Item, base: Base | None) -> Part | None:
    if base is None:
        return None
    if base.whole is not None:
        return _part(source, relations.items[base.whole])
    if base.name is None or base.value is None:
        return None
    return Part(_words(source, base.name), base.value, item.count.unit, inferred=True)


def _extent(
    source: Source, relations: Relations, at: int, share: int | None, divided: Division | None
) -> Span:
    """The clause of a number, to the end of its share and of its parts."""
    counts: list[Count] = [relations.items[at].count]
    if share is not None:
        counts.append(relations.items[share].count)
    if divided and divided.how != "dimension":
        counts += [relations.items[part].count for part in divided.parts]
    name = relations.items[at].name
    start = min([counts[0].clause[0], *([name[0]] if name else [])])
    end = max(count.clause[1] for count in counts)
    start, end = _plain(source, start, end)
    words = source.text[start:end]
    return start, end + (words.count("(") > words.count(")") and source.text.startswith(")", end))


def _clause(source: Source, count: Count) -> Span:
    start, end = _plain(source, *count.clause)
    return source.span(start, _with_stop(source.text, end))


def _with_stop(text: str, end: int) -> int:
    """A figure holds the comma or stop after it: nothing else would."""
    while end < len(text) and text[end] in ",;。:、)":
        end += 1
    return end


def _plain(source: Source, start: int, end: int) -> Span:
    while end > start and source.text[end - 1] in ",;。:、 \n":
        end -= 1
    while start < end and source.text[start] in ",;。:、 \n":
        start += 1
    return start, end


def _words(source: Source, span: Span) -> str:
    return source.words(*span).strip()
