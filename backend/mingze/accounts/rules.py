"""Passwords and names of accounts."""

import re

MIN_LENGTH = 12
MIN_LENGTH_MIXED = 8
MAX_LENGTH = 128
_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


def normal_username(username: str) -> str:
    """User names are compared without case and outer blanks."""
    return username.strip().casefold()


def password_fault(password: str, username: str) -> str | None:
    """Why `password` is refused, in Chinese; None where it may be used.

    At least 12 characters, or at least 8 with three of the four classes (lower, upper, digit, other);
    it may not hold the user name.
    """
    if len(password) > MAX_LENGTH:
        return f"密码不能超过 {MAX_LENGTH} 个字符"
    mixed = sum(bool(re.search(kind, password)) for kind in _CLASSES) >= 3
    if len(password) < (MIN_LENGTH_MIXED if mixed else MIN_LENGTH):
        return "密码至少 12 位;或至少 8 位且含大写字母、小写字母、数字、符号中的三类"
    if len(set(password)) < 4:
        return "密码过于简单"
    if normal_username(username) and normal_username(username) in password.casefold():
        return "密码不能包含用户名"
    return None
