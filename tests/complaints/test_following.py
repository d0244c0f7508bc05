"""The complainant's side as the portal and the hotline use it, and what becomes of a unit that is closed or moved."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import following
from mingze.complaints.models import Complaint
from mingze.complaints.vocabulary import Satisfaction
from mingze.kit.database import Database
from mingze.kit.problems import Conflict
from tests.complaints.conftest import ANSWER, Desk


async def test_who_holds_the_receipt_speaks_rates_and_objects(desk: Desk, database: Database) -> None:
    number = await desk.investigated()

    async def row(session: AsyncSession) -> Complaint:
        return (await session.scalars(select(Complaint).where(Complaint.id == number))).one()

    async with database.writing() as session:
        held = await row(session)
        await following.add_message(session, held, "补充:当天是周一上午。")
        with pytest.raises(Conflict):
            await following.rate(session, held, Satisfaction.DISSATISFIED, None)
    await desk.act_on("hospital_officer", number, "answer", **ANSWER)
    async with database.writing() as session:
        held = await row(session)
        await following.rate(session, held, Satisfaction.DISSATISFIED, "没有说什么时候改")
        await following.object_to_answer(session, held, "请写明实行日期。")
    async with database.writing() as session:
        with pytest.raises(Conflict):
            await following.rate(session, await row(session), Satisfaction.SATISFIED, None)
    seen = await desk.see(number)
    assert (seen["state"], seen["satisfaction"]) == ("visited_back", "dissatisfied")
    assert [(one["side"], one["text"]) for one in seen["messages"]] == [
        ("complainant", "补充:当天是周一上午。"),
        ("complainant", following.OBJECTION + "请写明实行日期。"),
    ]
    # The log says that something was said, by nobody of the house, and not what.
    said = [one for one in seen["history"] if one["action"] in ("add_to_complaint", "object_to_complaint")]
    assert [(one["actor_id"], one["changes"]) for one in said] == [(None, {"message": []})] * 2
    told = {one["kind"] for one in (await desk.read("complaint_officer", "/notices"))["items"]}
    assert "complaint_said" in told


async def test_a_unit_with_open_complaints_is_not_closed_and_one_that_moves_keeps_them(desk: Desk) -> None:
    hospital = desk.region.units["hospital"]
    number = await desk.investigated()
    path = f"/units/{hospital}"
    version = (await desk.read("system_admin", path))["version"]
    refused = await desk.post("system_admin", f"{path}/close", {}, version)
    assert refused.status_code == 409, refused.text
    assert {"kind": "complaints", "label": "未办结的投诉和信访事项", "count": 1} in refused.json()["ties"]
    await desk.do("system_admin", f"{path}/move", {"parent_id": desk.region.units["linquan"]}, version)
    # The office that took it in goes on with it; the unit still answers, and its new authority sees what it handles.
    seen = await desk.see(number, "complaint_officer")
    assert (seen["hands"], seen["lead_unit"]["id"]) == (["office"], hospital)
    assert (await desk.see(number, "hospital_officer"))["hands"] == ["lead"]
    assert (await desk.see(number, "complaint_officer_elsewhere"))["hands"] == ["lead"]
    # Closed with somebody who goes on with its work, it is given nothing again: the office gives it to another.
    await desk.act_on("hospital_officer", number, "answer", **ANSWER)
    await desk.act_on("complaint_officer", number, "visit_back", satisfaction="dissatisfied")
    successor = {"successor_id": desk.region.units["linquan_hospital"]}
    version = (await desk.read("system_admin", path))["version"]
    await desk.do("system_admin", f"{path}/close", successor, version)
    status, said = await desk.refusal("complaint_officer", number, "redo", reason="没有解决")
    assert (status, "已停用" in said) == (422, True)
    await desk.act_on(
        "complaint_officer", number, "redo", reason="没有解决", unit_id=desk.region.units["qinghe"]
    )
