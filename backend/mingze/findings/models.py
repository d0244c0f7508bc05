"""The tables of the ledger. Findings and measures refer to each other by id; what belongs together is read in
queries, so there are no relations to load by accident."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from mingze.findings.vocabulary import (
    Basis,
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    PublishedStatus,
    RequestKind,
    RequestState,
    Severity,
    Source,
    WorkState,
)
from mingze.kit.tables import Base, Document, Id, UtcDateTime, unrecorded
from mingze.kit.text import SearchText


class DueDate(TypeDecorator[date]):
    """A day, or none, kept as the last of all days: it sorts last on both engines, and one index serves."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> date:
        return value or date.max

    def process_result_value(self, value: date | None, dialect: Dialect) -> date | None:
        return None if value == date.max else value


class Inspection(Base):
    """巡察: where findings came from. `unit_id` is the unit whose office keeps its ledger."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str | None] = mapped_column(String(120))
    party: Mapped[str | None] = mapped_column(String(120))
    ordered_by: Mapped[str | None] = mapped_column(String(120))
    began_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    feedback_on: Mapped[date | None] = mapped_column(Date)
    rules_built: Mapped[int | None] = mapped_column(Integer)
    checks_held: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class SourceDocument(Base):
    """A document that was imported: findings were read from it, or a plan, or figures. `text` is what spans are
    offsets into; `reading` holds what the ledger has no rows for: {"plan": …, "figures": […]}."""

    __tablename__ = "source_document"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str | None] = mapped_column(String(100))
    issuer: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(String(30))
    reading: Mapped[dict[str, Any] | None] = mapped_column(Document)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Finding(Base):
    """问题, with its three axes: work, published status, closure."""

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_due", "due_on", "id"),
        Index("ix_finding_updated", "updated_at", "id"),
        Index("ix_finding_inspection", "inspection_id", "id"),
        Index("ix_finding_work", "work_state", "due_on", "id"),
        Index("ix_finding_campaign", "campaign_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"))
    #: The campaign it was found in, and which of the campaign's kinds of problem it is.
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    problem_type_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_problem_type.id"))
    span_start: Mapped[int | None] = mapped_column(Integer)
    span_end: Mapped[int | None] = mapped_column(Integer)

    source: Mapped[Source] = mapped_column(String(20))
    section: Mapped[str | None] = mapped_column(String(40))
    group: Mapped[str | None] = mapped_column("group_title", String(300))
    number: Mapped[str | None] = mapped_column(String(20))
    problem: Mapped[str] = mapped_column(Text)
    severity: Mapped[Severity] = mapped_column(String(20), default=Severity.ORDINARY)
    key_matter: Mapped[bool] = mapped_column(Boolean, default=False)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    responsible_leader: Mapped[str | None] = mapped_column(String(100))
    responsible_department: Mapped[str | None] = mapped_column(String(200))
    responsible_person: Mapped[str | None] = mapped_column(String(100))
    due_on: Mapped[date | None] = mapped_column(DueDate, nullable=False)

    work_state: Mapped[WorkState] = mapped_column(String(20))
    published_status: Mapped[PublishedStatus | None] = mapped_column(String(20))
    long_term: Mapped[bool] = mapped_column(Boolean, default=False)
    staged_reason: Mapped[str | None] = mapped_column(Text)
    waiting_reason: Mapped[str | None] = mapped_column(Text)
    waiting_review_on: Mapped[date | None] = mapped_column(Date)
    declined_reason: Mapped[str | None] = mapped_column(Text)
    fixed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    closure_state: Mapped[ClosureState] = mapped_column(String(20), default=ClosureState.NONE)
    closure_applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closure_note: Mapped[str | None] = mapped_column(Text)
    closer: Mapped[str | None] = mapped_column(String(200))
    closing_document: Mapped[str | None] = mapped_column(String(200))
    closed_on: Mapped[date | None] = mapped_column(Date)
    reopen_no: Mapped[int] = mapped_column(Integer, default=0)

    voided: Mapped[bool] = mapped_column(Boolean, default=False)
    void_reason: Mapped[str | None] = mapped_column(Text)
    #: Why it resembles another text, as who sent it explains.
    likeness_explained: Mapped[str | None] = mapped_column(Text)
    last_urged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_urge_note: Mapped[str | None] = mapped_column(Text)
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    #: Whose it is since the person who registered it handed it over; None: theirs.
    taken_over_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    search: Mapped[str] = mapped_column(SearchText, deferred=True, deferred_raiseload=True)

    __mapper_args__ = {"version_id_col": version}

    def __init__(self, **values: Any) -> None:
        # Rules look at a finding before it is flushed, so the defaults stand at once.
        defaults = {
            "closure_state": ClosureState.NONE,
            "severity": Severity.ORDINARY,
            "due_on": None,
            "reopen_no": 0,
            "voided": False,
            "long_term": False,
            "key_matter": False,
        }
        super().__init__(**{**defaults, **values})


class FindingDocument(Base):
    """A later edition in which the finding stands too; the first one is `Finding.document_id`."""

    __tablename__ = "finding_document"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id"), primary_key=True)
    span_start: Mapped[int | None] = mapped_column(Integer)
    span_end: Mapped[int | None] = mapped_column(Integer)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FindingNumber(Base):
    """The last number given in a year."""

    __tablename__ = "finding_number"
    __table_args__ = unrecorded("the counter of codes; the finding that takes one has its event")

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class FindingUnit(Base):
    """Which unit has which part in a finding; who holds a role over one of them sees the finding."""

    __tablename__ = "finding_unit"
    __table_args__ = (Index("ix_finding_unit_unit", "unit_id", "finding_id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(String(20), primary_key=True)


class Tag(Base):
    """A category of problems: an editable dictionary."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class FindingTag(Base):
    __tablename__ = "finding_tag"
    __table_args__ = (Index("ix_finding_tag_tag", "tag_id", "finding_id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)


class RectificationItem(Base):
    """整改措施(条): counted on its own, with its own owner, day and state."""

    __tablename__ = "rectification_item"
    __table_args__ = (
        Index("ix_rectification_item_finding", "finding_id", "ordinal"),
        Index("ix_rectification_item_owner", "owner_account_id", "state"),
        Index("ix_rectification_item_unit", "unit_id", "state"),
        Index("ix_rectification_item_due", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1)
    text: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    owner_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: Who handed it over: to verify it is not for them either.
    former_owner_ids: Mapped[list[int]] = mapped_column(Document, server_default="[]")
    owner_leader: Mapped[str | None] = mapped_column(String(100))
    due_on: Mapped[date | None] = mapped_column(DueDate, nullable=False)
    state: Mapped[ItemState] = mapped_column(String(20), default=ItemState.PLANNED)
    basis: Mapped[Basis | None] = mapped_column(String(20))
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    onsite_on: Mapped[date | None] = mapped_column(Date)
    onsite_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    onsite_note: Mapped[str | None] = mapped_column(Text)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_reason: Mapped[str | None] = mapped_column(Text)
    #: Why it resembles another text, as who sent it explains.
    likeness_explained: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}

    def __init__(self, **values: Any) -> None:
        defaults: dict[str, Any] = {"state": ItemState.PLANNED, "due_on": None, "former_owner_ids": []}
        super().__init__(**{**defaults, **values})


class Step(Base):
    """A step of a measure (一是, 二是 …): its own owner and day, not counted."""

    __tablename__ = "step"
    __table_args__ = (Index("ix_step_item", "item_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("rectification_item.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(100))
    due_on: Mapped[date | None] = mapped_column(Date)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ProgressNote(Base):
    """整改进展. `account_id` is null where the text came with an imported document."""

    __tablename__ = "progress_note"
    __table_args__ = (Index("ix_progress_note_item", "item_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("rectification_item.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    #: Why it resembles another text, as who sent it explains.
    likeness_explained: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FindingRequest(Base):
    """What one person asked and another decides. `payload`: the day, the changed fields, the trigger."""

    __tablename__ = "finding_request"
    __table_args__ = (
        Index("ix_finding_request_finding", "finding_id", "id"),
        Index("ix_finding_request_state", "state", "finding_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    kind: Mapped[RequestKind] = mapped_column(String(20))
    state: Mapped[RequestState] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(Document)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)


class Countersignature(Base):
    """会签: an organ outside the tree signed on paper. Those of an earlier closure keep its `reopen_no`."""

    __tablename__ = "countersignature"
    __table_args__ = (UniqueConstraint("finding_id", "reopen_no", "organ_kind"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    reopen_no: Mapped[int] = mapped_column(Integer)
    organ_kind: Mapped[OrganKind] = mapped_column(String(20))
    organ: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(String(200))
    signed_on: Mapped[date] = mapped_column(Date)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
