"""What files can belong to. A higher room registers its kind here, with who may see and who may add."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Owned:
    """Where the event of an added file belongs: the finding of its time line, and the unit."""

    subject: int | None
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Owner:
    """`visible(session, actor, id)`: may the actor see it? `adding(session, actor, id)`: the place of the event,
    or a Problem (NotFound out of sight, Forbidden, Conflict)."""

    visible: Callable[[AsyncSession, Actor, int], Awaitable[bool]]
    adding: Callable[[AsyncSession, Actor, int], Awaitable[Owned]]


_owners: dict[str, Owner] = {}


def register_owner(kind: str, owner: Owner) -> None:
    if _owners.setdefault(kind, owner) is not owner:
        raise ValueError(f"the owner kind {kind} is registered twice")


def owner_of(kind: str) -> Owner | None:
    return _owners.get(kind)
