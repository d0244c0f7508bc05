"""Wire shapes of time limits and of the working calendar."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from mingze.kit.web import FIRST_DAY, LAST_DAY, Day, Instant
from mingze.timelimits.national import Bound, Confidence
from mingze.timelimits.rules import TimeUnit

#: No period of the law is longer; what is longer still is a slip of the pen.
MAX_QUANTITY = 999

Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


def _countable(instant: datetime) -> datetime:
    if not FIRST_DAY <= instant.date() <= LAST_DAY:
        raise ValueError(f"须在 {FIRST_DAY.year} 年至 {LAST_DAY.year} 年之间")
    return instant


class TimePeriod(BaseModel):
    quantity: int = Field(ge=0, le=MAX_QUANTITY, examples=[15])
    unit: TimeUnit = Field(examples=["working_day"])


class TimePeriodView(TimePeriod):
    words: str = Field(examples=["15个工作日"])


class TimeExtension(TimePeriod):
    quantity: int = Field(ge=1, le=MAX_QUANTITY, examples=[30])
    approved_by: str = Field(default="", max_length=200, examples=["本机关负责人"], description="由谁批准")
    told: str = Field(default="", max_length=200, examples=["信访人"], description="告知谁")


class TimeExtensionView(TimeExtension):
    words: str = Field(examples=["30日"])


class TimeSource(BaseModel):
    document: Short = Field(examples=["信访工作条例"])
    number: str = Field(default="", max_length=100, description="文号")
    year: int | None = Field(default=None, ge=1949, le=2190)
    article: str = Field(default="", max_length=100, examples=["第三十四条"])


class TimeUnitOf(BaseModel):
    id: int
    name: str


class TimeLimitTerms(BaseModel):
    """一条规则的一个版本怎么说;id 为 null 的是随程序发布的国家规定。"""

    id: int | None
    owner: TimeUnitOf | None = Field(description="录入本地版本的单位;国家规定为 null")
    period: TimePeriodView | None = Field(description="没有数字、只有程序要求的为 null")
    start_event: str = Field(description="从什么事开始计算")
    suspends: str = Field(description="哪些时间不计入")
    extension: TimeExtensionView | None
    warn_before: list[int] = Field(description="到期前多少日提醒")
    consequence: str = Field(description="逾期的后果")
    source: TimeSource
    confidence: Confidence
    verified: bool = Field(description="否:界面标明“待法规科核实”")
    effective_from: date | None
    effective_to: date | None = Field(description="有效的最后一日;仍有效的为 null")


class TimeLimitVersionView(TimeLimitTerms):
    note: str | None
    created_by_name: str | None
    created_at: datetime | None
    version: int = Field(description="作为 If-Match 的版本号;国家规定为 0")
    may_end: bool
    in_force: bool = Field(description="今天对本人所在单位起作用的是不是它")
    overtaken: bool = Field(description="在有效期内,但上位规定已经更严,不再起作用")


class TimeLimitSummary(BaseModel):
    """一条时限或程序规则。"""

    code: str = Field(examples=["XF-5"])
    title: str = Field(examples=["申诉求决类事项办结"])
    text: str = Field(description="怎么办")
    bound: Bound
    hard: bool = Field(description="信访和处分的国家上限,本地规则不得突破")
    moves: bool = Field(description="末日遇节假日是否顺延")
    region: str = Field(description="只在某地施行的,在此仅供参考;全国施行的为空")
    terms: TimeLimitTerms | None = Field(description="今天对本人所在单位有效的版本;已经失效的为 null")


class TimeLimitDetail(TimeLimitSummary):
    versions: list[TimeLimitVersionView]
    may_add: bool


class TimeLimitVersionCreate(TimePeriod):
    """本地版本。没有给出的各项同国家规定。"""

    unit_id: int | None = Field(
        default=None, ge=1, le=2**53, description="为哪个单位及其下级录入;缺省为任职单位"
    )
    extension: TimeExtension | None = Field(default=None, description="没有则不得延长")
    start_event: Short | None = None
    suspends: Short | None = None
    warn_before: Annotated[list[Annotated[int, Field(ge=0, le=365)]], Field(max_length=10)] | None = None
    consequence: Note | None = None
    source: TimeSource
    confidence: Confidence
    effective_from: Day
    effective_to: Day | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise ValueError("失效日期不能早于生效日期")
        return self


class TimeLimitVersionEnd(BaseModel):
    effective_to: Day = Field(description="有效的最后一日")
    reason: Note


class TimeSuspension(BaseModel):
    first_day: Day
    last_day: Day
    why: str = Field(default="", max_length=100, examples=["鉴定"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError("中止的结束日不能早于开始日")
        return self


class DeadlineAsked(BaseModel):
    start: Day | None = Field(default=None, description="起算事由发生的日期;以小时计的规则用 start_at")
    start_at: Annotated[Instant, AfterValidator(_countable)] | None = None
    unit_id: int | None = Field(default=None, ge=1, le=2**53, description="按哪个单位的规则;缺省为本人单位")
    suspensions: Annotated[list[TimeSuspension], Field(max_length=50)] = []
    extension: TimePeriod | None = Field(default=None, description="已批准的延长")


class TimeStep(BaseModel):
    text: str = Field(examples=["2026年2月14日为春节调休上班,计入"])
    day: date | None


class DeadlineView(BaseModel):
    """怎样数到最后一日。"""

    last_day: date
    first_late: datetime = Field(description="从这一时刻起为逾期(北京时间)")
    warnings: list[date] = Field(description="提醒的日期")
    steps: list[TimeStep]
    terms: TimeLimitTerms
    cautions: list[str] = Field(description="须注意:待核实、外地规定等")


class WorkCalendarDayBody(BaseModel):
    day: date
    is_workday: bool
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)] = Field(
        examples=["春节假期"]
    )


class WorkCalendarDayView(WorkCalendarDayBody):
    note: str
    entered: bool = Field(description="由系统管理员录入,不是程序自带")


class WorkCalendarView(BaseModel):
    """一年的工作日历:只列与星期不同的日子和节假日,其余周一至周五上班。"""

    year: int
    announced: bool = Field(description="否:尚未公布,须待公布后录入,程序不推算")
    document: str = Field(description="录入所依据的文件;程序自带的为空")
    days: list[WorkCalendarDayView]
    version: int = Field(description="If-Match 的版本号;没有录入过的为 0")
    last_announced_year: int
    may_edit: bool


class WorkCalendarBody(BaseModel):
    """一年中与星期(或与程序自带的日历)不同的日子,整年替换。"""

    document: Short = Field(description="放假安排通知的名称或文号")
    days: Annotated[list[WorkCalendarDayBody], Field(max_length=366)]
