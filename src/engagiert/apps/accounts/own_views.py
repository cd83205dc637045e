"""One's own account: roles, sign-in, second factor, devices, and for whoever keeps the technology running a look in."""

from allauth.account import views as sign_in_views
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from engagiert.kernel.authz import guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

from . import selectors
from .forms import EntryForm
from .models import Account, Role
from .rules import OWN_ACCOUNT
from .services import own, team


def logout(request: HttpRequest) -> HttpResponseBase:
    """allauth's, and the browser of a shared counter forgets what it kept of our pages."""
    response: HttpResponseBase = sign_in_views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@guarded(OWN_ACCOUNT)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in on one page."""
    return _account_page(request)


def _account_page(request: HttpRequest, *, entry: EntryForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    offices = selectors.offices_of_grants(actor)
    roles = [
        {"office": offices[grant.office_id], "word": Role.Name(grant.role).label, "grant": grant}
        for grant in sorted(actor.grants, key=lambda one: (one.office_id, one.role))
    ]
    looked_after = [offices[office] for office in actor.offices_as(Role.Name.OPERATOR)]
    context = {
        "roles": roles,
        "has_password": isinstance(request.user, Account) and request.user.has_usable_password(),
        "sessions": selectors.sessions_of(actor),
        "current_key": request.session.session_key,
        "entries": selectors.own_entries(actor) if looked_after else [],
        "entry": entry or (EntryForm(offices=looked_after) if looked_after else None),
        "works_at_desk": bool(actor.office_ids),
        "sits_in_rounds": actor.has_any_role(Role.Name.CONTACT),
        "reads_areas": actor.has_any_role(Role.Name.ANALYST),
        "now": timezone.now(),
    }
    return render(request, "accounts/account.html", context, status=422 if entry else 200)


@guarded(OWN_ACCOUNT)
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """One device is signed out, or all but this one."""
    actor = actor_of(request)
    if "others" in request.POST:
        number = own.end_other_sessions(actor=actor, current_key=request.session.session_key or "")
        words = ngettext("%(number)s Gerät ist abgemeldet.", "%(number)s Geräte sind abgemeldet.", number)
        notify(request, words % {"number": number})
    else:
        try:
            own.end_session(actor=actor, handle=parameters.text(request.POST, "session", longest=40))
        except ObjectDoesNotExist as error:
            raise Http404 from error
        notify(request, _("Das Gerät ist abgemeldet."))
    return redirect(reverse("own_account") + "#geraete")


@guarded(OWN_ACCOUNT)
@require_POST
def look_in(request: HttpRequest) -> HttpResponse:
    """Whoever keeps the technology running says why they look into an office, and for how long."""
    actor = actor_of(request)
    offices = selectors.offices_of_grants(actor)
    form = EntryForm(request.POST, offices=[offices[one] for one in actor.offices_as(Role.Name.OPERATOR)])
    if not form.is_valid():
        return _account_page(request, entry=form)
    try:
        team.enter_office(
            actor=actor,
            office_id=int(form.cleaned_data["office"]),
            reason=form.cleaned_data["reason"],
            hours=form.cleaned_data["hours"],
        )
    except ValidationError as error:
        form.add_error("reason", error)
        return _account_page(request, entry=form)
    notify(request, _("Sie sehen jetzt, was das Büro sieht. Das Büro liest Ihren Grund."))
    return redirect("desk:home")
