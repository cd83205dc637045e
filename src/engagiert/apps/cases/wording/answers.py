"""What goes out to the asker: the words somebody at the desk wrote, and where to read how things stand."""

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.cases.models import Asker, Case
from engagiert.apps.messages.public import Recipient, Text, paragraph, short_code


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
