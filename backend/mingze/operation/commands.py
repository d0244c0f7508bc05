"""`mingze check | backup | restore`: what they say and how they end."""

import argparse
import asyncio
import getpass
import hashlib
import sys
from pathlib import Path

import pyrage
from sqlalchemy.exc import DBAPIError

from mingze.operation.age import Damaged, Keys, WrongKey
from mingze.operation.backup import Unfit, backup
from mingze.operation.checking import examine
from mingze.operation.house import House
from mingze.operation.restore import restore
from mingze.operation.rules import SEVERITY_LABELS, CheckFinding, CheckSeverity
from mingze.operation.services import services
from mingze.settings import Settings

_MIN_PASSPHRASE = 12


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Hang them into the command line."""
    check = commands.add_parser(
        "check", help="say what is unsafe or wrong in the settings and around the program"
    )
    check.set_defaults(run=_check)

    make = commands.add_parser("backup", help="write everything into one sealed file (age), while serving")
    make.add_argument("file", type=Path, metavar="FILE")
    make.add_argument("--passphrase-file", type=Path, metavar="FILE")
    make.add_argument(
        "--recipient", action="append", default=[], metavar="age1…", help="who may open it; repeatable"
    )
    make.set_defaults(run=_backup)

    back = commands.add_parser("restore", help="put a backup back and verify it; the service must not run")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("--passphrase-file", type=Path, metavar="FILE")
    back.add_argument("--identity-file", type=Path, metavar="FILE", help="as age-keygen writes it")
    back.add_argument("--sha256", metavar="HASH", help="refuse any file but the one with this hash")
    back.add_argument("--replace", action="store_true", help="replace a database that is not empty")
    back.set_defaults(run=_restore)


def _check(_arguments: argparse.Namespace) -> int:
    try:
        settings = Settings()
    except ValueError as exc:
        print(f"错误 [settings] 设置无效:{_without_values(exc)}")
        return 1
    findings = asyncio.run(_examined(settings))
    for finding in findings:
        print(f"{SEVERITY_LABELS[finding.severity]} [{finding.code}] {finding.message}")
    counts = {one: sum(finding.severity is one for finding in findings) for one in CheckSeverity}
    print("、".join(f"{SEVERITY_LABELS[one]} {count} 项" for one, count in counts.items()))
    return 1 if counts[CheckSeverity.ERROR] else 0


def _without_values(exc: ValueError) -> str:
    """Which settings are wrong and how; a wrong secret must not be printed."""
    errors = getattr(exc, "errors", None)
    if errors is None:
        return str(exc)
    return ";".join(f"{'.'.join(map(str, e['loc']))} {e['msg']}".strip() for e in errors())


async def _examined(settings: Settings) -> list[CheckFinding]:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    house = House.open(settings)
    try:
        return await examine(house, await services(settings), thoroughly=True)
    finally:
        await house.database.close()


def _backup(arguments: argparse.Namespace) -> int:
    try:
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in arguments.recipient]
    except pyrage.RecipientError:
        return _no("--recipient 须为 age 公钥(age1…)")
    if recipients and arguments.passphrase_file:
        return _no("口令与公钥只能选一种(age 格式的规定)")
    try:
        keys = Keys(recipients=recipients) if recipients else Keys(_passphrase(arguments, twice=True))
        done = backup(Settings(), arguments.file, keys)
    except (Unfit, OSError) as exc:
        return _no(str(exc))
    except DBAPIError as exc:
        return _no(f"数据库没有应答({type(exc.orig).__name__})")
    manifest = done.manifest
    print(
        f"已备份到 {arguments.file}({done.size / 1e6:.1f} MB):{len(manifest.tables)} 张表 {manifest.rows} 行、"
        f"{manifest.files.count} 个文件、{len(manifest.keys)} 把密钥,事件至第 {manifest.position} 条"
    )
    print(f"SHA-256 {_sha256(arguments.file)}(另处保存,恢复时以 --sha256 核对)")
    if manifest.missing:
        return _no(
            f"注意:存储中缺少 {len(manifest.missing)} 个被引用的文件,未能备份:{manifest.missing[0]} 等"
        )
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    try:
        if arguments.sha256 and _sha256(arguments.file) != arguments.sha256.strip().lower():
            return _no("备份文件的 SHA-256 与所给的不符,不是那一份。没有恢复任何内容。")
        if arguments.identity_file:
            keys = Keys(identities=_identities(arguments.identity_file))
        else:
            keys = Keys(_passphrase(arguments, twice=False))
        done = restore(Settings(), arguments.file, keys, replace=arguments.replace)
    except (Unfit, WrongKey, Damaged) as exc:
        return _no(f"{exc}。没有恢复任何内容。")
    except OSError as exc:
        return _no(f"{exc}。没有恢复任何内容。")
    except DBAPIError as exc:
        return _no(f"数据库拒绝或没有应答({type(exc.orig).__name__})。没有恢复任何内容。")
    manifest = done.manifest
    print(f"已恢复 {done.head.made_at} 的备份(程序 {done.head.program},来自 {done.head.engine})。已核对:")
    print(f"  表    {len(manifest.tables)} 张、{manifest.rows} 行,逐行与清单一致")
    print(f"  文件  {manifest.files.count} 个、{manifest.files.bytes / 1e6:.1f} MB,内容与哈希一致")
    print(f"  事件  {done.events} 条,哈希链完整,与 {done.checkpoints} 个签名检查点一致")
    print(f"  密钥  {'、'.join(sorted(manifest.keys)) or '无'}")
    print("原有的登录会话均已结束,用户须重新登录。")
    if manifest.missing:
        return _no(f"注意:备份时就缺少 {len(manifest.missing)} 个文件,无法恢复")
    return 0


def _passphrase(arguments: argparse.Namespace, *, twice: bool) -> str:
    if arguments.passphrase_file:
        given: str = arguments.passphrase_file.read_text().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = getpass.getpass("备份口令: ")
        if twice and getpass.getpass("再输一次: ") != given:
            raise Unfit("两次输入的口令不同")
    else:
        raise Unfit("备份须加密:请给出 --passphrase-file 或 --recipient / --identity-file")
    if twice and len(given) < _MIN_PASSPHRASE:
        raise Unfit(f"备份口令至少 {_MIN_PASSPHRASE} 个字符")
    return given


def _identities(file: Path) -> list[pyrage.x25519.Identity]:
    lines = [line.strip() for line in file.read_text().splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as exc:
        raise Unfit("密钥文件须为 age-keygen 所写(AGE-SECRET-KEY-1…)") from exc
    if not found:
        raise Unfit("密钥文件中没有密钥")
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
