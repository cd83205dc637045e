"""What the style guide shows: the list of components and the invented samples they are shown with."""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms import Renderer
from .mapping import Bunch, Frame
from .patchwork import rounded, scatter, voronoi


@dataclass(frozen=True, slots=True)
class Component:
    """One page of the guide; its template is `ui/guide/<slug>.html`."""

    slug: str
    title: str | Promise
    text: str | Promise


COMPONENTS: Final = (
    Component("farben", _("Farben"), _("Ein Akzent je Stadt, der Rest ist überall gleich.")),
    Component("schrift", _("Schrift"), _("Fira Sans in zwei Stärken, Text nie unter 13 Pixel.")),
    Component("knoepfe", _("Knöpfe und Verweise"), _("Ein gefüllter Knopf je Ansicht, der Rest ist leiser.")),
    Component("marken", _("Marken und Hinweise"), _("Zustand immer mit Zeichen und Wort, nie nur mit Farbe.")),
    Component("suche", _("Suche und Filter"), _("Filter sind Verweise mit Zahlen; am Telefon klappen sie ein.")),
    Component("blaettern", _("Seiten, Reiter, Schritte, Pfad"), _("Wo bin ich, und wie geht es weiter?")),
    Component("sprachen", _("Sprachen"), _("Der Weg zur selben Seite in der anderen Sprache, in deren Worten.")),
    Component("formular", _("Formularfelder"), _("Beschriftung, Hinweis und Fehler stehen über dem Feld.")),
    Component("fehler", _("Fehler im Formular"), _("Oben die Liste, am Feld der Satz, beide mit demselben Wort.")),
    Component("meldungen", _("Meldungen und Fortschritt"), _("Was geschehen ist, und wie man es zurücknimmt.")),
    Component("zahlen", _("Kacheln und Zahlen"), _("Erst der Satz, dann die Zahl mit Datum.")),
    Component("tabelle", _("Tabelle"), _("Am Telefon wird jede Zeile eine Karte.")),
    Component("karte", _("Karte"), _("Neben der Liste, nie statt ihr; ungefähre Lage ist gestrichelt.")),
    Component("eintrag", _("Eintrag"), _("Angaben, Kontakt nach Funktion, QR-Code, Druck.")),
    Component("vergleich", _("Vergleich zweier Einträge"), _("Je Zeile wählt ein Mensch den richtigen Wert.")),
    Component("verlauf", _("Verlauf"), _("Wer hat wann was geändert; jede Änderung lässt sich zurücknehmen.")),
    Component("rueckfrage", _("Rückfrage"), _("Vor dem, was schwer zurückzunehmen ist.")),
    Component(
        "zeichen", _("Flickenteppich und Symbole"), _("Das Zeichen des Projekts: runde Zellen, die zusammenhalten.")
    ),
)


class SampleForm(forms.Form):
    """Every kind of field once."""

    default_renderer = Renderer

    name = forms.CharField(label=_("Name"), help_text=_("So, wie der Verein im Register steht."))
    kind = forms.ChoiceField(label=_("Art"), choices=[("verein", _("Verein")), ("initiative", _("Initiative"))])
    postcode = forms.CharField(
        label=_("Postleitzahl"),
        help_text=_("Fünf Ziffern, zum Beispiel 44532."),
        max_length=5,
        widget=forms.TextInput(attrs={"size": 7, "inputmode": "numeric"}),
    )
    text = forms.CharField(label=_("Beschreibung"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Für wen?"),
        choices=[("kinder", _("Kinder")), ("jugend", _("Jugendliche")), ("alle", _("Alle"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer = forms.ChoiceField(
        label=_("Wie dürfen wir antworten?"),
        choices=[("mail", _("per E-Mail")), ("phone", _("am Telefon"))],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("Datei"), help_text=_("CSV, XLSX, ODS oder JSON, höchstens 20 MB."))
    agreed = forms.BooleanField(label=_("Die Angaben dürfen veröffentlicht werden."))


def frame() -> dict[str, Any]:
    """An invented town and office, so that header and footer look as on a real page."""
    place = SimpleNamespace(name="Musterstadt", designation="Stadt", slug="musterstadt")
    return {
        "town": SimpleNamespace(place=place, accent="", is_demo=True),
        "office": SimpleNamespace(
            name=_("Büro für Engagement"),
            street="Rathausplatz 1",
            room=_("Zimmer 012"),
            town_line="12345 Musterstadt",
            phone="01234 0000-12",
            mail="engagiert@musterstadt.example",
            hours=True,
            hour_lines=[_("Mo–Fr 9–12 Uhr, Do auch 14–18 Uhr")],
        ),
        "today": datetime.date(2026, 11, 23),
    }


def samples() -> dict[str, Any]:
    """Contexts for the components' samples; all people and associations are invented."""
    pages = Paginator(range(240), 20)
    return {
        "facets": _facets(),
        "active": [{"label": _("Kinder und Jugend"), "url": "?"}],
        "page": pages.page(5),
        "form": SampleForm(),
        "bad_form": _bad_form(),
        "tabs": [
            {"label": _("Alle"), "url": "?", "count": 218, "active": True},
            {"label": _("Zu bestätigen"), "url": "?", "count": 12},
            {"label": _("Entwürfe"), "url": "?", "count": 3},
        ],
        "steps": [_("Datei"), _("Spalten zuordnen"), _("Ergebnis prüfen"), _("Übernehmen")],
        "parents": [{"name": _("Verzeichnis"), "url": "?"}],
        "rows": _rows(),
        **_map(),
        "pair_rows": [
            _line("name", _("Name"), "Turnfreunde Musterdorf 1931 e. V.", "TF Musterdorf 31"),
            _line("street", _("Straße"), "Ahornweg 20", "Ahornweg 20a"),
            _line("phones", _("Telefon"), "–", "01234 0000-47"),
            _line("town", _("Ort"), "12345 Musterstadt", "12345 Musterstadt"),
        ],
        "entries": _entries(),
        "stats": [
            {"value": 12, "label": _("warten auf eine Antwort"), "warn": True},
            {"value": 218, "label": _("veröffentlicht")},
            {"value": 1.4, "label": _("Arbeitstage bis zur Antwort, Mitte"), "places": 1},
            {"value": 1342, "label": _("Besuche im November")},
        ],
        "colours": _colours(),
        "accents": [("Lünen", "luenen"), ("Bergkamen", "bergkamen"), ("Selm", "selm"), ("Werne", "werne")],
        "icon_names": _icon_names(),
        "written": "Wir lesen Kindern vor, jeden Mittwoch in der Bücherei.",
        "address": "https://engagiert.example/musterstadt/verzeichnis/lesewelt/",
    }


def _map() -> dict[str, Any]:
    """A patchwork with a lonely record, one known only by town, and a bunch."""
    frame = Frame((0, 0, 8, 4), 480, 240)
    sites = scatter(6, 3, width=480, height=240, seed=7)
    marks = [
        (Bunch(1, False, frame.bounds, 1, 114.0, 90.0, 17.0), "Lesewelt Musterstadt e. V."),
        (Bunch(1, True, frame.bounds, 2, 252.0, 150.0, 17.0), f"Chor Klangprobe ({_('Lage ungefähr')})"),
        (Bunch(38, False, frame.bounds, 0, 366.0, 84.0, 22.8), _("%(number)s Einträge") % {"number": 38}),
    ]
    return {
        "frame": frame,
        "ground": [
            (number, rounded(cell.corners, 9))
            for number, cell in enumerate(voronoi(sites, width=480, height=240, gap=5))
        ],
        "marks": [SimpleNamespace(bunch=bunch, label=label, url="?") for bunch, label in marks],
        "map_words": _("%(number)s Einträge auf der Karte") % {"number": 40},
        "is_patchwork": True,
    }


def _option(label: str | Promise, count: int, *, active: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, count=count, url="?", active=active)


def _facets() -> list[dict[str, Any]]:
    themes = [
        _("Kinder und Jugend"),
        _("Bildung"),
        _("Sprache"),
        _("Ältere Menschen"),
        _("Kultur"),
        _("Sport"),
        _("Umwelt"),
        _("Kirche"),
    ]
    return [
        {
            "label": _("Thema"),
            "options": [
                _option(label, 12 - 2 * number if number < 6 else 0, active=number == 0)
                for number, label in enumerate(themes)
            ],
        },
        {
            "label": _("Ort"),
            "options": [_option(_("Mitte"), 7), _option(_("Nord"), 2)],
        },
    ]


def _line(key: str, label: str | Promise, before: str, after: str) -> dict[str, Any]:
    return {"key": key, "label": label, "before": before, "after": after, "differs": before != after}


def _rows() -> list[dict[str, Any]]:
    return [
        {"name": "Lesewelt Musterstadt e. V.", "town": _("Mitte"), "state": "ok", "date": datetime.date(2026, 11, 3)},
        {"name": "Repair-Café Beispielhof", "town": _("Nord"), "state": "warn", "date": datetime.date(2025, 6, 12)},
        {"name": "Chor Klangprobe", "town": _("Mitte"), "state": "ok", "date": datetime.date(2026, 2, 1)},
    ]


def _entries() -> list[dict[str, Any]]:
    return [
        {
            "title": _("Angaben geändert"),
            "at": datetime.datetime(2026, 11, 20, 14, 5),  # noqa: DTZ001 - a sample, shown as it stands
            "actor": "Berta Beispiel",
            "reason": _("Der Vorstand hat angerufen."),
            "lines": [
                _line("phones", _("Telefon"), "01234 0000-44", "01234 0000-47"),
                _line("website", _("Internetseite"), "http://lesewelt.example", "–"),
            ],
            "undo_url": "?",
        },
        {
            "title": _("Aus einer Liste eingelesen"),
            "at": datetime.datetime(2026, 5, 3, 9, 12),  # noqa: DTZ001 - a sample, shown as it stands
            "actor": "Berta Beispiel",
            "reason": _("vereinsliste_2026.xlsx, Zeile 52"),
        },
    ]


def _bad_form() -> SampleForm:
    form = SampleForm({"name": "", "kind": "verein", "postcode": "4453", "answer": ""}, auto_id="falsch_%s")
    form.is_valid()
    form.add_error("postcode", str(_("Geben Sie eine Postleitzahl mit fünf Ziffern ein.")))
    return form


def _colours() -> list[tuple[str, str, str]]:
    return [
        ("ink", str(_("Text")), "16,5 : 1"),
        ("ink-2", str(_("Text, leiser")), "6,9 : 1"),
        ("wash", str(_("Fläche warm")), ""),
        ("sand", str(_("Sand")), ""),
        ("accent", str(_("Akzent")), "7,9 : 1"),
        ("accent-2", str(_("Akzent tief")), "12,1 : 1"),
        ("tint", str(_("Akzent hell")), ""),
        ("mid", str(_("Akzent mittel")), ""),
        ("ok", str(_("Gut")), "5,8 : 1"),
        ("warn", str(_("Achtung")), "6,0 : 1"),
        ("bad", str(_("Fehler")), "6,3 : 1"),
        ("line-2", str(_("Rahmen")), "3,6 : 1"),
    ]


def _icon_names() -> list[str]:
    listed = tomllib.loads((Path(__file__).parent / "assets.toml").read_text(encoding="utf-8"))
    return list(listed["icons"]["names"])
