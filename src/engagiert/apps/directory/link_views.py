"""The page behind a confirmation link: the record as it stands, and three answers without sign-in.

Opening it changes nothing: mail scanners open links too.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import Link, LinkGone, find_link
from engagiert.kernel.ui.notices import notify

from . import own_selectors, wording
from .services import selfservice


@public
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """“Alles stimmt noch”, “Etwas ändern”, “Uns gibt es nicht mehr”."""
    try:
        link = find_link(code, selfservice.CONFIRM)
        if request.method == "POST":
            verb = selfservice.report_gone_by_link if "gone" in request.POST else selfservice.confirm_by_link
            verb(actor=actor_of(request), code=code)
            # The page of a used link says thank you; a second click comes to the same page.
            return redirect("own:confirm", code)
    except LinkGone as gone:
        return _over(request, code, gone)
    context = _about(link) | {"code": code}
    if context["listing"] is None:
        return render(request, "directory/link_over.html", context | {"reason": "not_public"}, status=404)
    context |= _as_it_stands(context["listing"])
    return render(request, "directory/confirm_record.html", context)


@public
@require_POST
def new_link(request: HttpRequest, code: str) -> HttpResponse:
    """A new link to the address that the record knows, for somebody whose link is over."""
    if not may_send(request):
        notify(request, _("Das war zu oft. Versuchen Sie es in einer Stunde noch einmal, oder rufen Sie uns an."))
        return redirect("own:confirm", code)
    try:
        selfservice.ask_again_by_link(actor=actor_of(request), code=code, site=site_of(request))
    except LinkGone as gone:
        return _over(request, code, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Der neue Link ist unterwegs, an die Adresse, die im Eintrag steht."))
    return redirect("own:confirm", code)


def _over(request: HttpRequest, code: str, gone: LinkGone) -> HttpResponse:
    """What became of the link, in clear words, and the way on."""
    if gone.link is None:
        too_many = not may_guess(request)
        return render(
            request,
            "directory/link_over.html",
            {"reason": "unknown", "too_many": too_many},
            status=429 if too_many else 404,
        )
    context = _about(gone.link) | {"code": code, "reason": gone.reason, "answer": gone.link.answer}
    return render(request, "directory/link_over.html", context, status=200 if gone.reason == "used" else 404)


def _about(link: Link) -> dict[str, Any]:
    listing = own_selectors.listing_with_key(selfservice.record_of(link.about))
    office = listing.office if listing else own_selectors.office_with_key(link.office_id)
    return {"listing": listing, "office": office, "town": town_of(office.place), "nav": "verzeichnis"}


def _as_it_stands(listing: Any) -> dict[str, Any]:
    return {
        "document": listing.document,
        "facts": wording.facts(listing.document),
        "contacts": wording.contacts(listing.document),
        "tags": wording.tags(listing),
        "confirmation": wording.confirmation(listing, timezone.localdate()),
    }
