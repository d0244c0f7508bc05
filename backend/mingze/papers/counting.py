"""Numbers that count: each with its unit, where it stands, and the clause it stands in.

Everything works on text of one width and looks at each character a bounded number of times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mingze.papers.answer import Span
from mingze.papers.numbers import numeral

PERCENT = "%"
# What things are counted in. The longest comes first, since 件次 begins with 件.
_MEASURES = (
    *(
        "件次",
        "人次",
        "户次",
        "家次",
        "场次",
        "批次",
        "车次",
        "班次",
        "台次",
        "例次",
        "针次",
        "剂次",
        "项次",
        "轮次",
        "部次",
        "张次",
    ),
    *("条次", "篇次", "平方米", "立方米", "平方公里", "公里", "公斤", "千克", "课时", "学时", "大类", "人份"),
    *("工作日", "个工作日", "分钟", "小时", "万元", "亿元", "个百分点", "百分点"),
    *(
        "件",
        "人",
        "名",
        "位",
        "家",
        "个",
        "次",
        "场",
        "份",
        "条",
        "项",
        "起",
        "户",
        "批",
        "篇",
        "期",
        "张",
        "本",
    ),
    *(
        "册",
        "面",
        "台",
        "套",
        "辆",
        "部",
        "例",
        "宗",
        "封",
        "通",
        "处",
        "所",
        "间",
        "栋",
        "吨",
        "元",
        "分",
        "倍",
        "种",
    ),
    *(
        "类",
        "轮",
        "支",
        "对",
        "块",
        "幅",
        "副",
        "卷",
        "则",
        "班",
        "桌",
        "亩",
        "米",
        "克",
        "剂",
        "针",
        "枚",
        "床",
    ),
    *("天", "岁", "%", "‰"),
)
_UNITS = "|".join(sorted(_MEASURES, key=len, reverse=True))
# Chinese numerals are read before these only: 三大, 两个维护, 四个意识 count nothing.
_HAN_UNITS = "人次|场次|批次|件次|次|场|家|起|件|名|份|期|篇|轮"
_ROUGH_BEFORE = re.compile(r"(?:约|近|超过|超|逾|将近|大约|接近|多达|突破)$")
_COUNT = re.compile(
    r"(?<![\d.A-Za-z\-~/+〔第])(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?![\d.])|\d{1,15}(?:\.\d{1,6})?(?![\d.]))"
    rf" ?(?P<more>[余多来几]?)(?P<scale>[万亿千百]?)(?P<more2>[余多]?) ?(?P<unit>{_UNITS})"
    rf"|(?P<han>(?<![第每另再又这那某同各首任前后上下末近届十百千几数一二三四五六七八九])"
    rf"(?:[二两三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?|一(?=(?:{_HAN_UNITS})(?=[,;。:、)]|$))))"
    rf"(?P<han_more>余?)(?P<han_unit>{_HAN_UNITS}|[个项条名人](?=[,;。:、)]|$))"
    r"|(?:(?<=[数量率])|(?<=[得评]分))(?:均?为|是|达到?|约为?|仅|:)? ?(?P<bare>\d{1,12}(?:\.\d{1,6})?)(?P<bare_scale>[万亿]?)(?=[,;。)、]|$)"
)
_MASKED = re.compile(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕|\[[^\[\]]*\]")
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_BRACKET = re.compile(r"\(([^()]*)\)")
_SEPARATOR = re.compile(r"[,;。!?:\n]")
_ROUGH_AFTER = re.compile(r"(?:以上|以下|左右|上下|有余|之多)")
# A number before one of these words names a thing, a rule or a moment.
_NAMES_AFTER = re.compile(
    r"第|及以上|以内|之内|(?<=[天日时钟])内|(?<=个)(?:月|小时|季度)|(?<=人)(?:民|才|员|士|口|大)|(?<=分)[之管别析类]"
    r"|(?<=次)(?:性|方|要|会议|全会)|(?<=本)[级市区县院科]|(?<=期)[间末限]|(?<=家)[庭属长]|(?<=部)[门队分委]"
    r"|(?<=所)[有在]|(?<=处)[理置罚分]|(?<=对)[照比口]|(?<=通)[过报知]|(?<=名)[单录]|(?<=面)[积对向临]"
)
_ORDERS = re.compile(
    r"(?:最多(?!的)|至多(?!的)|跑|至少|不少于|不低于|不得少于|不得超过|不超过|不大于|不小于|不高于|力争|争取|确保)[^,;。]{0,12}$"
)
_EACH = re.compile(r"每(?:个)?(?:半年|年度|年|季度|季|月|周|星期|日|天)[^,;。]{0,16}$")
_DURATIONS = frozenset({"天", "小时", "分钟", "工作日", "个工作日"})
# 甲院12件、乙院9件,两家共21件
_ALTOGETHER = re.compile(r"(?:单位|医院|机构|部门|科室)?(?:共|合计|总计|累计)")
# 65岁以上老年人 counts nobody.
_AGE_NAMED = re.compile(r"(?:年龄|寿命)[^,;。]{0,6}$")
_TIME_NAMED = re.compile(r"(?:时间|用时|时限|时长|耗时|周期)")


@dataclass(frozen=True)
class Count:
    value: int | float
    # Digits after the point, as printed.
    digits: int
    unit: str
    # From the first digit to the end of the unit (and of 余, 以上 …).
    span: Span
    rough: bool
    # What stands between the number before (or the begin of the clause) and this one.
    lead: Span
    # What stands between this number and the next, or the end of the clause.
    tail: Span
    clause: Span
    # The bracket the number stands in, with its signs; None outside of brackets.
    bracket: Span | None

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT


@dataclass
class Sentence:
    span: Span
    counts: list[Count] = field(default_factory=list)


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of text[start:end] that count something."""
    for match in _SENTENCE.finditer(text, start, end):
        if any(char.isdigit() for char in match[0]) or _COUNT.search(match[0]):
            sentence = _read(text, *match.span())
            if sentence.counts:
                yield sentence


@lru_cache(maxsize=1024)
def unit_family(unit: str) -> str:
    """件次 counts what 件 counts, 人次 what 人 counts."""
    plain = unit.lstrip("万亿千百")
    if plain in ("人", "名", "位", "人次"):
        return "人"
    if plain in ("件", "件次", "起", "宗", "封"):
        return "件"
    if plain in ("家", "户", "家次", "户次", "所"):
        return "家"
    if plain in ("次", "场", "场次", "期", "轮", "轮次", "班次"):
        return "次"
    return plain


def _read(text: str, start: int, end: int) -> Sentence:
    masked = [match.span() for match in _MASKED.finditer(text, start, end)]
    starts = [left for left, _ in masked]
    found = [
        match
        for match in _COUNT.finditer(text, start, end)
        if not _inside(masked, starts, match.start()) and _counts(text, start, end, match)
    ]
    sentence = Sentence((start, end))
    if not found:
        return sentence
    brackets = _brackets(text, start, end, found)
    edges = _edges(text, start, end, masked, starts, brackets, found)
    spans = [_span(text, match, end) for match in found]
    for at, match in enumerate(found):
        left, right = spans[at]
        index = bisect_right(edges, left) - 1
        clause = (edges[index], edges[index + 1])
        lead = max(clause[0], spans[at - 1][1] if at else clause[0])
        tail = min(clause[1], spans[at + 1][0] if at + 1 < len(spans) else clause[1])
        holder = _holder(brackets, left)
        value, digits, unit, rough = _value(text, match, (left, right), lead)
        sentence.counts.append(
            Count(value, digits, unit, (left, right), rough, (lead, left), (right, tail), clause, holder)
        )
    return sentence


def _inside(masked: list[Span], starts: list[int], at: int) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < masked[index][1]


def _counts(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the number counts, and is no name, no rule and no moment."""
    left = match.start("bare") if match["bare"] else match.start()
    if match["bare"]:
        return True
    if _NAMES_AFTER.match(text, match.end(), end):
        return False
    before = text[max(start, left - 24) : left]
    unit = match["unit"] or match["han_unit"]
    if before.endswith(("时", "点")) and unit == "分":
        return False
    if unit in _DURATIONS and not _TIME_NAMED.search(before):
        return False
    if match["han"] and _ALTOGETHER.match(text, match.end(), end):
        return False
    if unit == "岁" and not _AGE_NAMED.search(before):
        return False
    return not (_ORDERS.search(before) or _EACH.search(before))


def _brackets(text: str, start: int, end: int, found: list[re.Match[str]]) -> list[Span]:
    """Brackets that count something themselves; (0-6岁) belongs to the words around it."""
    numbers = [match.start() for match in found]
    return [
        match.span()
        for match in _BRACKET.finditer(text, start, end)
        if bisect_right(numbers, match.start()) < bisect_right(numbers, match.end())
    ]


def _holder(brackets: list[Span], at: int) -> Span | None:
    index = bisect_right(brackets, (at, at)) - 1
    return brackets[index] if index >= 0 and at < brackets[index][1] else None


def _edges(
    text: str,
    start: int,
    end: int,
    masked: list[Span],
    starts: list[int],
    brackets: list[Span],
    found: list[re.Match[str]],
) -> list[int]:
    """Where clauses begin and end: commas outside of quotes and numbers, and brackets that count."""
    numbers = [match.start() for match in found]
    edges = [start, end]
    for match in _SEPARATOR.finditer(text, start, end):
        at = match.start()
        index = bisect_right(numbers, at) - 1
        if not _inside(masked, starts, at) and not (index >= 0 and at < found[index].end()):
            edges.append(at + 1)
    for left, right in brackets:
        edges += [left, left + 1, right - 1, right]
    return sorted(set(edges))


def _span(text: str, match: re.Match[str], end: int) -> Span:
    left = match.start("bare") if match["bare"] else match.start()
    after = _ROUGH_AFTER.match(text, match.end(), end)
    return (left, after.end() if after else match.end())


def _value(text: str, match: re.Match[str], span: Span, lead: int) -> tuple[int | float, int, str, bool]:
    before = text[max(lead, span[0] - 3) : span[0]]
    rough = span[1] > match.end() or bool(_ROUGH_BEFORE.search(before))
    if match["han"]:
        return numeral(match["han"]) or 0, 0, match["han_unit"], rough or bool(match["han_more"])
    printed = (match["number"] or match["bare"]).replace(",", "")
    _, _, fraction = printed.partition(".")
    unit = (match["scale"] or match["bare_scale"] or "") + (match["unit"] or "")
    value = float(printed) if fraction else int(printed)
    return value, len(fraction), unit, rough or bool(match["more"] or match["more2"])
