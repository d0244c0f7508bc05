"""Wire shapes of triage: who may be given it, what it resembles, what becomes of it."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field, model_validator

from mingze.complaints.alike_rules import SimilarWhy
from mingze.complaints.vocabulary import ComplaintChannel, ComplaintKind, ComplaintState
from mingze.findings.bodies import EntityId, Prose, Reason, _Body
from mingze.findings.schemas import Ref
from mingze.findings.vocabulary import Severity
from mingze.units.rules import UnitKind


class Assignee(BaseModel):
    """一个可以考虑的承办单位。"""

    unit: Ref
    kind: UnitKind
    parent_name: str | None
    allowed: bool
    reasons: list[str] = Field(description="不能交办的理由", examples=[["反映的就是该科室,须回避"]])


class Assignees(BaseModel):
    """按先后提出:所反映的单位、它的上级、受理机关的科室,然后是其他单位。"""

    items: list[Assignee]


class SimilarComplaint(BaseModel):
    """可能是同一件事的另一件;不含任何人的姓名和联系方式。"""

    id: int
    number: str
    kind: ComplaintKind
    channel: ComplaintChannel
    state: ComplaintState
    subject: str
    text: str
    received_at: datetime
    answered_at: datetime | None
    about_unit: Ref | None
    merged: bool = Field(description="已并入另一件")
    why: list[SimilarWhy] = Field(description="电话相同、姓名相同、内容相近")
    likeness: float = Field(description="内容相近的程度,0 到 1")
    concluded: bool = Field(description="已有最终答复:没有新的事实和理由的,登记为重复件后不再重复处理")


class SimilarComplaints(BaseModel):
    items: list[SimilarComplaint]


class RepeatMark(_Body):
    """登记为重复件。"""

    of_id: EntityId = Field(description="重复的是哪一件")
    new_facts: bool = Field(
        description="有新的事实和理由:继续办理;没有的,对已有最终答复的不再重复处理,并告知理由"
    )
    note: Reason | None = Field(default=None, description="有哪些新的事实和理由")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.new_facts and not self.note:
            raise ValueError("有新的事实和理由的,须写明是什么")
        return self


class ComplaintToFinding(_Body):
    """转为台账中的问题,或关联到已有的问题。"""

    finding_id: EntityId | None = Field(default=None, description="关联到已有的问题;与其余各项只填其一")
    problem: Prose | None = Field(
        default=None,
        examples=["门诊收费窗口中午只开一个,群众排队时间长。"],
        description="问题的表述,由受理机关写,不写投诉人的姓名和联系方式",
    )
    severity: Severity = Severity.ORDINARY
    unit_id: EntityId | None = Field(default=None, description="责任单位,缺省为所反映的单位")
    due_on: date | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.finding_id is None) == (self.problem is None):
            raise ValueError("填写问题的表述,或者已有的问题,只填其一")
        return self
