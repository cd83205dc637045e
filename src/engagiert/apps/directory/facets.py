"""Filters of the directory as links: each page of results has an address that can be shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import vocabulary
from .search import Answer

# Facet → name in the address, heading, words.
PARAMETERS = {
    "fields": "thema",
    "type": "art",
    "target_groups": "fuer",
    "languages": "sprache",
    "accessibility": "zugang",
    "sector": "bereich",
}
_HEADINGS: Mapping[str, Promise] = {
    "fields": _("Thema"),
    "type": _("Art"),
    "target_groups": _("Für wen"),
    "languages": _("Sprache"),
    "accessibility": _("Zugang"),
    "sector": _("Bereich"),
}
_WORDS = {
    "fields": vocabulary.FIELDS,
    "type": vocabulary.FACILITY_TYPES,
    "target_groups": vocabulary.TARGET_GROUPS,
    "languages": vocabulary.LANGUAGES,
    "accessibility": vocabulary.ACCESSIBILITY,
    "sector": vocabulary.SECTORS,
}
PAGE, TEXT, SORT = "seite", "q", "sortierung"


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


def chosen(query: QueryDict) -> dict[str, str]:
    """The codes chosen in an address; unknown ones are ignored, so that an old link still finds something."""
    found = {facet: query.get(parameter, "") for facet, parameter in PARAMETERS.items()}
    return {facet: code for facet, code in found.items() if code in _WORDS[facet]}


def as_links(answer: Answer, query: QueryDict) -> list[Facet]:
    """The facets with results, most frequent code first; an active option's link takes it out again."""
    active, kept = chosen(query), _kept(query)
    facets = []
    for facet, parameter in PARAMETERS.items():
        counts = dict(answer.facets[facet])
        if facet in active:
            counts.setdefault(active[facet], answer.total)
        ordered = sorted(counts.items(), key=lambda pair: (pair[0] != active.get(facet), -pair[1], pair[0]))
        options = [
            Option(
                label=vocabulary.label(_WORDS[facet], code),
                count=count,
                url=_toggled(kept, parameter, code, active.get(facet) == code),
                active=active.get(facet) == code,
            )
            for code, count in ordered
        ]
        facets.append(Facet(label=str(_HEADINGS[facet]), options=options))
    return facets


def active_options(facets: list[Facet]) -> list[Option]:
    return [option for facet in facets for option in facet.options if option.active]


def without_filters(query: QueryDict) -> str:
    """The address of the same search without any filter."""
    kept = QueryDict(mutable=True)
    if query.get(TEXT):
        kept[TEXT] = str(query[TEXT])
    return f"?{kept.urlencode()}"


def _kept(query: QueryDict) -> dict[str, str]:
    """What a link to another filter takes along: text, order and the other filters, not the page."""
    return {name: str(query[name]) for name in (TEXT, SORT, *PARAMETERS.values()) if query.get(name)}


def _toggled(kept: Mapping[str, str], parameter: str, code: str, active: bool) -> str:
    changed = {name: value for name, value in kept.items() if name != parameter}
    if not active:
        changed[parameter] = code
    return f"?{urlencode(changed)}"
