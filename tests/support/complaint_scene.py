"""What the scene knows of complaints: about 青禾县人民医院, answered for by 青禾县卫健局, which handles most of them itself.

complaint              registered; complaint_bar: somebody who is barred from it
complaint_to_sign      assigned to the bureau
complaint_returning    the bureau's, its return asked by somebody of the city
complaint_open         the bureau's, under way
complaint_assisted     the hospital's, under way; the bureau helps
complaint_answered, complaint_visited, complaint_closed
petition               registered; petition_open: accepted, with petition_clock running, and supervised_clock
petition_asked         accepted, more time asked by somebody of the city
complaint_merged       merged into complaint_open, which has complaint_letter (and one of 临泉县)
hotline_order          one of 12345, about the hospital, registered
complaint_elsewhere    of 临泉县, registered; complaint_bar_elsewhere
"""

from typing import Any, Protocol

from mingze.kit import clock
from tests.support.region import Region

ANSWER: dict[str, Any] = {
    "inner_text": "已核实排班记录。",
    "public_text": "已安排替诊,向您致歉。",
    "resolved": True,
}
OPINION = {
    "request_text": "请求更正工龄认定。",
    "facts_text": "经核查档案,漏计两年。",
    "opinion_text": "予以更正。",
    "basis_text": "《事业单位人事管理条例》第三十五条。",
    "inner_text": "已与人事科核对。",
    "outcome": "supported",
}
#: Texts that are not alike.
_TEXTS = {
    "complaint": "挂号后三小时没有叫到,无人答复。",
    "complaint_to_sign": "药房窗口提前下班,取不到药。",
    "complaint_returning": "停车场收费没有公示标准。",
    "complaint_open": "护士态度生硬,不解释用药方法。",
    "complaint_assisted": "检查预约排到两周以后。",
    "complaint_answered": "住院押金退款拖了一个月。",
    "complaint_visited": "食堂饭菜凉,价格高。",
    "complaint_closed": "电梯故障,轮椅上不了楼。",
    "petition": "请求落实乡村医生养老补助。",
    "petition_open": "请求更正工龄认定。",
    "petition_asked": "请求返还多扣的绩效工资。",
}


class Play(Protocol):
    """What of the scene is used here."""

    region: Region
    ids: dict[str, int]

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any: ...


async def complaints(play: Play) -> None:
    for name in _TEXTS:
        await register(play, name)
    bar = {"account_id": play.region.accounts["hospital_liaison"]}
    path = f"/complaints/{play.ids['complaint']}/bars"
    play.ids["complaint_bar"] = (await play.do("complaint_officer", "POST", path, bar))["id"]
    await _handled(play)
    await _petitions(play)
    await _hotline(play)
    await register(play, "complaint_elsewhere", "complaint_officer_elsewhere", "linquan_hospital")
    bar = {"account_id": play.region.accounts["unit_head_elsewhere"]}
    path = f"/complaints/{play.ids['complaint_elsewhere']}/bars"
    made = await play.do("complaint_officer_elsewhere", "POST", path, bar)
    play.ids["complaint_bar_elsewhere"] = made["id"]
    await _triaged(play)


async def _hotline(play: Play) -> None:
    order = {
        "source": "city_12345",
        "external_no": "YZ-HOTLINE-1",
        "text": "来电人反映收费单据没有明细。",
        "about_unit_code": "YZ-QH-RM",
        "caller": {"name": "王某", "phone": "13900000000"},
    }
    play.ids["hotline_order"] = (await play.do("hotline_client", "POST", "/hotline-orders", order))["id"]


async def register(
    play: Play, name: str, who: str = "complaint_officer", unit: str = "hospital", **values: Any
) -> None:
    """A complaint about the unit, by its name in the scene."""
    body = {
        "kind": "petition" if name.startswith("petition") else "complaint",
        "channel": "phone",
        "category": "conduct",
        "about_unit_id": play.region.units[unit],
        "text": _TEXTS.get(name, f"反映问题({name})。"),
        "complainant": {"name": "王某", "phone": "13900000000"},
        **values,
    }
    play.ids[name] = (await play.do(who, "POST", "/complaints", body))["id"]


async def act(play: Play, who: str, name: str, action: str, **body: Any) -> Any:
    """An act on it in its present version."""
    path = f"/complaints/{play.ids[name]}"
    version = (await play.do("city_officer", "GET", path))["version"]
    return await play.do(who, "POST", f"{path}/acts", {"action": action, **body}, version)


async def announce(play: Play, year: int) -> None:
    """Enter the working calendar of a year."""
    days = [{"day": f"{year}-01-01", "is_workday": False, "note": "元旦"}]
    body = {"document": "放假安排通知", "days": days}
    await play.do("system_admin", "PUT", f"/work-calendar/{year}", body, 0)


async def _handled(play: Play) -> None:
    bureau, hospital = play.region.units["qinghe"], play.region.units["hospital"]
    officer = "complaint_officer"
    for name in ("to_sign", "returning", "open", "answered", "visited", "closed"):
        await act(play, officer, f"complaint_{name}", "assign", unit_id=bureau)
    await act(play, "city_officer", "complaint_returning", "ask_return", reason="应由医院办理")
    for name in ("open", "answered", "visited", "closed"):
        await act(play, officer, f"complaint_{name}", "sign")
    for name in ("answered", "visited", "closed"):
        await act(play, officer, f"complaint_{name}", "answer", **ANSWER)
    for name in ("visited", "closed"):
        await act(play, officer, f"complaint_{name}", "visit_back", satisfaction="satisfied")
    await act(play, officer, "complaint_closed", "close", outcome="satisfied")
    await act(
        play, officer, "complaint_assisted", "assign", unit_id=hospital, assisting=[bureau], note="请核实"
    )
    await act(play, "hospital_officer", "complaint_assisted", "sign")


async def _triaged(play: Play) -> None:
    """One that was merged, and a letter of each county."""
    await register(play, "complaint_merged")
    await act(play, "complaint_officer", "complaint_merged", "merge", main_id=play.ids["complaint_open"])
    letter = {"kind": "one_time", "addressee": "反映人", "sections": {"lacking": "挂号凭证"}}
    for ending, of in (("", "complaint_open"), ("_elsewhere", "complaint_elsewhere")):
        path = f"/complaints/{play.ids[of]}/letters"
        made = await play.do(f"complaint_officer{ending}", "POST", path, letter)
        play.ids[f"complaint_letter{ending}"] = made["id"]


async def _petitions(play: Play) -> None:
    # Sixty days may end in a year that has no holidays announced yet.
    await announce(play, clock.today().year + 1)
    for name in ("petition_open", "petition_asked"):
        seen = await act(play, "complaint_officer", name, "accept", petition_class="appeal")
        running = next(one for one in seen["clocks"] if one["extensible"] and one["state"] == "running")
        play.ids[name.replace("petition", "petition_clock")] = running["id"]
    play.ids["petition_clock"] = play.ids["petition_clock_open"]
    seen = await act(play, "leader", "petition_open", "supervise", until="2099-01-05", reason="多次反映")
    set_day = next(one for one in seen["clocks"] if one["code"] is None)
    play.ids["supervised_clock"] = set_day["id"]
    ask = {"clock_id": play.ids["petition_clock_asked"], "quantity": 20, "reason": "须等待认定"}
    await act(play, "city_officer", "petition_asked", "ask_extension", **ask)
