"""Wire shapes of a plan on its way to a campaign."""

from datetime import date

from pydantic import BaseModel, Field

from mingze.campaigns.vocabulary import BodyRole, Cadence, DueKind, Mechanism


class PlanTold(BaseModel):
    """方案没有写明、或写明而不能带入的。"""

    pointer: str = Field(examples=["/plan/tasks"], description="在草稿中的位置")
    message: str = Field(examples=["8 项任务没有完成时限:(一)、(二)"])


class PlannedStage(BaseModel):
    name: str = Field(examples=["动员部署阶段"])
    mechanism: Mechanism | None
    starts_on: date | None
    ends_on: date | None
    deliverables: list[str] = Field(description="各单位在本阶段应交的成果")


class PlannedTask(BaseModel):
    number: str = Field(examples=["(一)"])
    title: str
    due_kind: DueKind | None
    due_on: date | None
    departments: int = Field(description="责任科室数")
    departments_known: int = Field(description="其中对应到本单位科室的")


class PlannedMember(BaseModel):
    role: BodyRole
    name: str
    post: str | None


class PlannedReport(BaseModel):
    cadence: Cadence
    due_day: int
    cutoff_day: int | None
    parts: list[str]


class PlannedCampaign(BaseModel):
    """一份方案将生成的专项活动。"""

    version: int = Field(description="草稿的版本,生成时作为 If-Match")
    campaign_id: int | None = Field(description="已由这份草稿生成的活动")
    title: str
    aliases: list[str]
    starts_on: date | None
    ends_on: date | None
    end_is_soft: bool
    parent_id: int | None = Field(description="同名的上级活动")
    parent_text: str | None
    sub_plan_due_on: date | None
    stages: list[PlannedStage]
    tasks: list[PlannedTask]
    body: list[PlannedMember]
    problem_types: int = Field(description="问题类型数,含各级")
    reports: list[PlannedReport]
    contacts: int
    told: list[PlanTold]
