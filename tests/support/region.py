"""The small region that tests act in: one city, two counties, and for each role somebody in and out of scope.

    云州市卫生健康委员会 (city)                 监督办 (office), 人事科 (personnel), 医政科 (medical)
      青禾县卫生健康局 (qinghe)                 青禾县人民医院 (hospital) with 医务科 (hospital_medical),
                                                青禾县东关镇卫生院 (township)
      临泉县卫生健康局 (linquan)                临泉县中医院 (linquan_hospital)

The people named for a role hold it where it reaches 青禾县; `<role>_elsewhere` hold it in 临泉县 only.
"""

from base64 import b64encode
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.permissions import ROLE_LABELS, Role
from mingze.access.service import appoint
from mingze.accounts.passwords import Passwords
from mingze.accounts.service import create_account
from mingze.settings import Settings
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from mingze.units.service import create_unit

PASSWORD = "Qinghe-Test-2026"
#: Hashes that cost nothing: what they protect are these tests.
HASH_MEMORY_KIB, HASH_ROUNDS = 8, 1
#: As in production a secret is long; given, it is not made and written to disk for every test.
_TOKEN_SECRET = SecretStr("a secret of the tests that is long enough to be one")
_FACTOR_KEY = SecretStr(b64encode(b"the key of these second factors.").decode())
RECEIPT_KEY = b"the key receipts are found with."

#: name in tests: (code, name, kind, name of the unit above)
UNITS: dict[str, tuple[str, str, UnitKind, str | None]] = {
    "city": ("YZ", "云州市卫生健康委员会", UnitKind.COMMISSION, None),
    "office": ("YZ-JDB", "监督办", UnitKind.DEPARTMENT, "city"),
    "personnel": ("YZ-RSK", "人事科", UnitKind.DEPARTMENT, "city"),
    "medical": ("YZ-YZK", "医政科", UnitKind.DEPARTMENT, "city"),
    "qinghe": ("YZ-QH", "青禾县卫生健康局", UnitKind.BUREAU, "city"),
    "hospital": ("YZ-QH-RM", "青禾县人民医院", UnitKind.HOSPITAL, "qinghe"),
    "hospital_medical": ("YZ-QH-RM-YW", "医务科", UnitKind.DEPARTMENT, "hospital"),
    "township": ("YZ-QH-DG", "青禾县东关镇卫生院", UnitKind.TOWNSHIP, "qinghe"),
    "linquan": ("YZ-LQ", "临泉县卫生健康局", UnitKind.BUREAU, "city"),
    "linquan_hospital": ("YZ-LQ-ZY", "临泉县中医院", UnitKind.HOSPITAL, "linquan"),
}

#: user name: (role, unit of the appointment, home unit)
PEOPLE: dict[str, tuple[Role, str, str]] = {
    "clerk": (Role.CLERK, "city", "office"),
    "second_clerk": (Role.CLERK, "city", "office"),
    "leader": (Role.LEADER, "city", "city"),
    "unit_head": (Role.UNIT_HEAD, "qinghe", "qinghe"),
    "liaison": (Role.LIAISON, "qinghe", "qinghe"),
    "personnel_head": (Role.UNIT_HEAD, "personnel", "personnel"),
    "personnel_liaison": (Role.LIAISON, "personnel", "personnel"),
    "medical_head": (Role.UNIT_HEAD, "medical", "medical"),
    "hospital_head": (Role.UNIT_HEAD, "hospital", "hospital"),
    "hospital_liaison": (Role.LIAISON, "hospital", "hospital_medical"),
    "inspector": (Role.INSPECTOR, "city", "office"),
    "complaint_officer": (Role.COMPLAINT_OFFICER, "qinghe", "qinghe"),
    "discipline_officer": (Role.DISCIPLINE_OFFICER, "city", "city"),
    "system_admin": (Role.SYSTEM_ADMIN, "city", "city"),
    "security_admin": (Role.SECURITY_ADMIN, "city", "city"),
    "auditor": (Role.AUDITOR, "city", "city"),
    "hotline_client": (Role.HOTLINE_CLIENT, "city", "city"),
    **{f"{role}_elsewhere": (role, "linquan", "linquan") for role in Role},
    "city_officer": (Role.COMPLAINT_OFFICER, "city", "office"),
    "hospital_officer": (Role.COMPLAINT_OFFICER, "hospital", "hospital"),
}


def settings_for(database_url: str, place: Path) -> Settings:
    """Settings of a service over `database_url` that keeps its files in `place`."""
    return Settings(
        data_dir=place,
        database_url=database_url,
        token_secret=_TOKEN_SECRET,
        second_factor_key=_FACTOR_KEY,
        receipt_secret=SecretStr(b64encode(RECEIPT_KEY).decode()),
        argon2_memory_kib=HASH_MEMORY_KIB,
        argon2_rounds=HASH_ROUNDS,
        access_minutes=30,
        # Tests ask as fast as they can; those of the limits set their own.
        session_requests_per_minute=0,
        source_requests_per_minute=0,
        portal_requests_per_minute=0,
        # Jobs are done where a test does them; a mail server is named and never asked.
        worker_in_process=False,
        smtp_url=SecretStr("smtp://127.0.0.1:9?starttls=no"),
        mail_from="mingze@mingze.test",
    )


@dataclass(frozen=True)
class Region:
    """The ids of units and accounts by their names above."""

    units: dict[str, int]
    accounts: dict[str, int]

    def as_json(self) -> dict[str, dict[str, int]]:
        return asdict(self)


async def fill_region(session: AsyncSession) -> Region:
    """Make the region through the services, as an administrator would."""
    units: dict[str, Unit] = {}
    for name, (code, title, kind, above) in UNITS.items():
        parent = units[above] if above else None
        units[name] = await create_unit(session, None, code=code, name=title, kind=kind, parent=parent)
    hashed = await Passwords(HASH_MEMORY_KIB, HASH_ROUNDS).hash(PASSWORD)
    accounts: dict[str, int] = {}
    for username, (role, at, home) in PEOPLE.items():
        account = await create_account(
            session,
            None,
            username=username,
            name=f"{ROLE_LABELS[role]}{len(accounts) + 1}",
            home_unit_id=units[home].id,
            password_hash=hashed,
            must_change_password=False,
        )
        await appoint(
            session,
            None,
            account=account,
            unit=units[at],
            role=role,
            starts_on=date(2020, 1, 1),
            ends_on=None,
        )
        accounts[username] = account.id
    return Region({name: unit.id for name, unit in units.items()}, accounts)
