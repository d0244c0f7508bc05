"""The bench runs: both sides answer every workload with the same rows. How fast they are is not asked here."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.workloads import WORKLOADS

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_measures_every_workload_after_comparing_the_answers(tmp_path: Path) -> None:
    tiny = ("--findings", "150", "--units", "30", "--seconds", "0.1", "--rounds", "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *tiny, "--engine", "sqlite", "--place", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    table = [line.split(" | ")[0].removeprefix("| ") for line in done.stdout.splitlines()[2:]]
    assert table[: len(WORKLOADS)] == [w.name for w in WORKLOADS]
    assert "W8" in done.stdout


@pytest.mark.slow
def test_measures_the_writing_of_reports() -> None:
    tiny = ("--rounds", "1", "--pages", "3")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.writing", *tiny],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert [line.split(" | ")[0] for line in done.stdout.splitlines()[2:]] == ["| DOCX", "| PDF"]
