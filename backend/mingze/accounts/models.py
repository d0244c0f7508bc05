"""People who can sign in, what they sign in with, and their sessions."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from mingze.accounts.rules import MAX_USERNAME, HalfKeeper, Method
from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded


class Account(Base):
    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    username: Mapped[str] = mapped_column(String(MAX_USERNAME), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    #: The department or unit where the person works (not where they hold a role).
    home_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    #: None: as old as the account.
    password_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    must_change_password: Mapped[bool] = mapped_column(Boolean, default=True)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class FormerPassword(Base):
    """A password used before, as its hash: it may not come back soon."""

    __tablename__ = "former_password"
    __table_args__ = unrecorded("written with the change of the password, which is an event")

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PasswordHalf(Base):
    """The half of a password made by somebody else that another administrator has still to hand over, encrypted."""

    __tablename__ = "password_half"
    __table_args__ = unrecorded(
        "made with an account or a reset, which are events; handing it out is one too"
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[str] = mapped_column(String(200))
    keeper: Mapped[HalfKeeper] = mapped_column(String(10))


class SecondFactor(Base):
    """The shared secrets of an authenticator app, encrypted: the one in force and one being set up."""

    __tablename__ = "second_factor"
    __table_args__ = unrecorded("a code used once moves its step; setting up and removing are events")

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[str | None] = mapped_column(String(200))
    #: The time step of the last code taken: that code and older ones are refused.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Becomes `sealed` when a first code proves that the app holds it.
    pending: Mapped[str | None] = mapped_column(String(200))
    pending_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """A way in without the authenticator app, good for once; only its keyed hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = unrecorded(
        "made with the second factor; using one is part of the sign-in that is an event"
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class ExternalIdentity(Base):
    """That an account may sign in through another platform (OIDC), and as whom it did first."""

    __tablename__ = "external_identity"
    __table_args__ = (Index("uq_external_identity_issuer_subject", "issuer", "subject", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    allowed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: None until the first sign-in.
    issuer: Mapped[str | None] = mapped_column(String(300))
    subject: Mapped[str | None] = mapped_column(String(255))
    linked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LoginSession(Base):
    """A sign-in: alive until it expires, is left idle or is revoked. Only hashes of the refresh secret are kept.

    A row is the whole family: every secret that descends from one sign-in by rotation belongs to it, and ends
    with it.
    """

    __tablename__ = "login_session"
    __table_args__ = unrecorded("rotated at every refresh; signing in and out are events of the account")

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    refresh_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str | None] = mapped_column(String(64))
    #: When the secret was last rotated: the session is idle since then.
    rotated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    method: Mapped[Method] = mapped_column(String(10), default=Method.PASSWORD, server_default="password")
    source: Mapped[str | None] = mapped_column(String(64))
    agent: Mapped[str | None] = mapped_column(String(200))


class SpentSecret(Base):
    """A one-time secret that has been used: whoever brings it again has it from somebody else.

    Refresh secrets but the latest two (of `session_id`), and the states of finished sign-ins by OIDC.
    """

    __tablename__ = "spent_secret"
    __table_args__ = unrecorded("bookkeeping of rotation; bringing one again is an event")

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[str | None] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignInLock(Base):
    """Failed attempts on one account name from one source, whether or not the account exists."""

    __tablename__ = "sign_in_lock"
    __table_args__ = unrecorded("counts attempts; refused ones and lock-outs are events")

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(64), index=True)
    #: The account of that name (0: none), and its unit, for the event that says how the lock-out went.
    account_id: Mapped[int] = mapped_column(Id)
    unit_id: Mapped[int | None] = mapped_column(Id)
    failures: Mapped[int] = mapped_column(Integer)
    #: Attempts turned away while locked out: told in one event afterwards.
    turned_away: Mapped[int] = mapped_column(Integer)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
