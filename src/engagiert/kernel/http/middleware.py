"""Each request runs in one scope and passes its view's rule; a view without a rule is shut."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from engagiert.kernel.authz import Actor, NotAllowed, Permission, access_of
from engagiert.kernel.tenancy import enter

from . import servers
from .keeping import keep_entry
from .returning import shown_before

# What browsers and our API need; TRACE and what else a proxy may know is nothing for a view.
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ScopeAndRule:
    """Finds the actor, opens the scope, asks the rule, then calls the view, all in one transaction.

    ``request.actor`` is set for the view. Exceptions pass through, so the transaction rolls back as a whole.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        # The kernel does not know the accounts; settings name who turns a request into an actor.
        self.actor_of: Callable[[HttpRequest], Actor] = import_string(settings.ENGAGIERT_ACTOR_OF_REQUEST)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        servers.carry_on(request, response)
        if hasattr(response, "headers"):
            patch_vary_headers(response, ("HX-Request",))
            match = request.resolver_match
            if match is not None and isinstance(access_of(match.func), Permission):
                # The counter's computer and every proxy on the way keep nothing of what an office sees.
                add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        access = access_of(view)
        if access is None:
            raise ImproperlyConfigured(f"{request.path}: the view is neither public nor guarded")
        actor = self.actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        match = request.resolver_match
        action = (match.view_name if match else "") or "request"

        def answer() -> HttpResponseBase:
            with enter(actor, action=action):
                if isinstance(access, Permission) and not access.allows(actor, None):
                    return self._refuse(request, actor, access, view)
                return self._rendered(view(request, *args, **kwargs))

        return servers.answered(request, access, answer)

    def _refuse(self, request: HttpRequest, actor: Actor, permission: Permission[None], view: Any) -> HttpResponseBase:
        if actor.detour:
            return redirect(actor.detour)
        if actor.is_signed_in:
            raise NotAllowed(permission.name)
        if request.method == "POST":
            if keep_entry(request, view):
                messages.error(
                    request, _("Sie sind nicht mehr angemeldet. Melden Sie sich an: Ihre Eingabe ist noch da.")
                )
                return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
            words = _(
                "Sie sind nicht mehr angemeldet. Melden Sie sich an, und machen Sie die letzte Eingabe noch einmal."
            )
            messages.error(request, words)
        return redirect_to_login(_way_back(request), resolve_url(settings.LOGIN_URL))

    def _rendered(self, response: HttpResponseBase) -> HttpResponseBase:
        """Render a lazy response while the scope is still open."""
        render = getattr(response, "render", None)
        return render() if callable(render) else response


def _way_back(request: HttpRequest) -> str:
    """Where to go after sign-in: this page, or after a form the page that showed it."""
    if request.method != "POST":
        return request.get_full_path()
    return shown_before(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
