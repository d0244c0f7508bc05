"""What still holds a unit open. A higher room registers its kind of tie here, with how to count it.

Counts only: whoever closes a unit reads no case.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

#: How many ties of this kind each of the units has; one that is left out has none.
Count = Callable[[AsyncSession, Collection[int]], Awaitable[Mapping[int, int]]]


@dataclass(frozen=True, slots=True)
class Tie:
    kind: str
    label: str
    count: Count


@dataclass(frozen=True, slots=True)
class Held:
    """Units are held by `count` ties of a kind."""

    kind: str
    label: str
    count: int


_ties: dict[str, Tie] = {}


def register_tie(tie: Tie) -> None:
    if _ties.setdefault(tie.kind, tie) is not tie:
        raise ValueError(f"the tie {tie.kind} is registered twice")


async def ties_of(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, list[Held]]:
    """Unit → what holds it open, in the order of registration; free units are left out."""
    found: dict[int, list[Held]] = {}
    for tie in _ties.values() if unit_ids else ():
        for unit, count in (await tie.count(session, unit_ids)).items():
            if count:
                found.setdefault(unit, []).append(Held(tie.kind, tie.label, count))
    return found


def said(ties: Collection[Held]) -> str:
    """In Chinese, for a refusal: 3 个未办结的问题、2 个启用中的账户."""
    return "、".join(f"{tie.count} 个{tie.label}" for tie in ties)
