"""Every operation of the contract with an id in its path, with the ids of the other county: refused, by whomever."""

import re
from typing import Any

import pytest

from mingze.access.permissions import Role
from tests.attacks.target import Target
from tests.support.calls import CALLS, OPERATIONS, operation_of

#: Path parameter → what it names at 青禾县人民医院 (or in the city), and in 临泉县.
THINGS = {
    "finding_id": ("rectifying", "finding_elsewhere"),
    "item_id": ("stepped_item", "item_elsewhere"),
    "step_id": ("step", "step_elsewhere"),
    "request_id": ("staged_request", "request_elsewhere"),
    "inspection_id": ("inspection", "inspection_elsewhere"),
    "import_id": ("draft", "draft_elsewhere"),
    "row_id": ("draft_row", "draft_elsewhere_row"),
    "attachment_id": ("rectifying_attachment", "attachment_elsewhere"),
    "upload_id": ("upload:begun_upload", "upload:upload_elsewhere"),
    "account_id": ("account:hospital_liaison", "account:liaison_elsewhere"),
    "session_id": ("session:hospital_liaison", "session:discipline_officer_elsewhere"),
    "appointment_id": ("spare_appointment", "appointment_elsewhere"),
    "notice_id": ("notice", "notice_elsewhere"),
    "unit_id": ("unit:hospital", "unit:linquan_hospital"),
    "tag_id": ("tag", "tag"),
    "template_id": ("template", "template_elsewhere"),
    "campaign_template_id": ("campaign_template", "campaign_template_elsewhere"),
    "commitment_id": ("commitment", "commitment_elsewhere"),
    "promise_id": ("promise", "promise_elsewhere"),
    "exemplar_id": ("exemplar", "exemplar_elsewhere"),
    "rule_doc_id": ("rule_doc", "rule_doc_elsewhere"),
    "collection_id": ("collection", "collection_elsewhere"),
    "suggestion_id": ("suggestion", "suggestion_elsewhere"),
    "complaint_id": ("complaint", "complaint_elsewhere"),
    "bar_id": ("complaint_bar", "complaint_bar_elsewhere"),
    "acceptance_id": ("acceptance", "acceptance_elsewhere"),
    "letter_id": ("complaint_letter", "complaint_letter_elsewhere"),
    "ask_id": ("burden_ask", "burden_ask_elsewhere"),
    "month": ("burden_ask", "burden_ask_elsewhere"),
    "duty_id": ("duty", "duty_elsewhere"),
    "duty_request_id": ("duty_request", "duty_request_elsewhere"),
    "result_id": ("report_result", "report_result_elsewhere"),
    "field": ("duty", "duty_elsewhere"),
    "campaign_id": ("campaign", "campaign_elsewhere"),
    "stage_id": ("campaign_stage", "campaign_stage_elsewhere"),
    "task_id": ("campaign_share", "campaign_share_elsewhere"),
    "requirement_id": ("requirement", "requirement_elsewhere"),
    "form": ("problem", "problem"),
    "code": ("time_limit_version", "time_limit_elsewhere"),
    "year": ("time_limit_version", "time_limit_elsewhere"),
    "version_id": ("time_limit_version", "time_limit_elsewhere"),
}
#: Not asked, and why.
LEFT_OUT = {
    "getPortalDoor": "a code at the door is for whoever stands before it",
    "changeTag": "dictionaries are one for the region, and any clerk keeps them",
    "exportListXlsx": "a form is no thing of anybody; what a list holds is attacked as the ledger's is",
    "exportListDocx": "the same",
    "startFromTemplate": "the city's template is for everybody below it; the campaign made of it is one's own",
    "getBurdenMonth": "a month is nobody's; the unit of it is attacked among what comes of campaigns",
    "getTimeLimit": "the law is everybody's; whose versions are shown is attacked among the offices' work",
    "createTimeLimitVersion": "the same",
    "endTimeLimitVersion": "the same",
    "computeDeadline": "the same",
    "getWorkCalendar": "one calendar for all",
    "putWorkCalendar": "one calendar for all; who may not is in the matrix",
}
#: Who asks for the things of 青禾县, and of 临泉县. Who holds a role over the whole city may ask for both.
PEOPLE: tuple[list[str], list[str]] = (
    [f"{role}_elsewhere" for role in Role],
    ["unit_head", "liaison", "hospital_head", "hospital_liaison", "complaint_officer", "personnel_head"],
)
_IN_PATH = {name: line for name, line in OPERATIONS.items() if "{" in line[1] and name not in LEFT_OUT}


def test_every_id_of_the_contract_has_something_to_name() -> None:
    named = {parameter for _, path in OPERATIONS.values() for parameter in re.findall(r"\{(\w+)\}", path)}
    assert named == set(THINGS)
    assert set(LEFT_OUT) <= set(OPERATIONS)


def _more(target: Target, operation: str, who: str) -> dict[str, Any]:
    """A body that the operation takes, so that it is refused for whose it is."""
    call = next(call for name, call in CALLS.items() if operation_of(name) == operation)
    more: dict[str, Any] = {"headers": {"If-Match": '"v1"', **call.headers}, "params": dict(call.query)}
    if call.body is not None:
        more["json"] = call.body(target.scene, who)
    if call.content is not None:
        more["content"] = call.content
    return more


@pytest.mark.parametrize("side", [0, 1], ids=["in-qinghe", "in-linquan"])
async def test_no_id_of_the_other_county_is_answered(target: Target, side: int) -> None:
    before, answered = await target.trail(), {}
    for operation, (method, path) in _IN_PATH.items():
        aimed = re.sub(r"\{(\w+)\}", lambda found: f"{{{THINGS[found[1]][side]}}}", path)
        for who in PEOPLE[side]:
            answer = await target.ask(
                who, method, aimed.removeprefix("/api/v1"), **_more(target, operation, who)
            )
            if answer.status_code not in (403, 404):
                answered[operation, who] = answer.status_code
    assert answered == {}
    assert await target.trail() == before
