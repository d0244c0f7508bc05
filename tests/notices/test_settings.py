"""How one wants to be told: an address that is proven, mail soon or once a day, nothing lost, nobody flooded."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr, ValidationError

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.settings import Settings
from mingze.working import worker_of
from tests.conftest import SignIn, Visitors
from tests.findings.conftest import Ledger
from tests.support.region import settings_for
from tests.support.smtp import Mailbox, smtp_server

PATH = "/api/v1/me/notice-settings"
HEAD = "head@mingze.test"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with smtp_server(Mailbox()) as box:
        yield box


@pytest.fixture
def settings(database_url: str, tmp_path: Path, mailbox: Mailbox) -> Settings:
    """A service that mails through `mailbox`."""
    made = settings_for(database_url, tmp_path / "var")
    url = SecretStr(f"smtp://127.0.0.1:{mailbox.port}?starttls=no")
    return made.model_copy(update={"smtp_url": url, "public_url": "https://mingze.test"})


async def work(database: Database, settings: Settings) -> None:
    worker = worker_of(database, settings)
    while await worker.step():
        pass


def hour(of: int, days: int = 0) -> datetime:
    return datetime.combine(clock.today() + timedelta(days=days), time(of), clock.SHANGHAI)


async def proven(
    client: httpx.AsyncClient, database: Database, settings: Settings, mailbox: Mailbox, mode: str
) -> None:
    """Let the person of `client` be mailed at HEAD, in that way."""
    asked = await client.patch(PATH, json={"email": HEAD, "mail": mode})
    assert asked.status_code == 200, asked.text
    await work(database, settings)
    code = re.search(r"\d{6}", mailbox.texts[-1])
    assert code
    confirmed = await client.post(f"{PATH}/confirmation", json={"code": code[0]})
    assert confirmed.json() == {"email": HEAD, "email_pending": None, "mail": mode, "mail_available": True}
    mailbox.mails.clear()
    mailbox.to.clear()


class TestAddress:
    async def test_is_used_only_once_its_code_came_back(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        nothing = {"email": None, "email_pending": None, "mail": "none", "mail_available": True}
        assert (await client.get(PATH)).json() == nothing
        asked = await client.patch(PATH, json={"email": HEAD, "mail": "each"})
        assert asked.json() == {**nothing, "email_pending": HEAD, "mail": "each"}
        await work(database, settings)
        assert mailbox.to == [HEAD]
        (text,) = mailbox.texts
        assert "验证码" in text
        wrong = await client.post(f"{PATH}/confirmation", json={"code": "000000"})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/body/code")
        assert (await client.get(PATH)).json()["email"] is None

    async def test_is_given_up_after_five_wrong_codes(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        await client.patch(PATH, json={"email": HEAD})
        await work(database, settings)
        found = re.search(r"\d{6}", mailbox.texts[0])
        assert found
        wrong = f"{(int(found[0]) + 1) % 1_000_000:06d}"
        answers = [
            (await client.post(f"{PATH}/confirmation", json={"code": code})).status_code
            for code in [*[wrong] * 5, found[0]]
        ]
        assert answers == [422] * 5 + [409]

    async def test_is_not_proven_by_a_code_that_is_too_old(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        with clock.at(clock.now() - timedelta(minutes=31)):
            await client.patch(PATH, json={"email": HEAD})
            await work(database, settings)
        code = re.search(r"\d{6}", mailbox.texts[0])
        assert code
        assert (await client.post(f"{PATH}/confirmation", json={"code": code[0]})).status_code == 409

    async def test_of_others_cannot_be_flooded(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        now = clock.now()
        answers = []
        for minutes in (0, 0.5, 2, 4, 6, 8, 10, 12):
            with clock.at(now + timedelta(minutes=minutes)):
                answers.append(await client.patch(PATH, json={"email": f"a{minutes}@mingze.test"}))
                await work(database, settings)
        assert [answer.status_code for answer in answers] == [200, 429, 200, 200, 200, 200, 429, 429]
        assert answers[1].json()["type"] == "/problems/too-many-requests"
        assert 0 < int(answers[1].headers["Retry-After"]) <= 31
        assert len(mailbox.mails) == 5

    @pytest.mark.parametrize("email", ["head", "head@mingze.test\r\nBcc: x@y.cn", "张@mingze.test"])
    async def test_is_refused_where_it_is_none(self, sign_in: SignIn, email: str) -> None:
        client = await sign_in("hospital_head")
        answer = await client.patch(PATH, json={"email": email})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/body/email")

    async def test_of_before_stays_until_the_new_one_is_proven(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        await proven(client, database, settings, mailbox, "each")
        with clock.at(clock.now() + timedelta(minutes=5)):
            changed = await client.patch(PATH, json={"email": "new@mingze.test"})
        assert (changed.json()["email"], changed.json()["email_pending"]) == (HEAD, "new@mingze.test")

    async def test_that_is_taken_away_ends_all_mail(
        self, sign_in: SignIn, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await sign_in("hospital_head")
        await proven(client, database, settings, mailbox, "daily")
        answer = await client.patch(PATH, json={"email": None})
        assert (answer.json()["email"], answer.json()["mail"]) == (None, "none")

    async def test_is_needed_for_mail(self, sign_in: SignIn) -> None:
        client = await sign_in("hospital_head")
        answer = await client.patch(PATH, json={"mail": "daily"})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/body/mail")

    async def test_cannot_be_given_where_no_server_is_configured(
        self, app: FastAPI, visitors: Visitors
    ) -> None:
        app.state.settings = app.state.settings.model_copy(update={"smtp_url": None})
        client = await visitors.sign_in("hospital_head")
        assert (await client.get(PATH)).json()["mail_available"] is False
        assert (await client.patch(PATH, json={"email": HEAD})).status_code == 409


class TestMailing:
    async def test_follows_a_minute_after_with_no_word_of_the_case(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        await proven(await ledger.as_("hospital_head"), database, settings, mailbox, "each")
        for _ in range(2):
            await ledger.act("clerk", (await ledger.register())["id"], "hand-out")
        await work(database, settings)
        assert mailbox.mails == [], "what follows at once goes into the same mail"
        with clock.at(clock.now() + timedelta(minutes=2)):
            await work(database, settings)
        (mail,), (text,) = mailbox.mails, mailbox.texts
        assert mail["Subject"] == "【明责】您有 2 条新提醒"
        assert "交办 2 条" in text
        assert "https://mingze.test/inbox" in text
        assert not re.search(r"处方|医院|监督办|20\d\d-\d{4}", f"{mail['Subject']}{text}")

    async def test_leaves_out_what_was_read_meanwhile(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await ledger.as_("hospital_head")
        await proven(client, database, settings, mailbox, "each")
        await ledger.act("clerk", (await ledger.register())["id"], "hand-out")
        await client.post("/api/v1/notices/read", json={"all": True})
        with clock.at(clock.now() + timedelta(minutes=2)):
            await work(database, settings)
        assert mailbox.mails == []

    async def test_collects_a_day_until_eight(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        await proven(await ledger.as_("hospital_head"), database, settings, mailbox, "daily")
        due = str(clock.today() + timedelta(days=3))
        await ledger.act("clerk", (await ledger.register(due_on=due))["id"], "hand-out")
        with clock.at(hour(7, days=1)):
            await work(database, settings)
        assert mailbox.mails == []
        for _ in range(2):
            with clock.at(hour(9, days=1)):
                await work(database, settings)
        (text,) = mailbox.texts
        assert text.splitlines()[2:4] == ["  交办 1 条", "  临期 1 条"]

    async def test_ends_with_the_persons_setting(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        client = await ledger.as_("hospital_head")
        await proven(client, database, settings, mailbox, "each")
        await ledger.act("clerk", (await ledger.register())["id"], "hand-out")
        await client.patch(PATH, json={"mail": "none"})
        with clock.at(clock.now() + timedelta(minutes=2)):
            await work(database, settings)
        assert mailbox.mails == []

    async def test_waits_for_a_server_that_is_down_and_loses_nothing(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        await proven(await ledger.as_("hospital_head"), database, settings, mailbox, "each")
        with smtp_server(Mailbox()) as gone:
            pass
        down = settings.model_copy(
            update={"smtp_url": SecretStr(f"smtp://127.0.0.1:{gone.port}?starttls=no")}
        )
        await ledger.act("clerk", (await ledger.register())["id"], "hand-out")
        now = clock.now()
        for hours in range(1, 15):
            with clock.at(now + timedelta(hours=hours)):
                await work(database, down)
        with clock.at(now + timedelta(hours=20)):
            await work(database, settings)
        assert len(mailbox.mails) == 1

    async def test_gives_up_what_is_refused_for_good_and_says_the_next_again(
        self, ledger: Ledger, database: Database, settings: Settings, mailbox: Mailbox
    ) -> None:
        await proven(await ledger.as_("hospital_head"), database, settings, mailbox, "each")
        mailbox.refusals.append("550 5.1.1 no such user")
        for minutes in (2, 4):
            await ledger.act("clerk", (await ledger.register())["id"], "hand-out")
            with clock.at(clock.now() + timedelta(minutes=minutes)):
                await work(database, settings)
        assert ["交办 2 条" in text for text in mailbox.texts] == [True]


class TestSettings:
    @pytest.mark.parametrize(
        "values",
        [
            {"smtp_url": "smtp://mail.cn"},
            {"smtp_url": "smtp://mail.cn", "mail_from": "x\r\nBcc: y@z.cn"},
            {
                "environment": "production",
                "smtp_url": "smtp://u:p@mail.cn?starttls=no",
                "mail_from": "a@b.cn",
            },
        ],
    )
    def test_of_mail_that_make_no_sense_are_refused(self, values: dict[str, str]) -> None:
        with pytest.raises(ValidationError):
            Settings(**values)  # type: ignore[arg-type]
