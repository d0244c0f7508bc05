"""What a browser gets besides the API: the built SPA and the browsable contract, all served from here."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mingze.kit.problems import MethodNotAllowed, NotFound
from mingze.settings import Settings

_HERE = Path(__file__).resolve()
#: In a wheel the built SPA lies inside the package, in the repository where it was built.
_PAGES = (_HERE.parent / "_pages", _HERE.parents[2] / "frontend" / "dist")
_CSP = (
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
    "frame-src blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HSTS = {"Strict-Transport-Security": "max-age=31536000"}
_NOT_COMPRESSED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/octet-stream",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


#: What the SPA never answers for: these have routers of their own, or nothing.
_NOT_HERE = ("/api/", "/portal")


class SecurityHeaders:
    """Adds the security headers to every answer, and keeps answers of the API out of caches."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_api = scope["path"].startswith("/api/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if is_api:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def install_pages(app: FastAPI) -> None:
    """Serve the SPA at every address that no operation has, and security headers with everything."""
    settings = app.state.settings
    root = web_root(settings) if settings.zone != "public" else None
    secure = settings.environment == "production"
    # A phone on a bad line loads a third of the bytes; downloads keep the length they announce.
    app.add_middleware(
        GZipMiddleware, minimum_size=2_000, compresslevel=5, exclude_content_types=_NOT_COMPRESSED
    )
    app.add_middleware(SecurityHeaders, headers={**_HEADERS, **_HSTS} if secure else _HEADERS)

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        """What is asked when no operation has this address: a catch-all route would hide their 404 and 405."""
        if scope["type"] != "http" or root is None or scope["path"].startswith(_NOT_HERE):
            raise NotFound()
        if scope["method"] not in {"GET", "HEAD"}:
            raise MethodNotAllowed()
        file = await asyncio.to_thread(_file, root, scope["path"].strip("/"))
        if file is None:
            raise NotFound()
        cached = "public, max-age=31536000, immutable" if file.parent == root / "assets" else "no-cache"
        await FileResponse(file, headers={"Cache-Control": cached})(scope, receive, send)

    app.router.default = page


def _file(root: Path, path: str) -> Path | None:
    """The file below `root` that answers for `path`; the SPA itself for addresses that only it knows."""
    if path == "docs":
        path = "docs/index.html"
    try:
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return file
    except (OSError, ValueError):  # a name no file can have: too long, or with NUL
        return None
    return root / "index.html" if "." not in path.rpartition("/")[2] else None


def web_root(settings: Settings) -> Path | None:
    """Where the built SPA lies; None where it was not built."""
    roots = (settings.web_root,) if settings.web_root else _PAGES
    return next((root.resolve() for root in roots if (root / "index.html").is_file()), None)
