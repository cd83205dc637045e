"""Writing a message: one row in the caller's transaction, and the job that sends it."""

import datetime
import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages import rules
from engagiert.apps.messages.models import Message
from engagiert.apps.messages.replies import code_of
from engagiert.apps.messages.texts import Text
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.documents import MOST_ADDRESS_LINES


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message is for: by mail where an address is known, else by letter to these lines (name first)."""

    mail: str = ""
    postal: tuple[str, ...] = field(default=())


def queue_message(
    *,
    actor: Actor,
    office: Office,
    key: str,
    purpose: str,
    recipient: Recipient,
    text: Text,
    about: str = "",
    not_before: datetime.datetime | None = None,
) -> Message:
    """Write a message of ``office``; it goes out once, after the caller's transaction is committed.

    ``key`` names the message within the office: the second call with the same key changes nothing and returns the
    first one's message. Raises ``ValidationError`` where the recipient cannot be reached by mail or letter.
    """
    require(actor, rules.WRITE, office.pk)
    now = timezone.now()
    postal = address_lines(recipient.postal) if not recipient.mail else []
    message = Message(
        office=office,
        key=key,
        purpose=purpose,
        about=about,
        channel=Message.Channel.LETTER if postal else Message.Channel.MAIL,
        language=text.language,
        mail=reachable(recipient.mail) if not postal else "",
        postal=postal,
        subject=one_line(text.subject)[:200],
        blocks=list(text.blocks),
        due_at=not_before or now,
        created_at=now,
    )
    message.message_id = f"<{code_of(message.pk)}@{_domain()}>"
    Message.objects.bulk_create([message], ignore_conflicts=True)
    written = Message.objects.select_related("office").get(office=office, key=key)
    if written.pk == message.pk and not written.is_letter and written.due_at <= now:
        announce(written)
    return written


def announce(message: Message) -> None:
    """Queue the job that sends the mail, in the caller's transaction."""
    bus.publish("MailQueued", message_id=str(message.pk), office_id=message.office_id)


def reachable(mail: str) -> str:
    """The address without blanks; raises ``ValidationError`` where it cannot be one."""
    mail = mail.strip()
    try:
        validate_email(mail)
    except ValidationError as error:
        raise ValidationError(
            _("Für eine Nachricht braucht es eine E-Mail-Adresse wie name@beispiel.de oder eine Anschrift.")
        ) from error
    return mail


def address_lines(lines: tuple[str, ...] | list[str]) -> list[str]:
    """The lines of an address without empty ones; raises ``ValidationError`` where they do not fit the window."""
    kept = [one_line(line) for line in lines if line.strip()]
    if len(kept) > MOST_ADDRESS_LINES or any(len(line) > 120 for line in kept):
        raise ValidationError(
            _("Eine Anschrift hat höchstens %(number)s Zeilen. Kürzen Sie sie.") % {"number": MOST_ADDRESS_LINES}
        )
    return kept


def one_line(text: str) -> str:
    """A subject or an address line is one line: a break in it could forge a header."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


def _domain() -> str:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return punycode(address.rpartition("@")[2]) or "localhost"
