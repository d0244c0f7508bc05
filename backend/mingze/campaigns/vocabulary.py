"""The words of a campaign, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class CampaignState(StrEnum):
    """Summarising follows the last stage; archived is for good."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    SUMMARISING = "summarising"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class StageState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Mechanism(StrEnum):
    """What a stage is to bring about (四责)."""

    CLARIFY = "clarify"
    REPORT = "report"
    APPRAISE = "appraise"
    HOLD = "hold"


class DatePrecision(StrEnum):
    DAY = "day"
    MONTH = "month"


class BodyRole(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    OFFICE_DIRECTOR = "office_director"
    OFFICE_MEMBER = "office_member"


class TaskDueKind(StrEnum):
    """`by` a day, `within` the month that ends on it, all year, again and again (`cadence`)."""

    BY = "by"
    WITHIN = "within"
    WHOLE_YEAR = "whole_year"
    RECURRING = "recurring"


#: On the wire it needs another name than what a plan was read to say (`imports/`).
DueKind = TaskDueKind


class Cadence(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class ListMissing(StrEnum):
    """Which of the three lists (三个清单) a task lacks."""

    TARGET = "target"
    DUE = "due"
    PERSON = "person"


CAMPAIGN_STATE_LABELS: Mapping[StrEnum, str] = {
    CampaignState.DRAFT: "草稿",
    CampaignState.ACTIVE: "进行中",
    CampaignState.SUSPENDED: "已中止",
    CampaignState.SUMMARISING: "总结中",
    CampaignState.CLOSED: "已结束",
    CampaignState.ARCHIVED: "已归档",
    CampaignState.CANCELLED: "已取消",
}
STAGE_STATE_LABELS: Mapping[StrEnum, str] = {
    StageState.PLANNED: "未开始",
    StageState.OPEN: "进行中",
    StageState.CLOSED: "已结束",
}
MECHANISM_LABELS: Mapping[StrEnum, str] = {
    Mechanism.CLARIFY: "明责",
    Mechanism.REPORT: "述责",
    Mechanism.APPRAISE: "评责",
    Mechanism.HOLD: "问责",
}
BODY_ROLE_LABELS: Mapping[StrEnum, str] = {
    BodyRole.HEAD: "组长",
    BodyRole.DEPUTY: "副组长",
    BodyRole.MEMBER: "成员",
    BodyRole.OFFICE_DIRECTOR: "办公室主任",
    BodyRole.OFFICE_MEMBER: "办公室成员",
}
DUE_KIND_LABELS: Mapping[StrEnum, str] = {
    DueKind.BY: "某日前",
    DueKind.WITHIN: "当月内",
    DueKind.WHOLE_YEAR: "全年任务",
    DueKind.RECURRING: "定期",
}
CADENCE_LABELS: Mapping[StrEnum, str] = {
    Cadence.WEEKLY: "每周",
    Cadence.MONTHLY: "每月",
    Cadence.QUARTERLY: "每季度",
    Cadence.HALF_YEARLY: "每半年",
    Cadence.YEARLY: "每年",
}
LIST_MISSING_LABELS: Mapping[StrEnum, str] = {
    ListMissing.TARGET: "缺目标任务",
    ListMissing.DUE: "缺完成时限",
    ListMissing.PERSON: "缺责任人员",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "campaign_state": CAMPAIGN_STATE_LABELS,
    "stage_state": STAGE_STATE_LABELS,
    "mechanism": MECHANISM_LABELS,
    "body_role": BODY_ROLE_LABELS,
    "task_due_kind": DUE_KIND_LABELS,
    "cadence": CADENCE_LABELS,
    "list_missing": LIST_MISSING_LABELS,
}
