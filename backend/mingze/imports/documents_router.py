"""Reading a document without keeping anything."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments.rules import clean_name
from mingze.imports.reading import read_document
from mingze.imports.router import limits_of
from mingze.imports.schemas import DocumentForm, ReadAnswer
from mingze.kit.uploads import form_of, read_upload, takes

router = APIRouter(prefix="/documents", tags=["公文读取 Documents"])


@router.post(
    "/read",
    operation_id="readDocument",
    summary="读取一份文件,不保存",
    openapi_extra=takes("readDocument", DocumentForm),
)
async def read(
    actor: Annotated[Actor, requires(Permission.DOCUMENT_READ)],
    request: Request,
    form: Annotated[DocumentForm, Depends(form_of(DocumentForm))],
    with_text: Annotated[bool, Query(description="回答中附提取的全文")] = False,
) -> ReadAnswer:
    """文件里没有的内容一律为 null,不作猜测;未归入任何字段的原文列在 unread。"""
    data = await read_upload(form.file, request.app.state.settings.upload_max_bytes)
    answer = await read_document(clean_name(form.file.filename), data, limits_of(request))
    text = answer.pop("text")
    return ReadAnswer(**answer, text=text if with_text else None)
