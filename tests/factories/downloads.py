"""What anybody gets who asks for the open data, without account."""

import json
from typing import Any

from django.http import HttpResponseBase
from django.test import Client


def whole_body(response: HttpResponseBase) -> bytes:
    """The body, also of an answer that is sent piece by piece."""
    pieces = getattr(response, "streaming_content", None)
    return b"".join(pieces) if pieces is not None else bytes(getattr(response, "content", b""))


def downloaded(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, address
    return whole_body(response)


def asked(address: str) -> Any:
    """The JSON that stands at an address."""
    return json.loads(downloaded(address))
