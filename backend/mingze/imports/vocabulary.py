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


class RowDecision(StrEnum):
    """What becomes of a row that the ledger already has."""

    TAKE = "take"
    KEEP = "keep"
    ENTER_AS_NEW = "enter_as_new"


class DifferenceState(StrEnum):
    """A part of a document against an earlier import of it."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class DifferencePart(StrEnum):
    FINDING = "finding"
    PLAN = "plan"
    STAGE = "stage"
    TASK = "task"
    PROBLEM_TYPE = "problem_type"
    FIGURE = "figure"


class ChangeEffect(StrEnum):
    """What taking a change does to the ledger."""

    ENTERS = "enters"
    ASKS = "asks"
    CANNOT = "cannot"


class Likeness(StrEnum):
    """Why an earlier import is taken for the same document."""

    SAME_FILE = "same_file"
    SAME_NUMBER = "same_number"
    SAME_INSPECTION = "same_inspection"
    SAME_TITLE = "same_title"
    SAME_NAME = "same_name"


class DueKind(StrEnum):
    BY = "by"
    WITHIN = "within"
    WHOLE_YEAR = "whole_year"
    RECURRING = "recurring"
    NONE = "none"


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
ROW_DECISIONS: Mapping[StrEnum, str] = {
    RowDecision.TAKE: "采用文件内容",
    RowDecision.KEEP: "保留台账内容",
    RowDecision.ENTER_AS_NEW: "作为新问题入账",
}
DIFFERENCE_STATES: Mapping[StrEnum, str] = {
    DifferenceState.SAME: "没有变化",
    DifferenceState.CHANGED: "有变化",
    DifferenceState.NEW: "新增",
    DifferenceState.GONE: "不再出现",
}
DIFFERENCE_PARTS: Mapping[StrEnum, str] = {
    DifferencePart.FINDING: "问题",
    DifferencePart.PLAN: "方案总体",
    DifferencePart.STAGE: "阶段",
    DifferencePart.TASK: "任务",
    DifferencePart.PROBLEM_TYPE: "问题类型",
    DifferencePart.FIGURE: "数据",
}
CHANGE_EFFECTS: Mapping[StrEnum, str] = {
    ChangeEffect.ENTERS: "确认后生效",
    ChangeEffect.ASKS: "确认后报分管领导审批",
    ChangeEffect.CANNOT: "不能由导入修改",
}
LIKENESSES: Mapping[StrEnum, str] = {
    Likeness.SAME_FILE: "同一文件",
    Likeness.SAME_NUMBER: "文号相同",
    Likeness.SAME_INSPECTION: "同一巡察",
    Likeness.SAME_TITLE: "标题和发文单位相同",
    Likeness.SAME_NAME: "文件名相同",
}

#: Everything of this room that /meta serves, by the name the contract uses.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "import_state": IMPORT_STATES,
    "document_kind": DOCUMENT_KINDS,
    "read_status": READ_STATUSES,
    "row_decision": ROW_DECISIONS,
    "difference_state": DIFFERENCE_STATES,
    "difference_part": DIFFERENCE_PARTS,
    "change_effect": CHANGE_EFFECTS,
    "import_likeness": LIKENESSES,
}
