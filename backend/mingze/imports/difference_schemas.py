"""Wire shapes of an import against an earlier one of the same document, and against the ledger."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from mingze.imports.vocabulary import (
    ChangeEffect,
    DifferencePart,
    DifferenceState,
    DocumentKind,
    Likeness,
)

#: A value as both sides of a comparison show it.
Value = str | bool | int | float | list[str] | None


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class EarlierImport(_View):
    """以前的一次导入,看来是同一份文件。"""

    import_id: int
    title: str | None
    document_number: str | None
    kind: DocumentKind
    confirmed_at: datetime
    why: list[Likeness] = Field(description="为何认为是同一份文件")
    sure: bool = Field(description="足以自动与之对比")


class ChangeView(_View):
    """一个字段的变化。冲突:上次入账以后,文件和台账各自作了改动。"""

    field: str = Field(examples=["progress"])
    label: str = Field(examples=["整改进展"])
    old: Value = Field(description="上次导入的文件")
    new: Value = Field(description="这次的文件")
    ledger: Value = Field(default=None, description="台账现有内容(仅问题)")
    conflict: bool = False
    effect: ChangeEffect | None = Field(default=None, description="采用后如何生效(仅问题)")
    reason: str | None = Field(default=None, description="不能由导入修改的原因")


class RowDifference(_View):
    """草稿的一行与上次导入、与台账的差异。new 的行没有 finding_id。"""

    state: DifferenceState
    finding_id: int | None = None
    finding_code: str | None = None
    changes: list[ChangeView] = []
    conflict: bool = Field(default=False, description="有冲突的行须选定 decision 才能确认")
    blocked: str | None = Field(
        default=None, description="台账中的问题不能采用这一行的原因;只能保留台账内容或作为新问题入账"
    )


class GoneFinding(_View):
    """上次导入的问题,这次的文件中不再出现;台账中保持不变。"""

    finding_id: int
    code: str
    problem: str = Field(description="前 200 字")
    section: str | None
    group: str | None
    number: str | None


class DifferenceItem(_View):
    part: DifferencePart
    key: str = Field(description="编号或名称", examples=["(一)"])
    title: str = Field(description="前 200 字")
    state: DifferenceState
    changes: list[ChangeView] = []
    row_id: int | None = Field(default=None, description="草稿中的行(仅问题)")
    finding_id: int | None = None
    finding_code: str | None = None
    conflict: bool = False


class DifferenceTotals(_View):
    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    conflicts: int = 0
    undecided: int = Field(default=0, description="须选定 decision 而尚未选定的行")


class Differences(_View):
    compared_with: EarlierImport | None = Field(description="null:没有可对比的导入,各部分一律为 new")
    items: list[DifferenceItem]
    totals: DifferenceTotals
