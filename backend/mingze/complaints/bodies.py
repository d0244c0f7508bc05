"""Wire shapes of complaints: what is sent."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from mingze.complaints.vocabulary import (
    BarredWhy,
    Category,
    ComplaintChannel,
    ComplaintKind,
    Matter,
    NineRule,
    PetitionClass,
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
