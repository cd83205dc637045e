"""Messages as paper: the same text as the mail, for a window envelope."""

import datetime
from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from engagiert.kernel.documents import Address, Code, Letter, Sender, letters_as_pdf
from engagiert.kernel.ui.dates import written_out

from .models import Message
from .texts import framed, reach


def letters_pdf(messages: Sequence[Message], *, now: datetime.datetime) -> bytes:
    """All letters in one file to print; the date in each is the day it was written."""
    title = messages[0].subject if len(messages) == 1 else _("Briefe")
    return letters_as_pdf([_letter(message) for message in messages], title=title, on=now)


def _letter(message: Message) -> Letter:
    office, language = message.office, message.language
    codes = [block for block in message.blocks if block["kind"] == "code"]
    blocks = [block for block in message.blocks if block["kind"] != "code"]
    with translation.override(language):
        day = written_out(timezone.localdate(message.created_at))
        return Letter(
            address=Address(tuple(message.postal)),
            sender=Sender(
                name=office.name,
                return_line=" · ".join(filter(None, (office.name, office.street, office.town_line))),
                details=(*reach(office, language), (_("Datum"), day)),
            ),
            subject=message.subject,
            blocks=tuple(framed(blocks, office, language)),
            language=language,
            code=Code(**{key: value for key, value in codes[0].items() if key != "kind"}) if codes else None,
            page_word=_("Seite"),
        )
