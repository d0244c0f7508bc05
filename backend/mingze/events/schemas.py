"""Wire shapes of the audit trail and of time lines."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field


class EventView(BaseModel):
    """审计所见:改动的字段名,不含内容。"""

    position: int
    at: datetime
    actor_id: int | None
    actor_name: str | None
    unit_id: int | None
    unit_name: str | None
    action: str
    resource: str
    resource_id: str
    resource_name: str | None = Field(description="账户、任职所属人员或机构的名称;案件内容一律为 null")
    subject_id: int | None
    fields: list[str]
    ok: bool
    hash: str


class EventActor(BaseModel):
    id: int
    name: str = Field(examples=["张岚"])
    username: str
    unit_name: str = Field(description="所在单位或科室")
    active: bool


class EventUnit(BaseModel):
    id: int
    name: str = Field(examples=["医政医管科"])
    parent_name: str | None = Field(description="上级单位名称,用于区分同名科室")
    active: bool


class HappeningView(BaseModel):
    """时间线上的一条。"""

    position: int
    at: datetime
    actor_id: int | None
    actor_name: str | None
    action: str
    resource: str
    resource_id: str
    changes: dict[str, list[Any]] = Field(description="字段 → [原值, 新值]")
    note: str | None
    extra: dict[str, Any]


class FirstBad(BaseModel):
    position: int
    reason: str


class VerificationView(BaseModel):
    ok: bool
    checked: int = Field(description="已核对的记录数")
    checkpoints: int = Field(description="核对所用的库外检查点数")
    first_bad: FirstBad | None
