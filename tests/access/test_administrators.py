"""The three administrators read no case content: asked of every reading operation of the contract, for each."""

import json
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase

from mingze.access.permissions import ADMINISTRATORS, ROLE_PERMISSIONS, Permission
from mingze.app import create_app
from mingze.attachments.models import Attachment
from mingze.complaints import models as said
from mingze.findings import models as ledger
from mingze.imports import models as imports
from mingze.papers.reader import read
from mingze.units.models import Unit
from tests.support.calls import CALLS, OPERATIONS, ask, operation_of
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings

READING = sorted(name for name in CALLS if OPERATIONS[operation_of(name)][0] == "GET")
#: Tables whose every word is case content; codes, states and other words of the program are not.
TABLES: dict[type[DeclarativeBase], tuple[str, ...]] = {
    ledger.Inspection: ("title", "party", "ordered_by"),
    ledger.SourceDocument: ("title", "text"),
    ledger.Finding: ("code", "problem", "group", "staged_reason", "waiting_reason", "declined_reason"),
    ledger.RectificationItem: ("text", "onsite_note", "returned_reason"),
    ledger.Step: ("text",),
    ledger.ProgressNote: ("text",),
    ledger.FindingRequest: ("reason", "decision_note"),
    ledger.Countersignature: ("document",),
    Attachment: ("name", "sha256"),
    imports.ImportDraft: ("title", "text"),
    imports.ImportRow: ("problem", "progress"),
    said.Complaint: ("subject", "text", "wish", "about_persons", "reason", "satisfaction_text"),
    said.Complainant: ("name", "phone", "address"),
    said.ComplaintMessage: ("text",),
    said.ComplaintAnswer: ("inner_text", "public_text"),
    said.ComplaintRequest: ("reason", "decision_note"),
}


@pytest.fixture
def copied(databases: Databases) -> Iterator[tuple[str, Scene]]:
    url, said = databases.copy("scene", fill)
    yield url, Scene(**json.loads(said))
    databases.drop(url)


@pytest.fixture
def scene(copied: tuple[str, Scene]) -> Scene:
    return copied[1]


@pytest.fixture
async def stage(copied: tuple[str, Scene], tmp_path: Path) -> AsyncIterator[FastAPI]:
    app = create_app(scene_settings(copied[0], tmp_path))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(stage: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=stage)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
        yield client


@pytest.fixture
async def content(stage: FastAPI) -> set[str]:
    """Every line of case content there is."""
    found: set[str] = set()
    async with stage.state.database.reading() as session:
        for model, names in TABLES.items():
            columns = [getattr(model, name) for name in names]
            rows = select(*columns)
            if model is Attachment:  # the files of templates are the system administrator's own
                rows = rows.where(Attachment.owner_type != "report_template")
            for row in await session.execute(rows):
                found.update(line for value in row if value for line in str(value).splitlines())
        units = set(await session.scalars(select(Unit.name)))
    # Names of units are everybody's; the wording of a status is the platform's own dictionary, whoever's document
    # it stands in.
    return {line.strip() for line in found if len(line.strip()) >= 4} - units - {"取得阶段性成效"}


def _words(answer: httpx.Response) -> str:
    """What an answer says, whatever its form; a form that cannot be read here is a fault of the test."""
    kind = answer.headers.get("content-type", "text/plain")
    if kind.endswith("spreadsheetml.sheet"):
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        return "\n".join(str(book.get_sheet_by_name(sheet).to_python()) for sheet in book.sheet_names)
    if kind.endswith("wordprocessingml.document"):
        return read("a.docx", answer.content).text
    assert "json" in kind or "xml" in kind or kind.startswith("text/"), kind
    return answer.text


def test_hold_no_permission_that_reads_or_writes_cases() -> None:
    """What they hold is written down here once more, so that adding to it is a decision."""
    held = frozenset().union(*(ROLE_PERMISSIONS[role] for role in ADMINISTRATORS))
    assert held == {
        Permission.UNIT_READ,
        Permission.UNIT_MANAGE,
        Permission.TAG_MANAGE,
        Permission.TEMPLATE_MANAGE,
        Permission.TIME_LIMIT_READ,
        Permission.TIME_LIMIT_MANAGE,
        Permission.PEOPLE_READ,
        Permission.ACCOUNT_READ,
        Permission.ACCOUNT_OPEN,
        Permission.ACCOUNT_MANAGE,
        Permission.SYSTEM_READ,
        Permission.EVENT_READ,
        Permission.EVENT_VERIFY,
    }
    for one in ADMINISTRATORS:
        others = frozenset().union(*(ROLE_PERMISSIONS[role] for role in ADMINISTRATORS - {one}))
        own = {Permission.UNIT_READ, Permission.ACCOUNT_READ}
        assert ROLE_PERMISSIONS[one] & others <= own


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
async def test_read_no_case_content_anywhere(
    stage: FastAPI, client: httpx.AsyncClient, scene: Scene, content: set[str], role: str
) -> None:
    assert len(content) > 30
    answered = 0
    for name in READING:
        answer = await ask(stage, client, scene, name, role)
        client.cookies.clear()
        answered += answer.is_success
        said = _words(answer)
        assert [line for line in content if line in said] == [], name
    assert answered > 5


async def test_of_them_the_auditor_reads_the_whole_trail_and_no_content(
    stage: FastAPI, client: httpx.AsyncClient, scene: Scene, content: set[str]
) -> None:
    headers = {"Authorization": f"Bearer {scene.people['auditor'][0]}"}
    cursor, seen = None, 0
    while True:
        params = {"limit": "200", **({"cursor": cursor} if cursor else {})}
        answer = await client.get("/api/v1/events", params=params, headers=headers)
        assert [line for line in content if line in answer.text] == []
        seen += len(answer.json()["items"])
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            break
    assert seen > 200


async def test_the_question_finds_what_a_clerk_reads(
    stage: FastAPI, client: httpx.AsyncClient, scene: Scene, content: set[str]
) -> None:
    """The same question, asked for somebody who may: it does find content."""
    answer = await ask(stage, client, scene, "getFinding", "clerk")
    assert [line for line in content if line in answer.text]
