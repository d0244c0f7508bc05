"""Somebody without an account, who has complained."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from tests.support.region import Region

WORDS = "上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。"


@dataclass(frozen=True)
class Complained:
    receipt: str
    number: str
    said: dict[str, Any]


Complain = Callable[..., Awaitable[Complained]]


@pytest.fixture
def complain(client: httpx.AsyncClient, region: Region) -> Complain:
    """`await complain(concern="price", …)`: through the API, as an app does."""

    async def make(**more: Any) -> Complained:
        told = (await client.post("/api/v1/portal/receipts")).json()
        body = {"unit_id": region.units["hospital"], "concern": "service", "text": WORDS, **told, **more}
        with clock.at(clock.now() + timedelta(minutes=2)):
            answer = await client.post("/api/v1/portal/complaints", json=body)
        assert answer.status_code == 201, answer.text
        return Complained(told["receipt"], answer.json()["number"], answer.json())

    return make
