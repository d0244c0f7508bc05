"""The paragraphs of a campaign plan, alone or enclosed in the notice that hands it out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import IO

from mingze.papers.answer import Contact, Due, LeadingGroup, Plan, ProblemType, Reporting, Stage, Task
from mingze.papers.charges import SAID_OF_LABEL
from mingze.papers.writing.framing import Kind, Paper, Paragraph, addressees, paper, signature
from mingze.papers.writing.model import Frame
from mingze.papers.writing.pdf import paper_pdf
from mingze.papers.writing.text import chinese_date, clean, fold, is_structure, lines_of, numeral
from mingze.papers.writing.word import paper_docx

_STOPS = "。；！？;!?"
_LONG_TITLE = 25
_LONGEST_BRACKET = 200
_CADENCES: Mapping[str, str] = MappingProxyType(
    {
        "daily": "每日",
        "weekly": "每周",
        "biweekly": "每两周",
        "semimonthly": "每半月",
        "ten_days": "每旬",
        "monthly": "每月",
        "quarterly": "每季度",
        "semiannual": "每半年",
        "yearly": "每年",
    }
)
_CONTACTS: Mapping[str, str] = MappingProxyType(
    {
        "person": "联系人",
        "phone": "联系电话",
        "mobile": "手机",
        "fax": "传真",
        "email": "电子邮箱",
        "address": "联系地址",
        "postcode": "邮编",
        "hours": "受理时间",
    }
)
#: What is said of an office that has persons, not only a seat.
_STAFFED = ("任办公室", "为办公室")
_REPORTED = "工作开展情况"
_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanData:
    """A campaign plan. What it orders has the shape in which the reader answers it; spans are not looked at."""

    title: str
    issuer: str
    plan: Plan
    issued_on: date | None = None
    lead: Sequence[str] = ()
    requirements: Sequence[str] = ()
    """工作要求, paragraphs of their own."""
    stage_texts: Sequence[str] = ()
    """What is said of each stage besides, in their order."""
    enclosed: bool = False
    """Whether a notice (关于印发《…》的通知) encloses it."""
    frame: Frame = field(default_factory=Frame)


def plan_docx(data: PlanData, path: Path | str | IO[bytes]) -> None:
    """Write the plan to a path or an open binary file."""
    paper_docx(plan_paper(data), path)


def plan_pdf(data: PlanData, *, font_folders: Sequence[Path] = ()) -> bytes:
    return paper_pdf(plan_paper(data), font_folders=font_folders)


def plan_paper(data: PlanData) -> Paper:
    title, issuer = fold(lines_of(data.title)), fold(lines_of(data.issuer))
    heading = f"{issuer}关于印发《{title}》的通知" if data.enclosed else title
    return paper(heading, issuer, data.issued_on, data.frame, _compose(data, title, issuer, heading))


def project_plan(data: PlanData) -> Plan:
    """Keep of the plan what is printed, in the form in which it is printed: numbers counted anew, titles closed."""
    plan = data.plan
    return Plan(
        objective=_text(plan.objective),
        scope=_text(plan.scope),
        objects=_text(plan.objects),
        parent=_words(plan.parent),
        leading_group=_group(plan.leading_group),
        stages=[_stage(place, stage) for place, stage in enumerate(plan.stages, start=1)],
        tasks=[_task(place, task) for place, task in enumerate(plan.tasks, start=1)],
        reporting=_reporting(plan.reporting),
        sub_plan_due=plan.sub_plan_due,
        problem_types=_types(plan.problem_types, 0),
        contacts=[replace(one, value=clean(one.value)) for one in plan.contacts if one.kind in _CONTACTS],
    )


def _compose(data: PlanData, title: str, issuer: str, heading: str) -> Iterator[Paragraph]:
    yield Paragraph(Kind.TITLE, heading)
    yield from addressees(data.frame)
    if data.enclosed:
        yield Paragraph(Kind.BODY, f"现将《{title}》印发给你们，请结合实际，认真组织实施。")
        yield from signature(issuer, data.issued_on, data.frame)
        yield Paragraph(Kind.NEXT_TITLE, title)
    plan = project_plan(data)
    yield from _lead(data, plan)
    number = 0
    for name, paragraphs in _sections(data, plan):
        written = list(paragraphs)
        if written:
            number += 1
            yield Paragraph(Kind.SECTION, f"{numeral(number)}、{name}")
            yield from written
    if not data.enclosed:
        yield from signature(issuer, data.issued_on, data.frame)


def _lead(data: PlanData, plan: Plan) -> Iterator[Paragraph]:
    lead = _paragraphs(data.lead)
    if plan.parent and not any(plan.parent in text for text in lead):
        lead.append(f"根据《{plan.parent}》，结合实际，制定本方案。")
    for text in lead:
        yield Paragraph(Kind.BODY, text)


def _sections(data: PlanData, plan: Plan) -> Iterator[tuple[str, Iterator[Paragraph]]]:
    yield "总体目标", _body([plan.objective] if plan.objective else [])
    named = "范围和对象" if plan.scope and plan.objects else "范围" if plan.scope else "对象"
    yield f"监督{named}", _range(plan)
    yield "整治重点", _problems(plan.problem_types)
    yield "主要任务", (one for task in plan.tasks for one in _ordered(task))
    said = [*data.stage_texts, *[""] * len(plan.stages)]
    yield (
        "工作步骤",
        (one for stage, text in zip(plan.stages, said, strict=False) for one in _told(stage, text)),
    )
    yield "组织领导", _leading(plan.leading_group)
    yield "工作要求", _duties(data, plan)
    yield "联系方式", _body([contact_text(one) for one in plan.contacts])


def _body(texts: Sequence[str]) -> Iterator[Paragraph]:
    for text in texts:
        for line in text.split("\n"):
            yield Paragraph(Kind.BODY, line)


def _range(plan: Plan) -> Iterator[Paragraph]:
    if plan.scope:
        yield Paragraph(Kind.BODY, f"监督范围：{fold(plan.scope.split(chr(10)))}")
    if plan.objects:
        yield Paragraph(Kind.BODY, f"监督对象：{fold(plan.objects.split(chr(10)))}")


def _problems(types: Sequence[ProblemType]) -> Iterator[Paragraph]:
    """（一） and, under it, 1. and (1)."""
    waiting = [(one, 0) for one in reversed(types)]
    while waiting:
        one, depth = waiting.pop()
        full = one.number.replace("(", "（").replace(")", "）")
        stop = "." if depth == 1 else ""
        yield Paragraph(Kind.BODY if depth else Kind.GROUP, f"{full}{stop}{one.title}")
        waiting += [(child, depth + 1) for child in reversed(one.children)]


def _ordered(task: Task) -> Iterator[Paragraph]:
    """The task, its text, and in brackets who answers for it and by when."""
    yield Paragraph(Kind.GROUP, task.number.replace("(", "（").replace(")", "）") + task.title)
    charges = []
    if task.departments:
        charges.append(f"责任科室：{'、'.join(task.departments)}")
    if task.due.text:
        charges.append(f"完成时限：{task.due.text}")
    charge = "；".join(charges)
    *lines, last = task.text.split("\n")
    for line in lines:
        yield Paragraph(Kind.BODY, line)
    if len(charge) <= _LONGEST_BRACKET:
        whole = f"{last}（{charge}）" if charge else last
        if whole:
            yield Paragraph(Kind.BODY, whole)
        return
    if last:
        yield Paragraph(Kind.BODY, last)
    for one in charges:
        yield Paragraph(Kind.BODY, f"{one}。")


def _told(stage: Stage, said: str) -> Iterator[Paragraph]:
    period = period_text(stage)
    ordinal = "" if period or "阶段" in stage.name else f"第{numeral(stage.number)}阶段："
    between = f"（{period}）" if period else ""
    yield Paragraph(Kind.GROUP, f"（{numeral(stage.number)}）{ordinal}{stage.name}{between}")
    for text in _paragraphs([said]):
        yield Paragraph(Kind.BODY, text)
    if stage.mechanism:
        yield Paragraph(Kind.BODY, f"落实“{stage.mechanism}”机制。")


def period_text(stage: Stage) -> str:
    """From when to when a stage lasts."""
    if stage.start and stage.end and stage.start != stage.end:
        return f"{chinese_date(stage.start)}至{chinese_date(stage.end)}"
    if stage.start:
        return chinese_date(stage.start) + ("" if stage.end else "起")
    return f"{chinese_date(stage.end)}前" if stage.end else ""


def contact_text(contact: Contact) -> str:
    return f"{_CONTACTS[contact.kind]}：{contact.value}"


def reporting_text(reporting: Reporting) -> str:
    """Who reports what, and by when."""
    when, day = _CADENCES[reporting.cadence], reporting.due_day
    if day and reporting.cadence == "weekly":
        when += f"{'日' if day == 7 else numeral(day)}前"
    elif day:
        when += f"{'末月' if reporting.cadence == 'quarterly' else ''}{day}日前"
    return f"各单位{when}将{'、'.join(reporting.parts)}报送领导小组办公室。"


def _leading(group: LeadingGroup | None) -> Iterator[Paragraph]:
    if group is None:
        return
    yield Paragraph(Kind.BODY, "成立专项工作领导小组，统筹推进各项工作。")
    if group.head:
        yield Paragraph(Kind.BODY, f"组长：{group.head}")
    if group.deputies:
        yield Paragraph(Kind.BODY, f"副组长：{'、'.join(group.deputies)}")
    if group.members:
        yield Paragraph(Kind.BODY, f"成员：{group.members}")
    if group.office:
        opened = (
            f"下设办公室，{group.office}"
            if any(word in group.office for word in _STAFFED)
            else f"办公室设在{group.office}"
        )
        yield Paragraph(Kind.BODY, f"领导小组{opened}。")


def _duties(data: PlanData, plan: Plan) -> Iterator[Paragraph]:
    for text in _paragraphs(data.requirements):
        yield Paragraph(Kind.BODY, text)
    if plan.sub_plan_due:
        by = chinese_date(plan.sub_plan_due)
        yield Paragraph(Kind.BODY, f"各单位要制定具体实施方案，并于{by}前报送领导小组办公室。")
    if plan.reporting:
        yield Paragraph(Kind.BODY, reporting_text(plan.reporting))


def _words(text: str | None) -> str | None:
    return fold(lines_of(text)) or None


def _text(text: str | None) -> str | None:
    return "\n".join(_paragraphs([text or ""])) or None


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """Lines that no reader takes for a heading or for who answers for a task."""
    paragraphs: list[str] = []
    for line in (_prose(line) for text in texts for line in lines_of(text)):
        if paragraphs and is_structure(line):
            paragraphs[-1] = fold([paragraphs[-1], line])
        else:
            paragraphs.append(line)
    return paragraphs


def _prose(text: str) -> str:
    for label in SAID_OF_LABEL:
        if label in text:
            text = text.replace(f"{label}：", f"{label}，").replace(f"{label}:", f"{label}，")
    return text


def _title(title: str) -> str:
    """The words of a heading: one sentence without its stop."""
    words = _prose(fold(lines_of(title))).rstrip(_STOPS + "，、：,.: ")
    for stop in _STOPS:
        words = words.replace(stop, "，")
    if len(words) > _LONG_TITLE:
        words = words.replace("：", "，").replace(":", "，").replace(" ", "")
    return words


def _stage(place: int, stage: Stage) -> Stage:
    return replace(stage, number=place, name=_title(stage.name), span=_NOWHERE)


def _task(place: int, task: Task) -> Task:
    return Task(
        number=f"({numeral(place)})",
        title=_title(task.title),
        text=_text(task.text) or "",
        departments=[name for name in (_words(one) for one in task.departments) if name],
        due=_due(task.due),
        span=_NOWHERE,
    )


def _due(due: Due) -> Due:
    words = _words(due.text)
    if words is None and due.on and due.kind in ("by", "within"):
        month = f"{due.on.year}年{due.on.month}月"
        words = f"{chinese_date(due.on)}前" if due.kind == "by" else month
    elif words is None and due.kind in ("whole_year", "recurring"):
        words = "全年任务" if due.kind == "whole_year" else "长期坚持"
    return replace(due, text=words)


def _group(group: LeadingGroup | None) -> LeadingGroup | None:
    if group is None:
        return None
    deputies = [name for name in (_words(one) for one in group.deputies) if name]
    return LeadingGroup(_words(group.head), deputies, _words(group.members), _words(group.office))


def _reporting(reporting: Reporting | None) -> Reporting | None:
    if reporting is None or reporting.cadence not in _CADENCES:
        return None
    parts = [part for part in (_words(one) for one in reporting.parts) if part] or [_REPORTED]
    day = reporting.due_day if reporting.cadence in ("weekly", "monthly", "quarterly") else None
    return Reporting(reporting.cadence, day, parts)


def _types(types: Sequence[ProblemType], depth: int) -> list[ProblemType]:
    """Numbered anew; a type without types under it is printed whole, where it is not the highest."""
    numbers = ("({})", "{}", "({})")
    found = []
    for place, one in enumerate(types, start=1):
        count = numeral(place) if depth == 0 else str(place)
        whole = depth > 0 and not one.children
        title = _prose(fold(lines_of(one.title))) if whole else _title(one.title)
        children = _types(one.children, depth + 1) if depth < len(numbers) - 1 else []
        found.append(ProblemType(numbers[depth].format(count), title, children))
    return found
