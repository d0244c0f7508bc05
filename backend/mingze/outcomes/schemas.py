"""Wire shapes of good examples and of rules established."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.attachments.schemas import AttachmentView
from mingze.findings.bodies import EntityId, Line, Prose, Reason
from mingze.findings.schemas import Ref
from mingze.outcomes.rules import MAX_FINDINGS
from mingze.outcomes.vocabulary import ExemplarState, RuleDocKind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExemplarCreate(_Body):
    """推荐一个先进典型。"""

    campaign_id: EntityId
    unit_id: EntityId
    person: Name | None = Field(default=None, description="个人典型写明是谁")
    title: Line
    text: Prose = Field(description="做了什么")


class ExemplarDecision(_Body):
    confirm: bool
    note: Reason | None = Field(
        default=None, examples=["做法可推广,予以认定。"], description="不予认定时必填"
    )


class ExemplarWithdraw(_Body):
    reason: Reason = Field(examples=["事迹与事实不符。"])


class ExemplarView(BaseModel):
    """一个先进典型。"""

    id: int
    version: int
    campaign: Ref
    unit: Ref
    person: str | None
    title: str
    text: str
    state: ExemplarState
    recommended_by_name: str
    recommended_at: datetime
    decision_note: str | None
    confirmed_on: date | None
    withdrawn_reason: str | None
    files: list[AttachmentView]
    acts: list[Literal["confirm", "refuse", "withdraw"]] = Field(description="本人现在可以办理的操作")


class RuleDocDraft(_Body):
    """一项制度:因哪些问题、哪个专项活动而建立。"""

    name: Line = Field(examples=["处方点评管理办法"])
    number: Name | None = Field(default=None, examples=["青医发〔2026〕18号"])
    kind: RuleDocKind
    issued_on: date
    campaign_id: EntityId | None = None
    finding_ids: Annotated[list[EntityId], Field(max_length=MAX_FINDINGS)] = []


class RuleDocCreate(RuleDocDraft):
    unit_id: EntityId


class RuleDocWithdraw(_Body):
    reason: Reason = Field(examples=["重复登记。"])


class RuleDocFindingView(BaseModel):
    """制度所针对的一个问题。"""

    id: int
    code: str
    problem: str


class RuleDocView(BaseModel):
    """一项制度。"""

    id: int
    version: int
    unit: Ref
    campaign: Ref | None
    name: str
    number: str | None
    kind: RuleDocKind
    issued_on: date
    recorded_by_name: str
    recorded_at: datetime
    withdrawn_reason: str | None
    findings: list[RuleDocFindingView] = Field(description="只列可见范围内的问题")
    files: list[AttachmentView]
    may_change: bool
