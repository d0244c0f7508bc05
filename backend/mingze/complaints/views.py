"""Rows shaped for the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.attachments.schemas import AttachmentView
from mingze.complaints import rules
from mingze.complaints.clock_schemas import ComplaintClockView, NextClock
from mingze.complaints.clock_views import provisional
from mingze.complaints.detail_queries import Whole
from mingze.complaints.rules import Facts
from mingze.complaints.schemas import (
    ComplainantView,
    ComplaintAnswerView,
    ComplaintBarView,
    ComplaintDetail,
    ComplaintFindingRef,
    ComplaintLetterRef,
    ComplaintMessageView,
    ComplaintRef,
    ComplaintRequestView,
    ComplaintSummary,
    ComplaintSupervision,
    ComplaintUnitView,
    PetitionReviewView,
)
from mingze.complaints.workflow import Hand
from mingze.events.queries import Happening
from mingze.events.schemas import HappeningView
from mingze.findings.schemas import ActionView, Ref
from mingze.kit import clock

#: Who may not know of it, and who looked at who complained: kept by the office.
_OF_OFFICE = frozenset({"bar_from_complaint", "unbar_from_complaint", "look_at_complainant"})


def summary(row: RowMapping) -> ComplaintSummary:
    return ComplaintSummary(**_summary(row))


def _summary(row: RowMapping) -> dict[str, Any]:
    return {
        **_named(row, ComplaintSummary),
        "supervised": row["supervised_at"] is not None,
        "disputed": row["disputed_at"] is not None,
        "repeated": row["repeat_of_id"] is not None,
        "merged": row["main_id"] is not None,
        "office": Ref(id=row["office_id"], name=row["office_name"]),
        "about_unit": _ref(row, "about_unit"),
        "lead_unit": _ref(row, "lead_unit"),
        "next_clock": _next_clock(row),
    }


def _named(row: Mapping[Any, Any], shape: type[BaseModel]) -> dict[str, Any]:
    """The fields of the shape that the row has by the same name."""
    return {name: row[name] for name in shape.model_fields if name in row}


def _ref(row: Mapping[Any, Any], name: str) -> Ref | None:
    number = row[f"{name}_id"]
    return None if number is None else Ref(id=number, name=row[f"{name}_name"])


def _next_clock(row: RowMapping) -> NextClock | None:
    if row["clock_purpose"] is None:
        return None
    due_at = row["clock_due_at"]
    return NextClock(
        code=row["clock_code"],
        purpose=row["clock_purpose"],
        due_at=due_at,
        provisional=provisional(row["clock_state"], due_at),
        light=rules.light(due_at, clock.now()),
    )


def detail(
    actor: Actor,
    whole: Whole,
    facts: Facts,
    clocks: Sequence[ComplaintClockView],
    files: Sequence[RowMapping],
    history: Sequence[Happening],
) -> ComplaintDetail:
    row = whole.row
    return ComplaintDetail(
        **{**_named(row, ComplaintDetail), **_summary(row)},
        about_department=_ref(row, "about_department"),
        supervision=_supervision(row),
        clocks=list(clocks),
        **_parts(whole),
        **_joined(whole),
        **_hands(actor, facts, whole),
        findings=_findings(actor, facts, whole),
        attachments=[AttachmentView.model_validate(dict(file)) for file in files],
        history=_history(actor, facts, history),
    )


def _history(actor: Actor, facts: Facts, history: Sequence[Happening]) -> list[HappeningView]:
    hidden = frozenset() if rules.is_office(actor, facts) else _OF_OFFICE
    return [
        HappeningView.model_validate(one, from_attributes=True) for one in history if one.action not in hidden
    ]


def _supervision(row: RowMapping) -> ComplaintSupervision | None:
    if row["supervised_at"] is None:
        return None
    return ComplaintSupervision(
        at=row["supervised_at"],
        by_name=row["supervised_by_name"],
        reason=row["supervised_reason"],
    )


def _parts(whole: Whole) -> dict[str, Any]:
    """What hangs on it, each with its unit."""
    return {
        "units": [ComplaintUnitView(**_with_unit(row, ComplaintUnitView)) for row in whole.units],
        "requests": [ComplaintRequestView(**_with_unit(row, ComplaintRequestView)) for row in whole.requests],
        "answers": [ComplaintAnswerView(**_with_unit(row, ComplaintAnswerView)) for row in whole.answers],
        "messages": [
            ComplaintMessageView(**_with_unit(row, ComplaintMessageView)) for row in reversed(whole.messages)
        ],
        "reviews": [PetitionReviewView(**_named(row, PetitionReviewView)) for row in whole.reviews],
        "letters": [ComplaintLetterRef(**_named(row, ComplaintLetterRef)) for row in whole.letters],
    }


def _findings(actor: Actor, facts: Facts, whole: Whole) -> list[ComplaintFindingRef]:
    """A unit that only handles the complaint does not read what the ledger says of others."""
    reads = rules.is_office(actor, facts)
    return [
        ComplaintFindingRef(
            **{
                **_named(row, ComplaintFindingRef),
                "problem": row["problem"] if reads or row["in_sight"] else None,
            }
        )
        for row in whole.findings
    ]


def _with_unit(row: RowMapping, shape: type[BaseModel]) -> dict[str, Any]:
    return {**_named(row, shape), "unit": _ref(row, "unit")}


def _joined(whole: Whole) -> dict[str, Any]:
    """What it is merged with and what it repeats, as far as that is in sight."""
    number, refs = whole.row["id"], {row["id"]: row for row in whole.others}

    def ref(row: RowMapping) -> ComplaintRef:
        return ComplaintRef(**_named(row, ComplaintRef))

    main, first = refs.get(whole.row["main_id"]), refs.get(whole.row["repeat_of_id"])
    return {
        "main": ref(main) if main else None,
        "repeat_of": ref(first) if first else None,
        "merged_in": [ref(row) for row in whole.others if row["main_id"] == number],
        "repeated_by": [ref(row) for row in whole.others if row["repeat_of_id"] == number],
    }


def _hands(actor: Actor, facts: Facts, whole: Whole) -> dict[str, Any]:
    """What this person may do with it."""
    hands, confidential = rules.hands_of(actor, facts), whole.row["confidential"]
    may_change = rules.who_changes_not(actor, facts) is None and rules.when_changed_not(facts) is None
    return {
        "hands": [hand for hand in Hand if hand in hands],
        "may_change": may_change,
        "may_see_complainant": rules.may_see_complainant(actor, facts, confidential=confidential),
        "may_reply": rules.who_writes_not(actor, facts, inner=False) is None,
        "may_note": rules.who_writes_not(actor, facts, inner=True) is None,
        "bars": [bar(row) for row in whole.bars] if rules.is_office(actor, facts) else [],
        "allowed_actions": [
            ActionView.model_validate(one, from_attributes=True)
            for one in rules.allowed_actions(actor, facts)
        ],
    }


def bar(row: RowMapping) -> ComplaintBarView:
    return ComplaintBarView(**_named(row, ComplaintBarView))


def complainant(row: RowMapping | None) -> ComplainantView:
    """Whoever said nothing of themselves is anonymous."""
    said = dict(row) if row else {}
    names = [name for name in ComplainantView.model_fields if name != "anonymous"]
    return ComplainantView(
        **{name: said.get(name) for name in names}, anonymous=not any(said.get(name) for name in names)
    )
