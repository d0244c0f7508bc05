"""How much one source may do: counted in this process's memory, apart from everything that counts sign-ins.

No address is kept: a source is known by a keyed hash whose key is thrown away every day, and a bucket belongs to
one source, so that nobody's flood shuts out anybody else. A hospital's Wi-Fi is one source: the bounds leave room
for a ward.
"""

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from mingze.kit import clock
from mingze.kit.problems import TooManyRequests
from mingze.kit.rates import Memory, network_of
from mingze.settings import Settings


class Doing(StrEnum):
    """What is counted apart."""

    ASK = "ask"
    SUBMIT = "submit"
    FILE = "file"
    TALK = "talk"
    #: Asking for a receipt that nobody holds: a slip of the pen, or somebody who guesses.
    MISS = "miss"


@dataclass(slots=True)
class _Day:
    day: date
    key: bytes


class Buckets:
    def __init__(self, settings: Settings) -> None:
        submissions = settings.portal_submissions_per_hour
        self._limits: Mapping[Doing, RateLimitItem] = {
            Doing.SUBMIT: RateLimitItemPerHour(submissions),
            Doing.FILE: RateLimitItemPerHour(submissions * 5),
            Doing.TALK: RateLimitItemPerHour(submissions * 2),
            Doing.MISS: RateLimitItemPerHour(20),
        }
        if settings.portal_requests_per_minute:
            self._limits = {
                **self._limits,
                Doing.ASK: RateLimitItemPerMinute(settings.portal_requests_per_minute),
            }
        self._limiter = FixedWindowRateLimiter(Memory())
        self._today = _Day(clock.today(), secrets.token_bytes(32))

    def spend(self, doing: Doing, host: str) -> None:
        """Count one; TooManyRequests where the bucket of this source is empty."""
        limit = self._limits.get(doing)
        if limit is not None and not self._limiter.hit(limit, doing, self._name(host)):
            raise self._refusal(limit, doing, host)

    def check(self, doing: Doing, host: str) -> None:
        """TooManyRequests where the bucket is empty; counts nothing."""
        limit = self._limits.get(doing)
        if limit is not None and not self._limiter.test(limit, doing, self._name(host)):
            raise self._refusal(limit, doing, host)

    def _refusal(self, limit: RateLimitItem, doing: Doing, host: str) -> TooManyRequests:
        until = self._limiter.get_window_stats(limit, doing, self._name(host)).reset_time
        seconds = max(1, math.ceil(until - time.time()))
        return TooManyRequests("您所在的网络提交过于频繁,请稍后再试;急事请直接拨打投诉电话", seconds=seconds)

    def _name(self, host: str) -> str:
        today = clock.today()
        if self._today.day != today:
            self._today = _Day(today, secrets.token_bytes(32))
        return hmac.new(self._today.key, network_of(host).encode(), hashlib.sha256).hexdigest()[:32]
