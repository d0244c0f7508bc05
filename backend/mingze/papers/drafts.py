"""From the gathered stretches of a finding to the finding: what is problem, progress and status, and how it is worded."""

import re
from dataclasses import dataclass, field

from mingze.papers.about import about
from mingze.papers.answer import Finding, Span
from mingze.papers.dates import due_date
from mingze.papers.labels import FieldName, status_of, status_phrase
from mingze.papers.measures import parts_of
from mingze.papers.outline import Mark
from mingze.papers.source import Source

_IN_BRACKETS = re.compile(r"[(【\[](?P<words>[^()【】\[\]\n]{2,20})[)】\]](?P<stop>[。;]?)$")
_LEADING_BRACKETS = re.compile(r"[(【\[〔](?P<words>[^()【】\[\]〔〕\n]{1,20})[)】\]〕] ?[。;:,]?")
_LONGEST_TITLE_BEFORE_BLANK = 60
_LONGEST_STATUS = 40
_LONGEST_HEADING = 30


@dataclass
class Draft:
    """A finding while its pieces are being gathered; spans are offsets into `source.text`."""

    section: str | None
    group: Span | None
    mark: Mark
    key_matter: bool
    group_status: Span | None
    # Neither labels nor a quoted title: the first sentence is the problem.
    plain: bool = False
    # The problem has a label of its own.
    named: bool = False
    fields: dict[FieldName, list[Span]] = field(default_factory=dict)
    # Labels and numbers of parts, and the pieces all this stands in: given to the report if it is a finding.
    held: list[Span] = field(default_factory=list)
    pieces: set[int] = field(default_factory=set)
    end: int = 0


def made(source: Source, draft: Draft) -> Finding | None:
    _divide_title(source, draft)
    _strip_led_progress(source, draft)
    status = _status(source, draft)
    problem = _whole(draft, "problem")
    if problem is None:
        return None
    spans: dict[str, Span | list[Span]] = {
        "number": source.span(draft.mark.span[0], draft.mark.span[0] + len(draft.mark.number)),
        "problem": source.span(*problem),
    }
    words: dict[str, str | None] = {}
    for name in ("progress", "owner", "unit"):
        whole = _whole(draft, name)
        if whole and name != "progress":
            draft.held.append(whole)
            whole = _without_stop(source, whole)
        words[name] = source.words(*whole) if whole else None
        if whole:
            spans[name] = source.span(*whole)
    measures = [part for span in draft.fields.get("measures", []) for part in parts_of(source.text, *span)]
    if measures:
        spans["measures"] = [source.span(*part.span) for part in measures]
        draft.held += [part.mark for part in measures if part.mark]
    if status:
        spans["status_text"] = source.span(*status)
        draft.held += draft.fields.get("status_text", [])
    due = _whole(draft, "due")
    due_on = due_date(source.text[due[0] : due[1]]) if due else None
    if due and due_on:
        spans["due"] = source.span(*due)
    if draft.group:
        spans["group"] = source.span(*draft.group)
    return Finding(
        section=draft.section,
        group=source.words(*draft.group) if draft.group else None,
        number=draft.mark.number,
        problem=source.words(*problem),
        measures=[source.words(*part.span) for part in measures],
        progress=words["progress"],
        status=status_of(source.text[status[0] : status[1]]) if status else None,
        status_text=source.words(*status) if status else None,
        owner=words["owner"],
        unit=words["unit"],
        due=due_on,
        key_matter=draft.key_matter,
        span=source.span(draft.mark.span[0], draft.end),
        spans=spans,
    )


def _divide_title(source: Source, draft: Draft) -> None:
    """What stands before the first label: the problem, or the problem it is about and the progress behind it."""
    spans = draft.fields.get("problem")
    if not spans:
        return
    if len(spans) > 1 and draft.named and _is_heading(source.text[slice(*spans[0])]):
        # (一)学习方面 before 存在问题:… is a heading; the problem is what its label says.
        draft.fields["problem"] = spans[1:]
        return
    start, end = spans[0][0], spans[-1][1]
    line = source.text.find("\n", start, end)
    first_line = line if line >= 0 else end
    title = about(source.text, start, first_line)
    if title:
        rest = _after_status(source, draft, *source.trimmed(title.end, end))
        told = rest[0] < rest[1]
        if told and _labelled(draft):
            return
        draft.fields["problem"] = [title.inner]
        if told:
            draft.fields["progress"] = [rest]
    elif draft.plain:
        stop = _end_of_title(source.text, start, first_line)
        draft.fields["problem"] = [source.trimmed(start, stop)]
        rest = source.trimmed(stop, end)
        if rest[0] < rest[1]:
            draft.fields["progress"] = [rest]


def _strip_led_progress(source: Source, draft: Draft) -> None:
    """整改情况:(已完成)… — the progress begins with how far it came."""
    spans = draft.fields.get("progress")
    if not spans:
        return
    rest = _after_status(source, draft, *spans[0])
    if rest[0] < rest[1]:
        spans[0] = rest


def _after_status(source: Source, draft: Draft, start: int, end: int) -> Span:
    """What follows a title without the status it begins with in brackets: …问题的整改(已完成)."""
    match = _LEADING_BRACKETS.match(source.text, start, end)
    stated = _phrase(source, *match.span("words")) if match and "status_text" not in draft.fields else None
    if match is None or stated is None:
        return (start, end)
    draft.fields["status_text"] = [stated]
    draft.held.append(match.span())
    return source.trimmed(match.end(), end)


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and not words.endswith(("。", ":"))


def _labelled(draft: Draft) -> bool:
    return "progress" in draft.fields or "measures" in draft.fields


def _end_of_title(text: str, start: int, line: int) -> int:
    """The first sentence of a line; on a page without line breaks a blank may end the title."""
    stop = text.find("。", start, line)
    blank = text.find(" ", start, min(line, start + _LONGEST_TITLE_BEFORE_BLANK))
    if blank >= 0 and (stop < 0 or blank < stop):
        return blank
    return stop + 1 if stop >= 0 else line


def _status(source: Source, draft: Draft) -> Span | None:
    """The status the finding states: by its label, else at the end of its words, else by the heading above it."""
    whole = _whole(draft, "status_text")
    if whole:
        return _without_stop(source, whole)
    stated = _in_brackets(source, draft) or _progress_is_status(source, draft)
    if stated or draft.group_status:
        return stated or draft.group_status
    spans = draft.fields.get("progress") or []
    if not spans:
        return None
    text = source.text
    start, end = spans[-1]
    end = _without_stop(source, (start, end))[1]
    sentence = max(text.rfind("。", start, end), text.rfind("\n", start, end), start - 1) + 1
    return _phrase(source, sentence, end) if sentence > start else None


def _in_brackets(source: Source, draft: Draft) -> Span | None:
    """(已完成) at the end of a title or of the progress."""
    for name in ("problem", "progress"):
        spans = draft.fields.get(name)
        if not spans:
            continue
        start, end = spans[-1]
        match = _IN_BRACKETS.search(source.text, max(start, end - _LONGEST_STATUS), end)
        if match is None or match.start() <= start:
            continue
        stated = _phrase(source, *match.span("words"))
        if stated:
            spans[-1] = source.trimmed(start, match.start())
            draft.held.append(match.span())
            return stated
    return None


def _progress_is_status(source: Source, draft: Draft) -> Span | None:
    """整改情况:已完成。 says how far, not what was done."""
    spans = draft.fields.get("progress") or []
    if len(spans) != 1:
        return None
    start, end = _without_stop(source, spans[0])
    stated = _phrase(source, start, end)
    if stated:
        draft.held.append(spans[0])
        del draft.fields["progress"]
    return stated


def _phrase(source: Source, start: int, end: int) -> Span | None:
    found = status_phrase(source.text[start:end])
    return (start + found[0], start + found[1]) if found else None


def _without_stop(source: Source, span: Span) -> Span:
    return (span[0], span[0] + len(source.text[slice(*span)].rstrip("。;,. ")))


def _whole(draft: Draft, name: FieldName) -> Span | None:
    """A field given twice in one finding (整改情况 and 整改成效) is one stretch with the label between.

    Where another field stands between them, the longer one is it.
    """
    spans = draft.fields.get(name)
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    others = (span for other, own in draft.fields.items() if other != name for span in own)
    if any(start < other[0] < end for other in others):
        return max(spans, key=lambda span: span[1] - span[0])
    return (start, end)
