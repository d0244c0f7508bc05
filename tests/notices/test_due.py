"""Each day what is due soon and what is overdue: one notice a person, whoever works and however late."""

from datetime import datetime, time, timedelta

import pytest

from mingze.findings import due_service
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import enqueue
from mingze.kit.worker import Worker
from mingze.settings import Settings
from mingze.working import worker_of
from tests.findings.conftest import Ledger
from tests.notices.conftest import Inbox


def at(days: int, hour: int = 9) -> datetime:
    """An hour in Shanghai, so many days from today."""
    return datetime.combine(clock.today() + timedelta(days=days), time(hour), clock.SHANGHAI)


async def work(database: Database, settings: Settings, workers: int = 1) -> None:
    """Let workers that have just begun do everything that is due."""
    for worker in [worker_of(database, settings) for _ in range(workers)]:
        while await worker.step():
            pass


@pytest.fixture
async def three(ledger: Ledger) -> list[int]:
    """Handed out to the hospital and due in 5, 8 and 100 days; a fourth was never handed out."""
    found = []
    for days in (5, 8, 100):
        made = await ledger.register(due_on=str(clock.today() + timedelta(days=days)))
        await ledger.act("clerk", made["id"], "hand-out")
        found.append(made["id"])
    await ledger.register(due_on=str(clock.today() + timedelta(days=5)))
    return found


async def told(inbox: Inbox, who: str, **params: str) -> list[tuple[str, int]]:
    notices = await inbox(who, **params)
    return [(one["kind"], one["count"]) for one in notices if one["kind"] in {"due_soon", "overdue"}]


class TestWhatIsDue:
    async def test_is_one_notice_a_day_to_each_of_the_unit(
        self, database: Database, settings: Settings, three: list[int], inbox: Inbox
    ) -> None:
        with clock.at(at(1)):
            await work(database, settings, workers=2)
        assert await told(inbox, "hospital_head") == [("due_soon", 2)]
        assert await told(inbox, "hospital_liaison") == [("due_soon", 2)]
        assert await told(inbox, "clerk") == []

    async def test_becomes_overdue_and_is_then_the_offices_too(
        self, database: Database, settings: Settings, three: list[int], inbox: Inbox
    ) -> None:
        with clock.at(at(6)):
            await work(database, settings)
        notices = await inbox("hospital_head")
        assert sorted((one["kind"], one["finding_id"]) for one in notices if one["kind"] != "handed_out") == [
            ("due_soon", three[1]),
            ("overdue", three[0]),
        ]
        assert await told(inbox, "clerk") == [("overdue", 1)]

    async def test_of_yesterday_is_read_when_today_says_it_anew(
        self, database: Database, settings: Settings, three: list[int], inbox: Inbox
    ) -> None:
        for day in (1, 2):
            with clock.at(at(day)):
                await work(database, settings)
        assert await told(inbox, "hospital_head") == [("due_soon", 2)] * 2
        assert await told(inbox, "hospital_head", unread="true") == [("due_soon", 2)]

    async def test_says_nothing_of_days_that_nobody_worked(
        self, database: Database, settings: Settings, three: list[int], inbox: Inbox
    ) -> None:
        for day, hour in ((1, 9), (4, 6), (4, 15), (4, 23)):
            with clock.at(at(day, hour)):
                await work(database, settings)
        assert await told(inbox, "hospital_head") == [("due_soon", 2)] * 2

    async def test_said_again_says_nothing(
        self, database: Database, settings: Settings, three: list[int], inbox: Inbox
    ) -> None:
        """As after a crash between the telling and the word that it was told."""
        handler = due_service.handlers(settings)[due_service.DUE_JOB]
        with clock.at(at(1)):
            for day in (1, 2):
                async with database.writing() as session:
                    await enqueue(session, due_service.DUE_JOB, key=f"again/{day}")
                worker = Worker(database, {due_service.DUE_JOB: handler})
                assert await worker.step()
        assert await told(inbox, "hospital_head", unread="true") == [("due_soon", 2)]

    async def test_leaves_out_what_the_unit_has_done(
        self, database: Database, settings: Settings, ledger: Ledger, inbox: Inbox
    ) -> None:
        await ledger.claimed(due_on=str(clock.today() + timedelta(days=5)))
        with clock.at(at(1)):
            await work(database, settings)
        assert await told(inbox, "hospital_head") == []

    async def test_warns_whoever_answers_for_a_measure_of_its_own_day(
        self, database: Database, settings: Settings, ledger: Ledger, inbox: Inbox
    ) -> None:
        finding = await ledger.accepted()
        await ledger.do(
            "hospital_head",
            f"/findings/{finding}/rectification-items",
            {
                "text": "张贴收费标准。",
                "owner_account_id": ledger.region.accounts["hospital_liaison"],
                "due_on": str(clock.today() + timedelta(days=3)),
            },
        )
        with clock.at(at(4)):
            await work(database, settings)
        assert await told(inbox, "hospital_liaison") == [("overdue", 1)]
        assert await told(inbox, "hospital_head") == []
