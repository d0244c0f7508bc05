"""What a campaign consists of, sent as whole lists: stages, leading group, kinds of problem, deliverables, links."""

from fastapi import APIRouter, Response

from mingze.campaigns import parts_service
from mingze.campaigns.bodies import BodyPut, DeliverablesPut, LinksPut, ProblemTypesPut, StagesPut
from mingze.campaigns.dependencies import TAG, Manager
from mingze.campaigns.schemas import CampaignDetail
from mingze.campaigns.views import detail_of
from mingze.kit.web import Id, IfMatch, Writing

router = APIRouter(prefix="/campaigns", tags=[TAG])


@router.put("/{campaign_id}/stages", operation_id="putCampaignStages", summary="填写全部阶段")
async def put_campaign_stages(
    actor: Manager, campaign_id: Id, body: StagesPut, session: Writing, expected: IfMatch, response: Response
) -> CampaignDetail:
    """按顺序给出全部阶段及其子阶段;没有列出的删除。只能在草稿中;印发之后逐个开始、结束或调整。

    日期有空档、重叠的也能保存,由 lacks 指出,补齐之前不能印发。
    """
    await parts_service.put_stages(session, actor, campaign_id, expected, body.stages)
    return await detail_of(session, actor, campaign_id, response)


@router.put("/{campaign_id}/body", operation_id="putCampaignBody", summary="填写领导小组及其办公室")
async def put_campaign_body(
    actor: Manager, campaign_id: Id, body: BodyPut, session: Writing, expected: IfMatch, response: Response
) -> CampaignDetail:
    """按顺序给出全部成员。"""
    await parts_service.put_body(session, actor, campaign_id, expected, body.body)
    return await detail_of(session, actor, campaign_id, response)


@router.put(
    "/{campaign_id}/problem-types", operation_id="putCampaignProblemTypes", summary="填写整治的问题类型"
)
async def put_campaign_problem_types(
    actor: Manager,
    campaign_id: Id,
    body: ProblemTypesPut,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """按顺序给出全部类型,可分三级;没有列出的删除,已有问题归入的不能删除(409)。"""
    await parts_service.put_problem_types(session, actor, campaign_id, expected, body.problem_types)
    return await detail_of(session, actor, campaign_id, response)


@router.put(
    "/{campaign_id}/deliverables", operation_id="putCampaignDeliverables", summary="填写阶段应交的成果"
)
async def put_campaign_deliverables(
    actor: Manager,
    campaign_id: Id,
    body: DeliverablesPut,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """按顺序给出全部成果。印发之后可以增加和修改,不能删除。"""
    await parts_service.put_deliverables(session, actor, campaign_id, expected, body.deliverables)
    return await detail_of(session, actor, campaign_id, response)


@router.put("/{campaign_id}/links", operation_id="putCampaignLinks", summary="填写同安排的活动")
async def put_campaign_links(
    actor: Manager, campaign_id: Id, body: LinksPut, session: Writing, expected: IfMatch, response: Response
) -> CampaignDetail:
    """与哪些活动同部署、同安排;两个活动都显示。"""
    await parts_service.put_links(session, actor, campaign_id, expected, body.campaign_ids)
    return await detail_of(session, actor, campaign_id, response)
