"""Handing over: what one account still has to do, and what it may do, passes to another in one transaction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import appointment_queries, queries, service
from mingze.access.actor import Actor
from mingze.access.handover import Passed, Passing, Work, works
from mingze.access.models import Appointment, Handover
from mingze.access.permissions import ADMINISTRATORS, Role
from mingze.accounts import service as account_service
from mingze.accounts.models import Account
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, refuse_field
from mingze.units import queries as units


async def open_work(session: AsyncSession, account_id: int) -> dict[str, int]:
    """How many things of each kind are the account's to do."""
    return {kind: await work.count(session, account_id) for kind, work in works().items()}


def check_successor(actor: Actor, leaver: Account, successor: Account) -> None:
    """Refuse who cannot take over from `leaver` whatever there is."""
    if actor.account_id in {leaver.id, successor.id}:
        raise Forbidden("本人的工作和任职须由其他安全管理员办理移交,也不能移交给本人")
    if leaver.id == successor.id:
        raise refuse_field("/body/to_account_id", "不能移交给同一个账户")
    if not successor.active:
        raise refuse_field("/body/to_account_id", "该账户已停用,不能接手")


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    leaver: Account,
    successor: Account,
    *,
    reason: str,
    move_appointments: bool,
    deactivate: bool,
) -> Handover:
    """Let the work of `leaver` pass to `successor` (both locked by the caller), with the roles where wanted.

    Who is disabled as well holds no role afterwards, moved or not: or being restored would give them back.
    Conflict where the successor cannot take what there is (nothing passes then), or where there is nothing.
    """
    begun: list[Appointment] = []
    if move_appointments or deactivate:
        ended = await _end_all(session, actor, leaver)
        if move_appointments:
            begun = await _begin_all(session, actor, successor, ended)
    moved = await _pass_all(session, actor, leaver, successor, reason)
    if not (any(moved.values()) or begun or deactivate):
        raise Conflict("没有需要移交的事项或任职")
    if deactivate:
        await account_service.change_account(
            session,
            actor,
            leaver,
            name=leaver.name,
            home_unit_id=leaver.home_unit_id,
            active=False,
        )
    made = await _kept(session, actor, leaver, successor, reason, moved, begun)
    record(
        session,
        action="hand_over",
        resource="account",
        resource_id=leaver.id,
        actor=actor,
        unit_id=leaver.home_unit_id,
        note=reason,
        to_account={"id": successor.id, "name": successor.name},
        moved=moved,
        appointments=made.appointment_ids,
        deactivated=deactivate,
    )
    return made


async def _kept(
    session: AsyncSession,
    actor: Actor,
    leaver: Account,
    successor: Account,
    reason: str,
    moved: dict[str, int],
    begun: list[Appointment],
) -> Handover:
    made = Handover(
        account_id=leaver.id,
        to_account_id=successor.id,
        by_id=actor.account_id,
        at=clock.now(),
        reason=reason,
        moved=moved,
        appointment_ids=[appointment.id for appointment in begun],
    )
    session.add(made)
    await session.flush()
    return made


@dataclass(frozen=True, slots=True)
class _Ended:
    role: Role
    unit_id: int
    starts_on: date
    ends_on: date | None


async def _end_all(session: AsyncSession, actor: Actor, leaver: Account) -> list[_Ended]:
    """End what is in force or to come: yesterday was the last day. Returns what it was before."""
    held = await appointment_queries.open_appointments(session, leaver.id)
    ended = [_Ended(Role(one.role), one.unit_id, one.starts_on, one.ends_on) for one in held]
    for appointment in held:
        service.end_appointment(session, actor, appointment)
    await session.flush()
    return ended


async def _begin_all(
    session: AsyncSession, actor: Actor, successor: Account, ended: list[_Ended]
) -> list[Appointment]:
    """Give the successor each role from today, or from the day it was to begin, for as long as it was given.

    Conflict where one is at a closed unit: nobody new comes there, by no way. Dropping it in silence would leave
    the successor without what the answer seems to give.
    """
    begun: list[Appointment] = []
    shut: list[str] = []
    # In the order of the units: each is held as it is until the commit.
    for one in sorted(ended, key=lambda one: one.unit_id):
        starts_on = max(one.starts_on, clock.today())
        if await appointment_queries.covers(
            session, successor.id, one.unit_id, one.role, starts_on, one.ends_on
        ):
            continue
        unit = await units.unit(session, one.unit_id)
        assert unit is not None  # noqa: S101 (a foreign key says so)
        if await units.closed(session, one.unit_id):
            shut.append(unit.name)
            continue
        begun.append(
            await service.appoint(
                session,
                actor,
                account=successor,
                unit=unit,
                role=one.role,
                starts_on=starts_on,
                ends_on=one.ends_on,
            )
        )
    if shut:
        names = "、".join(dict.fromkeys(shut))
        raise Conflict(f"在已停用单位的任职不能移交,请先免去后再办理:{names}")
    return begun


async def _pass_all(
    session: AsyncSession, actor: Actor, leaver: Account, successor: Account, reason: str
) -> dict[str, int]:
    """Let every kind of work pass; kind → how many things did."""
    is_administrator = await appointment_queries.roles_held(session, successor.id) & ADMINISTRATORS
    if is_administrator and any((await open_work(session, leaver.id)).values()):
        raise Conflict("三员分离:管理员不得兼办业务,请移交给其他人员")
    passing = Passing(actor, leaver.id, leaver.name, await queries.as_actor(session, successor.id), reason)
    passed = {kind: (work, await work.move(session, passing)) for kind, work in works().items()}
    if refused := _refusals(list(passed.values())):
        raise Conflict("接手人不能接手:" + ";".join(refused))
    return {kind: one.count for kind, (_, one) in passed.items()}


def _refusals(passed: list[tuple[Work, Passed]]) -> list[str]:
    return [
        f"{work.label} {count} 项,{reason}"
        for work, one in passed
        for reason, count in one.refused.items()
        if count
    ]
