"""Numbers that contradict each other: parts that do not sum, wrong percentages, shares of changing wholes.

Every sum is done again. A warning names the numbers and what they come to; rough numbers (余, 约, 近, 以上), lists that
do not say they are complete and wholes that are not printed are no ground for one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mingze.papers.answer import Caution
from mingze.papers.counting import Count, unit_family
from mingze.papers.divisions import REST
from mingze.papers.extracted import Table
from mingze.papers.grids import grids_of, pieces_in
from mingze.papers.outline import Piece
from mingze.papers.relations import read_relations
from mingze.papers.shares import agrees, interval, named_whole, wholes_of, within
from mingze.papers.source import Source
from mingze.papers.statistics import cautions_of
from mingze.papers.ties import (
    Change,
    Dimension,
    Division,
    Item,
    Relations,
    compatible,
    firsts,
    lead_of,
    sum_of,
)

# What a rectification report says of its own findings is checked with its totals.
_OWN_TOTALS = re.compile(r"(?:问题|整改|措施|任务)")
_MANY_EACH = re.compile(r"(?:多选|交叉|重复|重叠|同时|一件多|涉及多|兼)")
_RATE_OF = re.compile(r"(?<![期时])(?P<done>办结|办复|回复|答复|整改|完成|结案|化解|满意|合格|到位|调解)率$")
_AMONG = re.compile(r"[,;、( ]*其中:?")
_LAST_WORDS = 40
_MOST_BEFORE = 12
_MOST_LOOKED_AT = 200
_SMALLEST = 1e-6


def of_numbers(
    source: Source,
    parts: list[Piece],
    tables: Sequence[Table] = (),
    known: Relations | None = None,
    *,
    report: bool = False,
) -> list[Caution]:
    """`report`: a rectification report, whose numbers of findings and measures are checked with its totals.

    `known`: how the numbers of this text hang together, where that was read before.
    """
    grids = grids_of(source, parts, tables)
    relations = known or read_relations(source, parts, pieces_in(grids, source, parts))
    found = [
        *_sums(source, relations, report),
        *_mixed(source, relations, report),
        *_changes(source, relations),
        *_Shares(source, relations).cautions(),
        *_done_rates(source, relations),
        *(caution for grid in grids for caution in cautions_of(grid)),
    ]
    return sorted(found, key=lambda one: one.span or (0, 0))


def _sums(source: Source, relations: Relations, report: bool) -> Iterator[Caution]:
    for division in relations.divisions:
        if not (report and _is_own_total(source, relations, division.whole)):
            yield from _sum(source, relations, division)
    for at, item in enumerate(relations.items[1:], start=1):
        whole = relations.items[at - 1]
        if item.sentence == whole.sentence and _more_than_whole(source.text, whole, item):
            message = f"“其中”的{_said(item.count)}多于总数{_said(whole.count)}"
            yield _caution(source, "parts_do_not_sum", message, [whole.count, item.count])
    for dimension in relations.dimensions:
        yield from _dimension(source, relations, dimension)


def _is_own_total(source: Source, relations: Relations, whole: int) -> bool:
    item = relations.items[whole]
    return bool(_OWN_TOTALS.search(source.text, item.count.clause[0], item.count.clause[1]))


def _sum(source: Source, relations: Relations, division: Division) -> Iterator[Caution]:
    counts = [relations.items[part].count for part in division.parts]
    whole = relations.items[division.whole].count
    total = sum_of(relations, division.parts)
    if division.open or whole.rough or any(count.rough for count in counts) or len(counts) < 2:
        return
    if abs(total - whole.value) <= _tolerance([whole, *counts]):
        return
    if division.how == "bracket" and total < whole.value:
        return
    yield _caution(source, "parts_do_not_sum", _sum_message(counts, whole, total), [whole, *counts])


def _sum_message(counts: Sequence[Count], whole: Count, total: float) -> str:
    sum_ = "+".join(_number(count.value) for count in counts)
    more = total - whole.value
    differs = f"多{_number(more)}" if more > 0 else f"少{_number(-more)}"
    hint = ";如果一件可归入多类,应当注明" if more > 0 else ""
    return f"各部分{sum_}={_number(total)},与总数{_said(whole)}不符({differs}){hint}"


def _tolerance(counts: Sequence[Count]) -> float:
    """Rounded numbers (with a point, in 万) may miss their sum by half of their last digit each."""
    return _SMALLEST + sum(interval(count)[1] - count.value for count in counts)


def _more_than_whole(text: str, whole: Item, item: Item) -> bool:
    return (
        bool(_AMONG.match(lead_of(text, item)))
        and compatible(whole.count, item.count)
        and not (whole.count.rough or item.count.rough or whole.count.is_share)
        and whole.division is None
        and whole.count.bracket == item.count.bracket
        and item.count.value > whole.count.value
    )


def _dimension(source: Source, relations: Relations, dimension: Dimension) -> Iterator[Caution]:
    """One way of dividing a whole that was told before: more than the whole is a count of many categories each."""
    whole = _whole_of(relations, dimension)
    if whole is None:
        return
    counts = [relations.items[part].count for part in dimension.parts]
    total = dimension.total
    sentence = relations.sentences[relations.items[dimension.parts[0]].sentence].span
    if whole.rough or any(count.rough for count in counts) or _MANY_EACH.search(source.text, *sentence):
        return
    complete = any(_is_rest(source.text, relations.items[part]) for part in dimension.parts)
    if total > whole.value + _tolerance([whole, *counts]) or (
        complete and total < whole.value - _tolerance([whole, *counts])
    ):
        yield _caution(source, "parts_do_not_sum", _sum_message(counts, whole, total), counts)


def _is_rest(text: str, item: Item) -> bool:
    return item.name is not None and REST.search(text, *item.name) is not None


def _whole_of(relations: Relations, dimension: Dimension) -> Count | None:
    if dimension.told is not None:
        count = relations.items[dimension.told].count
        return count if compatible(count, relations.items[dimension.parts[0]].count) else None
    at = dimension.parts[0]
    item = relations.items[at]
    for index in range(at - 1, max(-1, at - 1 - _MOST_LOOKED_AT), -1):
        other = relations.items[index]
        if other.piece != item.piece:
            break
        if compatible(other.count, item.count) and _leads(relations, index):
            return other.count
    most = max(relations.items[part].count.value for part in dimension.parts)
    wholes = [relations.items[first].count for first in firsts(relations, at)]
    # What heads a section is what the section divides, unless it is less than one of the parts.
    return next((one for one in wholes if one.value >= most), wholes[-1] if wholes else None)


def _leads(relations: Relations, at: int) -> bool:
    """The first number of its paragraph is what the paragraph goes on to divide."""
    return at == 0 or relations.items[at - 1].piece != relations.items[at].piece


def _mixed(source: Source, relations: Relations, report: bool) -> Iterator[Caution]:
    for whole_at, parts in relations.mixed:
        if report and _is_own_total(source, relations, whole_at):
            continue
        whole = relations.items[whole_at].count
        counts = [relations.items[part].count for part in parts]
        units = "、".join(dict.fromkeys(count.unit for count in counts))
        message = f"总数{_said(whole)}的各部分以不同单位({units})计数后相加,应统一单位"
        yield _caution(source, "mixed_units", message, [whole, *counts])


def _changes(source: Source, relations: Relations) -> Iterator[Caution]:
    for change in relations.changes:
        now, before, by, rate = (
            relations.items[at].count if at is not None else None
            for at in (change.now, change.before, change.by, change.rate)
        )
        if now and before and by and not (now.rough or before.rough or by.rough):
            differs = abs(now.value - before.value)
            if abs(differs - by.value) > _tolerance([now, before, by]):
                word = "减少" if now.value < before.value else "增加"
                message = (
                    f"由{_said(before)}到{_said(now)}应为{word}{_number(differs)},文中为{_number(by.value)}"
                )
                yield _caution(source, "parts_do_not_sum", message, [before, now, by])
        if rate and not rate.rough:
            yield from _growth(source, change, now, before, by, rate)


def _growth(
    source: Source, change: Change, now: Count | None, before: Count | None, by: Count | None, rate: Count
) -> Iterator[Caution]:
    ways = list(_ways(change, now, before, by))
    used = [count for count in (now, before, by) if count]
    if not ways or any(count.rough for count in used):
        return
    if any(within(low, high, rate) for low, high in ways):
        return
    middle = sum(ways[0]) / 2
    grounds = "、".join(_said(count) for count in (before, by or now) if count)
    message = f"{_said(rate)}与所依据的{grounds}不符,应为{middle:.{max(rate.digits, 1)}f}%"
    yield _caution(source, "wrong_percentage", message, [*used, rate])


def _ways(
    change: Change, now: Count | None, before: Count | None, by: Count | None
) -> Iterator[tuple[float, float]]:
    """The rates that the numbers come to, one for each pair of them, as intervals of what was rounded."""
    if before and by and before.value > 0:
        (least, most), (low, high) = interval(before), interval(by)
        yield low / most * 100, high / least * 100
    if before and now and before.value > 0:
        (least, most), (low, high) = interval(before), interval(now)
        ends = (abs(low / most - 1) * 100, abs(high / least - 1) * 100)
        yield min(ends), max(ends)
    if now and by and not before:
        (least, most), (low, high) = interval(now), interval(by)
        sign = 1 if change.down else -1
        if least + sign * low > 0 and most + sign * high > 0:
            ends = (low / (most + sign * low) * 100, high / (least + sign * high) * 100)
            yield min(ends), max(ends)


class _Shares:
    """占Y%: checked against the whole the text gives it; another printed whole that fits is a changed base."""

    def __init__(self, source: Source, relations: Relations) -> None:
        self._source = source
        self._relations = relations
        self._told: dict[int, int] = {
            part: dimension.told
            for dimension in relations.dimensions
            if dimension.told is not None
            for part in dimension.parts
        }
        self._within = {part: dimension for dimension in relations.dimensions for part in dimension.parts}
        # By kind of unit, each value of the text and where it stands first.
        first: dict[str, dict[float, int]] = {}
        for at, item in enumerate(relations.items):
            if not item.count.is_share:
                first.setdefault(unit_family(item.count.unit), {}).setdefault(item.count.value, at)
        self._values = {family: sorted(values.items()) for family, values in first.items()}
        self._seen: set[tuple[int, float]] = set()

    def cautions(self) -> Iterator[Caution]:
        for at, item in enumerate(self._relations.items):
            if item.subject is not None and item.share_of is not None:
                yield from self._check(at, item)

    def _check(self, at: int, item: Item) -> Iterator[Caution]:
        items = self._relations.items
        subject = items[item.subject or 0]
        if item.subject is None or item.count.rough or subject.count.rough:
            return
        expected, sure = self._expected(item, item.subject)
        if expected is None or agrees(subject.count, items[expected].count, item.count):
            return
        if items[expected].count.rough or items[expected].count.value <= 0:
            return
        other = self._other(item, item.subject, expected)
        whole = items[expected].count
        if other is not None and sure:
            yield from self._changed(item, subject, whole, other)
        elif sure:
            rate = subject.count.value / whole.value * 100
            message = (
                f"{_said(subject.count)}占{_said(whole)}应为{rate:.{max(item.count.digits, 1)}f}%,"
                f"文中为{_said(item.count)}"
            )
            yield _caution(self._source, "wrong_percentage", message, [subject.count, item.count])

    def _expected(self, item: Item, subject: int) -> tuple[int | None, bool]:
        """The whole that the text gives a share, and whether it can be no other."""
        relations = self._relations
        named = self._source.text[slice(*item.share_of)].strip() if item.share_of else ""
        if item.whole is not None:
            return item.whole, True
        if named:
            return named_whole(self._source.text, relations, subject, named), True
        division = relations.items[subject].division
        if division is not None:
            return relations.divisions[division].whole, True
        if subject in self._told:
            return self._told[subject], True
        wholes = [one for one in wholes_of(relations, subject) if not self._is_sibling(one, item)]
        near = [one for one in wholes if relations.items[one].piece == item.piece]
        for whole in near:
            if agrees(relations.items[subject].count, relations.items[whole].count, item.count):
                return whole, True
        own = [one for one in near if relations.items[one].sentence == item.sentence]
        own = [one for one in own if one not in self._within]
        if own:
            return own[-1], True
        if subject in self._within and wholes:
            return wholes[-1], True
        return (wholes[0], False) if wholes else (None, False)

    def _is_sibling(self, whole: int, item: Item) -> bool:
        """来信90件,占50.6%,网络52件,占29.2%: what has a share of its own in the sentence is no whole of the next."""
        return whole in self._relations.share_of and self._relations.items[whole].sentence == item.sentence

    def _other(self, item: Item, subject: int, expected: int) -> float | None:
        """Another whole that the share fits: a number printed before, or the sum of its own dimension."""
        relations = self._relations
        part = relations.items[subject].count
        dimension = self._within.get(subject)
        if dimension and dimension.total > part.value and _fits(part, dimension.total, item.count):
            return dimension.total
        if item.count.value <= 0 or item.count.digits == 0:
            return None
        step = 10.0**-item.count.digits
        low = part.value * 100 / (item.count.value + step)
        high = part.value * 100 / max(item.count.value - step / 2, _SMALLEST)
        values = self._values.get(unit_family(part.unit), [])
        index = bisect_left(values, (low, -1))
        for value, at in values[index : index + _MOST_LOOKED_AT]:
            if value > high:
                break
            if at < subject and at != expected and _fits(part, value, item.count) and value > part.value:
                return value
        return None

    def _changed(self, item: Item, subject: Item, whole: Count, other: float) -> Iterator[Caution]:
        if (item.piece, other) in self._seen:
            return
        self._seen.add((item.piece, other))
        named = self._source.text[slice(*item.share_of)].strip() if item.share_of else ""
        called = f"称“占{named}”" if named else "未写明基数"
        message = (
            f"{_said(item.count)}是以{_number(other)}为基数算出的,而文中{called},此前的总数是{_said(whole)}"
        )
        yield _caution(self._source, "base_changed", message, [subject.count, item.count])


def _fits(part: Count, whole: float, share: Count) -> bool:
    return whole > 0 and within(part.value / whole * 100, part.value / whole * 100, share)


def _done_rates(source: Source, relations: Relations) -> Iterator[Caution]:
    """受理215件,办结209件,办结率97.2%: the rate of the two numbers right before it."""
    for at in range(2, len(relations.items)):
        rate, done, whole = (relations.items[at - back] for back in range(3))
        if not _is_done_rate(source, rate, done, whole) or done.division is not None:
            continue
        earlier = relations.items[max(0, at - _MOST_BEFORE) : at - 1]
        wholes = [
            one for one in earlier if one.sentence == rate.sentence and compatible(one.count, done.count)
        ]
        if any(agrees(done.count, one.count, rate.count) for one in wholes):
            continue
        if whole.count.value <= 0:
            continue
        right = done.count.value / whole.count.value * 100
        message = (
            f"{_said(done.count)}除以{_said(whole.count)}应为{right:.{max(rate.count.digits, 1)}f}%,"
            f"文中为{_said(rate.count)}"
        )
        yield _caution(source, "wrong_percentage", message, [whole.count, done.count, rate.count])


def _is_done_rate(source: Source, rate: Item, done: Item, whole: Item) -> bool:
    """100 % is told of all that had to be done, which need not be all that was counted."""
    if not rate.count.is_share or rate.name is None or rate.subject is not None or rate.count.value >= 100:
        return False
    if not (rate.sentence == done.sentence == whole.sentence) or not compatible(done.count, whole.count):
        return False
    named = _RATE_OF.search(source.text[slice(*rate.name)])
    told = lead_of(source.text, done)[-_LAST_WORDS:]
    rough = any(one.count.rough for one in (rate, done, whole))
    counted = not whole.count.is_share and 0 < done.count.value <= whole.count.value
    return named is not None and named["done"] in told and counted and not rough


def _caution(source: Source, code: str, message: str, counts: Sequence[Count]) -> Caution:
    start = min(count.span[0] for count in counts)
    end = max(count.span[1] for count in counts)
    return Caution(code, message, source.span(start, end))


def _said(count: Count) -> str:
    value = f"{count.value:.{count.digits}f}" if count.digits else str(count.value)
    return value + count.unit


def _number(value: float) -> str:
    return f"{value:g}" if value < 1e6 and not float(value).is_integer() else str(round(value))
