"""Signing in and staying signed in: the only operations that need no token."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Cookie, Header, Request, Response

from mingze.accounts import queries, service
from mingze.accounts.schemas import SessionView, SignedInAccount, SignIn
from mingze.kit.problems import Forbidden, NotAuthenticated
from mingze.settings import Settings

COOKIE = "mingze_refresh"
COOKIE_PATH = "/api/v1/sessions/refresh"
#: `<session>.<secret>`, both as `tokens.new_secret` makes them.
_COOKIE_SHAPE = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{32}")
_OPEN: dict[str, Any] = {"security": []}

router = APIRouter(prefix="/sessions", tags=["登录 Sessions"])


@router.post("", status_code=201, operation_id="signIn", summary="用户名密码登录", openapi_extra=_OPEN)
async def sign_in(body: SignIn, request: Request, response: Response) -> SessionView:
    """返回访问令牌;刷新用的密钥只在 HttpOnly Cookie 中。用户不存在与密码错误的回答相同。"""
    state = request.app.state
    async with state.database.reading() as session:
        account = await queries.account_by_username(session, body.username)
    usable = account is not None and account.active
    fits = await state.passwords.verify(body.password, account.password_hash if account and usable else None)
    if account is None or not fits:
        async with state.database.writing() as session:
            service.record_refused_sign_in(session, account)
        raise NotAuthenticated("用户名或密码不正确")
    async with state.database.writing() as session:
        signed_in = await service.start_session(session, account.id, hours=state.settings.session_hours)
    return _answer(request, response, signed_in)


@router.post("/refresh", operation_id="refreshSession", summary="用刷新 Cookie 换新令牌", openapi_extra=_OPEN)
async def refresh(
    request: Request,
    response: Response,
    mingze_refresh: Annotated[str | None, Cookie(max_length=200)] = None,
    origin: Annotated[str | None, Header(max_length=200)] = None,
) -> SessionView:
    """每次使用后旧密钥即失效;旧密钥再次出现时,该会话随即终止。只接受本站来源的请求。"""
    _check_origin(request, origin)
    if not mingze_refresh or not _COOKIE_SHAPE.fullmatch(mingze_refresh):
        raise NotAuthenticated()
    database = request.app.state.database
    try:
        async with database.writing() as session:
            signed_in = await service.refresh_session(session, mingze_refresh)
    except service.ReusedSecret as reused:
        async with database.writing() as session:
            await service.end_reused(session, reused.session_id)
        raise
    return _answer(request, response, signed_in)


def _check_origin(request: Request, origin: str | None) -> None:
    """The cookie alone must never act for another site (it is SameSite=Strict besides)."""
    if origin is None:
        return
    settings: Settings = request.app.state.settings
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        host = ""
    if host != request.headers.get("host") and origin not in settings.allowed_origins:
        raise Forbidden("来源不被允许")


def _answer(request: Request, response: Response, signed_in: service.SignedIn) -> SessionView:
    state, account = request.app.state, signed_in.account
    if signed_in.cookie is not None:
        response.set_cookie(
            COOKIE,
            signed_in.cookie,
            max_age=state.settings.session_hours * 3600,
            path=COOKIE_PATH,
            secure=state.settings.environment == "production" or request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
    response.headers["Cache-Control"] = "no-store"
    return SessionView(
        access_token=state.tokens.issue(account.id, signed_in.session_id),
        expires_in=int(state.tokens.lifetime.total_seconds()),
        account=SignedInAccount(
            id=account.id,
            username=account.username,
            name=account.name,
            must_change_password=account.must_change_password,
        ),
    )
