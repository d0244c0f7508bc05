"""The published rectification report itself. Collected only where it is at hand."""

import os
from pathlib import Path

import pytest

from tests.conftest import SignIn
from tests.imports.journey import Expected, import_and_check

FOLDER = Path(os.environ["MINGZE_TEST_DOCUMENTS"])
REPORT = next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith("004"))
CONTENT = REPORT.read_bytes()


@pytest.mark.demand("4.1")
@pytest.mark.demand("4.2")
@pytest.mark.demand("4.3")
@pytest.mark.demand("4.4")
@pytest.mark.demand("4.5")
@pytest.mark.demand("4.6")
async def test_enters_the_ledger_whole(sign_in: SignIn) -> None:
    await import_and_check(
        await sign_in("clerk"),
        REPORT.name,
        CONTENT,
        Expected(
            findings=37,
            key_matters=2,
            groups=15,
            done=36,
            staged=1,
            rules=32,
            checks=5,
            body="十二届区委第三巡察组",
            began_on="2023-11-01",
            ended_on="2023-12-30",
            feedback_on="2024-02-06",
        ),
    )
