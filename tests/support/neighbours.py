"""What lies in 临泉县, next door to the scene: one of each kind, named as in the scene with `_elsewhere`."""

from datetime import timedelta
from typing import Any, Protocol

from mingze.kit import clock
from tests.support.pictures import JPEG
from tests.support.region import PASSWORD, Region


class Play(Protocol):
    region: Region
    ids: dict[str, int]

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any: ...

    async def act(self, who: str, finding: int, action: str, **body: Any) -> None: ...

    async def read_report(self, name: str, who: str, unit: str) -> None: ...
    async def template(self, name: str, who: str, unit: str) -> None: ...
    async def time_limit(self, name: str, who: str, unit: str) -> None: ...

    async def confirm_draft(self, name: str, who: str) -> int: ...

    async def upload(self, name: str, who: str, content: bytes) -> None: ...


async def neighbours(play: Play) -> None:
    """Bring it about through the API."""
    await _work(play)
    await _papers(play)
    await _people(play)
    await play.upload("upload_elsewhere", "liaison_elsewhere", JPEG)


async def _work(play: Play) -> None:
    """A measure under way, with steps, evidence and a question to the office."""
    body = {
        "problem": "中药饮片验收记录不全(elsewhere)。",
        "source": "supervision",
        "units": [{"unit_id": play.region.units["linquan_hospital"], "part": "answering"}],
        "due_on": str(clock.today() + timedelta(days=3)),
    }
    finding = (await play.do("clerk", "POST", "/findings", body))["id"]
    await play.act("clerk", finding, "hand-out")
    await play.act("unit_head_elsewhere", finding, "accept")
    item = await play.do(
        "unit_head_elsewhere",
        "POST",
        f"/findings/{finding}/rectification-items",
        {"text": "逐批补验。", "steps": ["补齐记录"]},
    )
    number = item["id"]
    note = {"text": "已补三批。"}
    await play.do("liaison_elsewhere", "POST", f"/rectification-items/{number}/notes", note)
    evidence = await play.do(
        "liaison_elsewhere",
        "POST",
        "/attachments",
        data={"owner_type": "rectification_item", "owner_id": str(number)},
        files={"file": ("饮片.jpg", JPEG)},
    )
    asked = {"kind": "staged", "reason": "等待招标"}
    request = await play.do("unit_head_elsewhere", "POST", f"/findings/{finding}/requests", asked)
    notice = (await play.do("unit_head_elsewhere", "GET", "/notices"))["items"][0]
    play.ids |= {
        "finding_elsewhere": finding,
        "item_elsewhere": number,
        "step_elsewhere": item["steps"][0]["id"],
        "attachment_elsewhere": evidence["id"],
        "request_elsewhere": request["id"],
        "notice_elsewhere": notice["id"],
    }


async def _papers(play: Play) -> None:
    await play.read_report("draft_elsewhere", "clerk_elsewhere", "linquan_hospital")
    await play.read_report("ready_elsewhere", "clerk_elsewhere", "linquan_hospital")
    await play.template("template_elsewhere", "system_admin_elsewhere", "linquan")
    await play.time_limit("time_limit_elsewhere", "system_admin_elsewhere", "linquan")
    play.ids["inspection_elsewhere"] = await play.confirm_draft("ready_elsewhere", "clerk_elsewhere")


async def _people(play: Play) -> None:
    """Somebody with a role, and a unit that is closed."""
    home = play.region.units["linquan_hospital"]
    body = {"username": "spare_elsewhere", "name": "邻县备用", "home_unit_id": home, "password": PASSWORD}
    spare = await play.do("system_admin_elsewhere", "POST", "/accounts", body)
    role = {"account_id": spare["id"], "unit_id": home, "role": "liaison"}
    appointment = await play.do("security_admin_elsewhere", "POST", "/appointments", role)
    closed = await play.do(
        "system_admin_elsewhere",
        "POST",
        "/units",
        {"code": "YZ-LQ-ZY-JZ", "name": "旧煎药室", "kind": "department", "parent_id": home},
    )
    await play.do("system_admin_elsewhere", "POST", f"/units/{closed['id']}/close", {}, closed["version"])
    play.ids |= {
        "spare_elsewhere": spare["id"],
        "appointment_elsewhere": appointment["id"],
        "closed_unit_elsewhere": closed["id"],
    }
