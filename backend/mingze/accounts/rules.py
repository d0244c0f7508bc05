"""Passwords and names of accounts."""

import re
import unicodedata

MIN_LENGTH = 12
MIN_LENGTH_MIXED = 8
MAX_LENGTH = 128
MAX_USERNAME = 64
#: Words that common passwords are made of; digits and signs around them do not make them better.
_COMMON = frozenset(
    [
        "password",
        "passw0rd",
        "p@ssword",
        "p@ssw0rd",
        "pass",
        "word",
        "qwerty",
        "qwertyuiop",
        "qazwsx",
        "qazwsxedc",
        "asdfgh",
        "asdfghjkl",
        "zxcvbn",
        "zxcvbnm",
        "admin",
        "administrator",
        "root",
        "letmein",
        "welcome",
        "login",
        "iloveyou",
        "woaini",
        "woaini1314",
        "abc",
        "abcd",
        "abcdef",
        "abcdefgh",
        "aa",
        "aaa",
        "test",
        "guest",
        "user",
        "system",
        "mima",
        "huawei",
        "changeme",
        "default",
        "secret",
        "zaq1xsw2",
        "1qaz2wsx",
        "1q2w3e4r",
        "1qaz@wsx",
        "mingze",
    ]
)
_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


def normal_username(username: str) -> str:
    """User names are compared without case, outer blanks and the width an input method gave them."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


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
    core = password.casefold()
    if core in _COMMON or re.sub(r"^[\W\d_]+|[\W\d_]+$", "", core) in _COMMON | {""}:
        return "密码过于常见"
    if normal_username(username) and normal_username(username) in password.casefold():
        return "密码不能包含用户名"
    return None
