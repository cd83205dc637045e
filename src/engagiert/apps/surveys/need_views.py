"""“Was fehlt hier?”: anybody says what is missing or can rest, with or without wanting an answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import Office, may_send, office_of
from engagiert.apps.cases.public import asked_by, fresh_token
from engagiert.apps.places.public import Town, town_at
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.forms import put_errors

from . import services
from .forms import NeedForm

_TURNED_BACK = 422


def _office(town: str) -> tuple[Town, Office]:
    found = town_at(town)
    office = office_of(found.place)
    if office is None:
        raise Http404
    return found, office


@public
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, town: str) -> HttpResponse:
    """One question must be answered; who leaves a way to be reached gets an answer."""
    found, office = _office(town)
    form = NeedForm(request.POST or None, initial={"token": fresh_token()})
    context: dict[str, Any] = {"town": found, "office": office, "form": form}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("surveys:need_thanks", town)
        if not may_send(request):
            return render(request, "surveys/need_form.html", context | {"too_many": True}, status=429)
        reach = form.cleaned_data["reach"].strip()
        asker = asked_by(name="", reach=reach, language=(get_language() or "de")[:2]) if reach else None
        try:
            services.report_need(
                actor=actor_of(request), office=office, place=found.place, missing=form.missing(),
                token=form.taken_as(), asker=asker,
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("surveys:need_thanks", town)
    return render(request, "surveys/need_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_GET
def thanks(request: HttpRequest, town: str) -> HttpResponse:
    """What becomes of it."""
    found, office = _office(town)
    return render(request, "surveys/need_thanks.html", {"town": found, "office": office})
