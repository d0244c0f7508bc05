"""Attempts with tokens, cookies and bodies that no form and no browser sends."""

import base64
import json
from typing import Any

from jose import jwt

from tests.attacks.attempts import Attempt, cursor, raw

_FUTURE = 4_102_444_800
_CLAIMS = {"sub": "1", "sid": "0" * 32, "aud": "mingze", "iat": 1, "exp": _FUTURE}


def _unsigned(**header: Any) -> str:
    parts = (json.dumps(part).encode() for part in (header, _CLAIMS))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def _bearer(token: str) -> dict[str, Any]:
    return {"headers": {"Authorization": f"Bearer {token}"}}


TOKENS = [
    *(Attempt(f"token {name}", None, "GET", "/me", 401, _bearer(token)) for name, token in {
        "alg none": _unsigned(alg="none"),
        "alg NoNe": _unsigned(alg="NoNe"),
        "alg list": _unsigned(alg=["HS256"]),
        "without alg": _unsigned(),
        "another key": jwt.encode(_CLAIMS, "k" * 40),
        "another algorithm": jwt.encode(_CLAIMS, "k" * 40, algorithm="HS512"),
        "of dots": "...",
        "of arrays": "W10.W10.W10",
        "very long": "a" * 60_000,
    }.items()),
    Attempt("token as basic", None, "GET", "/me", 401, {"headers": {"Authorization": "Basic Y2xlcms6eA=="}}),
    Attempt("refresh without a cookie", None, "POST", "/sessions/refresh", 401),
    *(Attempt(f"refresh with {cookie[:12]}", None, "POST", "/sessions/refresh", 401,
              {"headers": {"Cookie": f"mingze_refresh={cookie}"}})
      for cookie in ("x", "0" * 32 + "." + "0" * 32, "' OR 1=1 --", "a" * 190)),
    *(Attempt(f"refresh from {origin or 'nowhere'}", None, "POST", "/sessions/refresh", 403,
              {"headers": {"Origin": origin, "Cookie": "mingze_refresh=" + "0" * 32 + "." + "0" * 32}})
      for origin in ("null", "", "http://evil.test", "http://mingze.test:81", "http://x.mingze.test",
                     "http://mingze.test.evil.test", "http://a@mingze.test", "mingze.test", "http://[")),
]  # fmt: skip


DEEP = 100_000

#: What no form sends.
MALFORMED = [
    *(Attempt(f"NUL as {media_type}", "clerk", "POST", "/tags", 422, raw('{"name":"a\\u0000b"}', media_type))
      for media_type in ("application/json", "APPLICATION/JSON", "application/vnd.mingze+json")),
    Attempt("NUL where nothing is read", None, "POST", "/imports/1/discard", 400, raw('{"\\u0000')),
    Attempt("NUL under lists", None, "GET", "/meta", 422, raw("[" * 900 + '"\\u0000"' + "]" * 900)),
    Attempt("NUL under too many lists", None, "GET", "/meta", 400, raw("[" * DEEP + '"\\u0000"' + "]" * DEEP)),
    Attempt("lists without end", None, "POST", "/sessions", 400, raw("[" * DEEP)),
    Attempt("halves of characters", None, "POST", "/sessions", 422,
            raw('{"username":"\\ud800","password":"\\udfff"}')),
    Attempt("bytes that are no text", None, "POST", "/sessions", 400, raw(b'{"username":"\xff\xfe"}')),
    Attempt("a number of 10,000 digits", None, "POST", "/sessions", 400, raw('{"username":' + "9" * 10_000 + "}")),
    Attempt("no number", "clerk", "POST", "/findings", 422,
            raw('{"problem":"a","amount":NaN,"source":"supervision"}')),
    Attempt("an endless number", "clerk", "POST", "/findings", 422,
            raw('{"problem":"a","amount":1e999,"source":"supervision"}')),
    Attempt("a field too many", "clerk", "POST", "/findings", 422,
            {"json": {"problem": "a", "source": "supervision", "work_state": "verified"}}),
    Attempt("one megabyte of lists", None, "POST", "/sessions", 413, raw(b"[" + b"[]," * 400_000 + b"[]]")),
    Attempt("a megabyte to a read", "clerk", "GET", "/findings", 413, raw(b" " * 1_000_001)),
    Attempt("a text too long", "clerk", "POST", "/findings/{confirmed}/requests", 422,
            {"json": {"kind": "void", "reason": "a" * 2_001}}),
    *(Attempt(f"sorted by {sort}", "clerk", "GET", "/findings", 422, {"params": {"sort": sort}})
      for sort in ("id;DROP TABLE finding", "password_hash", "-problem")),
    *(Attempt(f"cursor {keys}", "clerk", "GET", "/findings", 422, {"params": {"sort": keys[0], **cursor(*keys)}})
      for keys in (("-updated_at", "0001-01-01T00:00:00+23:59", 1), ("updated_at", "9999-12-31T23:59:59-23:59", 1),
                   ("due_on", "' OR 1=1", 1), ("due_on", "2026-01-01", True), ("number", None, 2**70),
                   ("number", None, 1.5), ("number", None, -1), ("number", [1], 1))),
    *(Attempt(f"cursor of {path}", "clerk", "GET", path, 422, {"params": cursor("' OR 1=1 --")})
      for path in ("/imports", "/inspections", "/findings/{rectifying}/events", "/people")),
    Attempt("cursor of nothing", "clerk", "GET", "/findings", 422, {"params": {"cursor": "%%%"}}),
    Attempt("an id beyond counting", "clerk", "GET", f"/findings/{2**63}", 422),
    Attempt("an id below counting", "clerk", "GET", "/findings/-1", 422),
    Attempt("a version of another kind", "clerk", "POST", "/findings/{confirmed}/actions/hand-out", 412,
            {"json": {}, "headers": {"If-Match": "*"}}),
    Attempt("no version", "clerk", "POST", "/findings/{confirmed}/actions/hand-out", 428, {"json": {}}),
    Attempt("a program as evidence", "hospital_liaison", "POST", "/attachments", 415,
            {"data": {"owner_type": "rectification_item", "owner_id": "{rectifying_item}"},
             "files": {"file": ("现场.jpg", b"MZ\x90\x00" + b"\x00" * 64)}}),
    Attempt("a page as evidence", "hospital_liaison", "POST", "/attachments", 415,
            {"data": {"owner_type": "rectification_item", "owner_id": "{rectifying_item}"},
             "files": {"file": ("a.html", b"<script>alert(1)</script>")}}),
    Attempt("another method", "clerk", "DELETE", "/findings/{confirmed}", 405),
]  # fmt: skip
