"""Oneself, people, accounts and appointments: operations that need to know who is asking."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import queries, service
from mingze.access.actor import Actor
from mingze.access.dependencies import SignedIn, requires
from mingze.access.models import Appointment
from mingze.access.permissions import ROLE_LABELS, Permission
from mingze.access.schemas import (
    AccountChange,
    AccountCreate,
    AccountView,
    AppointmentCreate,
    AppointmentOfMe,
    AppointmentView,
    Me,
    PasswordChange,
    PasswordReset,
    Person,
    UnitRef,
)
from mingze.access.scope import in_subtree
from mingze.accounts import queries as accounts
from mingze.accounts import service as account_service
from mingze.accounts.models import Account
from mingze.accounts.router import COOKIE, COOKIE_PATH
from mingze.accounts.rules import password_fault
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, capped, cut, decode_cursor, encode_cursor
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.units import queries as units

router = APIRouter()
me_router = APIRouter(tags=["本人 Me"])
account_router = APIRouter(tags=["账户与任职 Accounts"])

Keeper = Annotated[Actor, requires(Permission.ACCOUNT_MANAGE)]
_SearchText = Annotated[str | None, Query(max_length=60, description="姓名或用户名中的文字")]


@me_router.get("/me", operation_id="getMe", summary="本人信息、任职与权限")
async def get_me(actor: SignedIn) -> Me:
    return Me(
        id=actor.account_id,
        username=actor.username,
        name=actor.name,
        home_unit=UnitRef(id=actor.home_unit_id, name=actor.home_unit_name),
        must_change_password=actor.must_change_password,
        appointments=[
            AppointmentOfMe(
                role=held.role,
                role_label=ROLE_LABELS[held.role],
                unit=UnitRef(id=held.unit_id, name=held.unit_name),
            )
            for held in actor.appointments
        ],
        permissions=sorted(actor.permissions),
    )


@me_router.post("/me/password", status_code=204, operation_id="changeMyPassword", summary="修改本人密码")
async def change_my_password(actor: SignedIn, body: PasswordChange, request: Request) -> None:
    """其他会话随即失效;当前会话继续有效。"""
    state = request.app.state
    if fault := password_fault(body.new_password, actor.username):
        raise refuse_field("/body/new_password", fault)
    if body.new_password == body.old_password:
        raise refuse_field("/body/new_password", "新密码不能与原密码相同")
    async with state.database.reading() as session:
        known = await accounts.account(session, actor.account_id)
    known_hash = known.password_hash if known else None
    if not await state.passwords.verify(body.old_password, known_hash):
        raise refuse_field("/body/old_password", "原密码不正确")
    hashed = await state.passwords.hash(body.new_password)
    async with state.database.writing() as session:
        account = await _account(session, actor.account_id)
        await account_service.set_password(
            session, actor, account, hashed, must_change=False, keep=actor.session_id, instead_of=known_hash
        )


@me_router.delete("/sessions/current", status_code=204, operation_id="signOut", summary="退出登录")
async def sign_out(actor: SignedIn, session: Writing, response: Response) -> None:
    await account_service.end_session(session, actor, actor.session_id, actor.home_unit_id)
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="strict")


@account_router.get("/people", operation_id="listPeople", summary="可指定为责任人的人员")
async def list_people(
    actor: Annotated[Actor, requires(Permission.PEOPLE_READ)],
    session: Reading,
    q: _SearchText = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其下级")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[Person]:
    visible = in_subtree(Account.home_unit_id, actor.roots(Permission.PEOPLE_READ))
    if unit_id is not None:
        visible &= in_subtree(Account.home_unit_id, (unit_id,))
    rows, count = await queries.people(session, visible, text=q, after=_after(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[
            Person(id=r["id"], name=r["name"], unit=UnitRef(id=r["unit_id"], name=r["unit_name"]))
            for r in rows
        ],
        next_cursor=_next(last),
        total=total,
        total_is_capped=is_capped,
    )


@account_router.get("/accounts", operation_id="listAccounts", summary="账户列表")
async def list_accounts(
    actor: Keeper, session: Reading, q: _SearchText = None, limit: Limit = 50, cursor: CursorParam = None
) -> Page[AccountView]:
    visible = in_subtree(Account.home_unit_id, actor.roots(Permission.ACCOUNT_MANAGE))
    rows, count = await queries.accounts(session, visible, text=q, after=_after(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    items = [AccountView.model_validate(dict(row)) for row in rows]
    return Page(items=items, next_cursor=_next(last), total=total, total_is_capped=is_capped)


@account_router.post("/accounts", status_code=201, operation_id="createAccount", summary="新建账户")
async def create_account(
    actor: Keeper, body: AccountCreate, request: Request, response: Response, key: IdempotencyKey = None
) -> AccountView:
    """首次登录须修改密码。带 Idempotency-Key 重试不会重复新建。"""
    state = request.app.state
    if fault := password_fault(body.password, body.username):
        raise refuse_field("/body/password", fault)
    hashed = await state.passwords.hash(body.password)
    async with state.database.writing() as session:
        await _unit_in_scope(session, actor, body.home_unit_id, "/body/home_unit_id")
        # The password is left out: what is kept of a request is a fast hash, no place for a secret.
        said = body.model_copy(update={"password": ""})
        account_id = await once(session, actor, "createAccount", key, said)
        if account_id is None:
            account = await account_service.create_account(
                session,
                actor,
                username=body.username,
                name=body.name,
                home_unit_id=body.home_unit_id,
                password_hash=hashed,
            )
            account_id = await once.done(session, actor, "createAccount", key, said, account.id)
        row = await queries.account_row(session, account_id)
    response.headers["ETag"] = etag(row["version"])
    return AccountView.model_validate(dict(row))


@account_router.patch("/accounts/{account_id}", operation_id="changeAccount", summary="修改、停用或恢复账户")
async def change_account(
    actor: Keeper,
    account_id: Id,
    body: AccountChange,
    session: Writing,
    response: Response,
    expected: IfMatch,
) -> AccountView:
    account = await _account_in_scope(session, actor, account_id, lock=True)
    await _reaches_no_further(session, actor, account)
    expected.check(account.version)
    if account.id == actor.account_id and body.active is False:
        raise Conflict("不能停用自己的账户")
    if body.home_unit_id is not None:
        await _unit_in_scope(session, actor, body.home_unit_id, "/body/home_unit_id")
    await account_service.change_account(
        session,
        actor,
        account,
        name=body.name or account.name,
        home_unit_id=body.home_unit_id or account.home_unit_id,
        active=account.active if body.active is None else body.active,
    )
    await session.flush()
    row = await queries.account_row(session, account.id)
    response.headers["ETag"] = etag(row["version"])
    return AccountView.model_validate(dict(row))


@account_router.post(
    "/accounts/{account_id}/password-reset", status_code=204, operation_id="resetPassword", summary="重置密码"
)
async def reset_password(actor: Keeper, account_id: Id, body: PasswordReset, request: Request) -> None:
    """该账户的全部会话失效,下次登录须修改密码。本人的密码须用原密码修改。"""
    state = request.app.state
    async with state.database.reading() as session:
        known = await _account_in_scope(session, actor, account_id)
        await _reaches_no_further(session, actor, known)
    if account_id == actor.account_id:
        raise Conflict("不能重置自己的密码,请用原密码修改")
    if fault := password_fault(body.new_password, known.username):
        raise refuse_field("/body/new_password", fault)
    hashed = await state.passwords.hash(body.new_password)
    async with state.database.writing() as session:
        account = await _account_in_scope(session, actor, account_id, lock=True)
        await _reaches_no_further(session, actor, account)
        await account_service.set_password(session, actor, account, hashed, must_change=True, keep=None)


@account_router.get("/appointments", operation_id="listAppointments", summary="任职列表")
async def list_appointments(
    actor: Keeper,
    session: Reading,
    account_id: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[AppointmentView]:
    visible = in_subtree(Appointment.unit_id, actor.roots(Permission.ACCOUNT_MANAGE))
    rows, count = await queries.appointments(
        session, visible, account_id=account_id, after=_after(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    items = [AppointmentView.model_validate(dict(row)) for row in rows]
    return Page(items=items, next_cursor=_next(last), total=total, total_is_capped=is_capped)


@account_router.post(
    "/appointments", status_code=201, operation_id="appoint", summary="任命:在某单位担任某角色"
)
async def appoint(
    actor: Keeper, body: AppointmentCreate, session: Writing, key: IdempotencyKey = None
) -> AppointmentView:
    """系统、安全、审计三类管理员互相分离,也不得兼任业务角色;不能给自己任职。"""
    account = await _account_in_scope(session, actor, body.account_id, "/body/account_id", lock=True)
    await _unit_in_scope(session, actor, body.unit_id, "/body/unit_id")
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
    rows, _ = await queries.appointments(
        session, Appointment.id == appointment_id, account_id=None, after=None, limit=1
    )
    return AppointmentView.model_validate(dict(rows[0]))


@account_router.delete(
    "/appointments/{appointment_id}",
    status_code=204,
    operation_id="endAppointment",
    summary="免去任职,即刻生效",
)
async def end_appointment(actor: Keeper, appointment_id: Id, session: Writing) -> None:
    appointment = await queries.appointment(session, appointment_id)
    if appointment is None:
        raise NotFound()
    await _unit_in_scope(session, actor, appointment.unit_id)
    service.end_appointment(session, actor, appointment)


def _after(cursor: str | None) -> int | None:
    keys = decode_cursor(cursor, 1)
    if keys is None:
        return None
    if not isinstance(keys[0], int):
        raise refuse_field("/query/cursor", "翻页标记无效,请从第一页重新查询")
    return keys[0]


def _next(last: RowMapping | None) -> str | None:
    return encode_cursor(last["id"]) if last else None


async def _account(session: AsyncSession, account_id: int) -> Account:
    account = await accounts.account(session, account_id, lock=True)
    if account is None:
        raise NotFound()
    return account


async def _account_in_scope(
    session: AsyncSession, actor: Actor, account_id: int, pointer: str | None = None, *, lock: bool = False
) -> Account:
    roots = set(actor.roots(Permission.ACCOUNT_MANAGE))
    account = await accounts.account(session, account_id, lock=lock)
    # Out of scope and not there at all must not be told apart.
    if account is None or not await units.ancestors(session, account.home_unit_id) & roots:
        raise refuse_field(pointer, "没有这个账户,或不在您的管理范围内") if pointer else NotFound()
    return account


async def _reaches_no_further(session: AsyncSession, actor: Actor, account: Account) -> None:
    """Refuse to take over, disable or move an account that holds a role beyond the asking person's scope."""
    roots = set(actor.roots(Permission.ACCOUNT_MANAGE))
    for unit_id in await queries.units_of_roles(session, account.id):
        if not await units.ancestors(session, unit_id) & roots:
            raise Forbidden("该账户在您的管理范围之外另有任职")


async def _unit_in_scope(
    session: AsyncSession, actor: Actor, unit_id: int, pointer: str | None = None
) -> None:
    if not await units.ancestors(session, unit_id) & set(actor.roots(Permission.ACCOUNT_MANAGE)):
        raise refuse_field(pointer, "没有这个单位,或不在您的管理范围内") if pointer else NotFound()


router.include_router(me_router)
router.include_router(account_router)
