"""Which complaints may be about the same matter, and why one thinks so. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingze.kit.likeness import likeness_of, pairs

#: Two that share so much of how they begin say the same.
ALIKE = 0.4
MOST = 10
#: So many letters of each are compared: people say in their first sentences what they mean.
COMPARED_LETTERS = 500


class SimilarWhy(StrEnum):
    """What two complaints have in common."""

    SAME_PHONE = "same_phone"
    SAME_PERSON = "same_person"
    SAME_WORDS = "same_words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One that may be the same; what is known of who told it stands here only as whether it is equal."""

    id: int
    text: str
    same_phone: bool
    same_person: bool


@dataclass(frozen=True, slots=True)
class Similar:
    id: int
    why: tuple[SimilarWhy, ...]
    likeness: float


def similar(text: str, candidates: Iterable[Candidate]) -> list[Similar]:
    """The likeliest first: who rang from the same phone, then who says the same."""
    mine = begin(text)
    found = [_compared(mine, one) for one in candidates]
    kept = [one for one in found if one.why]
    kept.sort(key=lambda one: (-len(one.why), -one.likeness, -one.id))
    return kept[:MOST]


def begin(text: str) -> Counter[str]:
    return pairs(text[:COMPARED_LETTERS])


def _compared(mine: Counter[str], one: Candidate) -> Similar:
    degree = likeness_of(mine, begin(one.text))
    why = [
        reason
        for reason, holds in (
            (SimilarWhy.SAME_PHONE, one.same_phone),
            (SimilarWhy.SAME_PERSON, one.same_person),
            (SimilarWhy.SAME_WORDS, degree >= ALIKE),
        )
        if holds
    ]
    return Similar(one.id, tuple(why), round(degree, 2))


def digits(phone: str) -> str:
    """A phone as it is compared: 139-0000 1234 is 13900001234."""
    return "".join(char for char in phone if char.isdigit())
