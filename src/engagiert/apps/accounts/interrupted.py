"""allauth stops a view by raising the answer; here it becomes one.

Its own middleware cannot: our views run inside ``process_view`` (kernel/http), past the reach of ``process_exception``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

type View = Callable[..., HttpResponseBase]


def answered(view: View) -> View:
    """The view; where it wants to know once more who somebody is, it leads there and comes back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response
        except ImmediateHttpResponse as stopped:
            answer: HttpResponseBase = stopped.response
            return answer
        except ReauthenticationRequired:
            methods = get_adapter().get_reauthentication_methods(request.user)
            way = methods[0]["url"] if methods else reverse("account_login")
            redirect: HttpResponseBase = suspend_request(request, way)
            return redirect

    return asked
