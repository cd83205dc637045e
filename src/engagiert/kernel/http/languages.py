"""The language of a page stands in its address: ``/en/…`` is English, an address without prefix is German.

Nothing is guessed from the browser: the same address is the same page for everybody, so that caches, links and
search engines can rely on it. The way to the other language is a plain link on every page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from .returning import shown_before

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LanguageOfAddress:
    """Activates the language named in the path for as long as the request lasts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if hasattr(response, "headers"):
            response.headers.setdefault("Content-Language", language)
        return response


def language_of(path: str) -> str:
    """The language that the first part of a path names; the first language where it names none."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in _prefixed() else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """The path of the same page in this language."""
    first, _, rest = path.removeprefix("/").partition("/")
    bare = f"/{rest}" if first in _prefixed() else path
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def _prefixed() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@dataclass(frozen=True, slots=True)
class Language:
    """One language this page exists in. ``url`` is its path, ``absolute`` the whole address."""

    code: str
    name: str
    url: str
    absolute: Any
    is_current: bool


def languages(request: HttpRequest) -> dict[str, Any]:
    """``languages`` for every template: this page in each language, in the order of the settings.

    The answer to a POST may stand at an address that cannot be asked for; then the page with the form is meant.
    """
    here = request.get_full_path() if request.method != "POST" else shown_before(request) or request.path
    current = translation.get_language()
    return {"languages": [_choice(request, code, name, here, current) for code, name in settings.LANGUAGES]}


def _choice(request: HttpRequest, code: str, name: str, here: str, current: str | None) -> Language:
    url = in_language(here, code)
    # Asked for only where it is shown: an error page may answer a host that has no whole address.
    absolute = SimpleLazyObject(lambda: request.build_absolute_uri(url))
    return Language(code=code, name=name, url=url, absolute=absolute, is_current=code == current)
