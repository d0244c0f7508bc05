"""Wire shapes of the ledger: what is answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mingze.attachments.schemas import AttachmentView
from mingze.events.schemas import HappeningView
from mingze.findings.vocabulary import (
    Basis,
    ClosureState,
    ItemState,
    Light,
    OrganKind,
    Part,
    PublishedStatus,
    RequestKind,
    RequestState,
    Severity,
    Source,
    Waiting,
    WorkState,
)


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Ref(_View):
    id: int
    name: str


class UnitPart(_View):
    id: int
    name: str = Field(examples=["青禾县人民医院"])
    parent_name: str | None = Field(description="上级单位名称,用于区分同名科室")
    part: Part


class InspectionRef(_View):
    id: int
    title: str


class ActionView(_View):
    """An act as a button shows it."""

    action: str = Field(examples=["hand_out"], description="操作代码;地址为 actions/ 加代码,下划线改为连字符")
    label: str = Field(examples=["交办"])
    enabled: bool
    reason: str | None = Field(default=None, examples=["须由监督办经办人办理"], description="不能操作的原因")


class CampaignOfFinding(_View):
    """发现问题的专项活动。"""

    id: int
    title: str = Field(examples=["云州市问责年活动"])


class FindingSummary(_View):
    """One line of the ledger."""

    id: int
    version: int
    code: str = Field(examples=["2026-0001"])
    section: str | None
    group: str | None
    number: str | None
    problem: str = Field(description="前 200 字")
    source: Source
    severity: Severity
    key_matter: bool
    work_state: WorkState
    published_status: PublishedStatus | None
    long_term: bool
    closure_state: ClosureState
    voided: bool
    light: Light
    due_on: date | None
    units: list[UnitPart]
    measures_total: int
    measures_accepted: int
    last_urged_at: datetime | None
    updated_at: datetime
    inspection: InspectionRef | None
    campaign: CampaignOfFinding | None = Field(description="不是在活动中发现,或活动不可见时为 null")


class NoteView(_View):
    id: int
    text: str
    account: Ref | None = Field(description="随文件导入的进展没有填报人")
    created_at: datetime
    likeness_explained: str | None = Field(description="与已有材料雷同时的说明")


class StepView(_View):
    id: int
    ordinal: int
    text: str
    owner: str | None
    due_on: date | None
    done_at: datetime | None
    done_by: Ref | None


class ItemView(_View):
    """整改措施。"""

    id: int
    finding_id: int
    ordinal: int
    version: int
    text: str
    unit: Ref | None
    owner: Ref | None = Field(description="责任人账户")
    owner_leader: str | None = Field(description="牵头领导")
    due_on: date | None = Field(description="本条期限,未单独规定的随问题期限")
    state: ItemState
    basis: Basis | None
    claimed_by: Ref | None
    claimed_at: datetime | None
    onsite_on: date | None
    onsite_by: Ref | None
    onsite_note: str | None
    verified_by: Ref | None
    verified_at: datetime | None
    returned_reason: str | None


class ItemDetail(ItemView):
    likeness_explained: str | None = Field(description="措施与已有材料雷同时的说明")
    steps: list[StepView]
    notes: list[NoteView]
    evidence: list[AttachmentView]
    allowed_actions: list[ActionView]


class ItemSummary(ItemView):
    """A measure in a list, with the finding it belongs to."""

    finding_code: str
    finding_problem: str = Field(description="前 200 字")
    finding_work_state: WorkState
    light: Light


class RequestView(_View):
    id: int
    finding_id: int
    kind: RequestKind
    state: RequestState
    reason: str
    payload: dict[str, Any] = Field(
        description="until 延至或复核日期;changes 更正内容;trigger 重新打开的缘由"
    )
    asked_by: Ref | None
    asked_at: datetime
    decided_by: Ref | None
    decided_at: datetime | None
    decision_note: str | None
    allowed_actions: list[ActionView] = Field(default_factory=list)


class CountersignatureView(_View):
    id: int
    reopen_no: int = Field(description="第几次重新打开之后的会签;首次为 0")
    organ_kind: OrganKind
    organ: str
    document: str
    signed_on: date
    recorded_by: Ref
    recorded_at: datetime
    scans: list[AttachmentView]


class ClosureView(_View):
    applied_by: Ref | None
    note: str | None
    closer: str | None
    document: str | None
    closed_on: date | None
    missing_organs: list[OrganKind] = Field(description="尚缺会签的机关")


class DocumentView(_View):
    id: int
    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    file_id: int | None
    excerpt: str | None = Field(description="原文中属于该问题的一段,不含前后文")
    excerpt_start: int | None = Field(description="片段在原文中的起点(字符)")
    span: tuple[int, int] | None = Field(description="问题在原文中的起止(字符)")


class LaterDocument(_View):
    """A later edition of the document, in which the finding stands too."""

    id: int
    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    file_id: int | None
    linked_at: datetime


class TagRef(_View):
    id: int
    name: str


class FindingDetail(FindingSummary):
    """A finding whole: everything its page shows."""

    problem: str
    problem_type: str | None = Field(description="属于活动整治的哪一类;活动不可见时为 null")
    amount: Decimal | None = Field(description="涉及金额(元)")
    tags: list[TagRef]
    responsible_leader: str | None
    responsible_department: str | None
    responsible_person: str | None
    staged_reason: str | None
    waiting_reason: str | None
    waiting_review_on: date | None
    declined_reason: str | None
    void_reason: str | None
    likeness_explained: str | None = Field(description="问题与已有材料雷同时的说明")
    reopen_no: int
    last_urge_note: str | None
    registered_by: Ref
    created_at: datetime
    document: DocumentView | None = Field(description="问题最初的来源文件")
    later_documents: list[LaterDocument] = Field(description="此后再次载有该问题的文件,新的在前")
    items: list[ItemDetail]
    requests: list[RequestView]
    countersignatures: list[CountersignatureView]
    files: list[AttachmentView]
    closure: ClosureView
    allowed_actions: list[ActionView]
    events: list[HappeningView] | None = Field(
        default=None, description="时间线中最近的 20 项,最新的在前;未以 include=events 要求的为 null"
    )


class FindingState(_View):
    """Where a finding stands after an act."""

    id: int
    code: str
    version: int
    work_state: WorkState
    published_status: PublishedStatus | None
    long_term: bool
    closure_state: ClosureState
    voided: bool
    light: Light
    due_on: date | None
    allowed_actions: list[ActionView]


class CountersignDone(FindingState):
    countersignature_ids: list[int] = Field(description="刚登记的会签,供上传扫描件")


class ItemStateView(_View):
    """Where a measure and its finding stand after an act."""

    id: int
    version: int
    state: ItemState
    finding: FindingState
    allowed_actions: list[ActionView]


class BulkDone(BaseModel):
    """All or nothing: as many as were sent."""

    count: int
    items: list[FindingState]


class InspectionView(_View):
    id: int
    version: int
    unit: Ref
    title: str
    kind: str
    body: str | None
    party: str | None
    ordered_by: str | None
    began_on: date | None
    ended_on: date | None
    feedback_on: date | None
    findings: int = Field(description="可见范围内的问题数")
    created_at: datetime


class InspectionTotals(BaseModel):
    """Counted from the ledger, within the asker's sight."""

    findings: int
    key_matters: int
    done: int
    staged: int
    open: int
    closed: int
    overdue: int
    measures: int
    measures_accepted: int


class InspectionDetail(InspectionView):
    rules_built: int | None
    checks_held: int | None
    totals: InspectionTotals


class TagView(_View):
    id: int
    version: int
    name: str
    active: bool


class Bucket(BaseModel):
    count: int
    count_is_capped: bool = False
    items: list[FindingSummary] = Field(description="至多 20 条")


class WaitingGroup(Bucket):
    kind: Waiting
    label: str


class WaitingForMe(BaseModel):
    count: int
    groups: list[WaitingGroup]


class UnitFigures(BaseModel):
    unit: Ref
    open: int
    overdue: int
    due_soon: int
    closed: int


class Today(BaseModel):
    """今日待办。"""

    today: date
    overdue: Bucket
    due_this_week: Bucket
    urged: Bucket
    waiting_for_me: WaitingForMe
    by_unit: list[UnitFigures]
