"""Pushing what happened to an order to the hotline's own address, signed, by a job for each position."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

import httpx

from mingze.hotline import queries
from mingze.hotline.following import PUSH_JOB
from mingze.kit import clock
from mingze.kit.worker import Daily, Handler, Later, Refused, Running
from mingze.settings import Settings

_TIMEOUT = httpx.Timeout(10)
#: Answers that a later try may better; every other one says that this push is not wanted as it is.
_PASSING = frozenset({408, 425, 429})
DAILY: tuple[Daily, ...] = ()


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """The jobs of this room by their names."""

    async def push(job: Running) -> None:
        await _push(job, settings)

    return {PUSH_JOB: push}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, in hexadecimal, as the other side reckons it."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def message(position: int, at: str, body: Mapping[str, Any]) -> bytes:
    """The bytes that are sent: what GET /hotline-orders/updates shows of that position."""
    said = {"position": position, "at": at, **body}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


async def _push(job: Running, settings: Settings) -> None:
    if not settings.hotline_push_url or not settings.hotline_push_secret:
        raise Later("pushing is not set up any more")
    position = int(job.payload["position"])
    async with job.database.reading() as session:
        update = await queries.update_at(session, position)
    if update is None:
        raise Refused("there is no such position")
    at = update.at.astimezone(clock.SHANGHAI).isoformat(timespec="seconds")
    body, timestamp = message(position, at, update.body), str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "X-Mingze-Delivery": str(position),
        "X-Mingze-Timestamp": timestamp,
        "X-Mingze-Signature": "sha256="
        + signature(settings.hotline_push_secret.get_secret_value(), timestamp, body),
    }
    status = await _send(settings.hotline_push_url, body, headers)
    if status in _PASSING or status >= 500:
        raise Later(f"the hotline says {status}")
    if not 200 <= status < 300:
        await _keep(job, position, error=f"对方回答 {status}")
        raise Refused(f"the hotline says {status}")
    await _keep(job, position, error=None)


async def _send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The number of the answer; what is written in it is not read."""
    try:
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            return answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise Later(f"the hotline cannot be reached: {type(exc).__name__}") from exc


async def _keep(job: Running, position: int, *, error: str | None) -> None:
    async with job.database.writing() as session:
        update = await queries.update_at(session, position)
        if update is not None:
            update.push_error = error
            update.pushed_at = None if error else clock.now()
        if error is None:
            await job.finish(session)
