from .arranging import arrange_desk, drop_template, drop_view, promise_days, save_template, save_view
from .closing import THEN, Answer, answer_case, close_case, close_cases_about, confirm_receipt, reopen_case
from .forgetting import close_erased, forget_cases, forget_notes, forget_words, take_back_cases
from .handing import hand_over, merge_cases, share_case
from .mails import take_mail
from .moving import follow_task, pass_on_of, share_anew, take_alliance_question
from .opening import Asked, From, open_case, open_cases
from .reminding import remind_office
from .status import Status, add_words, hand_in, read_status, status_code, withdraw_case
from .tallying import tally_cases
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
    "THEN",
    "Answer",
    "Asked",
    "From",
    "Overtaken",
    "Status",
    "add_call",
    "add_confidential_note",
    "add_note",
    "add_words",
    "answer_case",
    "arrange_desk",
    "close_case",
    "close_cases_about",
    "close_erased",
    "confirm_receipt",
    "correct_asker",
    "drop_template",
    "drop_view",
    "follow_task",
    "forget_cases",
    "forget_notes",
    "forget_words",
    "give_back",
    "give_to_colleague",
    "hand_in",
    "hand_over",
    "merge_cases",
    "note_reply",
    "open_case",
    "open_cases",
    "pass_on_of",
    "promise_days",
    "read_status",
    "remind_office",
    "reopen_case",
    "run_clock_again",
    "save_template",
    "save_view",
    "share_anew",
    "share_case",
    "status_code",
    "take_alliance_question",
    "take_back_cases",
    "take_case",
    "take_mail",
    "tally_cases",
    "withdraw_case",
]
