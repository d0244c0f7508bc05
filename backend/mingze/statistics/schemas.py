"""Wire shapes of the statistics of complaints."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from mingze.complaints.vocabulary import ComplaintKind
from mingze.findings.schemas import Ref
from mingze.statistics.vocabulary import Dimension


class SpanView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    first: date
    last: date


class CountsView(BaseModel):
    """一格中的全部件次;各组有各自的基数。"""

    model_config = ConfigDict(from_attributes=True)

    count: int = Field(description="收到件次,即基数")
    matters: int = Field(description="其中独立的事项(未并入他件);与并案相加等于基数")
    merged: int
    first: int = Field(description="初次;与重复相加等于基数")
    repeat: int
    from_superior: int = Field(description="其中上级交办")
    supervised: int = Field(description="其中督办")
    in_time: int = Field(description="按期答复;与逾期、未到期、无答复时限相加等于基数")
    late: int
    not_due: int
    no_clock: int
    resolved: int = Field(description="已解决;与未解决相加为有结论的件次")
    not_resolved: int
    satisfied: int = Field(description="满意;与基本满意、不满意相加为已评价的件次")
    mostly_satisfied: int
    dissatisfied: int
    rated: int = Field(description="已评价的件次")
    in_time_rate: float | None = Field(description="按期率,百分数;基数为零时为空")
    resolved_rate: float | None = Field(description="解决率,百分数")
    satisfied_rate: float | None = Field(description="满意率,百分数")


class StatisticsRow(BaseModel):
    """表中的一行。"""

    key: str | None = Field(description="代码、单位编号或月份;未填写的为空")
    label: str
    now: CountsView
    before_count: int = Field(description="上年同期件次")
    change: int = Field(description="比上年同期增减件次")
    change_rate: float | None = Field(description="同比,百分数;上年同期为零时为空")
    filters: dict[str, str] = Field(
        description="在 base_filters 之外再加的查询条件:GET /complaints 按此列出同样的件;各项数字再加 figure"
    )


class ComplaintStatistics(BaseModel):
    """一张统计表:各行件次之和等于合计。"""

    by: Dimension
    span: SpanView
    before: SpanView = Field(description="上年同期")
    unit: Ref | None
    kind: ComplaintKind | None
    base_words: str = Field(description="基数的口径")
    rate_words: str = Field(description="比率怎样计算")
    total: CountsView
    total_before: CountsView
    change: int
    change_rate: float | None
    rows: list[StatisticsRow]
    base_filters: dict[str, str] = Field(description="GET /complaints 的查询条件,列出全部基数")
    may_open: bool = Field(description="本人能否打开明细;只能看数字的不能")


class UnitNamed(BaseModel):
    unit: Ref
    count: int


class PetitionAnnualReport(BaseModel):
    """信访工作年度报告的数据(《信访工作条例》第四十一条)。"""

    year: int
    unit: Ref | None
    kind: ComplaintKind | None
    base_words: str
    rate_words: str
    total: CountsView
    total_before: CountsView
    change: int
    change_rate: float | None
    categories: list[StatisticsRow] = Field(description="按类别,即涉及领域;各行之和等于合计")
    channels: list[StatisticsRow]
    classes: list[StatisticsRow] = Field(description="按信访事项类别")
    most_named: list[UnitNamed] = Field(description="被反映较多的单位,至多十个,多的在前")
    forwarded: int = Field(description="转送")
    handed: int = Field(description="交办")
    supervised: int = Field(description="督办")
    reviewed: int = Field(description="请求复查的")
    rechecked: int = Field(description="请求复核的")
    suggestions: int = Field(description="建议意见类事项")
    suggestions_adopted: int = Field(description="其中予以支持的")
    became_findings: int = Field(description="转为问题台账的")


class PublicTableRow(BaseModel):
    label: str
    count: int | None = Field(description="少于 5 件,或可由其推出少于 5 件的,为空")


class PublicTable(BaseModel):
    """一张公开的统计表;为空的格不予公布。"""

    title: str
    rows: list[PublicTableRow] | None = Field(description="数量较少,整表不予公布的为空")


class PublicStatistics(BaseModel):
    """一个季度的公开统计;公布后不再变动。"""

    first: date
    last: date
    published_at: datetime
    total: int | None = Field(description="少于 5 件的为空")
    tables: list[PublicTable]
