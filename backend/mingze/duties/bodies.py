"""Wire shapes of what units owe: what is sent."""

from typing import Annotated

from pydantic import Field, StringConstraints

from mingze.duties.vocabulary import DutyRequestKind
from mingze.findings.bodies import EntityId, Reason, _Body
from mingze.kit.web import Day

#: What a part or a field is called: of the requirement, checked there.
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"^[^\x00]*$")]
Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Why = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")
]


class PartDraft(_Body):
    text: Text = Field(default="", examples=["本月组织自查两次,发现问题六个。"])
    numbers: dict[Code, Number] = Field(
        default={}, max_length=60, description="字段 → 数字;没有写的取台账的数字"
    )
    reasons: dict[Code, Why] = Field(default={}, max_length=60, description="字段 → 为什么与台账的数字不同")


class DutyDraft(_Body):
    """填写的内容,整份提交。"""

    parts: dict[Code, PartDraft] = Field(max_length=30, description="部分 → 内容")


class DutySubmit(_Body):
    likeness_explained: Reason | None = Field(
        default=None, description="与其他文字雷同的,说明为什么雷同;没有雷同的不必填"
    )


class DutyReturn(_Body):
    reason: Reason = Field(examples=["问责情况只写了“无”,请说明核查过程。"])


class DutyAccept(_Body):
    note: Reason | None = None


class DutyRequestCreate(_Body):
    kind: DutyRequestKind
    reason: Reason = Field(examples=["月底遇强降雨停电两日,已于恢复供电当日报送。"])


class RequestDecision(_Body):
    note: Reason | None = None


class PeriodOpen(_Body):
    requirement_id: EntityId
    period_start: Day = Field(description="报告期的第一天")


class ReportResultCreate(_Body):
    requirement_id: EntityId
    period_start: Day
    note: Reason | None = None


class ResultDecision(_Body):
    note: Reason | None = None


class ResultRefusal(_Body):
    reason: Reason
