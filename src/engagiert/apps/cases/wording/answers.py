"""What goes out to the asker: the words somebody at the desk wrote, and where to read how things stand."""

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.models import Asker, Case
from engagiert.apps.messages.public import Recipient, Text, paragraph, short_code
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.dates import with_weekday


def recipient_of(asker: Asker, way: str) -> Recipient:
    """By mail to the asker or whoever speaks for them; by letter to the asker's address."""
    if way == "mail":
        return Recipient(mail=asker.mail or asker.speaker_mail)
    if not asker.postal:
        raise ValidationError(_("Für einen Brief fehlt die Anschrift. Tragen Sie sie bei der Person ein."))
    return Recipient(postal=tuple(asker.postal))


def answer_text(case: Case, asker: Asker, subject: str, words: str, status: tuple[str, str]) -> Text:
    """The words as paragraphs; the code of the status page where there is one (``status``: code and address)."""
    with translation.override(asker.language):
        about = subject or _("Ihre Anfrage %(number)s") % {"number": case.number}
        blocks = [paragraph(part.strip()) for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()]
        code, address = status
        if code:
            blocks.append(short_code(_("So sehen Sie, wie es steht"), code, address))
    return Text(about, tuple(blocks), language=asker.language)


def receipt_text(case: Case, asker: Asker, status: tuple[str, str]) -> Text:
    """That the request has arrived, until when there is an answer, and the code. Nothing of what was asked."""
    with translation.override(asker.language):
        blocks = [
            paragraph(_("Ihre Anfrage %(number)s ist bei uns angekommen.") % {"number": case.number}),
            paragraph(_("Sie hören von uns spätestens am %(day)s.") % {"day": with_weekday(case.due_on)}),
            short_code(_("So sehen Sie, wie es steht"), *status),
        ]
        return Text(_("Ihre Anfrage %(number)s") % {"number": case.number}, tuple(blocks), asker.language)


def handed_over_text(case: Case, asker: Asker, office: Office, code: str, site: str) -> Text:
    """Who has it now, how they are reached, and the new code."""
    with translation.override(asker.language):
        words = _("%(office)s kümmert sich jetzt um Ihre Anfrage %(number)s.") % {
            "number": case.number,
            "office": office.name,
        }
        blocks = [paragraph(words)]
        reached = [one for one in (office.phone, office.mail) if one]
        if reached:
            blocks.append(paragraph(_("So erreichen Sie es: %(reach)s.") % {"reach": ", ".join(reached)}))
        blocks.append(paragraph(_("Sie müssen nichts tun. Unsere Notizen haben wir nicht weitergegeben.")))
        if site:
            blocks.append(short_code(_("So sehen Sie, wie es steht"), code, site + address_of(code)))
        return Text(
            _("Ihre Anfrage liegt jetzt bei: %(office)s") % {"office": office.name}, tuple(blocks), asker.language
        )
