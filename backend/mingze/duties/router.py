"""应报事项: what the units of a campaign owe, from both sides."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from mingze.duties import creating, owners, queries, service, task_queries, telling, views
from mingze.duties.bodies import DutyAccept, DutyDraft, DutyReturn, DutySubmit, PeriodOpen
from mingze.duties.deadlines import Deadlines
from mingze.duties.dependencies import (
    Manager,
    Office,
    Preparer,
    Reader,
    Sender,
    after_of,
    campaign_in_sight,
    managed,
    page_of,
    settings_of,
    shown,
)
from mingze.duties.figures import figure_page
from mingze.duties.matrix import matrix_of
from mingze.duties.queries import DutyFilter
from mingze.duties.request_router import router as request_router
from mingze.duties.resembling import both_sides
from mingze.duties.result_router import router as result_router
from mingze.duties.rules import last_day, sees_likeness
from mingze.duties.schemas import (
    DutyDetail,
    DutyLikeness,
    DutySummary,
    FigureRow,
    MyDuties,
    ReportMatrix,
    ReportPeriodView,
)
from mingze.duties.summary_router import router as summary_router
from mingze.duties.vocabulary import DutyKind, DutyState, Punctuality
from mingze.kit import clock
from mingze.kit.pages import CursorParam, Limit, Page
from mingze.kit.problems import Conflict, Forbidden, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing

router = APIRouter(tags=["应报事项 Duties"])
EntityQuery = Annotated[int | None, Query(ge=1, le=2**53)]


@router.get(
    "/campaigns/{campaign_id}/duties", operation_id="listCampaignDuties", summary="专项活动的应报事项"
)
async def list_campaign_duties(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    request: Request,
    kind: DutyKind | None = None,
    state: DutyState | None = None,
    punctuality: Annotated[
        Punctuality | None, Query(description="missing 为未报名单,late 含尚未报来的")
    ] = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    requirement_id: EntityQuery = None,
    deliverable_id: EntityQuery = None,
    period: Annotated[date | None, Query(description="报告期的第一天")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[DutySummary]:
    """先到期的在前。专项活动办公室看全部单位,参加单位只看本单位及下级的。已取消的只在指定状态时列出。"""
    await campaign_in_sight(session, actor, campaign_id)
    settings = settings_of(request)
    wanted = DutyFilter(
        campaign_id, kind, state, punctuality, unit_id, requirement_id, deliverable_id, period
    )
    conditions = wanted.conditions(clock.now(), settings.missing_after_days)
    rows, count = await queries.page(session, actor, conditions, after=after_of(cursor), limit=limit + 1)
    return page_of(rows, count, limit, settings)


@router.get(
    "/campaigns/{campaign_id}/report-matrix",
    operation_id="getReportMatrix",
    summary="各单位各期报送情况一览",
)
async def get_report_matrix(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    request: Request,
    requirement_id: Annotated[
        int | None, Query(ge=1, le=2**53, description="哪一项报送要求;缺省为第一项")
    ] = None,
) -> ReportMatrix:
    """最近 60 期、最多 3000 个单位,不计分,不排名。参加单位只看本单位及下级。"""
    seen = await campaign_in_sight(session, actor, campaign_id)
    return await matrix_of(session, actor, seen, requirement_id, settings_of(request))


@router.post(
    "/campaigns/{campaign_id}/report-periods",
    operation_id="openReportPeriod",
    summary="现在布置一期报送",
)
async def open_report_period(
    actor: Manager, campaign_id: Id, body: PeriodOpen, session: Writing, request: Request
) -> ReportPeriodView:
    """每日自动布置已经开始的报告期,数据截止日起开放填报;需要提前或补布置的,由此办理。重复布置不会重复。"""
    seen = await managed(session, actor, campaign_id)
    requirement = await queries.requirement(session, campaign_id, body.requirement_id)
    if requirement is None:
        raise refuse_field("/body/requirement_id", "本专项活动没有这项报送要求")
    campaign = await queries.campaign(session, campaign_id)
    period = creating.period_of(requirement, body.period_start)
    if period.start != body.period_start:
        raise refuse_field("/body/period_start", f"须为报告期的第一天,如 {period.start}")
    if why := creating.opens_not(campaign, requirement, period):
        raise refuse_field("/body/period_start", why)
    if not seen.running:
        raise Conflict("专项活动没有在进行,不能布置报送")
    deadlines = await Deadlines.known(session, settings_of(request))
    period, done = await creating.open_period(
        session, campaign, requirement, body.period_start, deadlines, actor
    )
    await telling.asked(session, done.asked, actor.account_id)
    return ReportPeriodView(
        requirement_id=requirement.id,
        period_start=period.start,
        period_end=period.end,
        cutoff_on=period.cutoff_on,
        due_on=last_day(deadlines.end_of(period.due_on)),
        created=done.created,
        opened=done.opened,
    )


@router.get("/my-duties", operation_id="listMyDuties", summary="我负责的单位应报的事项,急的在前")
async def list_my_duties(
    actor: Preparer,
    session: Reading,
    request: Request,
    sent: Annotated[bool, Query(description="看已经报送的,新的在前")] = False,
    below: Annotated[bool, Query(description="连同下级单位的")] = False,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> MyDuties:
    """任职单位的方案、报告、阶段成果,以及分到的任务。"""
    settings, after = settings_of(request), after_of(cursor)
    rows, count = await queries.page(
        session,
        actor,
        queries.mine(actor, is_open=not sent, below=below),
        after=after,
        limit=limit + 1,
        newest_first=sent,
    )
    page = page_of(rows, count, limit, settings)
    shares = await task_queries.open_shares(session, actor) if after is None and not sent else ()
    names = await task_queries.persons(session, [share["id"] for share in shares])
    tasks = [
        views.task(
            share,
            [name for name, _ in names[share["id"]]],
            mine=actor.account_id in {account for _, account in names[share["id"]]},
        )
        for share in shares
    ]
    return MyDuties(**page.model_dump(exclude={"items"}), items=page.items, tasks=tasks)


@router.get("/duties/{duty_id}", operation_id="getDuty", summary="一项应报事项")
async def get_duty(
    actor: Reader, duty_id: Id, session: Reading, request: Request, response: Response
) -> DutyDetail:
    """没有报送的,台账能算出的数字已经填好;报送之后为报送时的数字。"""
    view, headers = await shown(session, actor, duty_id, settings_of(request))
    response.headers.update(headers)
    return view


@router.patch("/duties/{duty_id}", operation_id="draftDuty", summary="填写,暂不报送")
async def draft_duty(
    actor: Preparer,
    duty_id: Id,
    body: DutyDraft,
    expected: IfMatch,
    session: Writing,
    request: Request,
    response: Response,
) -> DutyDetail:
    """整份保存。数字与台账不同的须写理由;没有写的数字取台账的。"""
    settings = settings_of(request)
    content = body.model_dump()
    await service.draft(session, actor, duty_id, content, expected=expected, settings=settings)
    view, headers = await shown(session, actor, duty_id, settings)
    response.headers.update(headers)
    return view


@router.post("/duties/{duty_id}/submit", operation_id="submitDuty", summary="报送")
async def submit_duty(
    actor: Sender,
    duty_id: Id,
    body: DutySubmit,
    expected: IfMatch,
    session: Writing,
    request: Request,
    response: Response,
) -> DutyDetail:
    """按时与否以首次报送的时刻为准。本单位方案须由单位负责人报送,可以只传文件。

    与其他单位或本单位以前的文字雷同的,409 并标出本单位的雷同段落:重写,或说明原因后再报送。
    """
    settings = settings_of(request)
    await service.submit(
        session,
        actor,
        duty_id,
        likeness_explained=body.likeness_explained,
        expected=expected,
        settings=settings,
    )
    view, headers = await shown(session, actor, duty_id, settings)
    response.headers.update(headers)
    return view


@router.post("/duties/{duty_id}/return", operation_id="returnDuty", summary="退回")
async def return_duty(
    actor: Manager,
    duty_id: Id,
    body: DutyReturn,
    expected: IfMatch,
    session: Writing,
    request: Request,
    response: Response,
) -> DutyDetail:
    """退回须写明理由。退回重报不影响首次报送是否按时。"""
    settings = settings_of(request)
    await service.send_back(session, actor, duty_id, body.reason, expected=expected, settings=settings)
    view, headers = await shown(session, actor, duty_id, settings)
    response.headers.update(headers)
    return view


@router.post("/duties/{duty_id}/accept", operation_id="acceptDuty", summary="采纳")
async def accept_duty(
    actor: Manager,
    duty_id: Id,
    body: DutyAccept,
    expected: IfMatch,
    session: Writing,
    request: Request,
    response: Response,
) -> DutyDetail:
    settings = settings_of(request)
    await service.accept(session, actor, duty_id, body.note, expected=expected, settings=settings)
    view, headers = await shown(session, actor, duty_id, settings)
    response.headers.update(headers)
    return view


@router.get("/duties/{duty_id}/figures/{field}", operation_id="listDutyFigure", summary="一个数字背后的记录")
async def list_duty_figure(
    actor: Reader,
    duty_id: Id,
    field: Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9_-]+$", description="字段代码")],
    session: Reading,
    request: Request,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[FigureRow]:
    """台账现在的记录,只列您看得到的;total 为台账现在的数字。"""
    days = settings_of(request).missing_after_days
    loaded = await service.load(session, actor, duty_id, missing_after_days=days)
    return await figure_page(session, actor, loaded, field, limit=limit, cursor=cursor)


@router.get("/duties/{duty_id}/likeness", operation_id="getDutyLikeness", summary="雷同的双方文字")
async def get_duty_likeness(actor: Office, duty_id: Id, session: Reading, request: Request) -> DutyLikeness:
    """只供专项活动办公室审核使用;报送单位只在报送时看到自己的雷同段落。"""
    settings = settings_of(request)
    loaded = await service.load(session, actor, duty_id, missing_after_days=settings.missing_after_days)
    if not sees_likeness(actor, loaded.facts):
        raise Forbidden("雷同的双方文字只供专项活动办公室查看")
    return await both_sides(session, actor, duty_id, loaded.parts, settings.likeness_percent)


router.include_router(request_router)
router.include_router(result_router)
router.include_router(summary_router)
owners.register()
