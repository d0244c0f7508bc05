"""Reading a document without keeping anything."""

from typing import Any

import httpx
import pytest

from mingze.papers.reader import read
from mingze.samples import ANNUAL_REPORT, PLAN, REPORT, sample
from tests.conftest import SignIn
from tests.papers.reading.harmful import HARMFUL


async def ask(client: httpx.AsyncClient, name: str, content: bytes, **query: Any) -> httpx.Response:
    return await client.post("/api/v1/documents/read", files={"file": (name, content)}, params=query)


class TestReadDocument:
    @pytest.mark.parametrize("name", [REPORT, PLAN, ANNUAL_REPORT])
    async def test_answers_what_the_command_line_answers(self, sign_in: SignIn, name: str) -> None:
        answer = await ask(await sign_in("clerk"), name, sample(name))
        assert answer.status_code == 200, answer.text
        expected = read(name, sample(name)).to_json()
        for figure in expected["figures"]:
            for count in [*figure["parts"], *([figure["base"]] if figure["base"] else [])]:
                count.setdefault("inferred", False)  # the command line says it only of what is inferred
        assert {key: value for key, value in answer.json().items() if key != "text"} == expected
        assert answer.json()["text"] is None

    async def test_gives_the_text_where_asked(self, sign_in: SignIn) -> None:
        answer = await ask(await sign_in("clerk"), "a.txt", "一、总体情况\n".encode(), with_text=True)
        assert answer.json()["text"] == "一、总体情况\n"

    async def test_keeps_nothing(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        await ask(clerk, REPORT, sample(REPORT))
        assert (await clerk.get("/api/v1/imports")).json()["total"] == 0
        assert (await clerk.get("/api/v1/attachments/1")).status_code == 404

    async def test_says_why_it_cannot_read(self, sign_in: SignIn) -> None:
        answer = await ask(await sign_in("clerk"), "扫描件.png", b"\x89PNG\r\n\x1a\n")
        assert answer.status_code == 415

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("bomb.docx", 413),
            ("laughs.docx", 422),
            ("repeated.xlsx", 413),
            ("overlap.docx", 413),
            ("word-noise.doc", 422),
            ("noise.docx", 415),
        ],
    )
    async def test_refuses_what_is_made_to_harm_and_goes_on(
        self, sign_in: SignIn, name: str, status: int
    ) -> None:
        clerk = await sign_in("clerk")
        answer = await ask(clerk, name, HARMFUL[name]())
        assert answer.status_code in (status, 413), answer.text
        assert any("\u4e00" <= char <= "\u9fff" for char in answer.json()["detail"])
        assert (await ask(clerk, REPORT, sample(REPORT))).status_code == 200

    async def test_reads_a_page_that_is_called_a_word_document(self, sign_in: SignIn) -> None:
        page = "<html><meta charset=gb2312><p>关于印发清河县方案的通知</p>".encode("gb18030")
        answer = await ask(await sign_in("clerk"), "方案.doc", page, with_text=True)
        assert answer.json()["text"] == "关于印发清河县方案的通知"

    @pytest.mark.parametrize("who", ["leader", "unit_head", "auditor", "security_admin"])
    async def test_is_for_clerks(self, sign_in: SignIn, who: str) -> None:
        assert (await ask(await sign_in(who), "a.txt", b"x")).status_code == 403

    async def test_needs_signing_in(self, client: httpx.AsyncClient) -> None:
        assert (await ask(client, "a.txt", b"x")).status_code == 401
