"""The words reports are written with: labels of fields and words for a status. A new variant is a row here."""

import re
from dataclasses import dataclass
from typing import Literal

from mingze.papers.answer import Span, Status

FieldName = Literal[
    "problem",
    "measures",
    "progress",
    "status_text",
    "owner",
    "unit",
    "due",
    "number",
    "ordinal",
    "group",
    "section",
    "key_matter",
    "aside",
]

LABELS: dict[FieldName, tuple[str, ...]] = {
    "measures": (
        *("整改措施", "措施", "整改举措", "拟采取措施", "采取措施", "采取的措施", "整改任务", "整改办法"),
        *("具体措施", "具体整改措施", "整改具体措施", "主要措施", "主要整改措施", "整改工作措施"),
    ),
    "progress": (
        *("整改进展", "整改进展情况", "整改情况", "整改落实情况", "整改成效", "进展情况", "整改进度"),
        *(
            "整改落实",
            "整改落实进展",
            "整改落实成效",
            "整改推进情况",
            "整改实效",
            "整改工作情况",
            "整改工作进展",
        ),
        *(
            "具体整改情况",
            "整改具体情况",
            "问题整改情况",
            "落实情况",
            "工作进展",
            "目前进展",
            "整改过程",
            "整改做法",
        ),
        *(
            "成效",
            "进展",
            "取得成效",
            "主要成效",
            "工作成效",
            "整改及成效",
            "整改进展及成效",
            "整改进展和成效",
        ),
        *("整改措施及成效", "整改措施和成效", "整改措施及进展", "整改措施及进展情况", "整改措施落实情况"),
        *(
            "整改措施及落实情况",
            "整改措施和落实情况",
            "整改措施及整改情况",
            "整改措施完成情况",
            "措施落实情况",
        ),
        *(
            "整改措施及完成情况",
            "整改措施和进展",
            "整改措施和进展情况",
            "整改进展及完成情况",
            "整改落实完成情况",
        ),
    ),
    "status_text": (
        *("完成情况", "整改状态", "整改完成情况", "整改结果", "是否完成", "完成状态", "状态", "整改状况"),
        *("整改结论", "目前状态", "当前状态", "办结情况", "整改完成状态", "整改进展状态"),
    ),
    "owner": (
        *("责任领导", "牵头领导", "责任人", "整改责任人", "具体负责人", "负责人", "整改责任领导", "包抓领导"),
        *("整改牵头领导", "牵头责任人", "主要责任人", "直接责任人", "分管领导", "牵头责任领导", "第一责任人"),
    ),
    "unit": (
        *(
            "责任单位",
            "责任科室",
            "责任部门",
            "牵头单位",
            "牵头科室",
            "牵头部门",
            "整改责任单位",
            "整改责任部门",
        ),
        *("整改责任科室", "责任股室", "牵头股室", "责任处室", "牵头处室", "承办科室", "承办单位", "整改单位"),
        *("牵头责任单位", "责任主体", "整改责任主体", "责任支部"),
    ),
    "due": (
        *(
            "整改时限",
            "完成时限",
            "整改期限",
            "完成时间",
            "整改完成时限",
            "整改完成时间",
            "完成期限",
            "办结时限",
        ),
        *("计划完成时间", "预计完成时间", "整改时间", "计划完成时限"),
    ),
    "problem": (
        *(
            "反馈问题",
            "存在问题",
            "具体问题",
            "问题表现",
            "问题内容",
            "问题描述",
            "问题",
            "反馈的问题",
            "主要问题",
        ),
        *(
            "反馈具体问题",
            "巡察反馈问题",
            "反馈问题内容",
            "存在的问题",
            "存在的主要问题",
            "反馈意见",
            "发现问题",
        ),
        *("指出问题", "反馈问题表现", "整改问题", "具体表现"),
    ),
}
# Labels of what the answer has no field for: they end the field before them.
ASIDES = frozenset(
    {
        *(
            "配合单位",
            "配合科室",
            "配合部门",
            "配合领导",
            "协办单位",
            "协办科室",
            "参与科室",
            "督办领导",
            "督导领导",
        ),
        *(
            "验收意见",
            "验收人",
            "佐证材料",
            "备注",
            "整改类型",
            "问题类型",
            "整改目标",
            "预期目标",
            "整改要求",
        ),
        *(
            "整改标准",
            "监督单位",
            "销号情况",
            "下一步工作",
            "下一步打算",
            "下一步措施",
            "下一步整改措施",
            "下步措施",
        ),
        *("下一步整改打算", "下一步计划", "下一步工作打算", "下步打算", "下一步"),
    }
)
# Column heads of ledgers only: too short or too common to be labels inside a text.
COLUMNS: dict[FieldName, tuple[str, ...]] = LABELS | {
    "problem": (*LABELS["problem"], "问题清单"),
    "status_text": (*LABELS["status_text"], "完成与否", "销号情况"),
    "owner": (*LABELS["owner"], "责任领导及责任人"),
    "unit": (*LABELS["unit"], "责任单位(科室)", "责任单位及科室"),
    "due": (*LABELS["due"], "时限"),
    "number": ("文中编号", "编号", "问题序号", "问题编号"),
    # The place of the row in its table: the number of a finding where no other is given.
    "ordinal": ("序号",),
    "section": ("所属部分", "部分"),
    "key_matter": ("重点问题", "是否重点问题", "是否重点", "重点事项"),
    "group": ("问题类别", "类别", "方面", "问题分类", "类型", "反馈方面", "问题方面"),
}
FIELD_OF_LABEL: dict[str, FieldName] = {label: name for name, labels in LABELS.items() for label in labels}
FIELD_OF_COLUMN: dict[str, FieldName] = {label: name for name, labels in COLUMNS.items() for label in labels}

_FIELDS: dict[str, FieldName] = FIELD_OF_LABEL | dict.fromkeys(ASIDES, "aside")
# Too common to be a label anywhere but at the start of a line.
_ONLY_FIRST = frozenset(
    {
        *LABELS["problem"],
        *ASIDES,
        "措施",
        "负责人",
        "成效",
        "进展",
        "状态",
        "落实情况",
        "工作成效",
        "主要成效",
    }
    | {"工作进展", "整改任务", "整改落实", "取得成效", "分管领导", "整改时间", "责任主体", "第一责任人"}
) - {"配合单位", "配合科室", "配合部门", "配合领导", "协办单位", "协办科室"}
_LONGEST = max(map(len, _FIELDS))
_SHORTEST_UNMARKED = 4
_BULLETS = "●○■□◆◇▪▲△※★☆•·➢►- "
_OPENERS, _CLOSING = "【[(〔「『<", "】])〕」』>"
_ENDS = re.compile(r"[:】\])〕」』>]")
_NUMBERED = re.compile(r"(?:\([^()\n:]{1,10}\)|[\d一二三四五六七八九十]{1,2}) ?$")
_BEFORE_FIRST = re.compile(
    r"(?:截至)?(?:目前|当前|现阶段|现)?(?:的|具体|主要|相关|本项|该)?(?:整改|问题|工作)?$"
)
# Where a label may stand inside a paragraph: after the end of a sentence, of a part of one, or of its quotation.
_BEFORE_LABEL = "。;!?…)】 \n"
_CLOSED_QUOTE = '”"》'
_QUOTES = (("“", "”"), ("《", "》"), ("(", ")"))
_LONGEST_QUOTE = 300

# First match wins: what is not done, or not quite, before what is.
_STATUSES: tuple[tuple[str, Status | None], ...] = (
    (
        r"^[否×✗✘]$|未完成|尚未|不够?到位|未到位|未整改|没有完成|责令重新整改|重新整改|未销号|未解决|未落实|未启动|未开始",
        "not_done",
    ),
    (r"申请延期|延期整改|已延期", "extended"),
    (r"阶段性", "staged"),
    (r"(?:已|全部|均).{0,2}完成.{0,6}(?:并|且).{0,2}(?:长期|持续)", "done"),
    (r"长期|持续(?:推进|整改|坚持)|常态化|坚持整改", "long_term"),
    (r"含基本完成", "done"),
    (r"基本(?:完成|整改|到位)", "mostly_done"),
    (r"推进|正在|进行中|整改中|办理中|未到期", "in_progress"),
    (r"立行立改$", None),
    (r"完成|到位|办结|销号|已整改|整改完毕|整改好|已解决|已落实|^[是√✓✔]$", "done"),
)
STATUSES: tuple[tuple[re.Pattern[str], Status | None], ...] = tuple(
    (re.compile(pattern), status) for pattern, status in _STATUSES
)
# A sentence of nothing but these words says how far a finding has come.
_STATUS_LEAD = re.compile(r"(?:截至目前|目前|现|该问题|此问题|本问题|问题|该项|,|、)*")
_STATUS_PHRASE = re.compile(
    r"(?:已经|已|均|全部|基本|正在|持续|仍需|需|长期|未|尚|阶段性|取得|申请|立行立改|整改|完成|到位|办结|销号|完毕"
    r"|坚持|推进|并|且|和|及|成效|进展|成果|成绩|中|工作|延期|有序|落实|解决|进行|对账){1,12}"
)
_LONGEST_PHRASE = 30
_ASIDE_WORDS = re.compile(r"\([^()]{1,20}\)")
_STATUS_HEADING = re.compile(
    r"(?:集中|整改期限?|期限|内|以来|的|具体|反馈|巡察|问题|事项|任务|情况|措施|共|计|\d{1,4}[个项条]|已经|已|均|全部|基本|正在"
    r"|持续|仍需|需要|需|长期|未|尚|阶段性|取得|整改|完成|到位|办结|销号|坚持|推进|并|和|及|成效|进展|中|立行立改|落实|进行|[。:;]){2,20}"
)
_STATUS_WORDS = re.compile(
    r"(?P<words>(?:已经|已|均|全部|基本|正在|持续|仍需|需要|需|长期|未|尚|阶段性|取得|立行立改|整改(?=完成|到位|中)|完成|推进|申请).*?) ?"
    r"(?:(?:的 ?(?:整改)?)?(?:具体|反馈|巡察|审计)*(?:问题|事项|任务|项目|措施|情况).*|的?[,:。;].*|的? ?\((?!含).*|的?共?计? ?\d.*|的)?$"
)
_KEY_MATTER = re.compile(r"重点(?:问题|事项)|书记.{0,4}点|点人点事|点事")


@dataclass(frozen=True)
class Label:
    """A label with the colon that belongs to it. One inside a paragraph may turn out to be prose."""

    span: Span
    name: FieldName
    inside: bool


def labels_in(text: str, start: int, end: int, *, heading: bool = False, loose: bool = False) -> list[Label]:
    """The labels of text[start:end]; a heading that is called as a label is (二、整改情况) is none.

    `loose`: in a page that lost its line breaks a label follows the words before it without a stop.
    """
    while start < end and text[start] in " \n":
        start += 1
    begin = start
    while start < end and text[start] in _BULLETS:
        start += 1
    alone = _squeezed(text[start:end]) if end - start <= 4 * _LONGEST else ""
    name = _FIELDS.get(alone.strip(":" + _OPENERS + _CLOSING))
    if name:
        return [] if heading else [Label((begin, end), name, False)]
    found: list[Label] = []
    after = _unmarked_label(text, start, end)
    if after > start:
        found.append(Label((begin, after), _FIELDS[_squeezed(text[start:after])], False))
    for stop in _ENDS.finditer(text, start, end):
        if stop.start() < after:
            continue
        label = _label_before(text, after, start, stop.start())
        if label is None:
            continue
        words, at = label
        close = stop.end()
        if stop[0] != ":" and text[close : close + 2].strip().startswith(":"):
            close = text.index(":", close) + 1
        first = at == start
        if first or (words not in _ONLY_FIRST and _stands_free(text, start, at, end, loose)):
            found.append(Label((begin if first else at, close), _FIELDS[words], not first))
            after = close
    return found


def _unmarked_label(text: str, start: int, end: int) -> int:
    """The end of a label that a line begins with and only a blank divides from its text; else where it starts."""
    blank = text.find(" ", start, min(end, start + _LONGEST + 1))
    words = text[start:blank] if blank > start else ""
    known = words in _FIELDS and words not in _ONLY_FIRST and len(words) >= _SHORTEST_UNMARKED
    return blank if known and not text[blank:end].lstrip().startswith(tuple(":" + _CLOSING)) else start


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _label_before(text: str, after: int, start: int, stop: int) -> tuple[str, int] | None:
    """The longest label that ends at `stop`, letters apart or not, and where it begins: its bracket with it."""
    left = max(after, stop - 3 * _LONGEST)
    edge = max(text.rfind("\n", left, stop), text.rfind(":", left, stop)) + 1
    left = max(left, edge)
    numbered = _NUMBERED.search(text, left, stop) if text[stop] == ":" else None
    last = numbered.start() if numbered and numbered.start() > left else stop
    places = [at for at in range(left, last) if text[at] != " "]
    letters = "".join(text[at] for at in places)
    for length in range(min(len(letters), _LONGEST), 1, -1):
        words = letters[-length:]
        if words not in _FIELDS:
            continue
        at = places[-length]
        opened = at > left and text[at - 1] in _OPENERS
        if text[stop] != ":" and not opened:
            return None
        at -= opened
        if at != start and at - start <= _LONGEST and _BEFORE_FIRST.fullmatch(text, start, at):
            at = start
        return words, at
    return None


def _stands_free(text: str, start: int, at: int, end: int, loose: bool) -> bool:
    """Whether a sentence ends before text[at], and it is no part of a quotation."""
    before = text[at - 1]
    closed = before in _CLOSED_QUOTE and at - 2 >= start and text[at - 2] in "。!?…"
    return (loose or before in _BEFORE_LABEL or closed) and not _quoted(text, start, at, end)


def _quoted(text: str, start: int, at: int, end: int) -> bool:
    """Whether text[at] stands between two quotation marks that belong to each other."""
    for opener, closer in _QUOTES:
        left, right = max(start, at - _LONGEST_QUOTE), min(end, at + _LONGEST_QUOTE)
        opened = text.rfind(opener, left, at) > text.rfind(closer, left, at)
        close, reopened = text.find(closer, at, right), text.find(opener, at, right)
        if opened and close >= 0 and (reopened < 0 or close < reopened):
            return True
    return False


def status_of(text: str) -> Status | None:
    plain = text.replace(" ", "")
    return next((status for pattern, status in STATUSES if pattern.search(plain)), None)


def is_status(text: str) -> bool:
    plain = text.replace(" ", "")
    return any(pattern.search(plain) for pattern, _ in STATUSES)


def is_status_phrase(words: str) -> bool:
    return status_phrase(words) is not None


def status_phrase(words: str) -> tuple[int, int] | None:
    """Where a sentence states a status that says nothing else: 目前,该问题已整改完成."""
    if len(words) > _LONGEST_PHRASE:
        return None
    lead = _STATUS_LEAD.match(words)
    match = _STATUS_PHRASE.fullmatch(words, lead.end() if lead else 0)
    return match.span() if match and status_of(match[0]) else None


def heading_status(words: str) -> bool:
    """Whether a heading is nothing but a result: (一)集中整改期内已完成(含基本完成)的问题."""
    plain = _ASIDE_WORDS.sub("", words.replace(" ", ""))
    return len(plain) <= _LONGEST_PHRASE and _STATUS_HEADING.fullmatch(plain) is not None and is_status(plain)


def words_of_status(heading: str) -> tuple[int, int]:
    """The words of such a heading that name the result: 已完成(含基本完成), without 集中整改期内 and 的整改事项."""
    match = _STATUS_WORDS.search(heading)
    return match.span("words") if match else (0, len(heading))


def is_key_matter(heading: str) -> bool:
    return bool(_KEY_MATTER.search(heading))
