"""述责、公开承诺: drafts of units, approval and publication, and promises followed to their end."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments import queries as attachments
from mingze.commitments import owners, queries, service, views
from mingze.commitments.schemas import (
    CommitmentCreate,
    CommitmentDecision,
    CommitmentDraft,
    CommitmentPublish,
    CommitmentSubmit,
    CommitmentSummary,
    CommitmentView,
    CommitmentWithdraw,
    PromiseLine,
    PromiseStep,
)
from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, PromiseState
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import (
    CursorParam,
    Limit,
    Page,
    after_id,
    broken_cursor,
    capped,
    cut,
    decode_cursor,
    encode_cursor,
    is_id,
    next_id,
)
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.likeness.schemas import LikenessView

router = APIRouter(tags=["述责承诺 Commitments"])

_P = Permission
Reader = Annotated[Actor, requires(_P.CAMPAIGN_READ)]
Writer = Annotated[Actor, requires(_P.DUTY_PREPARE)]
Decider = Annotated[Actor, requires(_P.CAMPAIGN_DECIDE)]
Office = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE, _P.CAMPAIGN_DECIDE)]
Publisher = Annotated[Actor, requires(_P.DUTY_PREPARE, _P.CAMPAIGN_MANAGE)]
Withdrawer = Annotated[Actor, requires(_P.DUTY_PREPARE, _P.CAMPAIGN_DECIDE)]
CampaignQuery = Annotated[int | None, Query(ge=1, le=2**53, description="专项活动")]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")]


@router.get("/commitments", operation_id="listCommitments", summary="述责和承诺,新的在前")
async def list_commitments(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    unit_id: UnitQuery = None,
    kind: CommitmentKind | None = None,
    state: CommitmentState | None = None,
    personal: Annotated[bool | None, Query(description="只看个人的(true)或单位的(false)")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[CommitmentSummary]:
    """本单位的和本级活动的都看到;其他单位的只看到已公开的,个人的一般不公开。"""
    wanted = queries.Filter(campaign_id, unit_id, kind, state, personal)
    rows, count = await queries.page(
        session, actor, wanted, today=clock.today(), before=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[views.summary(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post("/commitments", status_code=201, operation_id="createCommitment", summary="起草述责或承诺")
async def create_commitment(
    actor: Writer,
    body: CommitmentCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CommitmentView:
    """单位须参加该专项活动,活动须在进行中。保存为草稿,报送后由活动办公室的分管领导审批。"""
    made = await once(session, actor, "createCommitment", key, body)
    if made is None:
        row = await service.create(
            session,
            actor,
            campaign_id=body.campaign_id,
            unit_id=body.unit_id,
            values=body.model_dump(exclude={"campaign_id", "unit_id", "promises"}),
            promises=[promise.model_dump() for promise in body.promises],
        )
        made = await once.done(session, actor, "createCommitment", key, body, row.id)
    return await _view(session, actor, made, response)


@router.get("/commitments/{commitment_id}", operation_id="getCommitment", summary="一份述责或承诺")
async def get_commitment(
    actor: Reader, commitment_id: Id, session: Reading, response: Response
) -> CommitmentView:
    """含承诺事项、附件,以及本人现在可以办理的操作。"""
    return await _view(session, actor, commitment_id, response)


@router.put("/commitments/{commitment_id}", operation_id="changeCommitment", summary="修改草稿")
async def change_commitment(
    actor: Writer,
    commitment_id: Id,
    body: CommitmentDraft,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CommitmentView:
    """草稿和未获批准的可以修改。"""
    await service.change(
        session,
        actor,
        commitment_id,
        expected,
        values=body.model_dump(exclude={"promises"}),
        promises=[promise.model_dump() for promise in body.promises],
    )
    return await _view(session, actor, commitment_id, response)


@router.post("/commitments/{commitment_id}/submission", operation_id="submitCommitment", summary="报送审批")
async def submit_commitment(
    actor: Writer,
    commitment_id: Id,
    body: CommitmentSubmit,
    expected: IfMatch,
    session: Writing,
    request: Request,
    response: Response,
) -> CommitmentView:
    """报送时与本活动其他单位和本人以前的文本比对;雷同的须改写或说明(409,标出本人文本中雷同之处)。"""
    await service.submit(
        session,
        actor,
        commitment_id,
        expected,
        likeness_explained=body.likeness_explained,
        likeness_percent=request.app.state.settings.likeness_percent,
    )
    return await _view(session, actor, commitment_id, response)


@router.get(
    "/commitments/{commitment_id}/likeness", operation_id="getCommitmentLikeness", summary="雷同的双方文字"
)
async def get_commitment_likeness(
    actor: Office, commitment_id: Id, session: Reading, request: Request
) -> LikenessView:
    """报送的文字与其雷同的材料,两边对照;只给活动办公室看。"""
    percent = request.app.state.settings.likeness_percent
    return await service.both_sides(session, actor, commitment_id, percent)


@router.post("/commitments/{commitment_id}/decision", operation_id="decideCommitment", summary="审批公开")
async def decide_commitment(
    actor: Decider,
    commitment_id: Id,
    body: CommitmentDecision,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CommitmentView:
    """由活动办公室的分管领导审批,不能审批自己起草或报送的。个人的承诺只有写明理由才准许公开。"""
    if not body.approve and not body.note:
        raise refuse_field("/body/note", "不予批准须写明理由")
    await service.decide(
        session,
        actor,
        commitment_id,
        expected,
        approve=body.approve,
        note=body.note,
        outer_reason=body.outer_reason,
    )
    return await _view(session, actor, commitment_id, response)


@router.post("/commitments/{commitment_id}/publication", operation_id="publishCommitment", summary="登记公开")
async def publish_commitment(
    actor: Publisher,
    commitment_id: Id,
    body: CommitmentPublish,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CommitmentView:
    """批准之后由单位或活动办公室登记公开的日期和载体;此后参加活动的单位都能看到,承诺事项开始跟踪。"""
    await service.publish(
        session,
        actor,
        commitment_id,
        expected,
        published_on=body.published_on,
        media=body.media,
        place=body.place,
    )
    return await _view(session, actor, commitment_id, response)


@router.post("/commitments/{commitment_id}/withdrawal", operation_id="withdrawCommitment", summary="撤回")
async def withdraw_commitment(
    actor: Withdrawer,
    commitment_id: Id,
    body: CommitmentWithdraw,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CommitmentView:
    """未公开的由本单位撤回,已公开的由分管领导撤销;内容保留备查,承诺事项不再跟踪。"""
    await service.withdraw(session, actor, commitment_id, expected, body.reason)
    return await _view(session, actor, commitment_id, response)


@router.get("/promises", operation_id="listPromises", summary="跟踪中的承诺事项,先到期的在前")
async def list_promises(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    unit_id: UnitQuery = None,
    state: PromiseState | None = None,
    overdue: Annotated[bool | None, Query(description="只看逾期的(true)或未逾期的(false)")] = None,
    due_before: Annotated[date | None, Query(description="期限不晚于")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[PromiseLine]:
    """已公开的承诺中的各项。"""
    wanted = queries.PromiseFilter(campaign_id, unit_id, state, overdue, due_before)
    today = clock.today()
    rows, count = await queries.promise_page(
        session, actor, wanted, today=today, after=_after_day(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[views.line(actor, row, today) for row in shown],
        next_cursor=encode_cursor(last["due_on"].isoformat(), last["id"]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


def _after_day(cursor: str | None) -> tuple[date, int] | None:
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    try:
        day = date.fromisoformat(str(keys[0]))
    except ValueError as error:
        raise broken_cursor() from error
    if not is_id(keys[1]):
        raise broken_cursor()
    return day, keys[1]


@router.post("/promises/{promise_id}/progress", operation_id="followPromise", summary="登记承诺事项的进展")
async def follow_promise(
    actor: Publisher,
    promise_id: Id,
    body: PromiseStep,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CommitmentView:
    """单位登记已兑现、未兑现或延期;活动办公室可登记未兑现,或对已登记的重新跟踪。"""
    commitment_id = await service.follow(
        session, actor, promise_id, expected, act=body.act, note=body.note, due_on=body.due_on
    )
    return await _view(session, actor, commitment_id, response)


async def _view(
    session: AsyncSession, actor: Actor, commitment_id: int, response: Response
) -> CommitmentView:
    today = clock.today()
    row = await queries.whole(session, actor, commitment_id, today)
    if row is None:
        raise NotFound()
    promises = await queries.promises(session, commitment_id)
    people = await queries.names(
        session, {one for one in (row["written_by_id"], row["decided_by_id"]) if one is not None}
    )
    files = await attachments.of_owners(session, queries.COMMITMENT_FILES, [commitment_id])
    proofs = await attachments.of_owners(session, queries.PROMISE_FILES, [one.id for one in promises])
    response.headers["ETag"] = etag(row["version"])
    return views.whole(actor, row, promises, people, files=files, proofs=proofs, today=today)


owners.register()
