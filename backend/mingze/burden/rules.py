"""How what is asked of a unit is counted, and when two who ask want the same. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingze.burden.vocabulary import AskKind
from mingze.duties.vocabulary import DutyKind
from mingze.kit.likeness import letters, likeness

MAX_MONTHS = 24
MAX_INDICATORS = 40
#: Two names mean one number where they have this share of their character pairs in common (新发现问题, 新发现问题数).
_SAME_NAME = 0.75

#: What a duty is, counted by the one who has to do it.
KIND_OF_DUTY: Mapping[DutyKind, AskKind] = {
    DutyKind.SUB_PLAN: AskKind.PAPER,
    DutyKind.REPORT: AskKind.REPORT,
    DutyKind.DELIVERABLE: AskKind.PAPER,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of one unit, wherever it stands; it counts in the month of `due_on`."""

    unit_id: int
    kind: AskKind
    asker: str
    due_on: date


@dataclass(slots=True)
class Month:
    """What one unit was asked for in one month."""

    kinds: Counter[AskKind] = field(default_factory=Counter)
    askers: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.kinds.total()


def months(first: date, last: date) -> list[date]:
    """The first days of the months from that of `first` to that of `last`."""
    found = [first.replace(day=1)]
    while (following := _next(found[-1])) <= last:
        found.append(following)
    return found


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def count(asked: Iterable[Asked]) -> Mapping[tuple[int, date], Month]:
    """(unit, first day of the month) → what was asked then."""
    found: dict[tuple[int, date], Month] = defaultdict(Month)
    for one in asked:
        month = found[one.unit_id, one.due_on.replace(day=1)]
        month.kinds[one.kind] += 1
        month.askers[one.asker] += 1
    return found


def same_indicator(left: str, right: str) -> bool:
    """Whether two names mean the same number; a short name only where it is the very same."""
    a, b = letters(left).lower(), letters(right).lower()
    return bool(a) and (a == b or (min(len(a), len(b)) >= 3 and likeness(a, b) >= _SAME_NAME))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that was asked already, with the numbers it wants and how many of the units it was asked of."""

    kind: AskKind
    title: str
    asker: str
    due_on: date
    indicators: Sequence[str]
    units: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """`indicator` as it is to be asked, and `name` as `wanted` asks for it."""

    indicator: str
    name: str
    wanted: Wanted


def overlaps(indicators: Iterable[str], wanted: Iterable[Wanted]) -> list[Overlap]:
    """What of `indicators` was asked for already: the nearest first where there are several."""
    asked = list(wanted)
    return [
        Overlap(indicator, name, one)
        for indicator in indicators
        for one in sorted(asked, key=lambda one: one.due_on, reverse=True)
        for name in one.indicators
        if same_indicator(indicator, name)
    ]
