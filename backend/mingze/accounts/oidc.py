"""Signing in through another platform: OpenID Connect, authorization code with PKCE. Beside tokens.py the one
file that knows JOSE.

What the platform says is believed only where it was asked for: state, nonce and PKCE verifier are made for one
sign-in of one browser, travel in a signed cookie, and are used once. Its tokens must be signed by a key it
publishes, with an algorithm of public keys, for us, by the platform we asked, and lately.
"""

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from jose import JOSEError, jwt

from mingze.kit import clock

#: Public keys only: a shared secret or none at all is no signature of the platform.
_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
#: How long a person may take to sign in there.
SIGN_IN_TIME = timedelta(minutes=10)
_KEPT = timedelta(hours=1)
#: Keys are fetched anew for a key that is not known, but not at everybody's wish.
_KEYS_AT_MOST_EVERY = timedelta(minutes=1)
_CLOCKS_APART = timedelta(seconds=60)
_AUDIENCE = "mingze-oidc"
_TIMEOUT = httpx.Timeout(10)
_LONGEST_ANSWER = 1_000_000
_OPTIONS = {
    "require_aud": True,
    "require_sub": True,
    "require_iat": True,
    "require_iss": True,
    # Checked below against our own clock.
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}


class OidcError(Exception):
    """Why nobody was signed in: for the log. `slug` is what the person's browser is told."""

    def __init__(self, why: str, slug: str = "oidc-failed") -> None:
        super().__init__(why)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Started:
    """Where to send the browser, and the cookie it brings back."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the platform vouches for. `name` is what it calls the person, where that is verified."""

    issuer: str
    subject: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Platform:
    """What the platform publishes of itself."""

    said: Mapping[str, Any]
    keys: list[dict[str, Any]]
    at: datetime


class Oidc:
    """Our side of one platform."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str | None, claim: str, redirect: str, key: str
    ) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._claim = claim
        self._redirect = redirect
        # A key of its own: no cookie of ours may ever pass for an access token.
        self._key = hmac.digest(key.encode(), b"sign-in by OIDC", "sha256").hex()
        self._known: _Platform | None = None

    async def start(self) -> Started:
        """Begin a sign-in."""
        platform = await self._platform()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": self._redirect,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": _hash(verifier),
            "code_challenge_method": "S256",
        }
        until = clock.now() + SIGN_IN_TIME
        claims = {"aud": _AUDIENCE, "state": state, "nonce": nonce, "verifier": verifier}
        cookie = jwt.encode({**claims, "exp": int(until.timestamp())}, self._key, algorithm="HS256")
        endpoint = str(platform.said["authorization_endpoint"])
        return Started(f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", cookie)

    def state_of(self, cookie: str | None, query: Mapping[str, str]) -> dict[str, Any]:
        """The sign-in that a browser comes back from. OidcError where it did not begin here, or not lately."""
        try:
            started = jwt.decode(
                cookie or "",
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"verify_exp": False},
            )
            until = int(started["exp"])
        except (JOSEError, KeyError, ValueError, TypeError) as exc:
            raise OidcError("no sign-in was begun in this browser") from exc
        if until <= clock.now().timestamp():
            raise OidcError("the sign-in took too long")
        if not _same(query.get("state"), started["state"]):
            raise OidcError("the state is not the one of this sign-in")
        return dict(started)

    async def finish(self, started: Mapping[str, Any], query: Mapping[str, str]) -> Identity:
        """Whom the platform vouches for."""
        platform = await self._platform()
        issuer = query.get("iss")
        if platform.said.get("authorization_response_iss_parameter_supported") and issuer is None:
            raise OidcError("the answer does not say whose it is")
        if issuer is not None and issuer != self._issuer:
            raise OidcError("the answer is of another platform")
        if query.get("error"):
            denied = query["error"] == "access_denied"
            raise OidcError("the platform refused", "oidc-denied" if denied else "oidc-failed")
        if not query.get("code"):
            raise OidcError("the answer has no code")
        answer = await self._exchange(platform, query["code"], str(started["verifier"]))
        id_token, access_token = answer.get("id_token"), answer.get("access_token")
        if not isinstance(id_token, str):
            raise OidcError("there is no ID token")
        claims = await self._read(id_token, access_token if isinstance(access_token, str) else None)
        if not _same(claims.get("nonce"), started["nonce"]):
            raise OidcError("the nonce is not the one of this sign-in")
        subject = str(claims["sub"])
        if not 0 < len(subject) <= 255:
            raise OidcError("the subject has no usable length")
        if self._claim not in claims and isinstance(access_token, str):
            claims = {**await self._userinfo(platform, access_token, subject), **claims}
        return Identity(self._issuer, subject, self._name(claims))

    def _name(self, claims: Mapping[str, Any]) -> str | None:
        name = claims.get(self._claim)
        if not isinstance(name, str) or not 0 < len(name) <= 64:
            return None
        verified = {"email": "email_verified", "phone_number": "phone_number_verified"}.get(self._claim)
        return None if verified and claims.get(verified) is not True else name

    async def _exchange(self, platform: _Platform, code: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "client_id": self._client_id,
            "code_verifier": verifier,
        }
        auth = None
        if self._client_secret:
            methods = platform.said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
            if "client_secret_basic" in methods:
                auth = httpx.BasicAuth(self._client_id, self._client_secret)
            else:
                form["client_secret"] = self._client_secret
        return await _fetch("POST", str(platform.said["token_endpoint"]), data=form, auth=auth)

    async def _userinfo(self, platform: _Platform, access_token: str, subject: str) -> dict[str, Any]:
        endpoint = platform.said.get("userinfo_endpoint")
        if not isinstance(endpoint, str):
            return {}
        said = await _fetch("GET", endpoint, headers={"Authorization": f"Bearer {access_token}"})
        if not _same(said.get("sub"), subject):
            raise OidcError("the user information is of somebody else")
        return said

    async def _read(self, token: str, access_token: str | None) -> dict[str, Any]:
        """The claims of an ID token that is the platform's, ours and in time."""
        try:
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg")
            if algorithm not in _ALGORITHMS:
                raise OidcError("the ID token is not signed with a public key")
            key = await self._signing_key(header.get("kid"), str(algorithm))
            claims = jwt.decode(
                token,
                key,
                algorithms=[str(algorithm)],
                audience=self._client_id,
                issuer=self._issuer,
                access_token=access_token,
                options=_OPTIONS,
            )
            now = clock.now().timestamp()
            apart = _CLOCKS_APART.total_seconds()
            in_time = int(claims["exp"]) > now - apart and int(claims["iat"]) < now + apart
        except (JOSEError, KeyError, ValueError, TypeError) as exc:
            raise OidcError(f"the ID token is not valid: {type(exc).__name__}") from exc
        if not in_time:
            raise OidcError("the ID token is not valid now")
        audience = claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if (several or "azp" in claims) and claims.get("azp") != self._client_id:
            raise OidcError("the ID token was made for another client")
        return dict(claims)

    async def _signing_key(self, kid: object, algorithm: str) -> dict[str, Any]:
        kind = "EC" if algorithm.startswith("ES") else "RSA"

        def fitting(platform: _Platform) -> list[dict[str, Any]]:
            return [
                key
                for key in platform.keys
                if key.get("kty") == kind
                and key.get("use", "sig") == "sig"
                and key.get("alg", algorithm) == algorithm
                and (kid is None or key.get("kid") == kid)
            ]

        platform = await self._platform()
        if not (found := fitting(platform)) and clock.now() - platform.at >= _KEYS_AT_MOST_EVERY:
            found = fitting(await self._platform(anew=True))
        if len(found) != 1:
            raise OidcError("the ID token names no key of the platform")
        return found[0]

    async def _platform(self, *, anew: bool = False) -> _Platform:
        now = clock.now()
        if self._known is None or anew or now - self._known.at > _KEPT:
            base = self._issuer.rstrip("/")
            said = await _fetch("GET", f"{base}/.well-known/openid-configuration")
            if said.get("issuer") != self._issuer:
                raise OidcError("the platform calls itself by another name", "oidc-unavailable")
            secure = self._issuer.startswith("https://")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not str(said.get(name, "")).startswith("https://" if secure else "http"):
                    raise OidcError(f"the platform tells no usable {name}", "oidc-unavailable")
            keys = (await _fetch("GET", str(said["jwks_uri"]))).get("keys")
            usable = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
            self._known = _Platform(said, usable, now)
        return self._known


async def _fetch(method: str, address: str, **more: Any) -> dict[str, Any]:
    """The JSON object at an address of the platform."""
    headers = {"Accept": "application/json", **more.pop("headers", {})}
    try:
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False) as client,
            client.stream(method, address, headers=headers, **more) as answer,
        ):
            body = b""
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > _LONGEST_ANSWER:
                    raise OidcError("the platform says too much", "oidc-unavailable")
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise OidcError(f"the platform cannot be reached: {type(exc).__name__}", "oidc-unavailable") from exc
    if answer.status_code >= 500:
        raise OidcError(f"the platform says {answer.status_code}", "oidc-unavailable")
    if answer.status_code != 200:
        raise OidcError(f"the platform says {answer.status_code}")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise OidcError("the platform says no JSON", "oidc-unavailable") from exc
    if not isinstance(said, dict):
        raise OidcError("the platform says no JSON object", "oidc-unavailable")
    return said


def _hash(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _same(given: object, expected: object) -> bool:
    return (
        isinstance(given, str)
        and isinstance(expected, str)
        and hmac.compare_digest(given.encode(), expected.encode())
    )
