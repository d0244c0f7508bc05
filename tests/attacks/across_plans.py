"""Attempts of one county on the plans, templates and papers of another's campaigns; and of units on the office's."""

from tests.attacks.attempts import attempt

_START = {"start_on": "2027-03-01"}

#: A participant reads the plan; what the office makes of it is the office's.
PLANS = [
    attempt("clerk_elsewhere", "GET /imports/{plan_draft}/campaign", 404),
    attempt("clerk_elsewhere", "POST /imports/{plan_draft}/campaign", 404, version=1),
    attempt("hospital_head", "POST /imports/{plan_draft}/campaign", 403, version=1),
    attempt("clerk_elsewhere", "POST /campaign-templates", 422,
            json={"campaign_id": "{campaign}", "name": "别家的"}),
    attempt("clerk_elsewhere", "POST /campaigns/{campaign}/copies", 404, json=_START),
    attempt("clerk_elsewhere", "POST /campaign-templates/{campaign_template}/withdraw", 403),
    attempt("clerk_elsewhere", "POST /campaign-templates/{campaign_template}/campaigns", 422,
            json={**_START, "unit_id": "{unit:qinghe}"}),
    *(attempt(who, "GET /campaigns/{campaign}/plan-document", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")),
    *(attempt(who, "GET /campaigns/{campaign}/stages/{campaign_stage}/summary", expected)
      for who, expected in (("clerk_elsewhere", 404), ("unit_head_elsewhere", 404), ("hospital_head", 403))),
    # The stage of another campaign behind one's own.
    attempt("clerk_elsewhere", "GET /campaigns/{campaign_elsewhere}/stages/{campaign_stage}/summary", 404),
    attempt("hospital_head", "GET /campaigns/{draft_campaign}/plan-document", 404),
]  # fmt: skip

GROUPS = {"plans of campaigns": PLANS}
