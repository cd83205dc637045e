"""Findings about a row of a list, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_FINDINGS = {
    "no_title": gettext_lazy("Die Zeile hat keinen Titel. Ohne Titel findet niemand das Angebot."),
    "title_from_text": gettext_lazy("Der Titel ist nicht lesbar. Wir haben den Anfang der Beschreibung genommen."),
    "no_organisation": gettext_lazy("Die Zeile nennt keine Organisation. Tragen Sie ein, wer das Angebot macht."),
    "cut": gettext_lazy("Der Text ist zu lang und wurde gekürzt."),
    "unreadable": gettext_lazy("Das lässt sich nicht lesen und bleibt leer."),
    "out_of_range": gettext_lazy("Die Zahl kann nicht stimmen und bleibt leer."),
    "by_hand": gettext_lazy("Hier hat ein Mensch etwas anderes eingetragen. Das bleibt."),
}


def finding_in_words(code: str, column: str) -> str:
    """What was found in ``column``, and what it means."""
    return _("%(column)s: %(finding)s") % {"column": column, "finding": _FINDINGS[code]}
