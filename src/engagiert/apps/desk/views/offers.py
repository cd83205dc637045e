"""Offers at the desk: list, enter, look at, publish, pause, end."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.opportunities.public import (
    CloseForm,
    OfficeOfferForm,
    Opportunity,
    advice,
    rules,
    selectors,
    services,
    wording,
)
from engagiert.kernel.authz import guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify

A_PAGE = 50
STATES = (*Opportunity.State.values, "due")
NAV = "offers"


@guarded(rules.READ_SOMEWHERE)
@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    """All offers of the office, by state, searched by title, organisation or number in a source."""
    actor, today = actor_of(request), timezone.localdate()
    state = request.GET.get("zustand", "")
    state = state if state in STATES else ""
    text = parameters.text(request.GET, "q", longest=200)
    listed = Paginator(selectors.offers_at(actor, state=state, text=text, today=today), A_PAGE)
    shown = listed.get_page(request.GET.get("seite"))
    counts = selectors.offer_counts(actor, today)
    tabs = [(code, label, counts[code]) for code, label in [*Opportunity.State.choices, ("due", _("zu bestätigen"))]]
    context = {
        "rows": [{"offer": one, "due": one.is_due(today)} for one in shown],
        "page": shown,
        "tabs": tabs,
        "state": state,
        "text": text,
        "may_create": rules.EDIT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/offer_table.html", context, nav=NAV)


@keeps_entry
@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new offer of an organisation; which one is chosen first."""
    actor = actor_of(request)
    number = parameters.number(request.GET, "organisation", otherwise=0)
    if not number:
        text = parameters.text(request.GET, "q", longest=100)
        choice = {"owners": selectors.owners_named(actor, text), "text": text}
        return page(request, "desk/offer_owner.html", choice, nav=NAV)
    owner = directory_selectors.organisation_for(actor, number)
    initial = {"token": fresh_token(), "street": owner.street, "postcode": owner.postcode, "town": owner.town}
    form = OfficeOfferForm(entered(request), initial=initial, place=owner.place)
    if request.method == "POST" and form.is_valid():
        draft = services.Draft(owner.place, form.values(), owner)
        try:
            made = services.create_opportunity(
                actor=actor, office=owner.office, draft=draft, token=form.cleaned_data["token"]
            )
            if "publish" in request.POST:
                services.publish_opportunity(actor=actor, opportunity=made)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _("„%(title)s“ ist eingetragen.") % {"title": made.title})
            return redirect("desk:offer", made.pk)
    context = {"form": form, "owner": owner, "offer": None}
    return page(request, "desk/offer_form.html", context, nav=NAV, status=422 if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def offer(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """One offer with all it says, what it lacks, what the organisation wants changed, and its history."""
    found = selectors.opportunity_for(actor_of(request), opportunity_id)
    return _shown(request, found)


def _shown(
    request: HttpRequest, found: Opportunity, *, close_form: CloseForm | None = None, status: int = 200
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    steps = [
        {"entry": wording.step(revision), "undo_url": reverse("desk:offer_undo", args=[found.pk, revision.pk])}
        for revision in selectors.history_of(found)[:30]
    ]
    context = {
        "offer": found,
        "may_edit": rules.EDIT_OFFER.allows(actor, found),
        "is_due": found.is_due(today),
        "lines": wording.lines(found),
        "advice": wording.advice_lines(advice(vars(found))),
        "proposed": wording.differences(found, found.proposed),
        "steps": steps,
        "close_form": close_form or CloseForm(auto_id="c_%s"),
    }
    return page(request, "desk/offer_detail.html", context, nav=NAV, status=status)


@keeps_entry
@guarded(rules.EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.opportunity_for(actor, opportunity_id)
    form = OfficeOfferForm(entered(request), initial=OfficeOfferForm.initial_of(found), place=found.place)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_opportunity(actor=actor, opportunity=found, values=form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:offer", found.pk)
    context = {"form": form, "owner": found.organisation, "offer": found}
    return page(request, "desk/offer_form.html", context, nav=NAV, status=422 if form.errors else 200)


_VERBS = {
    "pruefen": services.submit_opportunity,
    "veroeffentlichen": services.publish_opportunity,
    "pause": services.pause_opportunity,
    "besetzt": services.fill_opportunity,
    "weiter": services.reopen_opportunity,
    "bestaetigen": services.confirm_opportunity,
    "uebernehmen": services.accept_proposal,
    "ablehnen": services.decline_proposal,
}
_SAID: dict[str, Any] = {
    "pruefen": gettext_lazy("Zur Prüfung gegeben."),
    "veroeffentlichen": gettext_lazy("Veröffentlicht."),
    "pause": gettext_lazy("Das Angebot macht Pause."),
    "besetzt": gettext_lazy("Das Angebot ist besetzt."),
    "weiter": gettext_lazy("Es wird wieder gesucht."),
    "bestaetigen": gettext_lazy("Bestätigt."),
    "uebernehmen": gettext_lazy("Übernommen."),
    "ablehnen": gettext_lazy("Nicht übernommen."),
}


@guarded(rules.EDIT_SOMEWHERE)
@require_POST
def act(request: HttpRequest, opportunity_id: int, verb: str) -> HttpResponse:
    """One step of an offer's life; twice is once."""
    actor = actor_of(request)
    if verb not in (*_VERBS, "fragen"):
        raise Http404
    found = selectors.opportunity_for(actor, opportunity_id)
    try:
        if verb == "fragen":
            return _ask(request, found)
        _VERBS[verb](actor=actor, opportunity=found)
        if verb == "veroeffentlichen":
            services.decided(actor=actor, opportunity=found, outcome="helped")
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, str(_SAID[verb]))
    return redirect("desk:offer", found.pk)


def _ask(request: HttpRequest, found: Opportunity) -> HttpResponse:
    """Is the place still free? Asked at once, not only after ninety days."""
    asked = services.asking.ask_still_wanted(actor=actor_of(request), opportunity=found, site=site_of(request))
    notify(request, str(wording.ASKED if asked else wording.ASKED_ALREADY))
    return redirect("desk:offer", found.pk)


@guarded(rules.EDIT_SOMEWHERE)
@require_POST
def close(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """The end, with its reason."""
    actor = actor_of(request)
    found = selectors.opportunity_for(actor, opportunity_id)
    form = CloseForm(request.POST, auto_id="c_%s")
    if not form.is_valid():
        return _shown(request, found, close_form=form, status=422)
    services.decided(actor=actor, opportunity=found, outcome="withdrawn")
    services.close_opportunity(
        actor=actor, opportunity=found, closing=form.cleaned_data["closing"], note=form.cleaned_data["note"]
    )
    notify(request, _("Das Angebot ist beendet."))
    return redirect("desk:offer", found.pk)


@guarded(rules.EDIT_SOMEWHERE)
@require_POST
def undo(request: HttpRequest, opportunity_id: int, revision_id: int) -> HttpResponse:
    """Take one change back."""
    actor = actor_of(request)
    revision = selectors.revision_for(actor, opportunity_id, revision_id)
    taken: Any = services.undo_revision(actor=actor, revision=revision)
    notify(request, _("Zurückgenommen.") if taken else _("Das ist schon zurückgenommen oder seither geändert."))
    return redirect("desk:offer", opportunity_id)
