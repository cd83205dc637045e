"""Answers that anybody may read from anywhere: other sites' pages too, and caches that ask whether it still holds."""

import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import version

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

# A new version may say the same records in other words.
_VERSION = version("engagiert")

type Body = str | bytes | Iterator[str]


def etag(*parts: object) -> str:
    """A weak validator: the same parts, said by the same version, mean the same."""
    return f'W/"{hashlib.sha256(repr((_VERSION, *parts)).encode()).hexdigest()[:32]}"'


def open_answer(
    request: HttpRequest, *, media: str, tag: str, body: Callable[[], Body], filename: str = "", status: int = 200
) -> HttpResponseBase:
    """The body, or “not modified” where the asker holds this very state; ``body`` is made only when needed.

    An iterator is sent as it comes and never held as a whole.
    """
    conditional = get_conditional_response(request, etag=tag)
    if conditional is not None:
        return with_open_headers(conditional, tag)
    made: Body = "" if request.method == "HEAD" else body()
    kind = f"{media}; charset=utf-8"
    response: HttpResponseBase
    if isinstance(made, str | bytes):
        response = HttpResponse(made, content_type=kind, status=status)
    else:
        response = StreamingHttpResponse((chunk.encode() for chunk in made), content_type=kind, status=status)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return with_open_headers(response, tag)


def with_open_headers(response: HttpResponseBase, tag: str = "") -> HttpResponseBase:
    """Readable for pages of other origins, without their visitors' cookies; caches ask again each time."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    response.headers["Cache-Control"] = "public, no-cache"
    if tag:
        response.headers["ETag"] = tag
    return response
