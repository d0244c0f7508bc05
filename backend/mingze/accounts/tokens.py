"""Access tokens; beside oidc.py the one file that knows JOSE. They carry the subject and the session id, and live ten minutes."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from jose import JWTError, jwt

from mingze.kit import clock
from mingze.kit.problems import NotAuthenticated

_ALGORITHM = "HS256"
_AUDIENCE = "mingze"
#: Where the claims of a request lie in its scope, once its token was read.
CLAIMS = "mingze.claims"
_MIN_SECRET = 32
_REQUIRED = {
    "require_aud": True,
    "require_sub": True,
    "require_iat": True,
    # Expiry is required and checked below, against our own clock (jose checks what it requires against its own).
    "verify_exp": False,
    "verify_iat": False,
}


@dataclass(frozen=True, slots=True)
class Claims:
    account_id: int
    session_id: str


class Tokens:
    def __init__(self, secret: str, minutes: int) -> None:
        if len(secret) < _MIN_SECRET:
            raise ValueError(f"the token secret must have at least {_MIN_SECRET} characters")
        self._secret = secret
        self.lifetime = timedelta(minutes=minutes)

    def issue(self, account_id: int, session_id: str) -> str:
        issued = clock.now()
        claims = {
            "sub": str(account_id),
            "sid": session_id,
            "aud": _AUDIENCE,
            "iat": int(issued.timestamp()),
            "exp": int((issued + self.lifetime).timestamp()),
        }
        return jwt.encode(claims, self._secret, algorithm=_ALGORITHM)

    def read(self, token: str) -> Claims:
        """The claims of a valid token; NotAuthenticated otherwise, without saying what was wrong."""
        try:
            claims = jwt.decode(
                token, self._secret, algorithms=[_ALGORITHM], audience=_AUDIENCE, options=_REQUIRED
            )
            if int(claims["exp"]) <= clock.now().timestamp():
                raise NotAuthenticated()
            return Claims(int(claims["sub"]), str(claims["sid"]))
        except (JWTError, KeyError, ValueError, TypeError) as exc:
            raise NotAuthenticated() from exc


def new_secret() -> str:
    """A random secret for a session id or a refresh cookie (128 bits)."""
    return secrets.token_hex(16)


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
