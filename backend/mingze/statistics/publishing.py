"""Making the figures of finished quarters public, once and for all. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.labels import CATEGORY_LABELS, COMPLAINT_CHANNEL_LABELS, SATISFACTION_LABELS
from mingze.kit import clock
from mingze.kit.events import record
from mingze.statistics import queries, views
from mingze.statistics.models import PublicFigures
from mingze.statistics.rules import Counts, Key, Span, quarter, total
from mingze.statistics.schemas import PublicStatistics
from mingze.statistics.suppression import SMALL, suppressed
from mingze.statistics.vocabulary import Dimension

#: So long after its end most of what a quarter brought is answered and rated.
SETTLED = timedelta(days=30)
#: Quarters the portal shows, and that are made up for where none was published yet.
SHOWN = 8


async def read(session: AsyncSession) -> list[PublicStatistics]:
    return [views.public(row) for row in await queries.published(session, SHOWN)]


async def publish_due(session: AsyncSession) -> int:
    """Publish every finished quarter that is not yet public; how many there were."""
    first = await queries.first_received(session)
    if first is None:
        return 0
    known = {row.first for row in await queries.published(session, SHOWN)}
    due = [span for span in _finished() if span.over > first and span.first not in known]
    for span in due:
        await _publish(session, span)
    return len(due)


def _finished() -> list[Span]:
    """The last quarters that are over and settled, the oldest first."""
    found = [quarter(clock.today() - SETTLED)]
    while len(found) <= SHOWN:
        found.append(quarter(found[-1].first - timedelta(days=1)))
    # The first of them is not over yet, or not settled.
    return found[:0:-1]


async def _publish(session: AsyncSession, span: Span) -> None:
    row = PublicFigures(
        first=span.first, last=span.last, content=await _content(session, span), published_at=clock.now()
    )
    session.add(row)
    record(
        session,
        action="publish_figures",
        resource="public_figures",
        resource_id=str(span.first),
        actor=None,
        changes={"span": [None, [str(span.first), str(span.last)]]},
    )
    await session.flush()


async def _content(session: AsyncSession, span: Span) -> dict[str, Any]:
    """Every table parts the same total, so that no other figure has to be said beside it."""
    dimensions = (Dimension.CATEGORY, Dimension.CHANNEL)
    counted = await queries.tallies(session, (), span, dimensions)
    by_category, by_channel = (counted[by] for by in dimensions)
    whole = total(by_category.values())
    unrated = whole.count - whole.rated
    tables = [
        ("按类别", _named(CATEGORY_LABELS, by_category, "未分类")),
        ("按渠道", _named(COMPLAINT_CHANNEL_LABELS, by_channel, None)),
        (
            "答复是否按期",
            [
                ("按期答复", whole.in_time),
                ("逾期", whole.late),
                ("未到期", whole.not_due),
                ("没有答复时限", whole.no_clock),
            ],
        ),
        (
            "群众评价",
            [
                *((label, getattr(whole, _RATED[code.value])) for code, label in SATISFACTION_LABELS.items()),
                ("未评价", unrated),
            ],
        ),
    ]
    return {
        "total": whole.count if whole.count >= SMALL else None,
        "tables": [_table(title, rows) for title, rows in tables],
    }


_RATED = {"satisfied": "satisfied", "mostly": "mostly_satisfied", "dissatisfied": "dissatisfied"}


def _named(
    words: Mapping[Any, str], counted: Mapping[Key, Counts], empty: str | None
) -> list[tuple[str, int]]:
    rows = [(label, counted.get(code.value, Counts()).count) for code, label in words.items()]
    return [*rows, (empty, counted.get(None, Counts()).count)] if empty else rows


def _table(title: str, rows: Sequence[tuple[str, int]]) -> dict[str, Any]:
    shown = suppressed([count for _, count in rows])
    return {
        "title": title,
        "rows": None
        if shown is None
        else [{"label": label, "count": count} for (label, _), count in zip(rows, shown, strict=True)],
    }
