"""Good examples and rules established through the API, and what a report counts of them."""

from datetime import date, timedelta
from typing import Any

import pytest

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.outcomes import queries
from mingze.outcomes.rules import Hand, exemplar_acts
from mingze.outcomes.vocabulary import ExemplarState
from tests.findings.conftest import PDF
from tests.outcomes.conftest import Yield


async def ids(harvest: Yield, who: str, path: str, **query: Any) -> set[int]:
    return {one["id"] for one in (await harvest.ledger.read(who, path, **query))["items"]}


class TestRules:
    @pytest.mark.parametrize(
        ("state", "unit", "office"),
        [
            (ExemplarState.RECOMMENDED, ["withdraw"], ["confirm", "refuse", "withdraw"]),
            (ExemplarState.CONFIRMED, [], ["withdraw"]),
            (ExemplarState.REFUSED, [], []),
            (ExemplarState.WITHDRAWN, [], []),
        ],
    )
    def test_the_unit_recommends_and_the_office_confirms(
        self, state: ExemplarState, unit: list[str], office: list[str]
    ) -> None:
        hands = Hand(1, prepares=True, manages=False), Hand(2, prepares=False, manages=True)
        acts = [exemplar_acts(hand, state=state, recommended_by=1) for hand in hands]
        assert acts == [unit, office]
        both = Hand(1, prepares=True, manages=True)
        assert not {"confirm", "refuse"} & set(exemplar_acts(both, state=state, recommended_by=1))


class TestExemplars:
    @pytest.mark.demand("0.13")
    async def test_are_recommended_by_the_unit_confirmed_by_the_office_and_seen_by_all(
        self, harvest: Yield
    ) -> None:
        made = await harvest.exemplar(person="护士长李某")
        assert (made["state"], made["acts"]) == ("recommended", ["withdraw"])
        assert made["id"] not in await ids(harvest, "liaison_elsewhere", "/exemplars")
        done = await harvest.decide("clerk", made, note="可推广。")
        assert (done["state"], done["confirmed_on"]) == ("confirmed", str(clock.today()))
        seen = (await harvest.ledger.read("liaison_elsewhere", "/exemplars"))["items"]
        assert [(one["person"], one["decision_note"]) for one in seen] == [("护士长李某", None)]
        assert await ids(harvest, "personnel_head", "/exemplars") == set()

    async def test_are_refused_with_a_reason_or_withdrawn(self, harvest: Yield) -> None:
        made = await harvest.exemplar()
        path = f"/exemplars/{made['id']}"
        silent = await harvest.ledger.post("clerk", f"{path}/decision", {"confirm": False}, made["version"])
        assert silent.json()["errors"][0]["pointer"] == "/body/note"
        refused = await harvest.decide("clerk", made, confirm=False, note="事迹不突出。")
        assert refused["acts"] == []
        other = await harvest.exemplar()
        confirmed = await harvest.decide("clerk", other)
        back = {"reason": "事迹有误。"}
        path = f"/exemplars/{other['id']}/withdrawal"
        mine = await harvest.ledger.post("hospital_liaison", path, back, confirmed["version"])
        assert mine.status_code == 403
        gone = await harvest.ledger.do("clerk", path, back, confirmed["version"])
        assert (gone["state"], gone["withdrawn_reason"]) == ("withdrawn", "事迹有误。")
        assert other["id"] not in await ids(harvest, "liaison_elsewhere", "/exemplars")

    async def test_are_of_units_that_take_part(self, harvest: Yield) -> None:
        refused = await harvest.ledger.post(
            "hospital_head",
            "/exemplars",
            {
                "campaign_id": harvest.campaign,
                "unit_id": harvest.region.units["hospital_medical"],
                "title": "好",
                "text": "好。",
            },
        )
        assert refused.json()["errors"][0]["pointer"] == "/body/unit_id"


class TestRuleDocs:
    @pytest.mark.demand("0.13")
    async def test_are_recorded_with_their_findings_and_their_file(self, harvest: Yield) -> None:
        finding = await harvest.ledger.accepted()
        made = await harvest.rule(finding_ids=[finding])
        assert [one["id"] for one in made["findings"]] == [finding]
        sent = await harvest.ledger.attach("hospital_liaison", "rule_doc", made["id"], PDF, "办法.pdf")
        assert sent.status_code in {201, 415}, sent.text
        for who in ("clerk", "hospital_head", "unit_head", "leader"):
            assert await ids(harvest, who, "/rule-docs", finding_id=finding) == {made["id"]}
            assert await ids(harvest, who, "/rule-docs", campaign_id=harvest.campaign) == {made["id"]}
        assert await ids(harvest, "liaison_elsewhere", "/rule-docs") == set()
        assert (await harvest.ledger.get("liaison_elsewhere", f"/rule-docs/{made['id']}")).status_code == 404

    async def test_show_findings_and_campaigns_in_sight_only(self, harvest: Yield) -> None:
        own = await harvest.ledger.accepted()
        theirs = (
            await harvest.ledger.register(
                units=[{"unit_id": harvest.region.units["linquan_hospital"], "part": "answering"}]
            )
        )["id"]
        made = await harvest.rule("clerk", "city", finding_ids=[own, theirs])
        seen = await harvest.ledger.read("hospital_head", f"/rule-docs/{made['id']}")
        assert [one["id"] for one in seen["findings"]] == [own]
        assert (seen["campaign"]["id"], seen["may_change"]) == (harvest.campaign, False)
        outsider = await harvest.ledger.read("unit_head_elsewhere", f"/rule-docs/{made['id']}")
        assert [one["id"] for one in outsider["findings"]] == [theirs]

    async def test_name_no_finding_and_no_unit_of_others(self, harvest: Yield) -> None:
        finding = await harvest.ledger.accepted()
        body = harvest.rule_body("linquan_hospital", finding_ids=[finding])
        refused = await harvest.ledger.post("liaison_elsewhere", "/rule-docs", body)
        assert refused.json()["errors"][0]["pointer"] == "/body/finding_ids/0"
        refused = await harvest.ledger.post("liaison_elsewhere", "/rule-docs", harvest.rule_body())
        assert refused.json()["errors"][0]["pointer"] == "/body/unit_id"

    async def test_are_corrected_by_version_and_links_out_of_sight_stay(self, harvest: Yield) -> None:
        own = await harvest.ledger.accepted()
        theirs = (
            await harvest.ledger.register(
                units=[{"unit_id": harvest.region.units["township"], "part": "answering"}]
            )
        )["id"]
        made = await harvest.rule("clerk", "hospital", finding_ids=[own, theirs])
        path = f"/api/v1/rule-docs/{made['id']}"
        body = {**harvest.rule_body(), "kind": "revised", "finding_ids": []}
        del body["unit_id"]
        client = await harvest.ledger.as_("hospital_head")
        assert (await client.put(path, json=body)).status_code == 428
        changed = await client.put(path, json=body, headers={"If-Match": f'"v{made["version"]}"'})
        assert (changed.json()["kind"], changed.json()["findings"]) == ("revised", [])
        office = await harvest.ledger.read("clerk", f"/rule-docs/{made['id']}")
        assert [one["id"] for one in office["findings"]] == [theirs]
        reason = {"reason": "重复登记。"}
        gone = await harvest.ledger.do(
            "hospital_head", f"/rule-docs/{made['id']}/withdrawal", reason, office["version"]
        )
        assert gone["may_change"] is False
        assert await ids(harvest, "clerk", "/rule-docs") == set()


class TestCounts:
    async def test_count_what_a_period_brought_in_a_subtree(self, harvest: Yield, database: Database) -> None:
        today = clock.today()
        for kind in ("new", "revised", "abolished"):
            await harvest.rule(kind=kind)
        await harvest.rule(campaign_id=None)
        await harvest.rule(issued_on=str(today - timedelta(days=40)))
        withdrawn = await harvest.rule()
        await harvest.ledger.do(
            "hospital_head",
            f"/rule-docs/{withdrawn['id']}/withdrawal",
            {"reason": "误。"},
            withdrawn["version"],
        )
        await harvest.exemplar()
        await harvest.decide("clerk", await harvest.exemplar())

        async def count(unit: str, campaign: int | None, first: date, last: date) -> tuple[int, int]:
            async with database.reading() as session:
                units = [harvest.region.units[unit]]
                found = await queries.counts(session, units, campaign, first, last)
                return found.rules_established, found.exemplars

        assert await count("hospital", harvest.campaign, today, today) == (2, 1)
        assert await count("qinghe", None, today, today) == (3, 1)
        assert await count("hospital", harvest.campaign, today - timedelta(days=50), today) == (3, 1)
        assert await count("linquan", None, today, today) == (0, 0)
        assert await count("hospital", None, today + timedelta(days=1), today + timedelta(days=9)) == (0, 0)
