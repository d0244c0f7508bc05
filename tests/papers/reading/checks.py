"""What holds for every answer, whatever was read."""

from typing import Any

from mingze.papers.answer import Answer, ProblemType, Span

TOP_KEYS = {
    "file",
    "kind",
    "title",
    "aliases",
    "issuer",
    "document_number",
    "issued_on",
    "printed_on",
    "published_on",
    "outline",
    "inspection",
    "totals",
    "findings",
    "plan",
    "figures",
    "spans",
    "warnings",
    "unread",
}


def squeezed(words: str) -> str:
    return "".join(words.split())


def check_answer(answer: Answer) -> None:
    check_nothing_invented(answer)
    check_nothing_lost(answer)
    check_plan(answer)
    assert set(answer.to_json()) == TOP_KEYS


def check_nothing_invented(answer: Answer) -> None:
    """Every text field stands in the source, at its span, up to white space."""
    text = answer.text
    for name in ("title", "issuer", "document_number"):
        value = getattr(answer, name)
        if value is not None:
            assert squeezed(value) in squeezed(text[slice(*answer.spans[name])])
    for finding in answer.findings:
        for name in ("problem", "progress", "status_text", "owner", "unit", "group"):
            value = getattr(finding, name)
            if value is not None:
                assert _is_of(answer, value, finding.spans[name]), name
        spans = finding.spans.get("measures", [])
        assert len(finding.measures) == len(spans)
        for value, span in zip(finding.measures, spans, strict=True):
            assert _is_of(answer, value, span)
    check_places(answer)


def check_places(answer: Answer) -> None:
    """Titles of the outline stand at their spans; every warning has its place."""
    text = answer.text
    waiting = list(answer.outline)
    while waiting:
        heading = waiting.pop()
        rest = iter(text[slice(*heading.span)])
        assert all(letter in rest for letter in squeezed(heading.title)), heading
        waiting += heading.children
    for caution in answer.warnings:
        assert caution.span is not None, caution
        assert 0 <= caution.span[0] < caution.span[1] <= len(text), caution


def _is_of(answer: Answer, value: str, span: Span) -> bool:
    """Whether a field is what stands at its span, but for what lies in it and is told: page marks, copies, a ledger."""
    words = answer.text[slice(*span)]
    if value == words or not {"page_fragments", "duplicate_body", "columns"} & {
        *codes(answer),
        *answer.spans,
    }:
        return value == words
    rest = iter(words)
    return all(letter in rest for letter in value)


def check_plan(answer: Answer) -> None:
    """Every text of a plan stands where the answer says it does."""
    plan, spans = answer.plan, answer.spans
    if plan is None:
        return
    for name in ("objective", "scope", "objects", "parent"):
        value = getattr(plan, name)
        assert (value is not None) == (f"plan.{name}" in spans), name
        if value is not None:
            assert _stands(answer, value, [spans[f"plan.{name}"]]), value
    if plan.leading_group:
        group = plan.leading_group
        for value in (group.head, *group.deputies, group.members, group.office):
            assert value is None or _stands(answer, value, spans["plan.leading_group"]), value
    for stage in plan.stages:
        assert _stands(answer, stage.name, [stage.span])
        assert stage.mechanism is None or _stands(answer, stage.mechanism, spans["plan.mechanisms"])
    for task in plan.tasks:
        for value in (task.title, task.text, *task.departments, task.due.text):
            assert value is None or _stands(answer, value, [task.span]), value
    for part in plan.reporting.parts if plan.reporting else []:
        assert _stands(answer, part, [spans["plan.reporting"]])
    for title in _titles(plan.problem_types):
        assert _stands(answer, title, spans["plan.problem_types"]), title
    for contact, span in zip(plan.contacts, spans.get("plan.contacts", []), strict=True):
        assert _stands(answer, contact.value, [span])


def _titles(types: list[ProblemType]) -> list[str]:
    return [title for one in types for title in (one.title, *_titles(one.children))]


def _stands(answer: Answer, value: str, spans: list[Span]) -> bool:
    """Letter by letter where the page was cut into fragments and joined again."""
    joined = {"page_fragments", "duplicate_body"} & set(codes(answer))
    for span in spans:
        stretch = squeezed(answer.text[slice(*span)])
        if squeezed(value) in stretch:
            return True
        letters = iter(stretch)
        if joined and all(letter in letters for letter in squeezed(value)):
            return True
    return False


def check_nothing_lost(answer: Answer) -> None:
    """Spans and unread stretches together cover every character but white space."""
    covered = bytearray(len(answer.text))
    spans = [*spans_in(answer.to_json()), *answer.unread]
    for start, end in spans:
        assert 0 <= start <= end <= len(answer.text)
        covered[start:end] = b"\x01" * (end - start)
    lost = [at for at, char in enumerate(answer.text) if not covered[at] and not char.isspace()]
    assert not lost, answer.text[lost[0] : lost[0] + 30]


def spans_in(value: Any, key: str = "") -> list[Span]:
    """Every span of an answer but those of warnings, which hold nothing."""
    if isinstance(value, dict):
        return [span for name, part in value.items() if name != "warnings" for span in spans_in(part, name)]
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(part, int) for part in value):
            return [(value[0], value[1])]
        return [span for part in value for span in spans_in(part, key)]
    return []


def codes(answer: Answer) -> list[str]:
    return [caution.code for caution in answer.warnings]
