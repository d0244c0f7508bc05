"""What a campaign leaves behind: good examples, and rules established because of findings or the campaign."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments import queries as attachments
from mingze.attachments.schemas import AttachmentView
from mingze.findings.schemas import Ref
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.outcomes import owners, queries, rules, service
from mingze.outcomes.schemas import (
    ExemplarCreate,
    ExemplarDecision,
    ExemplarView,
    ExemplarWithdraw,
    RuleDocCreate,
    RuleDocDraft,
    RuleDocFindingView,
    RuleDocView,
    RuleDocWithdraw,
)
from mingze.outcomes.vocabulary import ExemplarState, RuleDocKind

router = APIRouter(tags=["活动成果 Outcomes"])

_P = Permission
Reader = Annotated[Actor, requires(_P.CAMPAIGN_READ)]
Recommender = Annotated[Actor, requires(_P.DUTY_PREPARE)]
Manager = Annotated[Actor, requires(_P.CAMPAIGN_MANAGE)]
Keeper = Annotated[Actor, requires(_P.DUTY_PREPARE, _P.CAMPAIGN_MANAGE)]
CampaignQuery = Annotated[int | None, Query(ge=1, le=2**53, description="专项活动")]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")]
FindingQuery = Annotated[int | None, Query(ge=1, le=2**53, description="针对哪个问题")]


# --- good examples --------------------------------------------------------------------------------------------


@router.get("/exemplars", operation_id="listExemplars", summary="先进典型,新的在前")
async def list_exemplars(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    unit_id: UnitQuery = None,
    state: ExemplarState | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ExemplarView]:
    """已认定的参加活动的单位都看到;其余只有推荐单位和活动办公室看到。"""
    rows, count = await queries.exemplar_page(
        session,
        actor,
        campaign_id=campaign_id,
        unit_id=unit_id,
        state=state,
        before=after_id(cursor),
        limit=limit + 1,
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=await _exemplars(session, actor, shown),
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post("/exemplars", status_code=201, operation_id="createExemplar", summary="推荐先进典型")
async def create_exemplar(
    actor: Recommender,
    body: ExemplarCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> ExemplarView:
    """由参加活动的单位推荐,活动办公室认定。"""
    made = await once(session, actor, "createExemplar", key, body)
    if made is None:
        row = await service.recommend(
            session,
            actor,
            campaign_id=body.campaign_id,
            unit_id=body.unit_id,
            values=body.model_dump(exclude={"campaign_id", "unit_id"}),
        )
        made = await once.done(session, actor, "createExemplar", key, body, row.id)
    return await _exemplar(session, actor, made, response)


@router.get("/exemplars/{exemplar_id}", operation_id="getExemplar", summary="一个先进典型")
async def get_exemplar(actor: Reader, exemplar_id: Id, session: Reading, response: Response) -> ExemplarView:
    return await _exemplar(session, actor, exemplar_id, response)


@router.post("/exemplars/{exemplar_id}/decision", operation_id="decideExemplar", summary="认定先进典型")
async def decide_exemplar(
    actor: Manager,
    exemplar_id: Id,
    body: ExemplarDecision,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ExemplarView:
    """由活动办公室认定,推荐人不能自己认定。"""
    if not body.confirm and not body.note:
        raise refuse_field("/body/note", "不予认定须写明理由")
    action = "confirm" if body.confirm else "refuse"
    await service.move_exemplar(session, actor, exemplar_id, expected, action, body.note)
    return await _exemplar(session, actor, exemplar_id, response)


@router.post("/exemplars/{exemplar_id}/withdrawal", operation_id="withdrawExemplar", summary="撤销先进典型")
async def withdraw_exemplar(
    actor: Keeper,
    exemplar_id: Id,
    body: ExemplarWithdraw,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ExemplarView:
    """未认定的由推荐单位撤回,已认定的由活动办公室撤销;撤销后不再计入。"""
    await service.move_exemplar(session, actor, exemplar_id, expected, "withdraw", body.reason)
    return await _exemplar(session, actor, exemplar_id, response)


async def _exemplar(
    session: AsyncSession, actor: Actor, exemplar_id: int, response: Response
) -> ExemplarView:
    row = await queries.exemplar(session, actor, exemplar_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    (view,) = await _exemplars(session, actor, [row])
    return view


async def _exemplars(session: AsyncSession, actor: Actor, rows: Sequence[RowMapping]) -> list[ExemplarView]:
    files = await attachments.of_owners(session, queries.EXEMPLAR_FILES, [row["id"] for row in rows])
    names = (
        "id", "version", "person", "title", "text", "state", "recommended_by_name", "recommended_at",
        "confirmed_on", "withdrawn_reason",
    )  # fmt: skip
    return [
        ExemplarView(
            **{name: row[name] for name in names},
            campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
            unit=Ref(id=row["unit_id"], name=row["unit_name"]),
            decision_note=row["decision_note"] if row["close"] else None,
            files=_files(files.get(row["id"], ())),
            acts=rules.exemplar_acts(
                queries.hand_of(actor, row),
                state=ExemplarState(row["state"]),
                recommended_by=row["recommended_by_id"],
            ),
        )
        for row in rows
    ]


def _files(rows: Sequence[RowMapping]) -> list[AttachmentView]:
    return [AttachmentView.model_validate(dict(row)) for row in rows]


# --- rules established ----------------------------------------------------------------------------------------


@router.get("/rule-docs", operation_id="listRuleDocs", summary="建立的制度,新的在前")
async def list_rule_docs(
    actor: Reader,
    session: Reading,
    campaign_id: CampaignQuery = None,
    unit_id: UnitQuery = None,
    finding_id: FindingQuery = None,
    kind: RuleDocKind | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[RuleDocView]:
    """本单位及下级的、本级活动的,以及为可见的问题建立的;登记已撤销的不列出。"""
    rows, count = await queries.rule_doc_page(
        session,
        actor,
        campaign_id=campaign_id,
        unit_id=unit_id,
        finding_id=finding_id,
        kind=kind,
        before=after_id(cursor),
        limit=limit + 1,
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=await _rule_docs(session, actor, shown),
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post("/rule-docs", status_code=201, operation_id="createRuleDoc", summary="登记一项制度")
async def create_rule_doc(
    actor: Keeper, body: RuleDocCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> RuleDocView:
    """新建、修订或废止;可同时写明因哪些问题、哪个专项活动。制度文本在登记后作为附件上传。"""
    made = await once(session, actor, "createRuleDoc", key, body)
    if made is None:
        row = await service.add_rule_doc(
            session,
            actor,
            unit_id=body.unit_id,
            values=body.model_dump(exclude={"unit_id", "finding_ids"}),
            finding_ids=body.finding_ids,
        )
        made = await once.done(session, actor, "createRuleDoc", key, body, row.id)
    return await _rule_doc(session, actor, made, response)


@router.get("/rule-docs/{rule_doc_id}", operation_id="getRuleDoc", summary="一项制度")
async def get_rule_doc(actor: Reader, rule_doc_id: Id, session: Reading, response: Response) -> RuleDocView:
    return await _rule_doc(session, actor, rule_doc_id, response)


@router.put("/rule-docs/{rule_doc_id}", operation_id="changeRuleDoc", summary="更正制度的登记")
async def change_rule_doc(
    actor: Keeper,
    rule_doc_id: Id,
    body: RuleDocDraft,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> RuleDocView:
    await service.change_rule_doc(
        session,
        actor,
        rule_doc_id,
        expected,
        values=body.model_dump(exclude={"finding_ids"}),
        finding_ids=body.finding_ids,
    )
    return await _rule_doc(session, actor, rule_doc_id, response)


@router.post("/rule-docs/{rule_doc_id}/withdrawal", operation_id="withdrawRuleDoc", summary="撤销制度的登记")
async def withdraw_rule_doc(
    actor: Keeper,
    rule_doc_id: Id,
    body: RuleDocWithdraw,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> RuleDocView:
    """登记有误时撤销,不再计入;制度本身废止的,另行登记一项“废止”。"""
    await service.withdraw_rule_doc(session, actor, rule_doc_id, expected, body.reason)
    return await _rule_doc(session, actor, rule_doc_id, response)


async def _rule_doc(session: AsyncSession, actor: Actor, rule_doc_id: int, response: Response) -> RuleDocView:
    row = await queries.rule_doc(session, actor, rule_doc_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    (view,) = await _rule_docs(session, actor, [row])
    return view


async def _rule_docs(session: AsyncSession, actor: Actor, rows: Sequence[RowMapping]) -> list[RuleDocView]:
    ids = [row["id"] for row in rows]
    files = await attachments.of_owners(session, queries.RULE_DOC_FILES, ids)
    findings = await queries.findings_of(session, actor, ids)
    names = (
        "id", "version", "name", "number", "kind", "issued_on", "recorded_by_name", "recorded_at", "withdrawn_reason",
    )  # fmt: skip
    return [
        RuleDocView(
            **{name: row[name] for name in names},
            unit=Ref(id=row["unit_id"], name=row["unit_name"]),
            campaign=(
                Ref(id=row["campaign_id"], name=row["campaign_title"])
                if row["campaign_title"] is not None
                else None
            ),
            findings=[
                RuleDocFindingView(id=one["id"], code=one["code"], problem=one["problem"])
                for one in findings.get(row["id"], ())
            ],
            files=_files(files.get(row["id"], ())),
            may_change=bool(row["kept"]) and row["withdrawn_at"] is None,
        )
        for row in rows
    ]


owners.register()
