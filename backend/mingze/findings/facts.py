"""What the rules look at: plain values, made in queries from rows and in tests by hand. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from mingze.access.permissions import Permission
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    PublishedStatus,
    RequestKind,
    Source,
    WorkState,
)


class Person(Protocol):
    """Who asks: the part of an Actor that rules look at."""

    @property
    def account_id(self) -> int: ...
    @property
    def home_unit_id(self) -> int: ...
    def may(self, permission: Permission) -> bool: ...
    def roots(self, permission: Permission) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """A measure, as far as rules look at it. `hands`: who owned, reported or claimed; `homes`: their home units."""

    id: int
    state: ItemState
    unit_id: int | None = None
    owner_id: int | None = None
    hands: frozenset[int] = frozenset()
    homes: frozenset[int] = frozenset()
    evidence: int = 0
    verified_onsite: bool = False


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding, as far as rules look at it. `above`: unit → itself and every unit above it."""

    work: WorkState
    closure: ClosureState = ClosureState.NONE
    source: Source = Source.SUPERVISION
    voided: bool = False
    due_on: date | None = None
    units: Mapping[Part, frozenset[int]] = field(default_factory=dict)
    above: Mapping[int, frozenset[int]] = field(default_factory=dict)
    items: tuple[ItemFacts, ...] = ()
    registered_by: int | None = None
    """Who looks after it since it was registered: the registrar, or who took over from them."""
    fixed_by: int | None = None
    applied_by: int | None = None
    open_requests: frozenset[RequestKind] = frozenset()
    countersigned: frozenset[OrganKind] = frozenset()
    unscanned: int = 0
    """Countersignatures without a scan of the stamped paper."""

    def units_of(self, *parts: Part) -> frozenset[int]:
        return frozenset().union(*(self.units.get(part, frozenset()) for part in parts))


@dataclass(frozen=True, slots=True)
class AllowedAction:
    """An act as a button shows it; `reason` says why it is not possible to this person now."""

    action: str
    label: str
    enabled: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stands in the ledger, with the texts of its measures and their progress."""

    id: int
    code: str
    section: str | None
    group: str | None
    number: str | None
    problem: str
    due_on: date | None
    key_matter: bool
    leader: str | None
    department: str | None
    published: PublishedStatus | None
    long_term: bool
    voided: bool
    closed: bool
    measures: list[str] = field(default_factory=list)
    """The steps of each measure, or its text where it has none."""
    notes: list[str] = field(default_factory=list)
