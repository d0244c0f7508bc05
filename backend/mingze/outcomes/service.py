"""Recommending and confirming examples, recording rules. Never commits."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import sight
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, FieldError, Forbidden, Invalid, NotFound, refuse_field
from mingze.outcomes import queries, rules
from mingze.outcomes.models import Exemplar, RuleDoc, RuleDocFinding
from mingze.outcomes.rules import EXEMPLAR
from mingze.outcomes.vocabulary import ExemplarState

_P = Permission


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


# --- good examples --------------------------------------------------------------------------------------------


async def recommend(
    session: AsyncSession, actor: Actor, *, campaign_id: int, unit_id: int, values: Mapping[str, Any]
) -> Exemplar:
    """A unit recommends itself or somebody in it."""
    campaign = await sight.seen(session, actor, campaign_id)
    if campaign is None:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内")
    if not await in_reach(session, unit_id, actor.roots(_P.DUTY_PREPARE)):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的填报范围内")
    if not await sight.takes_part(session, campaign_id, unit_id):
        raise refuse_field("/body/unit_id", "该单位不参加这个专项活动")
    if not campaign.running:
        raise Conflict("专项活动不在进行中")
    row = Exemplar(
        campaign_id=campaign_id,
        unit_id=unit_id,
        state=ExemplarState.RECOMMENDED,
        recommended_by_id=actor.account_id,
        recommended_at=clock.now(),
        **values,
    )
    session.add(row)
    await session.flush()
    _record_exemplar(session, actor, row, "recommend", changes={"title": [None, row.title]})
    return row


async def move_exemplar(
    session: AsyncSession, actor: Actor, exemplar_id: int, expected: Expected, action: str, note: str | None
) -> None:
    """Confirm, refuse or withdraw an example. NotFound out of sight."""
    found = await queries.held_exemplar(session, actor, exemplar_id)
    if found is None:
        raise NotFound()
    row, hand = found
    before = ExemplarState(row.state)
    rules.check_exemplar(action, hand, state=before, recommended_by=row.recommended_by_id)
    expected.check(row.version)
    rules.check_exemplar_when(action, before)
    row.state = EXEMPLAR.step(action, before)
    if action == "withdraw":
        row.withdrawn_reason = note
    else:
        row.decided_by_id, row.decided_at, row.decision_note = actor.account_id, clock.now(), note
        row.confirmed_on = clock.today() if row.state is ExemplarState.CONFIRMED else None
    _record_exemplar(session, actor, row, action, changes={"state": [before, row.state]}, note=note)
    await session.flush()


def _record_exemplar(
    session: AsyncSession,
    actor: Actor,
    row: Exemplar,
    action: str,
    *,
    changes: Mapping[str, Sequence[object]],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource="exemplar",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changes,
        note=note,
        campaign_id=row.campaign_id,
    )


# --- rules established ----------------------------------------------------------------------------------------


async def add_rule_doc(
    session: AsyncSession,
    actor: Actor,
    *,
    unit_id: int,
    values: Mapping[str, Any],
    finding_ids: Sequence[int],
) -> RuleDoc:
    """Record a rule of one's unit, or of one below one's office."""
    keeping = {*actor.roots(_P.DUTY_PREPARE), *actor.roots(_P.CAMPAIGN_MANAGE)}
    if not await in_reach(session, unit_id, keeping):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的填报范围内")
    await _check_links(session, actor, values, finding_ids)
    row = RuleDoc(unit_id=unit_id, recorded_by_id=actor.account_id, recorded_at=clock.now(), **values)
    session.add(row)
    await session.flush()
    _link(session, row, finding_ids)
    _record_rule(session, actor, row, "record", {name: [None, value] for name, value in values.items()})
    await session.flush()
    return row


async def change_rule_doc(
    session: AsyncSession,
    actor: Actor,
    rule_doc_id: int,
    expected: Expected,
    *,
    values: Mapping[str, Any],
    finding_ids: Sequence[int],
) -> None:
    """Write the record anew. Links to findings out of sight stay: who does not see them does not take them away."""
    row = await _kept(session, actor, rule_doc_id)
    expected.check(row.version)
    if row.withdrawn_at is not None:
        raise Conflict("该制度的登记已撤销")
    own_campaign = values["campaign_id"] == row.campaign_id
    await _check_links(session, actor, {} if own_campaign else values, finding_ids)
    old = await queries.links(session, rule_doc_id)
    in_sight = await queries.findings_in_sight(session, actor, [link.finding_id for link in old])
    for link in old:
        if link.finding_id in in_sight - set(finding_ids):
            await session.delete(link)
    _link(session, row, set(finding_ids) - {link.finding_id for link in old})
    changes = {
        name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
    }
    for name, value in values.items():
        setattr(row, name, value)
    _record_rule(session, actor, row, "change", changes)
    await session.flush()


async def withdraw_rule_doc(
    session: AsyncSession, actor: Actor, rule_doc_id: int, expected: Expected, reason: str
) -> None:
    """Take back a record that was a mistake; it counts no more."""
    row = await _kept(session, actor, rule_doc_id)
    expected.check(row.version)
    if row.withdrawn_at is not None:
        raise Conflict("该制度的登记已撤销")
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason
    _record_rule(session, actor, row, "withdraw", {"name": [row.name, None]}, note=reason)
    await session.flush()


async def _kept(session: AsyncSession, actor: Actor, rule_doc_id: int) -> RuleDoc:
    seen = await queries.rule_doc(session, actor, rule_doc_id)
    if seen is None:
        raise NotFound()
    if not seen["kept"]:
        raise Forbidden("须由建立制度的单位或其上级的活动办公室办理")
    return await queries.held_rule_doc(session, rule_doc_id)


async def _check_links(
    session: AsyncSession, actor: Actor, values: Mapping[str, Any], finding_ids: Sequence[int]
) -> None:
    campaign_id = values.get("campaign_id")
    if campaign_id is not None and await sight.seen(session, actor, campaign_id) is None:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内")
    seen = await queries.findings_in_sight(session, actor, finding_ids)
    errors = [
        FieldError(f"/body/finding_ids/{place}", "没有这个问题,或不在您的可见范围内")
        for place, finding in enumerate(finding_ids)
        if finding not in seen
    ]
    if errors:
        raise Invalid(errors[0].message, errors=errors)


def _link(session: AsyncSession, row: RuleDoc, finding_ids: Sequence[int] | set[int]) -> None:
    session.add_all(
        RuleDocFinding(rule_doc_id=row.id, finding_id=finding) for finding in sorted(set(finding_ids))
    )


def _record_rule(
    session: AsyncSession,
    actor: Actor,
    row: RuleDoc,
    action: str,
    changes: Mapping[str, Sequence[object]],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource="rule_doc",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changes,
        note=note,
    )
