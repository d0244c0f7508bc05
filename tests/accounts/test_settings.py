"""Settings of sign-in: what is refused at start."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from mingze.settings import Settings

_OIDC: dict[str, Any] = {"oidc_client_id": "mingze", "public_url": "https://mingze.test"}


class TestSettings:
    @pytest.mark.parametrize(
        "given",
        [
            {"idle_minutes": 10, "access_minutes": 10},
            {"oidc_issuer": "https://login.test"},
            {"oidc_issuer": "https://login.test", "oidc_client_id": "mingze"},
            {"oidc_issuer": "http://login.test", "environment": "production", **_OIDC},
            {"oidc_issuer": "https://login.test?x=1", **_OIDC},
            {"second_factor_key": SecretStr("short"), "environment": "production"},
            {"second_factor": "never"},
        ],
    )
    def test_refuse_what_is_unsafe(self, given: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            Settings(**given)

    def test_take_a_platform(self) -> None:
        Settings(environment="production", oidc_issuer="https://login.test", **_OIDC)

    @pytest.mark.parametrize(
        ("environment", "said", "required"),
        [
            ("production", None, True),
            ("development", None, False),
            ("production", "voluntary", False),
            ("development", "required", True),
        ],
    )
    def test_require_the_second_factor_in_production(
        self, environment: Any, said: Any, required: bool
    ) -> None:
        made = Settings(environment=environment, second_factor=said)
        assert made.second_factor_required is required

    def test_make_a_key_once_and_keep_it_to_themselves(self, tmp_path: Path) -> None:
        first = Settings(data_dir=tmp_path).second_factor_secret
        assert len(first) == 32
        assert Settings(data_dir=tmp_path).second_factor_secret == first
        assert (tmp_path / "keys" / "second-factor.key").stat().st_mode & 0o077 == 0
