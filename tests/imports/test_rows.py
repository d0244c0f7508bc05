"""Rows of a draft: edited, split, merged, dropped, restored, assigned; nothing of it enters the ledger yet."""

from typing import Any

import pytest

from tests.conftest import SignIn
from tests.imports.conftest import TWO_MATTERS, Desk, SitDown
from tests.support.region import Region


@pytest.fixture
async def desk(sit_down: SitDown) -> Desk:
    """A draft of two rows."""
    return await sit_down()


def shown(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestChangeRow:
    async def test_keeps_what_the_document_said_beside_the_edit(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        after = shown(
            await desk.change_row(
                row,
                problem="拨付太慢。",
                measures=["重编流程。", " ", ""],
                status="in_progress",
                due_on="2027-03-01",
            )
        )
        assert after["measures"] == ["重编流程。"]
        assert after["edited"] == ["problem", "measures", "status", "due_on"]
        assert after["original"] == {
            "problem": row["problem"],
            "measures": row["measures"],
            "status": "done",
            "due_on": None,
        }
        assert after["spans"] == row["spans"]
        assert (await desk.rows())[0] == {key: after[key] for key in row}

    async def test_can_be_taken_back(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        after = shown(await desk.change_row(row, problem="别的。"))
        back = shown(await desk.change_row(after, **after["original"]))
        assert (back["problem"], back["edited"]) == (row["problem"], [])

    async def test_adds_what_no_document_says(self, desk: Desk, region: Region) -> None:
        tag = (await desk.client.post("/api/v1/tags", json={"name": "资金管理"})).json()
        hospital = region.units["hospital"]
        after = shown(
            await desk.change_row(
                (await desk.rows())[0],
                severity="severe",
                amount="6770.00",
                key_matter=True,
                owner="王副主任",
                tags=[tag["id"]],
                units=[
                    {"unit_id": hospital, "part": "answering"},
                    {"unit_id": hospital, "part": "answering"},
                ],
            )
        )
        assert (after["severity"], after["amount"], after["key_matter"]) == ("severe", "6770.00", True)
        assert after["units"] == [{"unit_id": hospital, "name": "青禾县人民医院", "part": "answering"}]
        assert after["tags"] == [tag["id"]]
        assert after["edited"] == ["owner", "key_matter"]

    async def test_may_leave_the_problem_empty_until_the_confirmation(self, desk: Desk) -> None:
        assert shown(await desk.change_row((await desk.rows())[0], problem=None))["problem"] == ""

    @pytest.mark.parametrize(
        ("values", "pointer"),
        [
            ({"status": "fertig"}, "/body/status"),
            ({"amount": "-1"}, "/body/amount"),
            ({"due_on": "下周"}, "/body/due_on"),
            ({"units": [{"unit_id": 999}]}, "/body/units/0/unit_id"),
            ({"tags": [999]}, "/body/tags"),
            ({"problem": "字" * 50_001}, "/body/problem"),
            ({"span": [0, 1]}, "/body/span"),
        ],
    )
    async def test_refuses_what_cannot_be(self, desk: Desk, values: dict[str, Any], pointer: str) -> None:
        row = (await desk.rows())[0]
        answer = await desk.change_row(row, **values)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer
        assert (await desk.rows())[0] == row

    async def test_names_only_units_in_the_clerks_reach(self, sit_down: SitDown, region: Region) -> None:
        desk = await sit_down(who="clerk_elsewhere")
        row = (await desk.rows())[0]
        beyond = await desk.change_row(row, units=[{"unit_id": region.units["hospital"]}])
        within = await desk.change_row(row, units=[{"unit_id": region.units["linquan_hospital"]}])
        assert (beyond.status_code, within.status_code) == (422, 200)

    async def test_needs_the_version_that_was_seen(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        path = f"{desk.path}/rows/{row['id']}"
        assert (await desk.client.patch(path, json={"number": "9"})).status_code == 428
        shown(await desk.change_row(row, number="9"))
        assert (await desk.change_row(row, number="8")).status_code == 412
        assert (await desk.rows())[0]["number"] == "9"

    async def test_moves_the_version_of_the_draft_by_one(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        assert shown(await desk.change_row(row, number="9"))["draft_version"] == desk.draft["version"] + 1

    async def test_of_another_draft_is_not_found(self, desk: Desk, sit_down: SitDown) -> None:
        other = await sit_down(TWO_MATTERS + "又一份")
        row = (await other.rows())[0]
        assert (await desk.change_row(row, number="9")).status_code == 404


class TestSplitRow:
    async def test_cuts_text_and_measures_and_lights_each_part(self, desk: Desk) -> None:
        row, other = await desk.rows()
        answer = await desk.post(
            f"rows/{row['id']}/split",
            {"at_measure": 1, "problem_parts": ["补助资金拨付偏慢。", "个别卫生院垫支压力大。"]},
        )
        first, second = shown(answer)["items"]
        assert (first["problem"], first["measures"]) == ("补助资金拨付偏慢。", ["重新编制拨付流程。"])
        assert (second["problem"], second["measures"]) == ("个别卫生院垫支压力大。", ["按季公开拨付明细。"])
        assert [TWO_MATTERS[slice(*part["spans"]["problem"])] for part in (first, second)] == [
            first["problem"],
            second["problem"],
        ]
        assert first["status"] == second["status"] == "done"
        assert first["edited"] == second["edited"] == ["problem", "measures"]
        assert [kept["id"] for kept in await desk.rows()] == [first["id"], second["id"], other["id"]]
        assert [kept["ordinal"] for kept in await desk.rows()] == [1, 2, 3]

    async def test_is_undone_by_merging(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        answer = await desk.post(
            f"rows/{row['id']}/split", {"problem_parts": ["补助资金拨付偏慢。", "个别卫生院垫支压力大。"]}
        )
        parts = shown(answer)["items"]
        whole = shown(await desk.post("rows/merge", {"row_ids": [part["id"] for part in parts]}))
        unlike = {"version", "draft_version"}
        assert {k: v for k, v in whole.items() if k not in unlike} == {
            k: v for k, v in row.items() if k not in unlike
        }

    @pytest.mark.parametrize(
        "body",
        [{}, {"at_measure": 2}, {"at_measure": 0}, {"problem_parts": ["补助资金拨付偏慢。", "不是原文"]}],
    )
    async def test_refuses_a_cut_that_is_none(self, desk: Desk, body: dict[str, Any]) -> None:
        row = (await desk.rows())[0]
        assert (await desk.post(f"rows/{row['id']}/split", body)).status_code == 422
        assert len(await desk.rows()) == 2

    async def test_of_a_dropped_row_waits_for_its_return(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        await desk.post(f"rows/{row['id']}/drop")
        answer = await desk.post(f"rows/{row['id']}/split", {"at_measure": 1})
        assert (answer.status_code, answer.json()["open_moves"]) == (409, ["restore"])


class TestMergeRows:
    async def test_sets_adjacent_rows_together_with_their_places(self, desk: Desk) -> None:
        one, two = await desk.rows()
        whole = shown(await desk.post("rows/merge", {"row_ids": [two["id"], one["id"]]}))
        assert whole["problem"] == one["problem"] + "\n" + two["problem"]
        assert whole["measures"] == one["measures"] + two["measures"]
        assert whole["span"] == [one["span"][0], two["span"][1]]
        assert whole["spans"]["problem"] == [one["spans"]["problem"], two["spans"]["problem"]]
        assert (whole["status"], whole["status_text"]) == (None, "已完成整改/取得阶段性成效")
        assert whole["edited"] == []
        assert [row["id"] for row in await desk.rows()] == [one["id"]]

    async def test_refuses_rows_apart_dropped_doubled_or_unknown(self, report: Desk) -> None:
        rows = [row["id"] for row in await report.rows()]
        for chosen in ([rows[0], rows[2]], [rows[0], rows[0]], [rows[0], 999_999], [rows[0]]):
            assert (await report.post("rows/merge", {"row_ids": chosen})).status_code == 422
        await report.post(f"rows/{rows[1]}/drop")
        assert (await report.post("rows/merge", {"row_ids": rows[:2]})).status_code == 422
        assert len(await report.rows()) == 26

    async def test_reaches_over_a_dropped_row(self, report: Desk) -> None:
        rows = [row["id"] for row in await report.rows()]
        await report.post(f"rows/{rows[1]}/drop")
        shown(await report.post("rows/merge", {"row_ids": [rows[0], rows[2]]}))


class TestDropRow:
    async def test_takes_a_row_out_and_in_again(self, desk: Desk) -> None:
        row = (await desk.rows())[0]
        assert shown(await desk.post(f"rows/{row['id']}/drop"))["dropped"]
        draft = await desk.look()
        assert (draft["rows_count"], draft["dropped_count"]) == (1, 1)
        assert {one["field"] for one in draft["mismatches"]} == {"findings", "findings_done"}
        assert (await desk.post(f"rows/{row['id']}/drop")).json()["open_moves"] == ["restore"]
        assert not shown(await desk.post(f"rows/{row['id']}/restore"))["dropped"]
        assert (await desk.post(f"rows/{row['id']}/restore")).json()["open_moves"] == ["drop"]
        assert (await desk.look())["mismatches"] == []


class TestAssignRows:
    async def test_sets_units_and_due_date_on_many(self, report: Desk, region: Region) -> None:
        chosen = [row["id"] for row in (await report.rows())[:20]]
        answer = await report.post(
            "rows/assign",
            {
                "row_ids": chosen,
                "units": [
                    {"unit_id": region.units["qinghe"]},
                    {"unit_id": region.units["medical"], "part": "cooperating"},
                ],
                "due_on": "2027-03-31",
            },
        )
        assert [row["id"] for row in shown(answer)["items"]] == chosen
        rows = await report.rows()
        assert [row["due_on"] for row in rows] == ["2027-03-31"] * 20 + [None] * 6
        assert [unit["part"] for unit in rows[0]["units"]] == ["answering", "cooperating"]
        assert rows[20]["units"] == []

    async def test_leaves_what_is_not_given(self, desk: Desk, region: Region) -> None:
        row = (await desk.rows())[0]
        await desk.post(
            "rows/assign", {"row_ids": [row["id"]], "units": [{"unit_id": region.units["qinghe"]}]}
        )
        after = shown(await desk.post("rows/assign", {"row_ids": [row["id"]], "due_on": "2027-03-31"}))
        assert after["items"][0]["units"][0]["unit_id"] == region.units["qinghe"]
        assert (await desk.post("rows/assign", {"row_ids": [row["id"]]})).status_code == 422

    async def test_changes_none_where_one_is_wrong(self, desk: Desk, region: Region) -> None:
        row = (await desk.rows())[0]
        unknown = await desk.post("rows/assign", {"row_ids": [row["id"], 999_999], "due_on": "2027-03-31"})
        assert unknown.json()["errors"][0]["pointer"] == "/body/row_ids/1"
        beyond = await desk.post("rows/assign", {"row_ids": [row["id"]], "units": [{"unit_id": 999_999}]})
        assert beyond.json()["errors"][0]["pointer"] == "/body/units/0/unit_id"
        assert await desk.rows() == [row, (await desk.rows())[1]]


class TestLedgerBeforeConfirmation:
    async def test_has_nothing_of_a_draft(self, report: Desk, sign_in: SignIn) -> None:
        row = (await report.rows())[0]
        await report.change_row(row, problem="改过。")
        for who in ("clerk", "leader"):
            viewer = await sign_in(who)
            assert (await viewer.get("/api/v1/findings")).json()["total"] == 0
            assert (await viewer.get("/api/v1/inspections")).json()["total"] == 0
