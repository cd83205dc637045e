"""What other apps may use of messages: write one, ask what became of it, decide, print."""

from . import selectors, services, wording
from .invitations import invitation_pdf
from .mailbox import Mailbox, MailboxError
from .models import Inbound, InboundFile, Message
from .outbox import remove_mails
from .papers import letters_pdf
from .reading import own_words
from .rules import DECIDE, DECIDE_SOMEWHERE, READ_SOMEWHERE, SETTLE
from .selectors import MessageCounts, counted_messages, inbound_about, messages_about, undelivered_about
from .services import Recipient, queue_message
from .services.delivery import answers_to
from .texts import Text, as_html_body, as_text, link, paragraph, points, quote, short_code
from .watching import watch_replies_about

__all__ = [
    "DECIDE",
    "DECIDE_SOMEWHERE",
    "READ_SOMEWHERE",
    "SETTLE",
    "Inbound",
    "InboundFile",
    "Mailbox",
    "MailboxError",
    "Message",
    "MessageCounts",
    "Recipient",
    "Text",
    "answers_to",
    "as_html_body",
    "as_text",
    "counted_messages",
    "inbound_about",
    "invitation_pdf",
    "letters_pdf",
    "link",
    "messages_about",
    "own_words",
    "paragraph",
    "points",
    "queue_message",
    "quote",
    "remove_mails",
    "selectors",
    "services",
    "short_code",
    "undelivered_about",
    "watch_replies_about",
    "wording",
]
