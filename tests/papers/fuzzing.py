"""Coverage-guided fuzzing of everything between a file's bytes and the reader's answer: `make fuzz MINUTES=60`.

One byte chooses how the rest is put into a file; the rest begins as the seeds beside this module and mutates. What
counts as a fault: any exception but UnreadableDocument, an answer that invents or loses text, a minute, 2 GB.
A fault is kept under var/fuzz/ as the file it was; it becomes a seed once it is mended, and `test_seeds.py` reads it.
"""

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
PLACE = Path(__file__).parents[2] / "var" / "fuzz"
_MOST_FAULTS = 50
_SECONDS_EACH = 60
# Files by their suffix, and parts put into an archive that is sound otherwise: a mutated archive seldom opens.
# XLS is left out: what a broken one asks for ends the process that reads it, and here the fuzzer with it.
SUFFIXES = ("txt", "md", "html", "csv", "pdf", "docx", "xlsx", "mht", "doc", "ods", "rtf")
PARTS = (
    ("docx", "word/document.xml"),
    ("docx", "word/numbering.xml"),
    ("xlsx", "xl/worksheets/sheet1.xml"),
    ("xlsx", "xl/sharedStrings.xml"),
)
WORDS = (
    "一、", "(一)", "1.", "(1)", "①", "一是", "整改措施:", "整改进展:", "完成情况:", "反馈问题:", "已完成", "2024年3月1日",
    "XX月10日", "《", "》", "“", "”", "(", ")", "。", "序号", "问题", "责任单位", "印发", "关于", "的通报", "方案", "工作总结",
    "12件", "占33.68%", "其中", "分别", "责任科室:", "(责任科室:监察室、 办公室)", "月底前完成", "阶段", "联系电话:", "领导小组",
    "<table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:vMerge/>",
)  # fmt: skip


def read_input(data: bytes) -> None:
    """Reads one input as a file and holds the answer to what holds for every answer."""
    from mingze.papers.extracted import UnreadableDocument
    from mingze.papers.reader import read
    from tests.papers.reading.checks import check_answer

    name, content = as_file(data)
    try:
        answer = read(name, content)
    except UnreadableDocument:
        return
    json.dumps(answer.to_json(with_text=True))
    check_answer(answer)


def as_file(data: bytes) -> tuple[str, bytes]:
    """The file that an input stands for: its first byte says how."""
    if not data:
        return "a.txt", b""
    kind, rest = data[0] % (len(SUFFIXES) + len(PARTS)), data[1:]
    if kind < len(SUFFIXES):
        return f"a.{SUFFIXES[kind]}", rest
    suffix, part = PARTS[kind - len(SUFFIXES)]
    return f"a.{suffix}", _with_part((SEEDS / f"small.{suffix}").read_bytes(), part, rest)


def inputs_of(path: Path) -> list[bytes]:
    """A seed as inputs: itself, and each of its parts that is fuzzed by itself."""
    data, suffix = path.read_bytes(), path.suffix[1:]
    inputs = [bytes([SUFFIXES.index(suffix)]) + data] if suffix in SUFFIXES else []
    for at, (kind, part) in enumerate(PARTS, start=len(SUFFIXES)):
        if kind == suffix and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                if part in archive.namelist():
                    inputs.append(bytes([at]) + archive.read(part))
    return inputs


def _with_part(archive: bytes, part: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == part else old.read(entry))
    return made.getvalue()


def _fuzz(options: list[str]) -> None:
    """Runs in a process of its own, which ends at the first fault."""
    import atheris

    with atheris.instrument_imports(include=["mingze.papers", "docx"]):
        import mingze.papers.reader  # noqa: F401
    atheris.Setup([sys.argv[0], *options], read_input)
    atheris.Fuzz()


def main(minutes: float) -> int:
    corpus, faults = PLACE / "corpus", PLACE / "faults"
    for place in (corpus, faults):
        place.mkdir(parents=True, exist_ok=True)
    known = set(faults.iterdir())
    for path in sorted(SEEDS.iterdir()):
        for at, data in enumerate(inputs_of(path)):
            (corpus / f"{path.name}.{at}").write_bytes(data)
    (PLACE / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
    until, runs = time.monotonic() + minutes * 60, 0
    while (left := int(until - time.monotonic())) > 0 and len(set(faults.iterdir()) - known) < _MOST_FAULTS:
        runs += _round(left, corpus, faults)
        _say(f"{runs} inputs, {len(set(faults.iterdir()) - known)} faults, {left // 60} minutes left")
    found = sorted(set(faults.iterdir()) - known)
    for path in found:
        name, content = as_file(path.read_bytes())
        (PLACE / f"{path.name}{Path(name).suffix}").write_bytes(content)
    _say(f"{runs} inputs were read in {minutes:g} minutes; faults: {[path.name for path in found] or 'none'}")
    return int(bool(found))


def _round(seconds: int, corpus: Path, faults: Path) -> int:
    """Fuzzes until the first fault; how many inputs were read."""
    options = [
        str(corpus),
        f"-max_total_time={seconds}",
        f"-timeout={_SECONDS_EACH}",
        f"-report_slow_units={_SECONDS_EACH}",
        "-rss_limit_mb=2048",
        "-max_len=24000",
        f"-artifact_prefix={faults}/",
        f"-dict={PLACE / 'words'}",
        "-print_final_stats=1",
    ]
    command = [sys.executable, "-m", "tests.papers.fuzzing", "--", *options]
    environment = os.environ | {"MINGZE_CONVERTER": "/nowhere"}
    with (PLACE / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        before = set(faults.iterdir())
        status = process.wait()
    said = (PLACE / "log").read_text(errors="replace")[-200_000:]
    if status and set(faults.iterdir()) == before:
        sys.exit(f"the fuzzer ended without a fault of the reader:\n{said[-3000:]}")
    executed = re.findall(r"stat::number_of_executed_units: (\d+)", said)
    counted = re.findall(r"^#(\d+)\t", said, re.MULTILINE)
    return int((executed or counted or ["0"])[-1])


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    run: Callable[[], int | None] = (
        partial(_fuzz, sys.argv[2:]) if "--" in sys.argv[1:2] else partial(main, float(sys.argv[1]))
    )
    sys.exit(run())
