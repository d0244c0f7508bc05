"""The page that a code at a door leads to, and the public figures."""

from fastapi import APIRouter, Request, Response

from mingze.kit.database import Database
from mingze.kit.problems import Problem
from mingze.kit.web import Reading
from mingze.portal import acceptance_service
from mingze.portal.acceptance_schemas import PortalDoorVote
from mingze.portal.asking import Asking
from mingze.portal.dependencies import Asked
from mingze.portal.forms import Fields, checked, fields_of
from mingze.portal.pages import PageRoute, page
from mingze.statistics import publishing

router = APIRouter(prefix="/portal", route_class=PageRoute, include_in_schema=False, dependencies=[Asked])


@router.get("/acceptance/{code}")
async def door(request: Request, code: str, session: Reading) -> Response:
    shown = await acceptance_service.door(session, Asking.of(request), code)
    return page(request, "door.html", door=shown, code=code, values=Fields(), done=False, fault=None)


@router.post("/acceptance/{code}")
async def vote(request: Request, code: str) -> Response:
    asking, fields = Asking.of(request), await fields_of(request)
    database: Database = request.app.state.database
    given = {name: fields[name] for name in ("verdict", "text", "token") if fields[name].strip()}
    body, faults = checked(PortalDoorVote, {**given, "code": code})
    fault = "请选择一项" if "verdict" in faults else ";".join(faults.values())
    if body is not None:
        try:
            async with database.writing() as session:
                await acceptance_service.vote(session, asking, body)
        except Problem as refused:
            fault = _said(refused)
    async with database.reading() as session:
        shown = await acceptance_service.door(session, asking, code)
    return page(
        request,
        "door.html",
        status=422 if fault else 200,
        door=shown,
        code=code,
        values=fields,
        done=not fault,
        fault=fault,
    )


def _said(refused: Problem) -> str:
    return refused.errors[0].message if refused.errors else refused.detail


@router.get("/statistics")
async def statistics(request: Request, session: Reading) -> Response:
    return page(request, "statistics.html", quarters=await publishing.read(session))
