"""Names and posts out of the words of a plan; what cannot be told apart stays as it is."""

from typing import Any

import pytest

from mingze.campaigns.plan_people import members_of
from mingze.campaigns.vocabulary import BodyRole

R = BodyRole


def told(**group: Any) -> list[tuple[BodyRole, str, str | None]]:
    filled = {"head": None, "deputies": [], "members": None, "office": None} | group
    return [(one.role, one.name, one.post) for one in members_of(filled)]


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("委党委书记、主任林知远", "林知远", "委党委书记、主任"),
        ("周怀谦", "周怀谦", None),
        ("局长欧阳明", "欧阳明", "局长"),
        ("沈明远(医政科科长)", "沈明远", "医政科科长"),
        ("党组成员、副局长买买提·艾力", "买买提·艾力", "党组成员、副局长"),
        ("委主要负责同志", "委主要负责同志", None),
        ("党委书记", "党委书记", None),
        ("王院长", "王院长", None),
        ("分管领导", "分管领导", None),
    ],
)
def test_head(text: str, name: str, post: str | None) -> None:
    assert told(head=text) == [(R.HEAD, name, post)]


def test_each_deputy_is_one() -> None:
    assert told(deputies=["委党委成员、纪检书记赵清", "副主任周怀谦"]) == [
        (R.DEPUTY, "赵清", "委党委成员、纪检书记"),
        (R.DEPUTY, "周怀谦", "副主任"),
    ]


def test_members_are_split_only_where_every_one_is_a_person() -> None:
    assert told(members="李文、沈明远、何如") == [
        (R.MEMBER, "李文", None),
        (R.MEMBER, "沈明远", None),
        (R.MEMBER, "何如", None),
    ]
    whole = "李文、各科室主要负责人"
    assert told(members=whole) == [(R.MEMBER, whole, None)]


def test_office_with_two_directors_and_its_members() -> None:
    assert told(office="李文、何如任办公室主任,机关各科室主要负责人为办公室成员") == [
        (R.OFFICE_DIRECTOR, "李文", None),
        (R.OFFICE_DIRECTOR, "何如", None),
        (R.OFFICE_MEMBER, "机关各科室主要负责人", None),
    ]


def test_deputy_director_is_no_director() -> None:
    assert told(office="李文任办公室副主任") == [(R.OFFICE_MEMBER, "李文", "副主任")]


def test_seat_of_the_office() -> None:
    assert told(office="监察室") == [(R.OFFICE_MEMBER, "监察室", None)]


def test_no_group() -> None:
    assert members_of(None) == []
