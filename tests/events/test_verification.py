"""Verification finds what was done to the log behind the program's back, and names the first bad position."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.events.checkpoints import Checkpoint, Checkpoints, ForgedCheckpoint, seal_regularly
from mingze.events.queries import head, whole_log
from mingze.events.verification import Verification, verify
from mingze.kit.database import Database
from mingze.kit.events import EventPayload, digest, hash_of
from tests.conftest import SignIn
from tests.events.conftest import Behind, write

_NOT_HASHED = {"hash", "body", "erased_at"}


async def _verify(database: Database, *checkpoints: Checkpoint) -> Verification:
    async with database.reading() as session:
        return await verify(session, checkpoints)


async def _end(database: Database) -> tuple[int, str]:
    async with database.reading() as session:
        return await head(session)


async def _checkpoint(database: Database) -> Checkpoint:
    position, own = await _end(database)
    return Checkpoint(position, own, "2026-03-02T08:00:00+00:00")


async def _rewritten(database: Database, at: int, **other: Any) -> list[str]:
    """SQL that alters the event at a position and makes everything after it agree again, the head included."""
    async with database.reading() as session:
        rows = [dict(row) async for row in whole_log(session, after=at - 1)]
    rows[0].update(other)
    statements, previous = [], rows[0]["previous_hash"]
    for row in rows:
        row["previous_hash"] = previous
        previous = hash_of({key: value for key, value in row.items() if key not in _NOT_HASHED})
        statements.append(
            f"UPDATE event SET action = '{row['action']}', payload_hash = '{row['payload_hash']}',"
            f" previous_hash = '{row['previous_hash']}', hash = '{previous}' WHERE position = {row['position']}"
        )
    return [*statements, f"UPDATE event_head SET hash = '{previous}'"]


class TestVerify:
    async def test_a_whole_log(self, database: Database, log: int) -> None:
        assert await _verify(database, await _checkpoint(database)) == Verification(checked=log + 9)

    async def test_in_more_than_one_batch(self, database: Database, log: int) -> None:
        async with database.reading() as session:
            seen = [row["position"] async for row in whole_log(session, after=0, batch=7)]
        assert seen == list(range(1, log + 10))

    async def test_while_it_grows(self, database: Database, log: int) -> None:
        growing = asyncio.gather(*(write(database, number) for number in range(30)))
        results = [await _verify(database) for _ in range(5)]
        await growing
        assert all(result.ok for result in results)
        assert (await _verify(database)).checked == log + 39

    @pytest.mark.parametrize(
        "change",
        [
            "action = 'approve'",
            "resource = 'other'",
            "resource_id = '999'",
            "actor_id = 1",
            "unit_id = 1",
            "subject_id = 1",
            "fields = '[]'",
            "ok = false",
            "at = '2020-01-01 00:00:00'",
            "payload_hash = '" + "0" * 64 + "'",
            "algorithm = 'none'",
            "previous_hash = '" + "0" * 64 + "'",
            "hash = '" + "0" * 64 + "'",
        ],
    )
    async def test_finds_an_altered_row(
        self, database: Database, log: int, behind: Behind, change: str
    ) -> None:
        await behind(f"UPDATE event SET {change} WHERE position = {log + 4}")
        result = await _verify(database)
        assert (result.first_bad, result.checked) == (log + 4, log + 3)
        assert "改动" in (result.reason or "")

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE event_payload SET body = '{}' WHERE position = {at}",
            "UPDATE event_payload SET body = body || ' ' WHERE position = {at}",
            "UPDATE event_payload SET body = NULL WHERE position = {at}",
            "DELETE FROM event_payload WHERE position = {at}",
        ],
    )
    async def test_finds_an_altered_payload(
        self, database: Database, log: int, behind: Behind, change: str
    ) -> None:
        await behind(change.replace("{at}", str(log + 4)))
        result = await _verify(database)
        assert result.first_bad == log + 4
        assert "内容" in (result.reason or "")

    @pytest.mark.parametrize("offset", [0, 4])
    async def test_finds_a_missing_row(
        self, database: Database, log: int, behind: Behind, offset: int
    ) -> None:
        at = log + offset
        await behind(*(f"DELETE FROM {table} WHERE position = {at}" for table in ("event_payload", "event")))
        result = await _verify(database)
        assert (result.first_bad, result.reason) == (at, "记录缺失:位置不连续")

    async def test_finds_a_missing_beginning(self, database: Database, log: int, behind: Behind) -> None:
        await behind(*(f"DELETE FROM {table} WHERE position <= 3" for table in ("event_payload", "event")))
        assert (await _verify(database)).first_bad == 1

    async def test_finds_a_removed_row_whose_gap_was_closed(
        self, database: Database, log: int, behind: Behind
    ) -> None:
        at, end = log + 4, log + 9
        moves = [
            f"UPDATE {table} SET position = {position} WHERE position = {position + 1}"
            for position in range(at, end)
            for table in ("event", "event_payload")
        ]
        deletes = [f"DELETE FROM {table} WHERE position = {at}" for table in ("event_payload", "event")]
        await behind(*deletes, *moves, f"UPDATE event_head SET position = {end - 1}")
        assert (await _verify(database)).first_bad == at

    async def test_finds_two_swapped_rows(self, database: Database, log: int, behind: Behind) -> None:
        one, two = log + 3, log + 4
        await behind(
            *(
                f"UPDATE {table} SET position = {new} WHERE position = {old}"
                for table in ("event", "event_payload")
                for old, new in ((one, -1), (two, one), (-1, two))
            )
        )
        result = await _verify(database)
        assert result.first_bad == one
        assert "调换" in (result.reason or "")

    async def test_finds_a_cut_tail_by_the_head(self, database: Database, log: int, behind: Behind) -> None:
        await behind(*(f"DELETE FROM {t} WHERE position > {log + 5}" for t in ("event_payload", "event")))
        result = await _verify(database)
        assert (result.first_bad, result.reason) == (log + 6, "记录被截断:其后的记录缺失")

    async def test_finds_a_cut_tail_with_a_rewound_head_by_the_checkpoint(
        self, database: Database, log: int, behind: Behind
    ) -> None:
        checkpoint = await _checkpoint(database)
        await behind(
            *(f"DELETE FROM {t} WHERE position > {log + 5}" for t in ("event_payload", "event")),
            f"UPDATE event_head SET position = {log + 5},"
            f" hash = (SELECT hash FROM event WHERE position = {log + 5})",
        )
        assert (await _verify(database)).ok  # which is why there are checkpoints
        result = await _verify(database, checkpoint)
        assert (result.first_bad, result.reason) == (log + 6, "记录被截断:其后的记录缺失")

    async def test_finds_a_tail_that_was_cut_and_grew_again(
        self, database: Database, log: int, behind: Behind
    ) -> None:
        checkpoint = await _checkpoint(database)
        await behind(
            *(f"DELETE FROM {t} WHERE position > {log + 5}" for t in ("event_payload", "event")),
            f"UPDATE event_head SET position = {log + 5},"
            f" hash = (SELECT hash FROM event WHERE position = {log + 5})",
        )
        for number in range(100, 110):
            await write(database, number)
        assert (await _verify(database)).ok
        assert (await _verify(database, checkpoint)).first_bad == checkpoint.position

    async def test_finds_a_log_rewritten_as_a_whole_by_the_checkpoint(
        self, database: Database, log: int, behind: Behind
    ) -> None:
        body = '{"changes":{},"note":null}'
        checkpoint = await _checkpoint(database)
        await behind(
            f"UPDATE event_payload SET body = '{body}' WHERE position = {log + 2}",
            *await _rewritten(database, log + 2, action="forged", payload_hash=digest(body)),
        )
        assert (await _verify(database)).ok
        result = await _verify(database, checkpoint)
        assert (result.first_bad, result.reason) == (
            checkpoint.position,
            "与库外检查点不符:记录曾被整体重写",
        )

    async def test_finds_an_emptied_log(self, database: Database, log: int, behind: Behind) -> None:
        checkpoint = await _checkpoint(database)
        await behind("DELETE FROM event_payload", "DELETE FROM event")
        assert (await _verify(database)).first_bad == 1
        await behind(f"UPDATE event_head SET position = 0, hash = '{'0' * 64}'")
        assert (await _verify(database)).ok
        assert (await _verify(database, checkpoint)).first_bad == 1

    async def test_finds_a_head_that_does_not_fit(self, database: Database, log: int, behind: Behind) -> None:
        await behind(f"UPDATE event_head SET hash = '{'0' * 64}'")
        assert (await _verify(database)).reason == "链头与最后一条记录不符"

    async def test_names_the_first_of_several(self, database: Database, log: int, behind: Behind) -> None:
        await behind(
            f"UPDATE event SET action = 'x' WHERE position = {log + 7}",
            f"UPDATE event_payload SET body = '{{}}' WHERE position = {log + 2}",
            f"DELETE FROM event WHERE position = {log + 5}",
        )
        assert (await _verify(database)).first_bad == log + 2


class TestCheckpoints:
    @pytest.fixture
    def points(self, tmp_path: Path) -> Checkpoints:
        return Checkpoints(tmp_path / "sealed")

    async def test_are_sealed_once_for_each_state_of_the_log(
        self, points: Checkpoints, database: Database, log: int
    ) -> None:
        first = await points.seal(database)
        assert first is not None
        assert await points.seal(database) is None
        await write(database, 1)
        second = await points.seal(database)
        assert points.read() == [first, second]
        assert (first.position, first.position + 1) == (log + 9, second.position if second else 0)

    async def test_lie_outside_the_database_signed_by_a_key_that_only_we_can_read(
        self, points: Checkpoints, database: Database, log: int, tmp_path: Path
    ) -> None:
        await points.seal(database)
        key = tmp_path / "sealed" / "keys" / "checkpoint.key"
        assert key.stat().st_mode & 0o777 == 0o600
        line = json.loads((tmp_path / "sealed" / "checkpoints.jsonl").read_text())
        assert set(line) == {"position", "hash", "at", "signature"}

    async def test_with_a_forged_line_are_refused(
        self, points: Checkpoints, database: Database, log: int, tmp_path: Path
    ) -> None:
        await points.seal(database)
        await write(database, 1)
        await points.seal(database)
        file = tmp_path / "sealed" / "checkpoints.jsonl"
        first, second = file.read_text().splitlines()
        line = json.loads(second)
        forgeries: tuple[object, ...] = (
            {**line, "position": line["position"] - 1},
            {**line, "hash": "0" * 64},
            {**line, "at": "2020-01-01T00:00:00+00:00"},
            {**line, "signature": "00" * 64},
            {**line, "signature": "no hex"},
            {**line, "signature": None},
            {"position": line["position"]},
            [],
        )
        for forged in forgeries:
            file.write_text(f"{first}\n{json.dumps(forged)}\n")
            with pytest.raises(ForgedCheckpoint, match="第 2 行"):
                points.read()

    async def test_signed_by_another_key_are_refused(
        self, points: Checkpoints, database: Database, log: int, tmp_path: Path
    ) -> None:
        other = Checkpoints(tmp_path / "other")
        await other.seal(database)
        await points.seal(database)
        (tmp_path / "sealed" / "checkpoints.jsonl").write_text(
            (tmp_path / "other" / "checkpoints.jsonl").read_text()
        )
        with pytest.raises(ForgedCheckpoint):
            points.read()

    async def test_go_on_after_a_line_that_was_torn_by_a_power_cut(
        self, points: Checkpoints, database: Database, log: int, tmp_path: Path
    ) -> None:
        await points.seal(database)
        file = tmp_path / "sealed" / "checkpoints.jsonl"
        whole = file.read_text()
        file.write_text(whole + whole[:40])
        await write(database, 1)
        assert await points.seal(database) is not None
        assert len(points.read()) == 2

    async def test_are_sealed_regularly(self, points: Checkpoints, database: Database, log: int) -> None:
        sealing = asyncio.create_task(seal_regularly(points, database, 0.01))
        for _ in range(500):
            await asyncio.sleep(0.01)
            if points.read():
                break
        sealing.cancel()
        assert points.read()[-1].position == log + 9

    async def test_are_sealed_when_the_service_stops(
        self, app: FastAPI, database: Database, log: int
    ) -> None:
        assert app.state.checkpoints.read() == []
        async with app.router.lifespan_context(app):
            pass
        assert app.state.checkpoints.read()[-1].position == log + 9


class TestVerifyEvents:
    PATH = "/api/v1/events/verification"

    async def test_says_that_all_is_well(self, sign_in: SignIn, log: int, app: FastAPI) -> None:
        auditor = await sign_in("auditor")
        await app.state.checkpoints.seal(app.state.database)
        said = (await auditor.get(self.PATH)).json()
        assert said == {"ok": True, "checked": log + 10, "checkpoints": 1, "first_bad": None}

    async def test_names_the_first_bad_position(self, sign_in: SignIn, log: int, behind: Behind) -> None:
        auditor = await sign_in("auditor")
        await behind(f"UPDATE event SET action = 'x' WHERE position = {log + 4}")
        said = (await auditor.get(self.PATH)).json()
        assert said["ok"] is False
        assert said["first_bad"] == {"position": log + 4, "reason": "记录被改动:哈希不符"}

    async def test_says_that_a_checkpoint_is_forged(self, sign_in: SignIn, log: int, app: FastAPI) -> None:
        auditor = await sign_in("auditor")
        await app.state.checkpoints.seal(app.state.database)
        file = app.state.settings.data_dir / "checkpoints.jsonl"
        file.write_text(file.read_text().replace(f'"position": {log + 10}', f'"position": {log + 9}'))
        said = (await auditor.get(self.PATH)).json()
        assert said["ok"] is False
        assert "第 1 行" in said["first_bad"]["reason"]

    async def test_values_can_still_be_erased(self, sign_in: SignIn, log: int, behind: Behind) -> None:
        auditor = await sign_in("auditor")
        await behind(
            f"UPDATE event_payload SET body = NULL, erased_at = CURRENT_TIMESTAMP WHERE position = {log + 1}",
            guarded=True,
        )
        assert (await auditor.get(self.PATH)).json()["ok"] is True


class TestErased:
    async def test_is_gone_from_the_time_line_only(self, database: Database, behind: Behind) -> None:
        from mingze.events.queries import time_line

        await write(database, 1, subject=77)
        position, _ = await _end(database)
        await behind(
            f"UPDATE event_payload SET body = NULL, erased_at = CURRENT_TIMESTAMP WHERE position = {position}",
            guarded=True,
        )
        async with database.reading() as session:
            (entry,) = await time_line(session, 77)
            assert (entry.action, entry.changes, entry.note) == ("note", {}, None)
            assert (
                await session.scalar(select(EventPayload.body).where(EventPayload.position == position))
                is None
            )
