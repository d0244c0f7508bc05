"""Which letters may be written when, and by whom. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingze.complaints import letter_forms as forms
from mingze.complaints.rules import is_open
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, LetterKind
from mingze.complaints.workflow import Hand
from mingze.kit.problems import FieldError, Invalid

_K, _S = LetterKind, ComplaintState
#: What the unit that leads writes itself; everything else is the office's.
_OF_LEAD = frozenset({_K.ONE_TIME, _K.ANSWER})
_OF_REVIEW = frozenset({_K.REVIEW, _K.RECHECK})
_SENT_ON = frozenset({_S.FORWARDED, _S.TRANSFERRED, _S.DIVERTED})
_PETITIONS_ONLY = frozenset({_K.OPINION, *_OF_REVIEW})


@dataclass(frozen=True, slots=True)
class Standing:
    """What of the case decides which letters there may be."""

    kind: ComplaintKind
    state: ComplaintState
    hands: frozenset[Hand]
    office_id: int
    lead_id: int | None
    accepted: bool
    answered: bool
    extended: bool
    repeats: bool
    #: Kind of review → the unit of this tree that gave the opinion, where it did.
    reviews: Mapping[LetterKind, int | None]
    #: Units above which the person handles complaints, of those that reviewed.
    reviewing: frozenset[int] = frozenset()


def issuer_of(kind: LetterKind, standing: Standing) -> int | None:
    """The unit in whose name this person would write it; None where they may not."""
    if kind in _OF_REVIEW:
        unit_id = standing.reviews.get(kind)
        return unit_id if unit_id in standing.reviewing else None
    if Hand.OFFICE in standing.hands:
        return standing.office_id
    return standing.lead_id if kind in _OF_LEAD and Hand.LEAD in standing.hands else None


def who_not(kind: LetterKind, standing: Standing) -> str | None:
    """Why this person may never write it here."""
    if issuer_of(kind, standing) is not None:
        return None
    if kind in _OF_REVIEW:
        return "由作出复查、复核意见的机关出具;外部机关出具的以附件登记"
    return "须由受理机关或主办单位出具" if kind in _OF_LEAD else "须由受理机关出具"


def when_not(kind: LetterKind, standing: Standing) -> str | None:
    """Why there is nothing to write yet."""
    if kind in _PETITIONS_ONLY and standing.kind is not ComplaintKind.PETITION:
        return "只用于信访事项"
    holds, reason = {
        _K.ACCEPTANCE: (standing.accepted, "尚未受理"),
        _K.FORWARDING: (standing.state in _SENT_ON, "没有转送、移送或分流"),
        _K.REFUSAL: (standing.state in (_S.REFUSED, _S.NOT_HANDLED), "没有作出不予受理(处理)的决定"),
        _K.ONE_TIME: (is_open(standing.state), "已经办结,不需要补充材料"),
        _K.EXTENSION: (standing.extended, "没有批准延期"),
        _K.REPEAT: (standing.repeats, "没有登记为重复件"),
        _K.ANSWER: (standing.answered, "还没有答复"),
        _K.OPINION: (standing.answered, "还没有作出处理意见"),
        _K.REVIEW: (_K.REVIEW in standing.reviews, "还没有登记复查意见"),
        _K.RECHECK: (_K.RECHECK in standing.reviews, "还没有登记复核意见"),
    }[kind]
    return None if holds else reason


def check_words(kind: LetterKind, said: Mapping[str, str]) -> None:
    """No part is left open, none is of another letter."""
    known = {section.code for section in forms.SECTIONS[kind]}
    faults = [
        FieldError(f"/body/sections/{code}", "这种文书没有这一部分") for code in said if code not in known
    ]
    faults += [
        FieldError(f"/body/sections/{section.code}", f"“{section.label}”须填写")
        for section in forms.lacking(kind, said)
    ]
    if faults:
        raise Invalid(faults[0].message, errors=faults)


def may_print(
    standing_hands: frozenset[Hand], *, confidential: bool, unit_id: int, lead_id: int | None
) -> bool:
    """Whose name the letter bears is kept from units where confidence was asked for."""
    if standing_hands & {Hand.OFFICE, Hand.LEADER} or not confidential:
        return True
    return Hand.LEAD in standing_hands and unit_id == lead_id


def lacking_of(*, about_unit: bool, happened: bool, wish: bool, contact: bool, files: bool) -> Sequence[str]:
    """What was not told, in the order it is asked for."""
    return [
        text
        for known, text in (
            (about_unit, "所反映的单位、科室的名称"),
            (happened, "事情发生的日期或时间段"),
            (wish, "具体的请求"),
            (contact, "联系电话或通信地址"),
            (files, "能够说明情况的材料(如票据、病历、照片)的复印件"),
        )
        if not known
    ]
