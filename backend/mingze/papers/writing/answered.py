"""From the reader's answer, as JSON, to what the writer is given: `mingze read X --json | mingze write - -o Y.docx`.

A finding of the answer may also say `publish` and `public_wording`, which no reader does.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mingze.papers.answer import (
    Contact,
    Due,
    DueKind,
    LeadingGroup,
    Plan,
    ProblemType,
    Reporting,
    Stage,
    Task,
)
from mingze.papers.writing.columns import FigureRow
from mingze.papers.writing.listing import ListData
from mingze.papers.writing.model import (
    Frame,
    LedgerRow,
    PublicWording,
    ReportData,
    ReportFinding,
    ReportInspection,
    Status,
)
from mingze.papers.writing.planning import PlanData
from mingze.papers.writing.profiles import WORDS

_SPAN = (0, 0)


class NotAnAnswerError(ValueError):
    """What was given is no answer of the reader; the message says where."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class _Wording(_Part):
    problem: str | None = None
    measures: list[str] | None = None
    progress: str | None = None


class _Finding(_Part):
    section: str | None = None
    group: str | None = None
    number: str | None = None
    problem: str
    measures: list[str] = []
    progress: str | None = None
    status: Status | None = None
    status_text: str | None = None
    owner: str | None = None
    unit: str | None = None
    due: date | None = None
    key_matter: bool = False
    publish: bool = True
    public_wording: _Wording | None = None


class _Inspection(_Part):
    body: str | None = None
    party: str | None = None
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")
    feedback_on: date | None = None


class _Totals(_Part):
    rules: int | None = None
    checks: int | None = None


class _Stage(_Part):
    name: str
    mechanism: str | None = None
    start: date | None = None
    end: date | None = None


class _Due(_Part):
    kind: DueKind = "none"
    on: date | None = Field(None, alias="date")
    text: str | None = None


class _Task(_Part):
    title: str
    text: str = ""
    departments: list[str] = []
    due: _Due = _Due()


class _Reporting(_Part):
    cadence: str
    due_day: int | None = None
    parts: list[str] = []


class _Type(_Part):
    title: str
    children: list["_Type"] = []


class _Contact(_Part):
    kind: str
    value: str


class _Group(_Part):
    head: str | None = None
    deputies: list[str] = []
    members: str | None = None
    office: str | None = None


class _Plan(_Part):
    objective: str | None = None
    scope: str | None = None
    objects: str | None = None
    parent: str | None = None
    leading_group: _Group | None = None
    stages: list[_Stage] = []
    tasks: list[_Task] = []
    reporting: _Reporting | None = None
    sub_plan_due: date | None = None
    problem_types: list[_Type] = []
    contacts: list[_Contact] = []


class _Counted(_Part):
    label: str
    value: float
    unit: str = ""


class _Figure(_Counted):
    text: str = ""
    parts: list[_Counted] = []
    base: _Counted | None = None
    rate: float | None = None


class Answered(_Part):
    """What the writer takes from an answer."""

    kind: Literal["rectification_report", "campaign_plan", "annual_report", "finding_ledger", "unknown"]
    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    printed_on: date | None = None
    inspection: _Inspection | None = None
    totals: _Totals = _Totals()
    findings: list[_Finding] = []
    plan: _Plan | None = None
    figures: list[_Figure] = []


def read_answer(text: str) -> Answered:
    """One answer of `mingze read --json`. Raises NotAnAnswerError with the place of what is wrong."""
    lines = [line for line in text.splitlines() if line.strip()]
    whole = text if len(lines) < 2 or not all(line.startswith("{") for line in lines) else None
    if whole is None:
        raise NotAnAnswerError(f"输入有{len(lines)}份文件，一次只能写一份")
    try:
        given = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswerError("输入不是 JSON（应为 mingze read --json 的输出）") from error
    if isinstance(given, dict) and "error" in given:
        raise NotAnAnswerError(
            f"原文件没有读成：{given['error'].get('message')}"
            if isinstance(given["error"], dict)
            else "原文件没有读成"
        )
    try:
        return Answered.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise NotAnAnswerError(f"输入不是读取结果：{place or '整体'}处缺少或不是应有的值") from error
    except RecursionError as error:
        raise NotAnAnswerError("输入层次过深") from error


def report_of(answer: Answered) -> ReportData:
    found = answer.inspection or _Inspection()
    return ReportData(
        title=answer.title or "巡察整改进展情况的通报",
        issuer=answer.issuer or "",
        issued_on=answer.issued_on,
        inspection=ReportInspection(
            body=found.body,
            party=found.party or answer.issuer,
            kind="巡察",
            began_on=found.start,
            ended_on=found.end,
            feedback_on=found.feedback_on,
        ),
        findings=[
            ReportFinding(
                problem=one.problem,
                measures=one.measures,
                progress=one.progress,
                status=one.status,
                group=one.group,
                key_matter=one.key_matter,
                publish=one.publish,
                public_wording=_wording(one),
            )
            for one in answer.findings
        ],
        rules=answer.totals.rules,
        checks=answer.totals.checks,
        frame=_frame(answer),
    )


def list_of(answer: Answered) -> ListData:
    """The findings of a report or a ledger, the tasks of a plan, or the figures of an annual report."""
    rows: list[LedgerRow] | list[FigureRow]
    if answer.plan:
        rows = list(_task_rows(answer.plan))
    elif answer.figures and not answer.findings:
        rows = list(_figure_rows(answer.figures))
    else:
        rows = [_row(at, one) for at, one in enumerate(answer.findings, start=1)]
    title = f"{answer.title}数据清单" if answer.figures and answer.title and not answer.findings else None
    return ListData(rows=rows, title=title, unit=answer.issuer, as_of=answer.issued_on)


def plan_of(answer: Answered) -> PlanData:
    given = answer.plan or _Plan()
    group = given.leading_group
    plan = Plan(
        objective=given.objective,
        scope=given.scope,
        objects=given.objects,
        parent=given.parent,
        leading_group=LeadingGroup(group.head, group.deputies, group.members, group.office)
        if group
        else None,
        stages=[
            Stage(at, one.name, one.mechanism, one.start, one.end, _SPAN)
            for at, one in enumerate(given.stages, start=1)
        ],
        tasks=[
            Task("", one.title, one.text, one.departments, Due(one.due.kind, one.due.on, one.due.text), _SPAN)
            for one in given.tasks
        ],
        reporting=Reporting(given.reporting.cadence, given.reporting.due_day, given.reporting.parts)
        if given.reporting
        else None,
        sub_plan_due=given.sub_plan_due,
        problem_types=[_type(one) for one in given.problem_types],
        contacts=[Contact(one.kind, one.value) for one in given.contacts],
    )
    return PlanData(
        title=answer.title or "专项工作方案",
        issuer=answer.issuer or "",
        plan=plan,
        issued_on=answer.issued_on,
        frame=_frame(answer),
    )


def _frame(answer: Answered) -> Frame:
    return Frame(document_number=answer.document_number, printed_on=answer.printed_on)


def _wording(one: _Finding) -> PublicWording | None:
    given = one.public_wording
    if given is None:
        return None
    return PublicWording(problem=given.problem, measures=given.measures, progress=given.progress)


def _row(ordinal: int, one: _Finding) -> LedgerRow:
    return LedgerRow(
        ordinal=ordinal,
        problem=one.problem,
        section=one.section,
        group=one.group,
        number=one.number,
        measures=one.measures,
        progress=one.progress,
        status=one.status_text or (WORDS[one.status] if one.status else None),
        leader=one.owner,
        units=[one.unit] if one.unit else [],
        due_on=one.due,
        key_matter=one.key_matter,
        publish=one.publish,
        public_wording=_wording(one),
    )


def _task_rows(plan: _Plan) -> Iterator[LedgerRow]:
    for ordinal, task in enumerate(plan.tasks, start=1):
        yield LedgerRow(
            ordinal=ordinal,
            problem=task.title,
            measures=[task.text] if task.text else [],
            units=task.departments,
            due_on=task.due.on,
            due_text=task.due.text,
        )


def _figure_rows(figures: list[_Figure]) -> Iterator[FigureRow]:
    for ordinal, one in enumerate(figures, start=1):
        yield FigureRow(
            ordinal=ordinal,
            label=one.label,
            value=one.value,
            unit=one.unit,
            parts="；".join(_counted(part) for part in one.parts),
            base=_counted(one.base) if one.base else "",
            rate=one.rate,
            text=one.text,
        )


def _counted(one: _Counted) -> str:
    value: Any = int(one.value) if one.value.is_integer() else one.value
    return f"{one.label}{value}{one.unit}"


def _type(one: _Type) -> ProblemType:
    return ProblemType("", one.title, [_type(child) for child in one.children])
