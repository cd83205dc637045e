"""A wave without account: signing up, the honest answer, and the page behind the code."""

import datetime
import uuid
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
from engagiert.apps.places.public import Town, town_at, town_of
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.volunteering.public import shift_words
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.dates import with_weekday
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import selectors, services, wording
from .forms import SignupForm
from .models import Wave

_TURNED_BACK = 422


def _running(request: HttpRequest, town: str) -> tuple[Town, Wave | None]:
    found = town_at(town)
    office = people.exchange_of(found.place)
    return found, selectors.wave_of_town(actor_of(request), office) if office is not None else None


def _about(found: Town, wave: Wave | None) -> dict[str, Any]:
    """What the pages around signing up say."""
    steps: list[str] = []
    if wave is not None:
        promised = timezone.localdate() + datetime.timedelta(days=wave.answer_days)
        steps = wording.next_steps(wave, with_weekday(promised))
    return {"town": found, "wave": wave, "office": wave.office if wave else None, "steps": steps}


@public
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest, town: str) -> HttpResponse:
    """Six questions; then the answer at once."""
    found, wave = _running(request, town)
    form = SignupForm(request.POST or None, initial={"token": fresh_token()})
    context = _about(found, wave) | {"form": form}
    if request.method == "POST" and wave is not None and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(request, "waves/sign_up_form.html", context | {"too_many": True}, status=429)
        try:
            signed = services.sign_up(
                actor=actor_of(request), wave=wave, signing=form.signing(), token=form.taken_as(),
                origin=site_of(request),
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            # Whoever names somebody else's address learns nothing: the code of a mail address goes there.
            if signed.is_new and not signed.signup.volunteer.mail:
                return redirect(f"{reverse('waves:own', args=[signed.code])}?neu=1")
            return redirect("waves:thanks", found.place.slug)
    return render(request, "waves/sign_up_form.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_GET
def thanks(request: HttpRequest, town: str) -> HttpResponse:
    """What happens next, and by when; the same for everybody."""
    return render(request, "waves/thanks.html", _about(*_running(request, town)))


@public
@require_GET
def paper(request: HttpRequest, town: str) -> HttpResponse:
    """The same form to print and to fill in by hand."""
    found, wave = _running(request, town)
    context = _about(found, wave) | {
        "form": SignupForm(),
        "lines": [_("Name"), _("Telefon, E-Mail oder Anschrift"), _("Geburtsdatum, nur unter 18")],
        "address": request.build_absolute_uri(reverse("waves:sign_up", args=[town])),
        "qr_text": _("Lieber am Telefon ausfüllen? Hier geht es zum Formular."),
    }
    return render(request, "waves/paper_form.html", context)


@public
@require_GET
def own(request: HttpRequest, code: str) -> HttpResponse:
    """How things stand for who holds the code: invitations, keep or delete, and the way to change everything."""
    try:
        part = selectors.own_part(actor_of(request), code)
    except LinkGone as gone:
        return _gone(request, code, gone)
    office = part.volunteer.office
    context = {
        "town": town_of(office.place),
        "office": office,
        "part": part,
        "wave": part.signup.wave,
        "standing": wording.standing(part.signup, part.volunteer, has_proposal=part.has_proposal),
        "invited": [
            {"one": one, "when": shift_words.when(one.gathering.shift),
             "line": shift_words.standing(one.seat, 0) if one.seat else ""}
            for one in part.invited
        ],
        "last_day": services.last_day(part.signup.wave),
        "is_new": "neu" in request.GET,
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
    }  # fmt: skip
    return render(request, "waves/own.html", context)


def _gone(request: HttpRequest, code: str, gone: LinkGone) -> HttpResponse:
    if gone.reason == "unknown" and not may_guess(request):
        return render(request, "volunteering/own_gone.html", {}, status=429)
    if gone.link is None:
        return redirect(address_of(code))
    return render(request, "volunteering/own_gone.html", {}, status=404)


@public
@require_POST
def act(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """Take a seat; keep my data; delete them."""
    actor = actor_of(request)
    try:
        if doing == "platz":
            services.take_seat_by_code(actor=actor, code=code, gathering_id=_key(request))
            notify(request, _("Danke, das ist notiert."))
        elif doing == "behalten":
            services.answer_keep_by_code(actor=actor, code=code, keep=True)
            notify(request, _("Danke. Wir behalten Ihre Angaben und melden uns, wenn etwas passt."))
        elif doing == "loeschen":
            office = selectors.own_part(actor, code).volunteer.office
            services.answer_keep_by_code(actor=actor, code=code, keep=False)
            context = {"town": town_of(office.place), "office": office, "forgotten": True}
            return render(request, "volunteering/goodbye.html", context)
        else:
            raise Http404
    except LinkGone as gone:
        return _gone(request, code, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("waves:own", code)


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("gathering", ""))
    except ValueError as error:
        raise ValidationError(_("Dieser Termin ist nicht mehr da.")) from error
