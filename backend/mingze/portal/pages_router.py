"""The pages that stand still: where to begin, how to tip off, by which ways one is heard."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from mingze.kit.problems import NotFound
from mingze.kit.web import Reading
from mingze.portal import queries
from mingze.portal.dependencies import Asked
from mingze.portal.pages import STYLE, STYLE_PATH, PageRoute, address_of, page
from mingze.portal.views import contacts_of

router = APIRouter(route_class=PageRoute, include_in_schema=False, dependencies=[Asked])
#: For addresses of the portal that nothing else has; to be included after every other page.
rest = APIRouter(route_class=PageRoute, include_in_schema=False)
#: In a process for the public alone the portal is what stands at the door.
door = APIRouter(include_in_schema=False)


@door.get("/")
async def enter() -> RedirectResponse:
    return RedirectResponse("/portal")


@rest.get(STYLE_PATH)
async def style() -> Response:
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(STYLE, media_type="text/css", headers=kept)


@rest.get("/portal/{path:path}")
async def nowhere() -> None:
    raise NotFound("没有这个页面")


@router.get("/portal/")
async def start_with_slash() -> RedirectResponse:
    return RedirectResponse("/portal")


@router.get("/portal")
async def start(request: Request, unit: str = "") -> Response:
    return page(request, "start.html", unit=unit[:40])


@router.get("/portal/channels")
async def channels(request: Request, session: Reading, q: str = "") -> Response:
    """By which ways one is heard, and how to reach each unit (信访工作条例: what must be published)."""
    q = q.strip()[:60]
    found = await queries.units(session, q) if q else []
    units = [{**row, "contacts": await contacts_of(session, row["id"])} for row in found]
    return page(request, "channels.html", q=q, units=units, address=address_of(request))


@router.get("/portal/tip-off")
async def tip_off(request: Request) -> Response:
    return page(request, "tip_off.html")
