"""Last year's campaign on this year's days."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.campaigns.draft import (
    CampaignDraft,
    DraftDeliverable,
    DraftDepartment,
    DraftPerson,
    DraftRequirement,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.moving import add_months, bound_to, moved, named_in
from mingze.campaigns.vocabulary import Cadence, DueKind

DAY = timedelta(days=1)


def stage(start: date | None, end: date | None, *days: date) -> DraftStage:
    asked = [DraftDeliverable(title="整改台账", due_on=day) for day in days]
    return DraftStage(name="阶段", starts_on=start, ends_on=end, deliverables=asked)


YEAR = CampaignDraft(
    title="作风专项治理",
    aliases=["作风年"],
    document_number="云卫办〔2025〕27号",
    issued_on=date(2025, 5, 20),
    starts_on=date(2025, 5, 25),
    ends_on=date(2025, 11, 30),
    sub_plan_due_on=date(2025, 6, 10),
    parent_id=3,
    parent_text="全省方案",
    stages=[
        stage(date(2025, 5, 25), date(2025, 6, 15), date(2025, 6, 12)),
        stage(date(2025, 6, 16), date(2025, 7, 31)),
        stage(date(2025, 8, 1), date(2025, 10, 31)),
        stage(date(2025, 11, 1), date(2025, 11, 30)),
    ],
    tasks=[
        DraftTask(
            number="1",
            title="规范收费",
            target="零投诉",
            due_kind=DueKind.BY,
            due_on=date(2025, 6, 30),
            due_text="2025年6月前",
            departments=[DraftDepartment(name="医政科", unit_id=7)],
            persons=[DraftPerson(name="李文", account_id=9)],
        ),
        DraftTask(number="2", title="常态检查", due_kind=DueKind.WHOLE_YEAR, due_text="全年任务"),
    ],
    requirements=[
        DraftRequirement(
            title="月报",
            cadence=Cadence.MONTHLY,
            due_day=1,
            since=date(2025, 5, 25),
            until=date(2025, 11, 30),
        )
    ],
    import_draft_id=1,
    document_id=2,
)


def periods(draft: CampaignDraft) -> list[tuple[date | None, date | None]]:
    return [(one.starts_on, one.ends_on) for one in draft.stages]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 2, 28), 12, date(2026, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2025, 4, 30), 1, date(2025, 5, 31)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 1, 30), 1, date(2025, 2, 28)),
        (date(2025, 3, 10), -3, date(2024, 12, 10)),
    ],
)
def test_months(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_a_year_on_every_day_is_the_same() -> None:
    found = moved(YEAR, date(2026, 5, 25))
    assert periods(found) == [
        (date(2026, 5, 25), date(2026, 6, 15)),
        (date(2026, 6, 16), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 30)),
    ]
    assert found.ends_on == date(2026, 11, 30)
    assert found.sub_plan_due_on == date(2026, 6, 10)
    assert found.stages[0].deliverables[0].due_on == date(2026, 6, 12)


def test_another_day_of_the_month_moves_the_start_alone() -> None:
    found = moved(YEAR, date(2026, 3, 1))
    assert periods(found) == [
        (date(2026, 3, 1), date(2026, 4, 15)),
        (date(2026, 4, 16), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2026, 9, 30)),
    ]


def test_a_start_after_the_first_end_moves_one_month_more() -> None:
    early = replace(
        YEAR,
        starts_on=date(2025, 5, 2),
        sub_plan_due_on=None,
        stages=[
            stage(date(2025, 5, 2), date(2025, 5, 20)),
            stage(date(2025, 5, 21), date(2025, 6, 30)),
        ],
    )
    assert periods(moved(early, date(2026, 5, 25))) == [
        (date(2026, 5, 25), date(2026, 6, 20)),
        (date(2026, 6, 21), date(2026, 7, 31)),
    ]


def test_who_does_it_comes_along_and_what_was_of_last_year_does_not() -> None:
    found = moved(YEAR, date(2026, 5, 25), title="2026年作风专项治理")
    first, second = found.tasks
    assert (first.target, first.departments, first.persons) == (
        "零投诉",
        YEAR.tasks[0].departments,
        YEAR.tasks[0].persons,
    )
    assert (first.due_on, first.due_text) == (date(2026, 6, 30), None)
    assert second.due_text == "全年任务"
    assert found.title == "2026年作风专项治理"
    assert (found.document_number, found.issued_on, found.parent_id, found.parent_text) == (None,) * 4
    assert (found.import_draft_id, found.document_id, found.aliases) == (None, None, ())


def test_who_is_gone_keeps_the_name_only() -> None:
    draft = replace(YEAR, unit_ids=[4, 5], unit_rule={"kinds": [], "under": [4]})
    assert named_in(draft) == ({4, 5, 7}, {9})
    kept = bound_to(draft, {5}, ())
    assert (kept.unit_ids, kept.unit_rule) == ([5], None)
    assert kept.tasks[0].departments == [DraftDepartment(name="医政科")]
    assert kept.tasks[0].persons == [DraftPerson(name="李文")]
    assert bound_to(draft, {4, 5, 7}, {9}).tasks[0].persons == YEAR.tasks[0].persons


def test_reports_begin_with_the_campaign() -> None:
    (found,) = moved(YEAR, date(2026, 5, 25)).requirements
    assert (found.since, found.until) == (None, date(2026, 11, 30))


def test_without_days_there_is_nothing_to_move() -> None:
    found = moved(CampaignDraft(title="专项", stages=[stage(None, None)]), date(2026, 1, 1))
    assert (found.starts_on, found.ends_on, periods(found)) == (date(2026, 1, 1), None, [(None, None)])


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.lists(st.integers(1, 100), min_size=1, max_size=6),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_stages_still_follow_each_other(start: date, lengths: list[int], start_on: date) -> None:
    stages, day = [], start
    for length in lengths:
        stages.append(stage(day, day + length * DAY))
        day += (length + 1) * DAY
    draft = CampaignDraft(title="专项", starts_on=start, ends_on=stages[-1].ends_on, stages=stages)
    found = moved(draft, start_on)
    assert found.stages[0].starts_on == start_on
    for before, after in pairwise(found.stages):
        assert before.ends_on
        assert after.starts_on == before.ends_on + DAY
        assert before.starts_on
        assert before.starts_on <= before.ends_on
    for old, new in zip(stages, found.stages, strict=True):
        assert old.ends_on
        assert new.ends_on
        if (old.ends_on + DAY).day == 1:
            assert (new.ends_on + DAY).day == 1 or new.ends_on == start_on
