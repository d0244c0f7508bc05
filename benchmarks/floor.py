"""The floor: the least that could answer the same requests with the same rows.

Hand-written SQL through the bare driver (asyncpg; sqlite3 in a thread), orjson, a bare Starlette endpoint.
It checks the token and loads the session with its appointments, and does nothing else: no rules, no problems,
no contract. Scope is the one EXISTS that the request names.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mingze.findings.models import Finding

_SESSION = """SELECT s.account_id, a.unit_id FROM login_session s
 JOIN appointment a ON a.account_id = s.account_id
 WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2"""
_SUMMARY = """f.id, f.version, f.code, f.section, f.group_title, f.number, substr(f.problem, 1, 200) AS problem,
 f.source, f.severity, f.key_matter, f.work_state, f.published_status, f.long_term, f.closure_state, f.voided,
 f.due_on, f.last_urged_at, f.updated_at, f.inspection_id,
 (SELECT count(*) FROM rectification_item i WHERE i.finding_id = f.id) AS measures_total,
 (SELECT count(*) FROM rectification_item i WHERE i.finding_id = f.id AND i.state = 'accepted') AS measures_accepted"""
#: Asked finding by finding: OFFSET 0 keeps PostgreSQL from collecting a whole city first.
_IN_SUBTREE = """EXISTS (SELECT 1 FROM finding_unit u JOIN unit_closure c ON c.descendant_id = u.unit_id
 WHERE u.finding_id = f.id AND c.ancestor_id = $1 LIMIT 1 OFFSET 0)"""
_LISTED = f"{_IN_SUBTREE} AND NOT f.voided AND f.work_state = 'rectifying' AND f.closure_state <> 'closed' AND f.due_on < $2"
_W1 = f"SELECT {_SUMMARY} FROM finding f WHERE {_LISTED} ORDER BY f.due_on, f.id LIMIT 50"
_W1_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM finding f WHERE {_LISTED} LIMIT 1001) bounded"
_UNITS = """SELECT u.finding_id, u.part, n.id, n.name FROM finding_unit u JOIN unit n ON n.id = u.unit_id
 WHERE u.finding_id {in_ids}"""
_WHOLE = ", ".join(f"f.{column.name}" for column in Finding.__table__.columns if column.name != "search")
_W2 = {
    "finding": f"SELECT {_WHOLE}, p.name AS registered_by FROM finding f JOIN account p ON p.id = f.registered_by_id WHERE f.id = $1 AND {_IN_SUBTREE.replace('$1', '$2')}",
    "units": "SELECT u.part, n.id, n.name FROM finding_unit u JOIN unit n ON n.id = u.unit_id WHERE u.finding_id = $1",
    "items": """SELECT i.*, n.name AS unit_name, a.name AS owner_name FROM rectification_item i
      LEFT JOIN unit n ON n.id = i.unit_id LEFT JOIN account a ON a.id = i.owner_account_id
      WHERE i.finding_id = $1 ORDER BY i.ordinal""",
    "steps": "SELECT s.* FROM step s JOIN rectification_item i ON i.id = s.item_id WHERE i.finding_id = $1",
    "notes": """SELECT n.*, a.name FROM progress_note n JOIN rectification_item i ON i.id = n.item_id
      LEFT JOIN account a ON a.id = n.account_id WHERE i.finding_id = $1 ORDER BY n.id""",
    "evidence": """SELECT t.* FROM attachment t JOIN rectification_item i ON i.id = t.owner_id
      WHERE t.owner_type = 'rectification_item' AND i.finding_id = $1""",
    "requests": "SELECT * FROM finding_request WHERE finding_id = $1",
    "countersignatures": "SELECT * FROM countersignature WHERE finding_id = $1",
    "events": """SELECT e.position, e.at, e.actor_id, a.name, e.action, e.resource, e.resource_id, p.body FROM event e
      JOIN event_payload p ON p.position = e.position LEFT JOIN account a ON a.id = e.actor_id
      WHERE e.subject_id = $1 ORDER BY e.position DESC LIMIT 20""",
}
_W4_MONTHS = "SELECT DISTINCT period_start FROM duty WHERE requirement_id = 1 ORDER BY period_start"
_W4_CELL = """max(CASE WHEN d.period_start <> '{month}' THEN '.' WHEN d.exempted_at IS NOT NULL THEN 'E'
 WHEN d.first_submitted_at < d.due_at THEN 'O' WHEN d.first_submitted_at IS NOT NULL THEN 'L'
 WHEN d.due_at > $1 THEN 'N' WHEN d.due_at > $2 THEN 'L' ELSE 'M' END)"""
_W4 = """SELECT d.unit_id, n.name AS unit_name, {cells} AS cells FROM duty d JOIN unit n ON n.id = d.unit_id
 WHERE d.requirement_id = 1 AND d.state <> 'cancelled' GROUP BY d.unit_id, n.name, n.code ORDER BY n.code LIMIT 3000"""
_EVENT = (
    "INSERT INTO event (position, at, actor_id, unit_id, action, resource, resource_id, subject_id, fields, ok, algorithm,"
    " payload_hash, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
)


class PostgreSQL:
    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(self._dsn, min_size=4, max_size=8)

    async def read(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[list[dict[str, Any]]]:
        async with self._pool.acquire() as connection:
            return [[dict(row) for row in await connection.fetch(sql, *values)] for sql, values in statements]

    def search(self, word: str) -> str:
        return f"f.search @@ '{word}'::tsquery"

    def in_ids(self, ids: Sequence[int]) -> tuple[str, Sequence[Any]]:
        return _UNITS.format(in_ids="= ANY($1)"), [list(ids)]

    async def accept(self, finding_id: int, root: int, account: int) -> dict[str, Any] | None:
        async with self._pool.acquire() as connection, connection.transaction():
            found = await connection.fetchrow(
                f"SELECT f.id, f.version, f.code, f.work_state FROM finding f WHERE f.id = $2 AND {_IN_SUBTREE} FOR UPDATE",
                root,
                finding_id,
            )
            if found is None:
                return None
            now = datetime.now(UTC)
            await connection.execute(
                "UPDATE finding SET work_state = 'accepted', version = version + 1, updated_at = $2 WHERE id = $1",
                finding_id,
                now,
            )
            head = await connection.fetchrow("SELECT position, hash FROM event_head WHERE id = 1 FOR UPDATE")
            event, body = _event(head["position"], head["hash"], now, account, root, finding_id)
            await connection.execute(_EVENT, *event)
            await connection.execute(
                "INSERT INTO event_payload (position, body) VALUES ($1, $2)", event[0], body
            )
            await connection.execute(
                "UPDATE event_head SET position = $1, hash = $2 WHERE id = 1", event[0], event[-1]
            )
            return {**found, "version": found["version"] + 1, "work_state": "accepted"}


class SQLite:
    def __init__(self, file: str) -> None:
        self._file = file
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(4)
        self._writer = ThreadPoolExecutor(1)

    async def open(self) -> None:
        pass

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(self._file, isolation_level=None)
            connection.row_factory = sqlite3.Row
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "cache_size=-8000"):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
        return self._local.connection  # type: ignore[no-any-return]

    async def read(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[list[dict[str, Any]]]:
        def run() -> list[list[dict[str, Any]]]:
            connection = self._connection()
            return [
                [dict(row) for row in connection.execute(_numbered(sql), _plain(values))]
                for sql, values in statements
            ]

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    def search(self, word: str) -> str:
        return f"f.id IN (SELECT rowid FROM finding_search WHERE finding_search MATCH '\"{word}\"')"

    def in_ids(self, ids: Sequence[int]) -> tuple[str, Sequence[Any]]:
        return _UNITS.format(in_ids=f"IN ({', '.join(map(str, ids))})"), []

    async def accept(self, finding_id: int, root: int, account: int) -> dict[str, Any] | None:
        def run() -> dict[str, Any] | None:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            found = connection.execute(
                _numbered(
                    f"SELECT f.id, f.version, f.code, f.work_state FROM finding f WHERE f.id = $2 AND {_IN_SUBTREE}"
                ),
                (root, finding_id),
            ).fetchone()
            if found is None:
                connection.execute("ROLLBACK")
                return None
            now = datetime.now(UTC)
            connection.execute(
                "UPDATE finding SET work_state = 'accepted', version = version + 1, updated_at = ? WHERE id = ?",
                (_plain([now])[0], finding_id),
            )
            head = connection.execute("SELECT position, hash FROM event_head WHERE id = 1").fetchone()
            event, body = _event(head["position"], head["hash"], now, account, root, finding_id)
            connection.execute(_numbered(_EVENT), _plain(event))
            connection.execute("INSERT INTO event_payload (position, body) VALUES (?, ?)", (event[0], body))
            connection.execute(
                "UPDATE event_head SET position = ?, hash = ? WHERE id = 1", (event[0], event[-1])
            )
            connection.execute("COMMIT")
            return {**dict(found), "version": found["version"] + 1, "work_state": "accepted"}

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)


def _event(
    position: int, previous: str, at: datetime, actor: int, unit: int, finding: int
) -> tuple[list[Any], str]:
    body = orjson.dumps({"changes": {"work_state": ["handed_out", "accepted"]}, "note": None}).decode()
    payload_hash = hashlib.sha256(body.encode()).hexdigest()
    chained = f"{position + 1}{at}{actor}{unit}{finding}{payload_hash}{previous}"
    values = [
        position + 1,
        at,
        actor,
        unit,
        "accept",
        "finding",
        str(finding),
        finding,
        '["work_state"]',
        True,
    ]
    return [*values, "floor", payload_hash, previous, hashlib.sha256(chained.encode()).hexdigest()], body


def _numbered(sql: str) -> str:
    return sql.replace("$", "?")


def _plain(values: Sequence[Any]) -> list[Any]:
    return [
        v.replace(tzinfo=None).isoformat(" ")
        if isinstance(v, datetime)
        else v.isoformat()
        if isinstance(v, date)
        else v
        for v in values
    ]


def _token_reader(secret: bytes) -> Callable[[str], str]:
    def session_of(token: str) -> str:
        head, _, signature = token.rpartition(".")
        padded = signature + "=" * (-len(signature) % 4)
        wanted = hmac.new(secret, head.encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(wanted, base64.urlsafe_b64decode(padded)):
            raise PermissionError
        body = head.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        if claims["exp"] < time.time() or claims["aud"] != "mingze":
            raise PermissionError
        return str(claims["sid"])

    return session_of


def create_app() -> Starlette:  # noqa: C901  (one small function a workload)
    """MINGZE_FLOOR: a PostgreSQL DSN or a path of an SQLite file; MINGZE_TOKEN_SECRET: the key of the tokens."""
    where = os.environ["MINGZE_FLOOR"]
    engine: PostgreSQL | SQLite = PostgreSQL(where) if where.startswith("postgresql") else SQLite(where)
    session_of = _token_reader(os.environ["MINGZE_TOKEN_SECRET"].encode())

    async def actor(request: Request) -> tuple[int, int]:
        session = session_of(request.headers["authorization"][7:])
        (rows,) = await engine.read([(_SESSION, [session, datetime.now(UTC)])])
        return rows[0]["account_id"], rows[0]["unit_id"]

    async def listed(statement: str, count: str, values: list[Any]) -> Response:
        rows, totals = await engine.read([(statement, values), (count, values)])
        units: dict[int, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
        if units:
            (found,) = await engine.read([engine.in_ids(list(units))])
            for unit in found:
                units[unit.pop("finding_id")].append(unit)
        for row in rows:
            row["units"] = units[row["id"]]
        return _answer({"items": rows, "total": next(iter(totals[0].values())), "next_cursor": None})

    async def w1(request: Request) -> Response:
        await actor(request)
        return await listed(_W1, _W1_COUNT, [int(request.query_params["unit_id"]), date.today()])  # noqa: DTZ011

    async def w2(request: Request) -> Response:
        _, root = await actor(request)
        finding = request.path_params["id"]
        values = {"finding": [finding, root]}
        answers = await engine.read([(sql, values.get(name, [finding])) for name, sql in _W2.items()])
        for event in answers[-1]:
            event["body"] = orjson.Fragment(event["body"])
        return _answer(dict(zip(_W2, answers, strict=True)))

    async def w3(request: Request) -> Response:
        account, root = await actor(request)
        done = await engine.accept(request.path_params["id"], root, account)
        return _answer(done, {"ETag": f'"v{done["version"]}"' if done else ""})

    async def w4(request: Request) -> Response:
        await actor(request)
        (months,) = await engine.read([(_W4_MONTHS, [])])
        cells = " || ".join(_W4_CELL.format(month=month["period_start"]) for month in months)
        now = datetime.now(UTC)
        (rows,) = await engine.read([(_W4.format(cells=cells), [now, now - timedelta(days=10)])])
        return _answer({"periods": [{"start": month["period_start"]} for month in months], "rows": rows})

    async def w5(request: Request) -> Response:
        await actor(request)
        where = f"{_IN_SUBTREE} AND NOT f.voided AND {engine.search(request.query_params['q'])}"
        return await listed(
            f"SELECT {_SUMMARY} FROM finding f WHERE {where} ORDER BY f.due_on, f.id LIMIT 50",
            f"SELECT count(*) FROM (SELECT 1 FROM finding f WHERE {where} LIMIT 1001) bounded",
            [int(request.query_params["unit_id"])],
        )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        await engine.open()
        yield

    routes = [
        Route("/w1", w1),
        Route("/w2/{id:int}", w2),
        Route("/w3/{id:int}", w3, methods=["POST"]),
        Route("/w4", w4),
        Route("/w5", w5),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _answer(content: Any, headers: dict[str, str] | None = None) -> Response:
    body = orjson.dumps(content, default=str)
    return Response(body, media_type="application/json", headers=headers)
