"""The faces of the demo's towns: coats of arms that we have invented and drawn, texts, hours."""

from engagiert.apps.accounts.public import Office, hours, set_hours
from engagiert.apps.directory.services import choose_licence
from engagiert.apps.places.public import Town, set_arms, town_of, write_text
from engagiert.kernel.authz import Actor

# What each shield carries, as paths on a ground of 40 × 48, and how one would say it. None is a real town's.
_CHARGES = {
    "waves": (
        "drei Wellen",
        "M6 14q7-5 14 0t14 0v4q-7 5-14 0t-14 0zM6 23q7-5 14 0t14 0v4q-7 5-14 0t-14 0zM10 32q5-4 10 "
        "0t10 0v3q-5 4-10 0t-10 0z",
    ),
    "tree": (
        "ein Baum",
        "M20 8c7 0 11 5 10 10 3 5-1 10-8 10v12h-4V28c-7 0-11-5-8-10C9 13 13 8 20 8z",
    ),
    "star": (
        "ein Stern",
        "M20 9l3.6 8.6 9.4.8-7.1 6.2 2.1 9.2-8-4.9-8 4.9 2.1-9.2-7.1-6.2 9.4-.8z",
    ),
    "bridge": (
        "eine Brücke mit zwei Bögen",
        "M5 18h30v5H5zM7 23h4c0 6 8 6 8 0h2c0 6 8 6 8 0h4v9H7z",
    ),
    "tower": (
        "ein Turm",
        "M12 10h4v4h3v-4h3v4h3v-4h4v10h-3v16h-4v-7h-5v7h-4V20h-1z",
    ),
    "leaf": (
        "drei Blätter",
        "M20 8c5 5 5 10 0 15-5-5-5-10 0-15zM10 20c6 0 9 4 9 10-6 0-9-4-9-10zM30 20c0 6-3 10-9 10 0-6 3-10 9-10z",
    ),
    "wheel": (
        "ein Rad mit vier Speichen",
        "M20 8a13 13 0 100 26 13 13 0 000-26zm0 4a9 9 0 11-.01 18A9 9 0 0120 12zm-2 0h4v18h-4zM11 19h18v4H11z",
    ),
}
_BORN_BY = {
    "05978024": "waves", "05978004": "wheel", "05978032": "leaf", "05978040": "bridge", "05762028": "tree",
    "05314000": "waves", "05113000": "wheel", "05914000": "star", "05962016": "leaf", "05170020": "tower",
    "05566076": "bridge", "05158032": "wheel", "05954036": "star",
}  # fmt: skip
_SHIELD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48">
<path fill="#fff" d="M1 1h38v25c0 12-9 18-19 21C10 44 1 38 1 26z"/>
<path fill="{colour}" d="M2.5 2.5h35v24c0 10.5-7.5 16-17.5 18.9C10 42.5 2.5 37 2.5 26.5z"/>
<path fill="#fff" fill-rule="evenodd" d="{path}"/></svg>"""
_IMPRINT = """## Wer vertritt uns?

Das ist eine Vorführung. Die {town} hat mit dieser Seite nichts zu tun. Alle Einträge sind erfunden.

## Wer ist für die Inhalte verantwortlich?

{office}, Rita Beispiel

## Links

Wir verweisen auf Seiten von Vereinen und Ämtern. Für den Inhalt dieser Seiten sind deren Betreiber verantwortlich."""
_PRIVACY = """## Datenschutzbeauftragte Person

Dario Muster, Rathaus, datenschutz@stadt.example

## Wenn Sie nur lesen

Wir setzen keine Cookies und laden nichts von anderen Anbietern.

## Wenn Sie uns etwas schreiben

Wir speichern Ihren Text und, wenn Sie mögen, wie wir Sie erreichen. Das nutzen wir nur, um Ihnen zu antworten.

## Ihre Rechte

Sie dürfen wissen, was wir über Sie speichern. Sie dürfen es berichtigen oder löschen lassen. Fragen Sie {office}."""
_PLAIN = """Das ist die Seite für Engagement in {place}.

Engagement heißt: Menschen helfen anderen Menschen. Sie bekommen dafür kein Geld.

Sie können hier Vereine suchen. Ein Verein ist eine Gruppe von Menschen. Die Gruppe macht etwas zusammen.

Möchten Sie helfen? Oder brauchen Sie Hilfe? Rufen Sie uns an."""
# This town shows all of it; Nieheim has begun and finds at its desk what is missing.
COMPLETE, BEGUN = "05978024", "05762028"


def dress(actor: Actor, office: Office) -> None:
    """Coat of arms and hours for every town, texts for those that have got further; safe to repeat."""
    town = town_of(office.place)
    if town is None or town.arms:
        return
    charge, path = _CHARGES[_BORN_BY.get(office.place.ags, "star")]
    alt = f"Erfundenes Wappen der Vorführung: {charge}, weiß auf farbigem Grund"
    set_arms(actor=actor, place=office.place, content=_shield(town.accent, path), alt=alt)
    week = hours.read_line(office.opening_hours)
    if week:
        closed = hours.read_closed("24.12.2026–1.1.2027 Betriebsferien")
        kept = hours.hours_of(week, by_appointment=True)
        set_hours(actor=actor, office=office, hours=kept, phone_hours={}, closed_days=closed)
    _write(actor, office, town)


def _write(actor: Actor, office: Office, town: Town) -> None:
    words = {"town": str(office.place.designation or "Stadt"), "office": office.name, "place": office.place.name}
    texts = {"impressum": _IMPRINT, "datenschutz": _PRIVACY}
    if office.place.ags == COMPLETE:
        texts |= {"leichte-sprache": _PLAIN, "barrierefreiheit": ""}
        choose_licence(actor=actor, office=office, licence="dl-zero")
    for kind, text in texts.items() if office.place.ags != BEGUN else ():
        checked = "Prüfgruppe Muster" if kind == "leichte-sprache" else ""
        write_text(actor=actor, place=town.place, kind=kind, text=text.format(**words), checked_by=checked)


def _shield(colour: str, path: str) -> bytes:
    return _SHIELD.format(colour=colour, path=path).encode()
