"""Partners of the card at the desk: who is one, what came in, what each benefit is worth."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.recognition.public import Partner, PartnerForm, rules, selectors, services
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.dates import month_and_year
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_FACTS = ("name", "kind", "benefit", "conditions", "times", "street", "postcode", "website")


def _office(request: HttpRequest) -> Office:
    office = directory_selectors.own_offices(actor_of(request))[0]
    if not selectors.keeps_cards(office):
        raise Http404
    return office


@guarded(rules.READ_SOMEWHERE)
@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """All of the office's, with what each gave in a year."""
    actor, office = actor_of(request), _office(request)
    context = {
        "partners": selectors.partners_of(actor, office.pk),
        "may_issue": rules.ISSUE.allows(actor, office),
        "office": office,
    }
    return page(request, "desk/partner_list.html", context, nav="cards")


@keeps_entry
@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_partner(request: HttpRequest) -> HttpResponse:
    """Entered by the office."""
    return _entered(request, _office(request), None)


@keeps_entry
@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def partner_offer(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Somebody offered it on the public page: the form is filled with what they wrote."""
    actor = actor_of(request)
    return _entered(request, selectors.partner_offer_for(actor, offer_id).office, offer_id)


def _entered(request: HttpRequest, office: Office, offer_id: uuid.UUID | None) -> HttpResponse:
    actor = actor_of(request)
    require(actor, rules.ISSUE, office)
    offer = selectors.partner_offer_for(actor, offer_id) if offer_id else None
    if offer is not None and offer.partner_id:
        return redirect("desk:partner", offer.partner_id)
    if offer is not None and "ablehnen" in request.POST:
        services.decline_partner(actor=actor, offer=offer, reason="")
        notify(request, _("Das Angebot ist abgelehnt. Sagen Sie es dort bitte selbst."))
        return redirect("desk:partners")
    initial = {"token": fresh_token()} | (offer.facts if offer else {})
    if offer is not None:
        initial |= {f"contact_{name}": getattr(offer, f"contact_{name}") for name in ("name", "mail", "phone")}
    form = PartnerForm(entered(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.enter_partner(
                actor=actor,
                office=office,
                facts=form.facts(),
                contact=form.contact(),
                token=form.taken_as(),
                offer=offer,
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Der Partner steht auf der Liste."))
            return redirect("desk:partner", made.pk)
    context = {"form": form, "offer": offer, "office": office}
    return page(request, "desk/partner_form.html", context, nav="cards", status=422 if form.errors else 200)


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def partner(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    """What it gives, whom to ask, how often it was given."""
    actor = actor_of(request)
    found = selectors.partner_for(actor, partner_id)
    contact = selectors.contact_of(found)
    initial = {name: getattr(found, name) for name in _FACTS} | {"token": fresh_token()}
    initial |= {f"contact_{name}": getattr(contact, name, "") for name in ("name", "mail", "phone")}
    form = PartnerForm(entered(request), initial=initial)
    if request.method == "POST":
        require(actor, rules.ISSUE, found.office)
        if form.is_valid():
            services.change_partner(actor=actor, partner=found, facts=form.facts(), contact=form.contact())
            notify(request, _("Gespeichert."))
            return redirect("desk:partner", found.pk)
    context = {
        "partner": found,
        "given": [(month_and_year(month), number) for month, number in selectors.given_by_month(found)],
        "form": form,
        "may_issue": rules.ISSUE.allows(actor, found.office),
        "office": found.office,
    }
    return page(request, "desk/partner_detail.html", context, nav="cards", status=422 if form.errors else 200)


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def partner_act(request: HttpRequest, partner_id: uuid.UUID, doing: str) -> HttpResponse:
    """The partner's own code; off the list, on it again, for good."""
    actor = actor_of(request)
    found = selectors.partner_for(actor, partner_id)
    states = {"pause": Partner.State.PAUSED, "weiter": Partner.State.LISTED, "ende": Partner.State.ENDED}
    if doing == "code":
        code = services.give_partner_code(actor=actor, partner=found)
        notify(request, _("Mit diesem Code pflegt der Partner seinen Eintrag: %(code)s") % {"code": code})
    elif doing in states:
        services.set_partner_state(actor=actor, partner=found, state=states[doing])
        notify(request, _("Gespeichert."))
    else:
        raise Http404
    return redirect("desk:partner", found.pk)
