"""Wire shapes of templates."""

from datetime import datetime

from fastapi import UploadFile
from pydantic import BaseModel, Field

from mingze.templates.rules import TemplateKind


class TemplateForm(BaseModel):
    file: UploadFile = Field(description="Word 文件(.docx),不超过 5 MB")
    name: str = Field(
        min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$", examples=["市委巡察整改通报"]
    )
    kind: TemplateKind
    unit_id: int | None = Field(
        default=None, ge=1, le=2**53, description="模板归哪个单位;缺省为任职单位,在多个单位任职时必填"
    )


class TemplateUnit(BaseModel):
    id: int
    name: str


class TemplateView(BaseModel):
    """本单位及上级单位的一份 Word 模板。"""

    id: int
    unit: TemplateUnit
    kind: TemplateKind
    name: str
    file_name: str
    size: int
    created_by_name: str
    created_at: datetime
    may_withdraw: bool


class TemplateField(BaseModel):
    """模板中可用的一个字段。"""

    name: str = Field(examples=["title"], description="在模板中写作 {{ 字段名 }};列表中的字段写在循环之内")
    label: str = Field(examples=["标题"])
    inside: str | None = Field(
        examples=["findings"], description="属于哪个列表,须写在该列表的循环之内;null 为全文字段"
    )
    repeats: bool = Field(description="本身是列表,须用循环逐项写出")


class TemplateFields(BaseModel):
    kind: TemplateKind
    fields: list[TemplateField]
