"""The service with a platform people sign in through, which lies where a test says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingze.settings import Settings
from tests.accounts.oidc.platform import Platform, oidc_settings, running
from tests.conftest import SignIn
from tests.support.region import Region


@pytest.fixture(scope="module")
def _platform() -> Iterator[Platform]:
    with running() as platform:
        yield platform


@pytest.fixture
def platform(_platform: Platform) -> Platform:
    _platform.be_honest()
    return _platform


@pytest.fixture
def settings(database_url: str, tmp_path: Path, platform: Platform) -> Settings:
    return oidc_settings(database_url, tmp_path / "var", platform.issuer)


@pytest.fixture
async def allowed(sign_in: SignIn, region: Region) -> None:
    """The clerk may sign in through the platform."""
    security = await sign_in("security_admin")
    path = f"/api/v1/accounts/{region.accounts['clerk']}/provider-sign-in"
    assert (await security.post(path)).status_code == 204
