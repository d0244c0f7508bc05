"""Uploading, describing, downloading and previewing attachments."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.attachments import queries
from mingze.attachments.contents import IMAGES
from mingze.attachments.owners import owner_of
from mingze.attachments.ranges import BeyondTheEnd, wanted
from mingze.attachments.rules import clean_copy_name
from mingze.attachments.schemas import AttachmentForm, AttachmentView
from mingze.attachments.taking import Sent, take, told_of
from mingze.kit.files import OpenFile
from mingze.kit.idempotency import IdempotencyKey
from mingze.kit.problems import NotFound, RangeNotSatisfiable, refuse_field
from mingze.kit.uploads import form_of, read_upload, takes
from mingze.kit.web import Id, file_headers

router = APIRouter(prefix="/attachments", tags=["附件 Attachments"])
Someone = Annotated[Actor, requires()]
Copy = Annotated[
    Literal["clean"] | None,
    Query(description="clean:去除拍摄时间、位置、设备等元数据的照片副本(方向已摆正),仅限照片;缺省为原件"),
]
Range = Annotated[
    str | None,
    Header(alias="Range", max_length=200, description="字节范围,如 bytes=0-1023;多段按全文回答"),
]
IfRange = Annotated[str | None, Header(max_length=100, description="ETag 未变才按范围回答")]
_BINARY = {"type": "string", "format": "binary"}
_WHOLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": _BINARY}}}
}
_PART: dict[int | str, dict[str, Any]] = {206: {"content": {"application/octet-stream": {"schema": _BINARY}}}}
_PREVIEW: dict[int | str, dict[str, Any]] = {200: {"content": {"image/webp": {"schema": _BINARY}}}}


@router.post(
    "",
    status_code=201,
    operation_id="createAttachment",
    summary="上传附件",
    responses={404: {}},
    openapi_extra=takes("createAttachment", AttachmentForm),
)
async def create_attachment(
    actor: Someone,
    request: Request,
    form: Annotated[AttachmentForm, Depends(form_of(AttachmentForm))],
    key: IdempotencyKey = None,
) -> AttachmentView:
    """按内容(而非扩展名)识别类型:不完整的、夹带其他格式的、含宏的不接受。设有病毒扫描时先扫描后保存。

    带 Idempotency-Key 重试不会重复上传。网络不稳时可改用断点续传(tus)。
    """
    data = await read_upload(form.file, request.app.state.settings.upload_max_bytes)
    name = form.file.filename
    told = await asyncio.to_thread(told_of, form.owner_type, form.owner_id, name, data)
    sent = Sent("createAttachment", form.owner_type, form.owner_id, name, data, told)
    return await take(request.app, actor, sent, key)


@router.get("/{attachment_id}", operation_id="getAttachment", summary="附件信息")
async def get_attachment(actor: Someone, attachment_id: Id, request: Request) -> AttachmentView:
    return await _visible(request, actor, attachment_id)


@router.get(
    "/{attachment_id}/content",
    operation_id="downloadAttachment",
    summary="下载附件",
    response_class=StreamingResponse,
    responses=_WHOLE | _PART | {413: {}, 503: {}},
)
async def download_attachment(
    actor: Someone,
    attachment_id: Id,
    request: Request,
    copy: Copy = None,
    range_: Range = None,
    if_range: IfRange = None,
) -> Response:
    """总以附件形式下载,浏览器不直接打开。可分段下载(206),断点后以 If-Range 续传。"""
    found = await _visible(request, actor, attachment_id)
    size, open_within = await _source(request, found, copy)
    tag = f'"{found.sha256}{"-clean" if copy else ""}"'
    try:
        within = wanted(range_ if if_range in {None, tag} else None, size)
    except BeyondTheEnd as error:
        raise RangeNotSatisfiable(size) from error
    # Opened first: a file that is gone from the store must not begin as a 200.
    opened = await open_within(within)
    headers = _download_headers(found, copy, tag)
    if within is not None:
        headers["Content-Range"] = f"bytes {within[0]}-{within[1] - 1}/{size}"
    headers["Content-Length"] = str(within[1] - within[0] if within else size)
    return StreamingResponse(
        opened.pieces, 206 if within else 200, headers, media_type="application/octet-stream"
    )


@router.head(
    "/{attachment_id}/content",
    operation_id="describeAttachmentContent",
    summary="附件内容的大小与 ETag",
    response_class=Response,
    responses={200: {"content": {}}, 413: {}, 503: {}},
)
async def describe_attachment_content(
    actor: Someone, attachment_id: Id, request: Request, copy: Copy = None
) -> Response:
    found = await _visible(request, actor, attachment_id)
    size, _ = await _source(request, found, copy)
    tag = f'"{found.sha256}{"-clean" if copy else ""}"'
    headers = {**_download_headers(found, copy, tag), "Content-Length": str(size)}
    return Response(headers=headers, media_type="application/octet-stream")


@router.get(
    "/{attachment_id}/preview",
    operation_id="previewAttachment",
    summary="预览图",
    response_class=StreamingResponse,
    responses=_PREVIEW | {413: {}, 503: {}},
)
async def preview_attachment(actor: Someone, attachment_id: Id, request: Request) -> StreamingResponse:
    """照片或 PDF 首页的 WebP 缩略图,长边不超过 1600 像素,不含任何元数据。无法生成的回答 404。"""
    found = await _visible(request, actor, attachment_id)
    copies = request.app.state.copies
    made: OpenFile = await copies.open("preview", found.sha256, found.media_type)
    return StreamingResponse(
        made.pieces,
        media_type="image/webp",
        headers={
            "Content-Disposition": "inline",
            "Content-Length": str(made.size),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


_Open = Callable[[tuple[int, int] | None], Awaitable[OpenFile]]


async def _source(request: Request, found: AttachmentView, copy: str | None) -> tuple[int, _Open]:
    """The size of what is asked for, and how to open it."""
    state = request.app.state
    if copy is None:
        return found.size, lambda within: state.files.open(found.sha256, within)
    if found.media_type not in IMAGES:
        raise refuse_field("/query/copy", "只有照片可以下载去除元数据的副本")
    size = await state.copies.size("clean", found.sha256, found.media_type)
    return size, lambda within: state.copies.open("clean", found.sha256, found.media_type, within)


def _download_headers(found: AttachmentView, copy: str | None, tag: str) -> dict[str, str]:
    name = clean_copy_name(found.name, found.media_type) if copy else found.name
    return {**file_headers(name), "Accept-Ranges": "bytes", "ETag": tag}


async def _visible(request: Request, actor: Actor, attachment_id: int) -> AttachmentView:
    async with request.app.state.database.reading() as session:
        row = await queries.attachment(session, attachment_id)
        owner = owner_of(row["owner_type"]) if row else None
        if row is None or owner is None or not await owner.visible(session, actor, row["owner_id"]):
            raise NotFound()
    return AttachmentView.model_validate(dict(row))
