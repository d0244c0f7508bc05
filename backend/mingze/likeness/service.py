"""雷同检测: what of a text stands elsewhere, and remembering texts so that later ones are compared. Never commits.

Who sends a text learns which of their own words stand elsewhere, never where; who examines it sees both sides.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.kit import clock
from mingze.kit.problems import TooAlike
from mingze.likeness import queries, rules
from mingze.likeness.models import LikenessPrint, LikenessText
from mingze.likeness.rules import Stretch, Text
from mingze.likeness.schemas import (
    Beside,
    Compared,
    Comparison,
    LikenessView,
    Origin,
    Passage,
    Source,
)

#: So many texts are told of, those that share most.
MOST_SOURCES = 20


async def compare(
    session: AsyncSession,
    text: str,
    *,
    origin: Origin,
    exclude: Sequence[str] = (),
    beside: Sequence[Beside] = (),
    units: int | None = None,
) -> Comparison:
    """What of `text` stands in the texts it may not be written off (`queries.compared_with`) and in `beside`.

    Never counted: what stands in a text of `exclude` (the superior's plan, a template), and, where `units` take part
    in the campaign, what half of them have.
    """
    mine = Text(text)
    if len(mine.letters) < rules.SHORTEST:
        return Comparison(text, 0.0, (), ())
    where = queries.compared_with(origin)
    hashes = {value for value, _ in mine.prints}
    units_of = await queries.units_of_prints(session, hashes, where, origin.unit_id)
    common = _common(units_of, units)
    outside = rules.joined([*rules.shared(mine, map(Text, exclude)), *rules.common_stretches(mine, common)])
    asked = rules.hashes_outside(mine, outside) & units_of.keys()
    ids = await queries.most_alike(session, asked, where, MOST_SOURCES) if asked else ()
    found = [_beside(mine, one, outside) for one in beside]
    if ids:
        found += [_remembered(mine, row, outside) for row in await queries.texts(session, ids)]
    return _together(mine, [one for one in found if one[1]], outside)


def _common(units_of: Mapping[int, int], units: int | None) -> set[int]:
    if units is None:
        return set()
    enough = rules.sharers_of_common(units)
    return {value for value, others in units_of.items() if others >= enough}


#: A source and the letters of the text compared that stand in it.
_Found = tuple[Source, list[Stretch]]


def _beside(mine: Text, one: Beside, outside: Sequence[Stretch]) -> _Found:
    return _source(
        mine,
        outside,
        text=one.text,
        text_id=None,
        resource=one.resource,
        resource_id=one.resource_id,
        part=one.part,
        unit_id=one.unit_id,
        unit_name=None,
        account_name=None,
        period_start=None,
        at=one.at,
    )


def _remembered(mine: Text, row: RowMapping, outside: Sequence[Stretch]) -> _Found:
    names = (
        "text", "resource", "resource_id", "part", "unit_id", "unit_name", "account_name", "period_start", "at",
    )  # fmt: skip
    return _source(mine, outside, text_id=row["id"], **{name: row[name] for name in names})


def _source(mine: Text, outside: Sequence[Stretch], *, text: str, **whose: Any) -> _Found:
    other = Text(text)
    whole = len(mine.letters)
    here = rules.long_ones(rules.without(rules.shared(mine, [other]), outside), whole)
    there = rules.long_ones(rules.shared(other, [mine]), whole) if here else []
    degree = rules.share(here, mine, outside)
    return Source(text=text, share=degree, passages=other.characters(there), **whose), here


def _together(mine: Text, found: Sequence[_Found], outside: Sequence[Stretch]) -> Comparison:
    found = sorted(found, key=lambda one: -one[0].share)[:MOST_SOURCES]
    stretches = rules.joined(stretch for _, here in found for stretch in here)
    passages = [
        Passage(*place, tuple(number for number, (_, here) in enumerate(found) if _touches(stretch, here)))
        for stretch, place in zip(stretches, mine.characters(stretches), strict=True)
    ]
    share = rules.share(stretches, mine, outside)
    return Comparison(mine.whole, share, passages if share else (), [one for one, _ in found])


def _touches(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    return any(start < stretch[1] and stretch[0] < end for start, end in others)


def refuse_unless_explained(compared: Sequence[Compared], *, percent: int, explained: str | None) -> None:
    """Raise TooAlike, telling the sender their own passages, where a text is too much like others and nothing
    explains it."""
    alike = [one for one in compared if one.comparison.alarms(percent)]
    if alike and not explained:
        raise TooAlike(
            [
                {
                    "pointer": one.pointer,
                    "text": one.comparison.text,
                    "share": round(one.comparison.share, 2),
                    "passages": [
                        {"start": passage.start, "end": passage.end} for passage in one.comparison.passages
                    ],
                }
                for one in alike
            ]
        )


async def view(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    found: Comparison,
    *,
    percent: int,
    explanation: str | None,
) -> LikenessView:
    """Both sides for somebody who holds `permission`: of the sources, those of units it reaches, and the text's own
    surroundings (`Beside`)."""
    units = {one.unit_id for one in found.sources if one.unit_id is not None}
    reached = await queries.in_reach(session, actor, permission, units) if units else set()
    in_sight = [one.text_id is None or one.unit_id in reached for one in found.sources]
    return LikenessView.of(found, in_sight=in_sight, percent=percent, explanation=explanation)


async def sent(session: AsyncSession, resource: str, resource_id: int) -> dict[str, tuple[Origin, str]]:
    """The remembered parts of a thing: each with its text and its origin, to compare as when it was sent."""
    return {
        row.part: (
            Origin(
                resource=row.resource,
                resource_id=row.resource_id,
                part=row.part,
                unit_id=row.unit_id,
                account_id=row.account_id,
                campaign_id=row.campaign_id,
                period_start=row.period_start,
                before=row.at,
            ),
            row.text,
        )
        for row in await queries.of_thing(session, resource, resource_id)
    }


async def remember(session: AsyncSession, origin: Origin, text: str) -> None:
    """Keep a text that was sent, in the place of an earlier one of the same part of the same thing."""
    await forget(session, origin.resource, origin.resource_id, origin.part)
    await remember_all(session, [(origin, text)])


async def remember_all(session: AsyncSession, sent: Sequence[tuple[Origin, str]]) -> None:
    """The same of many that are new; those that say too little are left out."""
    whole = [(origin, Text(text)) for origin, text in sent]
    kept = [(origin, text) for origin, text in whole if len(text.letters) >= rules.SHORTEST]
    if not kept:
        return
    rows = [
        LikenessText(
            resource=origin.resource,
            resource_id=origin.resource_id,
            part=origin.part,
            unit_id=origin.unit_id,
            account_id=origin.account_id,
            campaign_id=origin.campaign_id,
            period_start=origin.period_start,
            at=clock.now(),
            length=len(text.letters),
            text=text.whole,
        )
        for origin, text in kept
    ]
    session.add_all(rows)
    await session.flush()
    prints = [
        {"hash": value, "text_id": row.id}
        for row, (_, text) in zip(rows, kept, strict=True)
        for value in dict.fromkeys(value for value, _ in text.prints)
    ]
    await session.execute(insert(LikenessPrint), prints)


async def forget(session: AsyncSession, resource: str, resource_id: int, part: str | None = None) -> None:
    """What was remembered of a thing, or of a part of it, is compared with no longer."""
    gone = delete(LikenessText).where(
        LikenessText.resource == resource, LikenessText.resource_id == resource_id
    )
    if part is not None:
        gone = gone.where(LikenessText.part == part)
    await session.execute(gone.execution_options(synchronize_session=False))
