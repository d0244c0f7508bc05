"""What people were told, and how they want to be told."""

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded
from mingze.notices.rules import MAX_ADDRESS, MailMode, NoticeKind


class Notice(Base):
    """提醒. Holds no case content: what it is about is named by whoever may see it, at the time of reading.

    No foreign keys: accounts are never deleted, and a key would make every act wait for whoever just edits the
    account of somebody it tells.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_account", "account_id", "id"),
        Index(
            "ix_notice_unread",
            "account_id",
            "id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notice_mail", "account_id", sqlite_where=text("mail_due"), postgresql_where=text("mail_due")
        ),
        Index("ix_notice_created", "created_at"),
        UniqueConstraint("account_id", "once"),
        unrecorded("follows from an act that has its own event; that one reads it is no business of others"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[NoticeKind] = mapped_column(String(24))
    #: What it is about, and the finding to which that belongs; no id where it is about several.
    resource: Mapped[str] = mapped_column(String(40))
    resource_id: Mapped[int | None] = mapped_column(Id)
    finding_id: Mapped[int | None] = mapped_column(Id)
    count: Mapped[int] = mapped_column(Integer)
    #: Words that are no case content (the name of a role and of its unit).
    words: Mapped[str | None] = mapped_column(String(200))
    actor_id: Mapped[int | None] = mapped_column(Id)
    #: What may be told to a person only once (the notice of a day).
    once: Mapped[str | None] = mapped_column(String(60))
    mail_due: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MailSetting(Base):
    """Where and when a person wants mail. `pending` is an address whose code has not come back yet."""

    __tablename__ = "mail_setting"

    account_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    mode: Mapped[MailMode] = mapped_column(String(8))
    address: Mapped[str | None] = mapped_column(String(MAX_ADDRESS))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pending: Mapped[str | None] = mapped_column(String(MAX_ADDRESS))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Codes asked for on the day of `asked_at`.
    asked: Mapped[int] = mapped_column(Integer)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer)
