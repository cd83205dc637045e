"""Verbs on messages."""

from .deciding import cancel_message, confirm_arrival, hold_mails, mark_printed, send_again, turn_into_letter
from .queueing import Recipient, queue_message
from .sending import send_message, sweep_messages

__all__ = [
    "Recipient",
    "cancel_message",
    "confirm_arrival",
    "hold_mails",
    "mark_printed",
    "queue_message",
    "send_again",
    "send_message",
    "sweep_messages",
    "turn_into_letter",
]
