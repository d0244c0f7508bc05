"""What a campaign asks of its units: when it is issued, when units join or leave, every month, in one statement."""

from datetime import date

import pytest
from sqlalchemy import event, select

from mingze.campaigns.queries import active
from mingze.duties.due_service import ASK_JOB, handlers
from mingze.duties.models import Duty
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.kit.worker import Running
from mingze.settings import Settings
from tests.duties.conftest import TAKING_PART, Office


class TestIssuing:
    @pytest.mark.demand("1.12")
    async def test_asks_every_unit_for_its_own_plan(self, office: Office) -> None:
        with office.at("2026-03-02T10:00"):
            plans = await office.duties(kind="sub_plan")
        assert {plan["unit"]["id"] for plan in plans} == {office.region.units[unit] for unit in TAKING_PART}
        assert {plan["due_on"] for plan in plans} == {"2026-03-20"}
        assert {plan["state"] for plan in plans} == {"awaited"}

    @pytest.mark.demand("0.10")
    async def test_asks_for_the_deliverables_of_the_stage(self, office: Office) -> None:
        with office.at("2026-03-02T10:00"):
            found = await office.duties(kind="deliverable")
        assert [one["title"] for one in found] == ["责任清单和权力清单"] * 3
        assert {one["due_on"] for one in found} == {"2026-03-31"}

    async def test_schedules_the_report_of_the_month(self, office: Office) -> None:
        with office.at("2026-03-02T10:00"):
            found = await office.duties(kind="report")
        assert {(one["period"], one["cutoff_on"], one["due_on"], one["state"]) for one in found} == {
            ("2026年3月", "2026-03-25", "2026-04-01", "scheduled")
        }
        assert len(found) == 3

    async def test_is_told_to_each_person_once(self, office: Office) -> None:
        with office.at("2026-03-02T10:00"):
            notices = (await office.read("hospital_liaison", "/notices"))["items"]
        asked = [one["title"] for one in notices if one["kind"] == "duty_asked"]
        assert asked == ["有 2 项新的应报事项"]


class TestJoining:
    async def test_who_joins_later_gets_theirs(self, office: Office) -> None:
        with office.at("2026-03-10T10:00"):
            await office.take_part(*TAKING_PART, "qinghe")
            found = await office.duties(unit_id=office.region.units["qinghe"])
            qinghe = [one for one in found if one["unit"]["id"] == office.region.units["qinghe"]]
        assert sorted(one["kind"] for one in qinghe) == ["deliverable", "report", "sub_plan"]

    async def test_who_leaves_owes_no_more_what_is_not_due(self, office: Office) -> None:
        with office.at("2026-03-22T10:00"):
            await office.take_part("hospital", "township")
            linquan = office.region.units["linquan_hospital"]
            left = await office.duties(unit_id=linquan)
            cancelled = await office.duties(unit_id=linquan, state="cancelled")
        # What was due already stays owed.
        assert [one["kind"] for one in left] == ["sub_plan"]
        assert sorted(one["kind"] for one in cancelled) == ["deliverable", "report"]

    async def test_who_is_back_owes_it_again(self, office: Office) -> None:
        with office.at("2026-03-05T10:00"):
            await office.take_part("hospital", "township")
            await office.take_part(*TAKING_PART)
            found = await office.duties(unit_id=office.region.units["linquan_hospital"])
        assert sorted(one["state"] for one in found) == ["awaited", "awaited", "scheduled"]


class TestEveryDay:
    @pytest.mark.demand("0.6")
    async def test_a_report_opens_on_its_cutoff_day(self, office: Office, database: Database) -> None:
        with office.at("2026-03-24T00:10"):
            await _daily(database)
            assert {one["state"] for one in await office.duties(kind="report")} == {"scheduled"}
        with office.at("2026-03-25T00:10"):
            await _daily(database)
            assert {one["state"] for one in await office.duties(kind="report")} == {"awaited"}

    async def test_the_next_month_is_asked_when_it_has_begun(
        self, office: Office, database: Database
    ) -> None:
        with office.at("2026-04-01T00:10"):
            await _daily(database)
            months = {one["period"] for one in await office.duties(kind="report")}
        assert months == {"2026年3月", "2026年4月"}

    async def test_a_day_without_the_job_is_made_up_for(self, office: Office, database: Database) -> None:
        with office.at("2026-06-03T00:10"):
            await _daily(database)
            await _daily(database)
            found = await office.duties(kind="report")
        assert sorted({one["period"] for one in found}) == [
            "2026年3月",
            "2026年4月",
            "2026年5月",
            "2026年6月",
        ]
        assert len(found) == 12

    async def test_nothing_is_asked_after_the_end(self, office: Office, database: Database) -> None:
        with office.at("2027-02-03T00:10"):
            await _daily(database)
            months = {one["period_start"] for one in await office.duties(kind="report")}
        assert max(months) == "2026-11-01"

    async def test_a_suspended_campaign_asks_nothing(self, office: Office, database: Database) -> None:
        with office.at("2026-03-28T09:00"):
            path = f"/campaigns/{office.campaign}"
            version = (await office.read("clerk", path))["version"]
            await office.do("clerk", f"{path}/suspend", {"reason": "另有部署"}, version)
        with office.at("2026-04-02T00:10"):
            await _daily(database)
            found = await office.duties(kind="report")
            plan = await office.duty("deliverable")
            refused = await office.draft(plan, {"text": {"text": "已完成。"}})
        assert {one["period"] for one in found} == {"2026年3月"}
        assert refused.status_code == 409

    async def test_the_job_is_one_of_the_house(self, office: Office, database: Database) -> None:
        assert ASK_JOB == "duties.ask"
        async with database.reading() as session:
            assert await active(session) == [office.campaign]


class TestOneStatement:
    async def test_a_month_is_asked_of_all_units_at_once(self, office: Office, database: Database) -> None:
        said: list[str] = []
        engine = database._write_engine.sync_engine

        def listen(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            said.append(statement)

        with office.at("2026-05-02T09:00"):
            event.listen(engine, "before_cursor_execute", listen)
            try:
                done = await office.open_month("2026-05-01")
            finally:
                event.remove(engine, "before_cursor_execute", listen)
        assert (done["created"], done["opened"]) == (3, 3)
        inserts = [one for one in said if one.startswith("INSERT INTO duty ")]
        assert len([one for one in inserts if "SELECT" in one]) == len(inserts)

    async def test_asked_twice_it_is_owed_once(self, office: Office) -> None:
        with office.at("2026-05-02T09:00"):
            await office.open_month("2026-05-01")
            again = await office.open_month("2026-05-01")
            found = await office.duties(period="2026-05-01")
        assert (again["created"], again["opened"]) == (0, 0)
        assert len(found) == 3

    async def test_leaves_one_event_with_the_count(self, office: Office, database: Database) -> None:
        with office.at("2026-05-02T09:00"):
            await office.open_month("2026-05-01")
        async with database.reading() as session:
            found = (
                await session.scalars(
                    select(EventRow.action).where(
                        EventRow.resource == "campaign", EventRow.action == "open_period"
                    )
                )
            ).all()
            made = (await session.scalars(select(Duty.id).where(Duty.period_start == date(2026, 5, 1)))).all()
        assert len(found) == 1
        assert len(made) == 3

    async def test_refuses_a_day_in_the_middle(self, office: Office) -> None:
        with office.at("2026-05-02T09:00"):
            body = {"requirement_id": office.requirement, "period_start": "2026-05-09"}
            refused = await office.post("clerk", f"/campaigns/{office.campaign}/report-periods", body)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/body/period_start"

    @pytest.mark.parametrize(
        ("start", "why"),
        [
            ("2026-02-01", "报送要求从 2026-03-01 起"),
            ("2026-07-01", "至多提前布置下一期"),
            ("1990-01-01", "报送要求从"),
            ("2190-12-01", "报送要求到 2026-11-30 为止"),
            ("9999-12-01", "不能大于"),
            ("0001-01-01", "不能小于"),
        ],
    )
    async def test_refuses_periods_nobody_asks_for(self, office: Office, start: str, why: str) -> None:
        with office.at("2026-05-02T09:00"):
            body = {"requirement_id": office.requirement, "period_start": start}
            refused = await office.post("clerk", f"/campaigns/{office.campaign}/report-periods", body)
        assert refused.status_code == 422
        assert why in refused.json()["errors"][0]["message"]

    async def test_opened_ahead_it_leaves_none_out(self, office: Office, database: Database) -> None:
        with office.at("2026-03-30T09:00"):
            await office.open_month("2026-04-01")
        with office.at("2026-04-01T00:10"):
            await office.open_month("2026-05-01")
        with office.at("2026-06-02T00:10"):
            await _daily(database)
            months = {one["period_start"] for one in await office.duties(kind="report")}
        assert months == {"2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"}


async def _daily(database: Database) -> None:
    job = Running(0, ASK_JOB, {}, 1, "lease", database)
    await handlers(Settings())[ASK_JOB](job)
