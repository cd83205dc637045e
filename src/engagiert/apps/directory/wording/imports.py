"""What the import says: why a file cannot be read, what is wrong in a row, what became of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from engagiert.apps.directory.models import ImportItem
from engagiert.engines.intake.tables import UnreadableTable

from .history import Comparison

type Words = str | Promise

_FILE: Mapping[str, Words] = {
    "empty": gettext_lazy("Die Datei „%(file)s“ ist leer. Öffnen Sie sie und prüfen Sie, ob etwas darin steht."),
    "only_header": gettext_lazy("In „%(file)s“ stehen nur Überschriften, keine Zeilen darunter."),
    "missing_header": gettext_lazy(
        "In „%(file)s“ fehlt die Zeile mit den Überschriften. Schreiben Sie über jede Spalte, was darin steht, "
        "zum Beispiel Name, Straße, PLZ, Ort."
    ),
    "turned": gettext_lazy(
        "In „%(file)s“ stehen die Überschriften in der ersten Spalte untereinander. Drehen Sie die Tabelle, so "
        "dass sie in der ersten Zeile stehen. In Excel: kopieren, dann „Inhalte einfügen“, „Transponieren“."
    ),
    "too_large": gettext_lazy(
        "„%(file)s“ hat %(megabytes)s MB. Es gehen höchstens %(allowed)s MB. Teilen Sie die Liste auf."
    ),
    "too_many_rows": gettext_lazy("„%(file)s“ hat mehr als %(allowed)s Zeilen. Teilen Sie die Liste auf."),
    "too_many_columns": gettext_lazy(
        "„%(file)s“ hat %(columns)s Spalten, es gehen höchstens %(allowed)s. Löschen Sie die leeren und "
        "überflüssigen Spalten."
    ),
    "zip_bomb": gettext_lazy(
        "„%(file)s“ würde beim Öffnen riesig (%(megabytes)s MB). Das ist keine gewöhnliche Liste. Speichern Sie "
        "die Tabelle neu und laden Sie sie noch einmal hoch."
    ),
    "encrypted": gettext_lazy(
        "„%(file)s“ ist mit einem Passwort geschützt. Speichern Sie die Liste ohne Passwort und laden Sie sie neu hoch."
    ),
    "broken_archive": gettext_lazy(
        "„%(file)s“ ist beschädigt. Öffnen Sie die Datei in Ihrem Tabellenprogramm und speichern Sie sie neu."
    ),
    "binary": gettext_lazy("„%(file)s“ ist keine Liste. Speichern Sie die Tabelle als XLSX-, ODS- oder CSV-Datei."),
    "unsupported_type": gettext_lazy(
        "„%(file)s“ ist eine %(kind)s-Datei. Speichern Sie die Liste als XLSX-, ODS- oder CSV-Datei."
    ),
    "json_broken": gettext_lazy("Die JSON-Datei „%(file)s“ ist fehlerhaft, in Zeile %(line)s, Zeichen %(column)s."),
    "no_table": gettext_lazy("Die JSON-Datei „%(file)s“ enthält keine Liste von Einträgen."),
    "unreadable": gettext_lazy(
        "„%(file)s“ lässt sich nicht lesen. Speichern Sie die Tabelle als CSV-Datei und versuchen Sie es noch einmal."
    ),
}

_ROW: Mapping[str, Words] = {
    "name_missing": gettext_lazy("Ohne Namen legen wir nichts an. Tragen Sie den Namen ein."),
    "name_empty": gettext_lazy(
        "Hier steht kein Name, nur ein Platzhalter, Zeichen oder eine Rechtsform. Tragen Sie den Namen ein."
    ),
    "name_no_name": gettext_lazy("Das ist kein Name, sondern ein Ja oder Nein, ein Datum oder eine Zahl."),
    "row_total": gettext_lazy("Diese Zeile zählt die Liste zusammen. Sie ist kein Verein."),
    "row_page": gettext_lazy("Diese Zeile ist eine Seitenzahl oder ein Druckdatum. Sie ist kein Verein."),
    "row_section": gettext_lazy("Diese Zeile ist eine Zwischenüberschrift. Sie ist kein Verein."),
    "row_header": gettext_lazy("In dieser Zeile stehen Überschriften. Sie ist kein Verein."),
    "publish_denied": gettext_lazy(
        "Die Liste sagt, dass dieser Eintrag nicht veröffentlicht werden darf. Fragen Sie nach und legen Sie ihn dann "
        "selbst an."
    ),
    "publish_unsaid": gettext_lazy("Hier steht nicht, ob der Eintrag veröffentlicht werden darf. Fragen Sie nach."),
    "ended": gettext_lazy("Die Liste sagt, dass es den Verein nicht mehr gibt oder dass er ruht."),
    "name_too_long": gettext_lazy("Der Name ist länger als 300 Zeichen. Kürzen Sie ihn."),
    "formula_in_name": gettext_lazy("Der Name ist eine Formel. Ersetzen Sie sie durch den Text."),
    "formula_dropped": gettext_lazy("Hier steht eine Formel. Wir übernehmen den Eintrag ohne diese Angabe."),
    "duplicate_id": gettext_lazy("Die Nummer hat schon ein anderer Eintrag. Wir übernehmen diesen ohne Nummer."),
    "two_doors": gettext_lazy(
        "Zu dieser Nummer stand in Zeile %(first_line)s schon eine andere Anschrift: %(first_door)s. Wir übernehmen "
        "die erste. Eine zweite Adresse tragen Sie danach als Einrichtung ein."
    ),
    "phone_unreadable": gettext_lazy(
        "Diese Telefonnummer können wir nicht lesen. Wir übernehmen den Eintrag ohne Telefon."
    ),
    "phone_partly": gettext_lazy("Eine der Nummern ist nicht lesbar. Die anderen übernehmen wir."),
    "mail_unreadable": gettext_lazy("Das ist keine E-Mail-Adresse. Wir übernehmen den Eintrag ohne E-Mail."),
    "mail_partly": gettext_lazy("Eine der E-Mail-Adressen ist nicht lesbar. Die anderen übernehmen wir."),
    "website_unreadable": gettext_lazy("Das ist keine Internetadresse. Wir übernehmen den Eintrag ohne Internetseite."),
    "website_unsafe": gettext_lazy("Diese Adresse ist nicht sicher. Wir übernehmen den Eintrag ohne Internetseite."),
    "postcode_digits": gettext_lazy(
        "Eine Postleitzahl hat fünf Ziffern. Wir übernehmen den Eintrag ohne Postleitzahl."
    ),
    "postcode_unreadable": gettext_lazy("Das ist keine Postleitzahl. Wir übernehmen den Eintrag ohne Postleitzahl."),
    "address_unreadable": gettext_lazy(
        "Straße und Ort sind nicht zu erkennen. Wir übernehmen den Eintrag ohne Anschrift."
    ),
    "coordinates_zero": gettext_lazy("Die Koordinaten sind null. Wir nehmen die Lage der Anschrift oder des Ortes."),
    "coordinates_swapped": gettext_lazy("Breite und Länge waren vertauscht. Wir haben sie getauscht."),
    "coordinates_outside": gettext_lazy("Der Punkt liegt nicht in Deutschland. Wir nehmen die Lage des Ortes."),
    "coordinates_incomplete": gettext_lazy("Breite oder Länge fehlt. Wir nehmen die Lage des Ortes."),
    "coordinates_unreadable": gettext_lazy("Die Koordinaten sind keine Zahlen. Wir nehmen die Lage des Ortes."),
    "place_unknown": gettext_lazy("Diesen Ort kennt das Verzeichnis nicht. Der Eintrag steht bei der Stadt der Liste."),
    "address_only_town": gettext_lazy("Als Anschrift steht hier nur ein Ort. Wir übernehmen „%(town)s“ als Ort."),
    "postcode_elsewhere": gettext_lazy(
        "Die Postleitzahl %(postcode)s gehört zu %(other)s, hier steht aber %(town)s. Wir richten uns nach dem "
        "Ortsnamen. Prüfen Sie die Postleitzahl."
    ),
    "contact_split": gettext_lazy(
        "In diesem Feld stehen Angaben zu einer Person. Name, Telefon, E-Mail und Anschrift bleiben intern."
    ),
    "contact_nameless": gettext_lazy("Zu dieser Person fehlt der Name. Die Angabe steht als interne Notiz."),
    "bank_dropped": gettext_lazy("Hier stand eine Kontonummer. Bankdaten übernehmen wir nicht."),
    "serial_date": gettext_lazy("Hier steht eine Zahl, wie Excel sie für ein Datum speichert. Wir lesen %(date)s."),
    "year_too_early": gettext_lazy(
        "Das Jahr liegt vor allen bekannten Vereinen. Wir übernehmen den Eintrag ohne Gründungsjahr."
    ),
    "year_future": gettext_lazy("Das Jahr liegt in der Zukunft. Wir übernehmen den Eintrag ohne Gründungsjahr."),
    "year_two_digits": gettext_lazy("Beim Jahr fehlt das Jahrhundert. Wir übernehmen den Eintrag ohne Gründungsjahr."),
    "year_unreadable": gettext_lazy("Das ist kein Jahr. Wir übernehmen den Eintrag ohne Gründungsjahr."),
    "date_unreadable": gettext_lazy("Das ist kein Datum. Wir übernehmen den Eintrag ohne diese Angabe."),
    "number_unreadable": gettext_lazy("Das ist keine Zahl. Wir übernehmen den Eintrag ohne diese Angabe."),
    "language_unknown": gettext_lazy("Diese Sprache kennen wir nicht. Die anderen übernehmen wir."),
    "text_shortened": gettext_lazy("Der Text war zu lang. Wir haben ihn gekürzt."),
    "umlauts_repaired": gettext_lazy("Die Umlaute waren beschädigt. Wir haben sie repariert."),
    "characters_lost": gettext_lazy("Hier sind vor dem Speichern Buchstaben verloren gegangen. Prüfen Sie den Text."),
    "umlauts_lost": gettext_lazy(
        "In dieser Datei fehlen wohl Umlaute, zum Beispiel in „%(value)s“. Wir können sie nicht ergänzen. Speichern "
        "Sie die Liste neu als XLSX-Datei."
    ),
    "characters_removed": gettext_lazy("Hier standen unsichtbare Zeichen. Wir haben sie entfernt."),
    "row_hidden": gettext_lazy("Diese Zeile ist in der Tabelle ausgeblendet. Prüfen Sie, ob sie gemeint ist."),
    "cell_shortened": gettext_lazy("Das Feld war sehr lang. Wir haben es gekürzt."),
    "extra_cells": gettext_lazy("Die Zeile hat mehr Felder als Überschriften. Die überzähligen lassen wir weg."),
    "header_repeated": gettext_lazy("Hier stehen die Überschriften noch einmal. Wir überspringen die Zeile."),
    "header_doubled": gettext_lazy("Zwei Spalten heißen gleich. Die zweite hat eine Nummer bekommen."),
    "other_sheets": gettext_lazy(
        "Die Datei hat mehrere Blätter. Wir lesen das Blatt „%(sheet)s“. Diese lesen wir nicht: %(value)s."
    ),
    "mixed_encoding": gettext_lazy(
        "Die Umlaute sind in der Datei auf zwei Arten gespeichert. Wir haben beide gelesen."
    ),
    "nested_values_dropped": gettext_lazy("Manche Angaben sind zu tief verschachtelt. Wir lassen sie weg."),
}

_OUTCOME: Mapping[str, Words] = {
    "created": gettext_lazy("neuer Eintrag"),
    "changed": gettext_lazy("geänderter oder ergänzter Eintrag"),
    "unchanged": gettext_lazy("steht schon so im Verzeichnis"),
    "merged": gettext_lazy("zusammengeführt mit einer anderen Zeile"),
    "review": gettext_lazy("zu prüfen"),
    "refused": gettext_lazy("abgelehnt"),
    "repeated": gettext_lazy("weitere Zeile desselben Vereins"),
}


def unreadable_in_words(error: UnreadableTable, filename: str) -> str:
    """What is wrong with the file and what to do, as one or two sentences."""
    text = str(_FILE.get(error.code, _FILE["unreadable"]))
    return text % (dict(error.params) | {"file": filename})


def problem_in_words(problem: Mapping[str, Any]) -> str:
    """A finding of the engine as a sentence; a suggestion is asked as a question."""
    text = str(_ROW.get(problem["code"], problem["code"]))
    if "%(" in text:
        text %= defaultdict(str, problem.get("params", {}) | {"value": problem.get("value", "")})
    suggestions = str(problem.get("params", {}).get("suggestions") or problem.get("suggestion", ""))
    if suggestions:
        values = _(" oder ").join(part.strip() for part in suggestions.split(","))
        text += " " + _("Ist %(values)s gemeint?") % {"values": values}
    return text


def outcome_in_words(item: ImportItem) -> str:
    text = str(_OUTCOME[item.outcome])
    if item.belongs_to_line:
        return _("%(text)s (Zeile %(line)s)") % {"text": text, "line": item.belongs_to_line}
    return text


_IMPORT_FIELDS: Mapping[str, Words] = {
    "ignore": gettext_lazy("– nicht übernehmen –"),
    "name": gettext_lazy("Name"),
    "aliases": gettext_lazy("Weiterer Name"),
    "type": gettext_lazy("Art"),
    "sector": gettext_lazy("Bereich"),
    "category": gettext_lazy("Thema"),
    "fields": gettext_lazy("Thema, als Code"),
    "description": gettext_lazy("Beschreibung"),
    "services": gettext_lazy("Angebote"),
    "service_names": gettext_lazy("Angebote, mit | getrennt"),
    "service_area": gettext_lazy("Einzugsgebiet"),
    "target_groups": gettext_lazy("Für wen"),
    "languages": gettext_lazy("Sprachen"),
    "accessibility": gettext_lazy("Zugang"),
    "opening_hours": gettext_lazy("Zeiten"),
    "address": gettext_lazy("Ganze Anschrift"),
    "street": gettext_lazy("Straße, auch mit Hausnummer"),
    "house_number": gettext_lazy("Hausnummer"),
    "postcode": gettext_lazy("Postleitzahl"),
    "town": gettext_lazy("Ort"),
    "postcode_town": gettext_lazy("Postleitzahl und Ort"),
    "district": gettext_lazy("Ortsteil"),
    "latitude": gettext_lazy("Breite (Koordinate)"),
    "longitude": gettext_lazy("Länge (Koordinate)"),
    "phone": gettext_lazy("Telefon"),
    "mobile": gettext_lazy("Mobiltelefon"),
    "mail": gettext_lazy("E-Mail"),
    "website": gettext_lazy("Internetseite"),
    "contact_name": gettext_lazy("Ansprechperson (bleibt intern)"),
    "contact_first_name": gettext_lazy("Vorname der Ansprechperson (bleibt intern)"),
    "contact_role": gettext_lazy("Funktion der Ansprechperson (bleibt intern)"),
    "contact_phone": gettext_lazy("Telefon der Ansprechperson (bleibt intern)"),
    "contact_mail": gettext_lazy("E-Mail der Ansprechperson (bleibt intern)"),
    "private": gettext_lazy("Andere Angabe zu Personen (bleibt intern)"),
    "founded": gettext_lazy("Gründungsjahr"),
    "members": gettext_lazy("Zahl der Mitglieder (bleibt intern)"),
    "budget": gettext_lazy("Jahresbudget in Euro"),
    "staff_fte": gettext_lazy("Personal in Vollzeitstellen"),
    "funding": gettext_lazy("Förderung (bleibt intern)"),
    "listed_by": gettext_lazy("Gemeldet von"),
    "external_id": gettext_lazy("Nummer in dieser Liste"),
    "offer_id": gettext_lazy("Nummer eines Angebots"),
    "publish": gettext_lazy("Darf veröffentlicht werden (bei „nein“ kommt der Eintrag nicht)"),
    "status": gettext_lazy("Status (was „aufgelöst“ oder „inaktiv“ ist, kommt nicht)"),
    "ended": gettext_lazy("Aufgelöst (wenn ausgefüllt, kommt der Eintrag nicht)"),
    "note": gettext_lazy("Notiz (bleibt intern)"),
    "created": gettext_lazy("Angelegt am"),
    "updated": pgettext_lazy("Tag", "Stand"),
    "confirmed": gettext_lazy("Bestätigt am"),
    "record": gettext_lazy("Ganzer Eintrag (HSDS)"),
}


def import_fields() -> list[tuple[str, str]]:
    """The fields a column can be mapped to, with their words."""
    return [(field, str(words)) for field, words in _IMPORT_FIELDS.items()]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One finding: where, what stands there, what it means."""

    column: str
    value: str
    text: str
    severity: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One row of the file in the report."""

    item: ImportItem
    outcome: str
    problems: list[ProblemLine]
    changes: list[Comparison]

    @classmethod
    def of(cls, item: ImportItem) -> Self:
        return cls(
            item=item,
            outcome=outcome_in_words(item),
            problems=[
                ProblemLine(p["column"], p["value"] or _("(leer)"), problem_in_words(p), p["severity"])
                for p in item.problems
            ],
            changes=[Comparison.of(key, before, after) for key, (before, after) in item.changes.items()],
        )
