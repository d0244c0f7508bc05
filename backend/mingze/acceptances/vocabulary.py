"""The words of public acceptance, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class AcceptanceState(StrEnum):
    """`disputed`: somebody says it is not put right, and the office looks again."""

    OPEN = "open"
    DISPUTED = "disputed"
    LOOKED_BACK = "looked_back"


class Verdict(StrEnum):
    """What people say of what was closed."""

    SOLVED = "solved"
    PARTLY = "partly"
    NOT_SOLVED = "not_solved"


class LookBackResult(StrEnum):
    """What the office found when it looked again. Never a penalty."""

    STANDS = "stands"
    REOPEN_ASKED = "reopen_asked"


ACCEPTANCE_STATE_LABELS: Mapping[StrEnum, str] = {
    AcceptanceState.OPEN: "征询中",
    AcceptanceState.DISPUTED: "有异议,待回头看",
    AcceptanceState.LOOKED_BACK: "已回头看",
}
VERDICT_LABELS: Mapping[StrEnum, str] = {
    Verdict.SOLVED: "已解决",
    Verdict.PARTLY: "部分解决",
    Verdict.NOT_SOLVED: "没有解决",
}
LOOK_BACK_LABELS: Mapping[StrEnum, str] = {
    LookBackResult.STANDS: "整改属实,维持销号",
    LookBackResult.REOPEN_ASKED: "整改不到位,申请重新打开",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "acceptance_state": ACCEPTANCE_STATE_LABELS,
    "acceptance_verdict": VERDICT_LABELS,
    "look_back_result": LOOK_BACK_LABELS,
}
