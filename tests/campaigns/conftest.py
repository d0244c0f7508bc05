"""An office that runs a campaign, through the API."""

import os
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.region import Region

collect_ignore = [] if os.environ.get("MINGZE_TEST_DOCUMENTS") else ["test_published_plans.py"]

#: Four stages one after the other, in the shape of a plan for a year of accountability.
STAGES: tuple[tuple[str, str, date, date], ...] = (
    ("动员部署阶段", "clarify", date(2016, 5, 25), date(2016, 6, 15)),
    ("自查自纠阶段", "report", date(2016, 6, 16), date(2016, 7, 31)),
    ("监督检查阶段", "appraise", date(2016, 8, 1), date(2016, 10, 31)),
    ("总结提高阶段", "hold", date(2016, 11, 1), date(2016, 11, 30)),
)


def around_today() -> list[Any]:
    """The four stages as if it were the 4th of July 2016 today: the second is running."""
    moved = clock.today() - date(2016, 7, 4)
    return [stage(name, mechanism, first + moved, last + moved) for name, mechanism, first, last in STAGES]


def stage(name: str, mechanism: str | None, first: date | None, last: date | None, **more: Any) -> Any:
    return {
        "name": name,
        "mechanism": mechanism,
        "starts_on": str(first) if first else None,
        "ends_on": str(last) if last else None,
        **more,
    }


@dataclass
class Office(Ledger):
    """Acts in campaigns; the clerk of the city unless somebody is named."""

    async def send(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **headers: str
    ) -> httpx.Response:
        client = await self.as_(who)
        if version is not None:
            headers["If-Match"] = f'"v{version}"'
        return await client.request(method, f"/api/v1{path}", json=body, headers=headers)

    async def campaign(self, campaign_id: int, who: str = "clerk") -> Any:
        return await self.read(who, f"/campaigns/{campaign_id}")

    async def change(
        self, campaign_id: int, what: str, body: Any, who: str = "clerk", method: str = "PUT"
    ) -> httpx.Response:
        """Send a part of a campaign in its present version."""
        version = (await self.campaign(campaign_id, who))["version"]
        path = f"/campaigns/{campaign_id}/{what}" if what else f"/campaigns/{campaign_id}"
        return await self.send(who, method, path, body, version)

    async def put(self, campaign_id: int, what: str, body: Any, who: str = "clerk") -> Any:
        answer = await self.change(campaign_id, what, body, who)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def act_on(self, campaign_id: int, action: str, who: str = "clerk", **body: Any) -> httpx.Response:
        return await self.change(campaign_id, action, body, who, "POST")

    async def acted(self, campaign_id: int, action: str, who: str = "clerk", **body: Any) -> Any:
        answer = await self.act_on(campaign_id, action, who, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    # --- as far as … ------------------------------------------------------------------------------------------

    async def draft(self, who: str = "clerk", **values: Any) -> int:
        body = {"title": "云州市问责年活动", "document_number": "云卫办〔2016〕27号", **values}
        return int((await self.do(who, "/campaigns", body))["id"])

    async def task(self, campaign_id: int, who: str = "clerk", **values: Any) -> Any:
        body = {
            "number": "1",
            "title": "公开权责清单",
            "target": "权责清单全部公开。",
            "due_kind": "by",
            "due_on": "2016-06-15",
            "persons": [{"name": "许静"}],
            **values,
        }
        return await self.do(who, f"/campaigns/{campaign_id}/tasks", body)

    async def ready(self, *under: str, who: str = "clerk", **values: Any) -> int:
        """A draft that lacks nothing: four stages, one task, the units under `under` (the whole city)."""
        campaign_id = await self.draft(who, **values)
        await self.put(campaign_id, "stages", {"stages": around_today()}, who)
        await self.task(campaign_id, who)
        roots = [self.region.units[name] for name in under or ("city",)]
        await self.put(campaign_id, "units", {"rule": {"under": roots}}, who)
        return campaign_id

    async def issued(self, *under: str, who: str = "clerk", **values: Any) -> int:
        campaign_id = await self.ready(*under, who=who, **values)
        await self.acted(campaign_id, "issue", who)
        return campaign_id


@pytest.fixture
def office(sign_in: SignIn, region: Region) -> Office:
    return Office(sign_in, region)
