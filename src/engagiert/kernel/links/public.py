"""What others may use of links: ask one question of somebody without account, and take the answer once."""

from .codes import code_of
from .leading import address_of, lead, way_afterwards, way_of
from .models import Link
from .opening import LinkGone, answering, find_link, open_link, take_link, withdraw_links

__all__ = [
    "Link",
    "LinkGone",
    "address_of",
    "answering",
    "code_of",
    "find_link",
    "lead",
    "open_link",
    "take_link",
    "way_afterwards",
    "way_of",
    "withdraw_links",
]
