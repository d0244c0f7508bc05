"""Who is told what: the table of acts, through the API, and the finding of addressees by itself."""

import datetime

import pytest

from mingze.access.permissions import Role
from mingze.findings import telling
from mingze.findings.telling import TOLD, Due, ItemHands, Parties, To, addressees, nearest, sees, told_of_due
from mingze.findings.vocabulary import Part
from mingze.kit.events import Pending
from mingze.notices.rules import NoticeKind
from tests.findings.conftest import Ledger
from tests.notices.conftest import Inbox
from tests.support.region import Region


def event(action: str, resource: str = "finding", by: int | None = None, on: int = 1) -> Pending:
    return Pending(action, resource, on, by, None, 1, {}, None, True)


#: city 1 > county 2 > hospital 3 > department 4, and another county 9
_HOSPITAL, _DEPARTMENT = (3, 2, 1), (4, 3, 2, 1)


class TestNearest:
    def test_is_whoever_holds_the_role_at_the_unit(self) -> None:
        staff = {3: [(30, Role.UNIT_HEAD), (31, Role.CLERK)], 2: [(20, Role.UNIT_HEAD)]}
        assert nearest([_HOSPITAL], frozenset({Role.UNIT_HEAD}), staff) == {30}

    def test_climbs_where_nobody_holds_it(self) -> None:
        staff = {2: [(20, Role.UNIT_HEAD), (21, Role.LIAISON)], 1: [(10, Role.UNIT_HEAD)]}
        assert nearest([_HOSPITAL], frozenset({Role.UNIT_HEAD, Role.LIAISON}), staff) == {20, 21}
        assert nearest([_HOSPITAL], frozenset({Role.LEADER}), staff) == set()


class TestAddressees:
    parties = Parties(
        {Part.ANSWERING: [_HOSPITAL], Part.SUPERVISING: [(1,)]},
        items={
            7: ItemHands(_DEPARTMENT, owner=40, claimed_by=30),
            8: ItemHands((), owner=99, claimed_by=None),
        },
        asked={5: 30},
    )
    staff = {
        1: [(10, Role.CLERK), (11, Role.LEADER), (12, Role.SYSTEM_ADMIN)],
        2: [(20, Role.CLERK)],
        3: [(30, Role.UNIT_HEAD)],
        4: [(40, Role.LIAISON)],
    }

    def told(self, what: Pending, *to: To) -> set[int]:
        return addressees(what, to, self.parties, self.staff)

    def test_never_holds_who_acted(self) -> None:
        assert self.told(event("urge"), To.OFFICE) == {10}
        assert self.told(event("urge", by=10), To.OFFICE) == set()

    def test_the_office_is_the_one_that_keeps_it_not_the_nearest(self) -> None:
        assert self.told(event("decline"), To.OFFICE) == {10}
        assert addressees(
            event("decline"), [To.OFFICE], Parties({Part.ANSWERING: [_HOSPITAL]}), self.staff
        ) == {20}

    def test_never_holds_who_does_not_see_it(self) -> None:
        # The owner of the other measure holds no role where the finding lies; a department sees only its own.
        assert self.told(event("urge"), To.HANDS) == {30}
        assert not sees(12, self.parties, self.staff)
        assert not sees(40, self.parties, self.staff)

    def test_of_a_measure_are_its_own_hands_and_its_own_unit(self) -> None:
        of_item = event("accept", "rectification_item", on=7)
        assert self.told(of_item, To.HANDS) == {30}
        parties = Parties({Part.ANSWERING: [_DEPARTMENT]}, items=self.parties.items)
        assert addressees(of_item, [To.ITEM_UNIT, To.HANDS], parties, self.staff) == {30, 40}

    def test_of_a_request_are_who_asked_and_who_decides(self) -> None:
        asked = Pending("ask", "finding_request", 5, 30, None, 1, {}, None, True, {"kind": "extension"})
        assert self.told(asked, To.DECIDERS) == {11}
        refused = Pending("refuse", "finding_request", 5, 11, None, 1, {}, None, True, {"kind": "extension"})
        assert self.told(refused, To.ASKER) == {30}


class TestTable:
    def test_names_nothing_that_is_not_an_act_of_the_ledger(self) -> None:
        assert {resource for resource, _ in TOLD} == set(telling.RESOURCES)

    def test_tells_of_every_kind_of_the_ledger(self) -> None:
        of_accounts = {"password_reset", "second_factor_reset", "handover"} | {
            kind for kind in NoticeKind if kind.startswith("appoint")
        }
        of_days = {"due_soon", "overdue"}
        campaigns = ("campaign_", "commitment_", "duty_", "promise_", "result_", "task_")
        of_campaigns = {kind for kind in NoticeKind if kind.startswith(campaigns)}
        said = ("acceptance_", "complaint_")
        of_complaints = {kind for kind in NoticeKind if kind.startswith(said)}
        others = of_accounts | of_days | of_campaigns | of_complaints
        assert {kind for kind, _ in TOLD.values()} == set(NoticeKind) - others


class TestToldOfDue:
    today, last = datetime.date(2026, 1, 15), datetime.date(2026, 1, 25)
    parties = Parties({Part.ANSWERING: [_HOSPITAL], Part.SUPERVISING: [(1,)]})
    staff = {1: [(10, Role.CLERK)], 3: [(30, Role.UNIT_HEAD), (31, Role.LIAISON)]}

    def told(self, day: int | None, *owners: tuple[int, int | None]) -> set[tuple[int, NoticeKind]]:
        def january(number: int | None) -> datetime.date | None:
            return datetime.date(2026, 1, number) if number else None

        due = Due(1, january(day), self.parties, [(account, january(own)) for account, own in owners])
        return told_of_due(due, self.staff, today=self.today, last=self.last)

    @pytest.mark.parametrize("day", [15, 25])
    def test_warns_the_unit_while_there_is_time(self, day: int) -> None:
        assert self.told(day) == {(30, NoticeKind.DUE_SOON), (31, NoticeKind.DUE_SOON)}

    def test_tells_the_office_too_once_there_is_none(self) -> None:
        assert self.told(14) == {(account, NoticeKind.OVERDUE) for account in (10, 30, 31)}

    @pytest.mark.parametrize("day", [26, None])
    def test_says_nothing_of_what_is_far_off(self, day: int | None) -> None:
        assert self.told(day) == set()

    def test_warns_who_is_responsible_of_the_day_of_the_measure(self) -> None:
        assert self.told(26, (31, 20)) == {(31, NoticeKind.DUE_SOON)}
        assert self.told(26, (31, 14)) == {(31, NoticeKind.OVERDUE)}
        assert self.told(None, (99, 14)) == set()

    def test_says_only_the_graver_to_one_person(self) -> None:
        assert self.told(20, (31, 14)) == {(30, NoticeKind.DUE_SOON), (31, NoticeKind.OVERDUE)}


class TestActs:
    """Every act of the ledger tells whom it should, and only them."""

    async def kinds(self, inbox: Inbox, *usernames: str) -> dict[str, list[str]]:
        return {name: [notice["kind"] for notice in await inbox(name)] for name in usernames}

    async def test_from_handing_out_to_closing(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = await ledger.closed()
        assert finding
        assert await self.kinds(
            inbox,
            *("clerk", "second_clerk", "leader", "unit_head", "hospital_head", "hospital_liaison"),
            *("personnel_head", "inspector", "discipline_officer", "clerk_elsewhere", "unit_head_elsewhere"),
        ) == {
            "clerk": ["decision_made", "claim_submitted", "progress_reported"],
            "second_clerk": ["closed", "decision_made", "verified", "claim_submitted", "progress_reported"],
            "leader": ["closure_asked"],
            "unit_head": [],
            "hospital_head": ["closed", "verified", "verified", "handed_out"],
            "hospital_liaison": ["closed", "verified", "verified", "handed_out"],
            "personnel_head": [],
            "inspector": [],
            "discipline_officer": [],
            "clerk_elsewhere": [],
            "unit_head_elsewhere": [],
        }

    async def test_registering_declining_urging_returning(self, ledger: Ledger, inbox: Inbox) -> None:
        found = (await ledger.register("hospital_liaison", source="self_check"))["id"]
        await ledger.act("clerk", found, "confirm")
        handed = (await ledger.register())["id"]
        await ledger.act("clerk", handed, "hand-out")
        await ledger.act("hospital_head", handed, "decline", reason="不属于本院职责")
        claimed = await ledger.claimed()
        item = await ledger.item(claimed)
        await ledger.act_on_item("clerk", item["id"], "return", reason="材料不足")
        await ledger.do("second_clerk", f"/findings/{claimed}/actions/urge", {"note": "请抓紧"})
        assert await self.kinds(inbox, "clerk", "hospital_head", "hospital_liaison") == {
            "clerk": ["claim_submitted", "progress_reported", "declined", "registered"],
            "hospital_head": ["urged", "returned", "handed_out", "handed_out"],
            "hospital_liaison": ["urged", "returned", "handed_out", "handed_out"],
        }

    async def test_asking_and_deciding(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = await ledger.accepted()
        asked = await ledger.do(
            "hospital_head",
            f"/findings/{finding}/requests",
            {"kind": "extension", "reason": "等待批复", "until": "2099-01-01"},
        )
        (notice,) = await inbox("leader")
        assert (notice["kind"], notice["resource"]) == ("decision_asked", "finding_request")
        assert (notice["resource_id"], notice["finding_id"]) == (asked["id"], finding)
        await ledger.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
        assert await self.kinds(inbox, "hospital_head", "hospital_liaison", "clerk") == {
            "hospital_head": ["decision_made", "handed_out"],
            "hospital_liaison": ["decision_made", "handed_out"],
            "clerk": [],
        }

    async def test_what_the_office_and_its_leader_settle_reaches_the_unit_as_what_follows(
        self, ledger: Ledger, inbox: Inbox
    ) -> None:
        finding = await ledger.closed()
        asked = await ledger.do(
            "clerk",
            f"/findings/{finding}/requests",
            {"kind": "reopen", "reason": "问题复发", "trigger": "recurrence"},
        )
        await ledger.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
        assert (await self.kinds(inbox, "hospital_head"))["hospital_head"][:2] == ["reopened", "closed"]
        assert (await self.kinds(inbox, "clerk"))["clerk"][0] == "decision_made"

    async def test_a_measure_tells_its_new_owner(self, ledger: Ledger, inbox: Inbox, region: Region) -> None:
        finding = await ledger.accepted()
        liaison = region.accounts["hospital_liaison"]
        made = await ledger.do(
            "hospital_head",
            f"/findings/{finding}/rectification-items",
            {"text": "张贴收费标准。", "owner_account_id": liaison},
        )
        (notice, _) = await inbox("hospital_liaison")
        assert (notice["kind"], notice["resource_id"]) == ("item_assigned", made["id"])
        client = await ledger.as_("hospital_head")
        for change in ({"text": "公示收费标准。"}, {"owner_account_id": region.accounts["hospital_head"]}):
            version = (await ledger.read("clerk", f"/rectification-items/{made['id']}"))["version"]
            answer = await client.patch(
                f"/api/v1/rectification-items/{made['id']}",
                json=change,
                headers={"If-Match": f'"v{version}"'},
            )
            assert answer.status_code == 200, answer.text
        assert await self.kinds(inbox, "hospital_liaison", "hospital_head") == {
            "hospital_liaison": ["item_assigned", "handed_out"],
            "hospital_head": ["handed_out"],
        }

    async def test_handing_out_many_is_one_notice(self, ledger: Ledger, inbox: Inbox) -> None:
        made = [(await ledger.register(problem=f"问题{n}"))["id"] for n in range(5)]
        items = [{"id": finding, "version": 1} for finding in made]
        await ledger.do("clerk", "/findings/bulk/hand-out", {"items": items})
        (notice,) = await inbox("hospital_head")
        assert (notice["title"], notice["count"]) == ("交办了 5 个问题", 5)
        assert (notice["resource"], notice["resource_id"], notice["finding_id"]) == ("finding", None, None)

    async def test_progress_is_told_again_only_once_it_was_read(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = await ledger.accepted()
        path = f"/rectification-items/{(await ledger.item(finding))['id']}/notes"
        for text in ("已修订。", "已印发。"):
            await ledger.do("hospital_liaison", path, {"text": text})
        assert await self.kinds(inbox, "clerk") == {"clerk": ["progress_reported"]}
        client = await ledger.as_("clerk")
        await client.post("/api/v1/notices/read", json={"all": True})
        await ledger.do("hospital_liaison", path, {"text": "已培训。"})
        assert await self.kinds(inbox, "clerk") == {"clerk": ["progress_reported"] * 2}
        assert await self.kinds(inbox, "second_clerk") == {"second_clerk": ["progress_reported"]}

    async def test_a_refused_act_tells_nobody(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = (await ledger.register())["id"]
        assert (await ledger.post("clerk", f"/findings/{finding}/actions/hand-out", {}, 9)).status_code == 412
        assert await inbox("hospital_head") == []
