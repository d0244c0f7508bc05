"""A real virus scanner (ClamAV's clamd) with one signature of our own, for harmless bytes."""

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.needed import program, wait_until

#: What the scanner takes for a virus.
MARKER = b"mingze-harmless-marker-that-the-scanner-of-the-tests-knows"
SIGNATURE = "Mingze.Test.Marker.UNOFFICIAL"


@dataclass(frozen=True)
class Clamd:
    unix: str
    tcp: str


@contextmanager
def clamd(*, largest: str = "40M") -> Iterator[Clamd]:
    """A scanner on a socket and on a port of the loopback; `largest`: what it takes at most."""
    # Short: the name of a socket has at most 107 bytes.
    place = Path(tempfile.mkdtemp(prefix="mingze-clamd-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (place / "db").mkdir()
    (place / "db" / "own.ndb").write_text(f"Mingze.Test.Marker:0:*:{MARKER.hex()}\n")
    conf = place / "clamd.conf"
    conf.write_text(
        f"Foreground yes\nDatabaseDirectory {place}/db\nLocalSocket {place}/s\nTCPSocket {port}\n"
        f"TCPAddr 127.0.0.1\nStreamMaxLength {largest}\nMaxThreads 2\nTemporaryDirectory {place}\n"
    )
    log = place / "log"
    with log.open("wb") as out:
        process = subprocess.Popen([program("clamd"), "--config-file", conf], stdout=out, stderr=out)
    try:
        wait_until(lambda: _answers(place / "s"), process, log)
        yield Clamd(f"unix://{place}/s", f"tcp://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(place, ignore_errors=True)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        try:
            asking.connect(str(path))
            asking.sendall(b"zPING\0")
            return asking.recv(16) == b"PONG\0"
        except OSError:
            return False
