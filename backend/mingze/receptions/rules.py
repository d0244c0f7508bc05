"""What each kind of unit must have for those who complain (医疗机构投诉管理办法, and the notices on reception)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingze.receptions.vocabulary import HospitalLevel
from mingze.receptions.vocabulary import ReceptionLack as L
from mingze.units.rules import UnitKind

_CONTACTS = frozenset({L.PERSON, L.PLACE, L.PHONE, L.MAILBOX, L.POST_ADDRESS, L.HOURS, L.PUBLISHED})
_WITH_WARDS = _CONTACTS | {L.OUTPATIENT_SIGN, L.INPATIENT_SIGN}

#: What a unit of each kind must have; who is not named here (a department) receives nobody by itself.
NEEDED: Mapping[UnitKind, frozenset[L]] = {
    UnitKind.COMMISSION: _CONTACTS | {L.LEADER_LINE},
    UnitKind.BUREAU: _CONTACTS | {L.LEADER_LINE},
    UnitKind.HOSPITAL: _WITH_WARDS,
    UnitKind.MATERNAL: _WITH_WARDS,
    UnitKind.TOWNSHIP: _CONTACTS | {L.OUTPATIENT_SIGN},
    UnitKind.COMMUNITY: _CONTACTS | {L.OUTPATIENT_SIGN},
    UnitKind.CDC: _CONTACTS,
    UnitKind.SUPERVISION: _CONTACTS,
    UnitKind.OTHER: _CONTACTS,
    # A clinic of one doctor: whom to speak to, by which phone, put up on its wall.
    UnitKind.VILLAGE: frozenset({L.PERSON, L.PHONE, L.PUBLISHED}),
}
_RATED = frozenset({UnitKind.HOSPITAL, UnitKind.MATERNAL})
_OFFICE_FROM = frozenset({HospitalLevel.TWO, HospitalLevel.THREE})


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit has said of its reception; nothing, to begin with."""

    hospital_level: HospitalLevel | None = None
    office: str | None = None
    place: str | None = None
    phones: Sequence[str] = ()
    mailbox: str | None = None
    email: str | None = None
    post_address: str | None = None
    hours: str | None = None
    persons: Sequence[Mapping[str, object]] = ()
    leader_line: str | None = None
    leader_mailbox: str | None = None
    outpatient_sign_seen_on: date | None = None
    inpatient_sign_seen_on: date | None = None
    published: bool = False


def needed(kind: UnitKind, level: HospitalLevel | None) -> frozenset[L]:
    """What the unit must have: a hospital of the second level and above an office, every other at least a person."""
    found = NEEDED.get(kind, frozenset())
    return found | {L.OFFICE} if kind in _RATED and level in _OFFICE_FROM else found


def lacks(kind: UnitKind, said: Said) -> list[L]:
    """What of that is still wanting, in the order in which it is asked for."""
    has: Mapping[L, bool] = {
        L.OFFICE: bool(said.office),
        L.PERSON: bool(said.persons),
        L.PLACE: bool(said.place),
        L.PHONE: bool(said.phones),
        L.MAILBOX: bool(said.mailbox or said.email),
        L.POST_ADDRESS: bool(said.post_address),
        L.HOURS: bool(said.hours),
        L.LEADER_LINE: bool(said.leader_line or said.leader_mailbox),
        L.OUTPATIENT_SIGN: said.outpatient_sign_seen_on is not None,
        L.INPATIENT_SIGN: said.inpatient_sign_seen_on is not None,
        L.PUBLISHED: said.published,
    }
    wanted = needed(kind, said.hospital_level)
    return [lack for lack in L if lack in wanted and not has[lack]]


@dataclass(frozen=True, slots=True)
class Contacts:
    """How to reach a unit that receives complaints: what is printed on pages and letters. No person is named."""

    unit_id: int
    unit_name: str
    office: str | None
    place: str | None
    phones: Sequence[str]
    mailbox: str | None
    email: str | None
    post_address: str | None
    hours: str | None
    leader_line: str | None
    leader_mailbox: str | None

    def lines(self) -> list[tuple[str, str]]:
        """(label, text) of what is known, in the order it is printed."""
        said = [
            ("投诉电话", "、".join(self.phones)),
            ("接待地点", " ".join(part for part in (self.place, self.office) if part)),
            ("接待时间", self.hours),
            ("电子邮箱", self.email),
            ("意见箱", self.mailbox),
            ("通信地址", self.post_address),
            ("领导热线", self.leader_line),
            ("领导信箱", self.leader_mailbox),
        ]
        return [(label, text) for label, text in said if text]
