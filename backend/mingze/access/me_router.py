"""Oneself: who I am, my password, my sessions."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.dependencies import SignedIn
from mingze.access.permissions import ROLE_LABELS
from mingze.access.schemas import AppointmentOfMe, Me, PasswordChange, UnitRef
from mingze.accounts import queries as accounts
from mingze.accounts import service as account_service
from mingze.accounts.models import Account
from mingze.accounts.router import COOKIE, COOKIE_PATH
from mingze.accounts.rules import password_fault
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Writing

router = APIRouter(tags=["本人 Me"])


@router.get("/me", operation_id="getMe", summary="本人信息、任职与权限")
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


@router.post("/me/password", status_code=204, operation_id="changeMyPassword", summary="修改本人密码")
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


@router.delete("/sessions/current", status_code=204, operation_id="signOut", summary="退出登录")
async def sign_out(actor: SignedIn, session: Writing, response: Response) -> None:
    await account_service.end_session(session, actor, actor.session_id, actor.home_unit_id)
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="strict")


async def _account(session: AsyncSession, account_id: int) -> Account:
    account = await accounts.account(session, account_id, lock=True)
    if account is None:
        raise NotFound()
    return account
