"""The ledger refuses what was copied until it is rewritten or explained; who sends it never learns from whom."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mingze.findings.entry_service import Entry, NewDocument, enter
from mingze.findings.vocabulary import Part, Source
from mingze.kit import clock
from mingze.kit.database import Database
from tests.findings.conftest import Ledger
from tests.findings.test_lists import clerk_of

MEASURE = "对全院近三年耗材采购合同逐份复核,建立供应商评价台账,每季度向院务会报告一次结果。"
PROGRESS = (
    "已复核合同二百一十六份,发现重复报价四份并重新议价,供应商台账收录五十三家,七月院务会听取了第一次报告。"
)
COPY = f"我院{PROGRESS}"
WHY = "与临泉县中医院联合开展,按统一口径填报。"


async def accepted_at(ledger: Ledger, unit: str, head: str, measure: str = MEASURE) -> tuple[int, int]:
    """A finding of a unit that its head accepted: its id and that of its measure."""
    units = [{"unit_id": ledger.region.units[unit], "part": "answering"}]
    made = await ledger.register(units=units, measures=[measure])
    await ledger.act("clerk", made["id"], "hand-out")
    await ledger.act(head, made["id"], "accept")
    return made["id"], made["items"][0]["id"]


async def report(ledger: Ledger, who: str, item: int, text: str, **more: Any) -> httpx.Response:
    return await ledger.post(who, f"/rectification-items/{item}/notes", {"text": text, **more})


async def copied(ledger: Ledger) -> tuple[int, httpx.Response]:
    """The hospital copies what a hospital of the next county reported: the measure, and the refusal."""
    _, theirs = await accepted_at(ledger, "linquan_hospital", "unit_head_elsewhere")
    assert (await report(ledger, "liaison_elsewhere", theirs, PROGRESS)).status_code == 201
    _, mine = await accepted_at(ledger, "hospital", "hospital_head", "完善耗材管理。")
    return mine, await report(ledger, "hospital_liaison", mine, COPY)


def passages(refused: httpx.Response) -> list[str]:
    assert refused.status_code == 409, refused.text
    body = refused.json()
    assert body["type"] == "/problems/too-alike"
    return [one["text"][at["start"] : at["end"]] for one in body["alike"] for at in one["passages"]]


class TestProgress:
    @pytest.mark.demand("4.28")
    async def test_that_repeats_the_measure_is_refused(self, ledger: Ledger) -> None:
        _, item = await accepted_at(ledger, "hospital", "hospital_head")
        refused = await report(ledger, "hospital_liaison", item, f"已{MEASURE}")
        assert passages(refused) == [MEASURE[:-1]]
        assert refused.json()["alike"][0]["pointer"] == "/body/text"
        assert (await ledger.read("clerk", f"/rectification-items/{item}"))["notes"] == []
        assert (await report(ledger, "hospital_liaison", item, PROGRESS)).status_code == 201

    @pytest.mark.demand("4.15")
    async def test_copied_from_another_unit_is_refused_until_explained(self, ledger: Ledger) -> None:
        item, refused = await copied(ledger)
        assert passages(refused) == [PROGRESS[:-1]]
        sent = await report(ledger, "hospital_liaison", item, COPY, likeness_explained=WHY)
        assert sent.status_code == 201, sent.text
        (note,) = (await ledger.read("clerk", f"/rectification-items/{item}"))["notes"]
        assert note["likeness_explained"] == WHY

    async def test_an_explanation_nothing_asked_for_is_not_kept(self, ledger: Ledger) -> None:
        _, item = await accepted_at(ledger, "hospital", "hospital_head")
        await report(ledger, "hospital_liaison", item, PROGRESS, likeness_explained=WHY)
        (note,) = (await ledger.read("clerk", f"/rectification-items/{item}"))["notes"]
        assert note["likeness_explained"] is None

    async def test_tells_nothing_of_the_other(self, ledger: Ledger) -> None:
        """Attack: everything in the answer is the sender's own."""
        item, refused = await copied(ledger)
        told = refused.json()
        assert set(told) == {"type", "title", "status", "detail", "errors", "alike"}
        (alike,) = told["alike"]
        assert set(alike) == {"pointer", "text", "share", "passages"}
        assert alike["text"] == COPY
        assert all(set(one) == {"start", "end"} for one in alike["passages"])
        whole = json.dumps(told, ensure_ascii=False)
        assert not any(word in whole for word in ("临泉", "liaison_elsewhere", "unit_id", "account"))
        for who in ("hospital_liaison", "hospital_head", "unit_head", "liaison_elsewhere"):
            answer = await ledger.get(who, f"/rectification-items/{item}/likeness")
            assert answer.status_code in {403, 404}, who
            assert "临泉" not in answer.text


class TestClaim:
    @pytest.mark.demand("4.28")
    async def test_of_a_progress_that_came_with_a_document_asks_why(
        self, ledger: Ledger, database: Database
    ) -> None:
        item = await self.imported(ledger, database)
        (note,) = (await ledger.read("clerk", f"/rectification-items/{item}"))["notes"]
        refused = await ledger.act_on_item("hospital_head", item, "claim")
        assert passages(refused) == [MEASURE[:-1]]
        assert refused.json()["alike"][0]["pointer"] == ""
        done = await ledger.act_on_item("hospital_head", item, "claim", likeness_explained=WHY)
        assert done.status_code == 200, done.text
        view = await ledger.read("clerk", f"/rectification-items/{item}/likeness", note_id=note["id"])
        assert (view["explanation"], view["alarming"]) == (WHY, True)

    async def imported(self, ledger: Ledger, database: Database) -> int:
        """A measure whose progress says what the measure says, as a document had it."""
        entry = Entry(
            problem="耗材采购合同复核不到位。",
            measures=tuple(MEASURE.split(",", 1)),
            progress=f"已{MEASURE}",
            due_on=clock.today() + timedelta(days=60),
            units=((ledger.region.units["hospital"], Part.ANSWERING),),
        )
        async with database.writing() as session:
            done = await enter(
                session,
                clerk_of(ledger.region),
                office_id=ledger.region.units["city"],
                source=Source.SUPERVISION,
                document=NewDocument(title="整改通报", text=MEASURE),
                inspection=None,
                entries=[entry],
            )
        (finding,) = done.finding_ids
        await ledger.act("clerk", finding, "hand-out")
        await ledger.act("hospital_head", finding, "accept")
        item, *_ = (await ledger.read("clerk", f"/findings/{finding}"))["items"]
        await ledger.do(
            "hospital_liaison", f"/rectification-items/{item['id']}/steps/{item['steps'][0]['id']}/done"
        )
        item = item["id"]
        assert (await ledger.attach("hospital_liaison", "rectification_item", item)).status_code == 201
        return int(item)


class TestEntry:
    @pytest.mark.demand("4.15")
    async def test_of_another_registrar_with_the_same_words_is_refused(self, ledger: Ledger) -> None:
        await ledger.register("clerk")
        body = {
            "problem": "处方点评制度落实不到位,抽查的三十张处方中有四张超量。",
            "source": "self_check",
            "units": [{"unit_id": ledger.region.units["hospital"], "part": "answering"}],
            "measures": ["逐张复核,按月通报,纳入科室考核,结果与绩效挂钩。"],
        }
        refused = await ledger.post("hospital_liaison", "/findings", body)
        assert passages(refused) == [body["problem"].rstrip("。")]  # type: ignore[attr-defined]
        made = await ledger.do("hospital_liaison", "/findings", {**body, "likeness_explained": WHY})
        found = await ledger.read("clerk", f"/findings/{made['id']}")
        assert (found["likeness_explained"], found["items"][0]["likeness_explained"]) == (WHY, None)
        view = await ledger.read("clerk", f"/findings/{made['id']}/likeness")
        assert (view["alarming"], view["explanation"], len(view["sources"])) == (True, WHY, 1)

    async def test_a_measure_taken_from_another_finding_is_refused(self, ledger: Ledger) -> None:
        await accepted_at(ledger, "linquan_hospital", "unit_head_elsewhere")
        finding, item = await accepted_at(ledger, "hospital", "hospital_head", "完善耗材管理。")
        path = f"/findings/{finding}/rectification-items"
        refused = await ledger.post("hospital_head", path, {"text": MEASURE})
        assert passages(refused) == [MEASURE[:-1]]
        made = await ledger.do("hospital_head", path, {"text": MEASURE, "likeness_explained": WHY})
        assert made["likeness_explained"] == WHY
        client = await ledger.as_("hospital_head")
        changed = await client.patch(
            f"/api/v1/rectification-items/{item}", json={"text": MEASURE}, headers={"If-Match": '"v1"'}
        )
        assert changed.status_code == 409


class TestBothSides:
    @pytest.mark.demand("4.15")
    async def test_are_seen_by_who_verifies(self, ledger: Ledger) -> None:
        item, _ = await copied(ledger)
        await report(ledger, "hospital_liaison", item, COPY, likeness_explained=WHY)
        (note,) = (await ledger.read("clerk", f"/rectification-items/{item}"))["notes"]
        view = await ledger.read("clerk", f"/rectification-items/{item}/likeness", note_id=note["id"])
        assert (view["text"], view["explanation"], view["alarming"]) == (COPY, WHY, True)
        (source,) = view["sources"]
        assert (source["unit_name"], source["text"]) == ("临泉县中医院", PROGRESS)
        assert [source["text"][at["start"] : at["end"]] for at in source["passages"]] == [PROGRESS[:-1]]
        assert view["passages"][0]["sources"] == [0]

    async def test_of_what_comes_later_the_first_is_not_told(self, ledger: Ledger) -> None:
        _, theirs = await accepted_at(ledger, "linquan_hospital", "unit_head_elsewhere")
        await report(ledger, "liaison_elsewhere", theirs, PROGRESS)
        _, mine = await accepted_at(ledger, "hospital", "hospital_head", "完善耗材管理。")
        await report(ledger, "hospital_liaison", mine, COPY, likeness_explained=WHY)
        (first,) = (await ledger.read("clerk", f"/rectification-items/{theirs}"))["notes"]
        view = await ledger.read("clerk", f"/rectification-items/{theirs}/likeness", note_id=first["id"])
        assert (view["share"], view["sources"]) == (0.0, [])

    async def test_of_a_note_of_another_measure_are_not_found(self, ledger: Ledger) -> None:
        item, _ = await copied(ledger)
        answer = await ledger.get("clerk", f"/rectification-items/{item}/likeness", note_id=1)
        assert answer.status_code == 404
