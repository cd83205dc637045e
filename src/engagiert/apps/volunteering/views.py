"""“Ich möchte helfen” without account: the form, the proposals, and the page behind the code."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import calling, onward, selectors, services, week
from .forms import AnswerForm, HoursForm, JoinForm, PauseForm, WishForm
from .wording import own as own_words

_TURNED_BACK = 422


@public
@require_http_methods(["GET", "POST"])
def join_form(request: HttpRequest, town: str) -> HttpResponse:
    """One page; then the proposals at once."""
    found = town_at(town)
    office = selectors.exchange_of(found.place)
    asked = parameters.number(request.POST or request.GET, "offer" if request.POST else "angebot", otherwise=0)
    offer = selectors.offer_with_key(asked)
    form = JoinForm(request.POST or None, initial={"token": fresh_token(), "offer": offer.pk if offer else None})
    calls = calling.calls_in(found.place)
    context: dict[str, Any] = {"town": found, "office": office, "form": form, "offer": offer, "calls": calls}
    if request.method == "POST" and office is not None and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(request, "volunteering/join_form.html", context | {"too_many": True}, status=429)
        try:
            joined = services.join(
                actor=actor_of(request),
                office=office,
                someone=form.someone(),
                wanting=form.wanting(wants_call=form.cleaned_data["wants_call"]),
                token=form.taken_as(),
                friends=form.companions(),
                origin=_origin(request),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            codes = services.codes_for_joined(actor=actor_of(request), office=office, joined=joined)
            request.session["volunteering_circle"] = [
                (one.name, code) for one, code in zip(joined[1:], codes[1:], strict=True)
            ]
            if offer is not None:
                _choose_at_once(request, codes[0], offer.pk)
            return redirect(f"{reverse('volunteering:status', args=[codes[0]])}?neu=1")
    return render(request, "volunteering/join_form.html", context, status=_TURNED_BACK if form.errors else 200)


def _choose_at_once(request: HttpRequest, code: str, offer: int) -> None:
    """Who comes from an offer wants this one; where it cannot be, their page says what can."""
    try:
        services.choose(actor=actor_of(request), code=code, offers=[offer], origin=_origin(request))
    except ValidationError as error:
        notify(request, " ".join(error.messages))


def _origin(request: HttpRequest) -> str:
    return site_of(request)


@public
@require_GET
def paper(request: HttpRequest, town: str) -> HttpResponse:
    """The same form to print and to fill in by hand."""
    found = town_at(town)
    context = {
        "town": found,
        "office": selectors.exchange_of(found.place),
        "fields": selectors.field_choices(),
        "days": week.DAYS,
        "parts": week.PARTS[:3],
        "lines": own_words.paper_lines(),
        "address": request.build_absolute_uri(reverse("volunteering:join", args=[town])),
        "qr_text": _("Lieber am Telefon ausfüllen? Hier geht es zum Formular."),
    }
    return render(request, "volunteering/paper_form.html", context)


@public
@require_GET
def own(request: HttpRequest, code: str) -> HttpResponse:
    """How things stand for who holds the code: proposals, answers, hours, who has seen what."""
    return _shown(request, code)


def _shown(request: HttpRequest, code: str, *, status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    try:
        page = selectors.own_page(actor_of(request), code, today)
    except LinkGone as gone:
        return _gone(request, code, gone)
    volunteer = page.volunteer
    circle = request.session.get("volunteering_circle", []) if "neu" in request.GET else []
    context = own_words.page(page, today) | {
        "town": town_of(volunteer.office.place),
        "office": volunteer.office,
        "page": page,
        "volunteer": volunteer,
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
        "is_new": "neu" in request.GET,
        "friends_codes": circle,
        "hours_form": HoursForm(initial={"token": fresh_token(), "on": today}, auto_id="h_%s"),
        "pause_form": PauseForm(auto_id="p_%s"),
        "most": services.MOST,
    }
    context["ways"] = onward.ways_of_person(volunteer, code) if context["placements"] else []
    return render(request, "volunteering/own_page.html", context | more, status=status)


def _gone(request: HttpRequest, code: str, gone: LinkGone) -> HttpResponse:
    if gone.reason == "unknown" and not may_guess(request):
        return render(request, "volunteering/own_gone.html", {}, status=429)
    return (
        redirect(address_of(code))
        if gone.link is None
        else render(request, "volunteering/own_gone.html", {}, status=404)
    )


@public
@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Up to three of the ranked offers; choosing is saying yes."""
    offers = [int(key) for key in request.POST.getlist("offer") if key.isdecimal() and len(key) <= 18]
    return _do(
        request,
        code,
        lambda: services.choose(actor=actor_of(request), code=code, offers=offers, origin=_origin(request)),
        _("Ihr Interesse ist notiert."),
    )


@public
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, code: str) -> HttpResponse:
    """Change the wish; the ranking follows at once."""
    try:
        page = selectors.own_page(actor_of(request), code, timezone.localdate())
        form = WishForm(request.POST or None, initial=WishForm.of(page.volunteer.wish))
        if request.method == "POST" and form.is_valid():
            try:
                services.change_wish_by_code(
                    actor=actor_of(request), code=code, wanting=form.wanting(wants_call=page.volunteer.wish.wants_call)
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                notify(request, _("Gespeichert. Die Vorschläge richten sich ab jetzt danach."))
                return redirect("volunteering:status", code)
    except LinkGone as gone:
        return _gone(request, code, gone)
    office = page.volunteer.office
    context = {"town": town_of(office.place), "office": office, "form": form, "code": code}
    return render(request, "volunteering/wish_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str, proposal_id: uuid.UUID) -> HttpResponse:
    """Yes by one press; a no asks how far it goes, and every answer to that is fine."""
    if request.method == "POST" and "ja" in request.POST:
        return _do(
            request,
            code,
            lambda: services.answer_by_code(
                actor=actor_of(request), code=code, proposal_id=proposal_id, origin=_origin(request)
            ),
            _("Danke für Ihr Ja."),
        )
    form = AnswerForm(request.POST if "nein" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        no = services.No(form.cleaned_data["scope"], form.cleaned_data["words"])
        return _do(
            request,
            code,
            lambda: services.answer_by_code(actor=actor_of(request), code=code, proposal_id=proposal_id, no=no),
            _("Notiert. Danke, dass Sie es sagen."),
        )
    try:
        page = selectors.own_page(actor_of(request), code, timezone.localdate())
    except LinkGone as gone:
        return _gone(request, code, gone)
    proposal = next((one for one in page.proposals if one.pk == proposal_id), None)
    if proposal is None:
        raise Http404
    office = page.volunteer.office
    context = {"town": town_of(office.place), "office": office, "form": form, "code": code, "proposal": proposal}
    return render(request, "volunteering/no_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_POST
def hours(request: HttpRequest, code: str, placement_id: uuid.UUID) -> HttpResponse:
    """Hours of one day; the organisation confirms them."""
    form = HoursForm(request.POST, auto_id="h_%s")
    if form.is_valid():
        try:
            services.log_hours_by_code(
                actor=actor_of(request), code=code, placement_id=placement_id, given=form.given()
            )
        except ValidationError as error:
            put_errors(form, error)
        except LinkGone as gone:
            return _gone(request, code, gone)
        else:
            notify(request, _("Die Stunden sind notiert. Die Organisation bestätigt sie."))
            return redirect(f"{reverse('volunteering:status', args=[code])}#stunden")
    return _shown(request, code, status=_TURNED_BACK, hours_form=form, form=form)


@public
@require_GET
def consent_slip(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet for the parents, with their own code and a line to sign."""
    try:
        slip = services.print_slip_by_code(actor=actor_of(request), code=code)
    except LinkGone as gone:
        return _gone(request, code, gone)
    if slip is None:
        raise Http404
    context = {
        "town": town_of(slip.volunteer.office.place),
        "office": slip.volunteer.office,
        "slip": slip,
        "sheets": [(name, one, request.build_absolute_uri(address_of(one))) for name, one in slip.codes],
        "code_page": request.build_absolute_uri(reverse("code:enter")),
    }
    return render(request, "volunteering/consent_slip.html", context)


@public
@require_POST
def act(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """Pause, ask me later, go on, goodbye, a change of mind."""
    if doing == "abschied":
        return _goodbye(request, code)
    verb = _VERBS.get(doing)
    if verb is None:
        raise Http404
    return _do(request, code, lambda: verb(request, code), _("Gespeichert."))


def _goodbye(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, on a page of its own: the code may open nothing any more."""
    try:
        office = selectors.own_page(actor_of(request), code, timezone.localdate()).volunteer.office
        services.leave_by_code(actor=actor_of(request), code=code, forget="loeschen" in request.POST)
    except LinkGone as gone:
        return _gone(request, code, gone)
    context = {"town": town_of(office.place), "office": office, "forgotten": "loeschen" in request.POST}
    return render(request, "volunteering/goodbye.html", context)


def _pause(request: HttpRequest, code: str) -> None:
    form = PauseForm(request.POST, auto_id="p_%s")
    if not form.is_valid():
        raise ValidationError(_("Dieses Datum gibt es nicht. Wählen Sie einen Tag aus dem Kalender."))
    services.pause_by_code(
        actor=actor_of(request), code=code, until=form.cleaned_data["until"], ask_again=form.cleaned_data["ask_again"]
    )


def _resume(request: HttpRequest, code: str) -> None:
    services.resume_by_code(actor=actor_of(request), code=code)


def _change_mind(request: HttpRequest, code: str) -> None:
    key = request.POST.get("refusal", "")
    try:
        refusal_id = uuid.UUID(key)
    except ValueError as error:
        raise ValidationError(_("Das ist schon geändert.")) from error
    services.change_mind_by_code(actor=actor_of(request), code=code, refusal_id=str(refusal_id))


_VERBS: dict[str, Callable[[HttpRequest, str], None]] = {
    "pause": _pause,
    "weiter": _resume,
    "doch": _change_mind,
}


def _do(request: HttpRequest, code: str, doing: Callable[[], object], said: str) -> HttpResponse:
    """One verb of the code's holder, then their page with a word about it."""
    try:
        doing()
    except LinkGone as gone:
        return _gone(request, code, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, said)
    return redirect("volunteering:status", code)
