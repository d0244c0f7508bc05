"""Files of commitments: the list or the page that goes out, and what shows that a promise was kept."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.commitments import queries, rules, service
from mingze.commitments.vocabulary import CommitmentState
from mingze.kit import clock
from mingze.kit.problems import Conflict, Forbidden, NotFound


async def _visible(session: AsyncSession, actor: Actor, commitment_id: int) -> bool:
    return await queries.whole(session, actor, commitment_id, clock.today()) is not None


async def _adding(session: AsyncSession, actor: Actor, commitment_id: int) -> Owned:
    held = await service.load(session, actor, commitment_id, lock=False)
    if not held.hand.prepares:
        raise Forbidden("须由本单位人员办理")
    if held.facts.state in rules.SETTLED:
        raise Conflict("已公开或已撤回,不能再增加附件")
    return Owned(subject=None, unit_id=held.row.unit_id)


async def _promise_visible(session: AsyncSession, actor: Actor, promise_id: int) -> bool:
    commitment_id = await queries.commitment_of(session, promise_id)
    return commitment_id is not None and await _visible(session, actor, commitment_id)


async def _proving(session: AsyncSession, actor: Actor, promise_id: int) -> Owned:
    commitment_id = await queries.commitment_of(session, promise_id)
    if commitment_id is None:
        raise NotFound()
    held = await service.load(session, actor, commitment_id, lock=False)
    if not held.hand.prepares:
        raise Forbidden("须由作出承诺的单位办理")
    if held.facts.state is not CommitmentState.PUBLISHED:
        raise Conflict("承诺尚未公开")
    return Owned(subject=None, unit_id=held.row.unit_id)


def register() -> None:
    """Make these owners known to `attachments/`: once, when the program starts."""
    register_owner(queries.COMMITMENT_FILES, COMMITMENT_OWNER)
    register_owner(queries.PROMISE_FILES, PROMISE_OWNER)


COMMITMENT_OWNER = Owner(visible=_visible, adding=_adding)
PROMISE_OWNER = Owner(visible=_promise_visible, adding=_proving)
