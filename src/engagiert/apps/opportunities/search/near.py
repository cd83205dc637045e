"""What to show where nothing fits: the same question, a little wider."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engagiert.apps.directory.public import Answer, Question
from engagiert.apps.opportunities.models import Listing

from .index import search

# The lengths of the keys of a Kreis and a Land.
_WIDER = (5, 2)


@dataclass(frozen=True, slots=True)
class Loosened:
    """``without``: what was left out of the question at last, "distance", "filters" or "place"."""

    without: str
    question: Question
    answer: Answer[Listing]


def loosened(question: Question) -> Loosened | None:
    """The nearest wider question that finds something, for one that found nothing; None where nothing helps.

    First the distance and the part of the town go, then the filters, then the town becomes the Kreis and the Land.
    """
    for without, wider in _wider(question):
        answer = search(wider)
        if answer.total:
            return Loosened(without, wider, answer)
    return None


def _wider(question: Question) -> Iterator[tuple[str, Question]]:
    asked = replace(question, page=1)
    if asked.part or (asked.near and asked.near.km):
        asked = replace(asked, part="", near=replace(asked.near, km=0) if asked.near else None)
        yield "distance", asked
    if asked.chosen:
        asked = replace(asked, chosen={})
        yield "filters", asked
    for length in _WIDER:
        if len(asked.ags) > length:
            asked = replace(asked, ags=asked.ags[:length])
            yield "place", asked
