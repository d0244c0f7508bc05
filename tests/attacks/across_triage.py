"""Attempts of one county, of units and of other roles on triage: what is alike, merging, findings, letters."""

from typing import Any

from tests.attacks.attempts import Attempt, attempt

_LETTER: dict[str, Any] = {"kind": "one_time", "addressee": "反映人", "sections": {"lacking": "身份证明"}}
_FINDING: dict[str, Any] = {"problem": "候诊时间长。"}
_SENT: dict[str, Any] = {"delivery": "portal", "delivered_on": "2026-01-05"}
_READ = ("assignees", "similar", "letters")

ATTEMPTS: list[Attempt] = [
    # Another county sees nothing; nor does a unit see what the office has.
    *(
        attempt(who, f"GET /complaints/{{{name}}}/{path}", 404)
        for who, name in (
            ("complaint_officer_elsewhere", "complaint"),
            ("unit_head_elsewhere", "complaint_open"),
            ("complaint_officer", "complaint_elsewhere"),
            ("hospital_officer", "complaint_open"),
        )
        for path in _READ
    ),
    *(
        attempt(who, f"GET /complaint-letters/{{{name}}}/document", 404, params={"format": form})
        for who, name in (
            ("complaint_officer_elsewhere", "complaint_letter"),
            ("leader_elsewhere", "complaint_letter"),
            ("complaint_officer", "complaint_letter_elsewhere"),
            ("hospital_officer", "complaint_letter"),
        )
        for form in ("docx", "pdf")
    ),
    *(
        attempt(who, f"POST /complaints/{{{name}}}/{path}", 404, json=body, version=1)
        for who, name in (
            ("complaint_officer_elsewhere", "complaint"),
            ("complaint_officer", "complaint_elsewhere"),
            ("hospital_officer", "complaint"),
        )
        for path, body in (
            ("repeat", {"of_id": "{complaint_open}", "new_facts": False}),
            ("findings", _FINDING),
            ("findings", {"finding_id": "{rectifying}"}),
            ("letters", _LETTER),
        )
    ),
    *(
        attempt(who, f"POST /complaint-letters/{{{name}}}/delivery", 404, json=_SENT, version=1)
        for who, name in (
            ("complaint_officer_elsewhere", "complaint_letter"),
            ("complaint_officer", "complaint_letter_elsewhere"),
            ("hospital_head", "complaint_letter"),
        )
    ),
    # The unit that leads does not triage for the office, nor write its letters.
    *(attempt("hospital_officer", f"GET /complaints/{{complaint_assisted}}/{path}", 403) for path in _READ[:2]),
    attempt(
        "hospital_officer", "POST /complaints/{complaint_assisted}/letters", 403,
        json={**_LETTER, "kind": "acceptance"},
    ),
    attempt(
        "hospital_officer", "POST /complaints/{complaint_assisted}/repeat", 403,
        json={"of_id": "{complaint}", "new_facts": False}, version=1,
    ),
    # Nothing is joined to what is out of sight: the field that names it is at fault, as if there were none.
    attempt(
        "complaint_officer", "POST /complaints/{complaint}/repeat", 422,
        json={"of_id": "{complaint_elsewhere}", "new_facts": False}, version=1,
    ),
]  # fmt: skip
GROUPS = {"triage": ATTEMPTS}
