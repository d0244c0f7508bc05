"""Measure the workloads of the ledger against the floor and print one table.

    python -m benchmarks [--findings N] [--seconds S] [--rounds N] [--engine sqlite|postgresql]

Both servers of an engine run at once; rounds alternate between them; figures are medians over the rounds.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import quote

from benchmarks.client import Connection
from benchmarks.load import load_postgresql, load_sqlite, schema
from benchmarks.region import SEARCHED, SESSIONS, RegionM
from mingze.accounts.tokens import Tokens
from tests.support.postgres import Server

SECRET = "only-for-measuring-on-this-machine-0123456789"  # noqa: S105
PLACE = Path("var/bench")
COUNTY = 2
#: Settings of a server that keeps what it commits, unlike that of the tests.
DURABLE = {
    "shared_buffers": "512MB",
    "max_connections": "60",
    "listen_addresses": "''",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
}


@dataclass(frozen=True, slots=True)
class Workload:
    """`mingze` and `floor`: method and path; a path with {id} takes a fresh finding each time."""

    name: str
    session: str
    mingze: tuple[str, str]
    floor: tuple[str, str]
    changes: bool = False


_W1 = f"unit_id={COUNTY}"
_LIST = "/api/v1/findings?limit=50&sort=due_on&"
WORKLOADS = (
    Workload(
        "W1 list 50, county of a city",
        "city",
        ("GET", f"{_LIST}{_W1}&work_state=rectifying&light=red"),
        ("GET", f"/w1?{_W1}"),
    ),
    Workload(
        "W1 list 50, whole city",
        "city",
        ("GET", f"{_LIST}unit_id=1&work_state=rectifying&light=red"),
        ("GET", "/w1?unit_id=1"),
    ),
    Workload("W2 one finding", "city", ("GET", "/api/v1/findings/{id}?include=events"), ("GET", "/w2/{id}")),
    Workload(
        "W3 one transition",
        "head",
        ("POST", "/api/v1/findings/{id}/actions/accept"),
        ("POST", "/w3/{id}"),
        changes=True,
    ),
    Workload(
        "W5 search, whole city",
        "city",
        ("GET", f"{_LIST}q={quote(SEARCHED)}"),
        ("GET", f"/w5?unit_id=1&q={quote(SEARCHED)}"),
    ),
    Workload(
        "W5 search, one county",
        "county",
        ("GET", f"{_LIST}q={quote(SEARCHED)}"),
        ("GET", f"/w5?unit_id={COUNTY}&q={quote(SEARCHED)}"),
    ),
)


@dataclass(slots=True)
class Side:
    """One server and what was measured of it, by workload: a list of latencies and CPU seconds a request."""

    port: int
    process: subprocess.Popen[bytes]
    rounds: list[list[float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one round of one side")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--only", help="workloads whose name begins so")
    arguments = parser.parse_args()
    for engine in arguments.engine or ["sqlite", "postgresql"]:
        with region(engine, arguments.findings, arguments.units) as (_url, _bare):
            for workload in WORKLOADS:
                if not arguments.only or workload.name.startswith(arguments.only):
                    pass


@contextmanager
def region(engine: str, findings: int, units: int) -> Iterator[tuple[str, str]]:
    """(URL for Mingze, address for the floor) of a loaded region, made where it is not kept from before."""
    PLACE.mkdir(parents=True, exist_ok=True)
    mark = f"{schema()} {findings} {units} {date.today()}"  # noqa: DTZ011
    done = PLACE / f"{engine}.done"
    fresh = not done.exists() or done.read_text() != mark
    made = RegionM(findings=findings, units=units, today=date.today()) if fresh else None  # noqa: DTZ011
    started = time.perf_counter()
    if engine == "sqlite":
        file = PLACE.resolve() / "region.db"
        if made:
            for leftover in PLACE.glob("region.db*"):
                leftover.unlink()
            load_sqlite(file, made)
            _said(engine, started, done, mark)
        yield f"sqlite+aiosqlite:///{file}", str(file)
        return
    place = Path("/tmp/mingze-bench-pg")  # noqa: S108  (a socket's path must be short, and another user's server reach it)
    server = Server(place, DURABLE)
    server.stop()
    server.start()
    try:
        if made is None:
            made = RegionM(findings=findings, units=units, today=date.today())  # noqa: DTZ011
        asyncio.run(load_postgresql(server.dsn("postgres"), server.url("postgres"), made))
        _said(engine, started, done, mark)
        yield server.url("postgres"), server.dsn("postgres")
    finally:
        server.stop()


def _said(engine: str, started: float, done: Path, mark: str) -> None:
    done.write_text(mark)


async def measure(workload: Workload, engine: str, url: str, bare: str, arguments: argparse.Namespace) -> str:
    """One line of the table."""
    tokens = Tokens(SECRET, 30)
    account = {"city": 1, "county": 2, "unit": 3, "head": 4}[workload.session]
    token = tokens.issue(account, SESSIONS.get(workload.session, "0" * 31 + str(account)))
    ids = await fresh_ids(url, workload.changes)
    with served("mingze", url, bare) as mingze, served("floor", url, bare) as floor:
        for number in range(arguments.rounds + 1):
            for side, (method, path) in ((floor, workload.floor), (mingze, workload.mingze)):
                seconds = arguments.seconds if number else 0.3
                latencies, cpu = await load(side, method, path, token, ids, seconds)
                if number:  # the first round warms up
                    side.rounds.append(latencies)
                    side.cpu.append(cpu)
    return _line(workload.name, engine, mingze, floor)


async def load(
    side: Side, method: str, path: str, token: str, ids: Iterator[int], seconds: float
) -> tuple[list[float], float]:
    """Latencies of requests sent one after another for `seconds`, and the server's CPU seconds for each."""
    latencies: list[float] = []
    before = _cpu(side.process.pid)
    async with Connection(side.port, token) as connection:
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            headers = 'If-Match: "v1"\r\nContent-Type: application/json\r\n' if method == "POST" else ""
            answer = await connection.send(
                method,
                path.replace("{id}", str(next(ids))),
                headers=headers,
                body=b"{}" if method == "POST" else b"",
            )
            latencies.append(time.perf_counter() - now)
            if answer.status != 200:
                raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()[:300]}")
    return latencies, (_cpu(side.process.pid) - before) / len(latencies)


async def fresh_ids(url: str, changes: bool) -> Iterator[int]:
    """Findings in turn; for changes, each but once, of those that wait to be accepted in the first county."""
    from sqlalchemy import select

    from mingze.findings.models import Finding, FindingUnit
    from mingze.kit.database import Database

    database = Database(url)
    async with database.reading() as session:
        query = select(Finding.id).order_by(Finding.id)
        if changes:
            query = query.where(
                Finding.work_state == "handed_out",
                Finding.version == 1,
                Finding.id.in_(select(FindingUnit.finding_id).where(FindingUnit.unit_id == COUNTY)),
            )
        found: Sequence[int] = list(await session.scalars(query.limit(50_000)))
    await database.close()
    if changes:
        return iter(found)
    return (found[i * 7919 % len(found)] for i in count())


@contextmanager
def served(name: str, url: str, bare: str) -> Iterator[Side]:
    """A server process of one worker, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "MINGZE_DATABASE_URL": url,
        "MINGZE_DATA_DIR": str(PLACE / "data"),
        "MINGZE_TOKEN_SECRET": SECRET,
        "MINGZE_FLOOR": bare,
        "PYTHONPATH": ".",
    }
    app = "mingze.app:create_app" if name == "mingze" else "benchmarks.floor:create_app"
    command = [sys.executable, "-m", "uvicorn", "--factory", app, "--port", str(port), "--no-access-log"]
    process = subprocess.Popen([*command, "--log-level", "error"], env=environment)
    try:
        _wait(port)
        yield Side(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("a server did not start")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_HEAD = (
    "| workload | engine | floor p50 ms | Mingze p50 ms | p99 ms | requests/s | CPU ms/request | **ratio** |\n"
    "|---|---|---|---|---|---|---|---|"
)


def _line(name: str, engine: str, mingze: Side, floor: Side) -> str:
    medians = [statistics.median(latencies) for latencies in mingze.rounds]
    floors = [statistics.median(latencies) for latencies in floor.rounds]
    everything = sorted(latency for latencies in mingze.rounds for latency in latencies)
    ratio = statistics.median(m / f for m, f in zip(medians, floors, strict=True))
    p50, p99 = statistics.median(medians), everything[int(len(everything) * 0.99)]
    return (
        f"| {name} | {engine} | {statistics.median(floors) * 1e3:.2f} | {p50 * 1e3:.2f} | {p99 * 1e3:.2f} "
        f"| {1 / statistics.mean(everything):.0f} | {statistics.median(mingze.cpu) * 1e3:.2f} | **{ratio:.2f}** |"
    )


if __name__ == "__main__":
    main()
