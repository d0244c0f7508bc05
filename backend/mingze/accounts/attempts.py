"""Lock-outs: failed attempts on one account name from one source, kept in the database.

Every attempt is counted before its password is looked at, and taken back if it was right: so a thousand at once
count like a thousand in a row, and several workers agree. Names that no account has are counted just the same.
Nobody is locked out by what another source does; only codes of the second factor, which nobody tries who has not
the password already, are counted together wherever they come from.
"""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.models import Account, SignInLock
from mingze.accounts.rules import (
    CODES_ALLOWED,
    FORGET_FAILURES,
    LONGEST_LOCK,
    LONGEST_LOCK_OF_A_SOURCE,
    NAMES_OF_A_SOURCE,
    is_app_code,
    lock_time,
    normal_username,
    source_group,
)
from mingze.accounts.session_service import Visit
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.kit.problems import TooManyRequests

#: Where codes come from, as far as counting them goes.
_ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class _Counted:
    """`shared`: counted together with other names of the source."""

    key: str
    failures: int
    locked: timedelta | None
    shared: bool = False


class Attempt:
    """One attempt to prove who one is. Ends with `failed`, `taken_back` or `succeeded`, in a writing session.

    `account` is None where no account has that name.
    """

    def __init__(self, visit: Visit, account: Account | None, counted: _Counted) -> None:
        self._visit = visit
        self._account = account
        self._counted = counted
        self._code: _Counted | None = None

    @classmethod
    async def begin(
        cls,
        database: Database,
        secret: str,
        username: str,
        account: Account | None,
        visit: Visit,
        *,
        allowed: int,
    ) -> Self:
        """Count the attempt; TooManyRequests while this name is locked out from this source."""
        source = source_group(visit.source)
        async with database.writing() as session:
            for forgotten in await queries.forgotten_locks(session, clock.now()):
                _tell_turned_away(session, forgotten)
                await session.delete(forgotten)
            row, shared = await _row(session, secret, normal_username(username), source, account)
            longest = LONGEST_LOCK_OF_A_SOURCE if shared else LONGEST_LOCK
            counted = _count(session, row, allowed, longest, shared=shared)
        if isinstance(counted, timedelta):
            raise _too_many(counted)
        return cls(visit, account, counted)

    async def with_code(self, database: Database, code: str | None) -> None:
        """Count a code of the app, before it is looked at: there are only a million of them.

        TooManyRequests while too many were wrong. Recovery codes cannot be guessed and are taken even then.
        """
        if self._account is None or code is None or not is_app_code(code):
            return
        async with database.writing() as session:
            key = f"codes of account {self._account.id}"
            row = await queries.sign_in_lock(session, key)
            row = row or await _made(session, key, _ANYWHERE, self._account)
            counted = _count(session, row, CODES_ALLOWED, LONGEST_LOCK)
            if isinstance(counted, timedelta):
                await self.taken_back(session)
        if isinstance(counted, timedelta):
            raise _too_many(counted)
        self._code = counted

    def failed(self, session: AsyncSession, *, action: str = "sign_in", reason: str = "password") -> None:
        """Remember the refusal, and the lock-out where it brings one. The name typed is not kept: it may be a
        password typed into the wrong field."""
        self._record(session, action, reason=reason)
        for counted in self._counts():
            if counted.locked is not None:
                seconds = int(counted.locked.total_seconds())
                self._record(session, "lock_out", seconds=seconds, failures=counted.failures)

    async def taken_back(self, session: AsyncSession) -> None:
        """The password was right and something else is missing: this one is no failure, the others stay."""
        for counted in self._counts():
            await _take_back(session, counted)

    async def succeeded(self, session: AsyncSession) -> None:
        """What failed before is forgotten; but not what was tried on other names."""
        for counted in self._counts():
            row = await queries.sign_in_lock(session, counted.key)
            if counted.shared:
                await _take_back(session, counted)
            elif row is not None:
                _tell_turned_away(session, row)
                await session.execute(delete(SignInLock).where(SignInLock.key == row.key))

    def _counts(self) -> list[_Counted]:
        return [self._counted] if self._code is None else [self._counted, self._code]

    def _record(self, session: AsyncSession, action: str, **extra: Any) -> None:
        record(
            session,
            action=action,
            resource="account",
            resource_id=self._account.id if self._account else 0,
            actor=None,
            unit_id=self._account.home_unit_id if self._account else None,
            ok=False,
            source=self._visit.source,
            **extra,
        )


async def _row(
    session: AsyncSession, secret: str, username: str, source: str, account: Account | None
) -> tuple[SignInLock, bool]:
    """The row that counts for this name and source, locked, and whether it counts for other names too."""
    key = _key(secret, username, source)
    if (row := await queries.sign_in_lock(session, key)) is not None:
        return row, False
    if await queries.names_of_source(session, source, NAMES_OF_A_SOURCE) < NAMES_OF_A_SOURCE:
        return await _made(session, key, source, account), False
    # A source that tries names one after another: all further ones are one row, or it could fill the table.
    key = _key(secret, "", source)
    row = await queries.sign_in_lock(session, key) or await _made(session, key, source, None)
    return row, True


async def _made(session: AsyncSession, key: str, source: str, account: Account | None) -> SignInLock:
    row = SignInLock(
        key=key,
        source=source,
        account_id=account.id if account else 0,
        unit_id=account.home_unit_id if account else None,
        failures=0,
        turned_away=0,
        locked_until=None,
        expires_at=clock.now() + FORGET_FAILURES,
    )
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        found = await queries.sign_in_lock(session, key)
        if found is None:
            raise
        return found
    return row


def _count(
    session: AsyncSession, row: SignInLock, allowed: int, longest: timedelta, *, shared: bool = False
) -> _Counted | timedelta:
    """One more attempt, or how long to wait where there may be none now."""
    now = clock.now()
    if row.locked_until is not None and row.locked_until > now:
        row.turned_away += 1
        return row.locked_until - now
    _tell_turned_away(session, row)
    row.failures += 1
    locked = lock_time(row.failures, allowed, longest)
    row.locked_until = now + locked if locked else None
    row.expires_at = now + FORGET_FAILURES
    return _Counted(row.key, row.failures, locked, shared)


async def _take_back(session: AsyncSession, counted: _Counted) -> None:
    row = await queries.sign_in_lock(session, counted.key)
    if row is not None:
        row.failures = max(0, row.failures - 1)
        if counted.locked is not None:
            row.locked_until = None


def _tell_turned_away(session: AsyncSession, row: SignInLock) -> None:
    """One event for everybody who was turned away while the lock-out lasted."""
    if row.turned_away:
        record(
            session,
            action="lock_out_over",
            resource="account",
            resource_id=row.account_id,
            actor=None,
            unit_id=row.unit_id,
            ok=False,
            count=row.turned_away,
            source=row.source,
        )
        row.turned_away = 0


def _key(secret: str, username: str, source: str) -> str:
    """Keyed, for what is typed as a name may be a password."""
    return hmac.new(secret.encode(), f"{username}\n{source}".encode(), hashlib.sha256).hexdigest()


def _too_many(wait: timedelta) -> TooManyRequests:
    seconds = math.ceil(wait.total_seconds())
    return TooManyRequests(f"尝试次数过多,请在 {_spoken(seconds)}后再试", seconds=seconds)


def _spoken(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 120 else f"{-(-seconds // 60)} 分钟"
