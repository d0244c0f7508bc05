"""What the portal asks, in plain questions: each stands for a category and, where it is one, a rule of the nine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingze.complaints.vocabulary import Category, NineRule


class Concern(StrEnum):
    """What somebody has to say, as they would put it."""

    SERVICE = "service"
    PRICE = "price"
    QUALITY = "quality"
    OVERTREATMENT = "overtreatment"
    FAIRNESS = "fairness"
    PRIVACY = "privacy"
    REFERRAL = "referral"
    RED_PACKET = "red_packet"
    PAY = "pay"
    KICKBACK = "kickback"
    INSURANCE = "insurance"
    DONATION = "donation"
    EPIDEMIC = "epidemic"
    POLICY = "policy"
    VILLAGE_DOCTOR = "village_doctor"
    STAFF_RIGHTS = "staff_rights"
    FAMILY_PLANNING = "family_planning"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`tip`: this may rather be a tip-off, and who asks is told so."""

    text: str
    category: Category
    nine_rule: NineRule | None = None
    tip: bool = False


_C, _R = Category, NineRule
MEANINGS: Mapping[Concern, Meaning] = {
    Concern.SERVICE: Meaning("服务态度、排队等候、就医环境、办事流程", _C.CONDUCT),
    Concern.PRICE: Meaning("收费不清楚、不合理", _C.CONDUCT),
    Concern.QUALITY: Meaning("对诊断、治疗、用药有疑问,或认为治疗出了问题", _C.OTHER),
    Concern.OVERTREATMENT: Meaning("做了不必要的检查、开了不必要的药", _C.CONDUCT, _R.OVERTREATMENT),
    Concern.FAIRNESS: Meaning("插队、托关系、号贩子,看病不公平", _C.CONDUCT, _R.FAIRNESS),
    Concern.PRIVACY: Meaning("病情、身份等个人信息被泄露", _C.CONDUCT, _R.PRIVACY),
    Concern.REFERRAL: Meaning("被介绍到别处看病、买药、做检查,怀疑有好处", _C.CONDUCT, _R.REFERRAL),
    Concern.RED_PACKET: Meaning("索要或收受红包、礼品、宴请", _C.CONDUCT, _R.RED_PACKET, tip=True),
    Concern.PAY: Meaning("开单、开药拿提成", _C.CONDUCT, _R.PAY, tip=True),
    Concern.KICKBACK: Meaning("收受药品、器械企业的回扣", _C.CONDUCT, _R.KICKBACK, tip=True),
    Concern.INSURANCE: Meaning("虚假住院、虚开药品等骗取医保", _C.CONDUCT, _R.INSURANCE, tip=True),
    Concern.DONATION: Meaning("违规接受捐赠、资助", _C.CONDUCT, _R.DONATION, tip=True),
    Concern.EPIDEMIC: Meaning("传染病防控、预防接种", _C.EPIDEMIC),
    Concern.POLICY: Meaning("咨询卫生健康政策", _C.POLICY),
    Concern.VILLAGE_DOCTOR: Meaning("乡村医生的执业、报酬、养老", _C.VILLAGE_DOCTOR),
    Concern.STAFF_RIGHTS: Meaning("医护人员的工资、聘用、职称等权益", _C.STAFF_RIGHTS),
    Concern.FAMILY_PLANNING: Meaning("计划生育手术后遗症、奖励扶助", _C.FAMILY_PLANNING),
    Concern.OTHER: Meaning("其他,或说不清楚", _C.OTHER),
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "portal_concern": {concern: meaning.text for concern, meaning in MEANINGS.items()},
}
