"""The two workflows, as data: of a complaint and of a petition, and in `HANDS` whose hand each act wants. Whether
somebody is that hand, and what else hinders, says `rules.py`.

Read from here: the API, `allowed_actions`, the buttons.
"""

from collections.abc import Mapping
from enum import StrEnum

from mingze.access.permissions import Permission
from mingze.complaints.vocabulary import ComplaintKind
from mingze.complaints.vocabulary import ComplaintState as S
from mingze.kit.workflow import Move, Workflow

_HANDLE, _DECIDE = Permission.COMPLAINT_HANDLE, Permission.COMPLAINT_DECIDE


class Hand(StrEnum):
    """Whose hand an act wants: the office that answers for it, the unit that leads, one that helps, a leader."""

    OFFICE = "office"
    LEAD = "lead"
    ASSISTING = "assisting"
    LEADER = "leader"


_WITH_UNIT = frozenset({S.TO_SIGN, S.RETURN_REQUESTED, S.INVESTIGATING})
#: The parties settle it otherwise, or try to.
APART = frozenset({S.NEGOTIATING, S.MEDIATION, S.LITIGATION})
_OPEN_COMPLAINT = frozenset({S.REGISTERED, *_WITH_UNIT, S.PARKED, *APART})
_PETITION_UNDER_WAY = frozenset({S.HANDLING, S.REVIEWING, S.RECHECKING})
_OPEN_PETITION = frozenset({S.REGISTERED, S.OBJECTED, *_PETITION_UNDER_WAY})
#: Still to be answered, whatever its kind.
OPEN = _OPEN_COMPLAINT | _OPEN_PETITION

_SHARED: tuple[Move[S], ...] = (
    Move("urge", frozenset({*_WITH_UNIT, S.HANDLING}), None, _HANDLE, "催办"),
    Move("supervise", OPEN, None, _DECIDE, "督办"),
    Move("add_assisting", frozenset({S.INVESTIGATING, S.HANDLING}), None, _HANDLE, "增加协办单位"),
    Move("report_assisting", frozenset({S.INVESTIGATING, S.HANDLING}), None, _HANDLE, "反馈协办情况"),
    Move("ask_extension", frozenset({S.INVESTIGATING, S.HANDLING}), None, _HANDLE, "申请延期"),
    Move("decide_extension", frozenset({S.INVESTIGATING, S.HANDLING}), None, _DECIDE, "审批延期"),
    Move("merge", frozenset({S.REGISTERED, S.TO_SIGN, S.INVESTIGATING}), S.MERGED, _HANDLE, "并案"),
    Move("unmerge", frozenset({S.MERGED}), S.REGISTERED, _HANDLE, "撤销并案"),
)

COMPLAINT: Workflow[S] = Workflow(
    [
        Move("assign", frozenset({S.REGISTERED}), S.TO_SIGN, _HANDLE, "交办"),
        Move("sign", frozenset({S.TO_SIGN}), S.INVESTIGATING, _HANDLE, "签收"),
        Move("ask_return", frozenset({S.TO_SIGN}), S.RETURN_REQUESTED, _HANDLE, "申请退单"),
        Move("approve_return", frozenset({S.RETURN_REQUESTED}), S.REGISTERED, _HANDLE, "同意退单"),
        Move("refuse_return", frozenset({S.RETURN_REQUESTED}), S.INVESTIGATING, _HANDLE, "不同意退单"),
        Move("reassign", frozenset({S.TO_SIGN, S.INVESTIGATING}), S.TO_SIGN, _HANDLE, "改派"),
        Move("mark_complex", frozenset({S.INVESTIGATING}), None, _HANDLE, "列为多部门协同"),
        Move(
            "settle_on_spot",
            frozenset({S.REGISTERED, S.TO_SIGN, S.INVESTIGATING}),
            S.ANSWERED,
            _HANDLE,
            "当场处理",
        ),
        Move("park", frozenset({S.INVESTIGATING}), S.PARKED, _HANDLE, "挂账"),
        Move("unpark", frozenset({S.PARKED}), S.INVESTIGATING, _HANDLE, "恢复办理"),
        Move("negotiate", frozenset({S.INVESTIGATING}), S.NEGOTIATING, _HANDLE, "转双方协商"),
        Move("mediate", frozenset({S.INVESTIGATING, S.NEGOTIATING}), S.MEDIATION, _HANDLE, "转调解"),
        Move("accept_mediation", frozenset({S.MEDIATION}), None, _HANDLE, "登记调解受理"),
        Move("suspend_for_appraisal", frozenset({S.MEDIATION}), None, _HANDLE, "登记鉴定时间"),
        Move(
            "litigate",
            frozenset({S.INVESTIGATING, S.NEGOTIATING, S.MEDIATION}),
            S.LITIGATION,
            _HANDLE,
            "转诉讼",
        ),
        Move("take_back", APART, S.INVESTIGATING, _HANDLE, "未达成一致,继续办理"),
        Move("settle", APART, S.ANSWERED, _HANDLE, "登记解决结果"),
        Move("answer", frozenset({S.INVESTIGATING}), S.ANSWERED, _HANDLE, "答复"),
        Move("visit_back", frozenset({S.ANSWERED}), S.VISITED_BACK, _HANDLE, "回访"),
        Move("close", frozenset({S.VISITED_BACK}), S.CLOSED, _HANDLE, "办结"),
        Move(
            "redo",
            frozenset({S.ANSWERED, S.VISITED_BACK, S.CLOSED}),
            S.TO_SIGN,
            _HANDLE,
            "退回重办",
        ),
        Move("not_handle", frozenset({S.REGISTERED}), S.NOT_HANDLED, _HANDLE, "不予处理"),
        Move("transfer", frozenset({S.REGISTERED, S.INVESTIGATING}), S.TRANSFERRED, _HANDLE, "移送"),
        # The same row goes on as a petition: its receipt, conversation and files stay with it.
        Move(
            "to_petition", frozenset({S.REGISTERED, S.INVESTIGATING}), S.REGISTERED, _HANDLE, "转为信访事项"
        ),
        Move("withdraw", _OPEN_COMPLAINT, S.CLOSED, _HANDLE, "本人撤回"),
        *_SHARED,
    ]
)

PETITION: Workflow[S] = Workflow(
    [
        Move("accept", frozenset({S.REGISTERED}), S.HANDLING, _HANDLE, "受理"),
        # To a unit of the tree, whose office goes on with it.
        Move("forward", frozenset({S.REGISTERED}), S.REGISTERED, _HANDLE, "转送下级"),
        Move("forward_outside", frozenset({S.REGISTERED}), S.FORWARDED, _HANDLE, "转送其他机关"),
        Move("refuse", frozenset({S.REGISTERED}), S.REFUSED, _HANDLE, "不予受理"),
        Move("object", frozenset({S.REGISTERED}), S.OBJECTED, _HANDLE, "提出异议"),
        Move("agree_objection", frozenset({S.OBJECTED}), S.GIVEN_BACK, _HANDLE, "转送机关同意退回"),
        # Forwarded within the tree: the office that did it goes on with it.
        Move("call_back", frozenset({S.OBJECTED}), S.REGISTERED, _HANDLE, "同意退回,收回办理"),
        Move("reject_objection", frozenset({S.OBJECTED}), S.REGISTERED, _HANDLE, "转送机关不同意退回"),
        Move("hand_to", frozenset({S.HANDLING}), None, _HANDLE, "交承办单位"),
        Move("issue_opinion", frozenset({S.HANDLING}), S.OPINION_ISSUED, _HANDLE, "出具处理意见"),
        Move("request_review", frozenset({S.OPINION_ISSUED}), S.REVIEWING, _HANDLE, "登记复查请求"),
        Move("issue_review", frozenset({S.REVIEWING}), S.REVIEWED, _HANDLE, "登记复查意见"),
        Move("request_recheck", frozenset({S.REVIEWED}), S.RECHECKING, _HANDLE, "登记复核请求"),
        Move("hold_hearing", frozenset({S.RECHECKING}), None, _HANDLE, "登记听证时间"),
        Move("issue_recheck", frozenset({S.RECHECKING}), S.FINAL, _HANDLE, "登记复核意见"),
        Move("conclude", frozenset({S.OPINION_ISSUED, S.REVIEWED}), S.FINAL, _HANDLE, "办理终结"),
        Move("divert", frozenset({S.REGISTERED, S.HANDLING}), S.DIVERTED, _HANDLE, "分流到法定途径"),
        *_SHARED,
    ]
)

WORKFLOWS: Mapping[ComplaintKind, Workflow[S]] = {
    ComplaintKind.COMPLAINT: COMPLAINT,
    ComplaintKind.PETITION: PETITION,
}

#: Whose hand each act wants; whoever it names does it by the permission of the move.
HANDS: Mapping[str, frozenset[Hand]] = {
    **dict.fromkeys(("sign", "ask_return", "answer"), frozenset({Hand.LEAD})),
    **dict.fromkeys(
        (
            "settle_on_spot",
            "mark_complex",
            "negotiate",
            "mediate",
            "accept_mediation",
            "suspend_for_appraisal",
            "litigate",
            "take_back",
            "settle",
            "ask_extension",
        ),
        frozenset({Hand.OFFICE, Hand.LEAD}),
    ),
    "report_assisting": frozenset({Hand.ASSISTING}),
    **dict.fromkeys(("supervise", "decide_extension"), frozenset({Hand.LEADER})),
}
#: Everything else is for the office.
FOR_OFFICE = frozenset({Hand.OFFICE})
#: Another unit has it, or it begins anew: what was asked of before is not decided any more.
PASSED_ON = frozenset({"reassign", "hand_to", "redo", "to_petition"})
