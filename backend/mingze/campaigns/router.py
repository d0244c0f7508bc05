"""Campaigns: list, draft, read, change, and each step from issuing to the archive."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.campaigns import (
    act_service,
    detail_queries,
    draft_service,
    ledger,
    list_queries,
    owners,
    service,
)
from mingze.campaigns.bodies import CampaignAct, CampaignChange, CampaignCreate
from mingze.campaigns.dependencies import TAG, Manager, Reader
from mingze.campaigns.draft import CampaignDraft
from mingze.campaigns.figures_queries import findings_of
from mingze.campaigns.paper_router import router as paper_router
from mingze.campaigns.parts_router import router as parts_router
from mingze.campaigns.plan_router import router as plan_router
from mingze.campaigns.requirement_router import router as requirement_router
from mingze.campaigns.schemas import CampaignDetail, CampaignFindings, CampaignSummary
from mingze.campaigns.stage_router import router as stage_router
from mingze.campaigns.task_router import router as task_router
from mingze.campaigns.template_router import router as template_router
from mingze.campaigns.units_router import router as units_router
from mingze.campaigns.views import detail_of, figures_view, summary_view
from mingze.campaigns.vocabulary import CampaignState
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing

router = APIRouter()
campaign_router = APIRouter(prefix="/campaigns", tags=[TAG])


@campaign_router.get("", operation_id="listCampaigns", summary="可见的专项活动,新的在前")
async def list_campaigns(
    actor: Reader,
    session: Reading,
    state: Annotated[CampaignState | None, Query(description="状态")] = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="由该单位及其下级组织的")] = None,
    role: Annotated[
        Literal["organising", "taking_part"] | None,
        Query(description="organising:本人所辖单位组织的;taking_part:本人所辖单位参加的"),
    ] = None,
    q: Annotated[str | None, Query(max_length=60, description="标题或文号中的文字")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[CampaignSummary]:
    """组织单位及其上级看到全部;参加单位看到已印发的。草稿只有组织单位的经办人和分管领导看到。"""
    wanted = list_queries.CampaignFilter(state=state, unit_id=unit_id, role=role, q=q)
    rows, count = await list_queries.page(session, actor, wanted, before=after_id(cursor), limit=limit + 1)
    shown, last = cut(rows, limit)
    stages = await list_queries.stages_of(session, [row["id"] for row in shown])
    total, is_capped = capped(count)
    return Page(
        items=[summary_view(row, stages.get(row["id"], ()), clock.today()) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@campaign_router.post("", status_code=201, operation_id="createCampaign", summary="新建一个专项活动的草稿")
async def create_campaign(
    actor: Manager,
    body: CampaignCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CampaignDetail:
    """草稿只有组织单位看到;阶段、任务、参加单位等随后填写,齐全之后印发。"""
    campaign_id = await once(session, actor, "createCampaign", key, body)
    if campaign_id is None:
        made = await draft_service.create(
            session, actor, unit_id=_office(actor, body.unit_id), draft=_draft(body)
        )
        campaign_id = await once.done(session, actor, "createCampaign", key, body, made.id)
    return await detail_of(session, actor, campaign_id, response)


def _office(actor: Actor, asked: int | None) -> int:
    """The unit whose office runs it: as asked, or where the actor is appointed."""
    if asked is not None:
        return asked
    roots = actor.roots(Permission.CAMPAIGN_MANAGE)
    if len(roots) > 1:
        raise refuse_field("/body/unit_id", "您在多个单位任职,请选择由哪个单位组织")
    return roots[0]


def _draft(body: CampaignCreate) -> CampaignDraft:
    return CampaignDraft(**body.model_dump(exclude={"unit_id"}))


@campaign_router.get("/{campaign_id}", operation_id="getCampaign", summary="一个专项活动的全部内容")
async def get_campaign(
    actor: Reader, campaign_id: Id, session: Reading, response: Response
) -> CampaignDetail:
    """参加单位看到活动的内容,不看到其他单位的情况。"""
    return await detail_of(session, actor, campaign_id, response)


@campaign_router.patch("/{campaign_id}", operation_id="changeCampaign", summary="修改专项活动")
async def change_campaign(
    actor: Manager,
    campaign_id: Id,
    body: CampaignChange,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignDetail:
    """未给出的字段不变。已结束、归档、取消的不能修改。"""
    await service.change(session, actor, campaign_id, expected, body.model_dump(exclude_unset=True))
    return await detail_of(session, actor, campaign_id, response)


@campaign_router.get(
    "/{campaign_id}/findings-summary",
    operation_id="getCampaignFindings",
    summary="活动中发现的问题:按状态、预警灯和问题类型计数",
)
async def get_campaign_findings(
    actor: Reader, campaign_id: Id, session: Reading, request: Request
) -> CampaignFindings:
    """只计可见范围内的问题;每个数都可在问题台账中以 campaign、problem_type 打开。"""
    if not await detail_queries.is_visible(session, actor, campaign_id):
        raise NotFound()
    settings = request.app.state.settings
    return figures_view(
        await findings_of(session, actor, campaign_id, today=clock.today(), light_days=settings.light_days)
    )


#: What can be done with a campaign: the name of the operation, what it is, a word on it.
_ACTS = {
    "issue": (
        "issueCampaign",
        "印发",
        "文号、阶段、参加单位和每项任务的三个清单须齐全,否则逐项指出所缺(409,errors)。",
    ),
    "suspend": ("suspendCampaign", "中止", "须写明原因;中止期间阶段不自动推进。"),
    "resume": ("resumeCampaign", "恢复", "回到中止之前的状态。"),
    "summarise": ("summariseCampaign", "转入总结", "最后一个阶段结束之后。"),
    "close": ("closeCampaign", "结束", "总结之后。"),
    "archive": ("archiveCampaign", "归档", "归档之后不再变化。"),
    "cancel": ("cancelCampaign", "取消草稿", "只能取消未印发的;须写明原因。"),
}


def _add_act(action: str, operation: str, summary: str, words: str) -> None:
    async def act(
        actor: Manager,
        campaign_id: Id,
        body: CampaignAct,
        session: Writing,
        expected: IfMatch,
        response: Response,
    ) -> CampaignDetail:
        await act_service.act(session, actor, campaign_id, action, expected, body.reason)
        return await detail_of(session, actor, campaign_id, response)

    campaign_router.add_api_route(
        f"/{{campaign_id}}/{action}",
        act,
        methods=["POST"],
        operation_id=operation,
        summary=summary,
        description=words,
    )


for _action, (_operation, _summary, _words) in _ACTS.items():
    _add_act(_action, _operation, _summary, _words)

for _part in (
    campaign_router,
    parts_router,
    stage_router,
    units_router,
    task_router,
    requirement_router,
    plan_router,
    template_router,
    paper_router,
):
    router.include_router(_part)

owners.register()
ledger.register()
