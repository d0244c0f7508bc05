"""Wire shapes of suggestions."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.findings.bodies import EntityId, Line, Prose, Reason
from mingze.findings.schemas import Ref
from mingze.findings.vocabulary import Severity, Source
from mingze.suggestions.vocabulary import Channel, Giver, SuggestionState

Contact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Channels = Annotated[list[Channel], Field(min_length=1, max_length=len(Channel))]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CollectionDraft(_Body):
    """向谁、就什么问题、通过哪些渠道征集意见。"""

    title: Line = Field(examples=["改进作风征求意见"])
    question: Prose = Field(examples=["您对就医流程、服务态度和收费有什么意见建议?"])
    channels: Channels = Field(examples=[["seminar", "questionnaire", "letterbox"]])
    open: bool = Field(default=True, description="为 false 时结束征集,不再登记;可重新开放")


class CollectionCreate(CollectionDraft):
    campaign_id: EntityId


class SuggestionCount(BaseModel):
    """一个渠道、一种处理结果的条数。"""

    channel: Channel
    state: SuggestionState
    count: int


class CollectionView(BaseModel):
    """一次意见征集。"""

    id: int
    version: int
    campaign: Ref
    title: str
    question: str
    channels: list[Channel]
    open: bool
    opened_at: datetime
    closed_at: datetime | None
    counts: list[SuggestionCount] = Field(description="可见范围内的意见,按渠道和处理结果计数")
    may_change: bool
    may_add: bool


class SuggestionCreate(_Body):
    """登记一条意见;不要求提意见人的个人信息。"""

    collection_id: EntityId
    unit_id: EntityId = Field(description="意见针对的单位")
    text: Prose = Field(examples=["取药窗口中午只开一个,排队时间长。"])
    channel: Channel
    giver: Giver = Giver.OTHER
    received_on: date
    contact: Contact | None = Field(
        default=None, description="仅在对方希望答复时填写;不在列表中显示,不记入日志"
    )


class SuggestionDecision(_Body):
    adopt: bool
    note: Reason | None = Field(
        default=None, examples=["中午增开一个窗口。"], description="不予采纳时必填,写明理由"
    )


class SuggestionToFinding(_Body):
    """转为台账中的问题。"""

    problem: Prose = Field(examples=["取药窗口设置不合理,群众排队时间长。"])
    source: Literal[Source.SELF_CHECK, Source.PUBLIC_REPORT] = Source.SELF_CHECK
    severity: Severity = Severity.ORDINARY
    unit_id: EntityId | None = Field(default=None, description="责任单位,缺省为意见针对的单位")
    due_on: date | None = None


class SuggestionSummary(BaseModel):
    """列表中的一条意见。"""

    id: int
    version: int
    collection: Ref
    unit: Ref
    text: str
    channel: Channel
    giver: Giver
    received_on: date
    state: SuggestionState
    decision_note: str | None
    finding_id: int | None


class SimilarSuggestion(BaseModel):
    """同一次征集中说法相近的意见。"""

    id: int
    text: str
    unit: Ref
    state: SuggestionState
    likeness: float = Field(description="文字相似程度,0 到 1")


class SuggestionView(SuggestionSummary):
    """一条意见的全部内容。"""

    campaign: Ref
    contact: str | None = Field(description="只给收集意见的单位和活动办公室看")
    entered_by_name: str | None = Field(description="登记人;群众通过门户提交的为空")
    entered_at: datetime
    similar: list[SimilarSuggestion] = Field(description="可见范围内最相近的,至多五条")
    acts: list[Literal["adopt", "decline", "to_finding"]] = Field(description="本人现在可以办理的操作")
