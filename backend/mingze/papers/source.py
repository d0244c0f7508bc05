"""The text a reader works on.

Official documents come in full and half width, with page marks in the middle of sentences and sometimes with the
whole body printed twice. A `Source` is the extracted text in one width, without the stretches that were cut out,
and it knows where each of its characters stood, so that every span of the answer points into the extracted text.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from mingze.papers.answer import Span

# One character for one character: offsets survive. Full-width ASCII becomes half-width; every kind of blank a space.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    [
        0x00A0,
        0x3000,
        0x2002,
        0x2003,
        0x2007,
        0x2009,
        0x200B,
        0x202F,
        0xFEFF,
        ord("\t"),
        ord("\x0b"),
        ord("\x0c"),
    ],
    ord(" "),
)


def one_width(text: str) -> str:
    return text.translate(_WIDTH)


@dataclass(frozen=True)
class Source:
    raw: str
    text: str
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Source":
        return cls(raw, one_width(raw), (0,), (0,))

    def without(self, cuts: Iterable[Span]) -> "Source":
        """The same source with stretches (offsets into `text`) taken out."""
        ordered = sorted(cuts)
        if not ordered:
            return self
        kept: list[Span] = []
        at = 0
        for start, end in ordered:
            if start > at:
                kept.append((at, start))
            at = max(at, end)
        if at < len(self.text):
            kept.append((at, len(self.text)))
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for start, end in kept:
            for piece_start, piece_end in self._pieces(start, end):
                starts.append(length)
                origins.append(piece_start)
                length += piece_end - piece_start
        text = "".join(self.text[start:end] for start, end in kept)
        return Source(self.raw, text, tuple(starts) or (0,), tuple(origins) or (0,))

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the extracted text."""
        if end <= start:
            return (self._origin(start), self._origin(start))
        return (self._origin(start), self._origin(end - 1) + 1)

    def words(self, start: int, end: int) -> str:
        """text[start:end] as printed, in its own width."""
        return "".join(self.raw[a:b] for a, b in self._pieces(start, end))

    def trimmed(self, start: int, end: int) -> Span:
        """text[start:end] without the white space around it."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        return (start, max(start, end - (len(stretch) - len(stretch.rstrip()))))

    def _origin(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._origins[piece] + at - self._starts[piece]

    def _pieces(self, start: int, end: int) -> Iterable[Span]:
        at = start
        while at < end:
            piece = bisect_right(self._starts, at) - 1
            stop = self._starts[piece + 1] if piece + 1 < len(self._starts) else end
            stop = min(stop, end)
            origin = self._origins[piece] + at - self._starts[piece]
            yield (origin, origin + stop - at)
            at = stop
