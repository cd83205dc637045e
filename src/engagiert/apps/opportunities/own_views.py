"""“Meine Angebote”: what the contacts of an organisation see and do. They never come to the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.directory.public import MAINTAIN_SOMEWHERE, Organisation, own_selectors
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

from . import selectors, wording
from .forms import CloseForm, OfferForm
from .guidance import advice
from .models import Opportunity
from .services import caring


@guarded(MAINTAIN_SOMEWHERE)
@require_GET
def offers(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The offers of the organisation, what waits for the office, what can be done with each."""
    actor = actor_of(request)
    owner = own_selectors.own_record_for(actor, organisation_id)
    found = selectors.own_offers(actor, owner)
    return render(request, "opportunities/own_offers.html", _frame(owner) | {"offers": found})


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    owner = own_selectors.own_record_for(actor, organisation_id)
    initial = {"token": fresh_token(), "street": owner.street, "postcode": owner.postcode, "town": owner.town}
    form = OfferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = caring.create_own_offer(
                actor=actor, organisation=owner, values=form.values(), token=form.cleaned_data["token"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = made.state == Opportunity.State.REVIEW
            notify(request, _("Danke. Unser Büro sieht das Angebot an.") if waits else _("Veröffentlicht."))
            return redirect("own_offers:offer", owner.pk, made.pk)
    return _form(request, owner, form, None)


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, organisation_id: int, opportunity_id: int) -> HttpResponse:
    """One offer to change; what is public stays until the office has looked, unless it trusts the organisation."""
    actor = actor_of(request)
    owner = own_selectors.own_record_for(actor, organisation_id)
    found = selectors.own_offer_for(actor, owner, opportunity_id)
    form = OfferForm(request.POST or None, initial=OfferForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            caring.change_own_offer(actor=actor, opportunity=found, values=form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = owner.trusted_on is None and found.state == Opportunity.State.PUBLISHED
            notify(request, _("Danke. Unser Büro sieht die Änderung an.") if waits else _("Gespeichert."))
            return redirect("own_offers:offer", owner.pk, found.pk)
    return _form(request, owner, form, found)


def _form(
    request: HttpRequest, owner: Organisation, form: OfferForm, found: Opportunity | None, **more: Any
) -> HttpResponse:
    context = _frame(owner) | {
        "form": form,
        "offer": found,
        "advice": wording.advice_lines(advice(vars(found))) if found else [],
        "proposed": wording.differences(found, found.proposed) if found else [],
        "close_form": CloseForm(auto_id="c_%s"),
    }
    status = 422 if form.errors or "close_form" in more else 200
    return render(request, "opportunities/own_offer.html", context | more, status=status)


@guarded(MAINTAIN_SOMEWHERE)
@require_POST
def act(request: HttpRequest, organisation_id: int, opportunity_id: int, verb: str) -> HttpResponse:
    """Pause, full, on again, still right; twice is once."""
    if verb not in caring.OWN_VERBS:
        raise Http404
    actor = actor_of(request)
    owner = own_selectors.own_record_for(actor, organisation_id)
    found = selectors.own_offer_for(actor, owner, opportunity_id)
    try:
        caring.act_on_own_offer(actor=actor, opportunity=found, verb=verb)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Gespeichert."))
    return redirect("own_offers:list", owner.pk)


@guarded(MAINTAIN_SOMEWHERE)
@require_POST
def close(request: HttpRequest, organisation_id: int, opportunity_id: int) -> HttpResponse:
    """The end, with its reason."""
    actor = actor_of(request)
    owner = own_selectors.own_record_for(actor, organisation_id)
    found = selectors.own_offer_for(actor, owner, opportunity_id)
    form = CloseForm(request.POST, auto_id="c_%s")
    if not form.is_valid():
        return _form(request, owner, OfferForm(initial=OfferForm.initial_of(found)), found, close_form=form)
    caring.close_own_offer(
        actor=actor, opportunity=found, closing=form.cleaned_data["closing"], note=form.cleaned_data["note"]
    )
    notify(request, _("Das Angebot ist beendet."))
    return redirect("own_offers:list", owner.pk)


def _frame(owner: Organisation) -> dict[str, Any]:
    shown_at = owner.shown_at
    return {
        "organisation": owner,
        "office": owner.office,
        "town": shown_at.town if shown_at is not None else None,
        "nav": "own",
    }
