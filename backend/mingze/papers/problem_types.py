"""The problems a campaign is against, as a tree; and whether a section lists problems or orders tasks."""

import re

from mingze.papers.answer import ProblemType, Span
from mingze.papers.charges import Times, charge_of
from mingze.papers.sections import Body, Meaning, Node, told_parts
from mingze.papers.source import Source
from mingze.papers.stages import has_stages

_SHORTCOMING = re.compile(
    r"不(?!断|仅|但|忘|折不扣|得)|问题|违规|违法|违纪|违反|乱|虚[假开构报]|弄虚作假|失职|渎职|走过场|形式主义|官僚主义"
    r"|腐败|缺失|缺乏|淡薄|滞后|推诿|敷衍|行为|现象|以权谋私|吃拿卡要|骗|套取|侵占|挪用|收受|回扣|过度|懒|庸|散|差$|弱"
)
_ORDER = re.compile(
    r"(?:进一步|全面|切实|持续|深入|着力|大力|扎实|积极|认真|要)*(?:加强|完善|建立|健全|推进|推动|落实|强化|开展|提升|提高|优化"
    r"|深化|巩固|促进|改进|做好|组织|督促|创建|规范|构建|实施|压实|畅通|营造|培育|清理|完成|明确|制定)"
)
_FEWEST = 2
_TASKS = re.compile("任务|内容")
_PLANNED = re.compile("安排$")


def settle(source: Source, body: Body, times: Times) -> None:
    """整治内容 may list what is wrong or what is to be done: who and when make it tasks, shortcomings problems."""
    for section in list(body.nodes()):
        if section.meaning == "stages" and _TASKS.search(source.text[slice(*section.title)]):
            _mean(section, "stages" if has_stages(source, section) else "tasks")
        if section.meaning == "tasks" and _PLANNED.search(source.text[slice(*section.title)]):
            _mean(section, "stages" if has_stages(source, section) else "tasks")
        if section.meaning not in ("content", "problems"):
            continue
        if any(charge_of(source, one.body, one.end, times) for one in section.walk() if one is not section):
            _mean(section, "tasks")
        elif section.meaning == "problems" or _speaks_of_problems(source, section):
            _mean(section, "problems")
        else:
            _mean(section, "tasks")


def _mean(section: Node, meaning: Meaning) -> None:
    was = section.meaning
    for node in section.walk():
        if node.meaning == was:
            node.meaning = meaning


def _speaks_of_problems(source: Source, section: Node) -> bool:
    items = section.children
    if not items:
        return len(told_parts(source, section)) >= _FEWEST
    wrong = sum(_is_problem(source, item) for item in items)
    return wrong * 2 > len(items)


def _is_problem(source: Source, item: Node) -> bool:
    title = source.text[slice(*item.title)]
    if _ORDER.match(title):
        return False
    return bool(_SHORTCOMING.search(title) or _SHORTCOMING.search(source.text, item.title[1], item.end))


def read_problem_types(source: Source, body: Body) -> tuple[list[ProblemType], list[Span]]:
    types: list[ProblemType] = []
    spans: list[Span] = []
    waiting: list[tuple[Node, bool]] = [(root, False) for root in reversed(body.roots)]
    while waiting:
        section, inside = waiting.pop()
        if section.meaning == "problems" and not inside:
            types += [_type(source, child, spans) for child in section.children]
            if not section.children:
                types += _told(source, section, spans)
        waiting += [(child, section.meaning == "problems") for child in reversed(section.children)]
    return types, spans


def _type(source: Source, node: Node, spans: list[Span], depth: int = 0) -> ProblemType:
    """The heading of a type; a sub-item without items of its own is its whole text."""
    start, end = node.title
    if depth and not node.children:
        start, end = node.body, node.end
    spans.append(source.span(node.start, end))
    children = [_type(source, child, spans, depth + 1) for child in node.children]
    return ProblemType(node.number, source.words(start, end), children)


def _told(source: Source, section: Node, spans: list[Span]) -> list[ProblemType]:
    """一是…;二是… in one paragraph."""
    types: list[ProblemType] = []
    for part in told_parts(source, section):
        mark = part.mark or (part.span[0], part.span[0])
        spans.append(source.span(mark[0], part.span[1]))
        number = source.words(*mark).strip("、,: ")
        types.append(ProblemType(number, source.words(*part.span), []))
    return types
