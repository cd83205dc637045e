"""The programme of the card at the desk: news and outings, who comes, the list for the bus."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.programme_forms import CancelForm, NewsForm, OutingForm, SeatForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.programme.public import News, Outing, bus_paper, rules, selectors, services, wording
from engagiert.apps.recognition.public import selectors as cards
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


def _office(request: HttpRequest) -> Office:
    office = directory_selectors.own_offices(actor_of(request))[0]
    if not cards.keeps_cards(office):
        raise Http404
    return office


@guarded(rules.READ_SOMEWHERE)
@require_GET
def programme(request: HttpRequest) -> HttpResponse:
    """All outings and news of the office."""
    actor, office, now = actor_of(request), _office(request), timezone.now()
    context = {
        "rows": [{"row": row, "when": wording.when(row.outing)} for row in selectors.outings_of(actor, office.pk, now)],
        "news": selectors.news_of(actor, office.pk),
        "today": timezone.localdate(),
        "may_write": rules.WRITE.allows(actor, office.pk),
        "office": office,
    }
    return page(request, "desk/programme.html", context, nav="cards")


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_outing(request: HttpRequest) -> HttpResponse:
    return _outing_written(request, _office(request), None)


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def edit_outing(request: HttpRequest, outing_id: uuid.UUID) -> HttpResponse:
    """Other words, more seats, another hour."""
    found = selectors.outing_for(actor_of(request), outing_id)
    return _outing_written(request, found.office, found)


def _outing_written(request: HttpRequest, office: Office, outing: Outing | None) -> HttpResponse:
    actor = actor_of(request)
    require(actor, rules.WRITE, office.pk)
    initial = {"token": fresh_token()} | (OutingForm.of(outing) if outing else {})
    form = OutingForm(entered(request), initial=initial, alliances=selectors.alliances_to_choose(office))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.write_outing(
                actor=actor, office=office, facts=form.facts(), outing=outing, token=form.taken_as()
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:outing", made.pk)
    context = {"form": form, "outing": outing, "office": office}
    return page(request, "desk/outing_form.html", context, nav="cards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def outing(request: HttpRequest, outing_id: uuid.UUID) -> HttpResponse:
    """Who comes, who is offered a seat, who waits; and somebody on the telephone signs up."""
    actor = actor_of(request)
    found = selectors.outing_for(actor, outing_id)
    form = SeatForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(actor, rules.KEEP, found)
        if form.is_valid():
            told = form.cleaned_data
            try:
                signup = services.note_signup(
                    actor=actor,
                    outing=found,
                    number=told["number"],
                    companions=int(told["companion"]),
                    phone=told["phone"],
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                notify(request, f"{signup.name}: {signup.get_state_display()}.")
                return redirect("desk:outing", found.pk)
    return _outing_shown(request, found, form, CancelForm())


def _outing_shown(request: HttpRequest, found: Outing, form: SeatForm, cancelling: CancelForm) -> HttpResponse:
    now, people = timezone.now(), selectors.signups_of(found)
    context = {
        "outing": found,
        "when": wording.when(found),
        "people": [
            (one, wording.moment(one.offered_until) if one.offered_until else "") for one in people if one.is_in_line
        ],
        "gone": [one for one in people if not one.is_in_line],
        "held": sum(one.size for one in people if one.state in ("taken", "offered")),
        "form": form,
        "cancelling": cancelling,
        "may_keep": rules.KEEP.allows(actor_of(request), found),
        "is_ahead": found.is_ahead(now),
        "may_publish": found.published_at is None and found.cancelled_at is None and found.begins_at > now,
        "is_open": found.is_open(now),
        "office": found.office,
    }
    status = _TURNED_BACK if form.errors or cancelling.errors else 200
    return page(request, "desk/outing_detail.html", context, nav="cards", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def bus(request: HttpRequest, outing_id: uuid.UUID) -> HttpResponse:
    """The list for the bus as PDF."""
    found = selectors.outing_for(actor_of(request), outing_id)
    content = bus_paper(found, selectors.on_the_bus(found), on=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="bus.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def outing_act(request: HttpRequest, outing_id: uuid.UUID, doing: str) -> HttpResponse:
    """Onto the public page; it does not take place."""
    actor = actor_of(request)
    found = selectors.outing_for(actor, outing_id)
    require(actor, rules.KEEP, found)
    try:
        if doing == "veroeffentlichen":
            services.publish_outing(actor=actor, outing=found)
            notify(request, _("Der Ausflug steht auf der öffentlichen Seite."))
        elif doing == "absagen":
            form = CancelForm(request.POST)
            if not form.is_valid():
                return _outing_shown(request, found, SeatForm(), form)
            number = services.cancel_outing(actor=actor, outing=found, reason=form.cleaned_data["reason"])
            notify(request, _("Der Ausflug ist abgesagt. %(number)s Anmeldungen hören davon.") % {"number": number})
        else:
            raise Http404
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:outing", found.pk)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def signup_act(request: HttpRequest, guest_id: uuid.UUID, doing: str) -> HttpResponse:
    """What somebody said on the telephone."""
    actor = actor_of(request)
    found = selectors.signup_for(actor, guest_id)
    require(actor, rules.KEEP, found)
    if doing not in ("kommt", "absage"):
        raise Http404
    try:
        services.note_answer(actor=actor, signup=found, comes=doing == "kommt")
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Gespeichert."))
    return redirect("desk:outing", found.outing_id)


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_news(request: HttpRequest) -> HttpResponse:
    return _news_written(request, _office(request), None)


@keeps_entry
@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def news(request: HttpRequest, news_id: uuid.UUID) -> HttpResponse:
    found = selectors.news_one_for(actor_of(request), news_id)
    return _news_written(request, found.office, found)


def _news_written(request: HttpRequest, office: Office, news: News | None) -> HttpResponse:
    actor = actor_of(request)
    require(actor, rules.WRITE, office.pk)
    initial = {"token": fresh_token()} | (NewsForm.of(news) if news else {})
    form = NewsForm(entered(request), initial=initial, alliances=selectors.alliances_to_choose(office))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.write_news(actor=actor, office=office, facts=form.facts(), news=news, token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Gespeichert."))
            return redirect("desk:news", made.pk)
    context = {"form": form, "news": news, "office": office}
    return page(request, "desk/news_form.html", context, nav="cards", status=_TURNED_BACK if form.errors else 200)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def news_act(request: HttpRequest, news_id: uuid.UUID, doing: str) -> HttpResponse:
    """Onto the public page, off it."""
    actor = actor_of(request)
    found = selectors.news_one_for(actor, news_id)
    doings = {"veroeffentlichen": services.show_news, "verbergen": services.hide_news}
    if doing not in doings:
        raise Http404
    doings[doing](actor=actor, news=found)
    notify(request, _("Gespeichert."))
    return redirect("desk:programme")
