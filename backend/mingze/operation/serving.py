"""The process of the service: its socket, its logs, and how it stops."""

import asyncio
from types import FrameType
from typing import Any

import uvicorn

from mingze.kit import logs
from mingze.settings import Settings


def configure_logs(settings: Settings) -> None:
    """Logs as the settings want them: JSON from info on in production, words from warnings on elsewhere."""
    production = settings.environment == "production"
    logs.configure(
        settings.log_format or ("json" if production else "text"),
        settings.log_level or ("info" if production else "warning"),
    )


def uvicorn_options(settings: Settings, host: str, port: int) -> dict[str, Any]:
    """How uvicorn is told to serve: quietly, behind the proxies that are trusted and no others."""
    return {
        "host": host,
        "port": port,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": True,
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": settings.stop_seconds,
    }


def serve(app: Any, settings: Settings, host: str, port: int) -> int:
    """Serve `app` until told to stop; 0 where it could start at all."""
    server = _Server(
        uvicorn.Config(app, **uvicorn_options(settings, host, port)), settings.stop_delay_seconds
    )
    server.run()
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    """Told to stop, it first says so at `/readyz` for a while, then takes nothing new and ends what it has in
    hand. A second word shortens the first; the process then ends as one that did its work, not as one killed."""

    def __init__(self, config: uvicorn.Config, delay: float) -> None:
        super().__init__(config)
        self._delay = delay
        self._told = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.config.app.state.readiness.stopping = True  # type: ignore[union-attr]
        if self._delay and not self._told:
            self._told = True
            asyncio.get_running_loop().call_later(self._delay, self._stop)
        elif self.should_exit:
            super().handle_exit(sig, frame)
            self._captured_signals.clear()
        else:
            self._stop()

    def _stop(self) -> None:
        self.should_exit = True
