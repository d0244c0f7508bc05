"""Signing in, staying signed in, signing out: through the API."""

from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from mingze.accounts.models import Account, LoginSession
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow, record
from tests.conftest import SignIn, Visitors
from tests.support.region import PASSWORD, Region

REFRESH = "/api/v1/sessions/refresh"


async def _sign_in(client: httpx.AsyncClient, username: str, password: str = PASSWORD) -> httpx.Response:
    return await client.post("/api/v1/sessions", json={"username": username, "password": password})


async def _disable(database: Database, account_id: int) -> None:
    async with database.writing() as session:
        await session.execute(update(Account).where(Account.id == account_id).values(active=False))
        record(session, action="update", resource="account", resource_id=account_id, actor=None)


async def _sign_ins(database: Database) -> list[tuple[str, int | None, bool]]:
    async with database.reading() as session:
        query = select(EventRow.resource_id, EventRow.unit_id, EventRow.ok).where(
            EventRow.action == "sign_in"
        )
        return [(r[0], r[1], r[2]) for r in await session.execute(query.order_by(EventRow.position))]


def _cookie(answer: httpx.Response) -> str:
    return SimpleCookie(answer.headers["set-cookie"])["mingze_refresh"].value


def _with(cookie: str) -> dict[str, str]:
    return {"Cookie": f"mingze_refresh={cookie}"}


class TestSignIn:
    async def test_gives_a_token_and_a_cookie_that_scripts_cannot_read(
        self, client: httpx.AsyncClient, region: Region
    ) -> None:
        answer = await _sign_in(client, "clerk")
        assert answer.status_code == 201
        said = answer.json()
        assert said["account"] == {
            "id": region.accounts["clerk"],
            "username": "clerk",
            "name": said["account"]["name"],
            "must_change_password": False,
            "must_set_second_factor": False,
        }
        assert said["expires_in"] == 1800
        assert answer.headers["cache-control"] == "no-store"
        cookie = SimpleCookie(answer.headers["set-cookie"])["mingze_refresh"]
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "strict"
        assert cookie["path"] == REFRESH
        assert cookie["domain"] == ""
        assert int(cookie["max-age"]) == 12 * 3600
        assert cookie.value not in answer.text

    async def test_marks_the_cookie_secure_behind_tls(self, app: FastAPI) -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="https://mingze.test") as client:
            answer = await _sign_in(client, "clerk")
        assert SimpleCookie(answer.headers["set-cookie"])["mingze_refresh"]["secure"] is True

    @pytest.mark.parametrize("typed", ["CLERK", " clerk ", "\uff43\uff4c\uff45\uff52\uff4b"])
    async def test_takes_the_name_as_people_type_it(self, client: httpx.AsyncClient, typed: str) -> None:
        assert (await _sign_in(client, typed)).status_code == 201

    async def test_says_the_same_of_a_wrong_password_no_account_and_a_disabled_one(
        self, client: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        await _disable(database, region.accounts["leader"])
        wrong = await _sign_in(client, "clerk", "Wrong-Password-1")
        nobody = await _sign_in(client, "nobody", PASSWORD)
        disabled = await _sign_in(client, "leader", PASSWORD)
        assert {a.status_code for a in (wrong, nobody, disabled)} == {401}
        assert wrong.json() == nobody.json() == disabled.json()
        assert [sorted(a.headers) for a in (wrong, nobody)] == [sorted(wrong.headers)] * 2
        assert "set-cookie" not in wrong.headers

    async def test_verifies_a_hash_also_where_there_is_no_account(
        self, client: httpx.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        verified = []
        real = app.state.passwords._hash.verify

        def watch(password: str, hashed: str) -> bool:
            verified.append(password)
            return bool(real(password, hashed))

        monkeypatch.setattr(app.state.passwords._hash, "verify", watch)
        await _sign_in(client, "nobody", "one")
        await _sign_in(client, "clerk", "two")
        assert verified == ["one", "two"]

    async def test_is_kept_in_the_log_with_the_refused_ones_but_never_what_was_typed(
        self, client: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        await _sign_in(client, "clerk")
        await _sign_in(client, "clerk", "Wrong-Password-1")
        await _sign_in(client, "my-own-password-in-the-wrong-field")
        clerk, office = region.accounts["clerk"], region.units["office"]
        assert await _sign_ins(database) == [
            (str(clerk), office, True),
            (str(clerk), office, False),
            ("0", None, False),
        ]

    @pytest.mark.parametrize(
        "body",
        [
            {"username": "clerk"},
            {"username": "", "password": "x"},
            {"username": "clerk", "password": "x" * 129},
            {"username": "clerk", "password": PASSWORD, "admin": True},
            {"username": "cl\0erk", "password": PASSWORD},
            {"username": {"$ne": None}, "password": PASSWORD},
            ["clerk", PASSWORD],
        ],
    )
    async def test_refuses_what_has_another_form(self, client: httpx.AsyncClient, body: object) -> None:
        assert (await client.post("/api/v1/sessions", json=body)).status_code == 422

    async def test_refuses_pages_of_others(self, client: httpx.AsyncClient) -> None:
        """Nobody is signed in as somebody else by a page of another site."""
        body = {"username": "clerk", "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", json=body, headers={"Origin": "https://evil.test"})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers

    async def test_makes_a_new_session_whatever_cookie_was_there(self, client: httpx.AsyncClient) -> None:
        """A session cannot be fixed by putting a cookie into somebody's browser first."""
        planted = _cookie(await _sign_in(client, "liaison_elsewhere"))
        client.cookies.clear()
        body = {"username": "clerk", "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", json=body, headers=_with(planted))
        assert _cookie(answer).partition(".")[0] != planted.partition(".")[0]


class TestRefresh:
    @pytest.fixture
    async def visitor(self, visitors: Visitors) -> httpx.AsyncClient:
        return await visitors.come()

    @pytest.fixture
    async def cookie(self, visitor: httpx.AsyncClient) -> str:
        cookie = _cookie(await _sign_in(visitor, "clerk"))
        visitor.cookies.clear()
        return cookie

    async def test_gives_a_new_token_and_a_new_cookie(self, visitor: httpx.AsyncClient, cookie: str) -> None:
        answer = await visitor.post(REFRESH, headers=_with(cookie))
        assert answer.status_code == 200
        assert _cookie(answer) != cookie
        token = answer.json()["access_token"]
        me = await visitor.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert me.json()["username"] == "clerk"

    async def test_takes_the_cookie_before_for_ten_seconds_without_a_new_one(
        self, visitor: httpx.AsyncClient, cookie: str
    ) -> None:
        moment = clock.now()
        with clock.at(moment):
            fresh = _cookie(await visitor.post(REFRESH, headers=_with(cookie)))
        with clock.at(moment + timedelta(seconds=10)):
            visitor.cookies.clear()
            second_tab = await visitor.post(REFRESH, headers=_with(cookie))
            assert second_tab.status_code == 200
            assert "set-cookie" not in second_tab.headers
            assert (await visitor.post(REFRESH, headers=_with(fresh))).status_code == 200

    async def test_ends_the_session_when_a_used_up_cookie_comes_back_later(
        self, visitor: httpx.AsyncClient, cookie: str, database: Database, region: Region
    ) -> None:
        moment = clock.now()
        with clock.at(moment):
            answer = await visitor.post(REFRESH, headers=_with(cookie))
        fresh, token = _cookie(answer), answer.json()["access_token"]
        visitor.cookies.clear()
        with clock.at(moment + timedelta(seconds=11)):
            assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code == 401
            assert (await visitor.post(REFRESH, headers=_with(fresh))).status_code == 401
            me = await visitor.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
            assert me.status_code == 401
        async with database.reading() as session:
            query = select(EventRow.resource_id, EventRow.ok).where(EventRow.action == "refresh")
            assert [tuple(row) for row in await session.execute(query)] == [
                (str(region.accounts["clerk"]), False)
            ]

    @pytest.mark.parametrize(
        "cookie",
        ["", ".", "x", "0" * 65, f"{'0' * 32}.{'0' * 32}", '"\\000.\\000"', "a" * 199, f"{'0' * 32}.'; --"],
    )
    async def test_refuses_cookies_that_are_none_of_ours(
        self, visitor: httpx.AsyncClient, cookie: str
    ) -> None:
        assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code in {401, 422}

    async def test_refuses_without_a_cookie(self, visitor: httpx.AsyncClient) -> None:
        assert (await visitor.post(REFRESH)).status_code == 401

    async def test_does_not_end_a_session_for_a_guessed_secret(
        self, visitor: httpx.AsyncClient, cookie: str
    ) -> None:
        guess = cookie.partition(".")[0] + "." + "0" * 32
        assert (await visitor.post(REFRESH, headers=_with(guess))).status_code == 401
        visitor.cookies.clear()
        assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code == 200

    async def test_ends_with_the_session(self, visitor: httpx.AsyncClient, cookie: str) -> None:
        with clock.at(clock.now() + timedelta(hours=12, seconds=1)):
            assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code == 401

    async def test_refuses_who_was_disabled(
        self, visitor: httpx.AsyncClient, cookie: str, database: Database, region: Region
    ) -> None:
        await _disable(database, region.accounts["clerk"])
        assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code == 401

    @pytest.mark.parametrize(
        ("origin", "status"),
        [
            (None, 200),
            ("http://mingze.test", 200),
            ("https://mingze.test", 403),
            ("ftp://mingze.test", 403),
            ("https://evil.test", 403),
            ("https://mingze.test.evil.test", 403),
            ("http://mingze.test@evil.test", 403),
            ("null", 403),
            ("http://[", 403),
        ],
    )
    async def test_answers_our_own_pages_only(
        self, visitor: httpx.AsyncClient, cookie: str, origin: str | None, status: int
    ) -> None:
        headers = {**_with(cookie), **({"Origin": origin} if origin else {})}
        assert (await visitor.post(REFRESH, headers=headers)).status_code == status

    async def test_compares_the_scheme_behind_tls_too(
        self, app: FastAPI, visitor: httpx.AsyncClient, cookie: str
    ) -> None:
        """A page of ours that somebody on the way has served unencrypted is not ours."""
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="https://mingze.test") as client:
            for origin, status in (("http://mingze.test", 403), ("https://mingze.test", 200)):
                answer = await client.post(REFRESH, headers={**_with(cookie), "Origin": origin})
                assert answer.status_code == status

    async def test_ends_the_session_when_any_older_cookie_comes_back(
        self, visitor: httpx.AsyncClient, cookie: str
    ) -> None:
        moment, latest = clock.now(), cookie
        for minutes in (5, 10, 15):
            with clock.at(moment + timedelta(minutes=minutes)):
                visitor.cookies.clear()
                latest = _cookie(await visitor.post(REFRESH, headers=_with(latest)))
        with clock.at(moment + timedelta(minutes=20)):
            visitor.cookies.clear()
            assert (await visitor.post(REFRESH, headers=_with(cookie))).status_code == 401
            assert (await visitor.post(REFRESH, headers=_with(latest))).status_code == 401

    async def test_ends_when_left_idle_and_only_then(
        self, visitor: httpx.AsyncClient, cookie: str, app: FastAPI
    ) -> None:
        moment, latest = clock.now(), cookie
        for minutes in (59, 118, 177):
            with clock.at(moment + timedelta(minutes=minutes)):
                visitor.cookies.clear()
                answer = await visitor.post(REFRESH, headers=_with(latest))
                latest, account = _cookie(answer), answer.json()["account"]["id"]
        visitor.cookies.clear()
        with clock.at(moment + timedelta(minutes=238)):
            # A fresh token of the same session does not keep it either.
            claims = app.state.tokens.issue(account, latest.partition(".")[0])
            me = await visitor.get("/api/v1/me", headers={"Authorization": f"Bearer {claims}"})
            assert me.status_code == 401
            assert (await visitor.post(REFRESH, headers=_with(latest))).status_code == 401

    async def test_keeps_only_hashes(self, cookie: str, database: Database) -> None:
        async with database.reading() as session:
            row = (await session.scalars(select(LoginSession))).one()
        secret = cookie.partition(".")[2]
        assert secret not in (row.refresh_hash, row.previous_hash, row.id)


class TestSignOut:
    async def test_ends_token_and_cookie_at_once(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        cookie = clerk.cookies["mingze_refresh"]
        answer = await clerk.delete("/api/v1/sessions/current")
        assert answer.status_code == 204
        gone = SimpleCookie(answer.headers["set-cookie"])["mingze_refresh"]
        assert gone["max-age"] == "0"
        assert gone["path"] == REFRESH
        assert (await clerk.get("/api/v1/me")).status_code == 401
        assert (await clerk.post(REFRESH, headers=_with(cookie))).status_code == 401

    async def test_leaves_the_other_sessions_of_the_person(self, sign_in: SignIn) -> None:
        here, there = await sign_in("clerk"), await sign_in("clerk")
        await here.delete("/api/v1/sessions/current")
        assert (await there.get("/api/v1/me")).status_code == 200


class TestBearer:
    @pytest.mark.parametrize(
        "header",
        [None, "", "Bearer", "Bearer ", "Bearer x.y.z", "Basic Y2xlcms6eA==", "bearer null", "Bearer é"],
    )
    async def test_refuses_what_is_no_token(self, client: httpx.AsyncClient, header: str | None) -> None:
        headers = {"Authorization": header.encode("latin-1")} if header is not None else {}
        answer = await client.get("/api/v1/me", headers=headers)  # type: ignore[arg-type]
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"

    async def test_refuses_a_good_token_of_another_persons_session(
        self, client: httpx.AsyncClient, app: FastAPI, region: Region
    ) -> None:
        cookie = _cookie(await _sign_in(client, "clerk"))
        token = app.state.tokens.issue(region.accounts["leader"], cookie.partition(".")[0])
        answer = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401

    async def test_refuses_the_refresh_secret_as_a_token(self, client: httpx.AsyncClient) -> None:
        cookie = _cookie(await _sign_in(client, "clerk"))
        answer = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {cookie}"})
        assert answer.status_code == 401
