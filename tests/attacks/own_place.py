"""Attempts of people in their own place, and of the three administrators, to do what is not theirs."""

from typing import Any

from tests.attacks.attempts import NOTE, YES, Attempt, act

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
    Attempt("an office reports", "clerk", "POST", "/rectification-items/{rectifying_item}/notes", 403, NOTE),
    Attempt("a clerk decides an extension", "clerk", "POST", "/requests/{extension_request}/decision", 403,
            {"json": YES}),
    Attempt("who asked decides", "hospital_head", "POST", "/requests/{staged_request}/decision", 403,
            {"json": YES}),
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


_NEWCOMER = {
    "json": {
        "username": "puppet",
        "name": "傀儡",
        "home_unit_id": "{unit:city}",
        "password": "Baishi-County-7",
    }
}
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
