"""Following what one complained of, by receipt: always posted, never in an address."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.models import Complaint
from mingze.complaints.vocabulary import Satisfaction
from mingze.kit.database import Database
from mingze.kit.problems import NotFound, Problem
from mingze.kit.web import Reading, file_headers
from mingze.portal import acceptance_service, service
from mingze.portal.acceptance_schemas import PortalAcceptanceAnswer
from mingze.portal.asking import LETTER_MEDIA, Asking
from mingze.portal.dependencies import Asked
from mingze.portal.forms import Fields, checked, fields_of, files_of, uploads
from mingze.portal.pages import PageRoute, page
from mingze.portal.schemas import (
    PortalLetterRequest,
    PortalMessageCreate,
    PortalObjectionCreate,
    PortalRatingCreate,
)
from mingze.portal.service import NoSuchReceipt
from mingze.portal.views import contacts_of, view_of

router = APIRouter(
    prefix="/portal/follow", route_class=PageRoute, include_in_schema=False, dependencies=[Asked]
)

_SENT = {
    "message": "已经发送,办理单位会看到。",
    "rating": "谢谢您的评价。",
    "acceptance": "谢谢您的评价。有人认为没有解决的,监督办公室会回头看。",
    "objection": "异议已经提交,由受理机关决定是否重新办理,结果会显示在这里。",
}


@router.get("")
async def ask(request: Request) -> Response:
    return page(request, "follow.html", fault=None)


@router.post("")
async def look(request: Request, session: Reading) -> Response:
    fields = await fields_of(request)
    try:
        row = await Asking.of(request).complaint(session, fields["receipt"])
    except NoSuchReceipt as refused:
        return page(request, "follow.html", status=refused.status, fault=refused.detail)
    return await _case(request, session, row, fields)


_Act = Callable[[AsyncSession, Complaint, Any], Awaitable[object]]


async def _rate(session: AsyncSession, row: Complaint, body: PortalRatingCreate) -> None:
    await service.rate(session, row, Satisfaction(body.satisfaction), body.text)


async def _say(session: AsyncSession, row: Complaint, body: PortalMessageCreate) -> None:
    await service.say(session, row, body.text)


async def _object(session: AsyncSession, row: Complaint, body: PortalObjectionCreate) -> None:
    await service.object_to_answer(session, row, body.text)


@router.post("/message")
async def message(request: Request) -> Response:
    return await _acted(request, "message", PortalMessageCreate, _say)


@router.post("/rating")
async def rating(request: Request) -> Response:
    return await _acted(request, "rating", PortalRatingCreate, _rate)


@router.post("/objection")
async def objection(request: Request) -> Response:
    return await _acted(request, "objection", PortalObjectionCreate, _object)


@router.post("/acceptance")
async def acceptance(request: Request) -> Response:
    return await _acted(request, "acceptance", PortalAcceptanceAnswer, acceptance_service.answer)


async def _acted(request: Request, name: str, shape: Any, act: _Act) -> Response:
    """Do it and show the complaint as it stands then; what was refused is shown with what was written."""
    asking, fields = Asking.of(request), await fields_of(request)
    database: Database = request.app.state.database
    said = {field: fields[field] for field in shape.model_fields if fields[field].strip()}
    body, faults = checked(shape, said)
    fault = ";".join(faults.values())
    if body is not None:
        try:
            async with database.writing() as session:
                row = await asking.speaking(session, fields["receipt"])
                await act(session, row, body)
        except NoSuchReceipt:
            raise
        except Problem as refused:
            fault = refused.detail
    async with database.reading() as session:
        row = await asking.complaint(session, fields["receipt"])
        if fault:
            return await _case(request, session, row, fields, acted=name, fault=fault)
        return await _case(request, session, row, fields, done=_SENT[name])


@router.post("/letter")
async def letter(request: Request) -> Response:
    fields = await fields_of(request)
    body, _ = checked(PortalLetterRequest, {name: fields[name] for name in PortalLetterRequest.model_fields})
    if body is None:
        raise NotFound("没有这份文书")
    name, content = await Asking.of(request).letter(body.receipt, body.letter_id, body.format)
    headers = {**file_headers(name), "Cache-Control": "no-store"}
    return Response(content, media_type=LETTER_MEDIA[body.format], headers=headers)


@router.post("/files")
async def files(request: Request) -> Response:
    """Each file by itself: one that cannot be taken keeps no other back."""
    asking = Asking.of(request)
    fields, sent = await files_of(request)
    taken, refused = 0, list[str]()
    try:
        for file in uploads(sent):
            try:
                await asking.add_file(fields["receipt"], file)
                taken += 1
            except NoSuchReceipt:
                raise
            except Problem as problem:
                refused.append(f"{file.filename}:{problem.detail}")
    finally:
        await sent.close()
    async with request.app.state.database.reading() as session:
        row = await asking.complaint(session, fields["receipt"])
        done = f"收到 {taken} 个文件。" if taken else None
        fault = ";".join(refused) or (None if taken else "没有选择文件")
        return await _case(request, session, row, fields, done=done, fault=fault)


async def _case(
    request: Request,
    session: AsyncSession,
    row: Complaint,
    fields: Fields,
    *,
    acted: str | None = None,
    done: str | None = None,
    fault: str | None = None,
) -> HTMLResponse:
    return page(
        request,
        "case.html",
        status=422 if acted else 200,
        case=await view_of(session, row),
        receipt=fields["receipt"],
        values=fields,
        acted=acted,
        done=done,
        fault=fault,
        unit_contacts=await contacts_of(session, row.about_unit_id),
    )
