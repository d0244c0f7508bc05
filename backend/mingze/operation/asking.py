"""Who asks, as far as the token says: for limits and logs, before anything is looked up."""

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers

from mingze.accounts.tokens import CLAIMS, Claims, Tokens
from mingze.kit.problems import NotAuthenticated

_BEARER = "bearer "


class Asking:
    """The claims of a request's token, checked once; whether its session still lives is not asked here."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def session(self, scope: MutableMapping[str, Any]) -> str | None:
        claims = self._claims(scope)
        return claims.session_id if claims else None

    def account(self, scope: MutableMapping[str, Any]) -> int | None:
        claims = self._claims(scope)
        return claims.account_id if claims else None

    def _claims(self, scope: MutableMapping[str, Any]) -> Claims | None:
        if CLAIMS not in scope:
            scope[CLAIMS] = self._read(Headers(scope=scope).get("authorization", ""))
        claims: Claims | None = scope[CLAIMS]
        return claims

    def _read(self, header: str) -> Claims | None:
        if not header.lower().startswith(_BEARER):
            return None
        try:
            return self._tokens.read(header[len(_BEARER) :].strip())
        except NotAuthenticated:
            return None
