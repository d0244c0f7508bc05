"""What machines ask: does the process live, can it serve, how much did it do. Outside the contract."""

import hmac
import ipaddress
import time
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from mingze.kit.problems import NotFound, Unavailable
from mingze.kit.web import answer
from mingze.operation.house import House
from mingze.operation.parts import is_ready, parts
from mingze.operation.rules import Part

#: Answers are kept so long: whoever asks without end costs no more than one look a second.
_KEPT = 1.0
PATHS = frozenset({"/healthz", "/readyz", "/metrics"})

router = APIRouter(include_in_schema=False)


class Readiness:
    """The parts as they were seen a moment ago; `stopping` once the process was told to end."""

    def __init__(self, house: House) -> None:
        self.stopping = False
        self._house = house
        self._seen: tuple[float, list[Part]] | None = None

    async def look(self) -> list[Part]:
        if self._seen is None or time.monotonic() - self._seen[0] > _KEPT:
            self._seen = time.monotonic(), await parts(self._house)
        return self._seen[1]


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives and its loop turns."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """Whether it can serve: 200, or 503 with the parts that cannot; 503 too once it was told to stop."""
    readiness: Readiness = request.app.state.readiness
    if readiness.stopping:
        return answer(Unavailable("正在停止"))
    found = await readiness.look()
    said = [_said(part) for part in found]
    if is_ready(found):
        return JSONResponse({"status": "ready", "parts": said}, headers={"Cache-Control": "no-store"})
    problem = Unavailable(";".join(f"{part.label}:{part.detail}" for part in found if not part.ok))
    problem.extra["parts"] = said
    return answer(problem)


def _said(part: Part) -> dict[str, Any]:
    return {"name": part.name, "ok": part.ok, "essential": part.essential, "detail": part.detail}


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """For Prometheus: with the token that is set, or from this machine; nobody else learns that it is there."""
    state = request.app.state
    if not _may_measure(request):
        raise NotFound()
    body = await state.metrics.render(House.of(state), state.reading_slots)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_measure(request: Request) -> bool:
    token = request.app.state.settings.metrics_token
    if token is not None:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode())
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
