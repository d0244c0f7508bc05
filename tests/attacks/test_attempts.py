"""Growing tables of attempts on the service as one request each, and what refuses them.

Every attempt leaves the log of events as it was and answers as a problem, or shows nothing of what it was after;
never with an error of the program.
"""

from io import BytesIO

import httpx
import pytest
from python_calamine import CalamineWorkbook

from tests.attacks import (
    across_acceptances,
    across_campaigns,
    across_complaints,
    across_duties,
    across_files,
    across_gains,
    across_hotline,
    across_people,
    across_plans,
    across_triage,
    across_work,
)
from tests.attacks.attempts import EMPTY, NOTHING, Attempt
from tests.attacks.malformed import MALFORMED, TOKENS
from tests.attacks.own_place import ADMINISTRATORS, ROLES
from tests.attacks.target import Target

#: To read or change what lies beyond one's scope.
ACROSS = (
    across_work.GROUPS
    | across_acceptances.GROUPS
    | across_people.GROUPS
    | across_files.GROUPS
    | across_gains.GROUPS
    | across_hotline.GROUPS
    | across_campaigns.GROUPS
    | across_complaints.GROUPS
    | across_duties.GROUPS
    | across_plans.GROUPS
    | across_triage.GROUPS
)
GROUPS: dict[str, list[Attempt]] = ACROSS | {
    "roles": ROLES,
    "administrators": ADMINISTRATORS,
    "tokens": TOKENS,
    "malformed": MALFORMED,
}
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_more_than_four_hundred_are_across_scope() -> None:
    """All by hand, each of its own: by somebody in one county at what is another county's, or at what is another
    person's."""
    every = [attempt for group in ACROSS.values() for attempt in group]
    assert len({attempt.name for attempt in every}) == len(every) > 400
    assert all(attempt.who for attempt in every)


def _said(answer: httpx.Response) -> str:
    if answer.headers["content-type"] != _SPREADSHEET:
        return answer.text
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return str(rows)


def _outcome(attempt: Attempt, answer: httpx.Response) -> int | str:
    """What came of it, in the words of `expected`."""
    if answer.status_code != 200:
        if attempt.method != "HEAD":
            assert answer.headers["content-type"] == "application/problem+json", attempt.name
        assert "Traceback" not in answer.text
        return answer.status_code
    if answer.headers["content-type"] == "application/json" and answer.json().get("items") == []:
        return EMPTY if answer.json()["total"] == 0 else NOTHING
    # 临泉县 knows of 青禾县 and the city by no word, and the other way round.
    theirs = ("青禾", "处方点评") if str(attempt.who).endswith("_elsewhere") else ("临泉", "中药饮片")
    return "theirs" if any(word in _said(answer) for word in theirs) else NOTHING


@pytest.mark.parametrize("group", GROUPS)
async def test_attempts_are_refused(target: Target, group: str) -> None:
    before, expected, found = await target.trail(), {}, {}
    for attempt in GROUPS[group]:
        answer = await target.ask(attempt.who, attempt.method, attempt.path, **attempt.more)
        assert attempt.name not in found, attempt.name
        outcome = _outcome(attempt, answer)
        found[attempt.name] = NOTHING if (outcome, attempt.expected) == (EMPTY, NOTHING) else outcome
        expected[attempt.name] = attempt.expected
    assert found == expected
    assert await target.trail() == before
