"""Signing in through another platform: with a real provider, and attacks on it with one that lies."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from jose import jwt
from pydantic import SecretStr
from sqlalchemy import select

from mingze.accounts.models import ExternalIdentity
from mingze.accounts.oidc import Identity, Oidc, OidcError
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.settings import Settings
from tests.accounts.platform import CLIENT, SECRET, Platform, new_key, public, running, unsigned
from tests.conftest import SignIn, Visitors
from tests.support.region import Region, settings_for

BEGIN = "/api/v1/sessions/oidc"
REFRESH = "/api/v1/sessions/refresh"


@pytest.fixture(scope="module")
def _platform() -> Iterator[Platform]:
    with running() as platform:
        yield platform


@pytest.fixture
def platform(_platform: Platform) -> Platform:
    _platform.be_honest()
    return _platform


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


def _settings(database_url: str, place: Path, issuer: str) -> Settings:
    return settings_for(database_url, place).model_copy(
        update={
            "oidc_issuer": issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "public_url": "http://mingze.test",
        }
    )


@pytest.fixture
def settings(database_url: str, tmp_path: Path, platform: Platform) -> Settings:
    return _settings(database_url, tmp_path / "var", platform.issuer)


@pytest.fixture
async def allowed(sign_in: SignIn, region: Region) -> None:
    """The clerk may sign in through the platform."""
    security = await sign_in("security_admin")
    path = f"/api/v1/accounts/{region.accounts['clerk']}/provider-sign-in"
    assert (await security.post(path)).status_code == 204


async def _there(location: str, **form: str) -> str:
    """What a person does at the platform; where it sends the browser back to."""
    async with httpx.AsyncClient() as browser:
        answer = await browser.request("POST" if form else "GET", location, data=form or None)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def _come_back(client: httpx.AsyncClient) -> str:
    """Begin a sign-in; the address the browser is sent back to."""
    begun = await client.get(BEGIN)
    assert begun.status_code == 307
    return await _there(begun.headers["location"])


async def _sign_in(client: httpx.AsyncClient) -> str:
    """A whole sign-in; where the browser ends."""
    answer = await client.get(await _come_back(client))
    assert answer.status_code == 307
    return answer.headers["location"]


async def _username(client: httpx.AsyncClient) -> str | None:
    """Who the browser is signed in as, as the SPA finds out."""
    answer = await client.post(REFRESH, headers={"Origin": "http://mingze.test"})
    return answer.json()["account"]["username"] if answer.is_success else None


class TestWithARealProvider:
    @pytest.fixture
    def settings(self, database_url: str, tmp_path: Path, real: str) -> Settings:
        return _settings(database_url, tmp_path / "var", real)

    async def test_signs_in_who_may(self, client: httpx.AsyncClient, allowed: None, real: str) -> None:
        begun = await client.get(BEGIN)
        assert begun.headers["location"].startswith(f"{real}/oauth2/authorize?")
        back = await _there(begun.headers["location"], sub="person-7")
        answer = await client.get(back)
        assert (answer.status_code, answer.headers["location"]) == (307, "/")
        assert await _username(client) == "clerk"

    async def test_refuses_who_may_not(self, client: httpx.AsyncClient, allowed: None) -> None:
        for sub in ("person-8", "person-9"):
            begun = await client.get(BEGIN)
            answer = await client.get(await _there(begun.headers["location"], sub=sub))
            assert answer.headers["location"] == "/?sign_in=oidc-unknown"
        assert await _username(client) is None


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
        assert await _sign_in(client) == "/"
        platform.claims = {"preferred_username": "renamed-there"}
        assert await _sign_in(client) == "/"
        assert await _username(client) == "clerk"
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
        assert await _sign_in(client) == "/?sign_in=oidc-unknown"
        async with database.reading() as session:
            query = select(EventRow.resource_id, EventRow.ok).where(EventRow.action == "sign_in")
            assert [tuple(row) for row in await session.execute(query)] == [("0", False)]

    async def test_gives_an_account_to_the_first_only(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        """Somebody who takes over the name at the platform is somebody else."""
        assert await _sign_in(client) == "/"
        platform.claims = {"sub": "person-99"}
        assert await _sign_in(client) == "/?sign_in=oidc-unknown"

    async def test_refuses_the_disabled(
        self, client: httpx.AsyncClient, allowed: None, sign_in: SignIn, region: Region
    ) -> None:
        assert await _sign_in(client) == "/"
        system = await sign_in("system_admin")
        path = f"/api/v1/accounts/{region.accounts['clerk']}"
        version = (await system.get("/api/v1/accounts", params={"q": "clerk"})).json()["items"][0]["version"]
        off = await system.patch(path, json={"active": False}, headers={"If-Match": f'"v{version}"'})
        assert off.status_code == 200
        assert await _username(client) is None
        assert await _sign_in(client) == "/?sign_in=oidc-unknown"

    async def test_ends_with_the_permission(
        self, client: httpx.AsyncClient, allowed: None, sign_in: SignIn, region: Region
    ) -> None:
        by_password = await sign_in("clerk")
        assert await _sign_in(client) == "/"
        security = await sign_in("security_admin")
        path = f"/api/v1/accounts/{region.accounts['clerk']}/provider-sign-in"
        said = (await security.get(path)).json()
        assert said["allowed"]
        assert said["linked_at"]
        assert (await security.delete(path)).status_code == 204
        assert await _username(client) is None
        assert (await by_password.get("/api/v1/me")).status_code == 200
        assert await _sign_in(client) == "/?sign_in=oidc-unknown"
        assert (await security.delete(path)).status_code == 409

    async def test_leaves_the_second_factor_to_the_platform(
        self, client: httpx.AsyncClient, platform: Platform, app: FastAPI, sign_in: SignIn, region: Region
    ) -> None:
        security = await sign_in("security_admin")
        await security.post(f"/api/v1/accounts/{region.accounts['leader']}/provider-sign-in")
        app.state.settings.second_factor = "required"
        platform.claims = {"preferred_username": "leader"}
        assert await _sign_in(client) == "/"
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
        assert await _sign_in(client) == ends

    async def test_asks_for_the_name_where_the_token_has_none(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        platform.claims = {"preferred_username": None}
        platform.userinfo = {"sub": "person-7", "preferred_username": "clerk"}
        assert await _sign_in(client) == "/"

    async def test_believes_no_user_information_of_somebody_else(
        self, client: httpx.AsyncClient, allowed: None, platform: Platform
    ) -> None:
        platform.claims = {"preferred_username": None}
        platform.userinfo = {"sub": "person-99", "preferred_username": "clerk"}
        assert await _sign_in(client) == "/?sign_in=oidc-failed"


def _ago(**time: int) -> int:
    return int((clock.now() - timedelta(**time)).timestamp())


FOREIGN = new_key()


class TestTokens:
    """What the platform says of a person is believed only whole. No database is needed to find out."""

    async def _identity(self, platform: Platform) -> Identity:
        oidc = Oidc(platform.issuer, CLIENT, SECRET, "preferred_username", "http://mingze.test/back", "key")
        started = await oidc.start()
        query = dict(parse_qsl(urlsplit(await _there(started.address)).query))
        return await oidc.finish(oidc.state_of(started.cookie, query), query)

    async def test_are_believed_when_all_is_right(self, platform: Platform) -> None:
        assert await self._identity(platform) == Identity(platform.issuer, "person-7", "clerk")

    @pytest.mark.parametrize(
        "claims",
        [
            {"iss": "https://other.test"},
            {"iss": None},
            {"aud": "another-client"},
            {"aud": None},
            {"aud": [CLIENT, "another-client"]},
            {"aud": [CLIENT, "another-client"], "azp": "another-client"},
            {"azp": "another-client"},
            {"nonce": "another-nonce"},
            {"nonce": None},
            {"nonce": 7},
            {"exp": None},
            {"exp": _ago(minutes=5)},
            {"iat": None},
            {"iat": _ago(minutes=-10)},
            {"sub": None},
            {"sub": ""},
            {"sub": "x" * 256},
            {"at_hash": "of-another-token"},
        ],
        ids=str,
    )
    async def test_are_refused_with_claims_that_are_not_for_us_or_not_of_now(
        self, platform: Platform, claims: dict[str, Any]
    ) -> None:
        platform.claims = claims
        with pytest.raises(OidcError) as refused:
            await self._identity(platform)
        assert refused.value.slug == "oidc-failed"

    @pytest.mark.parametrize(
        "forgery", ["none", "None", "shared", "public-as-secret", "foreign", "empty", "junk"]
    )
    async def test_are_refused_with_signatures_that_are_not_the_platforms(
        self, platform: Platform, forgery: str
    ) -> None:
        published = json.dumps(public(platform.key, "k1"))
        platform.sign = {
            "none": unsigned,
            "None": lambda claims: unsigned(claims, alg="None", kid="k1"),
            "shared": lambda claims: jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "k1"}),
            "public-as-secret": lambda claims: jwt.encode(
                claims, published, algorithm="HS256", headers={"kid": "k1"}
            ),
            "foreign": lambda claims: jwt.encode(claims, FOREIGN, algorithm="RS256", headers={"kid": "k1"}),
            "empty": lambda _claims: "",
            "junk": lambda _claims: "a.b.c",
        }[forgery]
        with pytest.raises(OidcError) as refused:
            await self._identity(platform)
        assert refused.value.slug == "oidc-failed"


@pytest.mark.usefixtures("allowed")
class TestAttacks:
    """Each time the platform, or somebody between, says what must not be believed."""

    async def _refused(self, client: httpx.AsyncClient, slug: str = "oidc-failed") -> None:
        assert await _sign_in(client) == f"/?sign_in={slug}"
        assert await _username(client) is None

    async def test_a_key_that_the_token_brings_along(
        self, client: httpx.AsyncClient, platform: Platform
    ) -> None:
        header = {"kid": "k2", "jwk": public(FOREIGN, "k2"), "jku": "http://evil.test/keys"}
        platform.sign = lambda claims: jwt.encode(claims, FOREIGN, algorithm="RS256", headers=header)
        await self._refused(client)

    async def test_a_new_key_is_found_but_not_at_everybodys_wish(
        self, client: httpx.AsyncClient, platform: Platform, app: FastAPI
    ) -> None:
        back = await _come_back(client)
        platform.keys = [public(FOREIGN, "k2")]
        platform.sign = lambda claims: jwt.encode(claims, FOREIGN, algorithm="RS256", headers={"kid": "k2"})
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        with clock.at(clock.now() + timedelta(minutes=2)):
            assert await _sign_in(client) == "/"

    @pytest.mark.parametrize("state", [None, "", "another-state"])
    async def test_a_state_that_is_not_of_this_browser(
        self, client: httpx.AsyncClient, platform: Platform, state: str | None
    ) -> None:
        platform.answer = {"state": state}
        await self._refused(client)

    async def test_a_sign_in_that_another_browser_began(
        self, client: httpx.AsyncClient, visitors: Visitors
    ) -> None:
        """Nobody is signed in as the attacker by an address the attacker sends."""
        back = await _come_back(await visitors.come())
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        begun = await client.get(BEGIN)
        assert begun.status_code == 307
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        assert await _username(client) is None

    @pytest.mark.parametrize("cookie", ["", "x", "a.b.c"])
    async def test_a_cookie_that_is_not_ours(self, client: httpx.AsyncClient, cookie: str) -> None:
        back = await _come_back(client)
        client.cookies.clear()
        answer = await client.get(back, headers={"Cookie": f"mingze_oidc={cookie}"})
        assert answer.headers["location"] == "/?sign_in=oidc-failed"

    async def test_an_access_token_of_ours_as_the_cookie(
        self, client: httpx.AsyncClient, app: FastAPI, region: Region
    ) -> None:
        token = app.state.tokens.issue(region.accounts["clerk"], "0" * 32)
        answer = await client.get(
            f"{BEGIN}/callback?state=x&code=y", headers={"Cookie": f"mingze_oidc={token}"}
        )
        assert answer.headers["location"] == "/?sign_in=oidc-failed"
        begun = await client.get(BEGIN)
        cookie = SimpleCookie(begun.headers["set-cookie"])["mingze_oidc"].value
        me = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {cookie}"})
        assert me.status_code == 401

    async def test_the_same_answer_twice(
        self, client: httpx.AsyncClient, platform: Platform, visitors: Visitors
    ) -> None:
        """Even at a platform that takes a code again, and with the cookie kept."""
        platform.codes_again = True
        begun = await client.get(BEGIN)
        cookie = SimpleCookie(begun.headers["set-cookie"])["mingze_oidc"].value
        back = await _there(begun.headers["location"])
        assert (await client.get(back)).headers["location"] == "/"
        thief = await visitors.come()
        again = await thief.get(back, headers={"Cookie": f"mingze_oidc={cookie}"})
        assert again.headers["location"] == "/?sign_in=oidc-failed"
        assert await _username(thief) is None

    async def test_an_answer_that_comes_too_late(self, client: httpx.AsyncClient) -> None:
        back = await _come_back(client)
        with clock.at(clock.now() + timedelta(minutes=11)):
            assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"

    @pytest.mark.parametrize("issuer", [None, "https://other.test"])
    async def test_the_answer_of_another_platform(
        self, client: httpx.AsyncClient, platform: Platform, issuer: str | None
    ) -> None:
        """Mix-up: who the answer is of is said, and must be who was asked."""
        platform.answer = {"iss": issuer}
        await self._refused(client)

    @pytest.mark.parametrize(
        ("discovery", "slug"),
        [
            ({"issuer": "https://other.test"}, "oidc-unavailable"),
            ({"token_endpoint": "file:///etc/passwd"}, "oidc-unavailable"),
            ({"jwks_uri": None}, "oidc-unavailable"),
        ],
    )
    async def test_a_platform_that_says_it_is_another(
        self, client: httpx.AsyncClient, platform: Platform, discovery: dict[str, Any], slug: str
    ) -> None:
        platform.discovery = discovery
        assert (await client.get(BEGIN)).headers["location"] == f"/?sign_in={slug}"

    @pytest.mark.parametrize(
        ("answer", "slug"),
        [
            ({"error": "access_denied", "code": None}, "oidc-denied"),
            ({"error": "//evil.test", "code": None}, "oidc-failed"),
            ({"code": None}, "oidc-failed"),
            ({"code": "another-code"}, "oidc-failed"),
        ],
    )
    async def test_answers_without_a_code_of_ours(
        self, client: httpx.AsyncClient, platform: Platform, answer: dict[str, str | None], slug: str
    ) -> None:
        platform.answer = answer
        await self._refused(client, slug)

    async def test_a_code_that_another_sign_in_was_given(
        self, client: httpx.AsyncClient, platform: Platform, visitors: Visitors
    ) -> None:
        """Injected into one's own sign-in: its PKCE verifier is another."""
        stolen = parse_qs(urlsplit(await _come_back(await visitors.come())).query)["code"][0]
        platform.answer = {"code": stolen}
        await self._refused(client)

    @pytest.mark.parametrize(
        "more", ["next=https://evil.test", "redirect_uri=//evil.test", "return_to=//evil.test"]
    )
    async def test_an_address_to_go_on_to(self, client: httpx.AsyncClient, more: str) -> None:
        """Nobody is sent on to another site, whatever the address says."""
        begun = await client.get(f"{BEGIN}?{more}")
        assert "evil" not in begun.headers["location"]
        back = await _there(begun.headers["location"])
        assert (await client.get(f"{back}&{more}")).headers["location"] == "/"
        failed = await client.get(f"{BEGIN}/callback?state=x&error=//evil.test&{more}")
        assert failed.headers["location"] == "/?sign_in=oidc-failed"

    @pytest.mark.parametrize("status", [400, 500])
    async def test_a_platform_that_refuses_the_code(
        self, client: httpx.AsyncClient, platform: Platform, status: int
    ) -> None:
        platform.token_status = status
        await self._refused(client, "oidc-failed" if status < 500 else "oidc-unavailable")
