"""What the public may write, and what of a complaint may be done from outside. Pure."""

import re
import unicodedata

from mingze.complaints.vocabulary import OPEN_CLOCK, ClockState

#: Files that one complaint takes from outside: with the complaint, and in all.
MAX_FILES, MAX_FILES_IN_ALL = 10, 30
MAX_FILE_BYTES, MAX_FILES_BYTES = 10_000_000, 100_000_000
#: Words from outside on one complaint; whoever has more to say calls.
MAX_MESSAGES = 100
_KEPT = frozenset("\n\t")
#: Control characters, marks of direction that turn what is read around, separators, what is no character at all.
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: 请求复查, 请求复核.
_REVIEWS = frozenset({"XF-7", "XF-9"})


def cleaned(text: object) -> object:
    """What somebody wrote without what cannot be seen: it is read by people, printed, and put into tables."""
    if not isinstance(text, str):
        return text
    lines = _TURNING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if char in _KEPT or unicodedata.category(char) not in _UNSEEN)


def narrowed(text: object) -> object:
    """Digits and letters as a Chinese keyboard makes them, turned into plain ones."""
    return unicodedata.normalize("NFKC", text[:1_000]) if isinstance(text, str) else text


def is_promise(code: str | None, state: ClockState, *, is_window: bool) -> bool:
    """Whether a clock says by when whoever complained hears something: times of law that run, none of ours."""
    return code is not None and not is_window and state in OPEN_CLOCK


def is_right(code: str | None, state: ClockState) -> bool:
    """Whether a clock is a right of the petitioner's that lapses; other windows are those of offices."""
    return code in _REVIEWS and state in OPEN_CLOCK
