"""A real server of S3 (SeaweedFS) that is thrown away."""

import json
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.needed import program, wait_until

_KEY, _SECRET = "mingze", "a-secret-of-the-tests"
_PORTS = ("master", "volume", "filer", "s3")


@dataclass(frozen=True)
class S3:
    """`url` is what MINGZE_FILES_URL wants, `environment` the credentials beside it."""

    url: str
    environment: dict[str, str]


@contextmanager
def s3() -> Iterator[S3]:
    place = Path(tempfile.mkdtemp(prefix="mingze-s3-"))
    identity = {
        "name": "tests",
        "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (place / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = _free_ports(2 * len(_PORTS))
    options = [f"-{name}.port={port}" for name, port in zip(_PORTS, ports, strict=False)]
    options += [f"-{name}.port.grpc={port}" for name, port in zip(_PORTS, ports[len(_PORTS) :], strict=True)]
    address = {name: f"http://127.0.0.1:{port}" for name, port in zip(_PORTS, ports, strict=False)}
    log = place / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                program("s3"), "server", f"-dir={place}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
                f"-s3.config={place}/s3.json", "-volume.max=4", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.volumeSizeLimitMB=64", *options,
            ],
            stdout=out, stderr=out,
        )  # fmt: skip
    try:
        wait_until(lambda: _says_yes("POST", f"{address['filer']}/buckets/evidence/"), process, log)
        wait_until(lambda: _says_yes("GET", f"{address['s3']}/healthz"), process, log)
        yield S3(
            "s3://evidence/files",
            {
                "AWS_ENDPOINT_URL": address["s3"],
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": _KEY,
                "AWS_SECRET_ACCESS_KEY": _SECRET,
            },
        )
    finally:
        # It takes its time over SIGTERM, or all the time there is.
        process.kill()
        process.wait()
        shutil.rmtree(place, ignore_errors=True)


def _says_yes(method: str, url: str) -> bool:
    try:
        return httpx.request(method, url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
