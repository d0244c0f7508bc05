"""A campaign under way: three units owe their own plan, a deliverable of the first stage, and monthly reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.region import Region

#: The units that take part, by their names in the region.
TAKING_PART = ("hospital", "township", "linquan_hospital")
WORK = "本月对照清单逐科自查,夜查两次,发现值班记录缺签、药品效期登记不全等六个问题,已整改四个,其余两个列入下月计划。"
ACCOUNTABILITY = "对值班记录缺签的两名当班人员由科主任谈话提醒,没有需要移送的线索,问责情况已在院周会通报。"
PARTS: list[dict[str, Any]] = [
    {
        "code": "work",
        "title": "工作开展情况",
        "fields": [
            {"code": "findings_new", "label": "新发现问题", "unit": "个", "metric": "findings_new"},
            {"code": "findings_closed", "label": "销号问题", "unit": "个", "metric": "findings_closed"},
            {"code": "measures_done", "label": "完成措施", "unit": "条", "metric": "measures_done"},
        ],
    },
    {
        "code": "accountability",
        "title": "问责情况",
        "fields": [{"code": "talks", "label": "谈话提醒", "unit": "人次"}],
    },
]


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@dataclass
class Office(Ledger):
    """The office of the campaign and its units, at moments that a test names."""

    campaign: int = 0
    requirement: int = 0
    stage: int = 0

    @contextmanager
    def at(self, moment: str) -> Iterator[None]:
        """Let everything be done then; people sign in anew."""
        clients, self._clients = self._clients, {}
        try:
            with clock.at(shanghai(moment)):
                yield
        finally:
            self._clients = clients

    async def put(self, who: str, path: str, body: Any, version: int) -> Any:
        client = await self.as_(who)
        answer = await client.put(f"/api/v1{path}", json=body, headers={"If-Match": f'"v{version}"'})
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    async def patch(self, who: str, path: str, body: Any, version: int | None) -> httpx.Response:
        client = await self.as_(who)
        headers = {"If-Match": f'"v{version}"'} if version is not None else {}
        return await client.patch(f"/api/v1{path}", json=body, headers=headers)

    async def _version(self) -> int:
        return int((await self.read("clerk", f"/campaigns/{self.campaign}"))["version"])

    async def begin(self, units: tuple[str, ...] = TAKING_PART, **values: Any) -> None:
        """Draft and issue the campaign, now."""
        body = {
            "title": "云州市卫生健康系统问责年活动",
            "document_number": "云卫办〔2026〕27号",
            "objective": "着力解决不敢为、不会为、不想为的问题,推动各项任务落到实处。",
            "starts_on": "2026-03-01",
            "ends_on": "2026-11-30",
            "sub_plan_due_on": "2026-03-20",
            **values,
        }
        self.campaign = (await self.do("clerk", "/campaigns", body))["id"]
        at = f"/campaigns/{self.campaign}"
        stages = [
            {
                "name": "动员部署阶段",
                "mechanism": "clarify",
                "starts_on": "2026-03-01",
                "ends_on": "2026-03-31",
            },
            {
                "name": "自查自纠阶段",
                "mechanism": "report",
                "starts_on": "2026-04-01",
                "ends_on": "2026-11-30",
            },
        ]
        await self.put("clerk", f"{at}/stages", {"stages": stages}, await self._version())
        self.stage = (await self.read("clerk", at))["stages"][0]["id"]
        deliverables = [{"stage_id": self.stage, "title": "责任清单和权力清单"}]
        await self.put("clerk", f"{at}/deliverables", {"deliverables": deliverables}, await self._version())
        await self.take_part(*units)
        asked = {"title": "问责年活动月报", "cutoff_day": 25, "due_day": 1, "parts": PARTS}
        self.requirement = (await self.do("clerk", f"{at}/report-requirements", asked))["id"]
        await self.do("clerk", f"{at}/issue", {}, await self._version())

    async def take_part(self, *units: str) -> None:
        body = {"unit_ids": [self.region.units[unit] for unit in units]}
        await self.put("clerk", f"/campaigns/{self.campaign}/units", body, await self._version())

    # --- duties ---------------------------------------------------------------------------------------------------

    async def duties(self, who: str = "clerk", **params: Any) -> list[Any]:
        page = await self.read(who, f"/campaigns/{self.campaign}/duties", limit=200, **params)
        items: list[Any] = page["items"]
        return items

    async def duty(self, kind: str, unit: str = "hospital", **params: Any) -> int:
        """The duty of that unit."""
        found = await self.duties(kind=kind, unit_id=self.region.units[unit], **params)
        return int(found[0]["id"])

    async def open_month(self, start: str) -> Any:
        body = {"requirement_id": self.requirement, "period_start": start}
        return await self.do("clerk", f"/campaigns/{self.campaign}/report-periods", body)

    async def shown(self, duty: int, who: str = "clerk") -> Any:
        return await self.read(who, f"/duties/{duty}")

    async def fill(
        self,
        duty: int,
        who: str = "hospital_liaison",
        work: str = WORK,
        talks: int | None = 2,
        **numbers: int,
    ) -> httpx.Response:
        parts: dict[str, Any] = {
            "work": {"text": work, "numbers": numbers},
            "accountability": {"text": ACCOUNTABILITY},
        }
        if talks is not None:
            parts["accountability"]["numbers"] = {"talks": talks}
        return await self.draft(duty, parts, who)

    async def draft(self, duty: int, parts: Any, who: str = "hospital_liaison") -> httpx.Response:
        version = (await self.shown(duty))["version"]
        return await self.patch(who, f"/duties/{duty}", {"parts": parts}, version)

    async def attempt(self, who: str, duty: int, action: str, **body: Any) -> httpx.Response:
        version = (await self.shown(duty))["version"]
        return await self.post(who, f"/duties/{duty}/{action}", body, version)

    async def done(self, who: str, duty: int, action: str, **body: Any) -> Any:
        answer = await self.attempt(who, duty, action, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def report(self, duty: int, who: str = "hospital_liaison", **more: Any) -> Any:
        """Fill in a report and send it."""
        filled = await self.fill(duty, who, **more)
        assert filled.status_code == 200, filled.text
        return await self.done(who, duty, "submit")


@pytest.fixture
async def office(sign_in: SignIn, region: Region) -> Office:
    """The campaign as it was issued on 2 March 2026."""
    made = Office(sign_in, region)
    with made.at("2026-03-02T09:00"):
        await made.begin()
    return made
