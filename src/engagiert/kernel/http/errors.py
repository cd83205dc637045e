"""Error pages that say what to do; none of them asks the database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagiert.kernel.authz import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/500.html", status=500)


@public
def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """The form was open too long, or cookies are off; the text says so instead of a bare 403."""
    return render(request, "ui/errors/csrf.html", status=403)
