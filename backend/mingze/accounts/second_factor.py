"""The second factor: codes of an authenticator app (TOTP, RFC 6238) and recovery codes."""

import hmac
from typing import Literal

import pyotp
from sqlalchemy import delete
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.models import Account, RecoveryCode, SecondFactor
from mingze.accounts.rules import ENROLMENT_TIME, RECOVERY_CODES, is_app_code
from mingze.accounts.session_service import end_other_sessions
from mingze.accounts.vault import Vault, new_code, plain
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, refuse_field

_ISSUER = "明责"
_STEP = 30
WRONG = "动态口令不正确或已使用过"


async def begin(
    session: AsyncSession, actor: Acting, vault: Vault, account: Account, code: str | None
) -> tuple[str, str]:
    """A new shared secret and its otpauth address, to be confirmed by a first code.

    Where a second factor is in force one of its codes is needed; it stays in force until then.
    """
    row = await queries.second_factor(session, account.id, lock=True)
    if (
        row is not None
        and row.confirmed_at is not None
        and await takes(session, vault, account, code) is None
    ):
        raise refuse_field("/body/code", WRONG)
    if row is None:
        row = SecondFactor(account_id=account.id, last_step=0)
        session.add(row)
    secret = pyotp.random_base32()
    row.pending = vault.seal(secret, account.id)
    row.pending_until = clock.now() + ENROLMENT_TIME
    _record(session, "begin_second_factor", actor, account)
    return secret, pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=_ISSUER)


async def confirm(
    session: AsyncSession, actor: Acting, vault: Vault, account: Account, code: str, *, keep: str
) -> list[str]:
    """Put the second factor in force; gives new recovery codes, shown once. Every other session ends."""
    row = await queries.second_factor(session, account.id, lock=True)
    now = clock.now()
    if row is None or row.pending is None or row.pending_until is None or row.pending_until <= now:
        raise Conflict("没有待确认的动态口令,请重新开始设置")
    step = _step_of(vault.open(row.pending, account.id), code, after=0)
    if step is None:
        raise refuse_field("/body/code", "动态口令不正确,请核对手机时间后重试")
    row.sealed, row.last_step, row.confirmed_at = row.pending, step, now
    row.pending = row.pending_until = None
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    await session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    session.add_all(
        RecoveryCode(account_id=account.id, code_hash=vault.hash(recovery, account.id)) for recovery in codes
    )
    await end_other_sessions(session, account.id, keep)
    _record(session, "set_second_factor", actor, account)
    return codes


async def takes(
    session: AsyncSession, vault: Vault, account: Account, code: str | None
) -> Literal["code", "recovery_code"] | None:
    """What `code` is of the account's now: six digits later than the last ones used, or a recovery code that has
    not been used. It is used up by that. None where it is neither."""
    row = await queries.second_factor(session, account.id, lock=True)
    if row is None or row.sealed is None or not code:
        return None
    if is_app_code(code):
        step = _step_of(vault.open(row.sealed, account.id), plain(code), after=row.last_step)
        if step is None:
            return None
        row.last_step = step
        return "code"
    used = await session.execute(
        delete(RecoveryCode).where(
            RecoveryCode.account_id == account.id, RecoveryCode.code_hash == vault.hash(code, account.id)
        )
    )
    assert isinstance(used, CursorResult)  # noqa: S101  (what a DELETE gives)
    return "recovery_code" if used.rowcount else None


async def remove(
    session: AsyncSession, actor: Acting | None, account: Account, *, action: str, keep: str | None
) -> None:
    """Take the second factor away; every session but `keep` ends."""
    row = await queries.second_factor(session, account.id, lock=True)
    if row is None or row.confirmed_at is None:
        raise Conflict("该账户没有启用动态口令")
    await session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    await session.delete(row)
    await end_other_sessions(session, account.id, keep)
    _record(session, action, actor, account)


def _record(session: AsyncSession, action: str, actor: Acting | None, account: Account) -> None:
    record(
        session,
        action=action,
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
        changes={"second_factor": []},
    )


def _step_of(secret: str, code: str, *, after: int) -> int | None:
    """The time step that `code` belongs to, among the present one and its neighbours; None where none later
    than `after` fits. Clocks may be half a minute apart."""
    now = int(clock.now().timestamp()) // _STEP
    totp, found = pyotp.TOTP(secret), None
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()) and step > after:
            found = step
    return found
