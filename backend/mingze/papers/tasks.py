"""What a plan orders: its tasks, who answers for each and by when it is to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingze.papers.answer import Due, Span, Task
from mingze.papers.charges import Charge, Times, bare, charge_of
from mingze.papers.sections import Body, Meaning, Node, told_parts
from mingze.papers.source import Source

_HEADING = re.compile(r"[^,。;:( \n]{2,24}(?:[:]| (?=[\u4e00-\u9fff“]{4}))")
_REST = 25
_FEWEST = 3


@dataclass(frozen=True)
class TaskFound:
    task: Task
    # What of it the fields hold.
    held: list[Span]


def read_tasks(source: Source, body: Body, times: Times, *, listing: bool = False) -> list[TaskFound]:
    """The tasks of the sections that order; those of measures only where no others do, or where they name who.

    `listing`: the document is a list of tasks as such (工作要点), whose sections are called after what is to be done.
    """
    sections = list(_sections(body, "tasks"))
    first = [node for section in sections for node in leaves(source, section, times)]
    found = [_task(source, node, times) for node in first]
    if not found:
        found = [one for section in sections for one in _in_prose(source, section, times)]
    measures = [node for section in _sections(body, "measures") for node in leaves(source, section, times)]
    found += [_task(source, node, times) for node in measures if not first or _charged(source, node, times)]
    unknown = [root for root in body.roots if root.meaning is None]
    others = [node for root in unknown for node in leaves(source, root, times) or [root]]
    all_ = listing and not found and len(unknown) >= _FEWEST
    found += [_task(source, node, times) for node in others if all_ or _charged(source, node, times)]
    found += [_task(source, node, times) for node in _named_elsewhere(source, body, times)]
    return sorted(found, key=lambda one: one.task.span)


def _charged(source: Source, node: Node, times: Times) -> bool:
    return bool(charge_of(source, node.body, node.end, times))


def _named_elsewhere(source: Source, body: Body, times: Times) -> Iterator[Node]:
    """What sections of stages and of requirements order of somebody by name; a stage itself is no task."""
    for section in _sections(body, "stages", "other"):
        stages = section.meaning == "stages"
        for child in section.children:
            for node in leaves(source, child, times) if stages else [child]:
                if charge_of(source, node.body, node.end, times).departments:
                    yield node


def _sections(body: Body, *meanings: Meaning) -> Iterator[Node]:
    """The highest nodes of these meanings."""
    waiting = list(reversed(body.roots))
    while waiting:
        node = waiting.pop()
        if node.meaning in meanings:
            yield node
        else:
            waiting += reversed(node.children)


def leaves(source: Source, section: Node, times: Times) -> list[Node]:
    """The tasks of a section: items whose own items are tasks are no tasks themselves."""
    found: list[Node] = []
    waiting = list(reversed(section.children))
    while waiting:
        node = waiting.pop()
        if node.meaning != section.meaning:
            continue
        if _is_group(source, node, times):
            waiting += reversed(node.children)
        else:
            found.append(node)
    return found


def _is_group(source: Source, node: Node, times: Times) -> bool:
    if not node.children:
        return False
    charges = [charge_of(source, child.body, child.end, times) for child in node.children]
    charged = sum(bool(charge) for charge in charges)
    if charged == 1 and len(charges) > 1 and charges[-1] and charges[-1].apart:
        return False
    if charged:
        return True
    own = charge_of(source, node.body, node.own_end, times)
    return not own and node.children[0].level <= 3


def _task(source: Source, node: Node, times: Times) -> TaskFound:
    charge = charge_of(source, node.body, node.end, times)
    if not charge and node.children:
        charge = charge_of(source, node.body, node.own_end, times)
        charge.begins = None
    return _made(source, node.number, (node.start, node.end), (node.body, node.title[1]), charge)


def _made(source: Source, number: str, whole: Span, title: Span, charge: Charge) -> TaskFound:
    text = source.text
    stop = charge.begins if charge.begins is not None else whole[1]
    heading = _HEADING.match(text, title[0], stop)
    if heading and (heading[0].endswith(":") or title[1] - title[0] > _REST):
        title = (title[0], heading.end())
    title = (title[0], min(title[1], stop))
    left = title[1]
    while left < stop and text[left] in "。;:, \n":
        left += 1
    words = source.trimmed(left, stop)
    task = Task(
        number=number,
        title=source.words(*bare(text, *title)),
        text=source.words(*words),
        departments=[source.words(*span) for span in charge.departments],
        due=charge.due or Due("none", None, None),
        span=source.span(*whole),
    )
    return TaskFound(task, _without(source, whole, charge.others))


def _without(source: Source, whole: Span, holes: list[Span]) -> list[Span]:
    held: list[Span] = []
    at = whole[0]
    for start, end in [*sorted(holes), (whole[1], whole[1])]:
        if at < start:
            held.append(source.span(at, start))
        at = max(at, end)
    return held


def _in_prose(source: Source, section: Node, times: Times) -> list[TaskFound]:
    """一是…;二是… in one paragraph under the heading of the tasks."""
    found: list[TaskFound] = []
    for part in told_parts(source, section):
        charge = charge_of(source, *part.span, times)
        mark = part.mark or (part.span[0], part.span[0])
        whole = (mark[0], part.span[1])
        stop = next((at for at in range(*part.span) if source.text[at] in ",。;:("), part.span[1])
        number = source.words(*mark).strip("、.,: ")
        found.append(_made(source, number, whole, (part.span[0], stop), charge))
    return found


def heading_end(text: str) -> tuple[int, int]:
    """Where the heading of a cell's words ends, and where what follows it begins: 宣传发动。各单位要…"""
    heading = _HEADING.match(text)
    end = (
        heading.end() if heading else next((at for at, char in enumerate(text) if char in "。\n"), len(text))
    )
    return len(text[:end].rstrip("。:; \n")), min(len(text), end + 1)
