"""Answers that anybody may read from anywhere: other sites' pages too, and caches that ask whether it still holds."""

import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override

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

    An iterator is sent as it comes and never held as a whole. Data speak one language, whoever asks.
    """
    conditional = get_conditional_response(request, etag=tag)
    if conditional is not None:
        return with_open_headers(conditional, tag)
    made: Body = "" if request.method == "HEAD" else in_language_of_data(body)
    kind = f"{media}; charset=utf-8"
    response: HttpResponseBase
    if isinstance(made, str | bytes):
        response = HttpResponse(made, content_type=kind, status=status)
    else:
        response = StreamingHttpResponse(_pieces(made), content_type=kind, status=status)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return with_open_headers(response, tag)


def in_language_of_data[R](make: Callable[[], R]) -> R:
    """What ``make`` returns when words come out in the language of the installation, not in the visitor's."""
    with override(settings.LANGUAGE_CODE):
        return make()


def _pieces(made: Iterator[str]) -> Iterator[bytes]:
    while (piece := in_language_of_data(lambda: next(made, None))) is not None:
        yield piece.encode()


def with_open_headers(response: HttpResponseBase, tag: str = "") -> HttpResponseBase:
    """Readable for pages of other origins, without their visitors' cookies; caches ask again each time."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    response.headers["Cache-Control"] = "public, no-cache"
    if tag:
        response.headers["ETag"] = tag
    return response
