"""How a reply finds back: a code that names one message and that only this installation can make.

It stands in the reply address (``antwort+<code>@…``) and in the Message-ID, so that either way back works. The number
of a message alone, which stands in addresses of the desk, opens nothing: the second half of the code is signed.
"""

import base64
import hmac
import re
import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "engagiert.messages.reply"
# 16 bytes of number and 9 of signature are 40 signs of base32 without padding; mail servers may change their case.
_SIGNED = 9
_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z2-7]{40})@")


def code_of(message: uuid.UUID) -> str:
    """The 40 signs that name the message."""
    return base64.b32encode(message.bytes + _signature(message, settings.SECRET_KEY)).decode().lower()


def message_of(code: str) -> uuid.UUID | None:
    """The message that the code names, or None where this installation has not made it."""
    try:
        raw = base64.b32decode(code.upper())
    except ValueError:
        return None
    message = uuid.UUID(bytes=raw[:16])
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return message if any(hmac.compare_digest(raw[16:], _signature(message, key)) for key in keys) else None


def messages_in(texts: Iterable[str]) -> Iterator[uuid.UUID]:
    """The messages whose codes stand in the texts (addresses, Message-IDs), in order, each once."""
    seen: set[uuid.UUID] = set()
    for text in texts:
        for code in _CODE.findall(text):
            message = message_of(code)
            if message is not None and message not in seen:
                seen.add(message)
                yield message


def reply_address(message: uuid.UUID) -> str:
    """The address under which an answer to this message comes back; empty where no box is read."""
    if not settings.ENGAGIERT_REPLY_ADDRESS:
        return ""
    local, _at, domain = settings.ENGAGIERT_REPLY_ADDRESS.rpartition("@")
    return f"{local}+{code_of(message)}@{domain}"


def _signature(message: uuid.UUID, key: str | bytes) -> bytes:
    return salted_hmac(_SALT, message.bytes, secret=key, algorithm="sha256").digest()[:_SIGNED]
