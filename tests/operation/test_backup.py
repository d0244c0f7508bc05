"""A backup made while people write, put back elsewhere: the same rows, files, keys and chain, or nothing."""

import asyncio
import base64
import hashlib
import shutil
import tarfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pyrage
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.app import create_app
from mingze.attachments.models import Attachment
from mingze.events.queries import head
from mingze.events.verification import verify
from mingze.findings.models import Finding
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.operation.age import Damaged, Keys, WrongKey, closing, opening
from mingze.operation.archive import CheckpointLines, File, Head, Key, Manifest, Rows, Writer, members
from mingze.operation.backup import Unfit, backup
from mingze.operation.record import last_backup
from mingze.operation.restore import inspect, restore
from mingze.operation.rows import Tally
from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.engines import ENGINES, Databases
from tests.support.region import PASSWORD, settings_for

_IDENTITY = pyrage.x25519.Identity.generate()
KEYS = Keys(recipients=[_IDENTITY.to_public()], identities=[_IDENTITY])
#: Slow on purpose (that is what stands between a stolen archive and its content), so not for every test.
PASSPHRASE = Keys("a passphrase of the tests")
# Made once: sealing with a passphrase, pyrage takes as much memory as the machine is fast, a GiB and more.
SEALED_BY_PYRAGE = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCAyU0JUT0ZhTy9icWJoSFVzVEY0NndnIDE0Ci9CWWtIbTRUNjRjSUZGY1pRMXBQ"
    "bjlNbXJRTFRLeDlsa2VlVCtUL3g5MjAKLS0tIHVZcFZ0Y0lJbEpvQXlpZHNPaXVsdVd3K1dlbmdVK1VUZnVEVEZ0OUJOK1UKu9JWX2wz"
    "BRyOp5NTdYXB24OZmqZw07fjcrWYkywo6VbJTmv09WkLTmY="
)


@asynccontextmanager
async def _service(settings: Settings) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1") as client:
            yield app, client


async def _sign_in(client: httpx.AsyncClient, username: str = "clerk") -> None:
    answer = await client.post("/sessions", json={"username": username, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


async def _write_on(client: httpx.AsyncClient, answered: list[int]) -> None:
    """Register findings one after the other, until cancelled; what was answered is remembered."""
    while True:
        body = {"problem": f"备份期间登记的问题 {len(answered)}。", "source": "supervision"}
        answer = await client.post("/findings", json=body)
        assert answer.status_code == 201, answer.text
        answered.append(answer.json()["id"])


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not done():  # noqa: ASYNC110  (what is waited for is another client's progress)
            await asyncio.sleep(0.01)


def _made(settings: Settings, target: Path) -> Path:
    backup(settings, target, KEYS)
    return target


@pytest.fixture
def archive(staged: Staged, tmp_path: Path) -> Path:
    """A backup of the scene; made in a thread of its own, as commands run loops of their own."""
    return asyncio.run(asyncio.to_thread(_made, staged.settings, tmp_path / "mingze.backup"))


class TestRoundTrip:
    async def test_under_write_load_gives_back_a_whole_service(
        self, staged: Staged, elsewhere: Settings, tmp_path: Path
    ) -> None:
        target = tmp_path / "mingze.backup"
        answered: list[int] = []
        async with _service(staged.settings) as (app, client):
            await _sign_in(client)
            await app.state.checkpoints.seal(app.state.database)
            writing = [asyncio.create_task(_write_on(client, answered)) for _ in range(3)]
            await _until(lambda: len(answered) >= 5)
            before = len(answered)
            done = await asyncio.to_thread(backup, staged.settings, target, KEYS)
            assert len(answered) > before, "nobody could write meanwhile"
            for task in writing:
                task.cancel()
            await asyncio.gather(*writing, return_exceptions=True)
        assert target.stat().st_mode & 0o777 == 0o600
        assert last_backup(staged.settings.data_dir) is not None

        restored = await asyncio.to_thread(restore, elsewhere, target, KEYS)
        assert (restored.events, restored.checkpoints) == (done.manifest.position, 1)
        async with _service(elsewhere) as (app, client):
            await _sign_in(client)
            async with app.state.database.reading() as session:
                assert (await verify(session, app.state.checkpoints.read())).ok
                kept = set(await session.scalars(select(Finding.id)))
                actions = list(await session.scalars(select(EventRow.action).order_by(EventRow.position)))
                files = list(await session.execute(select(Attachment.id, Attachment.sha256)))
            assert set(answered[: before - 3]) <= kept
            assert actions[done.manifest.position] == "restore"
            assert files
            for _, sha256 in files:
                assert hashlib.sha256(await app.state.files.read(sha256)).hexdigest() == sha256
            # It goes on where it stood: new rows take new numbers, words are found.
            body = {"problem": "恢复之后登记的问题。", "source": "supervision"}
            made = await client.post("/findings", json=body)
            assert made.status_code == 201, made.text
            found = await client.get("/findings", params={"q": "恢复之后"})
            assert [item["id"] for item in found.json()["items"]] == [made.json()["id"]]
            old = await client.get("/findings", params={"q": "处方点评"})
            assert old.json()["items"]

    async def test_moves_from_one_engine_to_the_other(
        self, staged: Staged, archive: Path, databases: Databases, tmp_path: Path
    ) -> None:
        other = Databases(next(engine for engine in ENGINES if engine != databases.engine))
        url = other.create()
        settings = settings_for(url, tmp_path / "other")
        await asyncio.to_thread(restore, settings, archive, KEYS)
        async with _service(settings) as (app, client):
            await _sign_in(client)
            assert (await client.get("/findings", params={"q": "处方点评"})).json()["items"]
            async with app.state.database.reading() as session:
                assert (await verify(session, app.state.checkpoints.read())).ok
        other.drop(url)

    async def test_ends_every_session_that_was_open_then(
        self, staged: Staged, archive: Path, elsewhere: Settings
    ) -> None:
        await asyncio.to_thread(restore, elsewhere, archive, KEYS)
        token, cookie = staged.scene.people["clerk"]
        async with _service(elsewhere) as (_, client):
            by_token = await client.get("/me", headers={"Authorization": f"Bearer {token}"})
            by_cookie = await client.post("/sessions/refresh", headers={"Cookie": f"mingze_refresh={cookie}"})
        assert (by_token.status_code, by_cookie.status_code) == (401, 401)

    async def test_tells_the_log_that_a_copy_was_taken(self, staged: Staged, archive: Path) -> None:
        database = Database(staged.settings.database)
        async with database.reading() as session:
            last = select(EventRow.action, EventRow.resource).order_by(EventRow.position.desc()).limit(1)
            assert tuple((await session.execute(last)).one()) == ("backup", "system")
        await database.close()


class TestArchive:
    def test_with_a_passphrase_is_opened_by_other_programs_of_the_format(
        self, staged: Staged, elsewhere: Settings, tmp_path: Path
    ) -> None:
        sealed = tmp_path / "sealed"
        backup(staged.settings, sealed, PASSPHRASE)
        plain = pyrage.passphrase.decrypt(sealed.read_bytes(), PASSPHRASE.passphrase)
        (tmp_path / "plain.tar").write_bytes(plain)
        with tarfile.open(tmp_path / "plain.tar") as tar:
            names = tar.getnames()
        assert names[0] == "head.json"
        assert names[-1] == "manifest.json"
        assert any(name.startswith("files/") for name in names)
        with pytest.raises(WrongKey):
            restore(elsewhere, sealed, Keys("another passphrase"))
        with pytest.raises(WrongKey):
            restore(elsewhere, sealed, KEYS)
        assert not elsewhere.data_dir.exists()
        assert restore(elsewhere, sealed, PASSPHRASE).events > 0

    def test_holds_nothing_in_plain_text(self, archive: Path) -> None:
        data = archive.read_bytes()
        for secret in ("处方点评", "clerk", "PRIVATE KEY", "argon2"):
            assert secret.encode() not in data

    def test_to_the_public_key_of_somebody_is_opened_by_that_one_only(
        self, staged: Staged, elsewhere: Settings, tmp_path: Path
    ) -> None:
        holder, stranger = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
        target = tmp_path / "sealed"
        backup(staged.settings, target, Keys(recipients=[holder.to_public()]))
        with pytest.raises(WrongKey):
            restore(elsewhere, target, Keys(identities=[stranger]))
        assert restore(elsewhere, target, Keys(identities=[holder])).events > 0

    def test_is_not_written_over_another(self, staged: Staged, archive: Path) -> None:
        before = archive.read_bytes()
        with pytest.raises(Unfit):
            backup(staged.settings, archive, KEYS)
        assert archive.read_bytes() == before

    def test_that_fails_leaves_nothing_behind(self, staged: Staged, tmp_path: Path) -> None:
        place = tmp_path / "place"
        place.mkdir()
        broken = staged.settings.model_copy(update={"files_url": "s3://nobody-is-there/x"})
        with pytest.raises(Exception):  # noqa: B017  (whatever the store says)
            backup(broken, place / "b", KEYS)
        assert list(place.iterdir()) == []

    def test_says_which_files_the_store_has_lost(self, staged: Staged, tmp_path: Path) -> None:
        shutil.rmtree(staged.settings.data_dir / "files")
        done = backup(staged.settings, tmp_path / "b", KEYS)
        assert done.manifest.missing
        assert done.manifest.files.count == 0


def _spoiled(archive: Path) -> Iterator[tuple[str, bytes]]:
    data = archive.read_bytes()
    for place in (150, len(data) // 2, len(data) - 3):
        yield f"a bit at {place}", data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    for length in (0, 10, len(data) // 2, len(data) - 1):
        yield f"cut at {length}", data[:length]
    yield "more at the end", data + b"x"
    yield "something else", b"PK\x03\x04" + data


class TestRefusal:
    async def test_of_whatever_was_spoiled_touches_nothing(
        self, archive: Path, elsewhere: Settings, tmp_path: Path
    ) -> None:
        for what, data in _spoiled(archive):
            spoiled = tmp_path / "spoiled"
            spoiled.write_bytes(data)
            with pytest.raises((Damaged, WrongKey)):
                await asyncio.to_thread(restore, elsewhere, spoiled, KEYS)
            assert not elsewhere.data_dir.exists(), what

    async def test_of_a_chain_that_does_not_hold_leaves_nothing_half_restored(
        self, archive: Path, elsewhere: Settings, tmp_path: Path
    ) -> None:
        """Made with the right passphrase, consistent in itself, but an event was changed."""
        forged = tmp_path / "forged"
        _forge(archive, forged)
        inspect(forged, KEYS)
        with pytest.raises(Damaged, match="事件链"):
            await asyncio.to_thread(restore, elsewhere, forged, KEYS)
        left = [path for path in elsewhere.data_dir.rglob("*") if path.is_file()]
        assert [path for path in left if path.name != "mingze.db"] == []
        await asyncio.to_thread(restore, elsewhere, archive, KEYS)

    async def test_of_a_target_that_is_not_empty(self, staged: Staged, archive: Path) -> None:
        with pytest.raises(Unfit, match="不是空的"):
            await asyncio.to_thread(restore, staged.settings, archive, KEYS)

    async def test_of_a_target_that_is_in_use(self, staged: Staged, archive: Path) -> None:
        async with _service(staged.settings) as (_, client):
            await _sign_in(client)
            with pytest.raises(Unfit, match="停止服务"):
                await asyncio.to_thread(restore, staged.settings, archive, KEYS, replace=True)


class TestReplacing:
    async def test_puts_the_backup_in_the_place_of_what_was_there(
        self, staged: Staged, archive: Path
    ) -> None:
        async with _service(staged.settings) as (app, client):
            await _sign_in(client)
            body = {"problem": "备份之后登记的问题。", "source": "supervision"}
            later = (await client.post("/findings", json=body)).json()["id"]
            async with app.state.database.reading() as session:
                position, _ = await head(session)
        done = await asyncio.to_thread(restore, staged.settings, archive, KEYS, replace=True)
        assert done.manifest.position < position
        async with _service(staged.settings) as (app, client):
            await _sign_in(client)
            assert (await client.get(f"/findings/{later}")).status_code == 404
            async with app.state.database.reading() as session:
                assert (await verify(session, app.state.checkpoints.read())).ok
        # The checkpoints that knew of more are kept, with the key that proves them.
        assert list(staged.settings.data_dir.glob("checkpoints-before-*.jsonl"))
        assert list((staged.settings.data_dir / "keys").glob("checkpoint-before-*.key"))


class TestAge:
    @pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
    def test_with_a_passphrase_is_the_standard_format(self, tmp_path: Path, size: int) -> None:
        data = (bytes(range(256)) * (size // 256 + 1))[:size]
        file = tmp_path / "x.age"
        with file.open("wb") as written, closing(written, PASSPHRASE) as sealed:
            sealed.write(data[: size // 3])
            sealed.write(data[size // 3 :])
        assert pyrage.passphrase.decrypt(file.read_bytes(), PASSPHRASE.passphrase) == data
        with file.open("rb") as taken, opening(taken, PASSPHRASE) as out:
            assert out.read() == data

    def test_opens_what_others_sealed(self, tmp_path: Path) -> None:
        file = tmp_path / "x.age"
        file.write_bytes(base64.b64decode(SEALED_BY_PYRAGE))
        with file.open("rb") as taken, opening(taken, PASSPHRASE) as out:
            assert out.read() == b"of others"

    def test_with_a_passphrase_tells_every_change(self, tmp_path: Path) -> None:
        file = tmp_path / "x.age"
        with file.open("wb") as written, closing(written, PASSPHRASE) as sealed:
            sealed.write(bytes(100_000))
        for what, data in _spoiled(file):
            spoiled = tmp_path / "spoiled"
            spoiled.write_bytes(data)
            with pytest.raises((Damaged, WrongKey)), spoiled.open("rb") as f, opening(f, PASSPHRASE) as out:
                out.read()
                pytest.fail(what)


def _forge(archive: Path, target: Path) -> None:
    """An archive whose manifest fits, with another act named in the events."""
    tallies: dict[str, Tally] = {}
    with (
        archive.open("rb") as source,
        opening(source, KEYS) as out,
        target.open("wb") as file,
        closing(file, KEYS) as sealed,
        Writer(sealed) as writer,
    ):
        for member in members(out):
            match member:
                case Head():
                    writer.head(member)
                case Rows(table, columns, lines):
                    if table == "event":
                        lines = [line.replace(b'"sign_in"', b'"sign_on"') for line in lines]
                    for line in lines:
                        tallies.setdefault(table, Tally()).add(line)
                    writer.rows(table, columns, lines)
                case File(sha256, data):
                    writer.file(sha256, data)
                case Key(name, data):
                    writer.key(name, data)
                case CheckpointLines(data):
                    writer.checkpoints(data)
                case Manifest():
                    writer.manifest.position, writer.manifest.hash = member.position, member.hash
                    for name in member.tables:
                        writer.manifest.note_table(name, tallies.get(name, Tally()))
