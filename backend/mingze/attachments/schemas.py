"""Wire shape of an attachment."""

from datetime import datetime

from pydantic import BaseModel, Field


class AttachmentView(BaseModel):
    id: int
    owner_type: str
    owner_id: int
    name: str
    media_type: str = Field(examples=["image/jpeg"])
    size: int = Field(description="字节数")
    sha256: str
    created_by: int
    created_by_name: str
    created_at: datetime
