"""The verbs of the programme."""

from .announcing import NewsFacts, hide_news, show_news, write_news
from .arranging import OutingFacts, cancel_outing, publish_outing, write_outing
from .seats import Asking, accept_by_code, give_up_by_code, note_answer, note_signup, sign_up
from .turning import pass_on_seats, remind_signed_up

__all__ = [
    "Asking",
    "NewsFacts",
    "OutingFacts",
    "accept_by_code",
    "cancel_outing",
    "give_up_by_code",
    "hide_news",
    "note_answer",
    "note_signup",
    "pass_on_seats",
    "publish_outing",
    "remind_signed_up",
    "show_news",
    "sign_up",
    "write_news",
    "write_outing",
]
