"""Measure the workloads of the ledger against the floor and print one table.

    python -m benchmarks [--findings N] [--units N] [--seconds S] [--rounds N] [--engine sqlite|postgresql] [--only W8]

Both servers of an engine run at once, with the same rows; what they answer is compared before anything is
measured. Rounds alternate between them; figures are medians over the rounds, ratios taken within a round.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson

from benchmarks import reading
from benchmarks.client import Connection
from benchmarks.load import findings_in_turn, findings_to_accept, region
from benchmarks.region import SESSIONS
from benchmarks.workloads import WORKLOADS, Side, Workload
from mingze.accounts.tokens import Tokens

_ROOT = Path(__file__).resolve().parents[1]
SECRET = "only-for-measuring-on-this-machine-0123456789"  # noqa: S105
#: Requests whose answers are compared, where each asks for another finding.
_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Server:
    """One process of one worker."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of processor time so far, its threads included."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    latencies: list[float]
    cpu: float

    @property
    def median(self) -> float:
        return statistics.median(self.latencies)

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.latencies)


@dataclass(slots=True)
class Contest:
    """One workload on one engine: two servers, and the rounds of each."""

    workload: Workload
    url: str
    servers: tuple[Server, Server]
    floor: list[Round] = field(default_factory=list)
    mingze: list[Round] = field(default_factory=list)

    @property
    def sides(self) -> tuple[tuple[Server, Side, list[Round]], ...]:
        floor, mingze = self.servers
        return (floor, self.workload.floor, self.floor), (mingze, self.workload.mingze, self.mingze)

    async def ids(self) -> Iterator[int]:
        """Findings to ask for; to be changed, those that wait for it, each but once."""
        if self.workload.changes:
            return iter(await findings_to_accept(self.url))
        return await findings_in_turn(self.url)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the ledger against the floor.")
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one round of one side")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--place", type=Path, default=_ROOT / "var" / "bench", help="where its files lie")
    parser.add_argument("--only", default="", help="workloads whose name begins so")
    wanted = parser.parse_args()
    place = wanted.place.resolve()
    place.mkdir(parents=True, exist_ok=True)
    if any(workload.name.startswith(wanted.only) for workload in WORKLOADS):
        _measure_requests(wanted, place)
    if reading.NAME.startswith(wanted.only):
        for line in reading.table():
            print(line, flush=True)


def _measure_requests(wanted: argparse.Namespace, place: Path) -> None:
    print(_HEAD, flush=True)
    for engine in wanted.engine or ["sqlite", "postgresql"]:
        with (
            region(engine, place, findings=wanted.findings, units=wanted.units) as (url, bare),
            served("benchmarks.floor:create_app", place, url, bare) as floor,
            served("mingze.app:create_app", place, url, bare) as mingze,
        ):
            for workload in WORKLOADS:
                if workload.name.startswith(wanted.only):
                    contest = Contest(workload, url, (floor, mingze))
                    asyncio.run(measure(contest, wanted.rounds, wanted.seconds))
                    print(_line(engine, contest), flush=True)


async def measure(contest: Contest, rounds: int, seconds: float) -> None:
    """Let both sides answer the same, then alternate between them."""
    token = _token(contest.workload.session)
    await _compare(contest, token)
    for _ in range(rounds):
        for server, side, done in contest.sides:
            # What runs first after the other is cold.
            await _load(server, side, token, await contest.ids(), seconds / 5)
            done.append(await _load(server, side, token, await contest.ids(), seconds))


async def _compare(contest: Contest, token: str) -> None:
    """Raise where the two sides do not answer with the same rows."""
    ids = await contest.ids()
    found = list(islice(ids, _COMPARED * 2))
    floor_ids = found[_COMPARED:] if contest.workload.changes else found[:_COMPARED]
    answers: list[list[object]] = []
    for (server, side, _), chosen in zip(contest.sides, (floor_ids, found[:_COMPARED]), strict=True):
        async with Connection(server.port, token) as connection:
            answers.append([side.held(await _ask(connection, side, one)) for one in chosen])
    if answers[0] != answers[1]:
        floor, mingze = next((f, m) for f, m in zip(*answers, strict=True) if f != m)
        raise RuntimeError(f"{contest.workload.name}: the floor answers {floor}, Mingze {mingze}")


async def _load(server: Server, side: Side, token: str, ids: Iterator[int], seconds: float) -> Round:
    """Requests one after another for `seconds`, or until there is nothing left to change."""
    latencies: list[float] = []
    async with Connection(server.port, token) as connection:
        before = server.cpu()
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end and (one := next(ids, None)) is not None:
            await _send(connection, side, one)
            latencies.append(time.perf_counter() - began)
        return Round(latencies, server.cpu() - before)


async def _ask(connection: Connection, side: Side, finding: int) -> object:
    return orjson.loads(await _send(connection, side, finding))


async def _send(connection: Connection, side: Side, finding: int) -> bytes:
    path = side.path.replace("{id}", str(finding))
    if side.method == "POST":
        headers = 'If-Match: "v1"\r\nContent-Type: application/json\r\n'
        answer = await connection.send("POST", path, headers=headers, body=b"{}")
    else:
        answer = await connection.send(side.method, path)
    if answer.status != 200:
        raise RuntimeError(f"{side.method} {path}: {answer.status} {answer.body.decode()[:300]}")
    return answer.body


def _token(who: str) -> str:
    number = list(SESSIONS).index(who) + 1
    return Tokens(SECRET, 30).issue(number, SESSIONS[who])


@contextmanager
def served(app: str, place: Path, url: str, bare: str) -> Iterator[Server]:
    """A server process of one worker, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "MINGZE_DATABASE_URL": url,
        "MINGZE_DATA_DIR": str(place / "data"),
        "MINGZE_TOKEN_SECRET": SECRET,
        "MINGZE_FLOOR": bare,
        "MINGZE_SESSION_REQUESTS_PER_MINUTE": "0",
        "MINGZE_SOURCE_REQUESTS_PER_MINUTE": "0",
        # A region is loaded once a day, with its sessions.
        "MINGZE_IDLE_MINUTES": "1440",
        "PYTHONPATH": str(_ROOT),
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", app, "--port", str(port), "--no-access-log"]
    process = subprocess.Popen([*command, "--log-level", "error"], env=environment)
    try:
        _wait(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("a server did not start")


_HEAD = (
    "| workload | engine | floor p50 ms | Mingze p50 ms | p99 ms | requests/s | CPU ms a request (floor) | ratio |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|"
)


def _line(engine: str, contest: Contest) -> str:
    floor, mingze = contest.floor, contest.mingze
    ratio = statistics.median(m.median / f.median for m, f in zip(mingze, floor, strict=True))
    everything = sorted(latency for done in mingze for latency in done.latencies)
    middle = statistics.median(done.median for done in mingze)
    cpu, cpu_floor = (statistics.median(done.cpu_each for done in side) for side in (mingze, floor))
    return (
        f"| {contest.workload.name} | {engine} | {statistics.median(done.median for done in floor) * 1e3:.2f} "
        f"| {middle * 1e3:.2f} | {everything[int(len(everything) * 0.99)] * 1e3:.2f} "
        f"| {1 / statistics.mean(everything):.0f} | {cpu * 1e3:.2f} ({cpu_floor * 1e3:.2f}) | **{ratio:.2f}** |"
    )


if __name__ == "__main__":
    main()
