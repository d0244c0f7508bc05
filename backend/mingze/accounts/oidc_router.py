"""Signing in through another platform: two navigations of the browser, no calls of a program."""

import logging
from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Query, Request
from fastapi.responses import RedirectResponse

from mingze.accounts import provider_service
from mingze.accounts.oidc import SIGN_IN_TIME, Identity, Oidc, OidcError
from mingze.accounts.router import set_cookie, visit_of
from mingze.accounts.rules import Method
from mingze.accounts.session_service import spend_once, start_session
from mingze.kit import clock
from mingze.kit.events import record
from mingze.settings import Settings

log = logging.getLogger("mingze")

COOKIE = "mingze_oidc"
_PATH = "/sessions/oidc"
_COOKIE_PATH = f"/api/v1{_PATH}"
_OPEN: dict[str, Any] = {"security": []}

router = APIRouter(prefix=_PATH, tags=["登录 Sessions"])


def oidc_of(settings: Settings) -> Oidc | None:
    """Our side of the platform that the settings name; None where people sign in here only."""
    if not settings.oidc_issuer or not settings.oidc_client_id or not settings.public_url:
        return None
    secret = settings.oidc_client_secret
    return Oidc(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        claim=settings.oidc_claim,
        redirect=f"{settings.public_url}{_COOKIE_PATH}/callback",
        key=settings.signing_secret,
    )


@router.get(
    "",
    status_code=307,
    response_class=RedirectResponse,
    operation_id="beginProviderSignIn",
    summary="经统一身份认证登录:转到认证平台",
    openapi_extra=_OPEN,
)
async def begin_provider_sign_in(request: Request) -> RedirectResponse:
    """供浏览器直接打开;未设置认证平台或平台不可用时转回 /?sign_in=oidc-unavailable。"""
    oidc: Oidc | None = request.app.state.oidc
    try:
        if oidc is None:
            raise OidcError("no platform is set", "oidc-unavailable")  # noqa: TRY301
        started = await oidc.start()
    except OidcError as exc:
        return _failed(request, exc)
    response = _to(started.address)
    response.set_cookie(
        COOKIE,
        started.cookie,
        max_age=int(SIGN_IN_TIME.total_seconds()),
        path=_COOKIE_PATH,
        secure=_secure(request),
        httponly=True,
        # The platform sends the browser back from its own site: Strict would keep the cookie away.
        samesite="lax",
    )
    return response


@router.get(
    "/callback",
    status_code=307,
    response_class=RedirectResponse,
    operation_id="finishProviderSignIn",
    summary="认证平台转回:建立会话",
    openapi_extra=_OPEN,
)
async def finish_provider_sign_in(
    request: Request,
    mingze_oidc: Annotated[str | None, Cookie(max_length=2_000)] = None,
    state: Annotated[str | None, Query(max_length=500)] = None,
    code: Annotated[str | None, Query(max_length=2_000)] = None,
    iss: Annotated[str | None, Query(max_length=300)] = None,
    error: Annotated[str | None, Query(max_length=200)] = None,
) -> RedirectResponse:
    """成功时写入刷新 Cookie 并转到 /;失败时转到 /?sign_in=oidc-failed、oidc-denied、oidc-unknown 或 oidc-unavailable。"""
    oidc: Oidc | None = request.app.state.oidc
    said = {"state": state, "code": code, "iss": iss, "error": error}
    query = {name: value for name, value in said.items() if value is not None}
    try:
        if oidc is None:
            raise OidcError("no platform is set", "oidc-unavailable")  # noqa: TRY301
        started = oidc.state_of(mingze_oidc, query)
        async with request.app.state.database.writing() as session:
            first = await spend_once(session, str(started["state"]), clock.now() + SIGN_IN_TIME)
        if not first:
            raise OidcError("this sign-in has been finished before")  # noqa: TRY301
        response = await _sign_in(request, await oidc.finish(started, query))
    except OidcError as exc:
        response = _failed(request, exc)
    response.delete_cookie(COOKIE, path=_COOKIE_PATH, secure=_secure(request), httponly=True, samesite="lax")
    return response


async def _sign_in(request: Request, identity: Identity) -> RedirectResponse:
    state, visit = request.app.state, visit_of(request)
    async with state.database.writing() as session:
        account = await provider_service.identified(session, identity.issuer, identity.subject, identity.name)
        if account is None:
            # Remembered: whoever gets here has proved an identity at the platform.
            record(
                session,
                action="sign_in",
                resource="account",
                resource_id=0,
                actor=None,
                ok=False,
                source=visit.source,
                method=Method.PROVIDER,
                issuer=identity.issuer,
                identity=identity.subject,
            )
        else:
            signed_in = await start_session(
                session, account, visit, hours=state.settings.session_hours, method=Method.PROVIDER
            )
    if account is None:
        raise OidcError("nobody may sign in as this identity", "oidc-unknown")
    response = _to("/")
    set_cookie(request, response, str(signed_in.cookie))
    return response


def _failed(request: Request, exc: OidcError) -> RedirectResponse:
    log.warning("sign-in by OIDC: %s", exc, extra={"path": request.url.path})
    # Nothing of what was sent goes into the address: only a word of ours.
    return _to(f"/?sign_in={exc.slug}")


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(
        address, status_code=307, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )


def _secure(request: Request) -> bool:
    settings: Settings = request.app.state.settings
    return settings.environment == "production" or request.url.scheme == "https"
