"""A growing table of attempts on the service as one request each, and what refuses them.

Every attempt leaves the log of events as it was, answers as a problem, and never with an error of the program.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from jose import jwt

from tests.attacks.target import Target
from tests.support.pictures import JPEG


@dataclass(frozen=True)
class Attempt:
    """`who` asks as they may not; `expected`: the statuses that refuse it."""

    name: str
    who: str | None
    method: str
    path: str
    expected: int
    more: Mapping[str, Any] = field(default_factory=dict)


def cursor(*keys: object) -> dict[str, str]:
    return {"cursor": base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")}


def raw(content: str | bytes, media_type: str = "application/json") -> dict[str, Any]:
    return {"content": content, "headers": {"Content-Type": media_type}}


def act(name: str, who: str, action: str, expected: int = 404, **body: Any) -> Attempt:
    title = f"{action} as {who}, saying {', '.join(body) or 'nothing'}"
    more = {"json": body, "version": 1}
    return Attempt(title, who, "POST", f"/findings/{{{name}}}/actions/{action}", expected, more)


_NOTE = {"json": {"text": "已办结。"}}
_DEAR = {"approve": True}
_FILE = {"file": ("现场.jpg", JPEG)}

#: The county next door, on what lies at 青禾县人民医院.
ELSEWHERE = [
    *(
        Attempt(f"read {path} as {who}", who, "GET", path, 404)
        for who in ("unit_head_elsewhere", "clerk_elsewhere")
        for path in (
            "/findings/{rectifying}",
            "/findings/{rectifying}/events",
            "/rectification-items/{rectifying_item}",
            "/attachments/{rectifying_attachment}",
            "/attachments/{rectifying_attachment}/content",
            "/inspections/{inspection}",
            "/units/{unit:hospital}",
        )
    ),
    *(
        Attempt(f"read {path}", "clerk_elsewhere", "GET", path, 404)
        for path in (
            "/imports/{draft}",
            "/imports/{draft}/rows",
            "/imports/{draft}/text",
            "/inspections/{inspection}/report.docx",
            "/inspections/{inspection}/report.pdf",
        )
    ),
    Attempt("look inside with events", "unit_head_elsewhere", "GET", "/findings/{rectifying}", 404,
            {"params": {"include": "events"}}),
    act("confirmed", "clerk_elsewhere", "hand-out"),
    act("confirmed", "clerk_elsewhere", "hand-out", units=[{"unit_id": "{unit:linquan}"}]),
    act("handed_out", "unit_head_elsewhere", "accept"),
    act("handed_out", "clerk_elsewhere", "urge"),
    act("claimed", "clerk_elsewhere", "verify"),
    act("verified", "clerk_elsewhere", "apply-closure"),
    act("applied", "leader_elsewhere", "approve-closure"),
    act("approved", "clerk_elsewhere", "close", closer="局", document="号", closed_on="2026-01-15"),
    Attempt("urge among one's own", "clerk_elsewhere", "POST", "/findings/bulk/urge", 422,
            {"json": {"ids": ["{handed_out}"]}}),
    Attempt("hand out in bulk", "clerk_elsewhere", "POST", "/findings/bulk/hand-out", 422,
            {"json": {"items": [{"id": "{confirmed}", "version": 1}]}}),
    Attempt("ask", "unit_head_elsewhere", "POST", "/findings/{rectifying}/requests", 404,
            {"json": {"kind": "staged", "reason": "拖"}}),
    Attempt("decide", "leader_elsewhere", "POST", "/requests/{extension_request}/decision", 404, {"json": _DEAR}),
    Attempt("report", "liaison_elsewhere", "POST", "/rectification-items/{rectifying_item}/notes", 404, _NOTE),
    Attempt("tick a step", "liaison_elsewhere", "POST", "/rectification-items/{stepped_item}/steps/{step}/done", 404),
    Attempt("tick a step through another measure", "hospital_liaison", "POST",
            "/rectification-items/{rectifying_item}/steps/{step}/done", 404),
    Attempt("add evidence", "liaison_elsewhere", "POST", "/attachments", 404,
            {"data": {"owner_type": "rectification_item", "owner_id": "{rectifying_item}"}, "files": _FILE}),
    Attempt("add papers to a finding", "clerk_elsewhere", "POST", "/attachments", 404,
            {"data": {"owner_type": "finding", "owner_id": "{rectifying}"}, "files": _FILE}),
    Attempt("slip a file into a draft", "clerk_elsewhere", "POST", "/attachments", 404,
            {"data": {"owner_type": "import", "owner_id": "{draft}"}, "files": _FILE}),
    Attempt("attach to an account", "clerk", "POST", "/attachments", 422,
            {"data": {"owner_type": "account", "owner_id": "1"}, "files": _FILE}),
    Attempt("confirm a draft", "clerk_elsewhere", "POST", "/imports/{draft}/confirm", 404, {"version": 1}),
    Attempt("discard a draft", "clerk_elsewhere", "POST", "/imports/{draft}/discard", 404),
    Attempt("change a row", "clerk_elsewhere", "PATCH", "/imports/{draft}/rows/{draft_row}", 404,
            {"json": {"number": "9"}, "version": 1}),
    Attempt("change a row of another draft", "clerk", "PATCH", "/imports/{pair}/rows/{draft_row}", 404,
            {"json": {"number": "9"}, "version": 1}),
    Attempt("merge rows of two drafts", "clerk", "POST", "/imports/{pair}/rows/merge", 422,
            {"json": {"row_ids": ["{pair_row}", "{draft_row}"]}}),
    Attempt("assign rows of another draft", "clerk", "POST", "/imports/{pair}/rows/assign", 422,
            {"json": {"row_ids": ["{draft_row}"], "due_on": "2099-01-01"}}),
    Attempt("register about another county", "liaison_elsewhere", "POST", "/findings", 422,
            {"json": {"problem": "问题。", "source": "self_check", "units": [{"unit_id": "{unit:hospital}"}]}}),
    Attempt("import for the city", "clerk_elsewhere", "POST", "/imports", 422,
            {"data": {"unit_id": "{unit:city}"}, "files": {"file": ("a.txt", b"x")}}),
]  # fmt: skip

#: People in their own place, doing what is not theirs.
ROLES = [
    act("handed_out", "hospital_liaison", "accept", 403),
    act("handed_out", "clerk", "accept", 403),
    act("confirmed", "leader", "hand-out", 403),
    act("item_accepted", "hospital_head", "verify", 403),
    act("applied", "second_clerk", "approve-closure", 403),
    act("approved", "leader", "close", 403, closer="局", document="号", closed_on="2026-01-15"),
    *(act("handed_out", who, "urge", 403)
      for who in ("system_admin", "security_admin", "auditor", "discipline_officer", "inspector")),
    Attempt("a liaison claims", "hospital_liaison", "POST",
            "/rectification-items/{rectifying_item}/actions/claim", 403, {"json": {}, "version": 1}),
    Attempt("an office reports", "clerk", "POST", "/rectification-items/{rectifying_item}/notes", 403, _NOTE),
    Attempt("a clerk decides an extension", "clerk", "POST", "/requests/{extension_request}/decision", 403,
            {"json": _DEAR}),
    Attempt("who asked decides", "hospital_head", "POST", "/requests/{staged_request}/decision", 403,
            {"json": _DEAR}),
    Attempt("an unit registers an inspection", "hospital_head", "POST", "/findings", 422,
            {"json": {"problem": "问题。", "source": "inspection", "units": [{"unit_id": "{unit:hospital}"}]}}),
    *(Attempt(f"{who} reads {path}", who, "GET", path, 403)
      for who in ("system_admin", "security_admin", "auditor")
      for path in ("/findings", "/findings/{rectifying}", "/findings/export.xlsx", "/today", "/imports",
                   "/rectification-items", "/inspections")),
    *(Attempt(f"{who} fetches evidence", who, "GET", "/attachments/{rectifying_attachment}/content", 404)
      for who in ("system_admin", "security_admin", "auditor", "complaint_officer")),
    *(Attempt(f"{who} reads the trail", who, "GET", "/events", 403)
      for who in ("clerk", "leader", "system_admin", "security_admin")),
    *(Attempt(f"{who} reads accounts", who, "GET", "/accounts", 403)
      for who in ("clerk", "leader", "auditor")),
]  # fmt: skip


def _appoint(account: str, role: str, unit: str = "city", **days: str) -> dict[str, Any]:
    return {"json": {"account_id": f"{{{account}}}", "role": role, "unit_id": f"{{unit:{unit}}}", **days}}


_NEWCOMER = {"json": {"username": "puppet", "name": "傀儡", "home_unit_id": "{unit:city}",
                      "password": "Baishi-County-7"}}
_RESET = {"json": {"new_password": "Baishi-County-7"}}

#: The three administrators, against each other and against everybody's scope.
ADMINISTRATORS = [
    *(Attempt(f"appoints themself {role}", "security_admin", "POST", "/appointments", 403,
              _appoint("account:security_admin", role)) for role in ("security_admin",)),
    Attempt("appoints themself leader", "security_admin", "POST", "/appointments", 403,
            _appoint("account:security_admin", "leader")),
    Attempt("mixes two administrators", "security_admin", "POST", "/appointments", 409,
            _appoint("account:auditor", "system_admin")),
    Attempt("mixes them later", "security_admin", "POST", "/appointments", 409,
            _appoint("account:auditor", "system_admin", starts_on="2999-01-01")),
    Attempt("mixes them for a day", "security_admin", "POST", "/appointments", 409,
            _appoint("account:auditor", "clerk", starts_on="2999-01-01", ends_on="2999-01-01")),
    Attempt("makes a clerk an auditor", "security_admin", "POST", "/appointments", 409,
            _appoint("account:clerk", "auditor")),
    Attempt("ends before it begins", "security_admin", "POST", "/appointments", 422,
            _appoint("spare", "liaison", starts_on="2999-01-02", ends_on="2999-01-01")),
    Attempt("appoints beyond the county", "security_admin_elsewhere", "POST", "/appointments", 422,
            _appoint("account:clerk_elsewhere", "clerk")),
    Attempt("appoints who is not of the county", "security_admin_elsewhere", "POST", "/appointments", 422,
            _appoint("account:clerk", "clerk", "linquan")),
    Attempt("ends an appointment of the city", "security_admin_elsewhere", "DELETE",
            "/appointments/{spare_appointment}", 404),
    Attempt("resets the city's auditor", "security_admin_elsewhere", "POST",
            "/accounts/{account:auditor}/password-reset", 404, _RESET),
    Attempt("resets oneself", "security_admin", "POST", "/accounts/{account:security_admin}/password-reset", 409,
            _RESET),
    Attempt("fetches somebody into the county", "system_admin_elsewhere", "PATCH", "/accounts/{spare}", 404,
            {"json": {"home_unit_id": "{unit:linquan}"}, "version": 1}),
    Attempt("sends somebody to the city", "system_admin_elsewhere", "PATCH",
            "/accounts/{account:liaison_elsewhere}", 422, {"json": {"home_unit_id": "{unit:city}"}, "version": 1}),
    Attempt("gives roles and opens accounts", "security_admin", "POST", "/accounts", 403, _NEWCOMER),
    Attempt("gives roles and brings an account back", "security_admin", "PATCH", "/accounts/{spare}", 403,
            {"json": {"active": True}, "version": 1}),
    Attempt("opens accounts and gives roles", "system_admin", "POST", "/appointments", 403,
            _appoint("spare", "clerk")),
    Attempt("opens accounts and takes one over", "system_admin", "POST", "/accounts/{spare}/password-reset", 403,
            _RESET),
    Attempt("moves a unit under another", "system_admin", "PATCH", "/units/{unit:hospital}", 422,
            {"json": {"parent_id": "{unit:linquan}"}, "version": 1}),
    Attempt("makes a top of one's own", "system_admin", "POST", "/units", 422,
            {"json": {"code": "X", "name": "顶", "kind": "commission"}}),
    Attempt("makes a unit in another county", "system_admin_elsewhere", "POST", "/units", 422,
            {"json": {"code": "X", "name": "科", "kind": "department", "parent_id": "{unit:hospital}"}}),
    Attempt("renames another county's unit", "system_admin_elsewhere", "PATCH", "/units/{unit:hospital}", 404,
            {"json": {"name": "改"}, "version": 1}),
]  # fmt: skip

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


@pytest.mark.parametrize("group", ["ELSEWHERE", "ROLES", "ADMINISTRATORS", "TOKENS", "MALFORMED"])
async def test_attempts_are_refused(target: Target, group: str) -> None:
    attempts: list[Attempt] = globals()[group]
    before, answered = await target.trail(), {}
    for attempt in attempts:
        answer = await target.ask(attempt.who, attempt.method, attempt.path, **attempt.more)
        assert attempt.name not in answered, attempt.name
        answered[attempt.name] = answer.status_code
        assert answer.headers["content-type"] == "application/problem+json", attempt.name
        assert "Traceback" not in answer.text
    assert answered == {attempt.name: attempt.expected for attempt in attempts}
    assert await target.trail() == before
