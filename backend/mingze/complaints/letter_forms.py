"""The kinds of letters: what each must say, how it is called and numbered. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingze.complaints import letter_words as words
from mingze.complaints.letter_words import Case
from mingze.complaints.vocabulary import ComplaintKind, LetterKind

_K, _PETITION = LetterKind, ComplaintKind.PETITION


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter. `heading`: None stands in the running text; `may_lack`: left out where it is empty."""

    code: str
    label: str
    write: Callable[[Case], str]
    headed: bool = False
    items: bool = False
    may_lack: bool = False


_MATTER = Section("matter", "来件情况", words.matter)
_INQUIRY = Section("inquiry", "查询方式", words.inquiry)

SECTIONS: Mapping[LetterKind, tuple[Section, ...]] = {
    _K.ACCEPTANCE: (
        _MATTER,
        Section("decision", "受理决定", words.accepted),
        Section("term", "办理期限", words.term),
        _INQUIRY,
    ),
    _K.FORWARDING: (
        _MATTER,
        Section("decision", "转送决定", words.forwarded),
        Section("where", "转送去向和说明", words.where),
        Section("inquiry", "查询方式", words.forward_inquiry),
    ),
    _K.REFUSAL: (
        _MATTER,
        Section("decision", "决定", words.refused),
        Section("facts", "理由", words.refused_because),
        Section("remedy", "可以通过的途径", words.refused_route),
    ),
    _K.ONE_TIME: (
        _MATTER,
        Section("lead", "说明", words.lacking_lead),
        Section("lacking", "需要补充的全部情况和材料(每行一项)", words.lacking, items=True),
        Section("once", "提交方式", words.once),
    ),
    _K.EXTENSION: (
        _MATTER,
        Section("decision", "延期决定", words.extended),
        Section("facts", "延期理由", words.extension_reason),
        _INQUIRY,
    ),
    _K.REPEAT: (
        _MATTER,
        Section("earlier", "此前办理情况", words.earlier),
        Section("result", "此前答复内容", words.earlier_text, may_lack=True),
        Section("decision", "决定", words.repeated),
        Section("remedy", "有新的事实和理由的", words.if_new),
    ),
    _K.ANSWER: (
        Section("request", "反映事项", words.reflected, headed=True),
        Section("facts", "调查核实情况", words.found, headed=True, may_lack=True),
        Section("decision", "处理情况", words.answered, headed=True),
        Section("remedy", "其他途径", words.unsatisfied, headed=True),
    ),
    _K.OPINION: (
        _MATTER,
        Section("request", "信访请求", words.asked, headed=True),
        Section("facts", "事实和理由", words.found, headed=True),
        Section("decision", "处理意见", words.opinion, headed=True),
        Section("basis", "法律法规和政策依据", words.basis, headed=True),
        Section("remedy", "不服处理意见的途径", words.to_review, headed=True),
    ),
    _K.REVIEW: (
        _MATTER,
        Section("request", "复查请求", words.review_asked, headed=True),
        Section("facts", "事实和理由", lambda case: "", headed=True),
        Section("decision", "复查意见", words.review_opinion, headed=True),
        Section("basis", "依据", words.law_of_review, headed=True),
        Section("remedy", "不服复查意见的途径", words.to_recheck, headed=True),
    ),
    _K.RECHECK: (
        _MATTER,
        Section("request", "复核请求", words.review_asked, headed=True),
        Section("facts", "事实和理由", lambda case: "", headed=True),
        Section("decision", "复核意见", words.review_opinion, headed=True),
        Section("basis", "依据", words.law_of_recheck, headed=True),
        Section("final", "复核意见的效力", words.final, headed=True),
    ),
}

_TITLES: Mapping[LetterKind, tuple[str, str]] = {
    _K.ACCEPTANCE: ("投诉受理告知书", "信访事项受理告知书"),
    _K.FORWARDING: ("投诉转送告知书", "信访事项转送告知书"),
    _K.REFUSAL: ("投诉不予处理告知书", "信访事项不予受理告知书"),
    _K.ONE_TIME: ("补充材料一次性告知书", "补充材料一次性告知书"),
    _K.EXTENSION: ("投诉延长办理期限告知书", "信访事项延长办理期限告知书"),
    _K.REPEAT: ("重复投诉事项告知书", "重复信访事项告知书"),
    _K.ANSWER: ("投诉答复意见书", "信访事项答复意见书"),
    _K.OPINION: ("信访事项处理意见书", "信访事项处理意见书"),
    _K.REVIEW: ("信访事项复查意见书", "信访事项复查意见书"),
    _K.RECHECK: ("信访事项复核意见书", "信访事项复核意见书"),
}
#: Letters that decide something say so; the others tell.
DECIDING = frozenset({_K.ANSWER, _K.OPINION, _K.REVIEW, _K.RECHECK})


def title(kind: LetterKind, of: ComplaintKind) -> str:
    return _TITLES[kind][of is _PETITION]


def closing(kind: LetterKind) -> str:
    return "特此答复。" if kind is _K.ANSWER else "" if kind in DECIDING else "特此告知。"


def series(kind: LetterKind, of: ComplaintKind) -> str:
    """The letters of a number between the office and the year: 信告, 诉告, 信复, 诉复."""
    return ("信" if of is _PETITION else "诉") + ("复" if kind in DECIDING else "告")


def number(short_name: str, kind: LetterKind, of: ComplaintKind, year: int, running: int) -> str:
    """云卫信告〔2026〕12号."""
    return f"{prefix(short_name, kind, of, year)}{running}号"


def prefix(short_name: str, kind: LetterKind, of: ComplaintKind, year: int) -> str:
    return f"{short_name}{series(kind, of)}〔{year}〕"


def prefilled(kind: LetterKind, case: Case) -> dict[str, str]:
    """Section → its words; what only a person can say is empty."""
    return {section.code: section.write(case) for section in SECTIONS[kind]}


def lacking(kind: LetterKind, said: Mapping[str, str]) -> list[Section]:
    """The sections that must say something and do not."""
    return [
        section
        for section in SECTIONS[kind]
        if not section.may_lack and not said.get(section.code, "").strip()
    ]
