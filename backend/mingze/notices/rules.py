"""What people are told: the kinds of notice, their words, and which addresses take mail. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum


class NoticeKind(StrEnum):
    REGISTERED = "registered"
    HANDED_OUT = "handed_out"
    DECLINED = "declined"
    ITEM_ASSIGNED = "item_assigned"
    PROGRESS_REPORTED = "progress_reported"
    CLAIM_SUBMITTED = "claim_submitted"
    VERIFIED = "verified"
    RETURNED = "returned"
    RESUMED = "resumed"
    DECISION_ASKED = "decision_asked"
    DECISION_MADE = "decision_made"
    CLOSURE_ASKED = "closure_asked"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOIDED = "voided"
    URGED = "urged"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PASSWORD_RESET = "password_reset"  # noqa: S105
    SECOND_FACTOR_RESET = "second_factor_reset"
    APPOINTED = "appointed"
    APPOINTMENT_CHANGED = "appointment_changed"
    APPOINTMENT_ENDED = "appointment_ended"
    HANDOVER = "handover"
    DUTY_ASKED = "duty_asked"
    DUTY_DUE_SOON = "duty_due_soon"
    DUTY_OVERDUE = "duty_overdue"
    DUTY_SUBMITTED = "duty_submitted"
    DUTY_RETURNED = "duty_returned"
    DUTY_ACCEPTED = "duty_accepted"
    DUTY_REQUEST_ASKED = "duty_request_asked"
    DUTY_REQUEST_DECIDED = "duty_request_decided"
    COMMITMENT_SUBMITTED = "commitment_submitted"
    COMMITMENT_DECIDED = "commitment_decided"
    PROMISE_DUE_SOON = "promise_due_soon"
    PROMISE_OVERDUE = "promise_overdue"
    RESULT_PUBLISHED = "result_published"
    CAMPAIGN_ISSUED = "campaign_issued"
    CAMPAIGN_SUSPENDED = "campaign_suspended"
    CAMPAIGN_RESUMED = "campaign_resumed"
    CAMPAIGN_CLOSED = "campaign_closed"
    TASK_ASSIGNED = "task_assigned"
    COMPLAINT_RECEIVED = "complaint_received"
    COMPLAINT_ASSIGNED = "complaint_assigned"
    COMPLAINT_DECISION_ASKED = "complaint_decision_asked"
    COMPLAINT_DECISION_MADE = "complaint_decision_made"
    COMPLAINT_REPORTED = "complaint_reported"
    COMPLAINT_ANSWERED = "complaint_answered"
    COMPLAINT_REDONE = "complaint_redone"
    COMPLAINT_URGED = "complaint_urged"
    COMPLAINT_SUPERVISED = "complaint_supervised"
    COMPLAINT_SAID = "complaint_said"
    COMPLAINT_ESCALATED = "complaint_escalated"
    COMPLAINT_LAPSED = "complaint_lapsed"
    ACCEPTANCE_DISPUTED = "acceptance_disputed"


K = NoticeKind

KIND_LABELS: Mapping[StrEnum, str] = {
    K.REGISTERED: "待确认",
    K.HANDED_OUT: "交办",
    K.DECLINED: "退单",
    K.ITEM_ASSIGNED: "措施分派",
    K.PROGRESS_REPORTED: "整改进展",
    K.CLAIM_SUBMITTED: "申报完成",
    K.VERIFIED: "核验通过",
    K.RETURNED: "退回整改",
    K.RESUMED: "恢复整改",
    K.DECISION_ASKED: "待审批",
    K.DECISION_MADE: "审批结果",
    K.CLOSURE_ASKED: "待批准销号",
    K.CLOSED: "销号",
    K.REOPENED: "重新打开",
    K.VOIDED: "作废",
    K.URGED: "催办",
    K.DUE_SOON: "临期",
    K.OVERDUE: "逾期",
    K.PASSWORD_RESET: "密码重置",
    K.SECOND_FACTOR_RESET: "动态口令重置",
    K.APPOINTED: "任职",
    K.APPOINTMENT_CHANGED: "任职变更",
    K.APPOINTMENT_ENDED: "任职终止",
    K.HANDOVER: "工作移交",
    K.DUTY_ASKED: "新的应报事项",
    K.DUTY_DUE_SOON: "应报事项临期",
    K.DUTY_OVERDUE: "应报事项逾期",
    K.DUTY_SUBMITTED: "报送待审核",
    K.DUTY_RETURNED: "报送退回",
    K.DUTY_ACCEPTED: "报送采纳",
    K.DUTY_REQUEST_ASKED: "迟报申请待审批",
    K.DUTY_REQUEST_DECIDED: "迟报申请审批结果",
    K.COMMITMENT_SUBMITTED: "述责承诺待审批",
    K.COMMITMENT_DECIDED: "述责承诺审批结果",
    K.PROMISE_DUE_SOON: "承诺事项临期",
    K.PROMISE_OVERDUE: "承诺事项逾期",
    K.RESULT_PUBLISHED: "报送情况公布",
    K.CAMPAIGN_ISSUED: "活动印发",
    K.CAMPAIGN_SUSPENDED: "活动中止",
    K.CAMPAIGN_RESUMED: "活动恢复",
    K.CAMPAIGN_CLOSED: "活动结束",
    K.TASK_ASSIGNED: "任务分派",
    K.COMPLAINT_RECEIVED: "新的投诉",
    K.COMPLAINT_ASSIGNED: "投诉交办",
    K.COMPLAINT_DECISION_ASKED: "投诉申请待审批",
    K.COMPLAINT_DECISION_MADE: "投诉申请审批结果",
    K.COMPLAINT_REPORTED: "协办反馈",
    K.COMPLAINT_ANSWERED: "投诉已答复",
    K.COMPLAINT_REDONE: "投诉重办",
    K.COMPLAINT_URGED: "投诉催办",
    K.COMPLAINT_SUPERVISED: "投诉督办",
    K.COMPLAINT_SAID: "投诉人留言",
    K.COMPLAINT_ESCALATED: "催办后仍逾期",
    K.COMPLAINT_LAPSED: "请求期限届满",
    K.ACCEPTANCE_DISPUTED: "群众验收有异议",
}

#: What one notice says: of one thing (`{subject}`), or of several told at once (`{count}`).
_ONE: Mapping[NoticeKind, str] = {
    K.REGISTERED: "登记了问题,等待确认:{subject}",
    K.HANDED_OUT: "交办了问题:{subject}",
    K.DECLINED: "退回了交办:{subject}",
    K.ITEM_ASSIGNED: "指定您为整改措施责任人:{subject}",
    K.PROGRESS_REPORTED: "填报了整改进展:{subject}",
    K.CLAIM_SUBMITTED: "申报完成,等待核验:{subject}",
    K.VERIFIED: "核验通过:{subject}",
    K.RETURNED: "退回整改:{subject}",
    K.RESUMED: "恢复整改:{subject}",
    K.DECISION_ASKED: "提出申请,等待审批:{subject}",
    K.DECISION_MADE: "申请已有审批结果:{subject}",
    K.CLOSURE_ASKED: "申请销号,等待批准:{subject}",
    K.CLOSED: "已销号:{subject}",
    K.REOPENED: "重新打开,须继续整改:{subject}",
    K.VOIDED: "问题已作废:{subject}",
    K.URGED: "催办:{subject}",
    K.DUE_SOON: "即将到期:{subject}",
    K.OVERDUE: "已经逾期:{subject}",
    K.PASSWORD_RESET: "您的密码已由管理员重置,登录后须修改",
    K.SECOND_FACTOR_RESET: "您的动态口令已由管理员重置,须重新设置",
    K.APPOINTED: "新的任职:{subject}",
    K.APPOINTMENT_CHANGED: "任职已变更:{subject}",
    K.APPOINTMENT_ENDED: "任职已终止:{subject}",
    K.HANDOVER: "工作移交给您:{subject}",
    K.DUTY_ASKED: "有新的应报事项",
    K.DUTY_DUE_SOON: "有一项应报事项即将到期",
    K.DUTY_OVERDUE: "有一项应报事项已经逾期",
    K.DUTY_SUBMITTED: "报送了内容,等待审核:{subject}",
    K.DUTY_RETURNED: "退回了报送的内容:{subject}",
    K.DUTY_ACCEPTED: "采纳了报送的内容:{subject}",
    K.DUTY_REQUEST_ASKED: "因迟报提出申请,等待审批:{subject}",
    K.DUTY_REQUEST_DECIDED: "迟报申请已有审批结果:{subject}",
    K.COMMITMENT_SUBMITTED: "报送了述责承诺,等待审批:{subject}",
    K.COMMITMENT_DECIDED: "述责承诺已有审批结果:{subject}",
    K.PROMISE_DUE_SOON: "有一项公开的承诺即将到期",
    K.PROMISE_OVERDUE: "有一项公开的承诺已经逾期",
    K.RESULT_PUBLISHED: "公布了一期报送情况",
    K.CAMPAIGN_ISSUED: "印发了一项专项活动,您所在的单位须参加",
    K.CAMPAIGN_SUSPENDED: "一项专项活动已中止",
    K.CAMPAIGN_RESUMED: "一项专项活动已恢复",
    K.CAMPAIGN_CLOSED: "一项专项活动已结束",
    K.TASK_ASSIGNED: "指定您为一项活动任务的责任人",
    K.COMPLAINT_RECEIVED: "收到一件投诉或信访事项:{subject}",
    K.COMPLAINT_ASSIGNED: "交办了一件投诉或信访事项:{subject}",
    K.COMPLAINT_DECISION_ASKED: "就一件投诉提出申请,等待审批:{subject}",
    K.COMPLAINT_DECISION_MADE: "一件投诉的申请已有审批结果:{subject}",
    K.COMPLAINT_REPORTED: "协办单位反馈了情况:{subject}",
    K.COMPLAINT_ANSWERED: "一件投诉已经答复,等待回访:{subject}",
    K.COMPLAINT_REDONE: "一件投诉退回重办:{subject}",
    K.COMPLAINT_URGED: "催办一件投诉或信访事项:{subject}",
    K.COMPLAINT_SUPERVISED: "督办一件投诉或信访事项:{subject}",
    K.COMPLAINT_SAID: "投诉人有新的留言或评价:{subject}",
    K.COMPLAINT_ESCALATED: "催办以后仍未办理,请研究如何处理:{subject}",
    K.COMPLAINT_LAPSED: "提出异议或请求复查、复核的期限已过:{subject}",
    K.ACCEPTANCE_DISPUTED: "群众对已销号的问题有异议,请回头看:{subject}",
}
_SEVERAL: Mapping[NoticeKind, str] = {
    K.REGISTERED: "登记了 {count} 个问题,等待确认",
    K.HANDED_OUT: "交办了 {count} 个问题",
    K.DECLINED: "退回了 {count} 个交办",
    K.ITEM_ASSIGNED: "在 {count} 个问题中指定您为整改措施责任人",
    K.PROGRESS_REPORTED: "填报了 {count} 个问题的整改进展",
    K.CLAIM_SUBMITTED: "{count} 个问题申报完成,等待核验",
    K.VERIFIED: "{count} 个问题核验通过",
    K.RETURNED: "{count} 个问题退回整改",
    K.RESUMED: "{count} 个问题恢复整改",
    K.DECISION_ASKED: "提出 {count} 项申请,等待审批",
    K.DECISION_MADE: "{count} 项申请已有审批结果",
    K.CLOSURE_ASKED: "{count} 个问题申请销号,等待批准",
    K.CLOSED: "{count} 个问题已销号",
    K.REOPENED: "{count} 个问题重新打开,须继续整改",
    K.VOIDED: "{count} 个问题已作废",
    K.URGED: "催办 {count} 个问题",
    K.DUE_SOON: "{count} 个问题即将到期",
    K.OVERDUE: "{count} 个问题已经逾期",
    K.DUTY_ASKED: "有 {count} 项新的应报事项",
    K.TASK_ASSIGNED: "指定您为 {count} 项活动任务的责任人",
    K.DUTY_DUE_SOON: "{count} 项应报事项即将到期",
    K.DUTY_OVERDUE: "{count} 项应报事项已经逾期",
    K.PROMISE_DUE_SOON: "{count} 项公开的承诺即将到期",
    K.PROMISE_OVERDUE: "{count} 项公开的承诺已经逾期",
}
#: Shown in place of what the reader may no longer see.
OUT_OF_SIGHT = "(已不在您的可见范围内)"


def title(kind: NoticeKind, count: int, subject: str | None) -> str:
    """What the inbox shows. `subject` is None where the reader sees the thing no more."""
    if count > 1 and kind in _SEVERAL:
        return _SEVERAL[kind].format(count=count)
    return _ONE[kind].format(subject=OUT_OF_SIGHT if subject is None else subject)


# --- mail -------------------------------------------------------------------------------------------------


class MailMode(StrEnum):
    """When notices are mailed: never, collected once a day, or soon after each."""

    NONE = "none"
    DAILY = "daily"
    EACH = "each"


MAIL_MODE_LABELS: Mapping[StrEnum, str] = {
    MailMode.NONE: "不发邮件",
    MailMode.DAILY: "每日汇总",
    MailMode.EACH: "逐条发送",
}

MAX_ADDRESS = 254
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def is_address(text: str) -> bool:
    """Whether mail can be sent there: plain ASCII without quotes, comments, lists or breaks of lines."""
    local, _, _ = text.partition("@")
    return len(text) <= MAX_ADDRESS and len(local) <= 64 and _ADDRESS.fullmatch(text) is not None


def mail_of_notices(kinds: Iterable[NoticeKind], inbox: str | None) -> tuple[str, str]:
    """Subject and text: how many notices of which kind, and where they are read. Nothing of what is in them."""
    counted = Counter(kinds)
    total = counted.total()
    lines = [f"您在明责平台有 {total} 条新提醒:", ""]
    lines += [f"  {KIND_LABELS[kind]} {counted[kind]} 条" for kind in NoticeKind if counted[kind]]
    lines += ["", f"请登录查看:{inbox}" if inbox else "请登录明责平台,在提醒中查看。"]
    lines += ["", "本邮件不含办理内容,请勿回复。不想再收到邮件,请登录后在提醒设置中关闭。", ""]
    return f"【明责】您有 {total} 条新提醒", "\n".join(lines)


#: A code mailed to a new address.
CODE_MINUTES, CODE_TRIES = 30, 5
#: Nobody can be flooded through somebody's settings.
CODES_A_DAY, CODE_PAUSE_SECONDS = 5, 60


def mail_of_code(code: str) -> tuple[str, str]:
    """Subject and text of the mail that proves an address."""
    text = (
        f"您的验证码是 {code},{CODE_MINUTES} 分钟内有效。\n\n"
        "有人在明责平台填写了这个邮箱用于接收提醒。如果不是您本人操作,请忽略本邮件,不会再向您发送。\n"
    )
    return "【明责】邮箱验证码", text
