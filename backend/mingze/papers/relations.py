"""How the numbers of a text belong together: what divides what, what is a share of what, what grew from what.

Read once for the figures of an annual report and for the warnings about numbers that contradict each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mingze.papers.answer import Span
from mingze.papers.counting import Count, Sentence, sentences, unit_family
from mingze.papers.naming import before_number, name_of
from mingze.papers.outline import Piece
from mingze.papers.source import Source

# list: 172件:甲57件,乙115件; among: 其中…; bracket: 172件(甲57件、乙115件); respectively: 分别为57件、115件.
How = Literal["list", "among", "bracket", "respectively", "dimension"]


@dataclass
class Item:
    """One number of the text with its name and its ties."""

    count: Count
    name: Span | None
    sentence: int
    piece: int
    # The words between 占 and the number, for a share: what it says it is a share of.
    share_of: Span | None = None
    # Index of the number a percentage is the share of; of the printed whole of a share.
    subject: int | None = None
    whole: int | None = None
    division: int | None = None


@dataclass
class Division:
    whole: int
    parts: list[int]
    how: How
    # The words around it say that more may belong to it: 其中, 主要, 等.
    open: bool = False


@dataclass
class Dimension:
    """从举报方式来看,来信72件,占30%;…: one way of dividing a number that was told before, or in `told`."""

    parts: list[int]
    told: int | None = None


@dataclass
class Change:
    """比上年同期216件上升245件、上升率113.4%: indexes of the numbers of one comparison in time."""

    now: int | None = None
    before: int | None = None
    by: int | None = None
    rate: int | None = None
    down: bool = False


@dataclass
class Relations:
    items: list[Item] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    # The divisions of a number; the first number of the text in each kind of unit.
    # Numbers whose printed parts add up to them only if different units are added.
    mixed: list[tuple[int, list[int]]] = field(default_factory=list)
    divided_by: dict[int, list[Division]] = field(default_factory=dict)
    first_of: dict[str, int] = field(default_factory=dict)


_AMONG = re.compile(r"(?:其中|里面|包括|含)")
_OPEN = re.compile(r"(?:其中|主要|包括|含|等)")
_RESPECTIVE = re.compile(r"分别(?:为|是|达|达到|有)?$")
_SHARE = re.compile(
    r"占(?:比|到|了)?(?P<base>[^占]{0,40}?)(?:的)?(?:比例|比重|比)?(?:为|达|达到|是|约|近)?[: ]?$"
)
_OF = re.compile(r"(?P<base>[^,;。:]{2,20})的$")
_RATE_NAME = re.compile(r"(?:率|度|比例|比重|占比|指数|水平|幅|面|值)$")
_GROWTH = re.compile(r"(?:上升|增长|增加|提高|提升|下降|减少|降低|增幅|降幅|涨幅|上涨|同比|环比)")
_THEN = r"(?:上年|去年|上一年|上期|前年|上月|上季度|\d{4}年)(?:度|同期|全年)?"
_BEFORE = re.compile(
    rf"[,;、( ]*(?:(?:同比|与|比|较|而) ?(?P<then>{_THEN})|(?P<same>(?:上年|去年|上一年|前年)(?:同期|度|全年)?))(?:的|为|是|有)?"
)
# Words that say how a number grew, and nothing else; with a name before them they are no comparison of their own.
_GROWN = re.compile(
    rf"[,;、( ]*(?:(?:比|较) ?{_THEN}(?:相比)?[, ]?)?(?P<grown>(?:同比|环比)?(?:上升|增长|增加|提高|提升|上涨|多|增|下降|减少|降低|压降|少|减)"
    r"(?:率|幅度|幅|比例)?)(?:了|为|达|达到)?"
)
_TO = re.compile(
    r"(?:上升|增长|增加|提高|下降|减少|降低|压缩|扩大|压降|升|降|增|减)?(?:到|至|为)(?:了)?(?:\d{4}年(?:的)?|今年的?|本年的?)?$"
)
_FROM = re.compile(r"(?:由|从)(?:上年|去年|上一年|\d{4}年)?(?:度|同期)?(?:的)?$")
_DOWN = re.compile(r"(?:下降|减少|降低|压降|少|减|降)")
_STATE = re.compile(
    r"(?:已|按期|按时|及时)?(?:办结|办理|办复|结案|回复|答复|化解|转办|立案|查处|处置|处理|整改|移送|罚|同比|发现|满意)"
)
_DIMENSION = re.compile(
    r"[一二三四五六七八九十(). 、是]{0,5}(?P<lead>(?:[从按以就][^,:;。]{1,24}?(?:来?看|划分|分类|统计|分|构成|分布)|[^,:;。]{1,16}中)) ?[,:]"
)
_WHOLE_TOLD = re.compile(r"[^,:;。]{0,16}中 ?[,:]")
_REST = re.compile(r"其[他它余]")
_LEAD_IN = re.compile(r"[^:。;]{0,20}:")
_NO_DIVISION = re.compile(r"(?:如下|措施|做法|下列|以下)")
_MOST_PARTS = 60
_MOST_NESTED = 4
_JOINTS = re.compile(r"[、和与及]")


def read_relations(source: Source, parts: Sequence[Piece], skip: Sequence[int] | set[int] = ()) -> Relations:
    relations = Relations()
    left_out = set(skip)
    for at, part in enumerate(parts):
        if at in left_out:
            continue
        for sentence in sentences(source.text, part.body, part.end):
            _read_sentence(source.text, sentence, at, relations)
    return relations


def _read_sentence(text: str, sentence: Sentence, piece: int, relations: Relations) -> None:
    first = len(relations.items)
    number = len(relations.sentences)
    relations.sentences.append(sentence)
    for count in sentence.counts:
        relations.first_of.setdefault(unit_family(count.unit), len(relations.items))
        relations.items.append(Item(count, name_of(text, count), number, piece))
    own = range(first, len(relations.items))
    _respective(text, relations, own)
    _inherit(text, relations, own)
    _shares(text, relations, own)
    known = len(relations.changes)
    _changes(text, relations, own)
    _divide(text, relations, own, relations.changes[known:])
    _dimension(text, relations, own, sentence)


def lead_of(text: str, item: Item) -> str:
    """The words right before a number, no more than matter."""
    left, right = item.count.lead
    return text[max(left, right - 60) : right]


def compatible(one: Count, other: Count) -> bool:
    return unit_family(one.unit) == unit_family(other.unit) and _scale(one.unit) == _scale(other.unit)


def _scale(unit: str) -> str:
    return unit[0] if unit[:1] in "万亿千百" else ""


def _inherit(text: str, relations: Relations, own: range) -> None:
    """30家156分: a number without words of its own counts what the one before it counts, or what stands a clause before."""
    for at in own:
        item = relations.items[at]
        if item.name is not None:
            continue
        earlier = relations.items[at - 1] if at > own.start else None
        if earlier and earlier.count.clause == item.count.clause:
            item.name = earlier.name
            continue
        start = earlier.count.span[1] if earlier else relations.sentences[item.sentence].span[0]
        words = text[max(start, item.count.clause[0] - 60) : item.count.clause[0]]
        stop = max(words.rstrip(",: ;").rfind(sign) for sign in ",;:。")
        left = item.count.clause[0] - len(words) + stop + 1
        item.name = before_number(text, left, item.count.clause[0])
        if item.name is None and earlier and _joined(text, earlier, item):
            item.name = earlier.name


def _joined(text: str, earlier: Item, item: Item) -> bool:
    return len(text[earlier.count.span[1] : item.count.span[0]].strip(" 、,和")) <= 4


def _respective(text: str, relations: Relations, own: range) -> None:
    """甲、乙和丙分别为12件、5件、3件; 甲率、乙率均为100%: as many names as numbers, or one number for all."""
    for at in list(own):
        item = relations.items[at]
        lead = lead_of(text, item)
        match = _RESPECTIVE.search(lead)
        if match is None or item.name is None:
            continue
        names = split_names(text, item.name)
        run = [at]
        while run[-1] + 1 in own and len(run) < len(names):
            gap = text[relations.items[run[-1]].count.span[1] : relations.items[run[-1] + 1].count.span[0]]
            if gap.strip(" 、,和与及") or not gap:
                break
            run.append(run[-1] + 1)
        if len(run) == len(names) > 1:
            for index, name in zip(run, names, strict=True):
                relations.items[index].name = name


def split_names(text: str, name: Span) -> list[Span]:
    names: list[Span] = []
    start = name[0]
    for match in [*_JOINTS.finditer(text, *name), None]:
        end = match.start() if match else name[1]
        if end - start >= 2:
            names.append((start, end))
            start = match.end() if match else end
    return names


def _shares(text: str, relations: Relations, own: range) -> None:
    for at in own:
        item = relations.items[at]
        if not item.count.is_share:
            continue
        lead = lead_of(text, item)
        before = _subject(relations, own, at)
        match = _SHARE.search(lead)
        if match:
            item.share_of = _place(item, lead, match, "base")
            item.subject = before
            _own_share(text, item, lead, match, relations, own, at)
        elif before is not None and lead == "的" and _takes_share(text, relations.items[before]):
            item.whole = before
            item.share_of = (item.count.lead[0], item.count.lead[0])
            item.subject = _subject(relations, own, before)
        elif before is not None and before == at - 1 and not _GROWTH.search(lead):
            of = _OF.search(lead.lstrip(",、 "))
            named = item.name is not None and not _RATE_NAME.search(text[slice(*item.name)])
            if of or named:
                item.share_of = item.name
                item.subject = before


def _place(item: Item, lead: str, match: re.Match[str], group: str) -> Span:
    start = item.count.lead[1] - len(lead)
    return (start + match.start(group), start + match.end(group))


def _takes_share(text: str, item: Item) -> bool:
    return "占" in lead_of(text, item)


def _subject(relations: Relations, own: range, at: int) -> int | None:
    """The number a share belongs to: the nearest before it that is no percentage."""
    for index in range(at - 1, max(own.start, at - 4) - 1, -1):
        if not relations.items[index].count.is_share:
            return index
    return None


def _own_share(
    text: str, item: Item, lead: str, match: re.Match[str], relations: Relations, own: range, at: int
) -> None:
    """来信占20%(12件): the number follows in brackets. 甲类占35%: the share has a name and no number at all."""
    head = lead[: match.start()].strip(" ,、;:")
    if not head:
        return
    item.subject = None
    item.name = before_number(text, item.count.lead[0], item.count.lead[1] - len(lead) + match.start())
    following = at + 1
    if following in own:
        other = relations.items[following]
        if other.count.bracket and not other.count.is_share and other.count.bracket[0] == item.count.span[1]:
            item.subject = following
            other.name = item.name


def _changes(text: str, relations: Relations, own: range) -> None:
    change = Change()
    for at in own:
        item = relations.items[at]
        lead = lead_of(text, item)
        role = _role(lead, item)
        now = relations.items[change.now].count if change.now is not None else item.count
        if role is None:
            if not item.count.is_share:
                change = Change(now=at)
        elif role == "from":
            change = Change(before=at)
        elif role == "rate" or compatible(item.count, now):
            _take(relations, change, role, at, bool(_DOWN.search(lead)))


def _take(relations: Relations, change: Change, role: str, at: int, down: bool) -> None:
    if getattr(change, role) is None:
        setattr(change, role, at)
        change.down = change.down or (down and role != "before")
        if role != "before" and not (relations.changes and relations.changes[-1] is change):
            relations.changes.append(change)


def _role(lead: str, item: Item) -> Literal["from", "before", "now", "by", "rate"] | None:
    """What a number is in a comparison in time; gives it the name that the comparison has."""
    grown = _GROWN.fullmatch(lead)
    if grown:
        item.name = _place(item, lead, grown, "grown")
        points = item.count.unit.endswith(("百分点", "倍"))
        return None if points else "rate" if item.count.is_share else "by"
    if item.count.is_share:
        return None
    if _FROM.search(lead):
        return "from"
    before = _BEFORE.fullmatch(lead)
    if before:
        item.name = _place(item, lead, before, "then" if before["then"] else "same")
        return "before"
    return "now" if _TO.search(lead) else None


def _divide(text: str, relations: Relations, own: range, changes: Sequence[Change]) -> None:
    taken = {index for change in changes for index in (change.before, change.by)}
    plain = [at for at in own if not relations.items[at].count.is_share and at not in taken]
    for position, at in enumerate(plain):
        if relations.items[at].division is None:
            rest = plain[position + 1 : position + 1 + _MOST_PARTS]
            for division in (_listed(text, relations, at, rest), _bracketed(text, relations, at, rest)):
                if division:
                    _keep(relations, division)
    _among(text, relations, plain)


def _keep(relations: Relations, division: Division) -> None:
    for part in division.parts:
        relations.items[part].division = len(relations.divisions)
    relations.divisions.append(division)
    relations.divided_by.setdefault(division.whole, []).append(division)


def _listed(text: str, relations: Relations, at: int, rest: list[int]) -> Division | None:
    """172件次(其中…):甲57件,乙35件: what follows the colon divides the number before it."""
    whole = relations.items[at].count
    end = whole.span[1]
    inner = relations.items[rest[0]].count.bracket if rest else None
    if inner and inner[0] == end:
        end = inner[1]
        rest = [index for index in rest if relations.items[index].count.span[0] > end]
    lead_in = _LEAD_IN.match(text, end, relations.items[rest[0]].count.span[0]) if rest else None
    if not lead_in or whole.bracket or _NO_DIVISION.search(lead_in[0]):
        return None
    outside = [index for index in rest if relations.items[index].count.bracket is None]
    if _is_sum(relations, outside, whole) and not all(
        compatible(whole, relations.items[index].count) for index in outside
    ):
        relations.mixed.append((at, outside))
        return None
    parts: list[int] = []
    for index in outside:
        count = relations.items[index].count
        if not compatible(whole, count) or _is_sum(relations, parts, whole):
            break
        parts.append(index)
    if len(parts) < 2:
        return None
    last = relations.items[parts[-1]].count
    open_ = bool(_OPEN.search(lead_in[0])) or "等" in text[last.span[1] : last.clause[1]]
    return Division(at, parts, "respectively" if "分别" in lead_in[0] else "list", open_)


def _is_sum(relations: Relations, parts: Sequence[int], whole: Count) -> bool:
    return bool(parts) and sum_of(relations, parts) == whole.value


def sum_of(relations: Relations, parts: Sequence[int]) -> float:
    return round(sum(relations.items[part].count.value for part in parts), 6)


def _bracketed(text: str, relations: Relations, at: int, rest: list[int]) -> Division | None:
    whole = relations.items[at].count
    parts: list[int] = []
    for index in rest:
        count = relations.items[index].count
        if count.bracket is None or count.bracket[0] != whole.span[1]:
            break
        if compatible(whole, count) and not _is_sum(relations, parts, whole):
            parts.append(index)
    if not parts:
        return None
    bracket = relations.items[parts[0]].count.bracket or (0, 0)
    open_ = bool(_OPEN.search(text[slice(*bracket)]))
    return Division(at, parts, "bracket", open_) if len(parts) > 1 or open_ else None


def _among(text: str, relations: Relations, plain: list[int]) -> None:
    """其中 opens a division of the nearest number before it; what follows belongs to it while it still fits."""
    open_: list[Division] = []
    for position, at in enumerate(plain):
        item = relations.items[at]
        if item.division is not None or item.count.bracket:
            continue
        before = plain[max(0, position - _MOST_PARTS) : position]
        whole = _whole_before(text, relations, before, at)
        if whole is not None:
            if open_ and whole not in (open_[-1].whole, *open_[-1].parts):
                _close(relations, open_)
            open_.append(Division(whole, [at], "among", True))
            continue
        home = _home(text, relations, open_, at)
        if home:
            home.parts.append(at)
        else:
            _close(relations, open_)
    _close(relations, open_)


def _close(relations: Relations, open_: list[Division]) -> None:
    for division in open_:
        _keep(relations, division)
    open_.clear()


def _whole_before(text: str, relations: Relations, before: list[int], at: int) -> int | None:
    """What 其中 speaks of; 172件中,甲57件 says the same."""
    item = relations.items[at]
    opened = bool(_AMONG.search(lead_of(text, item)))
    for index in reversed(before):
        count = relations.items[index].count
        if not compatible(count, item.count) or count.bracket or count.value < item.count.value:
            continue
        among = text.startswith("中", count.span[1]) and index == before[-1]
        return index if opened or among else None
    return None


def _home(text: str, relations: Relations, open_: list[Division], at: int) -> Division | None:
    """The open division a number belongs to: the one it completes, or the innermost it fits in."""
    item = relations.items[at]
    fitting: list[Division] = []
    for division in open_[-_MOST_NESTED:]:
        first, whole = relations.items[division.parts[0]], relations.items[division.whole].count
        if not compatible(whole, item.count) or _is_sum(relations, division.parts, whole):
            continue
        if _state(text, item) and not _state(text, first):
            continue
        total = sum_of(relations, [*division.parts, at])
        if total == whole.value or (item.name and _REST.match(text, *item.name)):
            division.open = False
            return division
        if total < whole.value and ";" not in text[slice(*item.count.lead)]:
            fitting.append(division)
    return fitting[-1] if fitting else None


def _state(text: str, item: Item) -> bool:
    return bool(_STATE.match(lead_of(text, item).lstrip(",;、 ")))


def _dimension(text: str, relations: Relations, own: range, sentence: Sentence) -> None:
    lead = _DIMENSION.match(text, *sentence.span)
    items = relations.items
    plain = [at for at in own if not items[at].count.is_share and not items[at].count.bracket]
    if lead is None or not plain:
        return
    told = plain[0] if _WHOLE_TOLD.match(text, items[plain[0]].count.span[1], sentence.span[1]) else None
    rest = plain[1:] if told is not None else plain
    parts = [at for at in rest if compatible(items[at].count, items[rest[0]].count)]
    parts = [at for at in parts if items[at].division is None]
    if len(parts) < 2:
        return
    relations.dimensions.append(Dimension(parts, told))
    wholes = [told] if told is not None else _told_before(relations, parts[0])
    total = sum_of(relations, parts)
    whole = next((one for one in wholes if items[one].count.value == total), None)
    if whole is not None:
        _keep(relations, Division(whole, parts, "dimension"))


def _told_before(relations: Relations, at: int) -> list[int]:
    """Numbers that a paragraph may go on to divide: those before it in its own paragraph, and the first of the text."""
    item = relations.items[at]
    near = range(at - 1, max(-1, at - 1 - _MOST_PARTS), -1)
    found = [index for index in near if relations.items[index].piece == item.piece]
    first = relations.first_of.get(unit_family(item.count.unit))
    found += [first] if first is not None and first < at else []
    return [one for one in found if compatible(relations.items[one].count, item.count)]
