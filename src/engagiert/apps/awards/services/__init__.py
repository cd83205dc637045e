"""The verbs of awards."""

from .awarding import Facts, end_award, set_award
from .deciding import decide_nomination, follow_consent, note_honour, tell_nominee
from .jury import add_juror, clear_bias, declare_by_code, give_jury_code, put_to_jury, remove_juror, vote_by_code
from .nominating import Nominee, Proposal, describe_nomination, join_nominations, nominate
from .thanking import Letters, Written, draft_thanks, send_thanks, stop_thanking, thank_again

__all__ = [
    "Facts",
    "Letters",
    "Nominee",
    "Proposal",
    "Written",
    "add_juror",
    "clear_bias",
    "decide_nomination",
    "declare_by_code",
    "describe_nomination",
    "draft_thanks",
    "end_award",
    "follow_consent",
    "give_jury_code",
    "join_nominations",
    "nominate",
    "note_honour",
    "put_to_jury",
    "remove_juror",
    "send_thanks",
    "set_award",
    "stop_thanking",
    "tell_nominee",
    "thank_again",
    "vote_by_code",
]
