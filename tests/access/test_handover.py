"""Handing over: what passes to the successor, what stays with who did it, and who cannot take over."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mingze.access.models import Handover
from mingze.accounts.models import Account
from mingze.events.queries import head, time_line
from mingze.events.verification import verify
from mingze.findings.models import Finding, RectificationItem
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from tests.conftest import SignIn, Visitors
from tests.findings.conftest import Ledger
from tests.support.region import PASSWORD, Region
from tests.support.scene import REPORT

NEW = "Baishi-County-7"
REASON = "调往临泉县工作"


@dataclass
class Office:
    """The security administrator at work, with a ledger to hand over."""

    keeper: httpx.AsyncClient
    ledger: Ledger
    region: Region
    database: Database
    visitors: Visitors

    def _path(self, username: str) -> str:
        return f"/api/v1/accounts/{self.region.accounts[username]}/handover"

    async def preview(self, username: str) -> dict[str, int]:
        answer = await self.keeper.get(self._path(username))
        assert answer.status_code == 200, answer.text
        return {item["kind"]: item["count"] for item in answer.json()["items"]}

    async def ask(
        self, leaver: str, successor: str, *, key: str | None = None, **more: Any
    ) -> httpx.Response:
        body = {"to_account_id": self.region.accounts[successor], "reason": REASON, **more}
        headers = {"Idempotency-Key": key} if key else {}
        return await self.keeper.post(self._path(leaver), json=body, headers=headers)

    async def hand_over(self, leaver: str, successor: str, **more: Any) -> dict[str, int]:
        answer = await self.ask(leaver, successor, **more)
        assert answer.status_code == 200, answer.text
        return {item["kind"]: item["count"] for item in answer.json()["moved"]}

    async def newcomer(self, username: str, unit: str) -> None:
        """An account without a role, whose password is known."""
        opener = await self.ledger.as_("system_admin")
        body = {
            "username": username,
            "name": f"新来{len(self.region.accounts)}",
            "home_unit_id": self.region.units[unit],
            "password": PASSWORD,
        }
        made = (await opener.post("/api/v1/accounts", json=body)).json()
        self.region.accounts[username] = made["id"]
        client = await self.visitors.sign_in(username)
        change = {"old_password": PASSWORD, "new_password": NEW}
        assert (await client.post("/api/v1/me/password", json=change)).status_code == 204

    async def give(self, item: dict[str, Any], owner: str) -> None:
        """Name the owner of a measure that has not been handed out or accepted yet."""
        clerk = await self.ledger.as_("clerk")
        answer = await clerk.patch(
            f"/api/v1/rectification-items/{item['id']}",
            json={"owner_account_id": self.region.accounts[owner]},
            headers={"If-Match": f'"v{item["version"]}"'},
        )
        assert answer.status_code == 200, answer.text

    async def owned(self, owner: str, **values: Any) -> tuple[int, int]:
        """A finding that the hospital accepted, with one measure of `owner`: ids of both."""
        finding = await self.ledger.register(**values)
        await self.give(finding["items"][0], owner)
        await self.ledger.act("clerk", finding["id"], "hand-out")
        await self.ledger.act("hospital_head", finding["id"], "accept")
        return finding["id"], finding["items"][0]["id"]

    async def report(self, item: int) -> None:
        """Progress and evidence: all that a claim needs."""
        await self.ledger.do(
            "hospital_liaison", f"/rectification-items/{item}/notes", {"text": "制度已修订。"}
        )
        assert (await self.ledger.attach("hospital_liaison", "rectification_item", item)).status_code == 201

    async def claim(self, item: int) -> None:
        await self.report(item)
        answer = await self.ledger.act_on_item("hospital_head", item, "claim")
        assert answer.status_code == 200, answer.text

    async def owner_of(self, item: int) -> int | None:
        async with self.database.reading() as session:
            query = select(RectificationItem.owner_account_id).where(RectificationItem.id == item)
            return await session.scalar(query)

    async def log(self) -> int:
        async with self.database.reading() as session:
            assert (await verify(session)).ok
            return (await head(session))[0]


@pytest.fixture
async def office(sign_in: SignIn, visitors: Visitors, region: Region, database: Database) -> Office:
    ledger = Ledger(sign_in, region)
    return Office(await ledger.as_("security_admin"), ledger, region, database, visitors)


class TestPreviewHandover:
    async def test_counts_and_says_no_more(self, office: Office) -> None:
        await office.owned("hospital_liaison", problem="一件不便外传的事。")
        path = office._path("hospital_liaison")
        answer = await office.keeper.get(path)
        said = answer.json()
        assert said["items"][0] == {"kind": "rectification_item", "label": "整改措施", "count": 1}
        assert [item["count"] for item in said["items"]] == [1, 0, 0]
        assert [one["role"] for one in said["appointments"]] == ["liaison"]
        assert said["account"]["id"] == office.region.accounts["hospital_liaison"]
        for words in ("不便外传", "处方点评", "整改前"):
            assert words not in answer.text

    async def test_shows_what_begins_later_and_not_what_is_over(self, office: Office) -> None:
        later = (clock.today() + timedelta(days=9)).isoformat()
        body = {
            "account_id": office.region.accounts["hospital_liaison"],
            "unit_id": office.region.units["township"],
            "role": "liaison",
            "starts_on": later,
        }
        made = await office.keeper.post("/api/v1/appointments", json=body)
        ended = await office.keeper.post(
            "/api/v1/appointments", json={**body, "unit_id": office.region.units["linquan"]}
        )
        await office.keeper.delete(f"/api/v1/appointments/{ended.json()['id']}")
        said = (await office.keeper.get(office._path("hospital_liaison"))).json()
        assert [one["id"] for one in said["appointments"]][1:] == [made.json()["id"]]

    async def test_is_not_for_who_opens_accounts_nor_out_of_scope(
        self, office: Office, sign_in: SignIn
    ) -> None:
        path = office._path("hospital_liaison")
        for who, status in (("system_admin", 403), ("clerk", 403), ("security_admin_elsewhere", 404)):
            assert (await (await sign_in(who)).get(path)).status_code == status


class TestMeasures:
    async def test_pass_to_the_successor_with_an_event_each(self, office: Office) -> None:
        first, item = await office.owned("hospital_liaison")
        second, other = await office.owned("hospital_liaison")
        assert await office.preview("hospital_liaison") == {
            "rectification_item": 2,
            "finding": 0,
            "import": 0,
        }
        before = await office.log()
        moved = await office.hand_over("hospital_liaison", "hospital_head")
        assert moved == {"rectification_item": 2, "finding": 0, "import": 0}
        assert await office.log() == before + 3
        assert await office.owner_of(item) == await office.owner_of(other)
        assert await office.owner_of(item) == office.region.accounts["hospital_head"]
        mine = await office.ledger.read("hospital_head", "/rectification-items", mine=True)
        assert {row["id"] for row in mine["items"]} == {item, other}
        assert await office.preview("hospital_liaison") == {
            "rectification_item": 0,
            "finding": 0,
            "import": 0,
        }
        for finding in (first, second):
            events = await office.ledger.read("clerk", f"/findings/{finding}/events")
            told = events["items"][0]
            assert (told["action"], told["resource"], told["note"]) == (
                "hand_over",
                "rectification_item",
                REASON,
            )
            assert told["actor_id"] == office.region.accounts["security_admin"]
            assert told["changes"] == {
                "owner_account_id": [
                    office.region.accounts["hospital_liaison"],
                    office.region.accounts["hospital_head"],
                ]
            }
            assert told["extra"]["from_account"]["id"] == office.region.accounts["hospital_liaison"]
            assert told["extra"]["to_account"]["id"] == office.region.accounts["hospital_head"]

    async def test_that_are_done_stay_with_who_did_them(self, office: Office) -> None:
        owner = "hospital_liaison"
        finding, accepted = await office.owned(owner)
        await office.claim(accepted)
        assert (await office.ledger.act_on_item("clerk", accepted, "accept")).status_code == 200
        _, claimed = await office.owned(owner)
        await office.claim(claimed)
        voided, of_voided = await office.owned(owner)
        asked = await office.ledger.do(
            "clerk", f"/findings/{voided}/requests", {"kind": "void", "reason": "重复"}
        )
        await office.ledger.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
        assert (await office.preview(owner))["rectification_item"] == 1
        await office.hand_over(owner, "liaison")
        kept = office.region.accounts[owner]
        assert await office.owner_of(claimed) == office.region.accounts["liaison"]
        assert [await office.owner_of(item) for item in (accepted, of_voided)] == [kept, kept]
        detail = await office.ledger.item(finding)
        assert detail["claimed_by"]["id"] == office.region.accounts["hospital_head"]

    async def test_given_back_later_wait_for_the_unit_once_their_owner_is_gone(self, office: Office) -> None:
        finding, item = await office.owned("hospital_liaison")
        await office.claim(item)
        await office.hand_over("hospital_liaison", "liaison", deactivate=True)
        await office.hand_over("liaison", "unit_head", deactivate=True)
        opener = await office.ledger.as_("system_admin")
        path = f"/api/v1/accounts/{office.region.accounts['unit_head']}"
        assert (
            await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        ).status_code == 200
        returned = await office.ledger.act_on_item("clerk", item, "return", reason="照片看不出整改")
        assert returned.status_code == 200
        waiting = await office.ledger.read("hospital_head", "/findings", waiting="report")
        assert [row["id"] for row in waiting["items"]] == [finding]


class TestSeparation:
    """A handover brings nobody nearer to verifying what was theirs."""

    async def test_who_handed_a_measure_over_still_may_not_verify_it(self, office: Office) -> None:
        finding, item = await office.owned("second_clerk")
        await office.claim(item)
        await office.hand_over("second_clerk", "hospital_liaison")
        refused = await office.ledger.act_on_item("second_clerk", item, "accept")
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
        shown = await office.ledger.read("second_clerk", f"/findings/{finding}")
        actions = {one["action"]: one for one in shown["items"][0]["allowed_actions"]}
        assert not actions["accept"]["enabled"]
        assert (await office.ledger.act_on_item("clerk", item, "accept")).status_code == 200

    async def test_who_took_it_over_may_not_either(self, office: Office) -> None:
        _, item = await office.owned("hospital_liaison")
        await office.claim(item)
        await office.hand_over("hospital_liaison", "second_clerk")
        assert (await office.ledger.act_on_item("second_clerk", item, "accept")).status_code == 403

    async def test_who_claimed_it_does_not_verify_it_in_a_role_taken_over(self, office: Office) -> None:
        _, item = await office.owned("hospital_liaison")
        await office.claim(item)
        await office.hand_over("second_clerk", "hospital_head", move_appointments=True)
        head = await office.ledger.read("hospital_head", "/me")
        assert "measure.verify" in head["permissions"]
        assert (await office.ledger.act_on_item("hospital_head", item, "accept")).status_code == 403

    async def test_who_applied_for_closure_does_not_approve_in_a_role_taken_over(
        self, office: Office
    ) -> None:
        finding = await office.ledger.verified()
        await office.ledger.act("second_clerk", finding, "apply-closure")
        await office.hand_over("leader", "second_clerk", move_appointments=True)
        refused = await office.ledger.refused("second_clerk", finding, "approve-closure")
        assert refused.status_code == 403
        assert "须由他人批准" in refused.json()["detail"]

    async def test_who_asked_does_not_decide_in_a_role_taken_over(self, office: Office) -> None:
        finding = await office.ledger.accepted()
        until = str(clock.today() + timedelta(days=90))
        body = {"kind": "extension", "reason": "采购推迟", "until": until}
        asked = await office.ledger.do("hospital_head", f"/findings/{finding}/requests", body)
        await office.hand_over("leader", "hospital_head", move_appointments=True)
        path = f"/requests/{asked['id']}/decision"
        assert (await office.ledger.post("hospital_head", path, {"approve": True})).status_code == 403

    async def test_who_verified_it_on_the_spot_takes_it_not_over(self, office: Office) -> None:
        """Or the claim would rest on what its own owner saw."""
        _, item = await office.owned("hospital_liaison")
        await office.report(item)
        onsite = {"onsite_on": str(clock.today()), "note": "到场核查"}
        await office.ledger.do("second_clerk", f"/rectification-items/{item}/onsite-verification", onsite)
        refused = await office.ask("hospital_liaison", "second_clerk")
        assert refused.status_code == 409
        assert "现场核查" in refused.json()["detail"]
        assert await office.owner_of(item) == office.region.accounts["hospital_liaison"]


class TestInspector:
    async def test_hands_over_what_was_found_on_the_spot(self, office: Office) -> None:
        body = {"source": "covert_check", "measures": []}
        finding = (await office.ledger.register("inspector", **body))["id"]
        await office.newcomer("second_inspector", "office")
        moved = await office.hand_over(
            "inspector", "second_inspector", move_appointments=True, deactivate=True
        )
        assert moved == {"rectification_item": 0, "finding": 1, "import": 0}
        successor = await office.visitors.sign_in("second_inspector", NEW)
        listed = (await successor.get("/api/v1/findings")).json()
        assert [row["id"] for row in listed["items"]] == [finding]
        shown = await successor.get(f"/api/v1/findings/{finding}")
        assert shown.json()["registered_by"]["id"] == office.region.accounts["inspector"]
        actions = {one["action"]: one["reason"] for one in shown.json()["allowed_actions"]}
        assert "fix_on_site" in actions
        async with office.database.reading() as session:
            told = await time_line(session, finding)
        assert (told[0].action, told[0].resource) == ("hand_over", "finding")
        # And on to the next one.
        await office.newcomer("third_inspector", "office")
        again = await office.hand_over("second_inspector", "third_inspector", move_appointments=True)
        assert again["finding"] == 1
        async with office.database.reading() as session:
            row = (await session.scalars(select(Finding).where(Finding.id == finding))).one()
        assert row.registered_by_id == office.region.accounts["inspector"]
        assert row.taken_over_by_id == office.region.accounts["third_inspector"]

    async def test_needs_a_successor_who_would_see_it(self, office: Office) -> None:
        await office.ledger.register("inspector", source="covert_check", measures=[])
        refused = await office.ask("inspector", "complaint_officer")
        assert refused.status_code == 409
        assert "不在接手人的范围内" in refused.json()["detail"]

    async def test_of_a_clerk_the_register_says_only_who_wrote_it_down(self, office: Office) -> None:
        await office.ledger.register("clerk")
        assert (await office.preview("clerk"))["finding"] == 0


class TestDrafts:
    async def test_pass_on_while_they_are_open(self, office: Office) -> None:
        clerk = await office.ledger.as_("clerk")
        drafts = [
            (await clerk.post("/api/v1/imports", files={"file": (f"{n}.txt", REPORT.encode())})).json()["id"]
            for n in range(2)
        ]
        assert (await clerk.post(f"/api/v1/imports/{drafts[0]}/discard")).status_code == 200
        assert (await office.preview("clerk"))["import"] == 1
        refused = await office.ask("clerk", "unit_head")
        assert (refused.status_code, "导入范围" in refused.json()["detail"]) == (409, True)
        assert (await office.hand_over("clerk", "second_clerk"))["import"] == 1
        draft = await office.ledger.read("second_clerk", f"/imports/{drafts[1]}")
        assert draft["created_by"]["id"] == office.region.accounts["clerk"]
        assert draft["kept_by"]["id"] == office.region.accounts["second_clerk"]
        assert (await office.preview("second_clerk"))["import"] == 1


class TestAppointments:
    async def test_end_for_the_leaver_and_begin_for_the_successor(self, office: Office) -> None:
        region = office.region
        last = (clock.today() + timedelta(days=60)).isoformat()
        later = (clock.today() + timedelta(days=9)).isoformat()
        body = {"account_id": region.accounts["hospital_liaison"], "role": "liaison"}
        for unit, days in (("township", {"starts_on": later}), ("qinghe", {"ends_on": last})):
            made = await office.keeper.post(
                "/api/v1/appointments", json={**body, "unit_id": region.units[unit], **days}
            )
            assert made.status_code == 201
        await office.newcomer("successor", "hospital")
        answer = await office.ask("hospital_liaison", "successor", move_appointments=True)
        begun = {one["unit_id"]: (one["starts_on"], one["ends_on"]) for one in answer.json()["appointments"]}
        assert begun == {
            region.units["hospital"]: (clock.today().isoformat(), None),
            region.units["township"]: (later, None),
            region.units["qinghe"]: (clock.today().isoformat(), last),
        }
        left = await office.ledger.read("hospital_liaison", "/me")
        assert (left["appointments"], left["permissions"]) == ([], [])
        mine = {"account_id": region.accounts["hospital_liaison"]}
        assert (await office.ledger.read("security_admin", "/appointments", in_force="past", **mine))[
            "total"
        ] == 3

    async def test_that_the_successor_holds_already_are_not_given_twice(self, office: Office) -> None:
        """The successor answers for the unit anyway: the leaver's role just ends."""
        _, item = await office.owned("clerk")
        answer = await office.ask("clerk", "second_clerk", move_appointments=True)
        assert (answer.status_code, answer.json()["appointments"]) == (200, [])
        assert await office.owner_of(item) == office.region.accounts["second_clerk"]
        assert (await office.ledger.read("clerk", "/me"))["permissions"] == []

    async def test_stay_where_they_are_not_to_move(self, office: Office) -> None:
        await office.owned("hospital_liaison")
        await office.hand_over("hospital_liaison", "hospital_head")
        me = await office.ledger.read("hospital_liaison", "/me")
        assert [one["role"] for one in me["appointments"]] == ["liaison"]

    async def test_end_with_the_account_even_where_they_do_not_move(
        self, office: Office, sign_in: SignIn
    ) -> None:
        """Or bringing the account back would bring its roles back, without anybody giving them."""
        leaver = await sign_in("hospital_liaison")
        await office.hand_over("hospital_liaison", "hospital_head", deactivate=True)
        assert (await leaver.get("/api/v1/me")).status_code == 401
        opener = await sign_in("system_admin")
        path = f"/api/v1/accounts/{office.region.accounts['hospital_liaison']}"
        assert (
            await opener.patch(path, json={"active": True}, headers={"If-Match": '"v2"'})
        ).status_code == 200
        assert (await leaver.get("/api/v1/me")).status_code == 401
        back = await (await sign_in("hospital_liaison")).get("/api/v1/me")
        assert back.json()["permissions"] == []

    async def test_of_an_account_that_is_disabled_can_still_pass(
        self, office: Office, sign_in: SignIn
    ) -> None:
        _, item = await office.owned("hospital_liaison")
        opener = await sign_in("system_admin")
        path = f"/api/v1/accounts/{office.region.accounts['hospital_liaison']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        await office.hand_over("hospital_liaison", "hospital_head", move_appointments=True)
        assert await office.owner_of(item) == office.region.accounts["hospital_head"]


class TestRefusals:
    async def _nothing_happened(self, office: Office, item: int, before: int) -> None:
        assert await office.owner_of(item) == office.region.accounts["hospital_liaison"]
        assert await office.log() == before
        async with office.database.reading() as session:
            assert list(await session.scalars(select(Handover))) == []
            leaver = office.region.accounts["hospital_liaison"]
            assert await session.scalar(select(Account.active).where(Account.id == leaver))

    @pytest.mark.parametrize(
        ("successor", "status", "words"),
        [
            ("system_admin", 409, "三员分离"),
            ("auditor", 409, "三员分离"),
            ("security_admin", 403, "本人"),
            ("hospital_liaison", 422, "同一个账户"),
            ("clerk_elsewhere", 409, "不在接手人的范围内"),
        ],
    )
    async def test_name_who_cannot_take_over(
        self, office: Office, successor: str, status: int, words: str
    ) -> None:
        _, item = await office.owned("hospital_liaison")
        await office.ledger.as_("hospital_liaison")
        before = await office.log()
        answer = await office.ask("hospital_liaison", successor, deactivate=True)
        assert answer.status_code == status, answer.text
        assert words in answer.json()["detail"]
        await self._nothing_happened(office, item, before)

    async def test_of_an_administrator_who_would_get_the_role_as_well(self, office: Office) -> None:
        _, item = await office.owned("hospital_liaison")
        before = await office.log()
        answer = await office.ask("hospital_liaison", "auditor", move_appointments=True)
        assert (answer.status_code, "三员分离" in answer.json()["detail"]) == (409, True)
        await self._nothing_happened(office, item, before)

    async def test_of_roles_at_a_closed_unit(self, office: Office) -> None:
        """Nobody new comes to a unit that is closed. Ended there first, the rest passes."""
        _, item = await office.owned("hospital_liaison")
        opener = await office.ledger.as_("system_admin")
        body = {
            "code": "OLD-7",
            "name": "旧制剂室",
            "kind": "department",
            "parent_id": office.region.units["hospital"],
        }
        shut = (await opener.post("/api/v1/units", json=body)).json()
        held = []
        for unit in (shut["id"], office.region.units["qinghe"]):
            role = {
                "account_id": office.region.accounts["hospital_liaison"],
                "unit_id": unit,
                "role": "liaison",
            }
            held.append((await office.keeper.post("/api/v1/appointments", json=role)).json())
        closed = await opener.post(
            f"/api/v1/units/{shut['id']}/close",
            json={"successor_id": office.region.units["hospital"]},
            headers={"If-Match": f'"v{shut["version"]}"'},
        )
        assert closed.status_code == 200, closed.text
        await office.ledger.as_("hospital_liaison")
        before = await office.log()
        refused = await office.ask("hospital_liaison", "hospital_head", move_appointments=True)
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/conflict")
        assert "旧制剂室" in refused.json()["detail"]
        assert held[1]["unit_name"] not in refused.json()["detail"]
        await self._nothing_happened(office, item, before)
        await office.keeper.delete(f"/api/v1/appointments/{held[0]['id']}")
        answer = await office.ask("hospital_liaison", "hospital_head", move_appointments=True)
        begun = {one["unit_id"] for one in answer.json()["appointments"]}
        assert begun == {office.region.units["hospital"], office.region.units["qinghe"]}

    async def test_of_a_disabled_successor(self, office: Office, sign_in: SignIn) -> None:
        opener = await sign_in("system_admin")
        path = f"/api/v1/accounts/{office.region.accounts['hospital_head']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        answer = await office.ask("hospital_liaison", "hospital_head")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/to_account_id"

    async def test_stay_within_the_scope(self, office: Office, sign_in: SignIn) -> None:
        narrow = await sign_in("security_admin_elsewhere")
        body = {"to_account_id": office.region.accounts["liaison_elsewhere"], "reason": REASON}
        out = await narrow.post(office._path("hospital_liaison"), json=body)
        unknown = await narrow.post("/api/v1/accounts/999999/handover", json=body)
        assert out.status_code == unknown.status_code == 404
        assert out.json() == unknown.json()
        to_outside = {**body, "to_account_id": office.region.accounts["hospital_head"]}
        answer = await narrow.post(office._path("liaison_elsewhere"), json=to_outside)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/body/to_account_id")

    async def test_of_one_who_holds_a_role_beyond_the_scope(self, office: Office, sign_in: SignIn) -> None:
        body = {
            "account_id": office.region.accounts["liaison_elsewhere"],
            "unit_id": office.region.units["city"],
            "role": "leader",
        }
        assert (await office.keeper.post("/api/v1/appointments", json=body)).status_code == 201
        narrow = await sign_in("security_admin_elsewhere")
        to = {"to_account_id": office.region.accounts["unit_head_elsewhere"], "reason": REASON}
        assert (await narrow.post(office._path("liaison_elsewhere"), json=to)).status_code == 403

    async def test_of_ones_own_work(self, office: Office) -> None:
        answer = await office.ask("security_admin", "auditor", move_appointments=True)
        assert answer.status_code == 403

    async def test_where_there_is_nothing(self, office: Office) -> None:
        answer = await office.ask("unit_head", "liaison")
        assert (answer.status_code, answer.json()["detail"]) == (409, "没有需要移交的事项或任职")

    @pytest.mark.parametrize("body", [{"reason": " "}, {"reason": "字" * 501}, {"to_account_id": 0}])
    async def test_name_the_field_at_fault(self, office: Office, body: dict[str, Any]) -> None:
        answer = await office.ask("unit_head", "liaison", **body)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"/body/{next(iter(body))}"]


class TestAtOnceAndOnce:
    async def test_a_retry_hands_over_once_and_answers_the_same(self, office: Office) -> None:
        await office.owned("hospital_liaison")
        more: dict[str, Any] = {"move_appointments": True, "deactivate": True, "key": "handover-1"}
        first = await office.ask("hospital_liaison", "hospital_head", **more)
        before = await office.log()
        second = await office.ask("hospital_liaison", "hospital_head", **more)
        assert first.status_code == second.status_code == 200
        assert first.json() == second.json()
        assert await office.log() == before
        other = await office.ask("hospital_liaison", "unit_head", **more)
        assert other.status_code == 409

    async def test_one_of_two_successors_gets_it(self, office: Office) -> None:
        items = [(await office.owned("hospital_liaison"))[1] for _ in range(3)]
        answers = await asyncio.gather(
            *(office.ask("hospital_liaison", who, deactivate=True) for who in ("hospital_head", "liaison")),
            *(office.ask("hospital_liaison", who) for who in ("unit_head", "second_clerk")),
        )
        moved = [answer.json()["moved"][0]["count"] if answer.status_code == 200 else 0 for answer in answers]
        assert sorted(moved) == [0, 0, 0, 3]
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len({await office.owner_of(item) for item in items}) == 1
        await office.log()

    async def test_two_who_hand_over_to_each_other_never_wait_for_each_other(self, office: Office) -> None:
        _, first = await office.owned("hospital_liaison")
        _, second = await office.owned("hospital_head")
        answers = await asyncio.gather(
            office.ask("hospital_liaison", "hospital_head"), office.ask("hospital_head", "hospital_liaison")
        )
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert await office.owner_of(first) == await office.owner_of(second)

    async def test_an_administrator_is_not_made_of_the_successor_meanwhile(self, office: Office) -> None:
        """Either the role comes first and the work stays, or the work and the role is refused."""
        await office.newcomer("successor", "hospital")
        _, item = await office.owned("hospital_liaison")
        account = office.region.accounts["successor"]
        body = {"account_id": account, "unit_id": office.region.units["city"], "role": "auditor"}
        passed, appointed = await asyncio.gather(
            office.ask("hospital_liaison", "successor", move_appointments=True),
            office.keeper.post("/api/v1/appointments", json=body),
        )
        assert sorted((passed.status_code, appointed.status_code)) in ([200, 409], [201, 409])
        assert (await office.owner_of(item) == account) is (passed.status_code == 200)

    async def test_while_the_work_goes_on(self, office: Office) -> None:
        """Reports and a change of owner meet the handover: nothing breaks, nothing is lost."""
        _, item = await office.owned("hospital_liaison")
        notes = [
            office.ledger.post("hospital_head", f"/rectification-items/{item}/notes", {"text": f"进展 {n}"})
            for n in range(4)
        ]
        await office.ledger.as_("hospital_head")
        passed, *reported = await asyncio.gather(office.ask("hospital_liaison", "liaison"), *notes)
        assert passed.status_code == 200
        assert {answer.status_code for answer in reported} == {201}
        assert await office.owner_of(item) == office.region.accounts["liaison"]
        await office.log()


class TestRecord:
    async def test_of_the_account_holds_counts_and_no_words_of_the_work(self, office: Office) -> None:
        await office.owned("hospital_liaison", problem="一件不便外传的事。")
        await office.hand_over("hospital_liaison", "hospital_head", move_appointments=True, deactivate=True)
        account = str(office.region.accounts["hospital_liaison"])
        async with office.database.reading() as session:
            query = select(EventRow.action).where(
                EventRow.resource.in_(("account", "appointment", "rectification_item")),
                EventRow.actor_id == office.region.accounts["security_admin"],
                EventRow.action != "sign_in",
            )
            actions = list(await session.scalars(query.order_by(EventRow.position)))
            kept = (await session.scalars(select(Handover))).one()
        assert actions == ["end", "appoint", "hand_over", "update", "hand_over"]
        assert kept.moved == {"rectification_item": 1, "finding": 0, "import": 0}
        auditor = await office.ledger.as_("auditor")
        trail = await auditor.get("/api/v1/events", params={"resource": "account", "resource_id": account})
        assert trail.json()["items"][0]["action"] == "hand_over"
        assert "不便外传" not in trail.text
