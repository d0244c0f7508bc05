"""The virus scanner: a real clamd that knows one harmless marker. What it finds is refused before it is kept."""

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.kit.database import Database
from mingze.kit.events import EventPayload, EventRow
from mingze.kit.problems import Unavailable
from mingze.kit.scanning import Scanner
from tests.attachments.conftest import KIND, PATH, SHELF, upload
from tests.conftest import SignIn
from tests.support.clamd import MARKER, SIGNATURE, Clamd, clamd
from tests.support.pictures import JPEG, archive, office, picture
from tests.support.region import Region
from tests.support.scene import REPORT

INFECTED = picture("JPEG", comment=MARKER)


def _infected_docx() -> bytes:
    with zipfile.ZipFile(io.BytesIO(office())) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    packed = archive({**parts, "word/media/a.xml": MARKER.decode()}, compression=zipfile.ZIP_DEFLATED)
    assert MARKER not in packed
    return packed


@asynccontextmanager
async def _pretending(
    take: Callable[[asyncio.StreamReader], Awaitable[bytes]], said: bytes
) -> AsyncIterator[str]:
    """The address of something that is no scanner: takes what it is sent and says that."""
    ended = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await take(reader)
        writer.write(said)
        writer.close()
        await writer.wait_closed()
        ended.set()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await ended.wait()


@pytest.fixture(scope="module")
def daemon() -> Iterator[Clamd]:
    with clamd() as running:
        yield running


@pytest.fixture
def scanned(app: FastAPI, daemon: Clamd) -> FastAPI:
    app.state.scanner = Scanner(daemon.unix, timeout=30)
    return app


def _kept(app: FastAPI) -> list[str]:
    return [path.name for path in (app.state.settings.data_dir / "files").rglob("*") if path.is_file()]


async def _refusals(database: Database) -> list[tuple[EventRow, dict[str, object]]]:
    query = (
        select(EventRow, EventPayload.body)
        .join(EventPayload, EventPayload.position == EventRow.position)
        .where(EventRow.action == "refuse_infected")
    )
    async with database.reading() as session:
        return [(row, json.loads(body or "null")) for row, body in await session.execute(query)]


class TestScanner:
    @pytest.mark.parametrize("way", ["unix", "tcp"])
    async def test_names_what_it_finds(self, daemon: Clamd, way: str) -> None:
        scanner = Scanner(getattr(daemon, way), timeout=30)
        assert await scanner.ping()
        assert await scanner.signature_in(JPEG) is None
        assert await scanner.signature_in(b"x" * 300_000 + MARKER) == SIGNATURE
        assert await scanner.signature_in(_infected_docx()) == SIGNATURE

    async def test_without_one_everything_passes(self) -> None:
        scanner = Scanner(None, timeout=1)
        assert (scanner.on, await scanner.signature_in(MARKER), await scanner.ping()) == (False, None, True)

    @pytest.mark.parametrize("url", ["unix:///nonexistent/clamd.ctl", "tcp://127.0.0.1:1"])
    async def test_that_is_not_there_is_no_verdict(self, url: str) -> None:
        scanner = Scanner(url, timeout=5)
        assert not await scanner.ping()
        with pytest.raises(Unavailable, match="暂时不可用"):
            await scanner.signature_in(JPEG)

    async def test_that_never_answers_is_no_verdict(self) -> None:
        async with _pretending(lambda reader: reader.read(), b"") as url:
            with pytest.raises(Unavailable, match="暂时不可用"):
                await Scanner(url, timeout=0.2).signature_in(JPEG)

    @pytest.mark.parametrize(
        "said", [b"", b"stream: FOUND\0", b"UNKNOWN COMMAND\0", b"stream: OK maybe\0", b"\xff\0"]
    )
    async def test_that_says_something_else_is_no_verdict(self, said: bytes) -> None:
        async with _pretending(lambda reader: reader.readuntil(b"\0\0\0\0"), said) as url:
            with pytest.raises(Unavailable):
                await Scanner(url, timeout=5).signature_in(b"some text")

    async def test_that_takes_no_file_so_large_is_no_verdict(self) -> None:
        with clamd(largest="1M") as small:
            scanner = Scanner(small.unix, timeout=30)
            with pytest.raises(Unavailable, match="StreamMaxLength"):
                await scanner.signature_in(b"\0" * 5_000_000)
            assert await scanner.signature_in(b"\0" * 500_000) is None


class TestUploads:
    async def test_that_pass_say_so(self, scanned: FastAPI, clerk: httpx.AsyncClient) -> None:
        assert (await upload(clerk, JPEG)).json()["scan"] == "clean"
        scanned.state.scanner = Scanner(None, timeout=1)
        assert (await upload(clerk, picture("PNG"))).json()["scan"] == "off"

    @pytest.mark.parametrize(("data", "name"), [(INFECTED, "现场.jpg"), (_infected_docx(), "通报.docx")])
    async def test_that_do_not_are_refused_and_remembered(
        self,
        scanned: FastAPI,
        clerk: httpx.AsyncClient,
        database: Database,
        region: Region,
        data: bytes,
        name: str,
    ) -> None:
        refused = await upload(clerk, data, name)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/infected-file")
        assert SIGNATURE in refused.json()["detail"]
        assert _kept(scanned) == []
        ((event, payload),) = await _refusals(database)
        assert (event.ok, event.subject_id, event.unit_id) == (False, 77, region.units["office"])
        assert event.actor_id == region.accounts["clerk"]
        assert event.resource_id == hashlib.sha256(data).hexdigest()
        assert (payload["signature"], payload["name"], payload["owner_id"]) == (SIGNATURE, name, SHELF)

    async def test_wait_for_no_scanner_that_is_gone(self, app: FastAPI, clerk: httpx.AsyncClient) -> None:
        app.state.scanner = Scanner("unix:///nonexistent/clamd.ctl", timeout=5)
        refused = await upload(clerk, JPEG)
        assert (refused.status_code, refused.json()["type"]) == (503, "/problems/unavailable")
        assert "retry-after" in refused.headers
        assert _kept(app) == []

    async def test_that_were_resumed_are_scanned_and_forgotten(
        self, scanned: FastAPI, clerk: httpx.AsyncClient, database: Database
    ) -> None:
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(INFECTED))}
        at = (await clerk.post(f"{PATH}/uploads", headers=headers)).headers["location"]
        piece = {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": "0",
            "Content-Type": "application/offset+octet-stream",
        }
        await clerk.patch(at, content=INFECTED, headers=piece)
        body = {"upload_id": at.rpartition("/")[2], "owner_type": KIND, "owner_id": SHELF}
        refused = await clerk.post(f"{PATH}/from-upload", json=body)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/infected-file")
        assert _kept(scanned) == []
        assert (await clerk.head(at, headers={"Tus-Resumable": "1.0.0"})).status_code == 404
        assert len(await _refusals(database)) == 1

    async def test_of_documents_to_import_are_scanned_before_they_are_read(
        self, scanned: FastAPI, sign_in: SignIn, database: Database, region: Region
    ) -> None:
        clerk = await sign_in("clerk")
        document = REPORT.encode() + MARKER
        refused = await clerk.post("/api/v1/imports", files={"file": ("通报.txt", document)})
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/infected-file")
        assert (await clerk.get("/api/v1/imports")).json()["items"] == []
        assert _kept(scanned) == []
        ((event, payload),) = await _refusals(database)
        assert (event.unit_id, payload["owner_type"]) == (region.units["city"], "import")
        assert (
            await clerk.post("/api/v1/imports", files={"file": ("通报.txt", REPORT.encode())})
        ).status_code == 201
