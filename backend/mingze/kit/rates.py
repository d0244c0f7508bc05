"""So many requests a minute: of one session where there is one, else of one address. Counted in this process.

Several processes count apart, so that each lets through its own share; a limit over all of them is the proxy's.
"""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from mingze.kit.problems import TooManyRequests
from mingze.kit.web import answer

#: So many sessions and addresses are remembered; beyond that the one that began first is forgotten. Whoever has
#: that many addresses is not held by a limit on each of them.
REMEMBERED = 50_000


class Memory(Storage):
    """Counters that end by themselves, never more than `size` of them, without a thread to sweep them."""

    def __init__(self, size: int = REMEMBERED) -> None:
        super().__init__()
        self._size = size
        self._counters: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        count, until = self._counters.get(key, (0, 0.0))
        now = time.time()
        if until <= now:
            self._counters.pop(key, None)
            count, until = 0, now + expiry
        self._counters[key] = count + amount, until
        if len(self._counters) > self._size:
            self._counters.popitem(last=False)
        return count + amount

    def get(self, key: str) -> int:
        count, until = self._counters.get(key, (0, 0.0))
        return count if until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        return self._counters.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        self._counters.clear()
        return None

    def clear(self, key: str) -> None:
        self._counters.pop(key, None)

    def __len__(self) -> int:
        return len(self._counters)


class RateLimit:
    """Answers 429 with Retry-After to whoever asks too often. A limit of 0 is none.

    `session` finds the session of a request by its scope, None where there is none that holds;
    `free` says which paths are never counted.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        per_session: int,
        per_source: int,
        session: Callable[[Scope], str | None],
        free: Callable[[str], bool],
    ) -> None:
        self.app = app
        self.session = session
        self.free = free
        self.memory = Memory()
        self._limiter = FixedWindowRateLimiter(self.memory)
        self._per_session = RateLimitItemPerMinute(per_session) if per_session else None
        self._per_source = RateLimitItemPerMinute(per_source) if per_source else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.free(scope["path"]):
            await self.app(scope, receive, send)
            return
        session = self.session(scope)
        limit, who = (
            (self._per_session, ("session", session))
            if session is not None
            else (self._per_source, ("source", source_of(scope)))
        )
        if limit is None or self._limiter.hit(limit, *who):
            await self.app(scope, receive, send)
            return
        problem = TooManyRequests()
        reset = self._limiter.get_window_stats(limit, *who).reset_time
        problem.headers = {"Retry-After": str(max(1, math.ceil(reset - time.time())))}
        await answer(problem)(scope, receive, send)


def source_of(scope: Scope) -> str:
    """Where a request comes from, as far as the nearest trusted proxy says."""
    client = scope.get("client")
    return network_of(client[0]) if client else ""


def network_of(host: str) -> str:
    """The address; of IPv6 its network, for one connection has 2^64 addresses there."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6 and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(getattr(address, "ipv4_mapped", None) or address)
