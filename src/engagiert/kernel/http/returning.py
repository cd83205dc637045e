"""Where somebody was before."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def shown_before(request: HttpRequest) -> str:
    """The path of our own page that led here, empty where none did."""
    shown = request.headers.get("Referer", "")
    try:
        host = request.get_host()
    except ValueError:
        return ""
    return urlsplit(shown).path if url_has_allowed_host_and_scheme(shown, {host}, request.is_secure()) else ""
