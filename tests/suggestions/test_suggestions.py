"""Suggestions through the API: asked by the office, taken in by units, adopted, declined, or made a finding."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from mingze.campaigns.vocabulary import CampaignState
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.suggestions.rules import ALIKE, COMPARED_LETTERS, MOST_ALIKE, most_alike
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.campaigns import running_campaign
from tests.support.region import Region

CONTACT = "139-0000-1234"
WORDS = "取药窗口中午只开一个,排队时间长。"


@dataclass
class Hearing:
    ledger: Ledger
    campaign: int
    collection: int = 0

    @property
    def region(self) -> Region:
        return self.ledger.region

    def question(self, **values: Any) -> dict[str, Any]:
        return {
            "campaign_id": self.campaign,
            "title": "改进作风征求意见",
            "question": "您对就医流程有什么建议?",
            "channels": ["seminar", "visit", "questionnaire", "form"],
            **values,
        }

    def words(self, unit: str = "hospital", **values: Any) -> dict[str, Any]:
        return {
            "collection_id": self.collection,
            "unit_id": self.region.units[unit],
            "text": WORDS,
            "channel": "seminar",
            "received_on": str(clock.today()),
            **values,
        }

    async def take_in(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> Any:
        return await self.ledger.do(who, "/suggestions", self.words(unit, **values))

    async def act(self, who: str, suggestion: Any, act: str, **body: Any) -> httpx.Response:
        version = (await self.ledger.read("clerk", f"/suggestions/{suggestion['id']}"))["version"]
        return await self.ledger.post(who, f"/suggestions/{suggestion['id']}/{act}", body, version)


@pytest.fixture
async def hearing(sign_in: SignIn, region: Region, database: Database) -> Hearing:
    made = Hearing(Ledger(sign_in, region), await running_campaign(database, region))
    made.collection = (await made.ledger.do("clerk", "/suggestion-collections", made.question()))["id"]
    return made


class TestAlike:
    def test_finds_what_says_the_same_the_most_alike_first(self) -> None:
        others = [(1, "停车难。"), (2, "取药窗口中午只开一个,排队太久。"), (3, WORDS)]
        found = most_alike(WORDS, others)
        assert [number for number, _ in found] == [3, 2]
        assert found[0][1] == 1.0
        assert all(degree >= ALIKE for _, degree in found)

    def test_compares_how_they_begin(self) -> None:
        """However long they are: two thousand of them are compared whenever one is read."""
        begins = WORDS * COMPARED_LETTERS
        assert most_alike(begins, [(1, begins[:COMPARED_LETTERS] + "停车难。" * 1000)]) == [(1, 1.0)]

    def test_names_only_a_few(self) -> None:
        assert len(most_alike(WORDS, [(number, WORDS) for number in range(20)])) == MOST_ALIKE
        assert most_alike(WORDS, []) == []


class TestCollections:
    async def test_are_opened_and_closed_by_the_office(self, hearing: Hearing) -> None:
        elsewhere = await hearing.ledger.post(
            "clerk_elsewhere", "/suggestion-collections", hearing.question()
        )
        assert elsewhere.json()["errors"][0]["pointer"] == "/body/campaign_id"
        path = f"/suggestion-collections/{hearing.collection}"
        view = await hearing.ledger.read("hospital_liaison", path)
        assert (view["open"], view["may_change"], view["may_add"]) == (True, False, True)
        client = await hearing.ledger.as_("clerk")
        body = {name: view[name] for name in ("title", "question", "channels")}
        closed = await client.put(
            f"/api/v1{path}", json={**body, "open": False}, headers={"If-Match": f'"v{view["version"]}"'}
        )
        assert (closed.json()["open"], closed.json()["may_add"]) == (False, False)
        late = await hearing.ledger.post("hospital_liaison", "/suggestions", hearing.words())
        assert late.status_code == 409
        again = await client.put(
            f"/api/v1{path}", json=body, headers={"If-Match": f'"v{closed.json()["version"]}"'}
        )
        assert (again.json()["open"], again.json()["closed_at"]) == (True, None)

    async def test_belong_to_a_campaign_under_way(self, hearing: Hearing, database: Database) -> None:
        ended = await running_campaign(database, hearing.region, state=CampaignState.CLOSED)
        refused = await hearing.ledger.post(
            "clerk", "/suggestion-collections", hearing.question(campaign_id=ended)
        )
        assert refused.status_code == 409

    @pytest.mark.demand("2.6")
    async def test_count_by_channel_and_by_what_became_of_it(self, hearing: Hearing) -> None:
        first = await hearing.take_in(channel="seminar")
        await hearing.take_in(channel="questionnaire")
        await hearing.take_in("liaison_elsewhere", "linquan_hospital", channel="seminar")
        await hearing.act("hospital_head", first, "decision", adopt=True)

        async def counts(who: str) -> set[tuple[str, str, int]]:
            found = await hearing.ledger.read(who, "/suggestion-collections", campaign_id=hearing.campaign)
            return {(one["channel"], one["state"], one["count"]) for one in found["items"][0]["counts"]}

        own = {("seminar", "adopted", 1), ("questionnaire", "received", 1)}
        assert await counts("hospital_head") == own
        assert await counts("clerk") == own | {("seminar", "received", 1)}

    @pytest.mark.demand("2.6")
    async def test_take_what_came_by_the_channels_that_were_opened(self, hearing: Hearing) -> None:
        for channel in ("seminar", "visit", "questionnaire", "form"):
            assert (await hearing.take_in(channel=channel))["channel"] == channel
        refused = await hearing.ledger.post(
            "hospital_liaison", "/suggestions", hearing.words(channel="phone")
        )
        assert refused.json()["errors"][0]["pointer"] == "/body/channel"


class TestSuggestions:
    async def test_are_of_the_unit_or_entered_by_the_office(self, hearing: Hearing) -> None:
        tomorrow = str(clock.today() + timedelta(days=1))
        for who, body, pointer in (
            ("hospital_liaison", hearing.words("township"), "/body/unit_id"),
            ("hospital_liaison", hearing.words("hospital_medical"), "/body/unit_id"),
            ("liaison_elsewhere", hearing.words("hospital"), "/body/unit_id"),
            ("hospital_liaison", hearing.words(received_on=tomorrow), "/body/received_on"),
            ("personnel_liaison", hearing.words("personnel"), "/body/collection_id"),
        ):
            refused = await hearing.ledger.post(who, "/suggestions", body)
            assert [one["pointer"] for one in refused.json()["errors"]] == [pointer], who
        assert (await hearing.take_in("clerk", "hospital"))["unit"]["name"] == "青禾县人民医院"
        assert (await hearing.take_in("clerk", "city"))["unit"]["name"] == "云州市卫生健康委员会"

    async def test_are_seen_by_the_unit_and_the_office(self, hearing: Hearing) -> None:
        made = await hearing.take_in()
        path = f"/suggestions/{made['id']}"
        for who in ("hospital_head", "unit_head", "clerk", "leader"):
            assert (await hearing.ledger.get(who, path)).status_code == 200
        for who in ("liaison_elsewhere", "clerk_elsewhere", "personnel_head"):
            assert (await hearing.ledger.get(who, path)).status_code == 404
        assert (await hearing.ledger.read("liaison_elsewhere", "/suggestions"))["items"] == []

    async def test_whom_to_answer_is_in_no_list_and_in_no_log(
        self, hearing: Hearing, database: Database
    ) -> None:
        made = await hearing.take_in(contact=CONTACT)
        assert made["contact"] == CONTACT
        listed = await hearing.ledger.get("clerk", "/suggestions")
        assert CONTACT not in listed.text
        path = f"/suggestions/{made['id']}"
        assert (await hearing.ledger.read("clerk", path))["contact"] == CONTACT
        assert (await hearing.ledger.read("leader", path))["contact"] is None
        turned = await hearing.act("hospital_head", made, "finding", problem="取药窗口设置不合理。")
        finding = turned.json()["finding_id"]
        assert CONTACT not in (await hearing.ledger.get("clerk", f"/findings/{finding}")).text
        async with database.reading() as session:
            bodies = list(await session.scalars(text("SELECT body FROM event_payload")))
        assert not any(CONTACT in (body or "") for body in bodies)

    async def test_are_adopted_or_declined_with_a_reason_once(self, hearing: Hearing) -> None:
        made = await hearing.take_in()
        assert made["acts"] == ["adopt", "decline", "to_finding"]
        silent = await hearing.act("hospital_head", made, "decision", adopt=False)
        assert silent.json()["errors"][0]["pointer"] == "/body/note"
        done = await hearing.act("hospital_head", made, "decision", adopt=False, note="已有两个窗口。")
        assert (done.json()["state"], done.json()["decision_note"]) == ("not_adopted", "已有两个窗口。")
        again = await hearing.act("clerk", made, "decision", adopt=True)
        assert (again.status_code, again.json()["open_moves"]) == (409, [])
        other = await hearing.take_in()
        assert (await hearing.act("leader", other, "decision", adopt=True)).status_code == 403

    async def test_similar_ones_are_shown_as_far_as_they_are_in_sight(self, hearing: Hearing) -> None:
        theirs = await hearing.take_in("liaison_elsewhere", "linquan_hospital")
        first = await hearing.take_in()
        second = await hearing.take_in(text="取药窗口中午只开一个,排队时间太长了。")
        assert [one["id"] for one in second["similar"]] == [first["id"]]
        office = await hearing.ledger.read("clerk", f"/suggestions/{second['id']}")
        assert {one["id"] for one in office["similar"]} == {first["id"], theirs["id"]}

    @pytest.mark.demand("0.16")
    async def test_becomes_a_finding_of_the_campaign(self, hearing: Hearing) -> None:
        made = await hearing.take_in()
        turned = await hearing.act(
            "hospital_head", made, "finding", problem="取药窗口设置不合理,排队时间长。"
        )
        assert turned.status_code == 200, turned.text
        assert turned.json()["state"] == "became_finding"
        found = await hearing.ledger.read("clerk", f"/findings/{turned.json()['finding_id']}")
        assert (found["source"], found["work_state"]) == ("self_check", "found")
        in_campaign = await hearing.ledger.read("clerk", "/findings", campaign_id=hearing.campaign)
        assert [one["id"] for one in in_campaign["items"]] == [found["id"]]
        assert (await hearing.act("clerk", made, "finding", problem="再转一次。")).status_code == 409

    async def test_the_office_registers_for_a_unit_a_unit_only_its_own_check(self, hearing: Hearing) -> None:
        made = await hearing.take_in("clerk", "city")
        body = {"problem": "窗口服务差。", "source": "public_report"}
        turned = await hearing.act(
            "clerk", made, "finding", **body, unit_id=hearing.region.units["linquan_hospital"]
        )
        found = await hearing.ledger.read("clerk", f"/findings/{turned.json()['finding_id']}")
        assert (found["source"], found["work_state"]) == ("public_report", "confirmed")
        own = await hearing.take_in()
        refused = await hearing.act("hospital_head", own, "finding", **body)
        assert refused.json()["errors"][0]["pointer"] == "/body/source"
        elsewhere = await hearing.act(
            "hospital_head", own, "finding", problem="别家。", unit_id=hearing.region.units["township"]
        )
        assert elsewhere.status_code == 422
        assert (await hearing.ledger.read("clerk", f"/suggestions/{own['id']}"))["state"] == "received"

    async def test_adopted_ones_may_become_findings_too(self, hearing: Hearing) -> None:
        made = await hearing.take_in()
        await hearing.act("hospital_head", made, "decision", adopt=True, note="增开窗口。")
        turned = await hearing.act("hospital_head", made, "finding", problem="窗口不足。")
        assert (turned.json()["state"], turned.json()["decision_note"]) == ("became_finding", "增开窗口。")
