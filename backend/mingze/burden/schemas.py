"""Wire shapes of what grassroots units are asked for."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mingze.burden.rules import MAX_INDICATORS
from mingze.burden.vocabulary import AskKind
from mingze.findings.bodies import EntityId, Line, Reason
from mingze.findings.schemas import Ref


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskCreate(_Body):
    """登记一件平台以外向本单位要求的事项。"""

    unit_id: EntityId
    kind: AskKind
    title: Line = Field(examples=["基层医疗卫生机构运行情况季度表"])
    asked_by: Line = Field(examples=["云州市统计局"], description="由谁要求")
    asked_on: date = Field(description="接到要求的日期")
    due_on: date = Field(description="要求完成或到场的日期;按这一天所在的月份计数")
    indicators: Annotated[list[Line], Field(max_length=MAX_INDICATORS)] = Field(
        default=[], examples=[["门诊人次", "在岗医师数"]], description="其中要求填报的指标"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.due_on < self.asked_on:
            raise ValueError("要求完成的日期不能早于接到要求的日期")
        return self


class AskWithdraw(_Body):
    reason: Reason = Field(examples=["重复登记。"])


class AskView(BaseModel):
    """平台以外向一个单位要求的一件事项。"""

    id: int
    version: int
    unit: Ref
    kind: AskKind
    title: str
    asked_by: str
    asked_on: date
    due_on: date
    indicators: list[str]
    registered_by_name: str
    registered_at: datetime
    withdrawn_reason: str | None
    may_withdraw: bool


class KindCount(BaseModel):
    kind: AskKind
    count: int


class AskerCount(BaseModel):
    asker: str = Field(examples=["云州市卫生健康委员会"])
    count: int


class MonthBurden(BaseModel):
    """一个单位在一个月里被要求的事项。"""

    month: str = Field(examples=["2026-11"])
    total: int
    kinds: list[KindCount]
    askers: list[AskerCount] = Field(description="由谁要求,多的在前")


class UnitBurden(BaseModel):
    """一个单位各月的负担,平台以内和以外的合计。"""

    unit: Ref
    months: list[MonthBurden]


class BurdenItem(BaseModel):
    """一个月里被要求的一件事项。"""

    kind: AskKind
    title: str
    asker: str
    due_on: date
    indicators: list[str]
    duty_id: int | None = Field(description="平台以内的应报事项;平台以外的为 null")
    ask_id: int | None = Field(description="平台以外的登记;平台以内的为 null")
    campaign: Ref | None


class BurdenMonth(BaseModel):
    unit: Ref
    month: str
    items: list[BurdenItem]
    is_cut: bool = Field(description="事项过多,只列出最先到期的")


class OverlapView(BaseModel):
    """要报的一个指标,别处在相近的日期已经要过。"""

    indicator: str = Field(description="现在要报的指标")
    name: str = Field(description="别处的名称")
    kind: AskKind
    title: str
    asker: str
    due_on: date
    unit_count: int = Field(description="本活动的单位中有多少个已被要求")


class OverlapsView(BaseModel):
    """重复索要的指标。"""

    days: int = Field(description="前后多少日以内算作重复")
    items: list[OverlapView]
