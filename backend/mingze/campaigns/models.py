"""Campaigns (专项活动): what a plan sets in motion. Rows refer to each other by id; queries read them together."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.campaigns.vocabulary import (
    BodyRole,
    Cadence,
    CampaignState,
    DatePrecision,
    DueKind,
    Mechanism,
    StageState,
)
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class Campaign(Base):
    """专项活动. `unit_id` is the unit whose office runs it; `parent_id` the campaign of the level above that it
    carries out, `parent_text` the superior's paper where that campaign is not kept here.

    `unit_rule`: {"kinds": [unit kinds], "under": [unit ids]}: who takes part, asked anew when the campaign is issued
    and on demand; what it found stands in `campaign_unit`. `contacts`: [{"kind", "value"}] as the reader answers.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        Index("ix_campaign_unit", "unit_id", "id"),
        Index("ix_campaign_parent", "parent_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    parent_text: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(300))
    aliases: Mapped[list[str]] = mapped_column(Document)
    document_number: Mapped[str | None] = mapped_column(String(100))
    issuer: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None] = mapped_column(Date)
    objective: Mapped[str | None] = mapped_column(Text)
    scope: Mapped[str | None] = mapped_column(Text)
    objects: Mapped[str | None] = mapped_column(Text)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    #: 用一年左右时间: the end is an intention; nothing is late because of it.
    end_is_soft: Mapped[bool] = mapped_column(Boolean, default=False)
    contacts: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    unit_rule: Mapped[dict[str, Any] | None] = mapped_column(Document)
    #: The day by which every participating unit sends its own plan; None: none is asked.
    sub_plan_due_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[CampaignState] = mapped_column(String(20))
    state_reason: Mapped[str | None] = mapped_column(Text)
    #: Where resuming leads back to.
    suspended_from: Mapped[CampaignState | None] = mapped_column(String(20))
    #: Where it was read from.
    import_draft_id: Mapped[int | None] = mapped_column(ForeignKey("import_draft.id"), unique=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_template.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class CampaignUnit(Base):
    """A participating unit. It stays when it left: what it owed is history."""

    __tablename__ = "campaign_unit"
    __table_args__ = (Index("ix_campaign_unit_of_unit", "unit_id", "campaign_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    #: Found by the rule, or named by a person (who is never taken out by the rule).
    by_rule: Mapped[bool] = mapped_column(Boolean)
    joined_on: Mapped[date] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)


class CampaignLink(Base):
    """Campaigns to be carried out together (与…同安排); kept once, the smaller id first."""

    __tablename__ = "campaign_link"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)


class BodyMember(Base):
    """领导小组 and its office. `account_id` where the person can sign in; the name is as the paper has it."""

    __tablename__ = "campaign_body"
    __table_args__ = (Index("ix_campaign_body_campaign", "campaign_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    role: Mapped[BodyRole] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str | None] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Stage(Base):
    """阶段. Stages follow each other without gap or overlap; sub-stages (`parent_id`) may overlap inside theirs."""

    __tablename__ = "campaign_stage"
    __table_args__ = (Index("ix_campaign_stage_campaign", "campaign_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_stage.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(200))
    mechanism: Mapped[Mechanism | None] = mapped_column(String(20))
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    precision: Mapped[DatePrecision] = mapped_column(String(10))
    state: Mapped[StageState] = mapped_column(String(20))
    #: Why it was last moved, opened or closed.
    note: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Deliverable(Base):
    """What every participating unit hands in during a stage: its plan for the stage, a list, a record."""

    __tablename__ = "campaign_deliverable"
    __table_args__ = (Index("ix_campaign_deliverable_campaign", "campaign_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("campaign_stage.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    #: None: by the end of the stage.
    due_on: Mapped[date | None] = mapped_column(Date)


class Task(Base):
    """任务. `unit_id` None: of the campaign's own list; else a unit's share of `parent_id`, under the same number.

    Valid only with the three lists: target, due and responsible person (`rules.lacking`).
    """

    __tablename__ = "campaign_task"
    __table_args__ = (
        Index("ix_campaign_task_campaign", "campaign_id", "unit_id", "ordinal"),
        Index("ix_campaign_task_parent", "parent_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_task.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)
    ordinal: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    content: Mapped[str | None] = mapped_column(Text)
    target: Mapped[str | None] = mapped_column(Text)
    due_kind: Mapped[DueKind | None] = mapped_column(String(20))
    due_on: Mapped[date | None] = mapped_column(Date)
    due_text: Mapped[str | None] = mapped_column(String(200))
    cadence: Mapped[Cadence | None] = mapped_column(String(20))
    done_on: Mapped[date | None] = mapped_column(Date)
    done_note: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}


class TaskDepartment(Base):
    """责任科室, the leading one first. `unit_id` where it is a department of the tree; `name` as the paper has it."""

    __tablename__ = "campaign_task_department"

    task_id: Mapped[int] = mapped_column(ForeignKey("campaign_task.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class TaskPerson(Base):
    """责任人员. `account_id` where the person can sign in."""

    __tablename__ = "campaign_task_person"
    __table_args__ = (Index("ix_campaign_task_person_account", "account_id", "task_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("campaign_task.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ProblemType(Base):
    """整治内容: the kinds of problem a campaign is after, as a tree under the numbers of the plan."""

    __tablename__ = "campaign_problem_type"
    __table_args__ = (Index("ix_campaign_problem_type_campaign", "campaign_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_problem_type.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)


class ReportRequirement(Base):
    """报送要求: a report that every participating unit owes each period.

    `cutoff_day` (数据截止日) is a day of the period itself, `due_day` (报送截止) a day of the period that follows
    (of the week: 1 is Monday; a day the month lacks is its last). `parts`: [{"code", "title", "required",
    "fields": [{"code", "label", "unit", "metric": code of duties/metrics or null, "indicator"}]}]; every part has prose,
    the fields are its numbers.
    """

    __tablename__ = "campaign_report_requirement"
    __table_args__ = (Index("ix_campaign_report_requirement_campaign", "campaign_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)
    title: Mapped[str] = mapped_column(String(200))
    cadence: Mapped[Cadence] = mapped_column(String(20))
    cutoff_day: Mapped[int | None] = mapped_column(Integer)
    due_day: Mapped[int] = mapped_column(Integer)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    #: The first period asked for starts on or after this day, the last one begins before `until`.
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)

    __mapper_args__ = {"version_id_col": version}


class CampaignTemplate(Base):
    """A campaign to begin with: `body` is what the draft of a campaign holds, its days counted from the start."""

    __tablename__ = "campaign_template"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    body: Mapped[dict[str, Any]] = mapped_column(Document)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
