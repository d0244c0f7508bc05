"""Passwords, names of accounts, lock-outs and second factors: what is allowed, as plain functions."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from mingze.accounts.weak import is_common

MIN_LENGTH = 12
MIN_LENGTH_MIXED = 8
MAX_LENGTH = 128
MAX_USERNAME = 64
#: So many passwords, the present one included, may not be chosen again.
REMEMBERED_PASSWORDS = 5

#: A lock-out begins with this much and doubles with every further failure.
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)
#: Failures are forgotten when there has been none for so long.
FORGET_FAILURES = timedelta(hours=24)
#: One source may have failed on so many names; further ones count together, with a shorter longest lock-out.
NAMES_OF_A_SOURCE = 200
LONGEST_LOCK_OF_A_SOURCE = timedelta(minutes=1)

#: So many wrong codes of the app, from wherever they come, before no more are taken for a while.
CODES_ALLOWED = 20
RECOVERY_CODES = 10
#: A secret shown but not confirmed by a first code is dropped.
ENROLMENT_TIME = timedelta(minutes=15)

_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


#: Which administrator hands over the second half of a password: the one who did not make the first.
class HalfKeeper(StrEnum):
    SYSTEM = "system"
    SECURITY = "security"


class Method(StrEnum):
    """How a session was signed in."""

    PASSWORD = "password"  # noqa: S105
    PROVIDER = "provider"


def normal_username(username: str) -> str:
    """User names are compared without case, outer blanks and the width an input method gave them."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


def password_fault(password: str, username: str) -> str | None:
    """Why `password` is refused, in Chinese; None where it may be used.

    At least 12 characters, or at least 8 with three of the four classes (lower, upper, digit, other);
    it may not hold the user name, nor be one of those that are guessed first.
    """
    if len(password) > MAX_LENGTH:
        return f"密码不能超过 {MAX_LENGTH} 个字符"
    mixed = sum(bool(re.search(kind, password)) for kind in _CLASSES) >= 3
    if len(password) < (MIN_LENGTH_MIXED if mixed else MIN_LENGTH):
        return "密码至少 12 位;或至少 8 位且含大写字母、小写字母、数字、符号中的三类"
    if len(set(password)) < 4:
        return "密码过于简单"
    name = normal_username(username)
    if name and name in password.casefold():
        return "密码不能包含用户名"
    if is_common(password, name):
        return "密码过于常见或容易被猜中"
    return None


def password_is_old(changed_at: datetime, days: int, now: datetime) -> bool:
    """Whether a password must be changed for its age; `days` is 0 where none ever must."""
    return days > 0 and changed_at + timedelta(days=days) <= now


def lock_time(failures: int, allowed: int, longest: timedelta = LONGEST_LOCK) -> timedelta | None:
    """How long nobody may try after so many failures in a row; None while there are fewer than `allowed`."""
    if failures < allowed:
        return None
    return min(FIRST_LOCK * (1 << min(failures - allowed, 20)), longest)


def is_app_code(code: str) -> bool:
    """Whether that is a code of the app, six digits, and no recovery code; blanks and hyphens do not count."""
    return len("".join(code.split()).replace("-", "")) == 6


def source_group(host: str) -> str:
    """The source that failures are counted for: an address, or the /64 network that one IPv6 subscriber has."""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)
