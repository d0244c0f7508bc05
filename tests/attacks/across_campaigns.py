"""Attempts of one county on the campaigns of the other, of units on the office's, by what a body names."""

from typing import Any

from tests.attacks.attempts import EMPTY, NOTHING, Attempt, attempt, file_for

_PEOPLE = ("unit_head_elsewhere", "liaison_elsewhere", "clerk_elsewhere", "leader_elsewhere")
_LISTS: dict[str, Any] = {"target": "公开", "due_kind": "whole_year", "persons": [{"name": "李文"}]}
_STAGE = {"name": "全程", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}


def _put(what: str, body: Any) -> Attempt:
    """The clerk next door names in their own draft what is not theirs."""
    line = f"PUT /campaigns/{{draft_campaign_elsewhere}}/{what}"
    return attempt("clerk_elsewhere", line, 422, json=body, version=1)


def _task(who: str, task: str, act: str, expected: int, method: str = "POST", **body: Any) -> Attempt:
    return attempt(who, f"{method} /campaign-tasks/{{{task}}}{act}", expected, json=body, version=1)


CAMPAIGNS = [
    *(attempt(who, f"GET /campaigns/{{{name}}}{part}", 404)
      for who in _PEOPLE for name in ("campaign", "draft_campaign") for part in ("", "/tasks")),
    *(attempt(who, f"GET /campaigns/{{{name}}}", 404)
      for who in ("unit_head", "hospital_liaison", "personnel_head") for name in ("campaign_elsewhere", "draft_campaign")),
    attempt("clerk_elsewhere", "GET /campaigns", NOTHING, params={"unit_id": "{unit:qinghe}"}),
    attempt("unit_head_elsewhere", "GET /findings", EMPTY, params={"campaign": "{campaign}"}),
    attempt("hospital_head", "GET /findings", EMPTY, params={"campaign": "{campaign_elsewhere}"}),
    attempt("hospital_head", "GET /campaigns/{campaign}/units", EMPTY, params={"unit_id": "{unit:township}"}),
    attempt("hospital_head", "GET /campaigns/{campaign}/tasks", EMPTY,
            params={"of": "units", "unit_id": "{unit:township}"}),
    attempt("clerk_elsewhere", "POST /campaigns", 422, json={"title": "x", "parent_id": "{campaign}"}),
    attempt("clerk_elsewhere", "POST /campaigns", 422, json={"title": "x", "unit_id": "{unit:qinghe}"}),
    _put("links", {"campaign_ids": ["{campaign}"]}),
    _put("units", {"unit_ids": ["{unit:hospital}"]}),
    _put("units", {"rule": {"under": ["{unit:city}"]}}),
    _put("deliverables", {"deliverables": [{"stage_id": "{campaign_stage}", "title": "x"}]}),
    _put("deliverables", {"deliverables": [{"id": "{deliverable}", "stage_id": "{campaign_stage}", "title": "x"}]}),
    _put("problem-types", {"problem_types": [{"id": "{problem_type}", "number": "1", "title": "x"}]}),
    _put("stages", {"stages": [{**_STAGE, "id": "{campaign_stage}"}]}),
    _put("body", {"body": [{"role": "head", "name": "x", "account_id": "{account:leader}"}]}),
    attempt("clerk_elsewhere", "POST /campaigns/{draft_campaign_elsewhere}/tasks/fill", 422,
            json={"tasks": [{"id": "{campaign_task}", "target": "x"}]}),
    # A stage of another campaign behind the id of one's own.
    *(attempt("clerk_elsewhere", f"POST /campaigns/{{campaign_elsewhere}}/stages/{{campaign_stage}}/{act}", 404,
              json={"reason": "x"}, version=1) for act in ("open", "close")),
    attempt("clerk_elsewhere", "POST /campaigns/{campaign_elsewhere}/stages/{campaign_stage}/move", 404,
            json={"reason": "x", "ends_on": "2026-12-31"}, version=1),
]  # fmt: skip

TASKS = [
    *(_task(who, "campaign_share", act, 404, method)
      for who in ("liaison_elsewhere", "unit_head_elsewhere", "clerk_elsewhere")
      for method, act in (("PATCH", ""), ("POST", "/done"))),
    _task("hospital_liaison", "campaign_task", "", 403, "PATCH", title="x"),
    _task("clerk", "campaign_share", "", 403, "PATCH", title="x"),
    *(_task("hospital_liaison", "campaign_task", "/shares", 422, unit_id=f"{{unit:{unit}}}", shares=[_LISTS])
      for unit in ("township", "qinghe", "linquan_hospital", "hospital_medical")),
    _task("liaison_elsewhere", "campaign_task", "/shares", 404, unit_id="{unit:linquan_hospital}", shares=[_LISTS]),
    _task("hospital_liaison", "draft_task", "/shares", 404, unit_id="{unit:hospital}", shares=[_LISTS]),
    *(attempt(who, "POST /attachments", expected, **file_for("campaign", "{campaign}"))
      for who, expected in (("clerk_elsewhere", 404), ("unit_head_elsewhere", 404), ("hospital_head", 403))),
    *(attempt(who, "POST /findings", 422,
              json={"problem": "x", "source": "self_check", "campaign_id": f"{{{name}}}",
                    "units": [{"unit_id": f"{{unit:{unit}}}"}]})
      for who, name, unit in (("hospital_liaison", "campaign_elsewhere", "hospital"),
                              ("hospital_liaison", "draft_campaign", "hospital"),
                              ("liaison_elsewhere", "campaign", "linquan_hospital"))),
]  # fmt: skip

GROUPS = {"campaigns": CAMPAIGNS, "tasks of campaigns": TASKS}
