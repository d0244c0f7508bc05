"""States pushed to a hotline over real HTTP: signed, tried again while it is down, given up where it refuses."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr, ValidationError

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import backlog
from mingze.settings import Settings
from mingze.working import worker_of
from tests.hotline.conftest import Line
from tests.support.hotline import SECRET, Exchange, hotline_server


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    with hotline_server(Exchange()) as opened:
        yield opened


@pytest.fixture
def settings(settings: Settings, exchange: Exchange) -> Settings:
    return settings.model_copy(
        update={"hotline_push_url": exchange.url, "hotline_push_secret": SecretStr(SECRET)}
    )


async def _work(database: Database, settings: Settings, hours: float = 0) -> None:
    """Do what is due, so many hours from now."""
    worker = worker_of(database, settings)
    with clock.at(clock.now() + timedelta(hours=hours)):
        while await worker.step():
            pass


async def test_what_is_pushed_is_signed_and_says_what_can_be_fetched(
    line: Line, database: Database, settings: Settings, exchange: Exchange
) -> None:
    await line.sent()
    number = await line.complaint()
    await line.assign(number)
    await line.answer(number)
    await _work(database, settings)
    assert all(one.is_signed for one in exchange.pushed)
    fetched = (await line.updates())["items"]
    assert len(exchange.pushed) == len(fetched) == 4
    for pushed, update in zip(exchange.pushed, fetched, strict=True):
        assert pushed.headers["X-Mingze-Delivery"] == str(update["position"])
        assert update["pushed_at"]
        same = {name: update[name] for name in ("position", "status", "state", "public_answer", "resolved")}
        assert {name: pushed.said[name] for name in same} == same
        assert set(pushed.said) == set(update) - {"pushed_at", "push_error"}
    # Once is enough.
    await _work(database, settings, hours=2)
    assert len(exchange.pushed) == 4


async def test_waits_while_the_hotline_is_down_and_loses_nothing(
    line: Line, database: Database, settings: Settings, exchange: Exchange
) -> None:
    with hotline_server(Exchange()) as gone:
        pass
    down = settings.model_copy(update={"hotline_push_url": gone.url})
    await line.sent()
    for hours in range(1, 15):
        await _work(database, down, hours)
    exchange.answers += [503, 429]
    for hours in (20, 30, 40):
        await _work(database, settings, hours)
    assert [one.said["status"] for one in exchange.pushed] == ["received"] * 3
    assert (await line.updates())["items"][0]["pushed_at"]
    async with database.reading() as session:
        assert (await backlog(session)).dead == 0


@pytest.mark.parametrize("status", [400, 401, 302])
async def test_gives_up_what_is_refused_says_so_and_pushes_the_next(
    line: Line, database: Database, settings: Settings, exchange: Exchange, status: int
) -> None:
    exchange.answers.append(status)
    await line.sent()
    await _work(database, settings)
    (update,) = (await line.updates())["items"]
    assert (update["pushed_at"], update["push_error"]) == (None, f"对方回答 {status}")
    async with database.reading() as session:
        assert (await backlog(session)).dead == 1
    await line.assign(await line.complaint())
    await _work(database, settings)
    assert (await line.updates(update["position"]))["items"][0]["pushed_at"]


def test_an_address_needs_a_secret_and_in_production_a_safe_one() -> None:
    with pytest.raises(ValidationError, match="HOTLINE_PUSH_SECRET"):
        Settings(hotline_push_url="http://hotline.test/push")
    weak = {"environment": "production", "argon2_memory_kib": 65_536, "hotline_push_secret": "x" * 40}
    with pytest.raises(ValidationError, match="https"):
        Settings.model_validate({**weak, "hotline_push_url": "http://hotline.test/push"})
    with pytest.raises(ValidationError, match="32"):
        Settings.model_validate(
            {**weak, "hotline_push_url": "https://hotline.test", "hotline_push_secret": "short"}
        )
    made = Settings(hotline_push_url="http://hotline.test/push", hotline_push_secret=SecretStr("s"))
    assert made.hotline_push_url == "http://hotline.test/push"
