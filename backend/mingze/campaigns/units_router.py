"""Who takes part in a campaign."""

from typing import Annotated

from fastapi import APIRouter, Query

from mingze.campaigns import units_queries, units_service
from mingze.campaigns.bodies import UnitsPut
from mingze.campaigns.dependencies import TAG, Manager, Reader
from mingze.campaigns.schemas import ParticipantView, UnitsDone
from mingze.campaigns.service import seen
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.web import Id, IfMatch, Reading, Writing

router = APIRouter(prefix="/campaigns/{campaign_id}/units", tags=[TAG])


@router.get("", operation_id="listCampaignUnits", summary="参加单位")
async def list_campaign_units(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    left: Annotated[bool | None, Query(description="true:只看已退出的;false:只看在参加的")] = None,
    q: Annotated[str | None, Query(max_length=60, description="单位名称中的文字")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ParticipantView]:
    """组织单位看到全部,参加单位只看到本单位及其下级。"""
    sight = await seen(session, actor, campaign_id)
    rows, count = await units_queries.page(
        session,
        actor,
        sight,
        within=unit_id,
        left=left,
        q=q,
        after=after_id(cursor),
        limit=limit + 1,
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[ParticipantView.model_validate(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.put("", operation_id="putCampaignUnits", summary="由哪些单位参加:按规则,或点名")
async def put_campaign_units(
    actor: Manager, campaign_id: Id, body: UnitsPut, session: Writing, expected: IfMatch
) -> UnitsDone:
    """规则所及的与点名的单位参加;不再符合的标为退出,已有的报送保留。单位须在本人管理范围内。"""
    done = await units_service.put(session, actor, campaign_id, expected, body.rule, body.unit_ids)
    return UnitsDone.model_validate(done)


@router.post("/refresh", operation_id="refreshCampaignUnits", summary="按规则重新查找参加单位")
async def refresh_campaign_units(actor: Manager, campaign_id: Id, session: Writing) -> UnitsDone:
    """新设立的单位加入,停用的、不再符合规则的标为退出;点名的单位不变。"""
    done = await units_service.refresh(session, actor, campaign_id)
    return UnitsDone.model_validate(done)
