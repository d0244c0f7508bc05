"""Time limits and the working calendar through HTTP, on both engines."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from mingze.timelimits.calendar import LIBRARY_YEARS
from tests.conftest import SignIn
from tests.support.region import Region

API = "/api/v1"
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def version(quantity: int, unit: str = "day", **more: Any) -> dict[str, Any]:
    return {
        "quantity": quantity,
        "unit": unit,
        "source": {"document": "云州市信访办理细则", "number": "云卫发〔2026〕9号", "article": "第七条"},
        "confidence": "full_text",
        "effective_from": "2026-01-01",
        **more,
    }


async def enter(admin: httpx.AsyncClient, code: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await admin.post(f"{API}/time-limits/{code}/versions", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def due(client: httpx.AsyncClient, code: str, start: str, **more: Any) -> dict[str, Any]:
    answer = await client.post(f"{API}/time-limits/{code}/deadline", json={"start": start, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestList:
    async def test_gives_every_rule_page_by_page(self, sign_in: SignIn) -> None:
        clerk, codes, cursor = await sign_in("clerk"), [], None
        while True:
            params = {"limit": 100} | ({"cursor": cursor} if cursor else {})
            page = (await clerk.get(f"{API}/time-limits", params=params)).json()
            codes += [one["code"] for one in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert len(codes) == len(set(codes)) == page["total"] > 200
        assert codes[0] == "T0-1"

    async def test_is_searched_and_narrowed(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")

        async def codes(**params: Any) -> list[str]:
            found = (await clerk.get(f"{API}/time-limits", params={"limit": 200, **params})).json()
            return [one["code"] for one in found["items"]]

        assert "XF-5" in await codes(q="申诉求决 办结")
        assert await codes(q="没有这样的规则") == []
        assert set(await codes(source="护士条例")) == {"JF-9"}
        unverified = await codes(confidence=["secondary", "unconfirmed"])
        assert "XC-2b" in unverified
        assert "XF-5" not in unverified
        assert "XF-11" not in await codes(timed="true")

    async def test_marks_what_is_to_be_checked(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        found = (await clerk.get(f"{API}/time-limits/XC-2b")).json()
        assert found["terms"]["verified"] is False
        assert found["terms"]["confidence"] == "unconfirmed"

    @pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "Wy0xXQ"])
    async def test_refuses_cursors_of_others(self, sign_in: SignIn, cursor: str) -> None:
        clerk = await sign_in("clerk")
        assert (await clerk.get(f"{API}/time-limits", params={"cursor": cursor})).status_code == 422

    async def test_knows_no_made_up_rule(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        assert (await clerk.get(f"{API}/time-limits/ZZ-1")).status_code == 404
        assert (await clerk.get(f"{API}/time-limits/zz")).status_code == 422


class TestVersions:
    async def test_hold_at_the_unit_and_below_it(self, sign_in: SignIn, region: Region) -> None:
        admin, county = await sign_in("system_admin"), await sign_in("liaison")
        elsewhere = await sign_in("liaison_elsewhere")
        await enter(admin, "XF-5", version(45, unit_id=region.units["qinghe"]))
        assert (await due(county, "XF-5", "2026-03-02"))["terms"]["period"]["words"] == "45日"
        assert (await due(elsewhere, "XF-5", "2026-03-02"))["terms"]["period"]["words"] == "60日"
        seen = (await county.get(f"{API}/time-limits/XF-5")).json()
        assert seen["terms"]["owner"]["name"] == "青禾县卫生健康局"
        assert [one["in_force"] for one in seen["versions"]] == [True, False]
        hidden = (await elsewhere.get(f"{API}/time-limits/XF-5")).json()
        assert [one["owner"] for one in hidden["versions"]] == [None]

    async def test_hold_from_their_day(self, sign_in: SignIn) -> None:
        admin = await sign_in("system_admin")
        await enter(admin, "XF-5", version(45, effective_from="2026-07-01"))
        assert (await due(admin, "XF-5", "2026-06-30"))["terms"]["period"]["quantity"] == 60
        assert (await due(admin, "XF-5", "2026-07-01"))["terms"]["period"]["quantity"] == 45

    @pytest.mark.parametrize(
        ("code", "body", "field", "words"),
        [
            ("XF-5", version(61), "quantity", "国家规定的上限60日"),
            ("XF-5", version(60), "quantity", "短于"),
            ("XF-5", version(45, extension={"quantity": 31, "unit": "day"}), "extension", "30日"),
            ("WZ-5a", version(3, "month"), "quantity", "固定"),
            ("TS-2", version(5, "working_day"), "quantity", "5个工作日"),
            ("AQ-7", version(3, "month"), "quantity", "长于"),
            ("TS-15", version(1), "unit", "小时"),
        ],
    )
    async def test_are_refused_where_they_are_not_stricter(
        self, sign_in: SignIn, code: str, body: dict[str, Any], field: str, words: str
    ) -> None:
        admin = await sign_in("system_admin")
        answer = await admin.post(f"{API}/time-limits/{code}/versions", json=body)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"] == f"/body/{field}"
        assert words in answer.json()["detail"]

    async def test_of_a_county_are_held_against_the_citys(self, sign_in: SignIn, region: Region) -> None:
        admin = await sign_in("system_admin")
        await enter(admin, "XF-5", version(40))
        at_county = version(50, unit_id=region.units["qinghe"])
        answer = await admin.post(f"{API}/time-limits/XF-5/versions", json=at_county)
        assert answer.status_code == 422
        await enter(admin, "XF-5", {**at_county, "quantity": 30})

    async def test_that_a_later_one_above_overtook_no_longer_hold(
        self, sign_in: SignIn, region: Region
    ) -> None:
        admin, liaison = await sign_in("system_admin"), await sign_in("liaison")
        await enter(admin, "XF-5", version(45, unit_id=region.units["qinghe"]))
        await enter(admin, "XF-5", version(30))
        with clock.at(JULY):
            seen = (await liaison.get(f"{API}/time-limits/XF-5")).json()
        assert seen["terms"]["period"]["quantity"] == 30
        assert {one["period"]["quantity"]: one["overtaken"] for one in seen["versions"]} == {
            45: True,
            30: False,
            60: False,
        }

    async def test_do_not_overlap_at_one_unit(self, sign_in: SignIn) -> None:
        admin = await sign_in("system_admin")
        await enter(admin, "XF-5", version(45, effective_to="2026-06-30"))
        again = await admin.post(
            f"{API}/time-limits/XF-5/versions", json=version(30, effective_from="2026-06-30")
        )
        assert again.status_code == 422
        await enter(admin, "XF-5", version(30, effective_from="2026-07-01"))

    async def test_are_made_once_however_often_they_are_sent(self, sign_in: SignIn) -> None:
        admin = await sign_in("system_admin")
        for _ in range(2):
            answer = await admin.post(
                f"{API}/time-limits/XF-5/versions",
                json=version(45),
                headers={"Idempotency-Key": "a-key-1234"},
            )
            assert answer.status_code == 201
            assert len(answer.json()["versions"]) == 2

    async def test_end_on_a_day(self, sign_in: SignIn) -> None:
        admin = await sign_in("system_admin")
        made = (await enter(admin, "XF-5", version(45)))["versions"][0]
        path = f"{API}/time-limits/XF-5/versions/{made['id']}/end"
        body = {"effective_to": "2026-06-30", "reason": "细则废止"}
        assert (await admin.post(path, json=body)).status_code == 428
        assert (await admin.post(path, json=body, headers={"If-Match": '"v9"'})).status_code == 412
        ended = await admin.post(path, json=body, headers={"If-Match": '"v1"'})
        assert ended.json()["versions"][0]["effective_to"] == "2026-06-30"
        assert (await due(admin, "XF-5", "2026-06-30"))["terms"]["period"]["quantity"] == 45
        assert (await due(admin, "XF-5", "2026-07-01"))["terms"]["period"]["quantity"] == 60
        longer = {"effective_to": "2026-12-31", "reason": "延长"}
        assert (await admin.post(path, json=longer, headers={"If-Match": '"v2"'})).status_code == 422

    async def test_of_the_city_are_seen_and_not_ended_by_a_county(self, sign_in: SignIn) -> None:
        admin, county = await sign_in("system_admin"), await sign_in("system_admin_elsewhere")
        made = (await enter(admin, "XF-5", version(45)))["versions"][0]
        seen = (await county.get(f"{API}/time-limits/XF-5")).json()["versions"][0]
        assert (seen["id"], seen["may_end"]) == (made["id"], False)
        answer = await county.post(
            f"{API}/time-limits/XF-5/versions/{made['id']}/end",
            json={"effective_to": "2026-06-30", "reason": "废止"},
            headers={"If-Match": '"v1"'},
        )
        assert answer.status_code == 403


class TestDeadline:
    async def test_says_how_it_counted(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        found = await due(clerk, "TS-2", "2026-02-10")
        assert found["last_day"] == "2026-02-24"
        assert datetime.fromisoformat(found["first_late"]) == datetime(2026, 2, 24, 16, tzinfo=UTC)
        said = "\n".join(step["text"] for step in found["steps"])
        assert "2026年2月14日为春节调休上班,计入" in said
        assert "2026年2月15日至2026年2月23日为春节假期,不计入" in said
        assert found["warnings"] == ["2026-02-23"]
        assert found["cautions"] == []

    async def test_leaves_out_suspended_days_and_adds_what_was_granted(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        hearing = [{"first_day": "2026-03-09", "last_day": "2026-03-13", "why": "听证"}]
        extended = {"quantity": 30, "unit": "day"}
        found = await due(clerk, "XF-5", "2026-03-02", suspensions=hearing, extension=extended)
        assert found["last_day"] == "2026-06-05"

    async def test_grants_no_more_than_the_rule(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        for code, extension in (
            ("XF-5", {"quantity": 31, "unit": "day"}),
            ("XF-8", {"quantity": 1, "unit": "day"}),
        ):
            answer = await clerk.post(
                f"{API}/time-limits/{code}/deadline", json={"start": "2026-03-02", "extension": extension}
            )
            assert answer.status_code == 422

    async def test_does_not_guess_beyond_the_last_announced_year(self, sign_in: SignIn) -> None:
        clerk, year = await sign_in("clerk"), LIBRARY_YEARS[-1]
        answer = await clerk.post(f"{API}/time-limits/TS-2/deadline", json={"start": f"{year}-12-30"})
        assert answer.status_code == 409
        assert f"{year + 1}年" in answer.json()["detail"]
        assert "尚未公布" in answer.json()["detail"]

    async def test_counts_hours_from_an_instant(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        at = {"start_at": "2026-03-02T22:30:00+08:00"}
        answer = await clerk.post(f"{API}/time-limits/TS-15/deadline", json=at)
        assert datetime.fromisoformat(answer.json()["first_late"]) == datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
        only_a_day = await clerk.post(f"{API}/time-limits/TS-15/deadline", json={"start": "2026-03-02"})
        assert only_a_day.status_code == 422

    @pytest.mark.parametrize("at", ["9999-12-31T23:00:00Z", "0001-01-01T00:00:00Z", "2191-01-01T00:00:00Z"])
    async def test_counts_from_no_instant_beyond_the_calendar(self, sign_in: SignIn, at: str) -> None:
        clerk = await sign_in("clerk")
        for code in ("TS-15", "TS-2"):
            answer = await clerk.post(f"{API}/time-limits/{code}/deadline", json={"start_at": at})
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == "/body/start_at"

    async def test_is_not_asked_of_a_procedure_or_of_what_was_superseded(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        for code in ("XF-14", "XC-1"):
            answer = await clerk.post(f"{API}/time-limits/{code}/deadline", json={"start": "2026-03-02"})
            assert answer.status_code == 409

    async def test_warns_of_what_is_unverified_or_of_elsewhere(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        found = await due(clerk, "RX-3a", "2026-03-02")
        assert len(found["cautions"]) == 2


class TestCalendar:
    async def test_of_an_announced_year(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        answer = await clerk.get(f"{API}/work-calendar/2026")
        assert answer.headers["ETag"] == '"v0"'
        found = answer.json()
        assert found["announced"]
        assert not found["may_edit"]
        by_day = {one["day"]: one for one in found["days"]}
        assert by_day["2026-10-01"]["note"] == "国庆节假期"
        assert by_day["2026-10-10"]["is_workday"]
        assert len(by_day) == 39

    async def test_asks_for_a_year_that_was_not_announced_and_takes_it(self, sign_in: SignIn) -> None:
        admin, year = await sign_in("system_admin"), LIBRARY_YEARS[-1] + 1
        path = f"{API}/work-calendar/{year}"
        before = (await admin.get(path)).json()
        assert (before["announced"], before["days"], before["may_edit"]) == (False, [], True)
        days = [
            {"day": f"{year}-01-01", "is_workday": False, "note": "元旦假期"},
            {"day": f"{year}-01-02", "is_workday": True, "note": "元旦调休上班"},
        ]
        body = {"document": "放假安排通知", "days": days}
        assert (await admin.put(path, json=body)).status_code == 428
        put = await admin.put(path, json=body, headers={"If-Match": '"v0"'})
        assert put.status_code == 200, put.text
        assert put.json()["announced"]
        assert {one["day"] for one in put.json()["days"] if one["entered"]} == {one["day"] for one in days}
        assert (await admin.put(path, json=body, headers={"If-Match": '"v0"'})).status_code == 412
        assert (await due(admin, "TS-2", f"{year - 1}-12-30"))["last_day"].startswith(str(year))
        replaced = await admin.put(
            path, json={**body, "days": days[:1]}, headers={"If-Match": put.headers["ETag"]}
        )
        assert [one["entered"] for one in replaced.json()["days"]] == [True]

    async def test_corrects_a_year_of_the_library(self, sign_in: SignIn) -> None:
        admin = await sign_in("system_admin")
        extra = [{"day": "2026-10-08", "is_workday": False, "note": "临时放假"}]
        put = await admin.put(
            f"{API}/work-calendar/2026",
            json={"document": "临时通知", "days": extra},
            headers={"If-Match": '"v0"'},
        )
        assert len(put.json()["days"]) == 40
        assert (await due(admin, "XF-5", "2026-08-06"))["last_day"] == "2026-10-09"

    @pytest.mark.parametrize(
        "days",
        [
            [],
            [{"day": "2031-01-01", "is_workday": False, "note": "元旦"}],
            [{"day": "2030-01-01", "is_workday": True, "note": "元旦"}],
            [{"day": "2030-01-01", "is_workday": False, "note": "元旦"}] * 2,
        ],
        ids=["nothing", "another-year", "new-year-worked", "twice"],
    )
    async def test_refuses_what_can_be_no_announcement(
        self, sign_in: SignIn, days: list[dict[str, Any]]
    ) -> None:
        admin = await sign_in("system_admin")
        answer = await admin.put(
            f"{API}/work-calendar/2030",
            json={"document": "通知", "days": days},
            headers={"If-Match": '"v0"'},
        )
        assert answer.status_code == 422

    async def test_is_entered_at_the_top_only(self, sign_in: SignIn) -> None:
        county = await sign_in("system_admin_elsewhere")
        answer = await county.put(
            f"{API}/work-calendar/2030",
            json={"document": "通知", "days": []},
            headers={"If-Match": '"v0"'},
        )
        assert answer.status_code == 403
