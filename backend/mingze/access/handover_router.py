"""Handing over what a person has to do and may do. Tells of counts only: how much it is, never what it says."""

from collections.abc import Collection, Mapping
from typing import Annotated

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import appointment_queries, handover_service, queries
from mingze.access.actor import Actor
from mingze.access.administration import account_in_scope, reaches_no_further
from mingze.access.dependencies import requires
from mingze.access.handover import works
from mingze.access.permissions import Permission
from mingze.access.schemas import (
    AccountRef,
    AppointmentView,
    HandoverCount,
    HandoverCreate,
    HandoverPreview,
    HandoverView,
)
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.web import Id, Reading, Writing

router = APIRouter(tags=["账户与任职 Accounts"])

Keeper = Annotated[Actor, requires(Permission.ACCOUNT_MANAGE)]
_PATH = "/accounts/{account_id}/handover"


@router.get(_PATH, operation_id="previewHandover", summary="某人手上待移交的工作和任职(只见数量)")
async def preview_handover(actor: Keeper, account_id: Id, session: Reading) -> HandoverPreview:
    """停用的账户也可以查询和移交。"""
    account = await account_in_scope(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    await reaches_no_further(session, actor, Permission.ACCOUNT_MANAGE, account)
    held = await appointment_queries.open_appointments(session, account.id)
    return HandoverPreview(
        account=AccountRef(id=account.id, name=account.name),
        items=_counted(await handover_service.open_work(session, account.id)),
        appointments=await _appointments(session, [one.id for one in held]),
    )


@router.post(_PATH, operation_id="handOver", summary="移交工作和任职")
async def hand_over(
    actor: Keeper, account_id: Id, body: HandoverCreate, session: Writing, key: IdempotencyKey = None
) -> HandoverView:
    """一次办完,不会只移交一半。已办过的事(填报、申报、核验、审批)仍记在原办理人名下,回避关系不因移交而改变。

    同时停用账户的,其未移交的任职一并终止,会话随即失效。接手人看不到或须回避其中任何一项时,整体不办理(409)。

    任职一并移交的,在已停用单位的任职须先免去(409):该单位不再新增任职。
    """
    permission = Permission.ACCOUNT_MANAGE
    await queries.hold_accounts(session, {account_id, body.to_account_id})
    leaver = await account_in_scope(session, actor, permission, account_id)
    await reaches_no_further(session, actor, permission, leaver)
    successor = await account_in_scope(session, actor, permission, body.to_account_id, "/body/to_account_id")
    # The leaver stands in the path, yet the same key for somebody else is another request.
    said = body.model_copy(update={"reason": f"{account_id}/{body.reason}"})
    handover_id = await once(session, actor, "handOver", key, said)
    if handover_id is None:
        handover_service.check_successor(actor, leaver, successor)
        made = await handover_service.hand_over(
            session,
            actor,
            leaver,
            successor,
            reason=body.reason,
            move_appointments=body.move_appointments,
            deactivate=body.deactivate,
        )
        handover_id = await once.done(session, actor, "handOver", key, said, made.id)
    row = await appointment_queries.handover(session, handover_id)
    return HandoverView(
        moved=_counted(row.moved), appointments=await _appointments(session, row.appointment_ids)
    )


def _counted(counts: Mapping[str, int]) -> list[HandoverCount]:
    return [
        HandoverCount(kind=kind, label=work.label, count=counts.get(kind, 0))
        for kind, work in works().items()
    ]


async def _appointments(session: AsyncSession, ids: Collection[int]) -> list[AppointmentView]:
    rows = await appointment_queries.appointments_of_ids(session, ids)
    return [AppointmentView.model_validate(dict(row)) for row in rows]
