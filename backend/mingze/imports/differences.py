"""Two editions of a document, compared: which record is which, and what changed in it. Pure.

A record has a stable key (where it stands: section, group, number), a text by which it is known again where the
numbering moved, and fields. Records are matched one to one; what the ledger holds now makes the comparison one
of three sides. Nothing here grows faster than the number of records: candidates come from the key and from the
rarest pairs of characters, never from comparing everything with everything.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingze.kit.likeness import letters, likeness_of, pairs

Key = tuple[Hashable, ...]

#: So much of a text is looked at to know it again.
_LOOKED_AT = 600
#: A text is like another from here on; less is enough where it stands in the same place.
_LIKE, _LIKE_IN_PLACE = 0.6, 0.3
#: What standing in the same place adds to the likeness where several would do.
_IN_PLACE = 0.05
#: Bounds of the search: pairs of characters asked for, records that share one, records looked at closely.
_RAREST, _SHARED, _CLOSELY = 30, 150, 6


@dataclass(frozen=True, slots=True)
class Record:
    """One part of a document. `fields` hold plain values: text, numbers, lists of texts."""

    key: Key
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two editions; a conflict where the ledger moved on as well."""

    field: str
    old: Any
    new: Any
    ledger: Any = None
    conflict: bool = False


# --- which is which ---------------------------------------------------------------------------------------------


def matched(old: Sequence[Record], new: Sequence[Record]) -> list[int | None]:
    """For each new record the index of the old one it is, or None; no old one serves twice.

    The same text in the same place first, then the same text anywhere, then the likest, best pairs first.
    """
    places: list[int | None] = [None] * len(new)
    left = dict.fromkeys(range(len(old)))
    plain_old = [letters(record.text[: 2 * _LOOKED_AT]) for record in old]
    plain_new = [letters(record.text[: 2 * _LOOKED_AT]) for record in new]
    _pair_same([(r.key, t) for r, t in zip(old, plain_old, strict=True)], left,
               [(r.key, t) for r, t in zip(new, plain_new, strict=True)], places)  # fmt: skip
    _pair_same([t or None for t in plain_old], left, [t or None for t in plain_new], places)
    _pair_like(old, plain_old, left, new, plain_new, places)
    return places


def _pair_same(
    old: Sequence[Hashable],
    left: dict[int, None],
    new: Sequence[Hashable],
    places: list[int | None],
) -> None:
    """Pair what is equal, in order; None is equal to nothing."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index in left:
        if old[index] is not None:
            waiting[old[index]].append(index)
    for index, what in enumerate(new):
        if places[index] is None and waiting.get(what):
            places[index] = found = waiting[what].popleft()
            del left[found]


def _pair_like(
    old: Sequence[Record],
    plain_old: Sequence[str],
    left: dict[int, None],
    new: Sequence[Record],
    plain_new: Sequence[str],
    places: list[int | None],
) -> None:
    grams = {index: pairs(plain_old[index][:_LOOKED_AT]) for index in left}
    by_key: dict[Key, list[int]] = defaultdict(list)
    by_gram: dict[str, list[int]] = defaultdict(list)
    for index, counted in grams.items():
        by_key[old[index].key].append(index)
        for gram in counted:
            by_gram[gram].append(index)
    scored: list[tuple[float, int, int]] = []
    for index, place in enumerate(places):
        if place is not None:
            continue
        mine = pairs(plain_new[index][:_LOOKED_AT])
        in_place = by_key[new[index].key][:_CLOSELY] if new[index].key in by_key else []
        for other in {*in_place, *_sharing(mine, by_gram)}:
            like = likeness_of(mine, grams[other])
            same_place = old[other].key == new[index].key
            if like >= (_LIKE_IN_PLACE if same_place else _LIKE):
                scored.append((-like - same_place * _IN_PLACE, index, other))
    for _, index, other in sorted(scored):
        if places[index] is None and other in left:
            places[index] = other
            del left[other]


def _sharing(mine: Counter[str], by_gram: Mapping[str, list[int]]) -> list[int]:
    """The few records that share most of the rare pairs of characters."""
    known = sorted((len(by_gram[gram]), gram) for gram in mine if gram in by_gram)
    shared: Counter[int] = Counter()
    for count, gram in known[:_RAREST]:
        if count <= _SHARED:
            shared.update(by_gram[gram])
    return [index for index, _ in shared.most_common(_CLOSELY)]


# --- what changed -------------------------------------------------------------------------------------------------


def changes(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    ledger: Mapping[str, Any] | None = None,
    *,
    read: Mapping[str, Any] | None = None,
    growing: frozenset[str] = frozenset(),
    lasting: frozenset[str] = frozenset(),
) -> list[Change]:
    """The fields of `new` that the document changed since `old`, and that the ledger does not hold already.

    Where the ledger no longer stands as `old` has it, both moved on: a conflict. `read` is what the old document
    says where somebody put it right in `old`: no change either. What of `growing` fields is new is added to what
    is there, so they cannot conflict; there the ledger names all that it holds. That a document is silent about
    a `lasting` field takes nothing back.
    """
    found: list[Change] = []
    for name, now in new.items():
        was = old.get(name)
        if same(was, now) or (read is not None and same(read.get(name), now)):
            continue
        if name in lasting and same(now, None):
            continue
        if ledger is None:
            found.append(Change(name, was, now))
        elif name in growing:
            if missing(now, ledger.get(name)):
                found.append(Change(name, was, now, ledger.get(name)))
        elif not same(ledger.get(name), now):
            held = ledger.get(name)
            found.append(Change(name, was, now, held, conflict=not same(was, held)))
    return found


def same(left: Any, right: Any) -> bool:
    """Whether two values say the same: blanks do not count, nothing and empty are one."""
    return bool(_plain(left) == _plain(right))


def missing(now: Any, held: Any) -> list[str]:
    """The texts of `now` that stand in none of `held`, in their order."""
    there = "\n".join(_plain(text) or "" for text in _texts(held))
    return [text for text in _texts(now) if (_plain(text) or "") not in there]


def _texts(value: Any) -> list[str]:
    return [] if not value else [value] if isinstance(value, str) else list(value)


def _plain(value: Any) -> Any:
    match value:
        case str():
            return "".join(value.split()) or None
        case list() | tuple():
            return [_plain(part) for part in value] or None
    return value
