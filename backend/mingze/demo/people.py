"""The people of the demonstration: invented names, one or more for each role, one password for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor, Held
from mingze.access.permissions import Role
from mingze.access.service import appoint
from mingze.accounts.service import create_account
from mingze.units.models import Unit

#: Told to everybody who starts the demonstration; `mingze demo` refuses where it would protect anything.
PASSWORD = "Yunzhou-2026"  # noqa: S105

R = Role


@dataclass(frozen=True, slots=True)
class Person:
    """`at`: the unit of the appointment, `home`: where the person works, as codes without the city's."""

    username: str
    name: str
    role: Role
    at: str
    home: str


PEOPLE = (
    Person("clerk", "林知远", R.CLERK, "", "JDB"),
    Person("clerk2", "苏晚晴", R.CLERK, "", "JDB"),
    Person("leader", "韩正清", R.LEADER, "", ""),
    Person("leader2", "罗敬之", R.LEADER, "", ""),
    Person("head", "周慕白", R.UNIT_HEAD, "SRM", "SRM"),
    Person("liaison", "陈小禾", R.LIAISON, "SRM", "SRM-DYB"),
    Person("inspector", "高远山", R.INSPECTOR, "", "FGK"),
    Person("inspector2", "丁若云", R.INSPECTOR, "", "JDB"),
    Person("complaint", "何静怡", R.COMPLAINT_OFFICER, "", "XFB"),
    Person("discipline", "方守正", R.DISCIPLINE_OFFICER, "", "JWK"),
    Person("system", "唐工远", R.SYSTEM_ADMIN, "", "GXK"),
    Person("security", "严安澜", R.SECURITY_ADMIN, "", "GXK"),
    Person("auditor", "沈明鉴", R.AUDITOR, "", "JWK"),
    Person("office", "梁书言", R.UNIT_HEAD, "BGS", "BGS"),
    Person("medical", "秦越明", R.UNIT_HEAD, "YZK", "YZK"),
    Person("primary", "田春晖", R.UNIT_HEAD, "JCK", "JCK"),
    Person("finance", "钱慎之", R.UNIT_HEAD, "CWK", "CWK"),
    Person("personnel", "任以贤", R.UNIT_HEAD, "RSK", "RSK"),
    Person("law", "江立言", R.UNIT_HEAD, "FGK", "FGK"),
    Person("disease", "白云帆", R.UNIT_HEAD, "JKK", "JKK"),
    Person("party", "谢怀德", R.UNIT_HEAD, "DWK", "DWK"),
    Person("drugs", "姚本草", R.UNIT_HEAD, "YAZ", "YAZ"),
    Person("planning", "魏新程", R.UNIT_HEAD, "GXK", "GXK"),
    Person("tcm", "董杏林", R.UNIT_HEAD, "SZY", "SZY"),
    Person("second", "乔望舒", R.UNIT_HEAD, "SEY", "SEY"),
    Person("maternity", "夏婉如", R.UNIT_HEAD, "SFY", "SFY"),
    Person("cdc", "程防微", R.UNIT_HEAD, "SCDC", "SCDC"),
    Person("supervision", "石执中", R.UNIT_HEAD, "SJD", "SJD"),
    Person("qinghe_clerk", "叶青川", R.CLERK, "QH", "QH-JDB"),
    Person("qinghe_leader", "冯国栋", R.LEADER, "QH", "QH"),
    Person("qinghe", "贺长林", R.UNIT_HEAD, "QH", "QH"),
    Person("linquan", "邵泉生", R.UNIT_HEAD, "LQ", "LQ"),
    Person("baishi", "孟磊石", R.UNIT_HEAD, "BS", "BS"),
    Person("nanping", "陶南平", R.UNIT_HEAD, "NP", "NP"),
    Person("donghu", "顾湘湖", R.UNIT_HEAD, "DH", "DH"),
    Person("hewan", "祝清湾", R.UNIT_HEAD, "HW", "HW"),
    Person("qinghe_hospital", "范济民", R.UNIT_HEAD, "QH-RM", "QH-RM"),
    Person("township_head", "郑大田", R.UNIT_HEAD, "QH-01", "QH-01"),
    Person("township", "吴小满", R.LIAISON, "QH-01", "QH-01"),
    Person("village", "杨惠兰", R.LIAISON, "QH-01-01", "QH-01-01"),
    Person("hospital_complaint", "温如玉", R.COMPLAINT_OFFICER, "SRM", "SRM-YHB"),
    Person("qinghe_complaint", "白露", R.COMPLAINT_OFFICER, "QH", "QH"),
    Person("hotline", "12345热线平台", R.HOTLINE_CLIENT, "", "XFB"),
)


#: Who holds which role where (the first, where there are several).
_HOLDERS = {(person.at, person.role): person.username for person in reversed(PEOPLE)}


class Cast:
    """The people as they act, found by their name or by what they answer for."""

    def __init__(self, units: Mapping[str, Unit], accounts: Mapping[str, int]) -> None:
        self.units = units
        self.by_name = {
            person.username: _actor(person, units, accounts[person.username]) for person in PEOPLE
        }

    def __getitem__(self, username: str) -> Actor:
        return self.by_name[username]

    def head(self, code: str) -> Actor:
        """Who signs for the unit: the head of it or of the nearest one above it, below the city."""
        return self._nearest(code, Role.UNIT_HEAD)

    def reporter(self, code: str) -> Actor:
        """Who writes progress for the unit: a liaison where there is one as near as the head."""
        return self._nearest(code, Role.LIAISON, Role.UNIT_HEAD)

    def _nearest(self, code: str, *roles: Role) -> Actor:
        at = code
        while at:
            for role in roles:
                if (at, role) in _HOLDERS:
                    return self.by_name[_HOLDERS[at, role]]
            at = at.rpartition("-")[0]
        raise LookupError(f"nobody answers for {code}")


async def make_people(session: AsyncSession, units: Mapping[str, Unit], hashed: str, starts_on: date) -> Cast:
    """Make the accounts, all with the password of `hashed`, and appoint them."""
    accounts: dict[str, int] = {}
    for person in PEOPLE:
        account = await create_account(
            session,
            None,
            username=person.username,
            name=person.name,
            home_unit_id=units[person.home].id,
            password_hash=hashed,
            must_change_password=False,
        )
        await appoint(
            session,
            None,
            account=account,
            unit=units[person.at],
            role=person.role,
            starts_on=starts_on,
            ends_on=None,
        )
        accounts[person.username] = account.id
    return Cast(units, accounts)


def _actor(person: Person, units: Mapping[str, Unit], account_id: int) -> Actor:
    home, at = units[person.home], units[person.at]
    return Actor(
        account_id=account_id,
        username=person.username,
        name=person.name,
        session_id="",
        home_unit_id=home.id,
        home_unit_name=home.name,
        must_change_password=False,
        appointments=(Held(person.role, at.id, at.name),),
    )
