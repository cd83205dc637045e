"""Accept an invitation. Signing in itself is allauth's (urls.py)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import Link, LinkGone, lead
from engagiert.kernel.ui.notices import notify

from .adapter import send_sign_in_code
from .forms import AcceptForm
from .limits import may_guess, may_send
from .models import Invitation
from .selectors import has_account, invitation_of
from .services import team

# Longer than any code, however it is written.
_LONGEST = 40


def _way(_link: Link, code: str) -> str:
    return reverse("accept_invitation", args=[code])


lead(Invitation.PURPOSE, _way)


@public
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Who asks, and as what. Signed in, one says yes; else a code by mail shows first whose address it is."""
    actor = actor_of(request)
    try:
        invitation = invitation_of(code[:_LONGEST])
        known = actor.is_signed_in or bool(invitation.mail and has_account(invitation.mail))
        form = AcceptForm(request.POST if request.method == "POST" else None, invitation=invitation, known=known)
        too_many = form.is_bound and form.is_valid() and not actor.is_signed_in and not may_send(request)
        if form.is_bound and form.is_valid() and not too_many:
            return _go_on(request, code[:_LONGEST], invitation, form)
    except LinkGone as gone:
        return _gone(request, gone)
    except ValidationError as error:
        form.add_error(None, error)
    context = {"invitation": invitation, "form": form, "known": known, "too_many": too_many}
    return render(request, "accounts/invitation_accept.html", context, status=_status(form, too_many=too_many))


def _status(form: AcceptForm, *, too_many: bool) -> int:
    return 429 if too_many else 422 if form.errors else 200


def _go_on(request: HttpRequest, code: str, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_signed_in:
        team.accept_invitation(actor=actor, code=code)
        notify(request, _("Willkommen! Sie arbeiten jetzt mit: %(office)s") % {"office": invitation.office.name})
        return redirect(settings.LOGIN_REDIRECT_URL)
    account = team.prepare_account(actor=actor, code=code, **form.cleaned_data)
    send_sign_in_code(request, account)
    back = urlencode({"next": reverse("accept_invitation", args=[code])})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")


def _gone(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    too_many = gone.reason == "unknown" and not may_guess(request)
    context = {"reason": gone.reason, "too_many": too_many}
    return render(request, "accounts/invitation_gone.html", context, status=429 if too_many else 404)
