"""From rows to what is answered of a campaign."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.queries import of_owners
from mingze.attachments.schemas import AttachmentView
from mingze.campaigns import detail_queries, queries, rules
from mingze.campaigns.allowed import campaign_actions
from mingze.campaigns.detail_queries import Whole
from mingze.campaigns.figures_queries import Figures
from mingze.campaigns.schemas import (
    CampaignCounts,
    CampaignDetail,
    CampaignFindings,
    CampaignProblemType,
    CampaignRef,
    CampaignStageView,
    CampaignSummary,
    CampaignUnitRef,
    CurrentStage,
    DeliverableView,
    LackView,
    MemberView,
    ReportRequirementView,
    TypeFigures,
    UnitRuleView,
)
from mingze.campaigns.vocabulary import CampaignState
from mingze.findings.schemas import ActionView
from mingze.findings.vocabulary import Light
from mingze.kit import clock
from mingze.kit.problems import NotFound
from mingze.kit.web import etag


def summary_view(row: RowMapping, stages: Sequence[Any], today: date) -> CampaignSummary:
    now = next(
        (s for s in stages if s.starts_on and s.ends_on and s.starts_on <= today <= s.ends_on),
        None,
    )
    return CampaignSummary.model_validate(
        {
            **row,
            "unit": CampaignUnitRef(id=row["unit_id"], name=row["unit_name"]),
            "sees_all": bool(row["sees_all"]),
            "current_stage": CurrentStage.model_validate(now) if now else None,
        }
    )


async def detail_of(
    session: AsyncSession, actor: Actor, campaign_id: int, response: Response
) -> CampaignDetail:
    """The campaign as the actor sees it; NotFound out of sight."""
    whole = await detail_queries.whole(session, actor, campaign_id)
    if whole is None:
        raise NotFound()
    response.headers["ETag"] = etag(whole.row["version"])
    files = await of_owners(session, queries.CAMPAIGN_FILES, [campaign_id])
    return _detail(whole, files.get(campaign_id, []), clock.today())


def _detail(whole: Whole, files: Sequence[RowMapping], today: date) -> CampaignDetail:
    row, seen = whole.row, whole.seen
    days = queries.days_of(whole.stages)
    lacks = _lacks(whole, days) if seen.state is CampaignState.DRAFT else []
    office: dict[str, Any] = {}
    if not seen.whole:
        office = {"document_id": None, "import_draft_id": None}
    return CampaignDetail.model_validate(
        {
            **row,
            **office,
            "unit": CampaignUnitRef(id=row["unit_id"], name=row["unit_name"]),
            "parent": _ref(whole.parent) if whole.parent else None,
            "children": [_ref(one) for one in whole.children],
            "links": [_ref(one) for one in whole.links],
            "unit_rule": _rule(whole),
            "stages": _stages(whole.stages, today),
            "body": [MemberView.model_validate(one) for one in whole.body],
            "problem_types": _types(whole.problem_types, None),
            "deliverables": [DeliverableView.model_validate(one) for one in whole.deliverables],
            "requirements": [ReportRequirementView.model_validate(one) for one in whole.requirements],
            "files": [AttachmentView.model_validate(dict(one)) for one in files],
            "counts": CampaignCounts(
                units=whole.counts.units,
                units_left=whole.counts.units_left,
                tasks=len(whole.tasks),
                tasks_lacking=sum(bool(task.missing) for task in whole.tasks),
                tasks_done=whole.tasks_done,
                shares=whole.counts.shares,
                findings=whole.counts.findings,
            ),
            "lacks": [LackView(pointer=one.pointer, message=one.message) for one in lacks],
            "sees_all": seen.whole,
            "allowed_actions": [
                ActionView.model_validate(one, from_attributes=True)
                for one in campaign_actions(
                    seen.state, manages=seen.manages, may_share=whole.may_share, lacks=lacks, stages=days
                )
            ],
        }
    )


def _lacks(whole: Whole, days: Sequence[rules.StageDays]) -> list[rules.Fault]:
    row = whole.row
    return rules.issue_lacks(
        rules.IssueFacts(
            document_number=row["document_number"],
            stages=days,
            tasks=whole.tasks,
            units=whole.counts.units,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            end_is_soft=row["end_is_soft"],
        )
    )


def _ref(row: RowMapping) -> CampaignRef:
    unit = CampaignUnitRef(id=row["unit_id"], name=row["unit_name"])
    return CampaignRef(id=row["id"], title=row["title"], state=row["state"], unit=unit)


def _rule(whole: Whole) -> UnitRuleView | None:
    rule = whole.row["unit_rule"]
    if rule is None or not whole.seen.whole:
        return None
    under = [CampaignUnitRef.model_validate(dict(one)) for one in whole.under]
    return UnitRuleView(kinds=rule["kinds"], under=under)


def _stages(rows: Sequence[Any], today: date) -> list[CampaignStageView]:
    return [
        _stage(row, today, [_stage(part, today, []) for part in rows if part.parent_id == row.id])
        for row in rows
        if row.parent_id is None
    ]


def _stage(row: Any, today: date, parts: list[CampaignStageView]) -> CampaignStageView:
    return CampaignStageView(
        id=row.id,
        name=row.name,
        mechanism=row.mechanism,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        precision=row.precision,
        state=row.state,
        is_current=bool(row.starts_on and row.ends_on and row.starts_on <= today <= row.ends_on),
        note=row.note,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        stages=parts,
    )


def _types(rows: Sequence[Any], parent_id: int | None) -> list[CampaignProblemType]:
    return [
        CampaignProblemType(id=row.id, number=row.number, title=row.title, children=_types(rows, row.id))
        for row in rows
        if row.parent_id == parent_id
    ]


def figures_view(figures: Figures) -> CampaignFindings:
    return CampaignFindings(
        total=figures.total,
        closed=figures.closed,
        open=figures.total - figures.closed,
        overdue=figures.by_light[Light.RED],
        by_work_state=figures.by_work_state,
        by_light=figures.by_light,
        by_problem_type=[
            TypeFigures(
                id=one.type.id if one.type else None,
                number=one.type.number if one.type else None,
                title=one.type.title if one.type else None,
                total=one.total,
                open=one.open,
            )
            for one in figures.by_type
        ],
    )
