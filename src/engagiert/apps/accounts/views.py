"""Accept an invitation. Signing in itself is allauth's (urls.py)."""

from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import Link, LinkGone, lead
from engagiert.kernel.ui.notices import notify

from .forms import AcceptForm
from .limits import may_guess
from .models import Account, Invitation
from .selectors import has_account, invitation_of
from .services import team

# Longer than any code, however it is written.
_LONGEST = 40


def _way(_link: Link, code: str) -> str:
    return reverse("accept_invitation", args=[code])


lead(Invitation.PURPOSE, _way)


@public
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, code: str) -> HttpResponseBase:
    """Who asks, as what, and a form for what is not known yet; afterwards one is signed in."""
    actor = actor_of(request)
    try:
        invitation = invitation_of(code[:_LONGEST])
        known = has_account(invitation.mail) if invitation.mail else actor.is_signed_in
        form = AcceptForm(request.POST if request.method == "POST" else None, invitation=invitation, known=known)
        if form.is_bound and form.is_valid():
            account = team.accept_invitation(actor=actor, code=code[:_LONGEST], **form.cleaned_data)
            return _inside(request, account, invitation)
    except LinkGone as gone:
        return _gone(request, gone)
    except ValidationError as error:
        form.refuse(error)
    context = {"invitation": invitation, "form": form, "known": known}
    return render(request, "accounts/invitation_accept.html", context, status=422 if form.errors else 200)


def _inside(request: HttpRequest, account: Account, invitation: Invitation) -> HttpResponseBase:
    words = _("Willkommen! Sie arbeiten jetzt mit: %(office)s") % {"office": invitation.office.name}
    notify(request, words)
    if request.user.is_authenticated:
        return redirect("desk:home" if request.user == account else "account_login")
    response: HttpResponseBase = perform_login(request, account, email_verification="none")
    return response


def _gone(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    too_many = gone.reason == "unknown" and not may_guess(request)
    context = {"reason": gone.reason, "too_many": too_many}
    return render(request, "accounts/invitation_gone.html", context, status=429 if too_many else 404)
