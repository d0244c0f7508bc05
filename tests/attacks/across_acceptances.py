"""Attempts of one county, and of other roles, on what people say of findings that were closed; on figures."""

from typing import Any

from tests.attacks.attempts import Attempt, attempt

_STANDS: dict[str, Any] = {"result": "stands", "text": "整改属实。"}

ATTEMPTS: list[Attempt] = [
    *(
        attempt(who, f"GET /acceptances/{{acceptance}}{ending}", 404)
        for who in (
            "clerk_elsewhere",
            "leader_elsewhere",
            "unit_head_elsewhere",
            "liaison_elsewhere",
            "complaint_officer_elsewhere",
            "discipline_officer_elsewhere",
            "inspector",
        )
        for ending in ("", "/code")
    ),
    *(
        attempt(who, "GET /acceptances/{acceptance_elsewhere}", 404)
        for who in ("unit_head", "hospital_head", "complaint_officer", "hospital_liaison")
    ),
    attempt("clerk_elsewhere", "POST /acceptances/{acceptance}/look-back", 404, json=_STANDS, version=2),
    # Whose finding it is does not say that it was put right.
    attempt("hospital_head", "POST /acceptances/{acceptance}/look-back", 403, json=_STANDS, version=2),
    attempt("complaint_officer", "POST /acceptances/{acceptance}/look-back", 403, json=_STANDS, version=2),
    # Figures of another county's unit.
    attempt("complaint_officer", "GET /complaint-statistics?unit={linquan_hospital}", 422),
    attempt("unit_head_elsewhere", "GET /complaint-statistics/annual-report?year=2026&unit={hospital}", 422),
]

GROUPS = {"acceptances": ATTEMPTS}
