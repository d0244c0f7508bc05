"""Wire shapes of clocks: what is read."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from mingze.complaints.vocabulary import ClockState, ComplaintKind, ComplaintState
from mingze.findings.schemas import Ref
from mingze.findings.vocabulary import Light
from mingze.timelimits.schemas import TimeExtensionView, TimeSource, TimeStep


class ClockSuspension(BaseModel):
    first: date
    last: date
    why: str


class ComplaintClockView(BaseModel):
    """一个期限:依据哪一条、何时起算、何时届满、怎样算出来的。"""

    id: int
    round: int
    code: str | None = Field(description="时限规则编号;为空的是由人确定的日期(督办、挂账、来单要求)")
    title: str | None
    purpose: str
    is_window: bool = Field(description="权利期限(提出异议、请求复查复核),到期失效,不算逾期")
    source: TimeSource | None
    verified: bool
    cautions: list[str]
    consequence: str
    started_at: datetime
    last_day: date | None
    due_at: datetime | None = Field(description="从这一刻起为逾期;工作日历尚未公布、又以工作日计的为空")
    provisional: bool = Field(
        description="最后一日是否顺延要等工作日历公布:due_at 是最早可能的一日,公布后复核"
    )
    days_left: int | None = Field(description="今天到最后一日还有几天;负数为已逾期几天;不再计时的为空")
    light: Light = Field(description="不再计时或尚不能推算的为 grey")
    state: ClockState
    met_at: datetime | None
    in_time: bool | None = Field(description="是否按期;仍在计时的为空")
    steps: list[TimeStep]
    suspensions: list[ClockSuspension]
    extension: str | None = Field(description="已批准延长多久")
    extensible: TimeExtensionView | None = Field(description="还可以批准延长多久,由谁批准;不能延长的为空")
    urged_at: datetime | None
    escalated_at: datetime | None


class NextClock(BaseModel):
    """列表中的一行:最先届满的期限。"""

    code: str | None
    purpose: str
    due_at: datetime | None = Field(description="工作日历尚未公布、又以工作日计的为空")
    provisional: bool = Field(description="due_at 是最早可能的一日,待工作日历公布后复核")
    light: Light


class ComplaintClockRow(NextClock):
    """期限一览的一行。不含投诉人信息。"""

    id: int
    complaint_id: int
    number: str = Field(examples=["TS2026-000123"])
    kind: ComplaintKind
    state: ComplaintState
    subject: str
    office: Ref
    about_unit: Ref | None
    lead_unit: Ref | None
    supervised: bool
    days_left: int | None = Field(description="负数为已逾期几天")
    started_at: datetime
    urged_at: datetime | None = Field(description="何时催办")
    escalated_at: datetime | None = Field(description="催办无效,何时报告分管领导")
