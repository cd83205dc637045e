"""Under which licence a record may be used, and whom to name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from engagiert.apps.directory.models import OpenTerms

_L = OpenTerms.Licence


@dataclass(frozen=True, slots=True)
class Licence:
    """``code`` as spreadsheets say it, ``uri`` of the licence's text, ``dcat`` in the vocabulary of DCAT-AP.de."""

    code: str
    label: str | Promise
    uri: str
    dcat: str
    wants_name: bool = False


LICENCES: Mapping[str, Licence] = {
    _L.DL_ZERO.value: Licence(
        "dl-de/zero-2-0",
        _L.DL_ZERO.label,
        "https://www.govdata.de/dl-de/zero-2-0",
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
    ),
    _L.CC0.value: Licence(
        "CC0-1.0",
        _L.CC0.label,
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "http://dcat-ap.de/def/licenses/cc-zero",
    ),
    _L.DL_BY.value: Licence(
        "dl-de/by-2-0",
        _L.DL_BY.label,
        "https://www.govdata.de/dl-de/by-2-0",
        "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
        wants_name=True,
    ),
    _L.CC_BY.value: Licence(
        "CC-BY-4.0",
        _L.CC_BY.label,
        "https://creativecommons.org/licenses/by/4.0/",
        "http://dcat-ap.de/def/licenses/cc-by/4.0",
        wants_name=True,
    ),
}
DEFAULT = _L.DL_ZERO.value


@dataclass(frozen=True, slots=True)
class Terms:
    """The licence of a place's records; ``attribution`` is empty where nobody has to be named."""

    licence: Licence
    attribution: str = ""


DEFAULT_TERMS = Terms(LICENCES[DEFAULT])


def terms_by_place() -> dict[str, Terms]:
    """Key of the place → its terms, for the places that chose some. One query."""
    rows = OpenTerms.objects.values_list("place__ags", "licence", "attribution")
    return {ags: Terms(LICENCES[licence], attribution) for ags, licence, attribution in rows}


def upwards(ags: str) -> Iterator[str]:
    """The key itself and those of the units above it: neighbourhood, municipality, district, region, Land."""
    yield ags
    yield from (ags[:length] for length in (8, 5, 3, 2) if length < len(ags))


def terms_at(ags: str) -> Terms:
    """The terms of one place: its own, else those of the nearest unit above. One query."""
    keys = list(upwards(ags))
    rows = OpenTerms.objects.filter(place__ags__in=keys).values_list("place__ags", "licence", "attribution")
    found = {key: Terms(LICENCES[licence], attribution) for key, licence, attribution in rows}
    return next((found[key] for key in keys if key in found), DEFAULT_TERMS)
