"""Access tokens: only ours, only fresh, only complete."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st
from jose import jwt

from mingze.accounts.tokens import Claims, Tokens, new_secret
from mingze.kit import clock
from mingze.kit.problems import NotAuthenticated

SECRET = "a secret of the tests that is long enough"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOKENS = Tokens(SECRET, minutes=10)


def _claims(**other: Any) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "sub": "7",
        "sid": "abc",
        "aud": "mingze",
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    }
    claims.update(other)
    return {name: value for name, value in claims.items() if value is not None}


def _signed(claims: dict[str, Any], *, secret: str = SECRET, algorithm: str = "HS256") -> str:
    return jwt.encode(claims, secret, algorithm=algorithm)


def _segment(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


class TestRead:
    def test_gives_back_what_was_issued(self) -> None:
        with clock.at(NOW):
            assert TOKENS.read(TOKENS.issue(7, "abc")) == Claims(7, "abc")
            assert TOKENS.read(_signed(_claims())) == Claims(7, "abc")

    def test_until_the_last_second_and_no_longer(self) -> None:
        with clock.at(NOW):
            token = TOKENS.issue(7, "abc")
        with clock.at(NOW + timedelta(minutes=10, seconds=-1)):
            assert TOKENS.read(token).account_id == 7
        with clock.at(NOW + timedelta(minutes=10)), pytest.raises(NotAuthenticated):
            TOKENS.read(token)

    @pytest.mark.parametrize(
        "token",
        [
            _signed(_claims(), secret="another secret that is long enough as well"),
            _signed(_claims(), algorithm="HS512"),
            _signed(_claims(exp=None)),
            _signed(_claims(aud=None)),
            _signed(_claims(aud="somebody else")),
            _signed(_claims(sub=None)),
            _signed(_claims(sid=None)),
            _signed(_claims(iat=None)),
            _signed(_claims(sub="not a number")),
            _signed(_claims(sub=7)),
            _signed(_claims(exp="soon")),
            _signed(_claims(nbf=int((datetime.now(UTC) + timedelta(days=9)).timestamp()))),
            f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{_segment(_claims())}.",
            f"{_segment({'alg': 'None'})}.{_segment(_claims())}.AAAA",
            _signed(_claims()).rsplit(".", 1)[0] + ".",
            _signed(_claims()) + "x",
            f"{_segment(['alg'])}.{_segment(_claims())}.AAAA",
            "",
            "..",
            "a.b.c",
            "é.ü.ö",
        ],
    )
    def test_refuses_what_is_not_a_whole_token_of_ours(self, token: str) -> None:
        with clock.at(NOW), pytest.raises(NotAuthenticated):
            TOKENS.read(token)

    def test_refuses_a_token_signed_with_a_public_key(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        with clock.at(NOW), pytest.raises(NotAuthenticated):
            TOKENS.read(_signed(_claims(), secret=pem, algorithm="RS256"))

    def test_refuses_a_payload_exchanged_under_its_signature(self) -> None:
        head, _, signature = _signed(_claims()).split(".")
        with clock.at(NOW), pytest.raises(NotAuthenticated):
            TOKENS.read(f"{head}.{_segment(_claims(sub='1'))}.{signature}")

    @given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
    def test_refuses_anything_else_quietly(self, token: str) -> None:
        with pytest.raises(NotAuthenticated):
            TOKENS.read(token)


class TestTokens:
    def test_want_a_long_secret(self) -> None:
        with pytest.raises(ValueError, match="at least 32"):
            Tokens("short", minutes=10)


class TestNewSecret:
    def test_is_never_the_same(self) -> None:
        made = {new_secret() for _ in range(1000)}
        assert len(made) == 1000
        assert {len(secret) for secret in made} == {32}
