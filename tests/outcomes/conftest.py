"""A campaign under way, and the ledger beside it."""

from dataclasses import dataclass
from typing import Any

import pytest

from mingze.kit import clock
from mingze.kit.database import Database
from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.campaigns import running_campaign
from tests.support.region import Region


@dataclass
class Yield:
    """What people bring in in one campaign."""

    ledger: Ledger
    campaign: int

    @property
    def region(self) -> Region:
        return self.ledger.region

    async def exemplar(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> Any:
        body = {
            "campaign_id": self.campaign,
            "unit_id": self.region.units[unit],
            "title": "门诊一站式服务",
            "text": "整合窗口,群众少排队三次。",
            **values,
        }
        return await self.ledger.do(who, "/exemplars", body)

    async def decide(self, who: str, exemplar: Any, **body: Any) -> Any:
        path = f"/exemplars/{exemplar['id']}/decision"
        return await self.ledger.do(who, path, {"confirm": True, **body}, exemplar["version"])

    def rule_body(self, unit: str = "hospital", **values: Any) -> dict[str, Any]:
        return {
            "unit_id": self.region.units[unit],
            "campaign_id": self.campaign,
            "name": "处方点评管理办法",
            "number": "青医发〔2026〕18号",
            "kind": "new",
            "issued_on": str(clock.today()),
            **values,
        }

    async def rule(self, who: str = "hospital_liaison", unit: str = "hospital", **values: Any) -> Any:
        return await self.ledger.do(who, "/rule-docs", self.rule_body(unit, **values))


@pytest.fixture
async def harvest(sign_in: SignIn, region: Region, database: Database) -> Yield:
    return Yield(Ledger(sign_in, region), await running_campaign(database, region))
