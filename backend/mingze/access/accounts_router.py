"""People and accounts."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from mingze.access import queries
from mingze.access.actor import Actor
from mingze.access.administration import (
    account_in_scope,
    reaches_no_further,
    unit_taking_people,
)
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.schemas import (
    AccountChange,
    AccountCreate,
    AccountView,
    HomeUnit,
    PasswordHalfView,
    PasswordReset,
    Person,
)
from mingze.access.scope import in_subtree
from mingze.accounts import halves
from mingze.accounts import service as account_service
from mingze.accounts.models import Account
from mingze.accounts.router import vault_of
from mingze.accounts.rules import MAX_LENGTH, HalfKeeper, password_fault
from mingze.accounts.vault import new_code
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Conflict, Forbidden, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter(tags=["账户与任职 Accounts"])

Opener = Annotated[Actor, requires(Permission.ACCOUNT_OPEN)]
Keeper = Annotated[Actor, requires(Permission.ACCOUNT_MANAGE)]
_SearchText = Annotated[str | None, Query(max_length=60, description="姓名中的文字")]


@router.get("/people", operation_id="listPeople", summary="可指定为责任人的人员")
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
    rows, count = await queries.people(session, visible, text=q, after=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[
            Person(
                id=r["id"],
                name=r["name"],
                unit=HomeUnit(id=r["unit_id"], name=r["unit_name"], parent_name=r["parent_name"]),
            )
            for r in rows
        ],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/accounts", operation_id="listAccounts", summary="账户列表")
async def list_accounts(
    actor: Annotated[Actor, requires(Permission.ACCOUNT_READ)],
    session: Reading,
    q: Annotated[str | None, Query(max_length=60, description="姓名或用户名中的文字")] = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="在该单位及其下级工作的人员")] = None,
    active: Annotated[bool | None, Query(description="false 只看停用的,true 只看未停用的")] = None,
    appointed: Annotated[
        bool | None, Query(description="false 只看没有任职的,true 只看有任职的(含尚未开始的)")
    ] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[AccountView]:
    visible = in_subtree(Account.home_unit_id, actor.roots(Permission.ACCOUNT_READ))
    wanted = queries.AccountFilter(q, unit_id, active, appointed)
    rows, count = await queries.accounts(session, visible, wanted, after=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    items = [AccountView.model_validate(dict(row)) for row in rows]
    return Page(items=items, next_cursor=next_id(last), total=total, total_is_capped=is_capped)


@router.get("/accounts/{account_id}", operation_id="getAccount", summary="一个账户")
async def get_account(
    actor: Annotated[Actor, requires(Permission.ACCOUNT_READ)],
    account_id: Id,
    session: Reading,
    response: Response,
) -> AccountView:
    account = await account_in_scope(session, actor, Permission.ACCOUNT_READ, account_id)
    row = await queries.account_row(session, account.id)
    response.headers["ETag"] = etag(row["version"])
    return AccountView.model_validate(dict(row))


@router.post("/accounts", status_code=201, operation_id="createAccount", summary="新建账户")
async def create_account(
    actor: Opener, body: AccountCreate, request: Request, response: Response, key: IdempotencyKey = None
) -> AccountView:
    """首次登录须修改密码。带 Idempotency-Key 重试不会重复新建。"""
    state = request.app.state
    if fault := password_fault(body.password, body.username):
        raise refuse_field("/body/password", fault)
    half = _half(request, "/body/password", body.password)
    hashed = await state.passwords.hash(body.password + half)
    async with state.database.writing() as session:
        await unit_taking_people(
            session, actor, Permission.ACCOUNT_OPEN, body.home_unit_id, "/body/home_unit_id"
        )
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
            if half:
                await halves.keep(session, vault_of(request), account.id, half, HalfKeeper.SECURITY)
            account_id = await once.done(session, actor, "createAccount", key, said, account.id)
        row = await queries.account_row(session, account_id)
    response.headers["ETag"] = etag(row["version"])
    return AccountView.model_validate(dict(row))


@router.patch("/accounts/{account_id}", operation_id="changeAccount", summary="修改、停用或恢复账户")
async def change_account(
    actor: Opener,
    account_id: Id,
    body: AccountChange,
    session: Writing,
    response: Response,
    expected: IfMatch,
) -> AccountView:
    account = await account_in_scope(session, actor, Permission.ACCOUNT_OPEN, account_id, lock=True)
    await reaches_no_further(session, actor, Permission.ACCOUNT_OPEN, account)
    expected.check(account.version)
    if account.id == actor.account_id and body.active is False:
        raise Conflict("不能停用自己的账户")
    home = body.home_unit_id or account.home_unit_id
    if home != account.home_unit_id or (body.active and not account.active):
        await unit_taking_people(session, actor, Permission.ACCOUNT_OPEN, home, "/body/home_unit_id")
    await account_service.change_account(
        session,
        actor,
        account,
        name=body.name or account.name,
        home_unit_id=home,
        active=account.active if body.active is None else body.active,
    )
    await session.flush()
    row = await queries.account_row(session, account.id)
    response.headers["ETag"] = etag(row["version"])
    return AccountView.model_validate(dict(row))


@router.post(
    "/accounts/{account_id}/password-reset", status_code=204, operation_id="resetPassword", summary="重置密码"
)
async def reset_password(actor: Keeper, account_id: Id, body: PasswordReset, request: Request) -> None:
    """该账户的全部会话失效,下次登录须修改密码。本人的密码须用原密码修改。"""
    state = request.app.state
    async with state.database.reading() as session:
        known = await account_in_scope(session, actor, Permission.ACCOUNT_MANAGE, account_id)
        await reaches_no_further(session, actor, Permission.ACCOUNT_MANAGE, known)
    if account_id == actor.account_id:
        raise Conflict("不能重置自己的密码,请用原密码修改")
    if fault := password_fault(body.new_password, known.username):
        raise refuse_field("/body/new_password", fault)
    half = _half(request, "/body/new_password", body.new_password)
    hashed = await state.passwords.hash(body.new_password + half)
    async with state.database.writing() as session:
        account = await account_in_scope(session, actor, Permission.ACCOUNT_MANAGE, account_id, lock=True)
        await reaches_no_further(session, actor, Permission.ACCOUNT_MANAGE, account)
        await account_service.set_password(session, actor, account, hashed, must_change=True, keep=None)
        if half:
            await halves.keep(session, vault_of(request), account.id, half, HalfKeeper.SYSTEM)


@router.post(
    "/accounts/{account_id}/password-half",
    operation_id="handOutPasswordHalf",
    summary="取出待交付的后半段密码",
)
async def hand_out_password_half(
    actor: Annotated[Actor, requires(Permission.ACCOUNT_READ)],
    account_id: Id,
    session: Writing,
    request: Request,
) -> PasswordHalfView:
    """新开账户的由安全管理员取出,重置密码的由系统管理员取出,各只出示一次,交付本人。任何一名管理员都不掌握完整密码。"""
    account = await account_in_scope(session, actor, Permission.ACCOUNT_READ, account_id, lock=True)
    waiting = await halves.kept(session, account.id)
    permission = _GIVES[waiting.keeper] if waiting else Permission.ACCOUNT_READ
    if not actor.may(permission):
        raise Forbidden("这后半段密码由另一类管理员交付")
    await reaches_no_further(session, actor, permission, account)
    if account.id == actor.account_id:
        raise Forbidden("不能取出自己的后半段密码")
    half = await halves.hand_out(session, actor, account, vault_of(request))
    return PasswordHalfView(half=half)


_GIVES = {HalfKeeper.SYSTEM: Permission.ACCOUNT_OPEN, HalfKeeper.SECURITY: Permission.ACCOUNT_MANAGE}


def _half(request: Request, pointer: str, first: str) -> str:
    """The second half of the password that `first` begins; empty where one administrator makes the whole."""
    if not request.app.state.settings.splits_passwords:
        return ""
    half = new_code()
    if len(first) + len(half) > MAX_LENGTH:
        raise refuse_field(pointer, f"不能超过 {MAX_LENGTH - len(half)} 个字符")
    return half
