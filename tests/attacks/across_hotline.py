"""Attempts on what hotlines send: another county's order, a hotline's account used for more, a reception of others."""

from typing import Any

from tests.attacks.attempts import EMPTY, NOTHING, attempt

_MACHINE = "hotline_client"
#: The scene's order, in the words of whoever knows its number and would learn the rest.
_GUESS: dict[str, Any] = {"source": "city_12345", "external_no": "YZ-HOTLINE-1", "text": "请问进展。"}
_NEW: dict[str, Any] = {"source": "city_12345", "external_no": "NEW-9", "text": "候诊时间过长。"}
_FILE: dict[str, Any] = {"files": {"file": ("工单.csv", "工单编号,诉求内容\nA-1,候诊\n".encode())}}
_PHONE: dict[str, Any] = {"phones": ["0631-6610000"], "published": True}

ORDERS = [
    # Another county's hotline and officer: neither what was sent nor what became of it.
    *(
        attempt(who, "GET /hotline-orders", expected, params=params)
        for who in ("hotline_client_elsewhere", "complaint_officer_elsewhere")
        for expected, params in ((NOTHING, {}), (EMPTY, {"external_no": "YZ-HOTLINE-1"}))
    ),
    # A number that is guessed tells nothing but that it is taken; what differs is for whoever sent it.
    *(
        attempt(who, "POST /hotline-orders", 409, json={**_GUESS, "round": number})
        for who in ("hotline_client_elsewhere", "complaint_officer_elsewhere")
        for number in (1, 2)
    ),
    *(
        attempt(who, "POST /hotline-orders", 422, json={**_NEW, "about_unit_code": "YZ-QH-RM"})
        for who in ("hotline_client_elsewhere", "complaint_officer_elsewhere")
    ),
    attempt(_MACHINE, "POST /hotline-orders", 409, json={**_NEW, "round": 2}),
    # Whoever handles complaints at an institution or leads an office exchanges nothing with a hotline.
    *(
        attempt(who, line, 403, **more)
        for who in ("hospital_head", "unit_head", "leader", "clerk")
        for line, more in (
            ("GET /hotline-orders", {}),
            ("GET /hotline-orders/updates", {}),
            ("POST /hotline-orders", {"json": _NEW}),
            ("POST /hotline-orders/import-preview", {"data": {"source": "city_12345"}, **_FILE}),
        )
    ),
]

#: The account of a hotline's system is for the exchange alone.
MACHINE = [
    *(
        attempt(_MACHINE, f"GET {path}", 403)
        for path in (
            "/complaints",
            "/complaints/{complaint}",
            "/complaints/{complaint}/complainant",
            "/findings",
            "/units",
            "/receptions",
            "/receptions/{unit:hospital}",
            "/events",
        )
    ),
    attempt(
        _MACHINE,
        "POST /complaints/{complaint}/acts",
        403,
        json={"action": "withdraw", "note": "撤"},
        version=1,
    ),
    attempt(_MACHINE, "PUT /receptions/{unit:hospital}", 403, json=_PHONE, version=0),
]

RECEPTIONS = [
    *(
        attempt(who, f"{method} /receptions/{{unit:{unit}}}", 404, **more)
        for who, unit in (
            ("complaint_officer_elsewhere", "hospital"),
            ("unit_head_elsewhere", "qinghe"),
            ("complaint_officer", "linquan_hospital"),
            ("hospital_officer", "qinghe"),
        )
        for method, more in (("GET", {}), ("PUT", {"json": _PHONE, "version": 0}))
    ),
    *(
        attempt(who, "PUT /receptions/{unit:hospital}", 403, json=_PHONE, version=0)
        for who in ("clerk", "leader", "hospital_liaison", "system_admin")
    ),
    attempt("complaint_officer_elsewhere", "GET /receptions", NOTHING),
    attempt("complaint_officer_elsewhere", "GET /receptions/export.xlsx", NOTHING),
    attempt("complaint_officer_elsewhere", "GET /receptions", EMPTY, params={"unit_id": "{unit:hospital}"}),
]

GROUPS = {"orders of hotlines": ORDERS, "a hotline's account": MACHINE, "receptions": RECEPTIONS}
