"""Uploading, describing and downloading attachments."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import StreamingResponse

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.attachments import queries, service
from mingze.attachments.owners import owner_of
from mingze.attachments.rules import MAX_PER_OWNER, clean_name, sniff
from mingze.attachments.schemas import AttachmentView
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.problems import Conflict, NotFound, Unsupported, refuse_field
from mingze.kit.uploads import read_upload
from mingze.kit.web import Id

router = APIRouter(prefix="/attachments", tags=["附件 Attachments"])
Someone = Annotated[Actor, requires()]


@router.post("", status_code=201, operation_id="createAttachment", summary="上传附件")
async def create_attachment(
    actor: Someone,
    request: Request,
    file: Annotated[UploadFile, File(description="照片(JPEG、PNG、WebP、HEIC)、PDF、DOCX、XLSX")],
    owner_type: Annotated[str, Form(max_length=40, examples=["rectification_item"])],
    owner_id: Annotated[int, Form(ge=1, le=2**53)],
    key: IdempotencyKey = None,
) -> AttachmentView:
    """按内容(而非扩展名)识别类型。带 Idempotency-Key 重试不会重复上传。"""
    state = request.app.state
    owner = owner_of(owner_type)
    if owner is None:
        raise refuse_field("/body/owner_type", "不能给这类对象上传附件")
    # Asked twice: before the file is taken at all, and again in the change itself.
    async with state.database.reading() as session:
        await owner.adding(session, actor, owner_id)
    data = await read_upload(file, state.settings.upload_max_bytes)
    name = clean_name(file.filename)
    media_type = sniff(data, name)
    if media_type is None:
        raise Unsupported("只接受照片(JPEG、PNG、WebP、HEIC)、PDF、DOCX、XLSX 文件")
    stored = await state.files.put(data)
    body = f"{owner_type}/{owner_id}/{name}/{stored.sha256}".encode()
    async with state.database.writing() as session:
        attachment_id = await once(session, actor, "createAttachment", key, body)
        if attachment_id is None:
            place = await owner.adding(session, actor, owner_id)
            if await queries.count_of(session, owner_type, owner_id) >= MAX_PER_OWNER:
                raise Conflict(f"附件最多 {MAX_PER_OWNER} 个")
            made = await service.attach(
                session,
                actor,
                owner_type=owner_type,
                owner_id=owner_id,
                place=place,
                stored=stored,
                name=name,
                media_type=media_type,
            )
            attachment_id = await once.done(session, actor, "createAttachment", key, body, made.id)
        row = await queries.attachment(session, attachment_id)
    return AttachmentView.model_validate(dict(row or {}))


@router.get("/{attachment_id}", operation_id="getAttachment", summary="附件信息")
async def get_attachment(actor: Someone, attachment_id: Id, request: Request) -> AttachmentView:
    return await _visible(request, actor, attachment_id)


@router.get(
    "/{attachment_id}/content",
    operation_id="downloadAttachment",
    summary="下载附件",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def download_attachment(actor: Someone, attachment_id: Id, request: Request) -> StreamingResponse:
    """总以附件形式下载,浏览器不直接打开。"""
    found = await _visible(request, actor, attachment_id)
    # Opened first: a file that is gone from the store must not begin as a 200.
    pieces = await request.app.state.files.open(found.sha256)
    return StreamingResponse(
        pieces,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
            "Content-Length": str(found.size),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


async def _visible(request: Request, actor: Actor, attachment_id: int) -> AttachmentView:
    async with request.app.state.database.reading() as session:
        row = await queries.attachment(session, attachment_id)
        owner = owner_of(row["owner_type"]) if row else None
        if row is None or owner is None or not await owner.visible(session, actor, row["owner_id"]):
            raise NotFound()
    return AttachmentView.model_validate(dict(row))
