"""Counting for those who may: a table by one dimension, and the annual report of petitions. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.complaints.labels import (
    CATEGORY_LABELS,
    COMPLAINT_CHANNEL_LABELS,
    COMPLAINT_KIND_LABELS,
    MATTER_LABELS,
    NINE_RULE_LABELS,
    OUTCOME_LABELS,
    PETITION_CLASS_LABELS,
    WITHOUT_LABELS,
)
from mingze.complaints.vocabulary import ComplaintKind, WithoutField
from mingze.kit.problems import refuse_field
from mingze.statistics import queries
from mingze.statistics.queries import NO_UNIT, OTHER_UNITS, Conditions
from mingze.statistics.rules import Counts, Heading, Key, Part, Span, parts, total
from mingze.statistics.vocabulary import Dimension

#: Dimension → its words, and what is asked for where the field is empty.
_WORDS: Mapping[Dimension, tuple[Mapping[StrEnum, str], WithoutField | None]] = {
    Dimension.CHANNEL: (COMPLAINT_CHANNEL_LABELS, None),
    Dimension.CATEGORY: (CATEGORY_LABELS, WithoutField.CATEGORY),
    Dimension.KIND: (COMPLAINT_KIND_LABELS, None),
    Dimension.MATTER: (MATTER_LABELS, None),
    Dimension.NINE_RULE: (NINE_RULE_LABELS, WithoutField.NINE_RULE),
    Dimension.PETITION_CLASS: (PETITION_CLASS_LABELS, WithoutField.PETITION_CLASS),
    Dimension.OUTCOME: (OUTCOME_LABELS, WithoutField.OUTCOME),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted, of whose figures."""

    span: Span
    unit_id: int | None
    unit_name: str | None
    kind: ComplaintKind | None
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Table:
    """Rows whose counts sum to `now`; those of the year before to `before`."""

    rows: Sequence[Part]
    now: Counts
    before: Counts


async def asked(
    session: AsyncSession, actor: Actor, span: Span, unit_id: int | None, kind: ComplaintKind | None
) -> Asked:
    """Invalid where the unit is not within reach of the actor's figures."""
    name = None
    if unit_id is not None:
        unit = await queries.unit_in_reach(session, actor, unit_id)
        if unit is None:
            raise refuse_field("/query/unit", "没有这个单位,或不在您的统计范围内")
        name = unit["name"]
    return Asked(span, unit_id, name, kind, queries.base(actor, unit_id, kind))


async def tables(
    session: AsyncSession, actor: Actor, wanted: Asked, dimensions: Sequence[Dimension]
) -> dict[Dimension, Table]:
    """A table of the span by each dimension, beside that of the same days a year before."""
    span, before = wanted.span, wanted.span.year_before()
    units: list[Heading] = []
    if Dimension.UNIT in dimensions:
        units = await _unit_headings(session, actor, wanted.unit_id)
    ids = [heading.key for heading in units if isinstance(heading.key, int) and heading.key > 0]
    now = await queries.tallies(session, wanted.conditions, span, dimensions, ids)
    then = await queries.tallies(session, wanted.conditions, before, dimensions, ids)
    found = {}
    for by in dimensions:
        if by is Dimension.UNIT:
            headings = units
        elif by is Dimension.MONTH:
            headings = _months(span)
        else:
            headings = _words(by, {**then[by], **now[by]})
        rows = parts(headings, now[by], then[by])
        found[by] = Table(rows, total(now[by].values()), total(then[by].values()))
    return found


async def table(session: AsyncSession, actor: Actor, wanted: Asked, by: Dimension) -> Table:
    return (await tables(session, actor, wanted, (by,)))[by]


def _words(by: Dimension, counted: Mapping[Key, Counts]) -> list[Heading]:
    """Every word of the dimension in its order; what is not filled in last, where there is any."""
    words, empty = _WORDS[by]
    found = [Heading(code.value, label, {by.value: code.value}) for code, label in words.items()]
    if empty is not None and None in counted:
        found.append(Heading(None, WITHOUT_LABELS[empty], {"without": empty.value}))
    return found


def _months(span: Span) -> list[Heading]:
    return [
        Heading(
            place,
            f"{month.first.year}年{month.first.month}月",
            {"received_from": str(month.first), "received_to": str(month.last)},
            shown=f"{month.first:%Y-%m}",
        )
        for place, month in enumerate(span.months())
    ]


async def _unit_headings(session: AsyncSession, actor: Actor, unit_id: int | None) -> list[Heading]:
    """The unit itself and those directly below it, in the order of the tree: no ranking."""
    tops = await queries.topmost(session, actor.roots(Permission.COMPLAINT_FIGURES))
    top = unit_id if unit_id is not None else tops[0]["id"] if len(tops) == 1 else None
    if top is None:
        listed = [Heading(row["id"], row["name"], {"unit": str(row["id"])}) for row in tops]
    else:
        listed = [Heading(top, "本级", {"unit_itself": str(top)})]
        for row in await queries.below(session, top):
            listed.append(Heading(row["id"], row["name"], {"unit": str(row["id"])}))
    if unit_id is not None:
        return listed
    outside = ",".join(str(row["id"]) for row in tops)
    return [
        *listed,
        Heading(OTHER_UNITS, "其他单位", {"outside": outside}, shown="other"),
        Heading(
            NO_UNIT,
            WITHOUT_LABELS[WithoutField.ABOUT_UNIT],
            {"without": WithoutField.ABOUT_UNIT.value},
            shown="none",
        ),
    ]
