"""`mingze demo`: migrate, make the region and its people, and let a year of its work take place."""

import asyncio
import gc
import sys
from datetime import datetime, time, timedelta

from sqlalchemy import update

from mingze import migrating, samples
from mingze.access.permissions import ROLE_LABELS, Role
from mingze.accounts import queries as accounts
from mingze.accounts.passwords import Passwords
from mingze.demo import corpus, fates, intake
from mingze.demo.campaigning import campaigned
from mingze.demo.complaining import complaints
from mingze.demo.people import PASSWORD, PEOPLE, Cast, make_people
from mingze.demo.publishing import published
from mingze.demo.region import CITY, TOP, make_units, plans
from mingze.demo.stage import Stage
from mingze.demo.tale import Tale
from mingze.events.checkpoints import Checkpoints
from mingze.findings.tag_service import create_tag
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import append_recorded
from mingze.kit.files import Files
from mingze.notices.models import Notice
from mingze.settings import Settings
from mingze.units import queries as units
from mingze.units.rules import UnitKind

#: Days ago: the region is set up, the report of the commission comes in, that of the hospital.
_BEGINNING, _COMMISSION, _HOSPITAL = 365, 248, 112
_EVERY_DAY = 64
#: By which the township and the village of the liaisons have work in several states at once.
_DAYS_SEED = "days3262"


def fill(settings: Settings, if_empty: bool = False) -> int:
    """Fill the empty database of `settings`; 0 done or nothing to do, 1 refused (said on standard error)."""
    if settings.environment == "production":
        _refuse("演示数据使用公开的密码,生产环境中不能建立(MINGZE_ENVIRONMENT=production)。")
        return 1
    migrating.upgrade(settings.database)
    # The program itself is no garbage: left out of every collection, a year takes a fifth less time.
    gc.freeze()
    try:
        return asyncio.run(_fill_empty(settings, if_empty=if_empty))
    finally:
        gc.unfreeze()


def accounts_said(settings: Settings) -> list[str]:
    """Lines that name the accounts of the demonstration and their password; none where it is another database."""
    if not asyncio.run(_is_demonstration(settings)):
        return []
    shown = {person.role: person for person in reversed(PEOPLE)}
    return [
        f"演示账户(虚构人物,共 {len(PEOPLE)} 个,每种角色各举一个),密码均为 {PASSWORD}",
        *(
            f"  {person.username:<12}{ROLE_LABELS[person.role]} {person.name}"
            for person in PEOPLE
            if shown[person.role] is person
        ),
    ]


async def _is_demonstration(settings: Settings) -> bool:
    database = Database(settings.database)
    try:
        async with database.reading() as session:
            top = await units.unit_by_code(session, TOP)
            if top is None or not top.name.startswith(CITY):
                return False
            found = [await accounts.account_by_username(session, p.username) for p in (PEOPLE[0], PEOPLE[-1])]
            return [account and account.name for account in found] == [PEOPLE[0].name, PEOPLE[-1].name]
    finally:
        await database.close()


async def _fill_empty(settings: Settings, *, if_empty: bool) -> int:
    database = Database(settings.database)
    try:
        async with database.reading() as session:
            is_empty = not (
                await accounts.any_account(session) or await units.unit_by_code(session, TOP) is not None
            )
        if not is_empty:
            if if_empty:
                _say("数据库中已有数据,演示数据没有写入。")
                return 0
            _refuse("数据库中已有数据,没有写入任何内容。请换一个空的 MINGZE_DATA_DIR 或数据库再建演示数据。")
            return 1
        _say("正在建立演示数据(云州市,虚构),约需半分钟……")
        stage = await _set(settings, database)
        await _begin(settings, stage)
        await stage.play()
        await _read_old_notices(stage)
        await Checkpoints(settings.data_dir).seal(database)
    finally:
        await database.close()
    _say(f"演示数据已建立:{len(list(plans())) + 1} 个单位,{len(PEOPLE)} 个账户。")
    return 0


async def _set(settings: Settings, database: Database) -> Stage:
    """Units, people and tags, as they were a year ago."""
    today = clock.today()
    beginning = datetime.combine(today - timedelta(days=_BEGINNING), time(9), clock.SHANGHAI)
    hashed = await Passwords(settings.argon2_memory_kib, settings.argon2_rounds).hash(PASSWORD)
    tags: dict[str, int] = {}
    with clock.at(beginning):
        async with database.writing() as session:
            made = await make_units(session)
            await append_recorded(session)
            cast: Cast = await make_people(session, made, hashed, clock.today())
            for name in sorted({matter.tag for matter in _matters(today.year)}):
                tags[name] = (await create_tag(session, cast["clerk"], name)).id
    return Stage(database, Files(settings.files), cast, tags, today)


async def _read_old_notices(stage: Stage) -> None:
    """Everybody has read what they were told before this week."""
    week = datetime.combine(stage.today - timedelta(days=7), time(), clock.SHANGHAI)
    old = update(Notice).where(Notice.created_at < week)
    async with stage.database.writing() as session:
        await session.execute(old.values(read_at=Notice.created_at))


def _matters(year: int) -> list[corpus.Matter]:
    return [*corpus.of_commission(year), *corpus.of_hospital(year), *_of_days()]


def _of_days() -> list[corpus.Matter]:
    """Findings of every day, in units somebody answers for; more of them where a liaison works at the grassroots."""
    there: dict[UnitKind, list[tuple[str, str]]] = {}
    answered = {person.at for person in PEOPLE}
    for plan in plans():
        if plan.kind is not UnitKind.DEPARTMENT and _answered(plan.code, answered):
            there.setdefault(plan.kind, []).append((plan.code, plan.name))
    liaisons = {person.at for person in PEOPLE if person.role is Role.LIAISON}
    for kind in (UnitKind.TOWNSHIP, UnitKind.VILLAGE):
        there[kind] = _often(there[kind], liaisons)
    return corpus.of_days(there, _EVERY_DAY)


def _often(found: list[tuple[str, str]], liaisons: set[str]) -> list[tuple[str, str]]:
    """The units in their order, with those of `liaisons` before every second of the others."""
    favoured = [unit for unit in found if unit[0] in liaisons]
    others = [unit for unit in found if unit[0] not in liaisons]
    return [
        unit for i, other in enumerate(others) for unit in ([*favoured, other] if i % 2 == 0 else [other])
    ]


def _answered(code: str, answered: set[str]) -> bool:
    return bool(code) and (code in answered or _answered(code.rpartition("-")[0], answered))


async def _begin(settings: Settings, stage: Stage) -> None:
    """Put every story on the stage: the papers that come in, and what happens from day to day."""
    first = datetime.combine(stage.today - timedelta(days=_BEGINNING), time(10), clock.SHANGHAI)
    for name, days_ago in (("commission", _COMMISSION), ("hospital", _HOSPITAL)):
        of_hospital = name == "hospital"
        year = intake.inspected_until(stage.today, days_ago, of_hospital=of_hospital).year
        matters = corpus.of_hospital(year) if of_hospital else corpus.of_commission(year)
        table = fates.OF_HOSPITAL if of_hospital else fates.OF_COMMISSION
        allotted = fates.allot(table, matters, name)
        paper = intake.inspection_report(
            stage, matters, allotted, days_ago=days_ago + 2, of_hospital=of_hospital
        )
        reading = await intake.read(settings, paper.file_name, paper.text().encode())
        stage.add(intake.entered(stage, paper, reading, allotted, days_ago), first)
    days = _of_days()
    allotted = fates.allot(fates.OF_DAYS, days, _DAYS_SEED)
    for matter in days:
        stage.add(Tale(stage, matter, allotted[matter.key]).registered(), first)
    report, annual = samples.REPORT, samples.ANNUAL_REPORT
    stage.add(
        intake.left_on_the_desk(stage, await intake.read(settings, report, samples.sample(report))), first
    )
    stage.add(published(stage), first)
    stage.add(campaigned(stage, settings), first)
    for story in complaints(stage, settings):
        stage.add(story, first)
    stage.add(intake.thrown_away(stage, await intake.read(settings, annual, samples.sample(annual))), first)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _refuse(line: str) -> None:
    sys.stderr.write(f"{line}\n")
