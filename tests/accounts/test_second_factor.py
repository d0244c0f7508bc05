"""The second factor through the API: setting it up, signing in with it, losing it, and attacks on it."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.accounts.models import RecoveryCode, SecondFactor
from mingze.accounts.vault import Vault
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventPayload, EventRow
from tests.conftest import SignIn, Visitors
from tests.support.region import PASSWORD, Region

FACTOR = "/api/v1/me/second-factor"
REQUIRED = "/problems/second-factor-required"
ENROL = "/problems/second-factor-enrolment-required"


@dataclass
class Enrolled:
    """Somebody with an app (its secret) and recovery codes, still signed in."""

    client: httpx.AsyncClient
    secret: str
    recovery: list[str]
    moment: datetime

    def code(self, after: int = 30) -> str:
        """What the app shows so many seconds after the set-up."""
        return pyotp.TOTP(self.secret).at(self.moment + timedelta(seconds=after))


Enrol = Callable[[httpx.AsyncClient], Awaitable[Enrolled]]


async def enrol(client: httpx.AsyncClient) -> Enrolled:
    moment = clock.now()
    with clock.at(moment):
        begun = await client.post(FACTOR, json={"password": PASSWORD})
        assert begun.status_code == 201, begun.text
        secret = begun.json()["secret"]
        code = {"code": pyotp.TOTP(secret).at(moment)}
        done = await client.post(f"{FACTOR}/confirmation", json=code)
    assert done.status_code == 200, done.text
    return Enrolled(client, secret, done.json()["recovery_codes"], moment)


async def sign_in_as(
    client: httpx.AsyncClient, username: str, code: str | None = None, password: str = PASSWORD
) -> httpx.Response:
    body = {"username": username, "password": password, **({"code": code} if code else {})}
    return await client.post("/api/v1/sessions", json=body)


@pytest.fixture
async def clerk(sign_in: SignIn) -> Enrolled:
    return await enrol(await sign_in("clerk"))


async def _actions(database: Database) -> list[tuple[str, int | None, bool]]:
    async with database.reading() as session:
        query = select(EventRow.action, EventRow.actor_id, EventRow.ok).where(EventRow.resource == "account")
        rows = await session.execute(query.order_by(EventRow.position))
        return [(r[0], r[1], r[2]) for r in rows if r[0] not in {"create", "appoint"}]


class TestSettingUp:
    async def test_gives_a_secret_an_address_and_ten_codes(self, clerk: Enrolled) -> None:
        assert len(clerk.recovery) == len(set(clerk.recovery)) == 10
        assert len(clerk.secret) == 32
        me = (await clerk.client.get("/api/v1/me")).json()
        assert me["second_factor"] == {"enabled": True, "required": False, "recovery_codes_left": 10}

    async def test_says_an_address_that_apps_understand(self, sign_in: SignIn) -> None:
        begun = (await (await sign_in("clerk")).post(FACTOR, json={"password": PASSWORD})).json()
        read = pyotp.parse_uri(begun["uri"])
        assert isinstance(read, pyotp.TOTP)
        assert (read.secret, read.name, read.issuer) == (begun["secret"], "clerk", "明责")

    async def test_is_in_force_only_when_confirmed(self, sign_in: SignIn, client: httpx.AsyncClient) -> None:
        clerk = await sign_in("clerk")
        await clerk.post(FACTOR, json={"password": PASSWORD})
        wrong = await clerk.post(f"{FACTOR}/confirmation", json={"code": "000000"})
        assert wrong.status_code == 422
        assert wrong.json()["errors"][0]["pointer"] == "/body/code"
        assert (await sign_in_as(client, "clerk")).status_code == 201

    async def test_must_be_confirmed_in_a_quarter_of_an_hour(self, sign_in: SignIn) -> None:
        clerk, moment = await sign_in("clerk"), clock.now()
        secret = (await clerk.post(FACTOR, json={"password": PASSWORD})).json()["secret"]
        with clock.at(later := moment + timedelta(minutes=16)):
            code = pyotp.TOTP(secret).at(later)
            answer = await clerk.post(f"{FACTOR}/confirmation", json={"code": code})
        assert answer.status_code == 409

    async def test_asks_for_the_password(self, sign_in: SignIn) -> None:
        answer = await (await sign_in("clerk")).post(FACTOR, json={"password": "Wrong-Password-1"})
        assert answer.status_code == 422

    async def test_ends_the_other_sessions(self, sign_in: SignIn) -> None:
        here, there = await sign_in("clerk"), await sign_in("clerk")
        await enrol(here)
        assert (await here.get("/api/v1/me")).status_code == 200
        assert (await there.get("/api/v1/me")).status_code == 401

    async def test_again_takes_a_code_of_the_old_one_which_holds_until_then(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        """A new phone: whoever has only the password and a stolen token cannot put in their own."""
        without = await clerk.client.post(FACTOR, json={"password": PASSWORD})
        assert without.status_code == 422
        with clock.at(clerk.moment + timedelta(seconds=30)):
            begun = await clerk.client.post(FACTOR, json={"password": PASSWORD, "code": clerk.code()})
        assert begun.status_code == 201
        with clock.at(clerk.moment + timedelta(seconds=60)):
            assert (await sign_in_as(client, "clerk", clerk.code(60))).status_code == 201
        with clock.at(later := clerk.moment + timedelta(seconds=90)):
            fresh = pyotp.TOTP(begun.json()["secret"])
            done = await clerk.client.post(f"{FACTOR}/confirmation", json={"code": fresh.at(later)})
            assert done.status_code == 200
        with clock.at(later := clerk.moment + timedelta(seconds=120)):
            assert (await sign_in_as(client, "clerk", clerk.code(120))).status_code == 401
            assert (await sign_in_as(client, "clerk", clerk.recovery[0])).status_code == 401
            assert (await sign_in_as(client, "clerk", fresh.at(later))).status_code == 201

    async def test_is_remembered_without_secrets(
        self, clerk: Enrolled, database: Database, region: Region
    ) -> None:
        me = region.accounts["clerk"]
        assert await _actions(database) == [
            ("sign_in", me, True),
            ("begin_second_factor", me, True),
            ("set_second_factor", me, True),
        ]
        async with database.reading() as session:
            payloads = "".join(str(body) for body in await session.scalars(select(EventPayload.body)))
            row = (await session.scalars(select(SecondFactor))).one()
            hashes = list(await session.scalars(select(RecoveryCode.code_hash)))
        for secret in (clerk.secret, *clerk.recovery):
            assert secret not in payloads
            assert secret not in f"{row.sealed}{hashes}"


class TestSignInWithSecondFactor:
    async def test_asks_for_the_code_only_after_the_right_password(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        wrong = await sign_in_as(client, "clerk", password="Wrong-Password-1")
        right = await sign_in_as(client, "clerk")
        assert wrong.json()["type"] == "/problems/not-authenticated"
        assert right.status_code == 401
        assert right.json()["type"] == REQUIRED
        assert "set-cookie" not in right.headers

    async def test_says_nothing_of_the_code_with_a_wrong_password(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        with clock.at(clerk.moment + timedelta(seconds=30)):
            answer = await sign_in_as(client, "clerk", clerk.code(), "Wrong-Password-1")
            assert answer.json()["type"] == "/problems/not-authenticated"
            # Nor is the code used up by that.
            assert (await sign_in_as(client, "clerk", clerk.code())).status_code == 201

    @pytest.mark.parametrize(("shown_at", "status"), [(-60, 401), (0, 401), (30, 201), (60, 201), (120, 401)])
    async def test_takes_the_code_of_now_and_of_clocks_half_a_minute_apart(
        self, clerk: Enrolled, client: httpx.AsyncClient, shown_at: int, status: int
    ) -> None:
        """The code of the set-up itself (0) is used up."""
        with clock.at(clerk.moment + timedelta(seconds=30)):
            assert (await sign_in_as(client, "clerk", clerk.code(shown_at))).status_code == status

    async def test_takes_no_code_twice(self, clerk: Enrolled, client: httpx.AsyncClient) -> None:
        with clock.at(clerk.moment + timedelta(seconds=30)):
            assert (await sign_in_as(client, "clerk", clerk.code())).status_code == 201
            again = await sign_in_as(client, "clerk", clerk.code())
        assert again.status_code == 401
        assert again.json()["type"] == REQUIRED

    async def test_takes_no_older_code_after_a_newer_one(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        with clock.at(clerk.moment + timedelta(seconds=60)):
            assert (await sign_in_as(client, "clerk", clerk.code(60))).status_code == 201
            assert (await sign_in_as(client, "clerk", clerk.code(30))).status_code == 401

    async def test_lets_one_of_several_at_once_use_a_code(self, clerk: Enrolled, visitors: Visitors) -> None:
        clients = [await visitors.come() for _ in range(4)]
        with clock.at(clerk.moment + timedelta(seconds=30)):
            answers = await asyncio.gather(*(sign_in_as(c, "clerk", clerk.code()) for c in clients))
        assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]

    async def test_takes_every_recovery_code_once(self, clerk: Enrolled, visitors: Visitors) -> None:
        for number, code in enumerate(clerk.recovery):
            client = await visitors.come()
            typed = code.replace("-", " ").upper() if number % 2 else code
            assert (await sign_in_as(client, "clerk", typed)).status_code == 201
            me = (await clerk.client.get("/api/v1/me")).json()
            assert me["second_factor"]["recovery_codes_left"] == 9 - number
            assert (await sign_in_as(client, "clerk", code)).status_code == 401

    async def test_takes_no_code_of_somebody_else(
        self, clerk: Enrolled, sign_in: SignIn, client: httpx.AsyncClient
    ) -> None:
        other = await enrol(await sign_in("second_clerk"))
        with clock.at(other.moment + timedelta(seconds=30)):
            assert (await sign_in_as(client, "second_clerk", clerk.recovery[0])).status_code == 401
            assert (await sign_in_as(client, "second_clerk", clerk.code())).status_code == 401

    async def test_counts_wrong_codes_towards_the_lock_out(
        self, clerk: Enrolled, client: httpx.AsyncClient, database: Database
    ) -> None:
        with clock.at(clerk.moment + timedelta(seconds=30)):
            for _ in range(5):
                assert (await sign_in_as(client, "clerk", "000000")).status_code == 401
            assert (await sign_in_as(client, "clerk", clerk.code())).status_code == 429
        assert [ok for action, _, ok in await _actions(database) if action == "sign_in"] == [True] + [
            False
        ] * 5

    async def test_does_not_count_a_code_that_was_not_asked_for_yet(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        for _ in range(8):
            assert (await sign_in_as(client, "clerk")).status_code == 401
        with clock.at(clerk.moment + timedelta(seconds=30)):
            assert (await sign_in_as(client, "clerk", clerk.code())).status_code == 201

    async def test_does_not_reset_the_count_of_wrong_codes_by_asking_without_one(
        self, clerk: Enrolled, client: httpx.AsyncClient
    ) -> None:
        with clock.at(clerk.moment + timedelta(seconds=30)):
            answers = []
            for _ in range(6):
                answers.append((await sign_in_as(client, "clerk", "000000")).status_code)
                await sign_in_as(client, "clerk")
        assert answers == [401] * 5 + [429]

    @pytest.mark.parametrize("code", ["", "12345", "abcdef", "١٢٣٤٥٦", "000000\n", "' or 1=1", "0" * 40])
    async def test_refuses_what_is_no_code(
        self, clerk: Enrolled, client: httpx.AsyncClient, code: str
    ) -> None:
        body = {"username": "clerk", "password": PASSWORD, "code": code}
        assert (await client.post("/api/v1/sessions", json=body)).status_code == 401

    async def test_ignores_a_code_where_there_is_no_second_factor(self, client: httpx.AsyncClient) -> None:
        assert (await sign_in_as(client, "leader", "000000")).status_code == 201

    async def test_refuses_every_code_when_the_key_is_another_one(
        self, clerk: Enrolled, app: FastAPI
    ) -> None:
        """The database alone, or with a wrong key, opens nothing."""
        vault = Vault(b"x" * 32)
        async with app.state.database.reading() as session:
            row = (await session.scalars(select(SecondFactor))).one()
        with pytest.raises(ValueError, match="right key"):
            vault.open(str(row.sealed), row.account_id)
        right = Vault(app.state.settings.second_factor_secret)
        assert right.open(str(row.sealed), row.account_id) == clerk.secret
        with pytest.raises(ValueError, match="right key"):
            right.open(str(row.sealed), row.account_id + 1)  # moved into the row of another account


class TestRemoval:
    async def test_takes_the_password_and_a_code(self, clerk: Enrolled, client: httpx.AsyncClient) -> None:
        path = f"{FACTOR}/removal"
        wrong = [{"password": PASSWORD, "code": "000000"}, {"password": "Wrong-1", "code": clerk.recovery[0]}]
        for body in wrong:
            assert (await clerk.client.post(path, json=body)).status_code == 422
        right = {"password": PASSWORD, "code": clerk.recovery[0]}
        assert (await clerk.client.post(path, json=right)).status_code == 204
        assert (await sign_in_as(client, "clerk")).status_code == 201
        assert (await clerk.client.post(path, json=right)).status_code == 409


class TestReset:
    async def test_is_the_system_administrators_and_ends_every_session(
        self, clerk: Enrolled, sign_in: SignIn, client: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['clerk']}/second-factor-reset"
        security = await sign_in("security_admin")
        assert (await security.post(path)).status_code == 403
        system = await sign_in("system_admin")
        assert (await system.post(path)).status_code == 204
        assert (await clerk.client.get("/api/v1/me")).status_code == 401
        assert (await sign_in_as(client, "clerk")).status_code == 201
        assert (await system.post(path)).status_code == 409

    async def test_is_not_for_oneself(self, sign_in: SignIn, region: Region) -> None:
        system = (await enrol(await sign_in("system_admin"))).client
        path = f"/api/v1/accounts/{region.accounts['system_admin']}/second-factor-reset"
        assert (await system.post(path)).status_code == 409

    async def test_is_not_done_by_a_new_password(
        self, clerk: Enrolled, sign_in: SignIn, client: httpx.AsyncClient, region: Region
    ) -> None:
        """Two persons are needed to take over an account: one resets the password, another the code."""
        path = f"/api/v1/accounts/{region.accounts['clerk']}/password-reset"
        await (await sign_in("security_admin")).post(path, json={"new_password": "Baishi-County-7"})
        answer = await sign_in_as(client, "clerk", password="Baishi-County-7")
        assert answer.json()["type"] == REQUIRED


class TestLost:
    async def test_is_taken_away_by_the_operator_where_nobody_else_can(
        self, clerk: Enrolled, client: httpx.AsyncClient, database_url: str, tmp_path: Path
    ) -> None:
        """The only system administrator has lost the phone."""
        command = [str(Path(sys.executable).parent / "mingze"), "admin", "reset-second-factor", "clerk"]
        environment = {**os.environ, "MINGZE_DATABASE_URL": database_url, "MINGZE_DATA_DIR": str(tmp_path)}
        for returned in (0, 1):
            process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=DEVNULL)
            assert await process.wait() == returned
        assert (await clerk.client.get("/api/v1/me")).status_code == 401
        assert (await sign_in_as(client, "clerk")).status_code == 201


class TestRequired:
    """Where the operator demands it: administrators, approvers and handlers of tips and complaints."""

    @pytest.fixture(autouse=True)
    def strict(self, app: FastAPI) -> None:
        app.state.settings.second_factor = "required"

    @pytest.mark.parametrize(
        ("who", "required"),
        [
            ("system_admin", True),
            ("security_admin", True),
            ("auditor", True),
            ("leader", True),
            ("discipline_officer", True),
            ("complaint_officer", True),
            ("clerk", False),
            ("unit_head", False),
            ("liaison", False),
            ("inspector", False),
        ],
    )
    async def test_stops_those_roles_until_they_have_one(
        self, client: httpx.AsyncClient, who: str, required: bool
    ) -> None:
        answer = (await sign_in_as(client, who)).json()
        assert answer["account"]["must_set_second_factor"] is required
        client.headers["Authorization"] = f"Bearer {answer['access_token']}"
        me = (await client.get("/api/v1/me")).json()
        assert me["must_set_second_factor"] is required
        assert me["second_factor"] == {"enabled": False, "required": required, "recovery_codes_left": 0}
        units = await client.get("/api/v1/units")
        if required:
            assert units.status_code == 403
            assert units.json()["type"] == ENROL
        elif who != "auditor":
            assert units.status_code == 200

    async def test_leaves_the_way_to_set_it_up_and_opens_then(self, sign_in: SignIn) -> None:
        leader = await enrol(await sign_in("leader"))
        assert (await leader.client.get("/api/v1/units")).status_code == 200
        me = (await leader.client.get("/api/v1/me")).json()
        assert me["must_set_second_factor"] is False
        body = {"password": PASSWORD, "code": leader.recovery[0]}
        assert (await leader.client.post(f"{FACTOR}/removal", json=body)).status_code == 409

    async def test_comes_with_the_role(self, sign_in: SignIn, region: Region) -> None:
        newcomer = await sign_in("inspector")
        assert (await newcomer.get("/api/v1/units")).status_code == 200
        security = (await enrol(await sign_in("security_admin"))).client
        body: dict[str, Any] = {
            "account_id": region.accounts["inspector"],
            "unit_id": region.units["city"],
            "role": "leader",
        }
        assert (await security.post("/api/v1/appointments", json=body)).status_code == 201
        assert (await newcomer.get("/api/v1/units")).json()["type"] == ENROL

    async def test_goes_on_after_a_refresh(self, sign_in: SignIn) -> None:
        leader = await sign_in("leader")
        cookie = {"Cookie": f"mingze_refresh={leader.cookies['mingze_refresh']}"}
        answer = await leader.post("/api/v1/sessions/refresh", headers=cookie)
        assert answer.json()["account"]["must_set_second_factor"] is True

    async def test_comes_after_the_first_password(
        self, sign_in: SignIn, region: Region, visitors: Visitors
    ) -> None:
        security = (await enrol(await sign_in("security_admin"))).client
        path = f"/api/v1/accounts/{region.accounts['leader']}/password-reset"
        await security.post(path, json={"new_password": "Baishi-County-7"})
        leader = await visitors.sign_in("leader", "Baishi-County-7")
        assert (await leader.get("/api/v1/units")).json()["type"] == "/problems/password-change-required"
