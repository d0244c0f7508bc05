"""The words of imports: states of a draft, kinds of documents, and what a row may say of its result."""

from collections.abc import Mapping
from enum import StrEnum


class ImportState(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class DocumentKind(StrEnum):
    """What the reader takes a document for."""

    RECTIFICATION_REPORT = "rectification_report"
    CAMPAIGN_PLAN = "campaign_plan"
    ANNUAL_REPORT = "annual_report"
    FINDING_LEDGER = "finding_ledger"
    UNKNOWN = "unknown"


class ReadStatus(StrEnum):
    """What a document says of a finding; wider than the published status, as papers mix in flags and extensions."""

    DONE = "done"
    MOSTLY_DONE = "mostly_done"
    STAGED = "staged"
    IN_PROGRESS = "in_progress"
    LONG_TERM = "long_term"
    NOT_DONE = "not_done"
    EXTENDED = "extended"


IMPORT_STATES: Mapping[StrEnum, str] = {
    ImportState.DRAFT: "草稿",
    ImportState.CONFIRMED: "已入账",
    ImportState.DISCARDED: "已放弃",
}
DOCUMENT_KINDS: Mapping[StrEnum, str] = {
    DocumentKind.RECTIFICATION_REPORT: "整改情况报告",
    DocumentKind.CAMPAIGN_PLAN: "专项工作方案",
    DocumentKind.ANNUAL_REPORT: "年度报告",
    DocumentKind.FINDING_LEDGER: "问题台账",
    DocumentKind.UNKNOWN: "未能识别",
}
READ_STATUSES: Mapping[StrEnum, str] = {
    ReadStatus.DONE: "已完成",
    ReadStatus.MOSTLY_DONE: "基本完成",
    ReadStatus.STAGED: "阶段性完成",
    ReadStatus.IN_PROGRESS: "推进中",
    ReadStatus.LONG_TERM: "长期坚持",
    ReadStatus.NOT_DONE: "未完成",
    ReadStatus.EXTENDED: "申请延期",
}

#: Everything of this room that /meta serves, by the name the contract uses.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "import_state": IMPORT_STATES,
    "document_kind": DOCUMENT_KINDS,
    "read_status": READ_STATUSES,
}
