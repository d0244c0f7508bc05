"""Logs: one JSON object a line with the id of its request, and nothing in it about people.

A record names what happened by codes, templates and ids: the template of a route (never the path or its query),
the id of an account, the types of an exception and where it was raised. What an exception says of itself is left
out, for databases and parsers like to quote the values they choke on; `MINGZE_LOG_LEVEL=debug` brings it back.
"""

import asyncio
import logging
import logging.config
import re
import time
import traceback
import uuid
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal

from pythonjsonlogger.json import JsonFormatter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mingze.kit.problems import Problem
from mingze.kit.web import answer

log = logging.getLogger("mingze.request")

Level = Literal["debug", "info", "warning", "error"]
_id: ContextVar[str | None] = ContextVar("request_id", default=None)
#: Taken from whoever asks only in this form: it goes into logs and headers.
_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: What others say in their message, not in its arguments, may hold the text of an exception.
_TALKATIVE = frozenset({"asyncio", "py.warnings"})
_WRONG = 400
_GONE = 499  # the client went away before there was an answer; nginx calls it so too

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(form: Literal["json", "text"], level: Level) -> None:
    """Send every log of this process to standard error, in one form. Libraries speak from warnings on."""
    formatter = _JsonLines if form == "json" else _TextLines
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": formatter, "with_values": level == "debug"}},
            "filters": {"discreet": {"()": _Discreet}},
            "handlers": {
                "error": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}
            },
            "root": {"level": max(logging.WARNING, _number(level)), "handlers": ["error"]},
            "loggers": {"mingze": {"level": _number(level)}},
        }
    )
    logging.captureWarnings(True)


def _number(level: Level) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


class _Discreet(logging.Filter):
    """Gives each record the id of its request, and cuts what the talkative say after their first line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _id.get()
        if record.name in _TALKATIVE:
            record.msg, record.args = record.getMessage().split("\n", 1)[0].split(": ", 1)[0], ()
        return True


class _JsonLines(JsonFormatter):
    def __init__(self, *, with_values: bool) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s %(request_id)s",
            rename_fields={"levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )
        self._with_values = with_values

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data.pop("taskName", None)
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        log_data["time"] = f"{at}.{int(record.msecs):03}Z"
        if log_data.get("request_id") is None:
            log_data.pop("request_id", None)

    def formatException(self, ei: _Raised) -> str:  # noqa: N802  (the name of logging)
        if not self._with_values:
            return without_values(ei[1])
        said = super().formatException(ei)
        return said if isinstance(said, str) else "\n".join(said)


class _TextLines(logging.Formatter):
    def __init__(self, *, with_values: bool) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s %(message)s")
        self._with_values = with_values

    def formatException(self, ei: _Raised) -> str:  # noqa: N802
        return super().formatException(ei) if self._with_values else without_values(ei[1])


def without_values(raised: BaseException | None) -> str:
    """The chain of an exception: types, codes of the database and lines of code; none of its words."""
    said: list[str] = []
    seen: set[int] = set()
    while raised is not None and id(raised) not in seen:
        seen.add(id(raised))
        kind = f"{type(raised).__module__}.{type(raised).__qualname__}"
        state = getattr(getattr(raised, "orig", None), "sqlstate", None) or getattr(raised, "sqlstate", None)
        frames = [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(raised.__traceback__)
        ]
        said.append("\n".join([f"{kind}{f' [{state}]' if isinstance(state, str) else ''}", *frames]))
        if isinstance(raised, BaseExceptionGroup):
            said += [without_values(inner) for inner in raised.exceptions]
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return "\ncaused by ".join(said)


@dataclass(frozen=True, slots=True)
class Answered:
    """One request and how it ended. `route` is a template, or a word in brackets where none has this path."""

    method: str
    route: str
    status: int
    seconds: float


class RequestLog:
    """Gives each request an id, logs how it ended, and answers what nobody expected as a problem.

    `begun` and `ended` are told of each request; `account` finds who asked, by the scope, as an id;
    `quiet` paths are asked all the time by machines, and only their failures are told.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        begun: Callable[[], None],
        ended: Callable[[Answered], None],
        account: Callable[[MutableMapping[str, Any]], int | None],
        quiet: Callable[[str], bool],
        with_source: bool = False,
    ) -> None:
        self.app = app
        self.begun = begun
        self.ended = ended
        self.account = account
        self.quiet = quiet
        self.with_source = with_source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _SAFE_ID.fullmatch(given) else uuid.uuid4().hex
        token = _id.set(request_id)
        started, status = time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        self.begun()
        try:
            await self.app(scope, receive, send_with_id)
        except asyncio.CancelledError:
            status = status or _GONE
            raise
        except Exception:
            log.exception("unexpected error in %s %s", _method(scope), route_of(scope))
            if status:
                raise
            await answer(Problem())(scope, receive, send_with_id)
        finally:
            self._say(scope, status or _GONE, time.perf_counter() - started)
            _id.reset(token)

    def _say(self, scope: Scope, status: int, seconds: float) -> None:
        answered = Answered(_method(scope), route_of(scope), status, seconds)
        self.ended(answered)
        more: dict[str, Any] = {
            "method": answered.method,
            "route": answered.route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        who = self.account(scope)
        if who is not None:
            more["account"] = who
        if self.with_source and scope.get("client"):
            more["source"] = scope["client"][0]
        level = logging.DEBUG if self.quiet(scope["path"]) and status < _WRONG else logging.INFO
        log.log(level, "%s %s %s", answered.method, answered.route, status, extra=more)


def _method(scope: Scope) -> str:
    """Known by name or not at all: whoever asks may write anything there."""
    return scope["method"] if scope["method"] in _METHODS else "OTHER"


def route_of(scope: Scope) -> str:
    """The template of the route that answered. What has none is told apart only roughly."""
    if "route" not in scope:
        return "(api)" if scope["path"].startswith("/api/") else "(page)"
    # A route of a router within a router knows only its own part; the whole stands beside it.
    whole = scope.get("fastapi", {}).get("effective_route_context")
    return str(getattr(whole, "path_format", None) or getattr(scope["route"], "path", "(api)"))
