"""What a browser gets besides the API: the built SPA and the browsable contract, all served from here."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mingze.kit.problems import NotFound
from mingze.settings import Settings

_REPOSITORY = Path(__file__).resolve().parents[2]
_CSP = (
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
    "frame-src blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the security headers to every answer, and keeps answers of the API out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_api = scope["path"].startswith("/api/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if is_api:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def install_pages(app: FastAPI) -> None:
    """Serve the SPA at every address that is not the API's, and security headers with everything."""
    root = web_root(app.state.settings)

    app.add_middleware(SecurityHeaders)

    @app.get("/docs", include_in_schema=False)
    @app.get("/docs/", include_in_schema=False)
    def docs() -> Response:
        """The browsable contract: its assets come with the SPA, nothing from the internet."""
        if root is None:
            raise NotFound()
        return FileResponse(root / "docs" / "index.html", headers={"Cache-Control": "no-cache"})

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        if root is None or path.startswith("api/"):
            raise NotFound()
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return FileResponse(file, headers={"Cache-Control": _cache(path)})
        if "." in path.rpartition("/")[2]:
            raise NotFound()
        return FileResponse(root / "index.html", headers={"Cache-Control": "no-cache"})


def web_root(settings: Settings) -> Path | None:
    """Where the built SPA lies; None where it was not built."""
    root = settings.web_root or _REPOSITORY / "frontend" / "dist"
    return root.resolve() if (root / "index.html").is_file() else None


def _cache(path: str) -> str:
    # Vite names assets by their content.
    return "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
