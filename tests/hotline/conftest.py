"""A hotline that sends orders to 云州市卫健委, and the offices that handle what they say."""

from typing import Any

import httpx
import pytest

from tests.complaints.conftest import ANSWER, Desk
from tests.conftest import SignIn
from tests.support.region import Region

#: Everything a hotline sends.
ORDER: dict[str, Any] = {
    "source": "city_12345",
    "external_no": "YZ20260302000123",
    "title": "候诊时间过长",
    "text": "在县医院挂号后等了三个小时没有叫到,问导诊台没有人答复。",
    "wish": "希望医院给个说法。",
    "matter": "complain",
    "category_text": "医疗卫生/医疗服务/候诊",
    "region_text": "云州市青禾县",
    "about_unit_code": "YZ-QH-RM",
    "caller": {"name": "王某某", "phone": "13900001234", "address": "青禾县东关镇"},
    "confidential": True,
    "dispatch_note": "请于时限内办结并回复诉求人。",
}


class Line(Desk):
    """Orders sent in, and the complaints they become brought as far as a test needs."""

    async def send(self, who: str = "hotline_client", **values: Any) -> httpx.Response:
        return await self.post(who, "/hotline-orders", {**ORDER, **values})

    async def sent(self, who: str = "hotline_client", **values: Any) -> Any:
        answer = await self.send(who, **values)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def complaint(self, external_no: str = ORDER["external_no"]) -> int:
        """The complaint of the last round."""
        page = await self.read("city_officer", "/hotline-orders", external_no=external_no)
        number: int = page["items"][0]["complaint_id"]
        return number

    async def answer(self, number: int, **values: Any) -> None:
        """From wherever it was given to the hospital."""
        await self.act_on("hospital_officer", number, "sign")
        await self.act_on("hospital_officer", number, "answer", **{**ANSWER, **values})

    async def assign(self, number: int) -> None:
        await self.act_on("complaint_officer", number, "assign", unit_id=self.region.units["hospital"])

    async def close(self, number: int, outcome: str = "satisfied", **values: Any) -> None:
        await self.act_on("complaint_officer", number, "visit_back", satisfaction="mostly")
        await self.act_on("complaint_officer", number, "close", outcome=outcome, **values)

    async def updates(self, after: int = 0, who: str = "hotline_client", **params: Any) -> Any:
        return await self.read(who, "/hotline-orders/updates", after=after, **params)


@pytest.fixture
def line(sign_in: SignIn, region: Region) -> Line:
    return Line(sign_in, region)
