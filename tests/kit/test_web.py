"""What every operation shares: problems for every error, versions, sessions that commit before the answer."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, text, update
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError

from mingze.accounts.models import Account
from mingze.kit.database import Database
from mingze.kit.events import EventRow, record
from mingze.kit.problems import CATALOGUE, Conflict, FieldError, Forbidden, Invalid, NotFound
from mingze.kit.web import Id, IfMatch, Instant, Reading, Writing
from tests.conftest import SignIn
from tests.events.conftest import write
from tests.support.region import Region

PROBLEM = "application/problem+json"


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Inner(BaseModel):
    n: int = Field(ge=1, le=9)


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=2, max_length=4)
    colour: Colour = Colour.RED
    day: date | None = None
    amount: Decimal | None = Field(default=None, max_digits=5, decimal_places=2)
    yes: bool = True
    many: list[Inner] = Field(default=[], max_length=2)


async def take(body: Body, since: Annotated[Instant | None, Query()] = None) -> str:
    return body.name


async def fail(what: str) -> None:
    secret = "hunter2"  # never to be seen outside
    match what:
        case "http":
            raise HTTPException(418, "a teapot")
        case "stale":
            raise StaleDataError("0 rows matched")
        case "busy":
            raise NoConnection("QueuePool limit")
        case _:
            raise RuntimeError(f"unexpected {secret}")


async def read(session: Reading) -> int:
    return len((await session.execute(select(Account.id))).all())


async def change(how: str, session: Writing) -> str:
    if how == "unrecorded":
        await session.execute(update(Account).values(name="改"))
        return "done"
    record(session, action="probe", resource="probe", resource_id=how, actor=None)
    match how:
        case "fails":
            raise Conflict("不行")
        case "twice":
            columns = "code, name, short_name, kind, active, version, created_at"
            await session.execute(
                text(f"INSERT INTO unit ({columns}) SELECT {columns} FROM unit WHERE id = 1")
            )
        case "commit":
            await session.execute(text("INSERT INTO late (id, account_id) VALUES (1, -1)"))
    return "done"


async def edit(number: Id, expected: IfMatch) -> str:
    if number == 404:
        raise NotFound()
    if number == 403:
        raise Forbidden()
    expected.check(number)
    raise Conflict(open_moves=["accept"])


@pytest.fixture
async def probe(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """The service with a few operations of the test's own, asked by somebody who sees a 500 as an answer."""
    app.post("/api/v1/probe/body")(take)
    app.get("/api/v1/probe/raise/{what}")(fail)
    app.get("/api/v1/probe/reading")(read)
    app.post("/api/v1/probe/write/{how}")(change)
    app.patch("/api/v1/probe/version/{number}")(edit)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1") as client:
        yield client


async def _probes(database: Database) -> list[str]:
    async with database.reading() as session:
        return list(await session.scalars(select(EventRow.resource_id).where(EventRow.resource == "probe")))


class TestValidation:
    @pytest.mark.parametrize(
        ("body", "pointer", "message"),
        [
            ({}, "/body/name", "必填"),
            ({"name": "长"}, "/body/name", "不能少于 2 个字"),
            ({"name": "太长太长了"}, "/body/name", "不能超过 4 个字"),
            ({"name": 5}, "/body/name", "须为文本"),
            ({"name": "甲乙", "colour": "blue"}, "/body/colour", "须为下列之一:red、green"),
            ({"name": "甲乙", "day": "2026-02-30"}, "/body/day", "须为日期,如 2026-03-31"),
            ({"name": "甲乙", "amount": "much"}, "/body/amount", "须为数字"),
            ({"name": "甲乙", "amount": "1.234"}, "/body/amount", "小数位数过多"),
            ({"name": "甲乙", "yes": "perhaps"}, "/body/yes", "须为是或否"),
            ({"name": "甲乙", "many": [{"n": 0}]}, "/body/many/0/n", "不能小于 1"),
            ({"name": "甲乙", "many": [{"n": 10}]}, "/body/many/0/n", "不能大于 9"),
            ({"name": "甲乙", "many": [{"n": 1}] * 3}, "/body/many", "不能超过 2 项"),
            ({"name": "甲乙", "many": {}}, "/body/many", "须为列表"),
            ({"name": "甲乙", "a/b~c": 1}, "/body/a~1b~0c", "没有这个字段"),
            ([], "/body", "须为 JSON 对象"),
        ],
    )
    async def test_says_in_chinese_which_field(
        self, probe: httpx.AsyncClient, body: Any, pointer: str, message: str
    ) -> None:
        answer = await probe.post("/probe/body", json=body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == PROBLEM
        said = answer.json()
        assert said["errors"] == [{"pointer": pointer, "message": message}]
        assert (said["type"], said["status"], said["title"]) == ("/problems/invalid", 422, Invalid.title)
        assert message in said["detail"]

    async def test_names_every_field_at_fault(self, probe: httpx.AsyncClient) -> None:
        answer = await probe.post("/probe/body", json={"name": "长", "colour": "blue", "x": 1})
        assert [e["pointer"] for e in answer.json()["errors"]] == ["/body/name", "/body/colour", "/body/x"]

    async def test_never_repeats_what_was_sent(self, probe: httpx.AsyncClient) -> None:
        answer = await probe.post("/probe/body", json={"name": "my-secret-password"})
        assert "secret" not in answer.text

    @pytest.mark.parametrize("content", [b"{", b"", b"\xff", b'{"name": "a', b"nonsense", b"[" * 100_000])
    async def test_of_broken_json(self, probe: httpx.AsyncClient, content: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        answer = await probe.post("/probe/body", content=content, headers=headers)
        assert answer.status_code in {400, 422}
        assert answer.headers["content-type"] == PROBLEM

    async def test_of_another_media_type(self, probe: httpx.AsyncClient) -> None:
        headers = {"Content-Type": "text/plain"}
        answer = await probe.post("/probe/body", content=b'{"name": "ab"}', headers=headers)
        assert answer.status_code == 422

    @pytest.mark.parametrize(
        "since", ["2026-03-02T08:00:00", "0001-01-01T00:00:00+08:00", "9999-12-31T23:00:00-08:00", "x"]
    )
    async def test_of_instants(self, probe: httpx.AsyncClient, since: str) -> None:
        answer = await probe.post("/probe/body", params={"since": since}, json={"name": "ab"})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/query/since"

    @pytest.mark.parametrize(
        "request_of",
        [
            {"params": {"q": "a\0b"}},
            {"json": {"name": "a\0b"}},
            {"json": {"name": "ab", "many": [{"x": ["\0"]}]}},
            {"json": {"\0": "ab"}},
            {"json": {"name": "ab"}, "headers": {"Cookie": 'other="\\000"'}},
        ],
    )
    async def test_of_nul(self, probe: httpx.AsyncClient, request_of: dict[str, Any]) -> None:
        answer = await probe.post("/probe/body", **request_of)
        assert answer.status_code == 422
        assert answer.json()["errors"] == [] or "没有" in answer.text or "必填" in answer.text

    async def test_leaves_an_escaped_backslash_alone(self, probe: httpx.AsyncClient) -> None:
        headers = {"Content-Type": "application/json"}
        answer = await probe.post("/probe/body", content=b'{"name": "\\\\u0000"}', headers=headers)
        assert "控制字符" not in answer.text


class TestProblems:
    @pytest.mark.parametrize(
        ("method", "path", "status", "kind"),
        [
            ("GET", "/nothing", 404, "not-found"),
            ("POST", "/nothing", 404, "not-found"),
            ("DELETE", "/units/1/nothing", 404, "not-found"),
            ("GET", "/sessions", 405, "method-not-allowed"),
            ("DELETE", "/units", 405, "method-not-allowed"),
            ("PUT", "/me", 405, "method-not-allowed"),
            ("GET", "/units/", 404, "not-found"),
            ("GET", "/me", 401, "not-authenticated"),
            ("GET", "/probe/raise/http", 418, "bad-request"),
            ("GET", "/probe/raise/stale", 412, "stale-version"),
            ("GET", "/probe/raise/busy", 503, "unavailable"),
            ("GET", "/probe/raise/anything", 500, "internal-error"),
        ],
    )
    async def test_answer_every_error(
        self, probe: httpx.AsyncClient, method: str, path: str, status: int, kind: str
    ) -> None:
        answer = await probe.request(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
        said = answer.json()
        assert set(said) == {"type", "title", "status", "detail", "errors"}
        assert (said["type"], said["status"]) == (f"/problems/{kind}", status)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        if status == 405:
            assert answer.headers["allow"]

    async def test_tell_nothing_of_what_went_wrong_inside(
        self, probe: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        answer = await probe.get("/probe/raise/anything")
        for word in ("hunter2", "RuntimeError", "Traceback", "unexpected"):
            assert word not in answer.text
        assert "hunter2" in caplog.text  # the log knows

    async def test_of_too_large_a_body_told_or_not(self, app: FastAPI, probe: httpx.AsyncClient) -> None:
        limit = 1_000_001
        assert limit < app.state.settings.upload_max_bytes

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(limit // 1_000_000 + 1):
                yield b" " * 1_000_000

        headers = {"Content-Type": "application/json"}
        told = await probe.post("/sessions", content=b" " * limit, headers=headers)
        untold = await probe.post("/sessions", content=pieces(), headers=headers)
        for answer in (told, untold):
            assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)

    def test_are_conflicts_with_the_open_moves(self) -> None:
        assert Conflict("不行", open_moves=["accept"]).extra == {"open_moves": ["accept"]}
        assert Conflict("不行").extra == {}
        assert Invalid(errors=[FieldError("/body/x", "不对")]).errors[0].pointer == "/body/x"
        assert {kind.status for kind in CATALOGUE} >= {
            400,
            401,
            403,
            404,
            405,
            409,
            412,
            413,
            415,
            422,
            428,
            429,
            500,
            503,
        }


class TestIfMatch:
    @pytest.mark.parametrize(
        ("number", "header", "status"),
        [
            (404, None, 404),
            (404, '"v1"', 404),
            (403, None, 403),
            (403, '"v403"', 403),
            (7, None, 428),
            (7, '"v6"', 412),
            (7, "v7", 412),
            (7, '"7"', 412),
            (7, '"v7", "v8"', 412),
            (7, '"v' + "9" * 40 + '"', 412),
            (7, '"v7"', 409),
            (7, 'W/"v7"', 409),
        ],
    )
    async def test_is_asked_for_after_sight_and_right(
        self, probe: httpx.AsyncClient, number: int, header: str | None, status: int
    ) -> None:
        headers = {"If-Match": header} if header else {}
        assert (await probe.patch(f"/probe/version/{number}", headers=headers)).status_code == status

    async def test_conflicts_name_the_open_moves(self, probe: httpx.AsyncClient) -> None:
        answer = await probe.patch("/probe/version/7", headers={"If-Match": '"v7"'})
        assert answer.json()["open_moves"] == ["accept"]


class TestWriting:
    async def test_commits_before_it_answers(self, probe: httpx.AsyncClient, database: Database) -> None:
        assert (await probe.post("/probe/write/well")).status_code == 200
        assert await _probes(database) == ["well"]

    async def test_rolls_everything_back_when_it_fails(
        self, probe: httpx.AsyncClient, database: Database
    ) -> None:
        assert (await probe.post("/probe/write/fails")).status_code == 409
        assert await _probes(database) == []
        await write(database, 1)  # and leaves nothing for the next

    async def test_a_double_is_a_conflict(self, probe: httpx.AsyncClient, database: Database) -> None:
        answer = await probe.post("/probe/write/twice")
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")
        assert "unit" not in answer.text
        assert await _probes(database) == []

    async def test_a_failed_commit_is_never_a_success(
        self, probe: httpx.AsyncClient, database: Database
    ) -> None:
        """A reference that is checked at the commit only, and does not hold."""
        async with database.writing() as session:
            await session.execute(
                text(
                    "CREATE TABLE late (id INTEGER PRIMARY KEY,"
                    " account_id BIGINT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED)"
                )
            )
        answer = await probe.post("/probe/write/commit")
        assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
        assert await _probes(database) == []
        assert (await probe.post("/probe/write/after")).status_code == 200
        assert await _probes(database) == ["after"]

    async def test_a_change_without_event_is_a_fault_of_ours(
        self, probe: httpx.AsyncClient, database: Database
    ) -> None:
        assert (await probe.post("/probe/write/unrecorded")).status_code == 500
        async with database.reading() as session:
            assert "改" not in list(await session.scalars(select(Account.name)))

    async def test_readers_go_on_meanwhile(self, probe: httpx.AsyncClient, database: Database) -> None:
        async with database.writing() as session:
            record(session, action="note", resource="thing", resource_id=1, actor=None)
            await session.execute(select(1))
            assert (await probe.get("/probe/reading")).status_code == 200


class TestOrderOfRefusals:
    async def test_who_before_what(self, client: httpx.AsyncClient, sign_in: SignIn, region: Region) -> None:
        """401 and 403 come before the body is looked at, and 404 before its version."""
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        assert (await client.patch(path, json={"nonsense": 1})).status_code == 401
        assert (await (await sign_in("clerk")).patch(path, json={"nonsense": 1})).status_code == 403
        narrow = await sign_in("system_admin_elsewhere")
        assert (await narrow.patch(path, json={"name": "甲"})).status_code == 404
