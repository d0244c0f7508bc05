"""Argon2id hashes, made off the event loop and never more than two at a time."""

import anyio
import anyio.to_thread
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


class Passwords:
    """`memory_kib` and `rounds` are the cost; parallelism is 1, for many sign-ins share the cores."""

    def __init__(self, memory_kib: int, rounds: int) -> None:
        self._hash = PasswordHash((Argon2Hasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1),))
        self._limiter: anyio.CapacityLimiter | None = None
        #: Checked where the account does not exist, so that its absence cannot be told by the time it takes.
        self._nobody = self._hash.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        return await anyio.to_thread.run_sync(self._hash.hash, password, limiter=self._limit())

    async def verify(self, password: str, hashed: str | None) -> bool:
        """Whether `password` fits; the work is the same where there is no account (`hashed` is None)."""
        fits = await anyio.to_thread.run_sync(
            self._hash.verify, password, hashed or self._nobody, limiter=self._limit()
        )
        return fits and hashed is not None

    def _limit(self) -> anyio.CapacityLimiter:
        # Made on first use: a limiter belongs to the running event loop.
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(2)
        return self._limiter
