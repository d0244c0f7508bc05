"""Whether the outside services the settings name can be reached."""

import asyncio
from urllib.parse import urlsplit

from mingze.operation.rules import Reached, ServiceName
from mingze.settings import Settings

_PATIENCE = 3.0


async def services(settings: Settings) -> list[Reached]:
    """Every outside service, asked at the same time for a connection and no more."""
    places = {
        ServiceName.MAIL: _mail(settings),
        ServiceName.SCANNER: _scanner(settings),
        ServiceName.IDENTITY: _identity(settings),
    }
    answers = await asyncio.gather(*(_reach(place) for place in places.values()))
    return [Reached(name, answer) for name, answer in zip(places, answers, strict=True)]


def _mail(settings: Settings) -> tuple[str, int] | str | None:
    host = getattr(settings, "smtp_host", None)
    return (host, int(getattr(settings, "smtp_port", 25))) if host else None


def _scanner(settings: Settings) -> tuple[str, int] | str | None:
    """clamd, at `host:port` or at a socket's path."""
    address = getattr(settings, "clamd", None)
    if not address:
        return None
    if str(address).startswith("/"):
        return str(address)
    host, _, port = str(address).rpartition(":")
    return host, int(port)


def _identity(settings: Settings) -> tuple[str, int] | str | None:
    issuer = getattr(settings, "oidc_issuer", None)
    if not issuer:
        return None
    parts = urlsplit(str(issuer))
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


async def _reach(place: tuple[str, int] | str | None) -> bool | None:
    if place is None:
        return None
    opening = (
        asyncio.open_unix_connection(place) if isinstance(place, str) else asyncio.open_connection(*place)
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            _, writer = await opening
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True
