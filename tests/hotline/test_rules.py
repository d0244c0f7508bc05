"""When two orders are the same, what a further round does, how two lists compare."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mingze.complaints.vocabulary import ComplaintKind
from mingze.complaints.vocabulary import ComplaintState as S
from mingze.complaints.workflow import OPEN
from mingze.hotline import columns, rules
from mingze.hotline.rules import Ours, Theirs
from mingze.hotline.vocabulary import HOTLINE_ROW_LABELS, HotlineRowAction, HotlineStatus
from mingze.kit.problems import Conflict

C, P = ComplaintKind.COMPLAINT, ComplaintKind.PETITION


@pytest.mark.parametrize("state", S)
def test_every_state_is_one_of_the_five_steps(state: S) -> None:
    status = rules.status_of(state)
    assert state in rules.states_of(status) or state is S.MERGED


def test_no_state_is_two_steps() -> None:
    together = [state for status in HotlineStatus for state in rules.states_of(status)]
    assert len(together) == len(set(together)) == len(S) - 1


class TestTheSameAgain:
    def test_order_of_fields_makes_no_difference(self) -> None:
        assert rules.digest({"a": 1, "b": None}) == rules.digest({"b": None, "a": 1})

    def test_anything_else_does(self) -> None:
        moment = datetime(2026, 3, 2, tzinfo=UTC)
        forms: list[dict[str, Any]] = [{}, {"a": 1}, {"a": "1"}, {"a": None}, {"a": moment}, {"b": 1}]
        assert len({rules.digest(one) for one in forms}) == len(forms)

    def test_names_what_differs(self) -> None:
        before = {"title": "候诊", "round": 1, "due_at": datetime(2026, 3, 2, tzinfo=UTC), "wish": None}
        assert rules.differences(before, dict(before)) == []
        assert rules.differences(before, {**before, "title": "收费", "wish": "退费"}) == ["title", "wish"]


class TestRounds:
    @pytest.mark.parametrize(("given", "last"), [(1, None), (2, 1), (7, 6)])
    def test_follow_one_another(self, given: int, last: int | None) -> None:
        rules.check_round(given, last)

    @pytest.mark.parametrize(("given", "last"), [(2, None), (3, 1), (9, 6)])
    def test_do_not_jump(self, given: int, last: int | None) -> None:
        with pytest.raises(Conflict, match=f"应为第 {(last or 0) + 1} 轮"):
            rules.check_round(given, last)

    @pytest.mark.parametrize("state", [S.ANSWERED, S.VISITED_BACK, S.CLOSED])
    def test_of_what_was_answered_are_done_again(self, state: S) -> None:
        assert rules.further_round(C, state) is HotlineRowAction.REDO

    @pytest.mark.parametrize("state", sorted(OPEN))
    def test_wait_for_what_is_still_handled(self, state: S) -> None:
        for kind in (C, P):
            with pytest.raises(Conflict, match="还在办理"):
                rules.further_round(kind, state)

    @pytest.mark.parametrize(
        ("kind", "state"),
        [(C, S.NOT_HANDLED), (C, S.TRANSFERRED), (P, S.OPINION_ISSUED), (P, S.FINAL), (P, S.REFUSED)],
    )
    def test_of_what_cannot_be_done_again_are_taken_in_anew(self, kind: ComplaintKind, state: S) -> None:
        assert rules.further_round(kind, state) is HotlineRowAction.REPEAT

    def test_every_action_of_a_row_has_a_word(self) -> None:
        assert set(HOTLINE_ROW_LABELS) == set(HotlineRowAction)


def ours(number: str, status: HotlineStatus = HotlineStatus.HANDLING, round_: int = 1) -> Ours:
    return Ours(number, round_, status, f"TS-{number}")


class TestTwoLists:
    def test_say_what_is_missing_where_and_what_differs(self) -> None:
        theirs = [
            Theirs("same", 1, HotlineStatus.HANDLING),
            Theirs("silent", 1),
            Theirs("differs", 1, HotlineStatus.CLOSED),
            Theirs("lost", 1),
            Theirs("same", 2),
            Theirs("same", 1),
        ]
        found = rules.compare(theirs, [ours("same"), ours("silent"), ours("differs"), ours("extra")])
        assert (found.same, found.repeated) == (2, 1)
        assert [one.key for one in found.missing_here] == [("lost", 1), ("same", 2)]
        assert [one.external_no for one in found.missing_there] == ["extra"]
        assert [(a.status, b.status) for a, b in found.differing] == [
            (HotlineStatus.CLOSED, HotlineStatus.HANDLING)
        ]
        assert len(theirs) == found.same + len(found.differing) + len(found.missing_here) + found.repeated
        assert found.same + len(found.differing) + len(found.missing_there) == 4

    def test_of_which_one_is_empty(self) -> None:
        assert len(rules.compare([], [ours("a"), ours("b")]).missing_there) == 2
        assert len(rules.compare([Theirs("a", 1)], []).missing_here) == 1


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "field"),
        [
            ("工单编号", "external_no"),
            (" 工单号 ", "external_no"),
            ("诉求内容(必填)", "text"),
            ("诉求人要求保密", "confidential"),
            ("办理时限", "due_at"),
            ("派单说明", "dispatch_note"),
            ("回访结果", "visit_back"),
            ("单价", None),
        ],
    )
    def test_are_known_by_their_usual_headings(self, header: str, field: str | None) -> None:
        assert columns.field_of(header) == field

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("2026-03-02 09:30", "2026-03-02T09:30:00+08:00"),
            ("2026/3/2 9:30:15", "2026-03-02T09:30:15+08:00"),
            ("2026年3月2日", "2026-03-02T00:00:00+08:00"),
            ("2026-03-02T09:30:00", "2026-03-02T09:30:00+08:00"),
            ("2026-02-30", None),
            ("2026-03-02 25:00", None),
            ("三月二日", None),
            ("=NOW()", None),
        ],
    )
    def test_moments_are_of_shanghai(self, text: str, said: str | None) -> None:
        found = columns.moment_of(text)
        assert (found.isoformat() if found else None) == said

    def test_a_deadline_of_a_day_includes_the_day(self) -> None:
        found = columns.moment_of("2026-03-31", end_of_day=True)
        assert found is not None
        assert found.isoformat() == "2026-04-01T00:00:00+08:00"

    @pytest.mark.parametrize(("word", "yes"), [("是", True), ("否", False), ("", False), ("也许", None)])
    def test_yes_and_no(self, word: str, yes: bool | None) -> None:
        assert columns.yes_of(word) is yes

    def test_words_of_states_and_matters(self) -> None:
        assert columns.status_of("已办结") is HotlineStatus.CLOSED
        assert columns.status_of("待签收") is HotlineStatus.RECEIVED
        assert columns.status_of("飞走了") is None
        assert str(columns.matter_of("投诉类")) == "complain"
        assert columns.matter_of("闲聊") is None
