"""What the holder of a receipt may say of an answer, whoever else noted something of it."""

from typing import Any

import httpx
import pytest

from mingze.complaints import following
from tests.complaints.conftest import ANSWER, Desk
from tests.conftest import SignIn
from tests.portal.conftest import Complain, Complained
from tests.support.region import Region


class Holder:
    """Somebody with a receipt, and nothing else."""

    def __init__(self, client: httpx.AsyncClient, made: Complained) -> None:
        self._client, self._receipt = client, made.receipt
        self.number = made.number

    async def ask(self, path: str, **body: Any) -> httpx.Response:
        return await self._client.post(f"/api/v1/portal/{path}", json={"receipt": self._receipt, **body})

    async def sees(self) -> Any:
        return (await self.ask("lookups")).json()

    async def page(self) -> str:
        return (await self._client.post("/portal/follow", data={"receipt": self._receipt})).text


@pytest.fixture
def desk(sign_in: SignIn, region: Region) -> Desk:
    return Desk(sign_in, region)


async def _taken_in(desk: Desk, holder: Holder) -> int:
    rows = (await desk.read("complaint_officer", "/complaints"))["items"]
    number: int = next(row["id"] for row in rows if row["number"] == holder.number)
    return number


async def _disputed(desk: Desk) -> list[int]:
    return [
        row["id"] for row in (await desk.read("complaint_officer", "/complaints", disputed=True))["items"]
    ]


async def _answer(desk: Desk, number: int) -> None:
    await desk.act_on("complaint_officer", number, "assign", unit_id=desk.region.units["hospital"])
    await desk.act_on("hospital_officer", number, "sign")
    await desk.act_on("hospital_officer", number, "answer", **ANSWER)


async def test_what_the_office_noted_at_a_visit_keeps_nobody_from_rating(
    client: httpx.AsyncClient, complain: Complain, desk: Desk
) -> None:
    holder = Holder(client, await complain())
    number = await _taken_in(desk, holder)
    assert (await holder.ask("ratings", satisfaction="satisfied")).status_code == 409
    await _answer(desk, number)
    await desk.act_on(
        "complaint_officer", number, "visit_back", satisfaction="satisfied", text="电话中说满意"
    )
    seen = await holder.sees()
    assert (seen["satisfaction"], seen["noted"], seen["may_rate"]) == ("satisfied", True, True)
    assert "回访时登记的评价" in await holder.page()

    assert (
        await holder.ask("ratings", satisfaction="dissatisfied", text="没有人给我打过电话")
    ).status_code == 201
    seen = await holder.sees()
    assert (seen["satisfaction"], seen["noted"], seen["may_rate"]) == ("dissatisfied", False, False)
    assert "您的评价" in await holder.page()
    inside = await desk.see(number)
    assert (inside["satisfaction"], inside["satisfaction_text"]) == ("dissatisfied", "没有人给我打过电话")
    assert inside["rated_at"] is not None
    (rated,) = [one for one in inside["history"] if one["action"] == "rate_complaint"]
    assert (rated["actor_id"], rated["changes"]) == (None, {"satisfaction": ["satisfied", "dissatisfied"]})
    # Once, but sent twice it is the same; and it is not closed as satisfied over their head.
    assert (await holder.ask("ratings", satisfaction="satisfied")).status_code == 409
    again = await holder.ask("ratings", satisfaction="dissatisfied", text="没有人给我打过电话")
    assert again.status_code == 201
    refused = await desk.try_to("complaint_officer", number, "close", outcome="satisfied")
    assert refused.json()["errors"][0]["pointer"] == "/body/outcome"

    # Done again, it is rated again, and what was disputed is dealt with.
    assert (await holder.ask("objections", text="请重新核实")).status_code == 201
    assert await _disputed(desk) == [number]
    await desk.act_on("complaint_officer", number, "redo", reason="未解决")
    assert await _disputed(desk) == []
    assert (await holder.sees())["may_rate"] is False
    await desk.act_on("hospital_officer", number, "sign")
    await desk.act_on("hospital_officer", number, "answer", **ANSWER)
    assert (await holder.ask("ratings", satisfaction="mostly")).status_code == 201


async def test_who_was_merged_rates_and_objects_to_the_answer_they_share(
    client: httpx.AsyncClient, complain: Complain, desk: Desk
) -> None:
    first, second = Holder(client, await complain()), Holder(client, await complain())
    main, merged = await _taken_in(desk, first), await _taken_in(desk, second)
    await desk.act_on("complaint_officer", merged, "merge", main_id=main)
    assert (await second.ask("objections", text="还没有答复")).status_code == 409
    await _answer(desk, main)
    seen = await second.sees()
    assert (seen["state"], seen["may_rate"], seen["may_object"]) == ("answered", True, True)
    assert (await second.ask("ratings", satisfaction="dissatisfied")).status_code == 201
    assert (await second.ask("objections", text="两个诊室仍然关着")).status_code == 201
    assert (await second.sees())["may_rate"] is False
    # It stands on the office's list until the office answers; whom it is about cannot take it off.
    assert await _disputed(desk) == [merged]
    await desk.do("hospital_officer", f"/complaints/{main}/messages", {"text": "已经开了。"})
    await desk.do("complaint_officer", f"/complaints/{merged}/messages", {"text": "请核实。", "inner": True})
    assert await _disputed(desk) == [merged]
    await desk.do(
        "complaint_officer", f"/complaints/{merged}/messages", {"text": "已到现场核实,明日起全部开放。"}
    )
    assert await _disputed(desk) == []
    # The answer is done again for all of them: what was said of the first is said again of the second.
    assert (await second.ask("objections", text="又关了一个")).status_code == 201
    await desk.act_on("complaint_officer", main, "redo", reason="未解决")
    assert await _disputed(desk) == []
    assert (await second.sees())["may_rate"] is False
    await desk.act_on("hospital_officer", main, "sign")
    await desk.act_on("hospital_officer", main, "answer", **ANSWER)
    assert (await second.sees())["may_rate"] is True
    assert (await second.ask("ratings", satisfaction="dissatisfied")).status_code == 201
    assert (await second.sees())["may_rate"] is False
    # Each says it of their own: the other is asked for theirs, and the office reads both.
    assert (await first.sees())["may_rate"] is True
    inside = await desk.see(merged, "complaint_officer")
    assert (inside["state"], inside["satisfaction"]) == ("merged", "dissatisfied")
    said = [one["text"] for one in inside["messages"] if one["side"] == "complainant"]
    assert said == [following.OBJECTION + text for text in ("两个诊室仍然关着", "又关了一个")]
    parted = await desk.act_on("complaint_officer", merged, "unmerge", reason="另有收费问题")
    assert (parted["satisfaction"], parted["rated_at"], parted["disputed"]) == (None, None, False)
    notices = (await desk.read("complaint_officer", "/notices"))["items"]
    assert {one["kind"] for one in notices} >= {"complaint_said"}


async def test_who_withdrew_has_no_answer_to_rate_or_dispute(
    client: httpx.AsyncClient, complain: Complain, desk: Desk
) -> None:
    holder = Holder(client, await complain())
    await desk.act_on("complaint_officer", await _taken_in(desk, holder), "withdraw", note="本人电话撤回")
    seen = await holder.sees()
    assert (seen["may_rate"], seen["may_object"]) == (False, False)
    assert (await holder.ask("ratings", satisfaction="satisfied")).status_code == 409
    assert (await holder.ask("objections", text="没有人答复我")).status_code == 409
