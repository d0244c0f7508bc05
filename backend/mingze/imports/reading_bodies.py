"""A plan or figures as a clerk corrects them: the shapes of `reading_schemas`, bounded in length and depth."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from mingze.imports.vocabulary import DueKind

#: Problem types are a tree of at most so many levels, and so many in all.
MAX_DEPTH, MAX_TYPES = 4, 500

_Position = Annotated[int, Field(ge=0, le=2**31 - 1)]
_Span = tuple[_Position, _Position]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
_Mark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
_ContactKind = Literal["phone", "fax", "mobile", "email", "address", "postcode", "person", "hours"]
_Number = (
    Annotated[int, Field(ge=-(2**53), le=2**53)]
    | Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
)
#: A field of its own is called date.
Day = date


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StageBody(_Body):
    """阶段。"""

    number: Annotated[int, Field(ge=1, le=1000)]
    name: _Name = Field(examples=["动员部署阶段"])
    mechanism: _Words | None = None
    start: date | None = None
    end: date | None = None
    span: _Span | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError("阶段的开始日期晚于结束日期")
        return self


class DueBody(_Body):
    """期限:某日前(by)和当月内(within)须写明日期。"""

    kind: DueKind = DueKind.NONE
    date: Day | None = None
    text: _Words | None = None


class TaskBody(_Body):
    """任务及其责任科室。"""

    number: _Mark = Field(examples=["(一)"])
    title: _Words
    text: _Words = ""
    departments: Annotated[list[_Name], Field(max_length=100)] = []
    due: DueBody = DueBody()
    span: _Span | None = None


class ReportingBody(_Body):
    """报送要求。"""

    cadence: _Name = Field(examples=["monthly"])
    due_day: Annotated[int, Field(ge=1, le=31)] | None = None
    parts: Annotated[list[_Words], Field(max_length=50)] = []


class ProblemTypeBody(_Body):
    """问题类型,逐级。"""

    number: _Mark = ""
    title: _Words
    children: Annotated[list["ProblemTypeBody"], Field(max_length=200)] = []


class ContactBody(_Body):
    """联系方式。"""

    kind: _ContactKind
    value: _Name


class LeadingGroupBody(_Body):
    """领导小组。"""

    head: _Words | None = None
    deputies: Annotated[list[_Words], Field(max_length=100)] = []
    members: _Words | None = None
    office: _Words | None = None


class PlanBody(_Body):
    """校正后的方案。"""

    objective: _Words | None = None
    scope: _Words | None = None
    objects: _Words | None = None
    parent: _Words | None = None
    leading_group: LeadingGroupBody | None = None
    stages: Annotated[list[StageBody], Field(max_length=100)] = []
    tasks: Annotated[list[TaskBody], Field(max_length=1000)] = []
    reporting: ReportingBody | None = None
    sub_plan_due: date | None = None
    problem_types: Annotated[list[ProblemTypeBody], Field(max_length=200)] = []
    contacts: Annotated[list[ContactBody], Field(max_length=200)] = []

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        level, levels, count = self.problem_types, 0, 0
        while level:
            levels, count = levels + 1, count + len(level)
            if levels > MAX_DEPTH or count > MAX_TYPES:
                raise ValueError(f"问题类型不超过 {MAX_DEPTH} 级、{MAX_TYPES} 项")
            level = [child for one in level for child in one.children]
        return self


class CountBody(_Body):
    """计数的一部分或总数。"""

    label: _Words
    value: _Number
    unit: _Mark = ""
    inferred: bool = Field(False, description="原文没有写出这个总数,由件数和百分率推算")


class FigureBody(_Body):
    """校正后的一项数据。"""

    label: _Name = Field(examples=["信访举报"])
    value: _Number
    unit: _Mark = ""
    text: _Words = ""
    parts: Annotated[list[CountBody], Field(max_length=200)] = []
    base: CountBody | None = None
    rate: Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)] | None = None
    span: _Span | None = None


Figures = Annotated[list[FigureBody], Field(max_length=2000)]
