"""Lock-outs: failed attempts on one account name from one source, kept in the database.

Every attempt is counted before its password is looked at, and taken back if it was right: so a thousand at once
count like a thousand in a row, and several workers agree. Names that no account has are counted just the same.
Nobody is locked out by what another source does.
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
    FORGET_FAILURES,
    LONGEST_LOCK,
    LONGEST_LOCK_OF_A_SOURCE,
    NAMES_OF_A_SOURCE,
    lock_time,
    normal_username,
    source_group,
)
from mingze.accounts.session_service import Visit
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.kit.problems import TooManyRequests


@dataclass(frozen=True, slots=True)
class _Counted:
    key: str
    failures: int
    locked: timedelta | None


class Attempt:
    """One attempt to prove who one is. Ends with `failed`, `taken_back` or `succeeded`, in a writing session.

    `account` is None where no account has that name.
    """

    def __init__(self, visit: Visit, account: Account | None, counted: _Counted) -> None:
        self._visit = visit
        self._account = account
        self._counted = counted

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
            row, longest = await _row(session, secret, normal_username(username), source, account)
            counted = _count(session, row, allowed, longest)
        if isinstance(counted, timedelta):
            seconds = math.ceil(counted.total_seconds())
            raise TooManyRequests(f"尝试次数过多,请在 {_spoken(seconds)}后再试", seconds=seconds)
        return cls(visit, account, counted)

    def failed(self, session: AsyncSession, *, action: str = "sign_in", reason: str = "password") -> None:
        """Remember the refusal, and the lock-out where it brings one. The name typed is not kept: it may be a
        password typed into the wrong field."""
        self._record(session, action, reason=reason)
        if self._counted.locked is not None:
            seconds = int(self._counted.locked.total_seconds())
            self._record(session, "lock_out", seconds=seconds, failures=self._counted.failures)

    async def taken_back(self, session: AsyncSession) -> None:
        """The password was right and something else is missing: this one is no failure, the others stay."""
        row = await queries.sign_in_lock(session, self._counted.key)
        if row is not None:
            row.failures = max(0, row.failures - 1)
            if self._counted.locked is not None:
                row.locked_until = None

    async def succeeded(self, session: AsyncSession) -> None:
        """What failed before is forgotten."""
        row = await queries.sign_in_lock(session, self._counted.key)
        if row is not None:
            _tell_turned_away(session, row)
            await session.execute(delete(SignInLock).where(SignInLock.key == row.key))

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
) -> tuple[SignInLock, timedelta]:
    """The row that counts for this name and source, locked, and the longest lock-out it may bring."""
    key = _key(secret, username, source)
    if (row := await queries.sign_in_lock(session, key)) is not None:
        return row, LONGEST_LOCK
    if await queries.names_of_source(session, source, NAMES_OF_A_SOURCE) < NAMES_OF_A_SOURCE:
        return await _made(session, key, source, account), LONGEST_LOCK
    # A source that tries names one after another: all further ones are one row, or it could fill the table.
    key = _key(secret, "", source)
    row = await queries.sign_in_lock(session, key) or await _made(session, key, source, None)
    return row, LONGEST_LOCK_OF_A_SOURCE


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


def _count(session: AsyncSession, row: SignInLock, allowed: int, longest: timedelta) -> _Counted | timedelta:
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
    return _Counted(row.key, row.failures, locked)


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


def _spoken(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 120 else f"{-(-seconds // 60)} 分钟"
