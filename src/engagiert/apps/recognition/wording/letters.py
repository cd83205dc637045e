"""What goes out to whoever applied for a card or has one."""

import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.messages.public import Text, paragraph, points, short_code
from engagiert.apps.recognition.models import Application, Card
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.dates import written_out

_HOW = {
    Card.Medium.PHONE: gettext_lazy(
        "Öffnen Sie Ihre Seite auf dem Handy, und legen Sie die Karte auf den Startbildschirm."
    ),
    Card.Medium.PAPER: gettext_lazy("Auf Ihrer Seite können Sie die Karte drucken. Oder holen Sie sie bei uns ab."),
    Card.Medium.PLASTIC: gettext_lazy("Die Karte aus Plastik kommt, sobald sie gedruckt ist."),
    Card.Medium.BOTH: gettext_lazy(
        "Auf dem Handy haben Sie die Karte sofort. Die aus Plastik kommt, sobald sie gedruckt ist."
    ),
}


def until(card: Card) -> str:
    """How long a card is good."""
    if card.expires_on is None:
        return _("Sie gilt auf Lebenszeit.")
    return _("Sie gilt bis zum %(day)s.") % {"day": _day(card.expires_on)}


def _day(day: datetime.date | None) -> str:
    return written_out(day) if day is not None else ""


def decision_text(application: Application, code: str, site: str, language: str) -> Text:
    """The decision in plain words: by which rule, why, what is missing, and what one can do now."""
    with translation.override(language):
        if application.card is not None:
            blocks = [
                paragraph(_("Sie bekommen die Ehrenamtskarte. Danke für Ihr Engagement!")),
                paragraph(until(application.card)),
                paragraph(str(_HOW[Card.Medium(application.medium)])),
            ]
            blocks += [_page(code, site)] if site else []
            return Text(_("Ihre Ehrenamtskarte"), tuple(blocks), language)
        missing = [line["text"] for line in application.decision.get("lines", []) if not line["met"]]
        blocks = [
            paragraph(_("Wir haben Ihren Antrag auf die Ehrenamtskarte geprüft. Leider geht es noch nicht.")),
            paragraph(application.reason),
        ]
        if missing:
            rule = {"rule": application.decision["rule"], "day": written_out(application.applied_on)}
            blocks += [paragraph(_("Das fehlt (%(rule)s, Ihr Antrag ist vom %(day)s):") % rule), points(missing)]
        blocks.append(
            paragraph(_("Stimmt etwas nicht? Rufen Sie uns an, oder antworten Sie. Sie können jederzeit neu anfangen."))
        )
        return Text(_("Ihr Antrag auf die Ehrenamtskarte"), tuple(blocks), language)


def _page(code: str, site: str) -> dict[str, object]:
    return short_code(_("Ihre Seite mit der Karte. Heben Sie den Code auf"), code, f"{site}{address_of(code)}")


def reminder_text(card: Card, code: str) -> Text:
    """The card ends soon, and one click is enough."""
    with translation.override(card.language):
        blocks = [
            paragraph(_("Ihre Ehrenamtskarte gilt noch bis zum %(day)s.") % {"day": _day(card.expires_on)}),
            paragraph(_("Sind Sie noch dabei? Dann genügt ein Klick auf Ihrer Seite, oder ein Anruf bei uns.")),
        ]
        if card.site:
            blocks.append(short_code(_("Hier verlängern Sie. Ihr Code"), code, f"{card.site}{address_of(code)}"))
        return Text(_("Ihre Ehrenamtskarte läuft ab"), tuple(blocks), card.language)


def suggestion_text(organisation: str, code: str, site: str, language: str) -> Text:
    """To somebody whom an organisation would like to see with a card."""
    with translation.override(language):
        words = _("%(organisation)s findet, dass Sie die Ehrenamtskarte verdient haben.")
        blocks = (
            paragraph(words % {"organisation": organisation}),
            paragraph(
                _(
                    "Mit der Karte bekommen Sie Vergünstigungen. Ihre bestätigten Stunden stehen schon im Antrag. Sie "
                    "entscheiden, ob Sie ihn senden. Wenn nicht, müssen Sie nichts tun, und niemand erfährt davon."
                )
            ),
            short_code(_("Auf Ihrer Seite finden Sie den Antrag. Ihr Code"), code, f"{site}{address_of(code)}"),
        )
        return Text(_("Möchten Sie die Ehrenamtskarte?"), blocks, language)


def lost_text(card: Card, code: str) -> Text:
    """The new card for who lost the old one."""
    with translation.override(card.language):
        blocks = [
            paragraph(_("Hier ist Ihre neue Ehrenamtskarte. Die verlorene gilt nicht mehr.")),
            paragraph(until(card)),
        ]
        blocks += [_page(code, card.site)] if card.site else []
        return Text(_("Ihre neue Ehrenamtskarte"), tuple(blocks), card.language)
