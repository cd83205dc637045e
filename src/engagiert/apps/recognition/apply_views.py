"""Applying for a card without account, and the organisation's answer by code."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.ui.forms import put_errors

from . import eligibility, selectors, services
from .forms import ApplicationForm, ConfirmationForm

_TURNED_BACK = 422


@public
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, town: str) -> HttpResponse:
    """What one needs for a card here, and the form."""
    found = town_at(town)
    office = selectors.card_office(found.place)
    form = ApplicationForm(request.POST or None, initial={"token": fresh_token()})
    context: dict[str, Any] = {"town": found, "office": office, "form": form}
    if office is not None:
        context |= {"rule": eligibility.versions()[-1], "programme": selectors.programme_of(office)}
    if request.method == "POST" and office is not None and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(request, "recognition/application_form.html", context | {"too_many": True}, status=429)
        engagements = [
            told | {"organisation_id": selectors.organisation_named(found.place, told["organisation_name"])}
            for told in form.told()
        ]
        try:
            _case, code = services.apply_for_card(
                actor=actor_of(request),
                office=office,
                facts=form.facts(),
                engagements=engagements,
                asker=form.asker(),
                token=form.taken_as(),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"{reverse('cases:status', args=[code])}?neu=1")
    return render(request, "recognition/application_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody at the organisation says whether it is as written."""
    form = ConfirmationForm(request.POST or None)
    try:
        office, name, lines = selectors.asked_by_code(code)
        context = {"town": town_of(office.place), "office": office, "name": name, "lines": lines, "form": form}
        if request.method == "POST" and form.is_valid():
            services.confirm_engagement(
                actor=actor_of(request), code=code, by=form.cleaned_data["by"], yes="ja" in request.POST
            )
            return render(request, "recognition/confirmed.html", context | {"yes": "ja" in request.POST})
    except LinkGone as gone:
        if gone.reason == "unknown" and not may_guess(request):
            return render(request, "recognition/confirmed.html", {"gone": "many"}, status=429)
        return render(request, "recognition/confirmed.html", {"gone": gone.reason}, status=404)
    except ValidationError as error:
        put_errors(form, error)
    return render(request, "recognition/confirmation.html", context, status=_TURNED_BACK if form.errors else 200)
