"""What notices can be about. A higher room registers its kind here and says what the reader may see of it."""

from collections.abc import Awaitable, Callable, Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor

#: (session, actor, ids) → id: how the thing is called; nothing for what the actor does not see.
Naming = Callable[[AsyncSession, Actor, Collection[int]], Awaitable[Mapping[int, str]]]

_findings: list[Naming] = []


def register_findings(naming: Naming) -> None:
    """Make known how findings are called: what a notice with a finding is about."""
    if _findings and _findings != [naming]:
        raise ValueError("findings are named by somebody already")
    _findings[:] = [naming]


async def names(session: AsyncSession, actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    return await _findings[0](session, actor, ids) if ids and _findings else {}
