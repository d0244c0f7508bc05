"""What is somebody's to do, and passes to another when they leave. Higher rooms register their kinds here.

Registered is what a named person still has to do. What a person did (reported, claimed, verified, decided) is
history and stays theirs: it is what keeps the two persons of every rule apart.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Passing:
    """One handover: by whom, from whom to whom, and why. `successor` holds the roles they have afterwards."""

    by: Actor
    leaver_id: int
    leaver_name: str
    successor: Actor
    reason: str

    @property
    def parties(self) -> dict[str, Any]:
        """For events: who had it and who has it now."""
        return {
            "from_account": {"id": self.leaver_id, "name": self.leaver_name},
            "to_account": {"id": self.successor.account_id, "name": self.successor.name},
        }


@dataclass(frozen=True, slots=True)
class Passed:
    """How many things passed on; `refused`: reason → how many the successor cannot take. Then nothing passes."""

    count: int
    refused: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of thing to do: how many an account has, and letting them pass, each with an event of its own."""

    label: str
    count: Callable[[AsyncSession, int], Awaitable[int]]
    move: Callable[[AsyncSession, Passing], Awaitable[Passed]]


_works: dict[str, Work] = {}


def register_work(kind: str, work: Work) -> None:
    if _works.setdefault(kind, work) is not work:
        raise ValueError(f"the kind of work {kind} is registered twice")


def works() -> Mapping[str, Work]:
    return _works
