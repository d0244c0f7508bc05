"""Hashes: made off the loop, the work the same whether there is an account or not."""

import asyncio

import pytest

from mingze.accounts.passwords import Passwords

PASSWORDS = Passwords(8, 1)


class TestPasswords:
    async def test_verify_what_they_hashed(self) -> None:
        hashed = await PASSWORDS.hash("correct horse")
        assert hashed.startswith("$argon2id$")
        assert await PASSWORDS.verify("correct horse", hashed)
        assert not await PASSWORDS.verify("correct horsf", hashed)

    async def test_never_hash_twice_the_same_way(self) -> None:
        assert await PASSWORDS.hash("correct horse") != await PASSWORDS.hash("correct horse")

    async def test_refuse_where_there_is_no_account_even_the_stand_in(self) -> None:
        assert not await PASSWORDS.verify("nobody has this password", None)

    async def test_do_the_same_work_where_there_is_no_account(self, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[str] = []
        real = PASSWORDS._hash.verify

        def watch(password: str, hashed: str) -> bool:
            seen.append(hashed.rsplit("$", 2)[0])
            return real(password, hashed)

        monkeypatch.setattr(PASSWORDS._hash, "verify", watch)
        hashed = await PASSWORDS.hash("correct horse")
        await PASSWORDS.verify("x", hashed)
        await PASSWORDS.verify("x", None)
        assert len(seen) == 2
        assert seen[0] == seen[1]  # the same algorithm at the same cost

    async def test_run_two_at_a_time_while_the_loop_goes_on(self) -> None:
        slow = Passwords(8192, 20)
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0.001)

        counting = asyncio.create_task(count())
        await asyncio.gather(*(slow.hash("x") for _ in range(4)))
        counting.cancel()
        assert slow._limit().total_tokens == 2
        assert turns > 4
