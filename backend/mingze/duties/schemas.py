"""Wire shapes of what units owe: what is answered."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from mingze.attachments.schemas import AttachmentView
from mingze.campaigns.vocabulary import Cadence, CampaignState, DueKind
from mingze.duties.metrics import Metric
from mingze.duties.vocabulary import (
    DutyKind,
    DutyRequestKind,
    DutyRequestState,
    DutyState,
    Punctuality,
    ResultState,
)
from mingze.events.schemas import HappeningView
from mingze.findings.schemas import ActionView, Ref
from mingze.likeness.schemas import LikenessView

_PERIOD = "报告期的名称;不是定期报告的为 null"


class DutySummary(BaseModel):
    """列表中的一项应报事项。"""

    id: int
    version: int
    campaign: Ref
    unit: Ref
    kind: DutyKind
    title: str = Field(examples=["专项活动月报"])
    requirement_id: int | None
    deliverable_id: int | None
    period_start: date | None
    period_end: date | None
    period: str | None = Field(examples=["2026年10月"], description=_PERIOD)
    cutoff_on: date | None = Field(description="数据截止日")
    due_on: date = Field(description="报送截止:当日 24 时以前报送为按时")
    due_at: datetime = Field(description="从这一刻起为迟报")
    state: DutyState
    punctuality: Punctuality
    days_late: int | None = Field(description="迟了几天(不足一天按一天);没有迟的为 null")
    first_submitted_at: datetime | None = Field(description="首次报送,按时与否以此为准")
    submitted_at: datetime | None


class DutyField(BaseModel):
    """报告中的一个数字。"""

    code: str = Field(examples=["findings_new"])
    label: str = Field(examples=["新发现问题"])
    unit: str | None = Field(examples=["个"])
    metric: Metric | None = Field(description="台账能算出的指标;null 为须填报的数字")
    indicator: str | None = Field(description="指标的统一名称,用于发现重复要数")
    ledger: int | None = Field(description="台账的数字:未报送时为现在的,报送后为报送时的")
    value: int | float | None = Field(description="填报的数字;没有填报的,取台账的数字")
    changed: bool = Field(description="与台账的数字不同,须说明理由")
    reason: str | None = Field(description="为什么与台账不同")


class DutyPart(BaseModel):
    """报告的一部分:文字和数字。"""

    code: str = Field(examples=["work"])
    title: str = Field(examples=["工作开展情况"])
    required: bool
    text: str | None
    fields: list[DutyField]


class DutyRequestView(BaseModel):
    """因迟报提出的申请:免责,或提请责任追究。"""

    id: int
    duty_id: int
    kind: DutyRequestKind
    state: DutyRequestState
    reason: str
    asked_by: Ref
    asked_at: datetime
    decided_by: Ref | None
    decided_at: datetime | None
    decision_note: str | None
    may_decide: bool = Field(description="是否由您审批")


class DutyRequestRow(DutyRequestView):
    """列表中的一项申请,附其应报事项。"""

    duty: DutySummary


class DutyDetail(DutySummary):
    """一项应报事项的全部内容。"""

    campaign_state: CampaignState
    description: str | None = Field(description="阶段成果的要求")
    cadence: Cadence | None
    parts: list[DutyPart]
    files: list[AttachmentView]
    submitted_by: Ref | None
    likeness_explained: str | None = Field(description="对雷同的说明")
    returned_reason: str | None
    decided_by: Ref | None
    decided_at: datetime | None
    exempted_at: datetime | None
    requests: list[DutyRequestView]
    history: list[HappeningView]
    may_see_likeness: bool = Field(description="是否可以比对雷同的两方文字")
    allowed_actions: list[ActionView]


class MatrixPeriod(BaseModel):
    start: date
    end: date
    label: str = Field(examples=["2026年10月"])
    due_on: date


class MatrixRow(BaseModel):
    unit_id: int
    unit_name: str
    cells: str = Field(
        examples=["OOLM."],
        description="一个报告期一个字母:O 按时,L 迟报,M 未报,E 免责,N 未到期,. 没有要求",
    )


class ReportMatrix(BaseModel):
    """各单位各期报送情况。只有看得到的单位。"""

    requirement_id: int
    title: str
    periods: list[MatrixPeriod]
    rows: list[MatrixRow] = Field(description="按机构树的顺序")
    counts: dict[Punctuality, int] = Field(description="全部格子按报送情况计数")


class ReportPeriodView(BaseModel):
    """一个报告期已经布置。"""

    requirement_id: int
    period_start: date
    period_end: date
    cutoff_on: date
    due_on: date
    created: int = Field(description="这次新布置的单位数;已布置的不重复")
    opened: int = Field(description="这次开放填报的单位数")


class TaskShareView(BaseModel):
    """分到本单位的一项任务。"""

    id: int
    campaign: Ref
    unit: Ref
    number: str
    title: str
    target: str | None
    due_kind: DueKind | None
    due_on: date | None
    due_text: str | None
    persons: list[str]
    mine: bool = Field(description="您是责任人员")


class MyDuties(BaseModel):
    """我负责的单位应报的事项和任务,急的在前。"""

    items: list[DutySummary]
    next_cursor: str | None
    total: int
    total_is_capped: bool
    tasks: list[TaskShareView] = Field(description="尚未完成的任务;只在第一页,最多 200 项")


class FigureRow(BaseModel):
    """一个数字背后的一条记录。"""

    resource: str = Field(
        examples=["finding"], description="哪一类记录:finding、rectification_item、rule_doc、exemplar"
    )
    id: int
    finding_id: int | None = Field(description="属于哪个问题")
    code: str | None = Field(examples=["2026-0001"])
    text: str = Field(description="前 200 字")
    unit_name: str | None
    on: date | None = Field(description="计入的日期")


class PartLikeness(BaseModel):
    """一个部分的文字与其他材料的雷同。"""

    part: str
    title: str
    likeness: LikenessView


class DutyLikeness(BaseModel):
    """报送的文字与其他单位、与本单位以前的雷同情况,双方并列。只有专项活动办公室可见。"""

    threshold: int = Field(description="达到这个百分比,须说明或重写")
    explained: str | None = Field(description="报送单位的说明")
    parts: list[PartLikeness]


class ResultUnit(BaseModel):
    unit_id: int
    unit_name: str
    punctuality: Punctuality
    submitted_at: datetime | None = Field(description="首次报送")


class ReportResultView(BaseModel):
    """一期的报送情况:按时、迟报、未报,按机构顺序,不计分,不排名。"""

    id: int
    version: int
    campaign: Ref
    requirement_id: int
    title: str = Field(examples=["专项活动月报"])
    period_start: date
    period: str = Field(examples=["2026年10月"])
    state: ResultState
    note: str | None
    counts: dict[Punctuality, int]
    counted_at: datetime = Field(description="统计的时刻")
    drafted_by: Ref
    drafted_at: datetime
    decided_by: Ref | None
    decided_at: datetime | None
    decision_note: str | None


class ReportResultDetail(ReportResultView):
    units: list[ResultUnit]
    allowed_actions: list[ActionView]
