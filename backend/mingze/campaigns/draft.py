"""A campaign as a whole before it is kept: what a form, a plan that was read, a template or last year's gives. Pure.

`draft_service.create` turns one into rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingze.campaigns.vocabulary import BodyRole, Cadence, DatePrecision, DueKind, Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeliverable:
    title: str
    description: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStage:
    """`stages`: sub-stages, one level deep."""

    name: str
    mechanism: Mechanism | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    precision: DatePrecision = DatePrecision.DAY
    deliverables: Sequence[DraftDeliverable] = ()
    stages: Sequence["DraftStage"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDepartment:
    name: str
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPerson:
    name: str
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """A task may lack any of the three lists while its campaign is a draft."""

    number: str
    title: str
    content: str | None = None
    target: str | None = None
    due_kind: DueKind | None = None
    due_on: date | None = None
    due_text: str | None = None
    cadence: Cadence | None = None
    departments: Sequence[DraftDepartment] = ()
    persons: Sequence[DraftPerson] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMember:
    role: BodyRole
    name: str
    post: str | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProblemType:
    number: str
    title: str
    children: Sequence["DraftProblemType"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequirement:
    """`parts` as `models.ReportRequirement` keeps them. `since` None: from the start of the campaign."""

    title: str
    cadence: Cadence
    due_day: int
    cutoff_day: int | None = None
    parts: Sequence[Mapping[str, Any]] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """`contacts`: [{"kind", "value"}]; `unit_rule`: {"kinds": [...], "under": [unit ids]} or None;
    `unit_ids`: units named by a person."""

    title: str
    aliases: Sequence[str] = ()
    document_number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    objective: str | None = None
    scope: str | None = None
    objects: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    end_is_soft: bool = False
    parent_id: int | None = None
    parent_text: str | None = None
    sub_plan_due_on: date | None = None
    contacts: Sequence[Mapping[str, str]] = ()
    unit_rule: Mapping[str, Any] | None = None
    unit_ids: Sequence[int] = ()
    stages: Sequence[DraftStage] = ()
    tasks: Sequence[DraftTask] = ()
    body: Sequence[DraftMember] = ()
    problem_types: Sequence[DraftProblemType] = ()
    requirements: Sequence[DraftRequirement] = ()
    import_draft_id: int | None = None
    document_id: int | None = None
    template_id: int | None = None

    def every_day(self) -> Iterator[date]:
        """Each day that is named anywhere."""
        days = [self.issued_on, self.starts_on, self.ends_on, self.sub_plan_due_on]
        for stage in self.every_stage():
            days += [stage.starts_on, stage.ends_on, *(one.due_on for one in stage.deliverables)]
        days += [task.due_on for task in self.tasks]
        days += [day for one in self.requirements for day in (one.since, one.until)]
        return (day for day in days if day is not None)

    def every_stage(self) -> Iterator[DraftStage]:
        for stage in self.stages:
            yield stage
            yield from stage.stages
