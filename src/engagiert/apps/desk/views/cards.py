"""Volunteer cards at the desk: find one, issue one, print it, replace it when a phone is lost, revoke it."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.card_forms import CardForm, OwnerForm, ReasonForm, WayForm
from engagiert.apps.desk.shell import counts_of, page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.recognition.public import (
    Card,
    KeyMissing,
    app_words,
    goes_on_from,
    rules,
    selectors,
    services,
)
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.notices import notify
from engagiert.kernel.ui.paging import capped_page

PAGE_SIZE = 50
VIEWS = {"gueltig": Card.State.LIVING, "gesperrt": Card.State.REVOKED, "ersetzt": Card.State.REPLACED}


@guarded(rules.READ_SOMEWHERE)
@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """The office's cards, by name or number, and state."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    text, view = parameters.text(request.GET, "q", longest=100), parameters.text(request.GET, "zustand", longest=20)
    found = selectors.cards_of(actor, office.pk, text=text, state=VIEWS.get(view, ""))
    may_issue = rules.ISSUE.allows(actor, office)
    to_print = counts_of(request, listed=selectors.to_print(actor, office.pk)).listed if may_issue else 0
    context = {
        "page": capped_page(found, PAGE_SIZE, request.GET.get("seite")),
        "text": text,
        "view": view if view in VIEWS else "",
        "office": office,
        "may_issue": may_issue,
        "has_task": selectors.keeps_cards(office),
        "to_print": to_print,
    }
    return page(request, "desk/card_list.html", context, nav="cards")


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_card(request: HttpRequest) -> HttpResponse:
    """A card without application: for whoever the office knows."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    if not selectors.keeps_cards(office):
        raise Http404
    require(actor, rules.ISSUE, office)
    form = CardForm(request.POST or None, initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("name", "kind", "expires_on")}
        try:
            made = services.issue_card(actor=actor, office=office, token=form.taken_as(), **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notify(request, _("Die Karte ist ausgestellt. Drucken Sie sie, oder lassen Sie den Code abfotografieren."))
            return redirect("desk:card", made.pk)
    status = 422 if form.errors else 200
    return page(request, "desk/card_form.html", {"form": form, "office": office}, nav="cards", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def card(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """One card with its code."""
    actor = actor_of(request)
    return _shown(request, selectors.card_for(actor, card_id))


def _shown(request: HttpRequest, found: Card, form: ReasonForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    code, trouble = "", ""
    if found.state == Card.State.LIVING:
        try:
            code = selectors.code_of(found)
        except KeyMissing as missing:
            trouble = str(missing)
    may_end = rules.END.allows(actor, found) and found.state == Card.State.LIVING
    context = {
        "card": found,
        "code": code,
        "typed": selectors.typed_code_of(found) if code else "",
        "owner_form": OwnerForm(initial=OwnerForm.of(found)) if may_end else None,
        "may_renew": may_end and goes_on_from(found, timezone.localdate()),
        "app_form": WayForm() if may_end and selectors.uses_app(found.office) else None,
        "app_words": app_words.app_consent_words(),
        "trouble": trouble,
        "may_end": may_end,
        "form": form or ReasonForm(),
        "successor": selectors.successor_of(found),
        "office": found.office,
    }
    return page(request, "desk/card_detail.html", context, nav="cards", status=422 if form and form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def paper(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """The card to cut out, of the size of a bank card, as accessible PDF."""
    found = selectors.card_for(actor_of(request), card_id)
    if found.state != Card.State.LIVING:
        raise Http404
    response = HttpResponse(selectors.paper_of(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ehrenamtskarte-{found.index}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def act(request: HttpRequest, card_id: uuid.UUID, doing: str) -> HttpResponse:
    """A lost phone or a revocation, each in one click with a reason."""
    actor = actor_of(request)
    found = selectors.card_for(actor, card_id)
    if doing in {"app-ja", "app-nein"}:
        return _to_app(request, found, yes=doing == "app-ja")
    if doing in {"verlaengern", "erreichen", "seite"}:
        return _kept_up(request, found, doing)
    if doing not in {"ersetzen", "sperren"}:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        if doing == "ersetzen":
            new = services.replace_card(actor=actor, card=found, reason=form.cleaned_data["reason"])
            notify(request, _("Die neue Karte ist ausgestellt. Die alte ist gesperrt."))
            return redirect("desk:card", new.pk)
        services.revoke_card(actor=actor, card=found, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        return _shown(request, found, form)
    notify(request, _("Die Karte ist gesperrt. Wer prüft, weiß es, sobald sein Gerät die nächste Liste holt."))
    return redirect("desk:card", found.pk)


def _to_app(request: HttpRequest, found: Card, *, yes: bool) -> HttpResponse:
    """The owner said at the counter, on the telephone or on paper what they want."""
    actor, form = actor_of(request), WayForm(request.POST)
    require(actor, rules.END, found)
    if not form.is_valid():
        notify(request, _("Wählen Sie, auf welchem Weg es gesagt wurde."))
        return redirect("desk:card", found.pk)
    way = form.cleaned_data["way"]
    try:
        if yes:
            services.agree_to_app(actor=actor, card=found, way=way)
            notify(request, _("Notiert. Die Karte steht in der nächsten Datei für die Landes-App."))
        else:
            services.take_back_from_app(actor=actor, card=found, way=way)
            notify(request, _("Notiert. Die nächste Datei sagt der Landes-App, dass sie die Karte löschen soll."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:card", found.pk)


def _kept_up(request: HttpRequest, found: Card, doing: str) -> HttpResponse:
    actor = actor_of(request)
    try:
        if doing == "verlaengern":
            made = services.renew_card(actor=actor, card=found)
            notify(request, _("Der Antrag auf Verlängerung ist aufgenommen, mit allem, was schon bestätigt ist."))
            return redirect("desk:card_application", made.pk)
        if doing == "seite":
            code = services.give_own_code(actor=actor, card=found)
            notify(request, _("Der Code für die Seite des Menschen: %(code)s") % {"code": code})
            return redirect("desk:card", found.pk)
        form = OwnerForm(request.POST)
        if form.is_valid():
            services.change_owner(actor=actor, card=found, owner=form.owner(site_of(request)))
            notify(request, _("Gespeichert."))
        else:
            notify(request, _("Das ließ sich nicht lesen. Schreiben Sie eine E-Mail-Adresse oder eine Anschrift."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:card", found.pk)


@guarded(rules.ISSUE_SOMEWHERE)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The print file for plastic cards: what has not been in one yet, as CSV for the maker."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    require(actor, rules.ISSUE, office)
    response = HttpResponse(selectors.print_file(actor, office), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ehrenamtskarten-druck.csv"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.ISSUE_SOMEWHERE)
@require_POST
def printed(request: HttpRequest) -> HttpResponse:
    """The maker has the file: from now on only newer cards are in it."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    number = services.note_printed(actor=actor, office=office)
    notify(request, _("Vermerkt für %(number)s Karten.") % {"number": number})
    return redirect("desk:cards")
