"""The words of what units owe in a campaign, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class DutyKind(StrEnum):
    SUB_PLAN = "sub_plan"
    REPORT = "report"
    DELIVERABLE = "deliverable"


class DutyState(StrEnum):
    """`scheduled` until the cut-off day of a report; `awaited` when the unit may write. Late and missing are no
    states: they are counted from the clock (`rules.punctuality`)."""

    SCHEDULED = "scheduled"
    AWAITED = "awaited"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


class Punctuality(StrEnum):
    """By the server's clock. `missing`: not in, and past its time by the days of a setting."""

    NOT_DUE = "not_due"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    EXEMPTED = "exempted"


class DutyRequestKind(StrEnum):
    """What a person may ask because something is late: that it does not count, or that somebody answers for it."""

    EXEMPTION = "exemption"
    ACCOUNTABILITY = "accountability"


class DutyRequestState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class ResultState(StrEnum):
    DRAFTED = "drafted"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


DUTY_KIND_LABELS: Mapping[StrEnum, str] = {
    DutyKind.SUB_PLAN: "本单位方案",
    DutyKind.REPORT: "定期报告",
    DutyKind.DELIVERABLE: "阶段成果",
}
DUTY_STATE_LABELS: Mapping[StrEnum, str] = {
    DutyState.SCHEDULED: "未到时间",
    DutyState.AWAITED: "待报送",
    DutyState.DRAFT: "填写中",
    DutyState.SUBMITTED: "已报送",
    DutyState.RETURNED: "已退回",
    DutyState.ACCEPTED: "已采纳",
    DutyState.CANCELLED: "已取消",
}
PUNCTUALITY_LABELS: Mapping[StrEnum, str] = {
    Punctuality.NOT_DUE: "未到期",
    Punctuality.ON_TIME: "按时",
    Punctuality.LATE: "迟报",
    Punctuality.MISSING: "未报",
    Punctuality.EXEMPTED: "免责",
}
DUTY_REQUEST_KIND_LABELS: Mapping[StrEnum, str] = {
    DutyRequestKind.EXEMPTION: "申请免责",
    DutyRequestKind.ACCOUNTABILITY: "提请责任追究",
}
DUTY_REQUEST_STATE_LABELS: Mapping[StrEnum, str] = {
    DutyRequestState.ASKED: "待审批",
    DutyRequestState.APPROVED: "已批准",
    DutyRequestState.REFUSED: "不批准",
}
RESULT_STATE_LABELS: Mapping[StrEnum, str] = {
    ResultState.DRAFTED: "待批准",
    ResultState.PUBLISHED: "已公布",
    ResultState.REFUSED: "不批准",
    ResultState.WITHDRAWN: "已撤回",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "duty_kind": DUTY_KIND_LABELS,
    "duty_state": DUTY_STATE_LABELS,
    "punctuality": PUNCTUALITY_LABELS,
    "duty_request_kind": DUTY_REQUEST_KIND_LABELS,
    "duty_request_state": DUTY_REQUEST_STATE_LABELS,
    "report_result_state": RESULT_STATE_LABELS,
}
