"""The time an answer takes tells nothing: medians of refusals in one run, compared as ratios."""

import time
from pathlib import Path
from statistics import median

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from mingze.accounts.models import Account
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.settings import Settings
from tests.support.region import PASSWORD, Region, settings_for

_ROUNDS = 15
#: How much slower one kind of refusal may be than another; noise of two shared cores is well below, while a
#: missing hash would make a difference of ten times.
_RATIO = 1.6


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    # Hashes that take a while, as in production; lock-outs would shorten it.
    more = {"argon2_memory_kib": 16_384, "argon2_rounds": 3, "lockout_attempts": 1_000}
    return settings_for(database_url, tmp_path / "var").model_copy(update=more)


@pytest.fixture
async def prepared(app: FastAPI, database: Database, region: Region) -> None:
    """The accounts have passwords as expensive as the service makes them; the leader is disabled."""
    hashed = await app.state.passwords.hash(PASSWORD)
    async with database.writing() as session:
        await session.execute(update(Account).values(password_hash=hashed))
        await session.execute(
            update(Account).where(Account.id == region.accounts["leader"]).values(active=False)
        )
        record(session, action="update", resource="account", resource_id=0, actor=None)


@pytest.mark.usefixtures("prepared")
async def test_wrong_password_unknown_name_and_disabled_account_take_the_same_time(
    client: httpx.AsyncClient,
) -> None:
    tries = {
        "wrong password": {"username": "clerk", "password": "Wrong-Password-1"},
        "unknown name": {"username": "nobody", "password": "Wrong-Password-1"},
        "disabled, right password": {"username": "leader", "password": PASSWORD},
        "disabled, wrong password": {"username": "leader", "password": "Wrong-Password-1"},
    }
    taken: dict[str, list[float]] = {name: [] for name in tries}
    for _ in range(_ROUNDS):
        # In turn, so that a busy moment of the machine meets them all.
        for name, body in tries.items():
            began = time.perf_counter()
            answer = await client.post("/api/v1/sessions", json=body)
            taken[name].append(time.perf_counter() - began)
            assert answer.status_code == 401
    medians = {name: median(times) for name, times in taken.items()}
    assert max(medians.values()) / min(medians.values()) < _RATIO, medians


async def test_locked_out_names_answer_alike_whether_or_not_they_exist(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    app.state.settings.lockout_attempts = 3
    taken: dict[str, list[float]] = {"clerk": [], "nobody": []}
    for name in taken:
        for _ in range(3):
            await client.post("/api/v1/sessions", json={"username": name, "password": "Wrong-Password-1"})
    for _ in range(_ROUNDS):
        for name, times in taken.items():
            began = time.perf_counter()
            answer = await client.post(
                "/api/v1/sessions", json={"username": name, "password": "Wrong-Password-1"}
            )
            times.append(time.perf_counter() - began)
            assert answer.status_code == 429
    medians = [median(times) for times in taken.values()]
    assert max(medians) / min(medians) < _RATIO, medians
