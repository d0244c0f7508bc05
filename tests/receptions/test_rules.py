"""What each kind of unit must have for those who complain, and what is printed of it."""

from datetime import date
from typing import Any

import pytest

from mingze.receptions.rules import NEEDED, Contacts, Said, lacks, needed
from mingze.receptions.vocabulary import LACK_LABELS, HospitalLevel, ReceptionLack
from mingze.units.rules import UnitKind

L = ReceptionLack
SEEN = date(2026, 11, 2)
WHOLE: dict[str, Any] = {
    "office": "医患关系办公室",
    "place": "门诊楼103室",
    "phones": ["0631-6619938"],
    "email": "tousu@example.cn",
    "post_address": "人民路18号",
    "hours": "工作日8:00—17:30",
    "persons": [{"name": "李文静", "post": "主任", "full_time": True}],
    "leader_line": "0631-6619001",
    "outpatient_sign_seen_on": SEEN,
    "inpatient_sign_seen_on": SEEN,
    "published": True,
}


@pytest.mark.parametrize("kind", UnitKind)
def test_whoever_says_everything_lacks_nothing(kind: UnitKind) -> None:
    assert lacks(kind, Said(hospital_level=HospitalLevel.THREE, **WHOLE)) == []


@pytest.mark.parametrize("kind", UnitKind)
def test_whoever_says_nothing_lacks_all_that_is_needed(kind: UnitKind) -> None:
    assert set(lacks(kind, Said())) == needed(kind, None)


@pytest.mark.parametrize("kind", [kind for kind in UnitKind if kind is not UnitKind.DEPARTMENT])
def test_every_unit_needs_at_least_a_person_a_phone_and_to_make_them_known(kind: UnitKind) -> None:
    assert needed(kind, None) >= {L.PERSON, L.PHONE, L.PUBLISHED}


def test_a_department_receives_nobody_by_itself() -> None:
    assert UnitKind.DEPARTMENT not in NEEDED
    assert lacks(UnitKind.DEPARTMENT, Said()) == []


@pytest.mark.parametrize(
    ("kind", "level", "office"),
    [
        (UnitKind.HOSPITAL, HospitalLevel.THREE, True),
        (UnitKind.HOSPITAL, HospitalLevel.TWO, True),
        (UnitKind.MATERNAL, HospitalLevel.TWO, True),
        (UnitKind.HOSPITAL, HospitalLevel.ONE, False),
        (UnitKind.HOSPITAL, HospitalLevel.UNRATED, False),
        (UnitKind.HOSPITAL, None, False),
        (UnitKind.TOWNSHIP, HospitalLevel.TWO, False),
        (UnitKind.BUREAU, None, False),
    ],
)
def test_a_hospital_of_the_second_level_and_above_needs_an_office(
    kind: UnitKind, level: HospitalLevel | None, office: bool
) -> None:
    assert (L.OFFICE in needed(kind, level)) is office
    assert (L.OFFICE in lacks(kind, Said(hospital_level=level))) is office


@pytest.mark.parametrize(
    ("field", "lack"),
    [
        ("office", L.OFFICE),
        ("persons", L.PERSON),
        ("place", L.PLACE),
        ("phones", L.PHONE),
        ("email", L.MAILBOX),
        ("post_address", L.POST_ADDRESS),
        ("hours", L.HOURS),
        ("outpatient_sign_seen_on", L.OUTPATIENT_SIGN),
        ("inpatient_sign_seen_on", L.INPATIENT_SIGN),
        ("published", L.PUBLISHED),
    ],
)
def test_what_is_left_out_is_named(field: str, lack: ReceptionLack) -> None:
    said = {name: value for name, value in WHOLE.items() if name != field}
    assert lacks(UnitKind.HOSPITAL, Said(hospital_level=HospitalLevel.TWO, **said)) == [lack]


@pytest.mark.parametrize("way", ["leader_line", "leader_mailbox"])
def test_an_authority_has_a_line_or_a_mailbox_of_its_leaders(way: str) -> None:
    said = {name: value for name, value in WHOLE.items() if name != "leader_line"}
    assert lacks(UnitKind.BUREAU, Said(**said)) == [L.LEADER_LINE]
    said[way] = "0631-6619001"
    assert lacks(UnitKind.BUREAU, Said(**said)) == []


def test_every_lack_has_a_word() -> None:
    assert set(LACK_LABELS) == set(L)


def test_contacts_are_printed_without_what_is_not_known_and_without_persons() -> None:
    known = Contacts(
        unit_id=1,
        unit_name="青禾县人民医院",
        office="医患关系办公室",
        place="门诊楼103室",
        phones=["0631-6619938", "0631-6619939"],
        mailbox=None,
        email="tousu@example.cn",
        post_address=None,
        hours="工作日8:00—17:30",
        leader_line=None,
        leader_mailbox=None,
    )
    assert known.lines() == [
        ("投诉电话", "0631-6619938、0631-6619939"),
        ("接待地点", "门诊楼103室 医患关系办公室"),
        ("接待时间", "工作日8:00—17:30"),
        ("电子邮箱", "tousu@example.cn"),
    ]
