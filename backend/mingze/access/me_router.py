"""Oneself: who I am, my password, my second factor, my sessions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import SignedIn
from mingze.access.permissions import ROLE_LABELS
from mingze.access.schemas import AppointmentOfMe, Me, PasswordChange, UnitRef
from mingze.accounts import queries as accounts
from mingze.accounts import second_factor
from mingze.accounts import service as account_service
from mingze.accounts.attempts import Attempt
from mingze.accounts.models import Account, LoginSession
from mingze.accounts.router import COOKIE, COOKIE_PATH, begin_attempt, idle_time, vault_of
from mingze.accounts.rules import REMEMBERED_PASSWORDS, password_fault
from mingze.accounts.schemas import (
    EnrolmentCode,
    EnrolmentStart,
    NewSecret,
    RecoveryCodes,
    SecondFactorOfMe,
    SecondFactorRemoval,
    SessionItem,
    SessionList,
)
from mingze.accounts.session_service import end_all, end_one, end_session
from mingze.kit.problems import Conflict, Invalid, NotFound, refuse_field
from mingze.kit.web import Reading, Writing

router = APIRouter(tags=["本人 Me"])

SessionId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("/me", operation_id="getMe", summary="本人信息、任职与权限")
async def get_me(actor: SignedIn, session: Reading, request: Request) -> Me:
    left = await accounts.recovery_codes_left(session, actor.account_id) if actor.has_second_factor else 0
    return Me(
        id=actor.account_id,
        username=actor.username,
        name=actor.name,
        home_unit=UnitRef(id=actor.home_unit_id, name=actor.home_unit_name),
        must_change_password=actor.must_change_password,
        must_set_second_factor=actor.must_set_second_factor,
        second_factor=SecondFactorOfMe(
            enabled=actor.has_second_factor, required=_must_have(request, actor), recovery_codes_left=left
        ),
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


@router.post("/me/password", status_code=204, operation_id="changeMyPassword", summary="修改本人密码")
async def change_my_password(actor: SignedIn, body: PasswordChange, request: Request) -> None:
    """其他会话随即失效;当前会话继续有效。最近用过的密码不能再用。"""
    state = request.app.state
    if fault := password_fault(body.new_password, actor.username):
        raise refuse_field("/body/new_password", fault)
    if body.new_password == body.old_password:
        raise refuse_field("/body/new_password", "新密码不能与原密码相同")
    async with _proving(request, actor, body.old_password, "/body/old_password", "change_password") as known:
        async with state.database.reading() as session:
            former = await accounts.former_passwords(session, actor.account_id)
        for hashed in former:
            if await state.passwords.verify(body.new_password, hashed):
                raise refuse_field("/body/new_password", f"不能使用最近 {REMEMBERED_PASSWORDS} 次用过的密码")
        hashed = await state.passwords.hash(body.new_password)
        async with state.database.writing() as session:
            account = await _account(session, actor.account_id)
            await account_service.set_password(
                session, actor, account, hashed, must_change=False, keep=actor.session_id, instead_of=known
            )


@router.delete("/sessions/current", status_code=204, operation_id="signOut", summary="退出登录")
async def sign_out(actor: SignedIn, session: Writing, response: Response) -> None:
    await end_session(session, actor, actor.session_id, actor.home_unit_id)
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="strict")


# --- the second factor --------------------------------------------------------------------------------


@router.post(
    "/me/second-factor",
    status_code=201,
    operation_id="beginSecondFactor",
    summary="开始设置动态口令:取得密钥",
)
async def begin_second_factor(
    actor: SignedIn, body: EnrolmentStart, request: Request, response: Response
) -> NewSecret:
    """密钥只出示这一次,15 分钟内用 confirmation 确认后生效。已启用的须再带 code(动态口令或恢复码),原口令在确认前继续有效。"""
    response.headers["Cache-Control"] = "no-store"
    async with (
        _proving(request, actor, body.password, "/body/password", "set_second_factor", code=body.code),
        request.app.state.database.writing() as session,
    ):
        account = await _account(session, actor.account_id)
        secret, uri = await second_factor.begin(session, actor, vault_of(request), account, body.code)
        return NewSecret(secret=secret, uri=uri)


@router.post(
    "/me/second-factor/confirmation",
    operation_id="confirmSecondFactor",
    summary="用第一个动态口令确认并启用",
)
async def confirm_second_factor(
    actor: SignedIn, body: EnrolmentCode, request: Request, response: Response
) -> RecoveryCodes:
    """返回十个恢复码,只出示这一次,每个可用一次;其他会话随即失效。连续输错的,须等待后再试(429)。"""
    response.headers["Cache-Control"] = "no-store"
    _, attempt = await _begun(request, actor)
    async with (
        _counted(request, attempt, "set_second_factor", body.code),
        request.app.state.database.writing() as session,
    ):
        account = await _account(session, actor.account_id)
        codes = await second_factor.confirm(
            session, actor, vault_of(request), account, body.code, keep=actor.session_id
        )
        return RecoveryCodes(recovery_codes=codes)


@router.post(
    "/me/second-factor/removal",
    status_code=204,
    operation_id="removeSecondFactor",
    summary="停用本人的动态口令",
)
async def remove_second_factor(actor: SignedIn, body: SecondFactorRemoval, request: Request) -> None:
    """角色要求动态口令的不能停用(409);更换手机请重新设置。其他会话随即失效。"""
    if _must_have(request, actor):
        raise Conflict("您的角色要求动态口令,不能停用;更换设备请重新设置")
    if not actor.has_second_factor:
        raise Conflict("没有启用动态口令")
    async with (
        _proving(request, actor, body.password, "/body/password", "remove_second_factor", code=body.code),
        request.app.state.database.writing() as session,
    ):
        account = await _account(session, actor.account_id)
        if await second_factor.takes(session, vault_of(request), account, body.code) is None:
            raise refuse_field("/body/code", second_factor.WRONG)
        await second_factor.remove(
            session, actor, account, action="remove_second_factor", keep=actor.session_id
        )


# --- sessions -----------------------------------------------------------------------------------------


@router.get("/me/sessions", operation_id="listMySessions", summary="本人的登录会话")
async def list_my_sessions(actor: SignedIn, session: Reading, request: Request) -> SessionList:
    """仍有效的会话,最近使用的在前。长时间未使用的会话自动失效。"""
    idle = idle_time(request.app.state.settings)
    rows = await accounts.living_sessions(session, actor.account_id, idle)
    return SessionList(items=[session_item(row, actor.session_id) for row in rows])


@router.delete(
    "/me/sessions/{session_id}", status_code=204, operation_id="endMySession", summary="终止本人的一个会话"
)
async def end_my_session(actor: SignedIn, session_id: SessionId, session: Writing, request: Request) -> None:
    account = await _account(session, actor.account_id)
    await end_one(session, actor, account, session_id, idle=idle_time(request.app.state.settings))


@router.delete(
    "/me/sessions", status_code=204, operation_id="endMyOtherSessions", summary="终止本人的其他会话"
)
async def end_my_other_sessions(actor: SignedIn, session: Writing, request: Request) -> None:
    account = await _account(session, actor.account_id)
    idle = idle_time(request.app.state.settings)
    await end_all(session, actor, account, keep=actor.session_id, idle=idle)


def session_item(row: LoginSession, current: str | None) -> SessionItem:
    return SessionItem(
        id=row.id,
        current=row.id == current,
        created_at=row.created_at,
        last_used_at=row.rotated_at,
        expires_at=row.expires_at,
        source=row.source,
        agent=row.agent,
    )


def _must_have(request: Request, actor: Actor) -> bool:
    required: bool = request.app.state.settings.second_factor_required
    return required and actor.in_second_factor_role


@asynccontextmanager
async def _proving(
    request: Request, actor: Actor, password: str, pointer: str, action: str, code: str | None = None
) -> AsyncIterator[str]:
    """Act only for whoever knows the password; gives the hash it was checked against.

    A wrong password, or a wrong code inside, counts like a failed sign-in and is remembered.
    """
    state = request.app.state
    known, attempt = await _begun(request, actor)
    if not await state.passwords.verify(password, known.password_hash):
        async with state.database.writing() as session:
            attempt.failed(session, action=action)
        raise refuse_field(pointer, "密码不正确")
    async with _counted(request, attempt, action, code):
        yield known.password_hash


async def _begun(request: Request, actor: Actor) -> tuple[Account, Attempt]:
    """Oneself, and an attempt to prove it."""
    async with request.app.state.database.reading() as session:
        known = await accounts.account(session, actor.account_id)
    if known is None:
        raise NotFound()
    return known, await begin_attempt(request, known.username, known)


@asynccontextmanager
async def _counted(request: Request, attempt: Attempt, action: str, code: str | None) -> AsyncIterator[None]:
    """Act inside; a wrong code there is a failure of the attempt, whatever else goes wrong is none."""
    database = request.app.state.database
    await attempt.with_code(database, code)
    try:
        yield
    except Invalid as refused:
        async with database.writing() as session:
            if any(error.pointer == "/body/code" for error in refused.errors):
                attempt.failed(session, action=action, reason="code")
            else:
                await attempt.taken_back(session)
        raise
    except BaseException:
        async with database.writing() as session:
            await attempt.taken_back(session)
        raise
    async with database.writing() as session:
        await attempt.succeeded(session)


async def _account(session: AsyncSession, account_id: int) -> Account:
    account = await accounts.account(session, account_id, lock=True)
    if account is None:
        raise NotFound()
    return account
