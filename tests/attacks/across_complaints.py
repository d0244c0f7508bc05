"""Attempts of one county, of units and of other roles on complaints: reading, acting, who complained, who is barred."""

from typing import Any

from tests.attacks.attempts import EMPTY, NOTHING, Attempt, attempt, file_for

_SAID: dict[str, Any] = {"text": "代为答复。"}
_OFFICERS = ("complaint_officer_elsewhere", "unit_head_elsewhere", "leader_elsewhere")


def act(who: str, name: str, action: str, expected: int = 404, **body: Any) -> Attempt:
    return attempt(
        who,
        f"POST /complaints/{{{name}}}/acts",
        expected,
        json={"action": action, **body},
        version=1,
    )


ATTEMPTS: list[Attempt] = [
    # Another county sees nothing, whatever it is at home; and the other way round.
    *(
        attempt(who, f"GET /complaints/{{{name}}}{path}", 404)
        for who, name in (
            *((who, "complaint") for who in _OFFICERS),
            ("complaint_officer", "complaint_elsewhere"),
            ("unit_head", "complaint_elsewhere"),
            # A unit sees what it was given, and not what the office has.
            ("hospital_officer", "complaint"),
            ("hospital_head", "complaint_closed"),
        )
        for path in ("", "/complainant")
    ),
    attempt("complaint_officer_elsewhere", "GET /complaints", NOTHING),
    attempt("complaint_officer_elsewhere", "GET /complaints", NOTHING, params={"sort": "clock"}),
    *(
        attempt("complaint_officer_elsewhere", "GET /complaints", EMPTY, params=params)
        for params in ({"q": "挂号"}, {"handled_by": "{unit:hospital}"}, {"unit": "{unit:hospital}"})
    ),
    *(
        act(who, name, action, 404, **body)
        for who, name in (
            ("complaint_officer_elsewhere", "complaint"),
            ("complaint_officer", "complaint_elsewhere"),
            ("hospital_officer", "complaint"),
        )
        for action, body in (
            ("assign", {"unit_id": "{unit:hospital}"}),
            ("settle_on_spot", {"inner_text": "无", "public_text": "无"}),
            ("merge", {"main_id": "{complaint_open}"}),
            ("withdraw", {"note": "本人撤回"}),
        )
    ),
    act("leader_elsewhere", "complaint", "supervise", until="2099-01-05", reason="督办"),
    act("leader_elsewhere", "petition_asked", "decide_extension", approve=True),
    # Of the same office, by whose hand it is not.
    act("complaint_officer", "complaint_assisted", "sign", 403),
    act("complaint_officer", "complaint_assisted", "answer", 403, inner_text="无", public_text="无"),
    act("hospital_officer", "complaint_assisted", "close", 403, outcome="satisfied"),
    act("hospital_officer", "complaint_assisted", "report_assisting", 403, report="无"),
    act("leader", "complaint", "assign", 403, unit_id="{unit:hospital}"),
    act("city_officer", "complaint_returning", "approve_return", 403),
    act("complaint_officer", "complaint", "supervise", 403, until="2099-01-05", reason="督办"),
    # A version that is not the present one says nothing to who may not see it.
    attempt(
        "complaint_officer_elsewhere", "PATCH /complaints/{complaint}", 404, json={"urgent": True}, version=9
    ),
    attempt(
        "hospital_officer", "PATCH /complaints/{complaint_assisted}", 403, json={"urgent": True}, version=1
    ),
    attempt("complaint_officer_elsewhere", "POST /complaints/{complaint}/messages", 404, json=_SAID),
    attempt("leader", "POST /complaints/{complaint}/messages", 403, json=_SAID),
    attempt("complaint_officer_elsewhere", "POST /complaints/{complaint}/bars", 404, json={}),
    attempt(
        "hospital_officer",
        "POST /complaints/{complaint_assisted}/bars",
        403,
        json={"account_id": "{account:complaint_officer}"},
    ),
    attempt("complaint_officer_elsewhere", "DELETE /complaints/{complaint}/bars/{complaint_bar}", 404),
    attempt("hospital_officer", "DELETE /complaints/{complaint_assisted}/bars/{complaint_bar}", 403),
    # Files.
    attempt("complaint_officer_elsewhere", "POST /attachments", 404, **file_for("complaint", "{complaint}")),
    attempt("hospital_officer", "POST /attachments", 404, **file_for("complaint", "{complaint}")),
]

GROUPS = {"complaints": ATTEMPTS}
