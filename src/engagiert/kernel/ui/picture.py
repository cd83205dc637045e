"""Draws the hero's patchwork as a template, so that a page view costs no geometry.

`python -m engagiert.kernel.ui.picture` writes templates/ui/patchwork.html; a test compares file and drawing.
"""

from pathlib import Path
from typing import Final

from engagiert.kernel.ui.patchwork import Cell, rounded, scatter, voronoi

TEMPLATE: Final = Path(__file__).parent / "templates" / "ui" / "patchwork.html"
_WIDTH, _HEIGHT, _ICON = 560, 470, 46

# icon and shade by number of the cell, counted along the rows; every other cell stays quiet
_DRESS: Final[dict[int, tuple[str, str]]] = {
    2: ("volleyball", "a"),
    4: ("hand-heart", "s"),
    6: ("bike", "a"),
    9: ("coffee", "l"),
    10: ("lightbulb", "d"),
    13: ("message-square", "s"),
    15: ("heart", "l"),
    17: ("car", "w"),
    20: ("book-open", "s"),
    23: ("house", "m"),
    25: ("users", "w"),
    26: ("music", "l"),
    27: ("sprout", "m"),
    28: ("wrench", "l"),
}
_QUIET: Final = "lmlslmllml"


def hero() -> str:
    """The whole template text: a decorative SVG whose colours follow the town's accent."""
    sites = scatter(6, 5, width=_WIDTH, height=_HEIGHT, seed=2026)
    cells = voronoi(sites, width=_WIDTH, height=_HEIGHT, gap=9)
    lines = [_draw(number, cell) for number, cell in enumerate(cells)]
    return (
        "{% load ui %}{% comment %}Drawn by engagiert.kernel.ui.picture{% endcomment %}{% sprite as icons %}"
        f'<svg class="e-quilt" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false">\n' + "\n".join(lines) + "\n</svg>\n"
    )


def _draw(number: int, cell: Cell) -> str:
    name, shade = _DRESS.get(number, ("", _QUIET[number % len(_QUIET)]))
    path = f'<path class="q-{shade}" d="{rounded(cell.corners, 19)}"/>'
    if not name:
        return path
    x, y = cell.middle[0] - _ICON / 2, cell.middle[1] - _ICON / 2
    tone = "q-i q-i--on" if shade in "ad" else "q-i"
    return (
        f'{path}<svg class="{tone}" x="{x:.0f}" y="{y:.0f}" width="{_ICON}" height="{_ICON}" viewBox="0 0 24 24">'
        f'<use href="{{{{ icons }}}}#{name}"/></svg>'
    )


if __name__ == "__main__":
    TEMPLATE.write_text(hero(), encoding="utf-8")
