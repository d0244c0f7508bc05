"""Closing a unit while work or people come to it: only one of the two happens."""

import asyncio

import pytest

from tests.conftest import SignIn
from tests.support.region import PASSWORD
from tests.units.conftest import Keeper


class TestClosingAtTheSameTime:
    @pytest.mark.parametrize("_round", range(3))
    async def test_as_work_or_people_come_lets_only_one_happen(
        self, keep: Keeper, sign_in: SignIn, _round: int
    ) -> None:
        clerk = await sign_in("clerk")
        await keep.make("制剂室", "hospital", code="ZJ")
        finding = {
            "problem": "收费未公示。",
            "source": "supervision",
            "units": [{"unit_id": keep["制剂室"]}],
            "due_on": "2099-01-01",
        }
        closed, registered = await asyncio.gather(
            keep.act("制剂室", "close"), clerk.post("/api/v1/findings", json=finding)
        )
        assert (closed.status_code, registered.status_code) in {(200, 422), (409, 201)}

    @pytest.mark.parametrize("_round", range(3))
    async def test_as_an_account_is_opened_lets_only_one_happen(self, keep: Keeper, _round: int) -> None:
        await keep.make("制剂室", "hospital", code="ZJ")
        account = {
            "username": "newcomer",
            "name": "新来",
            "home_unit_id": keep["制剂室"],
            "password": PASSWORD,
        }
        closed, opened = await asyncio.gather(
            keep.act("制剂室", "close"), keep.client.post("/api/v1/accounts", json=account)
        )
        assert (closed.status_code, opened.status_code) in {(200, 422), (409, 201)}
