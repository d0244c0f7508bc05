"""What machines and the administrator are told: the truth about each part, and nothing that is secret."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import text

from mingze.accounts.passwords import Passwords
from mingze.app import create_app
from mingze.demo.people import PASSWORD as DEMO_PASSWORD
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import enqueue
from mingze.operation import checking
from mingze.operation.house import House
from mingze.operation.parts import is_ready, parts
from mingze.operation.record import note_backup
from mingze.operation.rules import Part, PartName
from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.region import PASSWORD


@asynccontextmanager
async def _service(
    settings: Settings, address: str = "127.0.0.1"
) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, client=(address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            yield app, client


def _bearer(staged: Staged, who: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {staged.scene.people[who][0]}"}


async def _part(house: House, name: PartName) -> Part:
    return next(part for part in await parts(house) if part.name is name)


class TestReadiness:
    async def test_is_told_with_every_part(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()["status"]) == (200, "ready")
            assert {part["name"] for part in answer.json()["parts"]} == set(PartName)
            assert (await client.get("/healthz")).json() == {"status": "ok"}

    async def test_is_not_told_where_the_files_are_gone(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            # The scene's own jobs wait as long as the suite has run: no matter of this test.
            async with app.state.database.writing() as session:
                await session.execute(text("DELETE FROM job"))
            shutil.rmtree(staged.settings.data_dir / "files")
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
            assert [part["name"] for part in answer.json()["parts"] if not part["ok"]] == ["files"]
            assert str(staged.settings.data_dir) not in answer.text
            assert (await client.get("/healthz")).status_code == 200

    async def test_is_not_told_where_the_schema_is_another(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            async with app.state.database.writing() as session:
                await session.execute(text("UPDATE alembic_version SET version_num = 'of another program'"))
            answer = await client.get("/readyz")
            assert answer.status_code == 503
            assert "mingze migrate" in answer.json()["detail"]

    async def test_is_not_told_where_the_database_is_gone(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            async with app.state.database.writing() as session:
                await session.execute(text("ALTER TABLE alembic_version RENAME TO gone"))
            answer = await client.get("/readyz")
            assert answer.status_code == 503
            assert "gone" not in answer.text

    async def test_is_not_told_where_the_log_is_no_longer_sealed(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, _):
            house = House.of(app.state)
            assert (await _part(house, PartName.EVENTS)).ok
            with clock.at(clock.now() + timedelta(hours=1)):
                stopped = await _part(house, PartName.EVENTS)
            assert not stopped.ok
            assert "检查点" in stopped.detail
            await house.checkpoints.seal(house.database)
            with clock.at(clock.now() + timedelta(hours=1)):
                assert (await _part(house, PartName.EVENTS)).ok

    async def test_is_told_by_who_begins_after_a_kill_left_events_unsealed(self, staged: Staged) -> None:
        with clock.at(clock.now() + timedelta(days=2)):
            async with _service(staged.settings) as (app, _):
                assert app.state.checkpoints.last() is None
                assert (await _part(House.of(app.state), PartName.EVENTS)).ok

    async def test_is_not_told_where_the_database_is_older_than_its_checkpoints(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            checkpoints = app.state.checkpoints
            await checkpoints.seal(app.state.database)
            await asyncio.to_thread(checkpoints._append, 10**6, "0" * 64)
            answer = await client.get("/readyz")
            assert answer.status_code == 503
            assert "截断" in answer.json()["detail"]

    async def test_does_not_hang_on_work_that_piles_up(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, _):
            house = House.of(app.state)
            long_ago = clock.now() - timedelta(hours=2)
            with clock.at(long_ago):
                async with house.database.writing() as session:
                    await enqueue(session, "nobody.does.this", {}, at=long_ago)
            found = await parts(house)
            jobs = next(part for part in found if part.name is PartName.JOBS)
            assert not jobs.ok
            assert "到期未办" in jobs.detail
            assert is_ready(found)


class TestMetrics:
    async def test_tell_what_was_asked_by_template(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            await client.get("/api/v1/findings/999999", headers=_bearer(staged, "clerk"))
            await client.post("/api/v1/sessions", json={"username": "clerk", "password": "not this one"})
            said = (await client.get("/metrics")).text
        labels = 'method="GET",route="/api/v1/findings/{finding_id}"'
        assert f'mingze_requests_total{{{labels},status="404"}} 1.0' in said
        assert f"mingze_request_seconds_count{{{labels}}} 1.0" in said
        assert 'mingze_sign_in_refusals_total{status="401"} 1.0' in said
        assert 'mingze_part_ok{part="database"} 1.0' in said
        for name in (
            "mingze_requests_in_hand 1.0",
            'mingze_database_connections_limit{pool="write"}',
            'mingze_jobs{state="due"}',
            "mingze_readings_in_hand 0.0",
            "mingze_checkpoint_position",
            "mingze_last_backup_timestamp_seconds 0.0",
            "process_resident_memory_bytes",
        ):
            assert name in said, name
        assert "findings/999999" not in said

    async def test_do_not_grow_with_what_strangers_write(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            for number in range(20):
                await client.get(f"/api/v1/made-up-{number}")
                await client.get(f"/made-up-{number}.php")
                await client.request(f"METHOD{number}", "/api/v1/meta")
            said = (await client.get("/metrics")).text
        assert "made-up" not in said
        assert "METHOD" not in said
        assert said.count("mingze_requests_total{") < 8

    async def test_are_for_this_machine_or_the_holder_of_the_token(self, staged: Staged) -> None:
        async with _service(staged.settings, "203.0.113.7") as (_, client):
            answer = await client.get("/metrics")
            assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
        with_token = staged.settings.model_copy(update={"metrics_token": SecretStr("a token of the tests")})
        async with _service(with_token) as (_, client):
            assert (await client.get("/metrics")).status_code == 404
            wrong = {"Authorization": "Bearer another token"}
            assert (await client.get("/metrics", headers=wrong)).status_code == 404
            right = {"Authorization": "Bearer a token of the tests"}
            assert (await client.get("/metrics", headers=right)).status_code == 200


class TestStatus:
    async def test_says_how_everything_is(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, client):
            await app.state.checkpoints.seal(app.state.database)
            note_backup(staged.settings.data_dir, 1234)
            said = (await client.get("/api/v1/system/status", headers=_bearer(staged, "system_admin"))).json()
            is_sqlite = app.state.database.is_sqlite
        assert said["engine"]["name"] == ("sqlite" if is_sqlite else "postgresql")
        assert said["engine"]["encoding"] in {"UTF-8", "UTF8"}
        assert said["schema_current"] is True
        assert said["ready"] is True
        assert said["storage"]["files"] > 0
        assert said["storage"]["files_bytes"] > 0
        assert said["storage"]["database_bytes"] > 100_000
        assert said["last_checkpoint"]["position"] > 0
        assert said["last_backup"]["size"] == 1234
        assert said["jobs"]["dead"] == 0
        assert {service["name"] for service in said["services"]} == {"mail", "scanner", "identity"}
        for service in said["services"]:
            assert service["configured"] == (service["reachable"] is not None)
        assert "development" in {finding["code"] for finding in said["findings"]}
        grave = ["error", "warning", "info"]
        order = [grave.index(finding["severity"]) for finding in said["findings"]]
        assert order == sorted(order)

    async def test_names_no_secret_and_no_address(self, staged: Staged) -> None:
        settings = staged.settings.model_copy(
            update={
                "smtp_url": SecretStr("smtp://mailer:mail-password@127.0.0.1:1?starttls=required"),
                "clamd_url": "tcp://127.0.0.1:1",
                "oidc_issuer": "http://127.0.0.1:1/realm",
                "metrics_token": SecretStr("figures-token"),
            }
        )
        async with _service(settings) as (_, client):
            answer = await client.get("/api/v1/system/status", headers=_bearer(staged, "system_admin"))
        assert answer.status_code == 200
        services = {service["name"]: service["reachable"] for service in answer.json()["services"]}
        assert services == {"mail": False, "scanner": False, "identity": False}
        codes = {finding["code"] for finding in answer.json()["findings"]}
        assert {"mail-unreachable", "scanner-unreachable", "identity-unreachable"} <= codes
        token = settings.token_secret
        assert token
        for secret in (
            "mail-password",
            "figures-token",
            token.get_secret_value(),
            "127.0.0.1",
            settings.database,
            str(settings.data_dir),
            PASSWORD,
        ):
            assert secret not in answer.text, secret

    async def test_of_a_service_that_is_ill_is_still_told(self, staged: Staged) -> None:
        async with _service(staged.settings) as (_, client):
            shutil.rmtree(staged.settings.data_dir / "files")
            answer = await client.get("/api/v1/system/status", headers=_bearer(staged, "system_admin"))
        assert answer.status_code == 200
        assert answer.json()["ready"] is False
        assert "files-not-well" in {finding["code"] for finding in answer.json()["findings"]}


class TestFindings:
    """`examine`: each unsafe thing is said, and only where it is so."""

    async def _codes(self, settings: Settings, *, thoroughly: bool = False) -> dict[str, str]:
        house = House.open(settings)
        try:
            found = await checking.examine(house, thoroughly=thoroughly)
        finally:
            await house.database.close()
        return {finding.code: finding.severity for finding in found}

    @pytest.mark.parametrize(
        ("change", "code", "severity"),
        [
            ({}, "no-public-url", "error"),
            ({"public_url": "http://mingze.example"}, "no-tls", "error"),
            ({"second_factor": "voluntary"}, "voluntary-second-factor", "error"),
            ({"trusted_proxies": ["0.0.0.0/0"]}, "wide-trusted-proxies", "error"),
            ({"allowed_origins": ["http://other.example"]}, "plain-origin", "error"),
            ({"token_secret": SecretStr("a" * 40)}, "weak-token-secret", "error"),
            ({"source_requests_per_minute": 0}, "no-rate-limit", "warning"),
            ({"token_secret": None}, "kept-token-key", "info"),
            ({"portal_address": None}, "portal-without-contacts", "warning"),
        ],
    )
    async def test_name_what_is_unsafe_in_production(
        self, staged: Staged, change: dict[str, object], code: str, severity: str
    ) -> None:
        safe = {
            "environment": "production",
            "argon2_memory_kib": 65_536,
            "argon2_rounds": 3,
            "public_url": "https://mingze.example",
            "session_requests_per_minute": 600,
            "source_requests_per_minute": 1200,
            "portal_contacts": ["投诉电话:0000-1234567"],
            "portal_address": "云州市人民路1号",
        }
        settings = staged.settings.model_copy(update=safe)
        assert code not in await self._codes(settings)
        if not change:
            change = {"public_url": None}
        assert (await self._codes(settings.model_copy(update=change)))[code] == severity

    async def test_name_keys_that_others_can_read(self, staged: Staged) -> None:
        keys = staged.settings.data_dir / "keys"
        keys.mkdir(mode=0o700, exist_ok=True)
        (keys / "token.key").touch(0o600)
        assert "open-key-file" not in await self._codes(staged.settings)
        (keys / "token.key").chmod(0o644)
        keys.chmod(0o755)
        codes = await self._codes(staged.settings)
        assert codes["open-key-file"] == "error"
        assert "open-keys-folder" in codes

    async def test_name_a_backup_that_is_missing_or_old(self, staged: Staged) -> None:
        assert (await self._codes(staged.settings))["no-backup"] == "warning"
        note_backup(staged.settings.data_dir, 1)
        assert not {"no-backup", "old-backup"} & set(await self._codes(staged.settings))
        with clock.at(clock.now() + timedelta(days=3)):
            assert (await self._codes(staged.settings))["old-backup"] == "warning"

    async def test_name_a_clock_that_went_back(self, staged: Staged) -> None:
        with clock.at(clock.now() - timedelta(hours=1)):
            assert (await self._codes(staged.settings))["clock"] == "error"

    async def test_name_a_forged_checkpoint(self, staged: Staged) -> None:
        async with _service(staged.settings) as (app, _):
            await app.state.checkpoints.seal(app.state.database)
        file = staged.settings.data_dir / "checkpoints.jsonl"
        file.write_text(file.read_text().replace('"position": ', '"position": 1'))
        assert "forged-checkpoint" in await self._codes(staged.settings, thoroughly=True)

    async def test_name_demonstration_accounts_with_their_public_password(self, staged: Staged) -> None:
        assert "demo-password" not in await self._codes(staged.settings, thoroughly=True)
        known = await Passwords(8, 1).hash(DEMO_PASSWORD)
        database = Database(staged.settings.database)
        async with database.rebuilding() as connection:
            await connection.execute(
                text("UPDATE account SET password_hash = :hash WHERE username = 'clerk'"), {"hash": known}
            )
        await database.close()
        settings = staged.settings.model_copy(update={"environment": "production"})
        assert (await self._codes(settings, thoroughly=True))["demo-password"] == "error"

    async def test_name_a_database_that_is_not_migrated(self, elsewhere: Settings) -> None:
        elsewhere.data_dir.mkdir()
        codes = await self._codes(elsewhere)
        assert "schema-not-well" in codes


def test_a_secret_handed_over_as_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("a secret that is long enough to be one\n")
    monkeypatch.setenv("MINGZE_TOKEN_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("MINGZE_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1")
    settings = Settings()
    assert settings.token_secret
    assert settings.token_secret.get_secret_value() == "a secret that is long enough to be one"
    assert settings.trusted_proxies == ["10.0.0.0/8", "127.0.0.1"]
    monkeypatch.setenv("MINGZE_TOKEN_SECRET", "given directly, it counts for more than the file")
    assert Settings().signing_secret.startswith("given directly")
