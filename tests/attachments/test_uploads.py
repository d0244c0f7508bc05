"""Resumable uploads: the rules of tus 1.0.0, whose they are, and how they end. By a real tus client too."""

import asyncio
import base64
import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update
from starlette.types import Message
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from mingze.app import create_app
from mingze.attachments.models import Attachment, Upload, UploadPart
from mingze.attachments.resuming import MAX_PIECES, sweep, sweep_at_start
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.settings import Settings
from tests.attachments.conftest import FORBIDDEN, FULL, KIND, PATH, SHELF, change_settings
from tests.conftest import SignIn
from tests.support.live import serving
from tests.support.pictures import PNG, picture
from tests.support.region import PASSWORD

UPLOADS = f"{PATH}/uploads"
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}
PHOTO = picture("PNG", (400, 300))


async def _begin(
    client: httpx.AsyncClient, length: int = len(PHOTO), name: str = "现场.png", **more: str
) -> str:
    metadata = f"filename {base64.b64encode(name.encode()).decode()},kind aW1hZ2U="
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata, **more}
    answer = await client.post(UPLOADS, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


async def _send(client: httpx.AsyncClient, at: str, offset: int, data: bytes, **more: str) -> httpx.Response:
    return await client.patch(at, content=data, headers={**PIECE, "Upload-Offset": str(offset), **more})


async def _finish(
    client: httpx.AsyncClient, at: str, owner: int = SHELF, key: str | None = None
) -> httpx.Response:
    body = {"upload_id": at.rpartition("/")[2], "owner_type": KIND, "owner_id": owner}
    return await client.post(
        f"{PATH}/from-upload", json=body, headers={"Idempotency-Key": key} if key else {}
    )


async def _whole(client: httpx.AsyncClient, data: bytes = PHOTO) -> str:
    at = await _begin(client, len(data))
    assert (await _send(client, at, 0, data)).status_code == 204
    return at


def _parts(app: FastAPI) -> list[Path]:
    place = app.state.settings.data_dir / "files" / "uploads"
    return [path for path in place.rglob("*") if path.is_file()]


async def _count(database: Database, model: Any) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(model)) or 0


class TestProtocol:
    async def test_says_what_it_can(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        answer = await clerk.options(UPLOADS)
        assert answer.status_code == 204
        assert answer.headers["tus-version"] == answer.headers["tus-resumable"] == "1.0.0"
        assert answer.headers["tus-extension"] == "creation,expiration,termination"
        assert answer.headers["tus-max-size"] == str(app.state.settings.upload_max_bytes)

    async def test_takes_piece_after_piece(self, clerk: httpx.AsyncClient) -> None:
        at = await _begin(clerk)
        for start, end in ((0, 10), (10, 500), (500, len(PHOTO))):
            told = await clerk.head(at, headers=TUS)
            assert (told.headers["upload-offset"], told.headers["cache-control"]) == (str(start), "no-store")
            assert told.headers["upload-length"] == str(len(PHOTO))
            sent = await _send(clerk, at, start, PHOTO[start:end])
            assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(end))
            assert sent.headers["upload-expires"].endswith("GMT")
        made = await _finish(clerk, at)
        assert made.status_code == 201, made.text
        assert (made.json()["name"], made.json()["size"]) == ("现场.png", len(PHOTO))
        assert (await clerk.get(f"{PATH}/{made.json()['id']}/content")).content == PHOTO

    async def test_refuses_another_offset_and_moves_nothing(self, clerk: httpx.AsyncClient) -> None:
        at = await _begin(clerk)
        await _send(clerk, at, 0, PHOTO[:100])
        for offset in (0, 99, 101, len(PHOTO)):
            refused = await _send(clerk, at, offset, b"x")
            assert (refused.status_code, refused.headers["tus-resumable"]) == (409, "1.0.0")
        assert (await clerk.head(at, headers=TUS)).headers["upload-offset"] == "100"

    async def test_refuses_more_than_was_told(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        at = await _begin(clerk, 10)
        assert (await _send(clerk, at, 0, b"x" * 11)).status_code == 413

        async def untold() -> Any:
            for _ in range(11):
                yield b"x"

        streamed = await clerk.patch(at, content=untold(), headers={**PIECE, "Upload-Offset": "0"})
        assert streamed.status_code == 413
        assert (await clerk.head(at, headers=TUS)).headers["upload-offset"] == "0"
        assert _parts(app) == []

    async def test_an_empty_piece_moves_nothing(self, clerk: httpx.AsyncClient) -> None:
        at = await _begin(clerk)
        assert (await _send(clerk, at, 0, b"")).headers["upload-offset"] == "0"

    @pytest.mark.parametrize("length", ["0", "-1", "x", "30000001", str(2**60), ""])
    async def test_refuses_lengths_that_cannot_be(self, clerk: httpx.AsyncClient, length: str) -> None:
        answer = await clerk.post(UPLOADS, headers={**TUS, "Upload-Length": length})
        assert answer.status_code in {413, 422}
        assert answer.headers["content-type"] == "application/problem+json"

    async def test_wants_the_version_the_length_and_the_type(self, clerk: httpx.AsyncClient) -> None:
        at = await _begin(clerk)
        for method, path in (("POST", UPLOADS), ("HEAD", at), ("PATCH", at), ("DELETE", at)):
            headers = {"Upload-Length": "5", "Upload-Offset": "0", "Content-Type": PIECE["Content-Type"]}
            answer = await clerk.request(method, path, headers={**headers, "Tus-Resumable": "0.2.2"})
            assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")
        assert (await clerk.post(UPLOADS, headers=TUS)).status_code == 422
        other = await clerk.patch(
            at, content=b"x", headers={**TUS, "Upload-Offset": "0", "Content-Type": "text/plain"}
        )
        assert (other.status_code, other.json()["type"]) == (415, "/problems/unsupported-media")

    @pytest.mark.parametrize("metadata", ["filename %%%", "filename /w==", "filename a b c"])
    async def test_refuses_metadata_that_is_none(self, clerk: httpx.AsyncClient, metadata: str) -> None:
        headers = {**TUS, "Upload-Length": "5", "Upload-Metadata": metadata}
        assert (await clerk.post(UPLOADS, headers=headers)).status_code == 400

    @pytest.mark.parametrize(
        "upload_id", ["..%2F..%2Fetc%2Fpasswd", "../x", "0" * 31, "g" * 32, "0" * 33, "A" * 32]
    )
    async def test_knows_no_other_names_than_its_own(self, clerk: httpx.AsyncClient, upload_id: str) -> None:
        for method in ("HEAD", "PATCH", "DELETE"):
            answer = await clerk.request(
                method, f"{UPLOADS}/{upload_id}", headers={**PIECE, "Upload-Offset": "0"}
            )
            assert answer.status_code in {404, 405, 422}

    async def test_of_two_at_one_offset_enters_one(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        data = [bytes([number]) * len(PHOTO) for number in range(6)]
        at = await _begin(clerk)
        answers = await asyncio.gather(*(_send(clerk, at, 0, piece) for piece in data))
        assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409, 409, 409]
        won = data[[answer.status_code for answer in answers].index(204)]
        assert [path.read_bytes() for path in _parts(app)] == [won]

    async def test_keeps_the_last_bytes_before_the_line_broke(
        self, clerk: httpx.AsyncClient, app: FastAPI
    ) -> None:
        at = await _begin(clerk)
        messages: list[Message] = [
            {"type": "http.request", "body": PHOTO[:60], "more_body": True},
            {"type": "http.request", "body": PHOTO[60:100], "more_body": True},
            {"type": "http.disconnect"},
        ]

        async def receive() -> Message:
            return messages.pop(0)

        async def send(_message: Message) -> None:
            """Nobody is there to read it."""

        headers = {**PIECE, "Upload-Offset": "0", "Authorization": clerk.headers["authorization"]}
        scope = {
            "type": "http", "method": "PATCH", "path": at, "raw_path": at.encode(), "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "http_version": "1.1", "scheme": "http", "server": ("mingze.test", 80), "root_path": "",
            "client": ("127.0.0.1", 1), "app": app, "asgi": {"version": "3.0"},
        }  # fmt: skip
        await app(scope, receive, send)
        assert (await clerk.head(at, headers=TUS)).headers["upload-offset"] == "100"

    async def test_takes_no_endless_number_of_pieces(
        self, clerk: httpx.AsyncClient, app: FastAPI, database: Database
    ) -> None:
        """Each is a file and a row: byte by byte, one upload would be millions of them."""
        at = await _begin(clerk, MAX_PIECES + 100)
        upload, came = at.rpartition("/")[2], MAX_PIECES - 1
        async with database.writing() as session:
            session.add_all(UploadPart(upload_id=upload, start=n, key=f"{n}") for n in range(came))
            await session.execute(update(Upload).values(received=came))
        assert (await _send(clerk, at, came, b"x")).status_code == 204
        for rest in (b"x", b"x" * 100):
            refused = await _send(clerk, at, came + 1, rest)
            assert (refused.status_code, refused.headers["tus-resumable"]) == (409, "1.0.0")
            assert f"最多分 {MAX_PIECES} 段" in refused.json()["detail"]
        assert (await clerk.head(at, headers=TUS)).headers["upload-offset"] == str(came + 1)
        assert len(_parts(app)) == 1
        assert (await clerk.delete(at, headers=TUS)).status_code == 204
        assert (await _count(database, UploadPart), _parts(app)) == (0, [])

    async def test_lets_what_is_all_there_be_finished_in_however_many_pieces(
        self, clerk: httpx.AsyncClient, database: Database
    ) -> None:
        at = await _whole(clerk)
        upload = at.rpartition("/")[2]
        async with database.writing() as session:
            session.add_all(
                UploadPart(upload_id=upload, start=n, key=f"{n}") for n in range(1, MAX_PIECES + 1)
            )
        assert (await _send(clerk, at, len(PHOTO), b"")).status_code == 204

    async def test_forgets_what_is_given_up(
        self, clerk: httpx.AsyncClient, app: FastAPI, database: Database
    ) -> None:
        at = await _whole(clerk)
        assert (await clerk.delete(at, headers=TUS)).status_code == 204
        assert (await clerk.head(at, headers=TUS)).status_code == 404
        assert (await clerk.delete(at, headers=TUS)).status_code == 404
        assert (await _count(database, Upload), await _count(database, UploadPart), _parts(app)) == (0, 0, [])


class TestWhose:
    async def test_it_is_nobodys_but_whoever_began_it(
        self, clerk: httpx.AsyncClient, sign_in: SignIn, client: httpx.AsyncClient
    ) -> None:
        at = await _whole(clerk)
        stranger = await sign_in("second_clerk")
        for who, status in ((stranger, 404), (client, 401)):
            answers = [
                await who.head(at, headers=TUS),
                await _send(who, at, len(PHOTO), b""),
                await who.delete(at, headers=TUS),
                await _finish(who, at),
            ]
            assert [answer.status_code for answer in answers] == [status] * 4
        assert (await _finish(clerk, at)).status_code == 201

    async def test_so_many_at_a_time(self, clerk: httpx.AsyncClient, sign_in: SignIn, app: FastAPI) -> None:
        change_settings(app, unfinished_uploads=3)
        headers = {**TUS, "Upload-Length": "10"}
        answers = await asyncio.gather(*(clerk.post(UPLOADS, headers=headers) for _ in range(8)))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [429] * 5
        assert (await (await sign_in("second_clerk")).post(UPLOADS, headers=headers)).status_code == 201
        begun = next(answer for answer in answers if answer.status_code == 201)
        await clerk.delete(begun.headers["location"], headers=TUS)
        assert (await clerk.post(UPLOADS, headers=headers)).status_code == 201


class TestExpiry:
    async def _expire(self, database: Database) -> None:
        async with database.writing() as session:
            await session.execute(update(Upload).values(expires_at=clock.now() - timedelta(seconds=1)))

    async def test_ends_it_for_everybody(self, clerk: httpx.AsyncClient, database: Database) -> None:
        at = await _whole(clerk)
        await self._expire(database)
        assert (await clerk.head(at, headers=TUS)).status_code == 404
        assert (await _send(clerk, at, len(PHOTO), b"")).status_code == 404
        assert (await _finish(clerk, at)).status_code == 404

    async def test_removes_what_was_received(
        self, clerk: httpx.AsyncClient, app: FastAPI, database: Database
    ) -> None:
        await _whole(clerk)
        await self._expire(database)
        kept = await _whole(clerk, PNG)
        assert (await clerk.head(kept, headers=TUS)).status_code == 200
        assert (await _count(database, Upload), len(_parts(app))) == (1, 1)
        await sweep(app)
        assert (await _count(database, Upload), len(_parts(app))) == (1, 1)

    async def test_at_the_start_removes_pieces_that_nobody_knows(
        self, app: FastAPI, clerk: httpx.AsyncClient
    ) -> None:
        await app.state.files.put_part("f" * 32, "0-lost", b"x")
        await sweep_at_start(app)
        assert len(_parts(app)) == 1
        change_settings(app, upload_hours=-1)
        await sweep_at_start(app)
        assert _parts(app) == []

    async def test_that_cannot_be_swept_does_not_keep_the_service_from_starting(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        broken = create_app(settings)
        broken.state.database = Database(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
        await sweep_at_start(broken)
        await broken.state.database.close()


class TestFinish:
    async def test_waits_until_all_is_there(self, clerk: httpx.AsyncClient) -> None:
        at = await _begin(clerk)
        await _send(clerk, at, 0, PHOTO[:-1])
        early = await _finish(clerk, at)
        assert (early.status_code, str(len(PHOTO) - 1) in early.json()["detail"]) == (409, True)
        await _send(clerk, at, len(PHOTO) - 1, PHOTO[-1:])
        assert (await _finish(clerk, at)).status_code == 201

    async def test_makes_one_attachment_and_leaves_no_pieces(
        self, clerk: httpx.AsyncClient, app: FastAPI, database: Database
    ) -> None:
        at = await _whole(clerk)
        answers = await asyncio.gather(*(_finish(clerk, at) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 404, 404, 404]
        counts = [await _count(database, model) for model in (Attachment, Upload, UploadPart)]
        assert (counts, _parts(app)) == ([1, 0, 0], [])
        async with database.reading() as session:
            events = list(await session.scalars(select(EventRow).where(EventRow.resource == "attachment")))
        assert [(event.action, event.subject_id) for event in events] == [("attach", 77)]

    async def test_again_under_the_same_key_gives_the_same(self, clerk: httpx.AsyncClient) -> None:
        at = await _whole(clerk)
        key = "finish-this-photo"
        first, again = await _finish(clerk, at, key=key), await _finish(clerk, at, key=key)
        assert (first.status_code, first.json()) == (201, again.json())
        assert (await _finish(clerk, await _whole(clerk), key=key)).status_code == 409

    @pytest.mark.parametrize(("owner", "status"), [(FORBIDDEN, 403), (FULL, 409), (99, 404)])
    async def test_asks_the_owner_and_keeps_the_upload(
        self, clerk: httpx.AsyncClient, owner: int, status: int
    ) -> None:
        at = await _whole(clerk)
        assert (await _finish(clerk, at, owner)).status_code == status
        assert (await _finish(clerk, at)).status_code == 201

    async def test_of_what_is_not_taken_forgets_it(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        at = await _whole(clerk, b"MZ\x90\x00" * 50)
        assert (await _finish(clerk, at)).status_code == 415
        assert (await clerk.head(at, headers=TUS)).status_code == 404
        assert _parts(app) == []

    async def test_keeps_to_the_caps_of_the_owner(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        change_settings(app, owner_max_files=1)
        at = await _whole(clerk)
        assert (await _finish(clerk, await _whole(clerk, PNG))).status_code == 201
        assert (await _finish(clerk, at)).status_code == 409


class TestClient:
    """The service behind a real socket, and tuspy, the client of the people of tus."""

    @contextmanager
    def _signed_in(self, settings: Settings) -> Iterator[tuple[str, TusClient, httpx.Client]]:
        with (
            serving(create_app(settings)) as address,
            httpx.Client(base_url=address, timeout=30) as plain,
        ):
            signed = plain.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
            bearer = {"Authorization": f"Bearer {signed.json()['access_token']}"}
            plain.headers.update(bearer)
            yield address, TusClient(f"{address}{UPLOADS}", headers=bearer), plain

    def test_uploads_and_resumes_across_a_restart(self, settings: Settings) -> None:
        data = picture("PNG", (1200, 900)) + b"\0" * 200_000
        with self._signed_in(settings) as (_, tus, _plain):
            first = tus.uploader(
                file_stream=io.BytesIO(data), chunk_size=50_000, metadata={"filename": "现场.png"}
            )
            first.upload(stop_at=100_000)
            path = urlsplit(str(first.url)).path
        with self._signed_in(settings) as (address, tus, plain):
            second = tus.uploader(file_stream=io.BytesIO(data), url=f"{address}{path}", chunk_size=70_000)
            assert second.offset == 100_000
            second.upload()
            body = {"upload_id": path.rpartition("/")[2], "owner_type": KIND, "owner_id": SHELF}
            made = plain.post(f"{PATH}/from-upload", json=body)
            assert (made.status_code, made.json()["size"]) == (201, len(data))
            assert plain.get(f"{PATH}/{made.json()['id']}/content").content == data

    def test_is_told_of_a_refusal(self, settings: Settings) -> None:
        with self._signed_in(settings) as (_, tus, _plain):
            tus.headers = {}
            with pytest.raises(TusCommunicationError):
                tus.uploader(file_stream=io.BytesIO(b"x" * 10)).upload()

    def test_keeps_what_arrived_before_the_line_broke(self, settings: Settings) -> None:
        length, sent = 6 << 20, 5 << 20
        with self._signed_in(settings) as (address, _, plain):
            at = plain.post(UPLOADS, headers={**TUS, "Upload-Length": str(length)}).headers["location"]
            where = urlsplit(address)
            head = [f"PATCH {at} HTTP/1.1", f"Host: {where.netloc}", f"Content-Length: {length}"]
            head += [f"{name}: {value}" for name, value in {**PIECE, "Upload-Offset": "0"}.items()]
            head += [f"Authorization: {plain.headers['authorization']}", "", ""]
            with socket.create_connection((where.hostname, where.port)) as line:
                line.sendall("\r\n".join(head).encode() + b"x" * sent)
                assert _wait_for_offset(plain, at) >= 4 << 20
            received = int(plain.head(at, headers=TUS).headers["upload-offset"])
            assert 4 << 20 <= received <= sent
            rest = plain.patch(
                at, content=b"y" * (length - received), headers={**PIECE, "Upload-Offset": str(received)}
            )
            # The rest of what had arrived may have been entered meanwhile: then the client asks again.
            if rest.status_code == 409:
                received = int(plain.head(at, headers=TUS).headers["upload-offset"])
                assert received == sent
                headers = {**PIECE, "Upload-Offset": str(received)}
                rest = plain.patch(at, content=b"y" * (length - received), headers=headers)
            assert rest.headers["upload-offset"] == str(length)


def _wait_for_offset(client: httpx.Client, at: str) -> int:
    """The offset, once the first piece is entered (each question takes the server a moment)."""
    for _ in range(2000):
        if offset := int(client.head(at, headers=TUS).headers["upload-offset"]):
            return offset
    raise AssertionError("nothing was kept")
