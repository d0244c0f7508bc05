"""The acts that only a petition has, and mediation. Never commits."""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints.models import Complaint
from mingze.complaints.petition_bodies import MediationAct, PetitionAct

#: Called when the act is allowed (hand, state) and before `row.state` changes: checks, and writes what the act says.
#: The state, the event and the clocks that the act's own instant moves are the caller's; see `ACTS`.
Handler = Callable[[AsyncSession, Actor, Complaint, PetitionAct | MediationAct], Awaitable[None]]

ACTS: Mapping[str, Handler] = {}
