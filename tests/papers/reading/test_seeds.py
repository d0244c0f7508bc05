"""The seeds of the fuzzer, and what once made it fail: each is read within what holds for every answer, or refused."""

from contextlib import suppress
from pathlib import Path

import pytest

from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read
from tests.papers.fuzzing import SEEDS, inputs_of, read_input
from tests.papers.reading.checks import check_answer


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_reads_a_seed(path: Path) -> None:
    with suppress(UnreadableDocument):
        check_answer(read(path.name, path.read_bytes()))
    for data in inputs_of(path):
        read_input(data)
