"""The buttons: what somebody may do now, and what not and why, read from the tables and the guards. Pure."""

from datetime import date

from mingze.access.permissions import Permission
from mingze.findings import part_rules, rules
from mingze.findings.facts import AllowedAction, FindingFacts, ItemFacts, Person
from mingze.findings.vocabulary import RequestKind, RequestState
from mingze.findings.workflow import ITEM, REQUESTS


def allowed_actions(person: Person, facts: FindingFacts, today: date) -> list[AllowedAction]:
    """What `person` may order now, and what they may not and why.

    Listed are the acts of their roles and the acts that are next whoever does them; the rest is silence.
    """
    listed = []
    for move in rules.MOVES.values():
        who, when = rules.who_not(move.action, person, facts), rules.when_not(move.action, facts)
        if when is None or person.may(rules.permission_of(move)):
            listed.append(_shown(move.action, move.label, who or when))
    for kind, rule in REQUESTS.items():
        if person.may(rule.asks):
            reason = part_rules.who_asks_not(kind, person, facts) or part_rules.when_ask_not(
                kind, facts, today
            )
            listed.append(_shown(f"ask_{kind}", rule.label, reason))
    if person.may(Permission.MEASURE_PLAN):
        listed.append(
            _shown(
                "add_measure",
                "增加整改措施",
                part_rules.plan_not(person, facts) or part_rules.plan_when_not(person, facts),
            )
        )
    return listed


def _shown(action: str, label: str, reason: str | None) -> AllowedAction:
    return AllowedAction(action, label, enabled=reason is None, reason=reason)


def item_actions(person: Person, facts: FindingFacts, item: ItemFacts) -> list[AllowedAction]:
    listed = []
    for move in ITEM.moves:
        who = part_rules.item_who_not(move.action, person, facts, item)
        when = part_rules.item_when_not(move.action, facts, item)
        if when is None or person.may(rules.permission_of(move)):
            listed.append(_shown(move.action, move.label, who or when))
    if person.may(Permission.MEASURE_PLAN):
        reason = part_rules.plan_not(person, facts, item) or part_rules.plan_when_not(person, facts, item)
        listed.append(_shown("edit", "修改措施", reason))
    return listed


def decide_action(
    kind: RequestKind, state: RequestState, asked_by: int | None, person: Person, facts: FindingFacts
) -> list[AllowedAction]:
    """The one act on a request: deciding it; nothing once it is decided."""
    if state is not RequestState.ASKED:
        return []
    return [_shown("decide", "审批", part_rules.who_decides_not(kind, asked_by, person, facts))]
