"""The patchwork of rounded Voronoi cells."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.ui import picture
from engagiert.kernel.ui.patchwork import Polygon, rounded, scatter, voronoi


def area(corners: Polygon) -> float:
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 5))
def test_cells_without_gap_cover_the_frame_exactly(seed: int, columns: int, rows: int) -> None:
    sites = scatter(columns, rows, width=400, height=300, seed=seed)
    cells = voronoi(sites, width=400, height=300, gap=0)
    assert sum(area(cell.corners) for cell in cells) == pytest.approx(400 * 300)


@given(st.integers(0, 10_000))
def test_every_corner_is_nearest_to_its_own_site(seed: int) -> None:
    sites = scatter(4, 3, width=400, height=300, seed=seed)
    for cell in voronoi(sites, width=400, height=300, gap=8):
        for corner in cell.corners:
            own = math.dist(corner, cell.site)
            assert all(own <= math.dist(corner, other) + 1e-6 for other in sites)


def test_the_gap_keeps_two_cells_apart() -> None:
    left, right = voronoi([(100, 150), (300, 150)], width=400, height=300, gap=10)
    assert max(x for x, _ in left.corners) == pytest.approx(195)
    assert min(x for x, _ in right.corners) == pytest.approx(205)


def test_the_same_seed_draws_the_same_picture_and_another_seed_another() -> None:
    assert scatter(4, 3, width=400, height=300, seed=7) == scatter(4, 3, width=400, height=300, seed=7)
    assert scatter(4, 3, width=400, height=300, seed=7) != scatter(4, 3, width=400, height=300, seed=8)


def test_two_sites_at_one_point_leave_no_broken_cell() -> None:
    cells = voronoi([(100, 100), (100, 100), (300, 200)], width=400, height=300, gap=0)
    assert all(area(cell.corners) > 0 for cell in cells)


def test_a_rounded_path_is_closed_and_keeps_inside_the_polygon() -> None:
    path = rounded(((0, 0), (100, 0), (100, 100), (0, 100)), 20)
    assert path.startswith("M")
    assert path.endswith("Z")
    assert path.count("Q") == 4


def test_the_hero_template_is_what_the_generator_draws() -> None:
    assert picture.TEMPLATE.read_text(encoding="utf-8") == picture.hero()
