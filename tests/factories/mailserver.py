"""A real mail server on loopback, that accepts, refuses, hangs or breaks off as a test tells it to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailServer:
    """What came in, and how to behave. Behaviour is named by recipient; everybody else is served well."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    # recipient → answer to RCPT, and to the text
    refused: dict[str, str] = field(default_factory=dict)
    refused_text: dict[str, str] = field(default_factory=dict)
    refused_sender: str = ""
    # These texts arrive, and then nobody hears from the server again: it waits, or it hangs up.
    silent_for: set[str] = field(default_factory=set)
    hanging_up_on: set[str] = field(default_factory=set)
    seconds_each: float = 0.0

    @property
    def mailer(self) -> dict[str, Any]:
        """Django's MAILERS for this server."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 2}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.refused_sender:
            return self.refused_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        [recipient] = envelope.rcpt_tos
        if recipient in self.refused_text:
            return self.refused_text[recipient]
        self.recipients.append(recipient)
        self.senders.append(envelope.mail_from)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        await asyncio.sleep(self.seconds_each)
        while recipient in self.silent_for:
            await asyncio.sleep(0.02)
        if recipient in self.hanging_up_on:
            server.transport.close()
        return "250 OK"


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def mail_server(port: int | None = None) -> Iterator[MailServer]:
    """A server that listens inside the block."""
    handler = MailServer(port or a_free_port())
    with listening(handler):
        yield handler


@contextlib.contextmanager
def listening(handler: MailServer) -> Iterator[None]:
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield
    finally:
        handler.silent_for.clear()
        controller.stop()
