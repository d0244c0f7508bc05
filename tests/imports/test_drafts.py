"""Drafts: uploaded, looked at by whoever is in scope, resumed, corrected, given up."""

import asyncio
import io
import zipfile

import pytest
from fastapi import FastAPI

from mingze.samples import ANNUAL_REPORT, PLAN, REPORT, sample
from tests.conftest import SignIn
from tests.imports.conftest import TWO_MATTERS, Desk, SitDown, upload
from tests.support.region import Region


def workbook_that_explodes() -> bytes:
    """A few hundred kilobytes that unpack to 600 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b"0" * 1_000_000)
    return packed.getvalue()


class TestCreateImport:
    @pytest.mark.demand("4.28")
    async def test_reads_a_report_into_rows_and_tells_its_defects(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        answer = await upload(clerk, sample(REPORT), REPORT)
        assert answer.status_code == 201, answer.text
        assert answer.headers["etag"] == '"v1"'
        draft = answer.json()
        kept = await clerk.get(f"/api/v1/attachments/{draft['file']['id']}/content")
        assert (draft["file"]["name"], kept.content) == (REPORT, sample(REPORT))
        assert draft["state"] == "draft"
        assert draft["kind"] == "rectification_report"
        assert (draft["rows_count"], draft["dropped_count"]) == (26, 0)
        assert draft["issuer"] == "中共云州市卫生健康委员会党组"
        assert draft["totals"]["findings"] == 26
        assert draft["mismatches"] == []
        assert {warning["code"] for warning in draft["warnings"]} >= {
            "duplicate_body",
            "broken_brackets",
            "numbering_restarts",
            "progress_copies_measure",
            "repeated_finding",
        }
        assert draft["unread"]

    @pytest.mark.demand("4.1")
    async def test_reads_the_inspection(self, report: Desk) -> None:
        assert report.draft["inspection"] == {
            "body": "六届市委第二巡察组",
            "from": "2025-03-03",
            "to": "2025-04-30",
            "feedback_on": "2025-06-12",
        }
        assert report.draft["inspection_source"] == "inspection"

    @pytest.mark.demand("4.5")
    async def test_rows_point_at_their_sentences(self, report: Desk) -> None:
        text = (await report.client.get(f"{report.path}/text")).json()["text"]
        assert len(text) == report.draft["text_length"]
        for row in await report.rows():
            start, end = row["spans"]["problem"]
            assert text[start:end].split() == row["problem"].split()
            for place, part in zip(row["spans"]["measures"], row["measures"], strict=True):
                assert text[slice(*place)].split() == part.split()
            assert row["span"][0] <= start < end <= row["span"][1]

    async def test_belongs_to_the_unit_of_the_clerk(self, sign_in: SignIn, region: Region) -> None:
        answer = await upload(await sign_in("clerk_elsewhere"), TWO_MATTERS)
        assert answer.json()["unit"]["id"] == region.units["linquan"]

    async def test_refuses_a_unit_the_clerk_is_not_appointed_at(
        self, sign_in: SignIn, region: Region
    ) -> None:
        answer = await upload(
            await sign_in("clerk"), TWO_MATTERS, data={"unit_id": str(region.units["qinghe"])}
        )
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/unit_id"

    async def test_tells_of_an_earlier_import_of_the_same_bytes(self, sit_down: SitDown) -> None:
        first = await sit_down()
        assert first.draft["same_file_as"] is None
        again = await sit_down(name="又一次.txt", who="second_clerk")
        assert again.draft["same_file_as"] == first.draft["id"]

    async def test_does_not_tell_of_what_is_out_of_sight_or_given_up(self, sit_down: SitDown) -> None:
        first = await sit_down()
        assert (await sit_down(who="clerk_elsewhere")).draft["same_file_as"] is None
        await first.post("discard")
        # The city's clerk sees the county's draft, but the own one was given up.
        assert (await sit_down()).draft["same_file_as"] != first.draft["id"]

    async def test_makes_one_draft_however_often_it_is_retried(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        headers = {"Idempotency-Key": "drop-one-file"}
        first = await upload(clerk, TWO_MATTERS, headers=headers)
        again = await upload(clerk, TWO_MATTERS, headers=headers)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json()["id"] == first.json()["id"]
        other = await upload(clerk, TWO_MATTERS + "附注。", headers=headers)
        assert other.status_code == 409

    @pytest.mark.parametrize("name", [PLAN, ANNUAL_REPORT])
    async def test_of_a_plan_or_a_year_makes_a_draft_that_can_be_archived(
        self, sit_down: SitDown, name: str
    ) -> None:
        desk = await sit_down(sample(name), name)
        assert desk.draft["rows_count"] == 0
        assert "no_rows" not in {warning["code"] for warning in desk.draft["warnings"]}
        confirm = next(move for move in desk.draft["allowed_actions"] if move["action"] == "confirm")
        assert (confirm["enabled"], confirm["label"]) == (True, "归档")

    async def test_of_an_unknown_kind_makes_a_draft_without_rows_that_says_so(
        self, sit_down: SitDown
    ) -> None:
        desk = await sit_down("食堂本周菜谱:周一米饭,周二面条。")
        assert desk.draft["warnings"][0]["code"] == "no_rows"
        confirm = next(move for move in desk.draft["allowed_actions"] if move["action"] == "confirm")
        assert (confirm["enabled"], confirm["reason"]) == (False, "草稿中没有可入账的条目")
        assert (await desk.confirm()).status_code == 409

    @pytest.mark.parametrize(
        ("name", "content", "status"),
        [
            ("照片.png", b"\x89PNG\r\n\x1a\n....", 415),
            ("假的.docx", "不是文档".encode(), 415),
            ("旧的.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, 415),
            ("坏的.docx", b"PK\x03\x04" + b"\1" * 500, 422),
            ("坏的.pdf", b"%PDF-1.7\n" + b"\2" * 500, 422),
            ("空的.txt", b"", 422),
            ("空白.txt", b" \n \n", 422),
            ("乱码.txt", bytes(range(128, 256)) * 4, 415),
            ("程序.exe", b"MZ\x90\x00", 415),
            ("../../路径", b"x", 415),
        ],
    )
    async def test_says_why_a_file_cannot_be_read_and_leaves_nothing(
        self, sign_in: SignIn, name: str, content: bytes, status: int
    ) -> None:
        clerk = await sign_in("clerk")
        answer = await upload(clerk, content, name)
        assert answer.status_code == status, answer.text
        assert any("\u4e00" <= char <= "\u9fff" for char in answer.json()["detail"])
        assert (await clerk.get("/api/v1/imports")).json()["total"] == 0

    async def test_refuses_more_than_the_size_limit(self, app: FastAPI, sign_in: SignIn) -> None:
        app.state.settings.upload_max_bytes = 1000
        answer = await upload(await sign_in("clerk"), "字" * 400)
        assert answer.status_code == 413

    async def test_gives_up_a_reading_that_takes_too_long(self, app: FastAPI, sign_in: SignIn) -> None:
        app.state.settings.read_seconds = 0.01
        clerk = await sign_in("clerk")
        answer = await upload(clerk, TWO_MATTERS)
        assert answer.status_code == 413
        assert "超时" in answer.json()["detail"]
        assert (await clerk.get("/api/v1/imports")).json()["total"] == 0

    async def test_gives_up_a_reading_that_takes_too_much_memory(self, app: FastAPI, sign_in: SignIn) -> None:
        app.state.settings.read_memory_mib = 24
        answer = await upload(await sign_in("clerk"), TWO_MATTERS)
        assert answer.status_code == 413
        assert "内存" in answer.json()["detail"]

    async def test_refuses_a_file_that_explodes_and_goes_on(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        answer = await upload(clerk, workbook_that_explodes(), "台账.xlsx")
        assert answer.status_code == 413
        assert (await clerk.get("/api/v1/imports")).json()["total"] == 0

    async def test_refuses_more_findings_than_a_draft_holds(self, sign_in: SignIn) -> None:
        lines = "".join(f"{n},问题{n}存在不足,整改措施{n}\n" for n in range(1, 2002))
        answer = await upload(await sign_in("clerk"), "序号,问题,整改措施\n" + lines, "台账.csv")
        assert answer.status_code == 422
        assert "2001" in answer.json()["detail"]

    async def test_serves_others_while_it_reads(self, app: FastAPI, sign_in: SignIn) -> None:
        """Reading holds neither the loop nor the one writer of SQLite."""
        clerk, other = await sign_in("clerk"), await sign_in("second_clerk")
        slow = [asyncio.create_task(upload(clerk, sample(REPORT), f"{n}.txt")) for n in range(3)]
        await asyncio.sleep(0.05)
        assert (await other.get("/api/v1/imports")).status_code == 200
        assert [answer.status_code for answer in await asyncio.gather(*slow)] == [201] * 3


class TestListImports:
    async def test_goes_from_new_to_old_in_pages(self, sit_down: SitDown, sign_in: SignIn) -> None:
        made = [(await sit_down(f"{TWO_MATTERS}{n}")).draft["id"] for n in range(3)]
        clerk = await sign_in("clerk")
        first = (await clerk.get("/api/v1/imports", params={"limit": 2})).json()
        rest = (
            await clerk.get("/api/v1/imports", params={"limit": 2, "cursor": first["next_cursor"]})
        ).json()
        assert [draft["id"] for draft in first["items"] + rest["items"]] == made[::-1]
        assert (first["total"], rest["next_cursor"]) == (3, None)
        assert first["items"][0]["rows_count"] == 2

    async def test_can_show_one_state_only(self, sit_down: SitDown) -> None:
        desk = await sit_down()
        await desk.post("discard")
        found = await desk.client.get("/api/v1/imports", params={"state": "draft"})
        assert found.json()["items"] == []

    @pytest.mark.parametrize("cursor", ["x", "WyJhIl0"])
    async def test_refuses_a_cursor_of_another_list(self, sign_in: SignIn, cursor: str) -> None:
        answer = await (await sign_in("clerk")).get("/api/v1/imports", params={"cursor": cursor})
        assert answer.status_code == 422


class TestScope:
    async def test_colleagues_of_the_office_resume_a_draft(self, report: Desk, sign_in: SignIn) -> None:
        colleague = Desk(await sign_in("second_clerk"), report.draft)
        row = (await colleague.rows())[0]
        assert (await colleague.change_row(row, problem="拨付偏慢。")).status_code == 200
        assert (await report.rows())[0]["problem"] == "拨付偏慢。"

    async def test_the_office_above_sees_it_the_one_beside_does_not(
        self, sit_down: SitDown, sign_in: SignIn
    ) -> None:
        below = await sit_down(who="clerk_elsewhere")
        above = await sign_in("clerk")
        assert (await above.get(below.path)).status_code == 200
        own = await sit_down(TWO_MATTERS + "又一份")
        beside = below.client
        for path in ("", "/text", "/rows"):
            assert (await beside.get(f"{own.path}{path}")).status_code == 404
        row = (await own.rows())[0]
        version = {"If-Match": '"v1"'}
        refusals = [
            await beside.patch(own.path, json={"title": "改"}, headers=version),
            await beside.patch(f"{own.path}/rows/{row['id']}", json={"problem": "改"}, headers=version),
            await beside.post(f"{own.path}/rows/{row['id']}/split", json={"at_measure": 1}),
            await beside.post(f"{own.path}/rows/{row['id']}/drop"),
            await beside.post(f"{own.path}/rows/{row['id']}/restore"),
            await beside.post(f"{own.path}/rows/merge", json={"row_ids": [row["id"], row["id"] + 1]}),
            await beside.post(
                f"{own.path}/rows/assign", json={"row_ids": [row["id"]], "due_on": "2027-01-01"}
            ),
            await beside.post(f"{own.path}/confirm", headers=version),
            await beside.post(f"{own.path}/discard"),
            await beside.get(f"/api/v1/attachments/{own.draft['file']['id']}/content"),
        ]
        assert {answer.status_code for answer in refusals} == {404}
        assert (await beside.get("/api/v1/imports")).json()["total"] == 1

    @pytest.mark.parametrize(
        "who", ["leader", "unit_head", "liaison", "inspector", "auditor", "system_admin"]
    )
    async def test_others_may_not_import_at_all(self, report: Desk, sign_in: SignIn, who: str) -> None:
        other = await sign_in(who)
        assert (await other.get(report.path)).status_code == 403
        assert (await upload(other, TWO_MATTERS)).status_code == 403

    async def test_the_file_opens_to_readers_of_the_whole_unit_once_it_is_confirmed(
        self, sit_down: SitDown, sign_in: SignIn
    ) -> None:
        desk = await sit_down()
        path = f"/api/v1/attachments/{desk.draft['file']['id']}/content"
        leader, unit_head = await sign_in("leader"), await sign_in("unit_head")
        assert (await leader.get(path)).status_code == 404
        assert (await desk.confirm()).status_code == 200
        assert (await leader.get(path)).status_code == 200
        assert (await unit_head.get(path)).status_code == 404

    async def test_the_original_is_neither_replaced_nor_joined_by_others(self, report: Desk) -> None:
        answer = await report.client.post(
            "/api/v1/attachments",
            data={"owner_type": "import", "owner_id": str(report.draft["id"])},
            files={"file": ("另一份.pdf", b"%PDF-1.7 ...")},
        )
        assert answer.status_code == 409


class TestChangeImport:
    async def test_corrects_what_the_document_says_of_itself(self, report: Desk) -> None:
        answer = await report.change(
            title="关于巡察整改进展情况的通报",
            document_number="云卫党〔2025〕31号",
            issued_on="2025-12-06",
            inspection={"body": "六届市委第三巡察组", "from": "2025-03-04", "to": None, "feedback_on": None},
        )
        assert answer.status_code == 200, answer.text
        draft = await report.look()
        assert draft["title"] == "关于巡察整改进展情况的通报"
        assert draft["inspection"]["body"] == "六届市委第三巡察组"
        assert draft["issuer"] == "中共云州市卫生健康委员会党组"
        assert draft["version"] == 2
        assert answer.headers["etag"] == '"v2"'

    async def test_can_leave_the_inspection_out(self, report: Desk) -> None:
        answer = await report.change(inspection=None, inspection_source="audit")
        assert (answer.json()["inspection"], answer.json()["inspection_source"]) == (None, "audit")

    async def test_refuses_days_out_of_order(self, report: Desk) -> None:
        answer = await report.change(
            inspection={"body": None, "from": "2025-05-01", "to": "2025-04-30", "feedback_on": None}
        )
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/inspection"

    async def test_needs_the_version_that_was_seen(self, report: Desk) -> None:
        blind = await report.client.patch(report.path, json={"title": "改"})
        assert blind.status_code == 428
        await report.change(title="一")
        stale = await report.client.patch(report.path, json={"title": "二"}, headers={"If-Match": '"v1"'})
        assert stale.status_code == 412
        assert (await report.look())["title"] == "一"


class TestDiscardImport:
    async def test_ends_editing_and_keeps_the_draft_to_look_at(self, report: Desk) -> None:
        row = (await report.rows())[0]
        assert (await report.post("discard")).json()["state"] == "discarded"
        assert len(await report.rows()) == 26
        refusals = [
            await report.change(title="改"),
            await report.change_row(row, problem="改"),
            await report.post(f"rows/{row['id']}/drop"),
            await report.post("rows/assign", {"row_ids": [row["id"]], "due_on": "2027-01-01"}),
            await report.confirm(),
            await report.post("discard"),
        ]
        assert {answer.status_code for answer in refusals} == {409}
        assert all(answer.json()["open_moves"] == [] for answer in refusals)
        assert all(not move["enabled"] for move in (await report.look())["allowed_actions"])


class TestEvents:
    async def test_of_every_write_are_on_record(self, sit_down: SitDown, sign_in: SignIn) -> None:
        desk = await sit_down()
        one, two = await desk.rows()
        await desk.change(title="改")
        await desk.change_row(one, problem="改过。")
        await desk.post(f"rows/{one['id']}/split", {"at_measure": 1})
        await desk.post(f"rows/{two['id']}/drop")
        await desk.post(f"rows/{two['id']}/restore")
        await desk.post("rows/assign", {"row_ids": [two["id"]], "due_on": "2027-01-01"})
        living = [row["id"] for row in await desk.rows()]
        await desk.post("rows/merge", {"row_ids": living[:2]})
        assert (await desk.confirm()).status_code == 200
        auditor = await sign_in("auditor")
        found = (await auditor.get("/api/v1/events", params={"resource": "import", "limit": 200})).json()
        acts = [event["action"] for event in found["items"] if event["resource"] == "import"]
        assert sorted(acts) == sorted(
            [
                "read",
                "change",
                "change_row",
                "split_row",
                "drop_row",
                "restore_row",
                "assign_rows",
                "merge_rows",
                "confirm",
            ]
        )
        verified = await auditor.get("/api/v1/events/verification")
        assert verified.json()["ok"]
