"""Getting in without the password, or past the second factor."""

from datetime import timedelta

import httpx
import pyotp
import pytest

from mingze.accounts.models import SignInLock
from mingze.accounts.provider_service import identified
from mingze.accounts.rules import NAMES_OF_A_SOURCE
from mingze.kit import clock
from tests.attacks.target import Target
from tests.support.region import PASSWORD


async def _tries(target: Target, username: str, password: str, **more: str) -> httpx.Response:
    body = {"username": username, "password": password, **more}
    answer = await target.client.post("/sessions", json=body)
    target.client.cookies.clear()
    return answer


def _failed(number: int) -> SignInLock:
    """What a failure on one more name leaves behind."""
    return SignInLock(
        key=f"{number:064x}",
        source="127.0.0.1",
        account_id=0,
        failures=1,
        turned_away=0,
        expires_at=clock.now() + timedelta(hours=1),
    )


async def test_own_sign_in_gives_no_further_guesses(target: Target) -> None:
    """Somebody with an account of their own first uses up the names that are counted apart; what they guess then
    counts together, and their own sign-ins in between do not set it back."""
    async with target.app.state.database.writing() as session:
        session.add_all(_failed(number) for number in range(NAMES_OF_A_SOURCE))
    refused = []
    for _ in range(4):
        refused += [(await _tries(target, "leader", "Guess-2026-x")).status_code for _ in range(3)]
        await _tries(target, "spare", PASSWORD)
    assert 429 in refused


async def test_codes_are_guessed_from_one_address_after_another(target: Target) -> None:
    """Whoever has the password and a network of addresses may not try a million codes."""
    secret = target.scene.secrets["clerk"]
    token = {"Authorization": target.bearer("clerk")}
    code = {"code": pyotp.TOTP(secret).now()}
    set_up = await target.client.post("/me/second-factor/confirmation", json=code, headers=token)
    assert set_up.is_success
    refused = []
    for network in range(12):
        transport = httpx.ASGITransport(app=target.app, client=(f"2001:db8:{network:x}::1", 4000))
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1") as elsewhere:
            for number in range(4):
                body = {"username": "clerk", "password": PASSWORD, "code": f"{number:06d}"}
                refused.append((await elsewhere.post("/sessions", json=body)).status_code)
    assert 429 in refused
    # The owner is not helpless: a recovery code cannot be guessed, and is taken.
    body = {"username": "clerk", "password": PASSWORD, "code": set_up.json()["recovery_codes"][0]}
    assert (await target.client.post("/sessions", json=body)).status_code == 201


@pytest.mark.parametrize("name", ["ｌｅａｄｅｒ", " leader", "leader\u3000", "ⓛⓔⓐⓓⓔⓡ", "leaﬆ"])
async def test_a_name_that_only_looks_the_same_is_nobodys(target: Target, name: str) -> None:
    """On the platform these are accounts of other people, and the first to come would be linked for good."""
    await target.do("security_admin", "POST", "/accounts/{account:leader}/provider-sign-in")
    async with target.app.state.database.writing() as session:
        assert await identified(session, "https://id.test", "4711", name) is None
        own = await identified(session, "https://id.test", "4712", "Leader")
    assert own is not None
    assert own.username == "leader"


async def test_a_code_that_confirms_is_not_guessed_from_a_stolen_session(target: Target) -> None:
    """Whoever set it up knows it; somebody else in the session would be shown the recovery codes."""
    wrong = [str(number) for number in range(100_000, 100_006)]
    refused = [
        (await target.ask("clerk", "POST", "/me/second-factor/confirmation", json={"code": code})).status_code
        for code in wrong
    ]
    assert refused[:5] == [422] * 5
    assert refused[5] == 429
