"""What the routers of complaints share: who may come in, and the whole of one as it stands."""

from typing import Annotated

from fastapi import Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments.queries import of_owners
from mingze.complaints import clock_views, detail_queries, queries, service, views
from mingze.complaints.schemas import ComplaintDetail
from mingze.events import queries as events
from mingze.kit.web import etag
from mingze.settings import Settings

_P = Permission
Reader = Annotated[Actor, requires(_P.COMPLAINT_READ)]
Handler = Annotated[Actor, requires(_P.COMPLAINT_HANDLE)]
Hand = Annotated[Actor, requires(_P.COMPLAINT_HANDLE, _P.COMPLAINT_DECIDE)]


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def shown(
    session: AsyncSession, actor: Actor, complaint_id: int, response: Response
) -> ComplaintDetail:
    """The complaint with everything in sight; NotFound out of sight."""
    loaded = await service.load(session, actor, complaint_id)
    whole = await detail_queries.whole(session, actor, complaint_id)
    files = await of_owners(session, queries.FILES, [complaint_id])
    view = views.detail(
        actor,
        whole,
        loaded.facts,
        await clock_views.views(session, loaded.row),
        files.get(complaint_id, []),
        await events.history(session, queries.FILES, complaint_id),
    )
    response.headers["ETag"] = etag(view.version)
    return view


async def left(
    session: AsyncSession, actor: Actor, complaint_id: int, response: Response
) -> ComplaintDetail | Response:
    """As it stands after what was done, unless that took it out of sight."""
    if not await queries.in_sight(session, actor, complaint_id):
        return Response(status_code=204)
    return await shown(session, actor, complaint_id, response)
