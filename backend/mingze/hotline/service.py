"""Taking in orders of hotlines: once each, a further round as the same complaint done again. Never commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import act_service, clock_service, following, routing
from mingze.complaints import queries as complaints
from mingze.complaints import service as complaint_service
from mingze.complaints.act_bodies import Redo
from mingze.complaints.models import Complaint
from mingze.complaints.service import Loaded
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState
from mingze.hotline import queries, rules
from mingze.hotline.columns import label_of
from mingze.hotline.models import HotlineOrder
from mingze.hotline.schemas import HotlineOrderCreate
from mingze.hotline.vocabulary import CHANNELS, HOTLINE_SOURCE_LABELS, HotlineRowAction
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, FieldError, refuse_field

_WHOSE_HEAD = "反映主要负责人的,须用编码或全称写明是哪个单位"
_ANOTHERS = "该工单已由其他单位登记,不在您的可见范围内"

_EVENTS = {
    HotlineRowAction.REGISTER: "receive_order",
    HotlineRowAction.REDO: "receive_order_again",
    HotlineRowAction.REPEAT: "receive_order_anew",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What taking an order in would do; `order` is the one that is there already (its last round, or itself)."""

    action: HotlineRowAction
    order: HotlineOrder | None
    about_unit_id: int | None
    unit_id: int
    #: Whether the complaint is about the head of that unit, by what this round says or by what is known already.
    names_head: bool = False


async def receive(
    session: AsyncSession, actor: Actor, body: HotlineOrderCreate, contacts: str | None
) -> HotlineOrder:
    """Take an order in. The same again changes nothing; Conflict where the same key holds something else."""
    await alone(session, f"hotline/{body.source}/{body.external_no}")
    verdict = await judge(session, actor, body, contacts)
    if verdict.action is HotlineRowAction.UNCHANGED:
        assert verdict.order is not None  # noqa: S101  (it is what is unchanged)
        return verdict.order
    complaint_id = await _complaint(session, actor, body, verdict, contacts)
    order = HotlineOrder(
        **_kept(body),
        complaint_id=complaint_id,
        unit_id=verdict.unit_id,
        digest=digest_of(body),
        caller_digest=_caller_digest(body),
        received_at=clock.now(),
        received_by_id=actor.account_id,
    )
    session.add(order)
    await session.flush()
    record(
        session,
        action=_EVENTS[verdict.action],
        resource="hotline_order",
        resource_id=order.id,
        actor=actor,
        unit_id=verdict.unit_id,
        changes={name: [None, getattr(order, name)] for name in ("source", "external_no", "round")},
        complaint_id=complaint_id,
    )
    return order


async def judge(
    session: AsyncSession, actor: Actor, body: HotlineOrderCreate, contacts: str | None
) -> Verdict:
    """What taking it in would do now. Conflict or Invalid where it cannot be taken in."""
    known = await queries.rounds(session, body.source, body.external_no)
    if known and not await queries.reaches(session, actor, known[-1]):
        # Whoever sent it may ask again though the complaint lies above them: they know what they sent.
        if any(_is_the_same(body, one) for one in known):
            return await _unchanged(session, actor, body, known)
        raise Conflict(_ANOTHERS)
    if any(one.round == body.round for one in known):
        return await _unchanged(session, actor, body, known)
    _check_times(body)
    roots = await queries.exchange_roots(session, actor)
    about = await _about(session, body, roots)
    unit_id = known[-1].unit_id if known else roots[0]
    rules.check_round(body.round, known[-1].round if known else None)
    if not known:
        await routing.office_for(session, about, body.names_head, own_unit_id=unit_id, contacts=contacts)
        return Verdict(HotlineRowAction.REGISTER, None, about, unit_id, body.names_head)
    last = await complaints.complaint(session, known[-1].complaint_id)
    same = about is None or about == last.about_unit_id
    about = last.about_unit_id if about is None else about
    if about is None and body.names_head:
        raise refuse_field("/body/names_head", _WHOSE_HEAD)
    names_head = body.names_head or (same and last.names_head)
    action = await _further(session, last, about, names_head=names_head)
    if action is HotlineRowAction.REPEAT:
        await routing.office_for(session, about, names_head, own_unit_id=unit_id, contacts=contacts)
    return Verdict(action, known[-1], about, unit_id, names_head)


def _is_the_same(body: HotlineOrderCreate, order: HotlineOrder) -> bool:
    return order.round == body.round and order.digest == digest_of(body)


async def _unchanged(
    session: AsyncSession, actor: Actor, body: HotlineOrderCreate, known: list[HotlineOrder]
) -> Verdict:
    order = next(one for one in known if one.round == body.round)
    if order.digest != digest_of(body):
        sent = _kept(body)
        differing = rules.differences({name: getattr(order, name) for name in sent}, sent)
        if order.caller_digest != _caller_digest(body):
            differing.append(rules.CALLER)
        called = "、".join(label_of(name) for name in differing)
        problem = Conflict(f"该工单第 {order.round} 轮已经收到,内容不同:{called}")
        problem.errors = tuple(FieldError(f"/body/{name}", "与先前收到的不同") for name in differing)
        raise problem
    return Verdict(HotlineRowAction.UNCHANGED, order, None, order.unit_id)


def _kept(body: HotlineOrderCreate) -> dict[str, Any]:
    """The columns of an order: everything that was sent but who called."""
    return body.model_dump(exclude={"caller"})


def digest_of(body: HotlineOrderCreate) -> str:
    return rules.digest(body.model_dump())


def _caller_digest(body: HotlineOrderCreate) -> str:
    return rules.digest({**body.caller.model_dump(), "of": body.external_no})


def _check_times(body: HotlineOrderCreate) -> None:
    latest = clock.now() + timedelta(seconds=rules.CLOCKS_DIFFER_SECONDS)
    if body.dispatched_at is not None and body.dispatched_at > latest:
        raise refuse_field("/body/dispatched_at", "派单时间不能晚于现在")
    if body.due_at is not None and body.due_at < _received_at(body):
        raise refuse_field("/body/due_at", "办理时限不能早于派单时间")


def _received_at(body: HotlineOrderCreate) -> datetime:
    return min(body.dispatched_at or clock.now(), clock.now())


async def _about(session: AsyncSession, body: HotlineOrderCreate, roots: tuple[int, ...]) -> int | None:
    """The unit it is about: a code must be right, a name may be anybody's guess."""
    found: int | None = None
    if body.about_unit_code is not None:
        found = await queries.unit_of_code(session, roots, body.about_unit_code)
        if found is None:
            raise refuse_field("/body/about_unit_code", "没有这个单位编码,或不在您的对接范围内")
    elif body.about_unit_name is not None:
        called = await queries.units_called(session, roots, body.about_unit_name)
        found = called[0] if len(called) == 1 else None
    # A further round need not say again which unit it is; a name that nobody has may be another one.
    if found is None and body.names_head and (body.round == 1 or body.about_unit_name is not None):
        raise refuse_field("/body/names_head", _WHOSE_HEAD)
    return found


async def _further(
    session: AsyncSession, last: Complaint, about: int | None, *, names_head: bool
) -> HotlineRowAction:
    """What a further round does: the complaint is done again, or a new one repeats one that cannot be."""
    main = await complaints.complaint(session, last.main_id) if last.main_id else last
    action = rules.further_round(ComplaintKind(main.kind), ComplaintState(main.state))
    # Of what was merged the main one belongs to somebody else: it is not done again for this caller.
    if action is HotlineRowAction.REDO and (main is not last or not await _may_be_redone(session, last)):
        return HotlineRowAction.REPEAT
    # Whoever led may not hear what is now said about their head, nor what is said about others.
    known = last.about_unit_id or await _redoing_unit(session, last)
    if (names_head and not last.names_head) or about not in (None, known):
        return HotlineRowAction.REPEAT
    return action


async def _may_be_redone(session: AsyncSession, row: Complaint) -> bool:
    unit_id = await _redoing_unit(session, row)
    refusals = await routing.refusals(session, row, [unit_id], designated=True)
    return refusals.get(unit_id) == []


async def _redoing_unit(session: AsyncSession, row: Complaint) -> int:
    """The unit that led; of what was settled at the counter the office itself."""
    lead = await complaints.lead(session, row)
    return lead.unit_id if lead else row.office_id


async def _complaint(
    session: AsyncSession, actor: Actor, body: HotlineOrderCreate, verdict: Verdict, contacts: str | None
) -> int:
    last = await complaints.complaint(session, verdict.order.complaint_id) if verdict.order else None
    if verdict.action is HotlineRowAction.REDO and last is not None:
        await _redo(session, actor, body, last.id)
        return last.id
    values: Mapping[str, Any] = {
        "channel": CHANNELS[body.source],
        "matter": body.matter,
        "urgent": body.urgent,
        "about_unit_id": verdict.about_unit_id,
        "names_head": verdict.names_head,
        "subject": body.title,
        "text": body.text,
        "wish": body.wish,
        "confidential": body.confidential or (last is not None and last.confidential),
        "received_at": _received_at(body),
        "repeat_of_id": last.id if last else None,
    }
    caller = body.caller.model_dump(exclude_none=True)
    row = await complaint_service.register(
        session,
        actor,
        values=values,
        complainant={**await complaints.complainant(session, last.id), **caller} if last else caller,
        contacts=contacts,
        own_unit_id=verdict.unit_id,
        order_due=body.due_at,
    )
    return row.id


async def _redo(session: AsyncSession, actor: Actor, body: HotlineOrderCreate, complaint_id: int) -> None:
    """What the caller says now stands in the conversation; in the log there is only that the hotline sent it."""
    await complaints.hold(session, complaint_id)
    row = await complaints.complaint(session, complaint_id)
    caller = body.caller.model_dump(exclude_none=True)
    await complaint_service.keep_complainant(session, actor, row, caller, confidential=body.confidential)
    await following.add_message(session, row, body.text, actor=actor)
    loaded = Loaded(row, await complaint_service.facts_of(session, row))
    label = HOTLINE_SOURCE_LABELS[body.source]
    reason = f"{label}第 {body.round} 轮派单,退回重办"
    unit_id = await _redoing_unit(session, row)
    await act_service.redo(session, actor, loaded, Redo(action="redo", reason=reason, unit_id=unit_id))
    if body.due_at is not None:
        await clock_service.order(session, row, _received_at(body), body.due_at)
