"""Attempts on accounts, sessions, second factors, appointments, inboxes and units that are not one's own."""

from typing import Any

from tests.attacks.attempts import Attempt, attempt

_RESET = {"new_password": "Baishi-County-7"}
_OVER = {"reason": "调离", "move_appointments": True, "deactivate": True}
#: Whose account is in the city or in the other county: nothing of it is a county administrator's.
_OTHERS = ("account:auditor", "account:clerk", "account:hospital_head", "spare")
_PARTS = [{"code": "NEW-3", "name": "青禾县儿童医院", "kind": "hospital"}]


def _account(who: str, name: str, line: str, expected: int = 404, **more: Any) -> Attempt:
    method, _, rest = line.partition(" ")
    return attempt(who, f"{method} /accounts/{{{name}}}{rest}", expected, **more)


#: Accounts, and who is signed in with them.
ACCOUNTS = [
    *(_account(who, name, "GET ") for who in ("system_admin_elsewhere", "security_admin_elsewhere") for name in _OTHERS),
    *(_account("system_admin_elsewhere", name, "PATCH ", json=body, version=1)
      for name in ("spare", "account:clerk")
      for body in ({"name": "改"}, {"active": False}, {"home_unit_id": "{unit:linquan}"})),
    *(_account("security_admin_elsewhere", name, "POST /password-reset", json=_RESET) for name in _OTHERS),
    *(_account("security_admin_elsewhere", name, "GET /sessions") for name in _OTHERS),
    *(_account("security_admin_elsewhere", name, "DELETE /sessions") for name in _OTHERS),
    *(_account("security_admin_elsewhere", f"account:{name}", f"DELETE /sessions/{{session:{name}}}")
      for name in ("clerk", "hospital_head", "auditor")),
    # The session of one person behind the account of another.
    *(_account("security_admin_elsewhere", "account:clerk_elsewhere", f"DELETE /sessions/{{session:{name}}}")
      for name in ("clerk", "hospital_head", "leader_elsewhere")),
    _account("security_admin", "account:clerk", "DELETE /sessions/{session:leader}"),
    *(attempt(who, f"DELETE /me/sessions/{{session:{other}}}", 404)
      for who, other in (("clerk", "second_clerk"), ("hospital_liaison", "hospital_head"),
                         ("clerk_elsewhere", "clerk"), ("security_admin", "system_admin"))),
    *(_account("system_admin_elsewhere", name, "POST /second-factor-reset")
      for name in ("account:complaint_officer", *_OTHERS)),
    *(_account("security_admin_elsewhere", name, f"{method} /provider-sign-in")
      for name in ("account:hospital_liaison", "spare") for method in ("GET", "POST", "DELETE")),
    *(_account("security_admin_elsewhere", name, "GET /handover") for name in _OTHERS),
    *(_account("security_admin_elsewhere", name, "POST /handover",
               json={**_OVER, "to_account_id": "{account:liaison_elsewhere}"}) for name in _OTHERS),
    *(_account("security_admin_elsewhere", "account:liaison_elsewhere", "POST /handover", 422,
               json={**_OVER, "to_account_id": f"{{{name}}}"}) for name in _OTHERS),
    *(attempt("system_admin_elsewhere", "POST /accounts", 422,
              json={"username": "puppet", "name": "傀儡", "home_unit_id": f"{{unit:{unit}}}",
                    "password": "Baishi-County-7"}) for unit in ("city", "hospital", "qinghe", "office")),
    *(_account("system_admin_elsewhere", "account:liaison_elsewhere", "PATCH ", 422,
               json={"home_unit_id": f"{{unit:{unit}}}"}, version=1) for unit in ("city", "hospital", "township")),
]  # fmt: skip


def _appoint(name: str, unit: str, role: str = "liaison") -> Attempt:
    body = {"account_id": f"{{{name}}}", "unit_id": f"{{unit:{unit}}}", "role": role}
    return attempt("security_admin_elsewhere", "POST /appointments", 422, json=body)


APPOINTMENTS = [
    *(_appoint("account:liaison_elsewhere", unit, role)
      for unit in ("city", "hospital", "qinghe", "hospital_medical") for role in ("clerk", "leader")),
    *(_appoint(name, "linquan") for name in _OTHERS),
    _appoint("spare_elsewhere", "city", "auditor"),
    *(attempt("security_admin_elsewhere", "PATCH /appointments/{spare_appointment}", 404, json=body)
      for body in ({"ends_on": "2099-01-01"}, {"ends_on": None})),
    attempt("security_admin_elsewhere", "DELETE /appointments/{spare_appointment}", 404),
]  # fmt: skip

#: The inbox of a colleague, of an office and of next door.
INBOX = [
    *(attempt(who, f"POST /notices/{{{notice}}}/read", 404)
      for who, notice in (
          ("second_clerk", "notice"), ("leader", "notice"), ("clerk_elsewhere", "notice"),
          ("system_admin", "notice"), ("security_admin", "notice"), ("auditor", "notice"),
          ("clerk", "notice_elsewhere"), ("liaison_elsewhere", "notice_elsewhere"), ("unit_head", "notice_elsewhere"),
      )),
    attempt("second_clerk", "POST /me/notice-settings/confirmation", 409, json={"code": "000000"}),
    attempt("clerk_elsewhere", "POST /me/notice-settings/confirmation", 409, json={"code": "123456"}),
]  # fmt: skip


def _unit(what: str, expected: int = 404, unit: str = "unit:hospital", **body: Any) -> Attempt:
    return attempt("system_admin_elsewhere", f"POST /units/{{{unit}}}/{what}", expected, json=body, version=1)


#: Units of the other county; one's own moved, merged, split or closed into what is not one's own; one's own place.
UNITS = [
    *(attempt(who, f"GET /units/{{unit:{unit}}}{part}", 404)
      for who in ("unit_head_elsewhere", "system_admin_elsewhere", "inspector_elsewhere")
      for unit in ("hospital", "city", "township") for part in ("", "/changes")),
    *(attempt(who, f"GET /units/{{unit:linquan_hospital}}{part}", 404)
      for who in ("unit_head", "hospital_head") for part in ("", "/changes")),
    attempt("system_admin_elsewhere", "POST /units", 422,
            json={"code": "X", "name": "科", "kind": "department", "parent_id": "{unit:hospital}"}),
    *(attempt("system_admin_elsewhere", f"PATCH /units/{{unit:{unit}}}", 404, json={"name": "改"}, version=1)
      for unit in ("hospital", "city", "qinghe")),
    *(_unit("move", unit=unit, parent_id="{unit:linquan}") for unit in ("unit:hospital", "unit:township", "unit:qinghe")),
    _unit("merge", into_id="{unit:linquan_hospital}"),
    _unit("split", parts=_PARTS),
    _unit("split", parts=[{**_PARTS[0], "children": ["{unit:hospital_medical}"]}]),
    _unit("close"),
    _unit("close", successor_id="{unit:linquan_hospital}"),
    _unit("reopen", unit="closed_unit"),
    _unit("reopen", unit="closed_unit", parent_id="{unit:linquan}"),
    _unit("move", 422, unit="unit:linquan_hospital", parent_id="{unit:qinghe}"),
    _unit("move", 422, unit="unit:linquan_hospital", parent_id="{unit:city}"),
    _unit("merge", 422, unit="unit:linquan_hospital", into_id="{unit:hospital}"),
    _unit("close", 422, unit="unit:linquan_hospital", successor_id="{unit:hospital}"),
    _unit("split", 422, unit="unit:linquan_hospital", parts=[{**_PARTS[0], "children": ["{unit:hospital_medical}"]}]),
    attempt("system_admin_elsewhere", "POST /units/{closed_unit_elsewhere}/reopen", 422,
            json={"parent_id": "{unit:hospital}"}, version=2),
    _unit("move", 403, unit="unit:linquan", parent_id="{unit:linquan_hospital}"),
    _unit("merge", 403, unit="unit:linquan", into_id="{unit:linquan_hospital}"),
    _unit("close", 403, unit="unit:linquan"),
    _unit("split", 403, unit="unit:linquan", parts=_PARTS),
]  # fmt: skip

GROUPS = {"accounts": ACCOUNTS, "appointments": APPOINTMENTS, "inbox": INBOX, "units": UNITS}
