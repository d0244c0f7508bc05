"""Winnowed fingerprints of texts and what two texts have in common. Pure, and linear in the length of the texts.

A print is the hash of `GRAM` letters in a row. Of every `WINDOW` hashes in a row the smallest is kept (winnowing;
Schleimer, Wilkerson, Aiken 2003), so two texts that share a run of `RUN` letters share a print, whatever stands
around the run, and only about two in `WINDOW + 1` hashes need an index. What is shown is not the prints: the texts
they lead to are compared letter by letter. Punctuation, blanks and width do not count.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from mingze.kit.likeness import placed_letters

GRAM = 8
WINDOW = 9
#: The shortest run that counts as taken over; every one of this length is found.
RUN = GRAM + WINDOW - 1
#: A text with fewer letters of its own says too little to be like another.
SHORTEST = 12
#: Of a text, only so many prints are kept and asked for (some 150,000 letters); an engine takes so many parameters.
MOST_PRINTS = 30_000
#: A passage is common property only when this many other units have it too, however few take part.
FEWEST_SHARING = 3

#: A stretch of letters or characters: where it begins, and where the next one begins.
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """A text, its letters, and where each stands."""

    whole: str
    letters: str = field(init=False, repr=False)
    places: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        letters, places = placed_letters(self.whole)
        object.__setattr__(self, "letters", letters)
        object.__setattr__(self, "places", places)

    @cached_property
    def grams(self) -> list[str]:
        return [self.letters[at : at + GRAM] for at in range(len(self.letters) - GRAM + 1)]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.grams)

    @cached_property
    def prints(self) -> list[tuple[int, int]]:
        """(hash, the letter it begins at), in the order of the letters."""
        return winnowed([hashed(gram) for gram in self.grams])[:MOST_PRINTS]

    def characters(self, stretches: Iterable[Stretch]) -> list[Stretch]:
        """Stretches of letters as stretches of the text: from the first letter to behind the last."""
        return [(self.places[start], self.places[end - 1] + 1) for start, end in stretches]


def hashed(gram: str) -> int:
    """63 bits that depend on nothing but the letters, so that both engines keep them and every process agrees."""
    return int.from_bytes(blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def winnowed(hashes: Sequence[int]) -> list[tuple[int, int]]:
    """(hash, place) of the smallest of every `WINDOW` hashes in a row, the rightmost of equals; each once.

    Of fewer hashes than a window the smallest.
    """
    kept: list[tuple[int, int]] = []
    # The candidates of the present window, their hashes rising: the first one is the smallest.
    rising: list[tuple[int, int]] = []
    first = 0
    for at, value in enumerate(hashes):
        while len(rising) > first and rising[-1][0] >= value:
            rising.pop()
        rising.append((value, at))
        if rising[first][1] <= at - WINDOW:
            first += 1
        if at >= min(WINDOW, len(hashes)) - 1 and (not kept or kept[-1] != rising[first]):
            kept.append(rising[first])
    return kept


def shared(text: Text, others: Iterable[Text]) -> list[Stretch]:
    """The longest stretches of letters whose every gram stands in one of `others`; those of at least `RUN` letters,
    or the whole text where it is shorter."""
    known = [other.known for other in others]
    held = (at for at, gram in enumerate(text.grams) if any(gram in grams for grams in known))
    return long_ones(joined((at, at + GRAM) for at in held), len(text.letters))


def common_stretches(text: Text, common: Collection[int]) -> list[Stretch]:
    """What lies under prints that are common property: between two of them that follow each other, all of it."""
    found: list[Stretch] = []
    before: int | None = None
    for value, at in text.prints:
        if value in common:
            found.append((at if before is None else before, at + GRAM))
            before = at
        else:
            before = None
    return joined(found)


def hashes_outside(text: Text, stretches: Sequence[Stretch]) -> set[int]:
    """The prints of a text that do not lie wholly in `stretches`."""
    return {
        value
        for value, at in text.prints
        if not any(start <= at and at + GRAM <= end for start, end in stretches)
    }


def long_ones(stretches: Iterable[Stretch], whole: int) -> list[Stretch]:
    least = max(min(RUN, whole), SHORTEST)
    return [(start, end) for start, end in stretches if end - start >= least]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same letters in as few stretches as can be, in order."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(stretches: Iterable[Stretch], taken: Sequence[Stretch]) -> Iterator[Stretch]:
    """`stretches` less the letters of `taken`; both in order and joined."""
    at = 0
    for begin, end in stretches:
        start = begin
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(taken) and taken[ahead][0] < end:
            if taken[ahead][0] > start:
                yield start, taken[ahead][0]
            start = max(start, taken[ahead][1])
            ahead += 1
        if start < end:
            yield start, end


def size(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def share(passages: Iterable[Stretch], text: Text, excluded: Iterable[Stretch] = ()) -> float:
    """How much of what counts lies in `passages`, 0 to 1; 0 where too little is left to count."""
    counted = len(text.letters) - size(excluded)
    return min(1.0, size(passages) / counted) if counted >= SHORTEST else 0.0


def sharers_of_common(units: int) -> int:
    """How many other units must have a passage before nobody is asked about it, of so many taking part: half."""
    return max(-(-units // 2), FEWEST_SHARING)
