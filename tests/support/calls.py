"""One minimal request for every operation of the contract, against the scene of `tests/support/scene.py`.

Written by hand: an operation that is not here fails `tests/permissions` and `tests/test_events_on_every_write.py`.
"""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
import pyotp
from fastapi import FastAPI
from python_calamine import CalamineWorkbook
from sqlalchemy import inspect, select

from mingze.acceptances.models import Acceptance
from mingze.accounts.models import Account
from mingze.burden.models import Ask
from mingze.campaigns.models import Campaign, ReportRequirement
from mingze.campaigns.models import Task as CampaignTask
from mingze.commitments.models import Commitment, Promise
from mingze.complaints.models import Complaint, ComplaintLetter
from mingze.duties.models import Duty, ReportResult
from mingze.findings.models import Finding, RectificationItem, Tag
from mingze.findings.publication_models import FindingPublication
from mingze.hotline import import_service as hotline_import
from mingze.hotline import list_reading as hotline_lists
from mingze.hotline.vocabulary import HotlineRowAction, HotlineSource
from mingze.imports.models import ImportDraft, ImportRow
from mingze.kit import clock
from mingze.kit.lists import Given
from mingze.outcomes.models import Exemplar, RuleDoc
from mingze.suggestions.models import Suggestion, SuggestionCollection
from mingze.templates.filling import starter
from mingze.templates.rules import TemplateKind
from mingze.timelimits.models import TimeLimitVersion
from mingze.units.import_plan import Known, digest, plan
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from scripts.export_contract import contract
from tests.support import portal_scene
from tests.support.complaint_scene import ANSWER, OPINION
from tests.support.duty_scene import month
from tests.support.pictures import JPEG
from tests.support.region import PASSWORD
from tests.support.scene import REPORT, Scene

CONTRACT: dict[str, Any] = json.loads(contract())
#: operation id → (method, path)
OPERATIONS: dict[str, tuple[str, str]] = {
    said["operationId"]: (method.upper(), path)
    for path, item in CONTRACT["paths"].items()
    for method, said in item.items()
}

#: What the wire says in `body`, given the scene and the user name of whoever asks.
Say = Callable[[Scene, str], Any]
#: Whether the answer shows the thing the scene put at 青禾县人民医院.
Shows = Callable[[httpx.Response, Scene], bool]


@dataclass(frozen=True)
class Call:
    """`at`: path parameter → name of the thing in the scene; `version`: of which row `If-Match` speaks."""

    at: Mapping[str, str] = field(default_factory=dict)
    body: Say | None = None
    form: Say | None = None
    upload: tuple[str, bytes] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    version: tuple[Any, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    shows: Shows | None = None
    #: user name of somebody who may; who proves that a write is recorded
    by: str = "clerk"


def _day(days: int) -> str:
    return str(clock.today() + timedelta(days=days))


def _id(scene: Scene, name: str) -> int:
    return scene.ids.get(name) or scene.region["units"].get(name) or scene.region["accounts"][name]


def _code(scene: Scene, who: str) -> dict[str, str]:
    """A recovery code, for who needs one."""
    return {"code": scene.codes[who][0]} if who in scene.codes else {}


def _session(scene: Scene, name: str, who: str | None) -> str:
    """The session of somebody; `own`: of whoever asks."""
    cookie = scene.people[(who or "clerk") if name == "own" else name][1]
    return cookie.partition(".")[0]


def _listed(name: str, key: str = "id") -> Shows:
    return lambda answer, scene: any(item[key] == _id(scene, name) for item in answer.json()["items"])


def _holds_version(name: str) -> Shows:
    return lambda answer, scene: any(one["id"] == _id(scene, name) for one in answer.json()["versions"])


def _mentions(text: str) -> Shows:
    return lambda answer, _scene: text in answer.text


def _cells(answer: httpx.Response) -> list[str]:
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [str(cell) for row in rows for cell in row]


def _in_sheet(answer: httpx.Response, _scene: Scene) -> bool:
    return any("handed_out" in cell for cell in _cells(answer))


def _in_document(answer: httpx.Response, _scene: Scene) -> bool:
    """Whether a Word file, in any of its cells, mentions what was handed out."""
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        return "handed_out" in archive.read("word/document.xml").decode()


def _counts_at_qinghe(answer: httpx.Response, _scene: Scene) -> bool:
    """Whether a table by unit counts anything there."""
    rows = answer.json()["rows"]
    return any(row["label"].startswith("青禾县") and row["now"]["count"] for row in rows)


#: A department that is new, below 青禾县人民医院.
UNIT_LIST = "单位编码,单位名称,类别,上级编码\nNEW-2,药剂科,科室,YZ-QH-RM\n"


def _listed_orders() -> dict[str, str]:
    """What a hotline says beside its list: of which of its own, of when."""
    return {"source": "city_12345", "first_day": _day(-300), "last_day": _day(0)}


#: A list of one order, about nobody in particular: the same to whoever sends it.
ORDER_LIST = "工单编号,诉求内容\nLIST-1,候诊时间过长。\n"


def _digest_of_orders() -> str:
    """What a preview of ORDER_LIST answers."""
    given = Given(2, {"external_no": "LIST-1", "text": "候诊时间过长。"}, frozenset())
    order = hotline_lists.order_of(given, HotlineSource.CITY_12345)
    return hotline_import.digest([hotline_import.Planned(2, HotlineRowAction.REGISTER, order, "LIST-1", ())])


def _digest_of_units(*, in_scope: bool) -> str:
    """What a preview of UNIT_LIST answers to somebody who may, or may not, change what is below the hospital."""
    hospital = Known(
        1, "YZ-QH-RM", "", "", UnitKind.HOSPITAL, "YZ-QH", None, None, active=True, in_scope=in_scope
    )
    given = Given(2, {"code": "NEW-2", "name": "药剂科", "kind": "科室", "parent_code": "YZ-QH-RM"})
    return digest(plan([given], {"YZ-QH-RM": hospital}))


def _fixed(value: Any) -> Say:
    return lambda _scene, _who: value


def _finding(name: str, by: str = "clerk", **body: Any) -> Call:
    return Call({"finding_id": name}, _fixed(body), version=(Finding, name), by=by)


def _published(name: str, by: str = "clerk", **body: Any) -> Call:
    return Call({"finding_id": name}, _fixed(body), version=(FindingPublication, name), by=by)


def _item(name: str, by: str, **body: Any) -> Call:
    return Call({"item_id": name}, _fixed(body), version=(RectificationItem, name), by=by)


def _ask(kind: str, finding: str, by: str, **body: Any) -> Call:
    return Call({"finding_id": finding}, _fixed({"kind": kind, "reason": "等待批复", **body}), by=by)


def _decide(name: str, by: str) -> Call:
    return Call({"request_id": name}, _fixed({"approve": True}), by=by)


def _self_check(scene: Scene, who: str) -> dict[str, Any]:
    """What each may register: an inspector what was found on the spot, a complaint officer what a complaint showed,
    others what they found themselves."""
    own = {"inspector": "supervision", "complaint_officer": "public_report"}
    source = own.get(who.removesuffix("_elsewhere"), "self_check")
    units = [{"unit_id": _id(scene, "hospital")}]
    return {"problem": "登记室未公示收费标准。", "source": source, "units": units, "due_on": _day(30)}


def _commitment(name: str, by: str, **body: Any) -> Call:
    return Call({"commitment_id": name}, _fixed(body), version=(Commitment, name), by=by)


def _in_campaign(**body: Any) -> Say:
    """Something of 青禾县人民医院 in the campaign it takes part in."""
    return lambda s, _w: {"campaign_id": _id(s, "campaign"), "unit_id": _id(s, "hospital"), **body}


_PROMISED: dict[str, Any] = {"title": "公开承诺", "text": "本院承诺规范收费。", "media": ["website"]}
_RULE: dict[str, Any] = {"name": "处方点评办法", "kind": "new", "issued_on": "2026-01-15"}
_ASKED: dict[str, Any] = {"title": "征求意见", "question": "有何建议?", "channels": ["seminar"]}

_TUS = {"Tus-Resumable": "1.0.0"}


def _campaign(name: str, **body: Any) -> Call:
    return Call({"campaign_id": name}, _fixed(body), version=(Campaign, name))


def _stage(name: str, **body: Any) -> Call:
    at = {"campaign_id": "campaign", "stage_id": name}
    return Call(at, _fixed(body), version=(Campaign, "campaign"))


def _task(name: str, by: str = "clerk", **body: Any) -> Call:
    return Call({"task_id": name}, _fixed(body), version=(CampaignTask, name), by=by)


#: The three lists of a task.
_LISTS: dict[str, Any] = {
    "target": "清单全部公开。",
    "due_kind": "whole_year",
    "persons": [{"name": "许静"}],
}


def _duty(name: str, by: str, **body: Any) -> Call:
    return Call({"duty_id": name}, _fixed(body), version=(Duty, name), by=by)


def _result(name: str, **body: Any) -> Call:
    return Call({"result_id": name}, _fixed(body), version=(ReportResult, name), by="leader")


def _period(ago: int) -> Say:
    """The monthly report of the scene's campaign, of the month so many months ago."""
    return lambda s, _w: {"requirement_id": _id(s, "requirement"), "period_start": month(ago)}


def _complaint(name: str, action: str, by: str = "complaint_officer", **body: Any) -> Call:
    """An act on the complaint of that name."""
    said = {"action": action, **body}
    return Call({"complaint_id": name}, _fixed(said), version=(Complaint, name), by=by)


def _complaint_of(action: str, **named: str) -> Say:
    """An act that names units or other things of the scene."""
    return lambda s, _w: {"action": action, **{field: _id(s, name) for field, name in named.items()}}


_CAMPAIGN_AT = {"campaign_id": "campaign"}

CALLS: dict[str, Call] = {
    # --- oneself
    "signIn": Call(body=lambda s, who: {"username": who or "clerk", "password": PASSWORD, **_code(s, who)}),
    "refreshSession": Call(),
    "beginProviderSignIn": Call(),
    "finishProviderSignIn": Call(),
    "getMe": Call(),
    "changeMyPassword": Call(
        body=_fixed({"old_password": PASSWORD, "new_password": "Baishi-County-7"}),
    ),
    "signOut": Call(),
    "beginSecondFactor": Call(body=lambda s, who: {"password": PASSWORD, **_code(s, who)}),
    "confirmSecondFactor": Call(body=lambda s, who: {"code": pyotp.TOTP(s.secrets[who or "clerk"]).now()}),
    "removeSecondFactor": Call(
        body=lambda s, who: {"password": PASSWORD, "code": "000000", **_code(s, who)}, by="complaint_officer"
    ),
    "listMySessions": Call(),
    "endMySession": Call({"session_id": "own"}),
    "endMyOtherSessions": Call(),
    "getMeta": Call(),
    # --- people, accounts, appointments
    "listPeople": Call(query={"limit": "200"}, shows=_listed("spare")),
    "listAccounts": Call(query={"limit": "200"}, shows=_listed("spare")),
    "getAccount": Call({"account_id": "spare"}),
    "createAccount": Call(
        body=lambda s, _w: {
            "username": "newcomer",
            "name": "新来",
            "home_unit_id": _id(s, "hospital"),
            "password": PASSWORD,
        },
        by="system_admin",
    ),
    "changeAccount": Call(
        {"account_id": "spare"}, _fixed({"name": "改名"}), version=(Account, "spare"), by="system_admin"
    ),
    "resetPassword": Call(
        {"account_id": "spare"}, _fixed({"new_password": "Baishi-County-7"}), by="security_admin"
    ),
    "listAccountSessions": Call({"account_id": "hospital_liaison"}),
    "endAccountSession": Call(
        {"account_id": "hospital_liaison", "session_id": "hospital_liaison"}, by="security_admin"
    ),
    "endAccountSessions": Call({"account_id": "hospital_liaison"}, by="security_admin"),
    "handOutPasswordHalf": Call({"account_id": "spare"}, by="system_admin"),
    "resetSecondFactor": Call({"account_id": "complaint_officer"}, by="system_admin"),
    "getProviderSignIn": Call({"account_id": "spare"}),
    "allowProviderSignIn": Call({"account_id": "spare"}, by="security_admin"),
    "forbidProviderSignIn": Call({"account_id": "hospital_liaison"}, by="security_admin"),
    "listAppointments": Call(query={"limit": "200"}, shows=_listed("spare_appointment")),
    "appoint": Call(
        body=lambda s, _w: {
            "account_id": _id(s, "spare"),
            "unit_id": _id(s, "hospital"),
            "role": "unit_head",
        },
        by="security_admin",
    ),
    "changeAppointment": Call(
        {"appointment_id": "spare_appointment"}, lambda _s, _w: {"ends_on": _day(90)}, by="security_admin"
    ),
    "previewHandover": Call({"account_id": "spare"}),
    "handOver": Call(
        {"account_id": "spare"},
        lambda s, _w: {
            "to_account_id": _id(s, "hospital_liaison"),
            "reason": "调离",
            "move_appointments": True,
            "deactivate": True,
        },
        by="security_admin",
    ),
    "endAppointment": Call({"appointment_id": "spare_appointment"}, by="security_admin"),
    # --- what one is told
    "listNotices": Call(query={"limit": "200"}),
    "countUnreadNotices": Call(),
    "readNotices": Call(body=_fixed({"all": True})),
    "readNotice": Call({"notice_id": "notice"}),
    "getNoticeSettings": Call(),
    "changeNoticeSettings": Call(body=_fixed({"mail": "none"})),
    "confirmNoticeAddress": Call(body=lambda s, _w: {"code": f"{s.ids['code']:06d}"}),
    # --- time limits: rules, local versions, the working calendar
    "listTimeLimits": Call(query={"limit": "200"}),
    "getTimeLimit": Call({"code": "TS-2"}, shows=_holds_version("time_limit_version")),
    "createTimeLimitVersion": Call(
        {"code": "XF-5"},
        lambda s, _w: {
            "unit_id": _id(s, "hospital"),
            "quantity": 45,
            "unit": "day",
            "source": {"document": "青禾县人民医院信访办理细则"},
            "confidence": "full_text",
            "effective_from": _day(0),
        },
        by="system_admin",
    ),
    "endTimeLimitVersion": Call(
        {"code": "TS-2", "version_id": "time_limit_version"},
        lambda _s, _w: {"effective_to": _day(0), "reason": "细则废止"},
        version=(TimeLimitVersion, "time_limit_version"),
        by="system_admin",
    ),
    "computeDeadline": Call(
        {"code": "TS-2"}, lambda s, _w: {"start": "2026-03-02", "unit_id": _id(s, "hospital")}
    ),
    "getWorkCalendar": Call({"year": "2026"}),
    "putWorkCalendar": Call(
        {"year": "2030"},
        _fixed(
            {
                "document": "放假安排通知",
                "days": [{"day": "2030-01-01", "is_workday": False, "note": "元旦假期"}],
            }
        ),
        headers={"If-Match": '"v0"'},
        by="system_admin",
    ),
    # --- units
    "listUnits": Call(shows=_listed("hospital")),
    "getUnit": Call({"unit_id": "hospital"}),
    "createUnit": Call(
        body=lambda s, _w: {
            "code": "NEW-1",
            "name": "药剂科",
            "kind": "department",
            "parent_id": _id(s, "hospital"),
        },
        by="system_admin",
    ),
    "changeUnit": Call(
        {"unit_id": "hospital"},
        _fixed({"short_name": "县医院"}),
        version=(Unit, "hospital"),
        by="system_admin",
    ),
    "listUnitChanges": Call({"unit_id": "hospital"}),
    "moveUnit": Call(
        {"unit_id": "hospital"},
        lambda s, _w: {"parent_id": _id(s, "linquan")},
        version=(Unit, "hospital"),
        by="system_admin",
    ),
    "mergeUnit": Call(
        {"unit_id": "hospital"},
        lambda s, _w: {"into_id": _id(s, "township")},
        version=(Unit, "hospital"),
        by="system_admin",
    ),
    "splitUnit": Call(
        {"unit_id": "hospital"},
        lambda s, _w: {"parts": [{"code": "NEW-3", "name": "青禾县儿童医院", "kind": "hospital"}]},
        version=(Unit, "hospital"),
        by="system_admin",
    ),
    "closeUnit": Call(
        {"unit_id": "hospital"},
        lambda s, _w: {"successor_id": _id(s, "township")},
        version=(Unit, "hospital"),
        by="system_admin",
    ),
    "reopenUnit": Call(
        {"unit_id": "closed_unit"}, _fixed({}), version=(Unit, "closed_unit"), by="system_admin"
    ),
    "previewUnitImport": Call(
        upload=("机构名录.csv", UNIT_LIST.encode()),
        shows=lambda answer, _s: answer.json()["totals"]["create"] == 1,
        by="system_admin",
    ),
    "importUnits": Call(
        form=lambda _s, who: {"plan_digest": _digest_of_units(in_scope=not who.endswith("_elsewhere"))},
        upload=("机构名录.csv", UNIT_LIST.encode()),
        by="system_admin",
    ),
    "exportUnitsXlsx": Call(shows=lambda answer, _s: "青禾县人民医院" in _cells(answer), by="system_admin"),
    "exportUnitsCsv": Call(shows=_mentions("青禾县人民医院"), by="system_admin"),
    # --- files
    "createAttachment": Call(
        form=lambda s, _w: {"owner_type": "rectification_item", "owner_id": str(_id(s, "rectifying_item"))},
        upload=("现场.jpg", JPEG),
        by="hospital_liaison",
    ),
    "getAttachment": Call({"attachment_id": "rectifying_attachment"}),
    "downloadAttachment": Call({"attachment_id": "rectifying_attachment"}),
    "describeAttachmentContent": Call({"attachment_id": "rectifying_attachment"}),
    "previewAttachment": Call({"attachment_id": "rectifying_attachment"}),
    "describeUploads": Call(),
    "createUpload": Call(headers={**_TUS, "Upload-Length": "1000"}),
    "getUploadOffset": Call({"upload_id": "begun_upload"}, headers=_TUS),
    "continueUpload": Call(
        {"upload_id": "begun_upload"},
        headers={**_TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
        content=JPEG,
        by="liaison",
    ),
    "dropUpload": Call({"upload_id": "begun_upload"}, headers=_TUS, by="liaison"),
    "createAttachmentFromUpload": Call(
        body=lambda s, _w: {
            "upload_id": s.uploads["whole_upload"],
            "owner_type": "rectification_item",
            "owner_id": _id(s, "rectifying_item"),
        },
        by="liaison",
    ),
    # --- the log
    "listEvents": Call(
        query={"resource": "account", "action": "create"}, shows=_mentions('"青禾县人民医院"')
    ),
    "listEventActors": Call(query={"q": "spare"}, shows=_listed("spare")),
    "listEventUnits": Call(query={"q": "青禾县人民医院"}, shows=_listed("hospital")),
    "verifyEvents": Call(),
    # --- the system
    "getSystemStatus": Call(by="system_admin"),
    # --- papers
    "downloadReportDocx": Call({"inspection_id": "inspection"}),
    "downloadReportPdf": Call({"inspection_id": "inspection"}),
    "exportFindings": Call(shows=_in_sheet),
    "exportListXlsx": Call({"form": "problem"}, shows=_in_sheet),
    "exportListDocx": Call({"form": "checkoff"}, shows=_in_document),
    "previewReport": Call({"inspection_id": "inspection"}),
    "getPublication": Call({"finding_id": "worded"}),
    "draftPublication": _published("worded", problem="处方点评须加强。", measures=["按月点评。"]),
    "withholdPublication": _published("worded", reason="涉及患者隐私"),
    "decidePublication": _published("worded", by="leader", approve=True),
    "listReportTemplates": Call(query={"limit": "200"}, shows=_listed("template_above")),
    "listTemplateFields": Call(query={"kind": "report"}),
    "downloadTemplateStarter": Call(query={"kind": "report"}),
    "downloadReportTemplate": Call({"template_id": "template_above"}),
    "createReportTemplate": Call(
        form=lambda s, _w: {"name": "县局版式", "kind": "report", "unit_id": str(_id(s, "hospital"))},
        upload=("县局版式.docx", starter(TemplateKind.REPORT)),
        by="system_admin",
    ),
    "withdrawReportTemplate": Call({"template_id": "template_above"}, by="system_admin"),
    "readDocument": Call(upload=("通报.txt", REPORT.encode())),
    # --- findings
    "listFindings": Call(query={"limit": "200"}, shows=_listed("handed_out")),
    "getFinding": Call({"finding_id": "handed_out"}),
    "listFindingEvents": Call({"finding_id": "handed_out"}),
    "getFindingLikeness": Call({"finding_id": "handed_out"}),
    "registerFinding": Call(body=_self_check),
    "getToday": Call(shows=_mentions("(handed_out)")),
    "confirmFinding": _finding("found"),
    "handOutFinding": _finding("confirmed"),
    "handOutFindings": Call(
        body=lambda s, _w: {"items": [{"id": _id(s, "confirmed"), "version": 1}]},
    ),
    "urgeFinding": Call({"finding_id": "handed_out"}, _fixed({"note": "请抓紧"})),
    "urgeFindings": Call(body=lambda s, _w: {"ids": [_id(s, "handed_out")]}),
    "acceptFinding": _finding("handed_out", by="hospital_head"),
    "declineFinding": _finding("handed_out", by="hospital_head", reason="不属于本院职责"),
    "fixFindingOnSite": _finding("confirmed"),
    "rejectFixOfFinding": _finding("fixed_on_site", reason="未整改到位"),
    "resumeFinding": _finding("waiting"),
    "sendFindingBack": _finding("claimed", reason="材料不足"),
    "verifyFinding": _finding("item_accepted"),
    "applyForClosure": _finding("verified"),
    "approveClosure": _finding("applied", by="leader"),
    "refuseClosure": _finding("applied", by="leader", reason="材料不足"),
    "countersignFinding": _finding(
        "approved_inspection",
        organs=[{"kind": "discipline", "name": "云州市纪委监委"}],
        document="云巡办函〔2026〕8号",
        signed_on="2026-01-15",
    ),
    "closeFinding": _finding(
        "approved", closer="领导小组办公室", document="云监办〔2026〕3号", closed_on="2026-01-15"
    ),
    # --- measures
    "listItems": Call(query={"limit": "200"}, shows=_listed("handed_out_item")),
    "getItem": Call({"item_id": "handed_out_item"}),
    "getItemLikeness": Call({"item_id": "claimed_item"}),
    "createItem": Call({"finding_id": "accepted"}, _fixed({"text": "张贴收费标准。"}), by="hospital_head"),
    "createItem:before": Call({"finding_id": "handed_out"}, _fixed({"text": "张贴收费标准。"})),
    "changeItem": _item("accepted_item", by="hospital_head", text="修订制度并公示。"),
    "changeItem:before": _item("handed_out_item", by="clerk", text="修订制度并公示。"),
    "reportProgress": Call(
        {"item_id": "rectifying_item"}, _fixed({"text": "已公示。"}), by="hospital_liaison"
    ),
    "finishStep": Call({"item_id": "stepped_item", "step_id": "step"}, by="hospital_liaison"),
    "claimItem": _item("rectifying_item", by="hospital_head"),
    "acceptItem": _item("claimed_item", by="clerk"),
    "returnItem": _item("claimed_item", by="clerk", reason="材料不足"),
    "verifyItemOnSite": Call(
        {"item_id": "claimed_item"}, _fixed({"onsite_on": "2026-01-15", "note": "已核查"})
    ),
    # --- asking and deciding
    "askForDecision:extension": _ask("extension", "rectifying", "hospital_head", until="2099-01-01"),
    "askForDecision:staged": _ask("staged", "rectifying", "hospital_head"),
    "askForDecision:long_term": _ask("long_term", "rectifying", "hospital_head"),
    "askForDecision:waiting": _ask("waiting_external", "rectifying", "hospital_head", until="2099-01-01"),
    "askForDecision:correct": _ask("correct", "rectifying", "clerk", changes={"severity": "severe"}),
    "askForDecision:void": _ask("void", "rectifying", "clerk"),
    "decideRequest:extension": _decide("extension_request", "leader"),
    "decideRequest:staged": _decide("staged_request", "clerk"),
    "decideRequest:correct": _decide("correct_request", "leader"),
    # --- statistics, acceptances
    "getComplaintStatistics": Call(query={"by": "unit"}, shows=_counts_at_qinghe),
    "exportComplaintStatistics": Call(
        query={"by": "unit"}, shows=lambda answer, _s: any("青禾县" in cell for cell in _cells(answer))
    ),
    "getPetitionAnnualReport": Call(query={"year": str(clock.today().year)}, shows=_mentions("青禾县")),
    "listAcceptances": Call(query={"limit": "200"}, shows=_listed("acceptance")),
    "getAcceptance": Call({"acceptance_id": "acceptance"}),
    "getAcceptanceCode": Call({"acceptance_id": "acceptance"}),
    "lookBackOnAcceptance": Call(
        {"acceptance_id": "acceptance"},
        _fixed({"result": "stands", "text": "到现场看过,诊室都开着。"}),
        version=(Acceptance, "acceptance"),
    ),
    # --- what the public asks, without an account
    "getPortal": Call(),
    "findPortalUnits": Call(query={"q": "人民医院"}, shows=_mentions("YZ-QH-RM")),
    "createPortalReceipt": Call(),
    "createPortalComplaint": Call(
        body=lambda s, _w: portal_scene.words(portal_scene.FRESH, _id(s, "hospital"))
    ),
    "lookUpPortalComplaint": Call(body=_fixed({"receipt": portal_scene.SAID})),
    "addPortalMessage": Call(body=_fixed({"receipt": portal_scene.SAID, "text": "挂号单还在。"})),
    "ratePortalComplaint": Call(
        body=_fixed({"receipt": portal_scene.ANSWERED, "satisfaction": "mostly", "text": "快一些更好"})
    ),
    "objectPortalComplaint": Call(body=_fixed({"receipt": portal_scene.ANSWERED, "text": "与事实不符。"})),
    "addPortalFile": Call(form=_fixed({"receipt": portal_scene.SAID}), upload=("挂号单.jpg", JPEG)),
    "downloadPortalLetter": Call(
        body=lambda s, _w: {"receipt": portal_scene.SAID, "letter_id": _id(s, "portal_letter")}
    ),
    "createPortalSuggestion": Call(
        body=lambda s, _w: {
            "collection_id": _id(s, "collection"),
            "text": "多开一个窗口。",
            "token": portal_scene.token_of("suggestion"),
        }
    ),
    "answerPortalAcceptance": Call(
        body=lambda s, _w: {
            "receipt": s.receipts["acceptance_receipt"],
            "acceptance_id": _id(s, "acceptance"),
            "verdict": "partly",
        }
    ),
    "getPortalDoor": Call({"code": "acceptance_door"}),
    "votePortalDoor": Call(
        body=lambda s, _w: {
            "code": s.receipts["acceptance_door"],
            "verdict": "solved",
            "token": portal_scene.token_of(f"door/{s.receipts['acceptance_door']}"),
        }
    ),
    "getPortalStatistics": Call(),
    "getPortalCode": Call({"unit_id": "hospital"}),
    # --- complaints
    "listComplaints": Call(query={"limit": "200"}, shows=_listed("complaint")),
    "getComplaintOffice": Call(),
    "registerComplaint": Call(
        body=lambda s, _w: {
            "channel": "visit",
            "about_unit_id": _id(s, "hospital"),
            "text": "走廊加床没有围帘。",
        },
        by="complaint_officer",
    ),
    "getComplaint": Call({"complaint_id": "complaint"}),
    "changeComplaint": Call(
        {"complaint_id": "complaint"},
        _fixed({"category": "policy"}),
        version=(Complaint, "complaint"),
        by="complaint_officer",
    ),
    "getComplainant": Call({"complaint_id": "complaint"}),
    "writeComplaintMessage": Call(
        {"complaint_id": "complaint"}, _fixed({"text": "正在核实。"}), by="complaint_officer"
    ),
    "barFromComplaint": Call(
        {"complaint_id": "complaint"},
        lambda s, _w: {"account_id": _id(s, "hospital_head")},
        by="complaint_officer",
    ),
    "unbarFromComplaint": Call(
        {"complaint_id": "complaint", "bar_id": "complaint_bar"}, by="complaint_officer"
    ),
    "actOnComplaint:assign": Call(
        {"complaint_id": "complaint"},
        _complaint_of("assign", unit_id="hospital"),
        version=(Complaint, "complaint"),
        by="complaint_officer",
    ),
    "actOnComplaint:sign": _complaint("complaint_to_sign", "sign"),
    "actOnComplaint:ask_return": _complaint("complaint_to_sign", "ask_return", reason="应由医院办理"),
    "actOnComplaint:approve_return": _complaint("complaint_returning", "approve_return"),
    "actOnComplaint:refuse_return": _complaint("complaint_returning", "refuse_return", note="由局里办理"),
    "actOnComplaint:report_assisting": _complaint(
        "complaint_assisted", "report_assisting", report="同类投诉三件。"
    ),
    "actOnComplaint:merge": Call(
        {"complaint_id": "complaint_to_sign"},
        _complaint_of("merge", main_id="complaint_open"),
        version=(Complaint, "complaint_to_sign"),
        by="complaint_officer",
    ),
    "actOnComplaint:unmerge": _complaint("complaint_merged", "unmerge", reason="另有诉求。"),
    "listComplaintAssignees": Call({"complaint_id": "complaint"}),
    "listSimilarComplaints": Call({"complaint_id": "complaint"}),
    "markComplaintRepeat": Call(
        {"complaint_id": "complaint_to_sign"},
        lambda s, _w: {"of_id": _id(s, "complaint"), "new_facts": False},
        version=(Complaint, "complaint_to_sign"),
        by="complaint_officer",
    ),
    "turnComplaintIntoFinding": Call(
        {"complaint_id": "complaint"},
        _fixed({"problem": "候诊时间长,没有告知。"}),
        version=(Complaint, "complaint"),
        by="complaint_officer",
    ),
    "listComplaintLetters": Call({"complaint_id": "complaint"}),
    "issueComplaintLetter": Call(
        {"complaint_id": "complaint"},
        _fixed({"kind": "one_time", "addressee": "反映人", "sections": {"lacking": "挂号凭证"}}),
        by="complaint_officer",
    ),
    "downloadComplaintLetter": Call({"letter_id": "complaint_letter"}),
    "deliverComplaintLetter": Call(
        {"letter_id": "complaint_letter"},
        lambda _s, _w: {"delivery": "post", "delivered_on": _day(0)},
        version=(ComplaintLetter, "complaint_letter"),
        by="complaint_officer",
    ),
    "actOnComplaint:answer": _complaint("complaint_open", "answer", **ANSWER),
    "actOnComplaint:visit_back": _complaint("complaint_answered", "visit_back", satisfaction="mostly"),
    "actOnComplaint:close": _complaint("complaint_visited", "close", outcome="satisfied"),
    "actOnComplaint:redo": _complaint("complaint_closed", "redo", reason="没有解决"),
    "actOnComplaint:not_handle": _complaint(
        "complaint", "not_handle", reason="in_court", explanation="请等待法院裁判。"
    ),
    "actOnComplaint:ask_extension": Call(
        {"complaint_id": "petition_open"},
        lambda s, _w: {
            "action": "ask_extension",
            "clock_id": _id(s, "petition_clock"),
            "quantity": 20,
            "reason": "须等待认定",
        },
        version=(Complaint, "petition_open"),
        by="complaint_officer",
    ),
    "actOnComplaint:decide_extension": _complaint(
        "petition_asked", "decide_extension", by="leader", approve=True
    ),
    "actOnComplaint:supervise": _complaint(
        "complaint", "supervise", by="leader", until="2099-01-05", reason="多次反映"
    ),
    "listComplaintClocks": Call(query={"show": "supervised"}, shows=_listed("supervised_clock")),
    "actOnComplaint:accept": _complaint("petition", "accept", petition_class="appeal"),
    "actOnComplaint:issue_opinion": _complaint("petition_open", "issue_opinion", **OPINION),
    "actOnComplaint:mediate": Call(
        {"complaint_id": "complaint_open"},
        lambda _s, _w: {"action": "mediate", "by": "people", "applied_on": _day(0)},
        version=(Complaint, "complaint_open"),
        by="complaint_officer",
    ),
    # --- commitments, outcomes, suggestions
    "listCommitments": Call(query={"limit": "200"}, shows=_listed("commitment")),
    "createCommitment": Call(body=_in_campaign(kind="commitment", **_PROMISED), by="hospital_liaison"),
    "getCommitment": Call({"commitment_id": "commitment"}),
    "changeCommitment": _commitment("commitment", "hospital_liaison", **_PROMISED),
    "submitCommitment": _commitment("commitment", "hospital_liaison", likeness_explained="统一文本。"),
    "decideCommitment": _commitment("commitment_submitted", "leader", approve=True),
    "getCommitmentLikeness": Call({"commitment_id": "commitment_submitted"}),
    "publishCommitment": _commitment("commitment_approved", "hospital_head", published_on="2026-01-15"),
    "withdrawCommitment": _commitment("commitment", "hospital_liaison", reason="重写。"),
    "withdrawCommitment:public": _commitment("commitment_published", "leader", reason="有误。"),
    "listPromises": Call(query={"limit": "200"}, shows=_listed("promise")),
    "followPromise": Call(
        {"promise_id": "promise"},
        _fixed({"act": "keep", "note": "已公示。"}),
        version=(Promise, "promise"),
        by="hospital_liaison",
    ),
    "followPromise:break": Call(
        {"promise_id": "promise"}, _fixed({"act": "break", "note": "未公示。"}), version=(Promise, "promise")
    ),
    "listExemplars": Call(query={"limit": "200"}, shows=_listed("exemplar")),
    "createExemplar": Call(body=_in_campaign(title="一站式服务", text="少排队。"), by="hospital_liaison"),
    "getExemplar": Call({"exemplar_id": "exemplar"}),
    "decideExemplar": Call(
        {"exemplar_id": "exemplar"}, _fixed({"confirm": True}), version=(Exemplar, "exemplar")
    ),
    "withdrawExemplar": Call(
        {"exemplar_id": "exemplar"}, _fixed({"reason": "有误。"}), version=(Exemplar, "exemplar")
    ),
    "listBurden": Call(
        query={"limit": "200"},
        shows=lambda answer, scene: any(
            row["unit"]["id"] == _id(scene, "hospital") for row in answer.json()["items"]
        ),
    ),
    "getBurdenMonth": Call({"unit_id": "hospital", "month": "2026-11"}),
    "listBurdenAsks": Call(query={"limit": "200"}, shows=_listed("burden_ask")),
    "createBurdenAsk": Call(
        body=lambda scene, _: {
            "unit_id": _id(scene, "hospital"),
            "kind": "form",
            "title": "运行情况表",
            "asked_by": "统计局",
            "asked_on": _day(0),
            "due_on": _day(5),
        },
        by="hospital_liaison",
    ),
    "getBurdenAsk": Call({"ask_id": "burden_ask"}),
    "withdrawBurdenAsk": Call(
        {"ask_id": "burden_ask"},
        _fixed({"reason": "重复。"}),
        version=(Ask, "burden_ask"),
        by="hospital_liaison",
    ),
    "listBurdenOverlaps": Call({"campaign_id": "campaign"}, query={"indicator": "门诊人次"}),
    "listRuleDocs": Call(query={"limit": "200"}, shows=_listed("rule_doc")),
    "createRuleDoc": Call(body=_in_campaign(**_RULE), by="hospital_liaison"),
    "getRuleDoc": Call({"rule_doc_id": "rule_doc"}),
    "changeRuleDoc": Call({"rule_doc_id": "rule_doc"}, _fixed(_RULE), version=(RuleDoc, "rule_doc")),
    "withdrawRuleDoc": Call(
        {"rule_doc_id": "rule_doc"}, _fixed({"reason": "重复。"}), version=(RuleDoc, "rule_doc")
    ),
    "listSuggestionCollections": Call(query={"limit": "200"}, shows=_listed("collection")),
    "createSuggestionCollection": Call(body=lambda s, _w: {"campaign_id": _id(s, "campaign"), **_ASKED}),
    "getSuggestionCollection": Call({"collection_id": "collection"}),
    "changeSuggestionCollection": Call(
        {"collection_id": "collection"}, _fixed(_ASKED), version=(SuggestionCollection, "collection")
    ),
    "listSuggestions": Call(query={"limit": "200"}, shows=_listed("suggestion")),
    "createSuggestion": Call(
        body=lambda s, _w: {
            "collection_id": _id(s, "collection"),
            "unit_id": _id(s, "hospital"),
            "text": "窗口少。",
            "channel": "seminar",
            "received_on": "2026-01-15",
        }
    ),
    "getSuggestion": Call({"suggestion_id": "suggestion"}),
    "decideSuggestion": Call(
        {"suggestion_id": "suggestion"}, _fixed({"adopt": True}), version=(Suggestion, "suggestion")
    ),
    "turnSuggestionIntoFinding": Call(
        {"suggestion_id": "suggestion"}, _fixed({"problem": "窗口不足。"}), version=(Suggestion, "suggestion")
    ),
    # --- where people complain
    "listReceptions": Call(
        query={"limit": "200"},
        shows=lambda answer, scene: any(
            row["unit"]["id"] == _id(scene, "hospital") for row in answer.json()["items"]
        ),
    ),
    "exportReceptions": Call(shows=lambda answer, _scene: "青禾县人民医院" in _cells(answer)),
    "getReception": Call({"unit_id": "hospital"}),
    "putReception": Call(
        {"unit_id": "hospital"},
        _fixed({"phones": ["0631-6619938"], "published": True}),
        headers={"If-Match": '"v0"'},
        by="complaint_officer",
    ),
    # --- orders of hotlines
    "createHotlineOrder": Call(
        body=lambda _s, who: {
            "source": "city_12345",
            "external_no": f"NEW-{who}",
            "text": "候诊三个小时没有叫到。",
            "about_unit_code": "YZ-QH-RM",
        },
        by="hotline_client",
    ),
    "listHotlineOrders": Call(query={"limit": "200"}, shows=_listed("hotline_order")),
    "listHotlineUpdates": Call(shows=_mentions("YZ-HOTLINE-1")),
    "previewHotlineImport": Call(
        form=_fixed({"source": "city_12345"}), upload=("工单.csv", ORDER_LIST.encode()), by="hotline_client"
    ),
    "importHotlineOrders": Call(
        form=_fixed({"source": "city_12345", "plan_digest": _digest_of_orders()}),
        upload=("工单.csv", ORDER_LIST.encode()),
        by="hotline_client",
    ),
    "reconcileHotlineOrders": Call(
        body=lambda _s, _w: {**_listed_orders(), "orders": []},
        shows=_mentions("YZ-HOTLINE-1"),
        by="hotline_client",
    ),
    "reconcileHotlineFile": Call(
        form=lambda _s, _w: _listed_orders(),
        upload=("清单.csv", "工单编号,状态\nNO-1,办理中\n".encode()),
        shows=_mentions("YZ-HOTLINE-1"),
        by="hotline_client",
    ),
    # --- inspections, tags
    "listInspections": Call(shows=_listed("inspection")),
    "getInspection": Call({"inspection_id": "inspection"}),
    "listTags": Call(),
    "createTag": Call(body=_fixed({"name": "收费公示"})),
    "changeTag": Call({"tag_id": "tag"}, _fixed({"name": "医德医风三"}), version=(Tag, "tag")),
    # --- campaigns
    "listCampaigns": Call(query={"limit": "200"}, shows=_listed("campaign")),
    "createCampaign": Call(body=lambda s, _w: {"title": "作风建设年", "unit_id": _id(s, "city")}),
    "getCampaign": Call({"campaign_id": "campaign"}),
    "changeCampaign": _campaign("campaign", objective="改进作风"),
    "getCampaignFindings": Call({"campaign_id": "campaign"}),
    "putCampaignStages": _campaign(
        "draft_campaign", stages=[{"name": "全程", "starts_on": "2026-05-25", "ends_on": "2026-11-30"}]
    ),
    "putCampaignBody": _campaign("campaign", body=[{"role": "head", "name": "周明远"}]),
    "putCampaignProblemTypes": _campaign("campaign", problem_types=[{"number": "1", "title": "不会为"}]),
    "putCampaignDeliverables": _campaign("draft_campaign", deliverables=[]),
    "putCampaignLinks": Call(
        {"campaign_id": "campaign"},
        lambda s, _w: {"campaign_ids": [_id(s, "suspended_campaign")]},
        version=(Campaign, "campaign"),
    ),
    "openCampaignStage": _stage("campaign_stage_1", reason="个别单位补课"),
    "closeCampaignStage": _stage("campaign_stage_2", reason="提前完成"),
    "moveCampaignStage": Call(
        {"campaign_id": "campaign", "stage_id": "campaign_stage_2"},
        lambda _s, _w: {"ends_on": _day(50), "reason": "提前"},
        version=(Campaign, "campaign"),
    ),
    "listCampaignUnits": Call({"campaign_id": "campaign"}, shows=_listed("hospital")),
    "putCampaignUnits": Call(
        {"campaign_id": "campaign"},
        lambda s, _w: {"unit_ids": [_id(s, "hospital")]},
        version=(Campaign, "campaign"),
    ),
    "refreshCampaignUnits": Call({"campaign_id": "campaign"}),
    "listCampaignTasks": Call({"campaign_id": "campaign"}),
    "listCampaignTasks:of_units": Call(
        {"campaign_id": "campaign"}, query={"of": "units"}, shows=_listed("campaign_share")
    ),
    "createCampaignTask": Call(
        {"campaign_id": "campaign"}, _fixed({"number": "3", "title": "建账", **_LISTS})
    ),
    "fillCampaignTasks": Call(
        {"campaign_id": "draft_campaign"}, lambda s, _w: {"tasks": [{"id": _id(s, "draft_task"), **_LISTS}]}
    ),
    "changeCampaignTask": _task("campaign_task", title="公开责任清单"),
    "changeCampaignTask:share": _task("campaign_share", by="hospital_liaison", title="公开责任清单"),
    "removeCampaignTask": Call({"task_id": "draft_task"}, version=(CampaignTask, "draft_task")),
    "shareCampaignTask": Call(
        {"task_id": "campaign_task"},
        lambda s, _w: {"unit_id": _id(s, "hospital"), "shares": [_LISTS]},
        by="hospital_liaison",
    ),
    "finishCampaignTask": _task("campaign_task", note="已公开"),
    "finishCampaignTask:share": _task("campaign_share", by="hospital_liaison", note="已公开"),
    "reopenCampaignTask": Call({"task_id": "campaign_task_2"}, version=(CampaignTask, "campaign_task_2")),
    "createReportRequirement": Call(
        {"campaign_id": "campaign"},
        _fixed({"title": "季报", "cadence": "quarterly", "parts": [{"code": "work", "title": "工作情况"}]}),
    ),
    "changeReportRequirement": Call(
        {"requirement_id": "requirement"}, _fixed({"due_day": 5}), version=(ReportRequirement, "requirement")
    ),
    "removeReportRequirement": Call(
        {"requirement_id": "draft_requirement"}, version=(ReportRequirement, "draft_requirement")
    ),
    "issueCampaign": _campaign("ready_campaign"),
    "suspendCampaign": _campaign("campaign", reason="防汛"),
    "resumeCampaign": _campaign("suspended_campaign"),
    "summariseCampaign": _campaign("ended_campaign"),
    "closeCampaign": _campaign("summarising_campaign"),
    "archiveCampaign": _campaign("closed_campaign"),
    "cancelCampaign": _campaign("draft_campaign", reason="并入另一活动"),
    # --- drafts
    "createImport": Call(
        form=lambda s, _w: {"unit_id": str(_id(s, "city"))}, upload=("通报.txt", REPORT.encode())
    ),
    "listImports": Call(shows=_listed("draft")),
    "getImport": Call({"import_id": "draft"}),
    "getImportText": Call({"import_id": "draft"}),
    "getImportDifferences": Call({"import_id": "draft"}),
    "changeImport": Call({"import_id": "draft"}, _fixed({"title": "通报"}), version=(ImportDraft, "draft")),
    "confirmImport": Call({"import_id": "draft"}, version=(ImportDraft, "draft")),
    "discardImport": Call({"import_id": "draft"}),
    "listImportRows": Call({"import_id": "draft"}),
    "changeImportRow": Call(
        {"import_id": "draft", "row_id": "draft_row"},
        _fixed({"number": "8"}),
        version=(ImportRow, "draft_row"),
    ),
    "splitImportRow": Call({"import_id": "draft", "row_id": "draft_row"}, _fixed({"at_measure": 1})),
    "mergeImportRows": Call(
        {"import_id": "pair"}, lambda s, _w: {"row_ids": [_id(s, "pair_row"), _id(s, "pair_row_2")]}
    ),
    "assignImportRows": Call(
        {"import_id": "draft"}, lambda s, _w: {"row_ids": [_id(s, "draft_row")], "due_on": _day(60)}
    ),
    "decideImportRows": Call(
        {"import_id": "draft"}, lambda s, _w: {"row_ids": [_id(s, "draft_row")], "decision": "keep"}
    ),
    "dropImportRow": Call({"import_id": "draft", "row_id": "draft_row"}),
    "restoreImportRow": Call({"import_id": "draft", "row_id": "draft_row_2"}),
    # --- campaigns from plans and templates
    "previewImportCampaign": Call({"import_id": "plan_draft"}),
    "createImportCampaign": Call({"import_id": "plan_draft"}, version=(ImportDraft, "plan_draft")),
    "listCampaignTemplates": Call(query={"limit": "200"}, shows=_listed("campaign_template")),
    "createCampaignTemplate": Call(body=lambda s, _w: {"campaign_id": _id(s, "campaign"), "name": "又一份"}),
    "withdrawCampaignTemplate": Call({"campaign_template_id": "campaign_template"}),
    "startFromTemplate": Call(
        {"campaign_template_id": "campaign_template"}, _fixed({"start_on": "2027-03-01"})
    ),
    "copyCampaign": Call({"campaign_id": "campaign"}, _fixed({"start_on": "2027-03-01"})),
    "downloadCampaignPlan": Call({"campaign_id": "campaign"}),
    "downloadStageSummary": Call({"campaign_id": "campaign", "stage_id": "campaign_stage"}),
}


CALLS |= {
    # --- duties
    "listCampaignDuties": Call(_CAMPAIGN_AT, query={"limit": "200"}, shows=_listed("duty")),
    "getReportMatrix": Call(_CAMPAIGN_AT),
    "openReportPeriod": Call(_CAMPAIGN_AT, _period(5)),
    "listMyDuties": Call(query={"below": "true", "limit": "200"}, shows=_listed("duty"), by="liaison"),
    "getDuty": Call({"duty_id": "duty"}),
    "draftDuty": _duty("duty", "hospital_liaison", parts={"work": {"text": "自查一次。"}}),
    "submitDuty": _duty("duty_filled", "hospital_liaison"),
    "submitDuty:plan": _duty("duty_plan", "hospital_head"),
    "returnDuty": _duty("duty_sent", "clerk", reason="请写明核查过程。"),
    "acceptDuty": _duty("duty_sent", "clerk"),
    "listDutyFigure": Call({"duty_id": "duty", "field": "findings_new"}),
    "getDutyLikeness": Call({"duty_id": "duty_sent"}),
    "requestOverDuty": Call({"duty_id": "duty"}, _fixed({"kind": "exemption", "reason": "停电两日。"})),
    "requestOverDuty:accountability": Call(
        {"duty_id": "duty_filled"}, _fixed({"kind": "accountability", "reason": "催报未报。"})
    ),
    "listDutyRequests": Call(_CAMPAIGN_AT, shows=_listed("duty_request")),
    "approveDutyRequest": Call({"duty_request_id": "duty_request"}, _fixed({}), by="leader"),
    "refuseDutyRequest": Call({"duty_request_id": "duty_request"}, _fixed({}), by="leader"),
    "draftReportResult": Call(_CAMPAIGN_AT, _period(4)),
    "listReportResults": Call(_CAMPAIGN_AT, shows=_listed("report_result_out")),
    "getReportResult": Call({"result_id": "report_result_out"}),
    "downloadReportResult": Call({"result_id": "report_result_out"}),
    "publishReportResult": _result("report_result"),
    "refuseReportResult": _result("report_result", reason="再核对。"),
    "withdrawReportResult": _result("report_result_out", reason="时刻有误。"),
}


#: Path parameters that are no ids.
WORDS = frozenset({"form", "code", "year", "month", "field"})


def operation_of(name: str) -> str:
    """The operation of a call; several calls of one are told apart by what follows a colon."""
    return name.partition(":")[0]


async def ask(
    app: FastAPI, client: httpx.AsyncClient, scene: Scene, name: str, who: str | None
) -> httpx.Response:
    """Make the call `name` as `who` (None: nobody)."""
    call, (method, path) = CALLS[name], OPERATIONS[operation_of(name)]
    headers, more = dict(call.headers), {}
    if who is not None:
        token, cookie = scene.people[who]
        headers |= {"Authorization": f"Bearer {token}", "Cookie": f"mingze_refresh={cookie}"}
    if call.version is not None:
        model, row = call.version
        async with app.state.database.reading() as session:
            (key,) = inspect(model).primary_key
            version = await session.scalar(select(model.version).where(key == _id(scene, row)))
        headers["If-Match"] = f'"v{version}"'
    if call.body is not None:
        more["json"] = call.body(scene, who or "")
    if call.form is not None:
        more["data"] = call.form(scene, who or "")
    if call.upload is not None:
        more["files"] = {"file": call.upload}
    if call.content is not None:
        more["content"] = call.content
    filled = path.format(
        **{
            parameter: _session(scene, thing, who)
            if parameter == "session_id"
            else scene.uploads.get(thing)
            or scene.receipts.get(thing)
            or (thing if parameter in WORDS else _id(scene, thing))
            for parameter, thing in call.at.items()
        }
    )
    return await client.request(method, filled, headers=headers, params=dict(call.query), **more)
