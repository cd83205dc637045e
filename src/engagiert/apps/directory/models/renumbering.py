"""Numbers of other rows within a document of the directory: where they stand, and what they count.

When an office moves to another installation its rows get other numbers there; ``number`` says which.
"""

from collections.abc import Callable
from typing import Any

# Table and number there → number here; places go by their official key, accounts by their address.
type Number = Callable[[str, Any], Any]

_REFERENCES = {
    "place_id": "places.place",
    "author_id": "accounts.account",
    "facility_id": "directory.facility",
    "organisation_id": "directory.organisation",
}
# A list of the record's document → the table its rows come from (``documents.CHILDREN``).
_LISTS = {
    "facilities": "directory.facility",
    "funding": "directory.fundingsource",
    "contact_points": "directory.contactpoint",
    "contacts": "directory.contact",
    "notes": "directory.note",
    "aliases": "directory.alias",
    "source_keys": "directory.sourcekey",
}


def renumbered_document(value: Any, number: Number, *, rows_of: str = "", refers_to: str = "") -> Any:
    """The document with other numbers; values may stand as ``[before, after]``."""
    if isinstance(value, list):
        return [renumbered_document(entry, number, rows_of=rows_of, refers_to=refers_to) for entry in value]
    if isinstance(value, dict):
        return {name: _entry(name, entry, number, rows_of) for name, entry in value.items()}
    return number(refers_to, value) if refers_to and value is not None else value


def _entry(name: str, entry: Any, number: Number, rows_of: str) -> Any:
    if name == "id" and rows_of and entry is not None:
        return number(rows_of, entry)
    return renumbered_document(entry, number, rows_of=_LISTS.get(name, ""), refers_to=_REFERENCES.get(name, ""))
