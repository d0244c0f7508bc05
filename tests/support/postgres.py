"""A throw-away PostgreSQL server for one run of the tests: started by whoever needs it first."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SUPERUSER = "mingze"
# Data that is thrown away needs no protection from a power cut.
_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "autovacuum": "off",
    "listen_addresses": "''",
}


class NoServer(Exception):
    """No PostgreSQL server could be found or started."""


def bin_directory() -> Path:
    """Where initdb and postgres are, found by the same script that `make test` uses."""
    given = os.environ.get("MINGZE_TEST_POSTGRESQL")
    if given:
        return Path(given)
    script = Path(__file__).parents[2] / "scripts" / "need.sh"
    found = subprocess.run([script, "postgresql"], capture_output=True, text=True, check=False)
    if found.returncode:
        raise NoServer(found.stderr.strip())
    return Path(found.stdout.strip())


class Server:
    """A server in `place`, reached by a socket there."""

    def __init__(self, place: Path, options: Mapping[str, str] = _OPTIONS) -> None:
        self._options = options
        self._place = place
        self._data = place / "data"

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://{SUPERUSER}@/{database}?host={self._place}"

    def dsn(self, database: str) -> str:
        """The same for asyncpg alone."""
        return f"postgresql://{SUPERUSER}@/{database}?host={self._place}"

    def start(self) -> None:
        programs = bin_directory()
        self._place.mkdir(parents=True)
        self._give_away(self._place)
        self._run(
            programs / "initdb",
            *("-D", self._data, "-U", SUPERUSER, "--auth=trust", "--no-sync", "--encoding=UTF8"),
            *("--lc-collate=C", "--lc-ctype=C.UTF-8"),
        )
        options = " ".join(f"-c {name}={value}" for name, value in self._options.items())
        self._run(
            programs / "pg_ctl",
            *("-D", self._data, "-l", self._place / "log", "-w", "-t", "60"),
            *("-o", f"{options} -k {self._place}", "start"),
        )

    def stop(self) -> None:
        # After a restart of the machine its pid file still lies there, but nobody runs.
        if (self._data / "postmaster.pid").exists() and self._runs():
            self._run(bin_directory() / "pg_ctl", "-D", self._data, "-m", "fast", "-w", "stop")
        shutil.rmtree(self._place, ignore_errors=True)

    def _runs(self) -> bool:
        command = [
            *self._as_somebody_else(),
            str(bin_directory() / "pg_ctl"),
            "-D",
            str(self._data),
            "status",
        ]
        return subprocess.run(command, capture_output=True, cwd="/", check=False).returncode == 0

    def _run(self, program: Path, *arguments: str | Path) -> None:
        command = [*self._as_somebody_else(), str(program), *map(str, arguments)]
        # pg_ctl's child keeps its output open, so that a pipe would never end; a file does.
        with (self._place.parent / "postgresql.log").open("a+") as log:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", check=False
            )
            if done.returncode:
                log.seek(0)
                raise NoServer(f"{program.name} failed:\n{log.read()[-2000:]}")

    def _give_away(self, directory: Path) -> None:
        user = _other_user()
        if user:
            os.chown(directory, user.pw_uid, user.pw_gid)
            directory.chmod(0o755)

    def _as_somebody_else(self) -> list[str]:
        user = _other_user()
        if not user:
            return []
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _other_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whose name it runs under instead, or None where we are not root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("root cannot run PostgreSQL, and there is no user 'postgres' or 'nobody'")
