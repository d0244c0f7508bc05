"""Resumable uploads: the tus protocol 1.0.0 (core, creation, expiration, termination), for whoever began them.

An upload is on its way to nothing yet: `POST /attachments/from-upload` says what it belongs to and finishes it.
"""

import base64
import binascii
from collections.abc import Callable, Coroutine
from email.utils import format_datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.routing import APIRoute

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.attachments import resuming
from mingze.attachments.models import Upload
from mingze.attachments.schemas import AttachmentView, FromUpload
from mingze.attachments.taking import may_add
from mingze.kit.idempotency import IdempotencyKey
from mingze.kit.problems import BadRequest, Problem, TooLarge, Unsupported, WrongTusVersion
from mingze.kit.uploads import PIECES, too_large

VERSION = "1.0.0"
_EXTENSIONS = "creation,expiration,termination"


class TusRoute(APIRoute):
    """Every answer says the version of the protocol, refusals too."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_in_version(request: Request) -> Response:
            try:
                response = await handle(request)
            except Problem as problem:
                problem.headers["Tus-Resumable"] = VERSION
                raise
            response.headers["Tus-Resumable"] = VERSION
            return response

        return handle_in_version


router = APIRouter(prefix="/attachments", tags=["附件 Attachments"])
tus = APIRouter(prefix="/uploads", route_class=TusRoute)

Someone = Annotated[Actor, requires()]
UploadId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Version = Annotated[str | None, Header(alias="Tus-Resumable", max_length=20, description="固定为 1.0.0")]
Length = Annotated[int, Header(alias="Upload-Length", ge=1, le=2**53, description="文件字节数")]
Offset = Annotated[int, Header(alias="Upload-Offset", ge=0, le=2**53, description="从第几个字节续传")]
Metadata = Annotated[
    str | None,
    Header(
        alias="Upload-Metadata",
        max_length=2000,
        description="以逗号分隔的“键 Base64 值”;取 filename 或 name 为文件名,其余不用",
    ),
]
_HEADERS = {name: {"schema": {"type": "string"}} for name in ("Tus-Resumable", "Upload-Expires")}
_WHERE = {**_HEADERS, "Location": {"schema": {"type": "string"}, "description": "续传地址"}}
_AT = {**_HEADERS, "Upload-Offset": {"schema": {"type": "integer"}, "description": "已收到的字节数"}}
_HOW_LONG = {**_AT, "Upload-Length": {"schema": {"type": "integer"}}}


@tus.options("", status_code=204, operation_id="describeUploads", summary="断点续传:服务支持什么")
async def describe_uploads(actor: Someone, request: Request, response: Response) -> None:
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = _EXTENSIONS
    response.headers["Tus-Max-Size"] = str(request.app.state.settings.upload_max_bytes)


@tus.post(
    "",
    status_code=201,
    operation_id="createUpload",
    summary="断点续传:开始",
    response_class=Response,
    responses={201: {"headers": _WHERE}, 400: {}, 413: {}, 429: {}},
)
async def create_upload(
    actor: Someone,
    request: Request,
    length: Length,
    metadata: Metadata = None,
    version: Version = None,
) -> Response:
    """tus 1.0.0(creation、expiration、termination)。只有开始的人可以续传和完成;过期未完成的自动清除。"""
    _check(version)
    limit = request.app.state.settings.upload_max_bytes
    if length > limit:
        raise TooLarge(too_large(limit))
    made = await resuming.begin(request.app, actor, name=_name(metadata), length=length)
    headers = {"Location": f"{request.url.path}/{made.id}", "Upload-Expires": _expires(made)}
    return Response(status_code=201, headers=headers)


@tus.head(
    "/{upload_id}",
    operation_id="getUploadOffset",
    summary="断点续传:收到了多少",
    response_class=Response,
    responses={200: {"headers": _HOW_LONG, "content": {}}},
)
async def get_upload_offset(
    actor: Someone, upload_id: UploadId, request: Request, version: Version = None
) -> Response:
    _check(version)
    upload = await resuming.find(request.app, actor, upload_id)
    return Response(
        headers={
            "Upload-Offset": str(upload.received),
            "Upload-Length": str(upload.length),
            "Upload-Expires": _expires(upload),
            "Cache-Control": "no-store",
        }
    )


@tus.patch(
    "/{upload_id}",
    status_code=204,
    operation_id="continueUpload",
    summary="断点续传:续传",
    responses={204: {"headers": _AT}, 413: {}, 415: {}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {PIECES: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def continue_upload(
    actor: Someone,
    upload_id: UploadId,
    request: Request,
    response: Response,
    offset: Offset,
    version: Version = None,
) -> None:
    """Upload-Offset 须等于已收到的字节数(否则 409,先用 HEAD 查询)。中断时已收到的部分保留。

    一个文件最多分 1000 段续传,再多的回答 409,须放弃后重新上传。
    """
    _check(version)
    if request.headers.get("content-type", "").lower() != PIECES:
        raise Unsupported(f"续传内容的 Content-Type 须为 {PIECES}")
    upload = await resuming.append(request.app, actor, upload_id, offset, request)
    response.headers["Upload-Offset"] = str(upload.received)
    response.headers["Upload-Expires"] = _expires(upload)


@tus.delete(
    "/{upload_id}",
    status_code=204,
    operation_id="dropUpload",
    summary="断点续传:放弃",
)
async def drop_upload(actor: Someone, upload_id: UploadId, request: Request, version: Version = None) -> None:
    _check(version)
    await resuming.drop(request.app, actor, upload_id)


@router.post(
    "/from-upload",
    status_code=201,
    operation_id="createAttachmentFromUpload",
    summary="断点续传:完成,成为附件",
    responses={404: {}, 415: {}, 503: {}},
)
async def create_attachment_from_upload(
    actor: Someone, request: Request, body: FromUpload, key: IdempotencyKey = None
) -> AttachmentView:
    """检查与扫描同“上传附件”。未传完的回答 409。内容不可接受的随即清除。"""
    await may_add(request.app, actor, body.owner_type, body.owner_id)
    return await resuming.finish(request.app, actor, body, key)


router.include_router(tus)


def _check(version: str | None) -> None:
    if version != VERSION:
        raise WrongTusVersion()


def _expires(upload: Upload) -> str:
    return format_datetime(upload.expires_at, usegmt=True)


def _name(metadata: str | None) -> str:
    """The file name told in `Upload-Metadata`: pairs of a key and a value in Base64."""
    told: dict[str, str] = {}
    for pair in (metadata or "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadRequest("Upload-Metadata 须为以逗号分隔的“键 Base64 值”") from error
    return told.get("filename") or told.get("name") or ""
