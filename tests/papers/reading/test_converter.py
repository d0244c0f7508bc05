"""Old Word and WPS files and RTF through the converter: read, refused with words, and kept to themselves."""

import asyncio
import os
import socket
import stat
import subprocess
import time
from pathlib import Path

import pytest

from mingze.papers.extract import extract
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read, read_limited
from tests.papers.reading import forms
from tests.support.needed import program

CONVERTER = program("converter")
RTF = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\f0 \u19968?\u12289?\u24773?\u20917?\par %s}"


@pytest.fixture(autouse=True)
def _converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZE_CONVERTER", CONVERTER)


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("old")
    (place / "a.docx").write_bytes(forms.as_docx(forms.body()))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [CONVERTER, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(place)]
    subprocess.run([*command, str(place / "a.docx")], check=True, capture_output=True, cwd=place)
    return (place / "a.doc").read_bytes()


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_reads_an_old_word_file_as_it_reads_the_new_one(name: str, old_word: bytes) -> None:
    answer, expected = read(name, old_word), read("a.docx", forms.as_docx(forms.body()))
    assert answer.title == expected.title
    assert len(answer.findings) > 20
    assert [one.problem for one in answer.findings] == [one.problem for one in expected.findings]


async def test_converts_within_the_limits_of_reading(old_word: bytes) -> None:
    answer = await read_limited("a.doc", old_word, seconds=30)
    assert answer["title"] == forms.TITLE


def test_reads_rtf() -> None:
    assert extract("a.rtf", (RTF % r"\u30002?").encode()).text.startswith("一、情况")


def test_reads_rtf_that_is_called_doc() -> None:
    assert extract("a.doc", (RTF % "x").encode()).text.startswith("一、情况")


def test_says_what_to_do_where_there_is_no_converter(
    monkeypatch: pytest.MonkeyPatch, old_word: bytes
) -> None:
    monkeypatch.setenv("MINGZE_CONVERTER", "/nowhere/soffice")
    with pytest.raises(UnreadableDocument) as caught:
        extract("a.doc", old_word)
    assert caught.value.code == "no_converter"
    assert "本机没有转换程序" in caught.value.message
    assert "另存为 .docx" in caught.value.message


def test_tells_a_file_that_cannot_be_converted(old_word: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        extract("a.doc", old_word[:700] + "WordDocument\0".encode("utf-16-le"))
    assert caught.value.code == "damaged"


async def test_leaves_nothing_behind_and_nobody_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old_word: bytes
) -> None:
    """A converter that never ends, with a child of its own, is ended with everything it started."""
    started = tmp_path / "pid"
    converter = tmp_path / "slow"
    converter.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {started}\nwait\n")
    converter.chmod(converter.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("MINGZE_CONVERTER", str(converter))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(UnreadableDocument) as caught:
        await read_limited("a.doc", old_word, seconds=3)
    assert caught.value.code == "timeout"
    pid = int(started.read_text())
    await asyncio.to_thread(_wait_until_gone, pid)
    assert await asyncio.to_thread(os.listdir, tmp_path) in (["pid", "slow"], ["slow", "pid"])


def _wait_until_gone(pid: int) -> None:
    until = time.monotonic() + 5
    while _runs(pid):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_follows_no_link_to_a_picture_elsewhere() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        field = r"{\field{\*\fldinst INCLUDEPICTURE ADDRESS \\d}{\fldrslt }}".replace(
            "ADDRESS", f'"{address}"'
        )
        assert extract("a.rtf", (RTF % field).encode()).text.startswith("一、情况")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_takes_no_words_from_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("root:secret")
    field = r"{\field{\*\fldinst INCLUDETEXT FILE}{\fldrslt }}".replace("FILE", f'"{secret.as_uri()}"')
    assert "secret" not in extract("a.rtf", (RTF % field).encode()).text
