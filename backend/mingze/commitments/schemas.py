"""Wire shapes of commitments and their promises."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from mingze.attachments.schemas import AttachmentView
from mingze.commitments.rules import MAX_PROMISES, PromiseAct
from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, Medium, PromiseState
from mingze.findings.bodies import EntityId, Line, Reason
from mingze.findings.schemas import ActionView, Ref

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PromiseIn(_Body):
    text: Reason = Field(examples=["每月公示一次药品价格。"])
    who: Name = Field(examples=["药剂科主任"], description="谁来兑现")
    due_on: date = Field(examples=["2026-06-30"])


Promises = Annotated[list[PromiseIn], Field(max_length=MAX_PROMISES)]
Media = Annotated[list[Medium], Field(max_length=5)]


class CommitmentCreate(_Body):
    """起草述责、公开承诺,或公开责任清单、权力清单。"""

    campaign_id: EntityId
    unit_id: EntityId
    kind: CommitmentKind
    title: Line
    text: LongText
    person: Name | None = Field(
        default=None, description="个人的承诺写明是谁;只在本单位和活动办公室内可见,除非分管领导准许公开"
    )
    opinion: Reason | None = Field(default=None, description="对本人的评议意见和整改要求,只用于个人的承诺")
    media: Media = []
    promises: Promises = []

    @model_validator(mode="after")
    def _opinion_is_of_a_person(self) -> Self:
        if self.opinion is not None and self.person is None:
            raise ValueError("评议意见只用于个人的承诺")
        return self


class CommitmentDraft(_Body):
    """草稿的全部内容;承诺事项整份替换。"""

    title: Line = Field(examples=["2026年公开承诺书"])
    text: LongText
    opinion: Reason | None = None
    media: Media = []
    promises: Promises = []


class CommitmentSubmit(_Body):
    likeness_explained: Reason | None = Field(
        default=None,
        examples=["引用了本院上年度的承诺事项,继续执行。"],
        description="雷同说明:文字与已有材料雷同(409 too-alike)而确有原因时填写",
    )


class CommitmentDecision(_Body):
    """审批;不予批准须写理由。"""

    approve: bool
    note: Reason | None = Field(default=None, examples=["同意公开。"])
    outer_reason: Reason | None = Field(
        default=None, description="准许公开个人承诺的理由;不写则只在本单位和活动办公室内可见"
    )


class CommitmentPublish(_Body):
    """登记公开的日期和载体。"""

    published_on: date = Field(examples=["2026-03-20"])
    media: Media = Field(default=[], description="未给出的用草稿中的公开方式")
    place: Line | None = Field(default=None, examples=["门诊大厅公示栏"], description="版面、网址或地点")


class CommitmentWithdraw(_Body):
    reason: Reason = Field(examples=["承诺事项有误,重新起草。"])


class PromiseStep(_Body):
    """承诺事项的进展:已兑现、未兑现、延期(写明新的期限),或由办公室重新跟踪。"""

    act: PromiseAct
    note: Reason = Field(examples=["六月起每月五日公示,照片见附件。"])
    due_on: date | None = Field(default=None, description="延期后的期限")


class PromiseView(BaseModel):
    """一项承诺事项。"""

    id: int
    version: int
    commitment_id: int
    ordinal: int
    text: str
    who: str
    due_on: date
    first_due_on: date = Field(description="最初承诺的期限")
    state: PromiseState
    overdue: bool
    note: str | None
    moved_at: datetime | None
    files: list[AttachmentView] = Field(description="兑现的佐证")
    acts: list[PromiseAct] = Field(description="本人现在可以登记的进展")


class PromiseLine(BaseModel):
    """跟踪清单中的一行。"""

    id: int
    version: int
    commitment_id: int
    commitment_title: str
    campaign: Ref
    unit: Ref
    person: str | None
    text: str
    who: str
    due_on: date
    first_due_on: date
    state: PromiseState
    overdue: bool
    note: str | None
    acts: list[PromiseAct]


class CommitmentSummary(BaseModel):
    """列表中的一份承诺。"""

    id: int
    campaign: Ref
    unit: Ref
    kind: CommitmentKind
    person: str | None
    inner_only: bool = Field(description="只在本单位和活动办公室内可见")
    title: str
    media: list[Medium]
    place: str | None
    state: CommitmentState
    published_on: date | None
    created_at: datetime
    promises: int
    promises_kept: int
    promises_overdue: int


class CommitmentView(CommitmentSummary):
    """一份承诺的全部内容。评议意见、审批意见和雷同说明只给本单位和活动办公室看。"""

    version: int
    text: str
    opinion: str | None
    outer_reason: str | None
    likeness_explained: str | None
    written_by: Ref
    submitted_at: datetime | None
    decided_by: Ref | None
    decided_at: datetime | None
    decision_note: str | None
    withdrawn_reason: str | None
    items: list[PromiseView] = Field(description="承诺事项")
    files: list[AttachmentView]
    may_add_files: bool
    may_see_likeness: bool
    allowed_actions: list[ActionView]
