"""Tasks of a campaign with their three lists, and what units make of them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from mingze.campaigns import queries, share_service, task_queries, task_service
from mingze.campaigns.bodies import (
    CampaignTaskChange,
    CampaignTaskCreate,
    TaskDone,
    TasksFill,
    TaskSharesCreate,
)
from mingze.campaigns.dependencies import TAG, Manager, Preparer, Reader, Worker
from mingze.campaigns.schemas import CampaignTaskView, TasksFilled, TaskSharesDone
from mingze.campaigns.service import seen
from mingze.campaigns.task_views import task_view, task_views
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, capped, cut
from mingze.kit.web import Id, IfMatch, Reading, Writing

router = APIRouter(tags=[TAG])


@router.get(
    "/campaigns/{campaign_id}/tasks", operation_id="listCampaignTasks", summary="任务,或各单位分解的任务"
)
async def list_campaign_tasks(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    of: Annotated[
        Literal["campaign", "units"],
        Query(description="campaign:活动本身的任务;units:单位分解出的,只有可见的"),
    ] = "campaign",
    unit_id: Annotated[
        int | None, Query(ge=1, le=2**53, description="只看该单位及其下级分解的(of=units)")
    ] = None,
    parent_id: Annotated[int | None, Query(ge=1, le=2**53, description="只看由该任务分解的")] = None,
    mine: Annotated[bool, Query(description="只看责任人员为本人的")] = False,
    limit: Limit = 200,
    cursor: CursorParam = None,
) -> Page[CampaignTaskView]:
    """按编号顺序。lacking 指出三个清单中还缺哪些。"""
    sight = await seen(session, actor, campaign_id)
    wanted = task_queries.TaskFilter(of=of, unit_id=unit_id, parent_id=parent_id, mine=mine)
    rows, count = await task_queries.page(
        session, actor, sight, wanted, after=task_queries.after_of(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=await task_views(session, actor, shown),
        next_cursor=task_queries.cursor_after(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post(
    "/campaigns/{campaign_id}/tasks",
    status_code=201,
    operation_id="createCampaignTask",
    summary="增加一项任务",
)
async def create_campaign_task(
    actor: Manager,
    campaign_id: Id,
    body: CampaignTaskCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CampaignTaskView:
    """草稿中三个清单可以不全,印发之后增加的须齐全(422,逐项指出)。"""
    told = f"{campaign_id}/{body.model_dump_json()}".encode()
    task_id = await once(session, actor, "createCampaignTask", key, told)
    if task_id is None:
        made = await task_service.add(session, actor, campaign_id, body)
        task_id = await once.done(session, actor, "createCampaignTask", key, told, made.id)
    return await task_view(session, actor, task_id, response)


@router.post(
    "/campaigns/{campaign_id}/tasks/fill",
    operation_id="fillCampaignTasks",
    summary="一次填写多项任务的目标、时限、责任人",
)
async def fill_campaign_tasks(
    actor: Manager, campaign_id: Id, body: TasksFill, session: Writing
) -> TasksFilled:
    """只改给出的字段;全部成功或全部不动,errors 按 /body/tasks/序号 指明。"""
    ids = await task_service.fill(session, actor, campaign_id, body.tasks)
    items = await task_views(session, actor, await task_queries.tasks(session, actor, ids))
    return TasksFilled(count=len(items), items=items)


@router.patch("/campaign-tasks/{task_id}", operation_id="changeCampaignTask", summary="修改一项任务")
async def change_campaign_task(
    actor: Worker,
    task_id: Id,
    body: CampaignTaskChange,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> CampaignTaskView:
    """活动的任务由组织单位修改,分解出的由该单位修改。"""
    await task_service.change(session, actor, task_id, expected, body)
    return await task_view(session, actor, task_id, response)


@router.delete(
    "/campaign-tasks/{task_id}", status_code=204, operation_id="removeCampaignTask", summary="删除一项任务"
)
async def remove_campaign_task(actor: Worker, task_id: Id, session: Writing, expected: IfMatch) -> None:
    """活动的任务只能在草稿中删除;单位分解出的、未再分解的可由该单位删除。"""
    await task_service.remove(session, actor, task_id, expected)


@router.post(
    "/campaign-tasks/{task_id}/shares",
    status_code=201,
    operation_id="shareCampaignTask",
    summary="把任务分解到科室和人员",
)
async def share_campaign_task(
    actor: Preparer, task_id: Id, body: TaskSharesCreate, session: Writing, key: IdempotencyKey = None
) -> TaskSharesDone:
    """编号不变;三个清单不全的逐项指出(422)。科室收到之后还可继续分解。"""
    told = f"{task_id}/{body.model_dump_json()}".encode()
    first = await once(session, actor, "shareCampaignTask", key, told)
    if first is None:
        ids = await share_service.share(session, actor, task_id, body)
        await once.done(session, actor, "shareCampaignTask", key, told, ids[0])
    else:
        ids = await queries.shares_since(session, task_id, body.unit_id, first, len(body.shares))
    items = await task_views(session, actor, await task_queries.tasks(session, actor, ids))
    return TaskSharesDone(count=len(items), items=items)


@router.post("/campaign-tasks/{task_id}/done", operation_id="finishCampaignTask", summary="任务已完成")
async def finish_campaign_task(
    actor: Worker, task_id: Id, body: TaskDone, session: Writing, expected: IfMatch, response: Response
) -> CampaignTaskView:
    """由责任人员填写;活动的任务组织单位也可填写,分解出的该单位也可填写。"""
    await task_service.finish(session, actor, task_id, expected, body.done_on, body.note)
    return await task_view(session, actor, task_id, response)


@router.post("/campaign-tasks/{task_id}/undone", operation_id="reopenCampaignTask", summary="任务尚未完成")
async def reopen_campaign_task(
    actor: Worker, task_id: Id, session: Writing, expected: IfMatch, response: Response
) -> CampaignTaskView:
    """撤回“已完成”。"""
    await task_service.reopen(session, actor, task_id, expected)
    return await task_view(session, actor, task_id, response)
