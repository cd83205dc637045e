"""What other apps may use of messages: write one, ask what became of it, decide, print."""

from . import selectors, services, wording
from .invitations import invitation_pdf
from .models import Message
from .papers import letters_pdf
from .rules import DECIDE, DECIDE_SOMEWHERE, READ_SOMEWHERE
from .selectors import MessageCounts, message_counts, messages_about
from .services import Recipient, queue_message
from .services.delivery import mail_of
from .texts import Text, as_text, link, paragraph, points, quote, short_code

__all__ = [
    "DECIDE",
    "DECIDE_SOMEWHERE",
    "READ_SOMEWHERE",
    "Message",
    "MessageCounts",
    "Recipient",
    "Text",
    "as_text",
    "invitation_pdf",
    "letters_pdf",
    "link",
    "mail_of",
    "message_counts",
    "messages_about",
    "paragraph",
    "points",
    "queue_message",
    "quote",
    "selectors",
    "services",
    "short_code",
    "wording",
]
