"""How a page of the portal is made: one template over a common frame, with headers that keep it to oneself.

Every address carries the wish for large print (`?large=1`), for no cookie is set here. Pages above this room's own
(statistics, acceptances) are rendered by the same helper.
"""

import hashlib
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from mingze.kit import clock
from mingze.kit.problems import Invalid, NotFound, Problem, TooLarge
from mingze.portal.words import WORDS

_HERE = Path(__file__).parent
_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _CSP,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noarchive",
}
STYLE = (_HERE / "static" / "portal.css").read_bytes()
#: Its address changes with its content, so browsers may keep it for ever.
STYLE_PATH = f"/portal/static/{hashlib.sha256(STYLE).hexdigest()[:12]}.css"


class PageRoute(APIRoute):
    """Refusals are pages too."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_as_page(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return refusal(request, problem)
            except RequestValidationError:
                return refusal(request, Invalid())
            except HTTPException as error:
                return refusal(request, TooLarge() if error.status_code == TooLarge.status else NotFound())

        return handle_as_page


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page `template` (a file of html/, extending base.html) with `context`."""
    settings = request.app.state.settings
    large = is_large(request)
    text = (
        _templates()
        .get_template(template)
        .render(
            large=large,
            url=_addresses(large=large),
            here=request.url.path,
            other_size=_other_size(request, large=large),
            settings=settings,
            style=STYLE_PATH,
            **{"unit_contacts": None, **context},
        )
    )
    return HTMLResponse(text, status, _HEADERS)


def refusal(request: Request, problem: Problem) -> HTMLResponse:
    """A problem as a page, with its status."""
    answer = page(request, "refusal.html", status=problem.status, problem=problem)
    answer.headers.update(problem.headers)
    return answer


def address_of(request: Request) -> str:
    """Where people reach the portal: as it is set, or as they came."""
    settings = request.app.state.settings
    return settings.portal_url or settings.public_url or str(request.base_url).rstrip("/")


def is_large(request: Request) -> bool:
    return request.query_params.get("large") == "1"


def _addresses(*, large: bool) -> Callable[..., str]:
    def url(path: str, **query: object) -> str:
        """An address within the portal, with what is asked there and the wish for large print."""
        asked = {**{name: value for name, value in query.items() if value}, **({"large": 1} if large else {})}
        return f"{path}?{urlencode(asked)}" if asked else path

    return url


def _other_size(request: Request, *, large: bool) -> str | None:
    """This page in the other size; None where it was posted, for an address alone would lose what was written."""
    if request.method != "GET":
        return None
    asked = {name: value for name, value in request.query_params.items() if name != "large"}
    return _addresses(large=not large)(request.url.path, **asked)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=_day, day_of=_day_of, moment=_moment, size=_size)
    made.globals["words"] = WORDS
    return made


def _day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def _day_of(moment: datetime) -> str:
    return _day(moment.astimezone(clock.SHANGHAI).date())


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1_000)} kB"


def _moment(value: datetime) -> str:
    local = value.astimezone(clock.SHANGHAI)
    return f"{_day(local)} {local:%H:%M}"
