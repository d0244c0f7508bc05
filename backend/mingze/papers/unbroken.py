"""Where the paragraphs begin in a page that lost its line breaks: at the numbers that follow each other."""

import re
from dataclasses import dataclass, field

from mingze.papers.marks import MARKS, Mark, mark_of
from mingze.papers.numbers import NUMERALS

# How sections of plans are called, for pages where nothing separates the heading from its text.
SECTION_NAME = re.compile(
    r"(?:(?:指导思想|总体要求|总体目标|工作目标|目标任务|目标要求|基本原则|工作原则|整治范围|监督范围|问责对象|整治重点"
    r"|活动内容|治理内容|整治内容|主要任务|重点任务|工作任务|工作内容|时间安排|方法步骤|工作步骤|实施步骤|方法措施"
    r"|工作措施|保障措施|组织领导|组织机构|工作要求|有关要求|时限要求|工作安排|存在问题|下一步工作"
    r"|(?:巡察|巡视)?(?:反馈)?(?:意见|问题|重点问题|具体问题)?整改(?:工作)?(?:落实|进展|组织)?情况)(?:和|及|与|、|暨)?)+"
)
# 21.2020年: a number before a number counts only behind the end of a sentence; 2.5万 never.
_INLINE = re.compile(
    "|".join(f"(?P<l{level}>{pattern})" for level, pattern in MARKS if level != 3)
    + r"|(?P<l3>(?P<n3>\d{1,3}) ?[.、](?!\d+(?:\.\d+)?[%万亿元倍]))"
)
_SENTENCE_END = '。;!?:)”"》】'
# 一是 begins a paragraph of its own where a label follows its first sentence.
_TITLED = re.compile(r"[^。:;]{2,80}[。;]? ?(?:整改|完成|责任|牵头|反馈|存在)[^。:;]{0,8}[:】]")
_LONG_PARAGRAPH = 300
_LEAST_HEADINGS = 2
_MOST_ROWS = 6
_LONGEST_HEADING = 40
# How a report ends that lost its line breaks: the call to its readers, then who signed it and when.
_LONGEST_TAIL = 600
_LONGEST_SIGNATURE = 60
_TAIL_SENTENCE = re.compile(
    r"(?:(?<=[。!?])|(?<=[。!?] ))(?:欢迎.{0,12}(?:干部|群众|社会).{0,30}监督|(?:联系|监督|举报)(?:电话|方式|地址|人) ?:|下一步,)"
    r"|特此(?:公告|报告|通报|公示)"
)
_SIGNATURE = re.compile(
    r"(?:(?<![\u4e00-\u9fff·、()])|(?=中共))[\u4e00-\u9fff]{2,38}"
    r"(?:党组|党委|党工委|党总支|支部|委员会|委|局|厅|办公室|中心|医院|大队|公司|政府|小组)"
    r" ?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?= |\(|\[|【|$|上一篇|来源|版权|责任编辑|打印|附件)"
)
_TITLE = re.compile(
    r"[^。;!?:>» ]{0,60}?关于[^。;!?:>]{4,80}?的?(?:通报|报告|公告|公示)(?= ?[\u4e00-\u9fff\d])"
)


def cuts_in(text: str, start: int, end: int) -> tuple[list[int], bool]:
    """Where parts of the line text[start:end] begin, and whether it is a page that lost its line breaks."""
    long = end - start >= _LONG_PARAGRAPH
    cuts = _numbered(text, start, end) if long else []
    unbroken = bool(cuts)
    if unbroken:
        title = _TITLE.match(text, start, cuts[0] if cuts[0] > start else end)
        cuts = [title.end(), *cuts] if title else cuts
    last = max(start, cuts[-1] if cuts else start)
    return cuts + _tail(text, last, end, long), unbroken


def _tail(text: str, start: int, end: int, long: bool) -> list[int]:
    """Where the end of a document begins that stands in the line of its last words, and its signature."""
    cuts: list[int] = []
    left = max(start, end - _LONGEST_TAIL)
    tail = _TAIL_SENTENCE.search(text, left, end) if long else None
    if tail:
        cuts.append(tail.start())
    signature = _SIGNATURE.search(text, left, end) if long or end - start > _LONGEST_SIGNATURE else None
    if signature:
        party = signature[0].find("中共")
        cuts += [signature.start() + max(party, 0), signature.end()]
    return cuts


@dataclass
class _Counters:
    """How far each level has counted; the small numbers in several rows, since fields hold lists of their own."""

    last: dict[int, int] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(default_factory=dict)

    def expects(self, mark: Mark) -> bool:
        if mark.level <= 2:
            return mark.value is None or mark.value == self.last.get(mark.level, 0) + 1
        return mark.value == 1 or any(mark.value == value + 1 for value in self.rows.get(mark.level, []))

    def take(self, mark: Mark) -> None:
        value = mark.value or 1
        if mark.level <= 2:
            self.last[mark.level] = value
            if mark.level == 1:
                self.last.pop(2, None)
            return
        row = self.rows.setdefault(mark.level, [])
        while value > 1 and row[-1] != value - 1:
            row.pop()
        if value > 1:
            row.pop()
        row.append(value)
        del row[:-_MOST_ROWS]


def _numbered(text: str, start: int, end: int) -> list[int]:
    cuts: list[int] = []
    counters = _Counters()
    headings = 0
    heading_end = start
    for match in _INLINE.finditer(text, start, end):
        mark = mark_of(match)
        titled = (
            mark.span[0] - heading_end <= _LONGEST_HEADING and "。" not in text[heading_end : mark.span[0]]
        )
        if not _is_number(text, start, mark) or not _follows(text, start, mark, counters, titled):
            continue
        counters.take(mark)
        cuts.append(mark.span[0])
        heading_end = mark.span[1] if mark.level <= 2 else start - _LONGEST_HEADING
        headings += mark.level <= 2 and mark.span[0] > start
    return cuts if headings >= _LEAST_HEADINGS else []


def _is_number(text: str, start: int, mark: Mark) -> bool:
    before = text[mark.span[0] - 1] if mark.span[0] > start else "。"
    return (
        not before.isdigit() and before not in "第条款项、." and not (mark.level == 1 and before in NUMERALS)
    )


def _follows(text: str, start: int, mark: Mark, counters: _Counters, titled: bool) -> bool:
    """Whether a number goes on with its row at a place where a paragraph may begin.

    `titled`: it stands right behind a heading, where no sentence needs to end.
    """
    before = text[mark.span[0] - 1] if mark.span[0] > start else "。"
    after = text[mark.span[1] : mark.span[1] + 1]
    ended = before in _SENTENCE_END or before in " \n"
    if mark.level == 1:
        named = SECTION_NAME.match(text, mark.span[1]) is not None
        again = named and mark.value == counters.last.get(1)
        opens = ended or named or (mark.value or 0) > 1
        return again or (counters.expects(mark) and opens and after not in NUMERALS)
    if mark.level == 5:
        return counters.expects(mark) and _TITLED.match(text, mark.span[1]) is not None
    if not counters.expects(mark):
        return mark.level == 2 and mark.value == 1 and ended
    return ended or titled or not after.isdigit()
