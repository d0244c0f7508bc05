"""The log of a service under everything that can be asked of it: one object a line, and nobody in it."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mingze.app import create_app
from mingze.kit import logs
from tests.operation.conftest import Staged
from tests.support.calls import CALLS, OPERATIONS, ask, operation_of
from tests.support.region import PASSWORD, UNITS

#: What must never stand in a line, put wherever text is taken.
MARKS = {
    "name": "欧阳卓异",
    "phone": "13987654321",
    "text": "这句话只有当事人知道",
    "mail": "ouyang@secret.example",
    "password": "Zzyzx-Never-Logged-1",
}


@contextmanager
def _logging(level: logs.Level = "info") -> Iterator[io.StringIO]:
    """Everything logged meanwhile, in JSON as in production; then the logging of the tests as it was."""
    root = logging.getLogger()
    handlers, root_level = list(root.handlers), root.level
    ours = logging.getLogger("mingze").level
    out = io.StringIO()
    logs.configure("json", level)
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    try:
        yield out
    finally:
        logging.captureWarnings(False)
        root.handlers[:] = handlers
        root.setLevel(root_level)
        logging.getLogger("mingze").setLevel(ours)


def _lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _marked(value: Any) -> Any:
    """The same body with marks in every text."""
    match value:
        case str():
            return " ".join((value, *MARKS.values()))
        case dict():
            return {key: _marked(item) for key, item in value.items()}
        case list():
            return [_marked(item) for item in value]
    return value


class _Marking(httpx.AsyncBaseTransport):
    """Sends each request as it is and then with marks in body, query and headers."""

    def __init__(self, app: FastAPI) -> None:
        self._inner = httpx.ASGITransport(app=app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        answer = await self._inner.handle_async_request(request)
        headers = {
            **{name: value for name, value in request.headers.items() if name != "content-length"},
            "User-Agent": f"browser of {MARKS['mail']}",
            "X-Request-Id": MARKS["mail"],
            "Idempotency-Key": MARKS["phone"],
        }
        if request.headers.get("content-type", "").startswith("application/json"):
            body = json.dumps(_marked(json.loads(body))).encode()
        url = request.url.copy_merge_params({"q": MARKS["name"], "cursor": MARKS["phone"]})
        again = httpx.Request(request.method, url, headers=headers, content=body)
        await (await self._inner.handle_async_request(again)).aread()
        return answer


class TestLog:
    async def test_of_every_operation_names_nobody(self, staged: Staged) -> None:
        with _logging() as out:
            app = create_app(staged.settings)
            async with (
                app.router.lifespan_context(app),
                httpx.AsyncClient(transport=_Marking(app), base_url="http://mingze.test") as client,
            ):
                for name in CALLS:
                    await ask(app, client, staged.scene, name, CALLS[name].by)
                for mark in MARKS.values():
                    await client.get(f"/api/v1/{mark}/x", params={"token": mark})
                    body = {"username": mark, "password": mark}
                    await client.post("/api/v1/sessions", json=body)
        said = out.getvalue()
        secrets = [part for token, cookie in staged.scene.people.values() for part in (token, cookie)]
        names = [title for _, title, _, _ in UNITS.values()]
        for word in (
            *MARKS.values(),
            PASSWORD,
            *secrets,
            *names,
            "处方点评",
            "127.0.0.1",
            "hospital_liaison",
        ):
            assert word not in said, word
        lines = _lines(out)
        answered = {(line["method"], line["route"]) for line in lines if "route" in line}
        assert {OPERATIONS[operation_of(name)] for name in CALLS} - answered == set()
        for line in lines:
            assert {"time", "level", "logger", "message"} <= set(line)
            if "route" in line:
                assert line["request_id"]
                assert line["milliseconds"] >= 0
                assert "?" not in line["route"]

    async def test_of_what_nobody_expected_has_the_place_and_no_values(self, staged: Staged) -> None:
        app = create_app(staged.settings)

        @app.get("/api/v1/breaks")
        async def breaks() -> None:
            """Both engines quote what they refuse."""
            async with app.state.database.writing() as session:
                await session.execute(
                    text("INSERT INTO account (id, username, name) VALUES (:id, :username, :name)"),
                    {"id": 1, "username": MARKS["mail"], "name": MARKS["name"]},
                )

        @app.get("/api/v1/parses")
        async def parses() -> None:
            try:
                int(MARKS["text"])
            except ValueError as exc:
                raise RuntimeError(MARKS["phone"]) from exc

        with _logging() as out:
            async with app.router.lifespan_context(app):
                transport = httpx.ASGITransport(app=app)
                async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
                    for path in ("/api/v1/breaks", "/api/v1/parses"):
                        answer = await client.get(path, headers={"X-Request-Id": "find-me-again"})
                        assert answer.status_code in {409, 500}
                        assert not [mark for mark in MARKS.values() if mark in answer.text]
        assert not [mark for mark in MARKS.values() if mark in out.getvalue()]
        errors = [line for line in _lines(out) if line["level"] == "ERROR"]
        traces = "\n".join(line["exc_info"] for line in errors)
        assert "builtins.RuntimeError" in traces
        assert "caused by builtins.ValueError" in traces
        assert "test_logs.py" in traces
        assert {line["request_id"] for line in errors} == {"find-me-again"}

    async def test_of_a_refused_statement_hides_its_values(self, staged: Staged) -> None:
        app = create_app(staged.settings)
        with pytest.raises(DBAPIError) as refused:
            async with app.state.database.writing() as session:
                await session.execute(
                    text("INSERT INTO account (name) VALUES (:name)"), {"name": MARKS["name"]}
                )
        assert MARKS["name"] not in str(refused.value).split("[SQL", 1)[1]
        said = logs.without_values(refused.value)
        assert MARKS["name"] not in said
        assert "IntegrityError" in said
        await app.state.database.close()

    async def test_of_a_forgotten_task_says_no_more_than_that(self) -> None:
        async def fails() -> None:
            raise ValueError(MARKS["text"])

        with _logging() as out:
            task = asyncio.get_running_loop().create_task(fails())
            await asyncio.wait([task])
            logging.getLogger("asyncio").error(
                "Task exception was never retrieved\nfuture: %r", task, exc_info=task.exception()
            )
        assert MARKS["text"] not in out.getvalue()
        assert "ValueError" in out.getvalue()

    async def test_tells_addresses_where_that_is_asked_for(self, staged: Staged) -> None:
        for wanted in (False, True):
            with _logging() as out:
                app = create_app(staged.settings.model_copy(update={"log_sources": wanted}))
                transport = httpx.ASGITransport(app=app, client=("203.0.113.9", 1))
                async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
                    token = staged.scene.people["clerk"][0]
                    await client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
                await app.state.database.close()
            [line] = [line for line in _lines(out) if line.get("route") == "/api/v1/me"]
            assert line.get("source") == ("203.0.113.9" if wanted else None)
            assert line["account"] == staged.scene.region["accounts"]["clerk"]

    async def test_tells_values_only_when_debugging(self) -> None:
        for level, told in (("info", False), ("debug", True)):
            with _logging(level) as out:  # type: ignore[arg-type]
                try:
                    int(MARKS["text"])
                except ValueError:
                    logging.getLogger("mingze").exception("it failed")
            assert (MARKS["text"] in out.getvalue()) is told

    def test_in_words_is_as_discreet(self) -> None:
        with _logging() as out:
            logs.configure("text", "info")
            handler = logging.getLogger().handlers[0]
            assert isinstance(handler, logging.StreamHandler)
            handler.setStream(out)
            try:
                int(MARKS["text"])
            except ValueError:
                logging.getLogger("mingze").exception("it failed")
        assert "it failed" in out.getvalue()
        assert MARKS["text"] not in out.getvalue()
