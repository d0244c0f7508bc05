"""How the process ends: told to, it finishes what it has in hand; killed, it loses nothing it had answered."""

import asyncio
import json
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from mingze.events.checkpoints import Checkpoints
from mingze.events.verification import verify
from mingze.findings.models import Finding
from mingze.kit.database import Database
from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.pictures import JPEG
from tests.support.process import Service, environment, running
from tests.support.region import PASSWORD

pytestmark = pytest.mark.slow


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not done():  # noqa: ASYNC110  (another process is waited for)
            await asyncio.sleep(0.02)


async def _signed_in(service: Service, who: str = "clerk") -> httpx.AsyncClient:
    client = httpx.AsyncClient(base_url=f"{service.url}/api/v1", timeout=60)
    answer = await client.post("/sessions", json={"username": who, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


def _refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


async def _after(settings: Settings) -> tuple[set[int], bool]:
    """The findings that are there, and whether the log is whole with its checkpoints."""
    database = Database(settings.database)
    try:
        async with database.reading() as session:
            found = set(await session.scalars(select(Finding.id)))
            whole = (await verify(session, Checkpoints(settings.data_dir).read())).ok
    finally:
        await database.close()
    return found, whole


class _SlowUpload:
    """A form with a photograph that is sent halfway, and the rest when it is told to."""

    def __init__(self, owner: int) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        boundary = "the-boundary"
        self.headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        fields = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("owner_type", "rectification_item"), ("owner_id", owner))
        )
        file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        self._first = (fields + file).encode() + JPEG
        self._second = b"\x00" * 2000 + f"\r\n--{boundary}--\r\n".encode()
        self.headers["Content-Length"] = str(len(self._first) + len(self._second))

    async def __aiter__(self):  # type: ignore[no-untyped-def]
        yield self._first
        self.begun.set()
        await self.go_on.wait()
        yield self._second


class TestToldToStop:
    async def test_finishes_what_it_has_in_hand_and_takes_nothing_new(
        self, staged: Staged, tmp_path: Path
    ) -> None:
        item = staged.scene.ids["rectifying_item"]
        with running(environment(staged.settings), tmp_path / "log") as service:
            client = await _signed_in(service, "hospital_liaison")
            upload = _SlowUpload(item)
            sending = asyncio.create_task(
                client.post("/attachments", content=aiter(upload), headers=upload.headers)
            )
            await upload.begun.wait()
            service.process.send_signal(signal.SIGTERM)
            await _until(lambda: _refuses(service.port))
            assert service.process.poll() is None
            upload.go_on.set()
            answer = await sending
            assert answer.status_code == 201, answer.text
            status = await asyncio.to_thread(service.process.wait, 60)
            await client.aclose()
        assert status == 0, service.log.read_text()
        assert Checkpoints(staged.settings.data_dir).read(), "the log was not sealed"
        assert (await _after(staged.settings))[1]

    async def test_does_not_wait_for_ever(self, staged: Staged, tmp_path: Path) -> None:
        said = environment(staged.settings, MINGZE_STOP_SECONDS="1")
        with running(said, tmp_path / "log") as service:
            client = await _signed_in(service, "hospital_liaison")
            upload = _SlowUpload(staged.scene.ids["rectifying_item"])
            sending = asyncio.create_task(
                client.post("/attachments", content=aiter(upload), headers=upload.headers)
            )
            await upload.begun.wait()
            assert await asyncio.to_thread(service.stop) == 0
            upload.go_on.set()
            with pytest.raises((httpx.TransportError, AssertionError)):
                assert (await sending).status_code == 201
            await client.aclose()
        assert (await _after(staged.settings))[1]

    async def test_says_so_first_where_a_balancer_has_to_learn_it(
        self, staged: Staged, tmp_path: Path
    ) -> None:
        said = environment(staged.settings, MINGZE_STOP_DELAY_SECONDS="60")
        with running(said, tmp_path / "log") as service:
            async with httpx.AsyncClient(base_url=service.url) as client:
                assert (await client.get("/readyz")).status_code == 200
                service.process.send_signal(signal.SIGTERM)
                async with asyncio.timeout(60):
                    while (answer := await client.get("/readyz")).status_code == 200:
                        pass
                assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
                assert (await client.get("/api/v1/meta")).status_code == 200
                # Told a second time, it waits no longer.
                assert await asyncio.to_thread(service.stop) == 0


class TestKilled:
    async def test_loses_nothing_that_was_answered(self, staged: Staged, tmp_path: Path) -> None:
        answered: list[int] = []

        async def register(client: httpx.AsyncClient) -> None:
            while True:
                body = {"problem": f"登记的问题 {len(answered)}。", "source": "supervision"}
                try:
                    answer = await client.post("/findings", json=body)
                except httpx.TransportError:
                    return
                assert answer.status_code == 201, answer.text
                answered.append(answer.json()["id"])

        said = environment(staged.settings, MINGZE_CHECKPOINT_SECONDS="0.2")
        with running(said, tmp_path / "log") as service:
            client = await _signed_in(service)
            working = [asyncio.create_task(register(client)) for _ in range(4)]
            await _until(lambda: len(answered) >= 20)
            assert await asyncio.to_thread(service.stop, signal.SIGKILL) == -signal.SIGKILL
            await asyncio.gather(*working)
            await client.aclose()
        found, whole = await _after(staged.settings)
        assert set(answered) <= found
        assert whole
        with running(environment(staged.settings), tmp_path / "log") as service:
            client = await _signed_in(service)
            kept = await asyncio.gather(*(client.get(f"/findings/{one}") for one in answered))
            assert {answer.status_code for answer in kept} == {200}
            ready = await client.get(f"{service.url}/readyz")
            assert ready.status_code == 200, json.dumps(ready.json(), ensure_ascii=False)
            assert service.stop() == 0
            await client.aclose()
        assert (await _after(staged.settings))[1]
