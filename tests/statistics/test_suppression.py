"""Nobody works out a hidden cell: tried by somebody who knows the total, the method, and every other table."""

from collections import defaultdict
from collections.abc import Iterator

from hypothesis import assume, given
from hypothesis import strategies as st

from mingze.statistics.suppression import SMALL, suppressed

Table = tuple[int, ...]


def tables(cells: int, total: int) -> Iterator[Table]:
    """Every table of so many cells with this total."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(cells - 1, total - first):
            yield (first, *rest)


def published(table: Table) -> tuple[int | None, ...] | None:
    shown = suppressed(table)
    return None if shown is None else tuple(shown)


def test_whoever_knows_the_total_and_the_method_works_out_no_hidden_cell() -> None:
    """The attacker makes every table with the total, publishes each as we do, and keeps those that look the same."""
    for cells, most in ((2, 60), (3, 30), (4, 20), (5, 14)):
        for whole in range(1, most):
            alike: dict[tuple[int | None, ...] | None, list[Table]] = defaultdict(list)
            for table in tables(cells, whole):
                alike[published(table)].append(table)
            for shown, could_be in alike.items():
                for place in range(cells):
                    if shown is None or shown[place] is None:
                        assert len({table[place] for table in could_be}) > 1, (whole, shown, could_be)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12))
def test_what_is_shown_is_true_and_never_small(cells: list[int]) -> None:
    shown = suppressed(cells)
    if sum(cells) < SMALL:
        assert shown is None
    if shown is not None:
        for count, seen in zip(cells, shown, strict=True):
            assert seen in {None, count}
            assert seen is None or seen == 0 or seen >= SMALL


@given(st.lists(st.integers(0, 60), min_size=3, max_size=9), st.integers(0, 8), st.data())
def test_another_table_looks_the_same_wherever_a_cell_is_hidden(
    cells: list[int], place: int, data: st.DataObject
) -> None:
    """For tables too large to try all: exchanging hidden cells, or moving one between them, is not noticed."""
    shown = suppressed(cells)
    assume(shown is not None)
    assert shown is not None
    hidden = [at for at, count in enumerate(shown) if count is None]
    assert len(hidden) != 1
    if len(hidden) < 2:
        return
    target = hidden[place % len(hidden)]
    others = []
    for other in hidden:
        for step in (-1, 1):
            moved = list(cells)
            moved[target] += step
            moved[other] -= step
            others.append(moved)
        swapped = list(cells)
        swapped[target], swapped[other] = cells[other], cells[target]
        others.append(swapped)
    assert any(
        min(other) >= 0 and other[target] != cells[target] and suppressed(other) == shown for other in others
    )


def test_examples() -> None:
    assert suppressed([57, 35, 9, 35, 11, 7, 22]) == [57, 35, 9, 35, 11, 7, 22]
    # One small cell would be the rest of the total: the smallest of the others goes with it.
    assert suppressed([57, 35, 9, 35, 11, 3, 22]) == [57, 35, None, 35, 11, None, 22]
    # 3 and 4 protect each other; 1 and 1 do not, for their sum says what they are.
    assert suppressed([20, 3, 4, 0]) == [20, None, None, 0]
    assert suppressed([20, 30, 1, 1]) == [None, 30, None, None]
    assert suppressed([6, 0, 3]) is None
    assert suppressed([2, 1, 0]) is None
