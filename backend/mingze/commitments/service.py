"""Writing, approving and publishing commitments; following promises to their end. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import sight
from mingze.commitments import queries, rules, telling
from mingze.commitments.models import Commitment, Promise
from mingze.commitments.queries import Held
from mingze.commitments.rules import PROMISE, WORK, PromiseAct
from mingze.commitments.vocabulary import CommitmentState, PromiseState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, Invalid, NotFound, refuse_field
from mingze.likeness.schemas import Compared, Comparison, LikenessView, Origin
from mingze.likeness.service import compare, forget, refuse_unless_explained, remember, view

_RESOURCE = "commitment"
#: Fields of a draft that an event tells of; the texts themselves stay where they are.
_TOLD = ("title", "media")


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


async def load(session: AsyncSession, actor: Actor, commitment_id: int, *, lock: bool = True) -> Held:
    """A commitment in sight, held. NotFound out of sight."""
    held = await queries.held(session, actor, commitment_id, lock=lock)
    if held is None:
        raise NotFound()
    return held


async def create(
    session: AsyncSession,
    actor: Actor,
    *,
    campaign_id: int,
    unit_id: int,
    values: Mapping[str, Any],
    promises: Sequence[Mapping[str, Any]],
) -> Commitment:
    """A draft of a unit that takes part in the campaign."""
    campaign = await sight.seen(session, actor, campaign_id)
    if campaign is None:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内")
    if not await in_reach(session, unit_id, actor.roots(Permission.DUTY_PREPARE)):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的填报范围内")
    if not await sight.takes_part(session, campaign_id, unit_id):
        raise refuse_field("/body/unit_id", "该单位不参加这个专项活动")
    if not campaign.running:
        raise Conflict("专项活动不在进行中")
    row = Commitment(
        campaign_id=campaign_id,
        unit_id=unit_id,
        inner_only=values["person"] is not None,
        state=CommitmentState.DRAFT,
        written_by_id=actor.account_id,
        created_at=clock.now(),
        updated_at=clock.now(),
        **values,
    )
    session.add(row)
    await session.flush()
    _add_promises(session, row, promises)
    _record(session, actor, row, "create", changes={"title": [None, row.title], "kind": [None, row.kind]})
    await session.flush()
    return row


async def change(
    session: AsyncSession,
    actor: Actor,
    commitment_id: int,
    expected: Expected,
    *,
    values: Mapping[str, Any],
    promises: Sequence[Mapping[str, Any]],
) -> None:
    """Write a draft anew."""
    held = await load(session, actor, commitment_id)
    rules.check("edit", held.hand, held.facts)
    expected.check(held.row.version)
    rules.check_when("edit", held.facts)
    if values["opinion"] is not None and held.row.person is None:
        raise refuse_field("/body/opinion", "评议意见只用于个人的承诺")
    changes = {name: [getattr(held.row, name), values[name]] for name in _TOLD}
    for name, value in values.items():
        setattr(held.row, name, value)
    for promise in held.promises:
        await session.delete(promise)
    await session.flush()
    _add_promises(session, held.row, promises)
    held.row.updated_at = clock.now()
    _record(session, actor, held.row, "change", changes=changes)
    await session.flush()


def _add_promises(session: AsyncSession, row: Commitment, promises: Sequence[Mapping[str, Any]]) -> None:
    session.add_all(
        Promise(commitment_id=row.id, ordinal=ordinal, **promise)
        for ordinal, promise in enumerate(promises, 1)
    )


async def submit(
    session: AsyncSession,
    actor: Actor,
    commitment_id: int,
    expected: Expected,
    *,
    likeness_explained: str | None,
    likeness_percent: int,
) -> None:
    """Send a draft to the office; TooAlike where it is written off another and nothing explains it."""
    held = await load(session, actor, commitment_id)
    rules.check("submit", held.hand, held.facts)
    expected.check(held.row.version)
    rules.check_when("submit", held.facts)
    row = held.row
    if errors := rules.lacking(held.facts):
        raise Invalid(errors[0].message, errors=errors)
    origin, text = _origin(row, actor.account_id), _text(held)
    compared = Compared("/body/likeness_explained", await _compared(session, origin, text))
    refuse_unless_explained([compared], percent=likeness_percent, explained=likeness_explained)
    await remember(session, origin, text)
    row.likeness_explained = likeness_explained
    row.submitted_by_id, row.submitted_at = actor.account_id, clock.now()
    row.decided_by_id = row.decided_at = row.decision_note = None
    await _move(session, actor, held, "submit", note=likeness_explained)
    await telling.submitted(session, actor, row)


def _origin(row: Commitment, account_id: int | None) -> Origin:
    return Origin(
        resource=_RESOURCE,
        part="text",
        unit_id=row.unit_id,
        account_id=account_id,
        resource_id=row.id,
        campaign_id=row.campaign_id,
    )


def _text(held: Held) -> str:
    return "\n".join([held.row.text, *(promise.text for promise in held.promises)])


async def _compared(session: AsyncSession, origin: Origin, text: str) -> Comparison:
    taking_part = await queries.units_taking_part(session, origin.campaign_id or 0)
    return await compare(session, text, origin=origin, units=taking_part)


async def both_sides(session: AsyncSession, actor: Actor, commitment_id: int, percent: int) -> LikenessView:
    """What the office sees of a text that was sent, beside those it resembles."""
    held = await load(session, actor, commitment_id, lock=False)
    if not (held.hand.manages or held.hand.decides):
        raise Forbidden("须由活动办公室办理")
    row = held.row
    if row.submitted_at is None:
        raise NotFound()
    found = await _compared(session, _origin(row, row.submitted_by_id), _text(held))
    permission = Permission.CAMPAIGN_DECIDE if held.hand.decides else Permission.CAMPAIGN_MANAGE
    return await view(session, actor, permission, found, percent=percent, explanation=row.likeness_explained)


async def decide(
    session: AsyncSession,
    actor: Actor,
    commitment_id: int,
    expected: Expected,
    *,
    approve: bool,
    note: str | None,
    outer_reason: str | None,
) -> None:
    """Approve or refuse; what a person says goes out only where the leader lets it and says why."""
    held = await load(session, actor, commitment_id)
    action = "approve" if approve else "refuse"
    rules.check(action, held.hand, held.facts)
    expected.check(held.row.version)
    rules.check_when(action, held.facts)
    row = held.row
    if outer_reason is not None:
        if not approve or not held.facts.personal:
            raise refuse_field("/body/outer_reason", "只有批准个人承诺时才需写明准许公开的理由")
        if not held.facts.media:
            raise refuse_field("/body/outer_reason", "草稿没有选择公开方式,不能准许公开")
        row.inner_only, row.outer_reason = False, outer_reason
    row.decided_by_id, row.decided_at, row.decision_note = actor.account_id, clock.now(), note
    await _move(session, actor, held, action, note=note or outer_reason)
    await telling.decided(session, actor, row)


async def publish(
    session: AsyncSession,
    actor: Actor,
    commitment_id: int,
    expected: Expected,
    *,
    published_on: date,
    media: Sequence[str],
    place: str | None,
) -> None:
    """Put on record when and where it was made public."""
    held = await load(session, actor, commitment_id)
    rules.check("publish", held.hand, held.facts)
    expected.check(held.row.version)
    rules.check_when("publish", held.facts)
    if published_on > clock.today():
        raise refuse_field("/body/published_on", "公开日期不能晚于今天")
    row = held.row
    row.published_on, row.published_at, row.place = published_on, clock.now(), place
    row.media = list(media) or row.media
    await _move(session, actor, held, "publish")


async def withdraw(
    session: AsyncSession, actor: Actor, commitment_id: int, expected: Expected, reason: str
) -> None:
    """The unit takes back what is not public yet; the leader, what is."""
    held = await load(session, actor, commitment_id)
    action = "withdraw" if held.facts.state is CommitmentState.PUBLISHED else "discard"
    rules.check(action, held.hand, held.facts)
    expected.check(held.row.version)
    rules.check_when(action, held.facts)
    held.row.withdrawn_reason = reason
    await forget(session, _RESOURCE, held.row.id)
    await _move(session, actor, held, action, note=reason)


async def _move(
    session: AsyncSession, actor: Actor, held: Held, action: str, *, note: str | None = None
) -> None:
    before = held.facts.state
    held.row.state = WORK.step(action, before)
    held.row.updated_at = clock.now()
    _record(session, actor, held.row, action, changes={"state": [before, held.row.state]}, note=note)
    await session.flush()


# --- promises -------------------------------------------------------------------------------------------------


async def follow(
    session: AsyncSession,
    actor: Actor,
    promise_id: int,
    expected: Expected,
    *,
    act: PromiseAct,
    note: str,
    due_on: date | None,
) -> int:
    """Say what became of a promise; the id of its commitment."""
    commitment_id = await queries.commitment_of(session, promise_id)
    if commitment_id is None:
        raise NotFound()
    held = await load(session, actor, commitment_id)
    promise = next(one for one in held.promises if one.id == promise_id)
    if reason := rules.promise_who_not(act, held.hand):
        raise Forbidden(reason)
    expected.check(promise.version)
    state = PromiseState(promise.state)
    published = held.facts.state is CommitmentState.PUBLISHED
    if reason := rules.promise_when_not(act, state, published=published):
        raise Conflict(reason, open_moves=[move.action for move in PROMISE.open_from(state)])
    changes: dict[str, list[object]] = {}
    if act is PromiseAct.EXTEND:
        if fault := rules.extension_fault(promise.due_on, due_on):
            raise refuse_field("/body/due_on", fault)
        changes["due_on"] = [promise.due_on, due_on]
        promise.due_on = due_on or promise.due_on
    elif due_on is not None:
        raise refuse_field("/body/due_on", "只有延期才写新的期限")
    promise.state = PROMISE.step(act, state)
    promise.note, promise.moved_by_id, promise.moved_at = note, actor.account_id, clock.now()
    record(
        session,
        action=act.value,
        resource="promise",
        resource_id=promise.id,
        actor=actor,
        unit_id=held.row.unit_id,
        changes={"state": [state, promise.state], **changes},
        note=note,
        commitment_id=commitment_id,
    )
    await session.flush()
    return commitment_id


def _record(
    session: AsyncSession,
    actor: Actor,
    row: Commitment,
    action: str,
    *,
    changes: Mapping[str, Sequence[object]],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource=_RESOURCE,
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changes,
        note=note,
        campaign_id=row.campaign_id,
    )
