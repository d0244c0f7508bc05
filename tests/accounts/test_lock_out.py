"""Lock-outs: too many failures on one name from one source, as an attacker and as a colleague meet them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from mingze.accounts.models import SignInLock
from mingze.accounts.rules import NAMES_OF_A_SOURCE
from mingze.app import create_app
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventPayload, EventRow
from tests.support.region import PASSWORD, Region

HERE, THERE = "192.0.2.1", "192.0.2.2"
WRONG = "Wrong-Password-1"

Try = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
async def attempt(app: FastAPI) -> Try:
    """`await attempt("clerk", WRONG, HERE)`: one sign-in from an address."""

    async def make(username: str, password: str, source: str = HERE) -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(source, 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            return await client.post("/api/v1/sessions", json={"username": username, "password": password})

    return make


async def _fail(attempt: Try, username: str, times: int, source: str = HERE) -> None:
    for _ in range(times):
        assert (await attempt(username, WRONG, source)).status_code == 401


async def _events(database: Database) -> list[tuple[str, str, bool]]:
    async with database.reading() as session:
        query = select(EventRow.action, EventRow.resource_id, EventRow.ok).where(
            EventRow.action.in_(["sign_in", "lock_out", "lock_out_over"])
        )
        return [(r[0], r[1], r[2]) for r in await session.execute(query.order_by(EventRow.position))]


async def _payloads(database: Database, action: str) -> list[str]:
    async with database.reading() as session:
        query = (
            select(EventPayload.body)
            .join(EventRow, EventRow.position == EventPayload.position)
            .where(EventRow.action == action)
            .order_by(EventRow.position)
        )
        return [str(body) for body in await session.scalars(query)]


async def _rows(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(SignInLock)) or 0


@pytest.fixture
def moment() -> datetime:
    return clock.now()


class TestLockOut:
    async def test_comes_with_the_fifth_failure_and_holds_for_the_right_password_too(
        self, attempt: Try, moment: datetime
    ) -> None:
        with clock.at(moment):
            await _fail(attempt, "clerk", 5)
            answer = await attempt("clerk", PASSWORD)
        assert answer.status_code == 429
        assert answer.json()["type"] == "/problems/too-many-requests"
        assert answer.headers["retry-after"] == "30"

    async def test_grows_with_every_further_failure(self, attempt: Try, moment: datetime) -> None:
        with clock.at(moment):
            await _fail(attempt, "clerk", 5)
        for wait in (30, 60, 120):
            with clock.at(moment + timedelta(seconds=wait - 1)):
                assert (await attempt("clerk", WRONG)).status_code == 429
            moment += timedelta(seconds=wait)
            with clock.at(moment):
                await _fail(attempt, "clerk", 1)
                assert (await attempt("clerk", WRONG)).headers["retry-after"] == str(2 * wait)

    async def test_is_never_shared_between_sources(self, attempt: Try) -> None:
        """Nobody can lock a colleague out from elsewhere."""
        await _fail(attempt, "clerk", 5)
        assert (await attempt("clerk", PASSWORD, THERE)).status_code == 201
        assert (await attempt("clerk", PASSWORD, HERE)).status_code == 429

    async def test_is_not_shared_between_names(self, attempt: Try) -> None:
        await _fail(attempt, "clerk", 5)
        assert (await attempt("leader", PASSWORD)).status_code == 201

    async def test_counts_one_subscriber_of_ipv6_once(self, attempt: Try) -> None:
        for number in range(5):
            await _fail(attempt, "clerk", 1, f"2001:db8:1:2::{number + 1}")
        assert (await attempt("clerk", PASSWORD, "2001:db8:1:2::99")).status_code == 429
        assert (await attempt("clerk", PASSWORD, "2001:db8:1:3::1")).status_code == 201

    async def test_treats_names_without_an_account_alike(self, attempt: Try, moment: datetime) -> None:
        with clock.at(moment):
            await _fail(attempt, "clerk", 5)
            await _fail(attempt, "nobody", 5)
            known, unknown = await attempt("clerk", WRONG), await attempt("nobody", WRONG)
        assert known.status_code == unknown.status_code == 429
        assert known.json() == unknown.json()
        for answer in (known, unknown):
            answer.headers.pop("x-request-id", None)
        assert dict(known.headers) == dict(unknown.headers)

    @pytest.mark.parametrize("typed", [" CLERK ", "\uff43\uff4c\uff45\uff52\uff4b"])
    async def test_is_not_evaded_by_writing_the_name_differently(self, attempt: Try, typed: str) -> None:
        await _fail(attempt, "clerk", 4)
        await _fail(attempt, typed, 1)
        assert (await attempt("clerk", PASSWORD)).status_code == 429

    async def test_is_forgotten_with_a_success(self, attempt: Try, database: Database) -> None:
        for _ in range(3):
            await _fail(attempt, "clerk", 4)
            assert (await attempt("clerk", PASSWORD)).status_code == 201
        assert await _rows(database) == 0

    async def test_is_forgotten_a_day_after_the_last_failure(
        self, attempt: Try, moment: datetime, database: Database
    ) -> None:
        with clock.at(moment):
            await _fail(attempt, "clerk", 4)
            await _fail(attempt, "nobody", 1)
        with clock.at(moment + timedelta(hours=24, seconds=1)):
            await _fail(attempt, "clerk", 4)
            assert (await attempt("clerk", PASSWORD)).status_code == 201
        assert await _rows(database) == 0

    async def test_lets_a_thousand_at_once_guess_no_more_than_five_in_a_row(
        self, attempt: Try, database: Database
    ) -> None:
        answers = await asyncio.gather(*(attempt("clerk", WRONG) for _ in range(40)))
        assert sorted(a.status_code for a in answers) == [401] * 5 + [429] * 35

    async def test_is_one_for_several_processes(self, attempt: Try, app: FastAPI) -> None:
        await _fail(attempt, "clerk", 5)
        other = create_app(app.state.settings)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(other.router.lifespan_context(other))
            transport = httpx.ASGITransport(app=other, client=(HERE, 40001))
            client = await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url="http://mingze.test")
            )
            answer = await client.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
        assert answer.status_code == 429

    async def test_makes_no_hash_while_it_lasts(
        self, attempt: Try, app: FastAPI, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await _fail(attempt, "clerk", 5)
        asked: list[str] = []
        real = app.state.passwords._hash.verify

        def watch(password: str, hashed: str) -> bool:
            asked.append(password)
            return bool(real(password, hashed))

        monkeypatch.setattr(app.state.passwords._hash, "verify", watch)
        await attempt("clerk", WRONG)
        assert asked == []

    async def test_stops_guessing_the_password_from_inside_a_session_too(
        self, attempt: Try, app: FastAPI
    ) -> None:
        """A stolen access token must not be a way to try passwords."""
        token = (await attempt("clerk", PASSWORD)).json()["access_token"]
        transport = httpx.ASGITransport(app=app, client=(HERE, 40000))
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://mingze.test/api/v1", headers=headers
        ) as client:
            change = {"old_password": WRONG, "new_password": "Baishi-County-7"}
            answers = [(await client.post("/me/password", json=change)).status_code for _ in range(3)]
            begin = {"password": WRONG}
            answers += [(await client.post("/me/second-factor", json=begin)).status_code for _ in range(3)]
        assert answers == [422, 422, 422, 422, 422, 429]


class TestLogOfLockOuts:
    async def test_remembers_each_refusal_then_the_lock_out_once_and_then_how_many_were_turned_away(
        self, attempt: Try, moment: datetime, database: Database, region: Region
    ) -> None:
        clerk = str(region.accounts["clerk"])
        with clock.at(moment):
            await _fail(attempt, "clerk", 5)
            for _ in range(20):
                await attempt("clerk", WRONG)
        assert await _events(database) == [*[("sign_in", clerk, False)] * 5, ("lock_out", clerk, False)]
        with clock.at(moment + timedelta(seconds=31)):
            assert (await attempt("clerk", PASSWORD)).status_code == 201
        assert (await _events(database))[6:] == [("lock_out_over", clerk, False), ("sign_in", clerk, True)]
        [over] = await _payloads(database, "lock_out_over")
        assert '"count":20' in over
        [began] = await _payloads(database, "lock_out")
        assert '"seconds":30' in began
        assert HERE in began

    async def test_tells_of_those_turned_away_even_if_nobody_comes_back(
        self, attempt: Try, moment: datetime, database: Database, region: Region
    ) -> None:
        with clock.at(moment):
            await _fail(attempt, "clerk", 5)
            await attempt("clerk", WRONG)
        with clock.at(moment + timedelta(hours=25)):
            assert (await attempt("leader", PASSWORD, THERE)).status_code == 201
        assert ("lock_out_over", str(region.accounts["clerk"]), False) in await _events(database)
        assert await _rows(database) == 0

    async def test_never_holds_what_was_typed_as_a_name(self, attempt: Try, database: Database) -> None:
        await _fail(attempt, "my-password-in-the-wrong-field", 5)
        said = "".join([*await _payloads(database, "sign_in"), *await _payloads(database, "lock_out")])
        assert "my-password" not in said
        async with database.reading() as session:
            keys = list(await session.scalars(select(SignInLock.key)))
        assert all(len(key) == 64 and "my-password" not in key for key in keys)


class TestFlood:
    async def test_of_made_up_names_is_bounded_in_rows_and_events(
        self, attempt: Try, database: Database, moment: datetime
    ) -> None:
        """A source that tries one name after another soon fails on all new ones together."""
        async with database.writing() as session:
            session.add_all(
                SignInLock(
                    key=f"{number:064}",
                    source=HERE,
                    account_id=0,
                    unit_id=None,
                    failures=1,
                    turned_away=0,
                    locked_until=None,
                    expires_at=moment + timedelta(hours=1),
                )
                for number in range(NAMES_OF_A_SOURCE)
            )
        with clock.at(moment):
            answers = [(await attempt(f"made-up-{n}", WRONG)).status_code for n in range(12)]
            assert answers == [401] * 5 + [429] * 7
            assert await _rows(database) == NAMES_OF_A_SOURCE + 1
            assert len(await _events(database)) == 6
            assert (await attempt("clerk", PASSWORD, THERE)).status_code == 201
        with clock.at(moment + timedelta(minutes=1, seconds=1)):
            assert (await attempt("clerk", PASSWORD)).status_code == 201
