"""Opening collections, taking suggestions in, saying what becomes of them. Never commits."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import sight
from mingze.findings import entry_service
from mingze.findings.vocabulary import Part
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field
from mingze.suggestions import queries, rules
from mingze.suggestions.models import Suggestion, SuggestionCollection
from mingze.suggestions.queries import Held
from mingze.suggestions.rules import WORK
from mingze.suggestions.vocabulary import Channel, SuggestionState

_P = Permission


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


async def open_collection(
    session: AsyncSession, actor: Actor, *, campaign_id: int, values: Mapping[str, Any]
) -> SuggestionCollection:
    """Begin to ask, in a campaign of one's own office that is under way."""
    campaign = await sight.seen(session, actor, campaign_id)
    if campaign is None:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内")
    if not campaign.manages:
        raise refuse_field("/body/campaign_id", "须由活动办公室开展征集")
    if not campaign.running:
        raise Conflict("专项活动不在进行中")
    moment = clock.now()
    is_open = values["open"]
    row = SuggestionCollection(
        campaign_id=campaign_id,
        opened_by_id=actor.account_id,
        opened_at=moment,
        closed_at=None if is_open else moment,
        **{name: value for name, value in values.items() if name != "open"},
    )
    session.add(row)
    await session.flush()
    record(
        session,
        action="open",
        resource="suggestion_collection",
        resource_id=row.id,
        actor=actor,
        unit_id=campaign.unit_id,
        changes={name: [None, getattr(row, name)] for name in ("title", "question", "channels")},
        campaign_id=campaign_id,
    )
    return row


async def change_collection(
    session: AsyncSession, actor: Actor, collection_id: int, expected: Expected, values: Mapping[str, Any]
) -> None:
    """Word the question anew, end the collection or open it again."""
    seen = await queries.collection(session, actor, collection_id)
    if seen is None:
        raise NotFound()
    if not seen["manages"]:
        raise Forbidden("须由活动办公室办理")
    row = await queries.held_collection(session, collection_id)
    expected.check(row.version)
    named = ("title", "question", "channels")
    changes: dict[str, Sequence[object]] = {
        name: [getattr(row, name), values[name]] for name in named if getattr(row, name) != values[name]
    }
    for name in named:
        setattr(row, name, values[name])
    was_open = row.closed_at is None
    if was_open is not values["open"]:
        row.closed_at = None if values["open"] else clock.now()
        changes["open"] = [was_open, values["open"]]
    record(
        session,
        action="change",
        resource="suggestion_collection",
        resource_id=row.id,
        actor=actor,
        unit_id=seen["office_id"],
        changes=changes,
        campaign_id=row.campaign_id,
    )
    await session.flush()


async def add(
    session: AsyncSession,
    actor: Actor,
    *,
    collection_id: int,
    unit_id: int,
    values: Mapping[str, Any],
) -> Suggestion:
    """Take in a suggestion: the office about any unit of the campaign, a unit about itself."""
    seen = await queries.collection(session, actor, collection_id)
    if seen is None:
        raise refuse_field("/body/collection_id", "没有这次征集,或不在您的可见范围内")
    if seen["closed_at"] is not None:
        raise Conflict("征集已经结束")
    prepares = await in_reach(session, unit_id, actor.roots(_P.DUTY_PREPARE))
    if not (seen["manages"] or prepares):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的填报范围内")
    own = seen["manages"] and unit_id == seen["office_id"]
    if not own and not await sight.takes_part(session, seen["campaign_id"], unit_id):
        raise refuse_field("/body/unit_id", "该单位不参加这个专项活动")
    if values["channel"] not in seen["channels"]:
        raise refuse_field("/body/channel", "这次征集没有设这个渠道")
    if values["received_on"] > clock.today():
        raise refuse_field("/body/received_on", "收到日期不能晚于今天")
    return await _receive(session, actor, collection_id, unit_id, values)


async def add_from_public(
    session: AsyncSession, *, collection_id: int, unit_id: int | None, values: Mapping[str, Any]
) -> Suggestion:
    """Take in what somebody of the public wrote to a collection that is open on the portal, about a unit that takes
    part or (None) about the whole. Sent again on the same day it is the same."""
    found = await queries.public_collection(session, collection_id)
    if found is None:
        raise refuse_field("/body/collection_id", "没有这次征集,或已经结束")
    about = unit_id or found["office_id"]
    if about != found["office_id"] and not await sight.takes_part(session, found["campaign_id"], about):
        raise refuse_field("/body/unit_id", "该单位不参加这次征集")
    said = {**values, "channel": Channel.ONLINE, "received_on": clock.today()}
    again = await queries.same_from_public(
        session, collection_id, about, text=said["text"], on=said["received_on"]
    )
    return again or await _receive(session, None, collection_id, about, said)


async def _receive(
    session: AsyncSession, actor: Actor | None, collection_id: int, unit_id: int, values: Mapping[str, Any]
) -> Suggestion:
    row = Suggestion(
        collection_id=collection_id,
        unit_id=unit_id,
        state=SuggestionState.RECEIVED,
        entered_by_id=actor.account_id if actor else None,
        entered_at=clock.now(),
        **values,
    )
    session.add(row)
    await session.flush()
    # Neither the words nor whom to answer: what people said in confidence is no matter of the log.
    said: dict[str, Sequence[object]] = {
        name: [None, getattr(row, name)] for name in ("channel", "received_on")
    }
    _record(session, actor, row, "receive", said)
    return row


async def decide(
    session: AsyncSession,
    actor: Actor,
    suggestion_id: int,
    expected: Expected,
    *,
    adopt: bool,
    note: str | None,
) -> None:
    """Adopt a suggestion or say why not."""
    found = await _load(session, actor, suggestion_id)
    action = "adopt" if adopt else "decline"
    expected.check(found.row.version)
    rules.check_when(action, SuggestionState(found.row.state))
    await _move(session, actor, found.row, action, note)


async def to_finding(
    session: AsyncSession,
    actor: Actor,
    suggestion_id: int,
    expected: Expected,
    *,
    unit_id: int | None,
    values: Mapping[str, Any],
) -> None:
    """Enter it in the ledger as a finding of the campaign; what registering asks for is asked here too."""
    found = await _load(session, actor, suggestion_id)
    expected.check(found.row.version)
    rules.check_when("to_finding", SuggestionState(found.row.state))
    made = await entry_service.register(
        session,
        actor,
        values={**values, "campaign_id": found.campaign_id},
        units=[(unit_id or found.row.unit_id, Part.ANSWERING)],
        tag_ids=[],
        measures=[],
    )
    found.row.finding_id = made.row.id
    await _move(session, actor, found.row, "to_finding", found.row.decision_note)


async def _load(session: AsyncSession, actor: Actor, suggestion_id: int) -> Held:
    """NotFound out of sight, Forbidden where another unit's hands are needed."""
    found = await queries.held(session, actor, suggestion_id)
    if found is None:
        raise NotFound()
    rules.check_who(found.hand)
    return found


async def _move(session: AsyncSession, actor: Actor, row: Suggestion, action: str, note: str | None) -> None:
    before = SuggestionState(row.state)
    row.state = WORK.step(action, before)
    row.decision_note, row.decided_by_id, row.decided_at = note, actor.account_id, clock.now()
    changes: dict[str, Sequence[object]] = {"state": [before, row.state]}
    if action == "to_finding":
        changes["finding_id"] = [None, row.finding_id]
    _record(session, actor, row, action, changes, note=note)
    await session.flush()


def _record(
    session: AsyncSession,
    actor: Actor | None,
    row: Suggestion,
    action: str,
    changes: Mapping[str, Sequence[object]],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource="suggestion",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changes,
        note=note,
    )
