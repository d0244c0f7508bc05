"""The rows behind a number of a report."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.duties import contents, metric_queries, views
from mingze.duties.schemas import FigureRow
from mingze.duties.service import Loaded
from mingze.kit.pages import Page, after_id, cut, next_id
from mingze.kit.problems import NotFound


async def figure_page(
    session: AsyncSession, actor: Actor, loaded: Loaded, field: str, *, limit: int, cursor: str | None
) -> Page[FigureRow]:
    """NotFound for a number that the ledger does not count."""
    metric = contents.metrics_of(loaded.parts).get(field)
    if metric is None or loaded.frame is None:
        raise NotFound("台账不统计这个数字")
    rows, count = await metric_queries.rows(
        session, actor, metric, loaded.frame, after=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    return Page(items=[views.figure(row) for row in shown], next_cursor=next_id(last), total=count)
