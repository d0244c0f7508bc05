"""How rows of a draft are cut and joined, and what a person changed of what was read. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeGuard

from mingze.findings.vocabulary import Severity
from mingze.imports.rules import READ_FIELDS, Row, as_read
from mingze.kit.problems import Invalid, refuse_field


def split(row: Row, *, at_measure: int | None, problem_parts: Sequence[str] | None) -> tuple[Row, Row]:
    """Two rows out of one: the problem cut in two, the measures divided before index `at_measure`, or both.

    What was decided of the whole is decided of neither.

    What is said of the whole (progress, status, units, due date …) goes with both; an amount of money stays with
    the first, so that no sum counts it twice; undivided measures stay with the first as well.
    Invalid where a cut falls outside the row, or the parts are not the problem.
    """
    if at_measure is None and problem_parts is None:
        raise Invalid("请说明从哪里拆分:问题文字或整改措施")
    first, second = replace(row, decision=None), replace(row, amount=None, decision=None)
    if problem_parts is not None:
        first, second = _problem_cut(row, first, second, problem_parts)
    if at_measure is not None:
        if not 0 < at_measure < len(row.measures):
            raise refuse_field("/body/at_measure", f"须在 1 与 {max(len(row.measures) - 1, 1)} 之间")
        first, second = _measures_cut(row, first, second, at_measure)
    else:
        second = replace(
            second, measures=(), spans={k: v for k, v in second.spans.items() if k != "measures"}
        )
    return first, second


def _problem_cut(row: Row, first: Row, second: Row, parts: Sequence[str]) -> tuple[Row, Row]:
    texts = tuple(part.strip() for part in parts)
    if len(texts) != 2 or not all(texts):
        raise refuse_field("/body/problem_parts", "须为两段不空的文字")
    if "".join("".join(texts).split()) != "".join(row.problem.split()):
        raise refuse_field("/body/problem_parts", "两段文字合起来须是原来的问题")
    place = row.spans.get("problem")
    # Only where the problem stands in the text as it stands in the row can the cut be found there.
    if _is_span(place) and place[1] - place[0] == len(row.problem) and row.problem.startswith(texts[0]):
        middle, start = place[0] + len(texts[0]), place[1] - len(texts[1])
        return (
            replace(first, problem=texts[0], spans={**row.spans, "problem": [place[0], middle]}),
            replace(second, problem=texts[1], spans={**row.spans, "problem": [start, place[1]]}),
        )
    return replace(first, problem=texts[0]), replace(second, problem=texts[1])


def _measures_cut(row: Row, first: Row, second: Row, at: int) -> tuple[Row, Row]:
    places = row.spans.get("measures")
    if not isinstance(places, list) or len(places) != len(row.measures):
        return replace(first, measures=row.measures[:at]), replace(second, measures=row.measures[at:])
    return (
        replace(first, measures=row.measures[:at], spans={**first.spans, "measures": places[:at]}),
        replace(second, measures=row.measures[at:], spans={**second.spans, "measures": places[at:]}),
    )


def merged(rows: Sequence[Row]) -> Row:
    """One row out of several, in their order: texts one after the other, measures and spans together.

    Where they differ: no status, the nearest due date, the gravest severity, the sum of the amounts; section,
    group and number are those of the first.
    """
    if len(rows) == 1:
        return rows[0]
    first = rows[0]
    whole = _halves_of(rows)
    statuses = {row.status for row in rows}
    spans = [row.span for row in rows if row.span is not None]
    grave = list(Severity)
    return replace(
        first,
        problem=whole.problem if whole else "\n".join(_distinct(row.problem for row in rows)),
        measures=tuple(_distinct(measure for row in rows for measure in row.measures)),
        progress="\n".join(_distinct(row.progress for row in rows)) or None,
        status=statuses.pop() if len(statuses) == 1 else None,
        status_text="/".join(_distinct(row.status_text for row in rows)) or None,
        owner="、".join(_distinct(row.owner for row in rows)) or None,
        unit_text="、".join(_distinct(row.unit_text for row in rows)) or None,
        due_on=min((row.due_on for row in rows if row.due_on), default=None),
        key_matter=any(row.key_matter for row in rows),
        span=(min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None,
        spans=_spans_together(rows) | ({"problem": whole.spans["problem"]} if whole else {}),
        units=tuple(dict.fromkeys(unit for row in rows for unit in row.units)),
        severity=max((row.severity for row in rows if row.severity), key=grave.index, default=None),
        tags=tuple(dict.fromkeys(tag for row in rows for tag in row.tags)),
        amount=sum((row.amount for row in rows if row.amount is not None), Decimal(0))
        if any(row.amount is not None for row in rows)
        else None,
        originals=tuple(_distinct_originals(rows)),
        decision=None,
    )


def _halves_of(rows: Sequence[Row]) -> Row | None:
    """The row as it was read that these were cut from, if together they are its problem again."""
    originals = _distinct_originals(rows)
    if len(originals) != 1 or "problem" not in originals[0]["spans"]:
        return None
    read = as_read(originals[0])
    together = "".join(row.problem for row in rows)
    return read if "".join(together.split()) == "".join(read.problem.split()) else None


def _distinct(texts: Iterable[str | None]) -> list[str]:
    """Each text once: the halves of a row that was split come together again as they were."""
    return list(dict.fromkeys(text for text in texts if text))


def _distinct_originals(rows: Sequence[Row]) -> list[Mapping[str, Any]]:
    kept: list[Mapping[str, Any]] = []
    for original in (original for row in rows for original in row.originals):
        if original not in kept:
            kept.append(original)
    return kept


def _spans_together(rows: Sequence[Row]) -> dict[str, Any]:
    together: dict[str, list[Any]] = {}
    for row in rows:
        for name, place in row.spans.items():
            for pair in [place] if _is_span(place) else place:
                if list(pair) not in together.setdefault(name, []):
                    together[name].append(list(pair))
    # A field that was one span in the reading stays one where only one is left; measures are always a list.
    return {
        name: pairs[0] if len(pairs) == 1 and name != "measures" else pairs
        for name, pairs in together.items()
    }


def _is_span(place: Any) -> TypeGuard[Sequence[int]]:
    return isinstance(place, list | tuple) and len(place) == 2 and all(isinstance(end, int) for end in place)


def edited_fields(row: Row) -> dict[str, Any]:
    """Field → what the document says, for every read field that was changed since."""
    if not row.originals:
        return {}
    read = merged([as_read(original) for original in row.originals])
    return {
        name: getattr(read, name)
        for name in READ_FIELDS
        if name != "status_text" and getattr(read, name) != getattr(row, name)
    }
