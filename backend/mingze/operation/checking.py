"""What is unsafe or wrong in the settings and around the program: `mingze check`, and the status page."""

import asyncio
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text

from mingze.accounts import queries as accounts
from mingze.accounts.passwords import Passwords
from mingze.events.checkpoints import ForgedCheckpoint
from mingze.events.queries import head
from mingze.kit import clock
from mingze.operation import queries, record
from mingze.operation.house import House
from mingze.operation.parts import ROOM_WANTED, local_folder, parts
from mingze.operation.rules import CheckFinding, CheckSeverity, Part, PartName, Reached
from mingze.settings import Settings

_BACKUP_AGE = timedelta(days=2)
_SKEW = timedelta(seconds=30)
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)
_LITTLE_ROOM = 2_000_000_000


def _error(code: str, message: str) -> CheckFinding:
    return CheckFinding(CheckSeverity.ERROR, code, message)


def _warning(code: str, message: str) -> CheckFinding:
    return CheckFinding(CheckSeverity.WARNING, code, message)


def _info(code: str, message: str) -> CheckFinding:
    return CheckFinding(CheckSeverity.INFO, code, message)


def _graver(settings: Settings, code: str, message: str) -> CheckFinding:
    """An error in production, a hint while developing."""
    make = _error if settings.environment == "production" else _info
    return make(code, message)


async def examine(
    house: House, reached: Sequence[Reached] = (), *, thoroughly: bool = False
) -> list[CheckFinding]:
    """Every finding, the gravest first. `thoroughly`: with the slow ones (passwords, signatures)."""
    found = await parts(house)
    findings = [
        *_of_settings(house.settings),
        *await asyncio.to_thread(lambda: list(_of_places(house.settings))),
        *_of_parts(found),
        *_of_services(reached),
        *_of_backup(house.settings),
    ]
    if all(part.ok for part in found if part.name in {PartName.DATABASE, PartName.SCHEMA}):
        findings += [*await _of_database(house), *await _of_accounts(house, thoroughly=thoroughly)]
        if thoroughly:
            findings += await _of_checkpoints(house)
    order = list(CheckSeverity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def _of_settings(settings: Settings) -> Iterator[CheckFinding]:
    production = settings.environment == "production"
    if not production:
        yield _warning(
            "development",
            "运行环境是 development:正式使用须设 MINGZE_ENVIRONMENT=production(Cookie 只走 TLS,拒绝弱设置)",
        )
    url = settings.public_url
    if url is None:
        yield _graver(
            settings, "no-public-url", "未设 MINGZE_PUBLIC_URL(用户访问的地址,如 https://mingze.example.cn)"
        )
    elif urlsplit(url).scheme != "https":
        yield _graver(settings, "no-tls", "MINGZE_PUBLIC_URL 不是 https:正式使用须由代理提供 TLS")
    if settings.token_secret is None:
        yield _info(
            "kept-token-key",
            "令牌密钥保存在数据目录 keys/token.key;多个进程须共用同一目录或同设 MINGZE_TOKEN_SECRET",
        )
    elif len(set(settings.token_secret.get_secret_value())) < 10:
        yield _graver(settings, "weak-token-secret", "MINGZE_TOKEN_SECRET 过于简单,请换成随机生成的密钥")
    if settings.argon2_memory_kib < 19_456 or settings.argon2_rounds < 2:
        yield _graver(settings, "weak-hashing", "密码散列参数过弱(MINGZE_ARGON2_MEMORY_KIB、_ROUNDS)")
    if not settings.second_factor_required:
        yield _graver(
            settings, "voluntary-second-factor", "动态口令为自愿:正式使用须设 MINGZE_SECOND_FACTOR=required"
        )
    if not settings.splits_passwords:
        yield _graver(
            settings,
            "whole-passwords",
            "一名管理员即可单独设定他人的密码:正式使用须设 MINGZE_SPLIT_PASSWORDS=true(前后两段由两名管理员分别交付)",
        )
    yield from _of_network(settings)
    yield from _of_portal(settings)
    if production and settings.database_url is None:
        yield _warning(
            "embedded-database",
            "使用内置 SQLite:只适合单机;多进程或多机部署请设 MINGZE_DATABASE_URL(PostgreSQL)",
        )
    if production and settings.database.startswith("sqlite"):
        yield _warning(
            "checkpoints-beside-database",
            "检查点与数据库在同一台机器、同一目录:能改数据库的人也能改检查点,请定期把 checkpoints.jsonl 抄送别处",
        )


def _of_network(settings: Settings) -> Iterator[CheckFinding]:
    for part in settings.trusted_proxies:
        if ip_network(part, strict=False).num_addresses > 2**16:
            yield _graver(
                settings,
                "wide-trusted-proxies",
                f"MINGZE_TRUSTED_PROXIES 中 {part} 范围过大:其中任何机器都能伪造来源地址",
            )
    if settings.host in {"0.0.0.0", "::"} and settings.environment == "development":  # noqa: S104
        yield _warning("open-in-development", "开发环境监听所有地址:任何人都能连到未加密的服务")
    for origin in settings.allowed_origins:
        if not origin.startswith("https://"):
            yield _graver(settings, "plain-origin", "MINGZE_ALLOWED_ORIGINS 中有非 https 的来源")
    if not settings.session_requests_per_minute or not settings.source_requests_per_minute:
        yield _warning("no-rate-limit", "请求频率限制已关闭(MINGZE_SESSION_/SOURCE_REQUESTS_PER_MINUTE)")


def _of_portal(settings: Settings) -> Iterator[CheckFinding]:
    if settings.zone == "inside" or (settings.portal_contacts and settings.portal_address):
        return
    make = _warning if settings.environment == "production" else _info
    yield make(
        "portal-without-contacts",
        "公众门户没有写明投诉电话或来信来访地址(MINGZE_PORTAL_CONTACTS、MINGZE_PORTAL_ADDRESS):依规须向社会公布",
    )


def _of_places(settings: Settings) -> Iterator[CheckFinding]:
    data = settings.data_dir
    if not data.is_dir():
        yield _error("no-data-dir", "数据目录(MINGZE_DATA_DIR)不存在")
        return
    keys = data / "keys"
    if keys.is_dir():
        if _open_to_others(keys):
            yield _graver(settings, "open-keys-folder", "密钥文件夹 keys 对其他用户开放:请 chmod 700")
        for key in sorted(path for path in keys.iterdir() if path.is_file() and _open_to_others(path)):
            yield _error("open-key-file", f"密钥文件 keys/{key.name} 对其他用户可读:请 chmod 600")
    for name in _secret_files():
        path = Path(os.environ[name])
        if path.exists() and path.stat().st_mode & stat.S_IWOTH:
            yield _error("open-secret-file", f"{name} 所指的文件任何人都可改写")
    if settings.database_url is None and _world_readable(data / "mingze.db"):
        yield _graver(
            settings, "open-database-file", "数据库文件对其他用户可读:请限制数据目录的权限(chmod 700)"
        )
    if os.getuid() == 0:
        yield _graver(settings, "root", "以 root 身份运行:请使用专门的普通用户")
    free = shutil.disk_usage(data).free
    if ROOM_WANTED <= free < _LITTLE_ROOM:
        yield _warning("little-room", f"数据目录所在磁盘只剩 {free / 1e9:.1f} GB")
    folder = local_folder(settings.files)
    if settings.environment == "production" and folder is None and settings.files.startswith("http:"):
        yield _warning("plain-store", "文件存储的地址不是 https")


def _secret_files() -> Iterable[str]:
    return sorted(name for name in os.environ if name.startswith("MINGZE_") and name.endswith("_FILE"))


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _world_readable(path: Path) -> bool:
    """Whether others can read it: its own mode and that of the folder it lies in."""
    if not path.exists():
        return False
    return bool(path.stat().st_mode & stat.S_IROTH and path.parent.stat().st_mode & stat.S_IXOTH)


def _of_parts(found: Iterable[Part]) -> Iterator[CheckFinding]:
    for part in found:
        if not part.ok:
            make = _error if part.essential else _warning
            yield make(f"{part.name}-not-well", f"{part.label}:{part.detail}")


def _of_services(reached: Iterable[Reached]) -> Iterator[CheckFinding]:
    for one in reached:
        if one.reachable is False:
            yield _error(f"{one.name}-unreachable", f"{one.label}已配置,但连接不上")
        elif one.reachable is None and one.name == "scanner":
            yield _warning("no-scanner", "未配置病毒扫描(clamd):上传的文件不经查毒")


def _of_backup(settings: Settings) -> Iterator[CheckFinding]:
    last = record.last_backup(settings.data_dir)
    if last is None:
        yield _warning("no-backup", "从未备份:请定期运行 mingze backup,并把备份存到别的机器")
    elif clock.now() - last.at > _BACKUP_AGE:
        yield _warning(
            "old-backup", f"上次备份在 {last.at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M},已超过两天"
        )


async def _of_database(house: House) -> list[CheckFinding]:
    findings: list[CheckFinding] = []
    is_sqlite = house.database.is_sqlite
    async with house.database.reading() as session:
        encoding = await queries.encoding(session, is_sqlite=is_sqlite)
        version = await queries.engine_version(session, is_sqlite=is_sqlite)
        position, _ = await head(session)
        last = await queries.instant_of(session, position)
        theirs = None if is_sqlite else await session.scalar(text("SELECT clock_timestamp()"))
        superuser = not is_sqlite and await queries.is_superuser(session)
        letters = None if is_sqlite else await queries.lc_ctype(session)
    now = clock.now()
    if encoding not in {"UTF8", "UTF-8"}:
        findings.append(_error("encoding", f"数据库编码是 {encoding},须为 UTF-8"))
    number = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if number < ((3, 35) if is_sqlite else (13,)):
        findings.append(
            _error("old-engine", f"数据库版本 {version} 过旧(PostgreSQL 须 13 以上,SQLite 须 3.35 以上)")
        )
    if now < _BUILT:
        findings.append(_error("clock", "系统时钟早于程序发布之日,请校时"))
    if last is not None and last > now + _SKEW:
        findings.append(_error("clock", "最后一条事件的时间在将来:系统时钟可能被调回,请校时"))
    if isinstance(theirs, datetime) and abs(theirs - now) > _SKEW:
        findings.append(
            _warning(
                "clock-skew", f"本机与数据库服务器的时钟相差 {abs((theirs - now).total_seconds()):.0f} 秒"
            )
        )
    if superuser:
        findings.append(_warning("superuser", "以数据库超级用户连接:请改用只拥有本库的普通用户"))
    if letters in {"C", "POSIX"}:
        findings.append(_warning("lc-ctype", "数据库的 LC_CTYPE 是 C,不识别中文字符:建库时请用 C.UTF-8"))
    return findings


async def _of_accounts(house: House, *, thoroughly: bool) -> list[CheckFinding]:
    # The demonstration is a large module that nobody else needs.
    from mingze.demo.people import PASSWORD, PEOPLE

    settings = house.settings
    async with house.database.reading() as session:
        if not await accounts.any_account(session):
            return [_info("no-account", "数据库中还没有账户:首次启动时将建立第一批管理员")]
        demo = [
            account
            for person in PEOPLE
            if (account := await accounts.account_by_username(session, person.username)) and account.active
        ]
    if not thoroughly or not demo:
        return []
    passwords = Passwords(settings.argon2_memory_kib, settings.argon2_rounds)
    open_ = [one.username for one in demo if await passwords.verify(PASSWORD, one.password_hash)]
    if not open_:
        return []
    return [_graver(settings, "demo-password", f"演示账户仍在使用公开的演示密码:{'、'.join(open_)}")]


async def _of_checkpoints(house: House) -> list[CheckFinding]:
    try:
        points = await asyncio.to_thread(house.checkpoints.read)
    except ForgedCheckpoint as exc:
        return [_error("forged-checkpoint", str(exc))]
    except (OSError, ValueError):
        return [_error("unreadable-checkpoints", "检查点文件或其密钥无法读取")]
    if points:
        async with house.database.reading() as session:
            if await queries.hash_of(session, points[-1].position) != points[-1].hash:
                return [
                    _error("checkpoint-mismatch", "事件与最近的检查点不符:请运行 mingze admin verify-events")
                ]
    return []
