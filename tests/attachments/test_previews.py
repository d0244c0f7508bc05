"""Previews and clean copies, made by a real child process with limits."""

import asyncio
import io
import struct
import zlib
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from mingze.attachments.copies import Copies
from mingze.kit.files import Files
from mingze.kit.limited import Slots
from mingze.kit.problems import NotFound, TooLarge
from tests.attachments.conftest import PATH, upload
from tests.attachments.samples import HEIC, bomb, pdf
from tests.support.pictures import JPEG, office, picture

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _photo() -> bytes:
    """A photo as a telephone takes it: lying down and to be turned, with its place, its device and a comment."""
    image = Image.new("RGB", (640, 480), RED)
    image.paste(BLUE, (0, 0, 320, 480))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "SecretCam", "Model-77", 6
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(30), IFDRational(15), IFDRational(7))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = io.BytesIO()
    image.save(
        made, "JPEG", exif=exif, icc_profile=profile, comment=b"secret-comment",
        xmp=b"<x:xmpmeta>secret-xmp</x:xmpmeta>", quality=90,
    )  # fmt: skip
    return made.getvalue()


PHOTO = _photo()
#: What may not be left of a picture in its copies.
TRACES = (b"Exif", b"SecretCam", b"TestCam", b"Model-77", b"secret", b"xmpmeta", b"ICC_PROFILE", b"ICCP")


async def _kept(client: httpx.AsyncClient, data: bytes, name: str = "现场.jpg") -> str:
    made = await upload(client, data, name)
    assert made.status_code == 201, made.text
    return f"{PATH}/{made.json()['id']}"


def _opened(answer: httpx.Response) -> Image.Image:
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.content))


class TestPreview:
    async def test_is_a_small_upright_picture_and_nothing_else(self, clerk: httpx.AsyncClient) -> None:
        answer = await clerk.get(f"{await _kept(clerk, PHOTO)}/preview")
        image = _opened(answer).convert("RGB")
        assert image.size == (480, 640)
        blue, red = image.getpixel((240, 100)), image.getpixel((240, 540))
        assert isinstance(blue, tuple)
        assert isinstance(red, tuple)
        assert (blue[2] > 150 > blue[0], red[0] > 150 > red[2]) == (True, True)
        assert [trace for trace in TRACES if trace in answer.content] == []

    async def test_is_shown_and_never_guessed_at(self, clerk: httpx.AsyncClient) -> None:
        headers = (await clerk.get(f"{await _kept(clerk, JPEG)}/preview")).headers
        assert headers["content-type"] == "image/webp"
        assert headers["content-disposition"] == "inline"
        assert headers["x-content-type-options"] == "nosniff"
        assert "no-store" in headers["cache-control"]

    async def test_is_at_most_1600_pixels_long(self, clerk: httpx.AsyncClient) -> None:
        wide = picture("JPEG", (4000, 1000))
        assert _opened(await clerk.get(f"{await _kept(clerk, wide)}/preview")).size == (1600, 400)

    async def test_of_heic(self, clerk: httpx.AsyncClient) -> None:
        answer = await clerk.get(f"{await _kept(clerk, HEIC, 'IMG_0001.HEIC')}/preview")
        assert _opened(answer).size == (48, 64)
        assert [trace for trace in TRACES if trace in answer.content] == []

    async def test_of_a_pdf_is_its_first_page(self, clerk: httpx.AsyncClient) -> None:
        image = _opened(await clerk.get(f"{await _kept(clerk, pdf(2), '通报.pdf')}/preview"))
        assert (image.height, round(image.width)) == (1600, 1131)

    async def test_of_three_thousand_pages_reads_one(self, clerk: httpx.AsyncClient) -> None:
        assert _opened(await clerk.get(f"{await _kept(clerk, pdf(3000), '账.pdf')}/preview")).height == 1600

    @pytest.mark.parametrize(("width", "height"), [(200_000, 10), (1, 1), (14_400, 14_400)])
    async def test_of_pages_of_any_size_stays_small(
        self, clerk: httpx.AsyncClient, width: float, height: float
    ) -> None:
        data = pdf(1, width, height)
        assert max(_opened(await clerk.get(f"{await _kept(clerk, data, 'x.pdf')}/preview")).size) <= 1600

    @pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16", "1", "CMYK"])
    async def test_of_pictures_of_every_mode(self, mode: str, tmp_path: Path) -> None:
        made = io.BytesIO()
        Image.new(mode, (40, 20)).save(made, "JPEG" if mode == "CMYK" else "PNG")
        kind = "image/jpeg" if mode == "CMYK" else "image/png"
        copies, files = _copies(tmp_path)
        stored = await files.put(made.getvalue())
        for which, form in (("preview", "WEBP"), ("clean", "JPEG" if mode == "CMYK" else "PNG")):
            opened = await copies.open("preview" if which == "preview" else "clean", stored.sha256, kind)
            image = Image.open(io.BytesIO(b"".join([piece async for piece in opened.pieces])))
            assert (image.format, image.size) == (form, (40, 20))

    async def test_there_is_none_of_an_office_document(self, clerk: httpx.AsyncClient) -> None:
        made = (await upload(clerk, office(), "通报.docx")).json()
        assert made["preview"] == "none"
        assert (await clerk.get(f"{PATH}/{made['id']}/preview")).status_code == 404

    async def test_there_is_none_of_a_picture_damaged_inside(
        self, clerk: httpx.AsyncClient, app: FastAPI
    ) -> None:
        whole = picture("PNG", (300, 300))
        damaged = _with_other_pixels(whole)
        at = await _kept(clerk, damaged, "坏.png")
        for _ in range(2):
            assert (await clerk.get(f"{at}/preview")).status_code == 404
        assert (await clerk.get(f"{at}/content")).content == damaged
        kept = sorted(
            path.suffix for path in (app.state.settings.data_dir / "files" / "derived").rglob("*.*")
        )
        assert kept == [".none"]

    async def test_is_made_once_for_all_who_look(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        at = await _kept(clerk, PHOTO)
        answers = await asyncio.gather(*(clerk.get(f"{at}/preview") for _ in range(12)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1
        derived = app.state.settings.data_dir / "files" / "derived"
        first = [path.stat().st_mtime_ns for path in derived.rglob("*.preview")]
        await clerk.get(f"{at}/preview")
        assert [path.stat().st_mtime_ns for path in derived.rglob("*.preview")] == first


def _with_other_pixels(png: bytes) -> bytes:
    """Whole in structure, its checksums right, its packed pixels none."""
    at = png.index(b"IDAT")
    length: int = struct.unpack_from(">I", png, at - 4)[0]
    body = b"IDAT" + b"\xff" * length
    return png[:at] + body + struct.pack(">I", zlib.crc32(body)) + png[at + 8 + length :]


class TestCleanCopy:
    @pytest.mark.parametrize(
        ("data", "name", "form", "ends"),
        [
            (PHOTO, "现场.jpg", "JPEG", ".jpg"),
            (HEIC, "现场.heic", "JPEG", ".jpg"),
            (picture("PNG", dpi=(72, 72)), "截图.png", "PNG", ".png"),
            (picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"), "图.webp", "WEBP", ".webp"),
        ],
    )
    async def test_has_the_picture_and_nothing_else(
        self, clerk: httpx.AsyncClient, data: bytes, name: str, form: str, ends: str
    ) -> None:
        at = await _kept(clerk, data, name)
        answer = await clerk.get(f"{at}/content?copy=clean")
        image = _opened(answer)
        assert image.format == form
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background",
                                   "timestamp", "duration"}  # fmt: skip
        assert [trace for trace in TRACES if trace in answer.content] == []
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-disposition"].endswith(ends)
        assert answer.headers["content-type"] == "application/octet-stream"

    async def test_stands_upright(self, clerk: httpx.AsyncClient) -> None:
        at = await _kept(clerk, PHOTO)
        assert _opened(await clerk.get(f"{at}/content?copy=clean")).size == (480, 640)

    async def test_leaves_the_original_as_it_came(self, clerk: httpx.AsyncClient) -> None:
        at = await _kept(clerk, PHOTO)
        await clerk.get(f"{at}/content?copy=clean")
        assert (await clerk.get(f"{at}/content")).content == PHOTO
        assert b"SecretCam" in PHOTO

    async def test_comes_in_ranges_of_its_own(self, clerk: httpx.AsyncClient) -> None:
        at = f"{await _kept(clerk, PHOTO)}/content?copy=clean"
        whole = await clerk.get(at)
        part = await clerk.get(at, headers={"Range": "bytes=10-19", "If-Range": whole.headers["etag"]})
        assert (part.status_code, part.content) == (206, whole.content[10:20])
        original = (await clerk.head(at.partition("?")[0])).headers["etag"]
        assert original != whole.headers["etag"] == (await clerk.head(at)).headers["etag"]

    async def test_is_of_pictures_only(self, clerk: httpx.AsyncClient) -> None:
        at = await _kept(clerk, pdf(), "通报.pdf")
        answer = await clerk.get(f"{at}/content?copy=clean")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/copy")
        assert (await clerk.get(f"{at}/content?copy=other")).status_code == 422


def _copies(place: Path, *, seconds: float = 60, memory: int = 1536) -> tuple[Copies, Files]:
    files = Files((place / "files").as_uri())
    return Copies(files, Slots(2, 10), seconds=seconds, memory=memory << 20), files


class TestLimits:
    """What is kept from being accepted when it is sent must not hurt either once it is there."""

    async def test_a_picture_without_end_is_given_up(self, tmp_path: Path) -> None:
        copies, files = _copies(tmp_path)
        stored = await files.put(bomb(30_000, 30_000))
        with pytest.raises(NotFound):
            await copies.size("preview", stored.sha256, "image/png")

    async def test_too_little_memory_ends_the_child_and_nothing_else(self, tmp_path: Path) -> None:
        copies, files = _copies(tmp_path, memory=256)
        stored = await files.put(bomb(9_000, 9_000))
        with pytest.raises(NotFound):
            await copies.size("clean", stored.sha256, "image/png")

    async def test_too_little_time_may_be_tried_again(self, tmp_path: Path) -> None:
        copies, files = _copies(tmp_path, seconds=0.01)
        stored = await files.put(PHOTO)
        with pytest.raises(TooLarge):
            await copies.size("preview", stored.sha256, "image/jpeg")
        again = Copies(files, Slots(1, 1), seconds=60, memory=1536 << 20)
        assert await again.size("preview", stored.sha256, "image/jpeg") > 0

    async def test_a_pdf_with_a_password_has_no_preview(self, tmp_path: Path) -> None:
        copies, files = _copies(tmp_path)
        stored = await files.put(b"%PDF-1.7\n" + b"1 0 obj <</Encrypt 2 0 R>>\n%%EOF")
        with pytest.raises(NotFound):
            await copies.size("preview", stored.sha256, "application/pdf")

    async def test_leaves_no_files_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = tmp_path / "temporary"
        place.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(place))
        copies, files = _copies(tmp_path)
        for data in (PHOTO, b"\xff\xd8\xff nothing"):
            stored = await files.put(data)
            try:
                await copies.size("preview", stored.sha256, "image/jpeg")
            except NotFound:
                assert data != PHOTO
        assert list(place.iterdir()) == []
