"""Wire shapes of campaigns: what is answered."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from mingze.attachments.schemas import AttachmentView
from mingze.campaigns.bodies import ContactIn, RequirementPartIn
from mingze.campaigns.vocabulary import (
    BodyRole,
    Cadence,
    CampaignState,
    DatePrecision,
    DueKind,
    ListMissing,
    Mechanism,
    StageState,
)
from mingze.findings.schemas import ActionView
from mingze.findings.vocabulary import Light, WorkState
from mingze.units.rules import UnitKind


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CampaignUnitRef(_View):
    id: int
    name: str = Field(examples=["云州市卫生健康委员会"])


class CampaignRef(_View):
    """另一个专项活动,仅限可见的。"""

    id: int
    title: str
    state: CampaignState
    unit: CampaignUnitRef


class CurrentStage(_View):
    """按日期今天所在的阶段。"""

    id: int
    name: str
    mechanism: Mechanism | None
    starts_on: date | None
    ends_on: date | None


class CampaignSummary(_View):
    """列表中的一个专项活动。"""

    id: int
    version: int
    title: str
    document_number: str | None
    unit: CampaignUnitRef
    parent_id: int | None = Field(description="上级活动,可见时")
    state: CampaignState
    starts_on: date | None
    ends_on: date | None
    end_is_soft: bool
    issued_at: datetime | None
    updated_at: datetime
    current_stage: CurrentStage | None
    units_total: int | None = Field(description="参加单位数;只有组织单位看到")
    sees_all: bool = Field(description="是否看到全部参加单位的情况(组织单位)")


class CampaignStageView(_View):
    id: int
    name: str
    mechanism: Mechanism | None
    starts_on: date | None
    ends_on: date | None
    precision: DatePrecision
    state: StageState
    is_current: bool = Field(description="按日期今天是否在此阶段")
    note: str | None = Field(description="最近一次开始、结束或调整的原因")
    opened_at: datetime | None
    closed_at: datetime | None
    stages: list["CampaignStageView"] = Field(default=[], description="子阶段")


class MemberView(_View):
    id: int
    role: BodyRole
    name: str
    post: str | None
    account_id: int | None


class CampaignProblemType(_View):
    id: int
    number: str
    title: str
    children: list["CampaignProblemType"] = []


class DeliverableView(_View):
    id: int
    stage_id: int
    title: str
    description: str | None
    due_on: date | None = Field(description="null:阶段的最后一天")


class ReportRequirementView(_View):
    id: int
    version: int
    campaign_id: int
    title: str
    cadence: Cadence
    cutoff_day: int | None
    due_day: int
    parts: list[RequirementPartIn]
    since: date
    until: date | None


class UnitRuleView(_View):
    kinds: list[UnitKind]
    under: list[CampaignUnitRef]


class CampaignCounts(_View):
    """只计可见范围内的。"""

    units: int = Field(description="参加单位")
    units_left: int = Field(description="已退出的单位")
    tasks: int
    tasks_lacking: int = Field(description="三个清单不全的任务")
    tasks_done: int
    shares: int = Field(description="单位分解的任务")
    findings: int


class LackView(_View):
    """还缺什么,缺在哪里。"""

    pointer: str = Field(examples=["/tasks/81/person"])
    message: str = Field(examples=["任务“1 完善制度”缺责任人员"])


class CampaignDetail(_View):
    """一个专项活动的全部内容。"""

    id: int
    version: int
    title: str
    aliases: list[str]
    document_number: str | None
    issuer: str | None
    issued_on: date | None
    objective: str | None
    scope: str | None
    objects: str | None
    starts_on: date | None
    ends_on: date | None
    end_is_soft: bool
    sub_plan_due_on: date | None
    unit: CampaignUnitRef
    parent: CampaignRef | None = Field(description="上级活动,可见时")
    parent_text: str | None
    children: list[CampaignRef] = Field(description="下级单位据此开展的活动,可见的")
    links: list[CampaignRef] = Field(description="同安排的活动,可见的")
    contacts: list[ContactIn]
    unit_rule: UnitRuleView | None = Field(description="只有组织单位看到")
    state: CampaignState
    state_reason: str | None
    document_id: int | None = Field(description="读自哪份公文;只有组织单位看到")
    import_draft_id: int | None = Field(description="读自哪份导入草稿;只有组织单位看到")
    created_by_name: str
    created_at: datetime
    updated_at: datetime
    issued_at: datetime | None
    closed_at: datetime | None
    stages: list[CampaignStageView]
    body: list[MemberView]
    problem_types: list[CampaignProblemType]
    deliverables: list[DeliverableView]
    requirements: list[ReportRequirementView]
    files: list[AttachmentView]
    counts: CampaignCounts
    lacks: list[LackView] = Field(description="印发之前还缺什么;只在草稿中")
    sees_all: bool = Field(description="是否看到全部参加单位的情况(组织单位)")
    allowed_actions: list[ActionView]


class ParticipantView(_View):
    """一个参加单位。"""

    id: int
    name: str
    kind: UnitKind
    parent_name: str | None
    by_rule: bool = Field(description="按规则找到的;false 为点名的")
    joined_on: date
    left_on: date | None


class UnitsDone(_View):
    joined: int
    left: int
    total: int = Field(description="现在的参加单位数")
    version: int


class TaskDepartmentView(_View):
    name: str
    unit_id: int | None


class TaskPersonView(_View):
    name: str
    account_id: int | None


class CampaignTaskView(_View):
    """一项任务,或单位分解出的一份。"""

    id: int
    version: int
    campaign_id: int
    parent_id: int | None
    unit: CampaignUnitRef | None = Field(description="null:活动本身的任务;否则为分解任务的单位")
    number: str
    title: str
    content: str | None
    target: str | None
    due_kind: DueKind | None
    due_on: date | None
    due_text: str | None
    cadence: Cadence | None
    departments: list[TaskDepartmentView]
    persons: list[TaskPersonView]
    done_on: date | None
    done_note: str | None
    overdue: bool = Field(description="期限已过而未完成")
    lacking: list[ListMissing] = Field(description="三个清单中还缺哪些")
    shares_total: int = Field(description="可见范围内分解出的份数")
    shares_done: int
    allowed_actions: list[ActionView]


class TasksFilled(_View):
    count: int
    items: list[CampaignTaskView]


class TaskSharesDone(_View):
    count: int
    items: list[CampaignTaskView]


class TypeFigures(_View):
    id: int | None = Field(description="null:没有注明类型的")
    number: str | None
    title: str | None
    total: int
    open: int


class CampaignFindings(_View):
    """活动中发现的问题,只计可见范围内的。"""

    total: int
    closed: int
    open: int
    overdue: int
    by_work_state: dict[WorkState, int]
    by_light: dict[Light, int]
    by_problem_type: list[TypeFigures]
