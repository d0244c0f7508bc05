"""Wire shapes of units, of what happens to them, and of their lists in files."""

from datetime import date
from typing import Annotated, Literal

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.access.schemas import Strict, UnitRef
from mingze.units.import_service import ACCEPTED
from mingze.units.rules import MAX_NAME, MAX_SHORT_NAME, UnitChangeKind, UnitKind

_Id = Annotated[int, Field(ge=1, le=2**53)]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)]
_ShortName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SHORT_NAME)]
_Uscc = Annotated[str, StringConstraints(max_length=18)]
_RegionCode = Annotated[str, StringConstraints(max_length=12)]
_Document = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None,
    Field(description="依据的文件,如 云编办〔2026〕12号"),
]
_Note = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)] | None,
    Field(description="说明"),
]


class UnitView(BaseModel):
    id: int
    code: str = Field(examples=["YZ-QH-01"])
    name: str
    short_name: str
    kind: UnitKind
    parent_id: int | None
    parent_name: str | None = Field(description="上级单位名称,用于区分同名科室")
    uscc: str | None = Field(description="统一社会信用代码")
    region_code: str | None = Field(description="行政区划代码")
    active: bool = Field(description="停用的单位不再接受新的交办、任职和账户")
    version: int
    has_children: bool


class FormerName(BaseModel):
    name: str
    until: date = Field(description="使用至")


class UnitDetail(UnitView):
    path: list[UnitRef] = Field(description="自上而下,含本单位")
    former_names: list[FormerName] = Field(description="曾用名,新近的在前")
    successor: UnitRef | None = Field(description="停用后承接其工作的单位")
    closed_on: date | None
    merged: bool = Field(description="因合并而停用")


class UnitCreate(Strict):
    code: _Code
    name: _Name
    short_name: _ShortName | None = None
    kind: UnitKind
    parent_id: int | None = Field(default=None, ge=1, le=2**53)
    uscc: _Uscc | None = None
    region_code: _RegionCode | None = None


class UnitChangeBody(Strict):
    """什么没有给,什么就不变。"""

    name: _Name | None = None
    short_name: _ShortName | None = None
    uscc: _Uscc | None = None
    region_code: _RegionCode | None = None
    document: _Document = None
    note: _Note = None


class UnitMove(Strict):
    parent_id: _Id
    document: _Document = None
    note: _Note = None


class UnitMerge(Strict):
    into_id: _Id = Field(description="并入的单位")
    document: _Document = None
    note: _Note = None


class UnitPart(Strict):
    code: _Code
    name: _Name
    kind: UnitKind
    short_name: _ShortName | None = None
    uscc: _Uscc | None = None
    region_code: _RegionCode | None = None
    children: list[_Id] = Field(default=[], max_length=500, description="划入的原直接下级")
    takes_over: bool = Field(default=False, description="原单位停用时由它承接原有工作")


class UnitSplit(Strict):
    parts: list[UnitPart] = Field(min_length=1, max_length=20, description="新设的单位,与原单位同一上级")
    close: bool = Field(default=False, description="原单位随之停用")
    document: _Document = None
    note: _Note = None


class UnitClose(Strict):
    successor_id: _Id | None = Field(default=None, description="承接单位;没有未了事项时可以不填")
    document: _Document = None
    note: _Note = None


class UnitReopen(Strict):
    parent_id: _Id | None = Field(default=None, description="恢复到哪个上级之下;缺省为现在的上级")
    document: _Document = None
    note: _Note = None


class UnitSplitView(BaseModel):
    unit: UnitDetail
    parts: list[UnitView]


class UnitChangeView(BaseModel):
    """沿革中的一条。"""

    model_config = ConfigDict(populate_by_name=True)

    id: int
    kind: UnitChangeKind
    kind_label: str = Field(examples=["调整隶属"])
    on: date
    document: str | None
    note: str | None
    by_name: str | None = Field(description="经办人")
    from_: str | None = Field(alias="from", description="更名:原名称;调整隶属:原上级;合并、停用:所承接的单位")
    to: str | None = Field(description="更名:新名称;调整隶属:新上级;合并、停用:承接单位")
    others: list[UnitRef] = Field(description="涉及的其他单位")


class UnitFileForm(BaseModel):
    file: UploadFile = Field(description=ACCEPTED, examples=["机构名录.xlsx"])


class UnitImportForm(UnitFileForm):
    plan_digest: str = Field(min_length=64, max_length=64, description="预览返回的 plan_digest")


class UnitImportChange(BaseModel):
    field: str = Field(examples=["name"])
    label: str = Field(examples=["单位名称"])
    old: str | None
    new: str | None


class UnitImportFault(BaseModel):
    column: str | None = Field(description="所在列;与某一列无关时为 null", examples=["上级编码"])
    message: str


class UnitImportRow(BaseModel):
    row: int = Field(description="文件中的行号,从 1 起")
    code: str | None
    action: Literal["create", "update", "move", "unchanged", "error"]
    name: str | None
    changes: list[UnitImportChange]
    errors: list[UnitImportFault]


class UnitImportTotals(BaseModel):
    rows: int
    create: int
    update: int
    move: int
    unchanged: int
    error: int


class UnitImportPreview(BaseModel):
    plan_digest: str = Field(description="导入时原样带回")
    totals: UnitImportTotals
    rows: list[UnitImportRow] = Field(description="按行号;最多列出 2,000 行,有错误的优先")
    rows_are_capped: bool
    ignored_columns: list[str] = Field(description="文件中不认识、未读取的列")


class UnitImportDone(BaseModel):
    totals: UnitImportTotals
