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


class TemplateFieldView(BaseModel):
    """模板中可用的一个字段。"""

    name: str = Field(examples=["标题"], description="在模板中写作 {{字段名}}")
    meaning: str = Field(examples=["文件标题"])
    each: str | None = Field(
        examples=["问题"],
        description="逐个列出的字段属于哪一类:写在表格的一行里,或写在 {{每个问题}} 与 {{问题结束}} 两段之间;null 为全文字段",
    )


class TemplateFields(BaseModel):
    kind: TemplateKind
    fields: list[TemplateFieldView]
