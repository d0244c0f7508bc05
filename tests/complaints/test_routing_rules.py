"""Which office answers, and which units are refused: by level and place, never to whom it names."""

import pytest

from mingze.complaints.routing_rules import Aim, Named, Place, not_taken_in, office_of, refusals
from mingze.units.rules import UnitKind

CITY = Place(1, "云州市卫生健康委员会", UnitKind.COMMISSION, True)
BUREAU = Place(2, "青禾县卫生健康局", UnitKind.BUREAU, True)
HOSPITAL = Place(3, "青禾县人民医院", UnitKind.HOSPITAL, True)
WARD = Place(4, "医务科", UnitKind.DEPARTMENT, True)
LINE = [HOSPITAL, BUREAU, CITY]


@pytest.mark.parametrize(
    ("line", "names_head", "own_id", "office"),
    [
        (LINE, False, None, BUREAU),
        (LINE, True, None, BUREAU),
        (LINE[1:], False, None, BUREAU),
        (LINE[1:], True, None, CITY),
        (LINE[2:], False, None, CITY),
        (LINE[2:], True, None, None),
        ([WARD, *LINE], False, None, BUREAU),
        ([WARD, *LINE], False, 3, HOSPITAL),
        (LINE, False, 3, HOSPITAL),
        # What another institution's office took in is not its own.
        (LINE, False, 9, BUREAU),
        # The commission took it in itself: it still goes to the level it belongs to.
        (LINE, False, 1, BUREAU),
        # A bureau that was closed answers for nothing.
        ([HOSPITAL, Place(2, "原局", UnitKind.BUREAU, False), CITY], False, None, CITY),
        # Nothing above it is an authority: the top itself.
        ([WARD, HOSPITAL], False, None, HOSPITAL),
    ],
)
def test_goes_to_the_nearest_authority(
    line: list[Place], names_head: bool, own_id: int | None, office: Place | None
) -> None:
    found = office_of(line, names_head=names_head, own_id=own_id)
    assert (found.id if found else None) == (office.id if office else None)


def test_says_that_another_office_has_it_instead() -> None:
    head = office_of(LINE, names_head=True, own_id=3)
    assert head is not None
    assert (head.id, head.name, head.instead) == (2, "青禾县卫生健康局", True)
    same = office_of(LINE, names_head=False, own_id=3)
    assert same is not None
    assert not same.instead


def test_names_who_hears_what_the_topmost_may_not() -> None:
    problem = not_taken_in("云州市纪委监委驻市卫生健康委纪检监察组,电话 0000-0000000")
    assert problem.errors[0].pointer == "/body/names_head"
    assert "0000-0000000" in problem.detail
    assert "12388" in not_taken_in(None).detail


NAMED = Named(office_id=2, about_unit_id=3, about_department_id=4, names_head=False)


@pytest.mark.parametrize(
    ("aim", "named", "designated", "word"),
    [
        (Aim(3, True, {3, 2, 1}, 2), NAMED, False, None),
        (Aim(3, False, {3, 2, 1}, 2), NAMED, False, "停用"),
        (Aim(8, True, {8, 1}, 2), NAMED, False, "管辖范围"),
        (Aim(4, True, {4, 3, 2, 1}, 2), NAMED, False, "须回避"),
        (Aim(5, True, {5, 4, 3, 2, 1}, 2), NAMED, False, "须回避"),
        (Aim(3, True, {3, 2, 1}, 0), NAMED, False, "没有可以办理"),
        (Aim(3, True, {3, 2, 1}, 2), Named(2, 3, None, True), False, "不得转交"),
        (Aim(4, True, {4, 3, 2, 1}, 2), Named(2, 3, None, True), False, "不得转交"),
        (Aim(2, True, {2, 1}, 2), Named(2, 3, None, True), False, None),
        (Aim(3, True, {3, 2, 1}, 2), Named(2, 3, None, False, {3}), False, "只能指定"),
        (Aim(3, True, {3, 2, 1}, 2), Named(2, 3, None, False, {3}), True, None),
        (Aim(3, True, {3, 2, 1}, 2), Named(2, None, None, True), False, None),
    ],
)
def test_refuses_with_the_reason(aim: Aim, named: Named, designated: bool, word: str | None) -> None:
    reasons = refusals(aim, named, designated=designated)
    assert [word in reason for reason in reasons] == [True] if word else reasons == []
