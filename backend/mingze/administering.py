"""`mingze admin …` and the first start: units, accounts and appointments before anybody can sign in."""

import argparse
import asyncio
import getpass
import secrets
import sys
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from mingze import migrating
from mingze.access.permissions import ROLE_LABELS, Role
from mingze.access.service import appoint
from mingze.accounts import queries as accounts
from mingze.accounts import second_factor
from mingze.accounts.models import Account
from mingze.accounts.passwords import Passwords
from mingze.accounts.rules import password_fault
from mingze.accounts.service import create_account
from mingze.events.checkpoints import Checkpoints, ForgedCheckpoint
from mingze.events.service import erase_payload
from mingze.events.verification import Verification, verify
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.problems import Problem
from mingze.notices import accounts_telling  # noqa: F401  (whoever is appointed here is told)
from mingze.settings import Settings
from mingze.units import queries as units
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from mingze.units.service import create_unit

_FIRST_CODE, _FIRST_NAME = "ROOT", "卫生健康委员会"


class _First(NamedTuple):
    username: str
    name: str
    role: Role


_FIRST = (
    _First("system", "系统管理员", Role.SYSTEM_ADMIN),
    _First("security", "安全管理员", Role.SECURITY_ADMIN),
)


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Hang `admin` and its commands into the command line."""
    admin = commands.add_parser("admin", help="units, accounts and appointments from the command line")
    acts = admin.add_subparsers(required=True, metavar="act")

    unit = acts.add_parser("add-unit", help="add a unit")
    unit.add_argument("code")
    unit.add_argument("name")
    unit.add_argument("--kind", type=UnitKind, choices=list(UnitKind), required=True)
    unit.add_argument("--below", metavar="CODE", help="code of the unit above; none: the top of a tree")
    unit.set_defaults(run=_writing(_add_unit))

    account = acts.add_parser("add-account", help="add an account; the password is asked for")
    account.add_argument("username")
    account.add_argument("name")
    account.add_argument("--unit", metavar="CODE", required=True, help="where the person works")
    account.set_defaults(run=_add_account)

    role = acts.add_parser("appoint", help="give an account a role at a unit")
    role.add_argument("username")
    role.add_argument("role", type=Role, choices=list(Role))
    role.add_argument("unit", metavar="CODE")
    role.set_defaults(run=_writing(_appoint))

    lost = acts.add_parser(
        "reset-second-factor", help="for the last system administrator, who has nobody to ask: a lost phone"
    )
    lost.add_argument("username")
    lost.set_defaults(run=_writing(_reset_second_factor))

    check = acts.add_parser(
        "verify-events", help="find the first altered, missing, reordered or cut-off event"
    )
    check.set_defaults(run=_verify_events)

    erase = acts.add_parser("erase-payload", help="erase the values of one event, where the law asks for it")
    erase.add_argument("position", type=int)
    erase.add_argument("reason")
    erase.set_defaults(run=_writing(_erase_payload))


def ensure_first_administrators(settings: Settings) -> None:
    """On an empty database make the top unit and the first two administrators, whose passwords are told once.

    Two, because neither gets anywhere alone: one opens accounts, the other gives roles.
    """
    made = asyncio.run(_first_administrators(settings))
    if made:
        print("数据库是空的,已建立最初的两个管理员(首次登录须改密码,密码只显示这一次,请分交两人):")
        for first, password in made:
            print(f"  {first.name}  用户名 {first.username}  密码 {password}")


async def _first_administrators(settings: Settings) -> list[tuple[_First, str]]:
    """Whoever was made, with the password; nobody where there are accounts already."""
    database = Database(settings.database)
    hasher = Passwords(settings.argon2_memory_kib, settings.argon2_rounds)
    try:
        async with database.reading() as session:
            if await accounts.any_account(session):
                return []
        made = [(first, secrets.token_urlsafe(15)) for first in _FIRST]
        hashed = [await hasher.hash(password) for _, password in made]
        async with database.writing() as session:
            top = await units.first_top(session) or await create_unit(
                session, None, code=_FIRST_CODE, name=_FIRST_NAME, kind=UnitKind.COMMISSION, parent=None
            )
            for first, password_hash in zip(_FIRST, hashed, strict=True):
                account = await create_account(
                    session,
                    None,
                    username=first.username,
                    name=first.name,
                    home_unit_id=top.id,
                    password_hash=password_hash,
                )
                await appoint(
                    session,
                    None,
                    account=account,
                    unit=top,
                    role=first.role,
                    starts_on=clock.today(),
                    ends_on=None,
                )
        return made
    finally:
        await database.close()


def say_welcome(settings: Settings, host: str, port: int) -> None:
    """Print the addresses, and the demonstration accounts where the region is the demonstration."""
    from mingze.demo import accounts_said

    base = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"  # noqa: S104
    print(f"明责已启动\n  工作台   {base}/\n  接口文档 {base}/docs/\n  接口契约 {base}/openapi.json")
    for line in accounts_said(settings):
        print(line)
    sys.stdout.flush()


def _writing(
    act: Callable[[AsyncSession, argparse.Namespace], Awaitable[str]],
) -> Callable[[argparse.Namespace], int]:
    """A command that makes one change and says what it did."""

    async def run(arguments: argparse.Namespace) -> str:
        database = Database(Settings().database)
        try:
            async with database.writing() as session:
                return await act(session, arguments)
        finally:
            await database.close()

    def command(arguments: argparse.Namespace) -> int:
        migrating.upgrade(Settings().database)
        try:
            print(asyncio.run(run(arguments)))
        except Problem as problem:
            print(problem.detail, file=sys.stderr)
            return 1
        return 0

    return command


async def _add_unit(session: AsyncSession, arguments: argparse.Namespace) -> str:
    parent = await _unit(session, arguments.below) if arguments.below else None
    made = await create_unit(
        session, None, code=arguments.code, name=arguments.name, kind=arguments.kind, parent=parent
    )
    return f"已建立单位 {made.code} {made.name}"


def _add_account(arguments: argparse.Namespace) -> int:
    password = getpass.getpass("初始密码: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if fault := password_fault(password, arguments.username):
        print(fault, file=sys.stderr)
        return 1
    settings = Settings()
    hashed = asyncio.run(Passwords(settings.argon2_memory_kib, settings.argon2_rounds).hash(password))

    async def add(session: AsyncSession, arguments: argparse.Namespace) -> str:
        unit = await _unit(session, arguments.unit)
        made = await create_account(
            session,
            None,
            username=arguments.username,
            name=arguments.name,
            home_unit_id=unit.id,
            password_hash=hashed,
        )
        return f"已建立账户 {made.username}(首次登录须改密码)"

    return _writing(add)(arguments)


async def _appoint(session: AsyncSession, arguments: argparse.Namespace) -> str:
    account = await _account(session, arguments.username)
    unit = await _unit(session, arguments.unit)
    await appoint(
        session, None, account=account, unit=unit, role=arguments.role, starts_on=clock.today(), ends_on=None
    )
    return f"{account.name} 任 {unit.name} {ROLE_LABELS[arguments.role]}"


async def _reset_second_factor(session: AsyncSession, arguments: argparse.Namespace) -> str:
    account = await _account(session, arguments.username)
    await second_factor.remove(session, None, account, action="reset_second_factor", keep=None)
    return f"已清除 {account.name} 的动态口令和全部会话;角色要求的,下次登录须重新设置"


async def _erase_payload(session: AsyncSession, arguments: argparse.Namespace) -> str:
    await erase_payload(session, arguments.position, reason=arguments.reason)
    return f"已清除第 {arguments.position} 条事件的内容;事件本身和链不变"


async def _unit(session: AsyncSession, code: str) -> Unit:
    unit = await units.unit_by_code(session, code)
    if unit is None:
        raise Problem(f"没有编码为 {code} 的单位")
    return unit


async def _account(session: AsyncSession, username: str) -> Account:
    account = await accounts.account_by_username(session, username)
    if account is None:
        raise Problem(f"没有用户名为 {username} 的账户")
    return account


def _verify_events(_arguments: argparse.Namespace) -> int:
    settings = Settings()

    async def run() -> tuple[Verification, int]:
        points = Checkpoints(settings.data_dir).read()
        database = Database(settings.database)
        try:
            async with database.reading() as session:
                return await verify(session, points), len(points)
        finally:
            await database.close()

    try:
        result, points = asyncio.run(run())
    except ForgedCheckpoint as exc:
        print(exc, file=sys.stderr)
        return 1
    if result.ok:
        print(f"事件链完整:核对 {result.checked} 条记录、{points} 个检查点")
        return 0
    print(f"事件链有问题:第 {result.first_bad} 条,{result.reason}", file=sys.stderr)
    return 1
