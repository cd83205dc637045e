"""No small number stands in a published table, and none comes out of the difference of what is published."""

import itertools
import random

from engagiert.kernel.privacy.small_numbers import SMALLEST, SafeTable, is_safe, safe_table


def published(table: SafeTable[str]) -> list[tuple[int, ...]]:
    groups = list(table.lines.values())
    return groups + ([table.together] if table.together is not None else [])


def test_a_table_without_small_numbers_stays_as_it_is() -> None:
    lines = {"Hemer": (12, 0), "Werne": (7, 5)}
    assert safe_table(lines) == SafeTable(lines, (), None, (19, 5))


def test_a_small_number_is_put_together_with_the_next_smallest_so_that_nobody_stands_alone() -> None:
    table = safe_table({"Hemer": (40, 10), "Werne": (8, 3), "Selm": (20, 6)})
    assert table.lines == {"Hemer": (40, 10)}
    assert table.hidden == ("Werne", "Selm")
    assert table.together == (28, 9)


def test_several_small_numbers_are_together_only_when_their_sum_is_not_small() -> None:
    table = safe_table({"Hemer": (40,), "Werne": (1,), "Selm": (1,), "Rheine": (30,)})
    assert (dict(table.lines), table.together) == ({"Hemer": (40,)}, (32,))


def test_where_even_the_sum_is_small_nothing_is_shown() -> None:
    table = safe_table({"Hemer": (2,), "Werne": (1,)})
    assert (dict(table.lines), table.together, table.whole) == ({}, None, None)


def test_where_only_everything_together_is_large_enough_only_that_is_shown() -> None:
    table = safe_table({"Hemer": (3, 0), "Werne": (4, 0)})
    assert (dict(table.lines), table.together, table.whole) == ({}, (7, 0), (7, 0))


def test_a_zero_tells_of_nobody() -> None:
    assert safe_table({"Hemer": (0, 0), "Werne": (9, 9)}).lines == {"Hemer": (0, 0), "Werne": (9, 9)}


def test_no_sum_or_difference_of_what_is_published_is_small() -> None:
    chance = random.Random(4)
    for _table in range(2_000):
        lines = {f"Ort {n}": (chance.choice([0, 1, 3, 6, 30]), chance.choice([0, 2, 9])) for n in range(6)}
        table = safe_table(lines)
        groups = published(table)
        if table.whole is None:
            assert groups == []
            assert not is_safe(tuple(map(sum, zip(*lines.values(), strict=True))))
            continue
        assert len(table.hidden) != 1
        if groups:
            assert tuple(map(sum, zip(*groups, strict=True))) == table.whole
        for number in range(1, len(groups) + 1):
            for some in itertools.combinations(groups, number):
                assert is_safe(tuple(map(sum, zip(*some, strict=True)))), (lines, SMALLEST)
