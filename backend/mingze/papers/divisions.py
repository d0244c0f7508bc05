"""Where a text divides a number: after a colon, in brackets, with 其中, or paragraph by paragraph."""

import re
from collections.abc import Sequence

from mingze.papers.counting import Count, Sentence
from mingze.papers.ties import (
    Change,
    Dimension,
    Division,
    Item,
    Relations,
    compatible,
    firsts,
    lead_of,
    place,
    sum_of,
)

_AMONG = re.compile(r"(?:其中|里面|包括|含)")
_OPEN = re.compile(r"(?:其中|主要|包括|含|等)")
_STATE = re.compile(
    r"(?:已|按期|按时|及时)?(?:办结|办理|办复|结案|回复|答复|化解|转办|立案|查处|处置|处理|整改|移送|罚|同比|发现|满意)"
)
_SUM_BEHIND = re.compile(
    r"[,;、 ]*(?:以上|前)?(?:[一二两三四五六七八九][者家项位类个种](?:单位|医院|机构|部门|科室)?)?(?P<sum>合计|共计|总计|累计|共)(?:为|达)?"
)
_DIMENSION = re.compile(
    r"[一二三四五六七八九十(). 、是]{0,5}(?P<lead>(?:[从按以就][^,:;。]{1,24}?(?:来?看|划分|分类|统计|分|构成|分布)|[^,:;。]{1,16}中)) ?[,:]|(?P<among>其中)"
)
_WHOLE_TOLD = re.compile(r"[^,:;。]{0,16}中 ?[,:]")
REST = re.compile(r"其[他它余]")
_LEAD_IN = re.compile(r"[^:。;]{0,20}:")
_NO_DIVISION = re.compile(r"(?:如下|措施|做法|下列|以下)")
_MOST_PARTS = 60
_MOST_NESTED = 4
_SHORTEST_NAME = 2


def read_divisions(text: str, relations: Relations, own: range, changes: Sequence[Change]) -> None:
    taken = {index for change in changes for index in (change.before, change.by)}
    plain = [at for at in own if not relations.items[at].count.is_share and at not in taken]
    for position, at in enumerate(plain):
        if relations.items[at].division is None:
            rest = plain[position + 1 : position + 1 + _MOST_PARTS]
            for division in (_listed(text, relations, at, rest), _bracketed(text, relations, at, rest)):
                if division:
                    _keep(relations, division)
    _among(text, relations, plain)
    _summed_up(text, relations, plain)


def _summed_up(text: str, relations: Relations, plain: list[int]) -> None:
    """甲院12件、乙院13件,合计25件: the parts stand before their sum."""
    for position, at in enumerate(plain):
        item = relations.items[at]
        lead = lead_of(text, item)
        told = _SUM_BEHIND.fullmatch(lead)
        if told is None or item.division is not None or at in relations.divided_by:
            continue
        parts: list[int] = []
        for index in reversed(plain[max(0, position - _MOST_PARTS) : position]):
            other = relations.items[index]
            if other.division is not None or not compatible(other.count, item.count):
                break
            parts.insert(0, index)
            if _is_sum(relations, parts, item.count):
                break
        if len(parts) > 1 and _is_sum(relations, parts, item.count):
            item.name = place(item, lead, told, "sum")
            _keep(relations, Division(at, parts, "list"))


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
            whole = _wholly_divided(relations, plain, position, whole)
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


def _wholly_divided(relations: Relations, plain: list[int], position: int, whole: int) -> int:
    """受理876件,办结869件;其中A512件、…: the earlier number that the run after 其中 adds up to, if one does."""
    first = relations.items[plain[position]].count
    earlier = {
        relations.items[index].count.value: index
        for index in plain[max(0, position - _MOST_NESTED) : position]
        if compatible(relations.items[index].count, first) and relations.items[index].division is None
    }
    total = 0.0
    other = whole
    for at in plain[position : position + _MOST_PARTS] if len(earlier) > 1 else []:
        if not compatible(relations.items[at].count, first) or total > max(earlier):
            break
        total = round(total + relations.items[at].count.value, 6)
        found = earlier.get(total) if at != plain[position] else None
        if found == whole:
            return whole
        other = found if found is not None and other == whole else other
    return other


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
        if total == whole.value or (item.name and REST.search(text, *item.name)):
            division.open = False
            return division
        if total < whole.value and ";" not in text[slice(*item.count.lead)]:
            fitting.append(division)
    return fitting[-1] if fitting else None


def _state(text: str, item: Item) -> bool:
    return bool(_STATE.match(lead_of(text, item).lstrip(",;、 ")))


def read_dimension(text: str, relations: Relations, own: range, sentence: Sentence) -> None:
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
    wholes = [told] if told is not None else _told_before(text, relations, parts[0])
    for run in _runs(relations, parts, told):
        total = sum_of(relations, run)
        whole = next((one for one in wholes if items[one].count.value == total), None)
        named = (
            wholes[0] if told is None and wholes and _names(text, items[run[0]], items[wholes[0]]) else told
        )
        if lead["lead"] not in (None, "其中") or whole is not None:
            # What 其中 names may overlap: 其中医务人员100人、女性80人.
            summed = told if told is not None else whole
            relations.dimensions.append(Dimension(run, named if summed is None else summed, total))
        if whole is not None:
            _keep(relations, Division(whole, run, "dimension"))


def _runs(relations: Relations, parts: list[int], told: int | None) -> list[list[int]]:
    """在220件信访件中,来信64件、来访89件、网上67件,初次195件、重复25件: one whole divided twice over."""
    whole = relations.items[told].count if told is not None else None
    runs: list[list[int]] = [[]]
    for part in parts:
        if whole and len(runs[-1]) > 1 and _is_sum(relations, runs[-1], whole):
            runs.append([])
        runs[-1].append(part)
    complete = whole is not None and all(_is_sum(relations, run, whole) for run in runs)
    return runs if complete else [parts]


def _names(text: str, part: Item, whole: Item) -> bool:
    """12345热线工单反映服务态度346件: the first part begins with the name of what is divided."""
    if whole.name is None:
        return False
    name = text[slice(*whole.name)]
    clause = text[part.count.clause[0] : part.count.span[0]].strip(" ,、;:")
    return len(name) > _SHORTEST_NAME and clause.startswith(name)


def _told_before(text: str, relations: Relations, at: int) -> list[int]:
    """Numbers that a paragraph may go on to divide: the one it names, those before it there, the first of all."""
    item = relations.items[at]
    earlier = range(at - 1, max(-1, at - 1 - _MOST_PARTS), -1)
    found = [
        index
        for index in earlier
        if compatible(relations.items[index].count, item.count) and _names(text, item, relations.items[index])
    ][:1]
    near = range(at - 1, max(-1, at - 1 - _MOST_PARTS), -1)
    found += [index for index in near if relations.items[index].piece == item.piece]
    found += firsts(relations, at)
    return [one for one in found if compatible(relations.items[one].count, item.count)]
