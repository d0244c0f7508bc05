"""The workflows of the ledger, as data: three axes of a finding, the measure, and what is asked and decided.

Read from here: the API, `allowed_actions`, the buttons, the tests. Who may make a move, and what must be
true before it, stands in `rules.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingze.access.permissions import Permission
from mingze.findings.vocabulary import ClosureState as C
from mingze.findings.vocabulary import ItemState as I
from mingze.findings.vocabulary import OrganKind, RequestKind, Source
from mingze.findings.vocabulary import WorkState as W
from mingze.kit.workflow import Move, Workflow

_P = Permission

#: The work axis: what people do. Until plans are reviewed, `accepted` leads straight to `rectifying`.
WORK: Workflow[W] = Workflow(
    [
        Move("confirm", frozenset({W.FOUND}), W.CONFIRMED, _P.FINDING_CONFIRM, "确认"),
        Move("hand_out", frozenset({W.CONFIRMED}), W.HANDED_OUT, _P.FINDING_HAND_OUT, "交办"),
        Move("accept", frozenset({W.HANDED_OUT}), W.ACCEPTED, _P.ASSIGNMENT_ANSWER, "接收"),
        Move("decline", frozenset({W.HANDED_OUT}), W.CONFIRMED, _P.ASSIGNMENT_ANSWER, "退单"),
        Move("fix_on_site", frozenset({W.CONFIRMED}), W.FIXED_ON_SITE, _P.FINDING_REGISTER, "登记立行立改"),
        Move("reject_fix", frozenset({W.FIXED_ON_SITE}), W.CONFIRMED, _P.MEASURE_VERIFY, "退回立行立改"),
        Move("resume", frozenset({W.WAITING_EXTERNAL}), W.RECTIFYING, _P.EXCEPTION_DECIDE, "恢复整改"),
        Move("send_back", frozenset({W.CLAIMED}), W.RECTIFYING, _P.MEASURE_VERIFY, "退回重做"),
        Move("verify", frozenset({W.CLAIMED, W.FIXED_ON_SITE}), W.VERIFIED, _P.MEASURE_VERIFY, "核验通过"),
        Move("urge", frozenset({W.HANDED_OUT, W.ACCEPTED, W.RECTIFYING}), None, _P.FINDING_URGE, "催办"),
    ]
)

#: The work axis: what a decision brings about.
WORK_BY_DECISION: Workflow[W] = Workflow(
    [
        Move(
            "waiting_external",
            frozenset({W.RECTIFYING}),
            W.WAITING_EXTERNAL,
            _P.EXCEPTION_DECIDE,
            "待外部条件",
        ),
        Move("reopen", frozenset({W.VERIFIED}), W.RECTIFYING, _P.CHANGE_DECIDE, "重新打开"),
    ]
)

#: The closure axis. `countersign` leads on when every organ the source requires has signed (rules.py).
CLOSURE: Workflow[C] = Workflow(
    [
        Move("apply_closure", frozenset({C.NONE, C.REFUSED}), C.APPLIED, _P.CLOSURE_APPLY, "申请销号"),
        Move("approve_closure", frozenset({C.APPLIED}), C.APPROVED, _P.CLOSURE_APPROVE, "批准销号"),
        Move("refuse_closure", frozenset({C.APPLIED}), C.REFUSED, _P.CLOSURE_APPROVE, "不批准销号"),
        Move("countersign", frozenset({C.APPROVED}), None, _P.CLOSURE_RECORD, "登记会签"),
        Move("close", frozenset({C.APPROVED, C.COUNTERSIGNED}), C.CLOSED, _P.CLOSURE_RECORD, "销号"),
    ]
)

#: The measure (整改措施).
ITEM: Workflow[I] = Workflow(
    [
        Move(
            "report",
            frozenset({I.PLANNED, I.IN_PROGRESS, I.RETURNED}),
            I.IN_PROGRESS,
            _P.MEASURE_REPORT,
            "填报进展",
        ),
        Move("claim", frozenset({I.IN_PROGRESS, I.RETURNED}), I.CLAIMED, _P.MEASURE_CLAIM, "申报完成"),
        Move(
            "verify_onsite",
            frozenset({I.IN_PROGRESS, I.RETURNED, I.CLAIMED}),
            None,
            _P.MEASURE_VERIFY,
            "登记现场核查",
        ),
        Move("accept", frozenset({I.CLAIMED}), I.ACCEPTED, _P.MEASURE_VERIFY, "核验通过"),
        Move("return", frozenset({I.CLAIMED, I.ACCEPTED}), I.RETURNED, _P.MEASURE_VERIFY, "退回整改"),
    ]
)

#: In which work states of its finding a move of a measure is possible.
ITEM_NEEDS_WORK: Mapping[str, frozenset[W]] = {
    "report": frozenset({W.ACCEPTED, W.RECTIFYING, W.WAITING_EXTERNAL}),
    "claim": frozenset({W.ACCEPTED, W.RECTIFYING}),
    "verify_onsite": frozenset({W.RECTIFYING, W.WAITING_EXTERNAL, W.CLAIMED, W.FIXED_ON_SITE}),
    "accept": frozenset({W.RECTIFYING, W.CLAIMED, W.FIXED_ON_SITE}),
    "return": frozenset({W.RECTIFYING, W.CLAIMED}),
}

#: Measures are written by the office before the assignment is accepted, by the unit afterwards.
PLANNING_BY_OFFICE = frozenset({W.FOUND, W.CONFIRMED, W.HANDED_OUT})
PLANNING_BY_UNIT = frozenset({W.ACCEPTED, W.RECTIFYING, W.WAITING_EXTERNAL})

#: Acts that need a reason in words.
NEEDS_REASON = frozenset({"decline", "reject_fix", "send_back", "refuse_closure", "return"})

_UNDER_WAY = frozenset({W.ACCEPTED, W.RECTIFYING, W.WAITING_EXTERNAL})
_ANY = frozenset(W)


@dataclass(frozen=True, slots=True)
class RequestRule:
    """What may be asked: who asks, who decides (always another person), and in which states."""

    kind: RequestKind
    asks: Permission
    decides: Permission
    label: str
    work: frozenset[W]
    closure: frozenset[C]


_UNCLOSED = frozenset(C) - {C.CLOSED}

REQUESTS: Mapping[RequestKind, RequestRule] = {
    rule.kind: rule
    for rule in (
        RequestRule(
            RequestKind.EXTENSION, _P.EXTENSION_ASK, _P.EXTENSION_DECIDE, "申请延期", _UNDER_WAY, _UNCLOSED
        ),
        RequestRule(
            RequestKind.STAGED,
            _P.EXCEPTION_ASK,
            _P.EXCEPTION_DECIDE,
            "申请认定阶段性完成",
            _UNDER_WAY,
            _UNCLOSED,
        ),
        RequestRule(
            RequestKind.LONG_TERM,
            _P.EXCEPTION_ASK,
            _P.EXCEPTION_DECIDE,
            "申请列为长期坚持",
            _UNDER_WAY | {W.CLAIMED, W.VERIFIED},
            _UNCLOSED,
        ),
        RequestRule(
            RequestKind.WAITING_EXTERNAL,
            _P.EXCEPTION_ASK,
            _P.EXCEPTION_DECIDE,
            "申请等待外部条件",
            frozenset({W.RECTIFYING}),
            _UNCLOSED,
        ),
        RequestRule(
            RequestKind.REOPEN, _P.CHANGE_ASK, _P.CHANGE_DECIDE, "申请重新打开", _ANY, frozenset({C.CLOSED})
        ),
        RequestRule(RequestKind.CORRECT, _P.CHANGE_ASK, _P.CHANGE_DECIDE, "申请更正", _ANY, frozenset(C)),
        RequestRule(RequestKind.VOID, _P.CHANGE_ASK, _P.CHANGE_DECIDE, "申请作废", _ANY, frozenset(C)),
    )
}

#: The organs outside the tree whose signature a source requires before 销号.
COUNTERSIGNERS: Mapping[Source, frozenset[OrganKind]] = {
    Source.INSPECTION: frozenset({OrganKind.INSPECTION_OFFICE, OrganKind.DISCIPLINE, OrganKind.ORGANISATION}),
}

#: Sources whose findings are closed by the level above the unit that answers, never by that unit's own office.
CLOSED_BY_LEVEL_ABOVE = frozenset({Source.SELF_CHECK})

#: What an inspector may register: what was found by looking.
ON_THE_SPOT = frozenset({Source.SUPERVISION, Source.GUIDED_CHECK, Source.COVERT_CHECK})


def out_of_state(
    label: str, state: StrEnum, sources: Collection[StrEnum], words: Mapping[StrEnum, str]
) -> str:
    """Why an act is not possible from `state`: where things stand, and where they would have to."""
    wanted = "、".join(f"“{word}”" for code, word in words.items() if code in sources)
    return f"现为“{words[state]}”,“{label}”须在{wanted}时办理"
