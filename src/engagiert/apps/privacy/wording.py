"""Sentences about consents: what is asked by mail or letter, and what is confirmed."""

from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, link, paragraph, quote, short_code

from .models import Agreement, Consent


def guardians_missing(number: int) -> str:
    if number == 1:
        return _("Nennen Sie die Person, die die Sorge hat: Ohne sie geht es in diesem Alter nicht.")
    return _("Nennen Sie beide Sorgeberechtigten, oder wählen Sie, dass eine Person allein die Sorge hat.")


def question(consent: Consent, one: Agreement, code: str, address: str) -> Text:
    """By mail with a link, by letter with a code; nothing is agreed by opening it."""
    with translation.override(consent.language):
        for_whom = _("Es geht um %(name)s.") % {"name": consent.name} if one.who == Agreement.Who.GUARDIAN else ""
        blocks = [
            paragraph(" ".join(filter(None, (_("wir bitten Sie um Ihre Einwilligung."), for_whom)))),
            quote(consent.text),
            short_code(_("Ihr Code"), code, address),
            paragraph(
                _("Öffnen Sie die Adresse oder geben Sie den Code auf unserer Seite ein. Erst dort entscheiden Sie.")
            ),
            paragraph(_("Sie können auch anrufen oder unterschreiben. Sie müssen nicht zustimmen.")),
        ]
        return Text(_("Bitte um Ihre Einwilligung"), tuple(blocks), language=consent.language)


def confirmation(consent: Consent, code: str, address: str) -> Text:
    with translation.override(consent.language):
        blocks = [
            paragraph(_("danke, Ihre Einwilligung ist angekommen. Das haben Sie gelesen:")),
            quote(consent.text),
            paragraph(
                _("Sie können sie jederzeit zurücknehmen, ohne Grund: mit diesem Link, am Telefon oder vor Ort.")
            ),
            link(_("Zurücknehmen"), address),
        ]
        return Text(_("Ihre Einwilligung"), tuple(blocks), language=consent.language)
