"""Receipts: the only key to one's own complaint. Pure.

24 characters of Crockford's base 32 in six groups of four: 23 random ones (115 bits) and one that checks them.
Whoever types one by hand may write small letters, blanks or hyphens, O for 0, I or L for 1.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_RANDOM = 23
LENGTH = _RANDOM + 1
_SLIPS = str.maketrans("OIL", "011")
#: The polynomial x⁵+x²+1, which makes a field of the 32 values.
_FIELD = 0b100101
#: In a text: six groups of four, however they are parted.
_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\-–—]*){5}[0-9A-Za-z]{4}(?![0-9A-Za-z])")
#: What people put between the groups, full width too.
_BETWEEN = re.compile(r"[\s\-–—_·.,、]+")


def make() -> str:
    """A new receipt, canonical: without hyphens."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return body + _check_character(body)


def read(typed: str) -> str | None:
    """The canonical form of what somebody typed; None where it cannot be a receipt."""
    # Full-width letters and digits, as a Chinese keyboard makes them, become narrow ones.
    narrow = unicodedata.normalize("NFKC", typed[:200])
    found = _BETWEEN.sub("", narrow).upper().translate(_SLIPS)
    if len(found) != LENGTH or any(char not in _VALUES for char in found):
        return None
    return found if hmac.compare_digest(found[-1], _check_character(found[:-1])) else None


def grouped(receipt: str) -> str:
    """As it is shown and printed: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    return "-".join(receipt[at : at + 4] for at in range(0, LENGTH, 4))


def hash_of(key: bytes, receipt: str) -> str:
    """What is kept of it: nobody who reads the database finds the receipt, nor can make one that fits."""
    return hmac.new(key, receipt.encode(), hashlib.sha256).hexdigest()


def stands_in(text: str) -> bool:
    """Whether a receipt was written into a text, where handlers would read it."""
    return any(read(found) is not None for found in _IN_TEXT.findall(text))


def _check_character(body: str) -> str:
    """The sum of the values, each times its own power of x: one wrong character, or two swapped, change it."""
    total = 0
    for char in body:
        total = (total ^ _VALUES[char]) << 1
        if total & 0b100000:
            total ^= _FIELD
    return _ALPHABET[total]
