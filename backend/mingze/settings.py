"""Every setting, from the environment (`MINGZE_…`). Values that are unsafe in production are refused at start."""

import secrets
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="MINGZE_", extra="ignore")

    environment: Literal["development", "production"] = "development"
    data_dir: Path = Field(default=Path("var"), description="database, files and keys of the embedded form")
    database_url: str | None = Field(default=None, description="default: SQLite in data_dir")
    files_url: str | None = Field(
        default=None, description="default: a folder in data_dir; s3://bucket/prefix"
    )
    web_root: Path | None = Field(
        default=None, description="the built SPA; default: frontend/dist beside the program"
    )
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)

    token_secret: SecretStr | None = Field(
        default=None, description="default: made once and kept in data_dir/keys"
    )
    access_minutes: int = Field(default=10, ge=1, le=30)
    session_hours: int = Field(default=12, ge=1, le=72)
    allowed_origins: list[str] = Field(
        default=[], description="origins besides our own that may refresh a session"
    )
    argon2_memory_kib: int = Field(default=65_536, ge=8)
    argon2_rounds: int = Field(default=3, ge=1)

    light_days: int = Field(
        default=10, ge=0, le=365, description="a light turns yellow this many days before it is due"
    )
    upload_max_bytes: int = Field(default=30_000_000, ge=1)
    read_seconds: float = Field(default=20, gt=0, description="longest reading of one document")
    read_memory_mib: int = Field(default=1024, ge=128)
    concurrent_readings: int = Field(default=2, ge=1, description="documents read at the same time")
    waiting_readings: int = Field(
        default=8, ge=0, description="documents that may wait to be read; further ones are answered with 503"
    )
    checkpoint_seconds: float = Field(
        default=60, gt=0, description="how often the event log is sealed outside the database"
    )

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.environment == "production":
            if self.argon2_memory_kib < 19_456 or self.argon2_rounds < 2:
                raise ValueError("MINGZE_ARGON2_MEMORY_KIB / _ROUNDS are too weak for production")
            if self.token_secret and len(self.token_secret.get_secret_value()) < 32:
                raise ValueError("MINGZE_TOKEN_SECRET must have at least 32 characters")
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'mingze.db'}"

    @property
    def files(self) -> str:
        return self.files_url or (self.data_dir / "files").resolve().as_uri()

    @cached_property
    def signing_secret(self) -> str:
        """The key of access tokens: from the environment, or made once beside the database."""
        if self.token_secret:
            return self.token_secret.get_secret_value()
        return _kept(self.data_dir / "keys" / "token.key", lambda: secrets.token_urlsafe(48))


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, made and written (readable by us alone) where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text().strip()
