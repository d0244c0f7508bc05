"""Open collections of opinions (意见建议征集): what is asked, and a form to answer."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit.database import Database
from mingze.kit.problems import Invalid, NotFound
from mingze.kit.web import Id, Reading
from mingze.portal.asking import Asking
from mingze.portal.dependencies import Asked
from mingze.portal.forms import Faults, Fields, checked, faults_of, fields_of
from mingze.portal.pages import PageRoute, page
from mingze.portal.schemas import PortalSuggestionCreate
from mingze.suggestions.queries import public_collection, public_collections, units_of

router = APIRouter(
    prefix="/portal/suggestions", route_class=PageRoute, include_in_schema=False, dependencies=[Asked]
)

_FIELDS = ("unit_id", "text", "giver", "contact", "token")


@router.get("")
async def collections(request: Request, session: Reading) -> Response:
    return page(request, "suggestions.html", collections=await public_collections(session))


@router.get("/{collection_id}")
async def collection(request: Request, collection_id: Id, session: Reading) -> Response:
    found = await _found(session, collection_id)
    fresh = Fields(token=Asking.of(request).suggestion_token())
    return await _form(request, session, found, fresh, {})


@router.post("/{collection_id}")
async def suggest(request: Request, collection_id: Id) -> Response:
    asking, fields = Asking.of(request), await fields_of(request)
    database: Database = request.app.state.database
    given = {name: fields[name] for name in _FIELDS if fields[name].strip()}
    body, faults = checked(PortalSuggestionCreate, {**given, "collection_id": collection_id})
    if body is not None:
        try:
            async with database.writing() as session:
                await asking.suggest(session, body)
            return page(request, "suggested.html")
        except Invalid as refused:
            faults = faults_of(refused)
    async with database.reading() as session:
        found = await _found(session, collection_id)
        again = Fields({**fields, "token": asking.suggestion_token()})
        return await _form(request, session, found, again, faults)


async def _found(session: AsyncSession, collection_id: int) -> RowMapping:
    found = await public_collection(session, collection_id)
    if found is None:
        raise NotFound("没有这次征集,或已经结束")
    return found


async def _form(
    request: Request, session: AsyncSession, found: RowMapping, values: Fields, faults: Faults
) -> HTMLResponse:
    return page(
        request,
        "suggest.html",
        status=422 if faults else 200,
        collection=found,
        units=await units_of(session, found["campaign_id"]),
        values=values,
        errors=faults,
    )
