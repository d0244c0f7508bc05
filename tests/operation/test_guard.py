"""What stands around every request: limits, security headers, ids; and that a cookie alone does nothing."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI

from mingze.app import create_app
from mingze.events.queries import head
from mingze.kit.rates import Memory
from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.calls import CALLS, CONTRACT, OPERATIONS, ask, operation_of

HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "x-request-id",
)
#: Every operation of the contract with something in each place of its path, and what lies beside the contract.
ROUTES = sorted(
    {(method, re.sub(r"\{[^}]*\}", "1", path)) for method, path in OPERATIONS.values()}
    | {
        ("GET", path)
        for path in ("/", "/docs/", "/openapi.json", "/healthz", "/readyz", "/metrics", "/none.js", "/%00")
    }
    | {("GET", "/api/none"), ("BREW", "/api/v1/meta"), ("POST", "/"), ("OPTIONS", "/api/v1/findings")}
)
#: What may be done without a token: opening a session, going on with it, and asking what words mean.
OPEN = {
    operation
    for operation, (m, p) in OPERATIONS.items()
    if CONTRACT["paths"][p][m.lower()].get("security") == []
}


@asynccontextmanager
async def _service(settings: Settings) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, client=("203.0.113.7", 4711))
        async with httpx.AsyncClient(transport=transport, base_url="https://mingze.test") as client:
            yield app, client


def _from(app: FastAPI, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, client=(address, 4711))
    return httpx.AsyncClient(transport=transport, base_url="https://mingze.test")


class TestLimits:
    def _settings(self, staged: Staged, **limits: int) -> Settings:
        return staged.settings.model_copy(update=limits)

    async def test_hold_one_address_and_no_other(self, staged: Staged) -> None:
        async with _service(self._settings(staged, source_requests_per_minute=5)) as (app, client):
            assert [(await client.get("/api/v1/meta")).status_code for _ in range(5)] == [200] * 5
            held = await client.get("/api/v1/meta")
            assert (held.status_code, held.json()["type"]) == (429, "/problems/too-many-requests")
            assert 1 <= int(held.headers["retry-after"]) <= 60
            assert held.headers["content-security-policy"]
            async with _from(app, "203.0.113.8") as other:
                assert (await other.get("/api/v1/meta")).status_code == 200

    async def test_hold_a_session_wherever_it_comes_from(self, staged: Staged) -> None:
        limits = {"session_requests_per_minute": 4, "source_requests_per_minute": 1}
        async with _service(self._settings(staged, **limits)) as (app, _):
            clerk, leader = (
                {"Authorization": f"Bearer {staged.scene.people[n][0]}"} for n in ("clerk", "leader")
            )
            for number in range(4):
                async with _from(app, f"203.0.113.{number}") as client:
                    assert (await client.get("/api/v1/me", headers=clerk)).status_code == 200
            async with _from(app, "203.0.113.99") as client:
                assert (await client.get("/api/v1/me", headers=clerk)).status_code == 429
                # Somebody else behind the same address goes on.
                assert (await client.get("/api/v1/me", headers=leader)).status_code == 200

    async def test_are_not_escaped_by_a_made_up_token(self, staged: Staged) -> None:
        limits = {"session_requests_per_minute": 100, "source_requests_per_minute": 3}
        async with _service(self._settings(staged, **limits)) as (_, client):
            answers = [
                (
                    await client.get("/api/v1/me", headers={"Authorization": f"Bearer {number}.x.y"})
                ).status_code
                for number in range(5)
            ]
        assert answers == [401, 401, 401, 429, 429]

    async def test_count_the_network_of_an_address_of_version_6(self, staged: Staged) -> None:
        async with _service(self._settings(staged, source_requests_per_minute=2)) as (app, _):
            statuses = []
            for address in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"):
                async with _from(app, address) as client:
                    statuses.append((await client.get("/api/v1/meta")).status_code)
        assert statuses == [200, 200, 429, 200]

    async def test_leave_probes_and_pieces_of_the_page_alone(self, staged: Staged) -> None:
        async with _service(self._settings(staged, source_requests_per_minute=1)) as (_, client):
            assert (await client.get("/api/v1/meta")).status_code == 200
            assert (await client.get("/api/v1/meta")).status_code == 429
            for path in ("/healthz", "/readyz"):
                assert (await client.get(path)).status_code == 200
            assert (await client.get("/assets/none.js")).status_code == 404

    async def test_are_none_where_they_are_set_to_none(self, staged: Staged) -> None:
        async with _service(self._settings(staged, source_requests_per_minute=0)) as (_, client):
            assert {(await client.get("/api/v1/meta")).status_code for _ in range(30)} == {200}

    def test_remember_only_so_many(self) -> None:
        memory = Memory(size=1_000)
        for number in range(50_000):
            memory.incr(f"source/{number}", 60)
        assert len(memory) == 1_000
        assert memory.get("source/49999") == 1
        assert memory.get("source/0") == 0

    def test_begin_anew_when_the_minute_is_over(self) -> None:
        memory = Memory()
        assert [memory.incr("a", 0.0) for _ in range(3)] == [1, 1, 1]
        assert len(memory) == 1

    def test_have_defaults_that_hold_a_flood_and_nobody_at_work(self) -> None:
        assert 300 <= Settings.model_fields["session_requests_per_minute"].default <= 1_000
        assert 600 <= Settings.model_fields["source_requests_per_minute"].default <= 3_000


class TestHeaders:
    async def test_go_with_every_route_and_every_error(self, staged: Staged, tmp_path: Path) -> None:
        pages = tmp_path / "pages"
        (pages / "docs").mkdir(parents=True)
        for name in ("index.html", "docs/index.html"):
            (pages / name).write_text("page")
        settings = staged.settings.model_copy(update={"web_root": pages, "environment": "production"})
        async with _service(settings) as (app, client):

            @app.get("/api/v1/breaks")
            async def breaks() -> None:
                raise RuntimeError("nobody expected this")

            missing: dict[tuple[str, str], list[str]] = {}
            for method, path in [*ROUTES, ("GET", "/api/v1/breaks")]:
                answer = await client.request(method, path)
                lacks = [
                    name for name in (*HEADERS, "strict-transport-security") if name not in answer.headers
                ]
                policy = answer.headers.get("content-security-policy", "")
                if "script-src" in policy or "default-src 'self'" not in policy:
                    lacks.append("a policy against scripts")
                lacks += [name for name in answer.headers if name.startswith("access-control-")]
                if path.startswith("/api/") and "no-store" not in answer.headers.get("cache-control", ""):
                    lacks.append("no-store")
                if answer.status_code >= 400 and "problem+json" not in answer.headers["content-type"]:
                    lacks.append("a problem")
                if lacks:
                    missing[method, path] = lacks
            broken = await client.get("/api/v1/breaks")
        assert missing == {}
        assert (broken.status_code, broken.json()["type"]) == (500, "/problems/internal-error")
        assert "nobody expected" not in broken.text

    async def test_let_no_other_site_read(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            for method, path in ROUTES:
                answer = await client.request(method, path, headers={"Origin": "https://evil.example"})
                assert [name for name in answer.headers if name.startswith("access-control-")] == []

    async def test_take_an_id_only_in_a_safe_form(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            kept = await client.get("/healthz", headers={"X-Request-Id": "abc-DEF_1.2345"})
            assert kept.headers["x-request-id"] == "abc-DEF_1.2345"
            for wrong in ("short", "a" * 65, 'with"quote-1234', "with blank 12345", "张三李四王五赵六"):
                header = httpx.Headers([("X-Request-Id", wrong)], encoding="utf-8")
                made = await client.get("/healthz", headers=header)
                assert re.fullmatch(r"[0-9a-f]{32}", made.headers["x-request-id"])


class TestCookie:
    """Cross-site requests carry cookies and nothing else: with them alone nothing is read and nothing changed."""

    async def test_alone_opens_no_operation(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            async with app.state.database.reading() as session:
                before, _ = await head(session)
            opened = []
            for name in CALLS:
                if operation_of(name) in OPEN:
                    continue
                call = CALLS[name]
                answer = await ask(app, client, staged.scene, name, None)
                with_cookie = await _by_cookie_alone(app, client, staged, name, call.by)
                if answer.status_code != 401 or with_cookie.status_code != 401:
                    opened.append(name)
            async with app.state.database.reading() as session:
                after, _ = await head(session)
        assert opened == []
        assert after == before

    async def test_goes_on_with_a_session_for_our_own_pages_only(self, staged: Staged) -> None:
        cookie = {"Cookie": f"mingze_refresh={staged.scene.people['clerk'][1]}"}
        async with _service(staged.settings) as (_, client):
            for origin in ("https://evil.example", "null", "https://mingze.test.evil.example"):
                answer = await client.post("/api/v1/sessions/refresh", headers={**cookie, "Origin": origin})
                assert answer.status_code == 403, origin
            own = await client.post(
                "/api/v1/sessions/refresh", headers={**cookie, "Origin": "https://mingze.test"}
            )
            assert own.status_code == 200
            flags = own.headers["set-cookie"].lower()
            for flag in ("httponly", "secure", "samesite=strict", "path=/api/v1/sessions/refresh"):
                assert flag in flags

    def test_is_asked_for_by_nothing_else(self) -> None:
        asking = {
            said["operationId"]
            for item in CONTRACT["paths"].values()
            for said in item.values()
            for parameter in said.get("parameters", [])
            if parameter["in"] == "cookie"
        }
        assert asking <= OPEN


async def _by_cookie_alone(
    app: FastAPI, client: httpx.AsyncClient, staged: Staged, name: str, who: str
) -> httpx.Response:
    """The call as another site could make it in the browser of `who`: its body, its cookies, no token."""

    class WithoutToken(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            del request.headers["Authorization"]
            return await client._transport.handle_async_request(request)

    async with httpx.AsyncClient(transport=WithoutToken(), base_url="https://mingze.test") as stripped:
        return await ask(app, stripped, staged.scene, name, who)
