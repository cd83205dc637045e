"""Addresses for the operator's machines: is it alive, is it ready, how is it doing.

    /gesund/lebt/     200 as long as the process answers; asks nobody
    /gesund/bereit/   200 when the database answers and has the tables of this version, else 503; for a balancer
    /metrics          figures for Prometheus; for this machine, or with the operator's token

They stand before everything else: a balancer asks by any host name, and must get an answer while the database is away.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from engagiert.config import env, measuring

# A web process on a socket file knows no address: whoever opens that file is on this machine, in its group.
_HERE = ("127.0.0.1", "::1", "")
_NOT_BY_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Probes:
    """Answers these three addresses and measures all others; the first middleware of all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.own: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {
            "/gesund/lebt/": lambda request: HttpResponse("lebt\n", content_type="text/plain; charset=utf-8"),
            "/gesund/bereit/": lambda request: _ready(),
            "/metrics": _metrics,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        own = self.own.get(request.path_info)
        if own is not None and request.method in ("GET", "HEAD"):
            answer = own(request)
            answer.headers["Cache-Control"] = "no-store"
            return answer
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        measuring.note(
            view=(match.view_name if match else "") or "none",
            method=request.method or "",
            status=response.status_code,
            seconds=time.perf_counter() - began,
        )
        return response


def _ready() -> HttpResponseBase:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from django_migrations limit 1")
            good = cursor.fetchone() is not None
    except Error:
        good = False
    return JsonResponse({"bereit": good, "datenbank": good}, status=200 if good else 503)


def _metrics(request: HttpRequest) -> HttpResponseBase:
    if not _may_measure(request):
        # Nobody else needs to know that there is such an address.
        return HttpResponse(status=404)
    return HttpResponse(measuring.exposition(), content_type=measuring.CONTENT_TYPE)


def _may_measure(request: HttpRequest) -> bool:
    token = env.load().metrics_token
    if token:
        said = request.headers.get("Authorization", "")
        return hmac.compare_digest(said.encode(), f"Bearer {token}".encode())
    # A proxy on this machine comes from here as well, and brings the whole world.
    return request.META.get("REMOTE_ADDR") in _HERE and not any(name in request.META for name in _NOT_BY_A_PROXY)
