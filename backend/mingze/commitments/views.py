"""Shaping commitments and promises for the wire."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.attachments.schemas import AttachmentView
from mingze.commitments import queries, rules
from mingze.commitments.models import Promise
from mingze.commitments.schemas import CommitmentSummary, CommitmentView, PromiseLine, PromiseView
from mingze.commitments.vocabulary import CommitmentState, PromiseState
from mingze.findings.schemas import ActionView, Ref

Files = Mapping[int, Sequence[RowMapping]]


def _common(row: RowMapping) -> dict[str, Any]:
    names = (
        "id", "kind", "person", "inner_only", "title", "media", "place", "state", "published_on", "created_at",
        "promises", "promises_kept", "promises_overdue",
    )  # fmt: skip
    return {
        **{name: row[name] for name in names},
        "campaign": Ref(id=row["campaign_id"], name=row["campaign_title"]),
        "unit": Ref(id=row["unit_id"], name=row["unit_name"]),
    }


def summary(row: RowMapping) -> CommitmentSummary:
    return CommitmentSummary(**_common(row))


def whole(
    actor: Actor,
    row: RowMapping,
    promises: Sequence[Promise],
    people: Mapping[int, str],
    *,
    files: Files,
    proofs: Files,
    today: date,
) -> CommitmentView:
    """A commitment; what was said between its unit and the office is left out for others."""
    hand = queries.hand_of(actor, row)
    facts = queries.facts_of(row, row["campaign_state"], len(promises))
    close = bool(row["close"])
    published = facts.state is CommitmentState.PUBLISHED

    def between(name: str) -> Any:
        return row[name] if close else None

    def ref(account_id: int | None) -> Ref | None:
        return Ref(id=account_id, name=people[account_id]) if account_id is not None else None

    written_by = ref(row["written_by_id"])
    assert written_by is not None  # noqa: S101  (the column is never null)
    return CommitmentView(
        **_common(row),
        version=row["version"],
        text=row["text"],
        opinion=between("opinion"),
        outer_reason=between("outer_reason"),
        likeness_explained=between("likeness_explained"),
        written_by=written_by,
        submitted_at=row["submitted_at"],
        decided_by=ref(row["decided_by_id"]),
        decided_at=row["decided_at"],
        decision_note=between("decision_note"),
        withdrawn_reason=row["withdrawn_reason"],
        items=[
            PromiseView(
                **{name: getattr(one, name) for name in _PROMISE},
                overdue=published and rules.is_overdue(PromiseState(one.state), one.due_on, today),
                files=_files(proofs.get(one.id, ())),
                acts=rules.promise_acts(hand, PromiseState(one.state), published=published),
            )
            for one in promises
        ],
        files=_files(files.get(row["id"], ())),
        may_see_likeness=(hand.manages or hand.decides) and row["submitted_at"] is not None,
        may_add_files=hand.prepares and facts.state not in rules.SETTLED,
        allowed_actions=[
            ActionView(action=one.action, label=one.label, enabled=one.enabled, reason=one.reason)
            for one in rules.allowed_actions(hand, facts)
        ],
    )


_PROMISE = (
    "id", "version", "commitment_id", "ordinal", "text", "who", "due_on", "first_due_on", "state", "note",
    "moved_at",
)  # fmt: skip


def _files(rows: Sequence[RowMapping]) -> list[AttachmentView]:
    return [AttachmentView.model_validate(dict(row)) for row in rows]


def line(actor: Actor, row: RowMapping, today: date) -> PromiseLine:
    names = (
        "id", "version", "commitment_id", "commitment_title", "person", "text", "who", "due_on", "first_due_on",
        "state", "note",
    )  # fmt: skip
    state = PromiseState(row["state"])
    return PromiseLine(
        **{name: row[name] for name in names},
        campaign=Ref(id=row["campaign_id"], name=row["campaign_title"]),
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        overdue=rules.is_overdue(state, row["due_on"], today),
        acts=rules.promise_acts(queries.hand_of(actor, row), state, published=True),
    )
