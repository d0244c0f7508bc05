"""Word templates of offices: checked as they come, seen where they are for, filled with what is to be printed."""

import re
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import docx
import httpx
import pytest

from mingze.kit.database import Database
from mingze.templates.filling import starter
from mingze.templates.rules import MAX_BYTES, TemplateKind
from tests.findings.conftest import Ledger
from tests.findings.test_lists import enter_report
from tests.findings.test_publication import approve, words_of
from tests.support.pictures import JPEG


def word(*paragraphs: str) -> bytes:
    """A Word file of these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


async def send(
    ledger: Ledger,
    data: bytes | None = None,
    who: str = "system_admin",
    key: str | None = None,
    **fields: str,
) -> httpx.Response:
    client = await ledger.as_(who)
    return await client.post(
        "/api/v1/report-templates",
        data={"name": "通报版式", "kind": "report", **fields},
        files={"file": ("通报版式.docx", starter(TemplateKind.REPORT) if data is None else data)},
        headers={"Idempotency-Key": key} if key else {},
    )


async def made(ledger: Ledger, data: bytes | None = None, who: str = "system_admin", **fields: str) -> int:
    answer = await send(ledger, data, who, **fields)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def listed(ledger: Ledger, who: str, **query: Any) -> set[int]:
    page = await ledger.read(who, "/report-templates", **query)
    return {one["id"] for one in page["items"]}


class TestUpload:
    @pytest.mark.parametrize("kind", TemplateKind)
    async def test_takes_the_ready_file_of_each_kind(self, ledger: Ledger, kind: TemplateKind) -> None:
        answer = await ledger.get("clerk", "/report-templates/starter", kind=kind.value)
        assert answer.status_code == 200
        assert unquote(answer.headers["Content-Disposition"]).endswith("模板.docx")
        sent = await send(ledger, answer.content, kind=kind.value)
        assert sent.status_code == 201, sent.text
        assert sent.json()["file_name"] == "通报版式.docx"

    async def test_names_every_fault_and_its_place(self, ledger: Ledger) -> None:
        answer = await send(ledger, word("{{标题}}", "{{发文单位}}", "落款 {{ 成文日期"))
        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        errors = answer.json()["errors"]
        assert len(errors) == 2
        assert all(re.match(r"/body/file/.*第\s*\d+\s*段", one["pointer"]) for one in errors)
        assert "发文单位" in " ".join(one["message"] for one in errors)
        assert await listed(ledger, "system_admin") == set()

    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__ }}",
            "{% for x in range(9) %}x{% endfor %}",
            "{{ 标题.__init__ }}",
            "{{ 7*7 }}",
            "{# x #}",
        ],
    )
    async def test_refuses_whatever_is_no_name_of_a_field(self, ledger: Ledger, text: str) -> None:
        assert (await send(ledger, word(text))).status_code == 422

    async def test_refuses_what_is_no_word_file(self, ledger: Ledger) -> None:
        assert (await send(ledger, JPEG)).status_code == 415
        assert (await send(ledger, b"PK\x03\x04 nothing")).status_code == 415
        assert (await send(ledger, b"\0" * (MAX_BYTES + 1))).status_code == 413

    async def test_refuses_macros(self, ledger: Ledger) -> None:
        target = BytesIO(starter(TemplateKind.REPORT))
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"x")
        assert (await send(ledger, target.getvalue())).status_code == 415

    async def test_of_the_same_name_is_refused_until_the_first_is_withdrawn(self, ledger: Ledger) -> None:
        first = await made(ledger)
        again = await send(ledger)
        assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/body/name")
        client = await ledger.as_("system_admin")
        assert (await client.delete(f"/api/v1/report-templates/{first}")).status_code == 204
        assert (await send(ledger)).status_code == 201

    async def test_under_one_key_is_made_once(self, ledger: Ledger) -> None:
        first = await send(ledger, key="one-and-the-same")
        again = await send(ledger, key="one-and-the-same")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json()["id"] == again.json()["id"]
        other = await send(ledger, key="one-and-the-same", name="另一份")
        assert other.status_code == 409

    async def test_at_a_unit_that_is_not_below_is_refused(self, ledger: Ledger) -> None:
        unit = str(ledger.region.units["hospital"])
        refused = await send(ledger, who="system_admin_elsewhere", unit_id=unit)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/body/unit_id")

    async def test_is_for_the_system_administrator(self, ledger: Ledger) -> None:
        for who in ("clerk", "leader", "hospital_head", "security_admin", "auditor"):
            assert (await send(ledger, who=who)).status_code == 403


class TestSight:
    async def test_is_of_the_own_office_and_those_above(self, ledger: Ledger) -> None:
        city = await made(ledger)
        linquan = await made(ledger, who="system_admin_elsewhere")
        qinghe = await made(ledger, unit_id=str(ledger.region.units["qinghe"]))
        assert await listed(ledger, "clerk") == {city}
        assert await listed(ledger, "clerk_elsewhere") == {city, linquan}
        assert await listed(ledger, "system_admin") == {city, linquan, qinghe}
        assert await listed(ledger, "system_admin_elsewhere") == {city, linquan}
        assert await listed(ledger, "clerk", kind="list") == set()

    async def test_of_another_office_is_not_found(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        theirs = await made(ledger, who="system_admin_elsewhere")
        path = f"/inspections/{inspection}/report.docx"
        assert (await ledger.get("clerk", f"/report-templates/{theirs}/content")).status_code == 404
        assert (await ledger.get("clerk", path, template_id=theirs)).status_code == 404
        assert (await ledger.get("clerk", path, template_id=2**53)).status_code == 404
        ours = await made(ledger)
        client = await ledger.as_("system_admin_elsewhere")
        assert (await client.delete(f"/api/v1/report-templates/{ours}")).status_code == 404
        files = {"file": ("x.docx", starter(TemplateKind.REPORT))}
        other = await client.post(
            "/api/v1/attachments", data={"owner_type": "report_template", "owner_id": str(ours)}, files=files
        )
        assert other.status_code == 409

    async def test_of_another_kind_or_withdrawn_is_not_found(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        path = f"/inspections/{inspection}/report.docx"
        table = await made(ledger, starter(TemplateKind.LIST), kind="list")
        assert (await ledger.get("clerk", path, template_id=table)).status_code == 404
        ours = await made(ledger)
        client = await ledger.as_("system_admin")
        assert (await client.delete(f"/api/v1/report-templates/{ours}")).status_code == 204
        assert (await ledger.get("clerk", path, template_id=ours)).status_code == 404
        assert (await ledger.get("clerk", f"/report-templates/{ours}/content")).status_code == 404
        assert await listed(ledger, "clerk") == {table}


class TestFields:
    async def test_are_told_with_what_they_hold(self, ledger: Ledger) -> None:
        told = await ledger.read("clerk", "/report-templates/fields", kind="report")
        fields = {one["name"]: one for one in told["fields"]}
        assert fields["标题"]["each"] is None
        assert fields["整改措施"]["each"] == "问题"
        assert all(one["meaning"] for one in fields.values())

    async def test_stand_in_the_ready_file(self, ledger: Ledger) -> None:
        answer = await ledger.get("clerk", "/report-templates/starter", kind="report")
        assert "{{标题}}" in words_of(answer.content)


class TestFilling:
    async def test_a_report_is_written_in_the_layout_of_the_office(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        layout = word("本局版式", "{{标题}}", "{{每个问题}}", "{{序号}}号:{{问题}}", "{{问题结束}}")
        ours = await made(ledger, layout)
        answer = await ledger.get(
            "clerk", f"/inspections/{inspection}/report.docx", template_id=ours, title="整改通报"
        )
        assert answer.status_code == 200, answer.text
        texts = [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]
        assert texts[:2] == ["本局版式", "整改通报"]
        assert "2号:处方点评流于形式" in " ".join(texts)

    async def test_the_outer_version_says_no_more_in_it_than_elsewhere(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, (first, _, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        ours = await made(ledger)
        path = f"/inspections/{inspection}/report.docx"
        answer = await ledger.get("clerk", path, template_id=ours, version="outer")
        text = words_of(answer.content)
        assert "处方管理有待加强" in text
        for inner in ("处方点评流于形式", "抽查三次", "绩效分配办法未修订", "重点岗位未轮岗"):
            assert inner not in text

    async def test_a_list_is_written_in_the_layout_of_the_office(self, ledger: Ledger) -> None:
        await ledger.register(problem="血液库存预警不及时。")
        ours = await made(ledger, starter(TemplateKind.LIST), kind="list")
        answer = await ledger.get("clerk", "/findings/lists/problem.docx", template_id=ours)
        assert answer.status_code == 200, answer.text
        assert "血液库存预警不及时" in words_of(answer.content)

    async def test_what_stands_in_the_ledger_is_no_template(self, database: Database, ledger: Ledger) -> None:
        finding = await ledger.register(problem="{{标题}} {% for x in y %} <w:p/> & 收费公示不全。")
        ours = await made(ledger, starter(TemplateKind.LIST), kind="list")
        answer = await ledger.get("clerk", "/findings/lists/problem.docx", template_id=ours)
        table = docx.Document(BytesIO(answer.content)).tables[0]
        cells = " ".join(cell.text for row in table.rows for cell in row.cells)
        assert finding["id"]
        assert "{{标题}} {% for x in y %} <w:p/> & 收费公示不全。" in cells
