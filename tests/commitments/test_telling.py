"""Who is told of commitments: what waits, what was decided, and promises that fall due."""

from datetime import timedelta
from typing import Any

from mingze.commitments import telling
from mingze.commitments.due_service import DUE_JOB
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import enqueue
from mingze.settings import Settings
from mingze.working import worker_of
from tests.commitments.conftest import Desk


async def inbox(desk: Desk, who: str, *kinds: str) -> list[tuple[str, int]]:
    found = (await desk.ledger.read(who, "/notices", limit=200))["items"]
    return [(one["kind"], one["count"]) for one in found if one["kind"] in kinds]


async def titles(desk: Desk, who: str, kind: str) -> list[Any]:
    found = (await desk.ledger.read(who, "/notices", limit=200))["items"]
    return [(one["title"], one["resource_id"]) for one in found if one["kind"] == kind]


async def test_the_leader_is_told_of_what_waits_and_the_unit_of_what_was_decided(desk: Desk) -> None:
    made = await desk.approved()
    waits = "报送了述责承诺,等待审批:青禾县人民医院"
    assert await titles(desk, "leader", "commitment_submitted") == [(waits, made)]
    for who in ("hospital_head", "hospital_liaison"):
        assert await inbox(desk, who, "commitment_decided") == [("commitment_decided", 1)]
    assert await inbox(desk, "liaison_elsewhere", "commitment_submitted", "commitment_decided") == []


async def test_promises_are_told_of_once_a_day_before_and_after_they_fall_due(
    desk: Desk, database: Database
) -> None:
    today = clock.today()
    days = (today - timedelta(days=2), today, today + timedelta(days=5), today + timedelta(days=50))
    promises = [
        {"text": f"承诺{number}。", "who": "院长", "due_on": str(day)} for number, day in enumerate(days)
    ]
    await desk.published(promises=promises)
    kinds = ("promise_due_soon", "promise_overdue")
    for _ in range(2):
        async with database.writing() as session:
            await telling.due(session, today=today, last=today + timedelta(days=10))
    for who in ("hospital_head", "hospital_liaison"):
        assert set(await inbox(desk, who, *kinds)) == {("promise_due_soon", 2), ("promise_overdue", 1)}
    assert await inbox(desk, "unit_head", *kinds) == []
    assert await titles(desk, "hospital_head", "promise_overdue") == [("有一项公开的承诺已经逾期", None)]


async def test_kept_promises_are_told_of_no_more_by_the_daily_job(
    desk: Desk, database: Database, settings: Settings
) -> None:
    today = clock.today()
    made = await desk.published(promises=[{"text": "按月公示。", "who": "院长", "due_on": str(today)}])
    worker = worker_of(database, settings)
    async with database.writing() as session:
        await enqueue(session, DUE_JOB)
    while await worker.step():
        pass
    assert await inbox(desk, "hospital_head", "promise_due_soon") == [("promise_due_soon", 1)]
    await desk.follow("hospital_liaison", made, "keep")
    with clock.at(clock.now() + timedelta(days=1)):
        async with database.writing() as session:
            await telling.due(session, today=clock.today(), last=clock.today())
    assert len(await inbox(desk, "hospital_head", "promise_due_soon", "promise_overdue")) == 1
