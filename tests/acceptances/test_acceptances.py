"""From complaints to a finding, its closure, and what people say of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from tests.conftest import SignIn, Visitors
from tests.findings.conftest import CLOSING, Ledger
from tests.support.region import Region

_START = datetime(2026, 10, 12, 2, tzinfo=UTC)
_WORDS = "上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(_START):
        yield


class Public:
    """Somebody without an account."""

    def __init__(self, client: httpx.AsyncClient, region: Region) -> None:
        self.client = client
        self.region = region

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.client.post(f"/api/v1/portal{path}", json=body)

    async def complain(self, **more: Any) -> tuple[str, str]:
        """(receipt, number)"""
        told = (await self.post("/receipts")).json()
        body = {"unit_id": self.region.units["hospital"], "concern": "service", "text": _WORDS, **more}
        with clock.at(clock.now() + timedelta(minutes=2)):
            answer = await self.post("/complaints", **told, **body)
        assert answer.status_code == 201, answer.text
        return told["receipt"], answer.json()["number"]


@pytest.fixture
async def public(visitors: Visitors, region: Region) -> Public:
    return Public(await visitors.come(), region)


@pytest.fixture
def ledger(sign_in: SignIn, region: Region) -> Ledger:
    return Ledger(sign_in, region)


async def _finding_of(ledger: Ledger, numbers: list[str]) -> int:
    """The complaints become one finding."""
    finding = None
    listed = (await ledger.read("complaint_officer", "/complaints"))["items"]
    for number in numbers:
        row = next(row for row in listed if row["number"] == number)
        body: dict[str, Any] = (
            {"finding_id": finding} if finding else {"problem": "叫号诊室开放不足,排队时间长。"}
        )
        said = await ledger.do("complaint_officer", f"/complaints/{row['id']}/findings", body, row["version"])
        finding = said["findings"][0]["id"]
    assert finding is not None
    return int(finding)


async def _closed(ledger: Ledger, finding: int) -> None:
    await ledger.act("clerk", finding, "confirm")
    await ledger.act("clerk", finding, "fix-on-site", note="已增开诊室。")
    await ledger.act("second_clerk", finding, "verify", note="现场看过。")
    await ledger.act("clerk", finding, "apply-closure")
    await ledger.act("leader", finding, "approve-closure")
    await ledger.act("clerk", finding, "close", **{**CLOSING, "closed_on": str(clock.today())})


async def test_who_complained_is_asked_and_a_disagreement_makes_the_office_look(
    ledger: Ledger, public: Public
) -> None:
    first, number = await public.complain()
    second, other = await public.complain(concern="fairness")
    unlinked, _ = await public.complain(concern="policy")
    finding = await _finding_of(ledger, [number, other])
    assert (await ledger.read("clerk", "/acceptances"))["items"] == []
    await _closed(ledger, finding)

    # Opened by the closing, bound to the receipts of those whose complaints led to it.
    (listed,) = (await ledger.read("clerk", "/acceptances", finding=finding))["items"]
    assert (listed["state"], listed["asking"], listed["asked"]) == ("open", True, 2)
    acceptance = listed["id"]
    seen = (await public.post("/lookups", receipt=first)).json()
    (asked,) = seen["acceptances"]
    # Nobody approved a public wording: nothing of the ledger is told.
    assert (asked["id"], asked["problem"], asked["verdict"]) == (acceptance, None, None)
    assert asked["unit_name"] == "青禾县人民医院"
    assert (await public.post("/lookups", receipt=unlinked)).json()["acceptances"] == []

    answer: dict[str, Any] = {"acceptance_id": acceptance, "verdict": "solved"}
    assert (await public.post("/acceptances", receipt=unlinked, **answer)).status_code == 404
    assert (await public.post("/acceptances", receipt=second, **answer)).status_code == 201
    assert (await ledger.read("clerk", "/acceptances", state="disputed"))["items"] == []
    answer |= {"verdict": "not_solved", "text": "昨天去还是只有一个诊室。"}
    said = await public.post("/acceptances", receipt=first, **answer)
    assert said.json()[0]["verdict"] == "not_solved"

    # The same by the page, which shows what was said; said again it replaces the first.
    form = {
        "receipt": first,
        "acceptance_id": str(acceptance),
        "verdict": "not_solved",
        "text": answer["text"],
    }
    shown = await public.client.post("/portal/follow/acceptance", data=form)
    assert shown.status_code == 200
    assert "您的评价:<strong>没有解决</strong>" in shown.text
    refused = await public.client.post("/portal/follow/acceptance", data={**form, "verdict": ""})
    assert refused.status_code == 422

    # The office is told and finds it in its list; the finding stays as it is.
    (disputed,) = (await ledger.read("clerk", "/acceptances", state="disputed"))["items"]
    assert disputed["by_receipt"] == {"solved": 1, "partly": 0, "not_solved": 1}
    notices = (await ledger.read("clerk", "/notices"))["items"]
    assert any(notice["kind"] == "acceptance_disputed" for notice in notices)
    assert (await ledger.read("clerk", f"/findings/{finding}"))["closure_state"] == "closed"

    # What was written is for the office alone, and stands in no event.
    office = await ledger.read("clerk", f"/acceptances/{acceptance}")
    assert [word["text"] for word in office["words"]] == [answer["text"]]
    hospital = await ledger.read("hospital_head", f"/acceptances/{acceptance}")
    assert (hospital["words"], hospital["may_look_back"]) == ([], False)
    assert hospital["may_not_reason"]
    history = await ledger.read("clerk", f"/findings/{finding}", include="events")
    assert answer["text"] not in str(history)
    assert (await ledger.get("clerk_elsewhere", f"/acceptances/{acceptance}")).status_code == 404

    # The look back: by the office, with what it saw; it asks for reopening, and a leader decides.
    path, version = f"/acceptances/{acceptance}/look-back", office["version"]
    body = {"result": "reopen_asked", "text": "复看属实,增开的诊室已撤。"}
    assert (await ledger.post("hospital_head", path, body, version)).status_code == 403
    assert (await ledger.post("clerk", path, body)).status_code == 428
    done = await ledger.do("clerk", path, body, version)
    assert (done["state"], done["look_back_result"], done["asking"]) == ("looked_back", "reopen_asked", True)
    assert (await ledger.post("clerk", path, body, done["version"])).status_code == 409
    assert (await ledger.read("clerk", f"/findings/{finding}"))["closure_state"] == "closed"
    request = done["request_id"]
    await ledger.do("leader", f"/requests/{request}/decision", {"approve": True})
    assert (await ledger.read("clerk", f"/findings/{finding}"))["closure_state"] == "none"

    # Nobody is asked about what is open again.
    assert (await public.post("/lookups", receipt=first)).json()["acceptances"] == []
    assert (await public.post("/acceptances", receipt=first, **answer)).status_code == 409


async def test_the_code_at_the_door_and_complaints_before_and_after(ledger: Ledger, public: Public) -> None:
    _, number = await public.complain()
    with clock.at(_START - timedelta(days=5)):
        await public.complain()
    finding = await _finding_of(ledger, [number])
    await _closed(ledger, finding)
    (listed,) = (await ledger.read("clerk", "/acceptances"))["items"]
    path = f"/acceptances/{listed['id']}"
    assert (await ledger.read("clerk", path))["comparison"] is None
    code = (await ledger.read("hospital_liaison", path))["code"]
    picture = await ledger.get("hospital_liaison", f"{path}/code")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    poster = await ledger.get("hospital_liaison", f"{path}/code", format="pdf")
    assert poster.content.startswith(b"%PDF")

    async def vote(verdict: str, **more: Any) -> int:
        door = (await public.client.get(f"/api/v1/portal/door-votes/{code.lower()}")).json()
        assert door["unit_name"] == "青禾县人民医院"
        with clock.at(clock.now() + timedelta(minutes=1)):
            body = {"code": code, "verdict": verdict, "token": door["token"], **more}
            return (await public.post("/door-votes", **body)).status_code

    assert await vote("solved") == 204
    assert await vote("partly", token="1".zfill(10) + "." + "0" * 64) == 422
    assert (await ledger.read("clerk", path))["state"] == "open"
    assert await vote("not_solved", text="没有变化。") == 204
    await _votes_by_page(public, code)
    disputed = await ledger.read("clerk", path)
    assert (disputed["state"], disputed["at_door"]) == (
        "disputed",
        {"solved": 1, "partly": 1, "not_solved": 1},
    )
    body = {"result": "stands", "text": "到现场看过,三个诊室都开着。"}
    await ledger.do("clerk", f"{path}/look-back", body, disputed["version"])
    # The door does not call the office back; and nobody floods it from one place.
    answers = []
    while 429 not in answers:
        answers.append(await vote("not_solved"))
        assert len(answers) < 60
    assert set(answers) == {204, 429}
    assert (await ledger.read("clerk", path))["state"] == "looked_back"

    # Nine days on either side: one of five days before, and the one of the day itself.
    with clock.at(_START + timedelta(days=9)):
        ledger._clients.clear()
        compared = (await ledger.read("clerk", path))["comparison"]
    assert (compared["days"], compared["before"], compared["after"]) == (9, 1, 1)
    with clock.at(_START + timedelta(days=61)):
        ledger._clients.clear()
        assert not (await ledger.read("clerk", path))["asking"]
        assert await vote("solved") in {409, 429}


async def _votes_by_page(public: Public, code: str) -> None:
    """As a telephone does that read the code: without JavaScript, and nobody is asked who they are."""
    page = await public.client.get(f"/portal/acceptance/{code}")
    assert page.status_code == 200
    assert len(page.content) < 60_000
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found is not None
    form = {"token": found[1], "verdict": "partly"}
    assert (await public.client.post(f"/portal/acceptance/{code}", data=form)).status_code == 422
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert (
            await public.client.post(f"/portal/acceptance/{code}", data={"token": found[1]})
        ).status_code == 422
        done = await public.client.post(f"/portal/acceptance/{code}", data=form)
    assert done.status_code == 200
    assert "谢谢,已经收到" in done.text
    assert (await public.client.get("/portal/acceptance/0000000000")).status_code == 404
