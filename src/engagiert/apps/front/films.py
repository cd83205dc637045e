"""A video in pieces: browsers ask for a span of bytes, and some play nothing where they do not get one (RFC 9110)."""

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from engagiert.apps.places.public import TownFile, piece_of_file

_PIECE = 1_000_000
_SPAN = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def film(request: HttpRequest, file: TownFile) -> HttpResponseBase:
    """The whole video, or the one span that was asked for, at most a megabyte of it at once."""
    span = _asked(request.headers.get("Range", ""), file.size)
    response: HttpResponseBase
    if span is None:
        response = StreamingHttpResponse(_pieces(file), content_type=file.media_type)
        response.headers["Content-Length"] = str(file.size)
    elif not span:
        response = HttpResponse(status=416, content_type=file.media_type)
        response.headers["Content-Range"] = f"bytes */{file.size}"
    else:
        piece = piece_of_file(file, span.start, len(span))
        response = HttpResponse(piece, status=206, content_type=file.media_type)
        response.headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{file.size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _asked(header: str, size: int) -> range | None:
    """The span of a Range header; empty where it lies outside, None where there is none that we serve."""
    found = _SPAN.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    first = int(found[1]) if found[1] else max(0, size - int(found[2]))
    last = int(found[2]) if found[1] and found[2] else size - 1
    return range(first, min(last + 1, size, first + _PIECE))


def _pieces(file: TownFile) -> Iterator[bytes]:
    for start in range(0, file.size, _PIECE):
        yield piece_of_file(file, start, _PIECE)
