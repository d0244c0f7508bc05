"""The closure table is kept here and nowhere else, by statements over sets.

Whoever changes the tree holds its lock until the commit: two moves at once would each build their pairs on
the tree that the other is about to change.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.units.models import UnitClosure

#: The name of the lock, known to this program alone.
_LOCK = 0x756E6974  # "unit"
#: Both engines take some thirty thousand values in a statement.
_BATCH = 10_000

_above = aliased(UnitClosure, name="above")
_below = aliased(UnitClosure, name="below")


async def lock_tree(session: AsyncSession) -> None:
    """Wait until nobody else is changing the tree (SQLite has one writer anyway). Held until the commit."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


async def hang_new(session: AsyncSession, unit_id: int, parent_id: int | None) -> None:
    """The pairs of a unit that has none yet and nothing below it."""
    await session.execute(
        insert(UnitClosure).values(ancestor_id=unit_id, descendant_id=unit_id, depth=0),
    )
    if parent_id is None:
        return
    pairs = select(UnitClosure.ancestor_id, literal(unit_id), UnitClosure.depth + 1).where(
        UnitClosure.descendant_id == parent_id
    )
    await session.execute(insert(UnitClosure).from_select(["ancestor_id", "descendant_id", "depth"], pairs))


async def move_subtree(session: AsyncSession, unit_id: int, parent_id: int) -> None:
    """Take the unit with all below it from where it hangs and hang it below `parent_id`, no unit of its own."""
    subtree = select(_below.descendant_id).where(_below.ancestor_id == unit_id)
    old = select(_above.ancestor_id).where(_above.descendant_id == unit_id, _above.depth > 0)
    await session.execute(
        delete(UnitClosure)
        .where(UnitClosure.descendant_id.in_(subtree), UnitClosure.ancestor_id.in_(old))
        .execution_options(synchronize_session=False)
    )
    # Every unit above the new place with every unit of the subtree.
    pairs = (
        select(_above.ancestor_id, _below.descendant_id, _above.depth + _below.depth + 1)
        .join(_below, _below.ancestor_id == unit_id)
        .where(_above.descendant_id == parent_id)
    )
    await session.execute(insert(UnitClosure).from_select(["ancestor_id", "descendant_id", "depth"], pairs))


async def rehang(session: AsyncSession, units: Collection[int], parents: Mapping[int, int | None]) -> None:
    """Make the pairs of many units anew, as `parents` (of them and of all above them) says."""
    for some in _batches(sorted(units)):
        await session.execute(
            delete(UnitClosure)
            .where(UnitClosure.descendant_id.in_(some))
            .execution_options(synchronize_session=False)
        )
    pairs = [
        {"ancestor_id": ancestor, "descendant_id": unit, "depth": depth}
        for unit in sorted(units)
        for depth, ancestor in enumerate(line(unit, parents))
    ]
    if pairs:
        await session.execute(insert(UnitClosure), pairs)


def line(unit: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The unit and all above it, the top last."""
    at: int | None = unit
    while at is not None:
        yield at
        at = parents[at]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
