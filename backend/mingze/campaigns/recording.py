"""What every change of a campaign leaves behind: its event, with the fields that changed, and a new version."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns.models import Campaign
from mingze.findings.recording import changes_of
from mingze.kit import clock
from mingze.kit.events import Acting, record


def record_campaign(
    session: AsyncSession,
    actor: Acting | None,
    row: Campaign,
    action: str,
    *,
    note: str | None = None,
    changes: Mapping[str, Sequence[object]] | None = None,
    **extra: Any,
) -> None:
    """Record an act on a campaign, with every field it changed so far, and let its version move on."""
    changed: dict[str, Any] = {**changes_of(row), **(changes or {})}
    row.updated_at = clock.now()
    record(
        session,
        action=action,
        resource="campaign",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changed,
        note=note,
        **extra,
    )


def record_part(
    session: AsyncSession,
    actor: Acting | None,
    part: Any,
    action: str,
    *,
    resource: str,
    unit_id: int,
    note: str | None = None,
    changes: Mapping[str, Sequence[object]] | None = None,
    **extra: Any,
) -> None:
    """Record an act on a part of a campaign that has been flushed before it was changed."""
    record(
        session,
        action=action,
        resource=resource,
        resource_id=part.id,
        actor=actor,
        unit_id=unit_id,
        changes=changes_of(part) if changes is None else changes,
        note=note,
        campaign_id=part.campaign_id,
        **extra,
    )
