"""Attempts of one county on what the other one promises, recommends, records and hears; and of units on the office's."""

from typing import Any

from tests.attacks.attempts import EMPTY, Attempt, attempt

_HERE = ("commitment", "commitment_submitted", "commitment_approved", "commitment_published")
_SEND: dict[str, Any] = {"json": {}, "version": 1}
_PROMISE: dict[str, Any] = {"title": "承诺", "text": "承诺。", "media": ["website"]}


def _draft(who: str, campaign: str, unit: str, expected: int = 422) -> Attempt:
    at = {"campaign_id": f"{{{campaign}}}", "unit_id": f"{{unit:{unit}}}"}
    return attempt(who, "POST /commitments", expected, json={**at, "kind": "statement", **_PROMISE})


#: What another county says in public is its own until it is; drafts and what persons say never.
COMMITMENTS = [
    *(attempt(who, f"GET /commitments/{{{name}}}", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "discipline_officer_elsewhere")
      for name in _HERE),
    *(attempt(who, "GET /commitments/{commitment_published_elsewhere}", 404)
      for who in ("unit_head", "hospital_head", "personnel_head")),
    *(attempt(who, f"GET /{path}", EMPTY, params={"campaign_id": "{campaign}"})
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")
      for path in ("commitments", "promises", "exemplars", "rule-docs", "suggestions", "suggestion-collections")),
    *(attempt(who, "PUT /commitments/{commitment}", 404, json=_PROMISE, version=1)
      for who in ("unit_head_elsewhere", "liaison_elsewhere")),
    attempt("liaison_elsewhere", "POST /commitments/{commitment}/submission", 404, **_SEND),
    attempt("leader_elsewhere", "POST /commitments/{commitment_submitted}/decision", 404,
            json={"approve": True}, version=2),
    attempt("clerk_elsewhere", "POST /commitments/{commitment_approved}/publication", 404,
            json={"published_on": "2026-01-15"}, version=3),
    attempt("leader_elsewhere", "POST /commitments/{commitment_published}/withdrawal", 404,
            json={"reason": "有误。"}, version=4),
    *(attempt(who, "POST /promises/{promise}/progress", 404, json={"act": act, "note": "无。"}, version=1)
      for who in ("liaison_elsewhere", "unit_head_elsewhere", "clerk_elsewhere") for act in ("keep", "break")),
    _draft("liaison_elsewhere", "campaign", "linquan_hospital"),
    _draft("liaison_elsewhere", "campaign_elsewhere", "hospital"),
    _draft("hospital_head", "campaign_elsewhere", "hospital"),
    _draft("hospital_head", "campaign", "township"),
    _draft("hospital_head", "draft_campaign", "hospital"),
    attempt("hospital_head", "POST /commitments/{commitment_submitted}/decision", 403,
            json={"approve": True}, version=2),
    attempt("clerk", "POST /commitments/{commitment_submitted}/decision", 403, json={"approve": True}, version=2),
    attempt("clerk", "PUT /commitments/{commitment}", 403, json=_PROMISE, version=1),
    attempt("clerk", "POST /promises/{promise}/progress", 403, json={"act": "keep", "note": "代。"}, version=1),
    attempt("hospital_head", "POST /promises/{promise}/progress", 403,
            json={"act": "reopen", "note": "再来。"}, version=1),
]  # fmt: skip

_RULE: dict[str, Any] = {"name": "办法", "kind": "new", "issued_on": "2026-01-15"}
_TURN: dict[str, Any] = {"json": {"problem": "窗口少。"}, "version": 1}

OUTCOMES = [
    *(attempt(who, f"GET /{path}", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")
      for path in ("exemplars/{exemplar}", "rule-docs/{rule_doc}", "suggestions/{suggestion}",
                   "suggestion-collections/{collection}")),
    *(attempt(who, f"GET /{path}", 404)
      for who in ("unit_head", "hospital_liaison")
      for path in ("exemplars/{exemplar_elsewhere}", "rule-docs/{rule_doc_elsewhere}",
                   "suggestions/{suggestion_elsewhere}", "suggestion-collections/{collection_elsewhere}")),
    attempt("clerk_elsewhere", "POST /exemplars/{exemplar}/decision", 404, json={"confirm": True}, version=1),
    attempt("clerk_elsewhere", "POST /exemplars/{exemplar}/withdrawal", 404, json={"reason": "误。"}, version=1),
    attempt("hospital_head", "POST /exemplars/{exemplar}/decision", 403, json={"confirm": True}, version=1),
    attempt("liaison_elsewhere", "PUT /rule-docs/{rule_doc}", 404, json=_RULE, version=1),
    attempt("clerk_elsewhere", "POST /rule-docs/{rule_doc}/withdrawal", 404, json={"reason": "误。"}, version=1),
    attempt("liaison_elsewhere", "POST /rule-docs", 422, json={**_RULE, "unit_id": "{unit:hospital}"}),
    attempt("liaison_elsewhere", "POST /rule-docs", 422,
            json={**_RULE, "unit_id": "{unit:linquan}", "finding_ids": ["{rectifying}"]}),
    attempt("liaison_elsewhere", "POST /rule-docs", 422,
            json={**_RULE, "unit_id": "{unit:linquan}", "campaign_id": "{campaign}"}),
    attempt("hospital_head", "PUT /rule-docs/{rule_doc}", 422,
            json={**_RULE, "finding_ids": ["{finding_elsewhere}"]}, version=1),
    *(attempt(who, "POST /suggestions/{suggestion}/decision", 404, json={"adopt": True}, version=1)
      for who in ("clerk_elsewhere", "liaison_elsewhere")),
    *(attempt(who, "POST /suggestions/{suggestion}/finding", 404, **_TURN)
      for who in ("clerk_elsewhere", "unit_head_elsewhere")),
    attempt("hospital_liaison", "POST /suggestions/{suggestion}/finding", 422,
            json={"problem": "窗口少。", "unit_id": "{unit:linquan_hospital}"}, version=1),
    attempt("clerk_elsewhere", "POST /suggestion-collections", 422,
            json={"campaign_id": "{campaign}", "title": "问", "question": "问?", "channels": ["phone"]}),
    attempt("liaison_elsewhere", "POST /suggestions", 422,
            json={"collection_id": "{collection}", "unit_id": "{unit:linquan}", "text": "少。",
                  "channel": "phone", "received_on": "2026-01-15"}),
    attempt("hospital_liaison", "POST /suggestions", 422,
            json={"collection_id": "{collection}", "unit_id": "{unit:township}", "text": "少。",
                  "channel": "phone", "received_on": "2026-01-15"}),
]  # fmt: skip

#: Files of the other county's commitments, examples and rules.
FILES = [
    attempt(who, "POST /attachments", 404, data={"owner_type": kind, "owner_id": f"{{{kind}}}"},
            files={"file": ("a.txt", b"x")})
    for who in ("liaison_elsewhere", "clerk_elsewhere")
    for kind in ("commitment", "promise", "exemplar", "rule_doc")
]  # fmt: skip

#: What units next door are asked for.
BURDEN = [
    *(attempt(who, path, 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "discipline_officer_elsewhere")
      for path in ("GET /burden/asks/{burden_ask}", "GET /burden/units/{unit:hospital}/months/2026-11")),
    *(attempt(who, "GET /burden", 404, params={"campaign_id": "{campaign}"})
      for who in ("unit_head_elsewhere", "clerk_elsewhere")),
    *(attempt(who, "GET /burden/asks", EMPTY, params={"unit_id": "{unit:hospital}"})
      for who in ("unit_head_elsewhere", "clerk_elsewhere")),
    attempt("liaison_elsewhere", "POST /burden/asks/{burden_ask}/withdrawal", 404, json={"reason": "误。"}, version=1),
    attempt("liaison_elsewhere", "POST /burden/asks", 422,
            json={"unit_id": "{unit:hospital}", "kind": "form", "title": "表", "asked_by": "局",
                  "asked_on": "2026-01-05", "due_on": "2026-01-15"}),
    attempt("clerk_elsewhere", "GET /campaigns/{campaign}/burden-overlaps", 404, params={"indicator": "门诊人次"}),
]  # fmt: skip

GROUPS = {"burden": BURDEN, "commitments": COMMITMENTS, "outcomes": OUTCOMES, "files of outcomes": FILES}
