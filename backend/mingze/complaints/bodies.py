"""Wire shapes of complaints: what is sent."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from mingze.complaints.merging_bodies import MergingAct
from mingze.complaints.petition_bodies import MediationAct, PetitionAct
from mingze.complaints.vocabulary import (
    BarredWhy,
    Category,
    ComplaintChannel,
    ComplaintKind,
    Matter,
    NineRule,
    NotHandledReason,
    Outcome,
    PetitionClass,
    Satisfaction,
    Substantiated,
    TransferTarget,
)
from mingze.findings.bodies import EntityId, Line, Prose, Reason, ShortLine, _Body
from mingze.kit.web import Day, Instant

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000, pattern=r"^[^\x00]*$")
]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00]*$")
]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40, pattern=r"^[0-9+()() \-转]+$")
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=3, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+$"
    ),
]

#: 信访工作条例 20: of those who come together so many speak.
MAX_REPRESENTATIVES = 5


class ComplainantIn(_Body):
    """谁投诉的,说多少填多少;匿名的不填。"""

    name: Name | None = Field(default=None, examples=["王某"])
    phone: Phone | None = Field(default=None, examples=["13900000000"])
    address: Line | None = None
    email: Email | None = None
    relation: ShortLine | None = Field(default=None, description="本人、家属、职工等", examples=["患者家属"])


class ComplaintCreate(_Body):
    """登记一件投诉或信访事项。"""

    kind: ComplaintKind = ComplaintKind.COMPLAINT
    channel: ComplaintChannel
    matter: Matter = Matter.COMPLAIN
    petition_class: PetitionClass | None = Field(default=None, description="信访事项的类别,可以在受理时确定")
    category: Category | None = None
    nine_rule: NineRule | None = None
    urgent: bool = False
    about_unit_id: EntityId | None = Field(default=None, description="反映哪个单位;不填的由最上级机关受理")
    about_department_id: EntityId | None = Field(default=None, description="反映该单位的哪个科室,该科室回避")
    names_head: bool = Field(
        default=False, description="反映的是该单位主要负责人或该单位本身:由上一级受理,该单位及其下级看不到"
    )
    about_persons: Line | None = Field(default=None, description="反映的人,按投诉人的说法")
    named_account_ids: Annotated[list[EntityId], Field(max_length=20)] = Field(
        default=[], description="反映的人在本系统中的账户:看不到,也不能办理"
    )
    happened_on: Day | None = None
    subject: Line | None = Field(default=None, description="标题;不填取内容的开头")
    text: Text = Field(examples=["上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。"])
    wish: Prose | None = Field(default=None, description="希望怎样解决")
    people: int = Field(default=1, ge=1, le=100_000, description="几个人一起反映")
    representatives: int | None = Field(
        default=None,
        ge=1,
        le=MAX_REPRESENTATIVES,
        description="多人走访的代表人数,不超过 5 人(信访工作条例第二十条)",
    )
    confidential: bool = Field(default=False, description="诉求人要求保密:办理单位看不到是谁")
    from_superior: bool = False
    superior_document: Line | None = Field(default=None, description="上级交办的文号")
    received_at: Instant | None = Field(default=None, description="收到的时间,期限由此起算;不填为现在")
    complainant: ComplainantIn = ComplainantIn()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.petition_class is not None and self.kind is not ComplaintKind.PETITION:
            raise ValueError("只有信访事项填写信访类别")
        if self.names_head and self.about_unit_id is None:
            raise ValueError("反映主要负责人的,须填写单位")
        joint = self.kind is ComplaintKind.PETITION and self.channel is ComplaintChannel.VISIT
        if joint and self.people > MAX_REPRESENTATIVES and self.representatives is None:
            raise ValueError("多人走访的须推选不超过 5 人的代表(信访工作条例第二十条),请填写代表人数")
        return self


class ComplaintChange(_Body):
    """修改登记内容:没有出现的字段不变。"""

    matter: Matter = Matter.COMPLAIN
    petition_class: PetitionClass | None = None
    category: Category | None = None
    nine_rule: NineRule | None = None
    urgent: bool = False
    about_unit_id: EntityId | None = None
    about_department_id: EntityId | None = None
    names_head: bool = False
    about_persons: Line | None = None
    happened_on: Day | None = None
    subject: Line = Field(default="", description="标题")
    wish: Prose | None = None
    confidential: bool = False
    from_superior: bool = False
    superior_document: Line | None = None


class MessageCreate(_Body):
    text: Text = Field(examples=["我院正在核实当日的排班情况,三个工作日内向您答复。"])
    inner: bool = Field(default=False, description="只在办理人员之间,投诉人看不到")


class BarCreate(_Body):
    """谁看不到、不能办理:反映的人,或应当回避的人。"""

    account_id: EntityId | None = Field(default=None, description="不填为本人申请回避")
    why: BarredWhy = BarredWhy.RECUSED
    reason: Reason | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.account_id is None and self.why is not BarredWhy.RECUSED:
            raise ValueError("本人只能申请回避")
        return self


# --- acts ------------------------------------------------------------------------------------------------------


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
