"""Suggestions while somebody types: themes that offers have, and their titles."""

from engagiert.apps.directory.public import search_suggesting
from engagiert.engines.text.folding import fold

from .index import OFFERS


def suggestions(text: str, *, ags: str = "") -> list[search_suggesting.Suggestion]:
    """What somebody who typed so far may mean; empty for less than two letters. Two queries, three at most."""
    typed = fold(text)
    if len(typed) < search_suggesting.SHORTEST:
        return []
    return [*search_suggesting.themes(typed, OFFERS), *search_suggesting.names(typed, OFFERS, ags=ags, name="title")]
