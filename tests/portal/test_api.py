"""The portal through its API, as an app uses it."""

import httpx
import pytest

from tests.conftest import SignIn
from tests.portal.conftest import Complain


@pytest.mark.demand("2.10")
async def test_a_complaint_lives_by_its_receipt(
    client: httpx.AsyncClient, complain: Complain, sign_in: SignIn
) -> None:
    made = await complain(concern="red_packet", reach={"name": "王某", "phone": "13900000000"})
    assert made.number.startswith("TS")
    seen = (await client.post("/api/v1/portal/lookups", json={"receipt": made.receipt.lower()})).json()
    assert seen["number"] == made.number
    assert seen["unit_name"] == "青禾县人民医院"
    assert seen["office_name"] == "青禾县卫生健康局"
    assert seen["promises"]
    assert "王某" not in str(seen)
    officer = await sign_in("complaint_officer")
    found = (await officer.get("/api/v1/complaints")).json()["items"]
    assert [row["number"] for row in found] == [made.number]
    assert found[0]["nine_rule"] == "8"
    assert found[0]["category"] == "conduct"


async def test_units_are_found_by_name(client: httpx.AsyncClient) -> None:
    found = (await client.get("/api/v1/portal/units", params={"q": "青禾"})).json()
    assert [unit["code"] for unit in found] == ["YZ-QH", "YZ-QH-DG", "YZ-QH-RM"]
    # A department has no address of its own.
    assert (await client.get("/api/v1/portal/units", params={"q": "医务科"})).json() == []


async def test_who_complained_reads_where_it_was_sent_and_not_why(
    client: httpx.AsyncClient, complain: Complain, sign_in: SignIn
) -> None:
    first, second = await complain(), await complain()
    officer = await sign_in("complaint_officer")
    second_id, first_id = (row["id"] for row in (await officer.get("/api/v1/complaints")).json()["items"])
    for number, body in (
        (second_id, {"action": "merge", "main_id": first_id}),
        (
            first_id,
            {
                "action": "transfer",
                "to": "discipline",
                "organ": "驻委纪检组",
                "reason": "涉嫌收受回扣,移送线索",
            },
        ),
    ):
        version = (await officer.get(f"/api/v1/complaints/{number}")).headers["ETag"]
        path = f"/api/v1/complaints/{number}/acts"
        answer = await officer.post(path, json=body, headers={"If-Match": version})
        assert answer.status_code == 200, answer.text
    for made in (first, second):
        seen = (await client.post("/api/v1/portal/lookups", json={"receipt": made.receipt})).json()
        assert (seen["state"], seen["merged"]) == ("transferred", made is second)
        assert "纪检" in seen["reason"]
        assert "回扣" not in str(seen)
        assert "驻委" not in str(seen)


async def test_what_is_no_receipt_takes_nothing_in(client: httpx.AsyncClient, complain: Complain) -> None:
    made = await complain()
    told = (await client.post("/api/v1/portal/receipts")).json()
    body = {"concern": "service", "text": "候诊时间太长。", "token": told["token"]}
    for receipt in ("0", made.receipt[:-1], "X" * 40):
        refused = await client.post("/api/v1/portal/complaints", json={**body, "receipt": receipt})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/body/receipt")
    page = await client.post("/portal/send", data={**body, "receipt": "0"})
    assert page.status_code == 422
    assert body["text"] in page.text
