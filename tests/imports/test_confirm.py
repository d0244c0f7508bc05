"""Confirming: what was a draft becomes findings, all of it or nothing."""

import asyncio
from typing import Any

import pytest

from mingze.samples import REPORT, sample
from tests.conftest import SignIn
from tests.imports.conftest import TWO_MATTERS, Desk, SitDown, upload
from tests.imports.journey import Expected, findings_of, import_and_check
from tests.support.region import Region

LEDGER = """序号,问题类别,问题,整改措施,整改进展,完成情况,责任领导,责任科室,整改时限
1,财务管理,食堂承包合同到期未重新招标,一是重新招标。二是修订办法。,已挂网公告,申请延期整改,李副主任,后勤科,2027-06-30
2,财务管理,固定资产账实不符,全面清查,已完成清查,长期坚持,李副主任,财务科,
3,行风建设,出诊信息不公开,,已在门诊大厅公示,立行立改,,,
4,行风建设,护理员管理无章可循,制定办法,,,,,
"""


@pytest.fixture
async def ledger(sit_down: SitDown) -> Desk:
    """A draft from a ledger that names no inspection."""
    return await sit_down(LEDGER, "台账.csv")


async def whole(desk: Desk, finding: dict[str, Any]) -> dict[str, Any]:
    answer = await desk.client.get(f"/api/v1/findings/{finding['id']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def in_ledger(desk: Desk) -> list[dict[str, Any]]:
    found = await desk.client.get("/api/v1/findings", params={"sort": "number", "limit": 200})
    assert found.status_code == 200, found.text
    return list(found.json()["items"])


class TestConfirmImport:
    @pytest.mark.demand("4.1")
    @pytest.mark.demand("4.2")
    @pytest.mark.demand("4.3")
    @pytest.mark.demand("4.4")
    @pytest.mark.demand("4.5")
    @pytest.mark.demand("4.6")
    async def test_of_a_report_enters_every_finding_as_it_was_published(self, sign_in: SignIn) -> None:
        await import_and_check(
            await sign_in("clerk"),
            REPORT,
            sample(REPORT),
            Expected(
                findings=26,
                key_matters=2,
                groups=7,
                done=25,
                staged=1,
                rules=11,
                checks=7,
                body="六届市委第二巡察组",
                began_on="2025-03-03",
                ended_on="2025-04-30",
                feedback_on="2025-06-12",
            ),
        )

    async def test_after_editing_splitting_merging_dropping_and_assigning(
        self, sign_in: SignIn, region: Region
    ) -> None:
        clerk = await sign_in("clerk")
        desk = Desk(clerk, (await upload(clerk, sample(REPORT), REPORT)).json())
        rows = await desk.rows()
        await desk.change_row(rows[0], problem="补助资金拨付太慢。", severity="severe", amount="8640.00")
        await desk.post(f"rows/{rows[1]['id']}/split", {"at_measure": 1})
        await desk.post("rows/merge", {"row_ids": [rows[4]["id"], rows[5]["id"]]})
        await desk.post(f"rows/{rows[6]['id']}/drop")
        await desk.post(
            "rows/assign",
            {
                "row_ids": [rows[0]["id"], rows[7]["id"]],
                "units": [
                    {"unit_id": region.units["qinghe"]},
                    {"unit_id": region.units["medical"], "part": "cooperating"},
                ],
                "due_on": "2027-03-31",
            },
        )
        done = (await desk.confirm()).json()
        assert (done["finding_ids_count"], done["unassigned_count"]) == (25, 23)
        assert {one["field"]: (one["stated"], one["counted"]) for one in done["mismatches"]} == {
            "findings": (26, 25),
            "findings_done": (25, 24),
            "items": (26, 25),
        }
        findings = await findings_of(clerk, done["inspection_id"])
        first = await whole(desk, findings[0])
        assert (first["problem"], first["severity"]) == ("补助资金拨付太慢。", "severe")
        assert (first["amount"], first["due_on"]) == ("8640.00", "2027-03-31")
        assert {(unit["name"], unit["part"]) for unit in first["units"]} == {
            ("青禾县卫生健康局", "answering"),
            ("医政科", "cooperating"),
            ("云州市卫生健康委员会", "supervising"),
        }
        assert first["items"][0]["unit"]["name"] == "青禾县卫生健康局"
        assert [finding["number"] for finding in findings[:6]] == ["1", "2", "2", "3", "4", "5"]
        assert rows[6]["problem"] not in {finding["problem"] for finding in findings}
        county = await sign_in("unit_head")
        assert (await county.get("/api/v1/findings")).json()["total"] == 2

    async def test_counts_one_measure_with_its_parts_as_steps(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        await desk.confirm()
        one, two = [(await whole(desk, finding))["items"] for finding in await in_ledger(desk)]
        assert [len(items) for items in (one, two)] == [1, 1]
        assert [step["text"] for step in one[0]["steps"]] == ["重新编制拨付流程。", "按季公开拨付明细。"]
        assert two[0]["steps"] == []

    @pytest.mark.demand("4.26")
    async def test_keeps_what_a_ledger_says_of_extension_and_long_term(self, ledger: Desk) -> None:
        await ledger.change(inspection_source="self_check")
        done = await ledger.confirm()
        assert done.status_code == 200, done.text
        assert done.json()["inspection_id"] is None
        extended, lasting, at_once, silent = [await whole(ledger, f) for f in await in_ledger(ledger)]
        assert (extended["published_status"], extended["due_on"]) == ("in_progress", "2027-06-30")
        (request,) = extended["requests"]
        assert (request["kind"], request["state"], request["asked_by"]) == ("extension", "recorded", None)
        assert request["payload"]["until"] == "2027-06-30"
        assert (extended["responsible_leader"], extended["responsible_department"]) == ("李副主任", "后勤科")
        assert (lasting["published_status"], lasting["long_term"]) == ("in_progress", True)
        assert at_once["items"][0]["notes"][0]["text"] == "已在门诊大厅公示"
        assert silent["published_status"] is None
        assert {f["source"] for f in (extended, lasting, at_once, silent)} == {"self_check"}

    async def test_points_from_the_finding_to_sentence_and_file(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        await desk.confirm()
        document = (await whole(desk, (await in_ledger(desk))[0]))["document"]
        assert TWO_MATTERS[slice(*document["span"])].startswith("1.补助资金拨付偏慢。")
        assert document["title"] == "关于巡察整改进展情况的通报"
        kept = await desk.client.get(f"/api/v1/attachments/{document['file_id']}/content")
        assert kept.content == TWO_MATTERS.encode()

    async def test_is_told_in_the_draft(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        done = (await desk.confirm()).json()
        draft = await desk.look()
        assert (draft["state"], draft["inspection_id"]) == ("confirmed", done["inspection_id"])
        assert draft["confirmed_at"]
        assert all(not move["enabled"] for move in draft["allowed_actions"])

    async def test_happens_once(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        assert (await desk.confirm()).status_code == 200
        again = await desk.confirm()
        assert (again.status_code, again.json()["open_moves"]) == (409, [])
        row = (await desk.rows())[0]
        assert (await desk.change_row(row, number="9")).status_code == 409
        assert len(await in_ledger(desk)) == 2

    async def test_asks_for_the_source_where_the_document_names_none(self, ledger: Desk) -> None:
        refused = await ledger.confirm()
        assert refused.status_code == 422
        assert refused.json()["errors"] == [{"pointer": "/inspection_source", "message": "请先选定问题来源"}]
        assert await in_ledger(ledger) == []

    async def test_lists_every_row_at_fault_and_enters_none(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        one, two = await desk.rows()
        await desk.change_row(one, problem=None)
        await desk.change_row(two, section="很长的章节名" * 10)
        refused = await desk.confirm()
        assert refused.status_code == 422
        assert {error["pointer"] for error in refused.json()["errors"]} == {
            f"/rows/{one['id']}/problem",
            f"/rows/{two['id']}/section",
        }
        assert await in_ledger(desk) == []
        assert (await desk.look())["state"] == "draft"

    async def test_passes_over_faults_of_dropped_rows(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        one, _ = await desk.rows()
        await desk.change_row(one, problem=None)
        await desk.post(f"rows/{one['id']}/drop")
        assert (await desk.confirm()).json()["finding_ids_count"] == 1

    async def test_refuses_a_unit_that_was_closed_since(
        self, sit_down: SitDown, sign_in: SignIn, region: Region
    ) -> None:
        desk = await sit_down()
        row = (await desk.rows())[0]
        township = region.units["township"]
        await desk.change_row(row, units=[{"unit_id": township}])
        admin = await sign_in("system_admin")
        closed = await admin.post(
            f"/api/v1/units/{township}/close",
            json={"successor_id": region.units["qinghe"]},
            headers={"If-Match": '"v1"'},
        )
        assert closed.status_code == 200
        refused = await desk.confirm()
        assert refused.json()["errors"][0]["pointer"] == f"/rows/{row['id']}/units"

    async def test_refuses_a_draft_without_living_rows(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        for row in await desk.rows():
            await desk.post(f"rows/{row['id']}/drop")
        refused = await desk.confirm()
        assert (refused.status_code, refused.json()["open_moves"]) == (409, ["edit", "discard"])

    async def test_enters_only_what_was_seen(self, sit_down: SitDown, sign_in: SignIn) -> None:
        """A colleague's edit in between has to be looked at first."""
        desk = await sit_down()
        seen = desk.draft["version"]
        colleague = Desk(await sign_in("second_clerk"), desk.draft)
        await colleague.change_row((await colleague.rows())[0], problem="悄悄改了。")
        blind = await desk.client.post(f"{desk.path}/confirm")
        stale = await desk.client.post(f"{desk.path}/confirm", headers={"If-Match": f'"v{seen}"'})
        assert (blind.status_code, stale.status_code) == (428, 412)
        assert await in_ledger(desk) == []

    async def test_may_be_done_by_the_office_above(
        self, sit_down: SitDown, sign_in: SignIn, region: Region
    ) -> None:
        below = await sit_down(who="clerk_elsewhere")
        above = Desk(await sign_in("clerk"), below.draft)
        assert (await above.confirm()).status_code == 200
        units = (await whole(below, (await in_ledger(below))[0]))["units"]
        assert [(unit["id"], unit["part"]) for unit in units] == [(region.units["linquan"], "supervising")]

    async def test_of_two_at_once_enters_one(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        version = {"If-Match": f'"v{desk.draft["version"]}"'}
        answers = await asyncio.gather(
            *(desk.client.post(f"{desk.path}/confirm", headers=version) for _ in range(3))
        )
        assert min(answer.status_code for answer in answers) == 200
        assert {answer.status_code for answer in answers} <= {200, 409, 412}
        assert len(await in_ledger(desk)) == 2
