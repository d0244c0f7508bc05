"""In time or late, and who may do what: pure."""

from datetime import date, datetime, timedelta

import pytest

from mingze.access.actor import Actor, Held
from mingze.access.permissions import Role
from mingze.campaigns.vocabulary import CampaignState
from mingze.duties import rules
from mingze.duties.deadlines import Deadlines
from mingze.duties.rules import DutyFacts, Place
from mingze.duties.vocabulary import (
    DutyKind,
    DutyRequestKind,
    DutyRequestState,
    DutyState,
    Punctuality,
    ResultState,
)
from mingze.kit.clock import SHANGHAI
from mingze.kit.problems import Conflict, Forbidden
from mingze.timelimits.calendar import WorkCalendar

CITY, COUNTY, HOSPITAL, ELSEWHERE = 1, 2, 3, 9
INCLUDING = Deadlines(includes_day=True, moves=False, calendar=WorkCalendar())
EXCLUDING = Deadlines(includes_day=False, moves=False, calendar=WorkCalendar())
P = Punctuality


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def standing(
    sent: str | None, now: str, deadlines: Deadlines = INCLUDING, days: int = 10, exempted: bool = False
) -> Punctuality:
    """Of a report due before 1 July 2016."""
    return rules.punctuality(
        due_at=deadlines.end_of(date(2016, 7, 1)),
        first_submitted_at=moment(sent) if sent else None,
        exempted_at=moment(now) if exempted else None,
        now=moment(now),
        missing_after_days=days,
    )


class TestPunctuality:
    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ("2016-06-26T08:00:00", P.ON_TIME),
            ("2016-07-01T23:59:59", P.ON_TIME),
            ("2016-07-01T23:59:59.999999", P.ON_TIME),
            ("2016-07-02T00:00:00", P.LATE),
            ("2016-08-02T00:00:00", P.LATE),
        ],
    )
    def test_the_named_day_counts_to_its_last_second(self, sent: str, said: Punctuality) -> None:
        assert standing(sent, "2016-09-01T00:00") is said

    @pytest.mark.parametrize(
        ("sent", "said"),
        [("2016-06-30T23:59:59", P.ON_TIME), ("2016-07-01T00:00:00", P.LATE)],
    )
    def test_where_before_excludes_the_day_it_is_one_day_earlier(self, sent: str, said: Punctuality) -> None:
        assert standing(sent, "2016-09-01T00:00", EXCLUDING) is said

    @pytest.mark.parametrize(
        ("now", "said"),
        [
            ("2016-07-01T23:59:59", P.NOT_DUE),
            ("2016-07-02T00:00:00", P.LATE),
            ("2016-07-11T23:59:59", P.LATE),
            ("2016-07-12T00:00:00", P.MISSING),
        ],
    )
    def test_what_has_not_come_is_late_and_then_missing(self, now: str, said: Punctuality) -> None:
        assert standing(None, now) is said

    def test_without_days_of_grace_it_is_missing_at_once(self) -> None:
        assert standing(None, "2016-07-02T00:00:00", days=0) is P.MISSING

    @pytest.mark.parametrize("sent", [None, "2016-08-01T00:00", "2016-06-01T00:00"])
    def test_an_exemption_outweighs_everything(self, sent: str | None) -> None:
        assert standing(sent, "2016-09-01T00:00", exempted=True) is P.EXEMPTED

    def test_the_instant_counts_not_the_zone_it_is_written_in(self) -> None:
        due = INCLUDING.end_of(date(2016, 7, 1))
        assert due == datetime.fromisoformat("2016-07-01T16:00:00+00:00")


class TestLastDay:
    def test_is_the_named_day(self) -> None:
        assert rules.last_day(INCLUDING.end_of(date(2016, 7, 1))) == date(2016, 7, 1)

    def test_is_the_day_before_where_before_excludes_it(self) -> None:
        assert rules.last_day(EXCLUDING.end_of(date(2016, 7, 1))) == date(2016, 6, 30)


class TestDeadlines:
    def test_a_day_off_moves_where_the_setting_says_so(self) -> None:
        moving = Deadlines(includes_day=True, moves=True, calendar=WorkCalendar())
        assert rules.last_day(moving.end_of(date(2026, 10, 1))) == date(2026, 10, 8)

    def test_a_day_in_a_year_that_is_not_announced_stays(self) -> None:
        moving = Deadlines(includes_day=True, moves=True, calendar=WorkCalendar())
        assert rules.last_day(moving.end_of(date(2099, 10, 1))) == date(2099, 10, 1)


class TestDaysLate:
    @pytest.mark.parametrize(
        ("after", "days"),
        [
            (timedelta(seconds=-1), None),
            (timedelta(0), 1),
            (timedelta(hours=23), 1),
            (timedelta(days=1), 2),
            (timedelta(days=9, hours=1), 10),
        ],
    )
    def test_a_part_of_a_day_is_a_day(self, after: timedelta, days: int | None) -> None:
        due = INCLUDING.end_of(date(2016, 7, 1))
        assert rules.days_late(due, due + after, due + timedelta(days=99)) == days
        assert rules.days_late(due, None, due + after) == days


def person(role: Role, unit: int, account: int = 7) -> Actor:
    return Actor(
        account_id=account,
        username="p",
        name="某人",
        session_id="s",
        home_unit_id=unit,
        home_unit_name="单位",
        must_change_password=False,
        appointments=(Held(role, unit, "单位"),),
    )


def facts(
    state: DutyState = DutyState.DRAFT,
    kind: DutyKind = DutyKind.REPORT,
    campaign: CampaignState = CampaignState.ACTIVE,
    punctuality: Punctuality = P.LATE,
    **more: object,
) -> DutyFacts:
    place = Place(frozenset({HOSPITAL, COUNTY, CITY}), frozenset({CITY}))
    return DutyFacts(kind, state, campaign, place, punctuality, **more)  # type: ignore[arg-type]


LIAISON, HEAD = person(Role.LIAISON, HOSPITAL), person(Role.UNIT_HEAD, HOSPITAL)
CLERK, LEADER = person(Role.CLERK, CITY), person(Role.LEADER, CITY)


class TestWhoNot:
    def test_the_unit_fills_in(self) -> None:
        assert rules.who_not("draft", LIAISON, facts()) is None
        assert rules.who_not("draft", HEAD, facts()) is None

    @pytest.mark.parametrize("actor", [CLERK, LEADER, person(Role.LIAISON, ELSEWHERE)])
    def test_nobody_else_does(self, actor: Actor) -> None:
        assert rules.who_not("draft", actor, facts())
        assert rules.who_not("submit", actor, facts())

    @pytest.mark.parametrize("kind", [DutyKind.REPORT, DutyKind.DELIVERABLE])
    def test_a_liaison_sends_reports(self, kind: DutyKind) -> None:
        assert rules.who_not("submit", LIAISON, facts(kind=kind)) is None

    def test_only_the_head_sends_the_plan_of_the_unit(self) -> None:
        assert rules.who_not("submit", LIAISON, facts(kind=DutyKind.SUB_PLAN))
        assert rules.who_not("submit", HEAD, facts(kind=DutyKind.SUB_PLAN)) is None

    @pytest.mark.parametrize("action", ["return", "accept"])
    def test_the_office_reviews(self, action: str) -> None:
        assert rules.who_not(action, CLERK, facts(DutyState.SUBMITTED)) is None

    @pytest.mark.parametrize("action", ["return", "accept"])
    @pytest.mark.parametrize("actor", [HEAD, LEADER, person(Role.CLERK, COUNTY)])
    def test_nobody_else_reviews(self, action: str, actor: Actor) -> None:
        assert rules.who_not(action, actor, facts(DutyState.SUBMITTED))

    @pytest.mark.parametrize("action", ["return", "accept"])
    def test_nobody_reviews_what_they_sent(self, action: str) -> None:
        assert rules.who_not(action, CLERK, facts(DutyState.SUBMITTED, submitted_by=7))


class TestWhenNot:
    @pytest.mark.parametrize("state", sorted(rules.OPEN_STATES))
    def test_what_is_open_can_be_sent(self, state: DutyState) -> None:
        assert rules.when_not("submit", facts(state)) is None

    @pytest.mark.parametrize(
        "state", [DutyState.SCHEDULED, DutyState.SUBMITTED, DutyState.ACCEPTED, DutyState.CANCELLED]
    )
    def test_nothing_else(self, state: DutyState) -> None:
        assert rules.when_not("submit", facts(state))

    @pytest.mark.parametrize(
        "campaign",
        [CampaignState.SUSPENDED, CampaignState.CLOSED, CampaignState.ARCHIVED, CampaignState.CANCELLED],
    )
    def test_nothing_is_sent_to_a_campaign_that_does_not_run(self, campaign: CampaignState) -> None:
        assert rules.when_not("submit", facts(campaign=campaign))

    def test_while_it_is_summed_up_the_late_may_still_send(self) -> None:
        assert rules.when_not("submit", facts(campaign=CampaignState.SUMMARISING)) is None

    def test_what_was_returned_is_rewritten_not_drafted(self) -> None:
        assert rules.when_not("rewrite", facts(DutyState.RETURNED)) is None
        assert rules.when_not("draft", facts(DutyState.RETURNED))

    def test_only_what_was_sent_is_reviewed(self) -> None:
        for state in DutyState:
            assert (rules.when_not("accept", facts(state)) is None) == (state is DutyState.SUBMITTED)


class TestChecks:
    def test_who_is_a_403(self) -> None:
        with pytest.raises(Forbidden):
            rules.check_who("accept", LIAISON, facts(DutyState.SUBMITTED))

    def test_when_is_a_409_that_names_what_is_possible(self) -> None:
        with pytest.raises(Conflict) as caught:
            rules.check_when("accept", facts(DutyState.DRAFT))
        assert caught.value.extra["open_moves"] == ["draft", "submit"]


class TestAllowedActions:
    def _enabled(self, actor: Actor, given: DutyFacts) -> set[str]:
        return {one.action for one in rules.allowed_actions(actor, given) if one.enabled}

    def test_of_the_unit(self) -> None:
        assert self._enabled(LIAISON, facts()) == {"draft", "submit", "ask_exemption"}

    def test_of_the_office(self) -> None:
        given = facts(DutyState.SUBMITTED)
        assert self._enabled(CLERK, given) == {"return", "accept", "ask_exemption", "ask_accountability"}

    def test_what_was_returned(self) -> None:
        given = facts(DutyState.RETURNED, punctuality=P.ON_TIME)
        assert self._enabled(LIAISON, given) == {"rewrite", "submit"}

    def test_each_that_is_off_says_why(self) -> None:
        assert all(one.enabled or one.reason for one in rules.allowed_actions(LIAISON, facts()))


class TestAsking:
    @pytest.mark.parametrize("punctuality", [P.LATE, P.MISSING])
    def test_what_is_late_may_be_exempted(self, punctuality: Punctuality) -> None:
        assert rules.when_asked_not(DutyRequestKind.EXEMPTION, facts(punctuality=punctuality)) is None

    @pytest.mark.parametrize("punctuality", [P.NOT_DUE, P.ON_TIME, P.EXEMPTED])
    def test_what_is_not_late_needs_nothing(self, punctuality: Punctuality) -> None:
        for kind in DutyRequestKind:
            assert rules.when_asked_not(kind, facts(punctuality=punctuality))

    def test_not_twice(self) -> None:
        kind = DutyRequestKind.ACCOUNTABILITY
        assert rules.when_asked_not(kind, facts(asked=frozenset({kind})))
        assert rules.when_asked_not(kind, facts(approved=frozenset({kind})))

    def test_the_unit_asks_to_be_exempted_and_the_office_for_accountability(self) -> None:
        assert rules.who_asks_not(DutyRequestKind.EXEMPTION, LIAISON, facts()) is None
        assert rules.who_asks_not(DutyRequestKind.EXEMPTION, CLERK, facts()) is None
        assert rules.who_asks_not(DutyRequestKind.ACCOUNTABILITY, CLERK, facts()) is None
        assert rules.who_asks_not(DutyRequestKind.ACCOUNTABILITY, HEAD, facts())

    def test_a_leader_decides_and_never_who_asked(self) -> None:
        office = frozenset({CITY})
        assert rules.who_decides_not(LEADER, office, asked_by=1) is None
        assert rules.who_decides_not(LEADER, office, asked_by=LEADER.account_id)
        assert rules.who_decides_not(CLERK, office, asked_by=1)

    def test_what_was_decided_stays(self) -> None:
        assert rules.when_decided_not(DutyRequestState.ASKED) is None
        assert rules.when_decided_not(DutyRequestState.REFUSED)


class TestResults:
    def _enabled(self, actor: Actor, state: ResultState, drafted_by: int = 1) -> set[str]:
        found = rules.result_actions(actor, frozenset({CITY}), drafted_by, state)
        return {one.action for one in found if one.enabled}

    def test_a_draft_is_published_or_refused(self) -> None:
        assert self._enabled(LEADER, ResultState.DRAFTED) == {"publish", "refuse"}

    def test_what_is_published_is_withdrawn(self) -> None:
        assert self._enabled(LEADER, ResultState.PUBLISHED) == {"withdraw"}

    @pytest.mark.parametrize("state", [ResultState.REFUSED, ResultState.WITHDRAWN])
    def test_what_is_over_is_over(self, state: ResultState) -> None:
        assert self._enabled(LEADER, state) == set()

    def test_never_by_who_drafted_it(self) -> None:
        assert self._enabled(LEADER, ResultState.DRAFTED, LEADER.account_id) == set()
        assert self._enabled(CLERK, ResultState.DRAFTED) == set()
