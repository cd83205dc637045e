"""What `engagiert check` says about mail and letters: numbers of all offices together, no name and no address."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .mailbox import MailboxError, configured, opened
from .selectors import fetched_counts, message_counts, sent_since


def findings() -> Iterator[tuple[bool, str]]:
    """Each thing looked at: whether it is good, and a sentence that says so or says what to do."""
    now = timezone.now()
    operator = _operator()
    with enter(operator, action="messages.check"):
        counts = message_counts(operator, now=now)
        sent = sent_since(operator, now - datetime.timedelta(days=7))
    yield (
        True,
        f"Nachrichten: {sent} in sieben Tagen gesendet, {counts.on_their_way} unterwegs, "
        f"{counts.to_print} Briefe zu drucken.",
    )
    if counts.overdue:
        yield (
            False,
            f"Seit über 15 Minuten fällig und nicht gesendet: {counts.overdue} Mails. Läuft ein Arbeiter "
            "(„engagiert serve“ oder „engagiert worker“)?",
        )
    if counts.in_doubt:
        yield (
            False,
            f"Unsicher, ob sie angekommen sind: {counts.in_doubt} Mails. Ein Arbeiter oder der Mailserver ist mitten "
            "im Senden ausgefallen, oder eine Sicherung kam zurück. Von selbst wird keine noch einmal gesendet; die "
            "Büros entscheiden unter „Nachrichten“.",
        )
    if counts.failed:
        yield (
            False,
            f"Nicht zustellbar: {counts.failed} Mails. Die Büros sehen unter „Nachrichten“, warum und was zu tun ist.",
        )
    yield from _replies()


def figures() -> dict[str, int]:
    """The same for a machine: name of a state → number of messages of all offices."""
    operator = _operator()
    with enter(operator, action="messages.check"):
        counts = message_counts(operator, now=timezone.now())
    return {
        "on_their_way": counts.on_their_way,
        "overdue": counts.overdue,
        "in_doubt": counts.in_doubt,
        "failed": counts.failed,
        "to_print": counts.to_print,
    }


def _operator() -> Actor:
    return Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))


def _replies() -> Iterator[tuple[bool, str]]:
    """Whether the box of replies can be read, and what in it went to nobody."""
    box = configured()
    if box is None:
        yield True, "Antworten auf Mails gehen an die Adresse des Büros (IMAP_URL fehlt)."
        return
    try:
        with opened(box):
            yield True, "Das Postfach für Antworten ist erreichbar."
    except MailboxError as error:
        yield False, error.sentence
    counts = fetched_counts()
    if counts.get("unaddressed"):
        yield (
            False,
            f"An keine Anlaufstelle gerichtet: {counts['unaddressed']} Mails. Sie liegen im Postfach. Nach einer "
            "Änderung an den Adressen der Büros: „engagiert fetch-mails --again“.",
        )
    if counts.get("unreadable"):
        yield False, f"Nicht lesbar: {counts['unreadable']} Mails. Sie liegen im Postfach."
