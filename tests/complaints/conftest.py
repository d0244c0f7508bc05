"""A complaint office and the units it gives complaints to, through the API, at moments that a test names."""

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

ANSWER: dict[str, Any] = {
    "inner_text": "调取当日叫号记录,十点至十一点只开放一个诊室,出诊医生临时参加抢救,没有安排替诊。",
    "public_text": "经核实,当日因抢救病人临时减少一个诊室,未及时告知,向您致歉。我院已建立替诊制度。",
    "substantiated": "yes",
    "resolved": True,
}


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@dataclass
class Desk(Ledger):
    """Acts of named people on complaints; 青禾县卫健局 is the office, 青禾县人民医院 the unit."""

    @contextmanager
    def at(self, moment: str) -> Iterator[None]:
        """Let everything be done then; people sign in anew."""
        clients, self._clients = self._clients, {}
        try:
            with clock.at(shanghai(moment)):
                yield
        finally:
            self._clients = clients

    async def take_in(self, who: str = "complaint_officer", **values: Any) -> Any:
        """What registering answers."""
        body = {
            "channel": "phone",
            "about_unit_id": self.region.units["hospital"],
            "text": "上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。",
            "category": "conduct",
            "complainant": {"name": "王某", "phone": "13900000000"},
            **values,
        }
        return await self.do(who, "/complaints", body)

    async def taken_in(self, who: str = "complaint_officer", **values: Any) -> int:
        number: int = (await self.take_in(who, **values))["id"]
        return number

    async def see(self, number: int, who: str = "city_officer") -> Any:
        return await self.read(who, f"/complaints/{number}")

    async def try_to(self, who: str, number: int, action: str, **body: Any) -> httpx.Response:
        """An act on the complaint in its present version."""
        version = (await self.get("city_officer", f"/complaints/{number}")).json().get("version", 1)
        return await self.post(who, f"/complaints/{number}/acts", {"action": action, **body}, version)

    async def act_on(self, who: str, number: int, action: str, **body: Any) -> Any:
        """The complaint as it stands then; None where it is out of sight by then."""
        answer = await self.try_to(who, number, action, **body)
        assert answer.status_code in {200, 204}, f"{action}: {answer.text}"
        return answer.json() if answer.status_code == 200 else None

    async def refusal(self, who: str, number: int, action: str, **body: Any) -> tuple[int, str]:
        answer = await self.try_to(who, number, action, **body)
        return answer.status_code, answer.json().get("detail", "")

    # --- as far as … ------------------------------------------------------------------------------------------

    async def assigned(self, unit: str = "hospital", **values: Any) -> int:
        number = await self.taken_in(**values)
        await self.act_on("complaint_officer", number, "assign", unit_id=self.region.units[unit])
        return number

    async def investigated(self, **values: Any) -> int:
        number = await self.assigned(**values)
        await self.act_on("hospital_officer", number, "sign")
        return number

    async def answered(self, **values: Any) -> int:
        number = await self.investigated(**values)
        await self.act_on("hospital_officer", number, "answer", **ANSWER)
        return number


@pytest.fixture
def desk(sign_in: SignIn, region: Region) -> Desk:
    return Desk(sign_in, region)
