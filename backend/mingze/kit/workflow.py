"""Transitions as data: a workflow is a table of moves, and everything else is read from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from mingze.kit.problems import Conflict

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One row: `action` leads from any of `sources` to `target` (None: the state stays as it is).

    `permission` is what the actor needs; `label` is the Chinese name of the act, as the button shows it.
    """

    action: str
    sources: frozenset[S]
    target: S | None
    permission: StrEnum
    label: str


class Workflow(Generic[S]):
    """A table of moves over one axis of states. Actions are unique in the table."""

    def __init__(self, moves: Iterable[Move[S]]) -> None:
        self.moves: Sequence[Move[S]] = tuple(moves)
        self._by_action = {move.action: move for move in self.moves}
        if len(self._by_action) != len(self.moves):
            raise ValueError("an action stands twice in a workflow")

    def __contains__(self, action: str) -> bool:
        return action in self._by_action

    def move(self, action: str) -> Move[S]:
        """The row of `action`; KeyError where the workflow has no such action."""
        return self._by_action[action]

    def open_from(self, state: S) -> list[Move[S]]:
        """The moves that lead out of `state`, whoever may make them."""
        return [move for move in self.moves if state in move.sources]

    def step(self, action: str, state: S) -> S:
        """The state after `action`; Conflict, naming the open moves, where it is not possible from `state`."""
        move = self._by_action[action]
        if state not in move.sources:
            raise Conflict(
                f"当前状态下不能“{move.label}”", open_moves=[other.action for other in self.open_from(state)]
            )
        return move.target if move.target is not None else state
