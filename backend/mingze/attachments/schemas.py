"""Wire shapes of attachments."""

from datetime import datetime
from typing import Literal

from fastapi import UploadFile
from pydantic import BaseModel, Field, computed_field

from mingze.attachments.rules import PREVIEWED


class AttachmentForm(BaseModel):
    file: UploadFile = Field(description="照片(JPEG、PNG、WebP、HEIC)、PDF、DOCX、XLSX")
    owner_type: str = Field(max_length=40, examples=["rectification_item"])
    owner_id: int = Field(ge=1, le=2**53)


class FromUpload(BaseModel):
    upload_id: str = Field(
        pattern=r"^[0-9a-f]{32}$",
        description="断点续传的编号,即创建时 Location 的最后一段",
    )
    owner_type: str = Field(max_length=40)
    owner_id: int = Field(ge=1, le=2**53)


class AttachmentView(BaseModel):
    id: int
    owner_type: str
    owner_id: int
    name: str
    media_type: str = Field(examples=["image/jpeg"])
    size: int = Field(description="字节数")
    sha256: str
    scan: Literal["clean", "off"] = Field(description="病毒扫描:clean 已扫描未发现,off 上传时未设扫描服务")
    created_by: int | None = Field(description="上传人;群众通过门户提交的为空")
    created_by_name: str | None
    created_at: datetime

    @computed_field(description="可否预览:image 有缩略图(照片,PDF 首页),none 没有")  # type: ignore[prop-decorator]
    @property
    def preview(self) -> Literal["image", "none"]:
        return "image" if self.media_type in PREVIEWED else "none"
