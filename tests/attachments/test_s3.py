"""The same service over a real S3-compatible store: files, ranges, previews, resumed uploads."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from mingze.app import create_app
from mingze.kit.files import Files
from mingze.settings import Settings
from tests.attachments.conftest import KIND, PATH, SHELF, upload
from tests.support.engines import Databases
from tests.support.pictures import picture
from tests.support.region import PASSWORD, settings_for
from tests.support.s3 import S3, s3
from tests.support.template import fill

PHOTO = picture("PNG", (1800, 1200)) + b"\0" * 700_000


@pytest.fixture(scope="module")
def bucket() -> Iterator[S3]:
    with s3() as running:
        yield running


@pytest.fixture
def credentials(bucket: S3, monkeypatch: pytest.MonkeyPatch) -> S3:
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    return bucket


@pytest.fixture
async def files(credentials: S3) -> Files:
    return Files(credentials.url)


@pytest.fixture
async def clerk(settings: Settings, credentials: S3) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings.model_copy(update={"files_url": credentials.url}))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mingze.test") as client,
    ):
        signed = await client.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
        client.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
        yield client


class TestStore:
    async def test_gives_back_what_was_put_whole_and_in_part(self, files: Files) -> None:
        stored = await files.put(PHOTO)
        assert await files.read(stored.sha256) == PHOTO
        for within in (None, (0, 10), (700_000, len(PHOTO))):
            opened = await files.open(stored.sha256, within)
            assert opened.size == len(PHOTO)
            start, end = within or (0, len(PHOTO))
            assert b"".join([piece async for piece in opened.pieces]) == PHOTO[start:end]

    async def test_knows_what_is_not_there(self, files: Files) -> None:
        with pytest.raises(FileNotFoundError):
            await files.open("0" * 64)
        assert await files.size_of_derived("0" * 64, "preview") is None
        assert await files.open_derived("0" * 64, "preview") is None
        await files.drop_part("f" * 32, "0-none")

    async def test_drops_the_parts_of_one_upload_only(self, files: Files) -> None:
        for upload_id in ("a" * 32, "b" * 32):
            await files.put_part(upload_id, "0-x", b"part")
        await files.drop_upload("a" * 32)
        with pytest.raises(FileNotFoundError):
            await files.read_part("a" * 32, "0-x")
        assert await files.read_part("b" * 32, "0-x") == b"part"


async def test_uploads_previews_and_downloads(clerk: httpx.AsyncClient) -> None:
    made = await upload(clerk, PHOTO)
    assert made.status_code == 201, made.text
    at = f"{PATH}/{made.json()['id']}"
    assert (await clerk.get(f"{at}/content")).content == PHOTO
    part = await clerk.get(f"{at}/content", headers={"Range": "bytes=600000-600099"})
    assert (part.status_code, part.content) == (206, PHOTO[600_000:600_100])
    for path, kind in (("preview", b"WEBP"), ("content?copy=clean", b"\x89PNG")):
        first, again = await clerk.get(f"{at}/{path}"), await clerk.get(f"{at}/{path}")
        assert (first.status_code, kind in first.content[:16]) == (200, True)
        assert first.content == again.content
    clean = await clerk.get(f"{at}/content?copy=clean", headers={"Range": "bytes=0-7"})
    assert (clean.status_code, clean.content) == (206, b"\x89PNG\r\n\x1a\n")


async def test_resumed_uploads(clerk: httpx.AsyncClient, files: Files) -> None:
    tus = {"Tus-Resumable": "1.0.0"}
    begun = await clerk.post(f"{PATH}/uploads", headers={**tus, "Upload-Length": str(len(PHOTO))})
    at = begun.headers["location"]
    for start in range(0, len(PHOTO), 300_000):
        piece = {**tus, "Upload-Offset": str(start), "Content-Type": "application/offset+octet-stream"}
        sent = await clerk.patch(at, content=PHOTO[start : start + 300_000], headers=piece)
        assert sent.status_code == 204, sent.text
    body = {"upload_id": at.rpartition("/")[2], "owner_type": KIND, "owner_id": SHELF}
    made = await clerk.post(f"{PATH}/from-upload", json=body)
    assert made.status_code == 201, made.text
    assert await files.read(made.json()["sha256"]) == PHOTO


async def test_a_store_that_is_gone_is_no_success(databases: Databases, tmp_path_factory: pytest.TempPathFactory,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    url, _ = databases.copy("region", fill)
    settings = settings_for(url, tmp_path_factory.mktemp("var"))
    app = create_app(settings.model_copy(update={"files_url": "s3://evidence/files?timeout=1s"}))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
        signed = await client.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
        client.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
        assert (await upload(client)).status_code in {500, 503}
    await app.state.database.close()
    databases.drop(url)
