"""Lists of a hotline in files: previewed, taken in, compared; hostile ones refused."""

import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from mingze.hotline.list_reading import MOST_ROWS
from mingze.kit import clock
from tests.hotline.conftest import ORDER, Line

HEADER = [
    "工单编号", "轮次", "标题", "诉求内容", "诉求性质", "诉求类别", "所属区域", "单位编码", "来电人", "联系电话",
    "是否保密", "派单时间", "办理时限", "派单说明", "经办人工号",
]  # fmt: skip
ROW = [
    "IM-1", "1", "候诊时间长", "挂号后等了三个小时。", "投诉", "医疗服务", "青禾县", "YZ-QH-RM", "王某某",
    "13900001234", "是", "2026-03-02 09:30", "2026-03-31", "请按期办结。", "007",
]  # fmt: skip


def sheet(*rows: list[Any], title: bool = True) -> bytes:
    """A sheet as hotlines export it, a title above its header. A cell that begins with = is a formula."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("工单")
        lines = [["12345热线工单表"], HEADER, *rows] if title else [HEADER, *rows]
        for number, row in enumerate(lines):
            for place, cell in enumerate(row):
                page.write(number, place, cell)
    return target.getvalue()


def row(**cells: str) -> list[Any]:
    return [cells.get(name, value) for name, value in zip(HEADER, ROW, strict=True)]


async def upload(
    line: Line, path: str, content: bytes, name: str = "工单.xlsx", who: str = "hotline_client", **form: str
) -> httpx.Response:
    client = await line.as_(who)
    return await client.post(
        f"/api/v1/hotline-orders/{path}",
        data={"source": "city_12345", **form},
        files={"file": (name, content)},
    )


async def test_a_list_is_previewed_and_taken_in_without_its_faulty_rows(line: Line) -> None:
    await line.sent()
    known = [
        ORDER["external_no"], "1", ORDER["title"], ORDER["text"], "投诉", ORDER["category_text"],
    ]  # fmt: skip
    content = sheet(
        ROW,
        row(工单编号="IM-2", 诉求性质="闲聊", 办理时限="月底"),
        row(工单编号="IM-3", 单位编码="NO-SUCH"),
        row(工单编号="IM-4", 轮次="2"),
        row(工单编号="IM-5", 诉求内容="=1+1"),
        row(工单编号="IM-6", 标题='=HYPERLINK("http://x")'),
        row(工单编号="IM-1"),
        row(工单编号="", 诉求内容="没有编号。"),
        known,
        row(工单编号="IM-7", 单位编码="", 是否保密=""),
    )
    preview = await upload(line, "import-preview", content)
    assert preview.status_code == 200, preview.text
    plan = preview.json()
    actions = {one["row"]: one["action"] for one in plan["rows"]}
    assert [actions[number] for number in range(3, 13)] == ["register", *["error"] * 8, "register"]
    errors = {one["row"]: {fault["column"] for fault in one["errors"]} for one in plan["rows"]}
    assert errors[4] == {"诉求性质", "办理时限"}
    assert errors[5] == {"单位编码"}
    assert "应为第 1 轮" in str(plan["rows"][3]["errors"])
    assert (errors[7], errors[8]) == ({"诉求内容"}, {"标题"})
    assert errors[9] == errors[10] == {"工单编号"}
    # The order that is here already says something else in the file.
    assert "内容不同" in str(plan["rows"][8]["errors"])
    assert plan["ignored_columns"] == ["经办人工号"]
    totals = plan["totals"]
    assert totals == {
        "rows": 10, "registered": 2, "redone": 0, "repeating": 0, "unchanged": 0, "errors": 8,
    }  # fmt: skip
    assert (await line.read("hotline_client", "/hotline-orders"))["total"] == 1

    form = {"plan_digest": plan["plan_digest"]}
    other = await upload(line, "import", sheet(ROW), **form)
    assert other.status_code == 409
    done = await upload(line, "import", content, **form)
    assert done.status_code == 200, done.text
    assert done.json()["totals"] == totals
    (order,) = (await line.read("hotline_client", "/hotline-orders", external_no="IM-1"))["items"]
    assert (order["due_at"], order["confidential"]) == ("2026-03-31T16:00:00Z", True)
    assert order["dispatched_at"] == "2026-03-02T01:30:00Z"
    # The same list again changes nothing, and says so.
    again = (await upload(line, "import-preview", sheet(ROW))).json()
    assert again["totals"]["unchanged"] == 1
    assert (await upload(line, "import", content, **form)).status_code == 409
    number = order["external_no"]
    contact = await line.read("city_officer", f"/complaints/{await line.complaint(number)}/complainant")
    assert (contact["name"], contact["phone"]) == ("王某某", "13900001234")


def _bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("工单.exe", b"MZ", 415),
        ("工单.xlsx", b"not a sheet", 422),
        ("工单.xlsx", b"", 422),
        ("工单.csv", "标题,内容\n一,二\n".encode(), 422),
        ("工单.csv", "工单编号,工单号\n一,二\n".encode(), 422),
        ("工单.csv", b"\xff\xff\x00\x81", 415),
        ("工单.csv", ("工单编号,诉求内容\n" + "N,内容\n" * (MOST_ROWS + 1)).encode(), 413),
        ("bomb.xlsx", _bomb(), 413),
    ],
    ids=["kind", "damaged", "empty", "no-header", "two-columns", "encoding", "rows", "bomb"],
)
async def test_refuses_files_that_are_no_list(line: Line, name: str, content: bytes, status: int) -> None:
    preview = await upload(line, "import-preview", content, name)
    assert preview.status_code == status, preview.text
    compared = await upload(
        line, "reconcile-file", content, name, first_day="2026-03-01", last_day="2026-03-31"
    )
    # A list to compare may be longer, and of numbers alone.
    assert compared.status_code == (200 if name == "工单.csv" and status == 413 else status)


async def test_lists_are_compared_with_counts_that_sum(line: Line) -> None:
    for number in ("R-1", "R-2", "R-3"):
        await line.sent(external_no=number)
    today = clock.today()
    period = {"first_day": str(today - timedelta(days=1)), "last_day": str(today)}
    body = {
        "source": "city_12345",
        **period,
        "orders": [
            {"external_no": "R-1", "status": "received"},
            {"external_no": "R-2", "status": "closed"},
            {"external_no": "R-9"},
            {"external_no": "R-9"},
        ],
    }
    found = await line.do("hotline_client", "/hotline-orders/reconcile", body)
    assert found["totals"] == {
        "theirs": 4, "ours": 3, "same": 1, "differing": 1, "missing_here": 1, "missing_there": 1, "repeated": 1,
        "unreadable": 0,
    }  # fmt: skip
    assert [one["external_no"] for one in found["missing_here"]] == ["R-9"]
    assert [one["external_no"] for one in found["missing_there"]] == ["R-3"]
    assert (found["differing"][0]["theirs"], found["differing"][0]["ours"]) == ("closed", "received")

    content = "工单编号,轮次,状态\nR-1,1,待签收\nR-2,,办结\nR-3,1,飞走了\n=1,1,办结\n".encode()
    listed = (await upload(line, "reconcile-file", content, "清单.csv", **period)).json()
    totals = listed["totals"]
    assert (totals["theirs"], totals["same"], totals["differing"], totals["unreadable"]) == (4, 1, 1, 2)
    assert [one["row"] for one in listed["unreadable"]] == [4, 5]
    # Of another time there is nothing but what they list themselves.
    past = {**body, "first_day": "2020-01-01", "last_day": "2020-01-31"}
    assert (await line.do("hotline_client", "/hotline-orders/reconcile", past))["totals"]["ours"] == 2
    # Who sees none of it has none of it.
    elsewhere = await line.do("hotline_client_elsewhere", "/hotline-orders/reconcile", body)
    assert (elsewhere["totals"]["ours"], elsewhere["totals"]["missing_here"]) == (0, 3)
    turned = {**body, "first_day": "2026-03-02", "last_day": "2026-03-01"}
    assert (await line.post("hotline_client", "/hotline-orders/reconcile", turned)).status_code == 422
