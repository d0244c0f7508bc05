"""The closure table as it must be: the walk from each unit up its parents, told apart from how it is kept."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.units.models import Unit, UnitClosure

Pairs = set[tuple[int, int, int]]


async def kept_and_walked(session: AsyncSession) -> tuple[Pairs, Pairs]:
    """(ancestor, descendant, depth) as the table has them, and as `parent_id` says."""
    parents = {row.id: row.parent_id for row in await session.execute(select(Unit.id, Unit.parent_id))}
    columns = (UnitClosure.ancestor_id, UnitClosure.descendant_id, UnitClosure.depth)
    kept = {(row[0], row[1], row[2]) for row in await session.execute(select(*columns))}
    walked = set()
    for unit in parents:
        above, depth = unit, 0
        while above is not None:
            walked.add((above, unit, depth))
            above, depth = parents[above], depth + 1
            assert depth <= len(parents), "the tree goes round in a circle"
    return kept, walked
