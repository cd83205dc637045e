"""The page behind the question about an offer: the offer as it stands, and three answers without sign-in.

Opening it changes nothing: mail scanners open links too.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from engagiert.apps.accounts.public import may_guess
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import Link, LinkGone, find_link

from . import selectors, wording
from .services import asking


@public
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """“Gilt noch”, “Besetzt”, “Vorbei”."""
    try:
        link = find_link(code, asking.CONFIRM)
        if request.method == "POST":
            answer = next((one for one in asking.ANSWERS if one in request.POST), asking.STILL)
            asking.answer_by_link(actor=actor_of(request), code=code, answer=answer)
            # The page of a used link says thank you; a second click comes to the same page.
            return redirect("offers:confirm", code)
    except LinkGone as gone:
        return _over(request, gone)
    context = _about(link)
    listing = context["listing"]
    if listing is not None:
        context |= {"overview": wording.overview(listing), "document": listing.document}
    return render(request, "opportunities/offer_confirm.html", context)


def _over(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    """What became of the link, in clear words."""
    if gone.link is None:
        too_many = not may_guess(request)
        context = {"reason": "unknown", "too_many": too_many}
        return render(request, "opportunities/offer_link_over.html", context, status=429 if too_many else 404)
    context = _about(gone.link) | {"reason": gone.reason, "answer": gone.link.answer}
    status = 200 if gone.reason == "used" else 404
    return render(request, "opportunities/offer_link_over.html", context, status=status)


def _about(link: Link) -> dict[str, Any]:
    listing = selectors.offer_with_key(asking.offer_of(link.about))
    office = listing.office if listing else selectors.office_with_key(link.office_id)
    return {"listing": listing, "office": office, "town": town_of(office.place), "nav": "engagement"}
