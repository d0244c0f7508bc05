"""Wire shapes of the acts on a complaint: what is sent under `action`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mingze.complaints.merging_bodies import MergingAct
from mingze.complaints.petition_bodies import MediationAct, PetitionAct
from mingze.complaints.vocabulary import (
    NotHandledReason,
    Outcome,
    PetitionClass,
    Satisfaction,
    Substantiated,
    TransferTarget,
)
from mingze.findings.bodies import EntityId, Line, Prose, Reason, _Body
from mingze.kit.web import Day


class Assign(_Body):
    """交办:确定主办单位,可以同时确定协办单位。"""

    action: Literal["assign"]
    unit_id: EntityId
    assisting: Annotated[list[EntityId], Field(max_length=10)] = []
    designated: bool = Field(default=False, description="指定办理:不能退单")
    note: Reason | None = None


class Sign(_Body):
    """签收。"""

    action: Literal["sign"]


class AskReturn(_Body):
    """申请退单:每个单位一次,须说明理由。"""

    action: Literal["ask_return"]
    reason: Reason


class ApproveReturn(_Body):
    """同意退单,回到待分办。"""

    action: Literal["approve_return"]
    note: Reason | None = None


class RefuseReturn(_Body):
    """不同意退单,视为签收。"""

    action: Literal["refuse_return"]
    note: Reason


class Reassign(_Body):
    """改派给另一个单位。"""

    action: Literal["reassign"]
    unit_id: EntityId
    designated: bool = False
    reason: Reason


class AddAssisting(_Body):
    """增加协办单位。"""

    action: Literal["add_assisting"]
    unit_ids: Annotated[list[EntityId], Field(min_length=1, max_length=10)]
    note: Reason | None = None


class ReportAssisting(_Body):
    """协办单位向主办单位反馈情况。"""

    action: Literal["report_assisting"]
    report: Prose


class MarkComplex(_Body):
    """列为多部门协同:按较长的期限办理。"""

    action: Literal["mark_complex"]
    reason: Reason


class AskExtension(_Body):
    """到期之前申请延期。"""

    action: Literal["ask_extension"]
    clock_id: EntityId
    quantity: int = Field(ge=1, le=366, description="延长多少,单位随该期限(天、工作日)")
    reason: Reason


class DecideExtension(_Body):
    """审批延期;批准的须告知投诉人理由。"""

    action: Literal["decide_extension"]
    approve: bool
    note: Reason | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.approve and not self.note:
            raise ValueError("不批准须写明理由")
        return self


class _Answering(_Body):
    inner_text: Prose = Field(description="办理情况,内部")
    public_text: Prose = Field(description="公开答复,投诉人看到的")
    substantiated: Substantiated | None = Field(default=None, description="诉求是否属实")
    resolved: bool | None = Field(default=None, description="是否解决")
    unresolved_reason: Reason | None = None

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.resolved is False and not self.unresolved_reason:
            raise ValueError("没有解决的,须说明原因")
        return self


class SettleOnSpot(_Answering):
    """当场处理并答复。"""

    action: Literal["settle_on_spot"]


class Answer(_Answering):
    """答复:办理情况和公开答复分开写。"""

    action: Literal["answer"]


class Settle(_Answering):
    """登记协商、调解或诉讼的结果。"""

    action: Literal["settle"]
    outcome: Literal[Outcome.NEGOTIATED, Outcome.MEDIATED, Outcome.COURT]


class Park(_Body):
    """挂账:短期内不能解决,说明理由和复查的日期。"""

    action: Literal["park"]
    until: Day
    reason: Reason


class Unpark(_Body):
    """恢复办理。"""

    action: Literal["unpark"]
    note: Reason | None = None


class Negotiate(_Body):
    """转双方协商。"""

    action: Literal["negotiate"]
    note: Reason | None = None


class Litigate(_Body):
    """转诉讼。"""

    action: Literal["litigate"]
    note: Reason


class TakeBack(_Body):
    """没有达成一致,继续办理。"""

    action: Literal["take_back"]
    note: Reason


class VisitBack(_Body):
    """回访投诉人。"""

    action: Literal["visit_back"]
    satisfaction: Satisfaction | None = Field(default=None, description="没有联系上的不填")
    text: Prose | None = Field(default=None, description="投诉人的意见")
    resolved: bool | None = None


class Close(_Body):
    """办结:满意,或依法办结、不满意、已解释说明。"""

    action: Literal["close"]
    outcome: Literal[Outcome.SATISFIED, Outcome.EXPLAINED]
    explanation: Reason | None = Field(default=None, description="不满意的,向投诉人作了什么解释说明")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.outcome is Outcome.EXPLAINED and not self.explanation:
            raise ValueError("依法办结而投诉人不满意的,须写明解释说明的情况")
        return self


class Redo(_Body):
    """退回重办,进入下一轮。"""

    action: Literal["redo"]
    reason: Reason
    unit_id: EntityId | None = Field(default=None, description="改由哪个单位主办;不填为原主办单位")


class NotHandle(_Body):
    """不予处理,并告知投诉人理由。"""

    action: Literal["not_handle"]
    reason: NotHandledReason
    explanation: Reason = Field(description="告知投诉人的内容:为什么,可以向哪里提出")


class Transfer(_Body):
    """移送其他机关或渠道。"""

    action: Literal["transfer"]
    to: TransferTarget
    organ: Line | None = Field(default=None, description="接收的机关")
    reason: Reason


class ToPetition(_Body):
    """转为信访事项:编号、查询码和材料不变,改按信访程序和期限办理。"""

    action: Literal["to_petition"]
    petition_class: PetitionClass | None = None
    reason: Reason


class Withdraw(_Body):
    """登记本人撤回。"""

    action: Literal["withdraw"]
    note: Reason = Field(description="何时、以何种方式撤回")


class Urge(_Body):
    """催办。"""

    action: Literal["urge"]
    note: Reason | None = None


class Supervise(_Body):
    """督办:由分管领导确定办理的期限。"""

    action: Literal["supervise"]
    until: Day = Field(description="督办要求的最后一日")
    reason: Reason


ComplaintAct = Annotated[
    Assign
    | Sign
    | AskReturn
    | ApproveReturn
    | RefuseReturn
    | Reassign
    | AddAssisting
    | ReportAssisting
    | MarkComplex
    | AskExtension
    | DecideExtension
    | SettleOnSpot
    | Answer
    | Settle
    | Park
    | Unpark
    | Negotiate
    | Litigate
    | TakeBack
    | VisitBack
    | Close
    | Redo
    | NotHandle
    | Transfer
    | ToPetition
    | Withdraw
    | Urge
    | Supervise
    | MergingAct
    | MediationAct
    | PetitionAct,
    Field(discriminator="action"),
]
