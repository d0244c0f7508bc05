"""A small platform people sign in through (OpenID Connect), behind a real socket, that lies where a test says so."""

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from jose import jwk, jwt
from pydantic import SecretStr

from mingze.kit import clock
from mingze.settings import Settings
from tests.support.live import serving
from tests.support.region import settings_for

CLIENT, SECRET = "mingze", "the secret of our client"


def new_key() -> str:
    """A private key, as PEM."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def public(key: str, kid: str) -> dict[str, Any]:
    said = jwk.construct(key, "RS256").public_key().to_dict()
    return {name: v.decode() if isinstance(v, bytes) else v for name, v in said.items()} | {
        "kid": kid,
        "use": "sig",
    }


def unsigned(claims: dict[str, Any], **header: object) -> str:
    """A token that says what it likes and is signed by nobody."""
    parts = ({"alg": "none", "typ": "JWT", **header}, claims)
    return ".".join(_b64(json.dumps(part).encode()) for part in parts) + "."


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Platform:
    """`claims` replace those of an honest ID token (None takes one away); `sign` makes the token of them."""

    key: str
    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    discovery: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, str | None] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    keys: list[dict[str, Any]] | None = None
    sign: Callable[[dict[str, Any]], str] | None = None
    token_status: int = 200
    codes_again: bool = False
    nobody_home: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def be_honest(self) -> None:
        fresh = Platform(self.key, self.issuer)
        self.__dict__.update(fresh.__dict__)

    def said(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
            **self.discovery,
        }

    def authorize(self, asked: dict[str, str]) -> str:
        self.asked = asked
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer, **self.answer}
        said = {name: value for name, value in answer.items() if value is not None}
        return f"{asked['redirect_uri']}?{urlencode(said)}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """What a code is exchanged for; None where it is not, as the specification has it."""
        asked = self._codes.get(form.get("code", ""))
        basic = "Basic " + urlsafe_b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or not hmac.compare_digest(authorization, basic):
            return None
        if not self.codes_again:
            del self._codes[form["code"]]
        verifier = hashlib.sha256(form["code_verifier"].encode()).digest()
        if asked["code_challenge"] != _b64(verifier) or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        now = clock.now()
        claims = {
            "iss": self.issuer,
            "sub": "person-7",
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(minutes=5)).timestamp()),
            "preferred_username": "clerk",
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        sign = self.sign or self.signed
        return {"access_token": "of no interest", "token_type": "Bearer", "id_token": sign(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        return str(jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "k1"}))


def app_of(platform: Platform) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    async def _discovery() -> JSONResponse:
        return JSONResponse(platform.said(), 503 if platform.nobody_home else 200)

    @app.get("/keys")
    async def _keys() -> dict[str, Any]:
        return {"keys": platform.keys or [public(platform.key, "k1")]}

    @app.get("/authorize")
    async def _authorize(request: Request) -> RedirectResponse:
        return RedirectResponse(platform.authorize(dict(request.query_params)), 302)

    @app.post("/token")
    async def _token(request: Request) -> JSONResponse:
        form = {name: str(value) for name, value in (await request.form()).items()}
        said = platform.token(form, request.headers.get("authorization", ""))
        if said is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(said, platform.token_status)

    @app.get("/userinfo")
    async def _userinfo() -> dict[str, Any]:
        return platform.userinfo

    return app


@contextmanager
def running() -> Iterator[Platform]:
    platform = Platform(new_key())
    with serving(app_of(platform)) as address:
        platform.issuer = address
        yield platform


# --- what a person and their browser do ------------------------------------------------------------------

BEGIN = "/api/v1/sessions/oidc"
REFRESH = "/api/v1/sessions/refresh"


def oidc_settings(database_url: str, place: Path, issuer: str) -> Settings:
    return settings_for(database_url, place).model_copy(
        update={
            "oidc_issuer": issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "public_url": "http://mingze.test",
        }
    )


async def go_there(location: str, **form: str) -> str:
    """What a person does at the platform; where it sends the browser back to."""
    async with httpx.AsyncClient() as browser:
        answer = await browser.request("POST" if form else "GET", location, data=form or None)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def come_back(client: httpx.AsyncClient) -> str:
    """Begin a sign-in; the address the browser is sent back to."""
    begun = await client.get(BEGIN)
    assert begun.status_code == 307
    return await go_there(begun.headers["location"])


async def whole_sign_in(client: httpx.AsyncClient) -> str:
    """A whole sign-in; where the browser ends."""
    answer = await client.get(await come_back(client))
    assert answer.status_code == 307
    return answer.headers["location"]


async def username_of(client: httpx.AsyncClient) -> str | None:
    """Who the browser is signed in as, as the SPA finds out."""
    answer = await client.post(REFRESH, headers={"Origin": "http://mingze.test"})
    return answer.json()["account"]["username"] if answer.is_success else None
