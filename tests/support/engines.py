"""Databases for tests: one template per engine and run, and a cheap copy of it for each test."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import asyncpg

from tests.support.postgres import Server

Engine = Literal["sqlite", "postgresql"]
ENGINES: tuple[Engine, ...] = ("sqlite", "postgresql")
_RUN_DIRECTORY = "MINGZE_TEST_RUN_DIRECTORY"
_PREFIX, _OWNER = "mingze-test-", "owner.pid"
_ROOM_WANTED = 2 << 30


def open_run() -> Path:
    """The directory of this run, made by the process that started it; its workers inherit the name."""
    memory = Path("/dev/shm")  # noqa: S108  (in memory where there is room: every commit of SQLite waits for the disk)
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM_WANTED
    place = memory if roomy else Path(tempfile.gettempdir())
    sweep(place)
    directory = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    directory.chmod(0o755)  # the database server may run under another name
    (directory / _OWNER).write_text(str(os.getpid()))
    os.environ[_RUN_DIRECTORY] = str(directory)
    return directory


def sweep(place: Path) -> None:
    """Stop the servers and remove the files of runs that were killed before they could."""
    for directory in place.glob(f"{_PREFIX}*"):
        owner = directory / _OWNER
        if owner.exists() and owner.stat().st_uid == os.getuid() and not _alive(int(owner.read_text() or 0)):
            _server(directory).stop()
            shutil.rmtree(directory, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def close_run(directory: Path) -> None:
    _server(directory).stop()
    shutil.rmtree(directory, ignore_errors=True)
    os.environ.pop(_RUN_DIRECTORY, None)


def _server(run: Path) -> Server:
    return Server(run / "pg")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Databases:
    """Makes databases of one engine, empty or copied from a named template."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._run = Path(os.environ[_RUN_DIRECTORY])
        self._servers = _server(self._run)

    def create(self) -> str:
        """The URL of a new database without tables."""
        name = _new_name()
        if self.engine == "postgresql":
            self._execute(f'CREATE DATABASE "{name}"')
        return self._url(name)

    def copy(self, template: str, fill: Callable[[str], str]) -> tuple[str, str]:
        """The URL of a copy of `template`, and what `fill` said when it made that template, given its URL."""
        said = self._ensure(template, fill)
        name = _new_name()
        if self.engine == "postgresql":
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        else:
            shutil.copyfile(self._file(template), self._file(name))
        return self._url(name), said

    def drop(self, url: str) -> None:
        name = url.split("?")[0].rsplit("/", 1)[1].removesuffix(".db")
        if self.engine == "postgresql":
            self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        else:
            for path in self._run.glob(f"{name}.db*"):
                path.unlink()

    def _ensure(self, template: str, fill: Callable[[str], str]) -> str:
        done = self._run / f"{template}.{self.engine}.done"
        if not done.exists():
            with _locked(self._run / f"{template}.{self.engine}.lock"):
                if not done.exists():
                    if self.engine == "postgresql":
                        self._execute(f'CREATE DATABASE "{template}"')
                    said = fill(self._url(template))
                    # Renamed into place: whoever sees the file sees all of it.
                    written = done.with_suffix(".part")
                    written.write_text(said)
                    written.rename(done)
        return done.read_text()

    def _url(self, name: str) -> str:
        return (
            self._server().url(name)
            if self.engine == "postgresql"
            else f"sqlite+aiosqlite:///{self._file(name)}"
        )

    def _file(self, name: str) -> Path:
        return self._run / f"{name}.db"

    def _server(self) -> Server:
        started = self._run / "pg.started"
        if not started.exists():
            with _locked(self._run / "pg.lock"):
                if not started.exists():
                    self._servers.start()
                    started.touch()
        return self._servers

    def _execute(self, statement: str) -> None:
        dsn = self._server().dsn("postgres")

        async def execute() -> None:
            connection = await asyncpg.connect(dsn)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        # A thread of its own, so that this can also be asked for while a test's event loop is running.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, execute()).result()


def _new_name() -> str:
    return f"t{uuid.uuid4().hex}"
