"""The seeds of the fuzzer, and what once made it fail: each is read within what holds for every answer, or refused."""

from pathlib import Path

import pytest

from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read
from tests.papers.fuzzing import SEEDS, inputs_of, read_input
from tests.papers.reading.checks import check_answer


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_reads_a_seed(path: Path) -> None:
    try:
        check_answer(read(path.name, path.read_bytes()))
    except UnreadableDocument as refused:
        assert refused.message
    for data in inputs_of(path):
        read_input(data)
