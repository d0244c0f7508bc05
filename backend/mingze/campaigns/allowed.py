"""The buttons of campaigns and tasks: what somebody may do now, and what not and why. Pure."""

from collections.abc import Sequence

from mingze.campaigns import rules
from mingze.campaigns.rules import Fault, StageDays
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import CAMPAIGN, RUNNING
from mingze.findings.facts import AllowedAction


def _shown(action: str, label: str, reason: str | None) -> AllowedAction:
    return AllowedAction(action, label, enabled=reason is None, reason=reason)


def campaign_actions(
    state: CampaignState,
    *,
    manages: bool,
    may_share: bool,
    lacks: Sequence[Fault],
    stages: Sequence[StageDays],
) -> list[AllowedAction]:
    """For the office the moves open now and its edits; for a participant the splitting of tasks; else nothing."""
    listed = []
    if manages:
        guards = {"issue": lacks, "summarise": rules.summarise_not(stages)}
        for move in CAMPAIGN.open_from(state):
            faults = guards.get(move.action, ())
            listed.append(_shown(move.action, move.label, faults[0].message if faults else None))
        edit, structure = rules.edit_not(state), rules.structure_not(state)
        listed += [
            _shown("edit", "修改", edit),
            _shown("edit_stages", "编排阶段", edit or structure),
            _shown("run_stages", "开始、结束、调整阶段", _running_not(state)),
            _shown("edit_units", "确定参加单位", edit),
            _shown("edit_tasks", "填写任务", edit),
            _shown("edit_requirements", "填写报送要求", edit),
        ]
    if may_share:
        listed.append(_shown("share_tasks", "分解任务", None if state in RUNNING else "活动不在进行中"))
    return listed


def _running_not(state: CampaignState) -> str | None:
    return None if state is CampaignState.ACTIVE else "只有进行中的活动才能开始、结束或调整阶段"


def task_actions(
    state: CampaignState, *, own: bool, mine: bool, answers: bool, may_share: bool, done: bool, shared: bool
) -> list[AllowedAction]:
    """`own`: of the campaign's own list; `mine`: the actor works on it; `answers`: it names them as responsible;
    `shared`: something was made of it."""
    listed = []
    edit = rules.edit_not(state)
    if mine:
        removing = "已分解下去,不能删除" if shared else None
        listed += [
            _shown("edit", "修改任务", edit),
            _shown("remove", "删除任务", edit or (rules.structure_not(state) if own else None) or removing),
        ]
    if mine or answers:
        unfinished = "活动尚未印发" if state is CampaignState.DRAFT else edit
        listed.append(_shown("undone", "尚未完成", edit) if done else _shown("done", "已完成", unfinished))
    if may_share:
        listed.append(_shown("share", "分解到科室和人员", None if state in RUNNING else "活动不在进行中"))
    return listed
