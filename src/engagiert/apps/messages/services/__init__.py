"""Verbs on messages."""

from .assigning import assign_inbound, settle_inbound
from .deciding import (
    cancel_for_erased,
    cancel_message,
    confirm_arrival,
    forget_received,
    hold_mails,
    mark_printed,
    send_again,
    turn_into_letter,
)
from .queueing import Recipient, queue_message
from .receiving import fetch_mails, receive_mail
from .sending import send_message, sweep_messages

__all__ = [
    "Recipient",
    "assign_inbound",
    "cancel_for_erased",
    "cancel_message",
    "confirm_arrival",
    "fetch_mails",
    "forget_received",
    "hold_mails",
    "mark_printed",
    "queue_message",
    "receive_mail",
    "send_again",
    "send_message",
    "settle_inbound",
    "sweep_messages",
    "turn_into_letter",
]
