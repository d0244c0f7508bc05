"""意见建议征集: what a campaign asks, what came in, and what became of it."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings.schemas import Ref
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.suggestions import queries, rules, service
from mingze.suggestions.schemas import (
    CollectionCreate,
    CollectionDraft,
    CollectionView,
    SimilarSuggestion,
    SuggestionCount,
    SuggestionCreate,
    SuggestionDecision,
    SuggestionSummary,
    SuggestionToFinding,
    SuggestionView,
)
from mingze.suggestions.vocabulary import Channel, SuggestionState

router = APIRouter(tags=["意见征集 Suggestions"])

_P = Permission
Reader = Annotated[Actor, requires(_P.CAMPAIGN_READ)]
Manager = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE)]
Taker = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE, _P.DUTY_PREPARE)]
CampaignQuery = Annotated[int | None, Query(ge=1, le=2**53, description="专项活动")]
CollectionQuery = Annotated[int | None, Query(ge=1, le=2**53, description="哪一次征集")]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")]


@router.get("/suggestion-collections", operation_id="listSuggestionCollections", summary="意见征集,新的在前")
async def list_suggestion_collections(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[CollectionView]:
    """附可见范围内的意见按渠道和处理结果的计数。"""
    rows, count = await queries.collection_page(
        session, actor, campaign_id=campaign_id, before=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=await _collections(session, actor, shown),
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post(
    "/suggestion-collections",
    status_code=201,
    operation_id="createSuggestionCollection",
    summary="开展一次意见征集",
)
async def create_suggestion_collection(
    actor: Manager,
    body: CollectionCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> CollectionView:
    """由活动办公室开展;参加活动的单位各自登记收到的意见。"""
    made = await once(session, actor, "createSuggestionCollection", key, body)
    if made is None:
        row = await service.open_collection(
            session, actor, campaign_id=body.campaign_id, values=body.model_dump(exclude={"campaign_id"})
        )
        made = await once.done(session, actor, "createSuggestionCollection", key, body, row.id)
    return await _collection(session, actor, made, response)


@router.get(
    "/suggestion-collections/{collection_id}",
    operation_id="getSuggestionCollection",
    summary="一次意见征集及其统计",
)
async def get_suggestion_collection(
    actor: Reader, collection_id: Id, session: Reading, response: Response
) -> CollectionView:
    return await _collection(session, actor, collection_id, response)


@router.put(
    "/suggestion-collections/{collection_id}",
    operation_id="changeSuggestionCollection",
    summary="修改、结束或重新开放征集",
)
async def change_suggestion_collection(
    actor: Manager,
    collection_id: Id,
    body: CollectionDraft,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> CollectionView:
    await service.change_collection(session, actor, collection_id, expected, body.model_dump())
    return await _collection(session, actor, collection_id, response)


async def _collection(
    session: AsyncSession, actor: Actor, collection_id: int, response: Response
) -> CollectionView:
    row = await queries.collection(session, actor, collection_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    (view,) = await _collections(session, actor, [row])
    return view


async def _collections(
    session: AsyncSession, actor: Actor, rows: Sequence[RowMapping]
) -> list[CollectionView]:
    counted = await queries.counts(session, actor, [row["id"] for row in rows])
    prepares = actor.may(_P.DUTY_PREPARE)
    names = ("id", "version", "title", "question", "channels", "opened_at", "closed_at")
    return [
        CollectionView(
            **{name: row[name] for name in names},
            campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
            open=row["closed_at"] is None,
            counts=[
                SuggestionCount(channel=one["channel"], state=one["state"], count=one["count"])
                for one in counted.get(row["id"], ())
            ],
            may_change=bool(row["manages"]),
            may_add=row["closed_at"] is None and (prepares or bool(row["manages"])),
        )
        for row in rows
    ]


# --- suggestions ----------------------------------------------------------------------------------------------


@router.get("/suggestions", operation_id="listSuggestions", summary="收到的意见,新的在前")
async def list_suggestions(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    collection_id: CollectionQuery = None,
    unit_id: UnitQuery = None,
    channel: Channel | None = None,
    state: SuggestionState | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[SuggestionSummary]:
    """单位看到本单位的,活动办公室看到全部;联系方式不在列表中。"""
    wanted = queries.Filter(campaign_id, collection_id, unit_id, channel, state)
    rows, count = await queries.page(session, actor, wanted, before=after_id(cursor), limit=limit + 1)
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[SuggestionSummary(**_common(row)) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post("/suggestions", status_code=201, operation_id="createSuggestion", summary="登记一条意见")
async def create_suggestion(
    actor: Taker, body: SuggestionCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> SuggestionView:
    """活动办公室登记任一参加单位的,单位登记本单位的;返回说法相近的意见供核对。"""
    made = await once(session, actor, "createSuggestion", key, body)
    if made is None:
        row = await service.add(
            session,
            actor,
            collection_id=body.collection_id,
            unit_id=body.unit_id,
            values=body.model_dump(exclude={"collection_id", "unit_id"}),
        )
        made = await once.done(session, actor, "createSuggestion", key, body, row.id)
    return await _suggestion(session, actor, made, response)


@router.get("/suggestions/{suggestion_id}", operation_id="getSuggestion", summary="一条意见")
async def get_suggestion(
    actor: Reader, suggestion_id: Id, session: Reading, response: Response
) -> SuggestionView:
    """含说法相近的意见,以及本人现在可以办理的操作。"""
    return await _suggestion(session, actor, suggestion_id, response)


@router.post(
    "/suggestions/{suggestion_id}/decision", operation_id="decideSuggestion", summary="采纳或不予采纳"
)
async def decide_suggestion(
    actor: Taker,
    suggestion_id: Id,
    body: SuggestionDecision,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> SuggestionView:
    """不予采纳须写明理由。"""
    if not body.adopt and not body.note:
        raise refuse_field("/body/note", "不予采纳须写明理由")
    await service.decide(session, actor, suggestion_id, expected, adopt=body.adopt, note=body.note)
    return await _suggestion(session, actor, suggestion_id, response)


@router.post(
    "/suggestions/{suggestion_id}/finding", operation_id="turnSuggestionIntoFinding", summary="转为问题"
)
async def turn_suggestion_into_finding(
    actor: Taker,
    suggestion_id: Id,
    body: SuggestionToFinding,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> SuggestionView:
    """在台账中登记为该专项活动的问题;单位转的待监督办确认。联系方式不带入台账。"""
    values = body.model_dump(exclude={"unit_id"})
    await service.to_finding(session, actor, suggestion_id, expected, unit_id=body.unit_id, values=values)
    return await _suggestion(session, actor, suggestion_id, response)


def _common(row: RowMapping) -> dict[str, Any]:
    names = ("id", "version", "text", "channel", "giver", "received_on", "state", "decision_note")
    return {
        **{name: row[name] for name in names},
        "collection": Ref(id=row["collection_id"], name=row["collection_title"]),
        "unit": Ref(id=row["unit_id"], name=row["unit_name"]),
        "finding_id": row["finding_in_sight"],
    }


async def _suggestion(
    session: AsyncSession, actor: Actor, suggestion_id: int, response: Response
) -> SuggestionView:
    row = await queries.whole(session, actor, suggestion_id)
    if row is None:
        raise NotFound()
    hand = queries.hand_of(row)
    response.headers["ETag"] = etag(row["version"])
    return SuggestionView(
        **_common(row),
        campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
        contact=row["contact"] if hand.may else None,
        entered_by_name=row["entered_by_name"],
        entered_at=row["entered_at"],
        similar=await _similar(session, actor, row),
        acts=rules.acts(hand, SuggestionState(row["state"]), registers=actor.may(_P.FINDING_REGISTER)),
    )


async def _similar(session: AsyncSession, actor: Actor, row: RowMapping) -> list[SimilarSuggestion]:
    others = {one["id"]: one for one in await queries.neighbours(session, actor, row)}
    texts = [(number, one["text"]) for number, one in others.items()]
    found = await asyncio.to_thread(rules.most_alike, row["text"], texts)
    return [
        SimilarSuggestion(
            id=number,
            text=others[number]["text"],
            unit=Ref(id=others[number]["unit_id"], name=others[number]["unit_name"]),
            state=others[number]["state"],
            likeness=round(degree, 2),
        )
        for number, degree in found
    ]
