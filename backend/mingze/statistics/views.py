"""What was counted, as it is sent."""

from collections.abc import Iterable

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings.schemas import Ref
from mingze.statistics.models import PublicFigures
from mingze.statistics.rules import BASE_WORDS, RATE_WORDS, Counts, Part, change_rate
from mingze.statistics.schemas import (
    ComplaintStatistics,
    CountsView,
    PublicStatistics,
    SpanView,
    StatisticsRow,
)
from mingze.statistics.service import Asked, Table
from mingze.statistics.vocabulary import Dimension


def statistics(actor: Actor, wanted: Asked, by: Dimension, table: Table) -> ComplaintStatistics:
    span = wanted.span
    filters = {"received_from": str(span.first), "received_to": str(span.last)}
    if wanted.unit_id is not None:
        filters["unit"] = str(wanted.unit_id)
    if wanted.kind is not None:
        filters["kind"] = wanted.kind.value
    return ComplaintStatistics(
        by=by,
        span=SpanView.model_validate(span),
        before=SpanView.model_validate(span.year_before()),
        unit=unit(wanted),
        kind=wanted.kind,
        base_words=BASE_WORDS,
        rate_words=RATE_WORDS,
        total=counts(table.now),
        total_before=counts(table.before),
        change=table.now.count - table.before.count,
        change_rate=rate(table.now.count, table.before.count),
        rows=rows(table.rows),
        base_filters=filters,
        may_open=actor.may(Permission.COMPLAINT_READ),
    )


def unit(wanted: Asked) -> Ref | None:
    return None if wanted.unit_id is None else Ref(id=wanted.unit_id, name=wanted.unit_name or "")


def counts(one: Counts) -> CountsView:
    return CountsView.model_validate(one)


def rows(parts: Iterable[Part]) -> list[StatisticsRow]:
    return [
        StatisticsRow(
            key=part.key,
            label=part.label,
            now=counts(part.now),
            before_count=part.before.count,
            change=part.now.count - part.before.count,
            change_rate=rate(part.now.count, part.before.count),
            filters=dict(part.filters),
        )
        for part in parts
    ]


def rate(now: int, before: int) -> float | None:
    found = change_rate(now, before)
    return None if found is None else float(found)


def public(row: PublicFigures) -> PublicStatistics:
    return PublicStatistics(first=row.first, last=row.last, published_at=row.published_at, **row.content)
