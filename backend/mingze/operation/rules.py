"""The words of operation: parts, services, findings."""

from dataclasses import dataclass
from enum import StrEnum


class PartName(StrEnum):
    DATABASE = "database"
    SCHEMA = "schema"
    FILES = "files"
    EVENTS = "events"
    DISK = "disk"
    JOBS = "jobs"


PART_LABELS: dict[PartName, str] = {
    PartName.DATABASE: "数据库",
    PartName.SCHEMA: "数据库结构",
    PartName.FILES: "文件存储",
    PartName.EVENTS: "事件链与检查点",
    PartName.DISK: "磁盘空间",
    PartName.JOBS: "后台任务",
}


@dataclass(frozen=True, slots=True)
class Part:
    """`essential`: without it the service cannot serve. `detail` names no secret and no address."""

    name: PartName
    ok: bool
    essential: bool
    detail: str

    @property
    def label(self) -> str:
        return PART_LABELS[self.name]


class CheckSeverity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_LABELS: dict[CheckSeverity, str] = {
    CheckSeverity.ERROR: "错误",
    CheckSeverity.WARNING: "警告",
    CheckSeverity.INFO: "提示",
}


@dataclass(frozen=True, slots=True)
class CheckFinding:
    severity: CheckSeverity
    code: str
    message: str


class ServiceName(StrEnum):
    MAIL = "mail"
    SCANNER = "scanner"
    IDENTITY = "identity"


SERVICE_LABELS: dict[ServiceName, str] = {
    ServiceName.MAIL: "邮件服务器",
    ServiceName.SCANNER: "病毒扫描",
    ServiceName.IDENTITY: "统一身份认证",
}


@dataclass(frozen=True, slots=True)
class Reached:
    """`reachable` is None where the service is not set."""

    name: ServiceName
    reachable: bool | None

    @property
    def configured(self) -> bool:
        return self.reachable is not None

    @property
    def label(self) -> str:
        return SERVICE_LABELS[self.name]
