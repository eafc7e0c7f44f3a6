"""No figure is of few people, and none of few people can be had by subtraction."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.thresholds import FEWEST, Tally, may_show, rounded, together

PEOPLE = [f"{number:02x}" for number in range(14)]
TALLIES = st.sets(st.sampled_from(PEOPLE)).map(lambda who: Tally(2 * len(who), frozenset(who)))


def tally(people: int, count: int = 0) -> Tally:
    return Tally(count or people, frozenset(PEOPLE[:people]))


def test_nine_checks_by_four_people_are_not_shown() -> None:
    assert not tally(4, 9).may_be_shown
    assert tally(5).may_be_shown


def test_one_small_group_takes_the_next_smallest_into_hiding() -> None:
    cells = {"disclosure": tally(9), "claim": tally(6), "legal": Tally(1, frozenset({"0d"}))}

    assert may_show(cells, [tuple(cells)]) == {"disclosure"}


def test_small_groups_of_the_same_people_are_still_few() -> None:
    cells = {"disclosure": tally(9), "claim": tally(3), "legal": tally(3)}

    # Three people twice are three people: disclosure less than everything would be them.
    assert may_show(cells, [tuple(cells)]) == frozenset()


def test_a_group_of_nobody_hides_nobody() -> None:
    cells = {"disclosure": tally(9), "claim": Tally()}

    assert may_show(cells, [tuple(cells)]) == {"disclosure"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), TALLIES, max_size=8))
def test_whatever_is_subtracted_from_a_total_leaves_nobody_or_enough(
    cells: dict[str, Tally],
) -> None:
    shown = may_show(cells, [tuple(cells)])
    everything = together(cells.values())

    for size in range(len(shown) + 1):
        for parts in combinations(sorted(shown), size):
            left = together(t for key, t in cells.items() if key not in parts)
            assert not everything.may_be_shown or not left.count or left.may_be_shown


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), TALLIES))
def test_rows_and_columns_are_held_at_once(cells: dict[tuple[str, str], Tally]) -> None:
    lines = [[key for key in cells if key[side] == name] for side in (0, 1) for name in "abcxyz"]
    shown = may_show(cells, lines)

    for line in lines:
        hidden = together(cells[key] for key in line if key not in shown)
        some = any(key in shown for key in line)
        assert not some or not hidden.count or hidden.may_be_shown
    assert all(cells[key].may_be_shown for key in shown)


@given(st.integers(FEWEST, 10_000))
def test_what_is_told_is_rounded_to_five_and_never_nought(count: int) -> None:
    assert rounded(count) % 5 == 0
    assert rounded(count) >= 5
    assert abs(rounded(count) - count) < 3
