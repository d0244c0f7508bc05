"""Triage: which unit, what it resembles, told before or not, what it shows."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import (
    alike_queries,
    alike_rules,
    finding_service,
    merging_service,
    routing,
    rules,
    service,
)
from mingze.complaints.dependencies import Handler, shown
from mingze.complaints.merging_rules import concluded
from mingze.complaints.schemas import ComplaintDetail
from mingze.complaints.service import Loaded
from mingze.complaints.triage_schemas import (
    Assignee,
    Assignees,
    ComplaintToFinding,
    RepeatMark,
    SimilarComplaint,
    SimilarComplaints,
)
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, Outcome
from mingze.findings.schemas import Ref
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.problems import Forbidden
from mingze.kit.web import Id, IfMatch, Reading, Writing

router = APIRouter()


async def _of_office(session: AsyncSession, actor: Actor, complaint_id: int) -> Loaded:
    loaded = await service.load(session, actor, complaint_id)
    if reason := rules.who_changes_not(actor, loaded.facts):
        raise Forbidden(reason)
    return loaded


@router.get(
    "/complaints/{complaint_id}/assignees",
    operation_id="listComplaintAssignees",
    summary="可以交给哪些单位,为什么有的不能",
)
async def list_complaint_assignees(
    actor: Handler,
    complaint_id: Id,
    session: Reading,
    q: Annotated[str | None, Query(min_length=1, max_length=60, description="单位名称中的词")] = None,
) -> Assignees:
    """依次为所反映的单位、它的上级、受理机关的科室、其他单位。交办、改派时按同样的规则核对。"""
    loaded = await _of_office(session, actor, complaint_id)
    return Assignees(
        items=[
            Assignee(
                unit=Ref(id=one.id, name=one.name),
                kind=one.kind,
                parent_name=one.parent_name,
                allowed=not one.reasons,
                reasons=one.reasons,
            )
            for one in await routing.proposals(session, loaded.row, q)
        ]
    )


@router.get(
    "/complaints/{complaint_id}/similar",
    operation_id="listSimilarComplaints",
    summary="可能是同一件事的",
)
async def list_similar_complaints(actor: Handler, complaint_id: Id, session: Reading) -> SimilarComplaints:
    """一年内反映同一单位的和同一电话的,说明为什么像;只在本人可见的范围内。由受理机关决定并案、登记重复或者不管。"""
    loaded = await _of_office(session, actor, complaint_id)
    who = await alike_queries.complainant(session, complaint_id)
    candidates = await alike_queries.candidates(session, actor, loaded.row, who)
    found = await asyncio.to_thread(alike_rules.similar, loaded.row.text, candidates)
    rows = await alike_queries.listed(session, actor, [one.id for one in found])
    return SimilarComplaints(items=[_similar(one, rows[one.id]) for one in found if one.id in rows])


def _similar(one: alike_rules.Similar, row: Any) -> SimilarComplaint:
    names = (
        "id",
        "number",
        "kind",
        "channel",
        "state",
        "subject",
        "text",
        "received_at",
        "answered_at",
    )
    about = row["about_unit_id"]
    return SimilarComplaint(
        **{name: row[name] for name in names},
        about_unit=Ref(id=about, name=row["about_unit_name"]) if about else None,
        merged=row["main_id"] is not None,
        why=list(one.why),
        likeness=one.likeness,
        concluded=concluded(
            ComplaintKind(row["kind"]),
            ComplaintState(row["state"]),
            Outcome(row["outcome"]) if row["outcome"] else None,
        ),
    )


@router.post("/complaints/{complaint_id}/repeat", operation_id="markComplaintRepeat", summary="登记为重复件")
async def mark_complaint_repeat(
    actor: Handler,
    complaint_id: Id,
    body: RepeatMark,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ComplaintDetail:
    """已有最终答复、又没有新的事实和理由的:投诉不再重复处理,信访事项不再受理,并告知理由;其他的只作关联。"""
    await merging_service.repeat(
        session,
        actor,
        complaint_id,
        expected,
        of_id=body.of_id,
        new_facts=body.new_facts,
        note=body.note,
    )
    return await shown(session, actor, complaint_id, response)


@router.post(
    "/complaints/{complaint_id}/findings",
    status_code=201,
    operation_id="turnComplaintIntoFinding",
    summary="转为台账中的问题,或关联到已有的问题",
)
async def turn_complaint_into_finding(
    actor: Handler,
    complaint_id: Id,
    body: ComplaintToFinding,
    expected: IfMatch,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> ComplaintDetail:
    """问题由监督办确认;投诉人的姓名、联系方式和原话不带入台账。不会交给所反映的科室或主要负责人所在的单位。"""
    said = f"{complaint_id}/{body.model_dump_json()}".encode()
    if await once(session, actor, "turnComplaintIntoFinding", key, said) is None:
        if body.finding_id is not None:
            made = await finding_service.link(session, actor, complaint_id, expected, body.finding_id)
        else:
            values = body.model_dump(exclude={"finding_id", "unit_id"})
            made = await finding_service.register(
                session, actor, complaint_id, expected, unit_id=body.unit_id, values=values
            )
        await once.done(session, actor, "turnComplaintIntoFinding", key, said, made)
    return await shown(session, actor, complaint_id, response)
