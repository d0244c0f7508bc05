"""Wire shapes of the exchange with hotlines."""

from datetime import date, datetime
from typing import Annotated

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.complaints.bodies import Name, Phone, Text
from mingze.complaints.vocabulary import (
    ComplaintState,
    Matter,
    NotHandledReason,
    Outcome,
    Satisfaction,
    Substantiated,
)
from mingze.findings.bodies import Line, Prose, ShortLine
from mingze.hotline.rules import MOST_ITEMS
from mingze.hotline.vocabulary import HotlineRowAction, HotlineSource, HotlineStatus
from mingze.kit.web import Day, Instant

ExternalNo = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$"),
]
Round = Annotated[int, Field(ge=1, le=50)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HotlineCaller(_Body):
    """诉求人,说多少填多少;只给受理机关看,要求保密的办理单位看不到。"""

    name: Name | None = Field(default=None, examples=["王某"])
    phone: Phone | None = Field(default=None, examples=["13900000000"])
    address: Line | None = None
    relation: ShortLine | None = Field(default=None, description="与当事人的关系", examples=["患者家属"])


class HotlineOrderCreate(_Body):
    """一张工单的一轮。同一来源、编号、轮次只有一张:原样再发一次得到同样的回答,内容不同的为 409。"""

    source: HotlineSource
    external_no: ExternalNo = Field(description="热线的工单编号,在同一来源内不重复")
    round: Round = Field(default=1, description="第几轮:首次派单为 1,退回重办依次加一,不能跳过")
    title: Line | None = Field(default=None, description="工单标题;不填取内容的开头")
    text: Text = Field(description="诉求内容;重办的为本轮的诉求")
    wish: Prose | None = Field(default=None, description="诉求人希望怎样解决")
    matter: Matter = Field(default=Matter.COMPLAIN, description="诉求性质,决定办理时限")
    category_text: Line | None = Field(default=None, description="诉求类别,热线自己的说法")
    region_text: Line | None = Field(default=None, description="区划,热线自己的说法")
    about_unit_code: ShortLine | None = Field(
        default=None, description="被反映单位在本平台的单位编码;编码不对的为 422"
    )
    about_unit_name: Line | None = Field(
        default=None, description="被反映单位的名称;与全称、简称或曾用名一致的自动对应,否则由受理机关分办"
    )
    names_head: bool = Field(
        default=False, description="反映的是该单位主要负责人:由上一级受理,该单位及其下级看不到"
    )
    caller: HotlineCaller = HotlineCaller()
    confidential: bool = Field(default=False, description="诉求人要求保密")
    urgent: bool = Field(default=False, description="紧急工单,当日办理")
    dispatched_at: Instant | None = Field(default=None, description="派单时间,期限由此起算;不填为现在")
    due_at: Instant | None = Field(
        default=None, description="热线要求的办理时限(最迟答复的时刻);早于规定期限的以它为准"
    )
    dispatch_note: Prose | None = Field(default=None, description="派单说明")
    redo_reason: Prose | None = Field(default=None, description="退回重办的原因(第二轮起)")
    visit_back: Prose | None = Field(default=None, description="热线对上一轮的回访结果(第二轮起)")


class HotlineOrderReceipt(BaseModel):
    """收到的回执。"""

    id: int
    source: HotlineSource
    external_no: str = Field(examples=["YZ20261119000123"])
    round: int
    complaint_number: str = Field(description="本平台的投诉编号", examples=["TS2026-000123"])
    complaint_round: int = Field(description="本平台现在办到第几轮;另行登记的从 1 起")
    office_name: str = Field(description="受理机关", examples=["青禾县卫生健康局"])
    due_at: datetime | None = Field(description="热线要求的办理时限")
    received_at: datetime


class HotlineOrderView(BaseModel):
    """一张工单,原样保留热线所写的各项;不含诉求人是谁。"""

    id: int
    source: HotlineSource
    external_no: str
    round: int
    complaint_id: int | None = Field(description="可以查看这件投诉的为其编号,否则为 null")
    complaint_number: str
    complaint_round: int
    status: HotlineStatus
    state: ComplaintState
    title: str | None
    text: str
    wish: str | None
    matter: Matter
    category_text: str | None
    region_text: str | None
    about_unit_code: str | None
    about_unit_name: str | None = Field(description="热线填写的名称;只有编码的,是该编码的单位")
    names_head: bool
    confidential: bool
    urgent: bool
    dispatched_at: datetime | None
    due_at: datetime | None
    dispatch_note: str | None
    redo_reason: str | None
    visit_back: str | None
    received_at: datetime


class HotlineUpdateView(BaseModel):
    """一张工单在某一时刻的办理情况,可以告知诉求人;不含内部的办理情况。同一工单以 position 大的为准。"""

    position: int = Field(description="顺序号,只增不减")
    at: datetime
    source: HotlineSource
    external_no: str
    round: int
    complaint_number: str
    status: HotlineStatus
    state: ComplaintState = Field(description="本平台的办理状态,比 status 细")
    handling_unit: str | None = Field(description="主办单位")
    substantiated: Substantiated | None = Field(description="诉求属实")
    resolved: bool | None = Field(description="是否解决")
    unresolved_reason: str | None = Field(description="未解决原因")
    public_answer: str | None = Field(description="公开答复;不予处理的为告知的理由")
    not_handled_reason: NotHandledReason | None
    outcome: Outcome | None
    satisfaction: Satisfaction | None = Field(description="本平台回访的满意度")
    received_at: datetime
    answered_at: datetime | None
    visited_back_at: datetime | None
    closed_at: datetime | None
    pushed_at: datetime | None = Field(default=None, description="推送成功的时间;没有开通推送的为 null")
    push_error: str | None = Field(default=None, description="推送被对方拒绝的原因;仍可在此取得")


class HotlineUpdates(BaseModel):
    """从某个位置之后的全部变化。"""

    items: list[HotlineUpdateView]
    after: int = Field(description="下一次查询用的 after;请在处理完本页之后保存")
    has_more: bool = Field(description="为 true 时立即用新的 after 再查")


# --- lists in files --------------------------------------------------------------------------------------------


class HotlineFileForm(_Body):
    """热线导出的工单表。"""

    source: HotlineSource
    file: UploadFile = Field(
        description="XLSX,或 UTF-8、GB18030 编码的 CSV,至多 200 行;须有“工单编号”和“诉求内容”两列"
    )


class HotlineImportForm(HotlineFileForm):
    plan_digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="预览返回的 plan_digest"
    )


class HotlineRowError(BaseModel):
    column: str | None = Field(description="哪一列,按文件中的列名")
    message: str


class HotlineImportRow(BaseModel):
    row: int = Field(description="文件中的行号")
    external_no: str | None
    round: int | None
    title: str | None
    action: HotlineRowAction
    errors: list[HotlineRowError]


class HotlineImportTotals(BaseModel):
    """各行合计:rows = registered + redone + repeating + unchanged + errors。"""

    rows: int
    registered: int = Field(description="新登记")
    redone: int = Field(description="退回重办")
    repeating: int = Field(description="另行登记,重复于已不能重办的上一轮")
    unchanged: int = Field(description="已有,不变")
    errors: int = Field(description="有错误,不导入")


class HotlineImportPreview(BaseModel):
    plan_digest: str = Field(description="导入时原样带上:文件和台账都没有变才导入")
    totals: HotlineImportTotals
    rows: list[HotlineImportRow]
    ignored_columns: list[str] = Field(description="没有用到的列")


class HotlineImportDone(BaseModel):
    totals: HotlineImportTotals


# --- reconciliation --------------------------------------------------------------------------------------------


class HotlineListedOrder(_Body):
    external_no: ExternalNo
    round: Round = 1
    status: HotlineStatus | None = Field(default=None, description="热线一方的状态;不填只核对有无")


class HotlineReconcile(_Body):
    """热线一方在一段时间内的工单清单。"""

    source: HotlineSource
    first_day: Day = Field(description="清单从哪一天(收到)起")
    last_day: Day = Field(description="到哪一天止")
    orders: Annotated[list[HotlineListedOrder], Field(max_length=MOST_ITEMS)]


class HotlineReconcileForm(_Body):
    """热线一方的工单清单文件。"""

    source: HotlineSource
    first_day: date
    last_day: date
    file: UploadFile = Field(
        description="XLSX,或 UTF-8、GB18030 编码的 CSV;须有“工单编号”一列,可有“轮次”“状态”"
    )


class HotlineMissingThere(BaseModel):
    external_no: str
    round: int
    complaint_number: str
    status: HotlineStatus


class HotlineDifference(BaseModel):
    external_no: str
    round: int
    complaint_number: str
    theirs: HotlineStatus
    ours: HotlineStatus


class HotlineReconcileTotals(BaseModel):
    """合计:theirs = same + differing + missing_here + repeated + unreadable;ours = same + differing + missing_there。"""

    theirs: int = Field(description="对方清单的行数")
    ours: int = Field(description="本平台该时段的工单,及对方清单中本平台也有的工单")
    same: int
    differing: int = Field(description="双方都有而状态不同")
    missing_here: int = Field(description="对方有、本平台没有")
    missing_there: int = Field(description="本平台有、对方没有")
    repeated: int = Field(description="对方清单中重复的行")
    unreadable: int = Field(description="文件中读不懂的行")


class HotlineUnreadableRow(BaseModel):
    row: int
    message: str


class HotlineReconciliation(BaseModel):
    """核对结果,仅限可见范围内的工单。"""

    totals: HotlineReconcileTotals
    missing_here: list[HotlineListedOrder] = Field(description="请重发这些工单")
    missing_there: list[HotlineMissingThere]
    differing: list[HotlineDifference]
    unreadable: list[HotlineUnreadableRow] = []
