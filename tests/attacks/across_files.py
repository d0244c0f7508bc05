"""Attempts on files of the other county, on uploads of others, and to find by lists what is not one's own."""

from typing import Any

from tests.attacks.attempts import EMPTY, NOTHING, Attempt, attempt, cursor, file_for
from tests.support.pictures import JPEG

_TUS = {"Tus-Resumable": "1.0.0"}
_PIECE = {**_TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
_RANGE = {"Range": "bytes=0-9"}
_CONTENT = "/attachments/{rectifying_attachment}/content"
_THEIRS = "/attachments/{attachment_elsewhere}"


def _from_upload(who: str, upload: str, owner_type: str, owner: str, expected: int = 404) -> Attempt:
    body = {"upload_id": f"{{upload:{upload}}}", "owner_type": owner_type, "owner_id": f"{{{owner}}}"}
    return attempt(who, "POST /attachments/from-upload", expected, json=body)


FILES = [
    *(attempt(who, f"GET /attachments/{{rectifying_attachment}}{part}", 404)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "discipline_officer_elsewhere",
                  "inspector_elsewhere", "complaint_officer_elsewhere", "complaint_officer")
      for part in ("", "/content", "/preview")),
    *(attempt(who, f"GET {_THEIRS}{part}", 404)
      for who in ("unit_head", "liaison", "hospital_head", "hospital_liaison") for part in ("", "/content", "/preview")),
    *(attempt(who, f"GET {_CONTENT}", 404, params={"copy": "clean"})
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "auditor")),
    *(attempt(who, f"GET {_CONTENT}", 404, headers=_RANGE) for who in ("unit_head_elsewhere", "auditor")),
    attempt("clerk_elsewhere", f"GET {_CONTENT}", 404, params={"copy": "clean"}, headers=_RANGE),
    *(attempt(who, f"HEAD {_CONTENT}", 404) for who in ("unit_head_elsewhere", "clerk_elsewhere", "security_admin")),
    *(attempt(who, "POST /attachments", 404, **file_for("rectification_item", "{rectifying_item}"))
      for who in ("liaison_elsewhere", "unit_head_elsewhere")),
    *(attempt(who, "POST /attachments", 404, **file_for("rectification_item", "{item_elsewhere}"))
      for who in ("liaison", "hospital_head")),
    attempt("clerk_elsewhere", "POST /attachments", 404, **file_for("finding", "{rectifying}")),
    attempt("clerk_elsewhere", "POST /attachments", 404, **file_for("import", "{draft}")),
    attempt("clerk", "POST /attachments", 422, **file_for("account", "1")),
    *(_from_upload("liaison_elsewhere", "upload_elsewhere", kind, owner)
      for kind, owner in (("rectification_item", "rectifying_item"), ("rectification_item", "claimed_item"))),
    # What somebody else began, for what is one's own.
    _from_upload("liaison_elsewhere", "whole_upload", "rectification_item", "item_elsewhere"),
    _from_upload("hospital_liaison", "whole_upload", "rectification_item", "rectifying_item"),
    _from_upload("hospital_liaison", "upload_elsewhere", "rectification_item", "rectifying_item"),
    *(attempt(who, f"{method} /attachments/uploads/{{upload:{upload}}}", 404, headers=headers, **more)
      for who, upload in (("liaison_elsewhere", "begun_upload"), ("hospital_liaison", "begun_upload"),
                          ("clerk", "whole_upload"), ("liaison", "upload_elsewhere"), ("system_admin", "whole_upload"))
      for method, headers, more in (("HEAD", _TUS, {}), ("DELETE", _TUS, {}), ("PATCH", _PIECE, {"content": JPEG}))),
]  # fmt: skip


def _list(who: str, path: str, expected: str = EMPTY, **params: Any) -> Attempt:
    return attempt(who, f"GET {path}", expected, params=params)


#: Lists, searches, filters, sort keys, cursors and exports.
LISTS = [
    *(_list(who, "/findings", NOTHING, sort=sort)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "hospital_head")
      for sort in ("-updated_at", "updated_at", "due_on", "number")),
    *(_list(who, "/findings", unit_id=f"{{unit:{unit}}}")
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere", "discipline_officer_elsewhere")
      for unit in ("hospital", "township")),
    *(_list(who, "/findings", unit_id="{unit:linquan_hospital}") for who in ("unit_head", "hospital_head", "liaison")),
    *(_list("clerk_elsewhere", "/findings", q=text) for text in ("处方点评", "rectifying", "handed_out")),
    *(_list("hospital_head", "/findings", q=text) for text in ("中药饮片", "elsewhere")),
    _list("clerk_elsewhere", "/findings", inspection_id="{inspection}"),
    _list("unit_head", "/findings", inspection_id="{inspection_elsewhere}"),
    *(_list("clerk_elsewhere", "/findings", NOTHING, **filter_)
      for filter_ in ({"work_state": "rectifying"}, {"closure_state": "applied"}, {"light": "green"},
                      {"due_after": "2000-01-01"}, {"waiting_for_me": "true"}, {"source": "supervision"},
                      {"limit": "200"}, {"voided": "true"})),
    _list("clerk_elsewhere", "/findings", NOTHING, sort="-updated_at", **cursor("-updated_at", "2999-01-01T00:00:00+00:00", 2**53 - 1)),
    _list("clerk_elsewhere", "/findings", NOTHING, sort="due_on", **cursor("due_on", "2000-01-01", 1)),
    *(_list(who, "/rectification-items", unit_id="{unit:hospital}")
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")),
    _list("hospital_head", "/rectification-items", unit_id="{unit:linquan_hospital}"),
    _list("clerk_elsewhere", "/rectification-items", NOTHING, limit="200"),
    *(_list(who, "/today", NOTHING) for who in ("unit_head_elsewhere", "clerk_elsewhere", "leader_elsewhere")),
    _list("clerk_elsewhere", "/imports", NOTHING, limit="200"),
    _list("clerk_elsewhere", "/imports", NOTHING, **cursor(2**53 - 1)),
    _list("unit_head_elsewhere", "/inspections", NOTHING, limit="200"),
    *(_list(who, "/findings/export.xlsx", NOTHING, **filter_)
      for who in ("unit_head_elsewhere", "clerk_elsewhere")
      for filter_ in ({}, {"unit_id": "{unit:hospital}"}, {"inspection_id": "{inspection}"})),
    _list("hospital_head", "/findings/export.xlsx", NOTHING, unit_id="{unit:linquan_hospital}"),
    *(_list(who, f"/units/export.{kind}", NOTHING)
      for who in ("unit_head_elsewhere", "system_admin_elsewhere") for kind in ("xlsx", "csv")),
    *(_list("system_admin_elsewhere", "/units", **filter_)
      for filter_ in ({"q": "青禾"}, {"q": "YZ-QH-RM"}, {"parent_id": "{unit:hospital}"}, {"within": "{unit:qinghe}"},
                      {"parent_id": "{unit:qinghe}", "active": "false"})),
    _list("system_admin_elsewhere", "/units", NOTHING, within="{unit:city}"),
    _list("system_admin_elsewhere", "/units", NOTHING, **cursor("", 1)),
    *(_list(who, "/people", **filter_)
      for who in ("unit_head_elsewhere", "clerk_elsewhere", "security_admin_elsewhere")
      for filter_ in ({"unit_id": "{unit:hospital}"}, {"unit_id": "{unit:office}"})),
    _list("liaison_elsewhere", "/people", NOTHING, unit_id="{unit:city}"),
    *(_list(who, "/accounts", **filter_)
      for who in ("system_admin_elsewhere", "security_admin_elsewhere")
      for filter_ in ({"unit_id": "{unit:hospital}"}, {"q": "hospital_head"}, {"unit_id": "{unit:office}"})),
    *(_list("security_admin_elsewhere", "/appointments", **filter_)
      for filter_ in ({"account_id": "{spare}"}, {"unit_id": "{unit:hospital}"}, {"account_id": "{account:clerk}"},
                      {"unit_id": "{unit:office}"})),
    _list("security_admin_elsewhere", "/appointments", NOTHING, unit_id="{unit:city}"),
    *(_list("auditor_elsewhere", "/events", **filter_)
      for filter_ in ({"unit_id": "{unit:hospital}"}, {"resource": "finding", "resource_id": "{rectifying}"},
                      {"resource": "account", "resource_id": "{spare}"}, {"actor_id": "{account:hospital_head}"},
                      {"actor_id": "{account:auditor}"}, {"unit_id": "{unit:office}"})),
    _list("auditor_elsewhere", "/events", NOTHING, since="2000-01-01T00:00:00Z", limit="200"),
    _list("auditor_elsewhere", "/events", NOTHING, unit_id="{unit:city}"),
    _list("auditor_elsewhere", "/events", NOTHING, **cursor(2**53 - 1)),
    *(_list("auditor_elsewhere", path, q=text)
      for path, text in (("/events/actors", "hospital_head"), ("/events/actors", "second_clerk"),
                         ("/events/units", "青禾"), ("/events/units", "监督办"))),
]  # fmt: skip

GROUPS = {"files": FILES, "lists": LISTS}
