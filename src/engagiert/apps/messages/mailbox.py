"""The box in which replies arrive, read by IMAP4rev1 (RFC 3501) and never emptied: deleting is its owner's business."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings

# A box that says nothing for so long is not there.
TIMEOUT = 20
# For the console, which speaks German only.
PROBLEMS = {
    "server": "Das Postfach antwortet nicht. Stimmen Rechner und Port in IMAP_URL?",
    "login": "Das Postfach nimmt die Anmeldung nicht an. Stimmen Name und Passwort in IMAP_URL?",
    "folder": "Der Ordner im Postfach lässt sich nicht lesen. Stimmt er in IMAP_URL?",
}
_HERE = ("127.0.0.1", "localhost", "::1")


class MailboxError(Exception):
    """The box cannot be read: ``code`` is ``server``, ``login`` or ``folder``, ``words`` what the server says."""

    def __init__(self, code: Literal["server", "login", "folder"], words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words

    @property
    def sentence(self) -> str:
        """For the console: what is wrong, and where to look."""
        return f"{PROBLEMS[self.code]} ({self.words})"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where the box is. ``tls``: from the first word; else STARTTLS, without which no password leaves the machine."""

    host: str
    port: int
    username: str
    password: str
    tls: bool = True
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        """What tells this box from another, without its password."""
        return f"{self.username}@{self.host}/{self.folder}"[:200]


def configured() -> Mailbox | None:
    """The box that the settings name; None where none is read."""
    return Mailbox(**settings.ENGAGIERT_MAILBOX) if settings.ENGAGIERT_MAILBOX else None


class Session:
    """An open box. A mail is named by its UID within ``uid_validity``: if that changes, all UIDs are new."""

    def __init__(self, server: imaplib.IMAP4, uid_validity: int) -> None:
        self._server = server
        self.uid_validity = uid_validity

    def uids_after(self, uid: int) -> list[int]:
        """Ascending. A server answers “n:*” with its last mail even where that is older than n (RFC 3501, 6.4.8)."""
        found = self._uid("SEARCH", f"UID {uid + 1}:*")
        numbers = {int(number) for line in found if isinstance(line, bytes) for number in line.split()}
        return sorted(number for number in numbers if number > uid)

    def size_of(self, uid: int) -> int | None:
        """Bytes; None where the mail is gone."""
        for line in self._uid("FETCH", str(uid), "(RFC822.SIZE)"):
            found = re.search(rb"RFC822\.SIZE (\d+)", line) if isinstance(line, bytes) else None
            if found:
                return int(found[1])
        return None

    def content_of(self, uid: int, *, most: int) -> bytes | None:
        """The first ``most`` bytes, without marking the mail as read; None where it is gone."""
        for line in self._uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{most}>)"):
            if isinstance(line, tuple) and b"BODY[]" in line[0].upper():
                return bytes(line[1])
        return None

    def mark_seen(self, uid: int) -> None:
        """A courtesy to whoever looks into the box with a mail program; nothing depends on it."""
        self._uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")

    def _uid(self, command: str, *words: str) -> list[Any]:
        answer, found = self._server.uid(command, *words)
        if answer != "OK":
            raise MailboxError("folder", _words(found))
        return [line for line in found if line is not None]


@contextmanager
def opened(box: Mailbox) -> Iterator[Session]:
    """The box, signed in and selected. Whatever goes wrong with the server comes out as ``MailboxError``."""
    try:
        server = _connected(box)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxError("server", type(error).__name__) from error
    try:
        yield _selected(server, box)
    except MailboxError:
        raise
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxError("server", type(error).__name__) from error
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()
        # A good-bye into a dead line leaves it open.
        with suppress(OSError):
            server.shutdown()


def _connected(box: Mailbox) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if box.tls:
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=TIMEOUT)
    server = imaplib.IMAP4(box.host, box.port, timeout=TIMEOUT)
    if box.host not in _HERE:
        try:
            server.starttls(context)
        except BaseException:
            server.shutdown()
            raise
    return server


def _selected(server: imaplib.IMAP4, box: Mailbox) -> Session:
    try:
        server.login(box.username, box.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxError("login", _words(error.args)) from error
    answer, found = server.select('"' + box.folder.replace("\\", "\\\\").replace('"', '\\"') + '"')
    if answer != "OK":
        raise MailboxError("folder", _words(found))
    _answer, validity = server.response("UIDVALIDITY")
    return Session(server, int(validity[0]) if validity and validity[0] else 0)


def _words(found: Any) -> str:
    said = [part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in found or ()]
    return " ".join(" ".join(said).split())[:200]
