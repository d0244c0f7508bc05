"""What a plan obliges others to: reports again and again, a plan of their own by a day; and which plan it follows."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from mingze.papers.answer import Reporting, Span
from mingze.papers.numbers import numeral
from mingze.papers.periods import periods_in
from mingze.papers.source import Source

# Longest first: 每半月 before 每月. The day is that of the month, or that of the week.
_DAY = r"(?:的?(?P<{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}}) ?[日号])"
_CADENCES: tuple[tuple[str, str], ...] = (
    ("daily", r"每(?:日|天)|日报告?制"),
    ("weekly", r"每(?:周|星期)(?P<weekday>[一二三四五六日天末])?|按周|周报告?制"),
    ("biweekly", r"每(?:两|2|二)周"),
    ("semimonthly", r"每半个?月"),
    ("ten_days", r"每旬"),
    ("semiannual", r"每半年"),
    (
        "quarterly",
        r"(?:每(?:个)?季度?|按季度?)(?:末月|最后一个?月|首月|第一个?月|结束后?次?月?|末)?"
        + _DAY.format("quarter")
        + "?",
    ),
    (
        "monthly",
        r"(?:每(?:个)?月|按月)(?:底|末)?" + _DAY.format("month") + "?|次月" + _DAY.format("nextmonth"),
    ),
    ("yearly", r"每年(?:度)?"),
)
_CADENCE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _CADENCES))
_REPORTS = re.compile(
    r"(?:报送|上报|填报|(?:书面|及时|专题|向[^,。;]{2,20})报告|报告(?=一次|上|本|当|工作|进展|整改|情况|\d)|(?<![通汇举申公简月周日旬季年海])报(?![告名道销刊复警考纸废酬表到批]))"
)
_WHAT = re.compile(r"将(?:本(?:单位|地区?|部门|地本单位)|各自|所属单位|辖区)?的?")
_WHEN_REPORTED = re.compile(
    r"(?:(?:上|本|当|该|近)一?个?(?:月|周|季度?|半年|旬|日|阶段)(?:度)?(?:份)?的?|一(?:周|个?月|季度?)(?:以?来)?的?|截至[^,、]{1,12}的?|本(?:单位|地区?|部门)的?|[一1两2]次)"
)
_WHAT_ENDS = re.compile(
    r"(?:分别|一并|汇总|书面|整理|梳理|形成|以[^,。]{1,10}形式|通过|经[^,。]{1,16}(?:审核|签字|审定|同意)|及时|按时|于每|加盖|统一|电子版|报(?!告|表))|,|;|。"
)
_REPORTED_NOUN = r"(?:情况|清单|台账|总结|报告|进展|信息|数据|线索|案例|报表|统计表|汇总表|一览表|表|材料|成效|问题|经验|做法|动态|简报|信息)"
_AND = re.compile(rf"、|(?<=[\u4e00-\u9fff])(?:以及|和|及|与)(?=[^、]{{2,20}}{_REPORTED_NOUN})")
_ENDS_IN_NOUN = re.compile(_REPORTED_NOUN + "$")
# A、B两项情况, A、B等三方面内容: what sums up the parts is none of them.
_SUMMED_UP = re.compile(
    r"等?(?:[两二三四五六七八九]|\d{1,2}) ?(?:个方面|方面|大类|项|类|个|份|种|张)的?(?:工作|重点|主要)?(?:情况|内容|材料|信息|数据|事项|报表|表)?$"
)
_DIRECT = re.compile(
    rf"(?:报送|上报|填报|报告|报)(?P<what>[^,。;\n]{{2,40}}?{_REPORTED_NOUN})(?=[,。;\n(》]|至|到|并|$)"
)

_OWN_PLAN = r"(?:方案|计划)"
_BY = r"(?:请|应|须|需|要|务必|并)?(?:于|在)?"
_HANDED_IN = r"(?:报送|上报|报|反馈|提交|送)"
_SUB_PLAN: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?P<by>[^。;,]{{2,24}}前),?[^。;]{{0,10}}将[^。;]{{0,50}}?{_OWN_PLAN}[^。;]{{0,24}}?{_HANDED_IN}"
    ),
    re.compile(
        rf"将[^。;]{{0,50}}?{_OWN_PLAN}[^。;]{{0,20}}?{_BY}(?P<by>[^。;,]{{2,24}}前)[^。;]{{0,20}}?{_HANDED_IN}"
    ),
    re.compile(
        rf"(?:制定|制订|研究|细化|完善|形成|拟定|拟订|出台|编制)[^。;]{{0,40}}?{_OWN_PLAN}[^。;]{{0,40}}?[,]?{_BY}(?P<by>[^。;,]{{2,24}}前)[^。;]{{0,20}}?{_HANDED_IN}"
    ),
    re.compile(rf"{_OWN_PLAN}(?:[^。;,]{{0,10}},)?{_BY}(?P<by>[^。;,]{{2,20}}前)[^。;]{{0,12}}?{_HANDED_IN}"),
    re.compile(rf"(?P<by>[^。;,]{{2,24}}前),?[^。;,]{{0,12}}{_HANDED_IN}[^。;]{{0,30}}?{_OWN_PLAN}"),
    re.compile(
        rf"(?P<by>[^。;,]{{2,24}}前)[^。;,]{{0,10}}(?:制定|制订|细化|完善)[^。;]{{0,40}}?{_OWN_PLAN}[^。;]{{0,20}}?{_HANDED_IN}"
    ),
)
_OTHER_REPORT = re.compile(r"总结|台账|情况|清单|报告(?!领导)")
_FOLLOWED = re.compile(r"按照|根据|依据|依照|遵照|落实|贯彻|遵循")
_NAMED = re.compile(r"《([^《》\n]{4,100})》")
_PLAN_LIKE = re.compile(r"(?:方案|计划|要点|行动|通知|部署|安排|意见|通报)(?:\([^()]{1,10}\))?$")
_SENTENCE = re.compile(r"[^。;\n]+")
_LONGEST_SENTENCE = 600


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, start, end):
        yield (match.start(), min(match.end(), match.start() + _LONGEST_SENTENCE))


def read_reporting(source: Source, stretches: list[Span]) -> tuple[Reporting, Span] | None:
    """The first duty to report that names its day, or else the first."""
    found: tuple[Reporting, Span] | None = None
    for stretch in stretches:
        for start, end in sentences(source.text, *stretch):
            one = _reporting(source, start, end)
            if one and one[0].due_day is not None:
                return one
            found = found or one
    return found


def _reporting(source: Source, start: int, end: int) -> tuple[Reporting, Span] | None:
    text = source.text
    cadences = list(_CADENCE.finditer(text, start, end))
    for match, following in zip_longest(cadences, cadences[1:]):
        stop = min(following.start() if following else end, match.end() + 120)
        if "报" not in match[0] and not _REPORTS.search(text, match.end(), stop):
            continue
        cadence = next(name for name, _ in _CADENCES if match[name])
        said = match["weekday"] or match["quarter"] or match["month"] or match["nextmonth"]
        day = {"日": 7, "天": 7, "末": None}.get(said, numeral(said)) if said else None
        parts = [source.words(*span) for span in _parts(text, start, match.end(), end)]
        return Reporting(cadence, day, parts), source.span(start, end)
    return None


def _parts(text: str, start: int, at: int, end: int) -> list[Span]:
    """What a report holds: 将上月A情况、B情况…报送."""
    what = _WHAT.search(text, at, end)
    if what:
        left = what.end()
        since = _WHEN_REPORTED.match(text, left, end)
        while since and since.end() > left:
            left = since.end()
            since = _WHEN_REPORTED.match(text, left, end)
        stop = _WHAT_ENDS.search(text, left, end)
        right = stop.start() if stop else end
        return _nouns(text, left, right)
    direct = _DIRECT.search(text, at, end)
    if direct is None:
        return []
    left, right = direct.span("what")
    since = _WHEN_REPORTED.match(text, left, right)
    return _nouns(text, since.end() if since else left, right)


def _nouns(text: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    left = start
    for match in [*_AND.finditer(text, start, end), None]:
        right = match.start() if match else end
        joined = match is not None and match[0] != "、" and not _ENDS_IN_NOUN.search(text, left, right)
        if joined:
            continue
        part = _noun(text, left, right)
        if part[0] < part[1]:
            parts.append(part)
        left = match.end() if match else end
    return parts


def _noun(text: str, start: int, end: int) -> Span:
    """《进展情况表》(附件2)等 is 进展情况表; 整改进展两项情况 is 整改进展."""
    summed = _SUMMED_UP.search(text, start, end)
    if summed and summed.start() > start:
        end = summed.start()
    while end > start and text[end - 1] in " 等》":
        end -= 1
    if end > start and text[end - 1] == ")":
        end = max(start, text.rfind("(", start, end))
    while end > start and text[end - 1] in " 等》":
        end -= 1
    while start < end and text[start] in " 《":
        start += 1
    return (start, end)


def read_sub_plan_due(
    source: Source, stretches: list[Span], year: int | None, issued: date | None
) -> tuple[date, Span] | None:
    """By when the units hand in a plan of their own."""
    for stretch in stretches:
        for start, end in sentences(source.text, *stretch):
            if "前" not in source.text[start:end] or "报" not in source.text[start:end]:
                continue
            for pattern in _SUB_PLAN:
                match = pattern.search(source.text, start, end)
                if match is None or _OTHER_REPORT.search(match[0].replace(match["by"], "")):
                    continue
                by = [
                    one
                    for one in periods_in(source.text, *match.span("by"), year=year, issued=issued)
                    if one.before and one.end
                ]
                if by and by[-1].end:
                    return by[-1].end, source.span(*match.span())
    return None


def read_parent(source: Source, stretches: list[Span], own: set[str]) -> tuple[str, Span] | None:
    """The higher plan or notice that this one says it follows."""
    for stretch in stretches:
        for start, end in sentences(source.text, *stretch):
            followed = _FOLLOWED.search(source.text, start, end)
            if followed is None:
                continue
            for match in _NAMED.finditer(source.text, followed.end(), end):
                words = source.words(*match.span(1))
                if _PLAN_LIKE.search(match[1]) and "".join(words.split()) not in own:
                    return words, source.span(*match.span(1))
    return None
