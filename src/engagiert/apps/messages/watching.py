"""Who sees replies: an app that shows what came in about its things says so here, and the list of mails without a
place leaves them to it."""

NOUNS: set[str] = set()


def watch_replies_about(noun: str) -> None:
    """From now on the app shows mails about ``noun`` (``app.noun``) itself; called while apps are loaded."""
    NOUNS.add(noun)
