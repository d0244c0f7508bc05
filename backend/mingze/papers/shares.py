"""What a percentage is a share of, and whether it agrees with its own numbers."""

from dataclasses import dataclass
from math import ceil, floor

from mingze.papers.answer import Span
from mingze.papers.counting import Count, unit_family
from mingze.papers.ties import Item, Relations, compatible

_MOST_WHOLES = 12


@dataclass(frozen=True)
class Base:
    """The whole of a share: a number of the text, or the only whole number that fits the name the text gives."""

    whole: int | None = None
    name: Span | None = None
    value: int | None = None


def base_of(text: str, relations: Relations, at: int) -> Base | None:
    """The whole that the item at `at` (a percentage with a subject, or a part of a division) is a share of."""
    item = relations.items[at]
    if item.subject is None:
        return Base(whole=relations.divisions[item.division].whole) if item.division is not None else None
    subject = relations.items[item.subject]
    wholes = [item.whole] if item.whole is not None else wholes_of(relations, item.subject)
    for whole in wholes:
        if agrees(subject.count, relations.items[whole].count, item.count):
            return Base(whole=whole)
    only = inferred(subject.count, item.count)
    if item.share_of and item.share_of[0] < item.share_of[1] and only is not None:
        return Base(name=item.share_of, value=only)
    return None


def wholes_of(relations: Relations, subject: int) -> list[int]:
    """The numbers a share may be of, the likeliest first: the divided one, those of the sentence, of the paragraph, the first."""
    item = relations.items[subject]
    found: list[int] = []
    if item.division is not None:
        found.append(relations.divisions[item.division].whole)
    for index in range(subject - 1, max(-1, subject - 1 - _MOST_WHOLES), -1):
        other = relations.items[index]
        if other.piece != item.piece:
            break
        if _may_hold(other, item):
            found.append(index)
    first = relations.first_of.get(unit_family(item.count.unit))
    if first is not None and first < subject and _may_hold(relations.items[first], item):
        found.append(first)
    return list(dict.fromkeys(found))


def _may_hold(other: Item, item: Item) -> bool:
    return (
        not other.count.is_share
        and compatible(other.count, item.count)
        and other.count.value >= item.count.value > 0
    )


def agrees(part: Count, whole: Count, share: Count) -> bool:
    """Whether share = part / whole, rounded or cut off where it was printed; rough numbers agree with anything near."""
    low, high = interval(part)
    least, most = interval(whole)
    if least <= 0:
        return False
    if part.rough or whole.rough or share.rough:
        return abs(part.value / whole.value * 100 - share.value) <= 2
    return within(low / most * 100, high / least * 100, share)


def within(low: float, high: float, share: Count) -> bool:
    step = 10.0**-share.digits
    tiny = 1e-9
    return low < share.value + step - tiny and high >= share.value - step / 2 - tiny


def interval(count: Count) -> tuple[float, float]:
    """A number printed with a point or in 万 was rounded."""
    if count.digits or count.unit[:1] in "万亿":
        half = 10.0**-count.digits / 2
        return count.value - half, count.value + half
    return count.value, count.value


def inferred(part: Count, share: Count) -> int | None:
    """The only whole number that the part is this share of."""
    if part.rough or share.rough or part.digits or share.digits == 0 or share.value <= 0:
        return None
    step = 10.0**-share.digits
    least = ceil(part.value * 100 / (share.value + step / 2) - 1e-9)
    most = floor(part.value * 100 / (share.value - step / 2) + 1e-9)
    return least if least == most and least > part.value else None
