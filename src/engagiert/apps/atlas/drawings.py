"""The map and the curve as SVG, for pages and papers."""

import datetime

from django.template.loader import render_to_string

from engagiert.apps.places.public import Where, shapes_within
from engagiert.kernel.ui.mapping import Frame, path

from . import wording
from .charts import Curve
from .selectors import FIRST_MINUTES, Answer


def frame_of(here: Where) -> Frame | None:
    """None where no town of the area has an outline or a point."""
    bounds = shapes_within(here.keys, here.map_state).bounds(here.keys)
    return Frame.around(bounds, width=800) if bounds else None


def map_of(here: Where, answer: Answer, measure: str) -> str:
    """Towns shaded and patterned as the legend says; what it shows stands in the table in words."""
    lines = {line.ags: line for line in answer.lines}
    shapes, frame = shapes_within(here.keys, here.map_state).shapes, frame_of(here)
    drawn = [
        (path(shape.polygons, frame), wording.look(lines[shape.key], measure, answer.radius, _limit(answer)))
        for shape in shapes
        if frame and shape.key in lines
    ]
    return render_to_string("atlas/map.svg", {"frame": frame, "shapes": drawn})


def curve_of(curve: Curve, day: datetime.date) -> str:
    return render_to_string("atlas/curve.svg", {"curve": curve, "day": day})


def legend_of(answer: Answer, measure: str) -> list[tuple[str, str]]:
    """(drawing, words) of each look."""
    looks = wording.legend(measure, answer.radius, _limit(answer))
    return [(render_to_string("atlas/swatch.svg", {"look": look}), words) for look, words in looks]


def _limit(answer: Answer) -> float:
    return answer.travelled.limit if answer.travelled else FIRST_MINUTES
