"""Programs that tests start: found, or installed, by the script that `make test` uses too."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path


class NotThere(Exception):
    """A program that tests need could not be found, installed or started."""


def program(name: str) -> str:
    """Where `scripts/need.sh NAME` finds it."""
    script = Path(__file__).parents[2] / "scripts" / "need.sh"
    found = subprocess.run([script, name], capture_output=True, text=True, check=False)
    if found.returncode:
        raise NotThere(found.stderr.strip())
    return found.stdout.strip()


def wait_until(ready: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once `ready`. Raises NotThere when the process ended, or after a minute."""
    until = time.monotonic() + 60
    while not ready():
        if process.poll() is not None or time.monotonic() > until:
            raise NotThere(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
