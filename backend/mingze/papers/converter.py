"""Old Word and WPS files and RTF, turned into DOCX by the LibreOffice of this machine, where there is one.

MINGZE_CONVERTER names the program; otherwise it is looked for. It works on a copy in a folder of its own, with a
profile of its own that runs no macros and updates no links. It would still ask for pictures that lie elsewhere: its
limits, and that it reaches no network, are those of the process that asks (`kit.limited`), whose group it belongs to
and ends with.
"""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from mingze.papers.extracted import UnreadableDocument

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120.0
# The filter is named, so that LibreOffice does not guess at something else.
_FILTERS = {"word": "MS Word 97", "rtf": "Rich Text Format"}
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Field", "false"),
    ("Common/Misc", "UseLocking", "false"),
)


def as_docx(data: bytes, content: str) -> bytes:
    """The same document as DOCX. Raises UnreadableDocument where no program is, or it cannot open the file."""
    program = _program()
    if program is None:
        raise UnreadableDocument(
            "no_converter",
            "本机没有转换程序,不能读取旧版 Word、WPS 和 RTF 文件;请用 Word 或 WPS 打开后另存为 .docx 再上传",
        )
    with TemporaryDirectory(prefix="mingze-convert-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "given").write_bytes(data)
        _write_settings(place / "profile" / "user")
        _run(program, place, _FILTERS[content])
        made = place / "made" / "given.docx"
        if not made.is_file():
            raise UnreadableDocument("damaged", "文件已损坏或已加密,无法转换;请另存为 .docx 后再上传")
        return made.read_bytes()


def _program() -> str | None:
    named = os.environ.get("MINGZE_CONVERTER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _PROGRAMS)), None)


def _run(program: str, place: Path, wanted: str) -> None:
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        f"--infilter={wanted}",
        *("--convert-to", "docx:Office Open XML Text", "--outdir", str(place / "made"), str(place / "given")),
    ]
    # One arena: each thread's own would reserve more of the address space than the document needs.
    environment = os.environ | {"HOME": str(place), "TMPDIR": str(place), "MALLOC_ARENA_MAX": "1"}
    nothing = subprocess.DEVNULL
    try:
        subprocess.run(  # noqa: S603
            command,
            cwd=place,
            env=environment,
            timeout=_SECONDS,
            check=False,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("timeout", "转换超时,文件可能过大或过于复杂") from error
    except OSError as error:
        raise UnreadableDocument("no_converter", "转换程序无法启动;请另存为 .docx 后再上传") from error


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
