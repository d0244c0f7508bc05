"""What a document says besides findings, as it is answered: its headings, a campaign's plan, counted things."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from mingze.imports.vocabulary import DueKind

SpanPair = tuple[int, int]
#: A field of its own is called date.
Day = date


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class OutlineView(_View):
    level: int
    number: str
    title: str
    span: SpanPair
    children: list["OutlineView"]


class StageView(_View):
    """阶段。"""

    number: int
    name: str = Field(examples=["动员部署阶段"])
    mechanism: str | None = Field(description="本阶段着重的机制,如明责、述责")
    start: date | None
    end: date | None
    span: SpanPair | None


class DueView(_View):
    """期限."""

    kind: DueKind
    date: Day | None = Field(description="by:那一天;within:当月最后一天")
    text: str | None = Field(description="原文")


class TaskView(_View):
    """任务及其责任科室。"""

    number: str = Field(examples=["(一)"])
    title: str
    text: str
    departments: list[str]
    due: DueView
    span: SpanPair | None


class ReportingView(_View):
    """报送要求。"""

    cadence: str = Field(examples=["monthly"])
    due_day: int | None = Field(description="每月(或每周)的第几日前")
    parts: list[str]


class ProblemTypeView(_View):
    """问题类型,逐级。"""

    number: str
    title: str
    children: list["ProblemTypeView"]


class ContactView(_View):
    """联系方式。"""

    kind: str = Field(examples=["phone"])
    value: str


class LeadingGroupView(_View):
    """领导小组,原文所称。"""

    head: str | None
    deputies: list[str]
    members: str | None
    office: str | None


class PlanView(_View):
    """专项工作方案。"""

    objective: str | None
    scope: str | None
    objects: str | None
    parent: str | None = Field(description="上级的专项工作")
    leading_group: LeadingGroupView | None
    stages: list[StageView]
    tasks: list[TaskView]
    reporting: ReportingView | None
    sub_plan_due: date | None = Field(description="各单位报送本单位方案的期限")
    problem_types: list[ProblemTypeView]
    contacts: list[ContactView]


class CountView(_View):
    """计数的一部分或总数。"""

    label: str
    value: int | float
    unit: str
    inferred: bool = Field(False, description="原文没有写出这个总数,由件数和百分率推算")


class FigureView(_View):
    """一项数据:分项、占比所依据的总数、百分率,原文有的才有。"""

    label: str = Field(examples=["信访举报"])
    value: int | float
    unit: str = Field(examples=["件次"])
    text: str = Field(description="所在原文")
    parts: list[CountView]
    base: CountView | None
    rate: float | None = Field(description="百分率")
    span: SpanPair | None
