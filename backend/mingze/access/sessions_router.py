"""Who is signed in where, and with what: sessions, lost second factors and the way in through another platform."""

from typing import Annotated

from fastapi import APIRouter, Request
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.administration import account_in_scope, reaches_no_further
from mingze.access.dependencies import requires
from mingze.access.me_router import SessionId, session_item
from mingze.access.permissions import Permission
from mingze.accounts import provider_service, second_factor
from mingze.accounts import queries as accounts
from mingze.accounts.models import Account
from mingze.accounts.router import idle_time
from mingze.accounts.schemas import ProviderSignIn, SessionList
from mingze.accounts.session_service import end_all, end_one
from mingze.kit.problems import Conflict
from mingze.kit.web import Id, Reading, Writing

router = APIRouter(prefix="/accounts/{account_id}", tags=["账户与任职 Accounts"])

Keeper = Annotated[Actor, requires(Permission.ACCOUNT_MANAGE)]
Opener = Annotated[Actor, requires(Permission.ACCOUNT_OPEN)]


@router.get("/sessions", operation_id="listAccountSessions", summary="某账户的登录会话")
async def list_account_sessions(
    actor: Keeper, account_id: Id, session: Reading, request: Request
) -> SessionList:
    account = await account_in_scope(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    rows = await accounts.living_sessions(session, account.id, idle_time(request.app.state.settings))
    return SessionList(items=[session_item(row, actor.session_id) for row in rows])


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    operation_id="endAccountSession",
    summary="终止某账户的一个会话",
)
async def end_account_session(
    actor: Keeper, account_id: Id, session_id: SessionId, session: Writing, request: Request
) -> None:
    account = await _reached(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    await end_one(session, actor, account, session_id, idle=idle_time(request.app.state.settings))


@router.delete(
    "/sessions", status_code=204, operation_id="endAccountSessions", summary="终止某账户的全部会话"
)
async def end_account_sessions(actor: Keeper, account_id: Id, session: Writing, request: Request) -> None:
    """对自己则保留当前会话。"""
    account = await _reached(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    idle = idle_time(request.app.state.settings)
    await end_all(session, actor, account, keep=actor.session_id, idle=idle)


@router.post(
    "/second-factor-reset",
    status_code=204,
    operation_id="resetSecondFactor",
    summary="清除遗失的动态口令",
)
async def reset_second_factor(actor: Opener, account_id: Id, session: Writing) -> None:
    """该账户的全部会话失效;角色要求动态口令的,下次登录须重新设置。密码由安全管理员重置,两项不由同一人办理。"""
    account = await _reached(session, actor, Permission.ACCOUNT_OPEN, account_id)
    if account.id == actor.account_id:
        raise Conflict("不能清除自己的动态口令,请由另一位系统管理员办理")
    await second_factor.remove(session, actor, account, action="reset_second_factor", keep=None)


@router.get("/provider-sign-in", operation_id="getProviderSignIn", summary="某账户能否经统一身份认证登录")
async def get_provider_sign_in(actor: Keeper, account_id: Id, session: Reading) -> ProviderSignIn:
    account = await account_in_scope(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    row = await accounts.external_identity(session, account.id)
    return ProviderSignIn(
        allowed=row is not None,
        issuer=row.issuer if row else None,
        linked_at=row.linked_at if row else None,
    )


@router.post(
    "/provider-sign-in",
    status_code=204,
    operation_id="allowProviderSignIn",
    summary="准许某账户经统一身份认证登录",
)
async def allow_provider_sign_in(actor: Keeper, account_id: Id, session: Writing) -> None:
    """首次登录时,认证平台给出的用户名须与本账户的用户名相同,此后按平台的用户标识对应。"""
    account = await _reached(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    await provider_service.allow(session, actor, account)


@router.delete(
    "/provider-sign-in",
    status_code=204,
    operation_id="forbidProviderSignIn",
    summary="不再准许经统一身份认证登录",
)
async def forbid_provider_sign_in(actor: Keeper, account_id: Id, session: Writing) -> None:
    """对应关系一并解除;经统一身份认证登录的会话随即失效。"""
    account = await _reached(session, actor, Permission.ACCOUNT_MANAGE, account_id)
    await provider_service.forbid(session, actor, account)


async def _reached(session: AsyncSession, actor: Actor, permission: Permission, account_id: int) -> Account:
    account = await account_in_scope(session, actor, permission, account_id, lock=True)
    await reaches_no_further(session, actor, permission, account)
    return account
