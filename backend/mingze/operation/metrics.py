"""Figures for Prometheus: of this process alone, in a registry of its own. Several processes are asked each."""

import asyncio

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from mingze.kit import clock, jobs
from mingze.kit.limited import Slots
from mingze.kit.logs import Answered
from mingze.operation import record
from mingze.operation.house import House
from mingze.operation.parts import parts

_SIGN_IN = "/api/v1/sessions"
_REFUSED = frozenset({401, 429})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    def __init__(self, version: str) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        by_route = ("method", "route")
        self._requests = Counter(
            "mingze_requests", "Requests answered", (*by_route, "status"), registry=registry
        )
        self._seconds = Histogram(
            "mingze_request_seconds",
            "Time until the last byte",
            by_route,
            buckets=_BUCKETS,
            registry=registry,
        )
        self._in_hand = Gauge("mingze_requests_in_hand", "Requests being answered", registry=registry)
        self._refused = Counter("mingze_sign_in_refusals", "Sign-ins refused", ("status",), registry=registry)
        self._pool = Gauge(
            "mingze_database_connections_used", "Connections in use", ("pool",), registry=registry
        )
        self._pool_size = Gauge(
            "mingze_database_connections_limit", "Connections at most", ("pool",), registry=registry
        )
        self._readings = Gauge(
            "mingze_readings_in_hand", "Documents being read or waiting", registry=registry
        )
        self._jobs = Gauge("mingze_jobs", "Jobs by state", ("state",), registry=registry)
        self._oldest = Gauge(
            "mingze_jobs_oldest_due_seconds", "How long the oldest due job waits", registry=registry
        )
        self._well = Gauge("mingze_part_ok", "Whether a part answers", ("part",), registry=registry)
        self._sealed = Gauge("mingze_checkpoint_position", "The last sealed event", registry=registry)
        self._backup = Gauge(
            "mingze_last_backup_timestamp_seconds",
            "When the last backup was finished; 0: never",
            registry=registry,
        )
        Gauge("mingze_info", "The program", ("version",), registry=registry).labels(version).set(1)

    def begun(self) -> None:
        self._in_hand.inc()

    def ended(self, answered: Answered) -> None:
        self._in_hand.dec()
        self._requests.labels(answered.method, answered.route, answered.status).inc()
        self._seconds.labels(answered.method, answered.route).observe(answered.seconds)
        if (answered.method, answered.route) == ("POST", _SIGN_IN) and answered.status in _REFUSED:
            self._refused.labels(answered.status).inc()

    async def render(self, house: House, slots: Slots) -> bytes:
        """Everything in the text form of Prometheus, with what has to be asked for asked now."""
        for pool, (used, size) in house.database.connections().items():
            self._pool.labels(pool).set(used)
            self._pool_size.labels(pool).set(size)
        self._readings.set(slots.in_hand)
        found = await parts(house)
        for part in found:
            self._well.labels(part.name).set(part.ok)
        if all(part.ok for part in found if part.name in {"database", "schema"}):
            await self._ask_jobs(house)
        point = await asyncio.to_thread(house.checkpoints.last)
        self._sealed.set(point.position if point else 0)
        last = await asyncio.to_thread(record.last_backup, house.settings.data_dir)
        self._backup.set(last.at.timestamp() if last else 0)
        return generate_latest(self._registry)

    async def _ask_jobs(self, house: House) -> None:
        async with house.database.reading() as session:
            found = await jobs.backlog(session)
        for state, count in (("waiting", found.waiting), ("due", found.due), ("dead", found.dead)):
            self._jobs.labels(state).set(count)
        self._oldest.set((clock.now() - found.oldest).total_seconds() if found.oldest else 0)
