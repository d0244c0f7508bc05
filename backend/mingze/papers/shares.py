"""What a percentage is a share of, and whether it agrees with its own numbers."""

import re
from dataclasses import dataclass
from math import ceil, floor

from mingze.papers.answer import Span
from mingze.papers.counting import Count
from mingze.papers.ties import Item, Relations, compatible, firsts

_MOST_WHOLES = 12
_AND = re.compile(r"^ ?[、和及与]")
_MOST_DONE = 4
_ALL = 100
_MOST_LOOKED_AT = 200
_WHOLE_NAME = re.compile(r"(?:总量|总数|总件数|总人数|总体|全部|合计|受理量)")
_NOISE = re.compile(r"(?:全部|总量|总数|总件数|总人数|总|数量|数|量|的|比例|类)")
# Rates of what was to be done; how content people are is asked of those who answered.
_DONE_RATE = re.compile(
    r"(?P<done>办结|办复|回复|答复|回访|整改|完成|结案|化解|调解|调处|成功|面商|走访|处置|到位|销号|办理|优秀|合格|达标|履行)率"
)


@dataclass(frozen=True)
class Base:
    """The whole of a share: a number of the text, or the only whole number that fits the name the text gives."""

    whole: int | None = None
    name: Span | None = None
    value: int | None = None


def base_of(text: str, relations: Relations, at: int) -> Base | None:
    """The whole that the item at `at` (a percentage with a subject, or a part of a division) is a share of."""
    item = relations.items[at]
    if item.subject is None and item.division is not None:
        return Base(whole=relations.divisions[item.division].whole)
    if item.subject is None:
        return _base_of_rate(text, relations, at)
    subject = relations.items[item.subject]
    wholes = [item.whole] if item.whole is not None else wholes_of(relations, item.subject)
    for whole in wholes:
        if agrees(subject.count, relations.items[whole].count, item.count):
            return Base(whole=whole)
    named = text[slice(*item.share_of)].strip() if item.share_of else ""
    if named:
        told = named_whole(text, relations, item.subject, named)
        if told is not None and agrees(subject.count, relations.items[told].count, item.count):
            return Base(whole=told)
    elif item.whole is None and subject.division is not None:
        # A share that is printed wrongly is a share of the same whole as its neighbours.
        return Base(whole=relations.divisions[subject.division].whole)
    only = inferred(subject.count, item.count)
    if item.share_of and item.share_of[0] < item.share_of[1] and only is not None:
        return Base(name=item.share_of, value=only)
    return None


def _base_of_rate(text: str, relations: Relations, at: int) -> Base | None:
    """受理215件,办结209件,办结率97.2%: of the 215; 调处纠纷184起,调解成功率91.3%: of the 184, which it can be of."""
    rate = relations.items[at]
    if not rate.count.is_share or rate.name is None or not _DONE_RATE.search(text[slice(*rate.name)]):
        return None
    before = [
        index
        for index in range(at - 1, max(-1, at - 1 - _MOST_WHOLES), -1)
        if relations.items[index].sentence == rate.sentence and not relations.items[index].count.is_share
    ]
    for position, at_done in enumerate(before[:_MOST_DONE] if rate.count.value < _ALL else []):
        done = relations.items[at_done].count
        for index in before[position + 1 :]:
            whole = relations.items[index].count
            if compatible(whole, done) and whole.value >= done.value and agrees(done, whole, rate.count):
                return Base(whole=index)
    done_by = before[0] if before else None
    if done_by is not None and _tells_done(text, relations, done_by, rate):
        # 已办结1226件,办结率97.3%: the 1226 are what was done; the whole was told a sentence before.
        wholes = wholes_of(relations, done_by)
        agreeing = (
            one
            for one in wholes
            if agrees(relations.items[done_by].count, relations.items[one].count, rate.count)
        )
        whole_at = next(agreeing, None)
        return Base(whole=whole_at) if whole_at is not None else None
    near = next((one for one in before if relations.items[one].division is None), None)
    if near is None or _one_of_several(text, relations, near):
        return None
    return Base(whole=near) if _may_be_of(relations.items[near].count, rate.count) else None


def _tells_done(text: str, relations: Relations, at: int, rate: Item) -> bool:
    """Whether a number counts what the rate is called after: 办结1226件 before 办结率."""
    named = _DONE_RATE.search(text[slice(*rate.name)]) if rate.name else None
    clause = text[relations.items[at].count.clause[0] : relations.items[at].count.span[0]]
    return named is not None and named["done"] in clause


def _one_of_several(text: str, relations: Relations, at: int) -> bool:
    """建议18件、提案22件,办复率100%: of both, and no number is printed of both."""
    if not at or relations.items[at - 1].sentence != relations.items[at].sentence:
        return False
    count, other = relations.items[at].count, relations.items[at - 1].count
    return compatible(other, count) and bool(_AND.search(text[other.span[1] : count.span[0]]))


def _may_be_of(whole: Count, share: Count) -> bool:
    """Whether a whole number of them makes the share."""
    if whole.rough or share.rough or whole.digits or whole.unit[:1] in "万亿" or share.value > _ALL:
        return False
    near = round(whole.value * share.value / _ALL)
    return any(
        within(part / whole.value * _ALL, part / whole.value * _ALL, share)
        for part in (near - 1, near, near + 1)
        if whole.value > 0
    )


def named_whole(text: str, relations: Relations, subject: int, named: str) -> int | None:
    """The number that 占信访总量 speaks of; None when the text prints no such number before."""
    items = relations.items
    core = _NOISE.sub("", named)
    seen: list[int] = [
        *range(min(subject, _MOST_LOOKED_AT)),
        *range(max(0, subject - _MOST_LOOKED_AT), subject),
    ]
    for at in seen:
        other = items[at]
        if other.name is None or not core or not compatible(other.count, items[subject].count):
            continue
        name = _NOISE.sub("", text[slice(*other.name)])
        if name and (core in name or name in core) and other.count.value >= items[subject].count.value:
            return at
    if not _WHOLE_NAME.search(named):
        return None
    wholes = wholes_of(relations, subject)
    return wholes[-1] if wholes and not core else None


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
    found += [one for one in firsts(relations, subject) if _may_hold(relations.items[one], item)]
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
