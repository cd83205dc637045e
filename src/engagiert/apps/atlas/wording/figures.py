"""The atlas in words and as data: sentences, states, remarks, the fields of an indicator and what they mean."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagiert.apps.atlas.selectors import DEFINITIONS_VERSION, RATE_PER, Answer, Like, Line, Remark, Seen, View
from engagiert.apps.atlas.services import ImportReport, RowRemark
from engagiert.apps.directory.public import FACILITY_TYPES, label
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

from .travel import travelled_as_data, travelled_in_words

STATES: Mapping[str, Any] = {
    "present": gettext_lazy("vorhanden"),
    "absent": gettext_lazy("bestätigt: keine"),
    "unknown": gettext_lazy("unbekannt"),
}

# Column of an indicator's table -> what it means; the codebook is made of it.
CODEBOOK: Mapping[str, Any] = {
    "ags": gettext_lazy("Amtlicher Gemeindeschlüssel, acht Ziffern."),
    "name": gettext_lazy("Name der Stadt oder Gemeinde."),
    "population": gettext_lazy("Menschen, die dort wohnen, nach dem amtlichen Verzeichnis; leer, wenn unbekannt."),
    "count": gettext_lazy(
        "Einrichtungen dieser Art, die am Stichtag zählen: Mindestens die Hälfte ihres Geldes ist zugesagt, oder "
        "ihre Förderung ist unbekannt."
    ),
    "listed": gettext_lazy("Alle bekannten Einrichtungen dieser Art dort, auch ohne zugesagtes Geld."),
    "rate": gettext_lazy("count je 10.000 Menschen; leer, wenn die Zahl der Menschen unbekannt ist."),
    "nearest_km": gettext_lazy(
        "Luftlinie in Kilometern vom amtlichen Ortspunkt zur nächsten Einrichtung, die zählt, auch über Grenzen; leer, "
        "wenn keine bekannt ist."
    ),
    "state": gettext_lazy("present: vorhanden; absent: bestätigt, dass es keine gibt; unknown: unbekannt."),
    "beyond": gettext_lazy("true, wenn die nächste weiter entfernt ist als der Umkreis."),
    "minutes": gettext_lazy(
        "Fahrzeit in Minuten zur nächsten Einrichtung, die zählt, nach der Tabelle des Betreibers; leer, wenn es keine "
        "Tabelle gibt oder sie dazu nichts sagt."
    ),
}


def type_in_words(type: str) -> str:
    return str(label(FACILITY_TYPES, type))


def state_in_words(state: str) -> str:
    return str(STATES[state])


def knowledge_in_words(one: Line | Like) -> str:
    """What is known of a town on the day; one whose facilities have no money agreed is not unknown."""
    if one.listed and not one.count:
        return _("kein Geld zugesagt")
    return state_in_words(one.state)


def line_as_data(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in CODEBOOK}


def as_data(answer: Answer) -> dict[str, Any]:
    """The answer as JSON writes it, with day, definition and version beside its figures."""
    return {
        "type": answer.type,
        "radius_km": answer.radius,
        "date": answer.day.isoformat(),
        "within": answer.within,
        "population": answer.population,
        "population_beyond": answer.population_beyond,
        "facilities": answer.facilities,
        "facilities_listed": answer.listed,
        "municipalities_with": answer.towns_with,
        "confidence": answer.confidence,
        "synthetic": answer.is_synthetic,
        "data_as_of": answer.as_of.isoformat() if answer.as_of else None,
        "sources": [
            {"name": one.name, "as_of": one.as_of.isoformat(), "facilities": one.facilities} for one in answer.sources
        ],
        "rate_per": RATE_PER,
        "definitions": DEFINITIONS_VERSION,
        "travel_times": travelled_as_data(answer.travelled),
        "remarks": [
            {"code": one.code, "meaning": remark_in_words(one), "names": list(one.names)} for one in answer.remarks
        ],
        "municipalities": [line_as_data(line) for line in answer.lines],
    }


def in_sentences(answer: Answer, *, with_mark: bool = True) -> list[str]:
    """What the figures say, the first sentence first; the same numbers as map, table and files. ``with_mark``: say
    in a sentence of its own where facilities are made up; pages and papers that mark it elsewhere do not."""
    kind = type_in_words(answer.type)
    number = german_number(answer.facilities)
    found = [
        ngettext(
            "%(kind)s, %(day)s: %(number)s Einrichtung in %(with)s von %(towns)s Städten und Gemeinden.",
            "%(kind)s, %(day)s: %(number)s Einrichtungen in %(with)s von %(towns)s Städten und Gemeinden.",
            answer.facilities,
        )
        % {
            "kind": kind,
            "day": german_date(answer.day),
            "number": number,
            "with": german_number(answer.towns_with),
            "towns": german_number(len(answer.lines)),
        },
        _("%(beyond)s von %(all)s Menschen wohnen weiter als %(radius)s km von jeder bekannten entfernt.")
        % {
            "beyond": german_number(answer.population_beyond),
            "all": german_number(answer.population),
            "radius": german_number(answer.radius),
        },
    ]
    if answer.travelled is not None:
        found.append(travelled_in_words(answer.travelled))
    unknown = sum(line.state == "unknown" and not line.listed for line in answer.lines)
    if unknown:
        found.append(
            ngettext(
                "Von %(number)s Stadt oder Gemeinde wissen wir nicht, ob es dort eine gibt.",
                "Von %(number)s Städten und Gemeinden wissen wir nicht, ob es dort eine gibt.",
                unknown,
            )
            % {"number": german_number(unknown)}
        )
    found += [remark_in_words(remark) for remark in answer.remarks]
    if with_mark and answer.is_synthetic:
        found.append(_("Erfundene Einrichtungen zur Vorführung, keine echten Angaben."))
    return found


_OF_ANSWERS: Mapping[str, Any] = {
    "no_towns": gettext_lazy("In diesem Gebiet kennt das Verzeichnis keine Stadt oder Gemeinde."),
    "one_town": gettext_lazy("Das Gebiet ist eine einzige Stadt oder Gemeinde; es gibt nichts zu vergleichen."),
    "no_facilities": gettext_lazy(
        "Von dieser Art ist noch keine Einrichtung bekannt. Das heißt nicht, dass es keine gibt."
    ),
    "facility_without_point": gettext_lazy("Ohne Punkt, zählt in ihrer Stadt, aber nicht für Entfernungen: %(names)s."),
    "point_impossible": gettext_lazy("Der Punkt liegt nirgends auf der Erde und gilt als unbekannt: %(names)s."),
    "town_without_population": gettext_lazy("Zahl der Menschen unbekannt, fehlt in den Summen: %(names)s."),
    "town_without_point": gettext_lazy("Ohne amtlichen Ortspunkt, fehlt in den Entfernungen: %(names)s."),
    "population_impossible": gettext_lazy("Zahl der Menschen unter null, gilt als unbekannt: %(names)s."),
    "grant_ends_before_it_starts": gettext_lazy("Die Förderung endet vor ihrem Beginn und fehlt: %(names)s."),
    "share_impossible": gettext_lazy("Der Anteil ist keiner und gilt als unbekannt: %(names)s."),
    "shares_above_whole": gettext_lazy("Die Anteile ergeben mehr als das Ganze und sind darauf gekürzt: %(names)s."),
    "budget_negative": gettext_lazy("Das Budget ist kleiner als null und gilt als unbekannt: %(names)s."),
    "staff_negative": gettext_lazy("Die Zahl der Stellen ist kleiner als null und gilt als unbekannt: %(names)s."),
    "supply_impossible": gettext_lazy("Das Angebot ist keine Zahl und gilt als keines: %(names)s."),
}
_MOST_NAMES = 5


def remark_in_words(remark: Remark) -> str:
    return str(_OF_ANSWERS[remark.code]) % {"names": _few(remark.names)}


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _MOST_NAMES
    shown = ", ".join(listed[:_MOST_NAMES])
    return shown if more <= 0 else _("%(names)s und %(more)s weitere") % {"names": shown, "more": german_number(more)}


_OF_ROWS: Mapping[str, Any] = {
    "name_missing": gettext_lazy("Der Name fehlt. Die Zeile bleibt draußen."),
    "place_unknown": gettext_lazy("Diesen Ort kennt das Verzeichnis nicht. Die Zeile bleibt draußen."),
    "no_point": gettext_lazy("Von diesem Ort ist kein Punkt bekannt. Die Zeile bleibt draußen."),
    "key_unknown": gettext_lazy("Den Schlüssel kennt das Verzeichnis nicht; der Punkt zählt."),
    "outside_register": gettext_lazy("Der Punkt liegt in keinem bekannten Ort; er zählt nur für Entfernungen."),
    "no_municipality": gettext_lazy("Der Schlüssel meint keine Gemeinde; die Einrichtung zählt nur für Entfernungen."),
    "point_far": gettext_lazy("Der Punkt liegt weit weg von seinem Ort. Bitte prüfen."),
    "other_type": gettext_lazy("Die Zeile ist von einer anderen Art. Sie bleibt draußen."),
    "type_unknown": gettext_lazy("Diese Art kennt das Verzeichnis nicht. Die Zeile zählt mit."),
    "twice": gettext_lazy("Diese Einrichtung steht schon weiter oben. Sie zählt einmal."),
    "end_before_start": gettext_lazy("Das Ende liegt vor dem Beginn. Beide fehlen jetzt."),
    "date_unreadable": gettext_lazy("Das ist kein Tag, den wir lesen können. Er fehlt jetzt."),
    "budget_negative": gettext_lazy("Ein Budget ist nicht kleiner als null. Es fehlt jetzt."),
    "budget_unreadable": gettext_lazy("Das Budget ist keine Zahl. Es fehlt jetzt."),
    "share_negative": gettext_lazy("Ein Anteil liegt zwischen 0 und 100 Prozent. Er fehlt jetzt."),
    "share_unreadable": gettext_lazy("Ein Anteil liegt zwischen 0 und 100 Prozent. Er fehlt jetzt."),
    "founded_negative": gettext_lazy("Das ist kein Jahr. Es fehlt jetzt."),
    "founded_unreadable": gettext_lazy("Das ist kein Jahr. Es fehlt jetzt."),
    "coordinates_zero": gettext_lazy("Breite oder Länge ist null. Der Punkt fehlt jetzt."),
    "coordinates_swapped": gettext_lazy("Breite und Länge waren vertauscht. Wir haben sie umgedreht."),
    "coordinates_outside": gettext_lazy("Der Punkt liegt nicht in Deutschland. Er fehlt jetzt."),
    "coordinates_incomplete": gettext_lazy("Breite oder Länge fehlt. Der Punkt fehlt jetzt."),
    "coordinates_unreadable": gettext_lazy("Breite oder Länge ist keine Zahl. Der Punkt fehlt jetzt."),
}


def remark_of_row(remark: RowRemark) -> str:
    value = _("„%(text)s“") % {"text": remark.value} + ": " if remark.value else ""
    name = " " + _("„%(text)s“") % {"text": remark.name} if remark.name else ""
    return _("Zeile %(line)d%(name)s: ") % {"line": remark.line, "name": name} + value + str(_OF_ROWS[remark.code])


def report_in_words(report: ImportReport) -> str:
    return _(
        "%(type)s, Quelle „%(source)s“: %(facilities)d Einrichtungen (%(created)d neu, %(changed)d geändert, "
        "%(removed)d entfernt, %(unchanged)d unverändert), %(absences)d Orte bestätigt ohne; "
        "%(refused)d von %(rows)d Zeilen abgelehnt."
    ) % {
        "type": type_in_words(report.type),
        "source": report.source,
        "facilities": report.facilities,
        "created": report.created,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "absences": report.absences,
        "refused": report.refused,
        "rows": report.rows,
    }


def report_as_data(report: ImportReport) -> dict[str, Any]:
    counts = ("rows", "facilities", "absences", "created", "changed", "removed", "unchanged", "refused")
    return {
        "type": report.type,
        "source": report.source,
        **{name: getattr(report, name) for name in counts},
        "remarks": [
            {
                "line": one.line,
                "name": one.name,
                "code": one.code,
                "value": one.value,
                "refused": one.refused,
                "meaning": str(_OF_ROWS[one.code]),
            }
            for one in report.remarks
        ],
    }


_UNUSABLE: Mapping[str, Any] = {
    "no_place_column": gettext_lazy(
        "Es fehlt eine Spalte „ags“ oder die Spalten „lat“ und „lon“. Gelesen: %(headers)s."
    ),
    "no_way_columns": gettext_lazy("Es fehlt eine der Spalten „von“, „nach“, „minuten“. Gelesen: %(headers)s."),
    "few_ways": gettext_lazy(
        "%(refused)s von %(rows)s Zeilen sind unbrauchbar; es bleibt alles, wie es ist. --dry-run --json nennt sie."
    ),
    "no_name_column": gettext_lazy("Es fehlt eine Spalte „name“. Gelesen: %(headers)s."),
    "empty": gettext_lazy("Die Datei ist leer."),
    "only_header": gettext_lazy("Unter den Spaltennamen steht keine Zeile."),
    "missing_header": gettext_lazy("In der ersten Zeile fehlen die Spaltennamen, zum Beispiel name;ags."),
    "turned": gettext_lazy("Die Spaltennamen stehen untereinander statt nebeneinander."),
}


def unusable(code: str, params: Mapping[str, object]) -> str:
    sentence = _UNUSABLE.get(code)
    if sentence is None:
        return _("Das ist keine Liste, die wir lesen können (%(code)s).") % {"code": code}
    return str(sentence) % params if params else str(sentence)


def fall_in_words(found: View, day: datetime.date) -> str:
    """What is no longer paid for on the day, if nothing is renewed; nobody says that a house closes."""
    return ngettext(
        "%(number)s Einrichtung hat für den %(day)s weniger als die Hälfte ihres Geldes zugesagt, wenn nichts "
        "verlängert wird. %(people)s Menschen hätten dann keine mehr im Umkreis.",
        "%(number)s Einrichtungen haben für den %(day)s weniger als die Hälfte ihres Geldes zugesagt, wenn nichts "
        "verlängert wird. %(people)s Menschen hätten dann keine mehr im Umkreis.",
        found.falling,
    ) % {"number": german_number(found.falling), "day": german_date(day), "people": german_number(found.losing)}


def funding_in_words(one: Seen) -> str:
    if not one.funding_known:
        return _("Förderung unbekannt")
    if one.lost:
        ended = ", ".join(
            _("%(funder)s bis %(day)s") % {"funder": funder or _("Förderung"), "day": german_date(last)}
            for funder, last in one.ended
        )
        return _("verliert %(percent)s %% (%(ended)s)") % {"percent": one.lost, "ended": ended}
    return _("Geld zugesagt") if one.counts else _("am Stichtag kein Geld zugesagt")


# The looks of the map, each with its own pattern or shade, and their words.
_COUNTS = ((1, "one", gettext_lazy("eine")), (3, "few", gettext_lazy("zwei oder drei")))


def look(line: Line, measure: str, radius: float, minutes: float) -> str:
    """Which look a town has: a shade where something is, a pattern where nothing is or nobody knows."""
    if measure == "fahrzeit":
        return _shade(line.minutes, minutes, beyond=line.far)
    if measure == "weite":
        return _shade(line.nearest_km, radius, beyond=line.nearest_km is not None and line.beyond)
    if line.count:
        return next((look for most, look, _words in _COUNTS if line.count <= most), "many")
    if line.listed:
        return "unpaid"
    return line.state if line.state != "present" else "unknown"


def _shade(cost: float | None, limit: float, *, beyond: bool) -> str:
    """Darker is nearer, in thirds of the limit."""
    if beyond:
        return "absent"
    if cost is None:
        return "unknown"
    return "many" if cost <= limit / 3 else "few" if cost <= 2 * limit / 3 else "one"


def legend(measure: str, radius: float, minutes: float) -> list[tuple[str, str]]:
    """(look, words), in the order of the map's shades."""
    if measure == "fahrzeit":
        steps = [("many", round(minutes / 3)), ("few", round(2 * minutes / 3)), ("one", minutes)]
        return [
            *((look, _("bis %(minutes)s Minuten") % {"minutes": german_number(one)}) for look, one in steps),
            ("absent", _("länger als %(minutes)s Minuten (gestreift)") % {"minutes": german_number(minutes)}),
            ("unknown", _("keine Angabe (gepunktet)")),
        ]
    if measure == "weite":
        third, two = german_number(round(radius / 3)), german_number(round(2 * radius / 3))
        whole = german_number(radius)
        return [
            ("many", _("bis %(km)s km") % {"km": third}),
            ("few", _("bis %(km)s km") % {"km": two}),
            ("one", _("bis %(km)s km") % {"km": whole}),
            ("absent", _("weiter als %(km)s km (gestreift)") % {"km": whole}),
            ("unknown", _("keine bekannt (gepunktet)")),
        ]
    return [
        *((look, str(words)) for _most, look, words in _COUNTS),
        ("many", _("vier oder mehr")),
        ("unpaid", _("kein Geld zugesagt (kariert)")),
        ("absent", _("bestätigt: keine (gestreift)")),
        ("unknown", _("unbekannt (gepunktet)")),
    ]
