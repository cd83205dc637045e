"""“Ist das Ihr Verein?”: take over the care of a record with a code from its known address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.apps.accounts.public import may_guess, may_send, send_sign_in_code
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import Link, LinkGone
from engagiert.kernel.ui.notices import notify

from . import own_selectors, selectors
from .models import Listing, Suggestion
from .own_forms import AccountForm, CareRequestForm, ClaimForm
from .services import selfservice, submit_suggestion


@public
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    """Which known address shall the code go to? Who can be reached at none of them asks the office."""
    found = town_at(town)
    listing = selectors.listing_for(found.place, slug)
    known = own_selectors.ways_to(listing)
    asks = "name" in request.POST
    form = ClaimForm(request.POST if request.method == "POST" and not asks else None, known=known)
    request_form = CareRequestForm(request.POST if asks else None)
    context = {
        "town": found,
        "nav": "verzeichnis",
        "office": listing.office,
        "listing": listing,
        "form": form,
        "request_form": request_form,
        "known": known,
    }
    if request.method == "POST" and (request_form.is_valid() if asks else form.is_valid()):
        if not may_send(request):
            return render(request, "directory/claim_record.html", context | {"too_many": True}, status=429)
        if asks:
            _ask_office(request, listing, request_form)
            return redirect("directory:claimed", found.place.slug, listing.slug, "anfrage")
        channel = form.cleaned_data["channel"]
        site = site_of(request, found.place.slug)
        selfservice.send_claim_code(actor=actor_of(request), listing=listing, channel=channel, site=site)
        return redirect("directory:claimed", found.place.slug, listing.slug, channel)
    return render(request, "directory/claim_record.html", context)


def _ask_office(request: HttpRequest, listing: Listing, form: CareRequestForm) -> None:
    submit_suggestion(
        actor=actor_of(request),
        kind=Suggestion.Kind.CLAIM,
        listing=listing,
        text=form.as_text(),
        reply_to=form.cleaned_data["reply_to"],
    )


@public
@require_http_methods(["GET"])
def claimed(request: HttpRequest, town: str, slug: str, way: str) -> HttpResponse:
    """What happens now: a code is on its way, or the office will get in touch."""
    found = town_at(town)
    listing = selectors.listing_for(found.place, slug)
    context = {"town": found, "nav": "verzeichnis", "office": listing.office, "listing": listing, "way": way}
    return render(request, "directory/claim_sent.html", context)


@public
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, code: str) -> HttpResponse:
    """With a code: who are you? Signed in, the record is theirs to keep; else they sign in first and come back."""
    actor = actor_of(request)
    try:
        link = selfservice.find_code(code)
        form = AccountForm(request.POST if request.method == "POST" and not actor.is_signed_in else None)
        if request.method == "POST" and actor.is_signed_in:
            organisation_id = selfservice.take_over(actor=actor, code=code)
            notify(request, _("Willkommen! Ab jetzt pflegen Sie diesen Eintrag."))
            return redirect("own:record", organisation_id)
        if form.is_valid() and may_send(request):
            return _to_sign_in(request, code, form)
    except LinkGone as gone:
        return _over(request, code, gone)
    return render(request, "directory/take_over.html", _about(link) | {"form": form, "too_many": form.is_valid()})


def _to_sign_in(request: HttpRequest, code: str, form: AccountForm) -> HttpResponse:
    """The sign-in is made, and a code for it sent: only who reads that mail comes back here."""
    name, mail = form.cleaned_data["name"], form.cleaned_data["mail"]
    account = selfservice.prepare_account(actor=actor_of(request), code=code, name=name, mail=mail)
    send_sign_in_code(request, account)
    back = urlencode({"next": reverse("own:take_over", args=[code])})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")


def _over(request: HttpRequest, code: str, gone: LinkGone) -> HttpResponse:
    if gone.link is None:
        too_many = not may_guess(request)
        context: dict[str, Any] = {"reason": "unknown", "too_many": too_many}
        return render(request, "directory/claim_over.html", context, status=429 if too_many else 404)
    if actor_of(request).speaks_for(gone.link.about, office_id=gone.link.office_id):
        # The second click of whoever has just taken it over.
        return redirect("own:record", selfservice.record_of(gone.link.about))
    context = _about(gone.link) | {"reason": gone.reason}
    return render(request, "directory/claim_over.html", context, status=404)


def _about(link: Link) -> dict[str, Any]:
    listing = own_selectors.listing_with_key(selfservice.record_of(link.about))
    office = listing.office if listing else own_selectors.office_with_key(link.office_id)
    return {
        "listing": listing,
        "office": office,
        "town": town_of(office.place),
        "nav": "verzeichnis",
        "is_invitation": link.purpose == selfservice.INVITE,
    }
