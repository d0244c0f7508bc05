"""Lists, the morning page, inspections, tags and papers, through the API, on both engines."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event, select

from mingze.access.actor import Actor, Held
from mingze.access.permissions import Role
from mingze.findings.derived import light_of
from mingze.findings.entry_service import Entry, NewDocument, NewInspection, enter
from mingze.findings.models import Finding
from mingze.findings.scope import has_light
from mingze.findings.vocabulary import ClosureState, Light, Part, PublishedStatus, Source, WorkState
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.papers.reader import read
from tests.findings.conftest import Ledger
from tests.support.region import Region

TEXT = "一、巡察反馈意见整改情况。1.处方点评流于形式。整改措施:修订制度。"


def clerk_of(region: Region) -> Actor:
    city = region.units["city"]
    return Actor(
        account_id=region.accounts["clerk"],
        username="clerk",
        name="经办人",
        session_id="",
        home_unit_id=region.units["office"],
        home_unit_name="监督办",
        must_change_password=False,
        appointments=(Held(Role.CLERK, city, "云州市卫生健康委员会"),),
    )


async def enter_report(database: Database, region: Region, **values: Any) -> tuple[int, list[int]]:
    entries = [
        Entry(
            problem="处方点评流于形式",
            measures=("修订处方点评制度", "每月抽查一百张处方"),
            progress="制度已印发,抽查三次。",
            group="(一)医疗质量管理不严",
            number="1",
            published_status=PublishedStatus.DONE,
            span=(15, 25),
            units=((region.units["hospital"], Part.ANSWERING),),
            responsible_leader="王建国",
        ),
        Entry(problem="绩效分配办法未修订", published_status=PublishedStatus.IN_PROGRESS, extended=True),
        Entry(
            problem="重点岗位未轮岗",
            measures=("开展轮岗",),
            key_matter=True,
            published_status=PublishedStatus.STAGED,
            status_text="取得阶段性成效",
            long_term=True,
            due_on=date(2020, 5, 1),
        ),
    ]
    async with database.writing() as session:
        done = await enter(
            session,
            clerk_of(region),
            office_id=region.units["city"],
            source=Source.INSPECTION,
            document=NewDocument(title="整改通报", text=TEXT, number="云卫党〔2026〕1号"),
            inspection=NewInspection(
                title="2025年市委巡察",
                body="十二届市委第三巡察组",
                party="中共云州市卫生健康委员会党组",
                feedback_on=date(2026, 1, 6),
                rules_built=3,
                **values,
            ),
            entries=entries,
        )
    assert done.inspection_id is not None
    return done.inspection_id, done.finding_ids


class TestEnter:
    async def test_starts_confirmed_with_what_was_published(self, database: Database, ledger: Ledger) -> None:
        _, (first, second, third) = await enter_report(database, ledger.region)
        found = await ledger.read("clerk", f"/findings/{first}")
        assert (found["work_state"], found["closure_state"], found["published_status"]) == (
            "confirmed",
            "none",
            "done",
        )
        assert [(len(item["steps"]), item["state"]) for item in found["items"]] == [(2, "planned")]
        assert found["items"][0]["notes"][0]["account"] is None
        assert found["document"]["span"] == [15, 25]
        assert (found["document"]["excerpt"], found["document"]["excerpt_start"]) == (TEXT[15:25], 15)
        extended = await ledger.read("clerk", f"/findings/{second}")
        assert [(r["kind"], r["state"], r["asked_by"]) for r in extended["requests"]] == [
            ("extension", "recorded", None)
        ]
        assert extended["items"] == []
        staged = await ledger.read("clerk", f"/findings/{third}")
        assert (staged["long_term"], staged["staged_reason"], staged["light"]) == (
            True,
            "取得阶段性成效",
            "red",
        )

    async def test_leaves_the_clerk_free_to_verify(self, database: Database, ledger: Ledger) -> None:
        """Who confirmed an import reported nothing."""
        _, (first, _, _) = await enter_report(database, ledger.region)
        await ledger.act("clerk", first, "hand-out", due_on=str(clock.today()))
        await ledger.act("hospital_head", first, "accept")
        item = await ledger.item(first)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "补充佐证"})
        await ledger.attach("hospital_liaison", "rectification_item", item["id"])
        await ledger.act_on_item("hospital_head", item["id"], "claim")
        assert (await ledger.act_on_item("clerk", item["id"], "accept")).status_code == 200

    async def test_tells_its_events(self, database: Database, ledger: Ledger) -> None:
        _, (first, _, _) = await enter_report(database, ledger.region)
        events = await ledger.read("clerk", f"/findings/{first}/events")
        assert [event["action"] for event in events["items"]] == ["register"]
        assert events["items"][0]["changes"]["problem"] == [None, "处方点评流于形式"]


class TestLight:
    async def test_filter_agrees_with_the_rule(self, database: Database, ledger: Ledger) -> None:
        region = ledger.region
        today = clock.today()
        entries = [
            Entry(problem=f"问题{offset}", due_on=None if offset is None else today + timedelta(days=offset))
            for offset in (None, -30, -1, 0, 5, 10, 11, 400)
        ]
        async with database.writing() as session:
            done = await enter(
                session,
                clerk_of(region),
                office_id=region.units["city"],
                source=Source.SUPERIOR,
                document=NewDocument(title="台账", text=""),
                inspection=None,
                entries=entries * 4,
            )
        states = [
            (WorkState.RECTIFYING, ClosureState.NONE, False),
            (WorkState.WAITING_EXTERNAL, ClosureState.NONE, False),
            (WorkState.VERIFIED, ClosureState.CLOSED, False),
            (WorkState.CONFIRMED, ClosureState.NONE, True),
        ]
        async with database.writing() as session:
            rows = (await session.scalars(select(Finding).order_by(Finding.id))).all()
            for place, row in enumerate(rows):
                row.work_state, row.closure_state, row.voided = states[place // len(entries)]
            record(session, action="arrange", resource="finding", resource_id=0, actor=None)
        async with database.reading() as session:
            rows = (await session.scalars(select(Finding).order_by(Finding.id))).all()
            expected = {light: set[int]() for light in Light}
            for row in rows:
                light = light_of(
                    row.due_on,
                    WorkState(row.work_state),
                    ClosureState(row.closure_state),
                    voided=row.voided,
                    today=today,
                    light_days=10,
                )
                expected[light].add(row.id)
            for light in Light:
                found = await session.scalars(select(Finding.id).where(has_light(light, today, 10)))
                assert set(found) == expected[light], light
        assert len(done.finding_ids) == 32
        assert {light: len(ids) for light, ids in expected.items()} == {
            Light.RED: 2,
            Light.YELLOW: 3,
            Light.GREEN: 3,
            Light.GREY: 24,
        }


class TestListFindings:
    async def test_shows_what_is_in_scope(self, ledger: Ledger) -> None:
        made = await ledger.register()
        elsewhere = await ledger.register(units=[{"unit_id": ledger.region.units["linquan_hospital"]}])
        assert (await ledger.read("clerk", "/findings"))["total"] == 2
        for person in ("unit_head", "hospital_liaison"):
            listed = await ledger.read(person, "/findings")
            assert [row["id"] for row in listed["items"]] == [made["id"]]
        listed = await ledger.read("unit_head_elsewhere", "/findings")
        assert [row["id"] for row in listed["items"]] == [elsewhere["id"]]
        assert (await ledger.get("auditor", "/findings")).status_code == 403

    async def test_narrowed_to_a_unit_beyond_ones_scope_shows_only_what_is_shared(
        self, ledger: Ledger
    ) -> None:
        units = ledger.region.units
        both = [{"unit_id": units["hospital"]}, {"unit_id": units["linquan_hospital"], "part": "cooperating"}]
        shared = await ledger.register(units=both)
        await ledger.register(units=both[1:])
        listed = await ledger.read("hospital_head", "/findings", unit_id=units["linquan"])
        assert [row["id"] for row in listed["items"]] == [shared["id"]]

    @pytest.mark.parametrize("sort", ["due_on", "-due_on", "number", "-number", "updated_at", "-updated_at"])
    async def test_pages_through_everything_once(self, database: Database, ledger: Ledger, sort: str) -> None:
        region = ledger.region
        today = clock.today()
        entries = [
            Entry(problem=f"问题{n}", due_on=None if n % 3 == 0 else today + timedelta(days=n // 2))
            for n in range(11)
        ]
        async with database.writing() as session:
            await enter(
                session,
                clerk_of(region),
                office_id=region.units["city"],
                source=Source.SUPERIOR,
                document=NewDocument(title="台账", text=""),
                inspection=None,
                entries=entries,
            )
        seen: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = await ledger.read("clerk", "/findings", sort=sort, limit=4, **cursor)
            seen += page["items"]
            assert page["total"] == 11
            if page["next_cursor"] is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert len({row["id"] for row in seen}) == len(seen) == 11
        if sort.endswith("due_on"):
            days = [row["due_on"] or "9999-12-31" for row in seen]
            assert days == sorted(days, reverse=sort.startswith("-"))

    async def test_refuses_a_mark_of_another_order(self, ledger: Ledger) -> None:
        for _ in range(2):
            await ledger.register()
        page = await ledger.read("clerk", "/findings", limit=1)
        refused = await ledger.get("clerk", "/findings", sort="number", cursor=page["next_cursor"])
        assert refused.json()["errors"][0]["pointer"] == "/query/cursor"
        assert (await ledger.get("clerk", "/findings", cursor="!!")).status_code == 422

    async def test_filters(self, database: Database, ledger: Ledger) -> None:
        inspection, (first, second, third) = await enter_report(database, ledger.region)
        tag = await ledger.do("clerk", "/tags", {"name": "医德医风"})
        tagged = await ledger.register(tag_ids=[tag["id"]], severity="severe")
        cases: list[tuple[dict[str, Any], set[int]]] = [
            ({"inspection_id": inspection}, {first, second, third}),
            ({"key_matter": True}, {third}),
            ({"long_term": True}, {third}),
            ({"published_status": "done"}, {first}),
            ({"tag": tag["id"]}, {tagged["id"]}),
            ({"severity": "severe"}, {tagged["id"]}),
            ({"source": "inspection"}, {first, second, third}),
            ({"work_state": "handed_out"}, set()),
            ({"light": "red"}, {third}),
            ({"due_before": "2020-12-31"}, {third}),
            ({"due_after": "2020-12-31"}, {tagged["id"]}),
            ({"unit_id": ledger.region.units["qinghe"]}, {first, tagged["id"]}),
            ({"unit_id": ledger.region.units["linquan"]}, set()),
            ({"q": "轮岗"}, {third}),
            ({"q": "岗"}, {third}),
            ({"q": "抽查"}, {first, tagged["id"]}),
            ({"q": "王建国"}, {first}),
            ({"q": "点评 每月"}, {first, tagged["id"]}),
            ({"waiting": "hand_out"}, {first, second, third, tagged["id"]}),
            ({"waiting_for_me": True}, {first, second, third, tagged["id"]}),
        ]
        for wanted, expected in cases:
            listed = await ledger.read("clerk", "/findings", **wanted)
            assert {row["id"] for row in listed["items"]} == expected, wanted
            assert listed["total"] == len(expected)


class TestItems:
    async def test_are_listed_by_day_and_state(self, ledger: Ledger) -> None:
        finding = await ledger.accepted(measures=["甲", "乙", "丙"])
        listed = await ledger.read("hospital_liaison", "/rectification-items", limit=2)
        rest = await ledger.read(
            "hospital_liaison", "/rectification-items", limit=2, cursor=listed["next_cursor"]
        )
        assert [row["text"] for row in listed["items"] + rest["items"]] == ["甲", "乙", "丙"]
        assert (listed["total"], listed["items"][0]["finding_id"]) == (3, finding)
        for wanted, count in (
            ({"state": "planned"}, 3),
            ({"state": "claimed"}, 0),
            ({"overdue": True}, 0),
            ({"overdue": False}, 3),
            ({"unit_id": ledger.region.units["hospital"]}, 3),
            ({"unit_id": ledger.region.units["township"]}, 0),
        ):
            assert (await ledger.read("clerk", "/rectification-items", **wanted))["total"] == count, wanted


class TestToday:
    async def test_says_what_waits_for_whom(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]

        async def waiting(person: str) -> dict[str, list[int]]:
            page = await ledger.read(person, "/today")
            groups = page["waiting_for_me"]["groups"]
            return {group["kind"]: [row["id"] for row in group["items"]] for group in groups}

        assert await waiting("clerk") == {"hand_out": [finding]}
        await ledger.act("clerk", finding, "hand-out")
        assert await waiting("hospital_head") == {"accept": [finding]}
        assert await waiting("hospital_liaison") == {}
        await ledger.act("hospital_head", finding, "accept")
        assert await waiting("hospital_liaison") == {"report": [finding]}
        item = await ledger.item(finding)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已完成"})
        body = {"kind": "extension", "reason": "来不及", "until": str(clock.today() + timedelta(days=90))}
        await ledger.do("hospital_head", f"/findings/{finding}/requests", body)
        assert await waiting("leader") == {"decide": [finding]}
        assert await waiting("clerk") == {}
        await ledger.attach("hospital_liaison", "rectification_item", item["id"])
        await ledger.act_on_item("hospital_head", item["id"], "claim")
        assert await waiting("clerk") == {"verify": [finding]}
        assert await waiting("hospital_head") == {}
        await ledger.act_on_item("clerk", item["id"], "accept")
        request = (await ledger.read("leader", f"/findings/{finding}"))["requests"][0]["id"]
        await ledger.do("leader", f"/requests/{request}/decision", {"approve": False, "note": "不必"})
        await ledger.act("clerk", finding, "verify")
        assert await waiting("clerk") == {"apply_closure": [finding]}
        await ledger.act("clerk", finding, "apply-closure")
        assert await waiting("leader") == {"approve_closure": [finding]}
        await ledger.act("leader", finding, "approve-closure")
        assert await waiting("clerk") == {"close": [finding]}

    async def test_counts_by_day_and_by_unit(self, database: Database, ledger: Ledger) -> None:
        await enter_report(database, ledger.region)
        near = (await ledger.register(due_on=str(clock.today() + timedelta(days=6))))["id"]
        page = await ledger.read("clerk", "/today")
        assert page["overdue"]["count"] == 1
        assert [row["id"] for row in page["due_this_week"]["items"]] == [near]
        figures = {row["unit"]["name"]: row for row in page["by_unit"]}
        assert figures["青禾县卫生健康局"] | {"unit": None} == {
            "unit": None,
            "open": 2,
            "overdue": 0,
            "due_soon": 1,
            "closed": 0,
        }


class TestInspections:
    async def test_count_what_is_in_the_ledger(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        listed = await ledger.read("clerk", "/inspections")
        assert [(row["id"], row["findings"]) for row in listed["items"]] == [(inspection, 3)]
        found = await ledger.read("leader", f"/inspections/{inspection}")
        assert found["totals"] == {
            "findings": 3,
            "key_matters": 1,
            "done": 1,
            "staged": 1,
            "open": 1,
            "closed": 0,
            "overdue": 1,
            "measures": 2,
            "measures_accepted": 0,
        }

    async def test_are_seen_where_a_finding_of_theirs_is(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        assert (await ledger.read("hospital_head", f"/inspections/{inspection}"))["totals"]["findings"] == 1
        assert (await ledger.get("unit_head_elsewhere", f"/inspections/{inspection}")).status_code == 404
        assert (await ledger.read("unit_head_elsewhere", "/inspections"))["total"] == 0


class TestPapers:
    async def test_report_prints_what_the_ledger_says(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        answer = await ledger.get(
            "clerk",
            f"/inspections/{inspection}/report.docx",
            issued_on="2026-03-01",
            contacts="电话:0000-0000000",
        )
        assert answer.status_code == 200, answer.text
        paragraphs = docx.Document(BytesIO(answer.content)).paragraphs
        text = "".join(paragraph.text for paragraph in paragraphs).replace("\n", "")
        for words in (
            "中共云州市卫生健康委员会党组关于巡察整改进展情况的通报",
            "处方点评流于形式",
            "一是",
            "2026年3月1日",
        ):
            assert words in text
        assert (
            await ledger.get("hospital_head", f"/inspections/{inspection}/report.docx")
        ).status_code == 403
        assert (
            await ledger.get("clerk_elsewhere", f"/inspections/{inspection}/report.docx")
        ).status_code == 404

    async def test_report_reads_back_as_what_was_entered(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        answer = await ledger.get("clerk", f"/inspections/{inspection}/report.docx")
        found = read("通报.docx", answer.content).to_json()
        assert [
            (f["problem"].rstrip("。"), f["status"], f["key_matter"], len(f["measures"]))
            for f in found["findings"]
        ] == [
            ("绩效分配办法未修订", "extended", False, 0),
            ("处方点评流于形式", "done", False, 2),
            ("重点岗位未轮岗", "staged", True, 1),
        ]
        assert (found["totals"]["findings"], found["totals"]["findings_done"]) == (3, 1)

    async def test_report_comes_as_pdf(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        answer = await ledger.get("leader", f"/inspections/{inspection}/report.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")

    async def test_sheet_holds_exactly_what_was_filtered(self, database: Database, ledger: Ledger) -> None:
        await enter_report(database, ledger.region)
        answer = await ledger.get("clerk", "/findings/export.xlsx", key_matter=True)
        assert answer.status_code == 200, answer.text
        rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert len(rows) == 2
        assert "重点岗位未轮岗" in rows[1]
        assert (await ledger.get("unit_head_elsewhere", "/findings/export.xlsx")).status_code == 200


class TestTags:
    async def test_are_kept_by_the_clerk(self, ledger: Ledger) -> None:
        made = await ledger.do("clerk", "/tags", {"name": "医德医风"})
        assert (await ledger.post("clerk", "/tags", {"name": "医德医风"})).status_code == 409
        assert (await ledger.post("leader", "/tags", {"name": "采购"})).status_code == 403
        client = await ledger.as_("clerk")
        path = f"/api/v1/tags/{made['id']}"
        changed = await client.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        assert (changed.json()["active"], changed.headers["ETag"]) == (False, '"v2"')
        refused = await ledger.post("clerk", "/findings", {"problem": "x", "tag_ids": [made["id"]]})
        assert refused.status_code == 422
        assert (await ledger.read("hospital_head", "/tags"))["total"] == 1


class TestDetail:
    async def test_asks_the_database_a_bounded_number_of_times(
        self, database: Database, ledger: Ledger
    ) -> None:
        small = (await ledger.register())["id"]
        large = await ledger.claimed(measures=[f"措施{n}" for n in range(8)])

        async def statements(finding: int) -> int:
            count = 0

            def seen(*_: Any) -> None:
                nonlocal count
                count += 1

            engine = database._read_engine.sync_engine
            event.listen(engine, "before_cursor_execute", seen)
            await ledger.read("clerk", f"/findings/{finding}")
            event.remove(engine, "before_cursor_execute", seen)
            return count

        # One for the person who asks, and BEGIN on SQLite, twice.
        assert await statements(small) <= 13
        assert await statements(large) <= 15

    async def test_shown_actions_are_those_the_service_allows(self, ledger: Ledger) -> None:
        """What the page says cannot be done is refused with the same words."""
        finding = await ledger.claimed()
        for person in ("clerk", "leader", "hospital_head", "hospital_liaison"):
            found = await ledger.read(person, f"/findings/{finding}")
            for action in found["allowed_actions"]:
                if action["enabled"] or action["action"].startswith(("ask_", "add_")):
                    continue
                path = f"/findings/{finding}/actions/{action['action'].replace('_', '-')}"
                body = {
                    "reason": "因为",
                    "organs": [{"kind": "discipline", "name": "纪委"}],
                    "document": "函",
                    "signed_on": "2026-01-01",
                }
                wanted = {
                    "countersign": {k: body[k] for k in ("organs", "document", "signed_on")},
                    "close": {"closer": "甲", "document": "乙", "closed_on": "2026-01-01"},
                }.get(action["action"])
                needs_reason = action["action"] in {"decline", "reject_fix", "send_back", "refuse_closure"}
                sent = wanted or ({"reason": "因为"} if needs_reason else {})
                refused = await ledger.post(person, path, sent, found["version"])
                assert refused.status_code in {403, 409}, (action, refused.text)
                if refused.json()["detail"] != "没有权限进行此操作":
                    assert refused.json()["detail"] == action["reason"]


class TestClock:
    async def test_of_the_list_is_that_of_shanghai(self, ledger: Ledger) -> None:
        """At five in the afternoon in London it is already the next day where the dates are counted."""
        made = await ledger.register(due_on="2027-03-01")
        with clock.at(datetime(2027, 3, 1, 15, 59, tzinfo=UTC)):
            assert (await ledger_light(ledger, made["id"])) == "yellow"
        with clock.at(datetime(2027, 3, 1, 16, 0, tzinfo=UTC)):
            assert (await ledger_light(ledger, made["id"])) == "red"


async def ledger_light(ledger: Ledger, finding: int) -> str:
    ledger._clients.clear()
    light: str = (await ledger.read("clerk", f"/findings/{finding}"))["light"]
    return light
