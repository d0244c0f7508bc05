"""Signing in through a platform that lies, or with somebody between: nothing of it is believed."""

import json
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from jose import jwt

from mingze.accounts.oidc import Identity, Oidc, OidcError
from mingze.kit import clock
from tests.accounts.oidc.platform import (
    BEGIN,
    CLIENT,
    SECRET,
    Platform,
    come_back,
    go_there,
    new_key,
    public,
    unsigned,
    username_of,
    whole_sign_in,
)
from tests.conftest import Visitors
from tests.support.region import Region


def _ago(**time: int) -> int:
    return int((clock.now() - timedelta(**time)).timestamp())


FOREIGN = new_key()


class TestTokens:
    """What the platform says of a person is believed only whole. No database is needed to find out."""

    async def _identity(self, platform: Platform) -> Identity:
        oidc = Oidc(platform.issuer, CLIENT, SECRET, "preferred_username", "http://mingze.test/back", "key")
        started = await oidc.start()
        query = dict(parse_qsl(urlsplit(await go_there(started.address)).query))
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
            {"iat": _ago(days=-1)},
            {"sub": None},
            {"sub": ""},
            {"sub": "x" * 256},
            {"at_hash": "of-another-token"},
        ],
        ids=" ".join,
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

    @pytest.mark.parametrize(
        "keys",
        [
            [{"kty": "RSA", "kid": "k1"}],
            [{"kty": "RSA", "kid": "k1", "n": "?", "e": "AQAB"}],
            [{"kty": "oct", "kid": "k1", "k": "AAAA"}],
            [public(FOREIGN, "k1")],
            [public(FOREIGN, "k1"), public(FOREIGN, "k1")],
            ["k1", None, 7],
        ],
    )
    async def test_are_refused_with_keys_that_fit_nothing(self, platform: Platform, keys: list[Any]) -> None:
        platform.keys = keys
        with pytest.raises(OidcError):
            await self._identity(platform)

    @pytest.mark.parametrize("algorithm", ["PS256", "HS512", "RS1", "", None, ["RS256"]])
    async def test_are_refused_with_algorithms_that_are_not_expected(
        self, platform: Platform, algorithm: object
    ) -> None:
        platform.sign = lambda claims: unsigned(claims, alg=algorithm, kid="k1") + "c2lnbmF0dXJl"
        with pytest.raises(OidcError):
            await self._identity(platform)


@pytest.mark.usefixtures("allowed")
class TestAttacks:
    """Each time the platform, or somebody between, says what must not be believed."""

    async def _refused(self, client: httpx.AsyncClient, slug: str = "oidc-failed") -> None:
        assert await whole_sign_in(client) == f"/?sign_in={slug}"
        assert await username_of(client) is None

    async def test_a_key_that_the_token_brings_along(
        self, client: httpx.AsyncClient, platform: Platform
    ) -> None:
        header = {"kid": "k2", "jwk": public(FOREIGN, "k2"), "jku": "http://evil.test/keys"}
        platform.sign = lambda claims: jwt.encode(claims, FOREIGN, algorithm="RS256", headers=header)
        await self._refused(client)

    async def test_a_new_key_is_found_but_not_at_everybodys_wish(
        self, client: httpx.AsyncClient, platform: Platform, app: FastAPI
    ) -> None:
        back = await come_back(client)
        platform.keys = [public(FOREIGN, "k2")]
        platform.sign = lambda claims: jwt.encode(claims, FOREIGN, algorithm="RS256", headers={"kid": "k2"})
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        with clock.at(clock.now() + timedelta(minutes=2)):
            assert await whole_sign_in(client) == "/"

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
        back = await come_back(await visitors.come())
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        begun = await client.get(BEGIN)
        assert begun.status_code == 307
        assert (await client.get(back)).headers["location"] == "/?sign_in=oidc-failed"
        assert await username_of(client) is None

    @pytest.mark.parametrize("cookie", ["", "x", "a.b.c"])
    async def test_a_cookie_that_is_not_ours(self, client: httpx.AsyncClient, cookie: str) -> None:
        back = await come_back(client)
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
        back = await go_there(begun.headers["location"])
        assert (await client.get(back)).headers["location"] == "/"
        thief = await visitors.come()
        again = await thief.get(back, headers={"Cookie": f"mingze_oidc={cookie}"})
        assert again.headers["location"] == "/?sign_in=oidc-failed"
        assert await username_of(thief) is None

    async def test_an_answer_that_comes_too_late(self, client: httpx.AsyncClient) -> None:
        back = await come_back(client)
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
        stolen = parse_qs(urlsplit(await come_back(await visitors.come())).query)["code"][0]
        platform.answer = {"code": stolen}
        await self._refused(client)

    @pytest.mark.parametrize(
        "more", ["next=https://evil.test", "redirect_uri=//evil.test", "return_to=//evil.test"]
    )
    async def test_an_address_to_go_on_to(self, client: httpx.AsyncClient, more: str) -> None:
        """Nobody is sent on to another site, whatever the address says."""
        begun = await client.get(f"{BEGIN}?{more}")
        assert "evil" not in begun.headers["location"]
        back = await go_there(begun.headers["location"])
        assert (await client.get(f"{back}&{more}")).headers["location"] == "/"
        failed = await client.get(f"{BEGIN}/callback?state=x&error=//evil.test&{more}")
        assert failed.headers["location"] == "/?sign_in=oidc-failed"

    @pytest.mark.parametrize("status", [400, 500])
    async def test_a_platform_that_refuses_the_code(
        self, client: httpx.AsyncClient, platform: Platform, status: int
    ) -> None:
        platform.token_status = status
        await self._refused(client, "oidc-failed" if status < 500 else "oidc-unavailable")
