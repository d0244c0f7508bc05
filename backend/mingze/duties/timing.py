"""`rules.punctuality` in SQL, for lists, counts and the matrix."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, case, literal_column
from sqlalchemy.sql.elements import Case

from mingze.duties.models import Duty
from mingze.duties.vocabulary import Punctuality
from mingze.kit.tables import UtcDateTime

#: A letter for each, as the matrix shows it.
LETTERS = {
    Punctuality.ON_TIME: "O",
    Punctuality.LATE: "L",
    Punctuality.MISSING: "M",
    Punctuality.EXEMPTED: "E",
    Punctuality.NOT_DUE: "N",
}
PUNCTUALITY_OF = {letter: punctuality for punctuality, letter in LETTERS.items()}


def standing(now: datetime, missing_after_days: int) -> Case[Any]:
    """The letter of a duty as things stand at `now`."""
    moment = bindparam("moment", now, UtcDateTime(), unique=True)
    long_ago = bindparam("long_ago", now - timedelta(days=missing_after_days), UtcDateTime(), unique=True)
    return standing_at(moment, long_ago)


def standing_at(moment: ColumnElement[datetime], long_ago: ColumnElement[datetime]) -> Case[Any]:
    """The same; what was due before `long_ago` and has not come is missing."""
    return case(
        (Duty.exempted_at.is_not(None), _letter(Punctuality.EXEMPTED)),
        (Duty.first_submitted_at < Duty.due_at, _letter(Punctuality.ON_TIME)),
        (Duty.first_submitted_at.is_not(None), _letter(Punctuality.LATE)),
        (Duty.due_at > moment, _letter(Punctuality.NOT_DUE)),
        (Duty.due_at > long_ago, _letter(Punctuality.LATE)),
        else_=_letter(Punctuality.MISSING),
    )


def _letter(punctuality: Punctuality) -> ColumnElement[str]:
    return literal_column(f"'{LETTERS[punctuality]}'", String)
