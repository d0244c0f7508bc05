"""Files of complaints: whoever has a hand in one adds to it while it is open."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.complaints import queries, rules, service
from mingze.complaints.vocabulary import ComplaintState
from mingze.kit.problems import Conflict, Forbidden

#: Nothing more is added to what went elsewhere.
_OVER = frozenset({ComplaintState.TRANSFERRED, ComplaintState.MERGED, ComplaintState.FINAL})


async def _adding(session: AsyncSession, actor: Actor, complaint_id: int) -> Owned:
    loaded = await service.load(session, actor, complaint_id)
    if reason := rules.who_writes_not(actor, loaded.facts, inner=True):
        raise Forbidden(reason)
    if loaded.state in _OVER:
        raise Conflict("已经转出、并案或终结,不能再添加附件")
    return Owned(subject=None, unit_id=loaded.row.office_id)


def register() -> None:
    """Make complaints known to `attachments/`: once, when the program starts."""
    register_owner(queries.FILES, OWNER)


OWNER = Owner(visible=queries.in_sight, adding=_adding)
