"""公开: the public wording of a finding, drafted by the office, approved by its leader."""

from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import detail_queries, publication_queries, publication_service, queries
from mingze.findings import publication as rules
from mingze.findings.bodies import DecisionBody
from mingze.findings.dependencies import Reader
from mingze.findings.publication_schemas import LedgerTexts, PublicationDraft, PublicationView, Withholding
from mingze.findings.schemas import ActionView, Ref
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter(prefix="/findings/{finding_id}/publication", tags=["公开 Publication"])

Drafter = Annotated[Actor, requires(Permission.PUBLICATION_DRAFT)]
Withholder = Annotated[Actor, requires(Permission.PUBLICATION_DRAFT, Permission.PUBLICATION_APPROVE)]
Decider = Annotated[Actor, requires(Permission.PUBLICATION_APPROVE)]


@router.get("", operation_id="getPublication", summary="一个问题的公开表述")
async def get_publication(
    actor: Reader, finding_id: Id, session: Reading, response: Response
) -> PublicationView:
    """尚未拟稿的,版本为 0,台账现有内容可作底稿。"""
    return await _view(session, actor, finding_id, response)


@router.put("", operation_id="draftPublication", summary="拟写公开表述")
async def draft_publication(
    actor: Drafter,
    finding_id: Id,
    body: PublicationDraft,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> PublicationView:
    """拟写或重拟,待分管领导审批。已批准的表述重拟后须重新审批;标为不予公开的,批准之前仍不公开。"""
    await publication_service.draft(
        session,
        actor,
        finding_id,
        expected,
        problem=body.problem,
        measures=body.measures,
        progress=body.progress,
    )
    return await _view(session, actor, finding_id, response)


@router.post("/withholding", operation_id="withholdPublication", summary="标为不予公开")
async def withhold_publication(
    actor: Withholder,
    finding_id: Id,
    body: Withholding,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> PublicationView:
    """即时生效。须有批准的公开表述,才重新列入公开版。"""
    await publication_service.withhold(session, actor, finding_id, expected, body.reason)
    return await _view(session, actor, finding_id, response)


@router.post("/decision", operation_id="decidePublication", summary="审批公开表述")
async def decide_publication(
    actor: Decider,
    finding_id: Id,
    body: DecisionBody,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> PublicationView:
    """拟稿与审批总是两个人。批准同时解除不予公开;拟稿后台账内容有变化的不能批准。退回须写理由。"""
    if not body.approve and not body.note:
        raise refuse_field("/body/note", "退回须写明理由")
    await publication_service.decide(
        session, actor, finding_id, expected, approve=body.approve, note=body.note
    )
    return await _view(session, actor, finding_id, response)


async def _view(session: AsyncSession, actor: Actor, finding_id: int, response: Response) -> PublicationView:
    finding = await queries.finding(session, actor, finding_id)
    if finding is None:
        raise NotFound()
    row = await publication_queries.publication(session, finding_id)
    known, texts = publication_queries.facts_of(row), await publication_queries.texts(session, finding_id)
    facts = await queries.facts(session, finding)
    ids = (row.drafted_by_id, row.decided_by_id) if row else ()
    people = await detail_queries.people(session, {one for one in ids if one is not None})

    def ref(account_id: int | None) -> Ref | None:
        return Ref(id=account_id, name=people[account_id]["name"]) if account_id is not None else None

    version = row.version if row else 0
    response.headers["ETag"] = etag(version)
    return PublicationView(
        finding_id=finding_id,
        version=version,
        state=known.state,
        withheld=known.withheld,
        withheld_reason=row.withheld_reason if row else None,
        problem=row.problem if row else None,
        measures=(row.measures or []) if row else [],
        progress=row.progress if row else None,
        drafted_by=ref(row.drafted_by_id) if row else None,
        drafted_at=row.drafted_at if row else None,
        decided_by=ref(row.decided_by_id) if row else None,
        decided_at=row.decided_at if row else None,
        decision_note=row.decision_note if row else None,
        stale=rules.is_stale(known, texts),
        outside=rules.outside(known, texts, key_matter=finding.key_matter),
        ledger=LedgerTexts(problem=texts.problem, measures=list(texts.measures), progress=texts.progress),
        allowed_actions=[
            ActionView(action=one.action, label=one.label, enabled=one.enabled, reason=one.reason)
            for one in rules.allowed_actions(actor, facts, known, texts)
        ],
    )
