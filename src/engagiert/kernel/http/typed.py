"""An API whose operations say who may enter, like every view: the mark goes from the function to its address."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError

from engagiert.kernel.authz import access_of, mark_as

from .open_access import with_open_headers


def api_of(router: Router, **about: Any) -> NinjaAPI:
    """The API of a router, with errors that say in one German sentence what to do; no pages of its own."""
    api = NinjaAPI(openapi_url=None, docs_url=None, urls_namespace="api", **about)
    api.add_router("", router)
    api.add_exception_handler(HttpError, _told)
    api.add_exception_handler(ValidationError, _not_understood)
    return api


def patterns(api: NinjaAPI, router: Router) -> list[URLPattern]:
    """The addresses of the operations; one whose function has no mark stays shut, as everywhere."""
    marks = {
        operation.view_func.__name__: access_of(operation.view_func)
        for view in router.path_operations.values()
        for operation in view.operations
    }
    found: Sequence[Any] = api.urls[0]
    kept = [pattern for pattern in found if isinstance(pattern, URLPattern) and pattern.name in marks]
    for pattern in kept:
        mark_as(pattern.callback, marks[str(pattern.name)])
        # Ninja takes its views out of the check for foreign forms; ours stay in it like every other.
        pattern.callback.csrf_exempt = False  # type: ignore[attr-defined]
    return kept


def _told(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _not_understood(request: HttpRequest, error: Any) -> HttpResponse:
    """Names the first parameter that could not be read."""
    first = error.errors[0]
    name = str(first["loc"][-1])
    said = _("„%(name)s“ können wir so nicht lesen. Was erlaubt ist, steht in der Beschreibung der Schnittstelle.")
    return problem(422, said % {"name": name})


def problem(status: int, detail: str) -> HttpResponse:
    body = json.dumps({"detail": detail}, ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    with_open_headers(response)
    return response


def openapi_of(api: NinjaAPI, prefix: str) -> dict[str, Any]:
    """The OpenAPI document; ``prefix``: where the API stands, such as “/api/v1”."""
    # Through JSON: lazy words become words, and what cannot be written is noticed here.
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=prefix), default=str))
    return document


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API in words; ``parameters`` are pairs of name and meaning."""

    path: str
    summary: str
    parameters: Sequence[tuple[str, str]]


def operations(document: Mapping[str, Any]) -> list[Operation]:
    """What one can ask, in the order of the document, in the language of the page; HEAD asks the same as GET.

    The document itself is German; its texts are marked with ``gettext_noop`` where they are written.
    """
    return [
        Operation(
            path,
            _in_words(methods["get"].get("summary")),
            [(one["name"], _meaning(one)) for one in methods["get"].get("parameters", []) if one["in"] == "query"],
        )
        for path, methods in document["paths"].items()
        if "get" in methods
    ]


def _meaning(parameter: Mapping[str, Any]) -> str:
    return _in_words(parameter.get("description") or parameter.get("schema", {}).get("description"))


def _in_words(text: str | None) -> str:
    return translation.gettext(text or "")
