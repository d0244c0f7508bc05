"""What the columns of a ledger are called: no two offices name them alike, so their words decide, not a list of names.

Rows are tried in order on the head without its brackets; the first that fits says what the column holds. Names that
are labels in prose too (labels.py) fit best; after them the earlier row wins where two columns hold the same.
"""

import re
from dataclasses import dataclass

from mingze.papers.labels import FIELD_OF_COLUMN, FieldName, is_status
from mingze.papers.source import one_width

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_DECORATION = " :*#★☆·.、0123456789①②③④⑤⑥⑦⑧⑨"
_LONGEST = 24
_LONGEST_PRINTED = 80
_LONGEST_STATE = 16

_FOUND = r"存在|发现|反馈|查出|查摆|查找|指出|自查|检查|审计|巡察|巡视|督查|督察|督导|整改|具体|主要|突出|通报|移交|交办|曝光|评估|评审|反映|排查|共性|个性|意见|对应|投诉"
_DUTY = r"责任|牵头|承办|主责|主办|整改|落实|主管|实施|承担|包保|办理"
_HOUSE = r"单位|科室|部门|股室|处室|主体|机构|支部|党组织|科所|站所|科"

# A column that is known to hold nothing a finding has a field for: "aside".
_ROWS: tuple[tuple[FieldName, str], ...] = (
    (
        "aside",
        r"^(?:备注|说明|附注|配合|协办|协同|协助|参与|督办|督导|监督|包联|联系|验收|复查|复核|审核|审签|签字|签名|确认|佐证|印证)",
    ),
    (
        "aside",
        r"原因|来源|依据|扣分|分值|得分|分数|佐证|证明材料|电话|等级|性质|影响|问责|追责|处分|立案|线索|下一?步",
    ),
    (
        "aside",
        r"^(?:检查|督查|巡查|发现|反馈|立案|填报|填表|更新|上报|交办|登记|核查|核实|实际|现场)[\u4e00-\u9fff]{0,4}(?:日期|时间)$",
    ),
    (
        "aside",
        r"^(?:销号|验收|实际完成|复查|整改类)[\u4e00-\u9fff]{0,4}(?:日期|时间|类型|单位|人|意见)$|^整改(?:类型|性质|类别)$",
    ),
    (
        "aside",
        r"^(?:被|受)[\u4e00-\u9fff]{0,4}(?:查|检|审|督|巡|察)|^(?:检查|督查)(?:对象|单位|机构|人员?|地点|组)$|(?:单位|机构|医院|企业)名称$",
    ),
    ("key_matter", r"^是否.{0,4}重点|^重点(?:问题|事项)$"),
    ("number", r"^[\u4e00-\u9fff]{1,6}(?:编号|序号|编码)$|^(?:编号|编码|项次|NO|No)$"),
    ("ordinal", r"^(?:序号|序|号|顺序号?|行号)$"),
    (
        "group",
        r"^(?:问题|所属|反馈|整改|涉及|业务|专业|检查)?[\u4e00-\u9fff]{0,4}(?:类别|方面|类型|领域|分类|大类|板块|种类|归类|条线)$",
    ),
    (
        "status_text",
        r"是否.{0,8}(?:完成|到位|销号|整改|办结|达标|落实|解决|闭环)|(?:完成|到位|销号|办结|整改)(?:与否|否)$|状态|状况|结论|进度状|销号",
    ),
    ("measures", r"落实(?:整改)?(?:措施|举措)$"),
    (
        "progress",
        r"落实(?:进展)?(?:情况|结果|成效)|推进(?:落实)?情况|进展|成效|实效|效果|进度|整改(?:落实|工作|具体|实际|后)?情况|落实整改情况"
        r"|(?:措施|举措|任务|整改)(?:的)?(?:落实|执行|推进)|整改(?:做法|过程|经过)|(?:办理|处置|处理|解决)情况|工作开展情况|开展情况|做法",
    ),
    ("status_text", r"(?:完成|办结)(?:情况|度)|结果|成果$"),
    (
        "due",
        r"时限|期限|限期|完成(?:的)?(?:时间|日期|时点|节点)|时间(?:要求|节点|安排|节点要求)|截止|到期|整改时间|办结日|整改日期",
    ),
    ("measures", r"措施|举措|对策|整改(?:思路|方案|计划|办法|方法|任务|内容)|(?:如何|怎样)整改|解决办法"),
    (
        "problem",
        r"^(?:[\u4e00-\u9fff]{0,4}问题)?(?:具体|主要)?(?:描述|表述|表现)(?:形式|情况)?$|^问题(?:具体|主要)?[\u4e00-\u9fff]{0,2}(?:表述|描述|内容|表现|情况|摘要|概述|详情|事实|清单|简述|要点|点|项)?$"
        rf"|^[\u4e00-\u9fff]{{0,12}}(?:{_FOUND})[\u4e00-\u9fff]{{0,6}}问题(?:及)?(?:具体|主要)?(?:描述|表述|内容|表现|情况|摘要|清单|事实|点|项)?$"
        r"|^[\u4e00-\u9fff]{0,4}反馈(?:意见|内容|事项)[\u4e00-\u9fff]{0,6}$",
    ),
    (
        "owner",
        rf"^(?:{_DUTY}|分管|主要|具体|直接|第一|包抓|挂牌)[\u4e00-\u9fff]{{0,6}}(?:人|领导|人员|院长|局长|干部)(?:及[\u4e00-\u9fff]{{2,6}})?$|负责人|责任人|责任领导|^领导$|经办人",
    ),
    ("unit", rf"^(?:{_DUTY})[\u4e00-\u9fff]{{0,8}}(?:{_HOUSE})|责任(?:{_HOUSE})|^责任清单$"),
    # Words that say a fault without the word 问题, and demands where no measures are named.
    (
        "problem",
        rf"^(?:{_FOUND}|存在的|发现的)(?:到的|出的|的)?(?:问题|隐患|不足|差距|短板|缺陷|薄弱环节|风险|风险点|情况|意见|事项|内容)(?:和[\u4e00-\u9fff]{{2,4}})?$"
        r"|^(?:违法|违规|违法违规)(?:行为|事实|情形|情况)$|^(?:安全)?(?:隐患|缺陷|不足|差距|短板|不合格项目?|不符合项)(?:内容|描述|情况|表现)?$|问题$",
    ),
    ("measures", r"^(?:整改|处理|监督)(?:要求|意见|建议|目标)$|^(?:审计|督查|检查)(?:建议)$"),
    ("aside", r"目标|要求|标准|意见|建议|单位|姓名|地点|名称|级别"),
)
_PATTERNS = tuple((name, re.compile(words)) for name, words in _ROWS)
# Columns that count: tables with them and without any duty or progress are statistics.
_COUNTED = re.compile(
    r"数$|数量|占比|比例|比重|比率|率$|合计|小计|总计|同比|环比|增减|金额|件数|个数|户次|人次|次数|(?<![办任责系络收核号录])[条件人家户]$"
)


@dataclass(frozen=True)
class Fit:
    """What a column holds by its name, and how well the name says so (0 best)."""

    name: FieldName
    rank: int


def plain_name(head: str) -> str:
    return "".join(one_width(head).split())


def fit_of(head: str) -> Fit | None:
    """What a column with this head holds; "aside" for a column that is known to hold no field."""
    if len(head) > _LONGEST_PRINTED:
        return None
    printed = plain_name(head).rstrip(":")
    plain = _BRACKETED.sub("", printed).strip(_DECORATION).replace("/", "及")
    for words in (printed, plain):
        if words in FIELD_OF_COLUMN:
            return Fit(FIELD_OF_COLUMN[words], 0)
    if not plain or len(plain) > _LONGEST:
        return None
    for rank, (name, pattern) in enumerate(_PATTERNS, start=1):
        if pattern.search(plain):
            return Fit(name, rank)
    return None


def column_of(head: str) -> FieldName | None:
    """The field that a column with this head holds."""
    fit = fit_of(head)
    return fit.name if fit and fit.name != "aside" else None


def is_count(head: str) -> bool:
    return _COUNTED.search(_BRACKETED.sub("", plain_name(head))) is not None


def is_word_of_status(text: str) -> bool:
    """What a column of states holds: 已完成, 正在整改, 是, ×, 长期."""
    plain = one_width(text)
    return len(plain) <= _LONGEST_STATE and is_status(plain)
