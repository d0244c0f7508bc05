"""A campaign and its stages as tables of moves. Pure."""

from collections.abc import Iterable

from mingze.access.permissions import Permission
from mingze.campaigns.vocabulary import CampaignState, StageState
from mingze.kit.workflow import Move, Workflow

_C, _S = CampaignState, StageState


def _campaign(
    action: str, label: str, sources: Iterable[CampaignState], target: CampaignState | None
) -> Move[CampaignState]:
    return Move(action, frozenset(sources), target, Permission.CAMPAIGN_MANAGE, label)


#: `resume` leads back to where it was suspended (`Campaign.suspended_from`); the table names the usual way.
CAMPAIGN = Workflow(
    (
        _campaign("issue", "印发", {_C.DRAFT}, _C.ACTIVE),
        _campaign("suspend", "中止", {_C.ACTIVE, _C.SUMMARISING}, _C.SUSPENDED),
        _campaign("resume", "恢复", {_C.SUSPENDED}, _C.ACTIVE),
        _campaign("summarise", "转入总结", {_C.ACTIVE}, _C.SUMMARISING),
        _campaign("close", "结束", {_C.SUMMARISING}, _C.CLOSED),
        _campaign("archive", "归档", {_C.CLOSED}, _C.ARCHIVED),
        _campaign("cancel", "取消", {_C.DRAFT}, _C.CANCELLED),
    )
)
#: Acts that say why.
NEEDS_REASON = frozenset({"suspend", "cancel"})

STAGE = Workflow(
    (
        # A stage that was closed may be opened again: on record, with the reason.
        Move("open", frozenset({_S.PLANNED, _S.CLOSED}), _S.OPEN, Permission.CAMPAIGN_MANAGE, "开始阶段"),
        Move("close", frozenset({_S.OPEN}), _S.CLOSED, Permission.CAMPAIGN_MANAGE, "结束阶段"),
        Move("move", frozenset({_S.PLANNED, _S.OPEN}), None, Permission.CAMPAIGN_MANAGE, "调整阶段日期"),
    )
)

#: Only the office knows of these.
HIDDEN = frozenset({_C.DRAFT, _C.CANCELLED})
#: What a campaign says may still be changed.
EDITABLE = frozenset({_C.DRAFT, _C.ACTIVE, _C.SUSPENDED, _C.SUMMARISING})
#: Units work on it.
RUNNING = frozenset({_C.ACTIVE, _C.SUMMARISING})
