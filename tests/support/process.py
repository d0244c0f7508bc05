"""The service as an operator runs it: the real command in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from mingze.settings import Settings
from tests.support.region import HASH_MEMORY_KIB, HASH_ROUNDS

MINGZE = Path(sys.executable).parent / "mingze"
_PATIENCE = 120.0


@dataclass
class Service:
    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Tell it to end, and wait until it has; how it ended."""
        self.process.send_signal(how)
        return self.process.wait(_PATIENCE)


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """The environment of a process over the database and files of `settings`."""
    token = settings.token_secret
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MINGZE_")}
    return {
        **inherited,
        "MINGZE_DATA_DIR": str(settings.data_dir),
        "MINGZE_DATABASE_URL": settings.database,
        "MINGZE_TOKEN_SECRET": token.get_secret_value() if token else "",
        "MINGZE_ARGON2_MEMORY_KIB": str(HASH_MEMORY_KIB),
        "MINGZE_ARGON2_ROUNDS": str(HASH_ROUNDS),
        "MINGZE_SESSION_REQUESTS_PER_MINUTE": "0",
        "MINGZE_SOURCE_REQUESTS_PER_MINUTE": "0",
        **more,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(said: Mapping[str, str], log: Path) -> Iterator[Service]:
    """`mingze serve` until the block ends; what it says goes to `log`."""
    port = free_port()
    with log.open("ab") as out:
        process = subprocess.Popen(
            [MINGZE, "serve", "--port", str(port)], env=dict(said), stdout=out, stderr=out
        )
    service = Service(process, port, log)
    try:
        wait_for(f"{service.url}/healthz", process, log)
        yield service
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(_PATIENCE)


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path, **how: object) -> None:
    """Until `url` answers 200; RuntimeError with what was said where the process ended or took too long."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, timeout=5, **how).status_code == 200:  # type: ignore[arg-type]
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()[-3000:]}")
