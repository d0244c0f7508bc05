"""Appointments: who holds which role where, from when to when."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import appointment_queries, queries, service
from mingze.access.actor import Actor
from mingze.access.administration import (
    account_in_scope,
    unit_in_scope,
    unit_taking_people,
)
from mingze.access.dependencies import requires
from mingze.access.models import Appointment
from mingze.access.permissions import Permission, Role
from mingze.access.schemas import AppointmentChange, AppointmentCreate, AppointmentView
from mingze.access.scope import in_subtree
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Forbidden, NotFound
from mingze.kit.web import Id, Reading, Writing
from mingze.units import queries as units

router = APIRouter(tags=["账户与任职 Accounts"])

Keeper = Annotated[Actor, requires(Permission.ACCOUNT_MANAGE)]


@router.get("/appointments", operation_id="listAppointments", summary="任职列表")
async def list_appointments(
    actor: Keeper,
    session: Reading,
    account_id: Annotated[int | None, Query(ge=1, le=2**53, description="某人的任职")] = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="在该单位及其下级的任职")] = None,
    role: Annotated[Role | None, Query(description="某角色的任职")] = None,
    in_force: Annotated[
        appointment_queries.InForce | None, Query(description="true 今日有效;future 尚未开始;past 已经终止")
    ] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[AppointmentView]:
    visible = in_subtree(Appointment.unit_id, actor.roots(Permission.ACCOUNT_MANAGE))
    wanted = appointment_queries.AppointmentFilter(account_id, unit_id, role, in_force)
    rows, count = await appointment_queries.appointments(
        session, visible, wanted, after=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    items = [AppointmentView.model_validate(dict(row)) for row in rows]
    return Page(items=items, next_cursor=next_id(last), total=total, total_is_capped=is_capped)


@router.post("/appointments", status_code=201, operation_id="appoint", summary="任命:在某单位担任某角色")
async def appoint(
    actor: Keeper, body: AppointmentCreate, session: Writing, key: IdempotencyKey = None
) -> AppointmentView:
    """系统、安全、审计三类管理员互相分离,也不得兼任业务角色;不能给自己任职。"""
    account = await account_in_scope(
        session, actor, Permission.ACCOUNT_MANAGE, body.account_id, "/body/account_id", lock=True
    )
    await unit_taking_people(session, actor, Permission.ACCOUNT_MANAGE, body.unit_id, "/body/unit_id")
    unit = await units.unit(session, body.unit_id)
    if unit is None:
        raise NotFound()
    if account.id == actor.account_id:
        raise Forbidden("不能给自己任职")
    appointment_id = await once(session, actor, "appoint", key, body)
    if appointment_id is None:
        appointment = await service.appoint(
            session,
            actor,
            account=account,
            unit=unit,
            role=body.role,
            starts_on=body.starts_on or clock.today(),
            ends_on=body.ends_on,
        )
        appointment_id = await once.done(session, actor, "appoint", key, body, appointment.id)
    return await _view(session, appointment_id)


@router.patch(
    "/appointments/{appointment_id}", operation_id="changeAppointment", summary="延长、缩短任职或取消终止日期"
)
async def change_appointment(
    actor: Keeper, appointment_id: Id, body: AppointmentChange, session: Writing
) -> AppointmentView:
    """已终止的任职不能恢复,须重新任命;即刻免去任职用 DELETE。不能变更自己的任职。"""
    appointment = await _held(session, actor, appointment_id)
    if appointment.account_id == actor.account_id:
        raise Forbidden("不能变更自己的任职")
    await service.change_end(session, actor, appointment, body.ends_on)
    await session.flush()
    return await _view(session, appointment_id)


@router.delete(
    "/appointments/{appointment_id}",
    status_code=204,
    operation_id="endAppointment",
    summary="免去任职,即刻生效",
)
async def end_appointment(actor: Keeper, appointment_id: Id, session: Writing) -> None:
    """不能免去自己的任职,须由其他安全管理员办理。"""
    appointment = await _held(session, actor, appointment_id)
    # Or the last of them could leave nobody who appoints another.
    if appointment.account_id == actor.account_id:
        raise Forbidden("不能免去自己的任职")
    service.end_appointment(session, actor, appointment)


async def _held(session: AsyncSession, actor: Actor, appointment_id: int) -> Appointment:
    """An appointment in scope, held with its account, so that what the account holds stays as it is checked."""
    account_id = await appointment_queries.account_of(session, appointment_id)
    if account_id is None:
        raise NotFound()
    await queries.hold_accounts(session, {account_id})
    appointment = await appointment_queries.appointment(session, appointment_id)
    if appointment is None:
        raise NotFound()
    await unit_in_scope(session, actor, Permission.ACCOUNT_MANAGE, appointment.unit_id)
    return appointment


async def _view(session: AsyncSession, appointment_id: int) -> AppointmentView:
    (row,) = await appointment_queries.appointments_of_ids(session, [appointment_id])
    return AppointmentView.model_validate(dict(row))
