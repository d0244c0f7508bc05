"""A campaign begun anew on another day: last year's, or a template's. Pure.

Days keep their day of the month and move by whole months, the last of a month stays the last of its month; so stages
that followed each other still do. The campaign itself begins on the day that is asked for, whatever day of the month
that is.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from mingze.campaigns.draft import CampaignDraft, DraftRequirement, DraftStage, DraftTask

_DAY = timedelta(days=1)
#: Words that name a day; they would be those of the year before.
_DATED = re.compile(r"\d{1,4} ?[年月日]")


def add_months(day: date, months: int) -> date:
    """The same day so many months on: the last of a month stays the last, a day the month lacks is its last."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, last if _ends_month(day) else min(day.day, last))


def moved(draft: CampaignDraft, start_on: date, *, title: str | None = None) -> CampaignDraft:
    """`draft` beginning on `start_on`. Persons, departments and units come along; number, dates of issue, what it was
    read from and whose plan it carried out do not."""
    shift = _Shift(draft, start_on)
    return replace(
        draft,
        title=title or draft.title,
        aliases=(),
        document_number=None,
        issued_on=None,
        starts_on=start_on,
        ends_on=shift.end(draft.ends_on),
        parent_id=None,
        parent_text=None,
        sub_plan_due_on=shift.end(draft.sub_plan_due_on),
        stages=[_stage(one, shift) for one in draft.stages],
        tasks=[_task(one, shift) for one in draft.tasks],
        requirements=[_requirement(one, draft.starts_on, shift) for one in draft.requirements],
        import_draft_id=None,
        document_id=None,
        template_id=None,
    )


def bound_to(draft: CampaignDraft, units: Collection[int], accounts: Collection[int]) -> CampaignDraft:
    """`draft` with only these units and accounts; departments and persons that are not among them keep their names."""
    rule = draft.unit_rule
    under = [one for one in rule["under"] if one in units] if rule else []
    return replace(
        draft,
        unit_rule={**rule, "under": under} if rule and under else None,
        unit_ids=[one for one in draft.unit_ids if one in units],
        body=[one if one.account_id in accounts else replace(one, account_id=None) for one in draft.body],
        tasks=[
            replace(
                task,
                departments=[
                    one if one.unit_id in units else replace(one, unit_id=None) for one in task.departments
                ],
                persons=[
                    one if one.account_id in accounts else replace(one, account_id=None)
                    for one in task.persons
                ],
            )
            for task in draft.tasks
        ],
    )


def named_in(draft: CampaignDraft) -> tuple[set[int], set[int]]:
    """Every unit and every account that a draft names by id."""
    units = {*draft.unit_ids, *(draft.unit_rule["under"] if draft.unit_rule else ())}
    units |= {one.unit_id for task in draft.tasks for one in task.departments if one.unit_id is not None}
    accounts = {one.account_id for one in draft.body if one.account_id is not None}
    accounts |= {one.account_id for task in draft.tasks for one in task.persons if one.account_id is not None}
    return units, accounts


class _Shift:
    """How far days move: as many months as the start does, and one more where a stage would end before it."""

    def __init__(self, draft: CampaignDraft, start_on: date) -> None:
        ends = sorted(_ends(draft))
        self._first = draft.starts_on or draft.issued_on or (ends[0] if ends else start_on)
        self._start_on = start_on
        self._months = (start_on.year - self._first.year) * 12 + start_on.month - self._first.month
        after = [one for one in ends if one >= self._first]
        if after and add_months(after[0], self._months) < start_on:
            self._months += 1

    def end(self, day: date | None) -> date | None:
        """A last day; what lay before the start is not before it now."""
        return max(add_months(day, self._months), self._start_on) if day else None

    def start(self, day: date | None) -> date | None:
        """A first day: it follows the day before it, so that no gap comes in where there was none."""
        if day is None:
            return None
        if day <= self._first:
            return self._start_on
        return max(add_months(day - _DAY, self._months) + _DAY, self._start_on)


def _ends(draft: CampaignDraft) -> Iterator[date]:
    days = [draft.ends_on, draft.sub_plan_due_on]
    days += [stage.ends_on for stage in draft.every_stage()]
    days += [one.due_on for stage in draft.every_stage() for one in stage.deliverables]
    days += [task.due_on for task in draft.tasks]
    return (day for day in days if day is not None)


def _stage(stage: DraftStage, shift: _Shift) -> DraftStage:
    return replace(
        stage,
        starts_on=shift.start(stage.starts_on),
        ends_on=shift.end(stage.ends_on),
        deliverables=[replace(one, due_on=shift.end(one.due_on)) for one in stage.deliverables],
        stages=[_stage(one, shift) for one in stage.stages],
    )


def _task(task: DraftTask, shift: _Shift) -> DraftTask:
    dated = task.due_text and _DATED.search(task.due_text)
    return replace(task, due_on=shift.end(task.due_on), due_text=None if dated else task.due_text)


def _requirement(one: DraftRequirement, started: date | None, shift: _Shift) -> DraftRequirement:
    since = None if one.since == started else shift.start(one.since)
    return replace(one, since=since, until=shift.end(one.until))


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
