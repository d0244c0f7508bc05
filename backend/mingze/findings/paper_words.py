"""The words of papers: versions, ways to write, forms of lists, where the public wording of a finding stands."""

from collections.abc import Mapping
from enum import StrEnum


class ReportProfile(StrEnum):
    """How a report is written; the keys are those of the writer's profiles."""

    A = "A"
    B = "B"
    C = "C"


class ReportVersion(StrEnum):
    INNER = "inner"
    OUTER = "outer"


class Unapproved(StrEnum):
    """What the outer version does with a finding whose public wording is not approved."""

    LEAVE_OUT = "leave_out"
    KEEP = "keep"


class ListForm(StrEnum):
    """清单: five ways to print the ledger."""

    PROBLEM = "problem"
    TASK = "task"
    RESPONSIBILITY = "responsibility"
    RECTIFICATION = "rectification"
    CHECKOFF = "checkoff"


class PublicationState(StrEnum):
    """Where the public wording of a finding stands."""

    UNDRAFTED = "undrafted"
    DRAFTED = "drafted"
    APPROVED = "approved"
    RETURNED = "returned"


class Outside(StrEnum):
    """What the outer version shows of a finding, or why it shows nothing."""

    APPROVED = "approved"
    UNAPPROVED = "unapproved"
    STALE = "stale"
    KEY_MATTER = "key_matter"
    WITHHELD = "withheld"


REPORT_PROFILES: Mapping[StrEnum, str] = {
    ReportProfile.A: "A 分项标注式(措施、进展、完成情况)",
    ReportProfile.B: "B 状态在前式(先写整改状态)",
    ReportProfile.C: "C 按结果分类式(不设标签)",
}
REPORT_VERSIONS: Mapping[StrEnum, str] = {
    ReportVersion.INNER: "内部版",
    ReportVersion.OUTER: "公开版",
}
UNAPPROVED: Mapping[StrEnum, str] = {
    Unapproved.LEAVE_OUT: "不列入",
    Unapproved.KEEP: "按台账内容列入",
}
LIST_FORMS: Mapping[StrEnum, str] = {
    ListForm.PROBLEM: "问题清单",
    ListForm.TASK: "任务清单",
    ListForm.RESPONSIBILITY: "责任清单",
    ListForm.RECTIFICATION: "整改清单",
    ListForm.CHECKOFF: "对账销号清单",
}
PUBLICATION_STATES: Mapping[StrEnum, str] = {
    PublicationState.UNDRAFTED: "未拟稿",
    PublicationState.DRAFTED: "待审批",
    PublicationState.APPROVED: "已批准",
    PublicationState.RETURNED: "已退回",
}
OUTSIDE: Mapping[StrEnum, str] = {
    Outside.APPROVED: "以批准的公开表述列入",
    Outside.UNAPPROVED: "公开表述未批准",
    Outside.STALE: "批准后台账内容有变化,须重新拟稿",
    Outside.KEY_MATTER: "重点问题未批准公开,不列入公开版",
    Outside.WITHHELD: "不予公开",
}

#: Everything of this kind that /meta serves, by the name the contract uses.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "report_profile": REPORT_PROFILES,
    "report_version": REPORT_VERSIONS,
    "unapproved": UNAPPROVED,
    "list_form": LIST_FORMS,
    "publication_state": PUBLICATION_STATES,
    "outside": OUTSIDE,
}
