"""Wire shapes of the acts that only a petition has, and of those that set or stop a clock."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mingze.complaints.vocabulary import Outcome, PetitionClass
from mingze.findings.bodies import EntityId, Line, Prose, Reason, _Body
from mingze.kit.web import Day

Organ = Annotated[Line, Field(description="机关、单位名称,可以在本系统之外")]


class Accept(_Body):
    """受理,并确定事项类别;申诉求决类起算办理期限。"""

    action: Literal["accept"]
    petition_class: PetitionClass
    until: Day | None = Field(
        default=None,
        description="建议意见类、检举控告类可以由本机关确定办理的最后一日;申诉求决类按条例计算,不填",
    )
    note: Reason | None = None


class Forward(_Body):
    """转送下级机关、单位;对方的期限自转送之日起算,并告知信访人。"""

    action: Literal["forward"]
    unit_id: EntityId
    note: Reason = Field(
        description="告知信访人的内容", examples=["您反映的事项已转送青禾县卫生健康局办理。"]
    )


class ForwardOutside(_Body):
    """转送本系统以外的机关。"""

    action: Literal["forward_outside"]
    organ: Organ
    note: Reason = Field(description="告知信访人的内容")


class Refuse(_Body):
    """不予受理并告知。"""

    action: Literal["refuse"]
    reason: Reason = Field(description="不予受理的理由,以及应向谁提出")


class Object(_Body):
    """上级转送、交办的事项不属于本机关的,说明理由提出异议。"""

    action: Literal["object"]
    reason: Reason


class AgreeObjection(_Body):
    """转送机关同意退回。"""

    action: Literal["agree_objection"]
    document: Line | None = None
    note: Reason | None = None


class RejectObjection(_Body):
    """转送机关不同意退回。"""

    action: Literal["reject_objection"]
    document: Line | None = None
    note: Reason | None = None


class CallBack(_Body):
    """由转送的机关同意退回,收回办理。"""

    action: Literal["call_back"]
    note: Reason | None = None


class HandTo(_Body):
    """交承办单位办理;处理意见仍由本机关出具。"""

    action: Literal["hand_to"]
    unit_id: EntityId
    note: Reason | None = None


class IssueOpinion(_Body):
    """出具信访处理意见:载明请求、事实和理由、处理意见及依据。"""

    action: Literal["issue_opinion"]
    request_text: Prose = Field(description="信访请求")
    facts_text: Prose = Field(description="事实和理由")
    opinion_text: Prose = Field(description="处理意见(公开)")
    basis_text: Prose = Field(description="法律、法规、政策依据")
    inner_text: Prose = Field(description="办理情况(内部)")
    outcome: Literal[Outcome.SUPPORTED, Outcome.EXPLAINED, Outcome.NOT_SUPPORTED]
    delivered_on: Day | None = Field(default=None, description="已当面送达的填写;否则登记文书送达")


class _AskedOfOrgan(_Body):
    organ: Organ
    unit_id: EntityId | None = Field(default=None, description="该机关在本系统之内的,填写单位")
    requested_on: Day = Field(description="信访人提出请求的日期")
    received_on: Day = Field(description="该机关收到请求的日期")
    reason: Reason = Field(description="信访人的理由")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.received_on < self.requested_on:
            raise ValueError("收到请求的日期不能早于提出请求的日期")
        return self


class _OpinionOfOrgan(_Body):
    opinion: Prose
    upheld: bool = Field(description="是否维持原处理(复查)意见")
    document: Line = Field(description="文书名称和文号")
    issued_on: Day
    delivered_on: Day | None = Field(default=None, description="信访人收到的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.delivered_on is not None and self.delivered_on < self.issued_on:
            raise ValueError("送达日期不能早于出具日期")
        return self


class RequestReview(_AskedOfOrgan):
    """登记复查请求。"""

    action: Literal["request_review"]


class IssueReview(_OpinionOfOrgan):
    """登记复查意见。"""

    action: Literal["issue_review"]


class RequestRecheck(_AskedOfOrgan):
    """登记复核请求。"""

    action: Literal["request_recheck"]


class IssueRecheck(_OpinionOfOrgan):
    """登记复核意见:信访程序终结。"""

    action: Literal["issue_recheck"]


class _NotCounted(_Body):
    first: Day = Field(description="不计入期限的第一日")
    last: Day = Field(description="不计入期限的最后一日")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("结束日不能早于开始日")
        return self


class HoldHearing(_NotCounted):
    """登记听证所用的时间,不计入复核期限。"""

    action: Literal["hold_hearing"]
    note: Reason | None = None


class Conclude(_Body):
    """办理终结:期限内没有请求复查、复核,或信访人书面表示息访。"""

    action: Literal["conclude"]
    petitioner_agrees: bool = Field(default=False, description="信访人书面表示不再提出")
    note: Reason


class Divert(_Body):
    """分流到法定途径,并告知信访人。"""

    action: Literal["divert"]
    route: Literal["court", "reconsideration", "arbitration", "discipline"]
    note: Reason = Field(description="告知信访人的内容")


#: For the union of acts: what only a petition has.
PetitionAct = (
    Accept
    | Forward
    | ForwardOutside
    | Refuse
    | Object
    | AgreeObjection
    | RejectObjection
    | CallBack
    | HandTo
    | IssueOpinion
    | RequestReview
    | IssueReview
    | RequestRecheck
    | HoldHearing
    | IssueRecheck
    | Conclude
    | Divert
)


class Mediate(_Body):
    """转调解。人民调解由调解委员会受理;行政调解由卫生健康主管部门在期限内决定是否受理。"""

    action: Literal["mediate"]
    by: Literal["people", "administrative"]
    applied_on: Day
    note: Reason | None = None


class AcceptMediation(_Body):
    """登记调解的受理,起算调解期限。"""

    action: Literal["accept_mediation"]
    by: Literal["people", "administrative"]
    accepted_on: Day


class SuspendForAppraisal(_NotCounted):
    """登记鉴定所用的时间,不计入调解期限。"""

    action: Literal["suspend_for_appraisal"]
    note: Reason | None = None


#: For the union of acts: mediation of a complaint.
MediationAct = Mediate | AcceptMediation | SuspendForAppraisal
