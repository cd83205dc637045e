"""What a year brought, as tables with captions: the same for the page and the file."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from engagiert.apps.volunteering.selectors import Figures

type Number = float | int | None
type Group = tuple[str, list[tuple[str, str]]]


def groups(found: Figures) -> list[Group]:
    """(Caption, (what, number as people write it)); empty where fewer than three people stand behind a number."""
    listed: list[tuple[str, list[tuple[str, Number]]]] = [
        (
            _("Menschen"),
            [
                (_("wollten helfen"), found.joined),
                (_("davon unter 18"), found.minors),
                (_("Gespräche"), found.talks),
                (_("Vorschläge"), found.proposals),
                (_("haben etwas angefangen"), found.placed),
            ],
        ),
        (
            _("Wie gut es gelingt"),
            [
                (_("In 30 Tagen jemanden gefunden, von 100"), found.placed_in_30_days),
                (_("Tage bis zum ersten Vorschlag (Median)"), found.days_to_first_answer),
                (_("Tage bis zur Antwort der Organisation (Median)"), found.days_to_organisation),
                (_("Nach sechs Monaten noch dabei, von 100"), found.lasting),
            ],
        ),
        (
            _("Angebote und Organisationen"),
            [
                (_("Angebote"), found.offers),
                (_("davon mit mindestens einem Menschen"), found.offers_with_somebody),
                (_("Organisationen, die jemanden gefunden haben"), found.organisations),
            ],
        ),
        (_("Geleistete Zeit"), [(_("Stunden"), found.hours), (_("davon bestätigt"), found.hours_confirmed)]),
        (_("Auf welchem Weg"), list(found.ways)),
        (_("In welchem Bereich jemand angefangen hat"), list(found.fields)),
        (_("Warum ein Engagement endete"), list(found.endings)),
        (_("Warum Organisationen abgesagt haben"), list(found.reasons_of_organisations)),
    ]
    return [(caption, [(what, _said(number)) for what, number in rows]) for caption, rows in listed if rows]


def _said(number: Number) -> str:
    if number is None:
        return ""
    return number_format(number, 1 if isinstance(number, float) and number != int(number) else 0)
