"""Templates of campaigns, and campaigns begun from one or from last year's."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.engine import RowMapping

from mingze.campaigns import template_queries, template_service
from mingze.campaigns.dependencies import TAG, Manager
from mingze.campaigns.schemas import CampaignDetail, CampaignUnitRef
from mingze.campaigns.template_schemas import (
    CampaignStart,
    CampaignTemplateCreate,
    CampaignTemplateView,
    TemplateStart,
)
from mingze.campaigns.views import detail_of
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, Reading, Writing

router = APIRouter(tags=[TAG])


@router.get("/campaign-templates", operation_id="listCampaignTemplates", summary="可用的活动模板,新的在前")
async def list_campaign_templates(
    actor: Manager, session: Reading, limit: Limit = 50, cursor: CursorParam = None
) -> Page[CampaignTemplateView]:
    """本单位的、上级单位的和下级单位的;已停用的不列出。"""
    rows, count = await template_queries.page(session, actor, before=after_id(cursor), limit=limit + 1)
    shown, last = cut(list(rows), limit)
    total, is_capped = capped(count)
    return Page(
        items=[_view(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post(
    "/campaign-templates",
    status_code=201,
    operation_id="createCampaignTemplate",
    summary="把一个活动存为模板",
)
async def create_campaign_template(
    actor: Manager, body: CampaignTemplateCreate, session: Writing, key: IdempotencyKey = None
) -> CampaignTemplateView:
    """不含文号、各单位的办理情况和状态。"""
    template_id = await once(session, actor, "createCampaignTemplate", key, body)
    if template_id is None:
        made = await template_service.save(session, actor, body.campaign_id, body.name)
        template_id = await once.done(session, actor, "createCampaignTemplate", key, body, made.id)
    found = await template_queries.template(session, actor, template_id)
    if found is None:
        raise NotFound()
    return _view(found)


@router.post(
    "/campaign-templates/{campaign_template_id}/withdraw",
    status_code=204,
    operation_id="withdrawCampaignTemplate",
    summary="停用一份活动模板",
)
async def withdraw_campaign_template(actor: Manager, campaign_template_id: Id, session: Writing) -> None:
    """停用后不能再选用;已由它开始的活动不受影响。上级单位的模板由上级停用。"""
    await template_service.withdraw(session, actor, campaign_template_id)


@router.post(
    "/campaign-templates/{campaign_template_id}/campaigns",
    status_code=201,
    operation_id="startFromTemplate",
    summary="由模板开始一个活动",
)
async def start_from_template(
    actor: Manager,
    campaign_template_id: Id,
    body: TemplateStart,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CampaignDetail:
    """生成草稿,日期按月推移。已离任、已停用或不在本单位范围内的人员和科室只保留名称。"""
    operation = f"startFromTemplate/{campaign_template_id}"
    campaign_id = await once(session, actor, operation, key, body)
    if campaign_id is None:
        made = await template_service.start_from_template(
            session,
            actor,
            campaign_template_id,
            start_on=body.start_on,
            title=body.title,
            unit_id=body.unit_id,
        )
        campaign_id = await once.done(session, actor, operation, key, body, made.id)
    return await detail_of(session, actor, campaign_id, response)


@router.post(
    "/campaigns/{campaign_id}/copies",
    status_code=201,
    operation_id="copyCampaign",
    summary="照去年的活动再开始一个",
)
async def copy_campaign(
    actor: Manager,
    campaign_id: Id,
    body: CampaignStart,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CampaignDetail:
    """生成草稿,日期按月推移;责任科室、责任人员、领导小组和参加单位沿用,办理情况不带入。"""
    operation = f"copyCampaign/{campaign_id}"
    made_id = await once(session, actor, operation, key, body)
    if made_id is None:
        made = await template_service.start_from_campaign(
            session, actor, campaign_id, start_on=body.start_on, title=body.title
        )
        made_id = await once.done(session, actor, operation, key, body, made.id)
    return await detail_of(session, actor, made_id, response)


def _view(row: RowMapping) -> CampaignTemplateView:
    body: dict[str, Any] = row["body"]
    return CampaignTemplateView(
        id=row["id"],
        unit=CampaignUnitRef(id=row["unit_id"], name=row["unit_name"]),
        name=row["name"],
        title=body["title"],
        starts_on=body["starts_on"],
        ends_on=body["ends_on"],
        stages=len(body["stages"]),
        tasks=len(body["tasks"]),
        created_by_name=row["created_by_name"],
        created_at=row["created_at"],
        may_withdraw=bool(row["kept"]),
    )
