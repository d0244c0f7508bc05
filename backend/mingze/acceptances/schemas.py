"""Wire shapes of public acceptance."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.acceptances.rules import CODE_LENGTH
from mingze.acceptances.vocabulary import AcceptanceState, LookBackResult, Verdict
from mingze.findings.bodies import Reason
from mingze.findings.schemas import Ref

DoorCode = Annotated[
    str, StringConstraints(pattern=rf"^[0-9A-Za-z]{{{CODE_LENGTH}}}$"), Field(examples=["7K3MQ2X9TA"])
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LookBack(_Body):
    """对异议回头看的结果。"""

    result: LookBackResult
    text: Reason = Field(
        examples=["10月12日到现场复看,取药窗口已增开,投诉人反映的是增开以前的情况,已当面说明。"],
        description="看到的情况;申请重新打开的,即为申请理由",
    )


class AcceptanceFinding(BaseModel):
    id: int
    code: str
    problem: str


class VerdictCounts(BaseModel):
    solved: int = 0
    partly: int = 0
    not_solved: int = 0


class AcceptanceSummary(BaseModel):
    """一次群众验收:问题销号以后,请投诉人凭回执、请群众扫码评价。"""

    id: int
    version: int
    finding: AcceptanceFinding
    unit: Ref
    state: AcceptanceState
    asking: bool = Field(description="是否仍在征询:未满期限,且问题未被重新打开")
    opened_at: datetime
    closed_on: date
    ends_on: date = Field(description="征询到这一天(含)")
    asked: int = Field(description="凭回执征询的投诉件数")
    by_receipt: VerdictCounts = Field(description="投诉人的评价")
    at_door: VerdictCounts = Field(description="扫码群众的评价")


class Comparison(BaseModel):
    """销号前后同样长的两段时间里,同一单位、同类事项的投诉信访件次。"""

    days: int
    before_from: date
    closed_on: date
    after_until: date = Field(description="不含这一天")
    before: int
    after: int


class AcceptanceWord(BaseModel):
    """群众写的话,只给可以回头看的办公室看。"""

    verdict: Verdict
    text: str
    answered_at: datetime
    complained: bool = Field(description="投诉人所写;否则为扫码群众所写")


class AcceptanceView(AcceptanceSummary):
    """一次群众验收的全部内容。"""

    code: str = Field(description="扫码页的代码")
    comparison: Comparison | None = Field(description="销号当天还不能比较,为空")
    words: list[AcceptanceWord]
    look_back_result: LookBackResult | None
    look_back_text: str | None
    looked_back_by_name: str | None
    looked_back_at: datetime | None
    request_id: int | None = Field(description="由此提出的重新打开申请")
    may_look_back: bool
    may_not_reason: str | None = Field(description="不能登记回头看的原因")
