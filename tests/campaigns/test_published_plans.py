"""The published plans, where they are at hand, become campaigns: what each says, and what it leaves open."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns.conftest import Office
from tests.campaigns.test_plan_to_campaign import made, upload

DOCUMENTS = Path(os.environ["MINGZE_TEST_DOCUMENTS"])


def document(number: str) -> Path:
    (path,) = DOCUMENTS.glob(f"{number}_*.txt")
    return path


async def imported(office: Office, number: str) -> dict[str, Any]:
    path = document(number)
    return await upload(await office.as_("clerk"), path.read_bytes(), path.name)


async def planned(office: Office, draft: dict[str, Any]) -> Any:
    return await office.read("clerk", f"/imports/{draft['id']}/campaign")


async def tasks(office: Office, campaign: dict[str, Any]) -> list[Any]:
    return list((await office.read("clerk", f"/campaigns/{campaign['id']}/tasks"))["items"])


@pytest.mark.demand("0.1")
@pytest.mark.demand("0.4")
@pytest.mark.demand("0.5")
@pytest.mark.demand("0.6")
@pytest.mark.demand("0.9")
@pytest.mark.demand("0.28")
@pytest.mark.demand("0.30")
async def test_year_of_accountability(office: Office) -> None:
    draft = await imported(office, "000")
    campaign = await made(await office.as_("clerk"), draft)
    assert [(one["starts_on"], one["ends_on"], one["mechanism"]) for one in campaign["stages"]] == [
        ("2016-05-25", "2016-06-15", "clarify"),
        ("2016-06-16", "2016-07-31", "report"),
        ("2016-08-01", "2016-10-31", "appraise"),
        ("2016-11-01", "2016-11-30", None),
    ]
    listed = await tasks(office, campaign)
    assert [len(one["departments"]) for one in listed] == [1, 1, 2, 3, 3, 1, 1, 5]
    (required,) = campaign["requirements"]
    assert (required["cadence"], required["due_day"], len(required["parts"])) == ("monthly", 1, 2)
    assert [one["role"] for one in campaign["body"]] == [
        "head",
        "deputy",
        "member",
        "office_director",
        "office_director",
        "office_member",
    ]
    assert len(campaign["aliases"]) == 1
    assert campaign["parent_text"]
    assert sorted(one["kind"] for one in campaign["contacts"]) == ["email", "phone"]
    assert len(campaign["problem_types"]) == 3


@pytest.mark.demand("1.1")
@pytest.mark.demand("1.3")
@pytest.mark.demand("1.4")
@pytest.mark.demand("1.12")
async def test_governance_of_a_year(office: Office) -> None:
    campaign = await made(await office.as_("clerk"), await imported(office, "001"))
    assert [(one["due_kind"], one["due_on"]) for one in await tasks(office, campaign)] == [
        ("by", "2018-06-30"),
        *[("whole_year", None)] * 5,
        ("within", "2018-12-31"),
    ]
    assert [len(one["children"]) for one in campaign["problem_types"]] == [0, 3, 3, 2, 4, 0]
    assert campaign["sub_plan_due_on"] == "2018-04-10"
    assert (campaign["end_is_soft"], campaign["ends_on"]) == (True, None)


@pytest.mark.demand("2.2")
@pytest.mark.demand("2.3")
@pytest.mark.demand("2.4")
@pytest.mark.demand("2.14")
async def test_template_copy_that_breaks_off(office: Office) -> None:
    """What nobody filled in stays empty, and is said."""
    draft = await imported(office, "002")
    codes = {one["code"] for one in draft["warnings"]}
    assert {"impossible_date", "placeholder", "page_fragments", "alias_title"} <= codes
    preview = await planned(office, draft)
    assert all(one["starts_on"] is None for one in preview["stages"])
    assert preview["sub_plan_due_on"] is None
    assert sum("没有起止日期" in one["message"] for one in preview["told"]) == len(preview["stages"])
    campaign = await made(await office.as_("clerk"), draft)
    assert [len(one["children"]) for one in campaign["problem_types"]] == [4, 5, 6, 2, 3]
