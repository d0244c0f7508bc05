"""A report from its file to the ledger, and what must be true of it there: for the twin and the real one."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.imports.conftest import Desk, upload


@dataclass(frozen=True)
class Expected:
    findings: int
    key_matters: int
    groups: int
    done: int
    staged: int
    rules: int
    checks: int
    body: str
    began_on: str
    ended_on: str
    feedback_on: str


async def import_and_check(clerk: httpx.AsyncClient, name: str, content: bytes, expected: Expected) -> None:
    answer = await upload(clerk, content, name)
    assert answer.status_code == 201, answer.text
    desk = Desk(clerk, answer.json())
    assert (await clerk.get("/api/v1/findings")).json()["total"] == 0
    confirmed = await desk.confirm()
    assert confirmed.status_code == 200, confirmed.text
    done = confirmed.json()
    assert done["finding_ids_count"] == done["unassigned_count"] == expected.findings
    assert done["mismatches"] == []
    await check_inspection(clerk, done["inspection_id"], expected)
    findings = await findings_of(clerk, done["inspection_id"])
    assert len(findings) == expected.findings
    check_findings(findings, expected)
    text = (await clerk.get(f"{desk.path}/text")).json()["text"]
    for finding in findings:
        await check_finding(clerk, finding, text)


async def findings_of(clerk: httpx.AsyncClient, inspection_id: int) -> list[dict[str, Any]]:
    found = await clerk.get(
        "/api/v1/findings", params={"inspection_id": inspection_id, "limit": 200, "sort": "number"}
    )
    assert found.status_code == 200, found.text
    return list(found.json()["items"])


async def check_inspection(clerk: httpx.AsyncClient, inspection_id: int, expected: Expected) -> None:
    inspection = (await clerk.get(f"/api/v1/inspections/{inspection_id}")).json()
    assert inspection["body"] == expected.body
    assert (inspection["began_on"], inspection["ended_on"]) == (expected.began_on, expected.ended_on)
    assert inspection["feedback_on"] == expected.feedback_on
    assert (inspection["rules_built"], inspection["checks_held"]) == (expected.rules, expected.checks)
    totals = inspection["totals"]
    assert (totals["findings"], totals["key_matters"]) == (expected.findings, expected.key_matters)
    assert (totals["done"], totals["staged"]) == (expected.done, expected.staged)
    assert (totals["measures"], totals["measures_accepted"]) == (expected.findings, 0)


def check_findings(findings: list[dict[str, Any]], expected: Expected) -> None:
    statuses = [finding["published_status"] for finding in findings]
    assert (statuses.count("done"), statuses.count("staged")) == (expected.done, expected.staged)
    assert {(f["work_state"], f["closure_state"], f["long_term"]) for f in findings} == {
        ("confirmed", "none", False)
    }
    assert {finding["source"] for finding in findings} == {"inspection"}
    assert len({finding["group"] for finding in findings if finding["group"]}) == expected.groups
    # Numbering starts again in the section of the key matters; the pair tells findings apart.
    assert len({(finding["section"], finding["number"]) for finding in findings}) == expected.findings
    assert [finding["section"] for finding in findings if finding["key_matter"]] == [
        "二"
    ] * expected.key_matters
    assert all(finding["measures_total"] == 1 for finding in findings)


async def check_finding(clerk: httpx.AsyncClient, finding: dict[str, Any], text: str) -> None:
    whole = (await clerk.get(f"/api/v1/findings/{finding['id']}")).json()
    start, end = whole["document"]["span"]
    assert "".join(whole["problem"].split()) in "".join(text[start:end].split())
    (item,) = whole["items"]
    assert item["state"] == "planned"
    for step in item["steps"]:
        assert step["text"] in text[start:end]
    (note,) = item["notes"]
    assert note["account"] is None
    assert "".join(note["text"].split()) in "".join(text[start:end].split())
    assert {(unit["name"], unit["part"]) for unit in whole["units"]} == {
        ("云州市卫生健康委员会", "supervising")
    }
