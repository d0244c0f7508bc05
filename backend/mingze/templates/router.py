"""Word templates of an office: a ready file to begin with, what may stand in it, uploading, withdrawing."""

import asyncio
import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.attachments.contents import DOCX, Unacceptable, media_type_of
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.attachments.taking import Sent, refuse_infected
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Conflict, NotFound, Unsupported, refuse_field
from mingze.kit.uploads import form_of, read_upload, takes
from mingze.kit.web import Id, Reading, Writing, file_headers
from mingze.templates import filling, queries, service
from mingze.templates.rules import MAX_BYTES, TEMPLATE_KINDS, TemplateKind
from mingze.templates.schemas import (
    TemplateFields,
    TemplateFieldView,
    TemplateForm,
    TemplateUnit,
    TemplateView,
)

router = APIRouter(prefix="/report-templates", tags=["公文模板 Templates"])

Keeper = Annotated[Actor, requires(Permission.TEMPLATE_MANAGE)]
Someone = Annotated[Actor, requires(Permission.REPORT_WRITE, Permission.TEMPLATE_MANAGE)]
KindQuery = Annotated[TemplateKind, Query(description="哪一类公文")]

_BINARY: dict[int | str, dict[str, Any]] = {
    200: {"content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("", operation_id="listReportTemplates", summary="可用的模板,新的在前")
async def list_report_templates(
    actor: Someone,
    session: Reading,
    kind: TemplateKind | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[TemplateView]:
    """本单位的和上级单位的;管理模板的人也看到下级单位的。已停用的不列出。"""
    rows, count = await queries.page(session, actor, kind=kind, before=after_id(cursor), limit=limit + 1)
    shown, last = cut(list(rows), limit)
    total, is_capped = capped(count)
    return Page(
        items=[_view(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post(
    "",
    status_code=201,
    operation_id="createReportTemplate",
    summary="上传一份 Word 模板",
    openapi_extra=takes("createReportTemplate", TemplateForm),
)
async def create_report_template(
    actor: Keeper,
    request: Request,
    form: Annotated[TemplateForm, Depends(form_of(TemplateForm))],
    key: IdempotencyKey = None,
) -> TemplateView:
    """先检查后保存:写错的字段逐一指出在哪一段(422,errors 的 pointer 为 /body/file/位置,如“/body/file/正文第3段”)。

    可用的字段见“模板字段”,可从“空白模板”开始改。
    """
    state = request.app.state
    unit_id = await _unit_of(request, actor, form.unit_id)
    name = form.name.strip()
    data = await read_upload(form.file, min(MAX_BYTES, state.settings.upload_max_bytes))
    told = await asyncio.to_thread(_told, f"{unit_id}/{form.kind}/{name}", data)
    async with state.database.reading() as session:
        template_id = await once(session, actor, "createReportTemplate", key, told)
    if template_id is None:
        await _check(request, actor, unit_id, form, data)
        stored = await state.files.put(data)
        async with state.database.writing() as session:
            template_id = await once(session, actor, "createReportTemplate", key, told)
            if template_id is None:
                made = await service.add(
                    session,
                    actor,
                    unit_id=unit_id,
                    kind=form.kind,
                    name=name,
                    file_name=form.file.filename,
                    stored=stored,
                    scanned=state.scanner.on,
                )
                template_id = await once.done(session, actor, "createReportTemplate", key, told, made.id)
    async with state.database.reading() as session:
        return _view(await _found(session, actor, template_id))


async def _unit_of(request: Request, actor: Actor, asked: int | None) -> int:
    """The unit a template is for: where one is appointed, or, asked for, one below."""
    roots = actor.roots(Permission.TEMPLATE_MANAGE)
    if asked is None:
        if len(roots) > 1:
            raise refuse_field("/body/unit_id", "您在多个单位任职,请选择模板归哪个单位")
        return roots[0]
    async with request.app.state.database.reading() as session:
        if not await in_reach(session, asked, roots):
            raise refuse_field("/body/unit_id", "没有这个单位,或不在您的管理范围内")
    return asked


async def _check(request: Request, actor: Actor, unit_id: int, form: TemplateForm, data: bytes) -> None:
    """That it is a Word file without macros, that the scanner finds nothing, that its fields are known."""
    try:
        media_type = await asyncio.to_thread(media_type_of, data)
    except Unacceptable as error:
        raise Unsupported(str(error)) from error
    if media_type != DOCX:
        raise Unsupported("模板须为 Word 文件(.docx)")
    sent = Sent("createReportTemplate", queries.FILES, 0, form.file.filename, data, b"")
    await refuse_infected(request.app, actor, sent, Owned(subject=None, unit_id=unit_id))
    await filling.check(request.app.state, form.kind, data)


@router.get("/fields", operation_id="listTemplateFields", summary="模板中可用的字段")
async def list_template_fields(_actor: Someone, kind: KindQuery) -> TemplateFields:
    known = [
        TemplateFieldView(name=one.name, meaning=one.meaning, each=one.each) for one in filling.fields(kind)
    ]
    return TemplateFields(kind=kind, fields=known)


@router.get(
    "/starter",
    operation_id="downloadTemplateStarter",
    summary="空白模板(DOCX),改好后上传",
    response_class=Response,
    responses=_BINARY,
)
async def download_template_starter(_actor: Someone, kind: KindQuery) -> Response:
    """一份可以直接使用的模板:字段齐全,改文字和版式即可。"""
    data = await asyncio.to_thread(filling.starter, kind)
    return Response(data, media_type=DOCX, headers=file_headers(f"{TEMPLATE_KINDS[kind]}模板.docx"))


@router.get(
    "/{template_id}/content",
    operation_id="downloadReportTemplate",
    summary="下载模板文件",
    response_class=StreamingResponse,
    responses=_BINARY,
)
async def download_report_template(actor: Someone, template_id: Id, request: Request) -> StreamingResponse:
    state = request.app.state
    async with state.database.reading() as session:
        found = await _found(session, actor, template_id)
    opened = await state.files.open(found["sha256"])
    headers = {**file_headers(found["file_name"]), "Content-Length": str(opened.size)}
    return StreamingResponse(opened.pieces, headers=headers, media_type=DOCX)


@router.delete(
    "/{template_id}", status_code=204, operation_id="withdrawReportTemplate", summary="停用一份模板"
)
async def withdraw_report_template(actor: Keeper, template_id: Id, session: Writing) -> None:
    """停用后不能再选用;文件保留备查。上级单位的模板由上级停用。"""
    await service.withdraw(session, actor, template_id)


async def _found(session: AsyncSession, actor: Actor, template_id: int) -> RowMapping:
    found = await queries.template(session, actor, template_id)
    if found is None:
        raise NotFound()
    return found


def _view(row: RowMapping) -> TemplateView:
    return TemplateView(
        id=row["id"],
        unit=TemplateUnit(id=row["unit_id"], name=row["unit_name"]),
        kind=row["kind"],
        name=row["name"],
        file_name=row["file_name"],
        size=row["size"],
        created_by_name=row["created_by_name"],
        created_at=row["created_at"],
        may_withdraw=bool(row["kept"]),
    )


def _told(what: str, data: bytes) -> bytes:
    return f"{what}/{hashlib.sha256(data).hexdigest()}".encode()


async def _visible(session: AsyncSession, actor: Actor, template_id: int) -> bool:
    return await queries.template(session, actor, template_id) is not None


async def _no_more_files(session: AsyncSession, actor: Actor, template_id: int) -> Owned:
    if not await _visible(session, actor, template_id):
        raise NotFound()
    raise Conflict("模板文件不能更换或增加,请另行上传模板")


register_owner(queries.FILES, Owner(visible=_visible, adding=_no_more_files))
