"""Reads how the numbers of a text hang together, for the figures of an annual report and for the warnings."""

import re
from collections.abc import Sequence

from mingze.papers.answer import Span
from mingze.papers.comparisons import read_changes
from mingze.papers.counting import Sentence, sentences, unit_family
from mingze.papers.divisions import read_dimension, read_divisions
from mingze.papers.naming import before_number, name_of, says_little, with_verb
from mingze.papers.outline import Piece
from mingze.papers.source import Source
from mingze.papers.ties import Item, Relations, lead_of, place

_RESPECTIVE = re.compile(r"分别(?:为|是|达|达到|有)?$")
_SHARE = re.compile(
    r"占(?:比|到|了)?(?P<base>(?![由从比])[^占]{0,40}?)(?:的)?(?:比例|比重|比)?(?:为|达|达到|是|约|近)?[: ]?$"
)
_OF = re.compile(r"(?P<base>[^,;。:]{2,20})的$")
_RATE_NAME = re.compile(r"(?:率|度|比例|比重|占比|指数|水平|幅|面|值)$")
_GROWTH = re.compile(r"(?:上升|增长|增加|提高|提升|下降|减少|降低|增幅|降幅|涨幅|上涨|同比|环比)")
_MOST_SHARES = 20
_LONGEST_VERB = 4
_JOINTS = re.compile(r"[、和与及]")


def read_relations(source: Source, parts: Sequence[Piece], skip: Sequence[int] | set[int] = ()) -> Relations:
    relations = Relations()
    left_out = set(skip)
    section = 0
    for at, part in enumerate(parts):
        section += part.mark is not None and part.mark.level == 1
        if at in left_out:
            continue
        for sentence in sentences(source.text, part.body, part.end):
            _read_sentence(source.text, sentence, (at, section), relations)
    for at, item in enumerate(relations.items):
        if item.subject is not None:
            relations.share_of.setdefault(item.subject, at)
    return relations


def _read_sentence(text: str, sentence: Sentence, where: tuple[int, int], relations: Relations) -> None:
    piece, section = where
    first = len(relations.items)
    number = len(relations.sentences)
    relations.sentences.append(sentence)
    for count in sentence.counts:
        family = unit_family(count.unit)
        relations.first_of.setdefault(family, len(relations.items))
        relations.first_in.setdefault((section, family), len(relations.items))
        earlier = relations.items[-1] if len(relations.items) > first else None
        taken = earlier.name[1] if earlier and earlier.name and earlier.name[0] >= count.lead[0] else None
        relations.items.append(Item(count, name_of(text, count, taken), number, piece, section))
    own = range(first, len(relations.items))
    _tell_apart(text, relations, own)
    _respective(text, relations, own)
    _inherit(text, relations, own)
    _shares(text, relations, own)
    known = len(relations.changes)
    read_changes(text, relations, own)
    read_divisions(text, relations, own, relations.changes[known:])
    read_dimension(text, relations, own, sentence)


def _tell_apart(text: str, relations: Relations, own: range) -> None:
    """新建制度5项,修订制度8项: the verb stays where the name alone would be the same."""
    first: dict[tuple[str, str], Item] = {}
    for at in own:
        item = relations.items[at]
        if item.name is None:
            continue
        key = (text[slice(*item.name)], item.count.unit)
        earlier = first.setdefault(key, item)
        if earlier is not item and earlier.name is not None:
            item.name = with_verb(text, item.count, item.name)
            earlier.name = with_verb(text, earlier.count, earlier.name)


def _inherit(text: str, relations: Relations, own: range) -> None:
    """30家156分: a number without words of its own counts what the one before it counts, or what stands a clause before."""
    for at in own:
        item = relations.items[at]
        if item.name is not None:
            if at == own.start:
                _name_before(text, item, relations.sentences[item.sentence].span[0])
            continue
        earlier = relations.items[at - 1] if at > own.start else None
        if earlier and earlier.count.clause == item.count.clause:
            item.name = earlier.name
            continue
        start = earlier.count.span[1] if earlier else relations.sentences[item.sentence].span[0]
        words = text[max(start, item.count.clause[0] - 60) : item.count.clause[0]]
        stop = max(words.rstrip(",: ;").rfind(sign) for sign in ",;:。")
        left = item.count.clause[0] - len(words) + stop + 1
        item.name = before_number(text, left, item.count.clause[0])
        if item.name is None and earlier and _joined(text, earlier, item):
            item.name = earlier.name


def _name_before(text: str, item: Item, start: int) -> None:
    """开展规范性文件清理,共清理38件: a verb told again counts what the clause before names."""
    if item.name is None or item.name[1] - item.name[0] > _LONGEST_VERB or not says_little(text, item.name):
        return
    end = item.count.clause[0]
    left = max(start, end - 60)
    words = text[left:end].rstrip(",;: ")
    stop = max(words.rfind(sign) for sign in ",;:。")
    verb = text[slice(*item.name)]
    if verb in words[stop + 1 :]:
        item.name = before_number(text, left + stop + 1, left + len(words)) or item.name


def _joined(text: str, earlier: Item, item: Item) -> bool:
    return len(text[earlier.count.span[1] : item.count.span[0]].strip(" 、,和")) <= 4


def _respective(text: str, relations: Relations, own: range) -> None:
    """甲、乙和丙分别为12件、5件、3件; 甲率、乙率均为100%: as many names as numbers, or one number for all."""
    for at in list(own):
        item = relations.items[at]
        lead = lead_of(text, item)
        match = _RESPECTIVE.search(lead)
        if match is None or item.name is None:
            continue
        names = split_names(text, item.name)
        run = [at]
        while run[-1] + 1 in own and len(run) < len(names):
            gap = text[relations.items[run[-1]].count.span[1] : relations.items[run[-1] + 1].count.span[0]]
            if gap.strip(" 、,和与及") or not gap:
                break
            run.append(run[-1] + 1)
        if len(run) == len(names) > 1:
            for index, name in zip(run, names, strict=True):
                relations.items[index].name = name


def split_names(text: str, name: Span) -> list[Span]:
    names: list[Span] = []
    start = name[0]
    for match in [*_JOINTS.finditer(text, *name), None]:
        end = match.start() if match else name[1]
        if end - start >= 2:
            names.append((start, end))
            start = match.end() if match else end
    return names


def _shares(text: str, relations: Relations, own: range) -> None:
    for at in own:
        item = relations.items[at]
        if not item.count.is_share:
            continue
        lead = lead_of(text, item)
        if item.subject is not None or _respective_shares(text, relations, own, at, lead):
            continue
        before = _subject(relations, own, at)
        match = _SHARE.search(lead)
        if match:
            item.share_of = place(item, lead, match, "base")
            item.subject = before
            _own_share(text, item, lead, match, relations, own, at)
        elif before is not None and lead == "的" and _takes_share(text, relations.items[before]):
            item.whole = before
            item.share_of = (item.count.lead[0], item.count.lead[0])
            item.subject = _subject(relations, own, before)
        elif before is not None and before == at - 1 and not _GROWTH.search(lead):
            of = _OF.search(lead.lstrip(",、 "))
            named = item.name is not None and not _RATE_NAME.search(text[slice(*item.name)])
            if of or named:
                item.share_of = item.name
                item.subject = before


def _respective_shares(text: str, relations: Relations, own: range, at: int, lead: str) -> bool:
    """来访和电话分别为20件、16件,分别占11.2%、9.0%: as many shares as numbers before them."""
    match = _SHARE.search(lead)
    if match is None or not lead[: match.start()].endswith("分别"):
        return False
    shares = [at]
    while (
        shares[-1] + 1 in own
        and relations.items[shares[-1] + 1].count.is_share
        and len(shares) < _MOST_SHARES
    ):
        gap = lead_of(text, relations.items[shares[-1] + 1])
        if gap.strip(" 、,和与及"):
            break
        shares.append(shares[-1] + 1)
    numbers = range(at - len(shares), at)
    if numbers.start < own.start or any(relations.items[one].count.is_share for one in numbers):
        return False
    for share, number in zip(shares, numbers, strict=True):
        relations.items[share].subject = number
        relations.items[share].share_of = place(relations.items[at], lead, match, "base")
    return True


def _takes_share(text: str, item: Item) -> bool:
    return "占" in lead_of(text, item)


def _subject(relations: Relations, own: range, at: int) -> int | None:
    """The number a share belongs to: the nearest before it that is no percentage."""
    for index in range(at - 1, max(own.start, at - 4) - 1, -1):
        if not relations.items[index].count.is_share:
            return index
    return None


def _own_share(
    text: str, item: Item, lead: str, match: re.Match[str], relations: Relations, own: range, at: int
) -> None:
    """来信占20%(12件): the number follows in brackets. 甲类占35%: the share has a name and no number at all."""
    head = lead[: match.start()].strip(" ,、;:")
    if not head:
        return
    item.subject = None
    item.name = before_number(text, item.count.lead[0], item.count.lead[1] - len(lead) + match.start())
    following = at + 1
    if following in own:
        other = relations.items[following]
        if other.count.bracket and not other.count.is_share and other.count.bracket[0] == item.count.span[1]:
            item.subject = following
            other.name = item.name
