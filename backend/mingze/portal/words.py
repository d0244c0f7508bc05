"""What the portal says of where a complaint stands, in the words of everyday. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingze.acceptances.vocabulary import VERDICT_LABELS
from mingze.complaints.labels import LETTER_KIND_LABELS
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, Matter, Satisfaction
from mingze.portal.vocabulary import MEANINGS
from mingze.suggestions.vocabulary import GIVER_LABELS

_S = ComplaintState


#: What whoever complained is told of where it stands.
STATE_WORDS: Mapping[ComplaintState, str] = {
    _S.REGISTERED: "已经收到,正在确定由哪个单位办理。",
    _S.TO_SIGN: "已经交给办理单位,等待其签收。",
    _S.RETURN_REQUESTED: "办理单位认为不归其负责,正在核定由谁办理。",
    _S.INVESTIGATING: "办理单位正在调查处理。",
    _S.PARKED: "一时不能解决,已列入持续督办,到期会继续办理并告诉您进展。",
    _S.NEGOTIATING: "正由您和医疗机构双方协商。",
    _S.MEDIATION: "正由医疗纠纷人民调解组织调解。",
    _S.LITIGATION: "已进入诉讼,以法院的处理为准。",
    _S.ANSWERED: "已经答复,请在下面查看。您可以评价;不满意可以提出异议。",
    _S.VISITED_BACK: "已经答复并回访。还有意见的,可以在下面提出异议。",
    _S.CLOSED: "已经办结。",
    _S.NOT_HANDLED: "不作为投诉处理,原因见下。",
    _S.TRANSFERRED: "已移送有权处理的机关,去向见下。",
    _S.MERGED: "与反映同一问题的其他来信合并办理,结果会同时告诉您。",
    _S.OBJECTED: "正在与转来的机关核定由谁办理。",
    _S.GIVEN_BACK: "已退回转来的机关,由其另行转送。",
    _S.HANDLING: "已经受理,正在办理。",
    _S.FORWARDED: "已转送有权处理的机关,去向见下。",
    _S.REFUSED: "不予受理,原因和可以走的途径见下。",
    _S.OPINION_ISSUED: "已出具处理意见。不服的,可以自收到之日起 30 日内请求复查。",
    _S.REVIEWING: "正在复查。",
    _S.REVIEWED: "已出具复查意见。不服的,可以自收到之日起 30 日内请求复核。",
    _S.RECHECKING: "正在复核。",
    _S.FINAL: "已经办理终结。",
    _S.DIVERTED: "应当通过其他法定途径解决,途径见下。",
}
SATISFACTION_WORDS: Mapping[Satisfaction, str] = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.MOSTLY: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways to begin: what it makes of what is written."""

    title: str
    kind: ComplaintKind = ComplaintKind.COMPLAINT
    matter: Matter = Matter.COMPLAIN


WAYS: Mapping[str, Way] = {
    "complain": Way("投诉"),
    "petition": Way("信访", kind=ComplaintKind.PETITION),
    "consult": Way("咨询求助", matter=Matter.CONSULT),
    "comment": Way("对公开的整改情况提意见", matter=Matter.COMMENT),
}
FIELD_WORDS: Mapping[str, str] = {
    "unit": "单位",
    "concern": "问题",
    "text": "内容",
    "happened_on": "发生日期",
    "wish": "希望怎样解决",
    "about_persons": "涉及的科室或人员",
    "name": "姓名",
    "phone": "电话",
    "address": "住址",
    "relation": "与此事的关系",
    "giver": "您的身份",
    "contact": "联系方式",
}

#: For the templates.
WORDS: Mapping[str, Any] = {
    "verdict": VERDICT_LABELS,
    "concerns": MEANINGS,
    "state": STATE_WORDS,
    "satisfaction": SATISFACTION_WORDS,
    "ways": WAYS,
    "field": FIELD_WORDS,
    "letter": LETTER_KIND_LABELS,
    "giver": GIVER_LABELS,
}
