"""From an imported plan to a campaign: what it would become, and making it."""

from fastapi import APIRouter, Response

from mingze.campaigns import plan_service
from mingze.campaigns.dependencies import TAG, Manager
from mingze.campaigns.draft import CampaignDraft, DraftProblemType, DraftTask
from mingze.campaigns.plan_schemas import (
    PlannedCampaign,
    PlannedMember,
    PlannedReport,
    PlannedStage,
    PlannedTask,
    PlanTold,
)
from mingze.campaigns.schemas import CampaignDetail
from mingze.campaigns.views import detail_of
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter(prefix="/imports", tags=[TAG])


@router.get(
    "/{import_id}/campaign", operation_id="previewImportCampaign", summary="一份方案将生成怎样的专项活动"
)
async def preview_import_campaign(
    actor: Manager, import_id: Id, session: Reading, response: Response
) -> PlannedCampaign:
    """按草稿现在的内容;方案没有写明的留空,逐条列在 told。"""
    found = await plan_service.preview(session, actor, import_id)
    response.headers["ETag"] = etag(found.draft.version)
    return _planned(found)


@router.post(
    "/{import_id}/campaign",
    status_code=201,
    operation_id="createImportCampaign",
    summary="由方案生成专项活动",
)
async def create_import_campaign(
    actor: Manager,
    import_id: Id,
    session: Writing,
    response: Response,
    expected: IfMatch,
    key: IdempotencyKey = None,
) -> CampaignDetail:
    """生成的活动是草稿;方案原件同时归档,与活动相连。已归档的方案也可以生成,一份方案只生成一次。

    If-Match 为导入草稿的版本。
    """
    operation = f"importCampaign/{import_id}"
    told = operation.encode()
    campaign_id = await once(session, actor, operation, key, told)
    if campaign_id is None:
        made = await plan_service.create(session, actor, import_id, expected)
        campaign_id = await once.done(session, actor, operation, key, told, made)
    return await detail_of(session, actor, campaign_id, response)


def _planned(found: plan_service.Preview) -> PlannedCampaign:
    draft = found.reading.draft
    return PlannedCampaign(
        version=found.draft.version,
        campaign_id=found.campaign[0] if found.campaign else None,
        title=draft.title,
        aliases=list(draft.aliases),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        end_is_soft=draft.end_is_soft,
        parent_id=draft.parent_id,
        parent_text=draft.parent_text,
        sub_plan_due_on=draft.sub_plan_due_on,
        stages=_stages(draft),
        tasks=[_task(one) for one in draft.tasks],
        body=[PlannedMember(role=one.role, name=one.name, post=one.post) for one in draft.body],
        problem_types=sum(map(_types, draft.problem_types)),
        reports=[
            PlannedReport(
                cadence=one.cadence,
                due_day=one.due_day,
                cutoff_day=one.cutoff_day,
                parts=[part["title"] for part in one.parts],
            )
            for one in draft.requirements
        ],
        contacts=len(draft.contacts),
        told=[PlanTold(pointer=one.pointer, message=one.message) for one in found.reading.told],
    )


def _stages(draft: CampaignDraft) -> list[PlannedStage]:
    return [
        PlannedStage(
            name=one.name,
            mechanism=one.mechanism,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            deliverables=[asked.title for asked in one.deliverables],
        )
        for one in draft.stages
    ]


def _task(task: DraftTask) -> PlannedTask:
    return PlannedTask(
        number=task.number,
        title=task.title,
        due_kind=task.due_kind,
        due_on=task.due_on,
        departments=len(task.departments),
        departments_known=sum(one.unit_id is not None for one in task.departments),
    )


def _types(one: DraftProblemType) -> int:
    return 1 + sum(map(_types, one.children))
