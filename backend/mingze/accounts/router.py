"""Signing in and staying signed in: the only operations that need no token."""

import re
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Cookie, Header, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.attempts import Attempt
from mingze.accounts.models import Account
from mingze.accounts.rules import Method, password_is_old
from mingze.accounts.schemas import SessionView, SignedInAccount, SignIn
from mingze.accounts.second_factor import takes
from mingze.accounts.session_service import (
    ReusedSecret,
    SignedIn,
    Visit,
    end_reused,
    refresh_session,
    start_session,
)
from mingze.accounts.vault import Vault
from mingze.kit import clock
from mingze.kit.problems import Forbidden, NotAuthenticated, SecondFactorRequired
from mingze.settings import Settings

COOKIE = "mingze_refresh"
COOKIE_PATH = "/api/v1/sessions/refresh"
#: `<session>.<secret>`, both as `tokens.new_secret` makes them.
_COOKIE_SHAPE = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{32}")
_OPEN: dict[str, Any] = {"security": []}
_Origin = Annotated[str | None, Header(max_length=200)]
_AGENT_LENGTH = 200

router = APIRouter(prefix="/sessions", tags=["登录 Sessions"])


@router.post("", status_code=201, operation_id="signIn", summary="用户名密码登录", openapi_extra=_OPEN)
async def sign_in(body: SignIn, request: Request, response: Response, origin: _Origin = None) -> SessionView:
    """返回访问令牌;刷新用的密钥只在 HttpOnly Cookie 中。用户不存在与密码错误的回答相同。

    启用动态口令的账户,密码正确而缺少 code 时回答 401 /problems/second-factor-required,带上 code 再次登录即可。
    同一用户名从同一地址连续失败后回答 429,等待时间逐次加长(Retry-After)。
    """
    check_origin(request, origin)
    state, visit = request.app.state, visit_of(request)
    async with state.database.reading() as session:
        account = await queries.account_by_username(session, body.username)
    attempt = await begin_attempt(request, body.username, account)
    known = account.password_hash if account and account.active else None
    if not await state.passwords.verify(body.password, known) or account is None or known is None:
        async with state.database.writing() as session:
            attempt.failed(session)
        raise NotAuthenticated("用户名或密码不正确")
    await attempt.with_code(state.database, body.code)
    try:
        async with state.database.writing() as session:
            account, second = await _proved(session, vault_of(request), account.id, known, body.code)
            signed_in = await start_session(
                session, account, visit, hours=state.settings.session_hours, second=second
            )
            await attempt.succeeded(session)
    except SecondFactorRequired:
        async with state.database.writing() as session:
            if body.code is None:
                await attempt.taken_back(session)
            else:
                attempt.failed(session, reason="code")
        raise
    return await answer(request, response, signed_in)


async def _proved(
    session: AsyncSession, vault: Vault, account_id: int, known: str, code: str | None
) -> tuple[Account, str | None]:
    """The account, and what was given besides its password. SecondFactorRequired where that is missing or wrong;
    NotAuthenticated where the account has changed since its password was looked at."""
    # Held: whoever resets the password or disables the account now ends this session too, or is seen here.
    account = await queries.account(session, account_id, lock=True)
    if account is None or not account.active or account.password_hash != known:
        raise NotAuthenticated("用户名或密码不正确")
    row = await queries.second_factor(session, account_id)
    if row is None or row.confirmed_at is None:
        return account, None
    second = await takes(session, vault, account, code)
    if second is None:
        raise SecondFactorRequired("动态口令不正确或已使用过" if code else None)
    return account, second


@router.post("/refresh", operation_id="refreshSession", summary="用刷新 Cookie 换新令牌", openapi_extra=_OPEN)
async def refresh(
    request: Request,
    response: Response,
    mingze_refresh: Annotated[str | None, Cookie(max_length=200)] = None,
    origin: _Origin = None,
) -> SessionView:
    """每次使用后旧密钥即失效;用过的密钥再次出现时,该会话随即终止。只接受本站来源的请求。"""
    check_origin(request, origin)
    if not mingze_refresh or not _COOKIE_SHAPE.fullmatch(mingze_refresh):
        raise NotAuthenticated()
    state = request.app.state
    try:
        async with state.database.writing() as session:
            signed_in = await refresh_session(session, mingze_refresh, idle=idle_time(state.settings))
    except ReusedSecret as reused:
        async with state.database.writing() as session:
            await end_reused(session, reused.session_id)
        raise
    return await answer(request, response, signed_in)


def visit_of(request: Request) -> Visit:
    """Where a request comes from, as the server was told by a proxy it trusts."""
    agent = request.headers.get("user-agent", "")
    source = request.client.host if request.client else "?"
    return Visit(source[:64], agent[:_AGENT_LENGTH] or None)


def vault_of(request: Request) -> Vault:
    return Vault(request.app.state.settings.second_factor_secret)


def idle_time(settings: Settings) -> timedelta:
    return timedelta(minutes=settings.idle_minutes)


async def begin_attempt(request: Request, username: str, account: Account | None) -> Attempt:
    """Count an attempt to prove who one is; TooManyRequests while locked out."""
    state = request.app.state
    settings: Settings = state.settings
    return await Attempt.begin(
        state.database,
        settings.signing_secret,
        username,
        account,
        visit_of(request),
        allowed=settings.lockout_attempts,
    )


def check_origin(request: Request, origin: str | None) -> None:
    """No other site may sign anybody in or use the cookie (it is SameSite=Strict besides).

    An origin is a scheme and a host: a page that came unencrypted is not ours where ours are encrypted.
    """
    if origin is None:
        return
    settings: Settings = request.app.state.settings
    try:
        parts = urlsplit(origin)
        own = (parts.scheme, parts.netloc) == (request.url.scheme, request.headers.get("host"))
    except ValueError:
        own = False
    if not own and origin not in (*settings.allowed_origins, settings.public_url):
        raise Forbidden("来源不被允许")


def set_cookie(request: Request, response: Response, value: str) -> None:
    """The refresh cookie, which scripts cannot read and other sites cannot have sent."""
    settings: Settings = request.app.state.settings
    response.set_cookie(
        COOKIE,
        value,
        max_age=settings.session_hours * 3600,
        path=COOKIE_PATH,
        secure=settings.environment == "production" or request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


async def answer(request: Request, response: Response, signed_in: SignedIn) -> SessionView:
    state, account = request.app.state, signed_in.account
    settings: Settings = state.settings
    if signed_in.cookie is not None:
        set_cookie(request, response, signed_in.cookie)
    response.headers["Cache-Control"] = "no-store"
    must_set = False
    if settings.second_factor_required and signed_in.method == Method.PASSWORD:
        async with state.database.reading() as session:
            must_set = await state.lacks_second_factor(session, account.id)
    changed_at = account.password_changed_at or account.created_at
    return SessionView(
        access_token=state.tokens.issue(account.id, signed_in.session_id),
        expires_in=int(state.tokens.lifetime.total_seconds()),
        account=SignedInAccount(
            id=account.id,
            username=account.username,
            name=account.name,
            must_change_password=signed_in.method == Method.PASSWORD
            and (
                account.must_change_password
                or password_is_old(changed_at, settings.password_days, clock.now())
            ),
            must_set_second_factor=must_set,
        ),
    )
