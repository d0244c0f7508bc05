"""The words of the ledger: every enum with its Chinese label (served by /api/v1/meta)."""

from collections.abc import Mapping
from enum import StrEnum


class WorkState(StrEnum):
    """The work axis of a finding."""

    FOUND = "found"
    CONFIRMED = "confirmed"
    HANDED_OUT = "handed_out"
    ACCEPTED = "accepted"
    RECTIFYING = "rectifying"
    WAITING_EXTERNAL = "waiting_external"
    CLAIMED = "claimed"
    FIXED_ON_SITE = "fixed_on_site"
    VERIFIED = "verified"


class PublishedStatus(StrEnum):
    """What a published report says of a finding; 长期坚持 is a flag beside it."""

    DONE = "done"
    MOSTLY_DONE = "mostly_done"
    STAGED = "staged"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"


class ClosureState(StrEnum):
    """The closure axis (销号) of a finding."""

    NONE = "none"
    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    COUNTERSIGNED = "countersigned"
    CLOSED = "closed"


class ItemState(StrEnum):
    """The state of a rectification item (整改措施, counted in 条)."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Light(StrEnum):
    """The warning light: computed from dates, never stored."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"


class Severity(StrEnum):
    ORDINARY = "ordinary"
    CONSIDERABLE = "considerable"
    SEVERE = "severe"


class Source(StrEnum):
    """Where a finding came from: five sources, four ways of finding, and the inspection (巡察)."""

    INSPECTION = "inspection"
    SUPERIOR = "superior"
    LEADER = "leader"
    MEDIA = "media"
    PUBLIC_REPORT = "public_report"
    SUPERVISION = "supervision"
    SELF_CHECK = "self_check"
    AUDIT = "audit"
    GUIDED_CHECK = "guided_check"
    COVERT_CHECK = "covert_check"


class Part(StrEnum):
    """What a unit has to do with a finding."""

    ANSWERING = "answering"
    COOPERATING = "cooperating"
    SUPERVISING = "supervising"


class Basis(StrEnum):
    """What a claim of completion rests on."""

    EVIDENCE = "evidence"
    ONSITE = "onsite"


class RequestKind(StrEnum):
    """What one person asks and another decides."""

    EXTENSION = "extension"
    STAGED = "staged"
    LONG_TERM = "long_term"
    WAITING_EXTERNAL = "waiting_external"
    REOPEN = "reopen"
    CORRECT = "correct"
    VOID = "void"


class RequestState(StrEnum):
    """`recorded`: decided outside and only noted here, as an imported document states it."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    RECORDED = "recorded"


class ReopenTrigger(StrEnum):
    LOOK_BACK = "look_back"
    RECURRENCE = "recurrence"
    APPEAL = "appeal"


class OrganKind(StrEnum):
    """Organs outside the tree that countersign a closure on paper."""

    INSPECTION_OFFICE = "inspection_office"
    DISCIPLINE = "discipline"
    ORGANISATION = "organisation"


class Waiting(StrEnum):
    """Why something waits for the person who asks."""

    CONFIRM = "confirm"
    HAND_OUT = "hand_out"
    ACCEPT = "accept"
    REPORT = "report"
    VERIFY = "verify"
    DECIDE = "decide"
    APPLY_CLOSURE = "apply_closure"
    APPROVE_CLOSURE = "approve_closure"
    CLOSE = "close"


WORK_STATES: Mapping[StrEnum, str] = {
    WorkState.FOUND: "已发现",
    WorkState.CONFIRMED: "已确认",
    WorkState.HANDED_OUT: "已交办",
    WorkState.ACCEPTED: "已接收",
    WorkState.RECTIFYING: "整改中",
    WorkState.WAITING_EXTERNAL: "待外部条件",
    WorkState.CLAIMED: "已申报完成",
    WorkState.FIXED_ON_SITE: "立行立改",
    WorkState.VERIFIED: "已核验",
}
PUBLISHED_STATUSES: Mapping[StrEnum, str] = {
    PublishedStatus.DONE: "已完成",
    PublishedStatus.MOSTLY_DONE: "基本完成",
    PublishedStatus.STAGED: "阶段性完成",
    PublishedStatus.IN_PROGRESS: "推进中",
    PublishedStatus.NOT_DONE: "未完成",
}
CLOSURE_STATES: Mapping[StrEnum, str] = {
    ClosureState.NONE: "未申请销号",
    ClosureState.APPLIED: "已申请销号",
    ClosureState.APPROVED: "已批准销号",
    ClosureState.REFUSED: "销号未获批准",
    ClosureState.COUNTERSIGNED: "已会签",
    ClosureState.CLOSED: "已销号",
}
ITEM_STATES: Mapping[StrEnum, str] = {
    ItemState.PLANNED: "未开始",
    ItemState.IN_PROGRESS: "推进中",
    ItemState.CLAIMED: "已申报完成",
    ItemState.ACCEPTED: "已核验",
    ItemState.RETURNED: "已退回",
}
LIGHTS: Mapping[StrEnum, str] = {
    Light.RED: "逾期",
    Light.YELLOW: "临期",
    Light.GREEN: "正常",
    Light.GREY: "不计时",
}
SEVERITIES: Mapping[StrEnum, str] = {
    Severity.ORDINARY: "一般",
    Severity.CONSIDERABLE: "较重",
    Severity.SEVERE: "严重",
}
SOURCES: Mapping[StrEnum, str] = {
    Source.INSPECTION: "巡察",
    Source.SUPERIOR: "上级交办",
    Source.LEADER: "领导批示",
    Source.MEDIA: "媒体曝光",
    Source.PUBLIC_REPORT: "群众举报",
    Source.SUPERVISION: "督促检查",
    Source.SELF_CHECK: "自查自纠",
    Source.AUDIT: "审计监督",
    Source.GUIDED_CHECK: "督导检查",
    Source.COVERT_CHECK: "暗访监督",
}
PARTS: Mapping[StrEnum, str] = {
    Part.ANSWERING: "责任单位",
    Part.COOPERATING: "配合单位",
    Part.SUPERVISING: "督办单位",
}
BASES: Mapping[StrEnum, str] = {Basis.EVIDENCE: "佐证材料", Basis.ONSITE: "现场核查"}
REQUEST_KINDS: Mapping[StrEnum, str] = {
    RequestKind.EXTENSION: "延期",
    RequestKind.STAGED: "阶段性完成",
    RequestKind.LONG_TERM: "长期坚持",
    RequestKind.WAITING_EXTERNAL: "待外部条件",
    RequestKind.REOPEN: "重新打开",
    RequestKind.CORRECT: "更正",
    RequestKind.VOID: "作废",
}
REQUEST_STATES: Mapping[StrEnum, str] = {
    RequestState.ASKED: "待审批",
    RequestState.APPROVED: "已同意",
    RequestState.REFUSED: "未同意",
    RequestState.RECORDED: "文件载明",
}
REOPEN_TRIGGERS: Mapping[StrEnum, str] = {
    ReopenTrigger.LOOK_BACK: "回头看",
    ReopenTrigger.RECURRENCE: "问题复发",
    ReopenTrigger.APPEAL: "申诉",
}
ORGAN_KINDS: Mapping[StrEnum, str] = {
    OrganKind.INSPECTION_OFFICE: "巡察机构",
    OrganKind.DISCIPLINE: "纪检监察机关",
    OrganKind.ORGANISATION: "组织部门",
}
WAITINGS: Mapping[StrEnum, str] = {
    Waiting.CONFIRM: "待确认的问题",
    Waiting.HAND_OUT: "待交办的问题",
    Waiting.ACCEPT: "待接收的交办",
    Waiting.REPORT: "待填报的措施",
    Waiting.VERIFY: "待核验的申报",
    Waiting.DECIDE: "待审批的申请",
    Waiting.APPLY_CLOSURE: "待申请销号",
    Waiting.APPROVE_CLOSURE: "待批准的销号",
    Waiting.CLOSE: "待会签、销号",
}

#: Everything of this room that /meta serves, by the name the contract uses.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "work_state": WORK_STATES,
    "published_status": PUBLISHED_STATUSES,
    "closure_state": CLOSURE_STATES,
    "item_state": ITEM_STATES,
    "light": LIGHTS,
    "severity": SEVERITIES,
    "source": SOURCES,
    "part": PARTS,
    "basis": BASES,
    "request_kind": REQUEST_KINDS,
    "request_state": REQUEST_STATES,
    "reopen_trigger": REOPEN_TRIGGERS,
    "organ_kind": ORGAN_KINDS,
    "waiting": WAITINGS,
}
