"""The leading group of a campaign: who leads it, the deputies, the members, and where its office is."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import zip_longest

from mingze.papers.answer import LeadingGroup, Span
from mingze.papers.outline import Piece
from mingze.papers.source import Source

# 组 长:张三 — a list, a role a line or the roles one after the other.
_LISTED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<role>(?:第一|常务|执行)?副 {0,4}组 {0,4}长|(?:第一)?组 {0,4}长|成 {0,4}员(?:单位)?)"
    r"(?: ?:|(?<=长) {1,6}(?=[\u4e00-\u9fff]))"
)
_TOLD = re.compile(
    r"(?:(?<!主)任|担任|兼任|为)(?:[\u4e00-\u9fff]{0,12}?(?:小组|专班|领导组)的?)?(?P<role>(?:第一|常务|执行)?副组长|(?:第一)?组长|成员(?!单位))"
)
_TOLD_FIRST = re.compile(
    r"(?P<role>(?:第一|常务|执行)?副组长|(?:第一)?组长|成员)由(?P<who>[^。;\n]{2,80}?)(?:担任|兼任|(?<!主)任|组成)"
)
_SEATED = re.compile(r"办公室(?:地点)?\(?(?:设立?在|设于|在)")
_OPENED = re.compile(r"(?:下设|设立|领导小组设|专班设)[^。;,\n]{0,10}?办公室,(?P<seat>设立?在|设于)?")
_OFFICE_CLAUSE = re.compile(r"主任|成员|兼任|负责人|联络员")
_OFFICIAL = re.compile(
    r"(?:书记|主任|局长|院长|科长|处长|股长|部长|市长|县长|区长|委员|成员|组长|巡视员|调研员|主席|所长|站长|领导)$"
)
_OFFICE = re.compile(
    r"书记|主任|局长|院长|科长|处长|股长|部长|队长|市长|县长|区长|巡视员|调研员|主席|所长|站长"
)
_GROUP = re.compile(r"领导小组|领导组|专班|组长")
_NO_NAMES = re.compile(r"[:。]|办公室设|^附|^主要职责|^工作职责")
_LONGEST_LINE = 60
_MOST_LINES = 60
_LONGEST_NAMES = 120


@dataclass
class _Roles:
    head: list[Span] = field(default_factory=list)
    deputies: list[Span] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)
    # Where all of it stands.
    spans: list[Span] = field(default_factory=list)

    def take(self, source: Source, role: str, start: int, end: int) -> None:
        start, end = _bare(source.text, start, end)
        if not start < end <= start + _LONGEST_NAMES:
            return
        if "副" in role:
            self.deputies += [_named(source.text, *one) for one in _people(source.text, start, end)]
        elif "员" in role:
            self.members.append((start, end))
        else:
            self.head.append(_named(source.text, start, end))


def read_leading_group(
    source: Source, parts: list[Piece], taken: Container[int] = ()
) -> tuple[LeadingGroup, list[Span]] | None:
    """The group, and where what is said of it stands; the words of a place that repeats it are left."""
    roles = _Roles()
    office: Span | None = None
    for at, part in enumerate(parts):
        line = source.text[part.start : part.end]
        listed = list(_LISTED.finditer(source.text, part.body, part.end))
        if listed and roles.head and "副" not in listed[0]["role"] and "长" in listed[0]["role"]:
            break
        if listed and (roles.spans or "长" in listed[0]["role"]):
            _listed(source, parts, at, listed, roles, taken)
        elif "组长" in line and not roles.head:
            _told(source, part, roles)
        if office is None and (_GROUP.search(line) or roles.spans):
            office = _office(source.text, part.start, part.end)
    if not (roles.head or roles.deputies or office):
        return None
    if office:
        roles.spans.append(office)
    group = LeadingGroup(
        head=source.words(*roles.head[0]) if roles.head else None,
        deputies=[source.words(*span) for span in roles.deputies],
        members=source.words(*roles.members[0]) if roles.members else None,
        office=source.words(*office) if office else None,
    )
    return group, [source.span(*span) for span in sorted(roles.spans)]


def _listed(
    source: Source,
    parts: list[Piece],
    at: int,
    listed: list[re.Match[str]],
    roles: _Roles,
    taken: Container[int],
) -> None:
    end = parts[at].end
    for label, following in zip_longest(listed, listed[1:]):
        roles.take(source, label["role"], label.end(), following.start() if following else end)
    last = listed[-1]["role"]
    if "员" in last or "副" in last:
        for index, part in enumerate(parts[at + 1 : at + 1 + _MOST_LINES], at + 1):
            line = source.text[part.start : part.end]
            if part.mark or index in taken or len(line) > _LONGEST_LINE or _NO_NAMES.search(line):
                break
            end = part.end
            if "副" in last:
                roles.take(source, last, part.start, part.end)
            elif roles.members:
                roles.members[-1] = (roles.members[-1][0], end)
    roles.spans.append((listed[0].start(), end))


def _told(source: Source, part: Piece, roles: _Roles) -> None:
    text = source.text
    found = list(_TOLD_FIRST.finditer(text, part.start, part.end))
    for match in found:
        roles.take(source, match["role"], *match.span("who"))
    if not found:
        found = list(_TOLD.finditer(text, part.start, part.end))
        after = part.start
        for match in found:
            start = after
            for sign in "。;:由" if after > part.start else "。;:由,":
                start = max(start, text.rfind(sign, start, match.start()) + 1)
            roles.take(source, match["role"], start, match.start())
            after = match.end()
    if found and roles.head:
        first = max(text.rfind(sign, part.start, roles.head[0][0]) + 1 for sign in "。;")
        roles.spans.append((max(first, part.body), found[-1].end()))


def _office(text: str, start: int, end: int) -> Span | None:
    seat = _SEATED.search(text, start, end)
    opened = seat or _OPENED.search(text, start, end)
    if opened is None:
        return None
    seated = seat or opened["seat"]
    at = last = opened.end()
    while at < end:
        stop = next((i for i in range(at, end) if text[i] in ",。;()\n"), end)
        if not (seated and at == opened.end()) and not _OFFICE_CLAUSE.search(text, at, stop):
            break
        last = stop
        if stop == end or text[stop] != ",":
            break
        at = stop + 1
    left, right = _bare(text, opened.end(), last)
    return (left, right) if left < right else None


def _bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,、;:由和":
        start += 1
    while start < end and text[end - 1] in " ,、;。:":
        end -= 1
    return (start, end)


def _named(text: str, start: int, end: int) -> Span:
    """局长张某同志 is 局长张某; 主要负责同志 is nobody's name."""
    comrade = text[start:end].endswith("同志") and text[start : end - 2][-2:] not in ("负责", "领导")
    return (start, end - 2) if comrade else (start, end)


def _people(text: str, start: int, end: int) -> list[Span]:
    """委员、书记李某 is one deputy with two offices, 副局长张某、王某 are two."""
    people: list[Span] = []
    left = start
    for at in range(start, end + 1):
        if at < end and text[at] not in "、,;" and not _parts_persons(text, left, at, end):
            continue
        if at == end or not _OFFICIAL.search(text, left, at):
            if left < at:
                people.append(_bare(text, left, at))
            left = at + 1
    return people


def _parts_persons(text: str, start: int, at: int, end: int) -> bool:
    """副主任戴某和支队长龚某: 和 between two who each have an office."""
    return (
        text[at] in "和及" and bool(_OFFICE.search(text, start, at)) and bool(_OFFICE.search(text, at, end))
    )
