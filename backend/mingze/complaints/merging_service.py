"""Joining complaints that say the same, parting them again, marking what was told before. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from mingze.access.actor import Actor
from mingze.complaints import act_service, alike_queries, clock_service, following, queries, rules, service
from mingze.complaints import merging_rules as merging
from mingze.complaints.act_bodies import NotHandle
from mingze.complaints.merging_bodies import Merge, Unmerge
from mingze.complaints.merging_rules import Side, Told
from mingze.complaints.models import Complaint
from mingze.complaints.service import Expected, Loaded
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, NotHandledReason, Outcome
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Forbidden, refuse_field


def side_of(row: Complaint, *, joined: bool = False) -> Side:
    return Side(
        id=row.id,
        kind=ComplaintKind(row.kind),
        state=ComplaintState(row.state),
        office_id=row.office_id,
        about_unit_id=row.about_unit_id,
        about_department_id=row.about_department_id,
        names_head=row.names_head,
        outcome=Outcome(row.outcome) if row.outcome else None,
        joined=joined,
    )


async def merge(session: AsyncSession, actor: Actor, loaded: Loaded, body: Merge) -> None:
    """Answer it with another one. Its own receipt stays alive; whom it names may not handle the other either."""
    row = loaded.row
    if not await queries.in_sight(session, actor, body.main_id):
        raise refuse_field("/body/main_id", "没有这一件,或不在您的可见范围内")
    main = await queries.complaint(session, body.main_id)
    merging.check_merge(side_of(row, joined=await alike_queries.has_merged(session, row.id)), side_of(main))
    already = await queries.bars(session, main.id)
    for account_id, bar in (await queries.bars(session, row.id)).items():
        if account_id not in already:
            await service.add_bar(session, actor, main, account_id, bar.why, bar.reason)
    await act_service.withdraw_units(session, loaded)
    await service.move(
        session, actor, loaded, "merge", note=body.note, changes={"main_id": [None, main.id]}, main_id=main.id
    )


async def unmerge(session: AsyncSession, actor: Actor, loaded: Loaded, body: Unmerge) -> None:
    """It goes its own way again, from the beginning."""
    main_id = loaded.row.main_id
    await service.move(
        session,
        actor,
        loaded,
        "unmerge",
        note=body.reason,
        changes={"main_id": [main_id, None]},
        main_id=None,
        # What was said of the answer of the other one.
        satisfaction=None,
        satisfaction_text=None,
        rated_at=None,
        disputed_at=None,
    )


async def repeat(
    session: AsyncSession,
    actor: Actor,
    complaint_id: int,
    expected: Expected,
    *,
    of_id: int,
    new_facts: bool,
    note: str | None,
) -> None:
    """Mark it as told before. After a final answer, with nothing new, it is not handled again and says why."""
    await queries.hold(session, complaint_id)
    loaded = await service.load(session, actor, complaint_id)
    if reason := rules.who_changes_not(actor, loaded.facts):
        raise Forbidden(reason)
    row = loaded.row
    expected.check(row.version)
    if not await queries.in_sight(session, actor, of_id):
        raise refuse_field("/body/of_id", "没有这一件,或不在您的可见范围内")
    earlier = await queries.complaint(session, of_id)
    mine, other = side_of(row), side_of(earlier)
    merging.check_repeat(mine, other)
    before = row.repeat_of_id
    row.repeat_of_id = earlier.id
    flag_modified(row, "state")
    record(
        session,
        action="repeat_complaint",
        resource="complaint",
        resource_id=row.id,
        actor=actor,
        unit_id=row.office_id,
        changes={"repeat_of_id": [before, earlier.id], "new_facts": [None, new_facts]},
        note=note,
    )
    await session.flush()
    late = await clock_service.is_late(session, earlier)
    told = merging.told_again(mine, other, new_facts=new_facts, late=late)
    if told is not Told.LINKED:
        await _end(session, actor, loaded, told, merging.reason_of(mine, other, earlier.number))


async def _end(session: AsyncSession, actor: Actor, loaded: Loaded, told: Told, reason: str) -> None:
    """Whoever complained is told why it is not handled again."""
    rules.check_when(told, loaded.facts)
    if told is Told.NOT_HANDLED:
        body = NotHandle(action="not_handle", reason=NotHandledReason.CONCLUDED, explanation=reason)
        await act_service.not_handle(session, actor, loaded, body)
    else:
        await following.say(session, actor, loaded.row, reason, unit_id=loaded.row.office_id)
        await service.move(
            session, actor, loaded, "refuse", note=reason, reason=reason, closed_at=clock.now()
        )
