"""Which database server answers: the standby for public pages to people who are not signed in, else the primary.

Whoever has just written gets a cookie for half a minute that says up to where; until the standby has come so far they
are answered by the primary, and so always see what they did. Nothing of it happens where no standby is set up.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import Error, InternalError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from psycopg.errors import ReadOnlySqlTransaction

from engagiert.kernel.authz.views import PUBLIC
from engagiert.kernel.db import standby

COOKIE = "engagiert_stand"
_SECONDS = 30
_SAFE = ("GET", "HEAD", "OPTIONS")
_WROTE = "engagiert_wrote"
_log = logging.getLogger("engagiert.standby")


def answered(request: HttpRequest, access: object, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What ``answer`` makes of it, from the standby where that may be; once more from the primary if it must write."""
    if not _may_be_read_anywhere(request, access) or not standby.may_answer(_carried(request)):
        return answer()
    try:
        with standby.reading():
            return answer()
    except (InternalError, OperationalError) as problem:
        if isinstance(problem.__cause__, ReadOnlySqlTransaction):
            _log.debug("A page that writes was asked again from the primary")
            setattr(request, _WROTE, True)
        else:
            _log.warning("The standby server let a request down: %s", type(problem.__cause__ or problem).__name__)
            standby.failed()
    return answer()


def carry_on(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the visitor who has written something the place up to which."""
    wrote = request.method not in _SAFE or getattr(request, _WROTE, False)
    if not wrote or not standby.is_set_up() or not hasattr(response, "set_cookie"):
        return
    try:
        place = standby.written_up_to()
    except Error:
        return
    response.set_cookie(
        COOKIE,
        place.replace("/", "-"),
        max_age=_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _may_be_read_anywhere(request: HttpRequest, access: object) -> bool:
    return access == PUBLIC and request.method in _SAFE and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _carried(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "").replace("-", "/")
