from .closing import Answer, answer_case, close_case, close_cases_about, reopen_case
from .opening import Asked, From, open_case, open_cases
from .timeline import Overtaken
from .working import (
    add_call,
    add_confidential_note,
    add_note,
    correct_asker,
    give_back,
    give_to_colleague,
    note_reply,
    run_clock_again,
    take_case,
)

__all__ = [
    "Answer",
    "Asked",
    "From",
    "Overtaken",
    "add_call",
    "add_confidential_note",
    "add_note",
    "answer_case",
    "close_case",
    "close_cases_about",
    "correct_asker",
    "give_back",
    "give_to_colleague",
    "note_reply",
    "open_case",
    "open_cases",
    "reopen_case",
    "run_clock_again",
    "take_case",
]
