"""Wire shapes of the audit trail and of time lines."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field


class EventView(BaseModel):
    """For auditors: names of the changed fields, never their values."""

    position: int
    at: datetime
    actor_id: int | None
    actor_name: str | None
    unit_id: int | None
    unit_name: str | None
    action: str
    resource: str
    resource_id: str
    subject_id: int | None
    fields: list[str]
    ok: bool
    hash: str


class HappeningView(BaseModel):
    """One entry of a time line."""

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
