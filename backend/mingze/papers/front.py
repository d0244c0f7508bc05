"""What stands around the body of any official document: title, issuer, number, dates."""

import re
from dataclasses import dataclass, field
from datetime import date

from mingze.papers.answer import Caution, Span
from mingze.papers.dates import dates_in
from mingze.papers.outline import Piece
from mingze.papers.source import Source

_HAN = r"[\u4e00-\u9fff·、()]"
_ORGAN = r"(?:党组|党委|委员会|党工委|党总支|支部|委|局|厅|部|办|办公室|中心|医院|大队|支队|公司|政府|小组|监察组|专班|监督所|卫生院|学校|协会|学会|联合会|总站|血站|监督站|管理站|服务站|保健站|防治站|研究所|防治所|检验所|集团|总院|分院|法院|检察院|院)"
_TITLE_END = re.compile(
    r"(?:方案|计划|要点|意见|办法|通知|通报|报告|情况|公告|公示|总结|年报|台账|清单|细则|规定|安排|统计|统计表|分析)(?:\([^()]{1,12}\))?$"
)
_TITLE_GOES_ON = re.compile(r"^(?:的|\((?:试行|讨论稿|征求意见稿|公开|摘要))")
_ENCLOSING = re.compile(
    r"关于(?:印发|转发|下发|发布|实施|做好|报送)[^《》]{0,10}《(.+)》[^《》]{0,8}的?通知$"
    r"|关于(?:印发|转发|下发)[^《》]{4,80}(?:方案|计划|要点|意见|办法|细则)(?:\([^()]{1,12}\))?的通知$"
)
_HANDED_ON = re.compile(r"印发|转发|下发")
_QUOTED_IN_BODY = re.compile(r"现将《([^《》]{4,100})》")
_SHARED_FILE = re.compile(r"《([^《》\n]{4,100}?)\.(?:docx?|pdf|wps)》由会员分享")
_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,16}[〔\[(【] ?\d{4} ?[〕\])】] ?第?\d{1,5}号$")
_CHROME = re.compile(
    r"当前位置|所在的?位置|首页 ?[>»]|[>»] ?\S+ ?[>»]|由会员分享|打印|字[体号] ?:|大 中 小|信息公开(?:形式|方式|选项|属性)|此件(?:主动|依申请|不予)公开|浏览次数|浏览量|阅读量|点击|扫一扫|分享到"
)
_SIGNED_TOGETHER = re.compile(rf"^({_HAN}{{3,40}}{_ORGAN}) ?(\d{{4}} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日)$")
_DATE_LINE = re.compile(
    r"^\(?(?:[12]\d{3} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\)?$"
)
_ORGAN_LINE = re.compile(rf"^{_HAN}{{3,40}}$")
_ORGAN_END = re.compile(_ORGAN + r"(?:\([^()]{2,20}\))?$")
_PRINTED = re.compile(r"([12]\d{3} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日) ?印发")
_META_LABEL = re.compile(
    r"[·•●■◆▪※*]? ?[\[【]? ?(?P<label>索 ?引 ?号|发文字号|文 ?号|主题分类|体裁分类|组配分类|发布机构|发文机关|发文单位"
    r"|成文日期|发布日期|发布时间|公开日期|发文日期|有 ?效 ?性|公开方式|公开范围|信息来源|来 ?源|作 ?者|浏览次数|字体"
    r"|名 ?称|主 ?题 ?词) ?(?:[\]】] ?:?|:)"
)
_PUBLISHED_LABELS = ("发布日期", "发布时间", "公开日期", "发文日期")
_ADDRESSEE = re.compile(r":$")
_ATTACHED = re.compile(r"附件 ?: ?(?:1[.、])?")
_LONGEST_ATTACHED = 100
_PROSE = re.compile(r"[。;!?]|[,;、]$")
_LONGEST_TITLE_LINE = 80
_SHORTEST_TITLE = 7
_MOST_TITLE_LINES = 4
_MENU_WORD = 6
_HEAD_PIECES = 80


@dataclass
class Front:
    title: str | None = None
    aliases: list[str] = field(default_factory=list)
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    printed_on: date | None = None
    published_on: date | None = None
    spans: dict[str, Span | list[Span]] = field(default_factory=dict)
    warnings: list[Caution] = field(default_factory=list)
    # Pieces that belong to the front, by index: no reader of a body may take them for its own.
    taken: set[int] = field(default_factory=set)
    # The piece of the last signature.
    signed: int | None = None


@dataclass(frozen=True)
class _Words:
    text: str
    span: Span


@dataclass(frozen=True)
class _Signature:
    at: int
    organ: _Words | None
    on: date | None
    span: Span


def read_front(source: Source, parts: list[Piece]) -> Front:
    front = Front()
    signatures = _signatures(source, parts)
    for one in signatures:
        front.taken.add(one.at)
        front.signed = one.at
        if one.organ and one.organ.span[1] <= parts[one.at].start:
            front.taken.add(one.at - 1)
    _attachments(source, parts, front)
    meta = _metadata(source, parts, front)
    named = _title(source, parts, front)
    _number(source, parts, front, meta)
    _issued(source, front, signatures, meta)
    _issuer(source, front, signatures, named, meta)
    _printed(source, parts, front)
    return front


def _title(source: Source, parts: list[Piece], front: Front) -> list[_Words]:
    """Reads title and aliases; returns the lines an issuer may be named in: the enclosing notice, the title."""
    candidates = _candidates(source, parts, front)
    enclosing = next((one for one in candidates if _ENCLOSING.search(_plain(one.text))), None)
    # The last one: above the title of a document stand the titles of the pages that lead to it.
    own = next((one for one in reversed(candidates) if not _ENCLOSING.search(_plain(one.text))), None)
    aliases: list[_Words] = []
    if enclosing:
        quoted = _enclosed(source, *enclosing.span)
        if own is None:
            own = quoted
        else:
            aliases.append(quoted)
    aliases += [
        _Words(_joined(source.words(*match.span(1))), match.span(1))
        for match in [*_QUOTED_IN_BODY.finditer(source.text), *_SHARED_FILE.finditer(source.text)][:4]
        if enclosing or match.re is _SHARED_FILE
    ]
    if own is None:
        return []
    front.title = own.text
    front.spans["title"] = source.span(*own.span)
    known = {_plain(own.text)}
    alias_spans: list[Span] = []
    for alias in aliases:
        if _plain(alias.text) not in known:
            known.add(_plain(alias.text))
            front.aliases.append(alias.text)
            alias_spans.append(source.span(*alias.span))
    if front.aliases:
        front.spans["aliases"] = alias_spans
        names = "、".join(f"《{name}》" for name in front.aliases)
        front.warnings.append(
            Caution("alias_title", f"标题为《{front.title}》,文中另称{names}", alias_spans[0])
        )
    return [enclosing, own] if enclosing else [own]


def _enclosed(source: Source, start: int, end: int) -> _Words:
    """What a notice is of: 《…》, or all from 印发 to 的通知."""
    at, stop = source.text.find("《", start, end) + 1, source.text.rfind("》", start, end)
    if not at or stop < at:
        about = _HANDED_ON.search(source.text, start, end)
        at, stop = about.end() if about else start, source.text.rfind("的", start, end)
    return _Words(_joined(source.words(at, stop)), (at, stop))


def _candidates(source: Source, parts: list[Piece], front: Front) -> list[_Words]:
    """Titles in the order they stand: short lines that together end like a title, before the first section.

    The words after an own title (not that of an enclosing notice) end the search.
    """
    candidates: list[_Words] = []
    rows: list[Piece] = []
    ended = False
    for index, part in enumerate(parts[:_HEAD_PIECES]):
        if part.mark and part.mark.level <= 2:
            break
        line = source.text[part.start : part.end]
        if ended and _TITLE_GOES_ON.match(line):
            rows = [*rows, part]
            candidates[-1] = _joined_rows(source, rows)
            continue
        if ended:
            rows, ended = [], False
        if _is_prose(line) and candidates and not _ENCLOSING.search(_plain(candidates[-1].text)):
            break
        row_of_table = "\t" in source.words(part.start, part.end)
        no_title = index in front.taken or _CHROME.search(line) or _NUMBER.match(line) or _is_prose(line)
        if no_title or row_of_table:
            rows = []
            continue
        rows = [*_without_menu(source, rows, line), part]
        joined = _plain("".join(source.text[row.start : row.end] for row in rows))
        balanced = joined.count("《") == joined.count("》")
        if _TITLE_END.search(joined) and balanced and len(joined) >= _SHORTEST_TITLE:
            candidates.append(_joined_rows(source, rows))
            ended = True
    return candidates


def _without_menu(source: Source, rows: list[Piece], line: str) -> list[Piece]:
    """A title runs over a few lines; before it, pages print their menus, a word or two a line."""
    kept = rows[-_MOST_TITLE_LINES + 1 :]
    while kept and kept[0].end - kept[0].start <= _MENU_WORD:
        if _ORGAN_END.search(source.text[kept[0].start : kept[0].end]) and line.startswith("关于"):
            break
        kept = kept[1:]
    return kept


def _joined_rows(source: Source, rows: list[Piece]) -> _Words:
    words = "".join(source.words(row.start, row.end) for row in rows)
    return _Words(words, (rows[0].start, rows[-1].end))


def _is_prose(line: str) -> bool:
    return bool(len(line) > _LONGEST_TITLE_LINE or _PROSE.search(line) or _ADDRESSEE.search(line))


def _number(source: Source, parts: list[Piece], front: Front, meta: dict[str, _Words]) -> None:
    stated = next((meta[label] for label in ("发文字号", "文号") if label in meta), None)
    if stated is None:
        for index, part in enumerate(parts[:_HEAD_PIECES]):
            if _NUMBER.match(source.text[part.start : part.end]):
                stated = _Words(source.words(part.start, part.end), (part.start, part.end))
                front.taken.add(index)
                break
    if stated:
        front.document_number = stated.text
        front.spans["document_number"] = source.span(*stated.span)


def _metadata(source: Source, parts: list[Piece], front: Front) -> dict[str, _Words]:
    """The labelled block that portals put around a document; an empty value is no value."""
    values: dict[str, _Words] = {}
    for index, part in enumerate(parts):
        line = source.text[part.start : part.end]
        labels = list(_META_LABEL.finditer(line)) if len(line) <= 200 and not part.unbroken else []
        if not labels or labels[0].start() > 0:
            continue
        front.taken.add(index)
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            stop = part.start + following.start() if following else part.end
            start, end = source.trimmed(part.start + label.end(), stop)
            if start < end:
                values.setdefault(
                    label["label"].replace(" ", ""), _Words(source.words(start, end), (start, end))
                )
    for name in _PUBLISHED_LABELS:
        if name in values and front.published_on is None:
            found = next(dates_in(source.text, *values[name].span), None)
            if found and found.on:
                front.published_on = found.on
                front.spans["published_on"] = source.span(*found.span)
    return values


def _signatures(source: Source, parts: list[Piece]) -> list[_Signature]:
    found: list[_Signature] = []
    for index, part in enumerate(parts):
        line = source.text[part.start : part.end]
        if len(line) > 60:
            continue
        together = _SIGNED_TOGETHER.match(line)
        if together:
            organ = _Words(
                source.words(part.start, part.start + together.end(1)),
                (part.start, part.start + together.end(1)),
            )
            day = part.start + together.start(2)
            found.append(_Signature(index, organ, _day(source.text, day, part.end), (day, part.end)))
        elif _DATE_LINE.match(line):
            on = _day(source.text, part.start, part.end)
            found.append(_Signature(index, _organ_above(source, parts, index), on, (part.start, part.end)))
    return found


def _organ_above(source: Source, parts: list[Piece], index: int) -> _Words | None:
    if index == 0:
        return None
    above = parts[index - 1]
    line = source.text[above.start : above.end]
    if not (_ORGAN_LINE.match(line) and _ORGAN_END.search(line)):
        return None
    return _Words(source.words(above.start, above.end), (above.start, above.end))


def _issued(source: Source, front: Front, signatures: list[_Signature], meta: dict[str, _Words]) -> None:
    signed = _last_signature(signatures)
    if signed and signed.on:
        front.issued_on = signed.on
        front.spans["issued_on"] = source.span(*signed.span)
    written = meta.get("成文日期")
    found = next(dates_in(source.text, *written.span), None) if written else None
    if found is None or found.on is None:
        return
    if front.issued_on is None:
        front.issued_on = found.on
        front.spans["issued_on"] = source.span(*found.span)
    elif front.issued_on != found.on:
        message = (
            f"成文日期有两个:落款为{front.issued_on.isoformat()},信息栏为{found.on.isoformat()},以落款为准"
        )
        front.warnings.append(Caution("two_dates", message, source.span(*found.span)))


def _issuer(
    source: Source, front: Front, signatures: list[_Signature], named: list[_Words], meta: dict[str, _Words]
) -> None:
    signed = _last_signature(signatures)
    organ = signed.organ if signed else None
    for words in named:
        organ = organ or _before_about(source, words)
    for label in ("发文机关", "发布机构"):
        organ = organ or meta.get(label)
    if organ:
        front.issuer = organ.text
        front.spans["issuer"] = source.span(*organ.span)


def _before_about(source: Source, words: _Words) -> _Words | None:
    """中共…党组关于…: the organ a title begins with."""
    about = source.text.find("关于", *words.span)
    if about < 0:
        return None
    start, end = source.trimmed(words.span[0], about)
    if not _ORGAN_END.search(source.text[start:end]):
        return None
    return _Words(_joined(source.words(start, end)), (start, end))


def _last_signature(signatures: list[_Signature]) -> _Signature | None:
    """The last date with an organ above it, or else the first date that stands alone."""
    signed = [one for one in signatures if one.organ]
    return signed[-1] if signed else signatures[0] if signatures else None


def _attachments(source: Source, parts: list[Piece], front: Front) -> None:
    """附件:1.… and the numbered lines under it: names of other papers, no findings or tasks of this one."""
    number = 0
    for index, part in enumerate(parts):
        short = part.end - part.start <= _LONGEST_ATTACHED
        if short and _ATTACHED.match(source.text, part.start, part.end):
            number = 1
        elif number and short and part.mark and part.mark.level == 3 and part.mark.value == number + 1:
            number += 1
        else:
            number = 0
            continue
        front.taken.add(index)


def _printed(source: Source, parts: list[Piece], front: Front) -> None:
    for index, part in enumerate(parts):
        if part.end - part.start > 80:
            continue
        match = _PRINTED.search(source.text, part.start, part.end)
        if match:
            front.printed_on = _day(source.text, match.start(1), match.end(1))
            front.spans["printed_on"] = source.span(*match.span(1))
            front.taken.add(index)


def _day(text: str, start: int, end: int) -> date | None:
    found = next(dates_in(text, start, end), None)
    return found.on if found else None


def _joined(words: str) -> str:
    return "".join(words.split("\n")).strip()


def _plain(text: str) -> str:
    return "".join(text.split())
