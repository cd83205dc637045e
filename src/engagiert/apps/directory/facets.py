"""Filters of the directory as links: each page of results has an address that can be shared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.places.public import Place
from engagiert.kernel.http import parameters

from . import vocabulary
from .search import DISTANCES, LONGEST_QUERY, VOCABULARIES, Answer, Near, Question

PART, DISTANCE, FROM = "ort", "umkreis", "von"
_KEY = re.compile(r"\d{2,8}(?:-\d+)?")
PAGE, TEXT, SORT = "seite", "q", "sortierung"


@dataclass(frozen=True, slots=True)
class Heading:
    """A facet as people see it: its name in the address, what stands above it, the words for its codes."""

    parameter: str
    label: str | Promise
    words: Mapping[str, vocabulary.Term]


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Facet:
    label: str
    options: list[Option]


def bare(asked: Question) -> Question:
    """The same words without any filter, from the first page."""
    near = replace(asked.near, km=0) if asked.near else None
    return Question(ags=asked.ags, places=asked.places, text=asked.text, near=near, sort=asked.sort)


def _kilometres(query: QueryDict) -> int:
    asked = parameters.number(query, DISTANCE, otherwise=0)
    return asked if asked in DISTANCES else 0


def _parts(answer: Answer[Any], query: QueryDict, kept: Mapping[str, str], parts: Sequence[Place]) -> Facet:
    active, switch = query.get(PART, ""), _Switch(kept, PART)
    options = [
        Option(place.name, answer.parts.get(place.ags, 0), switch.to(place.ags, on), on)
        for place in parts
        for on in (active == place.ags,)
        if answer.parts.get(place.ags) or on
    ]
    return Facet(_("Ort"), sorted(options, key=lambda option: (not option.active, -option.count)))


def _distances(answer: Answer[Any], query: QueryDict, kept: Mapping[str, str], centre: str) -> Facet:
    active, switch = _kilometres(query), _Switch(kept, DISTANCE)
    options = [
        Option(_("bis %(km)s km") % {"km": km}, count, switch.to(str(km), active == km), active == km)
        for km, count in sorted(answer.distances.items())
        if count or active == km
    ]
    return Facet(_("Entfernung von %(place)s") % {"place": centre}, options)


def active_options(facets: list[Facet]) -> list[Option]:
    return [option for facet in facets for option in facet.options if option.active]


class Facets:
    """The filters of one kind of thing, in the order of the page."""

    def __init__(self, headings: Mapping[str, Heading]) -> None:
        self._headings = headings
        parameters = (heading.parameter for heading in headings.values())
        self._taken_along = (TEXT, SORT, *parameters, PART, DISTANCE, FROM)

    def chosen(self, query: QueryDict) -> dict[str, str]:
        """The codes chosen in an address; unknown ones are ignored, so that an old link still finds something."""
        found = {facet: query.get(heading.parameter, "") for facet, heading in self._headings.items()}
        return {facet: code for facet, code in found.items() if code in self._headings[facet].words}

    def question(
        self, query: QueryDict, *, ags: str = "", places: tuple[str, ...] = (), centre: Place | None = None
    ) -> Question:
        """What an address asks for within a place or an alliance. ``centre``: where distances are counted from."""
        near = None
        if centre is not None and centre.lat is not None and centre.lon is not None:
            near = Near(centre.lat, centre.lon, _kilometres(query))
        part = query.get(PART, "")
        return Question(
            ags=ags,
            places=places,
            text=parameters.text(query, TEXT, longest=LONGEST_QUERY),
            chosen=self.chosen(query),
            part=part if part.startswith(places or ags) and _KEY.fullmatch(part) else "",
            near=near,
            sort=query.get(SORT, "fit"),
            page=parameters.number(query, PAGE, otherwise=1),
        )

    def as_links(
        self, answer: Answer[Any], query: QueryDict, *, parts: Sequence[Place] = (), centre: str = ""
    ) -> list[Facet]:
        """The facets with results, most frequent code first; an active option's link takes it out again.

        ``parts``: the places below that may be chosen; ``centre``: how the point is called that distances start from.
        """
        kept = self.kept(query)
        return [
            *(self._coded(facet, answer, query, kept) for facet in self._headings),
            _parts(answer, query, kept, parts),
            _distances(answer, query, kept, centre),
        ]

    def _coded(self, facet: str, answer: Answer[Any], query: QueryDict, kept: Mapping[str, str]) -> Facet:
        active = self.chosen(query).get(facet)
        counts = dict(answer.facets[facet])
        if active:
            counts.setdefault(active, answer.total)
        ordered = sorted(counts.items(), key=lambda pair: (pair[0] != active, -pair[1], pair[0]))
        heading = self._headings[facet]
        switch = _Switch(kept, heading.parameter)
        options = [
            Option(vocabulary.label(heading.words, code), count, switch.to(code, active == code), active == code)
            for code, count in ordered
        ]
        return Facet(str(heading.label), options)

    def carried(self, query: QueryDict, *without: str) -> list[tuple[str, str]]:
        """What a form beside the results takes along as hidden fields: all but its own and the page."""
        return [(name, value) for name, value in self.kept(query).items() if name not in without]

    def kept(self, query: QueryDict) -> dict[str, str]:
        """What a link to another filter takes along: text, order and the other filters, not the page."""
        return {name: str(query[name]) for name in self._taken_along if query.get(name)}


def without_filters(query: QueryDict) -> str:
    """The address of the same search without any filter."""
    kept = QueryDict(mutable=True)
    if query.get(TEXT):
        kept[TEXT] = str(query[TEXT])
    return f"?{kept.urlencode()}"


class _Switch:
    """Links that set one parameter of an address and leave the others; what they have in common is written once."""

    def __init__(self, kept: Mapping[str, str], parameter: str) -> None:
        others = urlencode({name: value for name, value in kept.items() if name != parameter})
        self._without = f"?{others}"
        self._before = f"?{others}&{parameter}=" if others else f"?{parameter}="

    def to(self, code: str, active: bool) -> str:
        """To this code, or out of it where it is the active one."""
        return self._without if active else self._before + quote_plus(code)


ORGANISATIONS = Facets(
    {
        "fields": Heading("thema", gettext_lazy("Thema"), VOCABULARIES["fields"]),
        "type": Heading("art", gettext_lazy("Art"), VOCABULARIES["type"]),
        "target_groups": Heading("fuer", gettext_lazy("Für wen"), VOCABULARIES["target_groups"]),
        "languages": Heading("sprache", gettext_lazy("Sprache"), VOCABULARIES["languages"]),
        "accessibility": Heading("zugang", gettext_lazy("Zugang"), VOCABULARIES["accessibility"]),
        "sector": Heading("bereich", gettext_lazy("Bereich"), VOCABULARIES["sector"]),
    }
)
chosen, question = ORGANISATIONS.chosen, ORGANISATIONS.question
as_links, carried = ORGANISATIONS.as_links, ORGANISATIONS.carried
