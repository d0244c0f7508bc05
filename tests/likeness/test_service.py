"""What is compared with what, on both engines."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.likeness import service
from mingze.likeness.schemas import Beside, Comparison, Origin
from tests.support.region import Region

REPORT = (
    "本月召开工作推进会二次,逐科室梳理廉政风险点三十七个,修订耗材采购、处方点评、设备验收制度各一项,"
    "约谈科室负责人九人,退还违规收费一万二千元,并在院内公示栏和公众号上公开,接受群众监督。"
)
OTHER = "县中医院自行排查药房盘点差错六起,更换库房管理员,安装温湿度监测设备,对三名药师开展业务考试。"
PLAN = "坚持问题导向,严明工作纪律,压实主体责任,做到问题不查清不放过、责任不落实不放过、整改不到位不放过。"


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.writing() as session:
        yield session


@pytest.fixture
def origin(region: Region) -> Origin:
    return Origin(
        resource="duty",
        resource_id=1,
        part="work",
        unit_id=region.units["hospital"],
        account_id=region.accounts["hospital_liaison"],
        campaign_id=7,
        period_start=date(2026, 6, 1),
    )


@pytest.fixture
def theirs(region: Region, origin: Origin) -> Origin:
    return replace(
        origin,
        resource_id=2,
        unit_id=region.units["linquan_hospital"],
        account_id=region.accounts["liaison_elsewhere"],
    )


def lit(found: Comparison) -> list[str]:
    return [found.text[one.start : one.end] for one in found.passages]


class TestCompare:
    async def test_finds_what_another_unit_sent(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        found = await service.compare(session, f"青禾县人民医院:{REPORT}", origin=origin)
        assert lit(found) == [REPORT[:-1]]
        assert found.alarms(60)
        assert 0.9 < found.share < 1
        (source,) = found.sources
        assert (source.unit_name, source.resource_id, source.text) == ("临泉县中医院", 2, REPORT)
        assert [source.text[start:end] for start, end in source.passages] == [REPORT[:-1]]

    async def test_finds_the_parts_taken_from_several(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        await service.remember(session, replace(theirs, resource_id=3), OTHER)
        own = "六月份院领导带队到八个病区开展夜查,当场纠正问题十一个。"
        found = await service.compare(session, REPORT[:45] + own + OTHER, origin=origin)
        assert lit(found) == [REPORT[:45], OTHER[:-1]]
        assert [one.sources for one in found.passages] == [(1,), (0,)]

    async def test_honest_work_is_like_nothing(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        found = await service.compare(session, OTHER, origin=origin)
        assert (found.share, found.passages) == (0.0, ())
        assert not found.sources

    @pytest.mark.parametrize(
        ("change", "counts"),
        [
            ({"period_start": date(2026, 5, 1)}, True),  # one's own last period
            ({"period_start": date(2025, 6, 1), "campaign_id": 3}, True),  # and last year
            ({}, False),  # the same person for the same period
            ({"resource": "progress_note"}, False),  # reports are made of one's own entries
        ],
    )
    async def test_ones_own_counts_from_another_period(
        self, session: AsyncSession, origin: Origin, change: dict[str, object], counts: bool
    ) -> None:
        await service.remember(session, replace(origin, resource_id=9, **change), REPORT)  # type: ignore[arg-type]
        assert (await service.compare(session, REPORT, origin=origin)).alarms(60) is counts

    async def test_another_person_of_the_same_unit_counts(
        self, session: AsyncSession, origin: Origin, region: Region
    ) -> None:
        colleague = replace(origin, resource_id=9, account_id=region.accounts["hospital_head"])
        await service.remember(session, colleague, REPORT)
        assert (await service.compare(session, REPORT, origin=origin)).alarms(60)

    async def test_other_campaigns_of_others_do_not_count(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, replace(theirs, campaign_id=8), REPORT)
        assert not (await service.compare(session, REPORT, origin=origin)).sources

    async def test_the_thing_itself_does_not_count(self, session: AsyncSession, origin: Origin) -> None:
        await service.remember(session, replace(origin, period_start=date(2026, 5, 1)), REPORT)
        assert not (await service.compare(session, REPORT, origin=origin)).sources

    async def test_what_stands_beside_it_counts(self, session: AsyncSession, origin: Origin) -> None:
        measure = Beside("rectification_item", 5, "text", REPORT)
        found = await service.compare(session, f"已{REPORT}", origin=origin, beside=[measure])
        assert found.alarms(60)
        assert found.sources[0].text_id is None

    async def test_only_what_was_there_then(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        then = replace(origin, before=clock.now() - timedelta(hours=1))
        assert not (await service.compare(session, REPORT, origin=then)).sources


class TestNeverCounts:
    async def test_the_plan_of_the_superior(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, PLAN + REPORT)
        found = await service.compare(session, PLAN + OTHER, origin=origin, exclude=[f"一、要求。{PLAN}"])
        assert (found.share, found.passages) == (0.0, ())
        copied = await service.compare(session, PLAN + REPORT, origin=origin, exclude=[PLAN])
        assert lit(copied) == [REPORT[:-1]]
        assert copied.share == 1.0

    async def test_what_half_of_the_units_have(
        self, session: AsyncSession, origin: Origin, theirs: Origin, region: Region
    ) -> None:
        for number, unit in enumerate(("linquan", "linquan_hospital", "township"), 10):
            one = replace(theirs, resource_id=number, unit_id=region.units[unit])
            await service.remember(session, one, PLAN)
        shared_by_few = await service.compare(session, PLAN, origin=origin, units=100)
        assert shared_by_few.share == 1.0
        by_half = await service.compare(session, PLAN + OTHER, origin=origin, units=6)
        assert (by_half.share, by_half.passages) == (0.0, ())


class TestRemember:
    async def test_what_was_sent_last_takes_the_place_of_the_earlier(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        await service.remember(session, theirs, OTHER)
        assert not (await service.compare(session, REPORT, origin=origin)).sources
        assert (await service.compare(session, OTHER, origin=origin)).share == 1.0
        assert (await service.sent(session, "duty", 2))["work"][1] == OTHER

    async def test_forgotten_is_compared_with_no_longer(
        self, session: AsyncSession, origin: Origin, theirs: Origin
    ) -> None:
        await service.remember(session, theirs, REPORT)
        await service.forget(session, "duty", 2)
        assert not (await service.compare(session, REPORT, origin=origin)).sources
        assert await service.sent(session, "duty", 2) == {}

    async def test_too_short_is_not_kept(self, session: AsyncSession, theirs: Origin) -> None:
        await service.remember(session, theirs, "已经完成。")
        assert await service.sent(session, "duty", 2) == {}
