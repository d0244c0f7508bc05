"""Which files are taken, told by their structure: pure. Pictures and archives are made by real libraries."""

import base64
import contextlib
import io
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.attachments.contents import DOCX, MAX_PIXELS, XLSX, Unacceptable, media_type_of
from tests.attachments.samples import HEIC, PDF, bomb
from tests.support.pictures import JPEG, PNG, archive, office, picture

WEBP = picture("WEBP")
WHOLE = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/webp": WEBP,
    "image/heic": HEIC,
    "application/pdf": PDF,
    DOCX: office("word/document.xml"),
    XLSX: office("xl/workbook.xml"),
}
ZIP = archive({"evil.exe": "MZ"})


def _refused(data: bytes) -> str:
    with pytest.raises(Unacceptable) as refused:
        media_type_of(data)
    return str(refused.value)


class TestMediaType:
    @pytest.mark.parametrize("kind", WHOLE)
    def test_of_a_whole_file(self, kind: str) -> None:
        assert media_type_of(WHOLE[kind]) == kind

    @pytest.mark.parametrize(
        "data",
        [
            picture("JPEG", progressive=True, quality=95),
            picture("JPEG", exif=b"Exif\0\0" + b"MM\0*\0\0\0\x08\0\0", comment=b"x" * 60_000),
            JPEG + b"\0" * 500,  # cameras fill up, telephones append the film of a live photo
            picture("PNG", size=(300, 200)),
            picture("WEBP", lossless=True),
            picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
            PDF + b"\r\n\0\0\0",
        ],
        ids=["progressive", "with much beside it", "with a tail", "png", "lossless", "extended webp", "pdf"],
    )
    def test_of_what_cameras_and_programs_make(self, data: bytes) -> None:
        assert media_type_of(data)

    @pytest.mark.parametrize("kind", WHOLE)
    def test_refuses_what_was_cut_off(self, kind: str) -> None:
        whole = WHOLE[kind]
        for kept in {len(whole) - 3, len(whole) // 2, 33, 12}:
            _refused(whole[:kept])

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"MZ\x90\x00" * 20,
            b"<html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"GIF89a" + b"\0" * 40,
            b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 40,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            b"\0\0\0\x1cftypavif" + b"\0" * 40,
            b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif" + b"\0" * 40,
            b"plain text",
            ZIP,
        ],
    )
    def test_refuses_everything_else(self, data: bytes) -> None:
        assert "只接受" in _refused(data)

    @given(st.sampled_from(sorted(WHOLE)), st.data())
    @settings(max_examples=300, deadline=None)
    def test_of_damaged_files_is_an_answer_or_a_refusal(self, kind: str, draw: st.DataObject) -> None:
        data = bytearray(WHOLE[kind])
        for _ in range(draw.draw(st.integers(1, 8))):
            data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
        with contextlib.suppress(Unacceptable):
            assert media_type_of(bytes(data)) in WHOLE


class TestTwoThingsAtOnce:
    @pytest.mark.parametrize(
        "data",
        [
            JPEG + ZIP,
            PNG + ZIP,
            WEBP + ZIP,
            PDF + ZIP,
            JPEG + ZIP + b"\0" * 1000,
            picture("JPEG", comment=PDF[:200]),
            JPEG + office(),
        ],
        ids=[
            "jpeg+zip",
            "png+zip",
            "webp+zip",
            "pdf+zip",
            "zip and filling",
            "jpeg with a pdf in it",
            "docx",
        ],
    )
    def test_are_refused(self, data: bytes) -> None:
        assert "另一种格式" in _refused(data)

    def test_are_refused_around_an_archive(self) -> None:
        _refused(b"PK\x03\x04" + PDF + office())
        _refused(office() + b"\0")
        _refused(office()[:30] + PDF + office()[30:])
        _refused(archive({"a.pdf": PDF.decode("latin-1"), "[Content_Types].xml": "x", "_rels/.rels": "x"}))


class TestPixels:
    def test_are_counted_before_anything_is_unpacked(self) -> None:
        huge = bomb(30_000, 30_000)
        assert len(huge) < 2_000_000
        began = time.perf_counter()
        assert "30000×30000" in _refused(huge)
        assert time.perf_counter() - began < 1

    def test_of_jpeg_and_webp_are_read_from_the_frame(self) -> None:
        at = JPEG.index(b"\xff\xc0") + 5
        assert "65535×65535" in _refused(JPEG[:at] + b"\xff\xff\xff\xff" + JPEG[at + 4 :])
        extended = picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
        assert "像素" in _refused(extended[:24] + b"\xff" * 6 + extended[30:])

    def test_of_heic_are_read_from_its_properties(self) -> None:
        at = HEIC.index(b"ispe") + 8
        assert "像素" in _refused(HEIC[:at] + struct.pack(">II", 20_000, 20_000) + HEIC[at + 8 :])

    def test_of_a_telephone_are_taken(self) -> None:
        assert MAX_PIXELS >= 12_000 * 9_000


class TestOffice:
    @pytest.mark.parametrize(
        "data",
        [
            office(declared="application/vnd.ms-word.document.macroEnabled.main+xml"),
            office("word/document.xml", "word/vbaProject.bin"),
            office("word/document.xml", "word/VBAPROJECT.BIN"),
            office("xl/workbook.xml", "xl/activeX/activeX1.xml"),
            office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
            office("word/document.xml", "word/embeddings/setup.exe"),
        ],
    )
    def test_with_macros_or_programs_is_refused(self, data: bytes) -> None:
        assert "宏" in _refused(data)

    def test_must_declare_its_main_part_and_have_it(self) -> None:
        docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = f'<Types><Override PartName="/word/document.xml" ContentType="{docx}"/></Types>'
        _refused(archive({"word/document.xml": "x"}))
        _refused(archive({"[Content_Types].xml": types, "_rels/.rels": "x"}))
        _refused(archive({"[Content_Types].xml": types, "word/document.xml": "x"}))
        _refused(archive({"[Content_Types].xml": "<Types/>", "_rels/.rels": "x", "word/document.xml": "x"}))
        _refused(office("xl/workbook.xml", declared=docx))

    def test_with_a_name_twice_is_refused(self) -> None:
        assert "另一种格式" in _refused(office("word/document.xml", "word/Document.xml"))

    def test_that_would_unpack_without_end_is_refused(self) -> None:
        parts = {"word/media/a.xml": "\0" * 60_000_000}
        whole = {**_parts(office()), **{f"{n}{name}": text for n in range(9) for name, text in parts.items()}}
        data = archive(whole, compression=zipfile.ZIP_DEFLATED)
        assert len(data) < 1_000_000
        assert "解开后过大" in _refused(data)

    def test_whose_parts_overlap_is_refused(self) -> None:
        """Many entries of the directory that point at the same packed bytes: the archive of David Fifield."""
        data = archive({**_parts(office()), "big": "x" * 50_000})
        directory, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
        entries = data[directory:end]
        last = entries[entries.rindex(b"PK\x01\x02") :]
        copies = b"".join(last.replace(b"big", b"%03d" % number) for number in range(200))
        size = len(entries) + len(copies)
        tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 204, 204, size, directory, 0)
        assert "解开后过大" in _refused(data[:directory] + entries + copies + tail)

    def test_with_a_password_is_refused(self) -> None:
        data = bytearray(office())
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        assert "密码" in _refused(bytes(data))

    def test_whose_list_of_types_has_no_end_is_refused(self) -> None:
        parts = {**_parts(office()), "[Content_Types].xml": "<Override " * 2_000_000}
        began = time.perf_counter()
        assert "过于复杂" in _refused(archive(parts, compression=zipfile.ZIP_DEFLATED))
        assert time.perf_counter() - began < 2


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archived:
        return {name: archived.read(name).decode() for name in archived.namelist()}


class TestEffort:
    """Files made to be slow to look at are given up."""

    @pytest.mark.parametrize(
        "data",
        [
            b"\xff\xd8" + b"\xff" * 5_000_000,
            b"\xff\xd8" + b"\xff\xe0\0\x02" * 1_000_000,
            PNG[:33] + (struct.pack(">I", 0) + b"tEXt" + struct.pack(">I", zlib.crc32(b"tEXt"))) * 400_000,
            HEIC[:28] + b"\0\0\0\x08free" * 600_000,
        ],
        ids=["fill bytes", "segments", "chunks", "boxes"],
    )
    def test_is_bounded(self, data: bytes) -> None:
        began = time.perf_counter()
        _refused(data)
        assert time.perf_counter() - began < 2


def test_samples_are_what_they_say() -> None:
    assert base64.b64encode(HEIC[4:12]) == b"ZnR5cGhlaWM="
