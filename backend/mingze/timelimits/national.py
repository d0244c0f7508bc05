"""The national time limits and procedures the program brings along: data of the package, read once, never changed.

They stand outside the database, so that an update brings the new law without touching what an office entered.
A document is a `[[source]]`, a rule one line in it; what of a rule differs from its document stands in the line.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mingze.timelimits.rules import Period, TimeUnit

_UNITS: Mapping[str, TimeUnit] = {
    "h": TimeUnit.HOUR,
    "d": TimeUnit.DAY,
    "wd": TimeUnit.WORKING_DAY,
    "m": TimeUnit.MONTH,
    "y": TimeUnit.YEAR,
}


class Bound(StrEnum):
    MOST = "most"
    LEAST = "least"
    EXACT = "exact"


class StartsFrom(StrEnum):
    """What of a matter sets its time going, for rooms that count it by themselves: 收到、派单、签收、受理、送达、
    收到请求、收到申请、答复(办结)、催办、原期限届满."""

    RECEIPT = "receipt"
    DISPATCH = "dispatch"
    SIGNING = "signing"
    ACCEPTANCE = "acceptance"
    DELIVERY = "delivery"
    REQUEST = "request"
    APPLICATION = "application"
    ANSWER = "answer"
    URGING = "urging"
    EXPIRY = "expiry"


class Confidence(StrEnum):
    FULL_TEXT = "full_text"
    DIGEST = "digest"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


#: Whoever reads one of these is told to have it checked.
UNVERIFIED = frozenset({Confidence.SECONDARY, Confidence.UNCONFIRMED})

#: As the data files write them.
_CONFIDENCE: Mapping[str, Confidence] = {
    "H": Confidence.FULL_TEXT,
    "H*": Confidence.DIGEST,
    "M": Confidence.SECONDARY,
    "K": Confidence.UNCONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Source:
    document: str
    number: str
    year: int | None
    article: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How much longer it may become at most, who approves it, who is told."""

    period: Period
    approved_by: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one version of a rule says. `version_id` and `unit_id` are None for the national ones."""

    period: Period | None
    source: Source
    confidence: Confidence
    extension: Extension | None = None
    start_event: str = ""
    suspends: str = ""
    consequence: str = ""
    warn_before: Sequence[int] = ()
    effective_from: date | None = None
    #: The last day it is in force.
    effective_to: date | None = None
    version_id: int | None = None
    unit_id: int | None = None

    @property
    def is_verified(self) -> bool:
        return self.confidence not in UNVERIFIED

    def is_in_force(self, day: date) -> bool:
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A rule by its code. `region`: where it holds, if not in the whole country (then it is an example here)."""

    code: str
    title: str
    text: str
    bound: Bound
    #: A hard maximum of petitions and sanctions: it binds even where its text is still to be checked.
    hard: bool
    #: Whether a last day off moves on (民法典 203); what runs out by itself does not.
    moves: bool
    #: None where no room counts it by itself.
    starts_from: StartsFrom | None
    region: str
    terms: Sequence[Terms]

    def at(self, day: date) -> Terms | None:
        """The national terms in force that day."""
        return next((one for one in self.terms if one.is_in_force(day)), None)


@cache
def time_limits() -> Mapping[str, TimeLimit]:
    """Every rule by its code, in the order of the files. ValueError where a code stands twice."""
    found: dict[str, TimeLimit] = {}
    for limit in _all():
        if limit.code in found:
            raise ValueError(f"time limit {limit.code} stands twice")
        found[limit.code] = limit
    return found


def _all() -> Iterator[TimeLimit]:
    for file in sorted(files("mingze.timelimits.data").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for source in tomllib.loads(file.read_text("utf-8"))["source"]:
                for line in source.pop("rules"):
                    yield _limit({**source, **line})


def _limit(line: dict[str, Any]) -> TimeLimit:
    bounds = [bound for bound in Bound if bound in line]
    if len(bounds) > 1:
        raise ValueError(f"{line['code']} has two bounds")
    bound = bounds[0] if bounds else Bound.MOST
    period = _period(line.pop(bound)) if bounds else None
    starts_from = line.pop("from", None)
    limit = TimeLimit(
        code=line.pop("code"),
        title=line.pop("title"),
        text=line.pop("text", ""),
        bound=bound,
        hard=line.pop("hard", False),
        moves=line.pop("moves", bound != Bound.EXACT),
        starts_from=StartsFrom(starts_from) if starts_from else None,
        region=line.pop("region", ""),
        terms=[_terms(period, line)],
    )
    if line:
        raise ValueError(f"{limit.code} has unknown words: {', '.join(line)}")
    return limit


def _terms(period: Period | None, line: dict[str, Any]) -> Terms:
    source = Source(
        line.pop("document"), line.pop("number", ""), line.pop("year", None), line.pop("article", "")
    )
    by, told = line.pop("by", ""), line.pop("told", "")
    longer = line.pop("longer", None)
    return Terms(
        period=period,
        source=source,
        confidence=_CONFIDENCE[line.pop("confidence")],
        extension=Extension(_period(longer), by, told) if longer else None,
        start_event=line.pop("start", ""),
        suspends=line.pop("suspends", ""),
        consequence=line.pop("late", ""),
        warn_before=line.pop("warn", _warn_before(period)),
        effective_from=line.pop("since", None),
        effective_to=line.pop("until", None),
    )


def _period(text: str) -> Period:
    found = re.fullmatch(r"(\d+)(h|d|wd|m|y)", text)
    if found is None:
        raise ValueError(f"no period: {text}")
    return Period(int(found[1]), _UNITS[found[2]])


def _warn_before(period: Period | None) -> Sequence[int]:
    """Where a line names no warnings: one day before what is short, a week and a day before what is long."""
    if period is None or period.unit == TimeUnit.HOUR or period.quantity == 0:
        return ()
    is_long = period.unit in (TimeUnit.MONTH, TimeUnit.YEAR) or period.quantity > 15
    return (7, 1) if is_long else (1,)
