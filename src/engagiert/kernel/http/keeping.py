"""What somebody had typed when their session ended: kept beside the sign-in, and back in the form afterwards.

Only for the account whose session it was: the counter's computer has more than one person. Only for forms whose view
says so (``@keeps_entry``) and asks for it again (``entered``). Nothing is kept for who never had a session here.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

type View = Callable[..., HttpResponseBase]
_KEPT, _MARK = "kept_entry", "keeps_entry"
_LONGEST = 200_000
_SECONDS = 30 * 60
_ACCOUNT = "_auth_user_id"


def keeps_entry[V: View](view: V) -> V:
    """The outermost mark of a view whose form comes back filled."""
    setattr(view, _MARK, True)
    return view


def keep_entry(request: HttpRequest, view: Any) -> bool:
    """Keep the body of this POST for whoever was signed in here before; whether it was kept."""
    whose = _account_before(request) if getattr(view, _MARK, False) else ""
    body = request.POST.copy()
    body.pop("csrfmiddlewaretoken", None)
    written = body.urlencode()
    if not whose or len(written) > _LONGEST:
        return False
    request.session[_KEPT] = {"path": request.path, "body": written, "account": whose, "at": time.time()}
    return True


def entered(request: HttpRequest) -> QueryDict | None:
    """What the form of this page shall show: what was sent, or on its first page after sign-in what was kept."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(_KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEPT]
    if kept["account"] != request.session.get(_ACCOUNT) or time.time() - kept["at"] > _SECONDS:
        return None
    messages.info(request, _("Das ist Ihre Eingabe von vorhin. Sie ist noch nicht gespeichert."))
    return QueryDict(kept["body"])


def _account_before(request: HttpRequest) -> str:
    """Whose session the browser still names; one that has run out stays in its table until it is cleared away."""
    # Which table it is, the settings say and the session knows.
    table: Any = request.session.get_model_class()  # type: ignore[attr-defined]
    known = table.objects.filter(session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
    return str(known.get_decoded().get(_ACCOUNT, "")) if known else ""
