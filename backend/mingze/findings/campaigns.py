"""What the ledger asks about campaigns: a higher room knows them and registers here how they are checked and named."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.kit.problems import refuse_field


@dataclass(frozen=True, slots=True)
class Campaigns:
    """`check(session, actor, campaign, type)`: may a finding be registered there? A Problem where not.
    `titles(session, actor, ids)`: how those are called that the actor sees. `types(session, ids)`: kinds of problem.
    """

    check: Callable[[AsyncSession, Actor, int, int | None], Awaitable[None]]
    titles: Callable[[AsyncSession, Actor, Collection[int]], Awaitable[Mapping[int, str]]]
    types: Callable[[AsyncSession, Collection[int]], Awaitable[Mapping[int, str]]]


_known: list[Campaigns] = []


def register_campaigns(campaigns: Campaigns) -> None:
    if _known and _known != [campaigns]:
        raise ValueError("campaigns are known by somebody already")
    _known[:] = [campaigns]


async def check(session: AsyncSession, actor: Actor, campaign_id: int | None, type_id: int | None) -> None:
    """That a finding may be registered in the campaign, as that kind of problem."""
    if campaign_id is not None and _known:
        await _known[0].check(session, actor, campaign_id, type_id)
    elif type_id is not None:
        raise refuse_field("/body/problem_type_id", "须先选择专项活动")


async def titles(session: AsyncSession, actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    """The titles of those of these campaigns that the actor sees."""
    return await _known[0].titles(session, actor, ids) if ids and _known else {}


async def titles_of(session: AsyncSession, actor: Actor, findings: Iterable[RowMapping]) -> Mapping[int, str]:
    """The titles of the campaigns of these rows, as far as the actor sees them."""
    return await titles(session, actor, {row["campaign_id"] for row in findings} - {None})


async def types(session: AsyncSession, ids: Collection[int]) -> Mapping[int, str]:
    """The words of these kinds of problem."""
    return await _known[0].types(session, ids) if ids and _known else {}
