"""Applying for a card without account, and the organisation's answer by code."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import Town, town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import eligibility, selectors, services
from .forms import ApplicationForm, ConfirmationForm
from .selectors import Known

_TURNED_BACK = 422


@public
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, town: str) -> HttpResponse:
    """What one needs for a card here, and the form."""
    return _applying(request, town_at(town))


@public
@require_http_methods(["GET", "POST"])
def apply_own(request: HttpRequest, code: str) -> HttpResponse:
    """The same for who comes from their own page: filled with what organisations have confirmed."""
    try:
        place, known = selectors.known_by_code(code)
    except LinkGone as gone:
        many = gone.reason == "unknown" and not may_guess(request)
        context = {"gone": "many" if many else gone.reason}
        return render(request, "recognition/confirmed.html", context, status=429 if many else 404)
    return _applying(request, town_of(place), known, code)


def _applying(request: HttpRequest, found: Town | None, known: Known | None = None, code: str = "") -> HttpResponse:
    if found is None:
        raise Http404
    office = selectors.card_office(found.place)
    form = ApplicationForm(
        request.POST or None,
        initial={"token": fresh_token()},
        known=known,
        asks_app=selectors.uses_app(office),
    )
    context: dict[str, Any] = {"town": found, "office": office, "form": form, "known": known, "code": code}
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
            _case, status_code = services.apply_for_card(
                actor=actor_of(request),
                office=office,
                facts=form.facts(),
                engagements=engagements,
                asker=form.asker(),
                token=form.taken_as(),
                known=known,
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            if not status_code:
                # Whoever works at the office has no code: the application is on their desk.
                notify(request, _("Der Antrag ist aufgenommen."))
                return redirect("front:town", found.place.slug)
            return redirect(f"{reverse('cases:status', args=[status_code])}?neu=1")
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
