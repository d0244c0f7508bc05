"""One's own inbox: what lies in it, what it shows, how it is read."""

from datetime import timedelta

import httpx
from sqlalchemy import select

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.worker import Worker
from mingze.notices import tasks
from mingze.notices.models import Notice
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell
from mingze.settings import Settings
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.notices.conftest import Inbox
from tests.support.region import Region


async def fill(database: Database, account_id: int, count: int) -> None:
    async with database.writing() as session:
        await tell(
            session,
            [Telling(account_id, NoticeKind.APPOINTED, "appointment", n, words=f"{n}") for n in range(count)],
        )


class TestListNotices:
    async def test_says_what_was_done_by_whom_and_where_it_is(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = await ledger.register()
        await ledger.act("clerk", finding["id"], "hand-out")
        (notice,) = await inbox("hospital_head")
        assert notice["kind"] == "handed_out"
        assert notice["kind_label"] == "交办"
        assert (
            notice["title"]
            == f"交办了问题:{finding['code']} 处方点评制度落实不到位,抽查的三十张处方中有四张超量。"
        )
        assert (notice["resource"], notice["resource_id"]) == ("finding", finding["id"])
        assert (notice["finding_id"], notice["count"]) == (finding["id"], 1)
        assert notice["actor_name"].startswith("监督办经办人")
        assert notice["read_at"] is None

    async def test_names_a_long_problem_by_its_beginning(self, ledger: Ledger, inbox: Inbox) -> None:
        finding = await ledger.register(problem="长" * 300)
        await ledger.act("clerk", finding["id"], "hand-out")
        (notice,) = await inbox("hospital_head")
        assert notice["title"].endswith(" " + "长" * 40 + "…")

    async def test_shows_nothing_of_what_went_out_of_sight(
        self, ledger: Ledger, inbox: Inbox, region: Region
    ) -> None:
        finding = (await ledger.register())["id"]
        await ledger.act("clerk", finding, "hand-out")
        await ledger.act("hospital_head", finding, "decline", reason="不属于本院职责")
        units = [{"unit_id": region.units["linquan_hospital"], "part": "answering"}]
        await ledger.act("clerk", finding, "hand-out", units=units)
        (notice,) = await inbox("hospital_head")
        assert notice["title"] == "交办了问题:(已不在您的可见范围内)"
        assert [notice[name] for name in ("resource_id", "finding_id", "actor_name")] == [None] * 3
        assert "处方" not in str(notice)

    async def test_pages_from_the_newest_to_the_oldest(
        self, database: Database, region: Region, sign_in: SignIn
    ) -> None:
        await fill(database, region.accounts["auditor"], 7)
        client = await sign_in("auditor")
        seen, cursor = [], None
        while True:
            params = {"limit": 3, **({"cursor": cursor} if cursor else {})}
            page = (await client.get("/api/v1/notices", params=params)).json()
            assert page["total"] == 8
            seen += [item["id"] for item in page["items"]]
            if not (cursor := page["next_cursor"]):
                break
        assert len(seen) == len(set(seen)) == 8
        assert seen == sorted(seen, reverse=True)

    async def test_is_narrowed_to_the_unread_and_to_a_kind(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await ledger.act("clerk", finding, "hand-out")
        kinds = {
            name: [item["kind"] for item in (await ledger.read("hospital_head", "/notices", **query))["items"]]
            for name, query in {
                "unread": {"unread": "true"}, "read": {"unread": "false"}, "kind": {"kind": "handed_out"},
            }.items()
        }  # fmt: skip
        assert kinds == {"unread": ["handed_out", "appointed"], "read": [], "kind": ["handed_out"]}

    async def test_refuses_a_mark_that_is_none(self, sign_in: SignIn) -> None:
        client = await sign_in("clerk")
        assert (await client.get("/api/v1/notices", params={"cursor": "x"})).status_code == 422


class TestReading:
    async def test_counts_what_is_unread_and_no_further_than_a_thousand(
        self, database: Database, region: Region, sign_in: SignIn
    ) -> None:
        client = await sign_in("auditor")
        assert (await client.get("/api/v1/notices/unread-count")).json() == {"count": 1}
        await fill(database, region.accounts["auditor"], 1_200)
        assert (await client.get("/api/v1/notices/unread-count")).json() == {"count": 1_000}

    async def test_one_some_or_all(self, database: Database, region: Region, sign_in: SignIn) -> None:
        await fill(database, region.accounts["auditor"], 4)
        client = await sign_in("auditor")

        async def unread() -> list[int]:
            items = (await client.get("/api/v1/notices", params={"unread": "true"})).json()["items"]
            return [item["id"] for item in items]

        ids = await unread()
        assert (await client.post(f"/api/v1/notices/{ids[0]}/read")).status_code == 204
        assert (await client.post(f"/api/v1/notices/{ids[0]}/read")).status_code == 204
        assert await unread() == ids[1:]
        assert (await client.post("/api/v1/notices/read", json={"ids": ids[:3]})).status_code == 204
        assert await unread() == ids[3:]
        assert (await client.post("/api/v1/notices/read", json={"all": True})).status_code == 204
        assert await unread() == []

    async def test_never_touches_what_is_somebody_elses(
        self, database: Database, region: Region, sign_in: SignIn
    ) -> None:
        async with database.reading() as session:
            query = select(Notice.id).where(Notice.account_id == region.accounts["clerk"])
            notice_id = (await session.scalars(query)).one()
        other = await sign_in("leader")
        assert (await other.post(f"/api/v1/notices/{notice_id}/read")).status_code == 404
        assert (await other.post("/api/v1/notices/read", json={"ids": [notice_id]})).status_code == 204
        assert (await other.post("/api/v1/notices/read", json={"all": True})).status_code == 204
        clerk = await sign_in("clerk")
        assert (await clerk.get("/api/v1/notices/unread-count")).json() == {"count": 1}

    async def test_needs_to_be_told_what(self, sign_in: SignIn) -> None:
        client = await sign_in("clerk")
        answer: httpx.Response = await client.post("/api/v1/notices/read", json={})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/ids"


class TestClearing:
    async def test_removes_what_was_read_long_ago_and_nothing_else(
        self, database: Database, region: Region, settings: Settings
    ) -> None:
        account = region.accounts["auditor"]
        old, now = clock.now() - timedelta(days=200), clock.now()
        for moment in (old, now):
            with clock.at(moment):
                await fill(database, account, 2)
        async with database.writing() as session:
            rows = list(await session.scalars(select(Notice).where(Notice.account_id == account)))
            for row in rows:
                if row.words == "0":
                    row.read_at = now
        worker = Worker(database, tasks.handlers(settings), tasks.DAILY)
        with clock.at(now.replace(hour=20)):
            while await worker.step():
                pass
        async with database.reading() as session:
            left = await session.execute(
                select(Notice.words, Notice.read_at)
                .where(Notice.account_id == account, Notice.words.in_(["0", "1"]))
                .order_by(Notice.id)
            )
            assert [(words, read is None) for words, read in left] == [
                ("1", True), ("0", False), ("1", True),
            ]  # fmt: skip
