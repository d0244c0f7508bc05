"""Complaints and petitions: what somebody has to say that wants an answer, and everything done about it.

One table for both kinds: they come in by the same channels, are shown, joined, answered and counted alike;
only their workflows and their clocks differ.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from mingze.complaints.vocabulary import (
    BarredWhy,
    Category,
    ClockState,
    ComplaintChannel,
    ComplaintKind,
    ComplaintPart,
    ComplaintRequestKind,
    ComplaintRequestState,
    ComplaintState,
    Delivery,
    LetterKind,
    Matter,
    NineRule,
    NotHandledReason,
    Outcome,
    PetitionClass,
    Satisfaction,
    Side,
    Substantiated,
    TransferTarget,
)
from mingze.kit.tables import Base, Document, Id, UtcDateTime
from mingze.kit.text import SearchText


class Complaint(Base):
    """投诉 or 信访事项. `office_id` is the authority (or the institution's own office) that took it in and answers
    for its way; units that handle it are `ComplaintUnit`.

    `names_head`: it is about the head of `about_unit`, or the unit as a whole: that unit and everything below it
    never see it. `receipt_hash`: finds it for whoever holds its receipt; None where none was given out.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_office", "office_id", "id"),
        Index("ix_complaint_about", "about_unit_id", "received_at"),
        Index("ix_complaint_state", "state", "id"),
        Index("ix_complaint_received", "received_at", "id"),
        Index(
            "ix_complaint_disputed_at",
            "disputed_at",
            postgresql_where=sql("disputed_at IS NOT NULL"),
            sqlite_where=sql("disputed_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    #: Year and running number within it, TS2026-000123 or XF2026-000045.
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[ComplaintKind] = mapped_column(String(12))
    channel: Mapped[ComplaintChannel] = mapped_column(String(20))
    matter: Mapped[Matter] = mapped_column(String(12))
    petition_class: Mapped[PetitionClass | None] = mapped_column(String(12))
    category: Mapped[Category | None] = mapped_column(String(20))
    nine_rule: Mapped[NineRule | None] = mapped_column(String(2))
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    #: Several departments must work together: the longer time of the rule.
    is_complex: Mapped[bool] = mapped_column(Boolean, default=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    about_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    about_department_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    names_head: Mapped[bool] = mapped_column(Boolean, default=False)
    #: Who it is about, in the complainant's words.
    about_persons: Mapped[str | None] = mapped_column(String(200))
    happened_on: Mapped[date | None] = mapped_column(Date)
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    wish: Mapped[str | None] = mapped_column(Text)
    #: How many people speak together; of a joint visit at most five come.
    people: Mapped[int] = mapped_column(Integer, default=1)
    #: How many came for them.
    representatives: Mapped[int | None] = mapped_column(Integer)
    #: 诉求人要求保密: who it is stays with the office.
    confidential: Mapped[bool] = mapped_column(Boolean, default=False)
    from_superior: Mapped[bool] = mapped_column(Boolean, default=False)
    superior_document: Mapped[str | None] = mapped_column(String(200))
    #: The office of the tree that forwarded it here, and takes it back where it was wrong.
    forwarded_by_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    receipt_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    state: Mapped[ComplaintState] = mapped_column(String(20))
    round: Mapped[int] = mapped_column(Integer, default=1)
    #: The unit may not give it back: it was designated.
    designated: Mapped[bool] = mapped_column(Boolean, default=False)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_on_spot: Mapped[bool] = mapped_column(Boolean, default=False)
    parked_until: Mapped[date | None] = mapped_column(Date)
    #: Why it is parked, not handled, transferred, diverted or closed though not satisfied.
    reason: Mapped[str | None] = mapped_column(Text)
    not_handled_reason: Mapped[NotHandledReason | None] = mapped_column(String(20))
    transferred_to: Mapped[TransferTarget | None] = mapped_column(String(20))
    #: Merged into: answered with it, its own receipt stays alive.
    main_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(String(20))
    substantiated: Mapped[Substantiated | None] = mapped_column(String(10))
    resolved: Mapped[bool | None] = mapped_column(Boolean)
    unresolved_reason: Mapped[str | None] = mapped_column(Text)
    satisfaction: Mapped[Satisfaction | None] = mapped_column(String(12))
    satisfaction_text: Mapped[str | None] = mapped_column(Text)
    #: When whoever complained rated it themselves; None where the office noted it at a visit.
    rated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Since when who complained does not accept the answer; None again when the office has dealt with that.
    disputed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    visited_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: 督办: since when, by whom, why; its clock has no rule of law.
    supervised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    supervised_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    supervised_reason: Mapped[str | None] = mapped_column(Text)
    search: Mapped[str] = mapped_column(SearchText, deferred=True, deferred_raiseload=True)

    __mapper_args__ = {"version_id_col": version}


class ComplaintNumber(Base):
    """The last number given out in a year, for each kind."""

    __tablename__ = "complaint_number"
    __table_args__ = {"info": {"unrecorded": "a counter; the complaint that takes the number has its event"}}

    kind: Mapped[ComplaintKind] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class Complainant(Base):
    """Who complained, as far as they said. Never in a list, never in a log; kept from units where confidential."""

    __tablename__ = "complainant"

    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaint.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str | None] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(40), index=True)
    address: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    #: 本人、家属、职工…, in words.
    relation: Mapped[str | None] = mapped_column(String(40))


class ComplaintUnit(Base):
    """A unit that handles it (主办) or helps (协办), in one round. `withdrawn_at`: taken from it again."""

    __tablename__ = "complaint_unit"
    __table_args__ = (
        Index("ix_complaint_unit_complaint", "complaint_id", "round"),
        Index("ix_complaint_unit_unit", "unit_id", "complaint_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int] = mapped_column(Integer)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    part: Mapped[ComplaintPart] = mapped_column(String(8))
    note: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: What a unit that helps reports to the one that leads.
    report: Mapped[str | None] = mapped_column(Text)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ComplaintBarred(Base):
    """A person who sees and does nothing of it: named in it, or recused (信访工作条例 28)."""

    __tablename__ = "complaint_barred"
    __table_args__ = (UniqueConstraint("complaint_id", "account_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    why: Mapped[BarredWhy] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ComplaintClock(Base):
    """A time limit that runs. `code`: the rule in `timelimits/`, None for a day that a person set (督办, 挂账).

    `due_at` is the first instant that is late; None while the working calendar does not reach so far.
    `is_window`: a right that lapses (to object, to ask for review), not a duty that becomes late.
    `suspensions`: [{"first", "last", "why"}]; `extension`: {"quantity", "unit"}.
    `urged_at`: when the urging of the day after expiry went out; `escalated_at`: when the leader was told.
    """

    __tablename__ = "complaint_clock"
    __table_args__ = (
        Index("ix_complaint_clock_complaint", "complaint_id", "id"),
        Index("ix_complaint_clock_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int] = mapped_column(Integer)
    code: Mapped[str | None] = mapped_column(String(20))
    #: What must be done by then, in words; the article is read from the rule.
    purpose: Mapped[str] = mapped_column(String(60))
    is_window: Mapped[bool] = mapped_column(Boolean, default=False)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspensions: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    extension: Mapped[dict[str, Any] | None] = mapped_column(Document)
    state: Mapped[ClockState] = mapped_column(String(10))
    met_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    urged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ComplaintRequest(Base):
    """What a person asks and another decides: to give it back (退单), to have more time (延期)."""

    __tablename__ = "complaint_request"
    __table_args__ = (Index("ix_complaint_request_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int] = mapped_column(Integer)
    kind: Mapped[ComplaintRequestKind] = mapped_column(String(12))
    state: Mapped[ComplaintRequestState] = mapped_column(String(10))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    clock_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_clock.id"))
    quantity: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)


class ComplaintMessage(Base):
    """A word in the conversation; `inner` ones are between handlers and never reach who complained."""

    __tablename__ = "complaint_message"
    __table_args__ = (Index("ix_complaint_message_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    side: Mapped[Side] = mapped_column(String(12))
    inner: Mapped[bool] = mapped_column(Boolean, default=False)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class ComplaintAnswer(Base):
    """What came of one round: 办理情况 (inner) and 公开答复 (public) apart.

    Of a petition also what 信访工作条例 32 asks of an opinion: the request, facts and reasons, the legal basis.
    """

    __tablename__ = "complaint_answer"
    __table_args__ = (Index("ix_complaint_answer_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int] = mapped_column(Integer)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    inner_text: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[Outcome | None] = mapped_column(String(20))
    request_text: Mapped[str | None] = mapped_column(Text)
    facts_text: Mapped[str | None] = mapped_column(Text)
    basis_text: Mapped[str | None] = mapped_column(Text)
    substantiated: Mapped[Substantiated | None] = mapped_column(String(10))
    resolved: Mapped[bool | None] = mapped_column(Boolean)
    unresolved_reason: Mapped[str | None] = mapped_column(Text)
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PetitionReview(Base):
    """复查 or 复核 by an organ that may stand outside the tree (recorded by hand)."""

    __tablename__ = "petition_review"
    __table_args__ = (UniqueConstraint("complaint_id", "is_recheck"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    is_recheck: Mapped[bool] = mapped_column(Boolean)
    organ: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    requested_on: Mapped[date] = mapped_column(Date)
    received_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    opinion: Mapped[str | None] = mapped_column(Text)
    upheld: Mapped[bool | None] = mapped_column(Boolean)
    document: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None] = mapped_column(Date)
    delivered_on: Mapped[date | None] = mapped_column(Date)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class ComplaintLetter(Base):
    """A numbered letter to whoever complained. `content`: the fields it was written from, so that it can be
    printed again as it was."""

    __tablename__ = "complaint_letter"
    __table_args__ = (Index("ix_complaint_letter_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int] = mapped_column(Integer)
    kind: Mapped[LetterKind] = mapped_column(String(12))
    #: 云卫信告〔2026〕12号
    number: Mapped[str] = mapped_column(String(60), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(Document)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    issued_on: Mapped[date] = mapped_column(Date)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    delivered_on: Mapped[date | None] = mapped_column(Date)
    delivery: Mapped[Delivery | None] = mapped_column(String(12))
    delivery_note: Mapped[str | None] = mapped_column(String(200))

    __mapper_args__ = {"version_id_col": version}


class ComplaintFinding(Base):
    """A complaint that became, or joined, a finding of the ledger."""

    __tablename__ = "complaint_finding"
    __table_args__ = (Index("ix_complaint_finding_finding", "finding_id", "complaint_id"),)

    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaint.id"), primary_key=True, autoincrement=False
    )
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True, autoincrement=False)
    linked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
