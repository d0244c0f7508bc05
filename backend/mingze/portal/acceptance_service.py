"""What the public says of findings that were closed: by receipt, or by the code at a door. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances import queries, rules, service
from mingze.complaints.models import Complaint
from mingze.kit import clock
from mingze.kit.problems import NotFound
from mingze.portal import tokens
from mingze.portal.acceptance_schemas import PortalAcceptanceAnswer, PortalDoorVote
from mingze.portal.acceptance_views import said
from mingze.portal.asking import Asking
from mingze.portal.buckets import Doing
from mingze.portal.rectified import PortalDoor
from mingze.portal.service import check_token, refuse_receipt


async def answer(session: AsyncSession, row: Complaint, body: PortalAcceptanceAnswer) -> None:
    refuse_receipt(body.text, "/body/text")
    await service.answer(session, body.acceptance_id, row.id, body.verdict, body.text)


async def door(session: AsyncSession, asking: Asking, code: str) -> PortalDoor:
    found = await queries.by_code(session, code.upper())
    if found is None:
        raise NotFound("没有这个评价码")
    is_open = rules.is_asking(clock.today(), found["ends_on"], closed=bool(found["closed"]))
    token = tokens.issue(asking.key, _purpose(code), clock.now())
    return PortalDoor(**said(found), asking=is_open, token=token)


async def vote(session: AsyncSession, asking: Asking, body: PortalDoorVote) -> None:
    """One answer of somebody at the door, bounded by the bucket of where they are."""
    check_token(tokens.check(asking.key, body.token, _purpose(body.code), clock.now()))
    asking.buckets.spend(Doing.TALK, asking.host)
    refuse_receipt(body.text, "/body/text")
    await service.vote_at_door(session, body.code.upper(), body.verdict, body.text)


def _purpose(code: str) -> str:
    return f"door/{code.upper()}"
