"""Files of anything, through the API."""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.types import Message

from mingze.attachments.models import Attachment
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from tests.attachments.conftest import FORBIDDEN, FULL, KIND, PATH, SHELF, change_settings, upload
from tests.attachments.samples import bomb
from tests.conftest import SignIn
from tests.support.calls import CONTRACT
from tests.support.pictures import PNG, office, picture
from tests.support.region import Region


class TestCreateAttachment:
    async def test_keeps_the_file_and_says_so(
        self, clerk: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        answer = await upload(clerk)
        assert answer.status_code == 201
        said = answer.json()
        assert (said["name"], said["media_type"], said["size"]) == ("现场 照片.png", "image/png", len(PNG))
        assert said["created_by"] == region.accounts["clerk"]
        async with database.reading() as session:
            event = (await session.scalars(select(EventRow).where(EventRow.action == "attach"))).one()
        assert (event.subject_id, event.unit_id) == (77, region.units["office"])

    async def test_tells_the_type_by_the_content(self, clerk: httpx.AsyncClient) -> None:
        named_otherwise = (await upload(clerk, name="x.pdf")).json()
        assert (named_otherwise["media_type"], named_otherwise["name"]) == ("image/png", "x.pdf.png")
        refused = await upload(clerk, b"MZ\x90\x00" * 20, "photo.png")
        assert (refused.status_code, refused.json()["type"]) == (415, "/problems/unsupported-media")

    async def test_cleans_the_name(self, clerk: httpx.AsyncClient) -> None:
        assert (await upload(clerk, name="..\\..\\x.png")).json()["name"] == "x.png"
        assert (await upload(clerk, name="\u202egnp\u2028.exe")).json()["name"] == "gnp.exe.png"

    async def test_caps_the_size(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        limit = app.state.settings.upload_max_bytes
        over = await upload(clerk, PNG + b"\0" * (limit - len(PNG) + 1))
        assert (over.status_code, over.json()["detail"]) == (413, "文件不能超过 30 MB")
        assert (await upload(clerk, PNG + b"\0" * (limit - len(PNG)))).status_code == 201

    @pytest.mark.parametrize(
        ("owner", "status"), [(FORBIDDEN, 403), (FULL, 409), (99, 404), (0, 422), ("x", 422), (2**60, 422)]
    )
    async def test_asks_the_owner(self, clerk: httpx.AsyncClient, owner: Any, status: int) -> None:
        assert (await upload(clerk, owner=owner)).status_code == status

    async def test_wants_a_known_kind_and_something_in_the_file(self, clerk: httpx.AsyncClient) -> None:
        unknown = await upload(clerk, kind="nothing")
        empty = await upload(clerk, b"")
        assert (unknown.status_code, empty.status_code) == (422, 422)
        assert unknown.json()["errors"][0]["pointer"] == "/body/owner_type"
        assert empty.json()["errors"][0]["pointer"] == "/body/file"

    async def test_takes_one_file(self, clerk: httpx.AsyncClient) -> None:
        form = {"owner_type": KIND, "owner_id": str(SHELF)}
        two = [("file", ("a.png", PNG)), ("file", ("b.png", PNG))]
        assert (await clerk.post(PATH, data=form, files=two)).status_code in {400, 422}

    async def test_again_under_the_same_key_keeps_one(
        self, clerk: httpx.AsyncClient, database: Database
    ) -> None:
        headers = {"Idempotency-Key": "the-same-photo"}
        answers = await asyncio.gather(*(upload(clerk, headers=headers) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        other = await upload(clerk, PNG + b"x", headers=headers)
        assert other.status_code == 409
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Attachment)) == 1

    async def test_stops_at_so_many_for_one_owner(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        change_settings(app, owner_max_files=3)
        for number in range(3):
            assert (await upload(clerk, picture(color=(number, 0, 0)))).status_code == 201
        refused = await upload(clerk)
        assert (refused.status_code, refused.json()["detail"]) == (409, "附件最多 3 个")

    async def test_stops_at_so_many_bytes_for_one_owner(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        change_settings(app, owner_max_bytes=len(PNG) + 10)
        assert (await upload(clerk)).status_code == 201
        refused = await upload(clerk)
        assert (refused.status_code, refused.json()["type"]) == (413, "/problems/too-large")

    async def test_of_several_at_once_takes_no_more_than_fit(
        self, clerk: httpx.AsyncClient, app: FastAPI, database: Database
    ) -> None:
        change_settings(app, owner_max_files=2)
        answers = await asyncio.gather(*(upload(clerk, picture(color=(number, 0, 0))) for number in range(6)))
        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Attachment)) == 2

    async def test_keeps_nothing_of_what_it_refuses(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        change_settings(app, owner_max_files=0)
        await upload(clerk)
        await upload(clerk, b"MZ" * 100)
        await upload(clerk, owner=FORBIDDEN)
        assert not list((app.state.settings.data_dir / "files").rglob("*"))

    async def test_refuses_a_picture_without_end(self, clerk: httpx.AsyncClient) -> None:
        answer = await upload(clerk, bomb(30_000, 30_000))
        assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media")
        assert "像素" in answer.json()["detail"]

    async def test_refuses_macros(self, clerk: httpx.AsyncClient) -> None:
        answer = await upload(clerk, office("word/document.xml", "word/vbaProject.bin"), "通报.docx")
        assert (answer.status_code, "宏" in answer.json()["detail"]) == (415, True)

    async def test_says_what_it_wants_field_by_field(self, clerk: httpx.AsyncClient) -> None:
        nothing = await clerk.post(PATH, data={"owner_id": "x"}, files={"other": ("a.png", PNG)})
        assert nothing.status_code == 422
        assert {fault["pointer"]: fault["message"] for fault in nothing.json()["errors"]} == {
            "/body/file": "必填",
            "/body/owner_type": "必填",
            "/body/owner_id": "须为整数",
        }
        text = await clerk.post(PATH, data={"owner_type": KIND, "owner_id": "1", "file": "no file"})
        assert [fault["pointer"] for fault in text.json()["errors"]] == ["/body/file"]
        assert (await clerk.post(PATH, json={"owner_type": KIND})).status_code == 422
        broken = await clerk.post(PATH, content=b"x", headers={"content-type": "multipart/form-data"})
        assert (broken.status_code, broken.json()["type"]) == (400, "/problems/bad-request")

    async def test_is_refused_before_the_first_sign_in(self, client: httpx.AsyncClient) -> None:
        assert (await upload(client)).status_code == 401


class TestDownload:
    @pytest.fixture
    async def kept(self, clerk: httpx.AsyncClient) -> int:
        return int((await upload(clerk, name="a; 现场'.png")).json()["id"])

    async def test_gives_the_bytes_as_a_download(self, clerk: httpx.AsyncClient, kept: int) -> None:
        answer = await clerk.get(f"{PATH}/{kept}/content")
        assert answer.content == PNG
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == (
            "attachment; filename*=UTF-8''a%3B%20%E7%8E%B0%E5%9C%BA%27.png"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]
        assert answer.headers["content-length"] == str(len(PNG))

    async def test_out_of_sight_looks_like_nothing(self, sign_in: SignIn, kept: int) -> None:
        stranger = await sign_in("auditor")
        for path in ("", "/content", "/content?copy=clean", "/preview"):
            hidden = await stranger.get(f"{PATH}/{kept}{path}")
            unknown = await stranger.get(f"{PATH}/999999{path}")
            assert (hidden.status_code, unknown.status_code) == (404, 404)
            assert hidden.json() == unknown.json()

    async def test_of_a_file_that_the_store_lost_is_no_success(
        self, clerk: httpx.AsyncClient, kept: int, app: FastAPI
    ) -> None:
        sha256 = (await clerk.get(f"{PATH}/{kept}")).json()["sha256"]
        _lose(app.state.settings.data_dir / "files" / sha256[:2] / sha256)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            headers = {"Authorization": clerk.headers["Authorization"]}
            answer = await client.get(f"{PATH}/{kept}/content", headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")


def _lose(path: Any) -> None:
    path.unlink()


class TestBodies:
    """Nothing of a body is taken before it is known who sends it."""

    TAKING = [
        (method.upper(), path, said)
        for path, item in CONTRACT["paths"].items()
        for method, said in item.items()
        if {"multipart/form-data", "application/offset+octet-stream"}
        & set(said.get("requestBody", {}).get("content", {}))
    ]
    OPERATIONS = [(method, path) for method, path, _ in TAKING]
    #: What is open takes files of nobody: of the receipt that stands in the form with them.
    OF_SOMEBODY = [(method, path) for method, path, said in TAKING if said.get("security") != []]

    def test_of_nobody_are_taken_by_the_portal_alone(self) -> None:
        assert set(self.OPERATIONS) - set(self.OF_SOMEBODY) == {("POST", "/api/v1/portal/files")}

    @pytest.mark.parametrize(("method", "path"), OF_SOMEBODY)
    @pytest.mark.parametrize("token", [None, "forged"])
    async def test_of_nobody_are_not_even_received(
        self, app: FastAPI, method: str, path: str, token: str | None
    ) -> None:
        received = 0

        async def receive() -> Message:
            nonlocal received
            received += 1
            return {"type": "http.request", "body": b"--x\r\n" + b"\0" * 100_000, "more_body": True}

        answers: list[Message] = []

        async def send(message: Message) -> None:
            answers.append(message)

        kind = b"application/offset+octet-stream" if method == "PATCH" else b"multipart/form-data; boundary=x"
        headers = [(b"content-type", kind), (b"host", b"mingze.test"), (b"content-length", b"20000000")]
        if token is not None:
            headers.append((b"authorization", f"Bearer {token}".encode()))
        scope = {
            "type": "http", "method": method, "path": path.format(upload_id="0" * 32), "raw_path": b"",
            "query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http",
            "server": ("mingze.test", 80), "client": ("127.0.0.1", 1), "root_path": "", "app": app,
            "asgi": {"version": "3.0"},
        }  # fmt: skip
        await app(scope, receive, send)
        assert answers[0]["status"] == 401
        assert received == 0

    @pytest.mark.parametrize(("method", "path"), OPERATIONS)
    async def test_may_be_large_where_files_are_taken(
        self, clerk: httpx.AsyncClient, method: str, path: str
    ) -> None:
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
        if method == "PATCH":
            headers["Content-Type"] = "application/offset+octet-stream"
            answer = await clerk.patch(
                path.format(upload_id="0" * 32), content=b"x" * 2_000_000, headers=headers
            )
        else:
            answer = await clerk.request(method, path, files={"file": ("x.bin", b"x" * 2_000_000)})
        assert answer.status_code not in {413, 500}

    @pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/offset+octet-stream"])
    async def test_may_not_be_large_elsewhere(self, client: httpx.AsyncClient, kind: str) -> None:
        answer = await client.post(
            "/api/v1/sessions", content=b"x" * 2_000_000, headers={"content-type": kind}
        )
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


class TestRanges:
    DATA = picture("PNG", size=(400, 300))

    @pytest.fixture
    async def content(self, clerk: httpx.AsyncClient) -> str:
        return f"{PATH}/{(await upload(clerk, self.DATA)).json()['id']}/content"

    @pytest.mark.parametrize(
        ("asked", "start", "end"),
        [("bytes=0-9", 0, 10), ("bytes=5-", 5, None), ("bytes=-7", -7, None), ("bytes=3-999999", 3, None)],
    )
    async def test_give_a_part(
        self, clerk: httpx.AsyncClient, content: str, asked: str, start: int, end: int | None
    ) -> None:
        answer = await clerk.get(content, headers={"Range": asked})
        wanted = self.DATA[start:end]
        first = self.DATA.index(wanted)
        assert (answer.status_code, answer.content) == (206, wanted)
        total = len(self.DATA)
        assert answer.headers["content-range"] == f"bytes {first}-{first + len(wanted) - 1}/{total}"
        assert answer.headers["content-length"] == str(len(wanted))
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")

    @pytest.mark.parametrize(
        "asked", ["bytes=0-1,4-5", "lines=1-2", "bytes=9-3", "bytes=-", "bytes=a-b", "x"]
    )
    async def test_of_other_kinds_give_the_whole(
        self, clerk: httpx.AsyncClient, content: str, asked: str
    ) -> None:
        answer = await clerk.get(content, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (200, self.DATA)
        assert answer.headers["accept-ranges"] == "bytes"

    @pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=999999-1000000", "bytes=-0"])
    async def test_beyond_the_end_are_refused(
        self, clerk: httpx.AsyncClient, content: str, asked: str
    ) -> None:
        answer = await clerk.get(content, headers={"Range": asked})
        assert (answer.status_code, answer.json()["type"]) == (416, "/problems/range-not-satisfiable")
        assert answer.headers["content-range"] == f"bytes */{len(self.DATA)}"

    async def test_are_for_the_same_content_only(self, clerk: httpx.AsyncClient, content: str) -> None:
        tag = (await clerk.head(content)).headers["etag"]
        same = await clerk.get(content, headers={"Range": "bytes=0-3", "If-Range": tag})
        other = await clerk.get(content, headers={"Range": "bytes=0-3", "If-Range": '"other"'})
        weak = await clerk.get(content, headers={"Range": "bytes=0-3", "If-Range": f"W/{tag}"})
        assert [same.status_code, other.status_code, weak.status_code] == [206, 200, 200]

    async def test_head_says_what_a_download_will_be(self, clerk: httpx.AsyncClient, content: str) -> None:
        asked, given = await clerk.head(content), await clerk.get(content)
        for name in ("etag", "content-length", "content-type", "content-disposition", "accept-ranges"):
            assert asked.headers[name] == given.headers[name]
        assert asked.content == b""
