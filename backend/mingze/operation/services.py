"""Whether the outside services the settings name can be reached."""

import asyncio
from urllib.parse import unquote, urlsplit

from mingze.operation.rules import Reached, ServiceName
from mingze.settings import Settings

_PATIENCE = 3.0


async def services(settings: Settings) -> list[Reached]:
    """Every outside service, asked at the same time for a connection and no more."""
    places = {
        ServiceName.MAIL: _place(settings.smtp_url.get_secret_value() if settings.smtp_url else None),
        ServiceName.SCANNER: _place(settings.clamd_url),
        ServiceName.IDENTITY: _place(settings.oidc_issuer),
    }
    answers = await asyncio.gather(*(_reach(place) for place in places.values()))
    return [Reached(name, answer) for name, answer in zip(places, answers, strict=True)]


_PORTS = {"smtp": 587, "smtps": 465, "tcp": 3310, "https": 443, "http": 80}


def _place(url: str | None) -> tuple[str, int] | str | None:
    """Host and port of an address, or the path of a socket."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return unquote(parts.path)
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


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
