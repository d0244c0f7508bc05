"""Attempts of one county, and of other roles, on what units owe: reports, plans, requests, results."""

from typing import Any

from tests.attacks.attempts import Attempt, attempt

_TEXT: dict[str, Any] = {"parts": {"work": {"text": "替人填报。"}}}
_WHY: dict[str, Any] = {"reason": "代为处理"}

ATTEMPTS: list[Attempt] = [
    # What others send is nobody's business, and the other way round.
    *(
        attempt(who, f"GET {path}", 404)
        for who in (
            "unit_head_elsewhere",
            "clerk_elsewhere",
            "leader_elsewhere",
            "liaison_elsewhere",
            "discipline_officer_elsewhere",
        )
        for path in (
            "/duties/{duty}",
            "/duties/{duty}/figures/findings_new",
            "/report-results/{report_result_out}",
        )
    ),
    *(
        attempt(who, f"GET {path}", 404)
        for who in ("unit_head", "liaison", "hospital_head", "hospital_liaison")
        for path in (
            "/duties/{duty_elsewhere}",
            "/duties/{duty_elsewhere}/figures/findings_new",
            "/report-results/{report_result_elsewhere}",
            # A result that waits for its leader is the office's alone.
            "/report-results/{report_result}",
            "/report-results/{report_result}/document",
        )
    ),
    attempt("liaison_elsewhere", "PATCH /duties/{duty}", 404, json=_TEXT, version=1),
    attempt("liaison_elsewhere", "POST /duties/{duty_filled}/submit", 404, json={}, version=1),
    attempt("clerk_elsewhere", "POST /duties/{duty_sent}/accept", 404, json={}, version=1),
    attempt("clerk_elsewhere", "POST /duties/{duty_sent}/return", 404, json=_WHY, version=1),
    attempt("clerk_elsewhere", "POST /duties/{duty}/requests", 404, json={"kind": "accountability", **_WHY}),
    attempt("leader_elsewhere", "POST /duty-requests/{duty_request}/approve", 404, json={}),
    attempt("leader_elsewhere", "POST /report-results/{report_result}/publish", 404, json={}, version=1),
    attempt(
        "leader_elsewhere", "POST /report-results/{report_result_out}/withdraw", 404, json=_WHY, version=2
    ),
    # Of the same county, by who may not.
    attempt("clerk", "PATCH /duties/{duty}", 403, json=_TEXT, version=1),
    attempt("clerk", "POST /duties/{duty_filled}/submit", 403, json={}, version=1),
    attempt("hospital_head", "POST /duties/{duty_sent}/accept", 403, json={}, version=1),
    attempt("hospital_liaison", "POST /duties/{duty_plan}/submit", 403, json={}, version=1),
    attempt("hospital_liaison", "GET /duties/{duty_sent}/likeness", 403),
    attempt("clerk", "POST /duty-requests/{duty_request}/approve", 403, json={}),
    attempt("clerk", "POST /report-results/{report_result}/publish", 403, json={}, version=1),
    # The requirement of another campaign.
    attempt(
        "clerk",
        "POST /campaigns/{campaign}/report-periods",
        422,
        json={"requirement_id": "{requirement_elsewhere}", "period_start": "2026-01-01"},
    ),
    attempt(
        "clerk",
        "POST /campaigns/{campaign}/report-results",
        422,
        json={"requirement_id": "{requirement_elsewhere}", "period_start": "2026-01-01"},
    ),
]

GROUPS = {"duties": ATTEMPTS}
