"""Which cells of a table the public may see, so that nobody is found in it. Pure.

Whoever reads the table knows its total and how this is done; still no cell that is hidden can be worked out.
"""

from collections.abc import Sequence

#: Fewer than so many could be known persons.
SMALL = 5

#: The cells of a table; None: not shown.
Shown = Sequence[int | None]


def suppressed(cells: Sequence[int]) -> list[int | None] | None:
    """The table with its small cells hidden, and others where they would give those away; None: nothing of it.

    A zero is shown: it is about nobody. One hidden cell would be the rest of the total, and several that are all
    the least or all the most a small cell can be would be known from their sum: then the smallest of the others
    is hidden too, with all that equal it, for which of them it was must not be told by its place. Where nothing
    is left to stand beside what is hidden, the table is withheld.
    """
    if sum(cells) < SMALL:
        return None
    hidden = {place for place, count in enumerate(cells) if 0 < count < SMALL}
    if hidden and _is_told([cells[place] for place in hidden]):
        others = [count for count in cells if count >= SMALL]
        least = min(others, default=None)
        hidden |= {place for place, count in enumerate(cells) if count == least}
    if not any(count for place, count in enumerate(cells) if place not in hidden):
        return None
    return [None if place in hidden else count for place, count in enumerate(cells)]


def _is_told(small: Sequence[int]) -> bool:
    """Whether the sum of the small cells says what each of them is."""
    return len(small) == 1 or sum(small) in {len(small), (SMALL - 1) * len(small)}
