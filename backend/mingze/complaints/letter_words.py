"""The words of letters before anybody edits them, filled in from the case. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingze.complaints.labels import (
    COMPLAINT_CHANNEL_LABELS,
    NOT_HANDLED_LABELS,
    SUBSTANTIATED_LABELS,
    TRANSFER_LABELS,
)
from mingze.complaints.vocabulary import (
    ComplaintChannel,
    ComplaintKind,
    NotHandledReason,
    Outcome,
    Substantiated,
    TransferTarget,
)

#: Whom a letter is to where the person is not known, or not to be known.
UNNAMED = "反映人"
_LAW_PETITION = "《信访工作条例》"
_LAW_COMPLAINT = "《医疗机构投诉管理办法》"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an answer or opinion said; nothing of what is kept inside."""

    on: date
    text: str
    request: str | None = None
    facts: str | None = None
    basis: str | None = None
    outcome: Outcome | None = None
    substantiated: Substantiated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    reason: str
    opinion: str
    upheld: bool | None
    recheck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What of a complaint or petition a letter may speak of. Days are those of Shanghai."""

    kind: ComplaintKind
    number: str
    channel: ComplaintChannel
    subject: str
    received_on: date
    issuer: str
    #: The organ that a person asks for a review of what the issuer decided.
    above: str | None = None
    handled_by: str | None = None
    wish: str | None = None
    due_on: date | None = None
    reason: str | None = None
    not_handled: NotHandledReason | None = None
    transferred_to: TransferTarget | None = None
    #: What is missing of what was told, in the order it is asked for.
    lacking: Sequence[str] = ()
    extension_reason: str | None = None
    answer: Answer | None = None
    #: The number of the complaint this one repeats, and what it was answered.
    earlier: str | None = None
    earlier_answer: Answer | None = None
    review: Review | None = None

    @property
    def is_petition(self) -> bool:
        return self.kind is ComplaintKind.PETITION


def _wide(label: str) -> str:
    """A word of ours with the comma of a paper."""
    return label.replace(",", "，")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def matter(case: Case) -> str:
    word = "信访事项" if case.is_petition else "投诉"
    how = COMPLAINT_CHANNEL_LABELS[case.channel]
    return f"您于{_day(case.received_on)}通过{how}提出的关于“{case.subject}”的{word}收悉，登记编号为{case.number}。"


def inquiry(case: Case) -> str:
    return "您可以凭查询码在网上查询办理情况、补充材料并对办理作出评价，也可以向本单位查询。"


# --- what is done with it ----------------------------------------------------------------------------------


def accepted(case: Case) -> str:
    who = case.handled_by or case.issuer
    if case.is_petition:
        return f"经审查，该事项属于本单位职权范围。依照{_LAW_PETITION}第二十三条的规定，决定予以受理，由{who}办理。"
    return f"依照{_LAW_COMPLAINT}的规定，该投诉已受理，由{who}调查处理。"


def term(case: Case) -> str:
    if case.due_on is None:
        return "本单位将及时办理，并把办理结果告知您。"
    result = "办结，并书面答复您" if case.is_petition else "向您反馈处理情况"
    return f"本单位将于{_day(case.due_on)}前（含当日）{result}。确需延长的，将在期限届满前告知您理由。"


def forwarded(case: Case) -> str:
    if case.transferred_to is not None:
        return f"经审查，该事项不由本单位处理，现作如下处理：{TRANSFER_LABELS[case.transferred_to]}。"
    law = f"依照{_LAW_PETITION}第二十三条的规定，" if case.is_petition else ""
    return f"经审查，该事项属于其他机关、单位职责范围。{law}现予转送。"


def where(case: Case) -> str:
    return case.reason or ""


def forward_inquiry(case: Case) -> str:
    return "转送后的办理情况，请向接受转送的机关、单位查询。"


_REFUSED_ROUTES: Mapping[NotHandledReason, str] = {
    NotHandledReason.IN_COURT: "请您在诉讼程序中提出主张，服从人民法院的生效裁判。",
    NotHandledReason.IN_MEDIATION: "请您在调解程序中提出主张；调解不成的，可以依法提起诉讼。",
    NotHandledReason.VAGUE: "您补充明确的对象和具体的事实后，可以再次提出。",
    NotHandledReason.CONCLUDED: "有新的事实和理由的，您可以补充材料后再次提出。",
    NotHandledReason.POLICE: "请您向公安机关报案。",
    NotHandledReason.OUT_OF_SCOPE: "请您向有权处理的机关、单位提出。",
    NotHandledReason.IN_PETITION: "请您在已经进行的信访程序中提出，并向办理机关查询结果。",
    NotHandledReason.STATUTORY_ROUTE: "请您通过诉讼、仲裁、行政复议等法定途径提出。",
}


def refused(case: Case) -> str:
    if case.is_petition:
        return f"依照{_LAW_PETITION}的规定，本单位决定不予受理。"
    return f"依照{_LAW_COMPLAINT}的规定，本单位不予处理。"


def refused_because(case: Case) -> str:
    label = f"{_wide(NOT_HANDLED_LABELS[case.not_handled])}。" if case.not_handled else ""
    return f"理由：{label}{case.reason or ''}" if label or case.reason else ""


def refused_route(case: Case) -> str:
    return _REFUSED_ROUTES[case.not_handled or NotHandledReason.OUT_OF_SCOPE]


def lacking_lead(case: Case) -> str:
    return "为查清事实、及时办理，请您补充下列情况和材料："


def lacking(case: Case) -> str:
    return "\n".join(case.lacking)


def once(case: Case) -> str:
    return (
        f"以上为需要补充的全部内容，本单位不再另行要求。请一次补齐，可以凭查询码在网上提交，"
        f"也可以邮寄或者当面交到{case.issuer}。收到后即继续办理。"
    )


def extended(case: Case) -> str:
    until = f"，延长至{_day(case.due_on)}" if case.due_on else ""
    if case.is_petition:
        return f"依照{_LAW_PETITION}第三十四条的规定，经本单位负责人批准，该事项的办理期限予以延长{until}。"
    return f"经本单位负责人批准，该投诉的办理期限予以延长{until}。"


def extension_reason(case: Case) -> str:
    return f"延长理由：{case.extension_reason}" if case.extension_reason else ""


def earlier(case: Case) -> str:
    if case.earlier is None:
        return ""
    told = f"，本单位已于{_day(case.earlier_answer.on)}作出答复" if case.earlier_answer else ""
    return f"经核对，您此前已反映同一事项（登记编号{case.earlier}）{told}。"


def earlier_text(case: Case) -> str:
    return f"答复内容：{case.earlier_answer.text}" if case.earlier_answer else ""


def repeated(case: Case) -> str:
    if case.is_petition:
        return (
            f"本次反映没有新的事实和理由。依照{_LAW_PETITION}的规定，对已经办理完毕的事项以同一事实和理由再次提出的，"
            "不再受理。"
        )
    return f"本次反映没有新的事实和理由，该投诉已经依法办结，依照{_LAW_COMPLAINT}的规定不再重复处理。"


def if_new(case: Case) -> str:
    return "您有新的事实和理由的，请写明具体内容并附材料，本单位将作为新的事项办理。"


# --- answers and opinions ----------------------------------------------------------------------------------


def reflected(case: Case) -> str:
    wish = f"\n您的诉求：{case.wish}" if case.wish else ""
    return matter(case) + wish


def found(case: Case) -> str:
    if case.answer is None:
        return ""
    if case.answer.facts:
        return case.answer.facts
    known = case.answer.substantiated
    return f"经调查核实，您反映的问题{SUBSTANTIATED_LABELS[known]}。" if known else ""


def answered(case: Case) -> str:
    return case.answer.text if case.answer else ""


def unsatisfied(case: Case) -> str:
    return (
        "您对本答复不满意的，可以凭查询码在网上提出意见；属于医疗纠纷的，可以依照《医疗纠纷预防和处理条例》的规定，"
        "通过双方自愿协商、申请人民调解、申请行政调解或者向人民法院提起诉讼等途径解决。"
    )


def asked(case: Case) -> str:
    if case.answer and case.answer.request:
        return case.answer.request
    return case.wish or ""


#: 信访工作条例 32: what an opinion may decide.
_DECISIONS: Mapping[Outcome, str] = {
    Outcome.SUPPORTED: "予以支持",
    Outcome.EXPLAINED: "予以解释说明",
    Outcome.NOT_SUPPORTED: "不予支持",
}


def opinion(case: Case) -> str:
    if case.answer is None:
        return ""
    outcome = _DECISIONS.get(case.answer.outcome) if case.answer.outcome else None
    lead = f"对您的请求，{outcome}。" if outcome else ""
    return f"{lead}{case.answer.text}"


def basis(case: Case) -> str:
    return (case.answer.basis if case.answer else None) or ""


def to_review(case: Case) -> str:
    organ = case.above or f"{case.issuer}的上一级机关、单位"
    return (
        f"如您不服本处理意见，可以依照{_LAW_PETITION}第三十五条的规定，自收到本意见书之日起30日内，"
        f"向{organ}书面请求复查。逾期未提出的，视为放弃。"
    )


def review_asked(case: Case) -> str:
    return case.review.reason if case.review else ""


def review_opinion(case: Case) -> str:
    if case.review is None:
        return ""
    lead = {True: "维持原意见。", False: "变更原意见。", None: ""}[case.review.upheld]
    return f"{lead}{case.review.opinion}"


def to_recheck(case: Case) -> str:
    organ = case.above or f"{case.issuer}的上一级机关、单位"
    return (
        f"如您不服本复查意见，可以依照{_LAW_PETITION}第三十六条的规定，自收到本意见书之日起30日内，"
        f"向{organ}书面请求复核。逾期未提出的，视为放弃。"
    )


def final(case: Case) -> str:
    return (
        f"本复核意见为该信访事项的最终意见。依照{_LAW_PETITION}第三十六条的规定，"
        "您以同一事实和理由再次提出的，各级机关、单位不再受理。"
    )


def law_of_review(case: Case) -> str:
    return f"{_LAW_PETITION}第三十五条。"


def law_of_recheck(case: Case) -> str:
    return f"{_LAW_PETITION}第三十六条。"
