"""The statistics through HTTP, over complaints loaded in bulk: parts that sum, and what nobody may count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from mingze.complaints.models import Complaint, ComplaintClock, ComplaintUnit
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.statistics.publishing import publish_due
from tests.conftest import SignIn
from tests.support.region import Region

#: 信访举报 of a year, as an annual report tells it: seven categories, 172 in all, 9 of them handed by the city.
YEAR = {
    "epidemic": 57,
    "policy": 35,
    "conduct": 9,
    "village_doctor": 35,
    "staff_rights": 11,
    "family_planning": 3,
    "other": 22,
}
_NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 22, 2, tzinfo=UTC)):
        yield


class Loader:
    """Rows of complaints, with only what figures look at said anew."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.rows: list[dict[str, Any]] = []
        self.clocks: list[dict[str, Any]] = []
        self.units: list[dict[str, Any]] = []

    def add(self, **values: Any) -> int:
        number = len(self.rows) + 1
        base: dict[str, Any] = {
            "id": number,
            "version": 1,
            "number": f"TS2026-{number:06}",
            "kind": "complaint",
            "channel": "phone",
            "matter": "complain",
            "category": "other",
            "office_id": self.region.units["qinghe"],
            "about_unit_id": self.region.units["hospital"],
            "names_head": False,
            "urgent": False,
            "is_complex": False,
            "subject": "排队时间长",
            "text": "排队时间长。",
            "people": 1,
            "confidential": False,
            "from_superior": False,
            "received_at": _NOON,
            "entered_at": _NOON,
            "state": "closed",
            "round": 1,
            "designated": False,
            "settled_on_spot": False,
            "search": "",
            **dict.fromkeys(
                (
                    "petition_class",
                    "nine_rule",
                    "main_id",
                    "repeat_of_id",
                    "resolved",
                    "satisfaction",
                    "outcome",
                )
            ),
            **dict.fromkeys(("supervised_at", "about_department_id")),
        }
        self.rows.append({**base, **values})
        return number

    def clock(self, complaint: int, state: str, *, due: int, met: int | None = None, **values: Any) -> None:
        """A time to answer, `due` and `met` so many days after receipt."""
        received = self.rows[complaint - 1]["received_at"]
        self.clocks.append(
            {
                "complaint_id": complaint,
                "round": 1,
                "code": "TS-2",
                "purpose": "反馈处理意见",
                "is_window": False,
                "started_at": received,
                "due_at": received + timedelta(days=due),
                "suspensions": [],
                "extension": None,
                "state": state,
                "met_at": None if met is None else received + timedelta(days=met),
                **values,
            }
        )

    async def load(self, database: Database) -> None:
        async with database.writing() as session:
            await session.execute(insert(Complaint), self.rows)
            if self.clocks:
                await session.execute(insert(ComplaintClock), self.clocks)
            if self.units:
                await session.execute(insert(ComplaintUnit), self.units)
            record(session, action="load", resource="complaint", resource_id=0, actor=None)


@pytest.fixture
def loader(region: Region) -> Loader:
    return Loader(region)


def _sums(said: Any) -> None:
    """Every table says its base, its parts sum to it, and so do the parts of each cell."""
    assert sum(row["now"]["count"] for row in said["rows"]) == said["total"]["count"]
    assert sum(row["before_count"] for row in said["rows"]) == said["total_before"]["count"]
    for cell in (said["total"], said["total_before"], *(row["now"] for row in said["rows"])):
        assert cell["matters"] + cell["merged"] == cell["count"]
        assert cell["first"] + cell["repeat"] == cell["count"]
        assert cell["in_time"] + cell["late"] + cell["not_due"] + cell["no_clock"] == cell["count"]
        assert cell["satisfied"] + cell["mostly_satisfied"] + cell["dissatisfied"] == cell["rated"]


async def _opened(client: Any, said: Any, **more: str) -> int:
    """How many rows a figure opens."""
    answer = await client.get("/api/v1/complaints", params={**said["base_filters"], **more, "limit": "1"})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["total"])


@pytest.mark.demand("3.15", "3.18")
async def test_the_seven_categories_of_the_annual_report(
    loader: Loader, database: Database, sign_in: SignIn
) -> None:
    """57+35+9+35+11+3+22 = 172, 9 from the superior; complaints of conduct fell by 40 % since the year before."""
    from_city = 9
    for category, count in YEAR.items():
        for _ in range(count):
            loader.add(category=category, from_superior=from_city > 0, channel="letter")
            from_city -= 1
    before = datetime(2025, 7, 1, tzinfo=UTC)
    for _ in range(15):
        loader.add(category="conduct", received_at=before)
    # The last hour of the year in Shanghai is still within it, the first of the next is not.
    loader.rows[0]["received_at"] = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    loader.add(category="conduct", received_at=datetime(2026, 12, 31, 16, tzinfo=UTC))
    await loader.load(database)
    officer = await sign_in("complaint_officer")
    asked = {"from": "2026-01-01", "to": "2026-12-31", "by": "category"}
    said = (await officer.get("/api/v1/complaint-statistics", params=asked)).json()

    _sums(said)
    assert {row["key"]: row["now"]["count"] for row in said["rows"]} == YEAR
    assert said["total"]["count"] == 172
    assert said["total"]["from_superior"] == 9
    assert "件次" in said["base_words"]
    assert "÷" in said["rate_words"]
    conduct = next(row for row in said["rows"] if row["key"] == "conduct")
    assert (conduct["before_count"], conduct["change"], conduct["change_rate"]) == (15, -6, -40.0)
    assert await _opened(officer, said, **conduct["filters"]) == 9
    assert await _opened(officer, said, figure="from_superior") == 9

    # The report of the year that 信访工作条例 41 asks for, and the table as a file, say the same.
    report = (await officer.get("/api/v1/complaint-statistics/annual-report", params={"year": 2026})).json()
    assert [row["now"]["count"] for row in report["categories"]] == list(YEAR.values())
    assert report["most_named"] == [
        {"unit": {"id": loader.region.units["hospital"], "name": "青禾县人民医院"}, "count": 172}
    ]
    file = await officer.get("/api/v1/complaint-statistics/export.xlsx", params=asked)
    rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[3:11]] == [*YEAR.values(), 172]
    assert str(rows[-2][0]).startswith("基数")
    assert "四舍五入" in str(rows[-1][0])


@pytest.mark.demand("3.16")
async def test_each_figure_has_its_base_and_opens_its_rows(
    loader: Loader, database: Database, sign_in: SignIn
) -> None:
    """In time by the clock of the answer, over all rounds; merged, repeated, resolved, satisfied; by unit and month."""
    hospital, township = (loader.region.units[name] for name in ("hospital", "township"))
    in_time = loader.add(resolved=True, satisfaction="satisfied", outcome="satisfied", nine_rule="8")
    loader.clock(in_time, "met", due=7, met=6)
    late = loader.add(resolved=False, satisfaction="dissatisfied", about_unit_id=township, kind="petition")
    loader.clock(late, "met", due=60, met=61, purpose="办结并出具处理意见书", code="XF-5")
    # Late in its first round, in time when it was done over: once counted, and late.
    again = loader.add(round=2, satisfaction="mostly", received_at=datetime(2026, 4, 30, 15, tzinfo=UTC))
    loader.clock(again, "met", due=7, met=9)
    loader.clock(again, "met", due=20, met=12, round=2)
    overdue = loader.add(state="investigating", about_unit_id=loader.region.units["hospital_medical"])
    loader.clock(overdue, "running", due=7)
    waiting = loader.add(state="investigating", received_at=datetime(2026, 11, 21, tzinfo=UTC))
    loader.clock(waiting, "waiting", due=7, due_at=None)
    # Its own clock stopped when it was joined to the first.
    merged = loader.add(state="merged", main_id=in_time, about_unit_id=None)
    loader.clock(merged, "cancelled", due=7)
    # A right that lapses and the day that a leader set say nothing of the answer.
    repeated = loader.add(
        repeat_of_id=in_time, supervised_at=_NOON, office_id=loader.region.units["hospital"]
    )
    loader.clock(repeated, "running", due=1, purpose="督办期限", code=None)
    loader.add(
        about_unit_id=loader.region.units["linquan_hospital"], office_id=loader.region.units["linquan"]
    )
    await loader.load(database)
    officer = await sign_in("complaint_officer")

    async def table(**asked: str) -> Any:
        answer = await officer.get("/api/v1/complaint-statistics", params=asked)
        assert answer.status_code == 200, answer.text
        _sums(answer.json())
        return answer.json()

    said = await table(by="unit")
    expected = {
        "count": 7, "matters": 6, "merged": 1, "first": 6, "repeat": 1, "supervised": 1,
        "in_time": 1, "late": 3, "not_due": 1, "no_clock": 2, "resolved": 1, "not_resolved": 1,
        "satisfied": 1, "mostly_satisfied": 1, "dissatisfied": 1, "rated": 3,
        "in_time_rate": 25.0, "resolved_rate": 50.0, "satisfied_rate": 66.7,
    }  # fmt: skip
    assert {name: said["total"][name] for name in expected} == expected
    # In the order of the tree, the hospital with its departments; no ranking.
    counted = [(row["label"], row["now"]["count"]) for row in said["rows"]]
    assert counted == [
        ("本级", 0),
        ("青禾县东关镇卫生院", 1),
        ("青禾县人民医院", 5),
        ("其他单位", 0),
        ("未指明单位", 1),
    ]
    for row in said["rows"]:
        assert await _opened(officer, said, **row["filters"]) == row["now"]["count"], row
        for figure in ("matters", "merged", "repeat", "in_time", "late", "not_due", "no_clock", "satisfied"):
            assert await _opened(officer, said, **row["filters"], figure=figure) == row["now"][figure]

    inside = await table(by="unit", unit=str(hospital))
    assert [(row["label"], row["now"]["count"]) for row in inside["rows"]] == [("本级", 4), ("医务科", 1)]
    months = await table(by="month", **{"from": "2026-03-01", "to": "2026-11-22"})
    # Received at 23:00 of 30 April in Shanghai.
    assert [row["now"]["count"] for row in months["rows"]] == [5, 1, 0, 0, 0, 0, 0, 0, 1]
    assert await _opened(officer, months, **months["rows"][1]["filters"]) == 1
    for by in ("channel", "kind", "matter", "nine_rule", "petition_class", "outcome"):
        said = await table(by=by)
        for row in said["rows"]:
            assert await _opened(officer, said, **row["filters"]) == row["now"]["count"], (by, row)
    assert (await table(by="kind", kind="petition"))["total"]["count"] == 1


async def test_figures_reach_no_farther_than_sight(
    loader: Loader, database: Database, sign_in: SignIn
) -> None:
    """Who reads figures only reads those of their own; a complaint that names the head is not counted for the unit."""
    loader.add()
    named = loader.add(names_head=True)
    for complaint in (1, named):
        loader.units.append(
            {
                "complaint_id": complaint,
                "round": 1,
                "unit_id": loader.region.units["hospital"],
                "part": "lead",
                "asked_at": _NOON,
                "asked_by_id": loader.region.accounts["complaint_officer"],
            }
        )
    await loader.load(database)

    async def counted(who: str, **asked: str) -> Any:
        answer = await (await sign_in(who)).get("/api/v1/complaint-statistics", params=asked)
        return answer.json()["total"]["count"] if answer.status_code == 200 else answer.status_code

    clerk = await (await sign_in("clerk")).get("/api/v1/complaint-statistics")
    assert clerk.json()["total"]["count"] == 2
    assert not clerk.json()["may_open"]
    assert await counted("complaint_officer") == 2
    assert await counted("hospital_head") == 1
    assert await counted("complaint_officer_elsewhere") == 0
    assert await counted("liaison") == 403
    hospital = str(loader.region.units["hospital"])
    assert await counted("complaint_officer_elsewhere", unit=hospital) == 422
    assert await counted("clerk", **{"from": "2026-05-01", "to": "2026-01-01"}) == 422
    assert await counted("clerk", by="month", **{"from": "2020-01-01", "to": "2026-01-01"}) == 422


async def test_a_quarter_is_published_once_and_small_cells_stay_hidden(
    loader: Loader, database: Database, visitors: Any
) -> None:
    for category, count in YEAR.items():
        for _ in range(count):
            loader.add(category=category, satisfaction="satisfied" if count > 30 else None)
    # Four in the quarter after it: too few to say how many. And one of the quarter that is not over.
    for _ in range(4):
        loader.add(received_at=datetime(2026, 5, 5, tzinfo=UTC))
    loader.add(received_at=datetime(2026, 11, 5, tzinfo=UTC))
    await loader.load(database)
    with clock.at(datetime(2026, 10, 28, tzinfo=UTC)):
        async with database.writing() as session:
            # The third quarter has been over for less than thirty days.
            assert await publish_due(session) == 2
    async with database.writing() as session:
        assert await publish_due(session) == 1
    visitor = await visitors.come()
    third, second, first = (await visitor.get("/api/v1/portal/statistics")).json()

    assert (first["first"], first["last"], first["total"]) == ("2026-01-01", "2026-03-31", 172)
    by_category = first["tables"][0]
    assert {row["label"]: row["count"] for row in by_category["rows"]} == {
        "疫情防控": 57,
        "政策咨询": 35,
        "行业作风": None,
        "乡村医生执业": 35,
        "医护人员权益": 11,
        "计生后遗症": None,
        "其他信访": 22,
        "未分类": 0,
    }
    assert first["tables"][3]["rows"][-1] == {"label": "未评价", "count": 45}
    for quiet in (second, third):
        assert quiet["total"] is None
        assert all(table["rows"] is None for table in quiet["tables"])

    page = await visitor.get("/portal/statistics")
    assert page.status_code == 200
    assert "<td>57</td>" in page.text
    assert len(page.content) < 60_000

    # Later corrections do not change what was said: two counts side by side would tell of single complaints.
    async with database.writing() as session:
        row = await session.get_one(Complaint, 1)
        row.category = "conduct"  # type: ignore[assignment]
        record(session, action="change", resource="complaint", resource_id=1, actor=None)
    async with database.writing() as session:
        assert await publish_due(session) == 0
    assert (await visitor.get("/api/v1/portal/statistics")).json()[-1] == first
    assert date.fromisoformat(third["last"]) == date(2026, 9, 30)
