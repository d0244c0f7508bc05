"""Reading a document without keeping anything."""

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments.rules import clean_name
from mingze.imports.reading import ACCEPTED, read_document
from mingze.imports.router import limits_of
from mingze.imports.schemas import ReadAnswer
from mingze.kit.uploads import read_upload

router = APIRouter(prefix="/documents", tags=["公文读取 Documents"])


@router.post("/read", operation_id="readDocument", summary="读取一份文件,不保存")
async def read(
    actor: Annotated[Actor, requires(Permission.DOCUMENT_READ)],
    request: Request,
    file: Annotated[UploadFile, File(description=ACCEPTED, examples=["通报.docx"])],
    with_text: Annotated[bool, Query(description="回答中附提取的全文")] = False,
) -> ReadAnswer:
    """文件里没有的内容一律为 null,不作猜测;未归入任何字段的原文列在 unread。"""
    data = await read_upload(file, request.app.state.settings.upload_max_bytes)
    answer = await read_document(clean_name(file.filename), data, limits_of(request))
    text = answer.pop("text")
    return ReadAnswer(**answer, text=text if with_text else None)
