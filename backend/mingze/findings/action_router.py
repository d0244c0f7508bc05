"""Acts on findings: one operation for each move of the workflow tables, and the bulk forms of two."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import assignment_service, service
from mingze.findings.assignment_service import HandOut
from mingze.findings.bodies import (
    BulkHandOut,
    BulkUrge,
    CloseBody,
    CountersignBody,
    HandOutBody,
    NoteBody,
    ReasonBody,
)
from mingze.findings.dependencies import shaper
from mingze.findings.rules import MOVES, permission_of
from mingze.findings.schemas import BulkDone, CountersignDone, FindingState
from mingze.findings.service import Moved
from mingze.findings.workflow import NEEDS_REASON
from mingze.kit.web import Id, IfMatch, Writing, etag

router = APIRouter(prefix="/findings", tags=["问题办理 Actions"])

Clerk = Annotated[Actor, requires(Permission.FINDING_HAND_OUT)]
Urger = Annotated[Actor, requires(Permission.FINDING_URGE)]
Recorder = Annotated[Actor, requires(Permission.CLOSURE_RECORD)]

#: Acts that take a word at most, and the names of their operations.
_PLAIN = {
    "confirm": "confirmFinding",
    "accept": "acceptFinding",
    "decline": "declineFinding",
    "fix_on_site": "fixFindingOnSite",
    "reject_fix": "rejectFixOfFinding",
    "resume": "resumeFinding",
    "send_back": "sendFindingBack",
    "verify": "verifyFinding",
    "apply_closure": "applyForClosure",
    "approve_closure": "approveClosure",
    "refuse_closure": "refuseClosure",
}


def answer(done: Moved, actor: Actor, request: Request, response: Response) -> FindingState:
    response.headers["ETag"] = etag(done.row.version)
    return shaper(request, actor).state(done)


@router.post(
    "/bulk/hand-out", operation_id="handOutFindings", summary="批量交办(至多 200 条,全部成功或全部不动)"
)
async def hand_out_findings(actor: Clerk, body: BulkHandOut, session: Writing, request: Request) -> BulkDone:
    """每条带所见版本;有一条不能办理则全部不办,errors 按 /body/items/序号 指明。"""
    items = [(item.id, item.version) for item in body.items]
    done = await assignment_service.hand_out_many(session, actor, items, _wanted(body))
    shape = shaper(request, actor)
    return BulkDone(count=len(done), items=[shape.state(one) for one in done])


@router.post("/bulk/urge", operation_id="urgeFindings", summary="批量催办(至多 200 条,全部成功或全部不动)")
async def urge_findings(actor: Urger, body: BulkUrge, session: Writing, request: Request) -> BulkDone:
    done = await assignment_service.urge_many(session, actor, body.ids, body.note)
    shape = shaper(request, actor)
    return BulkDone(count=len(done), items=[shape.state(one) for one in done])


@router.post("/{finding_id}/actions/hand-out", operation_id="handOutFinding", summary="交办")
async def hand_out_finding(
    actor: Clerk,
    finding_id: Id,
    body: HandOutBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> FindingState:
    """交给责任单位、配合单位,定下期限。"""
    done = await assignment_service.hand_out(session, actor, finding_id, expected, _wanted(body))
    return answer(done, actor, request, response)


@router.post("/{finding_id}/actions/urge", operation_id="urgeFinding", summary="催办")
async def urge_finding(
    actor: Urger, finding_id: Id, body: NoteBody, session: Writing, request: Request, response: Response
) -> FindingState:
    """不改变状态,不需要版本号。"""
    done = await service.act(session, actor, finding_id, "urge", service.AnyVersion(), body.note)
    return answer(done, actor, request, response)


@router.post(
    "/{finding_id}/actions/countersign",
    operation_id="countersignFinding",
    summary="登记会签",
)
async def countersign_finding(
    actor: Recorder,
    finding_id: Id,
    body: CountersignBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> CountersignDone:
    """登记系统外机关的会签;盖章文件的扫描件随后作为附件上传(owner_type=countersignature,owner_id 取自 countersignature_ids)。"""
    done, made = await service.countersign(
        session,
        actor,
        finding_id,
        expected,
        organs=[(organ.kind, organ.name) for organ in body.organs],
        document=body.document,
        signed_on=body.signed_on,
    )
    state = answer(done, actor, request, response)
    return CountersignDone(**state.model_dump(), countersignature_ids=made)


@router.post("/{finding_id}/actions/close", operation_id="closeFinding", summary="销号")
async def close_finding(
    actor: Recorder,
    finding_id: Id,
    body: CloseBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> FindingState:
    """巡察反馈的问题须先完成三方会签并上传扫描件;自查发现的问题由上级单位销号。"""
    done = await service.close(
        session,
        actor,
        finding_id,
        expected,
        closer=body.closer,
        document=body.document,
        closed_on=body.closed_on,
    )
    return answer(done, actor, request, response)


def _wanted(body: HandOutBody) -> HandOut:
    units = [(unit.unit_id, unit.part) for unit in body.units] if body.units is not None else None
    return HandOut(units, body.due_on, body.note)


def _with_reason(action: str, permission: Permission) -> Callable[..., Awaitable[Any]]:
    async def act(
        actor: Annotated[Actor, requires(permission)],
        finding_id: Id,
        body: ReasonBody,
        session: Writing,
        expected: IfMatch,
        request: Request,
        response: Response,
    ) -> FindingState:
        done = await service.act(session, actor, finding_id, action, expected, body.reason)
        return answer(done, actor, request, response)

    return act


def _with_note(action: str, permission: Permission) -> Callable[..., Awaitable[Any]]:
    async def act(
        actor: Annotated[Actor, requires(permission)],
        finding_id: Id,
        body: NoteBody,
        session: Writing,
        expected: IfMatch,
        request: Request,
        response: Response,
    ) -> FindingState:
        done = await service.act(session, actor, finding_id, action, expected, body.note)
        return answer(done, actor, request, response)

    return act


for _action, _operation in _PLAIN.items():
    _make = _with_reason if _action in NEEDS_REASON else _with_note
    router.add_api_route(
        f"/{{finding_id}}/actions/{_action.replace('_', '-')}",
        _make(_action, permission_of(MOVES[_action])),
        methods=["POST"],
        operation_id=_operation,
        summary=MOVES[_action].label,
        response_model=FindingState,
    )
