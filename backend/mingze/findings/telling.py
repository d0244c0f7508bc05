"""Who is told what of the ledger: one table, and how its addressees are found. Pure.

Every notice follows from a recorded event, in the transaction of the act. Nobody is told of what they did
themselves, nor of what they do not see; several findings in one act make one notice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Protocol

from mingze.access.permissions import ROLE_PERMISSIONS, Permission, Role
from mingze.findings.vocabulary import Part, RequestKind, WorkState
from mingze.findings.workflow import REQUESTS
from mingze.notices.rules import NoticeKind as N


class To(Enum):
    """Kinds of addressee."""

    UNITS = auto()
    """Head and liaisons of the units that answer or cooperate."""
    ITEM_UNIT = auto()
    """Head and liaisons of the unit of the measure, or of the unit that answers."""
    HANDS = auto()
    """Who is responsible for the measure, or claimed it; of a finding: of each of its measures."""
    NEW_OWNER = auto()
    """Who has just been made responsible for the measure."""
    OFFICE = auto()
    """Clerks of the office that keeps the finding."""
    LEADER = auto()
    """Leaders over the office that keeps the finding."""
    DECIDERS = auto()
    """Whoever may decide what is asked."""
    ASKER = auto()
    """Who asked."""


class Event(Protocol):
    """What is looked at of a recorded event (`kit.events.Pending`)."""

    @property
    def action(self) -> str: ...
    @property
    def resource(self) -> str: ...
    @property
    def resource_id(self) -> object: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def changes(self) -> Mapping[str, Sequence[object]]: ...
    @property
    def extra(self) -> Mapping[str, object]: ...
    @property
    def ok(self) -> bool: ...


Rule = tuple[N, frozenset[To]]

_FINDING, _ITEM, _REQUEST = "finding", "rectification_item", "finding_request"
RESOURCES = (_FINDING, _ITEM, _REQUEST)


def _rule(kind: N, *to: To) -> Rule:
    return kind, frozenset(to)


#: (resource, action of the event): what is told, and to whom.
TOLD: Mapping[tuple[str, str], Rule] = {
    (_FINDING, "register"): _rule(N.REGISTERED, To.OFFICE),
    (_FINDING, "hand_out"): _rule(N.HANDED_OUT, To.UNITS),
    (_FINDING, "decline"): _rule(N.DECLINED, To.OFFICE),
    (_FINDING, "urge"): _rule(N.URGED, To.UNITS, To.HANDS),
    (_FINDING, "fix_on_site"): _rule(N.CLAIM_SUBMITTED, To.OFFICE),
    (_FINDING, "reject_fix"): _rule(N.RETURNED, To.UNITS, To.HANDS),
    (_FINDING, "send_back"): _rule(N.RETURNED, To.UNITS, To.HANDS),
    (_FINDING, "resume"): _rule(N.RESUMED, To.UNITS, To.HANDS),
    (_FINDING, "verify"): _rule(N.VERIFIED, To.UNITS, To.OFFICE),
    (_FINDING, "apply_closure"): _rule(N.CLOSURE_ASKED, To.LEADER),
    (_FINDING, "approve_closure"): _rule(N.DECISION_MADE, To.OFFICE),
    (_FINDING, "refuse_closure"): _rule(N.DECISION_MADE, To.OFFICE),
    (_FINDING, "close"): _rule(N.CLOSED, To.UNITS, To.HANDS, To.OFFICE),
    (_FINDING, RequestKind.REOPEN): _rule(N.REOPENED, To.UNITS, To.HANDS),
    (_FINDING, RequestKind.VOID): _rule(N.VOIDED, To.UNITS),
    (_ITEM, "add"): _rule(N.ITEM_ASSIGNED, To.NEW_OWNER),
    (_ITEM, "change"): _rule(N.ITEM_ASSIGNED, To.NEW_OWNER),
    (_ITEM, "report"): _rule(N.PROGRESS_REPORTED, To.OFFICE),
    (_ITEM, "step_done"): _rule(N.PROGRESS_REPORTED, To.OFFICE),
    (_ITEM, "claim"): _rule(N.CLAIM_SUBMITTED, To.OFFICE),
    (_ITEM, "accept"): _rule(N.VERIFIED, To.HANDS, To.ITEM_UNIT),
    (_ITEM, "return"): _rule(N.RETURNED, To.HANDS, To.ITEM_UNIT),
    (_REQUEST, "ask"): _rule(N.DECISION_ASKED, To.DECIDERS),
    (_REQUEST, "approve"): _rule(N.DECISION_MADE, To.ASKER, To.UNITS),
    (_REQUEST, "refuse"): _rule(N.DECISION_MADE, To.ASKER, To.UNITS),
}
#: Told again only once the last one was read: whoever opens the finding sees all of it.
COLLECTED = N.PROGRESS_REPORTED


def rule_of(event: Event) -> Rule | None:
    """What is told of an event; None where nothing is."""
    rule = TOLD.get((event.resource, event.action))
    if rule is None or not event.ok:
        return None
    if event.action == "register":
        # What the office itself registers waits for no confirmation.
        return rule if list(event.changes.get("work_state", ()))[-1:] == [WorkState.FOUND] else None
    if event.action == "change" and not list(event.changes.get("owner_account_id", ()))[-1:]:
        return None
    if event.resource == _REQUEST and REQUESTS[_kind(event)].asks is Permission.CHANGE_ASK:
        return rule[0], rule[1] - {To.UNITS}  # between the office and its leader
    return rule


def _kind(event: Event) -> RequestKind:
    return RequestKind(str(event.extra["kind"]))


# --- finding the addressees -------------------------------------------------------------------------------

#: A unit and those above it, the nearest first.
Line = tuple[int, ...]
#: Unit → (account, role) of whoever holds a role there today.
Staff = Mapping[int, Sequence[tuple[int, Role]]]


@dataclass(frozen=True, slots=True)
class ItemHands:
    line: Line
    owner: int | None
    claimed_by: int | None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who has to do with a finding. `asked`: request → who asked; `items`: those that the events concern."""

    lines: Mapping[Part, Sequence[Line]]
    registered_by: int | None = None
    items: Mapping[int, ItemHands] = field(default_factory=dict)
    asked: Mapping[int, int | None] = field(default_factory=dict)

    def lines_of(self, *parts: Part) -> list[Line]:
        return [line for part in parts for line in self.lines.get(part, ())]

    @property
    def kept_by(self) -> list[Line]:
        """Where the office is that keeps it: see `rules.keeping_office`."""
        return self.lines_of(Part.SUPERVISING) or self.lines_of(Part.ANSWERING)

    def people(self) -> set[int]:
        """Those who are addressed by name."""
        found = {account for item in self.items.values() for account in (item.owner, item.claimed_by)}
        return {account for account in (*found, *self.asked.values()) if account is not None}


_OF_UNIT = frozenset({Role.UNIT_HEAD, Role.LIAISON})


def addressees(event: Event, to: Iterable[To], parties: Parties, staff: Staff) -> set[int]:
    """The accounts to be told of `event`: never who acted, never who does not see the finding."""
    found = {account for kind in to for account in _of_kind(kind, event, parties, staff)}
    return {
        account
        for account in found - {event.actor_id}
        if account is not None and sees(account, parties, staff)
    }


def _of_kind(kind: To, event: Event, parties: Parties, staff: Staff) -> set[int | None]:
    item = parties.items.get(int(str(event.resource_id))) if event.resource == _ITEM else None
    match kind:
        case To.UNITS:
            return {*nearest(parties.lines_of(Part.ANSWERING, Part.COOPERATING), _OF_UNIT, staff)}
        case To.ITEM_UNIT:
            lines = [item.line] if item and item.line else parties.lines_of(Part.ANSWERING)
            return {*nearest(lines, _OF_UNIT, staff)}
        case To.HANDS:
            items = [item] if item else parties.items.values()
            return {account for one in items for account in (one.owner, one.claimed_by)}
        case To.NEW_OWNER:
            return {item.owner} if item else set()
        case To.OFFICE:
            return {*nearest(parties.kept_by, frozenset({Role.CLERK}), staff)}
        case To.LEADER:
            return {*nearest(parties.kept_by, frozenset({Role.LEADER}), staff)}
        case To.DECIDERS:
            decides = REQUESTS[_kind(event)].decides
            roles = frozenset(role for role, held in ROLE_PERMISSIONS.items() if decides in held)
            return {*nearest(parties.kept_by, roles, staff)}
        case To.ASKER:
            return {parties.asked.get(int(str(event.resource_id)))}


def nearest(lines: Iterable[Line], roles: frozenset[Role], staff: Staff) -> set[int]:
    """For each unit whoever holds one of `roles` there, or at the nearest unit above where anybody does."""
    found: set[int] = set()
    for line in lines:
        for unit in line:
            if holders := {account for account, role in staff.get(unit, ()) if role in roles}:
                found |= holders
                break
    return found


def sees(account: int, parties: Parties, staff: Staff) -> bool:
    """Whether a role that reads findings, held over a unit with a part in this one, shows it to the account."""
    above = {unit for line in parties.lines_of(*Part) for unit in line}
    return any(
        holder == account and Permission.FINDING_READ in ROLE_PERMISSIONS[role]
        for unit in above
        for holder, role in staff.get(unit, ())
    )


# --- the warnings of a day --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """A finding whose unit has still to act. `owners`: (account, day) of its unfinished measures."""

    finding_id: int
    due_on: date | None
    parties: Parties
    owners: Sequence[tuple[int, date | None]] = ()


def told_of_due(due: Due, staff: Staff, *, today: date, last: date) -> set[tuple[int, N]]:
    """Who is warned of a finding, and of what: the unit of the finding's day, the office once that is past, who
    is responsible for a measure of the measure's own day. Nobody of both: what is overdue is not due soon."""
    found: set[tuple[int, N]] = set()
    if kind := _warning(due.due_on, today, last):
        told = nearest(due.parties.lines_of(Part.ANSWERING), _OF_UNIT, staff)
        if kind is N.OVERDUE:
            told |= nearest(due.parties.kept_by, frozenset({Role.CLERK}), staff)
        found |= {(account, kind) for account in told}
    for account, day in due.owners:
        kind = _warning(min(day or date.max, due.due_on or date.max), today, last)
        if kind and sees(account, due.parties, staff):
            found.add((account, kind))
    return {
        (account, kind) for account, kind in found if kind is N.OVERDUE or (account, N.OVERDUE) not in found
    }


def _warning(day: date | None, today: date, last: date) -> N | None:
    if day is None or day > last:
        return None
    return N.OVERDUE if day < today else N.DUE_SOON
