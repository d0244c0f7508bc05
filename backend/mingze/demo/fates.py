"""What becomes of the findings: how many go which way, and when. Tables; `tale.py` plays them.

`steps` are acts in order; `report`, `urge` … may stand several times. Days are counted back from today, days of
`due` forward. `work` stands for planning and doing, up to a claim.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from mingze.demo.corpus import Matter
from mingze.demo.paper import DONE, EXTENDED, LONG_TERM, MOSTLY, NOT_DONE, RUNNING, STAGED
from mingze.findings.vocabulary import Source

Range = tuple[int, int]
#: What the office did not register itself, so that it waits for the office's confirmation.
_FOUND_BY_OTHERS = frozenset({Source.SELF_CHECK, Source.COVERT_CHECK})


@dataclass(frozen=True, slots=True)
class Fate:
    """`since`: days ago of the first act (every-day findings); `until`: of the last; `fits`: which matters."""

    count: int
    steps: str
    due: Range
    until: Range
    since: Range = (0, 0)
    printed: str = RUNNING
    fits: Callable[[Matter], bool] | None = None

    def acts(self, work: str) -> list[str]:
        return self.steps.replace("work", work).split()


_OUT = "hand_out accept plan"
_CLAIMED = f"{_OUT} work claim"
_VERIFIED = f"{_CLAIMED} pass verify"
_APPLIED = f"{_VERIFIED} apply_closure"
_APPROVED = f"{_APPLIED} approve_closure"
_CLOSED = f"{_APPROVED} sign close"
_CLOSED_HERE = f"{_APPROVED} close"

#: Days of `due` from today: long past, past, near, far.
_MET, _PAST, _NEAR, _FAR = (-90, -40), (-28, -2), (0, 9), (16, 75)
_LATELY = (14, 2)

OF_COMMISSION = (
    Fate(1, f"{_OUT} work ask:staged grant:staged", _FAR, (60, 20), printed=STAGED, fits=lambda m: bool(m.staged)),
    Fate(
        2,
        f"{_OUT} work ask:waiting_external grant:waiting_external",
        (-60, -20),
        (80, 30),
        printed=STAGED,
        fits=lambda m: bool(m.external),
    ),
    Fate(1, f"{_OUT} work ask:long_term grant:long_term claim", _FAR, _LATELY, printed=LONG_TERM, fits=lambda m: m.long_term),
    Fate(1, _VERIFIED, _FAR, _LATELY, printed=LONG_TERM, fits=lambda m: m.long_term),
    Fate(13, _CLOSED, _MET, (150, 35), printed=DONE),
    Fate(1, f"{_CLOSED} ask:reopen grant:reopen ask:correct_due grant:correct", (-60, -50), (24, 8), printed=DONE),
    Fate(1, f"{_CLOSED} ask:reopen grant:reopen report photo claim", (-60, -50), (12, 3), printed=DONE),
    Fate(1, f"{_CLOSED} ask:reopen", _MET, (9, 2), printed=DONE),
    Fate(1, f"{_CLOSED} ask:reopen deny:reopen", _MET, (40, 12), printed=DONE),
    Fate(2, f"{_APPROVED} sign", _FAR, _LATELY, printed=DONE),
    Fate(2, f"{_APPROVED} sign_one", _FAR, _LATELY, printed=DONE),
    Fate(1, _APPROVED, _NEAR, _LATELY, printed=DONE),
    Fate(3, _APPLIED, _FAR, _LATELY, printed=DONE),
    Fate(1, f"{_APPLIED} refuse_closure", _FAR, (30, 9), printed=DONE),
    Fate(2, _VERIFIED, _FAR, _LATELY, printed=DONE),
    Fate(3, _CLAIMED, _FAR, _LATELY, printed=DONE),
    Fate(1, f"{_CLAIMED} pass send_back", _FAR, _LATELY, printed=DONE),
    Fate(1, f"{_CLAIMED} return", _NEAR, _LATELY, printed=DONE),
    Fate(2, f"{_OUT} work", _PAST, (60, 31)),
    Fate(1, f"{_OUT} work urge urge", (-20, -6), (5, 2)),
    Fate(2, f"{_OUT} work", _NEAR, _LATELY),
    Fate(2, f"{_OUT} work", _FAR, _LATELY),
    Fate(1, f"{_OUT} work ask:waiting_external grant:waiting_external resume report", _FAR, _LATELY, printed=STAGED),
    Fate(1, f"{_OUT} work", _FAR, _LATELY, printed=MOSTLY),
    Fate(2, f"{_OUT} work urge", (-26, -9), (6, 2), printed=NOT_DONE),
    Fate(1, f"{_OUT} work", _NEAR, _LATELY, printed=EXTENDED),
)  # fmt: skip

OF_HOSPITAL = (
    Fate(
        1,
        f"{_OUT} work ask:waiting_external grant:waiting_external",
        (-10, 20),
        (40, 16),
        fits=lambda m: bool(m.external),
    ),
    Fate(1, f"{_OUT} work ask:long_term", _FAR, (6, 2), fits=lambda m: m.long_term),
    Fate(4, _CLOSED, (-30, -5), (40, 8), printed=DONE),
    Fate(1, f"{_APPROVED} sign", _FAR, (8, 2), printed=DONE),
    Fate(1, f"{_APPROVED} sign_one", _FAR, (8, 2), printed=DONE),
    Fate(2, _APPLIED, _FAR, (8, 2), printed=DONE),
    Fate(3, _VERIFIED, _FAR, (8, 2), printed=DONE),
    Fate(5, _CLAIMED, _NEAR, (7, 1)),
    Fate(1, f"{_CLAIMED} return", _NEAR, (6, 1)),
    Fate(1, f"{_CLAIMED} pass send_back", _FAR, (9, 3)),
    Fate(3, f"{_OUT} work", _FAR, _LATELY),
    Fate(3, f"{_OUT} work", _NEAR, _LATELY),
    Fate(2, f"{_OUT} work urge", (-22, -8), (5, 1)),
    Fate(1, f"{_OUT} work ask:extension", _NEAR, (4, 1)),
    Fate(1, f"{_OUT} work ask:extension grant:extension", (3, 8), (16, 6)),
    Fate(1, f"{_OUT} work ask:extension deny:extension", (-3, 2), (15, 6)),
    Fate(1, f"{_OUT} work ask:staged", _FAR, (5, 1)),
    Fate(1, f"{_OUT} work ask:staged deny:staged", _FAR, (20, 5)),
    Fate(1, f"{_OUT} work ask:waiting_external", _FAR, (5, 1)),
    Fate(1, "hand_out accept", _FAR, (90, 70)),
    Fate(1, "hand_out urge", (-16, -8), (6, 2)),
)

OF_DAYS = (
    Fate(4, "", _FAR, (5, 1), (6, 1), fits=lambda m: m.source in _FOUND_BY_OTHERS),
    Fate(2, "confirm fix_on_site", _NEAR, (6, 2), (12, 8), fits=lambda m: m.source in _FOUND_BY_OTHERS),
    Fate(
        1,
        "confirm fix_on_site reject_fix",
        _FAR,
        (8, 3),
        (26, 18),
        fits=lambda m: m.source is Source.COVERT_CHECK,
    ),
    Fate(
        1,
        "confirm fix_on_site pass verify",
        _FAR,
        (30, 12),
        (60, 40),
        fits=lambda m: m.source is Source.COVERT_CHECK,
    ),
    Fate(3, "confirm", _FAR, (7, 1), (10, 6)),
    Fate(2, "confirm hand_out decline", _FAR, (8, 2), (24, 12)),
    Fate(3, "confirm hand_out", (12, 40), (6, 1), (10, 7)),
    Fate(1, "confirm hand_out urge", (-9, -3), (3, 1), (45, 30)),
    Fate(3, "confirm hand_out accept", (14, 45), (8, 2), (20, 12)),
    Fate(4, f"confirm {_OUT} work", _FAR, _LATELY, (70, 30)),
    Fate(3, f"confirm {_OUT} work", _NEAR, _LATELY, (70, 40)),
    Fate(3, f"confirm {_OUT} work", _PAST, (45, 30), (110, 70)),
    Fate(1, f"confirm {_OUT} work urge urge", (-24, -9), (7, 1), (90, 60)),
    Fate(1, f"confirm {_OUT} work urge", (2, 8), (3, 1), (60, 40)),
    Fate(1, f"confirm {_OUT} work ask:extension", _NEAR, (3, 1), (60, 40)),
    Fate(2, f"confirm {_OUT} work ask:extension grant:extension", (4, 9), (16, 6), (80, 50)),
    Fate(1, f"confirm {_OUT} work ask:extension deny:extension", (-8, -4), (20, 11), (80, 60)),
    Fate(
        1, f"confirm {_OUT} work ask:waiting_external grant:waiting_external", (-12, 10), (40, 18), (120, 90)
    ),
    Fate(1, f"confirm {_OUT} work ask:waiting_external", _FAR, (4, 1), (60, 40)),
    Fate(1, f"confirm {_OUT} work ask:waiting_external deny:waiting_external", _FAR, (14, 6), (80, 60)),
    Fate(
        1,
        f"confirm {_OUT} work ask:waiting_external grant:waiting_external resume report",
        _FAR,
        (10, 3),
        (150, 110),
    ),
    Fate(1, f"confirm {_OUT} work ask:staged grant:staged", _FAR, (40, 10), (140, 100)),
    Fate(1, f"confirm {_OUT} work ask:long_term", _FAR, (4, 1), (70, 50)),
    Fate(1, f"confirm {_OUT} work ask:long_term grant:long_term", _FAR, (30, 10), (120, 80)),
    Fate(1, f"confirm {_OUT} work ask:long_term deny:long_term", _NEAR, (20, 8), (100, 70)),
    Fate(3, f"confirm {_CLAIMED}", _NEAR, (6, 1), (60, 35)),
    Fate(1, f"confirm {_OUT} work onsite claim_onsite", _FAR, (6, 1), (70, 45)),
    Fate(2, f"confirm {_VERIFIED}", _FAR, (10, 2), (90, 60)),
    Fate(1, f"confirm {_APPLIED}", _FAR, (6, 1), (100, 70)),
    Fate(1, f"confirm {_APPLIED} refuse_closure", _NEAR, (12, 4), (140, 100)),
    Fate(5, f"confirm {_CLOSED_HERE}", (-230, -140), (200, 120), (345, 290)),
    Fate(1, f"confirm {_OUT} work ask:correct", _NEAR, (4, 1), (50, 30)),
    Fate(1, f"confirm {_OUT} ask:correct grant:correct work", _FAR, (9, 2), (70, 50)),
    Fate(1, f"confirm {_OUT} work ask:correct deny:correct", _FAR, (12, 4), (80, 60)),
    Fate(1, "confirm hand_out ask:void", _FAR, (4, 1), (30, 18)),
    Fate(1, "confirm ask:void grant:void", _FAR, (90, 60), (130, 110)),
    Fate(1, f"confirm {_OUT} ask:void grant:void", _FAR, (60, 30), (120, 90)),
    Fate(1, f"confirm {_OUT} work ask:void deny:void", _NEAR, (20, 6), (90, 60)),
)


def allot(fates: Sequence[Fate], matters: Sequence[Matter], seed: str) -> dict[str, Fate]:
    """Which matter meets which fate, by its key: those with a condition choose first. Every matter gets one."""
    left = list(matters)
    Random(seed).shuffle(left)  # noqa: S311  (a seed, so that every fill is the same)
    allotted: dict[str, Fate] = {}
    for fate in sorted(fates, key=lambda fate: fate.fits is None):
        for _ in range(fate.count):
            matter = next((m for m in left if fate.fits is None or fate.fits(m)), None)
            if matter is None:
                break
            left.remove(matter)
            allotted[matter.key] = fate
    if left:
        raise ValueError(f"{len(left)} findings without a fate")
    return allotted
