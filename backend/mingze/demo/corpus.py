"""The texts of the demonstration: what was found, what is done about it, how far it is. All invented."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from random import Random
from typing import Any

from mingze.findings.vocabulary import Severity, Source
from mingze.units.rules import UnitKind

_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Matter:
    """One problem with its measure (in steps) and its progress, oldest first. Units are codes."""

    key: str
    problem: str
    steps: tuple[str, ...]
    progress: tuple[str, ...]
    answers: tuple[str, ...]
    cooperates: tuple[str, ...]
    tag: str
    severity: Severity
    source: Source
    amount: Decimal | None = None
    group: str | None = None
    key_matter: bool = False
    external: str | None = None
    staged: str | None = None
    long_term: bool = False

    @property
    def measure(self) -> str:
        """The measure as one text, the way a document has it: 一是……。二是……。"""
        return numbered(self.steps)


def numbered(parts: tuple[str, ...]) -> str:
    if len(parts) == 1:
        return f"{parts[0]}。"
    return "".join(f"{_NUMERALS[i]}是{part}。" for i, part in enumerate(parts))


def of_commission(year: int) -> list[Matter]:
    """What the inspection of the commission found in `year`."""
    return list(_inspected("commission", year, ""))


def of_hospital(year: int) -> list[Matter]:
    """What the inspection of the city's hospital found in `year`; its departments answer."""
    return list(_inspected("hospital", year, "SRM-"))


def _inspected(name: str, year: int, prefix: str) -> Iterator[Matter]:
    years = {"last": year - 1, "before": year - 2, "earlier": year - 4}
    for group in _read(name)["group"]:
        for number, found in enumerate(group["finding"]):
            texts = _texts(found, years)
            yield Matter(
                key=f"{name}/{group['title']}/{number}",
                answers=tuple(prefix + code for code in found["answers"]),
                cooperates=tuple(prefix + code for code in found.get("cooperates", ())),
                source=Source.INSPECTION,
                amount=Decimal(found["amount"]) if "amount" in found else None,
                group=group["title"],
                key_matter=group.get("key", False),
                external=found.get("external"),
                staged=found.get("staged"),
                long_term=found.get("long_term", False),
                **texts,
            )


def of_days(units: Mapping[UnitKind, list[tuple[str, str]]], count: int) -> list[Matter]:
    """`count` findings of every day, in units (code, name) of the kinds that fit; each unit and text in turn."""
    told = _read("daily")["finding"]
    turns: dict[UnitKind, int] = {}
    told_of: set[tuple[int, str]] = set()
    made: list[Matter] = []
    for number in range(count):
        which = number % len(told)
        draw = Random(f"daily/{number}")  # noqa: S311  (a seed, so that every fill is the same)
        kinds = [UnitKind(kind) for kind in told[which]["kinds"] if kind in units]
        kind = kinds[number // len(told) % len(kinds)]
        there = units[kind]
        turn = turns.get(kind, 0)
        while (which, there[turn % len(there)][0]) in told_of:
            turn += 1
        turns[kind] = turn + 1
        code, name = there[turn % len(there)]
        told_of.add((which, code))
        found = told[which]
        slots = {"unit": name, "n": draw.randint(3, 9), "m": draw.randint(21, 48), "k": draw.randint(2, 6)}
        made.append(
            Matter(
                key=f"daily/{number}",
                answers=(code,),
                cooperates=(),
                source=Source(found["source"]),
                **_texts(found, slots),
            )
        )
    return made


def _texts(found: Mapping[str, Any], slots: Mapping[str, object]) -> dict[str, Any]:
    return {
        "problem": found["problem"].format_map(slots),
        "steps": tuple(step.format_map(slots) for step in found["steps"]),
        "progress": tuple(note.format_map(slots) for note in found["progress"]),
        "tag": found["tag"],
        "severity": Severity(found.get("severity", Severity.ORDINARY)),
    }


class Words:
    """What people say when they act: the same draw gives the same sentence."""

    def __init__(self) -> None:
        self._said = _read("words")

    def say(self, act: str, draw: Random, **slots: str) -> str:
        """A sentence for `act`, or for `ask:extension`, `grant:void` …"""
        kind, _, what = act.partition(":")
        sentences: list[str] = self._said[kind][what] if what else self._said[kind]
        return draw.choice(sentences).format_map(slots)


def _read(name: str) -> dict[str, Any]:
    text = files("mingze.demo").joinpath("texts", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
