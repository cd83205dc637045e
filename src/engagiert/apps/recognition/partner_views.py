"""Partners of the card: the public list with map, becoming one, and a partner's own page."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.ui.dates import month_and_year
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import selectors, services
from .models import Partner
from .partner_forms import OwnPartnerForm, PublicPartnerForm

_MOST = 400


@public
@require_GET
def partners(request: HttpRequest, town: str) -> HttpResponse:
    """Who gives what: a list by kind and words, a map beside it; it prints as a leaflet."""
    found = town_at(town)
    kind = parameters.text(request.GET, "art", longest=20)
    kind = kind if kind in Partner.Kind.values else ""
    text = parameters.text(request.GET, "q", longest=100)
    listed = list(selectors.partners_at(found.place, kind=kind, text=text)[:_MOST])
    context: dict[str, Any] = {
        "town": found,
        "partners": listed,
        "kinds": Partner.Kind.choices,
        "kind": kind,
        "text": text,
        "office": selectors.card_office(found.place),
        "address": request.build_absolute_uri(request.path),
    }
    drawing = selectors.drawn(town, listed)
    if drawing is not None:
        context |= {
            "frame": drawing.frame,
            "ground": drawing.ground,
            "marks": [
                {"bunch": bunch, "label": _label(bunch.count, names), "url": anchor}
                for bunch, names, anchor in drawing.marks
            ],
            "map_words": _("Karte der Partner, dieselben wie in der Liste"),
            "sources": drawing.sources,
            "is_patchwork": drawing.is_patchwork,
            "after": "liste",
        }
    return render(request, "recognition/partner_list.html", context)


def _label(count: int, names: Sequence[str]) -> str:
    """As the mark is read aloud: with the number that stands on it, where it stands for several."""
    if count == 1:
        return names[0]
    return _("%(count)s Partner: %(names)s") % {"count": count, "names": ", ".join(names)}


@public
@require_http_methods(["GET", "POST"])
def become_partner(request: HttpRequest, town: str) -> HttpResponse:
    """Somebody offers to give something; the office takes it up."""
    found = town_at(town)
    office = selectors.card_office(found.place)
    if office is None:
        raise Http404
    form = PublicPartnerForm(request.POST or None, initial={"token": fresh_token()})
    context = {"town": found, "office": office, "form": form, "done": "danke" in request.GET}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website_too"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(request, "recognition/partner_form.html", context | {"too_many": True}, status=429)
        try:
            services.offer_partnership(
                actor=actor_of(request),
                office=office,
                facts=form.facts(),
                contact=form.contact(),
                token=form.taken_as(),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"{request.path}?danke=1")
    return render(request, "recognition/partner_form.html", context, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "POST"])
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """A partner keeps its entry, and counts what it gives: never to whom."""
    try:
        found, given = selectors.partner_page(code)
        initial = {name: getattr(found, name) for name in services.OWN_FIELDS}
        initial["pause"] = found.state == Partner.State.PAUSED
        counting = "zaehlen" in request.POST
        form = OwnPartnerForm(request.POST if request.method == "POST" and not counting else None, initial=initial)
        if counting:
            services.count_by_code(code=code, token=parameters.text(request.POST, "token", longest=60) or fresh_token())
            notify(request, _("Gezählt. Danke."))
            return redirect("recognition:partner", code)
        if request.method == "POST" and form.is_valid():
            services.change_by_code(code=code, facts=form.cleaned_data)
            notify(request, _("Gespeichert."))
            return redirect("recognition:partner", code)
    except LinkGone as gone:
        many = gone.reason == "unknown" and not may_guess(request)
        return render(
            request,
            "recognition/confirmed.html",
            {"gone": "many" if many else gone.reason},
            status=429 if many else 404,
        )
    except ValidationError as error:
        put_errors(form, error)
    context = {
        "partner": found,
        "given": [(month_and_year(month), number) for month, number in given],
        "form": form,
        "token": fresh_token(),
        "office": found.office,
        "town": town_of(found.place),
        "code": code,
    }
    return render(request, "recognition/partner_own.html", context, status=422 if form.errors else 200)
