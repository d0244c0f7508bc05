"""What every change of the ledger leaves behind: its event, with the fields that changed, and a new version.

Whoever records here is followed by `telling_service`, which tells the people concerned.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.findings import telling_service  # noqa: F401  (listens from now on)
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding
from mingze.findings.vocabulary import Part
from mingze.kit import clock
from mingze.kit.events import Acting, record

#: Bookkeeping, and what follows from other fields.
_SILENT = frozenset({"version", "updated_at", "created_at", "search", "former_owner_ids"})


def changes_of(row: object) -> dict[str, list[Any]]:
    """Field → [old, new] of a row that was edited and is not flushed yet; of a new row, all it holds."""
    state = inspect(row)
    changes: dict[str, list[Any]] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in _SILENT or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        new = history.added[0] if history.added else None
        if old != new:
            changes[attribute.key] = [old, new]
    return changes


def place_of(facts: FindingFacts) -> int | None:
    """The unit an event of the finding belongs to: the one that answers, else whoever has a part in it."""
    for part in (Part.ANSWERING, Part.SUPERVISING, Part.COOPERATING):
        if units := facts.units.get(part):
            return min(units)
    return None


def record_finding(
    session: AsyncSession,
    actor: Acting,
    row: Finding,
    facts: FindingFacts,
    action: str,
    *,
    note: str | None = None,
    changes: Mapping[str, Sequence[object]] | None = None,
    **extra: Any,
) -> None:
    """Record an act on a finding, with every field it changed so far, and let its version move on."""
    changed: dict[str, Any] = {**changes_of(row), **(changes or {})}
    row.updated_at = clock.now()
    record(
        session,
        action=action,
        resource="finding",
        resource_id=row.id,
        actor=actor,
        unit_id=place_of(facts),
        subject=row.id,
        changes=changed,
        note=note,
        **extra,
    )


def record_part(
    session: AsyncSession,
    actor: Acting,
    facts: FindingFacts,
    row: Any,
    action: str,
    *,
    resource: str,
    finding_id: int,
    note: str | None = None,
    **extra: Any,
) -> None:
    """Record an act on something that belongs to a finding: a measure, a request, a countersignature."""
    record(
        session,
        action=action,
        resource=resource,
        resource_id=row.id,
        actor=actor,
        unit_id=getattr(row, "unit_id", None) or place_of(facts),
        subject=finding_id,
        changes=changes_of(row),
        note=note,
        **extra,
    )
