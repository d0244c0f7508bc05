"""Files of duties: a unit adds them while it may still write."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.duties import queries, rules, service
from mingze.duties.vocabulary import DutyState
from mingze.kit.problems import NotFound


async def _visible(session: AsyncSession, actor: Actor, duty_id: int) -> bool:
    return await queries.duty(session, actor, duty_id) is not None


async def _adding(session: AsyncSession, actor: Actor, duty_id: int) -> Owned:
    row = await queries.duty(session, actor, duty_id)
    if row is None:
        raise NotFound()
    # Whether it is late by now makes no difference here.
    loaded = await service.load(session, actor, duty_id, missing_after_days=0)
    action = "rewrite" if loaded.facts.state is DutyState.RETURNED else "draft"
    rules.check_who(action, actor, loaded.facts)
    rules.check_when(action, loaded.facts)
    return Owned(subject=None, unit_id=row["unit_id"])


def register() -> None:
    """Make duties known to `attachments/`: once, when the program starts."""
    register_owner(queries.FILES, OWNER)


OWNER = Owner(visible=_visible, adding=_adding)
