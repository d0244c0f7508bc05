"""Wire shapes of campaigns: what is sent."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.campaigns.rules import (
    MAX_BODY,
    MAX_DELIVERABLES,
    MAX_LINKS,
    MAX_NAMED_UNITS,
    MAX_STAGES,
    MAX_TASK_PEOPLE,
    MAX_TASKS,
)
from mingze.campaigns.vocabulary import BodyRole, Cadence, DatePrecision, DueKind, Mechanism
from mingze.kit.web import Day
from mingze.units.rules import UnitKind


def _text(longest: int) -> StringConstraints:
    # NUL cannot be kept by PostgreSQL; nobody means it.
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=r"^[^\x00]*$")


Title = Annotated[str, _text(300)]
Line = Annotated[str, _text(200)]
Name = Annotated[str, _text(100)]
Number = Annotated[str, _text(20)]
Prose = Annotated[str, _text(20_000)]
Reason = Annotated[str, _text(2000)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
EntityId = Annotated[int, Field(ge=1, le=2**53)]


class _Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class ContactIn(_Body):
    kind: Annotated[str, _text(20)] = Field(
        examples=["phone"],
        description="phone、fax、mobile、email、address、postcode、person 或 hours",
        pattern="^(phone|fax|mobile|email|address|postcode|person|hours)$",
    )
    value: Line = Field(examples=["0377-6600100"])


class _Fields(_Body):
    aliases: Annotated[list[Title], Field(max_length=10)] = Field(
        default=[], description="公文中对本活动的其他叫法"
    )
    document_number: Name | None = Field(default=None, examples=["云卫办〔2026〕27号"])
    issuer: Line | None = Field(default=None, examples=["云州市卫生健康委员会"])
    issued_on: Day | None = Field(default=None, description="成文日期")
    objective: Prose | None = None
    scope: Prose | None = Field(default=None, description="范围")
    objects: Prose | None = Field(default=None, description="对象")
    starts_on: Day | None = None
    ends_on: Day | None = None
    end_is_soft: bool = Field(default=False, description="用一年左右时间:结束日期只是打算,不产生逾期")
    parent_id: EntityId | None = Field(default=None, description="上级的专项活动")
    parent_text: Title | None = Field(default=None, description="上级文件的名称(上级活动不在本平台时)")
    sub_plan_due_on: Day | None = Field(
        default=None, description="参加单位报送本单位方案的截止日;null 为不要求"
    )
    contacts: Annotated[list[ContactIn], Field(max_length=20)] = []


class CampaignCreate(_Fields):
    """新建一个专项活动的草稿。"""

    title: Title = Field(examples=["云州市卫生健康系统问责年活动"])
    unit_id: EntityId | None = Field(default=None, description="由哪个单位组织;缺省为任职单位")


class CampaignChange(_Fields):
    """未给出的字段不变;给出 null 为清除。"""

    title: Title | None = None


class StageIn(_Body):
    """`id` 为已有阶段的编号,缺省为新增。"""

    id: EntityId | None = None
    name: Line = Field(examples=["动员部署阶段"])
    mechanism: Mechanism | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    precision: DatePrecision = Field(
        default=DatePrecision.DAY, description="month:日期只精确到月,须为月初和月末"
    )


class TopStageIn(StageIn):
    stages: Annotated[list[StageIn], Field(max_length=MAX_STAGES)] = Field(
        default=[], description="子阶段:须在本阶段之内,相互可以重叠"
    )


class StagesPut(_Body):
    stages: Annotated[list[TopStageIn], Field(max_length=MAX_STAGES)]


class MemberIn(_Body):
    role: BodyRole
    name: Line = Field(examples=["周明远"])
    post: Line | None = Field(default=None, examples=["党组书记、主任"])
    account_id: EntityId | None = None


class BodyPut(_Body):
    body: Annotated[list[MemberIn], Field(max_length=MAX_BODY)]


class ProblemTypeIn(_Body):
    id: EntityId | None = Field(default=None, description="已有类型的编号,缺省为新增")
    number: Number = Field(examples=["(一)"])
    title: Reason = Field(examples=["不敢为"])
    children: Annotated[list["ProblemTypeIn"], Field(max_length=100)] = []


class ProblemTypesPut(_Body):
    """至多三级、共 200 项。"""

    problem_types: Annotated[list[ProblemTypeIn], Field(max_length=100)]


class DeliverableIn(_Body):
    id: EntityId | None = Field(default=None, description="已有成果的编号,缺省为新增")
    stage_id: EntityId
    title: Line = Field(examples=["本单位整改台账"])
    description: Reason | None = None
    due_on: Day | None = Field(default=None, description="缺省为阶段的最后一天")


class DeliverablesPut(_Body):
    deliverables: Annotated[list[DeliverableIn], Field(max_length=MAX_DELIVERABLES)]


class LinksPut(_Body):
    campaign_ids: Annotated[list[EntityId], Field(max_length=MAX_LINKS)]


class CampaignAct(_Body):
    reason: Reason | None = Field(default=None, description="中止、取消时必填")


class StageAct(_Body):
    reason: Reason


class StageMove(_Body):
    """调整阶段的起止日期;与相邻阶段之间不能有空档或重叠,相邻阶段随之调整。"""

    starts_on: Day | None = None
    ends_on: Day | None = None
    reason: Reason


class UnitRule(_Body):
    """哪些单位参加:在 under 各单位及其下级之中,属于 kinds 各类的(缺省为除科室外的各类)。"""

    kinds: Annotated[list[UnitKind], Field(max_length=len(UnitKind))] = []
    under: Annotated[list[EntityId], Field(min_length=1, max_length=100)]


class UnitsPut(_Body):
    rule: UnitRule | None = Field(default=None, description="null:只有点名的单位")
    unit_ids: Annotated[list[EntityId], Field(max_length=MAX_NAMED_UNITS)] = Field(
        default=[], description="点名的单位"
    )


class DepartmentIn(_Body):
    name: Line | None = Field(default=None, description="缺省为该单位的名称")
    unit_id: EntityId | None = None


class PersonIn(_Body):
    name: Name | None = Field(default=None, description="缺省为该账户的姓名")
    account_id: EntityId | None = None


class _Lists(_Body):
    """三个清单:目标任务、完成时限、责任人员。"""

    target: Reason | None = Field(default=None, description="目标任务")
    due_kind: DueKind | None = Field(default=None, description="完成时限的种类")
    due_on: Day | None = Field(default=None, description="by:这一天之前;within:当月最后一天")
    due_text: Line | None = Field(default=None, examples=["2026年6月底前"], description="公文中的说法")
    cadence: Cadence | None = Field(default=None, description="recurring:多久一次")
    departments: Annotated[list[DepartmentIn], Field(max_length=MAX_TASK_PEOPLE)] = Field(
        default=[], description="责任科室,牵头的在前"
    )
    persons: Annotated[list[PersonIn], Field(max_length=MAX_TASK_PEOPLE)] = Field(
        default=[], description="责任人员"
    )


class CampaignTaskCreate(_Lists):
    number: Number = Field(examples=["1"])
    title: Title
    content: Prose | None = None


class CampaignTaskChange(_Lists):
    """未给出的字段不变。"""

    number: Number | None = None
    title: Title | None = None
    content: Prose | None = None


class TaskFilling(_Lists):
    """一项任务要填的内容;未给出的字段不变。"""

    id: EntityId


class TasksFill(_Body):
    tasks: Annotated[list[TaskFilling], Field(min_length=1, max_length=MAX_TASKS)]


class TaskShareIn(_Lists):
    title: Title | None = Field(default=None, description="缺省为原任务的标题")
    content: Prose | None = None


class TaskSharesCreate(_Body):
    """把任务分解到科室和人员,编号不变;每一份都须三个清单齐全。"""

    unit_id: EntityId = Field(description="由哪个参加单位分解")
    shares: Annotated[list[TaskShareIn], Field(min_length=1, max_length=50)]


class TaskDone(_Body):
    done_on: Day | None = Field(default=None, description="缺省为今天")
    note: Reason | None = None


class RequirementFieldIn(_Body):
    code: Code = Field(examples=["findings_new"])
    label: Line = Field(examples=["发现问题数"])
    unit: Annotated[str, _text(20)] | None = Field(default=None, examples=["个"], description="计量单位")
    metric: Code | None = Field(default=None, description="由台账预填的指标;null 为由单位填写")
    indicator: Name | None = Field(default=None, description="同一指标的统一名称,用于发现重复索要")


class RequirementPartIn(_Body):
    code: Code = Field(examples=["work"])
    title: Line = Field(examples=["工作开展情况"])
    required: bool = True
    fields: Annotated[list[RequirementFieldIn], Field(max_length=50)] = []


class ReportRequirementCreate(_Body):
    """报送要求。数据截止日在当期之内,报送截止在下一期之内(按周报送时 1 为星期一;当月没有的日子为月末)。"""

    title: Line = Field(examples=["问责年活动月报"])
    cadence: Cadence = Cadence.MONTHLY
    cutoff_day: Annotated[int, Field(ge=1, le=31)] | None = Field(
        default=None, description="数据截止日;null 为当期最后一天"
    )
    due_day: Annotated[int, Field(ge=1, le=31)] = Field(default=1, description="报送截止")
    parts: Annotated[list[RequirementPartIn], Field(min_length=1, max_length=20)]
    since: Day | None = Field(default=None, description="从这一天起;缺省为活动开始的日期")
    until: Day | None = None


class ReportRequirementChange(_Body):
    """未给出的字段不变。"""

    title: Line | None = None
    cadence: Cadence | None = None
    cutoff_day: Annotated[int, Field(ge=1, le=31)] | None = None
    due_day: Annotated[int, Field(ge=1, le=31)] | None = None
    parts: Annotated[list[RequirementPartIn], Field(min_length=1, max_length=20)] | None = None
    since: Day | None = None
    until: Day | None = None
