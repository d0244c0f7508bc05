"""Wire shapes of notices and of how one wants to be told."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.notices.rules import MAX_ADDRESS, MailMode, NoticeKind


class NoticeView(BaseModel):
    id: int
    kind: NoticeKind
    kind_label: str = Field(examples=["交办"])
    title: str = Field(
        examples=["交办了问题:2026-0012 处方点评制度落实不到位"],
        description="所涉问题已不在可见范围内时不含其内容",
    )
    resource: str = Field(examples=["finding"], description="所涉对象的种类")
    resource_id: int | None = Field(description="合并提醒或对象已不在可见范围内时为 null")
    finding_id: int | None = Field(description="所属问题;合并提醒或已不在可见范围内时为 null")
    count: int = Field(description="合并为这一条的事项数")
    actor_name: str | None = Field(description="办理人;系统产生的提醒为 null")
    created_at: datetime
    read_at: datetime | None = Field(description="未读时为 null")


class UnreadCount(BaseModel):
    count: int = Field(description="未读提醒数,数到 1000 为止")


class NoticesRead(BaseModel):
    """给出 ids,或 all 为真。"""

    model_config = ConfigDict(extra="forbid")

    ids: list[Annotated[int, Field(ge=1, le=2**53)]] = Field(default=[], max_length=200)
    all: bool = Field(default=False, description="本人的全部提醒")


class NoticeSettings(BaseModel):
    email: str | None = Field(examples=["zhang.lan@example.cn"], description="已验证的邮箱")
    email_pending: str | None = Field(description="等待验证的新邮箱")
    mail: MailMode
    mail_available: bool = Field(description="系统是否配置了邮件服务")


class NoticeSettingsChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS)] | None = Field(
        default=None, description="新邮箱须用寄去的验证码确认后才生效;null 为不再使用邮箱"
    )
    mail: MailMode | None = None


class CodeBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")] = Field(
        examples=["402917"], description="寄到新邮箱的六位验证码"
    )
