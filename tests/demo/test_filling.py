"""`mingze demo`: what is in the region afterwards, that it keeps every rule, and when nothing is written."""

import hashlib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.accounts.models import Account
from mingze.app import create_app
from mingze.attachments.models import Attachment
from mingze.demo import accounts_said, fill
from mingze.demo.people import PASSWORD, PEOPLE
from mingze.events.checkpoints import Checkpoints
from mingze.events.verification import verify
from mingze.findings import queries, rules
from mingze.findings.derived import light_of, rolled_up
from mingze.findings.models import Finding, FindingRequest, Inspection, ProgressNote, RectificationItem, Tag
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    Light,
    Part,
    PublishedStatus,
    RequestKind,
    RequestState,
    Severity,
    Source,
    WorkState,
)
from mingze.imports.models import ImportDraft, ImportRow
from mingze.kit import clock
from mingze.kit.events import EventRow
from mingze.kit.files import Files
from mingze.settings import Settings
from mingze.units.models import Unit
from mingze.units.rules import UnitKind, is_uscc
from tests.conftest import Copy
from tests.demo.conftest import MOMENT, Demonstration

pytestmark = pytest.mark.slow
TODAY = MOMENT.date()


async def _all(session: AsyncSession, *columns: Any) -> list[Any]:
    return list(await session.execute(select(*columns)))


async def _states(session: AsyncSession, column: Any) -> Counter[Any]:
    counted = await session.execute(select(column, func.count()).group_by(column))
    return Counter(dict(tuple(row) for row in counted))


def _light(row: Finding) -> Light:
    return light_of(
        row.due_on,
        WorkState(row.work_state),
        ClosureState(row.closure_state),
        voided=row.voided,
        today=TODAY,
        light_days=10,
    )


class TestRegion:
    async def test_has_units_people_and_every_role(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            units = await _all(session, Unit.kind, Unit.uscc)
            assert {kind for kind, _ in units} == set(UnitKind)
            codes = [uscc for kind, uscc in units if kind != UnitKind.DEPARTMENT]
            assert len(codes) == len(set(codes))
            assert all(is_uscc(code) for code in codes)
            assert {role for (role,) in await _all(session, Appointment.role)} == set(Role)
            assert await session.scalar(select(func.count()).select_from(Account)) == 43
            assert await session.scalar(select(Account.id).where(Account.must_change_password)) is None

    async def test_has_two_inspections_and_150_findings(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Inspection)) == 2
            assert await session.scalar(select(func.count()).select_from(Finding)) == 150
            of_inspections = await _states(session, Finding.inspection_id)
            assert sorted(of_inspections.values()) == [36, 50, 64]

    async def test_has_every_state(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            assert set(await _states(session, Finding.work_state)) == set(WorkState)
            assert set(await _states(session, Finding.published_status)) == {*PublishedStatus, None}
            assert set(await _states(session, Finding.closure_state)) == set(ClosureState)
            assert set(await _states(session, RectificationItem.state)) == set(ItemState)
            assert set(await _states(session, Finding.severity)) == set(Severity)
            assert set(await _states(session, Finding.source)) == set(Source)
            rows = list(await session.scalars(select(Finding)))
            lights = Counter(map(_light, rows))
            assert set(lights) == set(Light)
            assert min(lights.values()) >= 10
            assert any(row.long_term for row in rows)
            assert any(row.key_matter for row in rows)
            assert any(row.reopen_no for row in rows)
            assert any(row.voided for row in rows)
            assert any(row.last_urged_at for row in rows)
            assert any(row.declined_reason for row in rows)

    async def test_has_requests_of_every_kind_and_outcome(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            found = set(await _all(session, FindingRequest.kind, FindingRequest.state))
            decided = {RequestState.ASKED, RequestState.APPROVED, RequestState.REFUSED}
            assert {(kind, state) for kind in RequestKind for state in decided} <= {
                tuple(row) for row in found
            }

    async def test_lies_in_the_past_year(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            moments = list(await session.scalars(select(EventRow.at).order_by(EventRow.position)))
            assert moments == sorted(moments)
            assert MOMENT - timedelta(days=366) < moments[0] < MOMENT - timedelta(days=360)
            assert moments[-1] < MOMENT
            notes = [at for (at,) in await _all(session, ProgressNote.created_at)]
            assert len({at.astimezone(clock.SHANGHAI).strftime("%Y-%m") for at in notes}) >= 8

    async def test_leaves_a_draft_on_the_desk(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            assert await _states(session, ImportDraft.state) == {"draft": 1, "confirmed": 2, "discarded": 1}
            draft = (await session.scalars(select(ImportDraft).where(ImportDraft.state == "draft"))).one()
            rows = list(await session.scalars(select(ImportRow).where(ImportRow.draft_id == draft.id)))
            assert any(row.units for row in rows)
            assert any(not row.units for row in rows)
            assert any(row.dropped for row in rows)

    async def test_has_every_file_it_names(self, demonstration: Demonstration) -> None:
        files = Files(demonstration.settings.files)
        async with demonstration.reading() as session:
            attachments = list(await session.scalars(select(Attachment)))
        assert len(attachments) > 250
        for attachment in attachments:
            data = await files.read(attachment.sha256)
            assert len(data) == attachment.size
            assert hashlib.sha256(data).hexdigest() == attachment.sha256


class TestRules:
    async def test_hold_for_every_finding(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            rows = list(await session.scalars(select(Finding)))
            known = await queries.facts_of(session, rows)
        for row in rows:
            facts = known[row.id]
            states = [item.state for item in facts.items]
            if facts.work is WorkState.VERIFIED:
                assert set(states) <= {ItemState.ACCEPTED}
                assert row.published_status == PublishedStatus.DONE
            else:
                assert facts.closure is ClosureState.NONE
            if not facts.open_requests and facts.work is not WorkState.VERIFIED:
                assert rolled_up(facts.work, states) is facts.work
            if facts.work not in {WorkState.FOUND, WorkState.CONFIRMED, WorkState.FIXED_ON_SITE}:
                assert facts.units_of(Part.ANSWERING)
            if facts.closure in {ClosureState.COUNTERSIGNED, ClosureState.CLOSED}:
                assert rules.missing_organs(facts.source, facts.countersigned) == ()
                assert facts.unscanned == 0
            if facts.closure is ClosureState.CLOSED:
                assert row.closer
                assert row.closing_document
                assert row.closed_on is not None
                assert row.closed_on < TODAY

    async def test_nobody_verified_their_own_work(self, demonstration: Demonstration) -> None:
        async with demonstration.reading() as session:
            rows = list(await session.scalars(select(RectificationItem)))
            known = await queries.facts_of(session, list(await session.scalars(select(Finding))))
        hands = {item.id: item.hands for facts in known.values() for item in facts.items}
        assert [row.id for row in rows if row.verified_by_id in hands[row.id]] == []

    async def test_the_log_is_whole(self, demonstration: Demonstration) -> None:
        points = Checkpoints(demonstration.settings.data_dir).read()
        async with demonstration.reading() as session:
            result = await verify(session, points)
        assert result.ok
        assert result.checked == points[-1].position > 1500

    async def test_the_same_day_gives_the_same_region(self, both: list[Demonstration]) -> None:
        told = []
        for demonstration in both:
            async with demonstration.reading() as session:
                finding = Finding
                rows = await _all(
                    session,
                    finding.code,
                    finding.problem,
                    finding.work_state,
                    finding.closure_state,
                    finding.due_on,
                )
                notes = await _all(session, ProgressNote.id, ProgressNote.text, ProgressNote.created_at)
                tags = await _all(session, Tag.id, Tag.name)
                told.append([sorted(map(tuple, found)) for found in (rows, notes, tags)])
        assert told[0] == told[1]


class TestPeople:
    async def test_of_every_role_sign_in_and_see_work(
        self, demonstration: Demonstration, tmp_path: Path
    ) -> None:
        # The service seals the log where its data lie, which all tests of the demonstration share.
        app = create_app(demonstration.settings.model_copy(update={"data_dir": tmp_path}))
        shown = {person.role: person.username for person in reversed(PEOPLE)}
        seen = {}
        async with app.router.lifespan_context(app):
            for role, username in shown.items():
                transport = httpx.ASGITransport(app=app)
                async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
                    answer = await client.post(
                        "/api/v1/sessions", json={"username": username, "password": PASSWORD}
                    )
                    assert answer.status_code == 201
                    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
                    findings = await client.get("/api/v1/findings")
                    seen[role] = findings.json().get("total")
        assert seen[Role.CLERK] == seen[Role.LEADER] == 148
        assert 0 < seen[Role.UNIT_HEAD] < 148
        assert 0 < seen[Role.LIAISON] < 148
        assert 0 < seen[Role.INSPECTOR] < 148
        # What they made of complaints, which in the demonstration is nothing.
        assert seen[Role.COMPLAINT_OFFICER] == 0
        assert {role for role, total in seen.items() if total is None} == {
            Role.HOTLINE_CLIENT,
            Role.SYSTEM_ADMIN,
            Role.SECURITY_ADMIN,
            Role.AUDITOR,
        }

    def test_are_told_with_their_password(self, demonstration: Demonstration) -> None:
        said = accounts_said(demonstration.settings)
        assert PASSWORD in said[0]
        assert len(said) == 1 + len(Role)

    def test_are_not_told_of_another_region(self, copy: Copy, settings: Settings) -> None:
        assert accounts_said(settings) == []


class TestRefusals:
    def test_of_a_database_with_data(
        self, demonstration: Demonstration, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert fill(demonstration.settings) == 1
        assert "已有数据" in capsys.readouterr().err

    def test_if_empty_leaves_data_alone(self, copy: Copy, settings: Settings) -> None:
        assert fill(settings, if_empty=True) == 0
        assert accounts_said(settings) == []

    def test_of_production(self, empty: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        settings = Settings(
            environment="production", database_url=empty.database_url, data_dir=empty.data_dir
        )
        assert fill(settings) == 1
        assert "生产环境" in capsys.readouterr().err
