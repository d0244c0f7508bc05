"""Wire shapes of complaints: what is answered."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from mingze.attachments.schemas import AttachmentView
from mingze.complaints.clock_schemas import ComplaintClockView, NextClock
from mingze.complaints.vocabulary import (
    BarredWhy,
    Category,
    ComplaintChannel,
    ComplaintKind,
    ComplaintPart,
    ComplaintRequestKind,
    ComplaintRequestState,
    ComplaintState,
    Delivery,
    LetterKind,
    Matter,
    NineRule,
    NotHandledReason,
    Outcome,
    PetitionClass,
    Satisfaction,
    Side,
    Substantiated,
    TransferTarget,
)
from mingze.complaints.workflow import Hand
from mingze.events.schemas import HappeningView
from mingze.findings.schemas import ActionView, Ref
from mingze.findings.vocabulary import ClosureState, WorkState


class ComplaintSummary(BaseModel):
    """列表中的一件,不含任何人的姓名和联系方式。"""

    id: int
    version: int
    number: str = Field(examples=["TS2026-000123"])
    kind: ComplaintKind
    channel: ComplaintChannel
    matter: Matter
    category: Category | None
    nine_rule: NineRule | None
    subject: str
    state: ComplaintState
    round: int = Field(description="第几轮办理;退回重办一次加一")
    urgent: bool
    confidential: bool = Field(description="诉求人要求保密")
    from_superior: bool
    supervised: bool = Field(description="已督办")
    disputed: bool = Field(description="投诉人对答复有异议,受理机关还没有处理")
    repeated: bool = Field(description="重复的事项")
    merged: bool = Field(description="已并入另一件")
    office: Ref = Field(description="受理机关")
    about_unit: Ref | None
    lead_unit: Ref | None = Field(description="主办单位")
    received_at: datetime
    next_clock: NextClock | None = Field(description="最先届满的期限;没有在计时的为 null")


class ComplaintUnitView(BaseModel):
    """主办或协办单位。"""

    id: int
    unit: Ref
    part: ComplaintPart
    round: int
    note: str | None
    asked_at: datetime
    signed_at: datetime | None
    report: str | None = Field(description="协办单位反馈的情况")
    reported_at: datetime | None
    withdrawn_at: datetime | None = Field(description="已退单或改派")
    active: bool = Field(description="单位没有停用")


class ComplaintRequestView(BaseModel):
    """退单、延期的申请。"""

    id: int
    kind: ComplaintRequestKind
    state: ComplaintRequestState
    round: int
    unit: Ref
    clock_id: int | None
    quantity: int | None
    reason: str
    asked_by_name: str
    asked_at: datetime
    decided_by_name: str | None
    decided_at: datetime | None
    decision_note: str | None


class ComplaintAnswerView(BaseModel):
    """一轮的结果:办理情况(内部)和公开答复分开。"""

    id: int
    round: int
    unit: Ref
    inner_text: str
    public_text: str
    outcome: Outcome | None
    request_text: str | None
    facts_text: str | None
    basis_text: str | None
    substantiated: Substantiated | None
    resolved: bool | None
    unresolved_reason: str | None
    answered_by_name: str
    answered_at: datetime


class ComplaintMessageView(BaseModel):
    """往来中的一条。"""

    id: int
    side: Side
    inner: bool = Field(description="只在办理人员之间")
    text: str
    at: datetime
    account_name: str | None
    unit: Ref | None


class PetitionReviewView(BaseModel):
    """复查或复核。"""

    id: int
    is_recheck: bool
    organ: str
    requested_on: date
    received_on: date
    reason: str
    opinion: str | None
    upheld: bool | None
    document: str | None
    issued_on: date | None
    delivered_on: date | None


class ComplaintLetterRef(BaseModel):
    id: int
    version: int
    kind: LetterKind
    number: str = Field(examples=["云卫信告〔2026〕12号"])
    round: int
    issued_on: date
    delivered_on: date | None
    delivery: Delivery | None


class ComplaintFindingRef(BaseModel):
    """由本件而来或与本件相关的问题;办得怎样,不看台账的人也能知道。"""

    id: int
    code: str
    problem: str | None = Field(description="问题的表述;只给受理机关和看得到台账的人")
    work_state: WorkState
    closure_state: ClosureState
    due_on: date | None
    linked_at: datetime
    in_sight: bool = Field(description="本人可以在台账中打开")


class ComplaintBarView(BaseModel):
    """看不到、不能办理的人。"""

    id: int
    account_id: int
    name: str
    why: BarredWhy
    reason: str | None
    at: datetime


class ComplaintRef(BaseModel):
    id: int
    number: str
    subject: str
    state: ComplaintState


class ComplaintSupervision(BaseModel):
    at: datetime
    by_name: str
    reason: str


class ComplaintDetail(ComplaintSummary):
    """一件投诉或信访事项的全部内容;是谁投诉的另行查看,并留下记录。"""

    petition_class: PetitionClass | None
    is_complex: bool = Field(description="多部门协同,按较长的期限办理")
    about_department: Ref | None
    names_head: bool
    about_persons: str | None
    happened_on: date | None
    text: str
    wish: str | None
    people: int
    representatives: int | None
    superior_document: str | None
    entered_by_name: str | None = Field(description="登记人;网上门户和热线来的为 null")
    entered_at: datetime
    has_receipt: bool = Field(description="投诉人持有查询码")
    designated: bool
    accepted_at: datetime | None
    settled_on_spot: bool
    parked_until: date | None
    reason: str | None
    not_handled_reason: NotHandledReason | None
    transferred_to: TransferTarget | None
    outcome: Outcome | None
    substantiated: Substantiated | None
    resolved: bool | None
    unresolved_reason: str | None
    satisfaction: Satisfaction | None
    satisfaction_text: str | None
    rated_at: datetime | None = Field(description="投诉人自己评价的时间;回访时登记的为 null")
    visited_back_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    supervision: ComplaintSupervision | None
    clocks: list[ComplaintClockView]
    units: list[ComplaintUnitView]
    requests: list[ComplaintRequestView]
    answers: list[ComplaintAnswerView]
    messages: list[ComplaintMessageView]
    reviews: list[PetitionReviewView]
    letters: list[ComplaintLetterRef]
    findings: list[ComplaintFindingRef]
    main: ComplaintRef | None = Field(description="并入的那一件;不在可见范围内的为 null")
    merged_in: list[ComplaintRef] = Field(description="并入本件的")
    repeat_of: ComplaintRef | None
    repeated_by: list[ComplaintRef]
    bars: list[ComplaintBarView] = Field(description="回避和被反映的人;只给受理机关")
    attachments: list[AttachmentView]
    history: list[HappeningView]
    hands: list[Hand] = Field(description="本人在这件事中的身份:受理机关、主办、协办、分管领导")
    may_change: bool = Field(description="可以修改登记内容")
    may_see_complainant: bool
    may_reply: bool = Field(description="可以回复投诉人")
    may_note: bool = Field(description="可以写内部留言")
    allowed_actions: list[ActionView]


class ComplainantView(BaseModel):
    """谁投诉的。每次查看都留下记录。"""

    name: str | None
    phone: str | None
    address: str | None
    email: str | None
    relation: str | None
    anonymous: bool


class ComplaintRegistered(BaseModel):
    """登记的结果:由哪个机关受理。反映本单位主要负责人的由上一级受理,登记人不再能看到。"""

    id: int
    number: str = Field(examples=["TS2026-000123"])
    office: Ref
    in_sight: bool = Field(description="本人可以查看")
