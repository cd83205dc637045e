"""The writing aid in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.opportunities.guidance import Advice

_MISSING = {
    "tasks": gettext_lazy("Schreiben Sie, was genau zu tun ist: drei oder vier Sätze, mit einem Beispiel."),
    "when": gettext_lazy("Sagen Sie, wann: Tageszeit, Wochentag oder „nach Absprache“ unter „Genaue Zeiten“."),
    "where": gettext_lazy("Nennen Sie Straße oder Ortsteil. Viele suchen in ihrer Nähe."),
    "fields": gettext_lazy("Wählen Sie mindestens ein Thema, damit man das Angebot findet."),
    "contact": gettext_lazy("Nennen Sie eine Person, die Auskunft gibt."),
    "training": gettext_lazy("Sagen Sie, wer Neue einarbeitet und begleitet."),
    "insurance": gettext_lazy("Sagen Sie, ob Freiwillige bei Ihnen versichert sind."),
    "expenses": gettext_lazy("Sagen Sie, ob Auslagen und Fahrten erstattet werden."),
    "certificate": gettext_lazy("Es geht um Kinder oder Jugendliche. Prüfen Sie, ob ein Führungszeugnis nötig ist."),
    "capacity": gettext_lazy("Sagen Sie, wie viele Menschen Sie suchen."),
}
_PAID = {
    "wage": gettext_lazy("„%(found)s“: Das klingt nach Lohn. Freiwilliges Engagement wird nicht bezahlt."),
    "employment": gettext_lazy("„%(found)s“: Das klingt nach einer Stelle. Gehört das Angebot auf den Arbeitsmarkt?"),
    "substitute": gettext_lazy("„%(found)s“: Engagement ersetzt keine bezahlte Arbeit. Fragen Sie noch einmal nach."),
    "roster": gettext_lazy("„%(found)s“: Das klingt nach Pflicht. Freiwillige sagen selbst, wann sie können."),
    "trade": gettext_lazy("„%(found)s“: Das ist oft ein bezahlter Beruf. Was davon ist wirklich Ehrensache?"),
    "many_hours": gettext_lazy("%(found)s Stunden in der Woche sind sehr viel für ein freiwilliges Engagement."),
}


def advice_in_words(found: Advice) -> str:
    if found.kind == "missing":
        return str(_MISSING[found.code])
    return str(_PAID[found.code]) % {"found": found.found}


def advice_lines(found: Iterable[Advice]) -> list[tuple[str, str, list[str]]]:
    """(kind, heading, sentences), for a page: what reads like paid work first."""
    sentences: dict[str, list[str]] = {}
    for one in found:
        sentences.setdefault(one.kind, []).append(advice_in_words(one))
    return [(kind, heading(kind), texts) for kind, texts in sentences.items()]


def heading(kind: str) -> str:
    return _("Das liest sich wie bezahlte Arbeit") if kind == "paid_work" else _("Das fehlt noch")
