"""Verbs of a wave."""

from .allotting import ask_allotment, drop_allotment, plan_allotment, send_allotment, send_in_steps
from .gathering import Date, invite, plan_gathering, take_seat_by_code
from .keeping import (
    answer_keep_by_code,
    ask_in_steps,
    ask_to_keep,
    follow_forgotten,
    forget_in_steps,
    last_day,
    note_keep,
    run_daily,
    tell_end_in_steps,
)
from .partners import Gathered, answer_neighbour, ask_neighbour, end_opening, note_group
from .signing import LONGEST_QUESTION, SignedUp, Signing, sign_up, take_down
from .steering import Aim, change_wave, end_wave, set_intake, start_wave

__all__ = [
    "LONGEST_QUESTION",
    "Aim",
    "Date",
    "Gathered",
    "SignedUp",
    "Signing",
    "answer_keep_by_code",
    "answer_neighbour",
    "ask_allotment",
    "ask_in_steps",
    "ask_neighbour",
    "ask_to_keep",
    "change_wave",
    "drop_allotment",
    "end_opening",
    "end_wave",
    "follow_forgotten",
    "forget_in_steps",
    "invite",
    "last_day",
    "note_group",
    "note_keep",
    "plan_allotment",
    "plan_gathering",
    "run_daily",
    "send_allotment",
    "send_in_steps",
    "set_intake",
    "sign_up",
    "start_wave",
    "take_down",
    "take_seat_by_code",
    "tell_end_in_steps",
]
