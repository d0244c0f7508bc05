"""What the scene knows of public acceptance; each thing also next door, named `…_elsewhere`.

acceptance             of a finding about 青禾县人民医院 that a complaint led to, closed and disputed by who complained
acceptance_finding     that finding
receipts: acceptance_receipt, that of the complaint; acceptance_door, the code that hangs at the door
"""

from datetime import timedelta
from typing import Any, Protocol

import httpx

from mingze.kit import clock
from tests.support.region import Region


class Play(Protocol):
    """What of the scene is used here."""

    region: Region
    ids: dict[str, int]
    receipts: dict[str, str]
    client: httpx.AsyncClient

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any: ...


async def acceptances(play: Play) -> None:
    # Who found it put right is another than who verifies that.
    await _accepted(play, "", "hospital", "second_clerk")
    await _accepted(play, "_elsewhere", "linquan_hospital", "unit_head_elsewhere")


async def _accepted(play: Play, ending: str, unit: str, fixer: str) -> None:
    number, name = await _complained(play, ending, unit), f"acceptance{ending}"
    finding = await _finding(play, f"complaint_officer{ending}", number)
    play.ids[f"acceptance_finding{ending}"] = finding
    clerk = f"clerk{ending}"
    for who, action, body in (
        (clerk, "confirm", {}),
        (fixer, "fix-on-site", {}),
        (clerk, "verify", {}),
        (clerk, "apply-closure", {}),
        (f"leader{ending}", "approve-closure", {}),
        (
            clerk,
            "close",
            {"closer": "监督办", "document": "云监办〔2026〕9号", "closed_on": str(clock.today())},
        ),
    ):
        path = f"/findings/{finding}"
        version = (await play.do(clerk, "GET", path))["version"]
        await play.do(who, "POST", f"{path}/actions/{action}", body, version)
    (asked,) = (await play.do(clerk, "GET", f"/acceptances?finding={finding}"))["items"]
    play.ids[name] = asked["id"]
    play.receipts[f"{name}_door"] = (await play.do(clerk, "GET", f"/acceptances/{asked['id']}"))["code"]
    await _post(
        play,
        "/portal/acceptances",
        {
            "receipt": play.receipts[f"{name}_receipt"],
            "acceptance_id": asked["id"],
            "verdict": "not_solved",
            "text": "还是要等三个小时。",
        },
    )


async def _complained(play: Play, ending: str, unit: str) -> str:
    """The number of a complaint made by the portal."""
    told = await _post(play, "/portal/receipts", None)
    play.receipts[f"acceptance{ending}_receipt"] = told["receipt"]
    words = {"unit_id": play.region.units[unit], "concern": "service", "text": f"候诊要三个小时{ending}。"}
    with clock.at(clock.now() + timedelta(minutes=1)):
        made = await _post(play, "/portal/complaints", {**told, **words})
    return str(made["number"])


async def _finding(play: Play, officer: str, number: str) -> int:
    listed = (await play.do(officer, "GET", "/complaints?limit=200"))["items"]
    row = next(row for row in listed if row["number"] == number)
    body = {"problem": f"诊室开放不足,候诊时间长({number})。"}
    said = await play.do(officer, "POST", f"/complaints/{row['id']}/findings", body, row["version"])
    return int(said["findings"][0]["id"])


async def _post(play: Play, path: str, body: Any) -> Any:
    answer = await play.client.post(path, json=body)
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
    return answer.json()
