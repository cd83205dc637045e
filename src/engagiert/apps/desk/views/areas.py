"""Figures of the places below a Land, Regierungsbezirk or Kreis: sums, no case, no person."""

import csv
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import kinds, rules, selectors
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import FACILITY_TYPES, FIELDS, Term, area_figures
from engagiert.apps.places.public import Place, area_of, is_town_itself
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.privacy.small_numbers import SMALLEST, SafeTable


@guarded(rules.READ_SOME_AREA)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Organisations and cases of an area, as tables and bars."""
    actor = actor_of(request)
    office, found = _asked(request, actor)
    inventory = area_figures((found.place.ags,), timezone.localdate())
    places = _place_lines(found)
    context = {
        "found": found,
        "area": _name(found.place),
        "home": office.place if found.place != office.place else None,
        "others": [(one.place.ags, _name(one.place)) for one in selectors.area_offices(actor) if one != office],
        "inventory": inventory,
        "types": _terms(FACILITY_TYPES, inventory.by_code),
        "fields": _terms(FIELDS, inventory.by_code),
        "places": places,
        "kinds": _kind_lines(found),
        "listed": _listed(found, inventory.by_town),
        "smallest": SMALLEST,
        "may_open": found.place == office.place,
    }
    return page(request, "desk/area_figures.html", context, nav="areas")


@guarded(rules.READ_SOME_AREA)
@require_GET
def figures_table(request: HttpRequest) -> HttpResponse:
    """The same numbers as CSV; what is put together on the page is so here."""
    _office, found = _asked(request, actor_of(request))
    inventory = area_figures((found.place.ags,), timezone.localdate())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="orte_{found.place.ags}_{found.year}.csv"'
    response.write("\ufeff")
    table = csv.writer(response, delimiter=";")
    heads = [_("Organisationen"), _("eingegangen"), _("beantwortet"), _("davon in der Zusage"), _("noch offen")]
    table.writerow([_("Nach"), _("Was"), *heads])
    for line in (*_terms(FACILITY_TYPES, inventory.by_code), *_terms(FIELDS, inventory.by_code)):
        table.writerow([_("Art oder Feld"), line["label"], line["number"], "", "", "", ""])
    for line in _listed(found, inventory.by_town):
        table.writerow([_("Ort"), line["label"], line["number"], "", "", "", ""])
    for name, lines in ((_("Ort"), _place_lines(found)), (_("Art"), _kind_lines(found))):
        for line in lines:
            cells = [line[key] for key in ("received", "answered", "in_time", "open")]
            table.writerow([name, line["label"], "", *("" if cell is None else cell for cell in cells)])
    return response


def _asked(request: HttpRequest, actor: Actor) -> tuple[Office, selectors.AreaFigures]:
    """The office whose area is read and its figures; ``ort`` names another one of the actor's, or a unit inside."""
    offices = selectors.area_offices(actor)
    if not offices:
        raise Http404
    wanted = parameters.text(request.GET, "ort", longest=12)
    office = next((one for one in offices if one.place.ags == wanted), offices[0])
    this_year = timezone.localdate().year
    year = parameters.number(request.GET, "jahr", otherwise=this_year)
    inside = wanted if wanted and wanted != office.place.ags else ""
    return office, selectors.area_figures(actor, office, year=year, inside=inside)


def _name(place: Place) -> str:
    return place.name if place.kind == Place.Kind.MUNICIPALITY or is_town_itself(place) else area_of(place).name


def _place_lines(found: selectors.AreaFigures) -> list[dict[str, Any]]:
    """The places by name; last the sum of those that are put together."""
    own = found.place.ags
    lines = []
    for key in sorted(found.by_place.lines, key=lambda key: (found.units[key].sort_key, key)):
        place = found.units[key]
        label = _("%(place)s selbst") % {"place": _name(place)} if key == own and len(found.units) > 1 else _name(place)
        opens = key != own and place.kind == Place.Kind.DISTRICT and not is_town_itself(place)
        lines.append(_line(label, found.by_place.lines[key]) | {"ags": key if opens else ""})
    number = len(found.by_place.hidden)
    words = ngettext("%(number)s Ort zusammen", "%(number)s Orte zusammen", number) % {"number": number}
    return _with_bars(lines + _rest(found.by_place, words))


def _kind_lines(found: selectors.AreaFigures) -> list[dict[str, Any]]:
    lines = [_line(str(kinds.kind_of(kind).label), counts) for kind, counts in found.by_kind.lines.items()]
    lines.sort(key=lambda line: (-line["received"], line["label"]))
    number = len(found.by_kind.hidden)
    words = ngettext("%(number)s Art zusammen", "%(number)s Arten zusammen", number) % {"number": number}
    return _with_bars(lines + _rest(found.by_kind, words))


def _rest(table: SafeTable[str], words: str) -> list[dict[str, Any]]:
    """The line of what is put together, with nothing that opens it."""
    return [] if table.together is None else [_line(words, table.together)]


def _line(label: str, counts: tuple[int, ...]) -> dict[str, Any]:
    """``counts``: (in time, late, open), or (answered, open)."""
    in_time = counts[0] if len(counts) > 2 else None
    answered, waiting = sum(counts[:-1]), counts[-1]
    share = round(100 * in_time / answered) if in_time is not None and answered else None
    return {
        "label": label,
        "received": answered + waiting,
        "answered": answered,
        "open": waiting,
        "in_time": in_time,
        "share": share,
    }


def _with_bars(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bars in hundredths of the longest."""
    most = max((line["received"] for line in lines), default=0) or 1
    return [
        line | {"bar": round(100 * line["received"] / most), "kept": round(100 * line["answered"] / most)}
        for line in lines
    ]


def _terms(vocabulary: Mapping[str, Term], by_code: Mapping[str, int]) -> list[dict[str, Any]]:
    """Codes that stand in the register, the most frequent first."""
    found = [{"label": str(term.label), "number": by_code.get(term.code, 0)} for term in vocabulary.values()]
    return sorted((line for line in found if line["number"]), key=lambda line: (-line["number"], line["label"]))


def _listed(found: selectors.AreaFigures, by_town: Mapping[str, int]) -> list[dict[str, Any]]:
    """Published organisations by unit: everybody may count them in the register, so none is put together."""
    lines = []
    for place in sorted(found.below, key=lambda place: (place.sort_key, place.ags)):
        number = sum(count for ags, count in by_town.items() if ags.startswith(place.ags))
        lines += [{"label": _name(place), "number": number}] if number else []
    return lines
