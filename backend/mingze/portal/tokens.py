"""What every form of the portal carries: proof that we gave it out, to be sent back neither at once nor too late.

It stands for nobody: it holds the moment it was made and is signed over that and what it is for.
"""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from enum import StrEnum

#: Nobody reads and fills a form faster than this; programs do.
SOONEST = timedelta(seconds=3)
#: Whoever writes slowly, or is called to the doctor in between, still can send it.
LATEST = timedelta(hours=12)
_TOKEN = re.compile(r"(\d{9,12})\.([0-9a-f]{64})")


class Verdict(StrEnum):
    GOOD = "good"
    FORGED = "forged"
    TOO_SOON = "too_soon"
    TOO_LATE = "too_late"


def issue(key: bytes, purpose: str, at: datetime) -> str:
    seconds = int(at.timestamp())
    return f"{seconds}.{_sign(key, purpose, seconds)}"


def check(key: bytes, token: str, purpose: str, at: datetime) -> Verdict:
    found = _TOKEN.fullmatch(token)
    if found is None or not hmac.compare_digest(found[2], _sign(key, purpose, int(found[1]))):
        return Verdict.FORGED
    age = timedelta(seconds=at.timestamp() - int(found[1]))
    if age < SOONEST:
        return Verdict.TOO_SOON
    return Verdict.TOO_LATE if age > LATEST else Verdict.GOOD


def _sign(key: bytes, purpose: str, seconds: int) -> str:
    # A key of its own: what is signed here can never pass for the hash of a receipt.
    own = hmac.new(key, b"forms of the portal", hashlib.sha256).digest()
    return hmac.new(own, f"{seconds}/{purpose}".encode(), hashlib.sha256).hexdigest()
