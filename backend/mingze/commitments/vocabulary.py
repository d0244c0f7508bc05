"""The words of commitments, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class CommitmentKind(StrEnum):
    """A statement of what was done (述责), a promise (公开承诺), or a list that is made public (公开权责)."""

    STATEMENT = "statement"
    COMMITMENT = "commitment"
    DUTY_LIST = "duty_list"
    POWER_LIST = "power_list"


class CommitmentState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Medium(StrEnum):
    """Where something is made public."""

    WEBSITE = "website"
    NEWSPAPER = "newspaper"
    TELEVISION = "television"
    NOTICE_BOARD = "notice_board"
    MEETING = "meeting"


class PromiseState(StrEnum):
    """`extended` goes on under a later day; that it is overdue is computed."""

    OPEN = "open"
    EXTENDED = "extended"
    KEPT = "kept"
    BROKEN = "broken"


KIND_LABELS: Mapping[StrEnum, str] = {
    CommitmentKind.STATEMENT: "述责",
    CommitmentKind.COMMITMENT: "公开承诺",
    CommitmentKind.DUTY_LIST: "责任清单",
    CommitmentKind.POWER_LIST: "权力清单",
}
STATE_LABELS: Mapping[StrEnum, str] = {
    CommitmentState.DRAFT: "草稿",
    CommitmentState.SUBMITTED: "待审批",
    CommitmentState.REFUSED: "未批准",
    CommitmentState.APPROVED: "待公开",
    CommitmentState.PUBLISHED: "已公开",
    CommitmentState.WITHDRAWN: "已撤回",
}
MEDIUM_LABELS: Mapping[StrEnum, str] = {
    Medium.WEBSITE: "网站",
    Medium.NEWSPAPER: "报纸",
    Medium.TELEVISION: "电视",
    Medium.NOTICE_BOARD: "公示栏",
    Medium.MEETING: "会议",
}
PROMISE_STATE_LABELS: Mapping[StrEnum, str] = {
    PromiseState.OPEN: "履行中",
    PromiseState.EXTENDED: "已延期",
    PromiseState.KEPT: "已兑现",
    PromiseState.BROKEN: "未兑现",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "commitment_kind": KIND_LABELS,
    "commitment_state": STATE_LABELS,
    "medium": MEDIUM_LABELS,
    "promise_state": PROMISE_STATE_LABELS,
}
