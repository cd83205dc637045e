"""Error pages that say what to do; none of them asks the database."""

import errno
import sys
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import ReadOnlySqlTransaction

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
    if _passes(sys.exc_info()[1]):
        return unavailable(request)
    return render(request, "ui/errors/500.html", status=500)


def _passes(problem: BaseException | None) -> bool:
    """Whether it is nobody's mistake: a database that is away, restarts or may not write just now, a full disk."""
    if isinstance(problem, OSError):
        return problem.errno in (errno.ENOSPC, errno.EDQUOT)
    if isinstance(problem, InternalError):
        return isinstance(problem.__cause__, ReadOnlySqlTransaction)
    return isinstance(problem, (OperationalError, InterfaceError))


@public
def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away or a disk is full: it passes, and a form sent again is not written twice."""
    response = render(request, "ui/errors/503.html", status=503)
    response.headers["Retry-After"] = "30"
    return response


@public
def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """The form was open too long, or cookies are off; the text says so instead of a bare 403."""
    return render(request, "ui/errors/csrf.html", status=403)
