"""Floods, guesses, huge and hostile things: refused cheaply, kept out of logs, and nobody else's trouble."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.app import create_app
from mingze.attachments.models import Attachment
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventPayload, EventRow
from mingze.portal import receipts
from mingze.settings import Settings
from tests.conftest import SignIn
from tests.portal.conftest import WORDS, Complain
from tests.support.pictures import JPEG
from tests.support.region import Region


@pytest.fixture
def narrow(settings: Settings) -> Settings:
    return settings.model_copy(update={"portal_submissions_per_hour": 3, "portal_requests_per_minute": 40})


@pytest.fixture
async def narrow_app(narrow: Settings) -> AsyncIterator[FastAPI]:
    made = create_app(narrow)
    async with made.router.lifespan_context(made):
        yield made


def comer(app: FastAPI, host: str) -> httpx.AsyncClient:
    """Somebody who asks from that address."""
    transport = httpx.ASGITransport(app=app, client=(host, 40_000))
    return httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1/portal")


async def submit(client: httpx.AsyncClient, **more: Any) -> httpx.Response:
    told = (await client.post("/receipts")).json()
    with clock.at(clock.now() + timedelta(minutes=1)):
        return await client.post("/complaints", json={"concern": "other", "text": WORDS, **told, **more})


async def test_a_flood_from_one_source_shuts_out_nobody_else(narrow_app: FastAPI) -> None:
    async with comer(narrow_app, "203.0.113.7") as flood, comer(narrow_app, "203.0.113.8") as patient:
        answers = [(await submit(flood)).status_code for _ in range(4)]
        assert answers == [201, 201, 201, 429]
        refused = await submit(flood)
        assert int(refused.headers["retry-after"]) > 0
        assert "电话" in refused.json()["detail"]
        # From the network next door, and for who signs in from the flooded one, nothing has happened.
        assert (await submit(patient)).status_code == 201
        for _ in range(40):
            last = await flood.post("/receipts")
        assert last.status_code == 429
        page = await flood.get("http://mingze.test/portal")
        assert page.status_code == 429
        assert "限制只针对您所在的网络" in page.text
        signed_in = await flood.post(
            "http://mingze.test/api/v1/sessions", json={"username": "x", "password": "y"}
        )
        assert signed_in.status_code == 401
        assert (await patient.get("http://mingze.test/api/v1/portal")).status_code == 200
    kept = repr(vars(narrow_app.state.buckets._limiter.storage))
    assert "203.0.113" not in kept


async def test_guessing_receipts_is_hopeless_and_cheap(narrow_app: FastAPI, complain: Complain) -> None:
    made = await complain()
    async with comer(narrow_app, "2001:db8:1:2::7") as guesser, comer(narrow_app, "198.51.100.9") as owner:
        for _ in range(20):
            guess = {"receipt": receipts.grouped(receipts.make())}
            assert (await guesser.post("/lookups", json=guess)).status_code == 404
        # Not even a right one is looked up any more, from that network (a /64) alone.
        assert (await guesser.post("/lookups", json={"receipt": made.receipt})).status_code == 429
        async with comer(narrow_app, "2001:db8:1:2:ffff::8") as neighbour:
            assert (await neighbour.post("/lookups", json={"receipt": made.receipt})).status_code == 429
        assert (await owner.post("/lookups", json={"receipt": made.receipt})).status_code == 200


async def test_forms_of_programs_are_refused(client: httpx.AsyncClient) -> None:
    told = (await client.post("/api/v1/portal/receipts")).json()
    body = {"concern": "other", "text": WORDS, **told}
    at_once = await client.post("/api/v1/portal/complaints", json=body)
    assert (at_once.status_code, at_once.json()["errors"][0]["pointer"]) == (422, "/body/token")
    another = (await client.post("/api/v1/portal/receipts")).json()["receipt"]
    with clock.at(clock.now() + timedelta(minutes=1)):
        foreign = await client.post("/api/v1/portal/complaints", json={**body, "receipt": another})
        assert foreign.status_code == 422
        trapped = await client.post("/portal/send", data={**body, "homepage": "http://spam.example"})
        assert trapped.status_code == 422
    with clock.at(clock.now() + timedelta(hours=13)):
        late = await client.post("/portal/send", data=body)
        assert late.status_code == 422
        # What was written is not lost, and the receipt that was noted down stays.
        assert WORDS in late.text
        assert told["receipt"] in late.text
        assert told["token"] not in late.text
    many = "&".join(f"a{number}=1" for number in range(5_000))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await client.post("/portal/preview", content=many, headers=form)).status_code in {400, 404, 422}
    huge = await client.post("/portal/preview", data={"text": "长" * 400_000})
    assert huge.status_code == 413
    # A page, as every refusal there; whoever reads it is no program.
    assert huge.headers["content-type"].startswith("text/html")
    assert "上传内容超过大小限制" in huge.text
    nul = await client.post("/api/v1/portal/lookups", json={"receipt": "a\0b"})
    assert nul.status_code == 422


async def test_hostile_words_are_only_words(
    client: httpx.AsyncClient, complain: Complain, sign_in: SignIn
) -> None:
    script = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)> =HYPERLINK("http://x") \u202e反\x07'
    made = await complain(text=script, about_persons="=1+1", reach={"name": "<b>王</b>"})
    seen = await client.post("/portal/follow", data={"receipt": made.receipt})
    assert "<script" not in seen.text
    assert "&lt;script&gt;" in seen.text
    assert "\u202e" not in seen.text
    found = await client.get("/portal/complain", params={"q": script[:60]})
    assert "<script" not in found.text
    officer = await sign_in("complaint_officer")
    row = (await officer.get("/api/v1/complaints")).json()["items"][0]
    assert "\x07" not in row["subject"]


async def test_files_are_what_they_are(
    client: httpx.AsyncClient, complain: Complain, database: Database
) -> None:
    made = await complain()

    async def add(name: str, data: bytes) -> httpx.Response:
        return await client.post(
            "/api/v1/portal/files", data={"receipt": made.receipt}, files={"file": (name, data)}
        )

    assert (await add("photo.jpg", b"MZ\x90\x00 a program")).status_code == 415
    assert (await add("page.jpg", b"<html><script>alert(1)</script>")).status_code == 415
    assert (await add("large.jpg", JPEG + b"\0" * 11_000_000)).status_code == 413
    assert (await add("empty.jpg", b"")).status_code == 422
    named = await add("=cmd|' /C calc'!A0\u202egpj.<script>.exe", JPEG)
    assert named.status_code == 201, named.text
    (file,) = named.json()["files"]
    assert file["name"].endswith(".jpg")
    assert "\u202e" not in file["name"]
    # Sent again: the same.
    assert len((await add("again.jpg", JPEG)).json()["files"]) == 1
    nobody = {"receipt": receipts.grouped(receipts.make())}
    stranger = await client.post("/api/v1/portal/files", data=nobody, files={"file": ("a.jpg", JPEG)})
    assert stranger.status_code == 404
    async with database.reading() as session:
        (kept,) = await session.scalars(select(Attachment))
        assert kept.created_by is None


async def test_nothing_of_it_stands_in_logs_or_events(
    client: httpx.AsyncClient,
    complain: Complain,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    region: Region,
) -> None:
    caplog.set_level(logging.DEBUG, logger="mingze")
    made = await complain(reach={"name": "王小明", "phone": "13912345678"})
    asked = {"receipt": made.receipt}
    # A receipt in the words would be read by whoever handles them.
    told = await client.post("/api/v1/portal/messages", json={**asked, "text": f"我的回执 {made.receipt}"})
    assert told.status_code == 422
    for text in ("挂号单还在", "挂号单还在"):
        assert (await client.post("/api/v1/portal/messages", json={**asked, "text": text})).status_code == 201
    seen = (await client.post("/api/v1/portal/lookups", json=asked)).json()
    assert [message["text"] for message in seen["conversation"]] == ["挂号单还在"]
    await client.post("/api/v1/portal/files", data=asked, files={"file": ("王小明的病历.jpg", JPEG)})
    async with database.reading() as session:
        query = select(EventRow, EventPayload.body).join(EventPayload).where(EventRow.resource != "session")
        rows = [row for row in await session.execute(query) if row[0].resource in {"complaint", "attachment"}]
        hashed = json.dumps([body for _, body in rows], ensure_ascii=False)
    ours = [line for line in caplog.records if line.name.startswith("mingze")]
    assert {row[0].actor_id for row in rows} == {None}
    assert {row[0].action for row in rows} >= {"register_complaint", "attach"}
    for secret in (made.receipt, made.receipt.replace("-", ""), "王小明", "13912345678", WORDS[:8], "挂号单"):
        assert secret not in hashed
        assert not any(secret in line.getMessage() for line in ours)


async def test_ratings_are_counted_like_other_words(narrow_app: FastAPI, complain: Complain) -> None:
    made = await complain()
    async with comer(narrow_app, "203.0.113.7") as rater:
        rating = {"receipt": made.receipt, "satisfaction": "satisfied"}
        answers = [(await rater.post("/ratings", json=rating)).status_code for _ in range(7)]
    assert answers == [409] * 6 + [429]
