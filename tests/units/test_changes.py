"""What happens to units, through the API: renamed, moved, merged, split, closed, reopened."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mingze.kit.database import Database
from mingze.kit.events import EventRow
from tests.conftest import SignIn
from tests.support.region import PASSWORD, Region
from tests.units.conftest import PATH, Keeper
from tests.units.walking import kept_and_walked


async def _names(client: httpx.AsyncClient, **params: Any) -> list[str]:
    answer = await client.get(PATH, params={"limit": 200, **params})
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def _assert_whole(database: Database) -> None:
    async with database.reading() as session:
        kept, walked = await kept_and_walked(session)
    assert kept == walked


class TestRename:
    async def test_keeps_the_former_name_and_finds_by_it(self, keep: Keeper) -> None:
        answer = await keep.act("hospital", "", name="青禾县第一人民医院", document="云编办〔2026〕12号")
        assert answer.status_code == 200
        assert [one["name"] for one in answer.json()["former_names"]] == ["青禾县人民医院"]
        assert await _names(keep.client, q="县人民医院") == ["青禾县第一人民医院"]
        (line,) = await keep.changes("hospital")
        assert (line["kind"], line["kind_label"], line["from"], line["to"]) == (
            "rename",
            "更名",
            "青禾县人民医院",
            "青禾县第一人民医院",
        )
        assert line["document"] == "云编办〔2026〕12号"
        assert line["by_name"]

    async def test_takes_the_short_name_along_only_where_it_was_the_name(self, keep: Keeper) -> None:
        followed = await keep.act("hospital", "", name="青禾县第一人民医院")
        assert followed.json()["short_name"] == "青禾县第一人民医院"
        await keep.act("hospital", "", short_name="县医院")
        stayed = await keep.act("hospital", "", name="青禾县中心医院")
        assert stayed.json()["short_name"] == "县医院"
        assert [one["name"] for one in stayed.json()["former_names"]] == [
            "青禾县第一人民医院",
            "青禾县人民医院",
        ]

    async def test_of_a_short_name_is_no_renaming(self, keep: Keeper) -> None:
        await keep.act("hospital", "", short_name="县医院")
        assert await keep.changes("hospital") == []
        assert await _names(keep.client, q="县医院") == ["青禾县人民医院"]


class TestMove:
    async def test_takes_the_subtree_along(self, keep: Keeper, database: Database) -> None:
        answer = await keep.act("hospital", "move", parent_id=keep["linquan"], note="区划调整")
        assert answer.status_code == 200
        assert answer.json()["parent_name"] == "临泉县卫生健康局"
        path = (await keep.see("hospital_medical"))["path"]
        assert [step["id"] for step in path] == [
            keep[n] for n in ("city", "linquan", "hospital", "hospital_medical")
        ]
        await _assert_whole(database)
        (line,) = await keep.changes("hospital")
        assert (line["kind"], line["from"], line["to"]) == ("move", "青禾县卫生健康局", "临泉县卫生健康局")
        assert line["note"] == "区划调整"

    @pytest.mark.parametrize("below", ["qinghe", "hospital", "hospital_medical"])
    async def test_refuses_a_circle(self, keep: Keeper, database: Database, below: str) -> None:
        answer = await keep.act("qinghe", "move", parent_id=keep[below])
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/parent_id"
        await _assert_whole(database)

    async def test_refuses_the_wrong_kind_and_the_same_place(self, keep: Keeper) -> None:
        assert (await keep.act("hospital", "move", parent_id=keep["office"])).status_code == 422
        assert (await keep.act("hospital", "move", parent_id=keep["qinghe"])).status_code == 422

    async def test_refuses_a_closed_unit_above(self, keep: Keeper) -> None:
        await keep.make("old", "qinghe", "other")
        assert (await keep.act("old", "close")).status_code == 200
        answer = await keep.act("township", "move", parent_id=keep["old"])
        assert answer.status_code == 422
        assert "停用" in answer.json()["detail"]

    async def test_stays_within_the_scope_at_both_ends(self, keep: Keeper, keep_linquan: Keeper) -> None:
        outwards = await keep_linquan.act("linquan_hospital", "move", parent_id=keep["qinghe"])
        inwards = await keep_linquan.client.post(
            f"{PATH}/{keep['hospital']}/move",
            json={"parent_id": keep["linquan"]},
            headers={"If-Match": '"v1"'},
        )
        assert (outwards.status_code, inwards.status_code) == (422, 404)

    async def test_refuses_a_line_that_is_too_long(self, keep: Keeper) -> None:
        below = "office"
        for level in range(3, 21):
            await keep.make(f"level{level}", below)
            below = f"level{level}"
        deeper = await keep.client.post(
            PATH, json={"code": "L21", "name": "再下级", "kind": "department", "parent_id": keep[below]}
        )
        moved = await keep.act("office", "move", parent_id=keep["personnel"])
        assert (deeper.status_code, moved.status_code) == (422, 422)

    async def test_wants_the_version_that_was_seen(self, keep: Keeper) -> None:
        path, body = f"{PATH}/{keep['hospital']}/move", {"parent_id": keep["linquan"]}
        assert (await keep.client.post(path, json=body)).status_code == 428
        assert (await keep.client.post(path, json=body, headers={"If-Match": '"v9"'})).status_code == 412


class TestTop:
    @pytest.mark.parametrize(
        ("act", "body"),
        [
            ("close", {}),
            ("move", {"parent_id": "qinghe"}),
            ("merge", {"into_id": "qinghe"}),
            ("close", {"successor_id": "qinghe"}),
            ("split", {"parts": [{"code": "X", "name": "某某", "kind": "other"}], "close": True}),
        ],
    )
    async def test_is_neither_closed_nor_moved(self, keep: Keeper, act: str, body: dict[str, Any]) -> None:
        named = {name: keep[value] if isinstance(value, str) else value for name, value in body.items()}
        assert (await keep.act("city", act, **named)).status_code == 409
        assert (await keep.see("city"))["active"] is True

    async def test_can_be_renamed(self, keep: Keeper) -> None:
        assert (await keep.act("city", "", name="云州市卫生健康局")).status_code == 200

    async def test_nobody_carries_their_own_office_away(self, keep: Keeper, keep_linquan: Keeper) -> None:
        for act, body in (
            ("close", {"successor_id": keep["linquan_hospital"]}),
            ("move", {"parent_id": keep["linquan_hospital"]}),
            ("merge", {"into_id": keep["linquan_hospital"]}),
        ):
            assert (await keep_linquan.act("linquan", act, **body)).status_code == 403
        assert (await keep.see("linquan"))["active"] is True


class TestMerge:
    async def test_hangs_it_closed_below_its_successor(self, keep: Keeper, database: Database) -> None:
        answer = await keep.act(
            "hospital", "merge", into_id=keep["linquan_hospital"], document="云编办〔2026〕13号"
        )
        assert answer.status_code == 200
        said = answer.json()
        assert (said["active"], said["merged"], said["name"]) == (False, True, "青禾县人民医院")
        assert said["successor"] == {"id": keep["linquan_hospital"], "name": "临泉县中医院"}
        assert said["parent_id"] == keep["linquan_hospital"]
        assert said["closed_on"]
        await _assert_whole(database)
        assert [line["kind"] for line in await keep.changes("hospital")] == ["merge", "move"]
        (other,) = await keep.changes("linquan_hospital")
        assert (other["kind"], other["from"]) == ("merge", "青禾县人民医院")
        assert other["others"] == [{"id": keep["hospital"], "name": "青禾县人民医院"}]

    @pytest.mark.parametrize("into", ["hospital", "hospital_medical"])
    async def test_refuses_itself_and_what_is_below(self, keep: Keeper, into: str) -> None:
        assert (await keep.act("hospital", "merge", into_id=keep[into])).status_code == 422

    async def test_happens_once(self, keep: Keeper) -> None:
        assert (await keep.act("hospital", "merge", into_id=keep["township"])).status_code == 200
        assert (await keep.act("hospital", "merge", into_id=keep["township"])).status_code == 409
        assert (await keep.act("township", "merge", into_id=keep["hospital"])).status_code == 422

    async def test_into_the_unit_above_leaves_it_in_its_place(self, keep: Keeper, database: Database) -> None:
        answer = await keep.act("hospital_medical", "merge", into_id=keep["hospital"])
        assert (answer.status_code, answer.json()["parent_id"]) == (200, keep["hospital"])
        await _assert_whole(database)


class TestSplit:
    async def test_makes_units_beside_it_with_some_of_its_children(
        self, keep: Keeper, database: Database
    ) -> None:
        await keep.make("儿科", "hospital", code="EK")
        body = {
            "parts": [
                {
                    "code": "YZ-QH-ET",
                    "name": "青禾县儿童医院",
                    "kind": "hospital",
                    "children": [keep["儿科"]],
                },
                {"code": "YZ-QH-KF", "name": "青禾县康复医院", "kind": "hospital"},
            ],
            "document": "云编办〔2026〕14号",
        }
        answer = await keep.act("hospital", "split", **body)
        assert answer.status_code == 200, answer.text
        said = answer.json()
        assert [part["parent_id"] for part in said["parts"]] == [keep["qinghe"]] * 2
        assert said["unit"]["active"] is True
        assert (await keep.see("儿科"))["parent_name"] == "青禾县儿童医院"
        assert (await keep.see("hospital_medical"))["parent_name"] == "青禾县人民医院"
        await _assert_whole(database)
        (line,) = await keep.changes("hospital")
        assert [other["name"] for other in line["others"]] == ["青禾县儿童医院", "青禾县康复医院"]

    async def test_closes_the_old_one_below_the_part_that_takes_over(
        self, keep: Keeper, database: Database
    ) -> None:
        part = {"code": "YZ-QH-XY", "name": "青禾县新医院", "kind": "hospital", "takes_over": True}
        said = (await keep.act("hospital", "split", parts=[part], close=True)).json()
        assert (said["unit"]["active"], said["unit"]["merged"]) == (False, False)
        assert said["unit"]["parent_id"] == said["unit"]["successor"]["id"] == said["parts"][0]["id"]
        await _assert_whole(database)

    async def test_closes_nothing_that_is_still_held(self, keep: Keeper) -> None:
        part = {"code": "YZ-QH-XY", "name": "青禾县新医院", "kind": "hospital"}
        answer = await keep.act("hospital", "split", parts=[part], close=True)
        assert answer.status_code == 409
        assert {tie["kind"] for tie in answer.json()["ties"]} == {"children", "accounts", "appointments"}
        assert await _names(keep.client, q="新医院") == []

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"code": "YZ-QH-RM"}, "/body/parts/0/code"),
            ({"uscc": "1"}, "/body/parts/0/uscc"),
            ({"kind": "commission"}, "/body/parts/0/kind"),
            ({"children": [1]}, "/body/parts/0/children/0"),
            ({"takes_over": True}, "/body/parts/0/takes_over"),
        ],
    )
    async def test_names_the_field_at_fault(self, keep: Keeper, change: dict[str, Any], pointer: str) -> None:
        part = {"code": "YZ-QH-XY", "name": "青禾县新医院", "kind": "hospital", **change}
        answer = await keep.act("hospital", "split", parts=[part])
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


class TestClose:
    async def test_closes_what_nothing_holds(self, keep: Keeper) -> None:
        await keep.make("制剂室", "hospital", code="ZJ")
        answer = await keep.act("制剂室", "close", note="不再设置")
        assert (answer.status_code, answer.json()["active"], answer.json()["successor"]) == (200, False, None)
        assert "制剂室" not in await _names(keep.client, active=True)
        assert await _names(keep.client, active=False) == ["制剂室"]

    async def test_counts_what_holds_it_open(self, keep: Keeper, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        finding = {
            "problem": "处方点评制度落实不到位。",
            "source": "supervision",
            "units": [{"unit_id": keep["hospital"]}],
            "due_on": "2099-01-01",
        }
        assert (await clerk.post("/api/v1/findings", json=finding)).status_code == 201
        answer = await keep.act("hospital", "close")
        assert answer.status_code == 409
        ties = {tie["kind"]: tie["count"] for tie in answer.json()["ties"]}
        assert ties == {"children": 1, "accounts": 2, "appointments": 3, "findings": 1}
        assert "未办结的问题" in answer.json()["detail"]
        assert "处方" not in answer.text

    async def test_with_a_successor_goes_on_below_it(self, keep: Keeper, database: Database) -> None:
        answer = await keep.act("hospital", "close", successor_id=keep["township"])
        assert (answer.status_code, answer.json()["merged"]) == (200, False)
        assert answer.json()["parent_id"] == keep["township"]
        await _assert_whole(database)

    async def test_takes_no_new_work(self, keep: Keeper, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        values = {"problem": "收费未公示。", "source": "supervision", "due_on": "2099-01-01"}
        before = await clerk.post(
            "/api/v1/findings", json={**values, "units": [{"unit_id": keep["hospital"]}]}
        )
        await keep.act("hospital", "close", successor_id=keep["township"])
        registered = await clerk.post(
            "/api/v1/findings", json={**values, "units": [{"unit_id": keep["hospital"]}]}
        )
        assert registered.status_code == 422
        assert "已停用" in registered.json()["detail"]
        path = f"/api/v1/findings/{before.json()['id']}/actions/hand-out"
        headers = {"If-Match": before.headers["etag"]}
        named = await clerk.post(path, json={}, headers=headers)
        assert named.status_code == 422
        assert "已停用" in named.json()["detail"]
        again = await clerk.post(path, json={"units": [{"unit_id": keep["township"]}]}, headers=headers)
        assert again.status_code == 200, again.text

    async def test_goes_on_with_the_work_it_has(self, keep: Keeper, sign_in: SignIn) -> None:
        clerk, head = await sign_in("clerk"), await sign_in("hospital_head")
        made = await clerk.post(
            "/api/v1/findings",
            json={
                "problem": "收费未公示。",
                "source": "supervision",
                "due_on": "2099-01-01",
                "units": [{"unit_id": keep["hospital"]}],
                "measures": ["张贴收费标准。"],
            },
        )
        path = f"/api/v1/findings/{made.json()['id']}/actions"
        handed = await clerk.post(f"{path}/hand-out", json={}, headers={"If-Match": made.headers["etag"]})
        await keep.act("hospital", "merge", into_id=keep["township"])
        headers = {"If-Match": handed.headers["etag"]}
        accepted = await head.post(f"{path}/accept", json={}, headers=headers)
        assert accepted.status_code == 200, accepted.text

    async def test_takes_no_new_people(self, keep: Keeper, sign_in: SignIn, region: Region) -> None:
        await keep.act("hospital", "close", successor_id=keep["township"])
        security = await sign_in("security_admin")
        account = {
            "username": "newcomer",
            "name": "新来",
            "home_unit_id": keep["hospital"],
            "password": PASSWORD,
        }
        opened = await keep.client.post("/api/v1/accounts", json=account)
        appointed = await security.post(
            "/api/v1/appointments",
            json={
                "account_id": region.accounts["unit_head"],
                "unit_id": keep["hospital"],
                "role": "liaison",
            },
        )
        for answer in (opened, appointed):
            assert answer.status_code == 422
            assert "已停用" in answer.json()["detail"]


class TestReopen:
    async def test_opens_it_where_it_hangs(self, keep: Keeper) -> None:
        await keep.make("制剂室", "hospital", code="ZJ")
        await keep.act("制剂室", "close")
        said = (await keep.act("制剂室", "reopen")).json()
        assert (said["active"], said["closed_on"], said["successor"]) == (True, None, None)
        assert [line["kind"] for line in await keep.changes("制剂室")] == ["reopen", "close"]
        assert (await keep.act("制剂室", "reopen")).status_code == 409
        assert (await keep.act("制剂室", "close")).status_code == 200

    async def test_opens_it_elsewhere(self, keep: Keeper, database: Database) -> None:
        await keep.act("hospital", "merge", into_id=keep["township"])
        said = (await keep.act("hospital", "reopen", parent_id=keep["qinghe"])).json()
        assert (said["active"], said["merged"], said["parent_id"]) == (True, False, keep["qinghe"])
        await _assert_whole(database)

    async def test_wants_the_unit_above_open(self, keep: Keeper) -> None:
        await keep.make("旧院", "qinghe", "hospital", code="JY")
        await keep.make("旧科", "旧院", code="JK")
        await keep.act("旧科", "close")
        await keep.act("旧院", "close")
        assert (await keep.act("旧科", "reopen")).status_code == 409
        assert (await keep.act("旧科", "reopen", parent_id=keep["hospital"])).status_code == 200


class TestHistory:
    async def test_is_paged_and_out_of_sight_where_the_unit_is(
        self, keep: Keeper, keep_linquan: Keeper
    ) -> None:
        for number in range(3):
            await keep.act("hospital", "", name=f"青禾县第{number}医院")
        path = f"{PATH}/{keep['hospital']}/changes"
        first = (await keep.client.get(path, params={"limit": 2})).json()
        rest = (await keep.client.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()
        assert [len(first["items"]), len(rest["items"]), first["total"]] == [2, 1, 3]
        assert rest["next_cursor"] is None
        assert (await keep_linquan.client.get(path)).status_code == 404

    async def test_every_act_is_an_event_of_its_own(self, keep: Keeper, database: Database) -> None:
        await keep.make("旧院", "qinghe", "hospital", code="JY")
        await keep.act("旧院", "move", parent_id=keep["linquan"])
        await keep.act("旧院", "merge", into_id=keep["linquan_hospital"])
        await keep.act("旧院", "reopen")
        await keep.act("旧院", "split", parts=[{"code": "P", "name": "分部", "kind": "hospital"}])
        await keep.act("旧院", "close")
        async with database.reading() as session:
            query = select(EventRow.action).where(
                EventRow.resource == "unit", EventRow.resource_id == str(keep["旧院"])
            )
            actions = list(await session.scalars(query.order_by(EventRow.position)))
        assert actions == ["create", "move", "merge", "reopen", "split", "close"]
