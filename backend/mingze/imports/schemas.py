"""Wire shapes of imports."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.findings.schemas import ActionView, Ref
from mingze.findings.vocabulary import Part, Severity, Source
from mingze.imports.difference_schemas import EarlierImport, GoneFinding, RowDifference
from mingze.imports.reading import ACCEPTED
from mingze.imports.reading_bodies import Figures, PlanBody
from mingze.imports.reading_schemas import FigureView, OutlineView, PlanView, SpanPair
from mingze.imports.rules import MAX_MEASURES, MAX_ROWS, MAX_UNITS
from mingze.imports.vocabulary import DocumentKind, ImportState, ReadStatus, RowDecision

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=50_000)]
EntityId = Annotated[int, Field(ge=1, le=2**53)]


class _Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


# --- what is sent -------------------------------------------------------------------------------------------


class DocumentForm(BaseModel):
    file: UploadFile = Field(description=ACCEPTED, examples=["通报.docx"])


class ImportForm(DocumentForm):
    unit_id: int | None = Field(
        default=None, ge=1, le=2**53, description="为哪个单位导入;在多个单位任经办人时必填"
    )


class InspectionFields(_Body):
    """巡察. `from` and `to`: the days it began and ended."""

    model_config = ConfigDict(populate_by_name=True)

    body: Line | None = Field(examples=["六届市委第二巡察组"])
    from_: date | None = Field(alias="from", examples=["2025-03-03"])
    to: date | None = Field(examples=["2025-04-30"])
    feedback_on: date | None = Field(examples=["2025-06-12"], description="反馈日期")


class ImportChange(_Body):
    """未给出的字段不变。"""

    title: Line | None = Field(default=None, examples=["关于巡察整改进展情况的通报"])
    issuer: Line | None = None
    document_number: Line | None = None
    issued_on: date | None = None
    inspection: InspectionFields | None = Field(default=None, description="null 表示不登记巡察")
    inspection_source: Source | None = Field(default=None, description="问题来源;入账前必须选定")
    compares_with: EntityId | None = Field(
        default=None, description="与哪次导入(本单位已入账的)对比;null 表示不对比,全部作为新内容"
    )
    plan: PlanBody | None = Field(default=None, description="校正后的方案,整体替换(仅工作方案)")
    figures: Figures | None = Field(default=None, description="校正后的数据,整体替换(仅年度报告)")


class RowUnit(_Body):
    unit_id: EntityId
    part: Part = Part.ANSWERING


class RowChange(_Body):
    """未给出的字段不变。"""

    section: Line | None = None
    group: Line | None = None
    number: Line | None = None
    problem: Prose | None = Field(default=None, examples=["补助资金拨付偏慢。"])
    measures: Annotated[list[Prose], Field(max_length=MAX_MEASURES)] | None = Field(
        default=None, description="整改措施的各部分;空白的部分不保留"
    )
    progress: Prose | None = None
    status: ReadStatus | None = None
    owner: Line | None = None
    unit_text: Line | None = Field(default=None, description="文件写明的责任单位或科室")
    due_on: date | None = None
    key_matter: bool = False
    severity: Severity | None = None
    tags: Annotated[list[EntityId], Field(max_length=20)] | None = None
    amount: Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)] | None = None
    units: Annotated[list[RowUnit], Field(max_length=MAX_UNITS)] | None = None
    decision: RowDecision | None = Field(
        default=None, description="台账已有的问题如何处理;null:没有冲突的采用文件内容,有冲突的须选定"
    )


class RowSplit(_Body):
    """从整改措施之间拆、从问题文字中间拆,或两者同时。"""

    at_measure: int | None = Field(
        default=None, ge=1, le=MAX_MEASURES, examples=[1], description="自第几条措施起(从 0 数)归入第二行"
    )
    problem_parts: Annotated[list[Prose], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="问题文字拆成的两段,合起来须是原文"
    )


_RowIds = Annotated[list[EntityId], Field(min_length=1, max_length=MAX_ROWS, examples=[[1, 2]])]


class RowsMerge(_Body):
    row_ids: Annotated[list[EntityId], Field(min_length=2, max_length=50, examples=[[1, 2]])]


class RowsAssign(_Body):
    """批量指定单位和期限:给出的单位取代原有的,未给出的不变。"""

    row_ids: _RowIds
    units: Annotated[list[RowUnit], Field(max_length=MAX_UNITS)] = []
    due_on: date | None = None


class RowsDecide(_Body):
    """批量选定如何处理台账已有的问题。"""

    row_ids: _RowIds
    decision: RowDecision | None


# --- what is answered ---------------------------------------------------------------------------------------


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class FileRef(_View):
    id: int = Field(description="附件编号,可由 /attachments/{id}/content 下载")
    name: str
    size: int
    sha256: str


class StatedInspection(_View):
    """The inspection as the document states it; it is in the ledger only after the confirmation."""

    model_config = ConfigDict(populate_by_name=True)

    body: str | None
    from_: date | None = Field(alias="from")
    to: date | None
    feedback_on: date | None


class WarningView(_View):
    code: str = Field(examples=["duplicate_body"])
    message: str
    span: SpanPair | None


class MismatchView(_View):
    field: str = Field(examples=["findings_done"], description="totals 中的字段")
    stated: int = Field(description="文件自报")
    counted: int = Field(description="按草稿各行计算")


class ImportSummary(_View):
    """A draft in a list."""

    id: int
    version: int
    state: ImportState
    unit: Ref = Field(description="为哪个单位导入")
    file: FileRef
    kind: DocumentKind
    title: str | None
    issuer: str | None
    document_number: str | None
    issued_on: date | None
    rows_count: int = Field(description="将入账的行数")
    dropped_count: int
    created_by: Ref = Field(description="上传文件的人")
    kept_by: Ref = Field(description="现由谁经办;移交后为接手人")
    created_at: datetime
    updated_at: datetime
    confirmed_at: datetime | None
    inspection_id: int | None = Field(description="入账后登记的巡察")
    document_id: int | None = Field(description="入账后登记的来源文件")


class ImportDraftView(ImportSummary):
    """A draft whole, but for its text and its rows."""

    inspection: StatedInspection | None
    inspection_source: Source | None
    totals: dict[str, int | None] = Field(description="文件自报的数,不是计算得出的")
    mismatches: list[MismatchView] = Field(description="自报的数与各行不符之处;不妨碍入账")
    warnings: list[WarningView]
    unread: list[SpanPair] = Field(description="未归入任何字段的原文")
    spans: dict[str, Any] = Field(description="文件各字段在原文中的起止(字符)")
    text_length: int
    same_file_as: int | None = Field(description="同一文件先前的导入")
    outline: list[OutlineView] = Field(description="各级标题")
    plan: PlanView | None = Field(description="工作方案的内容")
    figures: list[FigureView] = Field(description="年度报告的数据")
    earlier: list[EarlierImport] = Field(description="本单位已入账、看来是同一份文件的导入,新的在前")
    compares_with: int | None = Field(description="正与哪次导入对比;各行的 difference 以它为准")
    gone: list[GoneFinding]
    allowed_actions: list[ActionView]


class ImportText(BaseModel):
    text: str = Field(description="提取出的全文;所有起止位置以它为准")


class RowUnitView(_View):
    unit_id: int
    name: str
    part: Part


class ImportRowView(_View):
    id: int
    version: int
    ordinal: int
    dropped: bool
    section: str | None
    group: str | None
    number: str | None
    problem: str
    measures: list[str]
    progress: str | None
    status: ReadStatus | None
    status_text: str | None = Field(description="文件中的原话")
    owner: str | None
    unit_text: str | None
    due_on: date | None
    key_matter: bool
    span: SpanPair | None
    spans: dict[str, Any] = Field(description="各字段在原文中的起止(字符);多处的为列表")
    units: list[RowUnitView]
    severity: Severity | None
    tags: list[int]
    amount: Decimal | None
    edited: list[str] = Field(description="与文件不同的字段")
    original: dict[str, Any] = Field(description="这些字段在文件中原来的内容")
    decision: RowDecision | None
    difference: RowDifference | None = Field(description="与上次导入及台账的差异;没有对比或已删除的行为 null")


class ImportRowChanged(ImportRowView):
    draft_version: int = Field(description="草稿现在的版本;比已知的大 1 即没有他人改动")


class ImportRows(BaseModel):
    items: list[ImportRowView]
    draft_version: int


class Confirmed(BaseModel):
    finding_ids_count: int = Field(description="新入账的问题数")
    updated_count: int = Field(default=0, description="按文件更新的问题数")
    asked_count: int = Field(default=0, description="其中有更正须分管领导审批的")
    unchanged_count: int = Field(default=0, description="没有变化的问题数")
    kept_count: int = Field(default=0, description="有变化而保留台账内容的问题数")
    gone: list[GoneFinding] = Field(default=[], description="文件中不再出现的问题;台账中保持不变")
    unassigned_count: int = Field(description="新入账而尚未指定责任单位的")
    inspection_id: int | None
    document_id: int
    mismatches: list[MismatchView]


# --- the reader's answer --------------------------------------------------------------------------------------


class ReadFinding(_View):
    section: str | None
    group: str | None
    number: str | None
    problem: str
    measures: list[str]
    progress: str | None
    status: ReadStatus | None
    status_text: str | None
    owner: str | None
    unit: str | None
    due: date | None
    key_matter: bool
    span: SpanPair
    spans: dict[str, Any]


class ReadAnswer(_View):
    """What a document says: nothing is guessed, what is not in the text is null."""

    file: str
    kind: DocumentKind
    title: str | None
    aliases: list[str]
    issuer: str | None
    document_number: str | None
    issued_on: date | None
    printed_on: date | None
    published_on: date | None
    outline: list[OutlineView]
    inspection: StatedInspection | None
    totals: dict[str, int | None]
    findings: list[ReadFinding]
    plan: PlanView | None
    figures: list[FigureView]
    spans: dict[str, Any]
    warnings: list[WarningView]
    unread: list[SpanPair]
    text: str | None = Field(default=None, description="with_text 为真时给出")
