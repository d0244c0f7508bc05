"""Evidence and other files, of anything: the content lies in the file store under its hash."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded


class Attachment(Base):
    """附件. `owner_type` and `owner_id` say what it belongs to; who may see that may see the file."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_owner", "owner_type", "owner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_type: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[int] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Id)
    sha256: Mapped[str] = mapped_column(String(64))
    scan: Mapped[str] = mapped_column(String(10), server_default=text("'off'"))
    #: None: somebody of the public sent it, through the portal.
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Upload(Base):
    """A resumable upload on its way. Whoever began it, and nobody else, continues and finishes it."""

    __tablename__ = "upload"
    __table_args__ = unrecorded("a file on its way; that it was attached has its own event")

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    length: Mapped[int] = mapped_column(Id)
    received: Mapped[int] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class UploadPart(Base):
    """The bytes of an upload from `start`; they lie in the file store under `key`."""

    __tablename__ = "upload_part"
    __table_args__ = unrecorded("a piece of a file on its way")

    upload_id: Mapped[str] = mapped_column(ForeignKey(Upload.id), primary_key=True)
    start: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(60))
