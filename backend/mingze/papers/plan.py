"""What a campaign plan orders: its stages, tasks, reporting duty and problem types."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingze.papers.answer import Plan, Span
from mingze.papers.charges import Times
from mingze.papers.contacts import read_contacts
from mingze.papers.duties import read_parent, read_reporting, read_sub_plan_due
from mingze.papers.extracted import Table
from mingze.papers.front import Front
from mingze.papers.leading import read_leading_group
from mingze.papers.outline import Piece
from mingze.papers.plan_tables import Listed, read_tables
from mingze.papers.problem_types import read_problem_types, settle
from mingze.papers.sections import Body, Meaning, Node, read_body
from mingze.papers.source import Source
from mingze.papers.stages import read_stages
from mingze.papers.tasks import read_tasks

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?(?:年|[-—至])")
_OF_NUMBER = re.compile(r"[〔\[(【] ?((?:19|20)\d\d) ?[〕\])】]")
# A goal is told before the spirit it is pursued in, where a plan has a section for each.
_AIMS = tuple(re.compile(words) for words in ("目标", "目的", "总体要求|思路", "指导思想"))
_SAID = re.compile(r"[^。;:\n]{0,40}(?:总体要求|总体思路|工作思路|总体目标|工作目标)(?:是|为) ?:? ?")
# 整治对象为…。时间从…: the sentence that tells it.
_IS = re.compile(r"[\u4e00-\u9fff]{0,8}(?:范围|对象)(?:为|是|包括)(?P<what>[^。\n]+。?)")
_NAMED = re.compile("范围|对象")
_FEWEST = 2
_LABEL = re.compile(
    r"[【\[]?[\u4e00-\u9fff]{0,8}(?:范围|对象|目标|思想|要求)(?:[】\]] ?:?| ?(?:为|是)? ?:) ?"
)
_LISTING = re.compile(r"要点|任务(?:清单|分解|分工)|(?:工作|年度)计划$")


@dataclass
class PlanReading:
    plan: Plan
    spans: dict[str, Span | list[Span]] = field(default_factory=dict)

    def hold(self, name: str, spans: Sequence[Span]) -> None:
        """Notes where a list of values stands, if it has any."""
        if spans:
            self.spans[f"plan.{name}"] = list(spans)


def read_plan(source: Source, parts: list[Piece], front: Front, tables: Sequence[Table] = ()) -> PlanReading:
    reading = PlanReading(Plan())
    times = Times(_year(front), front.issued_on)
    listed = read_tables(tables, times)
    body = read_body(source, parts, front, listed.places)
    settle(source, body, times)
    _purpose(source, body, reading)
    _orders(source, front, body, times, listed, reading)
    _duties(source, parts, front, body, times, reading)
    group = read_leading_group(source, parts, front.taken)
    if group:
        reading.plan.leading_group = group[0]
        reading.hold("leading_group", group[1])
    reading.plan.contacts, spans = read_contacts(source)
    reading.hold("contacts", spans)
    return reading


def _year(front: Front) -> int | None:
    """The year a plan is of: its title says so, or else its date or its number."""
    said = _YEAR.search(front.title or "")
    if said:
        return int(said[1])
    if front.issued_on:
        return front.issued_on.year
    numbered = _OF_NUMBER.search(front.document_number or "")
    return int(numbered[1]) if numbered else None


def _purpose(source: Source, body: Body, reading: PlanReading) -> None:
    spans: dict[Meaning, Span | None] = {
        "objective": _objective(source, body),
        "scope": _told(source, body, "scope"),
        "objects": _told(source, body, "objects"),
    }
    for name, span in spans.items():
        if span and span[0] < span[1]:
            setattr(reading.plan, name, source.words(*span))
            reading.spans[f"plan.{name}"] = source.span(*span)


def _objective(source: Source, body: Body) -> Span | None:
    nodes = [node for node in body.nodes() if node.meaning == "objective"]
    for aim in _AIMS:
        for node in nodes:
            below = [child for child in node.children if child.meaning == "objective"]
            parts = sum(aim.search(source.text[slice(*child.title)]) is not None for child in below)
            divided = any(one.search(source.text[slice(*child.title)]) for child in below for one in _AIMS)
            if aim.search(source.text[slice(*node.title)]) and (parts >= _FEWEST or not divided):
                return _words_under(source, node)
    labelled = next((span for meaning, span in body.labelled if meaning == "objective"), None)
    return labelled or _led_by(source, body)


def _led_by(source: Source, body: Body) -> Span | None:
    """2025年工作的总体要求是:… before the first section."""
    for start, end in body.lead:
        match = _SAID.match(source.text, start, end)
        if match:
            return source.trimmed(match.end(), end)
    return None


def _told(source: Source, body: Body, meaning: Meaning) -> Span | None:
    """What stands behind a label (监督范围:…), or else under a heading."""
    labelled = next((span for one, span in body.labelled if one == meaning), None)
    if labelled:
        return labelled
    for node in body.nodes():
        named = [child for child in node.children if _NAMED.search(source.text[slice(*child.title)])]
        if node.meaning == meaning and not named:
            return _before_label(source, body, _words_under(source, node))
    return None


def _before_label(source: Source, body: Body, span: Span) -> Span:
    """治理范围 and, in a paragraph of its own, 重点对象:…: the label begins another value."""
    for _, (start, _end) in body.labelled:
        line = source.text.rfind("\n", span[0], start) + 1
        if span[0] < line < start < span[1]:
            return source.trimmed(span[0], line)
    return span


def _words_under(source: Source, node: Node) -> Span:
    start = node.title[1]
    while start < node.end and source.text[start] in "。;:,】] \n":
        start += 1
    label = _LABEL.match(source.text, start, node.end)
    if label:
        return source.trimmed(label.end(), node.end)
    said = _IS.match(source.text, start, node.end)
    return said.span("what") if said else source.trimmed(start, node.end)


def _orders(
    source: Source, front: Front, body: Body, times: Times, listed: Listed, reading: PlanReading
) -> None:
    plan = reading.plan
    stages = read_stages(source, body, times.year, times.issued)
    plan.stages = listed.stages or [one.stage for one in stages]
    reading.hold("stages", listed.stage_spans or [one.stage.span for one in stages])
    if plan.stages is not listed.stages:
        reading.hold("mechanisms", [one.mechanism for one in stages if one.mechanism])
    tasks = read_tasks(source, body, times, listing=bool(_LISTING.search(front.title or "")))
    plan.tasks = [*(one.task for one in tasks), *listed.tasks]
    reading.hold("tasks", [*(span for one in tasks for span in one.held), *listed.task_spans])
    plan.problem_types, spans = read_problem_types(source, body)
    reading.hold("problem_types", spans)


def _duties(
    source: Source, parts: list[Piece], front: Front, body: Body, times: Times, reading: PlanReading
) -> None:
    paragraphs = [(part.start, part.end) for part in parts]
    reporting = read_reporting(source, paragraphs)
    if reporting:
        reading.plan.reporting = reporting[0]
        reading.spans["plan.reporting"] = reporting[1]
    due = read_sub_plan_due(source, paragraphs, times.year, times.issued)
    if due:
        reading.plan.sub_plan_due, reading.spans["plan.sub_plan_due"] = due
    own = {"".join(name.split()) for name in (front.title, *front.aliases) if name}
    aims = [(node.start, node.end) for node in body.nodes() if node.meaning == "objective"]
    parent = read_parent(source, [*body.lead, *aims], own)
    if parent:
        reading.plan.parent, reading.spans["plan.parent"] = parent
