"""Findings about a row of a list, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.public import wording as directory_wording

_FINDINGS = {
    "no_title": gettext_lazy("Die Zeile hat keinen Titel. Ohne Titel findet niemand das Angebot."),
    "title_from_text": gettext_lazy("Der Titel ist nicht lesbar. Wir haben den Anfang der Beschreibung genommen."),
    "no_organisation": gettext_lazy("Die Zeile nennt keine Organisation. Tragen Sie ein, wer das Angebot macht."),
    "cut": gettext_lazy("Der Text ist zu lang und wurde gekürzt."),
    "no_date": gettext_lazy(
        "Diesen Tag gibt es nicht, oder er ist anders geschrieben. Schreiben Sie ihn wie 31.12.2026. Er bleibt leer."
    ),
    "no_number": gettext_lazy("Das ist keine Zahl und bleibt leer. Schreiben Sie nur die Zahl, zum Beispiel 16."),
    "no_mail": gettext_lazy("Das ist keine E-Mail-Adresse und bleibt leer. Prüfen Sie, ob ein Zeichen fehlt."),
    "no_address": gettext_lazy("Das ist keine Internetadresse und bleibt leer. Prüfen Sie, ob ein Zeichen fehlt."),
    "ends_before": gettext_lazy("Das Ende liegt vor dem Beginn und bleibt leer. Prüfen Sie beide Tage."),
    "out_of_range": gettext_lazy("Die Zahl kann nicht stimmen und bleibt leer. Prüfen Sie sie."),
    "twice": gettext_lazy(
        "Dieses Angebot steht weiter oben schon. Löschen Sie eine der Zeilen, oder geben Sie jeder ihre eigene Nummer."
    ),
    "unknown_skill": gettext_lazy("Diese Worte kennt die Liste der Fähigkeiten nicht. Sie bleiben weg."),
    "by_hand": gettext_lazy("Hier hat ein Mensch etwas anderes eingetragen. Das bleibt."),
}


def finding_in_words(code: str, column: str) -> str:
    """What was found in ``column`` (of the row, where it is empty), and what to do."""
    found = _FINDINGS.get(code) or directory_wording.problem_in_words({"code": code})
    return _("%(column)s: %(finding)s") % {"column": column, "finding": found} if column else str(found)


_FIELDS = {
    "": gettext_lazy("– nicht lesen –"),
    "title": gettext_lazy("Titel"),
    "organisation": gettext_lazy("Organisation"),
    "id": gettext_lazy("Nummer des Angebots"),
    "tasks": gettext_lazy("Was ist zu tun?"),
    "kind": gettext_lazy("Wie lange"),
    "for_whom": gettext_lazy("Für wen"),
    "category": gettext_lazy("Thema"),
    "where": gettext_lazy("Vor Ort oder von zu Hause"),
    "times": gettext_lazy("Wann"),
    "starts_on": gettext_lazy("Beginn"),
    "ends_on": gettext_lazy("Ende"),
    "hours_per_week": gettext_lazy("Stunden in der Woche"),
    "languages": gettext_lazy("Sprachen"),
    "skills_wanted": gettext_lazy("Was man können sollte"),
    "skills_gained": gettext_lazy("Was man lernt"),
    "minimum_age": gettext_lazy("Mindestalter"),
    "training": gettext_lazy("Einarbeitung"),
    "needs_certificate": gettext_lazy("Führungszeugnis"),
    "expenses_note": gettext_lazy("Auslagen"),
    "suits": gettext_lazy("Gemeinsam mit"),
    "capacity": gettext_lazy("Wie viele Menschen"),
    "contact_name": gettext_lazy("Ansprechperson (bleibt intern)"),
    "contact_phone": gettext_lazy("Telefon (bleibt intern)"),
    "contact_mail": gettext_lazy("E-Mail (bleibt intern)"),
    "website": gettext_lazy("Internetseite"),
}
# What a list of organisations knows and this one says in its own fields, or keeps out of theirs.
_NOT_OF_PLACE = {"ignore", "name", "external_id", "offer_id", "contact_name", "note"}


def column_choices() -> list[tuple[str, object]]:
    """Field and its word, for the select beside a column: what a row says of the work, and of where and who it is."""
    offer = [(field, str(label)) for field, label in _FIELDS.items() if field]
    known = directory_wording.import_fields()
    places = [(f"place:{field}", words) for field, words in known if field not in _NOT_OF_PLACE]
    return [("", str(_FIELDS[""])), (_("Angebot"), offer), (_("Ort und Organisation"), places)]
