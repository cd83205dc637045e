from .answering import No, answer_as_organisation, answer_by_code, note_answer, note_organisation_answer
from .consenting import Slip, follow_consent, note_guardian, print_slip, print_slip_by_code, take_back_guardian
from .daily import run_daily
from .forgetting import end_erased
from .hours import (
    Given,
    confirm_hours,
    confirm_hours_as_contact,
    correct_hours,
    log_hours,
    log_hours_as_contact,
    log_hours_by_code,
)
from .joining import Someone, Wanting, codes_for_joined, give_code, join, take_down
from .noting import add_counsel_note, correct_volunteer, open_talk
from .pausing import (
    change_wish,
    change_wish_by_code,
    leave,
    leave_by_code,
    pause,
    pause_by_code,
    resume,
    resume_by_code,
)
from .placing import (
    arrange_meeting,
    begin_trial,
    confirm_placement,
    end_placement,
    note_certificate,
    settle_step,
    thank,
)
from .proposing import MOST, Proposed, choose, propose
from .refusing import change_mind_by_code, note_change_of_mind

__all__ = [
    "MOST",
    "Given",
    "No",
    "Proposed",
    "Slip",
    "Someone",
    "Wanting",
    "add_counsel_note",
    "answer_as_organisation",
    "answer_by_code",
    "arrange_meeting",
    "begin_trial",
    "change_mind_by_code",
    "change_wish",
    "change_wish_by_code",
    "choose",
    "codes_for_joined",
    "confirm_hours",
    "confirm_hours_as_contact",
    "confirm_placement",
    "correct_hours",
    "correct_volunteer",
    "end_erased",
    "end_placement",
    "follow_consent",
    "give_code",
    "join",
    "leave",
    "leave_by_code",
    "log_hours",
    "log_hours_as_contact",
    "log_hours_by_code",
    "note_answer",
    "note_certificate",
    "note_change_of_mind",
    "note_guardian",
    "note_organisation_answer",
    "open_talk",
    "pause",
    "pause_by_code",
    "print_slip",
    "print_slip_by_code",
    "propose",
    "resume",
    "resume_by_code",
    "run_daily",
    "settle_step",
    "take_back_guardian",
    "take_down",
    "thank",
]
