"""Rows shaped for the wire."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.attachments.schemas import AttachmentView
from mingze.campaigns.vocabulary import Cadence
from mingze.duties import contents, rules
from mingze.duties.periods import label
from mingze.duties.schemas import (
    DutyDetail,
    DutyField,
    DutyPart,
    DutyRequestView,
    DutySummary,
    FigureRow,
    ReportResultDetail,
    ReportResultView,
    ResultUnit,
    TaskShareView,
)
from mingze.duties.service import Loaded
from mingze.duties.vocabulary import (
    DUTY_KIND_LABELS,
    DutyKind,
    DutyRequestKind,
    DutyRequestState,
    Punctuality,
    ResultState,
)
from mingze.events.queries import Happening
from mingze.events.schemas import HappeningView
from mingze.findings.schemas import ActionView, Ref
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI


def summary(row: RowMapping, missing_after_days: int) -> DutySummary:
    return DutySummary(**_summary(row, missing_after_days))


def _summary(row: RowMapping, missing_after_days: int) -> dict[str, Any]:
    now, kind = clock.now(), DutyKind(row["kind"])
    punctuality = rules.punctuality_of(row, now, missing_after_days)
    is_late = punctuality in (Punctuality.LATE, Punctuality.MISSING)
    names = (
        "id", "version", "requirement_id", "deliverable_id", "period_start", "period_end", "cutoff_on", "due_at",
        "state", "first_submitted_at", "submitted_at",
    )  # fmt: skip
    return {
        **{name: row[name] for name in names},
        "campaign": Ref(id=row["campaign_id"], name=row["campaign_title"]),
        "unit": Ref(id=row["unit_id"], name=row["unit_name"]),
        "kind": kind,
        "title": row["requirement_title"] or row["deliverable_title"] or DUTY_KIND_LABELS[kind],
        "period": label(Cadence(row["cadence"]), row["period_start"]) if row["period_start"] else None,
        "due_on": rules.last_day(row["due_at"]),
        "punctuality": punctuality,
        "days_late": rules.days_late(row["due_at"], row["first_submitted_at"], now) if is_late else None,
    }


def detail(
    actor: Actor,
    loaded: Loaded,
    ledger: Mapping[str, int],
    history: Sequence[Happening],
    files: Sequence[RowMapping],
    missing_after_days: int,
) -> DutyDetail:
    row, facts = loaded.row, loaded.facts
    return DutyDetail(
        **_summary(row, missing_after_days),
        campaign_state=facts.campaign_state,
        description=row["description"],
        cadence=row["cadence"],
        parts=[_part(part, row["content"], ledger) for part in loaded.parts],
        files=[AttachmentView.model_validate(dict(one)) for one in files],
        submitted_by=ref(row, "submitted_by"),
        likeness_explained=row["likeness_explained"],
        returned_reason=row["returned_reason"],
        decided_by=ref(row, "decided_by"),
        decided_at=row["decided_at"],
        exempted_at=row["exempted_at"],
        requests=[
            DutyRequestView(**_request(actor, one, facts.place.office_line))
            for one in loaded.requests
            if rules.sees_request(
                actor,
                DutyRequestKind(one["kind"]),
                DutyRequestState(one["state"]),
                facts.place.office_line,
            )
        ],
        history=[HappeningView.model_validate(one, from_attributes=True) for one in history],
        may_see_likeness=rules.sees_likeness(actor, facts) and row["first_submitted_at"] is not None,
        allowed_actions=[
            ActionView.model_validate(one, from_attributes=True)
            for one in rules.allowed_actions(actor, facts)
        ],
    )


def _part(part: contents.Part, content: Mapping[str, Any], ledger: Mapping[str, int]) -> DutyPart:
    return DutyPart(
        code=part.code,
        title=part.title,
        required=part.required,
        text=contents.text_of(content, part) or None,
        fields=[
            DutyField(
                code=field.code,
                label=field.label,
                unit=field.unit,
                metric=field.metric,
                indicator=field.indicator,
                ledger=ledger.get(field.code),
                value=contents.value_of(content, part, field, ledger),
                changed=contents.is_changed(content, part, field, ledger),
                reason=contents.reason_of(content, part, field),
            )
            for field in part.fields
        ],
    )


def ref(row: RowMapping, key: str) -> Ref | None:
    """The person of a row's columns `<key>_id` and `<key>_name`."""
    return Ref(id=row[f"{key}_id"], name=row[f"{key}_name"]) if row[f"{key}_id"] is not None else None


def request(actor: Actor, row: RowMapping, office_line: frozenset[int]) -> DutyRequestView:
    return DutyRequestView(**_request(actor, row, office_line))


def _request(actor: Actor, row: RowMapping, office_line: frozenset[int]) -> dict[str, Any]:
    waits = row["state"] == DutyRequestState.ASKED
    names = ("id", "duty_id", "kind", "state", "reason", "asked_at", "decided_at", "decision_note")
    return {
        **{name: row[name] for name in names},
        "asked_by": ref(row, "asked_by"),
        "decided_by": ref(row, "decided_by"),
        "may_decide": waits and rules.who_decides_not(actor, office_line, row["asked_by_id"]) is None,
    }


def request_row(
    actor: Actor, row: RowMapping, duty: RowMapping, office_line: frozenset[int], missing_after_days: int
) -> dict[str, Any]:
    """The fields of a `DutyRequestRow`."""
    return {**_request(actor, row, office_line), "duty": summary(duty, missing_after_days)}


def figure(row: RowMapping) -> FigureRow:
    return FigureRow(**{**row, "on": _day(row["on"])})


def _day(on: date | datetime | None) -> date | None:
    return on.astimezone(SHANGHAI).date() if isinstance(on, datetime) else on


def task(row: RowMapping, persons: Sequence[str], *, mine: bool) -> TaskShareView:
    names = ("id", "number", "title", "target", "due_kind", "due_on", "due_text")
    return TaskShareView(
        **{name: row[name] for name in names},
        campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        persons=list(persons),
        mine=mine,
    )


def result(row: RowMapping) -> ReportResultView:
    return ReportResultView(**_result(row))


def _result(row: RowMapping) -> dict[str, Any]:
    names = (
        "id", "version", "requirement_id", "title", "period_start", "state", "note", "drafted_at", "decided_at",
        "decision_note",
    )  # fmt: skip
    return {
        **{name: row[name] for name in names},
        "campaign": Ref(id=row["campaign_id"], name=row["campaign_title"]),
        "period": label(Cadence(row["cadence"]), row["period_start"]),
        "counts": row["snapshot"]["counts"],
        "counted_at": row["snapshot"]["at"],
        "drafted_by": ref(row, "drafted_by"),
        "decided_by": ref(row, "decided_by"),
    }


def result_detail(actor: Actor, row: RowMapping, office_line: frozenset[int]) -> ReportResultDetail:
    actions = rules.result_actions(actor, office_line, row["drafted_by_id"], ResultState(row["state"]))
    return ReportResultDetail(
        **_result(row),
        units=[ResultUnit.model_validate(unit) for unit in row["snapshot"]["units"]],
        allowed_actions=[ActionView.model_validate(one, from_attributes=True) for one in actions],
    )
