"""Stages opened, closed and moved by a person, on record."""

from fastapi import APIRouter, Response

from mingze.campaigns import stage_service
from mingze.campaigns.bodies import StageAct, StageMove
from mingze.campaigns.dependencies import TAG, Manager
from mingze.campaigns.schemas import CampaignDetail
from mingze.campaigns.views import detail_of
from mingze.kit.web import Id, IfMatch, Writing

router = APIRouter(prefix="/campaigns/{campaign_id}/stages/{stage_id}", tags=[TAG])


@router.post("/open", operation_id="openCampaignStage", summary="开始一个阶段")
async def open_campaign_stage(
    actor: Manager,
    campaign_id: Id,
    stage_id: Id,
    body: StageAct,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """提前开始,或把已结束的阶段重新开始;原因留痕。到期的阶段由系统每天自动开始。"""
    await stage_service.open_stage(session, actor, campaign_id, stage_id, expected, body.reason)
    return await detail_of(session, actor, campaign_id, response)


@router.post("/close", operation_id="closeCampaignStage", summary="结束一个阶段")
async def close_campaign_stage(
    actor: Manager,
    campaign_id: Id,
    stage_id: Id,
    body: StageAct,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """原因留痕。过期的阶段由系统每天自动结束。"""
    await stage_service.close_stage(session, actor, campaign_id, stage_id, expected, body.reason)
    return await detail_of(session, actor, campaign_id, response)


@router.post("/move", operation_id="moveCampaignStage", summary="调整一个阶段的日期")
async def move_campaign_stage(
    actor: Manager,
    campaign_id: Id,
    stage_id: Id,
    body: StageMove,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """相邻阶段随之让出或补上,不产生空档和重叠;已结束的阶段不动,原因留痕。"""
    await stage_service.move_stage(
        session, actor, campaign_id, stage_id, expected, body.starts_on, body.ends_on, body.reason
    )
    return await detail_of(session, actor, campaign_id, response)
