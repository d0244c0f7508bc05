"""Attempts of one county on the work of the other: findings, measures, requests, inspections, drafts."""

from typing import Any

from tests.attacks.attempts import YES, Attempt, act, attempt

_CLOSING: dict[str, Any] = {"closer": "局", "document": "号", "closed_on": "2026-01-15"}
_ORGANS: dict[str, Any] = {
    "organs": [{"kind": "discipline", "name": "纪委"}],
    "document": "号",
    "signed_on": "2026-01-15",
}
_BACK: dict[str, Any] = {"reason": "材料不足"}
_NOTE: dict[str, Any] = {"text": "已办结。"}
_REPORTS = ("report.docx", "report.pdf", "report-preview")
_WORDING: dict[str, Any] = {"problem": "管理有待加强。"}

#: What may be looked at, by everybody who looks at such things in the other county.
READING = [
    *(attempt(who, f"GET {path}", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "liaison_elsewhere",
                  "discipline_officer_elsewhere", "inspector_elsewhere")
      for path in ("/findings/{rectifying}", "/findings/{rectifying}/events",
                   "/rectification-items/{rectifying_item}")),
    *(attempt(who, "GET /inspections/{inspection}", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "discipline_officer_elsewhere")),
    *(attempt(who, f"GET {path}", 404)
      for who in ("unit_head", "liaison", "hospital_head", "hospital_liaison")
      for path in ("/findings/{finding_elsewhere}", "/findings/{finding_elsewhere}/events",
                   "/rectification-items/{item_elsewhere}", "/inspections/{inspection_elsewhere}")),
    *(attempt(who, f"GET {path}", 404, params={"include": "events"})
      for who, path in (("unit_head_elsewhere", "/findings/{rectifying}"),
                        ("leader_elsewhere", "/findings/{applied}"),
                        ("hospital_head", "/findings/{finding_elsewhere}"))),
    *(attempt(who, f"GET /inspections/{{inspection}}/{report}", 404)
      for who in ("clerk_elsewhere", "leader_elsewhere") for report in _REPORTS),
    attempt("leader_elsewhere", "GET /inspections/{inspection}/report.docx", 404, params={"title": "全市通报"}),
    *(attempt(who, "GET /findings/{worded}/publication", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")),
    attempt("clerk", "GET /report-templates/{template_elsewhere}/content", 404),
    attempt("clerk", "GET /inspections/{inspection}/report.docx", 404,
            params={"template_id": "{template_elsewhere}"}),
    attempt("clerk", "GET /findings/lists/problem.docx", 404, params={"template_id": "{template_elsewhere}"}),
    *(attempt("clerk_elsewhere", f"GET /imports/{{{draft}}}{part}", 404)
      for draft in ("draft", "ready") for part in ("", "/rows", "/text", "/differences")),
]  # fmt: skip

#: Acts on findings of the other county, by whoever may do such a thing at home.
ACTS = [
    attempt("clerk_elsewhere", "PUT /findings/{worded}/publication", 404, json=_WORDING, version=1),
    attempt("clerk_elsewhere", "POST /findings/{worded}/publication/withholding", 404,
            json={"reason": "不宜"}, version=1),
    attempt("leader_elsewhere", "POST /findings/{worded}/publication/withholding", 404,
            json={"reason": "不宜"}, version=1),
    attempt("leader_elsewhere", "POST /findings/{worded}/publication/decision", 404,
            json={"approve": True}, version=1),
    attempt("system_admin_elsewhere", "DELETE /report-templates/{template}", 404),
    attempt("system_admin_elsewhere", "POST /time-limits/TS-2/versions/{time_limit_version}/end", 404,
            json={"effective_to": "2026-12-31", "reason": "废止"}, version=1),
    # The right version behind the code of another rule.
    attempt("system_admin", "POST /time-limits/TS-3/versions/{time_limit_version}/end", 404,
            json={"effective_to": "2026-12-31", "reason": "废止"}, version=1),
    attempt("system_admin_elsewhere", "POST /time-limits/TS-2/versions", 422,
            json={"unit_id": "{unit:hospital}", "quantity": 1, "unit": "working_day",
                  "source": {"document": "细则"}, "confidence": "full_text", "effective_from": "2026-01-01"}),
    attempt("complaint_officer", "POST /time-limits/TS-2/deadline", 422,
            json={"start": "2026-03-02", "unit_id": "{unit:linquan_hospital}"}),
    attempt("system_admin_elsewhere", "DELETE /report-templates/{template_above}", 404),
    act("found", "clerk_elsewhere", "confirm"),
    act("confirmed", "clerk_elsewhere", "hand-out"),
    act("confirmed", "clerk_elsewhere", "hand-out", units=[{"unit_id": "{unit:linquan}"}]),
    act("confirmed", "clerk_elsewhere", "hand-out", due_on="2099-01-01"),
    *(act("confirmed", who, "fix-on-site")
      for who in ("clerk_elsewhere", "unit_head_elsewhere", "liaison_elsewhere", "inspector_elsewhere")),
    act("fixed_on_site", "clerk_elsewhere", "reject-fix", **_BACK),
    act("fixed_on_site", "leader_elsewhere", "reject-fix", **_BACK),
    act("handed_out", "unit_head_elsewhere", "accept"),
    act("handed_out", "unit_head_elsewhere", "decline", **_BACK),
    act("handed_out", "clerk_elsewhere", "urge"),
    act("handed_out", "clerk_elsewhere", "urge", note="请抓紧"),
    act("waiting", "clerk_elsewhere", "resume"),
    act("waiting", "leader_elsewhere", "resume"),
    *(act("claimed", who, action, **body)
      for who in ("clerk_elsewhere", "leader_elsewhere")
      for action, body in (("verify", {}), ("send-back", _BACK))),
    act("verified", "clerk_elsewhere", "apply-closure"),
    act("applied", "leader_elsewhere", "approve-closure"),
    act("applied", "leader_elsewhere", "refuse-closure", **_BACK),
    act("approved_inspection", "clerk_elsewhere", "countersign", **_ORGANS),
    act("approved", "clerk_elsewhere", "close", **_CLOSING),
    act("finding_elsewhere", "unit_head", "accept"),
    act("finding_elsewhere", "hospital_head", "decline", **_BACK),
    act("finding_elsewhere", "liaison", "fix-on-site"),
    act("finding_elsewhere", "hospital_liaison", "fix-on-site"),
    attempt("clerk_elsewhere", "POST /findings/bulk/urge", 422, json={"ids": ["{handed_out}"]}),
    attempt("clerk_elsewhere", "POST /findings/bulk/urge", 422,
            json={"ids": ["{finding_elsewhere}", "{handed_out}"]}),
    attempt("clerk_elsewhere", "POST /findings/bulk/hand-out", 422,
            json={"items": [{"id": "{confirmed}", "version": 1}]}),
    attempt("clerk_elsewhere", "POST /findings/bulk/hand-out", 422,
            json={"items": [{"id": "{finding_elsewhere}", "version": 1}, {"id": "{confirmed}", "version": 1}]}),
    attempt("clerk_elsewhere", "POST /findings/bulk/hand-out", 422,
            json={"items": [{"id": "{confirmed}", "version": 1}], "units": [{"unit_id": "{unit:linquan}"}]}),
]  # fmt: skip


def _register(who: str, unit: str, **values: Any) -> Attempt:
    body = {"problem": "问题。", "source": "self_check", "units": [{"unit_id": f"{{unit:{unit}}}"}], **values}
    return attempt(who, "POST /findings", 422, json=body)


#: Registering where one has no say, and beside what is one's own.
REGISTERING = [
    *(_register(who, unit)
      for who in ("liaison_elsewhere", "unit_head_elsewhere", "clerk_elsewhere")
      for unit in ("hospital", "hospital_medical", "township", "qinghe", "city", "office")),
    *(_register(who, "linquan_hospital") for who in ("liaison", "unit_head", "hospital_head", "personnel_head")),
    _register("inspector_elsewhere", "hospital", source="supervision"),
    _register("hospital_head", "township"),
    _register("hospital_head", "qinghe"),
    _register("clerk_elsewhere", "linquan", units=[{"unit_id": "{unit:linquan}"}, {"unit_id": "{unit:hospital}"}]),
    _register("clerk_elsewhere", "linquan", tag_ids=[999_999]),
]  # fmt: skip


def _on_item(who: str, act_: str, expected: int = 404, item: str = "rectifying_item", **body: Any) -> Attempt:
    return attempt(who, f"POST /rectification-items/{{{item}}}/{act_}", expected, json=body, version=1)


#: Measures and requests.
MEASURES = [
    *(_on_item(who, "notes", **_NOTE) for who in ("liaison_elsewhere", "unit_head_elsewhere")),
    *(_on_item(who, "notes", item="item_elsewhere", **_NOTE)
      for who in ("liaison", "unit_head", "hospital_liaison", "hospital_head")),
    _on_item("unit_head_elsewhere", "actions/claim"),
    _on_item("unit_head", "actions/claim", item="item_elsewhere"),
    _on_item("hospital_head", "actions/claim", item="item_elsewhere", basis="onsite"),
    *(_on_item(who, f"actions/{action}", item="claimed_item", **body)
      for who in ("clerk_elsewhere", "leader_elsewhere")
      for action, body in (("accept", {}), ("return", _BACK))),
    *(attempt(who, f"GET /rectification-items/{{{item}}}/likeness", expected)
      for who, item, expected in (("clerk_elsewhere", "claimed_item", 404), ("hospital_head", "claimed_item", 403),
                                  ("hospital_liaison", "claimed_item", 403), ("leader_elsewhere", "claimed_item", 404))),
    attempt("clerk_elsewhere", "GET /findings/{handed_out}/likeness", 404),
    attempt("hospital_head", "GET /findings/{handed_out}/likeness", 403),
    *(_on_item(who, "onsite-verification", item="claimed_item", onsite_on="2026-01-15", note="已核查")
      for who in ("clerk_elsewhere", "leader_elsewhere")),
    *(attempt(who, "POST /rectification-items/{stepped_item}/steps/{step}/done", 404)
      for who in ("liaison_elsewhere", "unit_head_elsewhere")),
    *(attempt(who, "POST /rectification-items/{item_elsewhere}/steps/{step_elsewhere}/done", 404)
      for who in ("liaison", "hospital_head")),
    *(attempt("hospital_liaison", f"POST /rectification-items/{{{item}}}/steps/{{{step}}}/done", 404)
      for item, step in (("rectifying_item", "step"), ("stepped_item", "step_elsewhere"),
                         ("item_elsewhere", "step"), ("rectifying_item", "step_elsewhere"))),
    attempt("liaison_elsewhere", "POST /rectification-items/{item_elsewhere}/steps/{step}/done", 404),
    *(attempt(who, f"PATCH /rectification-items/{{{item}}}", 404, json=body, version=1)
      for who, item in (("unit_head_elsewhere", "accepted_item"), ("clerk_elsewhere", "handed_out_item"),
                        ("unit_head", "item_elsewhere"))
      for body in ({"text": "不再整改。"}, {"owner_account_id": "{account:liaison_elsewhere}"}, {"due_on": None})),
    *(attempt(who, f"POST /findings/{{{finding}}}/rectification-items", 404, json={"text": "改。"})
      for who, finding in (("unit_head_elsewhere", "accepted"), ("liaison_elsewhere", "accepted"),
                           ("clerk_elsewhere", "handed_out"), ("hospital_head", "finding_elsewhere"))),
    *(attempt("hospital_head", "POST /findings/{accepted}/rectification-items", 422, json={"text": "改。", **body})
      for body in ({"owner_account_id": "{account:liaison_elsewhere}"}, {"unit_id": "{unit:linquan_hospital}"},
                   {"owner_account_id": "{spare_elsewhere}"}, {"unit_id": "{unit:linquan}"})),
    *(attempt(who, f"POST /findings/{{{finding}}}/requests", 404, json={"reason": "拖", **body})
      for who, finding in (("unit_head_elsewhere", "rectifying"), ("liaison_elsewhere", "rectifying"),
                           ("hospital_head", "finding_elsewhere"))
      for body in ({"kind": "staged"}, {"kind": "extension", "until": "2099-01-01"}, {"kind": "long_term"},
                   {"kind": "waiting_external", "until": "2099-01-01"})),
    *(attempt("clerk_elsewhere", "POST /findings/{rectifying}/requests", 404, json={"reason": "拖", **body})
      for body in ({"kind": "void"}, {"kind": "correct", "changes": {"problem": "没有问题。"}},
                   {"kind": "reopen", "trigger": "recurrence"})),
    *(attempt("leader_elsewhere", f"POST /requests/{{{request}}}/decision", 404, json=YES)
      for request in ("extension_request", "staged_request", "correct_request")),
    attempt("clerk_elsewhere", "POST /requests/{staged_request}/decision", 404, json={"approve": False}),
]  # fmt: skip

_ROWS = {"row_ids": ["{draft_row}"]}
#: Drafts of the other county, and rows of another draft behind one's own.
DRAFTS = [
    attempt("clerk_elsewhere", "PATCH /imports/{draft}", 404, json={"title": "改"}, version=1),
    attempt("clerk_elsewhere", "POST /imports/{draft}/confirm", 404, version=1),
    attempt("clerk_elsewhere", "POST /imports/{draft}/discard", 404),
    attempt("clerk_elsewhere", "PATCH /imports/{draft}/rows/{draft_row}", 404, json={"number": "9"}, version=1),
    attempt("clerk_elsewhere", "POST /imports/{draft}/rows/{draft_row}/split", 404, json={"at_measure": 1}),
    attempt("clerk_elsewhere", "POST /imports/{draft}/rows/{draft_row}/drop", 404),
    attempt("clerk_elsewhere", "POST /imports/{draft}/rows/{draft_row_2}/restore", 404),
    attempt("clerk_elsewhere", "POST /imports/{pair}/rows/merge", 404, json={"row_ids": ["{pair_row}", "{pair_row_2}"]}),
    attempt("clerk_elsewhere", "POST /imports/{draft}/rows/assign", 404, json={**_ROWS, "due_on": "2099-01-01"}),
    *(attempt("clerk_elsewhere", f"POST /imports/{{draft_elsewhere}}/rows/{{draft_row}}/{act_}", 404)
      for act_ in ("drop", "restore")),
    attempt("clerk_elsewhere", "POST /imports/{draft_elsewhere}/rows/{draft_row}/split", 404, json={"at_measure": 1}),
    attempt("clerk_elsewhere", "PATCH /imports/{draft_elsewhere}/rows/{draft_row}", 404, json={"number": "9"}, version=1),
    attempt("clerk_elsewhere", "POST /imports/{draft}/rows/decide", 404, json={**_ROWS, "decision": "keep"}),
    attempt("clerk_elsewhere", "POST /imports/{draft_elsewhere}/rows/decide", 422, json={**_ROWS, "decision": "keep"}),
    attempt("clerk_elsewhere", "PATCH /imports/{draft_elsewhere}", 422, json={"compares_with": "{ready}"}, version=2),
    attempt("clerk_elsewhere", "POST /imports/{draft_elsewhere}/rows/assign", 422, json={**_ROWS, "due_on": "2099-01-01"}),
    attempt("clerk_elsewhere", "POST /imports/{draft_elsewhere}/rows/merge", 422,
            json={"row_ids": ["{draft_elsewhere_row}", "{draft_row}"]}),
    attempt("clerk", "PATCH /imports/{pair}/rows/{draft_row}", 404, json={"number": "9"}, version=1),
    attempt("clerk", "POST /imports/{pair}/rows/merge", 422, json={"row_ids": ["{pair_row}", "{draft_row}"]}),
    attempt("clerk", "POST /imports/{pair}/rows/assign", 422, json={**_ROWS, "due_on": "2099-01-01"}),
    *(attempt("clerk_elsewhere", "POST /imports/{draft_elsewhere}/rows/assign", 422,
              json={"row_ids": ["{draft_elsewhere_row}"], "units": [{"unit_id": f"{{unit:{unit}}}"}]})
      for unit in ("hospital", "city", "township")),
    attempt("clerk_elsewhere", "PATCH /imports/{draft_elsewhere}/rows/{draft_elsewhere_row}", 422,
            json={"units": [{"unit_id": "{unit:hospital}"}]}, version=2),
    *(attempt("clerk_elsewhere", "POST /imports", 422, data={"unit_id": f"{{unit:{unit}}}"},
              files={"file": ("a.txt", b"x")}) for unit in ("city", "qinghe", "hospital")),
]  # fmt: skip

GROUPS = {
    "reading": READING,
    "acts": ACTS,
    "registering": REGISTERING,
    "measures": MEASURES,
    "drafts": DRAFTS,
}
