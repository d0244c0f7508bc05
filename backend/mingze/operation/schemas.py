"""What an administrator of the system sees of it: states and figures, no secret, no address, no content."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mingze.operation.rules import CheckSeverity, PartName, ServiceName


class _FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class EngineView(BaseModel):
    name: Literal["sqlite", "postgresql"]
    version: str | None = Field(examples=["15.8"], description="没有应答时为 null")
    encoding: str | None = Field(examples=["UTF8"])


class StorageView(BaseModel):
    database_bytes: int | None = Field(description="数据库占用")
    files: int | None = Field(description="附件数(内容相同的只存一份)")
    files_bytes: int | None = Field(description="附件占用")
    free_bytes: int = Field(description="数据目录所在磁盘的剩余空间")


class BacklogView(_FromRow):
    waiting: int = Field(description="全部待办,含尚未到时间的")
    due: int = Field(description="已到时间的")
    dead: int = Field(description="多次失败而放弃的")
    oldest: datetime | None = Field(description="最早一件应在何时办理")


class CheckpointView(_FromRow):
    position: int
    at: datetime


class BackupView(_FromRow):
    at: datetime
    size: int = Field(description="备份文件的字节数")


class PartView(_FromRow):
    name: PartName
    label: str = Field(examples=["数据库"])
    ok: bool
    essential: bool = Field(description="为真时,此部分不正常则服务不接受请求")
    detail: str


class OutsideServiceView(_FromRow):
    name: ServiceName
    label: str = Field(examples=["邮件服务器"])
    configured: bool
    reachable: bool | None = Field(description="未配置时为 null")


class CheckFindingView(_FromRow):
    severity: CheckSeverity
    code: str = Field(examples=["no-backup"], description="稳定的代码")
    message: str = Field(description="问题及处理办法")


class SystemStatus(BaseModel):
    """系统的运行状况。"""

    version: str
    environment: Literal["development", "production"]
    engine: EngineView
    schema_current: bool
    schema_revision: str | None
    started_at: datetime
    uptime_seconds: int
    ready: bool
    parts: list[PartView]
    storage: StorageView
    jobs: BacklogView | None = Field(description="取不到时为 null")
    last_checkpoint: CheckpointView | None
    last_backup: BackupView | None = Field(description="从未备份时为 null")
    services: list[OutsideServiceView]
    findings: list[CheckFindingView] = Field(description="与 mingze check 相同的检查结果,由重到轻")
