"""Every setting, from the environment (`MINGZE_…`). Values that are unsafe in production are refused at start."""

import os
import re
import secrets
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

_PREFIX = "MINGZE_"


class _FromFiles(PydanticBaseSettingsSource):
    """`MINGZE_X_FILE` names a file that holds the value of `MINGZE_X`: how a container is handed a secret."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        named = os.environ.get(f"{_PREFIX}{field_name.upper()}_FILE")
        return Path(named).read_text().strip() if named else None, field_name, False

    def __call__(self) -> dict[str, Any]:
        given = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in given.items() if value is not None}


_SECOND_FACTOR: Mapping[str, str] = {"development": "voluntary", "production": "required"}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore")

    environment: Literal["development", "production"] = "development"
    data_dir: Path = Field(default=Path("var"), description="database, files and keys of the embedded form")
    database_url: str | None = Field(default=None, description="default: SQLite in data_dir")
    files_url: str | None = Field(
        default=None, description="default: a folder in data_dir; s3://bucket/prefix"
    )
    web_root: Path | None = Field(
        default=None, description="the built SPA; default: frontend/dist beside the program"
    )
    zone: Literal["all", "inside", "public"] = Field(
        default="all",
        description="what this process serves: public only the portal of the public, inside everything but it",
    )
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = Field(
        default=None, pattern=r"^https?://[^\s/]+$", description="the address people use, as https://host"
    )
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        default=["127.0.0.1", "::1"],
        description="addresses or networks, with commas, whose X-Forwarded-For and -Proto are believed",
    )
    stop_seconds: int = Field(
        default=20, ge=1, le=600, description="how long requests in hand may go on after SIGTERM"
    )
    stop_delay_seconds: float = Field(
        default=0, ge=0, le=120, description="how long /readyz says 503 before new requests are refused"
    )

    log_format: Literal["json", "text"] | None = Field(
        default=None, description="default: json in production, text in development"
    )
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        default=None, description="default: info in production, warning in development"
    )
    log_sources: bool = Field(default=False, description="log the address of who asks (personal data)")
    metrics_token: SecretStr | None = Field(
        default=None, description="the bearer token of /metrics; without one it answers on loopback only"
    )
    session_requests_per_minute: int = Field(
        default=600, ge=0, description="of one session that is signed in; 0: without limit"
    )
    source_requests_per_minute: int = Field(
        default=1_200, ge=0, description="of one address, without a session; 0: without limit"
    )

    token_secret: SecretStr | None = Field(
        default=None, description="default: made once and kept in data_dir/keys"
    )
    access_minutes: int = Field(default=10, ge=1, le=30)
    session_hours: int = Field(default=12, ge=1, le=72)
    idle_minutes: int = Field(
        default=60, ge=10, le=1440, description="a session that is not refreshed for so long is over"
    )
    lockout_attempts: int = Field(
        default=5,
        ge=3,
        le=1_000,
        description="failed sign-ins on one name from one address before a lock-out",
    )
    password_days: int = Field(
        default=0, ge=0, le=3650, description="a password must be changed after so many days; 0: never"
    )
    second_factor: Literal["required", "voluntary"] | None = Field(
        default=None,
        description="for administrators, approvers and handlers of tips; "
        "default: required in production, voluntary in development",
    )
    split_passwords: bool | None = Field(
        default=None,
        description="a first or reset password is made of two halves, each handed over by another administrator; "
        "default: in production",
    )
    second_factor_key: SecretStr | None = Field(
        default=None,
        description="32 bytes in base64 that secrets of second factors are encrypted with; "
        "default: made once and kept in data_dir/keys",
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s?#]+$",
        description="the platform people may sign in through (OpenID Connect); needs public_url",
    )
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="none: a public client, with PKCE only"
    )
    oidc_label: str = Field(default="统一身份认证", description="what the button says")
    oidc_claim: str = Field(
        default="preferred_username",
        pattern=r"^[A-Za-z_]{1,60}$",
        description="the claim that must be the account's user name when it is linked",
    )
    allowed_origins: list[str] = Field(
        default=[], description="origins besides our own that may refresh a session"
    )
    argon2_memory_kib: int = Field(default=65_536, ge=8)
    argon2_rounds: int = Field(default=3, ge=1)

    light_days: int = Field(
        default=10, ge=0, le=365, description="a light turns yellow this many days before it is due"
    )
    due_day_included: bool = Field(
        default=True, description="whether “1日前” still includes the 1st, to its last second"
    )
    internal_deadlines_move: bool = Field(
        default=False, description="whether a campaign's deadline on a day off moves to the next working day"
    )
    missing_after_days: int = Field(
        default=10, ge=0, le=365, description="what has not come so many days after its deadline is missing"
    )
    burden_overlap_days: int = Field(
        default=30,
        ge=1,
        le=200,
        description="the same number asked for twice within so many days is told before it is asked",
    )
    likeness_percent: int = Field(
        default=60,
        ge=20,
        le=100,
        description="a text of which so much stands in others is sent again with an explanation, or rewritten",
    )
    upload_max_bytes: int = Field(default=30_000_000, ge=1)
    owner_max_files: int = Field(default=50, ge=1, description="attachments of one thing")
    owner_max_bytes: int = Field(default=500_000_000, ge=1, description="attachments of one thing together")
    unfinished_uploads: int = Field(
        default=10, ge=1, description="resumable uploads one account may have on their way"
    )
    upload_hours: int = Field(default=24, ge=1, le=168, description="how long a resumable upload may take")
    clamd_url: str | None = Field(
        default=None,
        pattern=r"^(unix:///.+|tcp://[^\s/]+)$",
        description="the virus scanner clamd: unix:///run/clamav/clamd.ctl or tcp://host:3310; default: none",
    )
    clamd_seconds: float = Field(default=60, gt=0, description="longest scan of one file")
    read_seconds: float = Field(default=10, gt=0, description="longest reading of one document")
    copy_memory_mib: int = Field(
        default=1536, ge=256, description="for one preview or clean copy of a picture"
    )
    read_memory_mib: int = Field(default=512, ge=128)
    converter: str | None = Field(
        default=None,
        description="LibreOffice, which turns .doc, .wps and .rtf into .docx; default: soffice on the path",
    )
    concurrent_readings: int = Field(default=2, ge=1, description="documents read at the same time")
    waiting_readings: int = Field(
        default=8, ge=0, description="documents that may wait to be read; further ones are answered with 503"
    )
    checkpoint_seconds: float = Field(
        default=60, gt=0, description="how often the event log is sealed outside the database"
    )

    worker_in_process: bool = Field(
        default=True, description="do jobs in this process too; false where `mingze worker` runs beside it"
    )
    portal_name: str = Field(
        default="卫生健康投诉与信访",
        min_length=1,
        max_length=60,
        description="stands at the head of the portal",
    )
    portal_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+$",
        description="the address of the portal where it has a host of its own; default: public_url",
    )
    portal_contacts: Annotated[list[str], NoDecode] = Field(
        default=[],
        description="lines parted by ; that stand at the foot of every page of the portal, as 投诉电话:0000-1234567",
    )
    portal_address: str | None = Field(
        default=None, max_length=200, description="where letters and visitors go (the published address)"
    )
    portal_hours: str | None = Field(
        default=None, max_length=200, description="when and where visitors are received"
    )
    discipline_contacts: Annotated[list[str], NoDecode] = Field(
        default=["全国纪检监察举报电话:12388", "全国纪检监察举报网站:https://www.12388.gov.cn"],
        description="lines parted by ; that say where a tip-off about people goes (the discipline office)",
    )
    portal_submissions_per_hour: int = Field(
        default=30,
        ge=1,
        description="complaints and opinions of one source an hour: a hospital's Wi-Fi is one source",
    )
    portal_requests_per_minute: int = Field(
        default=600, ge=0, description="pages and calls of the portal from one source; 0: without limit"
    )
    receipt_secret: SecretStr | None = Field(
        default=None,
        description="32 bytes in base64 that receipts of complaints are found by; "
        "default: made once and kept in data_dir/keys; whoever changes it loses every receipt given out",
    )

    notice_days: int = Field(default=180, ge=1, description="read notices are removed after so many days")
    smtp_url: SecretStr | None = Field(
        default=None,
        description="smtp://user:password@host:587?starttls=required|no or smtps://…; none: no mail is sent",
    )
    mail_from: str | None = Field(
        default=None, pattern=r"^[^@\s<>]+@[^@\s<>]+$", description="the address that mails come from"
    )

    hotline_push_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+[^\s#]*$",
        description="where states of hotline orders are pushed; none: the hotline fetches them",
    )
    hotline_push_secret: SecretStr | None = Field(
        default=None, description="what pushes are signed with (HMAC-SHA256); needed with the address"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _FromFiles(settings_cls)

    @field_validator("portal_contacts", "discipline_contacts", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        return _parted(value, "[;\uff1b\n]")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return _parted(value, ",")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: list[str]) -> list[str]:
        for part in value:
            ip_network(part, strict=False)
        return value

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.environment == "production":
            if self.argon2_memory_kib < 19_456 or self.argon2_rounds < 2:
                raise ValueError("MINGZE_ARGON2_MEMORY_KIB / _ROUNDS are too weak for production")
            if self.token_secret and len(self.token_secret.get_secret_value()) < 32:
                raise ValueError("MINGZE_TOKEN_SECRET must have at least 32 characters")
            for key in (self.second_factor_key, self.receipt_secret):
                if key:
                    _key(key.get_secret_value())
            if self.smtp_url and re.match(r"smtp://[^/]+@.*starttls=no", self.smtp_url.get_secret_value()):
                raise ValueError(
                    "MINGZE_SMTP_URL must not send a password that everybody can read on the way"
                )
            if self.oidc_issuer and not self.oidc_issuer.startswith("https://"):
                raise ValueError("MINGZE_OIDC_ISSUER must be an https address in production")
        if self.converter and not shutil.which(self.converter):
            raise ValueError("MINGZE_CONVERTER names no program")
        if self.smtp_url and not self.mail_from:
            raise ValueError("MINGZE_SMTP_URL needs MINGZE_MAIL_FROM")
        if self.idle_minutes <= self.access_minutes:
            raise ValueError("MINGZE_IDLE_MINUTES must be longer than MINGZE_ACCESS_MINUTES")
        if self.oidc_issuer and not (self.oidc_client_id and self.public_url):
            raise ValueError("MINGZE_OIDC_ISSUER needs MINGZE_OIDC_CLIENT_ID and MINGZE_PUBLIC_URL")
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_pushing(self) -> Self:
        if self.hotline_push_url:
            secret = self.hotline_push_secret.get_secret_value() if self.hotline_push_secret else ""
            if not secret:
                raise ValueError("MINGZE_HOTLINE_PUSH_URL needs MINGZE_HOTLINE_PUSH_SECRET")
            if self.environment == "production" and (
                len(secret) < 32 or not self.hotline_push_url.startswith("https://")
            ):
                raise ValueError(
                    "MINGZE_HOTLINE_PUSH_URL must be an https address in production, "
                    "and its secret have at least 32 characters"
                )
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'mingze.db'}"

    @property
    def files(self) -> str:
        return self.files_url or (self.data_dir / "files").resolve().as_uri()

    @property
    def second_factor_required(self) -> bool:
        """Whether those roles must have one (the others may)."""
        return (self.second_factor or _SECOND_FACTOR[self.environment]) == "required"

    @property
    def splits_passwords(self) -> bool:
        """Whether nobody alone makes a password for somebody else."""
        return self.environment == "production" if self.split_passwords is None else self.split_passwords

    @cached_property
    def second_factor_secret(self) -> bytes:
        """The key of the secrets of second factors: from the environment, or made once beside the database."""
        if self.second_factor_key:
            return _key(self.second_factor_key.get_secret_value())
        return _key(_kept(self.data_dir / "keys" / "second-factor.key", _new_key))

    @cached_property
    def receipt_key(self) -> bytes:
        """The key that receipts are found by: from the environment, or made once beside the database."""
        if self.receipt_secret:
            return _key(self.receipt_secret.get_secret_value())
        return _key(_kept(self.data_dir / "keys" / "receipt.key", _new_key))

    @cached_property
    def signing_secret(self) -> str:
        """The key of access tokens: from the environment, or made once beside the database."""
        if self.token_secret:
            return self.token_secret.get_secret_value()
        return _kept(self.data_dir / "keys" / "token.key", lambda: secrets.token_urlsafe(48))

    def keys_given(self) -> dict[str, str]:
        """The keys that come from the environment, by the names of the files they would be kept in."""
        given = {
            "token.key": self.token_secret,
            "second-factor.key": self.second_factor_key,
            "receipt.key": self.receipt_secret,
        }
        return {name: value.get_secret_value() for name, value in given.items() if value is not None}


def _parted(value: object, mark: str) -> object:
    """A list that stands in one environment variable, its parts between marks."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in re.split(mark, value) if part.strip()]


def _new_key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


def _key(text: str) -> bytes:
    key = b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key must be 32 bytes, in base64")
    return key


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, made and written (readable by us alone) where there is none.

    Of several processes that start at once, all take the one that was there first.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_name(f".{path.name}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(make())
        with suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_text().strip()
