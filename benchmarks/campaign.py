"""A campaign of every unit of the region with a year of monthly reports: in time, late, missing, exempted."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from benchmarks.rows import Row, Rows
from mingze.campaigns.vocabulary import Cadence
from mingze.duties.deadlines import Deadlines
from mingze.duties.periods import asked
from mingze.timelimits.calendar import WorkCalendar


def campaign_tables(units: Sequence[int], today: date, made: datetime) -> list[Rows]:
    """The campaign of the city, who takes part, what is asked for every month and how it was sent."""
    chance = random.Random(4)  # noqa: S311
    campaign = Rows(
        "campaign",
        ("id", "version", "unit_id", "title", "aliases", "contacts", "end_is_soft", "state", "created_by_id",
         "created_at", "updated_at", "issued_at"),
    )  # fmt: skip
    campaign.rows.append((1, 1, 1, "问责年活动", "[]", "[]", True, "active", 1, made, made, made))
    requirement = Rows(
        "campaign_report_requirement",
        (
            "id",
            "campaign_id",
            "version",
            "title",
            "cadence",
            "cutoff_day",
            "due_day",
            "parts",
            "since",
            "until",
        ),
    )
    since, until = date(today.year - 1, today.month, 1), today.replace(day=1)
    requirement.rows.append((1, 1, 1, "问责年活动月报", "monthly", 25, 1, "[]", since, until))
    taking_part = Rows("campaign_unit", ("campaign_id", "unit_id", "by_rule", "joined_on"))
    taking_part.rows.extend((1, unit, True, since) for unit in units)
    return [campaign, requirement, taking_part, _duties(units, since, until, chance)]


def _duties(units: Sequence[int], since: date, until: date, chance: random.Random) -> Rows:
    duties = Rows(
        "duty",
        ("id", "version", "campaign_id", "unit_id", "kind", "key", "requirement_id", "period_start", "period_end",
         "cutoff_on", "due_at", "state", "content", "figures", "first_submitted_at", "exempted_at"),
    )  # fmt: skip
    deadlines = Deadlines(includes_day=True, moves=False, calendar=WorkCalendar())
    for period in asked(Cadence.MONTHLY, since, until, until, cutoff_day=25, due_day=1):
        due = deadlines.end_of(period.due_on).astimezone(UTC)
        for unit in units:
            sent = _sent(due, chance)
            row: Row = (
                len(duties.rows) + 1, 1, 1, unit, "report", f"report/1/{period.start}", 1, period.start, period.end,
                period.cutoff_on, due, "submitted" if sent else "awaited", "{}", "{}", sent,
                due if chance.random() < 0.01 else None,
            )  # fmt: skip
            duties.rows.append(row)
    return duties


def _sent(due: datetime, chance: random.Random) -> datetime | None:
    """Most in time, some late, some not at all."""
    drawn = chance.random()
    if drawn < 0.05:
        return None
    return due + timedelta(days=2) if drawn < 0.15 else due - timedelta(hours=chance.randrange(1, 90))
