"""A real IMAP4rev1 server on loopback: one box, as much of RFC 3501 as a client needs that reads and flags.

It keeps UIDs and UIDVALIDITY, answers “n:*” as the standard says, and breaks off where a test tells it to.
"""

from __future__ import annotations

import contextlib
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NAME, PASSWORD = "antwort@nieheim.example", 'ein "Passwort" \\ 4711'


@dataclass
class ImapServer:
    """The box. ``breaks_at``: the command (``FETCH``, ``STORE`` …) and UID at which the line goes dead, once."""

    port: int = 0
    uid_validity: int = 1
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    breaks_at: set[tuple[str, int]] = field(default_factory=set)
    refuses: bool = False
    # The command and UID at which it says nothing more, until ``go_on`` is set; ``waiting`` is set when it is there.
    stalls_at: tuple[str, int] | None = None
    waiting: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    commands: list[str] = field(default_factory=list)
    _next: int = 1

    @property
    def settings(self) -> dict[str, Any]:
        """ENGAGIERT_MAILBOX for this server."""
        return {
            "host": "127.0.0.1",
            "port": self.port,
            "tls": False,
            "username": NAME,
            "password": PASSWORD,
            "folder": "INBOX",
        }

    def deliver(self, raw: bytes) -> int:
        uid, self._next = self._next, self._next + 1
        self.mails[uid] = raw
        return uid

    def number_anew(self) -> None:
        """As after a restore of the mail server: the same mails, all UIDs new."""
        self.uid_validity += 1
        self.mails = dict(enumerate(self.mails.values(), start=1))
        self._next = len(self.mails) + 1


class _Talk(socketserver.StreamRequestHandler):
    box: ImapServer

    def handle(self) -> None:
        self.say(b"* OK [CAPABILITY IMAP4rev1] ready")
        with contextlib.suppress(ConnectionError):
            while line := self.rfile.readline():
                tag, _blank, command = line.decode().rstrip("\r\n").partition(" ")
                verb = command.split(" ", 1)[0].upper()
                self.box.commands.append("LOGIN" if verb == "LOGIN" else command)
                if not self.answer(tag, verb, command):
                    return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def done(self, tag: str, words: str = "OK done") -> bool:
        self.say(f"{tag} {words}".encode())
        return True

    def answer(self, tag: str, verb: str, command: str) -> bool:
        if verb == "CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1")
        elif verb == "LOGIN":
            wanted = [NAME, PASSWORD]
            given = [
                re.sub(r"\\(.)", r"\1", word)
                for word in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', command[6:])
                for word in word
                if word
            ]
            if self.box.refuses or given != wanted:
                return self.done(tag, "NO [AUTHENTICATIONFAILED] wrong name or password")
        elif verb == "SELECT":
            if command.split(" ", 1)[1] != '"INBOX"':
                return self.done(tag, "NO no such folder")
            self.say(f"* {len(self.box.mails)} EXISTS".encode())
            self.say(f"* OK [UIDVALIDITY {self.box.uid_validity}] valid".encode())
            return self.done(tag, "OK [READ-WRITE] selected")
        elif verb == "LOGOUT":
            self.say(b"* BYE")
            self.done(tag)
            return False
        elif verb == "UID":
            return self.by_uid(tag, command.split(" ", 2)[1].upper(), command.split(" ", 2)[2])
        else:
            return self.done(tag, "BAD unknown command")
        return self.done(tag)

    def by_uid(self, tag: str, verb: str, words: str) -> bool:
        if verb == "SEARCH":
            found = re.fullmatch(r"UID (\d+):\*", words)
            if found is None:
                return self.done(tag, "BAD only UID n:* is known here")
            last = max(self.box.mails, default=0)
            low, high = sorted((int(found[1]), last))
            uids = [str(uid) for uid in self.box.mails if low <= uid <= high]
            self.say(" ".join(["* SEARCH", *uids]).encode())
            return self.done(tag)
        uid = int(words.split(" ", 1)[0])
        if (verb, uid) in self.box.breaks_at:
            self.box.breaks_at.discard((verb, uid))
            return False
        if self.box.stalls_at == (verb, uid) and "RFC822.SIZE" not in words:
            self.box.waiting.set()
            self.box.go_on.wait(30)
        raw = self.box.mails.get(uid)
        number = list(self.box.mails).index(uid) + 1 if raw is not None else 0
        if raw is None:
            return self.done(tag)
        if verb == "STORE":
            self.box.seen.add(uid)
        elif "RFC822.SIZE" in words:
            self.say(f"* {number} FETCH (UID {uid} RFC822.SIZE {len(raw)})".encode())
        else:
            found = re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", words)
            assert found is not None, words
            part = raw[: int(found[1])]
            self.wfile.write(f"* {number} FETCH (UID {uid} BODY[]<0> {{{len(part)}}}\r\n".encode() + part)
            self.say(b")")
        return self.done(tag)


@contextlib.contextmanager
def imap_server() -> Iterator[ImapServer]:
    """A server that listens inside the block."""
    box = ImapServer()
    talk = type("Talk", (_Talk,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
