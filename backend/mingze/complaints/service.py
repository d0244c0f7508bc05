"""Taking a complaint in, holding it for an act, moving it on, correcting what was registered. Never commits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.complaints import alike_queries, clock_service, petition_rules, queries, routing, rules, telling
from mingze.complaints.models import Complainant, Complaint, ComplaintBarred
from mingze.complaints.rules import Facts
from mingze.complaints.vocabulary import (
    BarredWhy,
    ComplaintKind,
    ComplaintPart,
    ComplaintRequestKind,
    ComplaintRequestState,
    ComplaintState,
)
from mingze.complaints.workflow import APART, PASSED_ON, WORKFLOWS
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

_S = ComplaintState
_PREFIXES = {ComplaintKind.COMPLAINT: "TS", ComplaintKind.PETITION: "XF"}
#: What the log says of a new complaint: how it came in and about which unit; nothing of what was said.
_LOGGED = ("number", "kind", "channel", "matter", "office_id", "about_unit_id", "received_at")
#: A correction of these is logged without the words.
_WORDS = frozenset({"subject", "text", "wish", "about_persons"})
_SUBJECT = 40
_NOT_DIALLED = re.compile(r"[\s\-()()]")


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """A complaint with everything the rules look at."""

    row: Complaint
    facts: Facts

    @property
    def kind(self) -> ComplaintKind:
        return ComplaintKind(self.row.kind)

    @property
    def state(self) -> ComplaintState:
        return ComplaintState(self.row.state)


async def register(
    session: AsyncSession,
    actor: Actor | None,
    *,
    values: Mapping[str, Any],
    complainant: Mapping[str, Any] | None = None,
    named: Sequence[int] = (),
    receipt_hash: str | None = None,
    contacts: str | None = None,
    own_unit_id: int | None = None,
    order_due: datetime | None = None,
) -> Complaint:
    """Take a complaint in, by any channel: `actor` is None where nobody of the house did (the portal).

    `values`: columns of `Complaint`; `complainant`: of `Complainant`; `named`: accounts of people it names, who
    never see it; `contacts`: whom to tell instead where no office here may hear it.
    `own_unit_id`: the unit that takes it in where the actor handles no complaints (a hotline's system);
    `order_due`: by when a work order wants its answer.
    """
    about = values.get("about_unit_id")
    names_head = bool(values.get("names_head"))
    await _check_place(session, about, values.get("about_department_id"))
    own = own_unit_id or await own_unit(session, actor, about)
    office = await routing.office_for(session, about, names_head, own_unit_id=own, contacts=contacts)
    kind, now = ComplaintKind(values.get("kind") or ComplaintKind.COMPLAINT), clock.now()
    received_at: datetime = values.get("received_at") or now
    if received_at > now:
        raise refuse_field("/body/received_at", "收到时间不能晚于现在")
    row = Complaint(
        **{
            **values,
            "kind": kind,
            "number": await _number(session, kind, received_at),
            "subject": values.get("subject") or _first_words(values["text"]),
            "received_at": received_at,
        },
        office_id=office.id,
        state=ComplaintState.REGISTERED,
        entered_by_id=actor.account_id if actor else None,
        entered_at=now,
        receipt_hash=receipt_hash,
    )
    row.search = search_text(row)
    session.add(row)
    await session.flush()
    if said := _said(complainant or {}):
        session.add(Complainant(complaint_id=row.id, **said))
    for account_id in named:
        await add_bar(session, actor, row, account_id, BarredWhy.NAMED, None)
    changes: dict[str, Sequence[object]] = {name: [None, getattr(row, name)] for name in _LOGGED}
    _record(session, actor, row, "register", changes, None)
    await session.flush()
    await clock_service.begin(session, row, order_due=order_due)
    await telling.registered(session, row, actor.account_id if actor else None)
    return row


def _said(complainant: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of who complains; a telephone as digits, so that the same one is found again."""
    said = {name: value for name, value in complainant.items() if value}
    if "phone" in said:
        said["phone"] = _NOT_DIALLED.sub("", said["phone"])
    return said


async def keep_complainant(
    session: AsyncSession, actor: Actor, row: Complaint, complainant: Mapping[str, Any], *, confidential: bool
) -> None:
    """What is said later of who complained stands for what was said before; nobody is less confidential by it."""
    if said := _said(complainant):
        await session.merge(Complainant(complaint_id=row.id, **said))
    if confidential and not row.confidential:
        row.confidential = True
        _record(session, actor, row, "change", {"confidential": [False, True]}, None)
    await session.flush()


async def own_unit(session: AsyncSession, actor: Actor | None, about: int | None) -> int | None:
    """The unit whose complaint office takes it in: of several the person is appointed to the nearest above."""
    roots = actor.roots(Permission.COMPLAINT_HANDLE) if actor else ()
    if len(roots) > 1 and about is not None:
        lines = await queries.lines(session, [about, *roots])
        over = [root for root in roots if root in lines.get(about, ())]
        if over:
            return max(over, key=lambda root: len(lines[root]))
    return roots[0] if roots else None


async def _check_place(session: AsyncSession, about: int | None, department: int | None) -> None:
    if department is None:
        return
    if about is None:
        raise refuse_field("/body/about_unit_id", "填写了科室的,须填写所在单位")
    if about not in (await queries.lines(session, [department])).get(department, ()):
        raise refuse_field("/body/about_department_id", "没有这个科室,或不属于所反映的单位")


async def _number(session: AsyncSession, kind: ComplaintKind, received_at: datetime) -> str:
    year = received_at.astimezone(SHANGHAI).year
    return f"{_PREFIXES[kind]}{year}-{await queries.next_number(session, kind, year):06d}"


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SUBJECT else line[: _SUBJECT - 1] + "…"


def search_text(row: Complaint) -> str:
    """What a search looks through; who complained is not in it."""
    said = (row.number, row.subject, row.text, row.wish, row.about_persons)
    return "\n".join(text for text in said if text)


# --- acts ------------------------------------------------------------------------------------------------------


async def load(session: AsyncSession, actor: Actor, complaint_id: int) -> Loaded:
    """NotFound where it is out of sight."""
    if not await queries.in_sight(session, actor, complaint_id):
        raise NotFound()
    row = await queries.complaint(session, complaint_id)
    return Loaded(row, await facts_of(session, row))


async def facts_of(session: AsyncSession, row: Complaint) -> Facts:
    units = await queries.handling(session, row)
    lines = await queries.lines(session, {row.office_id, *(unit["unit_id"] for unit in units)})
    office = lines[row.office_id]
    parts = {part: [] for part in ComplaintPart}  # type: dict[ComplaintPart, list[rules.Part]]
    for unit in units:
        parts[ComplaintPart(unit["part"])].append(
            rules.part_of(
                unit["unit_id"],
                lines[unit["unit_id"]],
                office,
                signed=unit["signed_at"] is not None,
                active=unit["active"],
            )
        )
    requests = await queries.requests(session, row.id)
    asked = {
        one["kind"]: one["asked_by_id"] for one in requests if one["state"] == ComplaintRequestState.ASKED
    }
    return Facts(
        kind=ComplaintKind(row.kind),
        state=ComplaintState(row.state),
        office_line=office,
        lead=parts[ComplaintPart.LEAD][-1] if parts[ComplaintPart.LEAD] else None,
        assisting=tuple(parts[ComplaintPart.ASSIST]),
        designated=row.designated,
        gave_back=frozenset(one["unit_id"] for one in requests if one["kind"] == ComplaintRequestKind.RETURN),
        return_asked_by=asked.get(ComplaintRequestKind.RETURN),
        extension_asked_by=asked.get(ComplaintRequestKind.EXTENSION),
        can_extend=await clock_service.can_extend(session, row),
        joined=await alike_queries.has_merged(session, row.id),
    )


async def held(
    session: AsyncSession, actor: Actor, complaint_id: int, action: str, expected: Expected
) -> Loaded:
    """The complaint held, once it is clear that this person may do this to this version of it now."""
    if action in rules.PARTING or action == "merge":
        # They look at two of them and hold one: one after the other, and before anything is held.
        await alone(session, "complaint/merge")
    # Held first: what the rules look at is what the version belongs to.
    await queries.hold(session, complaint_id)
    loaded = await load(session, actor, complaint_id)
    rules.check_who(action, actor, loaded.facts)
    expected.check(loaded.row.version)
    rules.check_when(action, loaded.facts)
    return loaded


async def move(
    session: AsyncSession,
    actor: Actor | None,
    loaded: Loaded,
    action: str,
    *,
    note: str | None = None,
    changes: Mapping[str, Sequence[object]] | None = None,
    until: date | None = None,
    at: datetime | None = None,
    **values: Any,
) -> None:
    """Make the move: the state, `values` of the row, its version, the event, its clocks.

    `until`: the last day that a person set (督办, 挂账); `at`: when it happened, if not now. `note` and `changes` go into the log: what an official gave as a reason, never what a complainant wrote.
    """
    row = loaded.row
    before = loaded.state
    row.state = WORKFLOWS[loaded.kind].step(action, before)
    for name, value in values.items():
        setattr(row, name, value)
    # What an act changes may stand beside the row; its version counts all of it.
    flag_modified(row, "state")
    logged: dict[str, Sequence[object]] = dict(changes or {})
    if row.state != before:
        logged["state"] = [before, row.state]
    if action in PASSED_ON or not rules.is_open(row.state):
        await _lapse_requests(session, row, logged)
    _record(session, actor, row, action, logged, note)
    await session.flush()
    await clock_service.after(session, row, action, at or clock.now(), until=until)


async def _lapse_requests(session: AsyncSession, row: Complaint, logged: dict[str, Sequence[object]]) -> None:
    """What nobody decided would otherwise stand in the way of what is asked next."""
    for request in await queries.asked(session, row.id):
        request.state, request.decided_at = ComplaintRequestState.LAPSED, clock.now()
        request.decision_note = "已答复、办结或改由其他单位办理,申请未经审批自行失效"
        logged["request"] = [ComplaintRequestState.ASKED, ComplaintRequestState.LAPSED]


def _record(
    session: AsyncSession,
    actor: Actor | None,
    row: Complaint,
    action: str,
    changes: Mapping[str, Sequence[object]],
    note: str | None,
) -> None:
    record(
        session,
        action=f"{action}_complaint",
        resource="complaint",
        resource_id=row.id,
        actor=actor,
        unit_id=row.office_id,
        changes=changes,
        note=note,
    )


# --- beside the workflow ---------------------------------------------------------------------------------------


async def change(
    session: AsyncSession, actor: Actor, complaint_id: int, expected: Expected, values: Mapping[str, Any]
) -> Complaint:
    """Correct what was registered, by the office. It is routed anew where it turns out to name a head."""
    await queries.hold(session, complaint_id)
    loaded = await load(session, actor, complaint_id)
    row = loaded.row
    if reason := rules.who_changes_not(actor, loaded.facts):
        raise Forbidden(reason)
    expected.check(row.version)
    if reason := rules.when_changed_not(loaded.facts):
        raise Conflict(reason)
    about = values.get("about_unit_id", row.about_unit_id)
    names_head = values.get("names_head", row.names_head)
    await _check_place(session, about, values.get("about_department_id", row.about_department_id))
    logged: dict[str, Sequence[object]] = {}
    if (about, names_head) != (row.about_unit_id, row.names_head):
        office = await routing.office_for(session, about, names_head, own_unit_id=row.office_id)
        if office.id != row.office_id:
            _not_under_way(row)
            logged["office_id"] = [row.office_id, office.id]
            row.office_id = office.id
    for name, value in values.items():
        if getattr(row, name) != value:
            logged[name] = [] if name in _WORDS else [getattr(row, name), value]
            setattr(row, name, value)
    if logged:
        if why := _accuses_office(loaded):
            raise Conflict(why)
        row.search = search_text(row)
        flag_modified(row, "state")
        resumed = await _take_away(session, loaded, logged)
        _record(session, actor, row, "change", logged, None)
        await session.flush()
        for action in (*resumed, "change"):
            await clock_service.after(session, row, action, clock.now())
    return row


def _accuses_office(loaded: Loaded) -> str | None:
    """Before it is accepted it may still be sent on; afterwards the office would go on hearing what accuses it."""
    row = loaded.row
    if row.accepted_at is None or row.petition_class is None:
        return None
    return petition_rules.own_accusation(row.petition_class, row.about_unit_id, loaded.facts.office_line)


async def _take_away(
    session: AsyncSession, loaded: Loaded, logged: dict[str, Sequence[object]]
) -> Sequence[str]:
    """No unit keeps what it could not be given as the complaint now stands. Gives the acts by which its clocks come
    back from where the unit had taken it."""
    row, lead = loaded.row, loaded.facts.lead
    held = [part for one in ComplaintPart for part in await queries.parts(session, row, one)]
    named = await routing.named(session, row, {part.unit_id for part in held})
    if not named:
        return ()
    without = lead is not None and lead.unit_id in named
    # As when a unit gives it back: a complaint is assigned anew, with whoever is to help.
    anew = without and loaded.kind is ComplaintKind.COMPLAINT
    taken = [part for part in held if anew or part.unit_id in named]
    for part in taken:
        part.withdrawn_at = clock.now()
    for one, field in ((ComplaintPart.LEAD, "lead_unit_id"), (ComplaintPart.ASSIST, "assisting_unit_ids")):
        if units := [part.unit_id for part in taken if part.part == one]:
            logged[field] = [units[0] if one is ComplaintPart.LEAD else units, None]
    if without:
        await _lapse_requests(session, row, logged)
    if not anew:
        return ()
    before, row.state, row.designated, row.parked_until = loaded.state, _S.REGISTERED, False, None
    logged["state"] = [before, row.state]
    return ("unpark",) if before is _S.PARKED else ("take_back",) if before in APART else ()


def _not_under_way(row: Complaint) -> None:
    if row.state != ComplaintState.REGISTERED:
        raise Conflict("已经交办,改变受理机关须先由主办单位退回或办理移送")


async def add_bar(
    session: AsyncSession,
    actor: Actor | None,
    row: Complaint,
    account_id: int,
    why: BarredWhy,
    reason: str | None,
) -> ComplaintBarred:
    """From now on the person sees and does nothing of it."""
    bar = ComplaintBarred(
        complaint_id=row.id,
        account_id=account_id,
        why=why,
        reason=reason,
        by_id=actor.account_id if actor else account_id,
        at=clock.now(),
    )
    session.add(bar)
    await session.flush()
    return bar
