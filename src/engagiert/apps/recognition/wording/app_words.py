"""What the owner of a card agrees to when it goes to the state's app, and what is said of a file of that app."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Kept with each consent, so a change needs a new version.
CONSENT_VERSION = "state-app-2026-1"


def app_consent_words() -> str:
    """What the person agrees to; the form says the same."""
    return _(
        "Meine Ehrenamtskarte darf in die App des Landes: Name, Geburtstag, E-Mail-Adresse, Nummer, Art und "
        "Gültigkeit der Karte gehen an die Stelle, die diese App betreibt. Ich kann das jederzeit zurücknehmen; dann "
        "sagen wir der App, dass sie die Karte löschen soll. Die Karte selbst gilt weiter."
    )


_FINDINGS: Mapping[str, object] = {
    "no_key": gettext_lazy(
        "Die Zeile hat keine Nummer. Ergänzen Sie in der Datei die Nummer, unter der die App den Antrag führt."
    ),
    "double": gettext_lazy(
        "Diese Nummer steht weiter oben schon einmal. Prüfen Sie in der App, welche Zeile stimmt; die erste zählt."
    ),
    "no_name": gettext_lazy("Die Zeile nennt niemanden. Ergänzen Sie den Namen."),
    "lost_letters": gettext_lazy(
        "Hier sind Buchstaben verloren gegangen. Holen Sie die Datei noch einmal, am besten als UTF-8 oder Excel."
    ),
    "formula": gettext_lazy(
        "Die Zelle beginnt wie eine Formel. So etwas gehört in keinen Antrag: Fragen Sie, woher die Datei kommt."
    ),
    "no_birthday": gettext_lazy("Es fehlt der Geburtstag. Ergänzen Sie ihn, oder nehmen Sie den Antrag einzeln auf."),
    "bad_birthday": gettext_lazy("Diesen Tag gibt es nicht, oder er kann kein Geburtstag sein. Berichtigen Sie ihn."),
    "bad_day": gettext_lazy(
        "Der Tag des Antrags lässt sich nicht lesen oder kann nicht stimmen. Er entscheidet, welche Regel gilt: "
        "Berichtigen Sie ihn."
    ),
    "today": gettext_lazy("Der Tag des Antrags fehlt. Es gilt der Tag, an dem Sie die Datei übernehmen."),
    "no_organisation": gettext_lazy(
        "Die Zeile nennt keine Organisation. Ergänzen Sie sie, oder nehmen Sie den Antrag einzeln auf."
    ),
    "bad_since": gettext_lazy("Es fehlt, seit wann jemand dabei ist, oder den Tag gibt es nicht. Berichtigen Sie ihn."),
    "ended_there": gettext_lazy(
        "In der App ist das schon beendet: abgelehnt, zurückgezogen oder gesperrt. Wir nehmen es nicht auf."
    ),
    "open_here": gettext_lazy("Von diesem Menschen liegt hier schon ein offener Antrag. Er bleibt, wie er ist."),
    "has_card": gettext_lazy("Dieser Mensch hat schon eine Karte von uns. Sehen Sie nach, bevor Sie entscheiden."),
    "decided": gettext_lazy("Über diesen Antrag haben Sie hier schon entschieden. Es bleibt dabei."),
    "issued_meanwhile": gettext_lazy(
        "Die App hat die Karte inzwischen ausgestellt. Hier ist der Antrag noch offen: Schließen Sie ihn ab."
    ),
    "new_end": gettext_lazy("Die Karte der App gilt jetzt bis zu einem anderen Tag. Wir haben ihn vermerkt."),
    "unknown_kind": gettext_lazy("Diese Art von Karte kennen wir nicht. Wir lesen sie als Ehrenamtskarte."),
    "no_date": gettext_lazy(
        "Diesen Tag gibt es nicht, oder er ist anders geschrieben. Schreiben Sie ihn wie 31.12.2026. Er bleibt leer."
    ),
    "no_number": gettext_lazy("Das ist keine Zahl und bleibt leer. Schreiben Sie nur die Zahl, zum Beispiel 16."),
    "no_mail": gettext_lazy("Das ist keine E-Mail-Adresse und bleibt leer. Prüfen Sie, ob ein Zeichen fehlt."),
    "out_of_range": gettext_lazy("Das kann nicht stimmen und bleibt leer."),
    "ends_before": gettext_lazy("Das Ende liegt vor dem Beginn und bleibt leer."),
    "cut": gettext_lazy("Der Text ist zu lang und wurde gekürzt."),
}
_FIELDS: Mapping[str, object] = {
    "": gettext_lazy("– nicht lesen –"),
    "number": gettext_lazy("Nummer in der App"),
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("Vorname"),
    "last_name": gettext_lazy("Nachname"),
    "born_on": gettext_lazy("Geburtstag"),
    "mail": gettext_lazy("E-Mail"),
    "phone": gettext_lazy("Telefon"),
    "street": gettext_lazy("Straße"),
    "house_number": gettext_lazy("Hausnummer"),
    "postcode": gettext_lazy("Postleitzahl"),
    "town": gettext_lazy("Ort"),
    "applied_on": gettext_lazy("Tag des Antrags"),
    "kind": gettext_lazy("Art der Karte"),
    "organisation": gettext_lazy("Organisation"),
    "tasks": gettext_lazy("Aufgabe"),
    "since": gettext_lazy("Dabei seit"),
    "until": gettext_lazy("Dabei bis"),
    "hours_a_week": gettext_lazy("Stunden in der Woche"),
    "hours_a_year": gettext_lazy("Stunden im Jahr"),
    "juleica_until": gettext_lazy("Juleica gültig bis"),
    "status": gettext_lazy("Stand in der App"),
    "issued_on": gettext_lazy("Karte der App: ausgestellt am"),
    "valid_until": gettext_lazy("Karte der App: gültig bis"),
    "agreed": gettext_lazy("Karte soll in der App stehen (ja oder nein)"),
}


def finding_in_words(code: str) -> str:
    """What was found in a row, and what helps."""
    return str(_FINDINGS[code])


def column_choices() -> list[tuple[str, str]]:
    """Field and its name, for the select beside a column."""
    return [(field, str(label)) for field, label in _FIELDS.items()]
