"""Verbs of surveys, needs and goals."""

from .answering import save_page, save_page_by_link, send_in, send_in_by_link
from .goals import Wanted, change_goal, move_goal, remind_goals, set_goal
from .inviting import ask_otherwise, ask_sheet, invite_in_steps, run_daily
from .needs import Missing, decide_report, note_need, report_need, tally_needs
from .running import Aim, add_question, change_survey, close_survey, draft_survey, open_survey, remove_question
from .staff import answer_as_staff, make_codes

__all__ = [
    "Aim",
    "Missing",
    "Wanted",
    "add_question",
    "answer_as_staff",
    "ask_otherwise",
    "ask_sheet",
    "change_goal",
    "change_survey",
    "close_survey",
    "decide_report",
    "draft_survey",
    "invite_in_steps",
    "make_codes",
    "move_goal",
    "note_need",
    "open_survey",
    "remind_goals",
    "remove_question",
    "report_need",
    "run_daily",
    "save_page",
    "save_page_by_link",
    "send_in",
    "send_in_by_link",
    "set_goal",
    "tally_needs",
]
