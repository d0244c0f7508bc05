"""Lists of units in files, through the API: previewed, imported, exported."""

import io
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event, func, select
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.units.models import Unit
from tests.conftest import SignIn
from tests.support.region import UNITS, Region
from tests.units.conftest import PATH, Keeper
from tests.units.walking import kept_and_walked

HEADER = ["单位编码", "单位名称", "类别", "上级编码"]
NEW = ["YZ-QH-FY", "青禾县妇幼保健院", "妇幼保健院", "YZ-QH"]
Cells = Sequence[Sequence[Any]]


def csv_file(rows: Cells, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    return "".join(f"{delimiter.join(map(str, row))}\n" for row in rows).encode(encoding)


def xlsx_file(rows: Cells) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名录")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return target.getvalue()


async def preview(client: httpx.AsyncClient, data: bytes, name: str = "名录.csv") -> dict[str, Any]:
    answer = await client.post(f"{PATH}/import-preview", files={"file": (name, data)})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def bring_in(
    client: httpx.AsyncClient, data: bytes, name: str = "名录.csv", digest: str | None = None
) -> httpx.Response:
    if digest is None:
        digest = (await preview(client, data, name))["plan_digest"]
    return await client.post(f"{PATH}/import", files={"file": (name, data)}, data={"plan_digest": digest})


def faults(said: dict[str, Any]) -> list[tuple[int, str | None, str]]:
    return [(row["row"], one["column"], one["message"]) for row in said["rows"] for one in row["errors"]]


async def assert_whole(database: Database) -> None:
    async with database.reading() as session:
        kept, walked = await kept_and_walked(session)
    assert kept == walked


class TestReading:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    async def test_of_csv_in_the_encodings_of_offices(self, keep: Keeper, encoding: str) -> None:
        said = await preview(keep.client, csv_file([HEADER, NEW], encoding))
        assert [(row["action"], row["name"]) for row in said["rows"]] == [("create", "青禾县妇幼保健院")]

    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    async def test_of_csv_by_any_delimiter(self, keep: Keeper, delimiter: str) -> None:
        said = await preview(keep.client, csv_file([HEADER, NEW], delimiter=delimiter))
        assert said["totals"]["create"] == 1

    @pytest.mark.parametrize(
        "header",
        [
            ["机构代码", "机构名称", "机构类别", "上级机构代码"],
            ["编码", "名称", "类型", "主管单位编码"],
            ["*单位编码", "单位名称(全称)", " 类别 ", "上级单位编码"],
            ["CODE", "Name", "Kind", "Parent_Code"],
        ],
    )
    async def test_knows_what_offices_call_the_columns(self, keep: Keeper, header: list[str]) -> None:
        said = await preview(keep.client, csv_file([[*header, "联系电话"], [*NEW, "0375-1"]]))
        assert (said["totals"]["create"], said["ignored_columns"]) == (1, ["联系电话"])

    async def test_of_a_sheet_with_a_title_blank_rows_and_numbers(self, keep: Keeper) -> None:
        rows: Cells = [
            ["青禾县医疗卫生机构名录"],
            [],
            [*HEADER, "行政区划代码"],
            [*NEW, 429321],
            [],
            [5001, "青禾县疾控中心", "疾控中心", "YZ-QH", 429321.0],
        ]
        said = await preview(keep.client, xlsx_file(rows), "名录.xlsx")
        assert [(row["row"], row["code"], row["action"]) for row in said["rows"]] == [
            (4, "YZ-QH-FY", "create"),
            (6, "5001", "create"),
        ]
        code = next(change for change in said["rows"][0]["changes"] if change["field"] == "region_code")
        assert code == {"field": "region_code", "label": "行政区划代码", "old": None, "new": "429321"}

    async def test_of_merged_cells_that_hold_for_every_row(self, keep: Keeper) -> None:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.merge_range(0, 0, 0, 3, "机构名录")
            sheet.write_row(1, 0, HEADER)
            for row in (2, 3, 4):
                sheet.write_row(row, 0, [f"N{row}", f"第{row}科", "科室"])
            sheet.merge_range(2, 3, 4, 3, "YZ-QH-RM")
        said = await preview(keep.client, target.getvalue(), "名录.xlsx")
        assert [row["action"] for row in said["rows"]] == ["create"] * 3

    async def test_of_hidden_and_formatted_rows(self, keep: Keeper) -> None:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            grey = book.add_format({"bg_color": "#DDDDDD"})
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, NEW)
            for row in range(2, 3_000):
                sheet.set_row(row, None, None, {"hidden": True})
                sheet.write_blank(row, 0, None, grey)
        said = await preview(keep.client, target.getvalue(), "名录.xlsx")
        assert said["totals"]["rows"] == 1

    async def test_refuses_formulas_in_sheets_and_in_csv(self, keep: Keeper) -> None:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, NEW)
            sheet.write_formula(1, 1, '=CONCATENATE("青禾县","妇幼")', value="青禾县妇幼")
        in_sheet = await preview(keep.client, target.getvalue(), "名录.xlsx")
        in_csv = await preview(keep.client, csv_file([HEADER, [NEW[0], "=1+1", *NEW[2:]]]))
        for said in (in_sheet, in_csv):
            assert faults(said) == [(2, "单位名称", "单元格是公式,请改为文字后再导入")]

    @pytest.mark.parametrize(
        ("name", "data", "status"),
        [
            ("名录.pdf", b"%PDF-1.7", 415),
            ("名录.xlsx", b"PK\x03\x04 no archive", 422),
            ("名录.xlsx", csv_file([HEADER, NEW]), 422),
            ("名录.csv", b"", 422),
            ("名录.csv", "姓名,电话\n张三,1\n".encode(), 422),
            ("名录.csv", b"\xff\xff\xff\xff\xff\x00\x81", 415),
            ("名录.csv", csv_file([[*HEADER, "编码"], [*NEW, "X"]]), 422),
            ("名录.csv", csv_file([HEADER, *([f"N{i}", "某科", "科室", "YZ"] for i in range(20_001))]), 413),
        ],
    )
    async def test_refuses_what_is_no_list(self, keep: Keeper, name: str, data: bytes, status: int) -> None:
        answer = await keep.client.post(f"{PATH}/import-preview", files={"file": (name, data)})
        assert answer.status_code == status, answer.text


class TestPreview:
    async def test_says_what_each_row_would_do(self, keep: Keeper) -> None:
        rows = [
            [*HEADER, "简称", "状态"],
            ["YZ-QH-RM", "青禾县第一人民医院", "医院", "YZ-QH", "", "正常"],
            ["YZ-QH-DG", "", "", "YZ-LQ", "", ""],
            ["YZ-LQ", "临泉县卫生健康局", "", "", "", ""],
            [*NEW, "县妇幼", "启用"],
        ]
        said = await preview(keep.client, csv_file(rows))
        assert [row["action"] for row in said["rows"]] == ["update", "move", "unchanged", "create"]
        assert said["totals"] == {"rows": 4, "create": 1, "update": 1, "move": 1, "unchanged": 1, "error": 0}
        assert said["rows"][1]["changes"] == [
            {"field": "parent_code", "label": "上级编码", "old": "YZ-QH", "new": "YZ-LQ"}
        ]
        assert (await bring_in(keep.client, csv_file(rows), digest="0" * 64)).status_code == 409
        assert (await keep.see("township"))["parent_name"] == "青禾县卫生健康局"

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([["", "无编码", "医院", "YZ"]], [(2, "单位编码", "必填")]),
            ([["有 空格", "某院", "医院", "YZ"]], [(2, "单位编码", "只能用字母、数字、- 和 _,不超过 40 个")]),
            ([NEW, NEW], [(3, "单位编码", "与第 2 行重复")]),
            ([[*NEW[:3], "NOPE"]], [(2, "上级编码", "没有编码为“NOPE”的单位,文件中也没有")]),
            ([[*NEW[:3], ""]], [(2, "上级编码", "新单位必填")]),
            ([["N1", "", "", "YZ"]], [(2, "单位名称", "新单位必填"), (2, "类别", "新单位必填")]),
            ([["N1", "某院", "医院", "YZ-JDB"]], [(2, "上级编码", "医院不能设在科室之下")]),
            ([["YZ-QH", "", "科室", ""]], [(2, "类别", "下级中有医院,不能改为科室")]),
            (
                [["N1", "甲", "医院", "N2"], ["N2", "乙", "医院", "N1"]],
                [(2, "上级编码", "上下级关系成环"), (3, "上级编码", "上下级关系成环")],
            ),
            ([["YZ-QH", "", "", "YZ-QH-RM"]], [(2, "上级编码", "上下级关系成环")]),
            (
                [["YZ", "", "", "YZ-QH"]],
                [(2, "上级编码", "顶层单位不能在此调整隶属"), (2, "上级编码", "上下级关系成环")],
            ),
            ([["N1", "很" * 121, "医院", "YZ"]], [(2, "单位名称", "不能超过 120 个字")]),
        ],
    )
    async def test_names_row_and_column_at_fault(
        self, keep: Keeper, rows: list[list[str]], expected: list[tuple[int, str, str]]
    ) -> None:
        said = await preview(keep.client, csv_file([HEADER, *rows]))
        assert set(expected) <= set(faults(said))
        assert (await bring_in(keep.client, csv_file([HEADER, *rows]))).status_code == 422

    async def test_names_bad_codes_kinds_and_states(self, keep: Keeper) -> None:
        header = [*HEADER, "统一社会信用代码", "行政区划代码", "状态"]
        said = await preview(
            keep.client,
            csv_file([header, ["N1", "某院", "城堡", "YZ", "91350100M000100Y44", "4104", "也许"]]),
        )
        assert [column for _, column, _ in faults(said)] == [
            "类别",
            "统一社会信用代码",
            "行政区划代码",
            "状态",
        ]

    async def test_takes_the_header_of_the_file_for_its_faults(self, keep: Keeper) -> None:
        said = await preview(
            keep.client, csv_file([["机构代码", "机构名称", "机构类别", "上级机构代码"], [*NEW[:3], "NOPE"]])
        )
        assert faults(said)[0][1] == "上级机构代码"

    async def test_stays_within_the_scope(self, keep_linquan: Keeper) -> None:
        rows = [
            HEADER,
            ["YZ-QH-RM", "别名", "", ""],
            ["N1", "某院", "医院", "YZ-QH"],
            ["YZ-LQ-ZY", "", "", "YZ-QH"],
            ["YZ-LQ", "", "", "YZ"],
            ["N2", "某科", "科室", "YZ-LQ-ZY"],
        ]
        said = await preview(keep_linquan.client, csv_file(rows))
        assert [row["action"] for row in said["rows"]] == ["error", "error", "error", "unchanged", "create"]
        assert "青禾" not in str(said)

    async def test_refuses_to_close_what_is_held(self, keep: Keeper) -> None:
        rows = [
            ["单位编码", "单位名称", "状态"],
            ["YZ-QH-DG", "", "撤销"],
            ["YZ-QH-RM", "", "停用"],
            ["YZ", "", "停用"],
        ]
        said = await preview(keep.client, csv_file(rows))
        assert [row["action"] for row in said["rows"]] == ["update", "error", "error"]

    async def test_shows_faults_first_where_there_are_many_rows(self, keep: Keeper) -> None:
        rows = [[f"N{i}", f"第{i}科", "科室", "YZ-QH-RM"] for i in range(2_500)]
        rows[2_400][3] = "NOPE"
        said = await preview(keep.client, csv_file([HEADER, *rows]))
        assert (len(said["rows"]), said["rows_are_capped"], said["totals"]["rows"]) == (2_000, True, 2_500)
        assert [row["row"] for row in said["rows"] if row["action"] == "error"] == [2_402]


class TestImport:
    async def test_makes_changes_and_moves_at_once(self, keep: Keeper, database: Database) -> None:
        rows = [
            [*HEADER, "状态"],
            ["N-KS", "儿科", "科室", "N-YY", ""],  # its parent comes later
            ["N-YY", "青禾县儿童医院", "医院", "YZ-LQ", ""],
            ["YZ-QH-RM", "青禾县第一人民医院", "", "N-YY2", ""],
            ["N-YY2", "青禾县医共体", "其他", "YZ-QH", "正常"],
            ["N-OLD", "旧院", "医院", "YZ-QH", "停用"],
            ["YZ-QH-DG", "", "", "", "停用"],
        ]
        answer = await bring_in(keep.client, csv_file(rows))
        assert answer.status_code == 200, answer.text
        assert answer.json()["totals"]["create"] == 4
        await assert_whole(database)
        path = (await keep.see("hospital_medical"))["path"]
        assert [step["name"] for step in path] == [
            "云州市卫生健康委员会",
            "青禾县卫生健康局",
            "青禾县医共体",
            "青禾县第一人民医院",
            "医务科",
        ]
        hospital = await keep.see("hospital")
        assert [one["name"] for one in hospital["former_names"]] == ["青禾县人民医院"]
        assert [line["kind"] for line in await keep.changes("hospital")] == ["move", "rename"]
        assert (await keep.see("township"))["closed_on"]
        again = await preview(keep.client, csv_file(rows))
        assert again["totals"]["unchanged"] == len(rows) - 1
        assert (await bring_in(keep.client, csv_file(rows))).status_code == 200

    async def test_opens_again_what_was_closed(self, keep: Keeper) -> None:
        for word, active in (("停用", False), ("正常", True)):
            rows = [["单位编码", "单位名称", "状态"], ["YZ-QH-DG", "", word]]
            assert (await bring_in(keep.client, csv_file(rows))).status_code == 200
            said = await keep.see("township")
            assert (said["active"], said["closed_on"] is None) == (active, active)

    async def test_does_all_or_nothing(self, keep: Keeper, database: Database) -> None:
        rows = [HEADER, NEW, ["N1", "某院", "医院", "NOPE"]]
        assert (await bring_in(keep.client, csv_file(rows))).status_code == 422
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Unit)) == len(UNITS)

    async def test_refuses_another_file_or_a_tree_that_changed(self, keep: Keeper) -> None:
        data = csv_file([HEADER, ["YZ-QH-RM", "青禾县第一人民医院", "", "YZ-LQ"]])
        digest = (await preview(keep.client, data))["plan_digest"]
        other = csv_file([HEADER, ["YZ-QH-RM", "青禾县第二人民医院", "", "YZ-LQ"]])
        assert (await bring_in(keep.client, other, digest=digest)).status_code == 409
        await keep.act("hospital", "", name="青禾县中心医院")
        assert (await bring_in(keep.client, data, digest=digest)).status_code == 409
        assert (await keep.see("hospital"))["parent_name"] == "青禾县卫生健康局"

    async def test_of_two_thousand_units_takes_few_statements(self, keep: Keeper, database: Database) -> None:
        rows: list[list[str]] = [HEADER]
        for i in range(100):
            rows.append([f"H{i}", f"第{i}医院", "医院", "YZ-QH"])
            rows += [[f"H{i}-{j}", f"科室{j}", "科室", f"H{i}"] for j in range(19)]
        digest = (await preview(keep.client, csv_file(rows)))["plan_digest"]
        statements: list[str] = []

        def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            statements.append(statement)

        engine = database._write_engine.sync_engine
        event.listen(engine, "before_cursor_execute", count)
        answer = await bring_in(keep.client, csv_file(rows), digest=digest)
        event.remove(engine, "before_cursor_execute", count)
        assert answer.status_code == 200, answer.text
        assert answer.json()["totals"]["create"] == 2_000
        assert len(statements) < 60
        await assert_whole(database)
        async with database.reading() as session:
            written = select(func.count()).where(EventRow.resource == "unit", EventRow.actor_id.is_not(None))
            assert await session.scalar(written) == 2_000


class TestExport:
    async def test_comes_back_unchanged(self, keep: Keeper) -> None:
        await keep.act("hospital", "", name="=HYPERLINK(1)", uscc="91350100M000100Y43", region_code="429321")
        await keep.act("township", "", name="'-东关", short_name="@东关")
        await keep.make("旧科", "hospital", code="0012")
        await keep.act("旧科", "close")
        for suffix in ("csv", "xlsx"):
            answer = await keep.client.get(f"{PATH}/export.{suffix}")
            assert answer.status_code == 200
            said = await preview(keep.client, answer.content, f"名录.{suffix}")
            assert said["totals"]["unchanged"] == said["totals"]["rows"] == len(UNITS) + 1, faults(said)

    async def test_has_nothing_a_spreadsheet_would_reckon(self, keep: Keeper) -> None:
        await keep.act("hospital", "", name="=HYPERLINK(1)", short_name="+1")
        text = (await keep.client.get(f"{PATH}/export.csv")).content.decode("utf-8-sig")
        line = next(line for line in text.splitlines() if line.startswith("YZ-QH-RM,"))
        assert line.startswith("YZ-QH-RM,'=HYPERLINK(1),'+1,医院,YZ-QH,")
        data = (await keep.client.get(f"{PATH}/export.xlsx")).content
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        assert "=HYPERLINK(1)" in [row[1] for row in sheet.to_python()]
        assert b"<f>" not in data

    async def test_shows_the_scope_of_each(self, sign_in: SignIn, region: Region) -> None:
        head = await sign_in("unit_head")
        text = (await head.get(f"{PATH}/export.csv")).content.decode("utf-8-sig")
        assert [line.split(",")[0] for line in text.splitlines()[1:]] == [
            "YZ-QH",
            "YZ-QH-DG",
            "YZ-QH-RM",
            "YZ-QH-RM-YW",
        ]
