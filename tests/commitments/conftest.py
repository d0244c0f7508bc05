"""A campaign under way, and commitments brought as far as a test needs."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from mingze.kit.database import Database
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.campaigns import running_campaign
from tests.support.region import Region

TEXT = "本院向社会郑重承诺:规范收费行为,公开服务流程,接受群众监督。"


@dataclass
class Desk:
    """Acts of named people on commitments of one campaign."""

    ledger: Ledger
    campaign: int

    @property
    def region(self) -> Region:
        return self.ledger.region

    def body(self, unit: str = "hospital", **values: Any) -> dict[str, Any]:
        return {
            "campaign_id": self.campaign,
            "unit_id": self.region.units[unit],
            "kind": "commitment",
            "title": "2026年公开承诺",
            "text": TEXT,
            "media": ["website", "notice_board"],
            "promises": [
                {
                    "text": "每月公示一次药品价格。",
                    "who": "药剂科主任",
                    "due_on": str(clock.today() + timedelta(days=30)),
                }
            ],
            **values,
        }

    async def read(self, who: str, commitment: int) -> Any:
        return await self.ledger.read(who, f"/commitments/{commitment}")

    async def send(self, who: str, commitment: int, act: str, **body: Any) -> httpx.Response:
        """An act in the present version."""
        version = (await self.read("clerk", commitment))["version"]
        return await self.ledger.post(who, f"/commitments/{commitment}/{act}", body, version)

    async def done(self, who: str, commitment: int, act: str, **body: Any) -> Any:
        answer = await self.send(who, commitment, act, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def draft(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> int:
        made = await self.ledger.do(who, "/commitments", self.body(unit, **values))
        return int(made["id"])

    async def submitted(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> int:
        made = await self.draft(who, unit, **values)
        await self.done(who, made, "submission")
        return made

    async def approved(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> int:
        made = await self.submitted(who, unit, **values)
        await self.done("leader", made, "decision", approve=True)
        return made

    async def published(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> int:
        made = await self.approved(who, unit, **values)
        await self.done(who, made, "publication", published_on=str(clock.today()))
        return made

    async def follow(
        self, who: str, commitment: int, act: str, place: int = 0, **body: Any
    ) -> httpx.Response:
        """Say what became of a promise, in its present version."""
        promise = (await self.read("clerk", commitment))["items"][place]
        return await self.ledger.post(
            who,
            f"/promises/{promise['id']}/progress",
            {"act": act, "note": "见公示栏。", **body},
            promise["version"],
        )

    def in_campaign(self, campaign: int) -> "Desk":
        return replace(self, campaign=campaign)


@pytest.fixture
async def desk(sign_in: SignIn, region: Region, database: Database) -> Desk:
    return Desk(Ledger(sign_in, region), await running_campaign(database, region))
