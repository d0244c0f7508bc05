"""What of a closed finding the public is shown."""

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances import queries
from mingze.kit import clock
from mingze.portal.rectified import PortalAsked

_SAID = ("unit_name", "closed_on", "ends_on", "problem", "measures", "progress")


async def asked(session: AsyncSession, complaint_id: int) -> list[PortalAsked]:
    """What whoever made this complaint is asked now."""
    return [
        PortalAsked(**said(found), id=found["id"], verdict=found["verdict"])
        for found in await queries.asked_of(session, complaint_id, clock.today())
    ]


def said(found: RowMapping) -> dict[str, object]:
    return {name: found[name] for name in _SAID}
