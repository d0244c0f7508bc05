"""Who complained, what is said to them, and who may not know of it. Never commits."""

from collections.abc import Mapping, Sequence

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.accounts import queries as accounts
from mingze.complaints import detail_queries, following, queries, rules, service
from mingze.complaints.bodies import BarCreate
from mingze.complaints.models import ComplaintBarred, ComplaintMessage
from mingze.complaints.service import Loaded
from mingze.complaints.vocabulary import BarredWhy
from mingze.complaints.workflow import Hand
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, refuse_field

#: More people than this are never named in one complaint.
_MOST_BARS = 50


async def look(session: AsyncSession, actor: Actor, complaint_id: int) -> RowMapping | None:
    """Who complained, for who may know; that they looked is kept."""
    loaded = await service.load(session, actor, complaint_id)
    if not rules.may_see_complainant(actor, loaded.facts, confidential=loaded.row.confidential):
        raise Forbidden(
            "诉求人要求保密,只有受理机关可以查看" if loaded.row.confidential else "须由经办人员查看"
        )
    _record(session, actor, loaded, "look_at_complainant", {})
    return await detail_queries.complainant(session, complaint_id)


async def write(
    session: AsyncSession, actor: Actor, complaint_id: int, text: str, *, inner: bool
) -> ComplaintMessage:
    """A word to who complained, or (`inner`) among those who handle it; what the office says answers an objection."""
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    if reason := rules.who_writes_not(actor, loaded.facts, inner=inner):
        raise Forbidden(reason)
    unit_id = _speaks_for(actor, loaded)
    if not inner and unit_id == loaded.row.office_id:
        loaded.row.disputed_at = None
    return await following.say(session, actor, loaded.row, text, unit_id=unit_id, inner=inner)


def _speaks_for(actor: Actor, loaded: Loaded) -> int:
    facts = loaded.facts
    if Hand.OFFICE in rules.hands_of(actor, facts):
        return loaded.row.office_id
    own = next(
        (part for part in (facts.lead, *facts.assisting) if part is not None and rules.handles(actor, part)),
        None,
    )
    return own.unit_id if own else actor.home_unit_id


async def bar(session: AsyncSession, actor: Actor, complaint_id: int, body: BarCreate) -> ComplaintBarred:
    """Oneself at any time; somebody else by the office."""
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    own = body.account_id in (None, actor.account_id)
    if not own and Hand.OFFICE not in rules.hands_of(actor, loaded.facts):
        raise Forbidden("他人的回避由受理机关决定")
    account_id = actor.account_id if body.account_id is None else body.account_id
    if await accounts.account(session, account_id) is None:
        raise refuse_field("/body/account_id", "没有这个账户")
    barred = await queries.bars(session, complaint_id)
    if account_id in barred:
        raise Conflict("该人员已经回避")
    if len(barred) >= _MOST_BARS:
        raise Conflict(f"回避和被反映的人不超过 {_MOST_BARS} 人")
    made = await service.add_bar(session, actor, loaded.row, account_id, body.why, body.reason)
    _record(
        session,
        actor,
        loaded,
        "bar_from_complaint",
        {"account_id": [None, account_id], "why": [None, body.why]},
    )
    await session.flush()
    return made


async def unbar(session: AsyncSession, actor: Actor, complaint_id: int, bar_id: int) -> None:
    """Only where the office erred: who is named never undoes it, since they do not see it."""
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    if Hand.OFFICE not in rules.hands_of(actor, loaded.facts):
        raise Forbidden("须由受理机关办理")
    found = await queries.bar(session, complaint_id, bar_id)
    if found is None:
        # What was taken away by another is away.
        return
    changes: dict[str, Sequence[object]] = {
        "account_id": [found.account_id, None],
        "why": [BarredWhy(found.why), None],
    }
    _record(session, actor, loaded, "unbar_from_complaint", changes)
    await session.delete(found)
    await session.flush()


def _record(
    session: AsyncSession, actor: Actor, loaded: Loaded, action: str, changes: Mapping[str, Sequence[object]]
) -> None:
    record(
        session,
        action=action,
        resource="complaint",
        resource_id=loaded.row.id,
        actor=actor,
        unit_id=loaded.row.office_id,
        changes=changes,
    )
