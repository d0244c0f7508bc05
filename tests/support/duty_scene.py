"""What the scene knows of duties: what 青禾县人民医院 owes in the city's campaign, and what a unit next door owes.

duty            the report of a month long past, not sent: late, so that something may be asked because of it
duty_filled     the next month's, filled in, not sent
duty_sent       the deliverable of the stage, sent
duty_plan       the unit's own plan, filled in
duty_request    accountability proposed because of `duty`
report_result   of the month of `duty_filled`, drafted; report_result_out of that of `duty`, published
…_elsewhere     the same of 临泉县's own campaign: duty, duty_request, report_result
"""

from datetime import date
from typing import Any, Protocol

from mingze.kit import clock
from tests.support.region import Region

WORK = "对照清单自查处方点评和院感登记两个环节,发现登记不及时三处,当日补齐。"


class Play(Protocol):
    """What of the scene is used here."""

    region: Region
    ids: dict[str, int]

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any: ...


def month(ago: int) -> str:
    """The first day of the month so many months ago."""
    count = clock.today().year * 12 + clock.today().month - 1 - ago
    return str(date(count // 12, count % 12 + 1, 1))


async def duties(play: Play) -> None:
    ids = play.ids
    for ago in (4, 3, 2):
        await _open(play, "", "clerk", ago)
    ids["duty"] = await _owed(play, "", "clerk", "hospital", kind="report", period=month(3))
    ids["duty_filled"] = await _owed(play, "", "clerk", "hospital", kind="report", period=month(2))
    ids["duty_sent"] = await _owed(play, "", "clerk", "hospital", kind="deliverable")
    ids["duty_plan"] = await _owed(play, "", "clerk", "hospital", kind="sub_plan")
    parts = {"work": {"text": WORK}, "accountability": {"text": "没有需要问责的情形,谈话提醒一人次。"}}
    await _fill(play, "hospital_liaison", "duty_filled", parts)
    plan = ("focus", "goal", "measures", "division")
    await _fill(play, "hospital_liaison", "duty_plan", {code: {"text": f"本院方案:{code}"} for code in plan})
    parts = {"text": {"text": "整改台账已建立,逐项明确了责任人和完成时限。"}}
    version = await _fill(play, "hospital_liaison", "duty_sent", parts)
    await play.do("hospital_liaison", "POST", f"/duties/{ids['duty_sent']}/submit", {}, version)
    await _request(play, "", "clerk")
    await _result(play, "report_result", "", "clerk", 2)
    version = await _result(play, "report_result_out", "", "clerk", 3)
    await play.do("leader", "POST", f"/report-results/{ids['report_result_out']}/publish", {}, version)
    await _next_door(play)


async def _next_door(play: Play) -> None:
    await _open(play, "_elsewhere", "clerk_elsewhere", 3)
    unit = "linquan_hospital"
    play.ids["duty_elsewhere"] = await _owed(
        play, "_elsewhere", "clerk_elsewhere", unit, kind="report", period=month(3)
    )
    await _request(play, "_elsewhere", "clerk_elsewhere")
    await _result(play, "report_result_elsewhere", "_elsewhere", "clerk_elsewhere", 3)


async def _open(play: Play, ending: str, who: str, ago: int) -> None:
    body = {"requirement_id": play.ids[f"requirement{ending}"], "period_start": month(ago)}
    await play.do(who, "POST", f"/campaigns/{play.ids[f'campaign{ending}']}/report-periods", body)


async def _owed(play: Play, ending: str, who: str, unit: str, **wanted: str) -> int:
    path = f"/campaigns/{play.ids[f'campaign{ending}']}/duties"
    asked = {"unit_id": play.region.units[unit], **wanted}
    page = await play.do(who, "GET", path, params=asked)
    return int(page["items"][0]["id"])


async def _fill(play: Play, who: str, name: str, parts: Any) -> int:
    path = f"/duties/{play.ids[name]}"
    version = (await play.do(who, "GET", path))["version"]
    return int((await play.do(who, "PATCH", path, {"parts": parts}, version))["version"])


async def _request(play: Play, ending: str, who: str) -> None:
    body = {"kind": "accountability", "reason": "两次催报未报。"}
    made = await play.do(who, "POST", f"/duties/{play.ids[f'duty{ending}']}/requests", body)
    play.ids[f"duty_request{ending}"] = made["id"]


async def _result(play: Play, name: str, ending: str, who: str, ago: int) -> int:
    body = {"requirement_id": play.ids[f"requirement{ending}"], "period_start": month(ago)}
    made = await play.do(who, "POST", f"/campaigns/{play.ids[f'campaign{ending}']}/report-results", body)
    play.ids[name] = made["id"]
    return int(made["version"])
