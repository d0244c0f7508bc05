"""Signing in through another platform: with a real provider, and who may."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.accounts.models import ExternalIdentity
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.settings import Settings
from tests.accounts.oidc.platform import (
    BEGIN,
    REFRESH,
    Platform,
    go_there,
    oidc_settings,
    username_of,
    whole_sign_in,
)
from tests.conftest import SignIn
from tests.support.region import Region, settings_for


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    """The issuer of oidc-provider-mock, a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    people = [{"sub": "person-7", "preferred_username": "clerk"}, {"sub": "person-8"}]
    claims = [part for person in people for part in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
    try:
        while True:
            try:
                httpx.get(f"{issuer}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx.HTTPError:
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.05)
        yield issuer
    finally:
        process.terminate()
        process.wait(20)


class TestWithARealProvider:
    @pytest.fixture
    def settings(self, database_url: str, tmp_path: Path, real: str) -> Settings:
        return oidc_settings(database_url, tmp_path / "var", real)

    async def test_signs_in_who_may(self, client: httpx.AsyncClient, allowed: None, real: str) -> None:
        begun = await client.get(BEGIN)
        assert begun.headers["location"].startswith(f"{real}/oauth2/authorize?")
        back = await go_there(begun.headers["location"], sub="person-7")
        answer = await client.get(back)
        assert (answer.status_code, answer.headers["location"]) == (307, "/")
        assert await username_of(client) == "clerk"

    async def test_refuses_who_may_not(self, client: httpx.AsyncClient, allowed: None) -> None:
        for sub in ("person-8", "person-9"):
            begun = await client.get(BEGIN)
            answer = await client.get(await go_there(begun.headers["location"], sub=sub))
            assert answer.headers["location"] == "/?sign_in=oidc-unknown"
        assert await username_of(client) is None


class TestBegin:
    async def test_asks_for_a_code_with_state_nonce_and_pkce(
        self, client: httpx.AsyncClient, platform: Platform
    ) -> None:
        answer = await client.get(BEGIN)
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()
        }
        assert asked["response_type"] == "code"
        assert asked["redirect_uri"] == "http://mingze.test/api/v1/sessions/oidc/callback"
        assert asked["code_challenge_method"] == "S256"
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
        cookie = SimpleCookie(answer.headers["set-cookie"])["mingze_oidc"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "lax", BEGIN)
        assert answer.headers["cache-control"] == "no-store"

    async def test_takes_the_address_from_the_settings_not_from_the_request(
        self, client: httpx.AsyncClient
    ) -> None:
        headers = {"Host": "evil.test", "X-Forwarded-Host": "evil.test"}
        answer = await client.get(BEGIN, headers=headers)
        assert "evil.test" not in answer.headers["location"]

    async def test_says_so_when_the_platform_is_away(
        self, client: httpx.AsyncClient, platform: Platform
    ) -> None:
        platform.nobody_home = True
        assert (await client.get(BEGIN)).headers["location"] == "/?sign_in=oidc-unavailable"

    async def test_is_shown_on_the_page_of_sign_in(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/api/v1/meta")).json()["sign_in"]["oidc"] == {"label": "统一身份认证"}


class TestWithoutPlatform:
    @pytest.fixture
    def settings(self, database_url: str, tmp_path: Path) -> Settings:
        return settings_for(database_url, tmp_path / "var")

    async def test_is_not_offered(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/api/v1/meta")).json()["sign_in"]["oidc"] is None
        for path in (BEGIN, f"{BEGIN}/callback?state=x&code=y"):
            assert (await client.get(path)).headers["location"] == "/?sign_in=oidc-unavailable"


class TestWhoMay:
    async def test_links_the_account_the_first_time_and_goes_by_the_identifier_from_then_on(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform, database: Database, region: Region
    ) -> None:
        assert await whole_sign_in(client) == "/"
        platform.claims = {"preferred_username": "renamed-there"}
        assert await whole_sign_in(client) == "/"
        assert await username_of(client) == "clerk"
        async with database.reading() as session:
            row = (await session.scalars(select(ExternalIdentity))).one()
            query = select(EventRow.action).where(EventRow.actor_id == region.accounts["clerk"])
            actions = list(await session.scalars(query.order_by(EventRow.position)))
        assert (row.issuer, row.subject) == (platform.issuer, "person-7")
        assert actions == ["link_provider_sign_in", "sign_in", "sign_in"]

    async def test_registers_nobody(
        self, client: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        """The account exists; nobody has allowed it. Remembered, for the platform vouched for somebody."""
        assert await whole_sign_in(client) == "/?sign_in=oidc-unknown"
        async with database.reading() as session:
            query = select(EventRow.resource_id, EventRow.ok).where(EventRow.action == "sign_in")
            assert [tuple(row) for row in await session.execute(query)] == [("0", False)]

    async def test_gives_an_account_to_the_first_only(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        """Somebody who takes over the name at the platform is somebody else."""
        assert await whole_sign_in(client) == "/"
        platform.claims = {"sub": "person-99"}
        assert await whole_sign_in(client) == "/?sign_in=oidc-unknown"

    async def test_refuses_the_disabled(
        self, client: httpx.AsyncClient, allowed: None, sign_in: SignIn, region: Region
    ) -> None:
        assert await whole_sign_in(client) == "/"
        system = await sign_in("system_admin")
        path = f"/api/v1/accounts/{region.accounts['clerk']}"
        version = (await system.get("/api/v1/accounts", params={"q": "clerk"})).json()["items"][0]["version"]
        off = await system.patch(path, json={"active": False}, headers={"If-Match": f'"v{version}"'})
        assert off.status_code == 200
        assert await username_of(client) is None
        assert await whole_sign_in(client) == "/?sign_in=oidc-unknown"

    async def test_ends_with_the_permission(
        self, client: httpx.AsyncClient, allowed: None, sign_in: SignIn, region: Region
    ) -> None:
        by_password = await sign_in("clerk")
        assert await whole_sign_in(client) == "/"
        security = await sign_in("security_admin")
        path = f"/api/v1/accounts/{region.accounts['clerk']}/provider-sign-in"
        said = (await security.get(path)).json()
        assert said["allowed"]
        assert said["linked_at"]
        assert (await security.delete(path)).status_code == 204
        assert await username_of(client) is None
        assert (await by_password.get("/api/v1/me")).status_code == 200
        assert await whole_sign_in(client) == "/?sign_in=oidc-unknown"
        assert (await security.delete(path)).status_code == 409

    async def test_leaves_the_second_factor_to_the_platform(
        self, client: httpx.AsyncClient, platform: Platform, app: FastAPI, sign_in: SignIn, region: Region
    ) -> None:
        security = await sign_in("security_admin")
        await security.post(f"/api/v1/accounts/{region.accounts['leader']}/provider-sign-in")
        app.state.settings.second_factor = "required"
        platform.claims = {"preferred_username": "leader"}
        assert await whole_sign_in(client) == "/"
        answer = (await client.post(REFRESH)).json()
        assert answer["account"]["must_set_second_factor"] is False
        bearer = {"Authorization": f"Bearer {answer['access_token']}"}
        assert (await client.get("/api/v1/units", headers=bearer)).status_code == 200

    @pytest.mark.parametrize(
        ("verified", "ends"),
        [(True, "/"), (False, "/?sign_in=oidc-unknown"), (None, "/?sign_in=oidc-unknown")],
    )
    async def test_believes_an_address_only_where_it_is_verified(
        self,
        client: httpx.AsyncClient,
        allowed: None,
        platform: Platform,
        app: FastAPI,
        verified: bool | None,
        ends: str,
    ) -> None:
        app.state.oidc._claim = "email"
        platform.claims = {"email": "clerk", "email_verified": verified}
        platform.userinfo = {"sub": "person-7"}
        assert await whole_sign_in(client) == ends

    async def test_asks_for_the_name_where_the_token_has_none(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        platform.claims = {"preferred_username": None}
        platform.userinfo = {"sub": "person-7", "preferred_username": "clerk"}
        assert await whole_sign_in(client) == "/"

    async def test_believes_no_user_information_of_somebody_else(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        platform.claims = {"preferred_username": None}
        platform.userinfo = {"sub": "person-99", "preferred_username": "clerk"}
        assert await whole_sign_in(client) == "/?sign_in=oidc-failed"
