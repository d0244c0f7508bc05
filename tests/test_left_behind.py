"""A run of the tests that was killed must not keep the next one from starting."""

import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import sweep
from tests.support.postgres import Server


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that the database server, running under another name, can reach too."""
    directory = Path(tempfile.mkdtemp(prefix="mingze-left-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def nobody() -> int:
    """The number of a process that is gone."""
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    return int(gone.stdout)


@pytest.fixture
def killed(place: Path, nobody: int) -> Path:
    run = place / "mingze-test-killed"
    run.mkdir()
    run.chmod(0o755)
    (run / "owner.pid").write_text(str(nobody))
    return run


def test_its_server_is_stopped_and_its_files_are_removed(place: Path, killed: Path) -> None:
    Server(killed / "pg").start()
    server = os.pidfd_open(int((killed / "pg" / "data" / "postmaster.pid").read_text().split()[0]))
    sweep(place)
    assert not killed.exists()
    ended, _, _ = select.select([server], [], [], 10)
    assert ended == [server]
    os.close(server)


def test_its_files_are_removed_where_the_server_went_down_with_the_machine(
    place: Path, killed: Path, nobody: int
) -> None:
    data = killed / "pg" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    (data / "postmaster.pid").write_text(f"{nobody}\n")
    sweep(place)
    assert not killed.exists()
