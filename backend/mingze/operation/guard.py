"""What stands around every request: its id and its line in the log, figures, and a limit on how often."""

from fastapi import FastAPI

from mingze.kit.logs import RequestLog
from mingze.kit.rates import RateLimit
from mingze.operation import probes
from mingze.operation.asking import Asking
from mingze.operation.house import House
from mingze.operation.metrics import Metrics

#: The built SPA's own pieces: cached for ever by browsers, and many of them belong to one page.
_PIECES = "/assets/"
#: Counted in buckets of their own, so that what the public does never shuts out who wants to sign in.
_PORTAL = ("/portal", "/api/v1/portal")


def install(app: FastAPI) -> None:
    """Hang the limit and, around it, the log into `app`; what they need is kept on `app.state`."""
    state = app.state
    settings = state.settings
    asking = Asking(state.tokens)
    state.readiness = probes.Readiness(House.of(state))
    state.metrics = Metrics(app.version)
    app.add_middleware(
        RateLimit,
        per_session=settings.session_requests_per_minute,
        per_source=settings.source_requests_per_minute,
        session=asking.session,
        free=_is_free,
    )
    app.add_middleware(
        RequestLog,
        begun=state.metrics.begun,
        ended=state.metrics.ended,
        account=asking.account,
        quiet=probes.PATHS.__contains__,
        with_source=settings.log_sources,
    )


def _is_free(path: str) -> bool:
    return path in probes.PATHS or path.startswith((_PIECES, *_PORTAL))
