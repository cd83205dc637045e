"""The verbs of the directory. Page, command and job call the same ones."""

from .aliases import alias_row
from .asking import bring_to_desk
from .double_names import DoubleName, double_names
from .editing import EditConflict, Opened, edit_organisation, last_revision
from .facilities import remove_facility, save_facility
from .finding import find_doubles
from .history import SourceOfValue
from .needs import decide_need, note_unmet
from .open_terms import choose_licence
from .pairs import join_pair, keep_apart, undo_revision, values_beside
from .private import add_contact, add_note, remove_contact, remove_note
from .records import (
    Draft,
    archive_organisation,
    confirm_organisation,
    create_organisation,
    publish_organisation,
    revive_organisation,
    update_organisation,
)
from .selfservice.asking import (
    Asked,
    ask_confirmation,
    ask_confirmations,
    ask_yearly,
    confirm_by_phone,
    plan_asking,
)
from .selfservice.caring import end_contact, invite_contact
from .selfservice.maintaining import trust_organisation
from .selfservice.reaching import known_addresses
from .selfservice.statements import decline_statement, publish_statement
from .suggestions import accept_suggestion, decline_suggestion, submit_suggestion, suggest_from_survey

__all__ = [
    "Asked",
    "DoubleName",
    "Draft",
    "EditConflict",
    "Opened",
    "SourceOfValue",
    "accept_suggestion",
    "add_contact",
    "add_note",
    "alias_row",
    "archive_organisation",
    "ask_confirmation",
    "ask_confirmations",
    "ask_yearly",
    "bring_to_desk",
    "choose_licence",
    "confirm_by_phone",
    "confirm_organisation",
    "create_organisation",
    "decide_need",
    "decline_statement",
    "decline_suggestion",
    "double_names",
    "edit_organisation",
    "end_contact",
    "find_doubles",
    "invite_contact",
    "join_pair",
    "keep_apart",
    "known_addresses",
    "last_revision",
    "note_unmet",
    "plan_asking",
    "publish_organisation",
    "publish_statement",
    "remove_contact",
    "remove_facility",
    "remove_note",
    "revive_organisation",
    "save_facility",
    "submit_suggestion",
    "suggest_from_survey",
    "trust_organisation",
    "undo_revision",
    "update_organisation",
    "values_beside",
]
