"""What the routers of duties share: who may come in, the campaign in sight, the page of a list."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments.queries import of_owners
from mingze.campaigns import sight
from mingze.campaigns.sight import Seen
from mingze.duties import queries, service, views
from mingze.duties.schemas import DutyDetail, DutySummary
from mingze.events import queries as events
from mingze.kit.pages import Page, broken_cursor, capped, cut, decode_cursor, encode_cursor, is_id
from mingze.kit.problems import Forbidden, NotFound
from mingze.kit.web import etag
from mingze.settings import Settings

_P = Permission
Reader = Annotated[Actor, requires(_P.CAMPAIGN_READ)]
Preparer = Annotated[Actor, requires(_P.DUTY_PREPARE)]
Sender = Annotated[Actor, requires(_P.DUTY_PREPARE, _P.DUTY_SIGN)]
Manager = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE)]
Decider = Annotated[Actor, requires(_P.CAMPAIGN_DECIDE)]
Office = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE, _P.CAMPAIGN_DECIDE)]
Asker = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE, _P.DUTY_PREPARE)]


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def campaign_in_sight(session: AsyncSession, actor: Actor, campaign_id: int) -> Seen:
    """Duties are asked from the issue on: of a draft there are none."""
    seen = await sight.seen(session, actor, campaign_id)
    if seen is None:
        raise NotFound()
    return seen


async def managed(session: AsyncSession, actor: Actor, campaign_id: int) -> Seen:
    seen = await campaign_in_sight(session, actor, campaign_id)
    if not seen.manages:
        raise Forbidden("须由专项活动办公室的经办人办理")
    return seen


def after_of(cursor: str | None) -> queries.After | None:
    """Where a page by the instant due ended; Invalid where the cursor is none of ours."""
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    moment, last = keys
    if not isinstance(moment, int) or not is_id(last):
        raise broken_cursor()
    try:
        return datetime.fromtimestamp(moment, UTC), last
    except (OverflowError, OSError, ValueError) as exc:
        raise broken_cursor() from exc


def page_of(rows: list[queries.Row], count: int, limit: int, settings: Settings) -> Page[DutySummary]:
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[views.summary(row, settings.missing_after_days) for row in shown],
        next_cursor=encode_cursor(int(last["due_at"].timestamp()), last["id"]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


async def shown(
    session: AsyncSession, actor: Actor, duty_id: int, settings: Settings
) -> tuple[DutyDetail, dict[str, str]]:
    """A duty whole, and the headers that go with it."""
    days = settings.missing_after_days
    loaded = await service.load(session, actor, duty_id, missing_after_days=days)
    figures = await service.ledger(session, loaded)
    history = await events.history(session, queries.FILES, duty_id)
    files = await of_owners(session, queries.FILES, [duty_id])
    view = views.detail(actor, loaded, figures, history, files.get(duty_id, []), days)
    return view, {"ETag": etag(view.version)}
