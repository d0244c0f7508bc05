"""How the words of complaints and petitions are called in Chinese. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from mingze.complaints.vocabulary import (
    BarredWhy,
    Category,
    ClockState,
    ComplaintChannel,
    ComplaintFigure,
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
    WithoutField,
)

COMPLAINT_KIND_LABELS: Mapping[StrEnum, str] = {
    ComplaintKind.COMPLAINT: "投诉",
    ComplaintKind.PETITION: "信访事项",
}
COMPLAINT_CHANNEL_LABELS: Mapping[StrEnum, str] = {
    ComplaintChannel.PORTAL: "网上门户",
    ComplaintChannel.PHONE: "来电",
    ComplaintChannel.VISIT: "来访",
    ComplaintChannel.LETTER: "来信",
    ComplaintChannel.MAILBOX: "意见箱",
    ComplaintChannel.LEADER_LINE: "领导热线、信箱",
    ComplaintChannel.HOTLINE_12345: "12345热线",
    ComplaintChannel.HOTLINE_12320: "12320热线",
    ComplaintChannel.MEDIA: "媒体",
    ComplaintChannel.SUPERIOR: "上级交办",
    ComplaintChannel.OTHER: "其他",
}
MATTER_LABELS: Mapping[StrEnum, str] = {
    Matter.COMPLAIN: "投诉",
    Matter.HELP: "求助",
    Matter.CONSULT: "咨询",
    Matter.SUGGEST: "建议",
    Matter.REPORT: "举报",
    Matter.COMMENT: "对整改情况的意见",
}
PETITION_CLASS_LABELS: Mapping[StrEnum, str] = {
    PetitionClass.SUGGESTION: "建议意见类",
    PetitionClass.ACCUSATION: "检举控告类",
    PetitionClass.APPEAL: "申诉求决类",
}
CATEGORY_LABELS: Mapping[StrEnum, str] = {
    Category.EPIDEMIC: "疫情防控",
    Category.POLICY: "政策咨询",
    Category.CONDUCT: "行业作风",
    Category.VILLAGE_DOCTOR: "乡村医生执业",
    Category.STAFF_RIGHTS: "医护人员权益",
    Category.FAMILY_PLANNING: "计生后遗症",
    Category.OTHER: "其他信访",
}
NINE_RULE_LABELS: Mapping[StrEnum, str] = {
    NineRule.PAY: "合法按劳取酬,不接受商业提成",
    NineRule.INSURANCE: "严守诚信原则,不参与欺诈骗保",
    NineRule.OVERTREATMENT: "依据规范行医,不实施过度诊疗",
    NineRule.DONATION: "遵守工作规程,不违规接受捐赠",
    NineRule.PRIVACY: "恪守保密准则,不泄露患者隐私",
    NineRule.REFERRAL: "服从诊疗需要,不牟利转介患者",
    NineRule.FAIRNESS: "维护诊疗秩序,不破坏就医公平",
    NineRule.RED_PACKET: "共建和谐关系,不收受患方“红包”",
    NineRule.KICKBACK: "恪守交往底线,不收受企业回扣",
}
COMPLAINT_STATE_LABELS: Mapping[StrEnum, str] = {
    ComplaintState.REGISTERED: "待分办",
    ComplaintState.TO_SIGN: "待签收",
    ComplaintState.RETURN_REQUESTED: "申请退单",
    ComplaintState.INVESTIGATING: "调查处理中",
    ComplaintState.PARKED: "挂账",
    ComplaintState.NEGOTIATING: "双方协商中",
    ComplaintState.MEDIATION: "调解中",
    ComplaintState.LITIGATION: "诉讼中",
    ComplaintState.ANSWERED: "已答复",
    ComplaintState.VISITED_BACK: "已回访",
    ComplaintState.CLOSED: "已办结",
    ComplaintState.NOT_HANDLED: "不予处理",
    ComplaintState.TRANSFERRED: "已移送",
    ComplaintState.MERGED: "已并案",
    ComplaintState.OBJECTED: "已提出异议",
    ComplaintState.GIVEN_BACK: "已退回转送机关",
    ComplaintState.HANDLING: "已受理,办理中",
    ComplaintState.FORWARDED: "已转送",
    ComplaintState.REFUSED: "不予受理",
    ComplaintState.OPINION_ISSUED: "已出具处理意见",
    ComplaintState.REVIEWING: "复查中",
    ComplaintState.REVIEWED: "已出具复查意见",
    ComplaintState.RECHECKING: "复核中",
    ComplaintState.FINAL: "已终结",
    ComplaintState.DIVERTED: "已分流",
}
OUTCOME_LABELS: Mapping[StrEnum, str] = {
    Outcome.SATISFIED: "办结,满意",
    Outcome.EXPLAINED: "依法办结,不满意,已解释说明",
    Outcome.NEGOTIATED: "协商一致",
    Outcome.MEDIATED: "调解达成协议",
    Outcome.COURT: "法院裁判",
    Outcome.WITHDRAWN: "本人撤回",
    Outcome.SUPPORTED: "予以支持",
    Outcome.NOT_SUPPORTED: "不予支持",
}
SUBSTANTIATED_LABELS: Mapping[StrEnum, str] = {
    Substantiated.YES: "属实",
    Substantiated.PARTLY: "部分属实",
    Substantiated.NO: "不属实",
}
SATISFACTION_LABELS: Mapping[StrEnum, str] = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.MOSTLY: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
}
NOT_HANDLED_LABELS: Mapping[StrEnum, str] = {
    NotHandledReason.IN_COURT: "已提起诉讼或已有裁判",
    NotHandledReason.IN_MEDIATION: "已进入第三方调解",
    NotHandledReason.VAGUE: "没有明确对象和具体事实",
    NotHandledReason.CONCLUDED: "已依法办结,没有新的事实和理由",
    NotHandledReason.POLICE: "属于治安或刑事案件",
    NotHandledReason.OUT_OF_SCOPE: "不属于投诉处理范围",
    NotHandledReason.IN_PETITION: "已进入信访程序",
    NotHandledReason.STATUTORY_ROUTE: "应通过其他法定途径解决",
}
TRANSFER_LABELS: Mapping[StrEnum, str] = {
    TransferTarget.TIP: "转检举控告渠道",
    TransferTarget.DISCIPLINE: "移送纪检监察机关",
    TransferTarget.POLICE: "移送公安机关",
    TransferTarget.OTHER_OFFICE: "移送其他部门",
}
UNIT_PART_LABELS: Mapping[StrEnum, str] = {ComplaintPart.LEAD: "主办", ComplaintPart.ASSIST: "协办"}
SIDE_LABELS: Mapping[StrEnum, str] = {Side.COMPLAINANT: "投诉人", Side.HANDLER: "办理单位"}
BARRED_LABELS: Mapping[StrEnum, str] = {BarredWhy.NAMED: "被反映人", BarredWhy.RECUSED: "回避"}
COMPLAINT_REQUEST_KIND_LABELS: Mapping[StrEnum, str] = {
    ComplaintRequestKind.RETURN: "申请退单",
    ComplaintRequestKind.EXTENSION: "申请延期",
}
COMPLAINT_REQUEST_STATE_LABELS: Mapping[StrEnum, str] = {
    ComplaintRequestState.ASKED: "待审批",
    ComplaintRequestState.APPROVED: "已批准",
    ComplaintRequestState.REFUSED: "不批准",
    ComplaintRequestState.LAPSED: "自行失效",
}
CLOCK_STATE_LABELS: Mapping[StrEnum, str] = {
    ClockState.RUNNING: "计时中",
    ClockState.WAITING: "工作日历尚未公布",
    ClockState.MET: "已完成",
    ClockState.CANCELLED: "不再计时",
}
LETTER_KIND_LABELS: Mapping[StrEnum, str] = {
    LetterKind.ACCEPTANCE: "受理告知书",
    LetterKind.FORWARDING: "转送告知书",
    LetterKind.REFUSAL: "不予受理(处理)告知书",
    LetterKind.ONE_TIME: "一次性告知书",
    LetterKind.EXTENSION: "延期告知书",
    LetterKind.REPEAT: "重复事项告知书",
    LetterKind.ANSWER: "答复意见书",
    LetterKind.OPINION: "信访处理意见书",
    LetterKind.REVIEW: "复查意见书",
    LetterKind.RECHECK: "复核意见书",
}
DELIVERY_LABELS: Mapping[StrEnum, str] = {
    Delivery.PORTAL: "网上送达",
    Delivery.IN_PERSON: "当面送达",
    Delivery.POST: "邮寄",
    Delivery.LEFT: "留置送达",
    Delivery.PHONE: "电话告知",
}

COMPLAINT_FIGURE_LABELS: Mapping[StrEnum, str] = {
    ComplaintFigure.MATTERS: "事项数",
    ComplaintFigure.MERGED: "并案",
    ComplaintFigure.FIRST: "初次",
    ComplaintFigure.REPEAT: "重复",
    ComplaintFigure.FROM_SUPERIOR: "上级交办",
    ComplaintFigure.SUPERVISED: "督办",
    ComplaintFigure.IN_TIME: "按期答复",
    ComplaintFigure.LATE: "逾期",
    ComplaintFigure.NOT_DUE: "未到期",
    ComplaintFigure.NO_CLOCK: "无答复时限",
    ComplaintFigure.RESOLVED: "已解决",
    ComplaintFigure.NOT_RESOLVED: "未解决",
    ComplaintFigure.SATISFIED: "满意",
    ComplaintFigure.MOSTLY_SATISFIED: "基本满意",
    ComplaintFigure.DISSATISFIED: "不满意",
}
WITHOUT_LABELS: Mapping[StrEnum, str] = {
    WithoutField.ABOUT_UNIT: "未指明单位",
    WithoutField.CATEGORY: "未分类",
    WithoutField.NINE_RULE: "不涉及九项准则",
    WithoutField.PETITION_CLASS: "不是信访事项或未分类",
    WithoutField.OUTCOME: "尚无办理结果",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "complaint_kind": COMPLAINT_KIND_LABELS,
    "complaint_channel": COMPLAINT_CHANNEL_LABELS,
    "complaint_matter": MATTER_LABELS,
    "petition_class": PETITION_CLASS_LABELS,
    "complaint_category": CATEGORY_LABELS,
    "nine_rule": NINE_RULE_LABELS,
    "complaint_state": COMPLAINT_STATE_LABELS,
    "complaint_outcome": OUTCOME_LABELS,
    "substantiated": SUBSTANTIATED_LABELS,
    "satisfaction": SATISFACTION_LABELS,
    "not_handled_reason": NOT_HANDLED_LABELS,
    "transfer_target": TRANSFER_LABELS,
    "complaint_unit_part": UNIT_PART_LABELS,
    "complaint_side": SIDE_LABELS,
    "barred_why": BARRED_LABELS,
    "complaint_request_kind": COMPLAINT_REQUEST_KIND_LABELS,
    "complaint_request_state": COMPLAINT_REQUEST_STATE_LABELS,
    "clock_state": CLOCK_STATE_LABELS,
    "letter_kind": LETTER_KIND_LABELS,
    "letter_delivery": DELIVERY_LABELS,
    "complaint_figure": COMPLAINT_FIGURE_LABELS,
    "complaint_without": WITHOUT_LABELS,
}
