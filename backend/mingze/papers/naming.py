"""What a number counts: the shortest complete words of the clause it stands in.

组织开展义诊43次 counts 义诊, 开展10次宣传活动 counts 宣传活动, 信访举报全年达172件 counts 信访举报.
"""

import re

from mingze.papers.answer import Span
from mingze.papers.counting import Count

# What stands before the name and says nothing of it: when, altogether, whose, how eagerly.
_WHEN = (
    r"(?:\d{4} ?年(?:度|初|底|末)?(?:以来)?(?:上半年|下半年|第?[一二三四]季度)?|\d{1,2}(?:[-至]\d{1,2})?月份?(?:以来)?"
    r"|今年(?:以来)?|本年度?|去年(?:同期)?|全年|年内|年底|年末|上半年|下半年|第?[一二三四]季度|截至[^,]{1,12}?[日底末前]|目前|期间|一年来|本?季度)"
)
_SUM = (
    r"(?:累计|共计|合计|总计|总共|一共|共(?![青同享产建和治])|分别|先后|已经?|均|又|还|并|也|现有|现(?![场金行代状])|为(?!民)"
    r"|达到?(?!标)|约(?![谈定束])|近(?![视期亲年])|超过|逾|其中|包括|含|有(?![效关序限偿害])|了(?![结解]))"
)
_WHOSE = r"(?:(?:党[委组])?(?:理论学习)?中心组|全(?:区|市|县|省|州|旗|国|系统|委|局|院)|本(?:系统|单位|机关|区|市|县|级|委|局|年)|我(?:委|局|市|区|县|院|省|单位))"
_HOW = r"(?:积极|扎实|深入|认真|严格|全面|切实|持续|不断|及时|大力|妥善|常态化|精心|稳步)"
# Verbs that only say that something took place; and verbs that say a little more and stay before a short name.
_LIGHT = r"(?:组织(?!处理|生活|关系|部)|开展|举办|召开|举行|实施|实现|进行|建立|完善|健全|设立|做到|参加|落实|收到|接到)"
_PLAIN = (
    r"(?:核对|更新|补充|细化|制作|评出|评选|评定|通报|编制|编印|印制|拍摄|录制|推出|主动上交|上交|组建|征集|梳理出|出具|提交|报送|录入|核查|牵头|办理|承办|受理|接受|接待|收到|接到|接收|培训|发放|印发|制定|制发|出台|修订|发布|编发"
    r"|完成|聘请|聘用|招聘|招录|引进|选派|配备|派出|出动|张贴|悬挂|推送|刊发|审查|审核|登记|梳理|排查|检查|抽查|拥有|投入|安排|提供|提出|作出|调处|申请|公开|查处|立案|下达|公布|清理|抽取|下发|发现|化解|处理|处置|走访|慰问|救治|收治|接诊|给予)(?![量率数度额])"
)
_FRONT = re.compile(
    rf"(?:其次(?:为|是)|(?:主要|排名|位居|较多|排在)[^,;、]{{0,8}}?(?:是|为|有)|{_WHEN}|{_SUM}|{_WHOSE}|{_HOW}|{_LIGHT}|联合(?={_LIGHT})|以及|和(?![平谐睦])|及(?!时)|与(?!会)"
    r"|对(?![口外照接比])|随着|督促(?!检查|指导|落实)|反映(?!问题|情况|强烈|率)的?|在[^,、的]{1,10}?(?:范围内?|系统内?|全[市县区省院局]|中|上|内)|(?:会同|联合|配合|协同)[^,;]{2,30}?(?=(?:联合|共同|一并))(?:共同|一并)?|向|将|把|[的,、:;)( ])"
)
_FRONT_VERB = re.compile(_PLAIN)
_BACK = re.compile(
    rf"(?:{_WHEN}|累计|共计|合计|总计|均在|均为|均达|均|分别为|分别|达到|(?<![传送表到])达|(?<![行作成认])为|是|(?<![拥所持享])有"
    r"|(?<!公)共|仅|只|已|了|的|(?<![签预公节条合契制])约|(?<![附临])近|超过|(?<![高])超|逾|将近|接近|大约|多达|突破|折合(?:人民币)?|价值(?:人民币)?|金额|合人民币|从|由|至|到"
    r"|占比?(?:最高|最大|居首|第一)|最多|居首位?|(?:(?:同比|环比|平均|较上年|比上年)*(?:压缩|缩短|压减|精简|提速|上升|下降|增长|降低|减少|提高)了?(?=$))|(?:提高|降低|上升|下降|增加|减少|增长|扩大|压缩|缩短|提升|降|升|增|减)(?:到|至|为)了?|人均|[:、, (]|计(?=$)(?<=[^统审会设估预]计))$"
)
# 区卫生监督所立案…, 我委聘请…: an organ that acts is not what is counted.
_ACTING = re.compile(
    rf"(?:法律顾问|律师|专家|代表|群众|职工|干部|志愿者|委|局|厅|所|机关|系统|(?<!网)站|中心|部门|政府|办公室|执法队|支队|大队|日共|累计)(?:均|共|已|累计|全年)*(?={_LIGHT}|{_PLAIN})"
)
# 12345热线工单反映服务态度: what was told of, not where it was told.
_TOLD_OF = re.compile(r"(?<=[\u4e00-\u9fff])反映(?!问题|情况|强烈|率)的?")
_PREPOSITION = re.compile(r"(?:通过|利用|依托|针对|围绕|按照|根据|因|对|向|为|在|以|经)")
_LAST_VERB = re.compile(rf"(?:{_LIGHT}|{_PLAIN})")
# What follows a number and its unit without being the name of what is counted.
_NO_NAME = re.compile(
    r"(?:全部|全都|均|都|已|并|也|还|且|较|比|同比|环比|得到|进入|完成|办结|占|为|是|以[上下]|左右|余|中|及|和|与|涉及|被(?!监管|检查|管理|服务|调查|评)|由|通过"
    r"|纳入|按|其中|用于|从|到|至|提高|降低|上升|下降|增加|减少|增长|扩大|压缩|缩短|提升|同意|参加|参与|受到|获|达|之|不|无"
    r"|未|有|在|给予|作出|移送|进行|开展|实现|实行|合格|满意|[(),;:。、!? ])"
)
_NAME_ENDS = re.compile(
    r"[,;:。!?()、\n]|(?:进行|开展|提供|纳入|实施|实行|作出|给予|参加|参与|受到|接受|进入|实现|组织|举办|全部|均|已经|得到|免费|分为|分成|划分|被(?!监管|检查|管理|服务|调查|评)|列为|列入|确定为|作为)"
)
# Acts that are no names of what was counted as long as a name follows.
_BARE = re.compile(
    rf"(?:{_LIGHT}|{_PLAIN}|查处|立案|发现|处理|办结|化解|整改|解决|处置|处罚|取缔|移送|查办)+"
)
_VERBS_BEFORE = re.compile(rf"(?:{_PLAIN})+$")
_LONGEST_PLAIN = 16
_SHORTEST_AFTER_VERB = 4
_SHORTEST_NAME = 2
_LONGEST_READ = 120


def name_of(text: str, count: Count, start: int | None = None) -> Span | None:
    """Where the name of what is counted stands, in the clause of the number; None where the clause has none."""
    left = count.lead[0] if start is None else start
    before = before_number(text, left, count.lead[1])
    after = _after(text, count)
    # 投诉较多的3家医院: what stands before only says which.
    which = text.endswith("的", left, count.lead[1])
    if after and (before is None or which or _counts_kinds(text, count) or says_little(text, before)):
        return after
    return before


def before_number(text: str, start: int, end: int) -> Span | None:
    """The name in text[start:end], the words before a number."""
    start = max(start, end - _LONGEST_READ)
    start, end = _without_front(text, start, _without_back(text, start, end))
    if start >= end:
        return None
    start = _inner(text, start, end)
    start, end = _without_front(text, start, end)
    start = _without_verb(text, start, end)
    return (start, end) if start < end else None


def _without_back(text: str, start: int, end: int) -> int:
    while match := _back(text, start, end):
        end = match
    return end


def _back(text: str, start: int, end: int) -> int | None:
    words = text[max(start, end - 16) : end]
    match = _BACK.search(words)
    return end - len(match[0]) if match and match[0] else None


def _without_front(text: str, start: int, end: int) -> Span:
    while match := _FRONT.match(text, start, end):
        if match.end() == end and match[0] in text[start:end] and _LAST_VERB.fullmatch(match[0]):
            break
        start = match.end()
    return start, end


def _inner(text: str, start: int, end: int) -> int:
    """Past the organ that acted, and past what a long clause tells before its last verb."""
    for match in _ACTING.finditer(text, start, end):
        start = match.end()
    told = _TOLD_OF.search(text, start, end)
    start = told.end() if told and end - told.end() >= _SHORTEST_NAME else start
    long = end - start > _LONGEST_PLAIN
    if _PREPOSITION.match(text, start, end) or long:
        verbs = [match.end() for match in _LAST_VERB.finditer(text, start, end)]
        kept = [at for at in verbs if end - at >= _SHORTEST_AFTER_VERB and not _quoted(text, start, at)]
        if kept:
            return kept[-1]
    return start


def _quoted(text: str, start: int, at: int) -> bool:
    return any(text.count(left, start, at) > text.count(right, start, at) for left, right in ("《》", "“”"))


def _without_verb(text: str, start: int, end: int) -> int:
    at = start
    while match := _FRONT_VERB.match(text, at, end) or _FRONT.match(text, at, end):
        at = match.end()
    return at if end - at >= _SHORTEST_AFTER_VERB else start


def with_verb(text: str, count: Count, name: Span) -> Span:
    """The name with the verbs before it, where two numbers of one text would have the same name without them."""
    left = max(count.lead[0], name[0] - _LONGEST_PLAIN)
    verb = _VERBS_BEFORE.search(text[left : name[0]])
    return (left + verb.start(), name[1]) if verb else name


def says_little(text: str, before: Span) -> bool:
    """查处23起违法案件, 存在5个问题: a bare verb before a number names nothing."""
    return before[1] - before[0] <= _SHORTEST_NAME or _BARE.fullmatch(text, *before) is not None


def _after(text: str, count: Count) -> Span | None:
    start, end = count.tail
    if count.is_share or not count.unit or start >= end or _NO_NAME.match(text, start, end):
        return None
    stop = _NAME_ENDS.search(text, start, end)
    end = stop.start() if stop else end
    words = text[start:end]
    start += len(words) - len(words.lstrip("的 "))
    end -= len(words) - len(words.rstrip("等 "))
    end -= text[end - 1] == "中" and text[end - 2] not in "集其"
    return (start, end) if end - start >= 2 else None


def _counts_kinds(text: str, count: Count) -> bool:
    """例行谈话、提醒谈话2类约谈制度: what follows the unit sums up what stands before it."""
    return count.unit in ("类", "大类", "种", "个", "项") and "、" in text[slice(*count.lead)]
