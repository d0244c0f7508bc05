"""Reports and ledgers as offices hand them in, in their own files: each has its answer written by hand beside it."""

import json
from pathlib import Path

import pytest

from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer
from tests.papers.scoring import score

FOLDER = Path(__file__).parents[1] / "samples" / "offices"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_is_read_as_a_person_reads_it(path: Path) -> None:
    answer = read(path.name, path.read_bytes())
    check_answer(answer)
    assert score(json.loads(path.with_suffix(".json").read_text("utf-8")), answer.to_json()).faults == []
