"""Whom to call: telephone, fax, mobile, e-mail, address, postcode, person and hours, wherever a text gives them."""

import re
from dataclasses import dataclass

from mingze.papers.answer import Contact, Span
from mingze.papers.source import Source

_LABELS: tuple[tuple[str, str], ...] = (
    ("fax", r"传 {0,4}真(?:号码|电话)?"),
    ("email", r"(?:电子)?邮 {0,4}箱(?:地址)?|电子(?:信箱|邮件|邮箱)|[Ee]-?[Mm]ail"),
    ("postcode", r"邮 {0,4}编|邮政编码"),
    ("address", r"(?<!网站)(?<!网络)(?<!IP)地 {0,4}址"),
    ("person", r"联 {0,4}系 {0,4}人(?:及电话|和电话|及联系电话)?|联络人|联络员"),
    ("hours", r"(?:受理|接访|接待|接听|值班|办公|工作|服务|来访)时间"),
    (
        "phone",
        r"(?:联系|举报|监督|咨询|投诉|办公|值班)*电 {0,4}话(?:号码)?|(?:举报|监督|服务)*热线|手机(?:号码?)?|座机|[Tt][Ee][Ll]",
    ),
)
_LABEL = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS)
    + r")(?: ?\([^()]{1,20}\))? ?(?P<to>[:为是])?"
)
_PHONE = re.compile(
    r"(?<![\d.\-—–])(?:\(?0\d{2,3}\)? ?(?:-|—|–|―)* ?\d{7,8}(?!\d)(?:(?:-|转) ?\d{1,5})?(?!\d)"
    r"|(?P<mobile>1[3-9]\d{9})(?!\d)|400-?\d{3,4}-?\d{3,4}(?!\d)|(?P<short>12\d{3}|96\d{3,4}|\d{7,8})(?![\d.]))"
)
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{1,80}[A-Za-z]", re.ASCII)
_POSTCODE = re.compile(r" ?(\d{6})(?!\d)")
_PERSON = re.compile(r" ?([\u4e00-\u9fff·][\u4e00-\u9fff·、 ]{1,20})(?=[,;。\n\d(]|$)")
# 综合监督科 罗某: the person, without the unit before the blank.
_OF_UNIT = re.compile(r"[\u4e00-\u9fff]{2,18}(?:科|处|股|室|办|局|委|院|中心|所) {1,4}(?=[\u4e00-\u9fff])")
_NAMES = re.compile(r"[^、 ]+")
_LISTED_NAMES = re.compile(r"[^、 ][^、]*")
_SHORTEST_NAME = 2
_STOP = re.compile(r"[;。\n]|, ?(?=[\u4e00-\u9fff]{0,8}(?:电话|邮编|邮箱|传真|联系人|邮政编码)) ?")
_NO_PERSON = re.compile(r"及|和|电话|姓名|手机|单位|职务|如下|名单")
# How far a number may stand from the word that says it is a telephone.
_REACH = 24


@dataclass(frozen=True)
class _Found:
    kind: str
    span: Span


def read_contacts(source: Source) -> tuple[list[Contact], list[Span]]:
    """The contacts in the order they stand, each once, and where each stands, with its label."""
    text = source.text
    labels = list(_LABEL.finditer(text))
    found = [_Found("email", match.span()) for match in _EMAIL.finditer(text)]
    found += _phones(text, labels)
    for at, label in enumerate(labels):
        stop = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        one = _labelled(text, label, stop)
        if one:
            found += _people(text, one.span) if one.kind == "person" else [one]
    contacts: dict[Contact, Span] = {}
    for one in sorted(found, key=lambda each: each.span):
        contacts.setdefault(Contact(one.kind, source.words(*one.span)), source.span(*one.span))
    return list(contacts), list(contacts.values())


def _people(text: str, span: Span) -> list[_Found]:
    """赵某某、刘某: one entry each; 王 某 is one name with a blank in it."""
    names = [match.span() for match in _NAMES.finditer(text, *span)]
    if any(end - start < _SHORTEST_NAME for start, end in names):
        names = [match.span() for match in _LISTED_NAMES.finditer(text, *span)]
    return [_Found("person", (start, start + len(text[start:end].rstrip()))) for start, end in names]


def _phones(text: str, labels: list[re.Match[str]]) -> list[_Found]:
    found: list[_Found] = []
    said: str | None = None
    reach = 0
    before = 0
    for match in _PHONE.finditer(text):
        while before < len(labels) and labels[before].end() <= match.start():
            label = labels[before]
            said, reach = _kind(label), label.end() + _REACH
            before += 1
        near = said in ("phone", "fax", "person") and match.start() <= reach
        near = near and "\n" not in text[max(0, reach - _REACH) : match.start()]
        if not near and (
            match["mobile"] or match["short"] or match[0].startswith("400") or not _dashed(match)
        ):
            continue
        found.append(
            _Found(
                "mobile" if match["mobile"] else "fax" if near and said == "fax" else "phone", match.span()
            )
        )
        if near:
            reach = match.end() + _REACH
    return found


def _dashed(match: re.Match[str]) -> bool:
    return any(sign in match[0] for sign in "-—–―")


def _kind(label: re.Match[str]) -> str:
    return next(kind for kind, _ in _LABELS if label[kind])


def _labelled(text: str, label: re.Match[str], stop: int) -> _Found | None:
    kind = _kind(label)
    if kind == "postcode":
        match = _POSTCODE.match(text, label.end(), stop)
        return _Found(kind, match.span(1)) if match else None
    if not label["to"] or (label["to"] in "为是" and kind not in ("address", "hours")):
        return None
    if kind == "person":
        match = _PERSON.match(text, label.end(), stop)
        if match is None or _NO_PERSON.search(match[1]):
            return None
        words = match[1].rstrip(" 、")
        unit = _OF_UNIT.match(words)
        return _Found(kind, (match.start(1) + (unit.end() if unit else 0), match.start(1) + len(words)))
    if kind not in ("address", "hours"):
        return None
    end = _STOP.search(text, label.end(), min(label.end() + 120, len(text)))
    left, right = label.end(), min(stop, end.start() if end else label.end() + 120)
    words = text[left:right]
    left += len(words) - len(words.lstrip())
    right = left + len(words.strip().rstrip(",、()"))
    return _Found(kind, (left, right)) if right > left else None
