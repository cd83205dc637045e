"""Answers are compressed, but never a piece of a file: its bytes are counted (RFC 9110, 14.2), and films are packed."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Compressed(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        packed = response.headers.get("Content-Type", "").startswith(("video/", "image/png", "image/jpeg"))
        if packed or response.status_code == 206:
            return response
        return super().process_response(request, response)
